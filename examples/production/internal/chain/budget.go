package chain

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Budget is the devis with what the stages before it bring.
type Budget struct {
	Document budget.Budget   `json:"document"`
	Topsheet budget.Topsheet `json:"topsheet"`
	// Counts are the globals that were counted in the plan and the payroll.
	Counts []budget.Global `json:"counts"`
	// Proposal is what the breakdown becomes by the rules. The devis has its lines by the region of their
	// days, each line but those counted once, and extras at home as the payroll has them.
	Proposal budget.Proposal `json:"proposal"`
	// Fed are the lines of wages: together they are the cost of the payroll.
	Fed []FedLine `json:"fed"`
	// Extras are the lines of extras at home: together they are the cost of the extras of the payroll.
	Extras []FedLine `json:"extras"`
	// Planned are the lines of places and equipment of the plan.
	Planned []FedLine `json:"planned"`
	// Contingency is Total less the lines and the other charges.
	Contingency Contingency `json:"contingency"`
	// Ratios are the total by day of shooting and by minute of the film.
	Ratios budget.Ratios `json:"ratios"`
	Views  []budget.View `json:"views"`
	// Regions are what the lines of a region cost with their fringes.
	Regions []RegionSpend `json:"regions"`
	// Rules are the ceilings of funders on charges.
	Rules []budget.RuleCheck `json:"rules"`
}

// FedLine is a line that another stage brought.
type FedLine struct {
	Account string `json:"account"`
	Line    string `json:"line"`
	// From is who is paid or what is hired, What the part of its cost.
	From   string       `json:"from"`
	What   string       `json:"what"`
	Amount money.Amount `json:"amount"`
}

// Contingency is the balancing line: Amount is Total − Costs.
type Contingency struct {
	Charge string       `json:"charge"`
	Total  money.Amount `json:"total"`
	Costs  money.Amount `json:"costs"`
	Amount money.Amount `json:"amount"`
}

// RegionSpend is what is spent in a region.
type RegionSpend struct {
	Region  string       `json:"region"`
	Country string       `json:"country"`
	Lines   int          `json:"lines"`
	Amount  money.Amount `json:"amount"`
}

func (b Budget) notices() []law.Notice {
	var all []law.Notice
	for _, r := range b.Rules {
		all = append(all, r.Notices...)
	}
	return all
}

// computeBudget puts into the devis what the stages before know, and balances it.
func (f *film) computeBudget(p *Production) error {
	var b Budget
	var lines []budget.ProposedLine
	for _, bring := range []func(*Budget, *Production) ([]budget.ProposedLine, error){f.wageLines, f.extrasLines, f.planLines, f.proposedLines} {
		more, err := bring(&b, p)
		if err != nil {
			return inFile("budget.json", at("document.rules", nil, err))
		}
		lines = append(lines, more...)
	}
	b.Counts = f.counts(p)
	document, err := withGlobals(f.budget.Budget, b.Counts).WithProposed(lines)
	if err != nil {
		return inFile("budget.json", at("document.devis.accounts", nil, err))
	}
	if err := f.balance(&b, document); err != nil {
		return inFile("budget.json", under("document", err))
	}
	p.Budget = b
	return inFile("budget.json", under("document", f.measure(p)))
}

// balance gives the balancing charge what the lines and the other charges leave of the total.
func (f *film) balance(b *Budget, document budget.Budget) error {
	sheet, err := budget.Compute(document)
	if err != nil {
		return under("devis", err)
	}
	left, err := f.budget.Total.Sub(sheet.Total)
	if err != nil || left.Sign() < 0 {
		return &valid.FieldError{Path: "total", Value: f.budget.Total, Err: fmt.Errorf(
			"%w: lines and charges come to %v before contingency", valid.ErrOutOfRange, sheet.Total)}
	}
	b.Contingency = Contingency{Charge: f.budget.Balance, Total: f.budget.Total, Costs: sheet.Total, Amount: left}
	document.Charges = slices.Clone(document.Charges)
	for i := range document.Charges {
		if document.Charges[i].Code == f.budget.Balance {
			document.Charges[i].Amount = &left
		}
	}
	b.Document = document
	b.Topsheet, err = budget.Compute(document)
	return under("devis", err)
}

