package schedule

import (
	"cmp"
	"context"
	"slices"
)

// shootExact looks at every plan of a small shoot, block by block, and drops what cannot become cheaper than
// the best one: the cost of a part, re-openings aside, only grows with each scene.
type shootExact struct {
	*shootSearch
	ctx   context.Context
	order []int
	slots [][]int
	// faulty says that a part that breaks the rules of a day breaks them however it is completed.
	faulty   bool
	complete bool
}

// exactBlocks is the most blocks that an exact search begins with.
const exactBlocks = 14

// mayProve reports whether the argument of the exact search holds for a shoot: where a minor may not begin before
// some hour, a scene more in front of theirs can mend a day.
func (m *shootModel) mayProve() bool {
	calls := min(m.s.Rules.DayCall, m.s.Rules.NightCall)
	if m.s.Rules.MixedCall != nil {
		calls = min(calls, *m.s.Rules.MixedCall)
	}
	for _, hours := range m.player {
		for _, h := range hours {
			if h.from > int(calls) {
				return false
			}
		}
	}
	return len(m.blocks) <= exactBlocks
}

// prove searches every plan and reports whether it did: then the best plan is optimal, or there is none.
func (s *shootSearch) prove(ctx context.Context) bool {
	m := s.m
	e := &shootExact{shootSearch: s, ctx: ctx, complete: true, faulty: true}
	for i := range m.s.Locations {
		e.faulty = e.faulty && !(m.s.Locations[i].Studio && m.s.Agreement != "")
	}
	for b := range m.blocks {
		e.order = append(e.order, b)
		var slots []int
		for _, d := range m.blocks[b].dates {
			for u := range m.units {
				if slot := int(d)*m.units + u; m.may(&m.blocks[b], slot) {
					slots = append(slots, slot)
				}
			}
		}
		e.slots = append(e.slots, slots)
		if at := s.where(b); at >= 0 {
			s.apply([]edit{{b, at, -1}})
		}
	}
	slices.SortStableFunc(e.order, func(a, b int) int {
		return cmp.Or(cmp.Compare(len(e.slots[a]), len(e.slots[b])), cmp.Compare(len(m.blocks[b].scenes), len(m.blocks[a].scenes)))
	})
	e.branch(0)
	return e.complete && !s.order.capped
}

func (e *shootExact) branch(depth int) {
	if depth == len(e.order) {
		e.keep()
		return
	}
	b := e.order[depth]
	for _, slot := range e.slots[b] {
		if e.nodes++; e.limit > 0 && e.nodes > e.limit || e.ctx.Err() != nil {
			e.complete = false
			return
		}
		e.apply([]edit{{b, -1, slot}})
		broken := e.clashes + e.bonds
		if e.faulty {
			broken += e.slotFaults
		}
		if broken == 0 && !(e.feasible && (e.cost()-e.reopenCost >= e.bestCost || e.bestCost <= e.floor)) {
			e.branch(depth + 1)
		}
		e.apply([]edit{{b, slot, -1}}) // revert goes back one step alone, and more lie between
		if !e.complete {
			return
		}
	}
}
