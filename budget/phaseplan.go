package budget

import (
	"errors"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// PhasePlan says when a budget is spent.
type PhasePlan struct {
	// Phases are those that the lines name: preparation, shoot, wrap, post. They may overlap.
	Phases []Phase `json:"phases" strict:"required"`
	// DefaultPhase is that of lines, charges and credits that name none; without it they are faults.
	DefaultPhase string `json:"defaultPhase,omitempty"`
	// ChargePhases and CreditPhases give charges and credits a phase.
	ChargePhases []ItemPhase `json:"chargePhases,omitempty"`
	CreditPhases []ItemPhase `json:"creditPhases,omitempty"`
	// Default are the instalments of all that no terms are for.
	Default []Instalment   `json:"default" strict:"required"`
	Terms   []PaymentTerms `json:"terms,omitempty"`
}

// Phase is a part of the production, with its days. A line names it in its own Phase.
type Phase struct {
	Name   string       `json:"name" strict:"required"`
	Period civil.Period `json:"period" strict:"required"`
}

// ItemPhase is the phase of a charge or a credit.
type ItemPhase struct {
	Code  string `json:"code" strict:"required"`
	Phase string `json:"phase" strict:"required"`
}

// PaymentTerms are the instalments of some of a budget, by code. Those of a line come before those of
// its account, and these before those of the accounts above. A fringe without its own is paid as its
// line is.
type PaymentTerms struct {
	Accounts    []string     `json:"accounts,omitempty"`
	Lines       []string     `json:"lines,omitempty"`
	Fringes     []string     `json:"fringes,omitempty"`
	Charges     []string     `json:"charges,omitempty"`
	Credits     []string     `json:"credits,omitempty"`
	Instalments []Instalment `json:"instalments" strict:"required"`
}

// Instalment is a share of an amount and when it is paid. The shares of a list add up to exactly one.
type Instalment struct {
	Share money.Fraction `json:"share" strict:"required"`
	When  Moment         `json:"when" strict:"required"`
	// Days is how many days after the moment it is paid; negative is before.
	Days int `json:"days,omitempty"`
}

// byDefault stands for the default instalments of a plan, where the position of terms is wanted.
const byDefault = -1

// instalments returns those of the terms at a position.
func (p PhasePlan) instalments(terms int) []Instalment {
	if terms == byDefault {
		return p.Default
	}
	return p.Terms[terms].Instalments
}

// spreading is a spending in the making.
type spreading struct {
	plan PhasePlan
	// faults are of the plan, then of the budget; late ones are those of due dates.
	faults, late valid.Faults
	phases       map[string]civil.Period // a faulty one has no days
	terms        termsByCode
	// chargePhases and creditPhases are by code.
	chargePhases, creditPhases map[string]string
	// known keeps due dates, which most lines share.
	known map[dueKey]*due
	whole []spreadItem
	slips []slip
}

// termsByCode are positions of terms by the code of what they are for.
type termsByCode struct{ accounts, lines, fringes, charges, credits map[string]int }

type dueKey struct {
	phase string
	terms int
}

// newSpreading checks a plan against the codes of a budget.
func newSpreading(b Budget, plan PhasePlan) *spreading {
	s := &spreading{plan: plan, phases: map[string]civil.Period{}, known: map[dueKey]*due{}}
	s.checkPhases()
	codes := codesOf(b)
	s.chargePhases = s.itemPhases("chargePhases", plan.ChargePhases, codes.charges)
	s.creditPhases = s.itemPhases("creditPhases", plan.CreditPhases, codes.credits)
	s.faults.Enter("default")
	checkInstalments(&s.faults, plan.Default)
	s.faults.Leave()
	s.checkTerms(codes)
	return s
}

func (s *spreading) err() error {
	return errors.Join(append(valid.List(s.faults.Err()), valid.List(s.late.Err())...)...)
}

func (s *spreading) checkPhases() {
	f := &s.faults
	f.Enter("phases")
	for i, p := range s.plan.Phases {
		f.Index(i)
		wanted(f, "name", p.Name)
		if _, twice := s.phases[p.Name]; twice {
			f.Add("name", p.Name, valid.ErrDuplicate)
		}
		switch {
		case !p.Period.IsValid():
			f.Add("period", p.Period, civil.ErrPeriod)
			p.Period = civil.Period{}
		case p.Period.Days() > maxDays:
			f.Addf("period", p.Period, valid.ErrOutOfRange, "at most %d days", maxDays)
			p.Period = civil.Period{}
		}
		s.phases[p.Name] = p.Period
		f.Leave()
	}
	f.Leave()
	if _, known := s.phases[s.plan.DefaultPhase]; !known && s.plan.DefaultPhase != "" {
		f.Add("defaultPhase", s.plan.DefaultPhase, valid.ErrReference)
		s.phases[s.plan.DefaultPhase] = civil.Period{} // told once
	}
}

func (s *spreading) itemPhases(field string, phases []ItemPhase, codes map[string]bool) map[string]string {
	byCode := map[string]string{}
	s.faults.Enter(field)
	for i, p := range phases {
		s.faults.Index(i)
		_, twice := byCode[p.Code]
		s.checkCode(p.Code, "code", codes[p.Code], twice)
		byCode[p.Code] = p.Phase
		s.faults.Leave()
	}
	s.faults.Leave()
	return byCode
}

func (s *spreading) checkCode(code, field string, known, twice bool) {
	switch {
	case !known:
		s.faults.Add(field, code, valid.ErrReference)
	case twice:
		s.faults.Add(field, code, valid.ErrDuplicate)
	}
}

func (s *spreading) checkTerms(codes budgetCodes) {
	f := &s.faults
	s.terms = termsByCode{map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}}
	f.Enter("terms")
	for i, t := range s.plan.Terms {
		f.Index(i)
		s.checkCodes("accounts", t.Accounts, codes.accounts, s.terms.accounts, i)
		s.checkCodes("lines", t.Lines, codes.lines, s.terms.lines, i)
		s.checkCodes("fringes", t.Fringes, codes.fringes, s.terms.fringes, i)
		s.checkCodes("charges", t.Charges, codes.charges, s.terms.charges, i)
		s.checkCodes("credits", t.Credits, codes.credits, s.terms.credits, i)
		f.Enter("instalments")
		checkInstalments(f, t.Instalments)
		f.Leave()
		f.Leave()
	}
	f.Leave()
}

