package rights

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

func TestBreakeven(t *testing.T) {
	collection, err := cama().Plan()
	require.NoError(t, err)
	_, ghj := golden(t, "G5-breakeven")
	_, g2 := golden(t, "G2a-filmspecific")
	for _, c := range []struct {
		name, pot, payee, goal, want string
		plan                         Plan
	}{
		{"published, (120 + 80) / (1 − 0.20)", "film", "studio", "80.00", "250.00", ghj.Plan()},
		{"reached already", "film", "studio", "0.00", "0.00", ghj.Plan()},
		{"published, the producer's 375,000 of 10,000,000", "bo", "producer", "375000.00", "10000000.00", g2.Plan()},
		// 3/4 of 200,000 after 4,000,000, by hand: 4,200,000 / (0.9 × 0.5).
		{"the same, of 150,000", "bo", "producer", "150000.00", "9333333.33", g2.Plan()},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := mustCompile(t, c.plan)
			q := Breakeven{Date: on("2026-01-01"), Mix: []MixShare{{c.pot, fr("1")}}, Goals: []Goal{{c.payee, euros(c.goal)}}}
			point, err := e.Breakeven(e.Start(), q)
			require.NoError(t, err)
			assert.Equal(t, c.want, point.Receipts.String())
			requireBreakeven(t, e, q, point)
		})
	}

	t.Run("all investors whole", func(t *testing.T) {
		e := mustCompile(t, collection)
		q := Breakeven{
			Date: on("2026-01-01"), Mix: []MixShare{{"CAMA", fr("1")}},
			Goals: []Goal{{"investor A", euros("720000.00")}, {"investor B", euros("300000.00")}, {"investor C", euros("180000.00")}},
		}
		point, err := e.Breakeven(e.Start(), q)
		require.NoError(t, err)
		requireBreakeven(t, e, q, point)
		// 150,000 + 1,200,000 + 448,000 + 100,000 + 1,200,000 over 0.99 × 0.938 × 0.85 is 3,924,862.57,
		// the last cents by rounding.
		exact := euros("3924862.57")
		assert.InDelta(t, exact.Cents(), point.Receipts.Cents(), 5)
	})
}

// requireBreakeven requires that the goals are reached at the receipts, and not by one cent less.
func requireBreakeven(t *testing.T, e *Engine, q Breakeven, point BreakevenPoint) {
	t.Helper()
	reached := func(cents int64) bool {
		shares := make([]money.Fraction, len(q.Mix))
		for i, m := range q.Mix {
			shares[i] = m.Share
		}
		w, err := money.NewWeights(shares...)
		require.NoError(t, err)
		parts, err := money.Webster(money.FromCents(cents), w)
		require.NoError(t, err)
		deal := dealOf(e.plan, nil)
		for i, m := range q.Mix {
			deal.Events = append(deal.Events, Event{ID: fmt.Sprint(i), Kind: Receipt, Date: q.Date, Pot: m.Pot, Amount: parts[i]})
		}
		r, err := Run(deal)
		require.NoError(t, err)
		for _, g := range q.Goals {
			if euros(paidTo(r, g.Payee)).Compare(g.Amount) < 0 {
				return false
			}
		}
		return true
	}
	require.True(t, reached(point.Receipts.Cents()))
	if !point.Receipts.IsZero() {
		require.False(t, reached(point.Receipts.Cents()-1))
	}
}

// At breakeven the goal is reached, one cent less and it is not, over random plans of agreements and mixes of
// pots.
func TestBreakevenProperty(t *testing.T) {
	rng := rand.New(rand.NewPCG(10, 1))
	n := 150
	if testing.Short() {
		n = 30
	}
	for range n {
		plan := randomDistribution(t, rng)
		e := mustCompile(t, plan)
		first := rng.Int64N(101)
		share, err := money.NewFraction(first, 100)
		require.NoError(t, err)
		rest, err := restOf(share)
		require.NoError(t, err)
		q := Breakeven{
			Date: on("2026-01-01"), Mix: []MixShare{{"a", share}, {"b", rest}},
			Goals: []Goal{{"producer", money.FromCents(rng.Int64N(1_000_000))}},
		}
		point, err := e.Breakeven(e.Start(), q)
		require.NoError(t, err)
		requireBreakeven(t, e, q, point)
	}
}

