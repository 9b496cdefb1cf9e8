package dossier

import (
	"strings"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/money"
)

// outsideLine is pay that the budget has as a line with its charges, not from a payslip.
type outsideLine struct {
	Account, Name string
	Amount        money.Amount
}

// outsideLines are such lines and their sum.
type outsideLines struct {
	Lines []outsideLine
	Total money.Amount
}

// outside are the lines of people, in heads 2 and 3 of the chart, that no payslip feeds: the director's, and those of
// people whom the plan hires by the day.
func (w *writer) outside() outsideLines {
	fed := map[string]bool{}
	for _, lines := range [][]chain.FedLine{w.page.Budget.Fed, w.page.Budget.Extras} {
		for _, l := range lines {
			fed[l.Line] = true
		}
	}
	var all outsideLines
	w.addOutside(&all, w.page.Budget.Topsheet.Accounts, fed)
	return all
}

func (w *writer) addOutside(all *outsideLines, accounts []budget.AccountTotal, fed map[string]bool) {
	for _, a := range accounts {
		for _, l := range a.Lines {
			cost := Plus(l.Amount, l.Fringes)
			if fed[l.Code] || cost.IsZero() || !strings.ContainsAny(a.Code[:1], "23") {
				continue
			}
			all.Lines = append(all.Lines, outsideLine{a.Code, w.LineName(l.Description), cost})
			all.Total = Plus(all.Total, cost)
		}
		w.addOutside(all, a.Accounts, fed)
	}
}
