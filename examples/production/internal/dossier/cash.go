package dossier

import (
	"slices"

	"github.com/bobine-film/bobine/financing"
)

// inflows are what the sources pay, by date.
func (w *writer) inflows() []financing.Inflow {
	return slices.SortedStableFunc(slices.Values(w.page.Treasury.Input.Inflows), func(a, b financing.Inflow) int { return a.Date.Compare(b.Date) })
}

// outflows are what the budget spends, by date.
func (w *writer) outflows() []financing.Outflow {
	return slices.SortedStableFunc(slices.Values(w.page.Treasury.Input.Outflows), func(a, b financing.Outflow) int { return a.Date.Compare(b.Date) })
}
