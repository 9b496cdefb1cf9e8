package rights

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
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

// What is changed holds for what comes from then on; what has been taken counts towards an end.
func TestAmendments(t *testing.T) {
	half, third := money.MustFraction("1/2"), money.MustFraction("1/3")
	halves := []Share{{Payee: "A", Share: half}, {Payee: "B", Share: half}}
	rest := Step{Kind: Split, Name: "rest", Shares: whole("R")}
	percent := func(rate string) Step {
		return Step{Kind: Percent, Name: "commission", Payee: "A", Rate: new(money.MustFraction(rate))}
	}
	tier := func(shares []Share, u Until) Step { return Step{Kind: Tier, Name: "tier", Shares: shares, Until: &u} }
	untilA := func(s string) Until { return Until{Payee: "A", Amount: new(money.MustParse(s))} }
	total := func(s string) Until { return Until{Total: new(money.MustParse(s))} }
	bracket := func(rate string, kind Kind) Step {
		s := Step{Kind: kind, Name: "scale", Payee: "A"}
		if kind == Bonus {
			s.Levels = []Level{{From: amount(5_000), Amount: new(money.MustParse(rate))}}
			return s
		}
		s.Levels = []Level{{Rate: new(money.MustFraction("1/10"))}, {From: amount(10_000), Rate: new(money.MustFraction(rate))}}
		return s
	}
	for name, list := range map[string][]struct {
		steps  []Step // of an amendment before the receipt
		amount string
		want   map[string]string
	}{
		"a rate": {
			{[]Step{percent("1/10"), rest}, "100.05", map[string]string{"A": "10.01", "R": "90.04"}}, // 10.005
			{[]Step{percent("1/5"), rest}, "100.00", map[string]string{"A": "30.01", "R": "170.04"}},
		},
		"the end of a tier, raised": {
			{[]Step{tier(halves, untilA("40.00")), rest}, "100.00", map[string]string{"A": "40.00", "B": "40.00", "R": "20.00"}},
			{[]Step{tier(halves, untilA("60.00")), rest}, "30.00", map[string]string{"A": "55.00", "B": "55.00", "R": "20.00"}},
			{nil, "30.00", map[string]string{"A": "60.00", "B": "60.00", "R": "40.00"}},
		},
		"the end of a tier, raised twice": {
			{[]Step{tier(halves, untilA("10.00")), rest}, "30.00", map[string]string{"A": "10.00", "B": "10.00", "R": "10.00"}},
			{[]Step{tier(halves, untilA("20.00")), rest}, "30.00", map[string]string{"A": "20.00", "B": "20.00", "R": "20.00"}},
			{[]Step{tier(halves, untilA("30.00")), rest}, "30.00", map[string]string{"A": "30.00", "B": "30.00", "R": "30.00"}},
		},
		"the end of a tier, lowered below what it was": {
			{[]Step{tier(halves, untilA("40.00")), rest}, "70.00", map[string]string{"A": "35.00", "B": "35.00"}},
			{[]Step{tier(halves, untilA("30.00")), rest}, "20.00", map[string]string{"A": "35.00", "B": "35.00", "R": "20.00"}},
		},
		"a total": {
			{[]Step{tier(whole("A"), total("50.00")), rest}, "60.00", map[string]string{"A": "50.00", "R": "10.00"}},
			{[]Step{tier(whole("A"), total("80.00")), rest}, "60.00", map[string]string{"A": "80.00", "R": "40.00"}},
		},
		"ranks in place of shares": {
			{[]Step{tier(whole("A"), untilA("100.00")), rest}, "60.00", map[string]string{"A": "60.00"}},
			{[]Step{{Kind: Tier, Name: "tier", Ranks: []Rank{{Amount: new(amount(1_000)), Shares: halves}, {Shares: whole("A")}}, Until: new(untilA("100.00"))}, rest}, "60.00", map[string]string{"A": "100.00", "B": "5.00", "R": "15.00"}},
		},
		// a quarter of 100.00 is 25.00; the other 25.00 are half of 50.00
		"the shares of a tier": {
			{[]Step{tier([]Share{{Payee: "A", Share: money.MustFraction("1/4")}, {Payee: "B", Share: money.MustFraction("3/4")}}, untilA("50.00")), rest}, "100.00", map[string]string{"A": "25.00", "B": "75.00"}},
			{[]Step{tier(halves, untilA("50.00")), rest}, "60.00", map[string]string{"A": "50.00", "B": "100.00", "R": "10.00"}},
		},
		// 0.01 in halves is A's, and the next 0.01 is B's as long as nothing changes; another cent in halves that
		// begin anew is A's again
		"a payee who comes in": {
			{[]Step{{Kind: Split, Name: "all", Shares: halves}}, "0.01", map[string]string{"A": "0.01"}},
			{[]Step{{Kind: Split, Name: "all", Shares: []Share{{Payee: "A", Share: third}, {Payee: "B", Share: third}, {Payee: "C", Share: third}}}}, "0.03", map[string]string{"A": "0.02", "B": "0.01", "C": "0.01"}},
		},
		"a payee who leaves keeps what there was": {
			{[]Step{{Kind: Split, Name: "all", Shares: halves}}, "10.00", map[string]string{"A": "5.00", "B": "5.00"}},
			{[]Step{{Kind: Split, Name: "all", Shares: whole("A")}}, "10.00", map[string]string{"A": "15.00", "B": "5.00"}},
			{[]Step{{Kind: Split, Name: "all", Shares: halves}}, "10.00", map[string]string{"A": "20.00", "B": "10.00"}},
		},
		// half of 0.01 is 0.01, half of 0.02 as well: the total goes on, although the split after it is another
		"what does not change goes on": {
			{[]Step{percent("1/2"), rest}, "0.01", map[string]string{"A": "0.01"}},
			{[]Step{percent("1/2"), {Kind: Split, Name: "rest", Shares: whole("S")}}, "0.01", map[string]string{"A": "0.01", "S": "0.01"}},
		},
		// 80.00 at a tenth; of 40.00 more 20.00 at a tenth and 20.00 at a half
		"a level of a scale": {
			{[]Step{bracket("1/5", Bracket), rest}, "80.00", map[string]string{"A": "8.00", "R": "72.00"}},
			{[]Step{bracket("1/2", Bracket), rest}, "40.00", map[string]string{"A": "20.00", "R": "100.00"}},
		},
		// the bonus of 50.00 has been paid; its new amount is for those who reach it later
		"a bonus": {
			{[]Step{bracket("7.00", Bonus), rest}, "60.00", map[string]string{"A": "7.00", "R": "53.00"}},
			{[]Step{bracket("9.00", Bonus), rest}, "60.00", map[string]string{"A": "7.00", "R": "113.00"}},
		},
		"a bonus not reached": {
			{[]Step{bracket("7.00", Bonus), rest}, "40.00", map[string]string{"R": "40.00"}},
			{[]Step{bracket("9.00", Bonus), rest}, "20.00", map[string]string{"A": "9.00", "R": "51.00"}},
		},
		"a step that is left out, and comes back": {
			{[]Step{tier(whole("A"), total("50.00")), rest}, "60.00", map[string]string{"A": "50.00", "R": "10.00"}},
			{[]Step{rest}, "60.00", map[string]string{"A": "50.00", "R": "70.00"}},
			{[]Step{tier(whole("A"), total("50.00")), rest}, "60.00", map[string]string{"A": "100.00", "R": "80.00"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			deal := Deal{Currency: "EUR"}
			for i, c := range list {
				if i == 0 {
					deal.Pots = []Pot{{"p", c.steps}}
				} else if c.steps != nil {
					deal.Amendments = append(deal.Amendments, Amendment{From: day(i), Plan: Plan{Pots: []Pot{{"p", c.steps}}}})
				}
				deal.Events = append(deal.Events, Event{ID: c.amount + string(rune('a'+i)), Date: day(i), Kind: Receipt, Pot: "p", Amount: money.MustParse(c.amount)})
			}
			result, err := Run(deal)
			require.NoError(t, err)
			for i, c := range list {
				got := map[string]string{}
				for _, p := range result.Events[i].Payees {
					got[p.Payee] = p.Paid.String()
				}
				assert.Equal(t, c.want, got, "after %s", c.amount)
			}
			assert.Equal(t, result.TotalIn, result.TotalOut)
		})
	}
}

// An account goes on: its opening is not added again, a cap that is raised lets in what comes after, and what
// lay beyond the old one stays out.
func TestAmendedAccounts(t *testing.T) {
	plan := func(cap string) Plan {
		return simplePlan([]Account{{ID: "costs", Opening: money.MustParse("80.00"), Cap: new(money.MustParse(cap))}}, recoup("costs", "A"))
	}
	old := mustCompile(t, plan("100.00"))
	fold := old.Fold()
	assert.Equal(t, "30.00", sent(t, fold, charge("1", 0, "costs", 5_000)).Beyond.String())
	sent(t, fold, receipt("2", 0, 6_000))
	engine, fold := amendedTo(t, old, fold, plan("120.00"), 1)
	assert.Equal(t, "40.00", engine.Balances(fold.State())[0].Balance.String())
	assert.Equal(t, "30.00", sent(t, fold, charge("3", 1, "costs", 5_000)).Beyond.String())
	assert.Equal(t, "60.00", engine.Balances(fold.State())[0].Balance.String())
	engine, fold = amendedTo(t, engine, fold, plan("90.00"), 2)
	assert.Equal(t, "10.00", sent(t, fold, charge("4", 2, "costs", 1_000)).Beyond.String(), "it is beyond already")
	assert.Equal(t, "60.00", engine.Balances(fold.State())[0].Balance.String())
}

// 10,000.00 bear 10 % for 73 days of 365, 200.00, then 5 % for as many, 100.00.
func TestAnAmendedRateOfInterest(t *testing.T) {
	plan := func(rate string) Plan {
		return simplePlan([]Account{loan(1_000_000, Interest{Rate: money.MustFraction(rate), From: day(0), Method: Simple, Basis: Act365})}, recoup("loan", "A"))
	}
	old := mustCompile(t, plan("0.10"))
	engine, fold := amendedTo(t, old, old.Fold(), plan("0.05"), 73)
	assert.Equal(t, "200.00", engine.Balances(fold.State())[0].Interest.String())
	sent(t, fold, measure("1", 146, 0))
	assert.Equal(t, "300.00", engine.Balances(fold.State())[0].Interest.String())
}

// A plan that replaces itself changes nothing, now or later.
func TestAnAmendmentThatChangesNothing(t *testing.T) {
	lanes(t, 30, 1_500, func(t *testing.T, r *rand.Rand) {
		p, engine := kit{}.compiled(r)
		straight, bent := engine.Fold(), engine.Fold()
		for _, e := range randomEvents(r, p, 8) {
			if r.IntN(3) == 0 {
				again := mustCompile(t, p.clone())
				state, err := again.Amend(bent.State(), engine, e.Date)
				require.NoError(t, err)
				bent = again.FoldFrom(state)
			}
			sent(t, straight, e)
			sent(t, bent, e)
			require.Equal(t, straight.State(), bent.State())
		}
	})
}

func TestAmendRefuses(t *testing.T) {
	twice := []Step{{Kind: Split, Name: "all", Shares: whole("A")}, {Kind: Split, Name: "all", Shares: whole("B")}}
	sound := mustCompile(t, simplePlan(nil, twice[0]))
	unclear := mustCompile(t, simplePlan(nil, twice...))
	fold := sound.Fold()
	sent(t, fold, receipt("1", 5, 100))
	_, err := fold.Close(day(9))
	require.NoError(t, err)
	for name, c := range map[string]struct {
		engine, old *Engine
		from        civil.Date
		want        string
	}{
		"no day":               {sound, sound, civil.Date{}, "from: "},
		"a closed day":         {sound, sound, day(9), "the period is closed up to 2026-01-10"},
		"two steps of a name":  {unclear, sound, day(10), `pots[0].steps[1].id: is given twice: "all"`},
		"two steps of it then": {sound, unclear, day(10), `pots[0].steps[1].id: is given twice: "all"`},
	} {
		before := fold.State()
		after, err := c.engine.Amend(before, c.old, c.from)
		require.ErrorContains(t, err, c.want, name)
		var fault *FieldError
		require.ErrorAs(t, err, &fault, name)
		assert.Equal(t, before, after, name)
	}
	late := sound.Fold()
	sent(t, late, receipt("1", 5, 100))
	_, err = sound.Amend(late.State(), sound, day(4))
	require.ErrorIs(t, err, ErrOrder)
}
