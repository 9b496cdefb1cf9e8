package rights

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The properties are those of reference/rights.md §5.5, over random plans of every kind of step. P1, P2 and
// P10 are those of every deal of TestAgainstThePlainImplementation, P13 is golden deal G5, P14 (snapshots)
// and P15 (statements) are tested beside what they are about.

// lanes runs a random test in two halves at once, each with a generator of its own.
func lanes(t *testing.T, seed uint64, plans int, test func(t *testing.T, r *rand.Rand)) {
	for lane := range 2 {
		t.Run(fmt.Sprint(lane), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(seed, uint64(lane)))
			for range rounds(plans / 2) {
				test(t, r)
			}
		})
	}
}

// P3, P7, P8, P9: while money only comes in and no level is retroactive, nobody ever has less than before;
// no step takes more than reached it, no tier more than its end; nothing passes an account that has
// something left; no rank has anything before the one before it is full; shares are within a cent or two of
// the exact ones.
func TestMoreMoneyIsLessForNobody(t *testing.T) {
	lanes(t, 3, 2_500, func(t *testing.T, r *rand.Rand) {
		p, engine := kit{rising: true}.compiled(r)
		fold := engine.Fold()
		m := news{r: r, received: map[string]int64{}, only: []EventKind{Receipt, Receipt, Receipt, Charge, Accrue, Measure}}
		before := fold.State()
		for _, e := range m.events(p, 10) {
			e.Foreign = nil // a loss of exchange takes from its payee
			posting := sent(t, fold, e)
			for line := range posting.Lines() {
				if line.Amount.Sign() <= 0 {
					require.FailNow(t, "a cent comes back", "%+v", line)
				}
			}
			after := fold.State()
			for i := range after.entitled {
				if after.entitled[i] < before.entitled[i] || after.entitled[i] != after.paid[i] {
					require.FailNow(t, "everybody has more, and is paid it at once", "%+v", p)
				}
			}
			checkSteps(t, engine, before, after)
			before = after
		}
	})
}

func checkSteps(t *testing.T, e *Engine, before, after State) {
	t.Helper()
	for i := range e.steps {
		s, was, is := &e.steps[i], before.steps[i], after.steps[i]
		switch {
		case is.taken > is.in:
			require.FailNow(t, "a step takes more than reached it", "%+v %+v", s, is)
		case is.taken < was.taken:
			require.FailNow(t, "a step gives back", "%+v %+v", was, is)
		case s.kind == Tier && s.until.isFixed() && is.taken > s.end:
			require.FailNow(t, "a tier goes on after its end", "%+v %+v", s, is)
		case s.kind == Recoup && after.accounts[s.account].left() > 0 && is.in-was.in != is.taken-was.taken:
			require.FailNow(t, "money passes what is not recouped", "%+v %+v", s, is)
		}
		checkRanks(t, s, after, is.taken)
	}
}

func checkRanks(t *testing.T, s *step, state State, taken int64) {
	t.Helper()
	at := s.part
	for _, rank := range s.ranks {
		has := int64(0)
		for k := range rank.to {
			has += state.parts[at+k].Cents()
		}
		if has != min(taken, rank.size) {
			require.FailNow(t, "ranks are filled one after the other", "%+v has %d of %d", rank, has, taken)
		}
		for k := range rank.to {
			if rank.weights.Len() == 0 {
				continue
			}
			share := rank.weights.Share(k)
			off := share.Mul(share, bigRat(has)).Sub(share, bigRat(state.parts[at+k].Cents()))
			if off.Abs(off).Cmp(bigRat(2)) >= 0 {
				require.FailNow(t, "somebody is two cents off", "%+v has %d", rank, has)
			}
		}
		taken -= has
		at += len(rank.to)
	}
}