// checkCodes keeps the position of terms by the codes that they are for.
func (s *spreading) checkCodes(field string, list []string, known map[string]bool, terms map[string]int, position int) {
	s.faults.Enter(field)
	for i, code := range list {
		s.faults.Index(i)
		_, twice := terms[code]
		s.checkCode(code, "", known[code], twice)
		terms[code] = position
		s.faults.Leave()
	}
	s.faults.Leave()
}

// maxInstalments bounds a list of instalments.
const maxInstalments = 1_000

func checkInstalments(f *valid.Faults, instalments []Instalment) {
	if len(instalments) == 0 {
		f.Add("", nil, valid.ErrMissing)
		return
	}
	if len(instalments) > maxInstalments {
		f.Addf("", len(instalments), valid.ErrOutOfRange, "at most %d", maxInstalments)
		return
	}
	var sum Number
	for i, instalment := range instalments {
		f.Index(i)
		if instalment.Share.IsZero() {
			f.Addf("share", instalment.Share, valid.ErrOutOfRange, "more than 0")
		}
		valid.OneOf(f, "when", instalment.When, moments)
		sum = sum.add(fractionNumber(instalment.Share))
		f.Leave()
	}
	if sum.cmp(whole(1)) != 0 {
		f.Addf("", sum, valid.ErrOutOfRange, "the shares add up to exactly 1")
	}
}

// phase returns the phase of an item of the budget, and whether the plan has it.
func (s *spreading) phase(name string) (string, bool) {
	if name == "" {
		name = s.plan.DefaultPhase
	}
	_, known := s.phases[name]
	switch {
	case known:
	case name == "":
		s.faults.Addf("phase", nil, valid.ErrMissing, "the plan has no default")
	default:
		s.faults.Addf("phase", name, valid.ErrReference, "the plan has no such phase")
	}
	return name, known
}

// due returns the due dates of terms over a phase.
func (s *spreading) due(phase string, terms int) *due {
	key := dueKey{phase, terms}
	d, known := s.known[key]
	if known {
		return d
	}
	if terms == byDefault {
		s.late.Enter("default")
		defer s.late.Leave()
	} else {
		s.late.Enter("terms")
		s.late.Index(terms)
		s.late.Enter("instalments")
		defer s.late.Leave()
		defer s.late.Leave()
		defer s.late.Leave()
	}
	over := dueOver(&s.late, s.plan.instalments(terms), s.phases[phase])
	s.known[key] = &over
	return &over
}

// budgetCodes are the codes of a budget by what they are of.
type budgetCodes struct{ accounts, lines, fringes, charges, credits map[string]bool }

func codesOf(b Budget) budgetCodes {
	codes := budgetCodes{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	codes.addAccounts(b.Accounts)
	for _, fringe := range b.Fringes {
		codes.fringes[fringe.Code] = true
	}
	for _, c := range b.Charges {
		codes.charges[c.Code] = true
	}
	for _, c := range b.Credits {
		codes.credits[c.Code] = true
	}
	return codes
}

func (c budgetCodes) addAccounts(accounts []Account) {
	for _, a := range accounts {
		c.accounts[a.Code] = true
		c.addAccounts(a.Accounts)
		for i := range a.Lines {
			c.lines[a.Lines[i].Code] = true
		}
	}
}
