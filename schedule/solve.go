package schedule

import (
	"context"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"
)

// TalentOptions bound a search. The zero value searches until the proof.
type TalentOptions struct {
	// Nodes is how many sets of scenes may be looked at; 0 is no limit.
	Nodes int64
	// Seed varies the orders that the search starts from. The same problem, seed and Nodes
	// give the same plan.
	Seed uint64
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
	// Nodes is how many sets of scenes were looked at.
	Nodes int64 `json:"nodes"`
}

// SolveTalent returns the cheapest order of the scenes that it finds. When ctx ends or a
// limit is reached it returns the best order so far, which is no error. A faulty problem is
// an error with every fault, each a [*FieldError].
//
// The search starts from orders improved scene by scene, then goes through the sets of
// scenes that can come first, with the cheapest way to each (the dynamic programme of de la
// Banda, Stuckey and Chu, Solving talent scheduling with dynamic programming, 2011), and
// drops what cannot become cheaper than the best order. Complexity O(2ⁿ·n) in the number of
// different scenes at worst; beyond 64 different scenes there is no proof, unless nobody
// waits.
func SolveTalent(ctx context.Context, t Talent, o TalentOptions) (TalentPlan, error) {
	if err := t.Validate(); err != nil {
		return TalentPlan{}, err
	}
	groups := mergeScenes(t)
	w := newWaits(t, groups)
	best := improvedOrder(ctx, w, o.Seed)
	nodes, proved := int64(0), false
	if len(groups) <= 64 {
		search := newSetSearch(w, best, o.Nodes)
		best, proved = search.run(ctx)
		nodes = search.nodes
	}
	plan := TalentPlan{Name: t.Name, Nodes: nodes, Order: []int{}}
	for _, g := range best {
		plan.Order = append(plan.Order, groups[g].scenes...)
	}
	cost, holding, err := t.Cost(plan.Order)
	if err != nil {
		return TalentPlan{}, err
	}
	plan.Cost, plan.HoldingCost = cost, holding
	plan.Optimal = proved || holding == 0
	plan.LowerBound = cost - holding
	if plan.Optimal {
		plan.LowerBound = cost
	}
	return plan, nil
}

// group is a run of scenes with the same players, as far as they may have to wait: some
// cheapest order plays them in a row.
type group struct {
	scenes   []int // by number, in the order to play them
	duration int64
	players  []int // by index of the actor
}

// mergeScenes returns the groups of scenes, in script order. Scenes with the same players
// make a group; a player of a single group never waits and is left out, which may make
// groups alike that were not, and so on.
func mergeScenes(t Talent) []group {
	groups := make([]group, t.Scenes)
	for i := range groups {
		groups[i] = group{scenes: []int{i + 1}, duration: t.Durations[i]}
	}
	for i, a := range t.Actors {
		for _, s := range a.Scenes {
			groups[s-1].players = append(groups[s-1].players, i)
		}
	}
	for before := -1; before != len(groups); {
		before = len(groups)
		leaveOutSettled(groups, len(t.Actors))
		groups = mergeAlike(groups)
	}
	return groups
}

// mergeAlike makes one group of those with the same players.
func mergeAlike(groups []group) []group {
	var merged []group
	byPlayers := map[string]int{}
	for _, g := range groups {
		key := fmt.Sprint(g.players)
		at, known := byPlayers[key]
		if !known {
			byPlayers[key] = len(merged)
			merged = append(merged, g)
			continue
		}
		merged[at].scenes = append(merged[at].scenes, g.scenes...)
		merged[at].duration += g.duration
	}
	return merged
}

// leaveOutSettled leaves out the players of fewer than two groups.
func leaveOutSettled(groups []group, actors int) {
	appears := make([]int, actors)
	for _, g := range groups {
		for _, p := range g.players {
			appears[p]++
		}
	}
	for i := range groups {
		groups[i].players = slices.DeleteFunc(groups[i].players, func(p int) bool { return appears[p] < 2 })
	}
}

// waits computes what players are paid for waiting, in memory of its own.
type waits struct {
	groups []group
	costs  []int64 // by player
	spans  []span  // by player
}

// span is how long a player is there and plays; without playing it is empty.
type span struct{ first, last, played int64 }

func newWaits(t Talent, groups []group) *waits {
	w := &waits{groups: groups, costs: make([]int64, len(t.Actors)), spans: make([]span, len(t.Actors))}
	for i, a := range t.Actors {
		w.costs[i] = a.DailyCost
	}
	return w
}

// holding is what the players are paid for waiting in an order of the groups.
func (w *waits) holding(order []int) int64 {
	clear(w.spans)
	elapsed := int64(0)
	for _, i := range order {
		g := &w.groups[i]
		for _, p := range g.players {
			s := &w.spans[p]
			if s.played == 0 {
				s.first = elapsed
			}
			s.last, s.played = elapsed+g.duration, s.played+g.duration
		}
		elapsed += g.duration
	}
	total := int64(0)
	for p, s := range w.spans {
		total += w.costs[p] * (s.last - s.first - s.played)
	}
	return total
}

