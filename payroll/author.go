package payroll

import (
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Royalty is the remuneration of an author by who exploits the work (droits d'auteur), which is
// no pay: a screenwriter's, a director's or a composer's, beside what they earn as employees.
type Royalty struct {
	// ID is any text; it comes back with the note.
	ID string `json:"id" strict:"required"`
	// Date is the day of payment, which picks every dated figure.
	Date civil.Date `json:"date" strict:"required"`
	// Gross is the remuneration before any deduction and before VAT.
	Gross money.Amount `json:"gross" strict:"required"`
	// GrossToDate is what the same payer already paid the author in the calendar year, for the
	// yearly ceilings.
	GrossToDate money.Amount `json:"grossToDate,omitzero"`
	// Exempt says that the author showed a dispense de précompte and pays the contributions
	// directly: only those of the payer are due here.
	Exempt bool `json:"exempt,omitempty"`
	// ResidentAbroad says that the author's tax domicile is outside France, which is not covered
	// (CGI art. 182 B).
	ResidentAbroad bool `json:"residentAbroad,omitempty"`
}

// AuthorNote is the note of an author's remuneration, with the contributions withheld
// (précompte) and those of the payer, both rounded line by line as on a payslip.
type AuthorNote struct {
	ID   string     `json:"id"`
	Date civil.Date `json:"date"`
	// Lines are the contributions; the employee side is the author's, the employer side that of
	// the payer.
	Lines []Line `json:"lines"`
	Steps []Step `json:"steps"`
	// Withheld is the author's part, Payable what the author receives before VAT.
	Withheld money.Amount `json:"withheld"`
	Payable  money.Amount `json:"payable"`
	// Taxable is what the author declares as salary: the payable and what of the CSG and CRDS
	// does not lower taxable income. The author of an exempt note computes it alone; it is
	// then 0.00.
	Taxable money.Amount `json:"taxable"`
	// Contribution is the payer's part, Cost the gross and that part.
	Contribution money.Amount `json:"contribution"`
	Cost         money.Amount `json:"cost"`
	Notices      []law.Notice `json:"notices"`
}

// Validate reports every fault of the royalty, each a [*FieldError], or nil.
func (r Royalty) Validate() error {
	var f valid.Faults
	r.check(&f)
	return f.Err()
}

func (r Royalty) check(f *valid.Faults) {
	if r.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	if r.Gross.Sign() <= 0 || r.Gross.Compare(maxGross) > 0 {
		f.Addf("gross", r.Gross, valid.ErrOutOfRange, "more than 0.00, at most %v", maxGross)
	}
	if r.GrossToDate.Sign() < 0 || r.GrossToDate.Compare(maxGross) > 0 {
		f.Addf("grossToDate", r.GrossToDate, valid.ErrOutOfRange, "0.00 to %v", maxGross)
	}
	if r.ResidentAbroad {
		f.Addf("residentAbroad", nil, ErrNotCovered, "tax of authors who live abroad (CGI art. 182 B)")
	}
}

// monthsOfYear are those of the ceilings of authors.
var monthsOfYear = money.DecimalFromInt(12)

// ComputeAuthorNote returns the note of an author's remuneration: basic pension within twelve
// monthly ceilings, less the part that the State bears, CSG and CRDS on 98.25 % within four
// times that and on all above, training, and the payer's contributions (CSS L382-3, L382-4).
// The basic pension above the ceiling, 0.40 %, is borne by the State whole and has no
// line. Complementary pensions (Ircec) and VAT are not modelled. A date before 2025-01-01 and
// every other fault is a [*FieldError].
func ComputeAuthorNote(r Royalty, p Parameters) (AuthorNote, error) {
	var f valid.Faults
	r.check(&f)
	rules := rulesOn(&f, r.Date, p)
	if err := f.Err(); err != nil {
		return AuthorNote{}, err
	}
	c := computation{rules: rules}
	c.Date, c.Gross = r.Date, r.Gross
	if !r.Exempt {
		c.authorContributions(r)
	}
	c.line("diffuser", r.Gross)
	c.line("cfp-auteurs/diffuser", r.Gross)
	return c.authorNote(r)
}

// within returns what of an amount that follows another is within a limit.
func within(before, amount, limit money.Amount) money.Amount {
	both := money.Min(plus(before, amount), limit)
	return money.Max(minus(both, money.Min(before, limit)), money.Amount{})
}

func (c *computation) authorContributions(r Royalty) {
	ceiling := c.posted(money.Mul(c.euros("pmss"), monthsOfYear))
	c.line("vieillesse-plafonnee/author", within(r.GrossToDate, r.Gross, ceiling))
	c.line("cfp-auteurs", r.Gross)
	c.csgOn(within(r.GrossToDate, r.Gross, c.times(ceiling, c.figure("csg/ceilings"))))
}

func (c *computation) authorNote(r Royalty) (AuthorNote, error) {
	t := c.totals()
	note := AuthorNote{
		ID: r.ID, Date: r.Date, Lines: slices.Clone(c.lines[:c.nLines]), Steps: slices.Clone(c.steps[:c.nSteps]),
		Withheld: t.employee, Payable: t.net, Taxable: t.taxable, Contribution: t.employer, Cost: t.cost, Notices: c.doubts(),
	}
	if r.Exempt {
		note.Taxable = money.Amount{}
	}
	return note, c.err
}
