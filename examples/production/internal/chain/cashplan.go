package chain

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// cashPlan is treasury.json: when the budget is paid, the tax on it, and what banks lend.
type cashPlan struct {
	// Opening is the cash of the company that the film may use.
	Opening money.Amount `json:"opening" strict:"required"`
	Phases  []phase      `json:"phases" strict:"required,max=100"`
	// AccountPhases are those of lines that name none, by the longest account; DefaultPhase that of the rest.
	AccountPhases []accountPhase        `json:"accountPhases" strict:"required,max=1000"`
	DefaultPhase  string                `json:"defaultPhase" strict:"required"`
	ChargePhases  []budget.ItemPhase    `json:"chargePhases" strict:"required,max=100"`
	Default       []budget.Instalment   `json:"default" strict:"required,max=100"`
	Terms         []budget.PaymentTerms `json:"terms" strict:"required,max=100"`
	// SourceVAT and AccountVAT are the rates of tax collected and paid; what is not named has none. What is
	// spent abroad has none either: the tax is due in France and recovered at once (autoliquidation).
	SourceVAT  []sourceVAT          `json:"sourceVAT" strict:"required,max=1000"`
	AccountVAT []accountVAT         `json:"accountVAT" strict:"required,max=1000"`
	VATDelay   financing.VATDelay   `json:"vatDelay" strict:"required"`
	Facilities []financing.Facility `json:"facilities" strict:"required,max=20"`
	// GraceWeeks is how long after the last claim that it advances a facility ends.
	GraceWeeks  int   `json:"graceWeeks" strict:"required"`
	StressWeeks []int `json:"stressWeeks" strict:"required,max=20"`
}

// phase is a part of the production, dated by the plan of the shoot.
type phase struct {
	Name string `json:"name" strict:"required"`
	From moment `json:"from" strict:"required"`
	To   moment `json:"to" strict:"required"`
}

type accountPhase struct {
	Account string `json:"account" strict:"required"`
	Phase   string `json:"phase" strict:"required"`
}

type sourceVAT struct {
	Source string        `json:"source" strict:"required"`
	Rate   money.Decimal `json:"rate" strict:"required"`
}

type accountVAT struct {
	Account string        `json:"account" strict:"required"`
	Rate    money.Decimal `json:"rate" strict:"required"`
}

func (c *cashPlan) check() error {
	var f valid.Faults
	if c.Opening.Sign() < 0 {
		f.Add("opening", c.Opening, valid.ErrNegative)
	}
	notEmpty(&f, "phases", c.Phases)
	notEmpty(&f, "accountPhases", c.AccountPhases)
	notEmpty(&f, "chargePhases", c.ChargePhases)
	notEmpty(&f, "terms", c.Terms)
	notEmpty(&f, "sourceVAT", c.SourceVAT)
	notEmpty(&f, "accountVAT", c.AccountVAT)
	notEmpty(&f, "facilities", c.Facilities)
	codes := chartCodes()
	c.checkAccountPhases(&f, codes)
	c.checkTax(&f, codes)
	c.checkTerms(&f)
	c.checkWeeks(&f)
	c.checkFacilities(&f)
	return f.Err()
}

// checkAccountPhases tells phases that are none, and accounts of the chart that are none.
func (c *cashPlan) checkAccountPhases(f *valid.Faults, codes map[string]bool) {
	phases := map[string]bool{}
	for _, p := range c.Phases {
		phases[p.Name] = true
	}
	if !phases[c.DefaultPhase] {
		f.Add("defaultPhase", c.DefaultPhase, valid.ErrReference)
	}
	f.Enter("accountPhases")
	for i, a := range c.AccountPhases {
		f.Index(i)
		checkChart(f, a.Account, codes)
		if !phases[a.Phase] {
			f.Add("phase", a.Phase, valid.ErrReference)
		}
		f.Leave()
	}
	f.Leave()
	f.Enter("chargePhases")
	for i, a := range c.ChargePhases {
		f.Index(i)
		if !phases[a.Phase] {
			f.Add("phase", a.Phase, valid.ErrReference)
		}
		f.Leave()
	}
	f.Leave()
}

// checkTax tells rates of value added tax that are none or given twice, and tax that is settled in its own month.
func (c *cashPlan) checkTax(f *valid.Faults, codes map[string]bool) {
	f.Enter("accountVAT")
	for i, a := range c.AccountVAT {
		f.Index(i)
		checkChart(f, a.Account, codes)
		checkRate(f, a.Rate)
		if slices.ContainsFunc(c.AccountVAT[:i], func(other accountVAT) bool { return other.Account == a.Account }) {
			f.Add("account", a.Account, valid.ErrDuplicate)
		}
		f.Leave()
	}
	f.Leave()
	f.Enter("sourceVAT")
	for i, s := range c.SourceVAT {
		f.Index(i)
		checkRate(f, s.Rate)
		if slices.ContainsFunc(c.SourceVAT[:i], func(other sourceVAT) bool { return other.Source == s.Source }) {
			f.Add("source", s.Source, valid.ErrDuplicate)
		}
		f.Leave()
	}
	f.Leave()
	if c.VATDelay.Refund < 1 {
		f.Addf("vatDelay.refund", c.VATDelay.Refund, valid.ErrOutOfRange, "a month or more")
	}
	if c.VATDelay.Payment < 1 {
		f.Addf("vatDelay.payment", c.VATDelay.Payment, valid.ErrOutOfRange, "a month or more")
	}
}

