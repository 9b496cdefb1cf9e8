package schedule

import (
	"math"
	"math/bits"
	"slices"
)

// widestWindow is how many groups of an order in a row are put in the best order at once.
const widestWindow = 12

// window finds the best order of some groups in a row, all others staying where they are, by dynamic
// programming over the sets of those already played (Adelson, Norman and Laporte, A dynamic programming
// formulation with diverse applications, 1976). Of orders that cost the same it prefers those with fewer
// inversions, pairs of groups whose later one in the script is played first, and of those the one whose first
// groups come first in the script.
//
// It allocates nothing once made.
type window struct {
	*line
	groups []int32 // in the window, ascending
	pays   [64]int64
	number []int8 // by player in the window
	listed []int32
	cast   [widestWindow]uint64
	before uint64 // players with groups before the window
	after  uint64
	played [1 << widestWindow]uint64 // by set of groups: who plays in them
	cost   [1 << widestWindow]int64  // by set that is played: what the rest costs at least
	turned [1 << widestWindow]int32  // by set that is played: how many inversions the rest has
}

func newWindow(l *line) *window {
	return &window{line: l, number: make([]int8, len(l.problem.costs))}
}

// improve puts width groups from a place on in their best order, and reports whether that changed it. With more
// than 64 players who come or go there it leaves them as they are.
//
// Complexity O(2ʷ × (w + players)).
func (w *window) improve(from, width int) bool {
	if !w.enter(from, width) {
		return false
	}
	w.solve()
	w.holding += w.cost[0] - w.worth(from, width)
	changed := false
	for set, k := 0, from; k < from+width; k++ {
		i := w.next(set)
		set |= 1 << i
		changed = changed || w.order[k] != w.groups[i]
		w.order[k] = w.groups[i]
	}
	if changed {
		w.settle(from, width)
	}
	return changed
}

// worth is what the order of the window as it is costs, by the measure of solve.
func (w *window) worth(from, width int) int64 {
	total, set, all := int64(0), 0, 1<<width-1
	for _, g := range w.order[from : from+width] {
		i, _ := slices.BinarySearch(w.groups, g)
		cost, _ := w.through(set, i, w.present(set, all))
		set |= 1 << i
		total += cost - w.cost[set]
	}
	return total
}

// enter reads the groups and the players of the window.
func (w *window) enter(from, width int) bool {
	w.groups = append(w.groups[:0], w.order[from:from+width]...)
	slices.Sort(w.groups)
	for _, p := range w.listed {
		w.number[p] = 0
	}
	w.listed = w.listed[:0]
	w.before, w.after = 0, 0
	for i, g := range w.groups {
		w.cast[i] = 0
		for _, p := range w.line.cast[g] {
			if w.number[p] == 0 && !w.list(p, from, width) {
				return false
			}
			if n := w.number[p]; n > 0 {
				w.cast[i] |= 1 << (n - 1)
			}
		}
	}
	return true
}

// list numbers a player, from 1, unless the player is there throughout, whatever the order.
func (w *window) list(p int32, from, width int) bool {
	before := int(w.place[w.first[p]]) < from
	after := int(w.place[w.last[p]]) >= from+width
	if before && after {
		return true
	}
	if len(w.listed) == len(w.pays) {
		return false
	}
	n := len(w.listed)
	w.listed = append(w.listed, p)
	w.number[p] = int8(n + 1)
	w.pays[n] = w.problem.costs[p]
	if before {
		w.before |= 1 << n
	}
	if after {
		w.after |= 1 << n
	}
	return true
}

// solve fills cost and turned for all sets.
func (w *window) solve() {
	width := len(w.groups)
	all := 1<<width - 1
	w.played[0] = 0
	for set := 1; set <= all; set++ {
		w.played[set] = w.played[set&(set-1)] | w.cast[bits.TrailingZeros(uint(set))]
	}
	w.cost[all], w.turned[all] = 0, 0
	for set := all - 1; set >= 0; set-- {
		present := w.present(set, all)
		least, fewest := int64(math.MaxInt64), int32(0)
		for rest := all &^ set; rest != 0; rest &= rest - 1 {
			i := bits.TrailingZeros(uint(rest))
			cost, turned := w.through(set, i, present)
			if cost < least || cost == least && turned < fewest {
				least, fewest = cost, turned
			}
		}
		w.cost[set], w.turned[set] = least, fewest
	}
}

// present are the players who are there after a set is played and before the rest is.
func (w *window) present(set, all int) uint64 {
	return (w.before | w.played[set]) & (w.after | w.played[all&^set])
}

// through is what the groups that are not in the set cost at least, and with how few inversions, if i is the
// first of them.
func (w *window) through(set, i int, present uint64) (cost int64, turned int32) {
	wait := int64(0)
	for x := present &^ w.cast[i]; x != 0; x &= x - 1 {
		wait += w.pays[bits.TrailingZeros64(x)]
	}
	with := set | 1<<i
	later := bits.OnesCount(uint(set) >> i) // played before i, but after it in the script
	return w.cost[with] + wait*w.problem.groups[w.groups[i]].duration, w.turned[with] + int32(later)
}

// next is the first group of the script that begins a best order of those not in the set.
func (w *window) next(set int) int {
	all := 1<<len(w.groups) - 1
	present := w.present(set, all)
	for rest := all &^ set; ; rest &= rest - 1 {
		i := bits.TrailingZeros(uint(rest))
		if cost, turned := w.through(set, i, present); cost == w.cost[set] && turned == w.turned[set] {
			return i
		}
	}
}

// settle makes the line agree with its order in the window.
func (w *window) settle(from, width int) {
	w.renumber(from, from+width-1)
	for _, p := range w.listed {
		w.span(int(p))
	}
}