// starts is how many orders are improved before the search.
const starts = 8

// improvedOrder returns the best of some orders in which no scene moved elsewhere makes
// players wait less: the script's and shuffled ones.
func improvedOrder(ctx context.Context, w *waits, seed uint64) []int {
	r := rand.New(rand.NewPCG(seed, 0))
	best := make([]int, len(w.groups))
	for i := range best {
		best[i] = i
	}
	least := w.holding(best)
	for start := range starts {
		order := slices.Clone(best)
		if start > 0 {
			r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		if cost := improve(ctx, w, order); cost < least {
			best, least = order, cost
		}
		if ctx.Err() != nil || least == 0 {
			break
		}
	}
	return best
}

// improve moves single scenes to where they make players wait less, until none does.
func improve(ctx context.Context, w *waits, order []int) int64 {
	cost := w.holding(order)
	moved := make([]int, len(order))
	for better := true; better; {
		better = false
		for from := range order {
			for to := range order {
				if ctx.Err() != nil {
					return cost
				}
				move(moved, order, from, to)
				if c := w.holding(moved); c < cost {
					copy(order, moved)
					cost, better = c, true
				}
			}
		}
	}
	return cost
}

// move writes to dst the order with the scene at from moved to another place.
func move(dst, order []int, from, to int) {
	copy(dst, order)
	copy(dst[from:], dst[from+1:])
	copy(dst[to+1:], dst[to:len(dst)-1])
	dst[to] = order[from]
}

// setSearch goes through the sets of groups that can come first, one more group at a time.
type setSearch struct {
	groups []group
	needs  []uint64 // for each player the set of groups they play in
	costs  []int64  // for each player what a unit of time costs
	best   []int
	least  int64 // holding cost of best
	limit  int64
	nodes  int64
}

// reached is the cheapest way known to play a set of groups first.
type reached struct {
	cost int64
	last int8 // the group played last
}

func newSetSearch(w *waits, best []int, limit int64) *setSearch {
	s := &setSearch{
		groups: w.groups, needs: make([]uint64, len(w.costs)), costs: w.costs,
		best: best, least: w.holding(best), limit: limit,
	}
	for i, g := range w.groups {
		for _, p := range g.players {
			s.needs[p] |= 1 << i
		}
	}
	return s
}

// run returns the cheapest order, and whether that is proved. Only what is cheaper than the
// order at hand is followed, so that a proof without a cheaper order keeps it.
func (s *setSearch) run(ctx context.Context) (order []int, proved bool) {
	if s.least == 0 {
		return s.best, true
	}
	layers := []map[uint64]reached{{0: {}}}
	for n := range s.groups {
		next := map[uint64]reached{}
		for set, at := range layers[n] {
			s.nodes++
			if s.limit > 0 && s.nodes >= s.limit || s.nodes%1024 == 0 && ctx.Err() != nil {
				return s.best, false
			}
			s.extend(set, at.cost, next)
		}
		if len(next) == 0 {
			return s.best, true // nothing cheaper is left
		}
		layers = append(layers, next)
	}
	return s.backtrack(layers), true
}

// extend adds to next the sets that one more group makes of set. Of equally cheap ways to a
// set it keeps the one whose last group comes first in the script, whatever the order in
// which they are found.
func (s *setSearch) extend(set uint64, cost int64, next map[uint64]reached) {
	for left := s.all() &^ set; left != 0; left &= left - 1 {
		g := bits.TrailingZeros64(left)
		way := reached{cost + s.waiting(set, g), int8(g)}
		if way.cost >= s.least {
			continue
		}
		with := set | 1<<g
		old, known := next[with]
		if !known || way.cost < old.cost || way.cost == old.cost && way.last < old.last {
			next[with] = way
		}
	}
}

func (s *setSearch) all() uint64 { return 1<<len(s.groups) - 1 }

// waiting is what the players who have begun and are not done are paid while group g is
// played after set without them.
func (s *setSearch) waiting(set uint64, g int) int64 {
	daily := int64(0)
	rest := s.all() &^ (set | 1<<g)
	for i, needs := range s.needs {
		if needs&set != 0 && needs&rest != 0 && needs>>g&1 == 0 {
			daily += s.costs[i]
		}
	}
	return daily * s.groups[g].duration
}

// backtrack returns the order that led to the set of all groups.
func (s *setSearch) backtrack(layers []map[uint64]reached) []int {
	order := make([]int, len(s.groups))
	set := s.all()
	for n := len(order); n > 0; n-- {
		last := int(layers[n][set].last)
		order[n-1] = last
		set &^= 1 << last
	}
	return order
}
