package budget

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// CostColumns are the columns of a cost report (situation de production), each the sum of those of the
// accounts below.
type CostColumns struct {
	// ThisPeriod is the cost posted in the period, ToDate up to its end (facturé).
	ThisPeriod money.Amount `json:"thisPeriod"`
	ToDate     money.Amount `json:"toDate"`
	// Committed is what is ordered and neither invoiced nor released (engagé).
	Committed money.Amount `json:"committed"`
	// TotalCost is ToDate + Committed.
	TotalCost money.Amount `json:"totalCost"`
	// ToComplete is what is left to spend (ETC, reste à dépenser).
	ToComplete money.Amount `json:"toComplete"`
	// FinalCost is TotalCost + ToComplete (EFC, coût prévisionnel final).
	FinalCost money.Amount `json:"finalCost"`
	// Original is the budget as it was approved (devis), Transfers what was moved since, Budget
	// their sum.
	Original  money.Amount `json:"original"`
	Transfers money.Amount `json:"transfers"`
	Budget    money.Amount `json:"budget"`
	// Variance is Budget − FinalCost (écart), positive when less is spent.
	Variance money.Amount `json:"variance"`
}

// CostRow is an account of a cost report.
type CostRow struct {
	Code string `json:"code"`
	Name string `json:"name,omitempty"`
	// Parent is the code of the account above, empty at the top; Depth is how many are above.
	Parent string `json:"parent,omitempty"`
	Depth  int    `json:"depth"`
	// ByHand is what was set by hand for the estimate of an account, empty where its rule gives
	// it.
	ByHand EstimateMode `json:"byHand,omitempty"`
	CostColumns
}

// CostReport is the cost report of a period.
type CostReport struct {
	Period civil.Period `json:"period"`
	// Closed says that every day up to the end of the period is closed, so that what is to date, committed
	// and transferred can no longer change.
	Closed bool `json:"closed"`
	// Rows are the accounts in the order of the plan, each before those below it.
	Rows  []CostRow   `json:"rows"`
	Total CostColumns `json:"total"`
}

// Row returns the row of an account and whether there is one.
func (r CostReport) Row(code string) (CostRow, bool) {
	for _, row := range r.Rows {
		if row.Code == code {
			return row, true
		}
	}
	return CostRow{}, false
}

// columns are those of a report that are not computed from others, in cents.
type columns struct{ period, actual, committed, transfer, complete, budget int64 }

func (c *columns) add(d columns) {
	c.period += d.period
	c.actual += d.actual
	c.committed += d.committed
	c.transfer += d.transfer
	c.complete += d.complete
	c.budget += d.budget
}

// CostReport returns the cost report of a period (situation hebdomadaire): what was posted in it and up to
// its end, by the day of posting, with the estimates set by hand by then. A period that is none is a
// [*FieldError].
//
// Complexity linear in the movements, the estimates and the accounts.
func (l *Ledger) CostReport(s State, period civil.Period) (CostReport, error) {
	if !period.IsValid() {
		return CostReport{}, &FieldError{Path: "period", Err: civil.ErrPeriod}
	}
	if len(s.balances) != len(l.accounts) {
		return CostReport{}, &FieldError{Path: "state", Err: valid.ErrReference}
	}
	accounts := make([]columns, len(l.accounts))
	for i := range s.moves {
		m := &s.moves[i]
		if m.date.After(period.To) {
			continue
		}
		c := &accounts[m.account]
		actual := m.actual()
		c.actual += actual
		c.committed += m.committed
		c.transfer += m.transfer
		if !m.date.Before(period.From) {
			c.period += actual
		}
	}
	byHand := l.estimatesOn(s, period.To)
	for i := range accounts {
		l.complete(&accounts[i], &l.accounts[i], byHand[i])
	}
	report := CostReport{Period: period, Closed: !s.ClosedThrough().Before(period.To)}
	report.Rows, report.Total = l.costRows(accounts, byHand)
	return report, nil
}

// estimatesOn returns, for each account, the last estimate by hand up to a day.
func (l *Ledger) estimatesOn(s State, on civil.Date) []estimated {
	byHand := make([]estimated, len(l.accounts))
	for _, e := range s.estimates {
		if !e.date.After(on) && !e.date.Before(byHand[e.account].date) {
			byHand[e.account] = e
		}
	}
	return byHand
}

func (l *Ledger) complete(c *columns, account *ledgerAccount, by estimated) {
	if !account.leaf {
		return
	}
	c.budget = account.budget
	c.complete = toComplete(account.rule, by, c.budget+c.transfer, c.actual+c.committed)
}

// costRows adds the accounts below into those above, and returns the rows and their total.
func (l *Ledger) costRows(accounts []columns, byHand []estimated) ([]CostRow, CostColumns) {
	var total columns
	rows := make([]CostRow, len(accounts))
	for i := len(accounts) - 1; i >= 0; i-- {
		account := &l.accounts[i]
		row := CostRow{Code: account.code, Name: account.name, Depth: account.depth, CostColumns: accounts[i].posted()}
		if byHand[i].mode != ByRule {
			row.ByHand = byHand[i].mode
		}
		if account.parent < 0 {
			total.add(accounts[i])
		} else {
			row.Parent = l.accounts[account.parent].code
			accounts[account.parent].add(accounts[i])
		}
		rows[i] = row
	}
	return rows, total.posted()
}

func (c columns) posted() CostColumns {
	totalCost := c.actual + c.committed
	final := totalCost + c.complete
	budget := c.budget + c.transfer
	return CostColumns{
		ThisPeriod: money.FromCents(c.period), ToDate: money.FromCents(c.actual),
		Committed: money.FromCents(c.committed), TotalCost: money.FromCents(totalCost),
		ToComplete: money.FromCents(c.complete), FinalCost: money.FromCents(final),
		Original: money.FromCents(c.budget), Transfers: money.FromCents(c.transfer),
		Budget: money.FromCents(budget), Variance: money.FromCents(budget - final),
	}
}
