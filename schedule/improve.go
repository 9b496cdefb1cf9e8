package schedule

import (
	"context"
	"math/rand/v2"
	"slices"
)

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
func improvedOrder(ctx context.Context, w *waits, seed uint64, moves *int64) []int {
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
		if cost := improve(ctx, w, order, moves); cost < least {
			best, least = order, cost
		}
		if ctx.Err() != nil || least == 0 || *moves == 0 {
			break
		}
	}
	return best
}

// improve moves single scenes to where they make players wait less, until none does or no move is
// left.
func improve(ctx context.Context, w *waits, order []int, moves *int64) int64 {
	cost := w.holding(order)
	moved := make([]int, len(order))
	for better := true; better; {
		better = false
		for from := range order {
			for to := range order {
				if ctx.Err() != nil || *moves == 0 {
					return cost
				}
				*moves--
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
