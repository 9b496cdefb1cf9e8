package rights

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// A plan with everything that a state holds beside cents.
func borrowed() Plan {
	return Plan{
		Currency: "EUR",
		Accounts: []Account{{ID: "loan", Opening: amount(1_000_000), Premium: new(money.MustFraction("1/10")), Interest: &Interest{
			Rate: money.MustFraction("1/20"), From: day(0), Method: Compound, Basis: Act365, Capitalise: Quarterly,
		}}},
		Pots: []Pot{{ID: "all", Steps: []Step{
			{Kind: Percent, ID: "fee", Name: "fee", Rate: new(money.MustFraction("1/7")), Payee: "agent"},
			{Kind: Recoup, Name: "loan", Account: "loan", Shares: []Share{{Payee: "bank", Share: money.MustFraction("1")}}},
			{Kind: Split, Name: "net", Shares: []Share{{Payee: "A", Share: money.MustFraction("1/3")}, {Payee: "B", Share: money.MustFraction("2/3")}}},
		}}},
	}
}

func TestSnapshotsGoOnAsIfNothingHadHappened(t *testing.T) {
	engine, err := Compile(borrowed())
	require.NoError(t, err)
	amended := borrowed()
	amended.Pots[0].Steps[0].Rate = new(money.MustFraction("1/5"))
	later, err := Compile(amended)
	require.NoError(t, err)
	straight, restored := engine.Start(), engine.Start()
	for n := range 12 {
		if n == 6 {
			straight, err = later.Amend(straight, engine, day(30*n))
			require.NoError(t, err)
			restored, err = later.Amend(restored, engine, day(30*n))
			require.NoError(t, err)
			engine = later
		}
		e := Event{ID: string(rune('a' + n)), Date: day(30 * n), Kind: Receipt, Pot: "all", Amount: amount(int64(100_003 * (n + 1)))}
		straight, _, err = engine.Apply(straight, e)
		require.NoError(t, err)
		restored, _, err = engine.Apply(restored, e)
		require.NoError(t, err)
		if n%4 == 3 {
			straight, _, err = engine.Close(straight, e.Date)
			require.NoError(t, err)
			restored, _, err = engine.Close(restored, e.Date)
			require.NoError(t, err)
		}
		first, err := engine.Snapshot(restored)
		require.NoError(t, err)
		restored, err = engine.Restore(first)
		require.NoError(t, err)
		second, err := engine.Snapshot(restored)
		require.NoError(t, err)
		require.Equal(t, string(first), string(second), "the same state gives the same bytes")
		want, err := engine.Snapshot(straight)
		require.NoError(t, err)
		require.Equal(t, string(want), string(first))
	}
	assert.NotEmpty(t, restored.carried)
}

func TestSnapshotsOfRandomPlans(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for range 300 {
		p := randomPlan(r)
		engine, err := Compile(p)
		require.NoError(t, err)
		straight, hopping := engine.Start(), engine.Start()
		for _, e := range randomEvents(r, p, 6) {
			straight, _, err = engine.Apply(straight, e)
			require.NoError(t, err)
			data, err := engine.Snapshot(hopping)
			require.NoError(t, err)
			hopping, err = engine.Restore(data)
			require.NoError(t, err)
			hopping, _, err = engine.Apply(hopping, e)
			require.NoError(t, err)
		}
		want, err := engine.Snapshot(straight)
		require.NoError(t, err)
		got, err := engine.Snapshot(hopping)
		require.NoError(t, err)
		require.Equal(t, string(want), string(got))
	}
}

func TestRestoreRefuses(t *testing.T) {
	engine, err := Compile(borrowed())
	require.NoError(t, err)
	state, _, err := engine.Apply(engine.Start(), Event{ID: "e", Date: day(3), Kind: Receipt, Pot: "all", Amount: amount(700)})
	require.NoError(t, err)
	good, err := engine.Snapshot(state)
	require.NoError(t, err)
	for name, c := range map[string]struct{ old, replacement string }{
		"another plan":         {`"plan":"`, `"plan":"0`},
		"not JSON":             {`{"plan"`, `{plan`},
		"unknown field":        {`"events":1`, `"events":1,"more":2`},
		"a payee too many":     {`"entitled":[`, `"entitled":[0,`},
		"a step too few":       {`{"in":600,"taken":600,"passed":0},`, ``},
		"money out of nowhere": {`"in":700,`, `"in":701,`},
		"a debt below nothing": {`"principal":999811`, `"principal":-1`},
		"a debt from nowhere":  {`"principal":999811`, `"principal":1000001`},
		"rest of no interest":  {`"rest":`, `"rest":9999999`},
		"a broken fingerprint": {`"seen":["`, `"seen":["xy`},
		"carried of no step":   {`"seen":`, `"carried":[{"step":3,"left":{"from":0,"owed":0,"taken":0,"end":0,"parts":[]}}],"seen":`},
		"carried of no target": {`"seen":`, `"carried":[{"step":0,"left":{"from":0,"owed":0,"taken":0,"end":0,"parts":[]}}],"seen":`},
	} {
		bad := strings.Replace(string(good), c.old, c.replacement, 1)
		if name == "rest of no interest" {
			i := bytes.LastIndex(good, []byte(`"rest":`))
			bad = string(good[:i]) + strings.Replace(string(good[i:]), c.old, c.replacement, 1)
		}
		require.NotEqual(t, string(good), bad, name)
		_, err := engine.Restore([]byte(bad))
		require.ErrorIs(t, err, ErrSnapshot, name)
	}
	_, err = engine.Snapshot(State{})
	require.ErrorIs(t, err, ErrSnapshot, "a state of no engine")
}

func FuzzRestore(f *testing.F) {
	engine, err := Compile(borrowed())
	if err != nil {
		f.Fatal(err)
	}
	data, err := engine.Snapshot(engine.Start())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		state, err := engine.Restore(data)
		if err != nil {
			return
		}
		_, _, _ = engine.Apply(state, Event{ID: "e", Date: day(9000), Kind: Receipt, Pot: "all", Amount: amount(700)})
		_, _, _ = engine.Apply(state, Event{ID: "e", Date: day(9000), Kind: Credit, Pot: "all", Amount: amount(700)})
	})
}