// P4: where steps look at nothing but what reaches them, a receipt in two is the same as at once.
func TestTwoReceiptsAreOne(t *testing.T) {
	lanes(t, 4, 2_500, func(t *testing.T, r *rand.Rand) {
		p, engine := kit{simple: true, rising: true}.compiled(r)
		one, two := engine.Fold(), engine.Fold()
		for _, e := range randomEvents(r, p, 6) {
			sent(t, one, e)
			if e.Kind != Receipt && e.Kind != Credit || e.Foreign != nil {
				sent(t, two, e)
				continue
			}
			first, second := e, e
			first.Amount = amount(r.Int64N(e.Amount.Cents() + 1))
			second.Amount, second.ID = minus(e.Amount, first.Amount), e.ID+" again"
			sent(t, two, first)
			sent(t, two, second)
			a, b := one.State(), two.State()
			require.Equal(t, a.entitled, b.entitled, "%+v", p)
			require.Equal(t, a.parts, b.parts)
			require.Equal(t, engine.Balances(a), engine.Balances(b), "%+v", p)
		}
	})
}

// A credit note of all that a receipt brought, at once, leaves entitlements and balances as they were, of
// plans without retroactive levels in any case.
func TestACreditNoteAtOnce(t *testing.T) {
	lanes(t, 5, 2_500, func(t *testing.T, r *rand.Rand) {
		p, engine := kit{rising: true}.compiled(r)
		state := engine.Start()
		for _, e := range randomEvents(r, p, 8) {
			next, _, err := engine.Apply(state, e)
			require.NoError(t, err)
			if e.Kind != Receipt {
				state = next
				continue
			}
			back := e
			back.Kind, back.ID = Credit, e.ID+" back"
			asBefore, _, err := engine.Apply(next, back)
			require.NoError(t, err)
			interest := state.clone() // until the day of the receipt
			f := Fold{engine: engine, state: interest}
			require.NoError(t, f.runInterest(e.Date))
			require.Equal(t, f.state.entitled, asBefore.entitled, "%+v", p)
			require.Equal(t, engine.Balances(f.state), engine.Balances(asBefore), "%+v", p)
			require.Equal(t, f.state.meters, asBefore.meters)
			for i := range asBefore.paid {
				require.GreaterOrEqual(t, asBefore.paid[i], min(state.paid[i], state.entitled[i]))
			}
			state = next
		}
	})
}

// P5: the order in which payees are named changes no more than the cents of ties.
func TestTheOrderOfNamesMovesOnlyTies(t *testing.T) {
	lanes(t, 6, 2_000, func(t *testing.T, r *rand.Rand) {
		shares := randomShares(r)
		other := slices.Clone(shares)
		r.Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
		cents := r.Int64N(5_000)
		paid := func(list []Share) map[string]int64 {
			engine := mustCompile(t, simplePlan(nil, Step{Kind: Split, Shares: list}))
			fold := engine.Fold()
			sent(t, fold, receipt("1", 0, cents))
			return entitlements(engine, fold.State())
		}
		a, b := paid(shares), paid(other)
		for payee := range a {
			require.InDelta(t, a[payee], b[payee], 1)
		}
	})
}

// P6: receipts of pots that share no account and read no meter commute.
func TestPotsByThemselvesCommute(t *testing.T) {
	lanes(t, 7, 1_000, func(t *testing.T, r *rand.Rand) {
		p, engine := kit{simple: true, rising: true}.compiled(r)
		m := news{r: r, received: map[string]int64{}, only: []EventKind{Receipt}}
		events := m.events(p, 6)
		forth, back := engine.Fold(), engine.Fold()
		for i := range events {
			a, b := events[i], events[len(events)-1-i]
			a.Date, b.Date = day(0), day(0)
			sent(t, forth, a)
			sent(t, back, b)
		}
		a, b := forth.State(), back.State()
		require.Equal(t, a.entitled, b.entitled)
		require.Equal(t, engine.Balances(a), engine.Balances(b))
	})
}

