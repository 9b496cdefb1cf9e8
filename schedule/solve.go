package schedule

import (
	"context"
	"math/bits"

	"github.com/bobine-film/bobine/internal/valid"
)

// TalentOptions bound a search. The zero value searches until the proof, or for a while where there
// can be none.
type TalentOptions struct {
	// Nodes is how many sets of scenes may be looked at; a scene tried at every place of an order, or put in
	// the best order with its neighbours, counts as one. 0 is no limit.
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
	// Nodes is how much was looked at, counted as in [TalentOptions].
	Nodes int64 `json:"nodes"`
}

// SolveTalent returns the cheapest order of the scenes that it finds. When ctx ends or a
// limit is reached it returns the best order so far, with what is proved so far, which is no error. A faulty
// problem or option is an error with every fault, each a [*FieldError].
//
// Scenes with the same players are played in a row, and parts of the film that share no player are solved
// one by one. In turns, an annealing looks for cheaper orders, an exact search builds orders from both ends
// inward and keeps the cheapest way to each set of scenes left in the middle with the players who wait at
// either end, and players who conflict are put together in companies whose waiting is bounded exactly. The
// search ends with a proof, when Nodes or ctx end it, or, where there is neither, when the exact search has
// used its memory or, beyond 64 different scenes in a part, after some seconds.
//
// Of orders that cost the same the plan has one near to the script: it has fewer inversions, pairs of scenes
// of which the later one in the script is played first, and among as many it begins with the first scenes.
// An optimal plan of up to 12 scenes is the nearest of all optimal orders. An optimal plan of more scenes is
// one that cannot be brought nearer at its cost by turning it round, by moving one scene, or by any other
// order of 8 scenes in a row. A plan that a limit ended is only turned to the script.
//
// The same problem and options give the same plan, on any machine and number of threads, when the search
// ends by a proof or by Nodes; where ctx ends it, the plan depends on how far it came. It uses one thread.
//
// Complexity exponential in the number of different scenes of a part at worst; some linear work in the size
// of the problem is done even where ctx has ended.
func SolveTalent(ctx context.Context, t Talent, o TalentOptions) (TalentPlan, error) {
	if err := valid.Merge(t.Validate(), o.Validate()); err != nil {
		return TalentPlan{}, err
	}
	b := &budget{ctx: ctx, limit: o.Nodes}
	s := newSolver(t, o, b)
	s.run()
	plan := TalentPlan{Name: t.Name, Order: nearest(t, b, s.order()), Nodes: b.nodes}
	plan.Cost, plan.HoldingCost = t.cost(plan.Order)
	plan.LowerBound = min(plan.Cost, plan.Cost-plan.HoldingCost+s.bound())
	plan.Optimal = plan.LowerBound == plan.Cost
	return plan, nil
}

// solver improves the parts of a film in turn.
type solver struct {
	*budget
	patient bool  // there is a limit that ends it
	memory  int64 // of the exact search of a part
	parts   []*part
}

// part is a problem that shares no player with the others, and where its search stands.
type part struct {
	*problem
	finding
	annealing *annealing
	exact     exact // once it began
	searched  bool  // to the end
	tried     int   // boundings
	tryAt     int64 // work after which it is the turn of the next
}

func newPart(p *problem, seed, stream uint64) *part {
	l := newLine(p)
	a := &part{problem: p, annealing: newAnnealing(l, seed, stream)}
	a.take(l.order, l.holding)
	return a
}

// exact is a search of any size of sets.
type exact interface {
	advance(quota int64) (more bool)
}

func newSolver(t Talent, o TalentOptions, b *budget) *solver {
	_, timed := b.ctx.Deadline()
	s := &solver{budget: b, patient: timed || o.Nodes > 0, memory: o.Memory}
	for i, p := range reduce(t, func() bool { return b.ctx.Err() != nil }).components() {
		s.parts = append(s.parts, newPart(p, o.Seed, uint64(i)))
	}
	if s.memory == 0 {
		s.memory = defaultMemory
	}
	great := 0 // parts that may need much of it
	for _, a := range s.parts {
		if len(a.groups) > widestWindow {
			great++
		}
	}
	s.memory /= int64(max(1, great))
	return s
}

// newExact returns a search with sets that are great enough, or nil where there are none.
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
	case most <= capacity[[160]uint64]():
		return newSearch[[160]uint64](p, b, f, memory)
	}
	return nil
}

// How the time is shared out.
const (
	shortRound = 32      // times that the first round of annealing looks at each group
	longRound  = 256     // the least times of the rounds after the first few
	oneWord    = 64      // groups up to which the exact search is the main thing
	exactTimes = 8       // it then works so many times as much as the annealing,
	exactFirst = 1 << 24 // and this much at least before the annealing has another turn
	exactShare = 8       // beyond them it works one part for so many of the annealing
	boundShare = 10      // a try at a bound is expected to take at most one part in so many of all work
	patience   = 1 << 28 // work after which a search without limits gives up beyond them
)

func (s *solver) run() {
	for _, a := range s.parts {
		if !a.proved() {
			a.annealing.settle(s.budget)
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
	}
}

// times is how long a round of annealing is: longer and longer at first, then by the sequence 1, 1, 2, 1, 1, 2,
// 4, … which is never much worse than the best fixed length (Luby, Sinclair and Zuckerman, Optimal speedup of
// Las Vegas algorithms, 1993).
func times(round int) int {
	if short := shortRound << min(round, 10); short < longRound {
		return short
	}
	k := min(round, 1<<20) - bits.Len(longRound/shortRound) + 2
	for {
		full := 1<<bits.Len(uint(k)) - 1
		if k == full {
			return longRound * (full + 1) / 2
		}
		k -= full / 2
	}
}

// round improves a part and reports whether it is worth going on.
func (s *solver) round(a *part, round int) bool {
	before := s.worked
	a.annealing.round(times(round), s.budget)
	a.take(a.annealing.best, a.annealing.least)
	s.search(a, s.worked-before)
	a.tryBound(s.budget)
	mayProve := !a.searched && (len(a.groups) <= oneWord || s.worked < patience)
	return !s.ended && !a.proved() && (mayProve || s.patient)
}

// search goes on with the exact search, in proportion to what the annealing worked where there is little hope.
func (s *solver) search(a *part, annealed int64) {
	if s.ended || a.searched || a.proved() {
		return
	}
	if a.exact == nil {
		a.exact = newExact(a.problem, s.budget, &a.finding, s.memory)
	}
	quota := max(exactFirst, exactTimes*annealed)
	if len(a.groups) > oneWord {
		quota = max(1, annealed/exactShare)
	}
	if a.exact == nil || !a.exact.advance(quota) {
		a.exact, a.searched = nil, true
	}
}

// tryBound tries the next bound by companies, once enough work was done that it matters little how long that
// takes.
func (a *part) tryBound(b *budget) {
	if a.proved() || a.tried == len(boundings) || b.ended || a.tryAt > b.worked {
		return
	}
	before := b.worked
	a.finding.bound = max(a.finding.bound, boundByCompanies(a.problem, b, boundings[a.tried]))
	a.tried++
	a.tryAt = b.worked + boundShare*growth*(b.worked-before)
}

// growth is how many times as long as the one before a try at a bound takes, about.
const growth = 4

// order joins the orders of the parts.
func (s *solver) order() []int {
	order := []int{}
	for _, a := range s.parts {
		a.facing()
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
