package payroll

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Line is one contribution of a payslip. It recomputes: each amount is the base times the
// rate over 100, rounded to the cent, half away from zero.
type Line struct {
	// Code names the contribution; it never changes.
	Code    string `json:"code"`
	LabelFr string `json:"labelFr"`
	LabelEn string `json:"labelEn"`
	// Base is what the rates apply to.
	Base money.Amount `json:"base"`
	// EmployeeRate and EmployerRate are percentages, 0 where that side bears nothing.
	EmployeeRate   money.Decimal `json:"employeeRate"`
	EmployeeAmount money.Amount  `json:"employeeAmount"`
	EmployerRate   money.Decimal `json:"employerRate"`
	EmployerAmount money.Amount  `json:"employerAmount"`
	Refs           law.Refs      `json:"refs"`
}

// Step is an amount of a payslip that is no contribution: the deduction, a ceiling, a base,
// the reduction, the income tax, what is taken off the net. It recomputes: the amount is
// base × rate / over + plus, rounded to the cent, half away from zero, unless Bound names a limit that held instead.
type Step struct {
	// Code names the step, one of [Codes].
	Code string        `json:"code"`
	Base money.Amount  `json:"base"`
	Rate money.Decimal `json:"rate"`
	// Over is 100 where the rate is a percentage, the days of the month where it counts
	// days, otherwise 1.
	Over   int          `json:"over"`
	Plus   money.Amount `json:"plus,omitzero"`
	Amount money.Amount `json:"amount"`
	// Bound is year-limit or minimum-wage for a deduction, month for a ceiling; for those of
	// a [Settled], see there.
	Bound string   `json:"bound,omitempty"`
	Refs  law.Refs `json:"refs"`
}

// Payslip is the pay of one engagement, with every contribution of both sides.
type Payslip struct {
	ID   string     `json:"id"`
	Date civil.Date `json:"date"`
	// Contract is the identifier of the contract, Hours the paid hours.
	Contract string        `json:"contract,omitempty"`
	Hours    money.Decimal `json:"hours"`
	// SocialBase is the base of social security contributions (assiette): the gross less
	// the flat deduction.
	SocialBase money.Amount `json:"socialBase"`
	// Deduction is the flat deduction for expenses that was taken.
	Deduction money.Amount `json:"deduction"`
	// Ceiling is the social security ceiling (plafond) of this payslip.
	Ceiling money.Amount `json:"ceiling"`
	// Bases are all that the contributions bear on.
	Bases Bases  `json:"bases"`
	Lines []Line `json:"lines"`
	// Steps are the amounts between the gross and the lines.
	Steps                 []Step       `json:"steps"`
	EmployeeContributions money.Amount `json:"employeeContributions"`
	// EmployerContributions are those before the reduction.
	EmployerContributions money.Amount `json:"employerContributions"`
	// Reduction is the general reduction of employer contributions.
	Reduction    money.Amount `json:"reduction"`
	NetBeforeTax money.Amount `json:"netBeforeTax"`
	NetTaxable   money.Amount `json:"netTaxable"`
	// NetSocial is the net social amount (montant net social, CSS R844-1).
	NetSocial money.Amount `json:"netSocial"`
	// IncomeTax is what the employer withholds for the tax office.
	IncomeTax    money.Amount `json:"incomeTax"`
	NetPaid      money.Amount `json:"netPaid"`
	EmployerCost money.Amount `json:"employerCost"`
	Notices      []law.Notice `json:"notices"`
}

// ComputePayslip returns the payslip of an engagement. A faulty engagement is refused with
// every fault at once, each a [*FieldError]; a date before 2025-01-01 among them is a
// [law.ErrNoValue]. For several engagements use [ComputePayslips], or [Parameters.At] and
// [Rules.Payslip].
func ComputePayslip(e Engagement, p Parameters) (Payslip, error) {
	var f valid.Faults
	rules := rulesByDate{p: p}
	rules.check(e, &f)
	if err := f.Err(); err != nil {
		return Payslip{}, err
	}
	return rules.of[e.Date].payslip(e, nil)
}

// ComputePayslips returns the payslips of engagements, in their order. One faulty
// engagement refuses them all; faults have the index of the engagement in their path.
//
// Complexity linear in the number of engagements; the figures of a date are looked up once.
func ComputePayslips(engagements []Engagement, p Parameters) ([]Payslip, error) {
	var f valid.Faults
	rules := rulesByDate{p: p}
	for i, e := range engagements {
		f.Index(i)
		rules.check(e, &f)
		f.Leave()
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	slips := make([]Payslip, len(engagements))
	for i, e := range engagements {
		var err error
		if slips[i], err = rules.of[e.Date].payslip(e, nil); err != nil {
			return nil, fmt.Errorf("[%d]: %w", i, err)
		}
	}
	return slips, nil
}

// rulesByDate keeps the rules of the dates that were asked for.
type rulesByDate struct {
	p  Parameters
	of map[civil.Date]*Rules
}

// check tells the faults of an engagement, a date without rules among them.
func (r *rulesByDate) check(e Engagement, f *valid.Faults) {
	e.check(f)
	if _, known := r.of[e.Date]; known || e.Date.IsZero() {
		return
	}
	rules, err := r.p.At(e.Date)
	if err != nil {
		f.Add("date", nil, err)
		return
	}
	if r.of == nil {
		r.of = map[civil.Date]*Rules{}
	}
	r.of[e.Date] = rules
}

// rulesOn returns the rules of a day, and tells the fault of a day without any.
func rulesOn(f *valid.Faults, date civil.Date, p Parameters) *Rules {
	if date.IsZero() {
		return nil // told by its check
	}
	rules, err := p.At(date)
	if err != nil {
		f.Add("date", nil, err)
	}
	return rules
}

// Payslip returns the payslip of an engagement of the day of r. Another day, and every
// fault of the engagement, is a [*FieldError].
func (r *Rules) Payslip(e Engagement) (Payslip, error) {
	if e.Date != r.date {
		return Payslip{}, &FieldError{Path: "date", Err: fmt.Errorf("%w: these are the rules of %v, not of %v", valid.ErrOutOfRange, r.date, e.Date)}
	}
	if err := e.Validate(); err != nil {
		return Payslip{}, err
	}
	return r.payslip(e, nil)
}

// payslip computes a valid engagement. With a year it follows the payslips of that year, and is
// recorded there.
func (r *Rules) payslip(e Engagement, year *YearToDate) (Payslip, error) {
	c := computation{Engagement: e, rules: r, hours: e.paidHours()}
	if year != nil {
		c.year = *year
	}
	c.slip.ID, c.slip.Date, c.slip.Contract, c.slip.Hours = e.ID, e.Date, e.Contract, c.hours
	c.compute()
	c.close()
	if year != nil {
		c.recordContract()
		c.year.record(e.Date, &c.slip.Bases, +1)
		*year = c.year
	}
	if c.err != nil {
		return Payslip{}, c.err
	}
	return c.slip, nil
}

// The most lines and steps that a payslip has.
const (
	mostLines = 35
	mostSteps = 9
)
