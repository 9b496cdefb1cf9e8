package budget

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

func TestReconcile(t *testing.T) {
	books := []BookMovement{
		{"p1", day("2026-02-02"), euros("-100.00"), "", ""},
		{"p2", day("2026-02-10"), euros("-100.00"), "", ""},
		{"p3", day("2026-02-05"), euros("-40.00"), "", "batch 1"},
		{"p4", day("2026-02-05"), euros("-60.00"), "", "batch 1"},
		{"p5", day("2026-02-20"), euros("-7.00"), "inv 7", ""},
		{"p6", day("2026-02-27"), euros("-9.00"), "", ""},
	}
	statement := BankStatement{
		Period: february(), Opening: euros("1000.00"), Closing: euros("690.50"),
		Lines: []BankLine{
			{"b1", day("2026-02-11"), euros("-100.00"), ""},
			{"b2", day("2026-02-06"), euros("-100.00"), "batch 1"},
			{"b3", day("2026-02-03"), euros("-100.00"), ""},
			{"b4", day("2026-02-28"), euros("-7.00"), "inv 7"},
			{"b5", day("2026-02-28"), euros("-2.50"), "fees"},
		},
	}
	got, err := Reconcile(statement, books, euros("1000.00"), 5)
	require.NoError(t, err)
	assert.Equal(t, []BankMatch{
		{"b1", []string{"p2"}, euros("-100.00"), ByAmount, 1},
		{"b2", []string{"p3", "p4"}, euros("-100.00"), ByReference, 1},
		{"b3", []string{"p1"}, euros("-100.00"), ByAmount, 1},
		{"b4", []string{"p5"}, euros("-7.00"), ByReference, 8},
	}, got.Matches)
	assert.Equal(t, []BankLine{statement.Lines[4]}, got.UnmatchedBank)
	assert.Equal(t, []BookMovement{books[5]}, got.UnmatchedBooks)
	// 1000.00 − 316.00 in the books; without the 9.00 and with the 2.50 that is the 690.50 of the bank.
	assert.Equal(t, []string{"690.50", "684.00", "690.50", "0.00"}, []string{
		got.BankBalance.String(), got.BookBalance.String(), got.Reconciled.String(), got.Difference.String(),
	})
	got, err = Reconcile(statement, books, euros("999.00"), 5)
	require.NoError(t, err)
	assert.Equal(t, "1.00", got.Difference.String(), "the openings differ")
}

func TestReconcileRefuses(t *testing.T) {
	_, err := Reconcile(BankStatement{Period: february(), Closing: cents(1)}, nil, cents(0), 5)
	require.ErrorIs(t, err, ErrUnbalanced)
	_, err = Reconcile(BankStatement{Lines: []BankLine{{ID: "a"}, {ID: "a"}}}, []BookMovement{{}}, cents(0), -1)
	assert.Equal(t, []string{
		"statement.period", "statement.lines[0].date", "statement.lines[1].id", "statement.lines[1].date",
		"books[0].id", "books[0].date", "window",
	}, paths(err))
}

// Every movement is matched once or not at all, matches are of equal sums, and the balances follow.
func TestReconcileRandomly(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 5))
		statement := BankStatement{Period: february()}
		amounts := map[string]money.Amount{}
		var books []BookMovement
		for i := range r.IntN(30) {
			on, _ := day("2026-02-01").AddDays(r.IntN(28))
			line := BankLine{ID: fmt.Sprint("b", i), Date: on, Amount: cents(r.Int64N(9) - 4), Reference: fmt.Sprint("p", r.IntN(30))}
			statement.Lines, statement.Closing = append(statement.Lines, line), plus(statement.Closing, line.Amount)
		}
		for i := range r.IntN(30) {
			on, _ := day("2026-02-01").AddDays(r.IntN(28))
			b := BookMovement{ID: fmt.Sprint("p", i), Date: on, Amount: cents(r.Int64N(9) - 4)}
			if r.IntN(3) == 0 {
				b.Batch = fmt.Sprint("batch", r.IntN(3))
			}
			books, amounts[b.ID] = append(books, b), b.Amount
		}
		got, err := Reconcile(statement, books, cents(0), r.IntN(10))
		require.NoError(t, err)
		assert.True(t, got.Difference.IsZero())
		seen := map[string]bool{}
		for _, m := range got.Matches {
			var sum money.Amount
			for _, id := range m.Books {
				assert.False(t, seen[id])
				seen[id], sum = true, plus(sum, amounts[id])
			}
			assert.Equal(t, m.Amount, sum)
		}
		assert.Len(t, books, len(seen)+len(got.UnmatchedBooks))
		assert.Len(t, statement.Lines, len(got.Matches)+len(got.UnmatchedBank))
	}
}

func TestBankMovements(t *testing.T) {
	f := ledgerOf(t, smallPlan()).Fold()
	apply(t, f, invoice("i", "2026-02-02", "7", "100.00", ""),
		Entry{ID: "p", Kind: Payment, Date: day("2026-02-03"), Of: "i", Amount: euros("60.00"), Batch: "b", Document: "d"},
		Entry{ID: "c", Kind: Correction, Date: day("2026-02-04"), Of: "p", Amount: euros("-10.00")},
		Entry{ID: "q", Kind: Payment, Date: day("2026-03-01"), Of: "i", Amount: euros("50.00")},
	)
	assert.Equal(t, []BookMovement{
		{"p", day("2026-02-03"), euros("-60.00"), "d", "b"}, {"c", day("2026-02-04"), euros("10.00"), "", ""},
	}, f.ledger.BankMovements(f.state, february().To))
}

func BenchmarkReconcile(b *testing.B) {
	statement := BankStatement{Period: civil.Period{From: day("2026-01-01"), To: day("2026-12-31")}}
	var books []BookMovement
	for i := range 10_000 {
		on, _ := day("2026-01-01").AddDays(i % 365)
		amount := cents(int64(-i))
		statement.Lines = append(statement.Lines, BankLine{ID: fmt.Sprint(i), Date: on, Amount: amount})
		statement.Closing = plus(statement.Closing, amount)
		books = append(books, BookMovement{ID: fmt.Sprint(i), Date: on, Amount: amount})
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Reconcile(statement, books, cents(0), 5); err != nil {
			b.Fatal(err)
		}
	}
}
