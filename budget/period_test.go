package budget

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
)

func TestAClosedPeriodIsCorrectedLater(t *testing.T) {
	f := ledgerOf(t, smallPlan()).Fold()
	apply(t, f, invoice("i", "2026-02-03", "7", "1000.00", ""), Entry{ID: "w1", Kind: Close, Scope: Week, Date: day("2026-02-08")})
	week := civil.Period{From: day("2026-02-02"), To: day("2026-02-08")}
	before, err := f.ledger.CostReport(f.state, week)
	require.NoError(t, err)
	assert.True(t, before.Closed)

	_, err = f.Apply(invoice("late", "2026-02-08", "7", "1.00", ""))
	require.ErrorIs(t, err, ErrClosed)
	apply(t, f, Entry{ID: "c", Kind: Correction, Of: "i", Date: day("2026-02-09"), Lines: []EntryLine{line("7", "-900.00")}})

	after, err := f.ledger.CostReport(f.state, week)
	require.NoError(t, err)
	assert.Equal(t, before, after)
	next, err := f.ledger.CostReport(f.state, civil.Period{From: day("2026-02-09"), To: day("2026-02-15")})
	require.NoError(t, err)
	assert.Equal(t, "-900.00", next.Total.ThisPeriod.String())
	assert.Equal(t, "100.00", next.Total.ToDate.String())
	assert.False(t, next.Closed)
}

func TestClosesAreInOrder(t *testing.T) {
	f := ledgerOf(t, smallPlan()).Fold()
	end := func(id, on string, scope CloseScope) Entry {
		return Entry{ID: id, Kind: Close, Scope: scope, Date: day(on)}
	}
	apply(t, f, end("w", "2026-02-28", Week), end("p", "2026-02-28", AccountingPeriod))
	for _, e := range []Entry{end("x", "2026-02-28", Week), end("x", "2026-02-28", AccountingPeriod), end("x", "2026-02-27", Week)} {
		_, err := f.Apply(e)
		assert.ErrorIs(t, err, ErrClosed)
		assert.Equal(t, []string{"date"}, paths(err))
	}
	apply(t, f, end("w2", "2026-03-01", Week))
	closes := f.ledger.Closes(f.state)
	require.Len(t, closes, 3)
	assert.Equal(t, AccountingPeriod, closes[1].Scope)
	assert.Equal(t, []string{"21", "22", "7", "8"}, []string{
		closes[0].Accounts[0].Code, closes[0].Accounts[1].Code, closes[0].Accounts[2].Code, closes[0].Accounts[3].Code,
	})
}
