package budget

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

func TestFinalCost(t *testing.T) {
	f := ledgerOf(t, smallPlan()).Fold()
	abroad := invoice("b", "2026-02-03", "7", "500.00", "o")
	abroad.Lines[0].Territory = "BE"
	home := invoice("a", "2026-02-03", "21", "1000.00", "")
	home.Document, home.Lines[0].VAT = "", "lost"
	apply(t, f, order("o", "2026-02-02", "7", "700.00"), abroad, home, invoice("z", "2026-03-01", "7", "1.00", ""))
	got, err := f.ledger.FinalCost(f.state, day("2026-02-28"))
	require.NoError(t, err)
	assert.Equal(t, FinalCostColumns{
		Home: euros("1100.00"), Abroad: euros("500.00"), Total: euros("1600.00"), Undocumented: euros("1100.00"),
		Budget: euros("24000.00"), Difference: euros("22400.00"),
	}, got.Total)
	assert.Equal(t, "1100.00", got.Rows[0].Home.String(), "crew")
	assert.Equal(t, []MissingDocument{{"a", Invoice, day("2026-02-03"), "Rental", "", euros("1100.00")}}, got.Missing)
	assert.Equal(t, []string{"200.00", "1600.00"}, []string{got.Committed.String(), got.Owed.String()})
	assert.False(t, got.IsComplete())

	on := day("2026-03-02")
	apply(t, f,
		Entry{ID: "e", Kind: Evidence, Date: on, Of: "a", Document: "INV 7"},
		Entry{ID: "r", Kind: Release, Date: on, Of: "o"},
		Entry{ID: "p1", Kind: Payment, Date: on, Of: "a", Amount: euros("1100.00"), Document: "s1"},
		Entry{ID: "p2", Kind: Payment, Date: on, Of: "b", Amount: euros("500.00"), Document: "s2"},
		Entry{ID: "p3", Kind: Payment, Date: on, Of: "z", Amount: euros("1.00"), Document: "s3"},
	)
	got, err = f.ledger.FinalCost(f.state, on)
	require.NoError(t, err)
	assert.True(t, got.IsComplete())
	_, err = f.ledger.FinalCost(f.state, day("1900-01-01"))
	require.NoError(t, err)
}

func TestFinalCostOfRandomLedgers(t *testing.T) {
	for seed := range uint64(seeds) {
		f, _ := randomLedger(t, seed, 150, untouched)
		got, err := f.ledger.FinalCost(f.state, day("2199-01-01"))
		require.NoError(t, err)
		assert.Equal(t, f.state.owed, got.Owed.Cents())
		assert.Equal(t, f.state.committed, got.Committed.Cents())
		var actual int64
		for _, b := range f.state.balances {
			actual += b.actual
		}
		assert.Equal(t, actual, got.Total.Total.Cents())
		sums := map[string]money.Amount{}
		for _, row := range got.Rows {
			sums[row.Parent] = plus(sums[row.Parent], row.Total)
		}
		assert.Equal(t, got.Total.Total, sums[""])
		for _, row := range got.Rows {
			if sum, has := sums[row.Code]; has {
				assert.Equal(t, row.Total, sum)
			}
		}
	}
}
