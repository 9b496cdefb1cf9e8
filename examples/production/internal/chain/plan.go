package chain

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// plan is plan.json: the sources of the money, the tax credit that is one of them, and the files that ask for aid.
type plan struct {
	// Milestones are in the order of time.
	Milestones []milestone `json:"milestones" strict:"required,max=100"`
	TaxCredit  taxCredit   `json:"taxCredit" strict:"required"`
	// CrossBorder says that the ceiling on public aid is that of cross-border co-productions.
	CrossBorder bool               `json:"crossBorder" strict:"required"`
	Treaty      financing.Treaty   `json:"treaty" strict:"required"`
	Minima      financing.Minima   `json:"minima"`
	Regions     []regionalAid      `json:"regions" strict:"required,max=100"`
	Sources     []financing.Source `json:"sources" strict:"required"`
	// Facts hold of the film, for its files; Deadlines are the applications whose deadlines concern it.
	Facts     []string      `json:"facts" strict:"max=100"`
	Deadlines []string      `json:"deadlines" strict:"required,max=100"`
	Files     []application `json:"files" strict:"required,max=100"`
}

// taxCredit is what is known of the French credit before the budget is.
type taxCredit struct {
	// Source is the id of the source that the credit pays, which has no amount of its own.
	Source         string     `json:"source" strict:"required"`
	Date           civil.Date `json:"date" strict:"required"`
	FrenchLanguage bool       `json:"frenchLanguage" strict:"required"`
	Difficult      bool       `json:"difficult"`
	// Requested is the day the CNC received the request for provisional approval.
	Requested civil.Date `json:"requested" strict:"required"`
	// Department is where the suppliers in France are.
	Department string      `json:"department" strict:"required"`
	Spend      []spendRule `json:"spend" strict:"required,max=1000"`
}

// regionalAid is a source that asks for spend in its region.
type regionalAid struct {
	Source string `json:"source" strict:"required"`
	// Region is that of places of shoot.json.
	Region string `json:"region" strict:"required"`
}

// application is a file as it was filed; what it says of the film and its dates is not of its own.
type application struct {
	Application string                   `json:"application" strict:"required"`
	On          civil.Date               `json:"on" strict:"required"`
	Documents   []financing.FileDocument `json:"documents" strict:"required,max=1000"`
}

func (a application) file(title string, facts []string, days dated) financing.ApplicationFile {
	return financing.ApplicationFile{
		Application: a.Application, On: a.On, Title: title, Facts: facts, Dates: days.ofFiles(), Documents: a.Documents,
	}
}

func (p *plan) check() error {
	if len(p.Sources) == 0 {
		return &valid.FieldError{Path: "sources", Err: fmt.Errorf("%w: somebody pays", valid.ErrMissing)}
	}
	// The budget is not known yet; any will do to check the sources.
	whole := financing.Plan{Title: "film", Currency: currency, Budget: money.MustParse("1.00"), Sources: p.Sources}
	var f valid.Faults
	p.checkCredit(&f)
	f.Enter("taxCredit")
	needed(&f, "department", p.TaxCredit.Department)
	p.TaxCredit.checkDepartment(&f)
	p.TaxCredit.checkSpend(&f)
	f.Leave()
	p.checkSources(&f, checkMilestones(&f, p.Milestones))
	p.checkRegions(&f)
	notEmpty(&f, "regions", p.Regions)
	notEmpty(&f, "facts", p.Facts)
	notEmpty(&f, "deadlines", p.Deadlines)
	notEmpty(&f, "files", p.Files)
	valid.OneOf(&f, "treaty", string(p.Treaty), financing.Treaty("").OneOf())
	checkPart(&f, "minima.ownFunding", p.Minima.OwnFunding)
	checkPart(&f, "minima.acquired", p.Minima.Acquired)
	return joined(whole.Validate(), f.Err(), p.checkFiles())
}

// notEmpty tells a list that is there and has nothing in it.
func notEmpty[T any](f *valid.Faults, field string, list []T) {
	if list != nil && len(list) == 0 {
		f.Add(field, nil, valid.ErrMissing)
	}
}

func checkPart(f *valid.Faults, field string, part *money.Fraction) {
	if part != nil && part.Num() > part.Den() {
		f.Addf(field, part, valid.ErrOutOfRange, "0 to 1")
	}
}

