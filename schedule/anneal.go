package schedule

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
)

// annealing moves groups of a line with less and less chance (Kirkpatrick, Gelatt and Vecchi, Optimization
// by simulated annealing, 1983). A move looks at every place for one group and takes one of them by chance,
// the better the likelier. What it ends with is put in the best order window by window.
type annealing struct {
	*line
	window *window // nil where the exact search does better
	random *rand.PCG
	best   []int32
	least  int64
}

func newAnnealing(l *line, seed, stream uint64) *annealing {
	a := &annealing{line: l, random: rand.NewPCG(seed, stream), best: slices.Clone(l.order), least: l.holding}
	if len(l.order) > oneWord {
		a.window = newWindow(l)
	}
	return a
}

// note keeps the order if it is the cheapest so far.
func (a *annealing) note() {
	if a.holding < a.least {
		a.least = a.holding
		copy(a.best, a.order)
	}
}

// round moves as many groups as there are so many times, from hot to cold, and lets the order settle. It counts
// what it looks at and ends with the budget. As it begins hot, each round is a new start.
func (a *annealing) round(times int, b *budget) {
	heat := a.warmth()
	for range times {
		for range a.order {
			if b.spend(1) || b.tire(a.steps()) || a.least == 0 {
				return
			}
			a.step(heat)
		}
		heat -= max(1, heat*coolings/int64(times))
		heat = max(heat, 0)
	}
	a.settle(b)
}

// steps is about how much work a look is.
func (a *annealing) steps() int { return len(a.order) + len(a.problem.costs) }

// settle moves groups to better places, and puts windows in their best order, until none helps.
func (a *annealing) settle(b *budget) {
	for before := a.holding + 1; a.holding < before && !b.ended; {
		before = a.holding
		a.descend(b)
		a.windows(b)
	}
	a.note()
}

// windows puts groups in a row in the best order, from the first to the last.
func (a *annealing) windows(b *budget) {
	if a.window == nil {
		return
	}
	width := min(settlingWindow, len(a.order))
	for from := 0; from < len(a.order); from += (width + 1) / 2 {
		if b.spend(int64(width)) || b.tire(8<<width) {
			return
		}
		a.window.improve(min(from, len(a.order)-width), width)
	}
}

// settlingWindow is how many groups settle puts in order at once.
const settlingWindow = 10

// coolings is how often heat is divided by e, about, over a round.
const coolings = 6

// step moves a group drawn by chance.
func (a *annealing) step(heat int64) {
	from := a.draw(len(a.order))
	a.look(from)
	if to := a.pick(from, heat); to != from {
		a.move(from, to)
		a.note()
	}
}

// draw returns a random number below n, without a division.
func (a *annealing) draw(n int) int {
	hi, _ := bits.Mul64(a.random.Uint64(), uint64(n))
	return int(hi)
}

// pick returns the place with the least cost after a random advantage in proportion to heat. Places that
// no advantage makes the least are passed over.
func (a *annealing) pick(from int, heat int64) int {
	to, least := from, a.costs[from]
	if heat > 0 {
		least -= a.chance(heat)
	}
	reach := heat * mostChance
	for k, cost := range a.costs {
		if cost-reach >= least || k == from {
			continue
		}
		if heat > 0 {
			cost -= a.chance(heat)
		}
		if cost < least {
			to, least = k, cost
		}
	}
	return to
}

// mostChance is more than the greatest advantage that is likely at all, in heats: its chance is 1 in 2¹⁶.
const mostChance = 16

// chance returns heat times a random number whose chances halve with each whole step, without a float.
func (a *annealing) chance(heat int64) int64 {
	r := a.random.Uint64()
	steps := int64(bits.LeadingZeros64(r|1<<(64-mostChance)))<<8 | int64(r&0xff)
	return heat * steps >> 8
}

// warmth is the heat to begin with: some times the pay of a player for a group, both on average. Where
// costs are near the end of an int64 it is less.
func (a *annealing) warmth() int64 {
	pay, time := int64(0), int64(0)
	for _, cost := range a.problem.costs {
		pay += cost
	}
	for _, g := range a.groups {
		time += g.duration
	}
	average := pay / int64(max(1, len(a.problem.costs))) * max(1, time/int64(max(1, len(a.groups))))
	return 8 * max(1, min(average, math.MaxInt64>>20))
}
