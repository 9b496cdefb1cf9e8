package rights

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// repeat returns a list of n things.
func repeat[T any](n int, make func(i int) T) []T {
	list := []T{}
	for i := range n {
		list = append(list, make(i))
	}
	return list
}

func named(i int) string { return fmt.Sprintf("name %d", i) }

// evenly gives n payees the same share.
func evenly(n int) []Share {
	return repeat(n, func(i int) Share { return Share{Payee: named(i), Share: fraction(1, int64(n))} })
}

// doubling leads everything twice from each pot to the next one: a receipt would go 2ⁿ ways.
func doubling(n int) Plan {
	p := Plan{Pots: repeat(n, func(i int) Pot {
		return Pot{named(i), []Step{{Kind: Percent, Rate: new(fraction(1, 2)), Pot: named(i + 1)}, {Kind: To, Pot: named(i + 1)}}}
	})}
	p.Pots = append(p.Pots, Pot{named(n), nil})
	return p
}

// What a hostile plan can blow up is refused by its size, each with its path.
func TestHostilePlansAreRefused(t *testing.T) {
	until := func(u Until) Plan {
		return simplePlan(nil, Step{Kind: Tier, Shares: whole("A"), Until: &u})
	}
	total := func(int) Until { return Until{Total: new(amount(1))} }
	deep := Until{Total: new(amount(1))}
	for range 100 {
		deep = Until{Any: []Until{deep}}
	}
	for name, c := range map[string]struct {
		plan Plan
		want string
	}{
		"2ⁿ ways":               {doubling(60), "pots: is out of range: a receipt would go through more than 200000 steps and shares"},
		"steps":                 {simplePlan(nil, repeat(2001, func(i int) Step { return Step{Kind: Count, Meter: named(i)} })...), "pots: is out of range: at most 2000 pots and steps"},
		"pots":                  {Plan{Pots: repeat(2001, func(i int) Pot { return Pot{ID: named(i)} })}, "pots: is out of range"},
		"accounts":              {simplePlan(repeat(2001, func(i int) Account { return Account{ID: named(i)} })), "accounts: is out of range"},
		"meters":                {Plan{Meters: repeat(2001, named)}, "meters: is out of range"},
		"those who give back":   {Plan{Clawback: repeat(20_001, named)}, "clawback: is out of range"},
		"shares":                {simplePlan(nil, Step{Kind: Split, Shares: evenly(20_001)}), "pots: is out of range: at most 20000 shares"},
		"levels":                {simplePlan(nil, Step{Kind: Bonus, Payee: "A", Levels: repeat(20_001, func(i int) Level { return Level{From: amount(int64(i)), Amount: new(amount(1))} })}), "pots: is out of range"},
		"ranks":                 {simplePlan(nil, Step{Kind: Split, Ranks: repeat(101, func(int) Rank { return Rank{new(amount(1)), whole("A")} })}), "pots[0].steps[0].ranks: is out of range: at most 100"},
		"conditions":            {until(Until{Any: repeat(100, total)}), "pots[0].steps[0].until: is out of range: at most 100 conditions"},
		"conditions in others":  {until(deep), "pots[0].steps[0].until: is out of range"},
		"meters of a condition": {until(Until{Reaches: new(amount(1)), Of: repeat(20_001, named)}), "pots: is out of range"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Compile(c.plan)
			require.ErrorContains(t, err, c.want)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
}

// Shares that add up to 1 and have no common denominator in range are a fault of their path.
func TestSharesWithoutACommonDenominator(t *testing.T) {
	a, b := money.MustFraction("1/1000000007"), money.MustFraction("1/1000000009")
	shares := []Share{{Payee: "A", Share: one}, {Payee: "B", Share: a, BorneBy: "A"}, {Payee: "C", Share: b, BorneBy: "A"}, {Payee: "D", Share: money.MustFraction("1/999999937"), BorneBy: "A"}}
	_, err := Compile(simplePlan(nil, Step{Kind: Split, Shares: shares}))
	require.ErrorIs(t, err, ErrShares)
	require.ErrorContains(t, err, "pots[0].steps[0].shares: ")
}

// More events than a result can tell of are refused; a fold takes them.
func TestADealOfTooMuchToTell(t *testing.T) {
	d := Deal{Currency: "EUR", Pots: []Pot{{"p", []Step{{Kind: Split, Shares: evenly(10_000)}}}}}
	d.Events = repeat(101, func(i int) Event { return receipt(named(i), 0, 1) })
	_, err := Run(d)
	require.ErrorContains(t, err, "events: is out of range: at most ")
	d.Events = d.Events[:3]
	_, err = Run(d)
	require.NoError(t, err)
}

// An event does not tell more lines of interest than anybody can read.
func TestTooMuchInterest(t *testing.T) {
	accounts := repeat(100, func(i int) Account {
		a := loan(1_000_000, Interest{Rate: fraction(1, 100), From: on("1990-01-01"), Method: Compound, Basis: Act365, Capitalise: Monthly})
		a.ID = named(i)
		return a
	})
	engine := mustCompile(t, simplePlan(accounts))
	_, _, err := engine.Apply(engine.Start(), Event{ID: "1", Date: on("2090-01-01"), Kind: Receipt, Pot: "p"})
	require.ErrorIs(t, err, ErrEvent)
	require.ErrorContains(t, err, "date: ")
	_, _, err = engine.Apply(engine.Start(), Event{ID: "1", Date: on("2020-01-01"), Kind: Receipt, Pot: "p"})
	require.NoError(t, err)
}

// The greatest plans that are taken are checked and run in a moment. They are not timed: what would grow with
// the square of their size does not come to an end.
func TestTheGreatestPlans(t *testing.T) {
	chain := Plan{Meters: repeat(1000, named), Pots: repeat(200, func(i int) Pot {
		s := Step{Kind: Tier, Shares: whole("A"), Counts: fmt.Sprint("counts ", i), Until: &Until{Reaches: new(amount(math.MaxInt64)), Of: repeat(9, func(k int) string { return named(i * k % 1000) })}}
		if i == 199 {
			return Pot{fmt.Sprint("pot ", i), []Step{s}}
		}
		return Pot{fmt.Sprint("pot ", i), []Step{s, {Kind: To, Pot: fmt.Sprint("pot ", i+1)}}}
	})}
	borne := evenly(3_000)
	for i := range 3_000 {
		borne = append(borne, Share{Payee: fmt.Sprint("of ", i), Share: fraction(1, 2), Of: named(i)})
	}
	for name, p := range map[string]Plan{
		"a chain of pots that read meters": chain,
		"parts of shares":                  simplePlan(nil, Step{Kind: Split, Shares: borne}),
		"a bracket":                        simplePlan(nil, Step{Kind: Bracket, Payee: "A", Levels: repeat(20_000, func(i int) Level { return Level{From: amount(int64(i)), Rate: new(fraction(1, 2))} })}),
		"pots into one another":            doubling(13),
		"everybody gives back":             {Pots: []Pot{{"pot 0", []Step{{Kind: Split, Shares: evenly(5_000)}}}}, Clawback: repeat(5_000, named)},
		"ranks and conditions": simplePlan(nil, Step{Kind: Tier, Ranks: repeat(100, func(i int) Rank {
			if i < 99 {
				return Rank{new(amount(1)), whole(named(i))}
			}
			return Rank{nil, whole(named(i))}
		}), Until: &Until{All: repeat(99, func(i int) Until { return Until{Payee: named(i), Amount: new(amount(1))} })}}),
	} {
		t.Run(name, func(t *testing.T) {
			engine := mustCompile(t, p)
			state, _, err := engine.Apply(engine.Start(), Event{ID: "1", Date: day(0), Kind: Receipt, Pot: p.Pots[0].ID, Amount: amount(1 << 40)})
			require.NoError(t, err)
			state, err = engine.Amend(state, engine, day(1))
			require.NoError(t, err)
			sum := int64(0)
			for _, cents := range entitlements(engine, state) {
				sum += cents
			}
			assert.Equal(t, int64(1<<40), sum)
		})
	}
}
