package rights

import (
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
)

// checkReading tells the steps that read a meter or an account which money moves that has gone through
// them. There has to be no circle.
//
// Complexity O((steps + edges) × (meters + accounts) / 64).
func (g graph) checkReading(f *valid.Faults) {
	g.plan.eachStep(f, func(i, j int, s Step) {
		r := reader{f, g.known, g.movesFrom(i)[j]}
		if s.Kind != Count && s.Meter != "" {
			r.meter("meter", s.Meter)
		}
		if s.Until != nil {
			f.Enter("until")
			r.condition(*s.Until)
			f.Leave()
		}
	})
}

// things are what money moves, a bit each: by number the meters, then the accounts.
type things []uint64

func (t things) add(n int) { t[n/64] |= 1 << (n % 64) }

func (t things) has(n int) bool { return t[n/64]&(1<<(n%64)) != 0 }

// movesFrom returns, by step of a pot, what money moves at it, in the pots that it leads to, and at the steps
// after it.
func (g graph) movesFrom(i int) []things {
	if g.moved[i] != nil {
		return g.moved[i]
	}
	steps := g.plan.Pots[i].Steps
	from := make([]things, len(steps))
	last := make(things, (len(g.known.meters)+len(g.known.accounts)+63)/64)
	leads := len(g.leads[i])
	for j := len(steps) - 1; j >= 0; j-- {
		last = slices.Clone(last)
		g.movesAt(steps[j], last)
		for ; leads > 0 && g.leads[i][leads-1].step == j; leads-- {
			g.movesIn(g.leads[i][leads-1].pot, last)
		}
		from[j] = last
	}
	g.moved[i] = from
	return from
}

// movesAt adds what a step moves itself.
func (g graph) movesAt(s Step, to things) {
	for _, name := range []string{s.Counts, meterOf(s)} {
		if n, ok := g.known.meters[name]; ok && name != "" {
			to.add(n)
		}
	}
	if n, ok := g.known.accounts[s.Account]; ok && s.Kind == Recoup {
		to.add(len(g.known.meters) + n)
	}
}

// movesIn adds what money moves that flows into a pot.
func (g graph) movesIn(pot int, to things) {
	to.add(g.known.meters[g.plan.Pots[pot].ID])
	if from := g.movesFrom(pot); len(from) > 0 {
		for n, bits := range from[0] {
			to[n] |= bits
		}
	}
}

// reader tells what a step reads that moves at it or after it.
type reader struct {
	f     *valid.Faults
	known names
	moved things
}

func (r reader) meter(field, name string) {
	if n, ok := r.known.meters[name]; ok && r.moved.has(n) {
		r.f.Add(field, name, ErrDownstream)
	}
}

func (r reader) condition(u Until) {
	r.f.Enter("of")
	for k, m := range u.Of {
		r.f.Index(k)
		r.meter("", m)
		r.f.Leave()
	}
	r.f.Leave()
	if n, ok := r.known.accounts[u.Empty]; ok && r.moved.has(len(r.known.meters)+n) {
		r.f.Add("empty", u.Empty, ErrDownstream)
	}
	r.conditions("any", u.Any)
	r.conditions("all", u.All)
}

func (r reader) conditions(field string, list []Until) {
	r.f.Enter(field)
	for k, u := range list {
		r.f.Index(k)
		r.condition(u)
		r.f.Leave()
	}
	r.f.Leave()
}