// P11: of plans without rounding, ten times the money and the limits are ten times the payments.
func TestTenTimesEverything(t *testing.T) {
	lanes(t, 8, 2_000, func(t *testing.T, r *rand.Rand) {
		n := 1 + r.Int64N(9)
		plan := func(scale int64) Plan {
			return simplePlan([]Account{{ID: "a", Opening: amount(100 * n * scale), Premium: new(fraction(1, 5))}},
				Step{Kind: Percent, Rate: new(fraction(3, 10)), Payee: "A"},
				Step{Kind: Bracket, Levels: []Level{{Rate: new(fraction(1, 10))}, {From: amount(500 * scale), Rate: new(fraction(1, 5))}}, Payee: "B"},
				recoup("a", "C"),
				Step{Kind: Tier, Shares: []Share{{Payee: "A", Share: fraction(1, 4)}, {Payee: "B", Share: fraction(3, 4)}}, Until: &Until{Payee: "A", Amount: new(amount(40 * scale))}},
				Step{Kind: Split, Shares: []Share{{Payee: "D", Share: fraction(n, 10)}, {Payee: "E", Share: fraction(10-n, 10)}}})
		}
		small, great := mustCompile(t, plan(1)), mustCompile(t, plan(1000))
		f, g := small.Fold(), great.Fold()
		for i := range 4 {
			cents := r.Int64N(800)
			sent(t, f, receipt(fmt.Sprint(i), i, cents))
			sent(t, g, receipt(fmt.Sprint(i), i, 1000*cents))
		}
		a, b := entitlements(small, f.State()), entitlements(great, g.State())
		for payee := range b {
			require.InDelta(t, 1000*a[payee], b[payee], 5000, "five roundings of a cent at most")
		}
	})
}

// P12: a higher commission is never more for who comes after it.
func TestAHigherRateIsNotMoreForTheNext(t *testing.T) {
	lanes(t, 9, 2_000, func(t *testing.T, r *rand.Rand) {
		rate := r.Int64N(100)
		cents := r.Int64N(100_000)
		after := func(rate int64) map[string]int64 {
			engine := mustCompile(t, simplePlan([]Account{{ID: "a", Opening: amount(20_000)}},
				Step{Kind: Percent, Rate: new(fraction(rate, 100)), Payee: "agent"}, recoup("a", "C"),
				Step{Kind: Tier, Shares: whole("D"), Until: &Until{Total: new(amount(30_000))}}, Step{Kind: Split, Shares: whole("E")}))
			fold := engine.Fold()
			sent(t, fold, receipt("1", 0, cents))
			return entitlements(engine, fold.State())
		}
		low, high := after(rate), after(rate+1)
		for _, payee := range []string{"C", "D", "E"} {
			require.LessOrEqual(t, high[payee], low[payee])
		}
	})
}

// The same deal gives the same bytes, whatever the order of the maps of an engine.
func TestTheSameDealGivesTheSameBytes(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 1))
	for range 5 {
		p := randomPlan(r)
		d := Deal{Currency: "EUR", Accounts: p.Accounts, Pots: p.Pots, Meters: p.Meters, Clawback: p.Clawback, Exchange: p.Exchange}
		d.Events = randomEvents(r, p, 12)
		d.Amendments = []Amendment{{From: d.Events[5].Date, Plan: amended(r, p)}}
		d.Closes = append(d.Closes, d.Events[11].Date)
		require.NoError(t, d.Validate())
		var first []byte
		for n := range 100 {
			result, err := Run(d)
			if err != nil { // a credit note of a pot that the amendment left out
				break
			}
			text, err := json.Marshal(result)
			require.NoError(t, err)
			if n == 0 {
				first = text
			}
			require.Equal(t, string(first), string(text))
		}
	}
}

// A state, a posting and the engine share no memory that anything later changes.
func TestNothingIsShared(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 1))
	for range rounds(200) {
		p := randomPlan(r)
		engine := mustCompile(t, p)
		text := written([]Plan{p}, nil)
		for i := range p.Pots {
			for j := range p.Pots[i].Steps {
				p.Pots[i].Steps[j] = Step{}
			}
		}
		assert.Equal(t, text, written([]Plan{engine.plan}, nil), "an engine does not change with its plan")
		states, copies, postings, texts := []State{engine.Start()}, []State{engine.Start()}, []Posting(nil), []string(nil)
		for _, e := range randomEvents(r, engine.plan, 8) {
			next, posting, err := engine.Apply(states[len(states)-1], e)
			require.NoError(t, err)
			_, _, err = engine.Apply(states[len(states)-1], Event{ID: "other", Date: e.Date, Kind: Measure, Meter: "admissions", Amount: amount(9)})
			require.NoError(t, err)
			states, copies = append(states, next), append(copies, next.clone())
			postings, texts = append(postings, posting), append(texts, fmt.Sprintf("%+v", posting))
		}
		require.Equal(t, copies, states)
		for i := range postings {
			require.Equal(t, texts[i], fmt.Sprintf("%+v", postings[i]))
		}
	}
}