// measure divides the budget and holds it against the ceilings.
func (f *film) measure(p *Production) error {
	b := &p.Budget
	var err error
	if b.Ratios, err = budget.RatiosOf(b.Topsheet.Total, len(p.Schedule.Days), f.budget.Runtime); err != nil {
		return at("runtime", f.budget.Runtime, err)
	}
	for _, d := range []budget.Dimension{budget.ByTerritory, budget.ByBearer, budget.ByPhase, budget.ByLevel, budget.ByTag} {
		view, err := budget.ViewBy(b.Document, d)
		if err != nil {
			return under("devis", err)
		}
		b.Views = append(b.Views, view)
	}
	if b.Regions, err = f.regions(b); err != nil {
		return at("devis.accounts", nil, err)
	}
	b.Rules, err = budget.CheckRules(b.Document, f.budget.Ceilings, p.Schedule.Days[0].Date, budget.Ceilings{})
	return under("ceilings", err)
}

// regions adds up the lines of each region, in the order in which shoot.json has them.
func (f *film) regions(b *Budget) ([]RegionSpend, error) {
	var all []RegionSpend
	for _, where := range f.shoot.Locations {
		if slices.ContainsFunc(all, func(r RegionSpend) bool { return r.Region == where.Region }) {
			continue
		}
		parts, spent, err := b.spentIn(where.Region)
		if err != nil {
			return nil, err
		}
		all = append(all, RegionSpend{where.Region, where.Country, len(parts), spent})
	}
	return all, nil
}

// spentIn are the lines that are spent in a region, and their sum.
func (b Budget) spentIn(region string) ([]BudgetPart, money.Amount, error) {
	parts := []BudgetPart{}
	var sum money.Total
	for _, l := range budgetLines(b) {
		if !l.tagged(regionTag + region) {
			continue
		}
		part, err := l.part()
		if err != nil {
			return nil, money.Amount{}, err
		}
		parts = append(parts, part)
		sum.Add(part.Amount)
	}
	spent, err := sum.Amount()
	return parts, spent, err
}

// eachLine goes over the lines of accounts with their totals, which have the same shape.
func eachLine(accounts []budget.Account, totals []budget.AccountTotal, do func(account string, l budget.Line, t budget.LineTotal)) {
	for i, a := range accounts {
		eachLine(a.Accounts, totals[i].Accounts, do)
		for j, l := range a.Lines {
			do(a.Code, l, totals[i].Lines[j])
		}
	}
}

// counts are the globals that the plan and the payroll give.
func (f *film) counts(p *Production) []budget.Global {
	var all []budget.Global
	for _, c := range f.budget.Counts {
		all = append(all, budget.Global{Name: c.Global, Value: budget.Formula(fmt.Sprint(c.in(p)))})
	}
	return all
}

// in counts days of the plan, or people of the payroll.
func (c count) in(p *Production) int {
	n := 0
	if c.Of == countDays {
		for _, d := range p.Schedule.Days {
			if c.Region == "" || d.Region == c.Region {
				n++
			}
		}
		return n
	}
	for _, w := range p.Payroll.People {
		if w.Artist == (c.Of == countCast) {
			n++
		}
	}
	return n
}

// withGlobals returns a budget in which globals have other values.
func withGlobals(b budget.Budget, values []budget.Global) budget.Budget {
	b.Globals = slices.Clone(b.Globals)
	for i := range b.Globals {
		for _, v := range values {
			if v.Name == b.Globals[i].Name {
				b.Globals[i].Value = v.Value
			}
		}
	}
	return b
}

// spentIn says of a line where its money is spent and who pays: the tax credit counts it only at home.
func (f *film) spentIn(l *budget.Line, country, region string) {
	l.SpentIn = country
	for _, t := range f.budget.Territories {
		if t.Country == country {
			l.BorneBy = t.BorneBy
		}
	}
	l.Tags = slices.Clone(l.Tags)
	if country != home {
		l.Tags = slices.DeleteFunc(l.Tags, func(tag string) bool { return tag == eligible })
	}
	if region != "" {
		l.Tags = append(l.Tags, regionTag+region)
	}
}
