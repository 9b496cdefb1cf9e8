package rights

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// amendedTo folds on under another plan.
func amendedTo(t *testing.T, old *Engine, f *Fold, p Plan, on int) (*Engine, *Fold) {
	t.Helper()
	engine := mustCompile(t, p)
	state, err := engine.Amend(f.State(), old, day(on))
	require.NoError(t, err)
	return engine, engine.FoldFrom(state)
}

// After an amendment a credit note can go back through a pot that no money had come into: its meter is below
// zero, and no condition that reads it is true.
func TestAMeterBelowZero(t *testing.T) {
	r := Pot{"r", []Step{{Kind: Tier, Name: "tier", Shares: whole("B"), Until: &Until{Reaches: new(amount(50)), Of: []string{"q"}}}}}
	total := Pot{"s", []Step{{Kind: Tier, Name: "tier", Shares: whole("C"), Until: &Until{Total: new(amount(50)), Of: []string{"q"}}}}}
	old := mustCompile(t, Plan{Pots: []Pot{{"p", []Step{{Kind: Split, Name: "all", Shares: whole("A")}}}}})
	fold := old.Fold()
	sent(t, fold, receipt("1", 0, 100))
	engine, fold := amendedTo(t, old, fold, Plan{Pots: []Pot{{"p", []Step{{Kind: To, Name: "on", Pot: "q"}}}, {"q", nil}, r, total}}, 1)
	sent(t, fold, credit("2", 1, 40))
	sent(t, fold, Event{ID: "3", Date: day(2), Kind: Receipt, Pot: "r", Amount: amount(70)})
	sent(t, fold, Event{ID: "4", Date: day(2), Kind: Receipt, Pot: "s", Amount: amount(100)})
	assert.Equal(t, map[string]string{"A": "1.00", "B": "0.70", "C": "0.90", Unallocated: "-0.30"}, paidBy(engine, fold.State()),
		"r is open at −0.40; s is open until 0.50 − (−0.40), and 0.10 are left")
}

// A had 0.60 of a tier whose end for A an amendment lowers to 0.40: it is over, although the rank before A's
// would begin anew.
func TestATierThatAnAmendmentEnds(t *testing.T) {
	plan := func(until Until) Plan {
		return simplePlan(nil, Step{Kind: Tier, Name: "tier", Ranks: []Rank{
			{Amount: new(amount(100)), Shares: whole("B")}, {Shares: whole("A")},
		}, Until: &until})
	}
	of := func(cents int64) Until { return Until{Payee: "A", Amount: new(amount(cents))} }
	for name, until := range map[string]Until{"payee": of(40), "any": {Any: []Until{of(40)}}} {
		t.Run(name, func(t *testing.T) {
			old := mustCompile(t, plan(of(80)))
			fold := old.Fold()
			sent(t, fold, receipt("1", 0, 160))
			engine, fold := amendedTo(t, old, fold, plan(until), 1)
			sent(t, fold, receipt("2", 1, 30))
			assert.Equal(t, map[string]string{"A": "0.60", "B": "1.00", Unallocated: "0.30"}, paidBy(engine, fold.State()))
		})
	}
}

// A hurdle of 50,000,000.00 is more cents than an int has on a machine of 32 bits.
func TestAHurdleOfManyCents(t *testing.T) {
	engine := mustCompile(t, simplePlan([]Account{{ID: "a", Opening: money.MustParse("50000000.00"), Payee: "A"}},
		Step{Kind: Tier, Shares: []Share{{Payee: "A", Share: money.MustFraction("4/5")}, {Payee: "B", Share: money.MustFraction("1/5")}}, Until: &Until{Empty: "a"}},
		Step{Kind: Split, Shares: whole("B")}))
	fold := engine.Fold()
	sent(t, fold, receipt("1", 0, 10_000_000_000))
	assert.Equal(t, map[string]string{"A": "50000000.00", "B": "50000000.00"}, paidBy(engine, fold.State()),
		"A has 4/5 of 62,500,000.00")
}

// A total of meters beyond an amount is a reached one, never a small one.
func TestConditionsOfHugeMeters(t *testing.T) {
	tier := Step{Kind: Tier, Name: "tier", Shares: whole("A"), Until: &Until{Total: new(amount(math.MaxInt64)), Of: []string{"m"}}}
	old := mustCompile(t, simplePlan(nil, tier))
	fold := old.Fold()
	sent(t, fold, receipt("1", 0, 1<<62))
	tier.Until = &Until{Total: new(amount(1)), Of: []string{"m"}}
	engine, fold := amendedTo(t, old, fold, simplePlan(nil, tier), 1)
	sent(t, fold, measure("2", 1, math.MaxInt64))
	sent(t, fold, receipt("3", 1, 1000))
	assert.Equal(t, "10.00", paidBy(engine, fold.State())[Unallocated])
}

