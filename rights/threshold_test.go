package rights

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
)

// A tier that ends when a meter reaches an amount ends at the cent that makes it reach it, however many
// receipts that cent comes in with.
func TestATierEndsAtTheCentThatMakesAMeterReach(t *testing.T) {
	reaches := func(cents int64, of ...string) *Until { return &Until{Reaches: new(amount(cents)), Of: of} }
	half := new(fraction(1, 2))
	for name, c := range map[string]struct {
		plan Plan
		want map[string]string // of 150.00
	}{
		// 10 % until the pot has received 100.00
		"its own pot": {
			simplePlan(nil, Step{Kind: Tier, Shares: whole("A"), Until: reaches(10_000, "p")}, Step{Kind: Split, Shares: whole("B")}),
			map[string]string{"A": "100.00", "B": "50.00"},
		},
		// a commission of a half: of the first 100.00 the tier has 50.00
		"its own pot, after a commission": {
			simplePlan(nil, Step{Kind: Percent, Rate: half, Payee: "C"}, Step{Kind: Tier, Shares: whole("A"), Until: reaches(10_000, "p")}, Step{Kind: Split, Shares: whole("B")}),
			map[string]string{"A": "50.00", "B": "25.00", "C": "75.00"},
		},
		// net receipts are counted after the commission: 60.00 of them are 120.00 of the pot
		"a meter of the pot": {
			simplePlan(nil, Step{Kind: Percent, Rate: half, Payee: "C"}, Step{Kind: Count, Meter: "net"}, Step{Kind: Tier, Shares: whole("A"), Until: reaches(6_000, "net")}, Step{Kind: Split, Shares: whole("B")}),
			map[string]string{"A": "60.00", "B": "15.00", "C": "75.00"},
		},
		// q is reached by what p counts: its tier ends when p has received 100.00, half of which is q's
		"the pot that it comes from": {
			Plan{Pots: []Pot{
				{"p", []Step{{Kind: Split, Shares: []Share{{Pot: "q", Share: *half}, {Payee: "C", Share: *half}}}}},
				{"q", []Step{{Kind: Tier, Shares: whole("A"), Until: reaches(10_000, "p")}, {Kind: Split, Shares: whole("B")}}},
			}},
			map[string]string{"A": "50.00", "B": "25.00", "C": "75.00"},
		},
		// costs of 40.00 are counted as they are recouped, half of them twice: 40.00 + 20.00 of another account
		"what steps take": {
			simplePlan([]Account{{ID: "a", Opening: amount(4_000)}, {ID: "b", Opening: amount(6_000)}},
				Step{Kind: Recoup, Account: "a", Shares: whole("C"), Counts: "recouped"}, Step{Kind: Recoup, Account: "b", Shares: []Share{{Payee: "C", Share: *half}, {Pot: "q", Share: *half}}, Counts: "recouped"},
				Step{Kind: Split, Shares: whole("B")}),
			map[string]string{"A": "10.00", "B": "50.00", "C": "70.00", "D": "20.00"},
		},
	} {
		if name == "what steps take" {
			c.plan.Pots = append(c.plan.Pots, Pot{"q", []Step{{Kind: Tier, Shares: whole("A"), Until: reaches(6_000, "recouped")}, {Kind: Split, Shares: whole("D")}}})
		}
		t.Run(name, func(t *testing.T) {
			engine := mustCompile(t, c.plan)
			for _, cents := range []int64{15_000, 5_000, 7_500, 1} {
				fold := engine.Fold()
				for n := range 15_000 / cents {
					sent(t, fold, receipt(fmt.Sprint(n), 0, cents))
				}
				assert.Equal(t, c.want, paidBy(engine, fold.State()), "in receipts of %d cents", cents)
			}
			fold := engine.Fold()
			sent(t, fold, receipt("1", 0, 15_000))
			sent(t, fold, credit("2", 0, 5_000))
			before := entitlements(engine, fold.State())
			sent(t, fold, receipt("3", 0, 9_000))
			sent(t, fold, credit("4", 0, 9_000))
			assert.Equal(t, before, entitlements(engine, fold.State()))
		})
	}
}