// randomDistribution is two distributions that end with a producer.
func randomDistribution(t *testing.T, rng *rand.Rand) Plan {
	t.Helper()
	rate := func() *money.Fraction { return new(fr(fmt.Sprintf("%d/100", rng.IntN(60)))) }
	opening := func() money.Amount { return money.FromCents(rng.Int64N(100_000)) }
	var distributions []Distribution
	for _, pot := range []string{"a", "b"} {
		var list []Deduction
		for i := range 1 + rng.IntN(4) {
			d := Deduction{Name: fmt.Sprint(i), Payee: fmt.Sprint("x", rng.IntN(3))}
			switch rng.IntN(3) {
			case 0:
				d.Rate = rate()
			case 1:
				d.Account = &Account{ID: fmt.Sprint(pot, i), Opening: opening(), Premium: rate()}
			default:
				d.Levels = []Level{{From: euros("0.00"), Rate: rate()}, {From: euros("100.00"), Rate: rate(), Retroactive: rng.IntN(3) == 0}}
			}
			list = append(list, d)
		}
		distributions = append(distributions, Distribution{Pot: pot, Deductions: list, Rest: []Share{{Payee: "producer", Share: fr("3/4")}, {Payee: "y", Share: fr("1/4")}}})
	}
	plan, err := BuildDistributions("EUR", distributions...)
	require.NoError(t, err)
	requireSound(t, plan)
	return plan
}

func TestBreakevenOutOfReach(t *testing.T) {
	plan, err := BuildDistributions("EUR",
		Distribution{Pot: "a", Rest: allTo("x")},
		Distribution{Pot: "b", Deductions: []Deduction{{Name: "loan", Payee: "bank", Account: &Account{ID: "loan", Opening: euros("5.00")}}}, Rest: allTo("y")})
	require.NoError(t, err)
	e := mustCompile(t, plan)
	_, err = e.Breakeven(e.Start(), Breakeven{Date: on("2026-01-01"), Mix: []MixShare{{"b", fr("1")}}, Goals: []Goal{{"bank", euros("5.01")}}})
	assert.ErrorIs(t, err, ErrNeverReached)

	_, err = e.Breakeven(e.Start(), Breakeven{Mix: []MixShare{{"z", fr("1/2")}}, Goals: []Goal{{"nobody", euros("-1.00")}}})
	assert.Equal(t, []string{"date", "mix[0].pot", "mix", "goals[0].payee", "goals[0].amount"}, faultsOf(t, err))
	_, err = e.Breakeven(e.Start(), Breakeven{Date: on("2026-01-01")})
	assert.Equal(t, []string{"mix", "goals"}, faultsOf(t, err))

	state, _, err := e.Apply(e.Start(), Event{ID: "r", Kind: Receipt, Date: on("2026-06-30"), Pot: "b", Amount: euros("3.00")})
	require.NoError(t, err)
	_, err = e.Breakeven(state, Breakeven{Date: on("2026-01-01"), Mix: []MixShare{{"b", fr("1")}}, Goals: []Goal{{"bank", euros("5.00")}}})
	assert.ErrorIs(t, err, ErrOrder)
	point, err := e.Breakeven(state, Breakeven{Date: on("2026-07-01"), Mix: []MixShare{{"b", fr("1")}}, Goals: []Goal{{"bank", euros("5.00")}}})
	require.NoError(t, err)
	assert.Equal(t, "2.00", point.Receipts.String(), "on top of the 3.00 that came in")
}
