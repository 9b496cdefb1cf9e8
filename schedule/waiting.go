package schedule

import (
	"math"
	"math/bits"
)

// crowd is how many undecided players the bound looks at; leaving some out keeps it a bound.
const crowd = 64

// waiting bounds what is sure to be paid for waiting while the items of the middle are played, whatever
// their order. It numbers the undecided players of a node; sets of them are bits of a word.
type waiting struct {
	shift  uint // scale of divisions
	pay    [crowd]int64
	ever   [crowd]uint64 // who plays with the player in some item
	twice  [crowd]uint64 // in two items or more
	played uint64        // who plays in some item
	again  uint64        // in two items or more
	shares []share
	rest   []*share      // of the items that are left, in hand
	nearby [crowd]uint64 // who plays with the player in one of them
	spare  [crowd]int64  // pay of a player at neither end that no chain has used yet
	ends   [2]end
}

// share is an item, and what it means to those who wait at either end.
type share struct {
	players  uint64
	duration int64
	sides    [2]side
}

// side is an item to those who wait at one end: who of them plays in it, their pay and the scaled duration
// over that pay.
type side struct {
	here       uint64
	pay, ratio int64
}

// end is who waits at one end of the middle.
type end struct {
	players uint64
	ratio   [crowd]int64
	order   [crowd]uint8 // in which they are done at best
	n       int
	idle    [crowd]idler
	pairs   [crowd][crowd]int64 // what the first is paid to wait for the second, if that is done first
}

// prepare sets the scale of divisions so that no sum exceeds an int64.
func (w *waiting) prepare(p *problem) {
	w.shift = 20
	days, daily := int64(1), int64(1)
	for _, g := range p.groups {
		days += g.duration
	}
	for _, c := range p.costs {
		daily += c
	}
	for w.shift > 0 && daily > math.MaxInt64>>(w.shift+2)/days {
		w.shift--
	}
}

// begin forgets the items.
func (w *waiting) begin() {
	w.shares = w.shares[:0]
	w.played, w.again = 0, 0
}

// meet takes an item, and notes who plays with whom.
func (w *waiting) meet(players uint64, duration int64) {
	w.shares = append(w.shares, share{players: players, duration: duration})
	w.again |= w.played & players
	w.played |= players
	for x := players; x != 0; x &= x - 1 {
		p := bits.TrailingZeros64(x)
		w.twice[p] |= w.ever[p] & players
		w.ever[p] |= players
	}
}

// atLeast is what the players at the left and the right end are sure to be paid for waiting during the items
// but one; players who are free have all their scenes in them. It need not go on once enough is reached.
func (w *waiting) atLeast(but int, left, right, free uint64, enough int64) int64 {
	w.rest = w.rest[:0]
	for k := range w.shares {
		if k != but {
			w.rest = append(w.rest, &w.shares[k])
		}
	}
	apart := w.unscaled(w.apart(0, left) + w.apart(1, right))
	if apart >= enough || left == 0 || right == 0 {
		return apart
	}
	gone := w.shares[but].players
	for x := left | right | free; x != 0; x &= x - 1 {
		p := bits.TrailingZeros64(x)
		w.nearby[p] = w.ever[p]
		if gone>>p&1 != 0 {
			w.nearby[p] = w.twice[p] | w.ever[p]&^gone
		}
	}
	return max(apart, w.across(free, enough))
}

// unscaled rounds up.
func (w *waiting) unscaled(scaled int64) int64 { return (scaled + 1<<w.shift - 1) >> w.shift }

// apart is what the players of one end are sure to be paid, scaled.
//
// Of two such players one is done first, and the other waits through the items of that one
// in which they are not. Dividing an item's time over the players at that end whom it needs,
// by their pay, adds these waits up over all pairs without counting any twice:
//
//	Σ over pairs a, b of cₐ·c_b·min(rₐ, r_b) − Σ over items of q·(C² − Σc²)/2
//
// with C = Σc the pay of those players in an item, q its time over C and r the sum of q over
// the items of a player (de la Banda, Stuckey and Chu, bound L0). Here q is rounded down, which
// keeps it a bound, and everything is a whole number.
//
// Complexity O(items × players of the end).
func (w *waiting) apart(which int, players uint64) int64 {
	e := &w.ends[which]
	e.players = players
	pay := int64(0)
	for x := players; x != 0; x &= x - 1 {
		p := bits.TrailingZeros64(x) & (crowd - 1)
		e.ratio[p] = 0
		pay += w.pay[p]
	}
	total := int64(0)
	for _, sh := range w.rest {
		s := &sh.sides[which]
		s.here = sh.players & players
		if s.here == 0 {
			continue
		}
		squares := int64(0)
		s.pay = 0
		for x := s.here; x != 0; x &= x - 1 {
			c := w.pay[bits.TrailingZeros64(x)&(crowd-1)]
			s.pay += c
			squares += c * c
		}
		s.ratio = sh.duration << w.shift / s.pay
		total -= s.ratio * ((s.pay*s.pay - squares) / 2)
		for x := s.here; x != 0; x &= x - 1 {
			e.ratio[bits.TrailingZeros64(x)&(crowd-1)] += s.ratio
		}
	}
	e.sort()
	for _, p := range e.order[:e.n] {
		pay -= w.pay[p]
		total += e.ratio[p] * w.pay[p] * pay
	}
	return total
}

// sort puts the players of an end in the order in which they are done at best: least ratio first.
func (e *end) sort() {
	e.n = 0
	for x := e.players; x != 0; x &= x - 1 {
		p := uint8(bits.TrailingZeros64(x)) & (crowd - 1)
		at := e.n
		for ; at > 0 && e.ratio[e.order[at-1]] > e.ratio[p]; at-- {
			e.order[at] = e.order[at-1]
		}
		e.order[at] = p
		e.n++
	}
}
