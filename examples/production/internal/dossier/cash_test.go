package dossier

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/bobine-film/bobine/financing"
)

// The account is read from the top: what comes in and goes out is in the order of its days, nothing left out.
func TestCashIsInTheOrderOfItsDays(t *testing.T) {
	w := french(film(t))
	in, out := w.inflows(), w.outflows()
	assert.True(t, slices.IsSortedFunc(in, func(a, b financing.Inflow) int { return a.Date.Compare(b.Date) }))
	assert.True(t, slices.IsSortedFunc(out, func(a, b financing.Outflow) int { return a.Date.Compare(b.Date) }))
	assert.ElementsMatch(t, w.page.Treasury.Input.Inflows, in)
	assert.ElementsMatch(t, w.page.Treasury.Input.Outflows, out)
}
