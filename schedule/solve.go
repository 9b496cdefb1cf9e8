package schedule

import (
	"context"
	"math"
)

// TalentOptions bound a search. The zero value searches until the proof, or for a while where there
// can be none.
type TalentOptions struct {
	// Nodes is how many sets of scenes may be looked at; a scene tried at every place of an order
	// counts as one. 0 is no limit.
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
	// Nodes is how many sets of scenes, and scenes at every place, were looked at.
	Nodes int64 `json:"nodes"`
}

// SolveTalent returns the cheapest order of the scenes that it finds. When ctx ends or a
// limit is reached it returns the best order so far, which is no error. A faulty problem is
// an error with every fault, each a [*FieldError].
//
// The search starts from an order improved scene by scene, then builds orders from both ends
// inward and keeps the cheapest way to each set of scenes left in the middle with the players
// who wait at either end (Cheng, Diamond and Lin 1993; de la Banda, Stuckey and Chu, Solving
// talent scheduling with dynamic programming, 2011). What the bound of the latter shows to
// cost as much as the best order is dropped. Complexity exponential in the number of
// different scenes at worst; beyond 64 different scenes or players who may wait there is no
// proof, unless nobody waits, and the improvement goes on until Nodes or the deadline of ctx
// end it; where there is neither, a few rounds do.
func SolveTalent(ctx context.Context, t Talent, o TalentOptions) (TalentPlan, error) {
	if err := t.Validate(); err != nil {
		return TalentPlan{}, err
	}
	groups := mergeScenes(t)
	w := newWaits(t, groups)
	exact, small := newSearch(w, o.Nodes)
	order, looked := improvedOrder(ctx, w, o.Seed, firstNodes(o, small), rounds(ctx, o, small))
	found := finding{order: order, holding: w.holding(order), nodes: looked}
	if small && (o.Nodes == 0 || looked < o.Nodes) {
		found = exact.run(ctx, found)
	}
	plan := TalentPlan{Name: t.Name, Nodes: found.nodes, Order: []int{}}
	for _, g := range found.order {
		plan.Order = append(plan.Order, groups[g].scenes...)
	}
	var err error
	if plan.Cost, plan.HoldingCost, err = t.Cost(plan.Order); err != nil {
		return TalentPlan{}, err
	}
	plan.LowerBound = plan.Cost - plan.HoldingCost + found.bound
	plan.Optimal = plan.LowerBound == plan.Cost
	return plan, nil
}

// firstNodes is how many nodes the improvement may use, negative for no limit: half of them when a search
// comes after it.
func firstNodes(o TalentOptions, small bool) int64 {
	switch {
	case o.Nodes == 0:
		return -1
	case small:
		return max(1, o.Nodes/2)
	}
	return o.Nodes
}

// rounds is how many rounds the improvement goes on.
func rounds(ctx context.Context, o TalentOptions, small bool) int {
	_, timed := ctx.Deadline()
	switch {
	case small:
		return 1
	case o.Nodes == 0 && !timed:
		return fewRounds
	}
	return math.MaxInt
}

// finding is where a search stands: the best order of groups with its holding cost, and a
// holding cost that no order goes below.
type finding struct {
	order   []int
	holding int64
	bound   int64
	nodes   int64
}
