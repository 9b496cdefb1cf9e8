package schedule

import (
	"context"

	"github.com/bobine-film/bobine/internal/valid"
)

// TalentOptions bound a search. The zero value searches until the proof, or for a while where there
// can be none.
type TalentOptions struct {
	// Nodes is how many sets of scenes may be looked at; a scene tried at every place of an order
	// counts as one. 0 is no limit.
	Nodes int64
	// Seed varies the orders that the search goes through.
	Seed uint64
	// Memory is about how many bytes the exact search may use; 0 is 256 MiB. When it has used them it
	// goes on without hope of a proof, with what it can keep.
	Memory int64
}

// defaultMemory of a search.
const defaultMemory = 256 << 20

// Validate reports the options that are negative, each a [*FieldError], or nil.
func (o TalentOptions) Validate() error {
	var f valid.Faults
	if o.Nodes < 0 {
		f.Add("nodes", o.Nodes, valid.ErrNegative)
	}
	if o.Memory < 0 {
		f.Add("memory", o.Memory, valid.ErrNegative)
	}
	return f.Err()
}

// TalentPlan is an order of the scenes.
type TalentPlan struct {
	Name string `json:"name"`
	// Cost is the pay of all actors, HoldingCost the part of it for waiting.
	Cost        int64 `json:"cost"`
	HoldingCost int64 `json:"holdingCost"`
	// LowerBound is a cost that no order goes below.
	LowerBound int64 `json:"lowerBound"`
	// Optimal is true only where it is proved that no order is cheaper.
	Optimal bool `json:"optimal"`
	// Order lists the numbers of the scenes.
	Order []int `json:"order"`
	// Nodes is how many sets of scenes, and scenes at every place, were looked at.
	Nodes int64 `json:"nodes"`
}

// SolveTalent returns the cheapest order of the scenes that it finds. When ctx ends or a
// limit is reached it returns the best order so far, which is no error. A faulty problem or option is
// an error with every fault, each a [*FieldError].
func SolveTalent(ctx context.Context, t Talent, o TalentOptions) (TalentPlan, error) {
	if err := valid.Merge(t.Validate(), o.Validate()); err != nil {
		return TalentPlan{}, err
	}
	b := &budget{ctx: ctx, limit: o.Nodes}
	s := newSolver(t, o, b)
	s.run()
	plan := TalentPlan{Name: t.Name, Order: s.order(), Nodes: b.nodes}
	plan.Cost, plan.HoldingCost = t.cost(plan.Order)
	plan.LowerBound = min(plan.Cost, plan.Cost-plan.HoldingCost+s.bound())
	plan.Optimal = plan.LowerBound == plan.Cost
	return plan, nil
}

// solver improves the parts of a film in turn.
type solver struct {
	*budget
	patient bool // there is a limit that ends it
	parts   []*part
}

// part is a problem that shares no player with the others, and where its search stands.
type part struct {
	*problem
	finding
	annealing *annealing
	exact     exact
}

// exact is a search of any size of sets.
type exact interface {
	advance(quota int64) (more bool)
}

func newSolver(t Talent, o TalentOptions, b *budget) *solver {
	_, timed := b.ctx.Deadline()
	s := &solver{budget: b, patient: timed || o.Nodes > 0}
	for i, p := range reduce(t, func() bool { return b.ctx.Err() != nil }).components() {
		l := newLine(p)
		a := &part{problem: p, annealing: newAnnealing(l, o.Seed, uint64(i))}
		a.take(l.order, l.holding)
		s.parts = append(s.parts, a)
	}
	memory := o.Memory
	if memory == 0 {
		memory = defaultMemory
	}
	for _, a := range s.parts {
		if !a.proved() {
			a.exact = newExact(a.problem, b, &a.finding, memory/int64(len(s.parts)))
		}
	}
	return s
}

// newExact returns a search with sets that are great enough.
func newExact(p *problem, b *budget, f *finding, memory int64) exact {
	switch most := max(len(p.groups), len(p.costs)); {
	case most <= capacity[[1]uint64]():
		return newSearch[[1]uint64](p, b, f, memory)
	case most <= capacity[[2]uint64]():
		return newSearch[[2]uint64](p, b, f, memory)
	case most <= capacity[[4]uint64]():
		return newSearch[[4]uint64](p, b, f, memory)
	case most <= capacity[[16]uint64]():
		return newSearch[[16]uint64](p, b, f, memory)
	}
	return newSearch[[160]uint64](p, b, f, memory)
}

// Work of the parts.
const (
	firstRound = 32      // times that the first round of annealing looks at each group
	oneWord    = 64      // groups up to which the exact search has as much time as it wants
	patience   = 1 << 28 // work after which a search without limits gives up
)

func (s *solver) run() {
	for _, a := range s.parts {
		if !a.proved() {
			a.annealing.descend(s.look(a))
			a.annealing.note()
			a.take(a.annealing.best, a.annealing.least)
		}
	}
	for round, open := 0, true; open && !s.ended; round++ {
		open = false
		for _, a := range s.parts {
			if !a.proved() && !s.ended {
				open = s.round(a, round) || open
			}
		}
		if !s.patient && s.worked > patience {
			break
		}
	}
}

// look counts a look at a group of the part and reports whether the search has to end.
func (s *solver) look(a *part) func() bool {
	steps := len(a.groups) + len(a.costs)
	return func() bool { return a.annealing.least == 0 || s.spend(1) || s.tire(steps) }
}

// round improves a part and reports whether it is worth going on.
func (s *solver) round(a *part, round int) bool {
	if round == 0 || a.holding < a.annealing.least {
		a.annealing.begin(a.order, a.holding)
	}
	before := s.worked
	a.annealing.round(firstRound<<min(round, 20), s.look(a))
	a.take(a.annealing.best, a.annealing.least)
	if a.exact == nil || s.ended {
		return s.patient
	}
	quota := int64(0)
	if len(a.groups) > oneWord {
		quota = max(1, (s.worked-before)/8)
	}
	if !a.exact.advance(quota) {
		a.exact = nil
	}
	return !a.proved() && (a.exact != nil || s.patient)
}

// order joins the orders of the parts.
func (s *solver) order() []int {
	order := []int{}
	for _, a := range s.parts {
		for _, g := range a.finding.order {
			order = append(order, a.groups[g].scenes...)
		}
	}
	return order
}

// bound is a holding cost that no order of the whole goes below.
func (s *solver) bound() int64 {
	total := int64(0)
	for _, a := range s.parts {
		total += a.finding.bound
	}
	return total
}
