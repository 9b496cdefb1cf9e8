package rights

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// simplePlan has one pot of the steps given.
func simplePlan(accounts []Account, steps ...Step) Plan {
	return Plan{Accounts: accounts, Pots: []Pot{{"p", steps}}, Meters: []string{"m"}}
}

func recoup(account, payee string) Step {
	return Step{Kind: Recoup, Name: account, Account: account, Shares: whole(payee)}
}

func receipt(id string, on int, cents int64) Event {
	return Event{ID: id, Date: day(on), Kind: Receipt, Pot: "p", Amount: amount(cents)}
}

func credit(id string, on int, cents int64) Event {
	return Event{ID: id, Date: day(on), Kind: Credit, Pot: "p", Amount: amount(cents)}
}

func charge(id string, on int, account string, cents int64) Event {
	return Event{ID: id, Date: day(on), Kind: Charge, Account: account, Amount: amount(cents)}
}

func accrue(id string, on int, account string, cents int64) Event {
	return Event{ID: id, Date: day(on), Kind: Accrue, Account: account, Amount: amount(cents)}
}

func mustCompile(t *testing.T, p Plan) *Engine {
	t.Helper()
	engine, err := Compile(p)
	require.NoError(t, err)
	return engine
}

// A credit note on the day of a receipt leaves a debt as it was, part by part: the parts bear interest
// differently.
func TestACreditNoteUndoesTheLastRepayment(t *testing.T) {
	premium := new(money.MustFraction("1/5"))
	for _, c := range []struct {
		name    string
		account Account
		before  []Event
		cents   int64
	}{
		{"interest accrued after principal was repaid", Account{ID: "a", Opening: amount(10_000)},
			[]Event{receipt("1", 0, 4_000), accrue("2", 1, "a", 500)}, 500},
		{"a charge after everything, premium included, was repaid", Account{ID: "a", Opening: amount(10_000), Premium: premium},
			[]Event{receipt("1", 0, 12_000), charge("2", 1, "a", 5_000)}, 3_000},
		{"principal first", Account{ID: "a", Opening: amount(10_000), Interest: &Interest{Rate: money.MustFraction("1/10"), From: day(0), Method: Simple, Basis: Act365, First: PrincipalFirst}},
			[]Event{receipt("1", 0, 10_000), accrue("2", 1, "a", 500), charge("3", 1, "a", 700)}, 1_200},
	} {
		t.Run(c.name, func(t *testing.T) {
			engine := mustCompile(t, simplePlan([]Account{c.account}, recoup("a", "lender")))
			fold := engine.Fold()
			for _, e := range c.before {
				sent(t, fold, e)
			}
			before := engine.Balances(fold.State())
			sent(t, fold, receipt("in", 2, c.cents))
			assert.NotEqual(t, before, engine.Balances(fold.State()))
			sent(t, fold, credit("out", 2, c.cents))
			assert.Equal(t, before, engine.Balances(fold.State()))
		})
	}
}

// An account of 100.00 follows a payee. What the payee has beyond it is given back before any of the 100.00.
func TestACreditNoteOfWhatAnAccountDidNotNeed(t *testing.T) {
	engine := mustCompile(t, simplePlan([]Account{{ID: "a", Opening: amount(10_000), Payee: "A"}},
		Step{Kind: Split, Shares: whole("A")}))
	fold := engine.Fold()
	left := func() int64 { return engine.Balances(fold.State())[0].Balance.Cents() }
	sent(t, fold, receipt("1", 0, 6_000))
	sent(t, fold, receipt("2", 1, 5_000))
	require.Zero(t, left())
	sent(t, fold, credit("3", 1, 5_000))
	assert.Equal(t, int64(4_000), left(), "as before the second receipt")
	sent(t, fold, credit("4", 2, 6_000))
	assert.Equal(t, int64(10_000), left(), "as at the beginning")
}

// Other terms of a premium are those of what is charged from then on. 100.00 at 1/5 make 20.00, repaid; 10.00
// more make 0.00, 2.00 or 5.00.
func TestAnAmendedPremium(t *testing.T) {
	for name, c := range map[string]struct {
		premium *money.Fraction
		want    string
	}{
		"none":   {nil, "10.00"},
		"same":   {new(money.MustFraction("1/5")), "12.00"},
		"higher": {new(money.MustFraction("1/2")), "15.00"},
	} {
		t.Run(name, func(t *testing.T) {
			account := Account{ID: "a", Opening: amount(10_000), Premium: new(money.MustFraction("1/5"))}
			old := mustCompile(t, simplePlan([]Account{account}, recoup("a", "A")))
			state, _, err := old.Apply(old.Start(), receipt("1", 0, 12_000))
			require.NoError(t, err)
			account.Premium = c.premium
			engine := mustCompile(t, simplePlan([]Account{account}, recoup("a", "A")))
			state, err = engine.Amend(state, old, day(1))
			require.NoError(t, err)
			state, _, err = engine.Apply(state, charge("2", 1, "a", 1_000))
			require.NoError(t, err)
			assert.Equal(t, c.want, engine.Balances(state)[0].Balance.String())
		})
	}
}