// checkCredit tells a credit without a source, and a source that says what the credit computes.
func (p *plan) checkCredit(f *valid.Faults) {
	i := p.credit()
	if i < 0 {
		f.Add("taxCredit.source", p.TaxCredit.Source, valid.ErrReference)
		return
	}
	s := p.Sources[i]
	f.Enter("sources")
	defer f.Leave()
	f.Index(i)
	defer f.Leave()
	if !s.Amount.IsZero() && !s.Balancing {
		f.Addf("amount", s.Amount, valid.ErrUnknownField, "it is what the tax credit comes to")
	}
	if s.Balancing {
		f.Addf("balancing", nil, valid.ErrUnknownField, "the tax credit balances nothing")
	}
	if s.Foreign != nil {
		f.Addf("foreign", nil, valid.ErrUnknownField, "the tax credit is in %s", currency)
	}
	if s.Country != home {
		f.Addf("country", s.Country, valid.ErrOutOfRange, "the tax credit is that of %s", home)
	}
}

// credit is the place of the source that the credit pays, negative without one.
func (p *plan) credit() int { return p.source(p.TaxCredit.Source) }

func (p *plan) source(id string) int {
	return slices.IndexFunc(p.Sources, func(s financing.Source) bool { return s.ID == id })
}

// checkSources tells sources of nobody and of no amount, and those that bring money at no milestone of the plan.
func (p *plan) checkSources(f *valid.Faults, milestones map[string]bool) {
	f.Enter("sources")
	defer f.Leave()
	for i, s := range p.Sources {
		f.Index(i)
		needed(f, "kind", s.Kind)
		needed(f, "party", s.Party)
		isCountry(f, "country", s.Country)
		if s.Amount.IsZero() && !s.Balancing && s.Foreign == nil && s.ID != p.TaxCredit.Source {
			f.Add("amount", nil, valid.ErrMissing)
		}
		if s.Amount.Compare(mostTotal) > 0 {
			f.Addf("amount", s.Amount, valid.ErrOutOfRange, "at most %v", mostTotal)
		}
		if len(s.Instalments) == 0 && s.Status != financing.Refused && isCash(s.Nature) {
			f.Add("instalments", nil, valid.ErrMissing)
		}
		f.Enter("instalments")
		for j, part := range s.Instalments {
			f.Index(j)
			needed(f, "milestone", part.Milestone)
			if part.Milestone != "" && !milestones[part.Milestone] {
				f.Add("milestone", part.Milestone, valid.ErrReference)
			}
			f.Leave()
		}
		f.Leave()
		notEmpty(f, "history", s.History)
		checkRights(f, s.Rights)
		checkProof(f, s.Evidence)
		f.Leave()
	}
}

// mostRank is more places than any recoupment has.
const mostRank = 1000

// checkRights tells rights to nothing, and a place in the recoupment that is none.
func checkRights(f *valid.Faults, rights []financing.GivenRight) {
	notEmpty(f, "rights", rights)
	f.Enter("rights")
	for i, r := range rights {
		f.Index(i)
		needed(f, "territory", r.Territory)
		needed(f, "media", r.Media)
		if r.Rank < 0 || r.Rank > mostRank {
			f.Addf("rank", r.Rank, valid.ErrOutOfRange, "0 to %d", mostRank)
		}
		f.Leave()
	}
	f.Leave()
}

// checkProof tells evidence without a name, or of less than nothing.
func checkProof(f *valid.Faults, e *financing.Evidence) {
	if e == nil {
		return
	}
	f.Enter("evidence")
	needed(f, "document", e.Document)
	if e.Amount != nil && e.Amount.Sign() < 0 {
		f.Add("amount", *e.Amount, valid.ErrNegative)
	}
	f.Leave()
}

func isCash(n financing.Nature) bool {
	return n == "" || n == financing.Money || n == financing.OwnMoney
}

func (p *plan) checkRegions(f *valid.Faults) {
	f.Enter("regions")
	defer f.Leave()
	for i, r := range p.Regions {
		f.Index(i)
		if p.source(r.Source) < 0 {
			f.Add("source", r.Source, valid.ErrReference)
		}
		if slices.Contains(p.Regions[:i], r) {
			f.Add("region", r.Region, valid.ErrDuplicate)
		}
		f.Leave()
	}
}