// mostTerm is days beyond any term of payment, before or after.
const mostTerm = 1000

// checkTerms tells terms of nothing, and days that are years away.
func (c *cashPlan) checkTerms(f *valid.Faults) {
	checkDays := func(path string, parts []budget.Instalment) {
		for i, part := range parts {
			if part.Days < -mostTerm || part.Days > mostTerm {
				f.Addf(fmt.Sprintf("%s[%d].days", path, i), part.Days, valid.ErrOutOfRange, "at most %d", mostTerm)
			}
		}
	}
	checkDays("default", c.Default)
	for i, t := range c.Terms {
		checkDays(fmt.Sprintf("terms[%d].instalments", i), t.Instalments)
		if len(t.Accounts)+len(t.Lines)+len(t.Fringes)+len(t.Charges)+len(t.Credits) == 0 {
			f.Addf(fmt.Sprintf("terms[%d]", i), nil, valid.ErrMissing, "what they are for")
		}
	}
}

// checkFacilities tells credits that cost nothing or advance nothing, and those that say what the claims do.
func (c *cashPlan) checkFacilities(f *valid.Faults) {
	f.Enter("facilities")
	defer f.Leave()
	for i, facility := range c.Facilities {
		f.Index(i)
		if len(facility.Index) == 0 {
			f.Add("index", nil, valid.ErrMissing)
		}
		if facility.Margin.IsZero() {
			f.Add("margin", nil, valid.ErrMissing)
		}
		if facility.Kind == financing.Discounting && facility.Advance.IsZero() {
			f.Add("advance", nil, valid.ErrMissing)
		}
		if !facility.To.IsZero() {
			f.Addf("to", facility.To, valid.ErrUnknownField, "it follows from the claims")
		}
		f.Leave()
	}
}

func checkChart(f *valid.Faults, account string, codes map[string]bool) {
	if !codes[account] {
		f.Addf("account", account, valid.ErrReference, "the chart of the CNC has no such account")
	}
}

// ratePlaces are the decimals that the treasury takes of a rate of value added tax.
const ratePlaces = 9

func checkRate(f *valid.Faults, rate money.Decimal) {
	if _, exact := rate.Scaled(ratePlaces); !exact || rate.Sign() < 0 || rate.Compare(money.DecimalFromInt(1)) > 0 {
		f.Addf("rate", rate, valid.ErrOutOfRange, "0 to 1, %d decimals at most", ratePlaces)
	}
}

func (c *cashPlan) checkWeeks(f *valid.Faults) {
	checkNumber := func(field string, weeks int) {
		if weeks < 0 || weeks > 104 {
			f.Addf(field, weeks, valid.ErrOutOfRange, "0 to 104")
		}
	}
	checkNumber("graceWeeks", c.GraceWeeks)
	notEmpty(f, "stressWeeks", c.StressWeeks)
	f.Enter("stressWeeks")
	for i, weeks := range c.StressWeeks {
		f.Index(i)
		checkNumber("", weeks)
		f.Leave()
	}
	f.Leave()
}

// checkCash tells what in the treasury is not in the plan, the budget or the years of the shoot.
func (f *film) checkCash() error {
	var faults valid.Faults
	f.checkMoments(&faults)
	faults.Enter("sourceVAT")
	for i, s := range f.treasury.SourceVAT {
		faults.Index(i)
		if f.plan.source(s.Source) < 0 {
			faults.Addf("source", s.Source, valid.ErrReference, "plan.json has no such source")
		}
		faults.Leave()
	}
	faults.Leave()
	f.checkCredits(&faults)
	if faults.Any() {
		return inFile("treasury.json", under("document", faults.Err()))
	}
	return joined(inFile("treasury.json", under("document", f.checkFacilities())), f.checkPhases())
}

// checkMoments tells phases that are counted from no milestone of the plan.
func (f *film) checkMoments(faults *valid.Faults) {
	known := map[string]bool{}
	for _, m := range f.plan.Milestones {
		known[m.Name] = true
	}
	faults.Enter("phases")
	for i, p := range f.treasury.Phases {
		faults.Index(i)
		faults.Enter("from")
		p.From.check(faults, known)
		faults.Leave()
		faults.Enter("to")
		p.To.check(faults, known)
		faults.Leave()
		faults.Leave()
	}
	faults.Leave()
}

