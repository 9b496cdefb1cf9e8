package schedule

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
)

// annealing moves groups of a line with less and less chance (Kirkpatrick, Gelatt and Vecchi, Optimization
// by simulated annealing, 1983). A move looks at every place for one group and takes one of them by chance,
// the better the likelier.
type annealing struct {
	*line
	random *rand.PCG
	best   []int32
	least  int64
}

func newAnnealing(l *line, seed, stream uint64) *annealing {
	return &annealing{line: l, random: rand.NewPCG(seed, stream), best: slices.Clone(l.order), least: l.holding}
}

// begin takes over an order that was found elsewhere.
func (a *annealing) begin(order []int32, holding int64) {
	copy(a.best, order)
	a.least = holding
}

// note keeps the order if it is the cheapest so far.
func (a *annealing) note() {
	if a.holding < a.least {
		a.least = a.holding
		copy(a.best, a.order)
	}
}

// round begins at the best order and moves as many groups as there are so many times, unless done says to
// stop; then it lets the order settle.
func (a *annealing) round(times int, done func() bool) {
	a.set(a.best)
	heat := a.warmth()
	for range times {
		for range a.order {
			if done() {
				return
			}
			a.step(heat)
		}
		heat -= max(1, heat*coolings/int64(times))
		heat = max(heat, 0)
	}
	a.descend(done)
	a.note()
}

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
	return 16 * max(1, min(average, math.MaxInt64>>20))
}
