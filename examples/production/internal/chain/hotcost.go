package chain

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// hotCost sets the last day that was shot against its plan, with the days before it: a day cost what was planned,
// and the supplements.
func (f *film) hotCost(c *Control, p *Production, ledger *budget.Ledger, wages []dayWage) error {
	shot := slices.DeleteFunc(slices.Clone(p.Schedule.Days), func(d ShootingDay) bool { return d.Date.After(p.AsOf) })
	if len(shot) == 0 {
		return inFile("shoot.json", at("document.asOf", p.AsOf, fmt.Errorf("%w: the plan has no day of shooting by then", valid.ErrOutOfRange)))
	}
	for _, d := range shot {
		planned, err := f.dayCosts(p, d, wages)
		if err != nil {
			return inFile("budget.json", at("document.rules", nil, err))
		}
		c.Planned = append(c.Planned, planned...)
		c.Actual = append(c.Actual, planned...)
	}
	for i, e := range f.control.Supplements {
		if e.Back >= len(shot) {
			return inFile("control.json", &valid.FieldError{Path: fmt.Sprintf("document.supplements[%d].back", i), Value: e.Back, Err: fmt.Errorf(
				"%w: %d days were shot", valid.ErrOutOfRange, len(shot))})
		}
		c.Actual = append(c.Actual, budget.DayCost{Date: shot[len(shot)-1-e.Back].Date, Account: e.Account, Item: e.Item, Amount: e.Amount})
	}
	var err error
	c.Hot, err = ledger.HotCost(c.Planned, c.Actual, shot[len(shot)-1].Date)
	return inFile("control.json", under("document.supplements", err))
}

// dayCosts are what a day of shooting is to cost: wages, what the breakdown needs by day, and the place.
func (f *film) dayCosts(p *Production, d ShootingDay, wages []dayWage) ([]budget.DayCost, error) {
	var all []budget.DayCost
	add := func(account, item string, amount money.Amount) {
		if amount.IsZero() {
			return
		}
		at := slices.IndexFunc(all, func(c budget.DayCost) bool { return c.Account == account && c.Item == item })
		if at < 0 {
			at, all = len(all), append(all, budget.DayCost{Date: d.Date, Account: account, Item: item})
		}
		all[at].Amount = money.FromCents(all[at].Amount.Cents() + amount.Cents())
	}
	for _, w := range wages {
		if w.date == d.Date {
			add(w.Account, w.What, w.Amount)
		}
	}
	lines, totals, err := f.neededOn(p, d)
	if err != nil {
		return nil, err
	}
	for i, l := range lines {
		add(l.Account, l.Line.Description, totals[i].Amount)
		add(l.Account, l.Line.Description, totals[i].Fringes)
	}
	where := f.shoot.place(d.Location)
	add(accountOf(where), where.Name, where.Day)
	return all, nil
}

// neededOn are the lines of what the breakdown needs on a day, with what they cost.
func (f *film) neededOn(p *Production, d ShootingDay) ([]budget.ProposedLine, []budget.LineTotal, error) {
	part, err := f.propose(p, []ShootingDay{d})
	if err != nil {
		return nil, nil, err
	}
	today := budget.Account{Code: d.Date.String()}
	var lines []budget.ProposedLine
	for _, l := range part.Lines {
		if f.isLocal(l, d.Country) {
			lines = append(lines, l)
			today.Lines = append(today.Lines, l.Line)
		}
	}
	sheet := withGlobals(f.budget.Budget, p.Budget.Counts)
	sheet.Accounts, sheet.Charges, sheet.Credits = []budget.Account{today}, nil, nil
	totals, err := budget.Compute(sheet)
	if err != nil {
		return nil, nil, err
	}
	return lines, totals.Accounts[0].Lines, nil
}