// lookUp is a day on which all deadlines are in force, to look their names up.
var lookUp = civil.MustParseDate("2026-01-01")

// checkFiles tells faulty files. Their titles and dates are not of their own.
func (p *plan) checkFiles() error {
	var errs []error
	seen := map[string]bool{}
	for i, a := range p.Files {
		step := fmt.Sprintf("files[%d]", i)
		if seen[a.Application] {
			errs = append(errs, &valid.FieldError{Path: step + ".application", Value: a.Application, Err: valid.ErrDuplicate})
		}
		seen[a.Application] = true
		errs = append(errs, under(step, a.file("film", nil, nil).Validate()), under(step, a.checkDocuments()))
	}
	calendar, err := financing.ComputeFileCalendar(nil, p.Facts, lookUp)
	if err != nil {
		return joined(append(errs, err)...)
	}
	for i, word := range p.Deadlines {
		if !slices.ContainsFunc(calendar.Deadlines, func(d financing.DueDate) bool { return d.Application == word }) {
			errs = append(errs, &valid.FieldError{Path: fmt.Sprintf("deadlines[%d]", i), Value: word, Err: valid.ErrReference})
		}
		if slices.Contains(p.Deadlines[:i], word) {
			errs = append(errs, &valid.FieldError{Path: fmt.Sprintf("deadlines[%d]", i), Value: word, Err: valid.ErrDuplicate})
		}
	}
	return joined(errs...)
}

// checkDocuments tells lists that are there with nothing in them.
func (a application) checkDocuments() error {
	var f valid.Faults
	notEmpty(&f, "documents", a.Documents)
	f.Enter("documents")
	for i, d := range a.Documents {
		f.Index(i)
		notEmpty(&f, "amounts", d.Amounts)
		notEmpty(&f, "signatories", d.Signatories)
		for j, role := range d.Signatories {
			needed(&f, fmt.Sprintf("signatories[%d]", j), role)
		}
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

// checkPlan tells dates of the plan that are not around the shoot, a region that is nowhere, and documents that
// are from after the stated day.
func (f *film) checkPlan() error {
	var faults valid.Faults
	shoot := f.shoot.Period
	faults.Enter("document")
	for i, m := range f.plan.Milestones {
		if !m.Date.IsZero() {
			plausible(&faults, fmt.Sprintf("milestones[%d].date", i), m.Date, shoot)
		}
	}
	credit := f.plan.TaxCredit
	plausible(&faults, "taxCredit.date", credit.Date, shoot)
	plausible(&faults, "taxCredit.requested", credit.Requested, shoot)
	if credit.Requested.After(shoot.From) {
		faults.Addf("taxCredit.requested", credit.Requested, valid.ErrOutOfRange, "before the shoot, which counts alone")
	}
	for i, r := range f.plan.Regions {
		if !slices.ContainsFunc(f.shoot.Locations, func(p place) bool { return p.Region == r.Region }) {
			faults.Addf(fmt.Sprintf("regions[%d].region", i), r.Region, valid.ErrReference, "no location of shoot.json is there")
		}
	}
	for i, s := range f.plan.Sources {
		for j, h := range s.History {
			f.known(&faults, fmt.Sprintf("sources[%d].history[%d].on", i, j), h.On)
		}
		if s.Evidence != nil {
			f.known(&faults, fmt.Sprintf("sources[%d].evidence.date", i), s.Evidence.Date)
		}
	}
	for i, a := range f.plan.Files {
		f.known(&faults, fmt.Sprintf("files[%d].on", i), a.On)
		for j, d := range a.Documents {
			f.known(&faults, fmt.Sprintf("files[%d].documents[%d].date", i, j), d.Date)
		}
	}
	return inFile("plan.json", faults.Err())
}

// known tells a day that is not around the shoot, or after the stated day.
func (f *film) known(faults *valid.Faults, field string, on civil.Date) {
	if on.After(f.shoot.AsOf) {
		faults.Addf(field, on, valid.ErrOutOfRange, "after the stated day, %v", f.shoot.AsOf)
		return
	}
	plausible(faults, field, on, f.shoot.Period)
}
