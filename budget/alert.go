package budget

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// AlertRules say when an account of a cost report calls for attention (seuils d'alerte).
type AlertRules struct {
	// Spent are shares of the current budget, plain fractions, that total cost may reach; the
	// greatest that is reached is told.
	Spent []money.Decimal `json:"spent,omitempty"`
	// Over is how far the estimated final cost may exceed the budget; nil does not look.
	Over *money.Amount `json:"over,omitempty"`
	// Rising is in how many reports in a row the estimated final cost may not rise; 0 does not
	// look.
	Rising int `json:"rising,omitempty"`
}

// AlertKind is what an alert is about.
type AlertKind string

// Kinds of alerts.
const (
	// SpentAlert is total cost that has reached a share of the budget.
	SpentAlert AlertKind = "spent"
	// OverAlert is an estimated final cost beyond the budget.
	OverAlert AlertKind = "over"
	// RisingAlert is an estimated final cost that has risen from report to report.
	RisingAlert AlertKind = "rising"
)

// Alert is an account that calls for attention: Value has reached or passed Limit.
type Alert struct {
	Kind    AlertKind `json:"kind"`
	Account string    `json:"account"`
	// Share is the threshold of a SpentAlert.
	Share money.Decimal `json:"share,omitzero"`
	// Value is the total cost, the excess, or the rise; Limit the share of the budget, what is
	// allowed, or 0.00.
	Value   money.Amount `json:"value"`
	Limit   money.Amount `json:"limit"`
	Message string       `json:"message"`
}

// Alerts returns what calls for attention in the last of several cost reports, which are of the same
// ledger, one period after the other, by account in the order of the plan. Shares that are negative, reports
// out of order or of other accounts are each a [*FieldError].
//
// Complexity linear in the rows of the reports.
func Alerts(reports []CostReport, rules AlertRules) ([]Alert, error) {
	var f valid.Faults
	rules.check(&f)
	checkReports(&f, reports)
	if err := f.Err(); err != nil {
		return nil, err
	}
	alerts := []Alert{}
	last := reports[len(reports)-1]
	for i := range last.Rows {
		row := &last.Rows[i]
		alert, reached, err := rules.spent(row)
		if err != nil {
			return nil, &FieldError{Path: fmt.Sprintf("reports[%d].rows[%d]", len(reports)-1, i), Err: err}
		}
		if reached {
			alerts = append(alerts, alert)
		}
		if alert, over := rules.over(row); over {
			alerts = append(alerts, alert)
		}
		if alert, rising := rules.rising(reports, i); rising {
			alerts = append(alerts, alert)
		}
	}
	return alerts, nil
}

func (a AlertRules) check(f *valid.Faults) {
	f.Enter("rules")
	for i, share := range a.Spent {
		if share.Sign() <= 0 {
			f.Addf(fmt.Sprintf("spent[%d]", i), share, valid.ErrOutOfRange, "more than 0")
		}
	}
	if a.Over != nil && a.Over.Sign() < 0 {
		f.Add("over", a.Over, valid.ErrNegative)
	}
	if a.Rising < 0 {
		f.Add("rising", a.Rising, valid.ErrNegative)
	}
	f.Leave()
}

func checkReports(f *valid.Faults, reports []CostReport) {
	if len(reports) == 0 {
		f.Add("reports", nil, valid.ErrMissing)
	}
	f.Enter("reports")
	for i := 1; i < len(reports); i++ {
		f.Index(i)
		before, r := reports[i-1], reports[i]
		if !r.Period.To.After(before.Period.To) {
			f.Addf("period", r.Period.To, valid.ErrOutOfRange, "after %v", before.Period.To)
		}
		if !slices.EqualFunc(before.Rows, r.Rows, func(a, b CostRow) bool { return a.Code == b.Code }) {
			f.Addf("rows", nil, valid.ErrReference, "other accounts")
		}
		f.Leave()
	}
	f.Leave()
}

func (a AlertRules) spent(row *CostRow) (alert Alert, reached bool, err error) {
	for _, share := range a.Spent {
		limit, err := money.Mul(row.Budget, share)
		if err != nil {
			return Alert{}, false, err
		}
		if row.TotalCost.Sign() <= 0 || row.TotalCost.Compare(limit) < 0 || reached && share.Compare(alert.Share) <= 0 {
			continue
		}
		reached = true
		alert = Alert{
			SpentAlert, row.Code, share, row.TotalCost, limit,
			fmt.Sprintf("%s has cost %v, which reaches %v of its budget", row.Code, row.TotalCost, share),
		}
	}
	return alert, reached, nil
}

func (a AlertRules) over(row *CostRow) (Alert, bool) {
	excess := difference(row.FinalCost, row.Budget)
	if a.Over == nil || excess.Sign() <= 0 || excess.Compare(*a.Over) <= 0 {
		return Alert{}, false
	}
	return Alert{
		OverAlert, row.Code, money.Decimal{}, excess, *a.Over,
		fmt.Sprintf("%s is estimated to end %v over its budget", row.Code, excess),
	}, true
}

// rising looks at the estimated final cost of row i in the last reports.
func (a AlertRules) rising(reports []CostReport, i int) (Alert, bool) {
	if a.Rising == 0 || len(reports) <= a.Rising {
		return Alert{}, false
	}
	first := len(reports) - 1 - a.Rising
	for r := first; r < len(reports)-1; r++ {
		if reports[r+1].Rows[i].FinalCost.Compare(reports[r].Rows[i].FinalCost) <= 0 {
			return Alert{}, false
		}
	}
	row := &reports[len(reports)-1].Rows[i]
	rise := difference(row.FinalCost, reports[first].Rows[i].FinalCost)
	return Alert{
		RisingAlert, row.Code, money.Decimal{}, rise, money.Amount{},
		fmt.Sprintf("the estimated final cost of %s has risen %d times in a row, by %v", row.Code, a.Rising, rise),
	}, true
}