// checkCredits tells facilities on no source of the plan, and their dates that are years away from the shoot.
func (f *film) checkCredits(faults *valid.Faults) {
	faults.Enter("facilities")
	for i, c := range f.treasury.Facilities {
		faults.Index(i)
		plausible(faults, "from", c.From, f.shoot.Period)
		for j, id := range c.Sources {
			if f.plan.source(id) < 0 {
				faults.Addf(fmt.Sprintf("sources[%d]", j), id, valid.ErrReference, "plan.json has no such source")
			}
		}
		for j, fixing := range c.Index {
			if j > 0 {
				plausible(faults, fmt.Sprintf("index[%d].from", j), fixing.From, f.shoot.Period)
			}
		}
		if c.Bond != nil {
			plausible(faults, "bond.signedOn", c.Bond.SignedOn, f.shoot.Period)
		}
		faults.Leave()
	}
	faults.Leave()
}

// checkFacilities checks the facilities against the sources of the plan, in a treasury of no other money.
func (f *film) checkFacilities() error {
	from, early := f.shoot.Period.From.AddYears(-yearsAround)
	to, late := f.shoot.Period.To.AddYears(yearsAround)
	if early != nil || late != nil {
		return nil // told of the shoot
	}
	t := financing.Treasury{From: from, To: to, VATDelay: f.treasury.VATDelay, Facilities: f.treasury.Facilities}
	for _, s := range f.plan.Sources {
		t.Inflows = append(t.Inflows, financing.Inflow{Source: s.ID, Date: to})
	}
	_, err := financing.ComputeTreasury(t, financing.TreasuryParameters{})
	return err
}

// checkPhases checks the terms on the budget before wages are in it. The days of the phases are not known yet;
// any will do.
func (f *film) checkPhases() error {
	plan := f.treasury.terms()
	for _, p := range f.treasury.Phases {
		plan.Phases = append(plan.Phases, budget.Phase{Name: p.Name, Period: f.shoot.Period})
	}
	if _, err := budget.Spread(f.treasury.phased(f.budget.Budget), plan); err != nil {
		return ofSpending(err)
	}
	return nil
}

func (c *cashPlan) terms() budget.PhasePlan {
	return budget.PhasePlan{DefaultPhase: c.DefaultPhase, ChargePhases: c.ChargePhases, Default: c.Default, Terms: c.Terms}
}

// phasePlan dates the phases.
func (c *cashPlan) phasePlan(days dated) (budget.PhasePlan, error) {
	plan := c.terms()
	var f valid.Faults
	f.Enter("phases")
	for i, p := range c.Phases {
		f.Index(i)
		from, early := days.on(p.From)
		to, late := days.on(p.To)
		if err := joined(early, late); err != nil {
			f.Add("", p.Name, err)
		}
		plan.Phases = append(plan.Phases, budget.Phase{Name: p.Name, Period: civil.Period{From: from, To: to}})
		f.Leave()
	}
	return plan, f.Err()
}

// phased returns the budget with a phase for the lines that name none.
func (c *cashPlan) phased(b budget.Budget) budget.Budget {
	var fill func([]budget.Account) []budget.Account
	fill = func(accounts []budget.Account) []budget.Account {
		filled := slices.Clone(accounts)
		for i := range filled {
			a := &filled[i]
			a.Accounts, a.Lines = fill(a.Accounts), slices.Clone(a.Lines)
			for j := range a.Lines {
				if a.Lines[j].Phase == "" {
					a.Lines[j].Phase = c.phaseOf(a.Code)
				}
			}
		}
		return filled
	}
	b.Accounts = fill(b.Accounts)
	return b
}

// periodOf is when a line of the budget is spent: in its own phase, in that of its account or in the default.
func (c *cashPlan) periodOf(l budgetLine, phases []budget.Phase) civil.Period {
	name := cmp.Or(l.line.Phase, c.phaseOf(l.account), c.DefaultPhase)
	return phases[slices.IndexFunc(phases, func(p budget.Phase) bool { return p.Name == name })].Period
}

// phaseOf is the phase of an account, empty for the default.
func (c *cashPlan) phaseOf(account string) string {
	var best accountPhase
	for _, a := range c.AccountPhases {
		if strings.HasPrefix(account, a.Account) && len(a.Account) > len(best.Account) {
			best = a
		}
	}
	return best.Phase
}

// sourceRate is the rate of tax that a source pays.
func (c *cashPlan) sourceRate(source string) money.Decimal {
	for _, s := range c.SourceVAT {
		if s.Source == source {
			return s.Rate
		}
	}
	return money.Decimal{}
}

// lineRate is the rate of tax on a line: that of the longest account, none on its fringes and abroad.
func (c *cashPlan) lineRate(o budget.Outlay, l budget.Line) money.Decimal {
	var best accountVAT
	if o.Kind != budget.OfLine || l.SpentIn != "" && l.SpentIn != home {
		return best.Rate
	}
	for _, a := range c.AccountVAT {
		if strings.HasPrefix(o.Account, a.Account) && len(a.Account) > len(best.Account) {
			best = a
		}
	}
	return best.Rate
}
