package budget

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// DayCost is what an item costs on a day of the shoot: planned, or as the production report has it.
type DayCost struct {
	Date    civil.Date `json:"date" strict:"required"`
	Account string     `json:"account" strict:"required"`
	// Item tells apart what one account has: labour, extras, film, meals.
	Item   string       `json:"item,omitempty"`
	Amount money.Amount `json:"amount" strict:"required"`
}

// HotCostRow is an item of a day against its plan. Variances are planned − actual, positive when less
// was spent.
type HotCostRow struct {
	Account        string       `json:"account"`
	Name           string       `json:"name,omitempty"`
	Item           string       `json:"item,omitempty"`
	Planned        money.Amount `json:"planned"`
	Actual         money.Amount `json:"actual"`
	Variance       money.Amount `json:"variance"`
	PlannedToDate  money.Amount `json:"plannedToDate"`
	ActualToDate   money.Amount `json:"actualToDate"`
	VarianceToDate money.Amount `json:"varianceToDate"`
}

// HotCost is a day of the shoot against its plan.
type HotCost struct {
	Date  civil.Date   `json:"date"`
	Rows  []HotCostRow `json:"rows"`
	Total HotCostRow   `json:"total"`
}

// HotCost returns a day against its plan (coût à chaud), with the days before it added up. Rows are the
// items that either has had so far, in the order in which they come, the plan first. It does not look at
// the ledger, which hears of these costs later. Unknown accounts, dates that are none and negative
// amounts are each a [*FieldError].
//
// Complexity linear in the items.
func (l *Ledger) HotCost(plan, actual []DayCost, on civil.Date) (HotCost, error) {
	var f valid.Faults
	if on.IsZero() {
		f.Add("on", nil, valid.ErrMissing)
	}
	l.checkDayCosts(&f, "plan", plan)
	l.checkDayCosts(&f, "actual", actual)
	if err := f.Err(); err != nil {
		return HotCost{}, err
	}
	h := hotCost{ledger: l, on: on, at: map[hotItem]int{}}
	h.addAll(plan, func(r *HotCostRow) (day, toDate *money.Amount) { return &r.Planned, &r.PlannedToDate })
	h.addAll(actual, func(r *HotCostRow) (day, toDate *money.Amount) { return &r.Actual, &r.ActualToDate })
	report := HotCost{Date: on, Rows: h.rows}
	if report.Rows == nil {
		report.Rows = []HotCostRow{}
	}
	for i := range h.rows {
		report.Total.add(&h.rows[i])
		h.rows[i].compare()
	}
	report.Total.compare()
	return report, nil
}

func (l *Ledger) checkDayCosts(f *valid.Faults, field string, costs []DayCost) {
	f.Enter(field)
	if len(costs) > maxMoves {
		f.Addf("", len(costs), valid.ErrOutOfRange, "at most %d", maxMoves)
	}
	for i := range costs {
		f.Index(i)
		if costs[i].Date.IsZero() {
			f.Add("date", nil, valid.ErrMissing)
		}
		l.leaf(f, "account", costs[i].Account)
		checkBounded(f, "amount", costs[i].Amount)
		if costs[i].Amount.Sign() < 0 {
			f.Add("amount", costs[i].Amount, valid.ErrNegative)
		}
		f.Leave()
	}
	f.Leave()
}

type hotItem struct{ account, item string }

// hotCost is a report in the making.
type hotCost struct {
	ledger *Ledger
	on     civil.Date
	rows   []HotCostRow
	at     map[hotItem]int
}

func (h *hotCost) addAll(costs []DayCost, columns func(*HotCostRow) (day, toDate *money.Amount)) {
	for i := range costs {
		c := &costs[i]
		if c.Date.After(h.on) {
			continue
		}
		day, toDate := columns(h.row(c))
		*toDate = plus(*toDate, c.Amount)
		if c.Date == h.on {
			*day = plus(*day, c.Amount)
		}
	}
}

func (h *hotCost) row(c *DayCost) *HotCostRow {
	key := hotItem{c.Account, c.Item}
	at, known := h.at[key]
	if !known {
		at = len(h.rows)
		h.at[key] = at
		h.rows = append(h.rows, HotCostRow{Account: c.Account, Name: h.ledger.accounts[h.ledger.index[c.Account]].name, Item: c.Item})
	}
	return &h.rows[at]
}

func (r *HotCostRow) add(s *HotCostRow) {
	r.Planned, r.Actual = plus(r.Planned, s.Planned), plus(r.Actual, s.Actual)
	r.PlannedToDate, r.ActualToDate = plus(r.PlannedToDate, s.PlannedToDate), plus(r.ActualToDate, s.ActualToDate)
}

func (r *HotCostRow) compare() {
	r.Variance, r.VarianceToDate = difference(r.Planned, r.Actual), difference(r.PlannedToDate, r.ActualToDate)
}
