package schedule

import "slices"

// line is an order of the groups of a problem with what it takes to tell quickly what any move of one
// group would cost. It allocates nothing once made.
type line struct {
	*problem
	order   []int32
	place   []int32 // by group: where it is in the order
	begins  []int64 // by place: when it begins; one more for the end
	first   []int32 // by player: first group in the order
	last    []int32
	holding int64 // what the players are paid for waiting

	costs []int64 // by place: what a look found
	slope []int64 // by place: how the cost of a unit of time changes
	level []int64 // by place: how the cost changes
}

// newLine returns the groups in script order.
func newLine(p *problem) *line {
	n, m := len(p.groups), len(p.costs)
	l := &line{
		problem: p, order: make([]int32, n), place: make([]int32, n), begins: make([]int64, n+1),
		first: make([]int32, m), last: make([]int32, m),
		costs: make([]int64, n), slope: make([]int64, n+2), level: make([]int64, n+2),
	}
	for i := range l.order {
		l.order[i] = int32(i)
	}
	l.measure()
	return l
}

// set takes over an order.
func (l *line) set(order []int32) {
	copy(l.order, order)
	l.measure()
}

// measure computes everything from the order.
//
// Complexity O(n + groups of all players).
func (l *line) measure() {
	l.renumber(0, len(l.order)-1)
	for p := range l.parts {
		l.span(p)
	}
	l.holding = 0
	for p, part := range l.parts {
		present := l.begins[l.place[l.last[p]]+1] - l.begins[l.place[l.first[p]]]
		for _, g := range part {
			present -= l.groups[g].duration
		}
		l.holding += l.problem.costs[p] * present
	}
}

// renumber sets place and begins from one place to another.
func (l *line) renumber(from, to int) {
	for k := from; k <= to; k++ {
		g := l.order[k]
		l.place[g] = int32(k)
		l.begins[k+1] = l.begins[k] + l.groups[g].duration
	}
}

// span finds the first and last group of a player.
func (l *line) span(p int) {
	part := l.parts[p]
	first, last := part[0], part[0]
	for _, g := range part[1:] {
		if l.place[g] < l.place[first] {
			first = g
		}
		if l.place[g] > l.place[last] {
			last = g
		}
	}
	l.first[p], l.last[p] = first, last
}

// look fills costs with what each place costs for the group at from, once it is taken out; only
// differences mean anything. Place k is before what is then the group k.
//
// Every player adds a piecewise linear function of the place: those in the group pay for coming before
// their other groups or staying after them, the others for the group being inside their stay.
//
// Complexity O(n + players), and O(groups of a player) for those whose stay begins or ends with the group.
func (l *line) look(from int) {
	moved := l.order[from]
	d := l.groups[moved].duration
	n := len(l.order)
	clear(l.slope)
	clear(l.level)
	for p, cost := range l.problem.costs {
		a, b := l.without(l.place[l.first[p]], from), l.without(l.place[l.last[p]], from)
		l.level[a+1] += cost * d
		l.level[b+1] -= cost * d
	}
	at := int64(0) // cost of place 0
	for _, player := range l.cast[moved] {
		p := int(player)
		cost := l.problem.costs[p]
		a, b := l.without(l.place[l.first[p]], from), l.without(l.place[l.last[p]], from)
		l.level[a+1] -= cost * d
		l.level[b+1] += cost * d
		a, b = l.others(p, moved, from)
		at += cost * l.start(a, from, d)
		l.slope[1] -= cost
		l.slope[a+1] += cost
		l.slope[b+2] += cost
	}
	slope := int64(0)
	before := l.start(0, from, d)
	for k := range n {
		start := l.start(k, from, d)
		slope += l.slope[k]
		at += l.level[k] + slope*(start-before)
		l.costs[k] = at
		before = start
	}
}

// without is the place among the others once the group at from is taken out.
func (l *line) without(place int32, from int) int {
	if int(place) > from {
		return int(place) - 1
	}
	return int(place)
}

// start is when the group k of those left begins.
func (l *line) start(k, from int, d int64) int64 {
	if k < from {
		return l.begins[k]
	}
	return l.begins[k+1] - d
}

// others returns the places of the first and last group of a player without the one at from, among the others.
func (l *line) others(p int, moved int32, from int) (first, last int) {
	f, t := l.first[p], l.last[p]
	if f != moved && t != moved {
		return l.without(l.place[f], from), l.without(l.place[t], from)
	}
	first, last = len(l.order), -1
	for _, g := range l.parts[p] {
		if g != moved {
			k := l.without(l.place[g], from)
			first, last = min(first, k), max(last, k)
		}
	}
	return first, last
}

// move puts the group at from to a place that was just looked at.
func (l *line) move(from, to int) {
	l.holding += l.costs[to] - l.costs[from]
	moved := l.order[from]
	if from < to {
		copy(l.order[from:to], l.order[from+1:to+1])
	} else {
		copy(l.order[to+1:from+1], l.order[to:from])
	}
	l.order[to] = moved
	l.renumber(min(from, to), max(from, to))
	for _, p := range l.cast[moved] {
		l.span(int(p))
	}
}

// descend moves groups to better places until none has one.
func (l *line) descend(b *budget) {
	for before := l.holding + 1; l.holding < before; {
		before = l.holding
		for g := range l.order {
			if b.spend(1) || b.tire(len(l.order)+len(l.problem.costs)) {
				return
			}
			from := int(l.place[g])
			l.look(from)
			if to := slices.Index(l.costs, slices.Min(l.costs)); l.costs[to] < l.costs[from] {
				l.move(from, to)
			}
		}
	}
}
