package schedule

import "slices"

// Windows in which an order is brought near to the script: of a film of few scenes it is the whole order.
const (
	fewScenes  = widestWindow
	nearWindow = 8
)

// nearest returns an order that costs no more and is nearer to the script, which is to say that it has fewer
// inversions: pairs of scenes of which the later one in the script is played first. Of two orders with as many
// the one whose first scenes come first in the script is nearer.
//
// Of an optimal order of at most fewScenes the result is the nearest there is. Of more scenes it is one that
// neither turning it round, nor moving one scene, nor any change within nearWindow scenes in a row makes
// cheaper, or nearer at the same cost. Once the budget has ended it is only turned round where that is nearer.
func nearest(t Talent, b *budget, order []int) []int {
	near := make([]int32, len(order))
	for k, s := range order {
		near[k] = int32(s - 1)
	}
	turnToScript(near)
	if !b.ended {
		l := newLine(scenesOf(t))
		l.set(near)
		l.approach(b)
		near = l.order
	}
	for k, s := range near {
		order[k] = int(s) + 1
	}
	return order
}

// approach makes an order nearer until nothing does, or the context ends.
func (l *line) approach(b *budget) {
	w := newWindow(l)
	width := nearWindow
	if len(l.order) <= fewScenes {
		width = len(l.order)
	}
	for changed := true; changed; {
		changed = turnToScript(l.order)
		if changed {
			l.measure()
		}
		for g := range l.order {
			if b.tire(len(l.order) + len(l.problem.costs)) {
				return
			}
			changed = l.bringNearer(int(l.place[g])) || changed
		}
		for from := 0; from+width <= len(l.order); from++ {
			if b.tire(8 << width) {
				return
			}
			changed = w.improve(from, width) || changed
		}
	}
}

// bringNearer moves the group at from to its best place, the nearest of those that cost the same.
func (l *line) bringNearer(from int) bool {
	l.look(from)
	g := l.order[from]
	to, fewest := from, 0
	try := func(k, turned int, sooner bool) {
		c := l.costs[k] - l.costs[to]
		if c < 0 || c == 0 && (turned < fewest || turned == fewest && to == from && sooner) {
			to, fewest = k, turned
		}
	}
	turned := 0 // inversions more than at from
	for k := from - 1; k >= 0; k-- {
		turned += inversion(g, l.order[k]) - inversion(l.order[k], g)
		try(k, turned, g < l.order[k])
	}
	turned = 0
	for k := from + 1; k < len(l.order); k++ {
		turned += inversion(l.order[k], g) - inversion(g, l.order[k])
		try(k, turned, l.order[from+1] < g)
	}
	if to == from {
		return false
	}
	l.move(from, to)
	return true
}

// inversion is 1 where a is played before b but comes after it in the script.
func inversion(a, b int32) int {
	if a > b {
		return 1
	}
	return 0
}

// turnToScript turns an order round where that is nearer to the script, and reports whether it did.
func turnToScript(order []int32) bool {
	pairs, turned := len(order)*(len(order)-1)/2, inversions(order)
	if 2*turned < pairs || 2*turned == pairs && (len(order) == 0 || order[0] <= order[len(order)-1]) {
		return false
	}
	slices.Reverse(order)
	return true
}

// inversions counts the pairs of an order whose greater number comes first, by merging.
//
// Complexity O(n log n).
func inversions(order []int32) int {
	sorted, scratch := slices.Clone(order), make([]int32, len(order))
	total := 0
	for run := 1; run < len(sorted); run *= 2 {
		for from := 0; from < len(sorted); from += 2 * run {
			middle, to := min(from+run, len(sorted)), min(from+2*run, len(sorted))
			total += merge(scratch[from:to], sorted[from:middle], sorted[middle:to])
		}
		sorted, scratch = scratch, sorted
	}
	return total
}

// merge merges two sorted runs and counts the pairs whose greater number is in the first.
func merge(into, a, b []int32) (pairs int) {
	for k := range into {
		if len(b) == 0 || len(a) > 0 && a[0] < b[0] {
			into[k], a = a[0], a[1:]
			continue
		}
		into[k], b = b[0], b[1:]
		pairs += len(a)
	}
	return pairs
}

// facing turns the order of a part round where that is nearer to the script.
func (a *part) facing() { turnToScript(a.finding.order) }
