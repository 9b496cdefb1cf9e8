package rights

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

func measure(id string, on int, cents int64) Event {
	return Event{ID: id, Date: day(on), Kind: Measure, Meter: "m", Amount: amount(cents)}
}

// paidBy returns what everybody has been paid.
func paidBy(e *Engine, s State) map[string]string {
	list := map[string]string{}
	for _, p := range e.Payees(s) {
		list[p.Payee] = p.Paid.String()
	}
	return list
}

// Half of a meter at 100.00 is 50.00, of which 10.00 came in. Reckoned on its own inflow from then on, the
// step is still owed 40.00: it takes all of 20.00, and of 60.00 the 40.00 + ½ × 80.00 − 20.00 = 60.00 that
// are due. Of 20.00 more it takes half.
func TestAnAmendmentKeepsArrears(t *testing.T) {
	half := new(money.MustFraction("1/2"))
	for name, s := range map[string]Step{
		"percent": {Kind: Percent, Name: "bonus", Rate: half, Payee: "A", Meter: "m"},
		"bracket": {Kind: Bracket, Name: "bonus", Levels: []Level{{Rate: half}}, Payee: "A", Meter: "m"},
	} {
		t.Run(name, func(t *testing.T) {
			old := mustCompile(t, simplePlan(nil, s))
			fold := old.Fold()
			sent(t, fold, measure("1", 0, 10_000))
			sent(t, fold, receipt("2", 1, 1_000))
			s.Meter = ""
			engine := mustCompile(t, simplePlan(nil, s))
			state, err := engine.Amend(fold.State(), old, day(2))
			require.NoError(t, err)
			fold = engine.FoldFrom(state)
			for i, want := range []map[string]string{
				{"A": "30.00"},
				{"A": "90.00"},
				{"A": "100.00", Unallocated: "10.00"},
			} {
				sent(t, fold, receipt(string(rune('a'+i)), 3+i, []int64{2_000, 6_000, 2_000}[i]))
				assert.Equal(t, want, paidBy(engine, fold.State()))
			}
		})
	}
}