// What would lead out of the range of an amount is refused, and leaves everything as it was.
func TestOverflowIsRefused(t *testing.T) {
	const most = math.MaxInt64
	foreign := func(e Event, cents int64) Event {
		e.Foreign = &Foreign{Currency: "USD", Amount: amount(cents), Rate: money.MustDecimal("1"), Source: "contract"}
		return e
	}
	plan := simplePlan([]Account{{ID: "a"}, {ID: "b", Premium: new(money.MustFraction("1/2"))}},
		Step{Kind: Count, Meter: "m"}, recoup("a", "A"), recoup("b", "A"), Step{Kind: Split, Shares: whole("A")})
	plan.Exchange, plan.Clawback = "bank", []string{"A"}
	engine := mustCompile(t, plan)
	for _, c := range []struct {
		name   string
		before []Event
		event  Event
		path   string
	}{
		{"a receipt", []Event{receipt("1", 0, most)}, receipt("2", 0, 1), "amount"},
		{"an accrual", []Event{accrue("1", 0, "a", most)}, accrue("2", 0, "a", 1), "amount"},
		{"a charge", []Event{charge("1", 0, "a", most)}, charge("2", 0, "a", 1), "amount"},
		{"a premium", nil, charge("1", 0, "b", most), "amount"},
		{"a charge after an accrual", []Event{accrue("1", 0, "b", most-1)}, charge("2", 0, "b", 2), "amount"},
		{"a measure", []Event{measure("1", 0, most)}, measure("2", 0, 1), "amount"},
		{"a meter that is measured and counted", []Event{measure("1", 0, most)}, receipt("2", 0, 1), "amount"},
		{"a loss of exchange", []Event{foreign(credit("1", 0, most), 0)}, foreign(receipt("2", 0, 0), most), "amount"},
		{"a payment back of exchange", []Event{foreign(receipt("1", 0, most), 0), foreign(credit("2", 0, most), 0)}, foreign(credit("3", 0, most), 0), "amount"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fold := engine.Fold()
			for _, e := range c.before {
				sent(t, fold, e)
			}
			before := fold.State()
			_, err := fold.Apply(c.event)
			require.ErrorIs(t, err, ErrEvent)
			require.ErrorIs(t, err, money.ErrOverflow)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, c.path, fault.Path)
			assert.Equal(t, before, fold.State())
		})
	}
}

// All figures of a plan at once at the end of the range: nothing panics, everything is shared.
func TestTheGreatestAmounts(t *testing.T) {
	const most = math.MaxInt64
	rate := new(money.MustFraction("999999999999999999/1000000000000000000"))
	plan := simplePlan([]Account{{ID: "a", Opening: amount(most)}, {ID: "h", Opening: amount(most), Payee: "A"}},
		Step{Kind: Percent, Rate: rate, Payee: "A"},
		Step{Kind: Bracket, Levels: []Level{{Rate: rate}, {From: amount(1), Rate: rate}, {From: amount(most), Rate: &one, Retroactive: true}}, Payee: "A"},
		Step{Kind: Bonus, Levels: []Level{{Amount: new(amount(most - 1))}, {From: amount(most), Amount: new(amount(1))}}, Payee: "A", Meter: "p"},
		Step{Kind: Tier, Shares: []Share{{Payee: "A", Share: *rate}, {Payee: "B", Share: money.MustFraction("1/1000000000000000000")}}, Until: &Until{Any: []Until{{Payee: "B", Amount: new(amount(most))}, {Empty: "h"}}}},
		recoup("a", "A"),
		Step{Kind: Split, Shares: whole("A")})
	plan.Clawback = []string{"A"}
	engine := mustCompile(t, plan)
	for name, events := range map[string][]Event{
		"at once":      {receipt("1", 0, most)},
		"in two":       {receipt("1", 0, most-1), receipt("2", 0, 1), credit("3", 0, most)},
		"measured":     {measure("1", 0, most), receipt("2", 0, most), credit("3", 0, most-1)},
		"in fractions": {receipt("1", 0, 1), receipt("2", 0, most/2), receipt("3", 0, most/2), credit("4", 0, most/2)},
	} {
		t.Run(name, func(t *testing.T) {
			fold := engine.Fold()
			want := int64(0)
			for _, e := range events {
				sent(t, fold, e)
				switch e.Kind {
				case Receipt:
					want += e.Amount.Cents()
				case Credit:
					want -= e.Amount.Cents()
				}
				sum := int64(0)
				for _, cents := range entitlements(engine, fold.State()) {
					sum += cents
				}
				assert.Equal(t, want, sum, e.ID)
			}
		})
	}
}
