package schedule

import (
	"context"
	"math"
)

// TalentOptions bound a search. The zero value searches until the proof.
type TalentOptions struct {
	// Nodes is how many sets of scenes may be looked at, and how many moves tried before; 0 is
	// no limit.
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
// The search starts from orders improved scene by scene, then builds orders from both ends
// inward and keeps the cheapest way to each set of scenes left in the middle with the players
// who wait at either end (Cheng, Diamond and Lin 1993; de la Banda, Stuckey and Chu, Solving
// talent scheduling with dynamic programming, 2011). What the bound of the latter shows to
// cost as much as the best order is dropped. Complexity exponential in the number of
// different scenes at worst; beyond 64 different scenes or players who may wait there is no
// proof, unless nobody waits.
func SolveTalent(ctx context.Context, t Talent, o TalentOptions) (TalentPlan, error) {
	if err := t.Validate(); err != nil {
		return TalentPlan{}, err
	}
	groups := mergeScenes(t)
	w := newWaits(t, groups)
	moves := o.Nodes
	if moves == 0 {
		moves = math.MaxInt64
	}
	found := finding{order: improvedOrder(ctx, w, o.Seed, &moves)}
	found.holding = w.holding(found.order)
	if search, small := newSearch(w, found, o.Nodes); small {
		found = search.run(ctx)
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

// finding is where a search stands: the best order of groups with its holding cost, and a
// holding cost that no order goes below.
type finding struct {
	order   []int
	holding int64
	bound   int64
	nodes   int64
}
