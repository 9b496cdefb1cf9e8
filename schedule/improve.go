package schedule

import (
	"context"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
)

// waits computes what players are paid for waiting, in memory of its own.
type waits struct {
	groups []group
	costs  []int64 // by player
	spans  []span  // by player
	places []int64 // by place: what it costs to put a scene there, beyond what it costs anywhere
	starts []int64 // by place: when it begins
}

// span is how long a player is there and plays; without playing it is empty.
type span struct{ first, last, played int64 }

func newWaits(t Talent, groups []group) *waits {
	w := &waits{
		groups: groups, costs: make([]int64, len(t.Actors)), spans: make([]span, len(t.Actors)),
		places: make([]int64, len(groups)), starts: make([]int64, len(groups)),
	}
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

// moves fills places with what each place in the order costs for the scene at from, when it is taken out;
// only differences mean anything. Place k is before what is then the scene k.
//
// Complexity O(n × players of the scene + scenes of all players).
func (w *waits) moves(order []int, from int) {
	moved := &w.groups[order[from]]
	for p := range w.spans {
		w.spans[p] = span{first: -1}
	}
	elapsed, k := int64(0), int64(0)
	for at, i := range order {
		if at == from {
			continue
		}
		w.starts[k] = elapsed
		for _, p := range w.groups[i].players {
			if w.spans[p].first < 0 {
				w.spans[p].first = k
			}
			w.spans[p].last = k
		}
		elapsed += w.groups[i].duration
		k++
	}
	w.starts[k] = elapsed
	clear(w.places)
	for _, p := range moved.players {
		w.reach(p)
	}
	for p, s := range w.spans {
		if s.first >= 0 && s.first < s.last {
			w.places[s.first+1] += w.costs[p] * moved.duration
			w.places[s.last+1] -= w.costs[p] * moved.duration
		}
	}
	// what reach wrote are differences too
	for k := 1; k < len(w.places); k++ {
		w.places[k] += w.places[k-1]
	}
}

// reach adds, as differences from place to place, what a player of the moved scene is paid to come before
// their other scenes or stay after them, and takes the player out of those who would wait for it.
func (w *waits) reach(p int) {
	s, cost := w.spans[p], w.costs[p]
	w.spans[p].first = -1
	if s.first < 0 {
		return // no other scene
	}
	w.places[0] += cost * w.starts[s.first]
	for k := int64(1); k <= s.first; k++ {
		w.places[k] -= cost * (w.starts[k] - w.starts[k-1])
	}
	for k := s.last + 2; k < int64(len(w.places)); k++ {
		w.places[k] += cost * (w.starts[k] - w.starts[k-1])
	}
}

// climb is an order being improved: moves of one scene at a time, each of which looks at every place.
type climb struct {
	*waits
	ctx    context.Context
	random *rand.PCG
	order  []int
	cost   int64
	best   []int
	least  int64
	left   int64 // how many scenes may still be looked at, negative for no limit
	looked int64
}

// done reports whether the climb has to end.
func (c *climb) done() bool {
	return c.least == 0 || c.left == 0 || c.looked%64 == 0 && c.ctx.Err() != nil
}

// move puts the scene at from where it costs least, with chance added to the advantage of each place in
// proportion to heat.
func (c *climb) move(from int, heat int64) {
	c.looked++
	c.left--
	c.moves(c.order, from)
	to, least := from, c.places[from]
	if heat > 0 {
		least = c.places[from] - c.chance(heat)
	}
	for k, cost := range c.places {
		if heat > 0 && k != from {
			cost -= c.chance(heat)
		}
		if cost < least {
			to, least = k, cost
		}
	}
	if to == from {
		return
	}
	c.cost += c.places[to] - c.places[from]
	scene := c.order[from]
	c.order = slices.Insert(slices.Delete(c.order, from, from+1), to, scene)
	if c.cost < c.least {
		c.least = c.cost
		copy(c.best, c.order)
	}
}

// chance returns heat times a random number whose chances halve with each whole step, without a float.
func (c *climb) chance(heat int64) int64 {
	r := c.random.Uint64()
	steps := int64(bits.LeadingZeros64(r|1<<12))<<8 | int64(r&0xff)
	return heat * steps >> 8
}

// descend moves scenes to better places until none has one.
func (c *climb) descend() {
	for before := c.cost + 1; c.cost < before; {
		before = c.cost
		for scene := range c.groups {
			if c.done() {
				return
			}
			c.move(slices.Index(c.order, scene), 0)
		}
	}
}

// anneal moves scenes with less and less chance (Kirkpatrick, Gelatt and Vecchi, Optimization by simulated
// annealing, 1983), each so many times.
func (c *climb) anneal(times int) {
	heat := c.warmth()
	for range times {
		for range c.order {
			if c.done() {
				return
			}
			c.move(int(c.random.Uint64()%uint64(len(c.order))), heat)
		}
		heat -= max(1, heat*coolings/int64(times))
		heat = max(heat, 0)
	}
}

// coolings is how often heat is divided by e, about, over an annealing.
const coolings = 6

// warmth is the heat to begin with: some times the pay of a player for a scene, both on average. Where
// costs are near the end of an int64 it is less.
func (c *climb) warmth() int64 {
	pay, time := int64(0), int64(0)
	for _, cost := range c.costs {
		pay += cost
	}
	for _, g := range c.groups {
		time += g.duration
	}
	average := pay / int64(max(1, len(c.costs))) * max(1, time/int64(max(1, len(c.groups))))
	return 16 * max(1, min(average, math.MaxInt64>>20))
}

// Rounds of annealing: how often the first looks at each scene, and how many there are, each twice as
// long as the one before, when nothing else ends them. A search that comes after needs but one.
const (
	firstRound = 32
	fewRounds  = 3
)

// improvedOrder returns the best order that it finds by moving scenes: from the script's order to the next
// in which no move helps, then by rounds of annealing, which begin at the best so far. It ends after
// rounds, when left is used up, or when ctx ends.
func improvedOrder(ctx context.Context, w *waits, seed uint64, left int64, rounds int) (order []int, looked int64) {
	c := &climb{waits: w, ctx: ctx, random: rand.NewPCG(seed, 0), left: left}
	for i := range w.groups {
		c.order = append(c.order, i)
	}
	c.cost = w.holding(c.order)
	c.best, c.least = slices.Clone(c.order), c.cost
	c.descend()
	for round := 0; round < rounds && !c.done() && len(c.order) > 1; round++ {
		copy(c.order, c.best)
		c.cost = c.least
		c.anneal(firstRound << min(round, 20))
		c.descend()
	}
	return c.best, c.looked
}
