package rights

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/bobine-film/bobine/money"
)

// Half of what comes into q is A's. Each receipt reaches q twice, as halves; a credit note of the second one
// leaves A the 50.00 of the first.
func TestACreditNoteOfMoneyThatCameInTwoParts(t *testing.T) {
	half := new(money.MustFraction("1/2"))
	engine := mustCompile(t, Plan{Pots: []Pot{
		{"p", []Step{{Kind: Percent, Rate: half, Pot: "q"}, {Kind: To, Pot: "q"}}},
		{"q", []Step{{Kind: Percent, Rate: half, Payee: "A", Meter: "q"}, {Kind: Split, Shares: whole("B")}}},
	}})
	fold := engine.Fold()
	entitled := func() map[string]int64 { return entitlements(engine, fold.State()) }
	sent(t, fold, receipt("1", 0, 10_000))
	assert.Equal(t, map[string]int64{"A": 5_000, "B": 5_000}, entitled())
	sent(t, fold, receipt("2", 1, 10_000))
	assert.Equal(t, map[string]int64{"A": 10_000, "B": 10_000}, entitled())
	sent(t, fold, credit("3", 1, 10_000))
	assert.Equal(t, map[string]int64{"A": 5_000, "B": 5_000}, entitled())
}

// Who does not give back keeps what was paid too much, and has nothing more until it is made up; who gives
// back pays it at once.
func TestTwoLedgers(t *testing.T) {
	plan := simplePlan(nil, Step{Kind: Split, Shares: []Share{
		{Payee: "keeps", Share: money.MustFraction("1/2")}, {Payee: "returns", Share: money.MustFraction("1/2")},
	}})
	plan.Clawback = []string{"returns"}
	engine := mustCompile(t, plan)
	fold := engine.Fold()
	for _, c := range []struct {
		event    Event
		payments []Payment
		keeps    Paid
		returns  string
	}{
		{receipt("1", 0, 1_000), []Payment{{"keeps", amount(500)}, {"returns", amount(500)}}, Paid{"keeps", amount(500), amount(0)}, "5.00"},
		{credit("2", 1, 600), []Payment{{"returns", amount(-300)}}, Paid{"keeps", amount(500), amount(300)}, "2.00"},
		{receipt("3", 2, 400), []Payment{{"returns", amount(200)}}, Paid{"keeps", amount(500), amount(100)}, "4.00"},
		{receipt("4", 3, 300), []Payment{{"keeps", amount(50)}, {"returns", amount(150)}}, Paid{"keeps", amount(550), amount(0)}, "5.50"},
	} {
		posting := sent(t, fold, c.event)
		assert.Equal(t, c.payments, slices.Collect(posting.Payments()), c.event.ID)
		payees := engine.Payees(fold.State())
		assert.Equal(t, c.keeps, payees[0], c.event.ID)
		assert.Equal(t, c.returns, payees[1].Paid.String(), c.event.ID)
	}
}
