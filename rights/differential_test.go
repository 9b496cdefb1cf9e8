package rights

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
)

// TestAgainstThePlainImplementation runs random plans with random events, closes and amendments through both
// implementations, which have to agree after every event. What holds of every deal is checked on the way: P1,
// all that came in is somebody's; P2, nobody is paid less than nothing who does not give back; P10, an event
// that is sent again does nothing.
func TestAgainstThePlainImplementation(t *testing.T) {
	lanes(t, 1, 10_000, func(t *testing.T, r *rand.Rand) {
		p, engine := kit{}.compiled(r)
		c := comparison{t: t, engine: engine, fold: engine.Fold(), plain: newPlain(p), plans: []Plan{p}}
		m := news{r: r, received: map[string]int64{}}
		for range 1 + r.IntN(3) {
			events := m.events(p, 1+r.IntN(7))
			for _, e := range events {
				c.apply(e)
			}
			end := events[len(events)-1].Date
			m.number, m.from = m.number+len(events), end.DaysSince(day(0))
			if r.IntN(2) == 0 {
				c.close(end)
				m.from++
			}
			if r.IntN(2) == 0 {
				p = amended(r, p)
				c.amend(p, day(m.from))
			}
		}
	})
}

type comparison struct {
	t      *testing.T
	engine *Engine
	fold   *Fold
	plain  *plain
	plans  []Plan
	events []Event
	in     int64
}

func (c *comparison) apply(e Event) {
	c.events = append(c.events, e)
	before := c.fold.State()
	posting := sent(c.t, c.fold, e)
	c.plain.apply(e)
	c.account(e, posting)
	c.agree()
	if len(c.events)%5 == 0 {
		c.pure(before, e)
	}
	if len(c.events)%3 == 0 {
		state := c.fold.State()
		again := sent(c.t, c.fold, e)
		require.True(c.t, again.Repeated)
		require.Empty(c.t, slices.Collect(again.Lines()))
		require.Empty(c.t, slices.Collect(again.Payments()))
		require.Empty(c.t, again.Interest)
		require.Equal(c.t, state, c.fold.State(), "an event that is sent again does nothing")
	}
}

// pure checks that Apply leaves its state alone, and does what a fold does.
func (c *comparison) pure(before State, e Event) {
	untouched := before.clone()
	after, _, err := c.engine.Apply(before, e)
	require.NoError(c.t, err)
	require.Equal(c.t, untouched, before)
	require.Equal(c.t, after, c.fold.State())
}

// account checks what an event gave against what it brought.
func (c *comparison) account(e Event, p Posting) {
	brought := int64(0)
	switch e.Kind {
	case Receipt:
		brought = e.Amount.Cents()
	case Credit:
		brought = -e.Amount.Cents()
	}
	c.in += brought
	for line := range p.Lines() {
		if line.Into == "" {
			brought -= line.Amount.Cents()
		}
	}
	if brought != 0 {
		c.fail("an event leaves %d", brought)
	}
	for payment := range p.Payments() {
		if payment.Amount.Sign() < 0 && !contains(c.plain.plan.Clawback, payment.Payee) {
			c.fail("%s is paid %s", payment.Payee, payment.Amount)
		}
	}
}

func (c *comparison) close(end civil.Date) {
	_, err := c.fold.Close(end)
	require.NoError(c.t, err)
	next, err := end.AddDays(1)
	require.NoError(c.t, err)
	for _, a := range c.plain.plan.Accounts {
		c.plain.accounts[a.ID].run(next)
	}
	c.agree()
}

func (c *comparison) amend(p Plan, from civil.Date) {
	engine, err := Compile(p)
	require.NoError(c.t, err)
	state, err := engine.Amend(c.fold.State(), c.engine, from)
	require.NoError(c.t, err)
	c.engine, c.fold = engine, engine.FoldFrom(state)
	c.plain.amend(p, from)
	c.plans = append(c.plans, p)
	c.agree()
}

func (c *comparison) agree() {
	state := c.fold.State()
	entitled, paid := map[string]int64{}, map[string]int64{}
	total := int64(0)
	for _, p := range c.engine.Payees(state) {
		entitled[p.Payee] = c.engine.Entitled(state, p.Payee).Cents()
		paid[p.Payee] = p.Paid.Cents()
		total += entitled[p.Payee]
	}
	for payee, cents := range c.plain.entitled {
		if cents != entitled[payee] || c.plain.paid[payee] != paid[payee] {
			c.fail("%s is entitled to %d and was paid %d, and not %d and %d", payee, cents, c.plain.paid[payee], entitled[payee], paid[payee])
		}
	}
	if total != c.in || state.in != c.in {
		c.fail("%d of %d is shared", total, c.in)
	}
	for _, b := range c.engine.Balances(state) {
		a := c.plain.accounts[b.ID]
		if got := [3]int64{b.Interest.Cents(), b.Balance.Cents() - b.Premium.Cents() - b.Interest.Cents(), b.Premium.Cents()}; got != a.rest {
			c.fail("%s: interest, principal, premium are %v, and not %v", b.ID, a.rest, got)
		}
	}
	for name, i := range c.engine.known.meters {
		if state.meters[i] != c.plain.meters[name] {
			c.fail("the meter %s is at %d, and not %d", name, c.plain.meters[name], state.meters[i])
		}
	}
}

func (c *comparison) fail(format string, args ...any) {
	c.t.Helper()
	require.FailNow(c.t, "by the plain implementation "+fmt.Sprintf(format, args...), "deal: %s", written(c.plans, c.events))
}

// amended returns a plan with some terms of another, or of its own.
func amended(r *rand.Rand, p Plan) Plan {
	for {
		changed, other := p.clone(), randomPlan(r)
		for i := range changed.Pots {
			pot := &changed.Pots[i]
			for j := range pot.Steps {
				if r.IntN(3) == 0 {
					change(r, &pot.Steps[j], other)
				}
			}
			if n := len(pot.Steps); n > 1 && r.IntN(4) == 0 {
				pot.Steps = append(pot.Steps[:n-2], pot.Steps[n-1])
			}
		}
		for i := range changed.Accounts {
			for j := range other.Accounts {
				if r.IntN(4) == 0 {
					a := other.Accounts[j]
					a.ID, a.Payee = changed.Accounts[i].ID, changed.Accounts[i].Payee
					changed.Accounts[i] = a
				}
			}
		}
		if changed.Validate() == nil {
			return changed
		}
	}
}

// change gives a step terms of a step of another plan, of the same kind.
func change(r *rand.Rand, s *Step, other Plan) {
	for _, pot := range other.Pots {
		for _, o := range pot.Steps {
			if o.Kind == s.Kind && r.IntN(2) == 0 {
				o.Name, o.Account, o.Pot = s.Name, s.Account, s.Pot
				if o.Payee == "" {
					o.Payee = s.Payee
				}
				if o.Pot != "" {
					o.Payee = ""
				}
				*s = o
			}
		}
	}
}
