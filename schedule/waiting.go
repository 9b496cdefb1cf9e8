package schedule

import (
	"math"
	"math/bits"
)

// crowd is how many undecided players the bound looks at; leaving some out keeps it a bound.
const crowd = 64

// waiting bounds what is sure to be paid for waiting while the scenes of the middle are played, whatever
// their order. It numbers the undecided players of a node.
type waiting struct {
	shift         uint // scale of divisions
	n             int
	pay           [crowd]int64
	ever          [crowd]uint64 // who plays with the player in some item
	twice         [crowd]uint64 // in two items or more
	nearby        [crowd]uint64 // in some item of the child in hand
	one, twiceAny uint64
	shares        []share
	rest          []*share // of the child in hand
	ends          [2]end
}

// share is what an item means to those who wait.
type share struct {
	players  uint64
	duration int64
	sides    [2]struct {
		here  uint64
		pay   int64
		ratio int64 // scaled duration over pay
	}
}

// end is who waits at one end of the middle.
type end struct {
	players uint64
	ratio   [crowd]int64
	order   [crowd]uint8 // in which they are done at best
	n       int
	idle    [crowd]idler
	pairs   [crowd][crowd]int64
}

// idler is a player of an end who does not play in an item.
type idler struct {
	player       uint8
	waited, left int64
}

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

// meet notes who plays with whom in an item.
func (w *waiting) meet(players uint64) {
	w.twiceAny |= w.one & players
	w.one |= players
	for x := players; x != 0; x &= x - 1 {
		p := bits.TrailingZeros64(x)
		w.twice[p] |= w.ever[p] & players
		w.ever[p] |= players
	}
}

// atLeast is what players are sure to be paid for waiting during the items but
// one. It need not go on once enough is reached.
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
	return max(apart, w.mixed(free, enough))
}

// unscaled rounds up.
func (w *waiting) unscaled(scaled int64) int64 { return (scaled + 1<<w.shift - 1) >> w.shift }

// apart bounds the waits at one end.
func (w *waiting) apart(side int, players uint64) int64 {
	e := &w.ends[side]
	e.players = players
	after := int64(0)
	for x := players; x != 0; x &= x - 1 {
		p := bits.TrailingZeros64(x) & (crowd - 1)
		e.ratio[p] = 0
		after += w.pay[p]
	}
	total := int64(0)
	for _, sh := range w.rest {
		s := &sh.sides[side&1]
		s.here = sh.players & players
		if s.here == 0 {
			continue
		}
		pay, squares := int64(0), int64(0)
		for x := s.here; x != 0; x &= x - 1 {
			c := w.pay[bits.TrailingZeros64(x)&(crowd-1)]
			pay += c
			squares += c * c
		}
		s.pay = pay
		s.ratio = sh.duration << w.shift / pay
		total -= s.ratio * ((pay*pay - squares) / 2)
		for x := s.here; x != 0; x &= x - 1 {
			e.ratio[bits.TrailingZeros64(x)&(crowd-1)] += s.ratio
		}
	}
	e.n = 0
	for x := players; x != 0; x &= x - 1 {
		p := uint8(bits.TrailingZeros64(x)) & (crowd - 1)
		at := e.n
		for ; at > 0 && e.ratio[e.order[at-1]] > e.ratio[p]; at-- {
			e.order[at] = e.order[at-1]
		}
		e.order[at] = p
		e.n++
	}
	for _, p := range e.order[:e.n] {
		after -= w.pay[p]
		total += e.ratio[p] * w.pay[p] * after
	}
	return total
}

// mixed
func (w *waiting) mixed(free uint64, enough int64) int64 {
	l, r := &w.ends[0], &w.ends[1]
	l.forget()
	r.forget()
	var cf [crowd]int64
	flow := int64(0)
	for _, sh := range w.rest {
		idleL, idleR := w.idlers(sh, 0), w.idlers(sh, 1)
		if len(idleL) > 0 && len(idleR) > 0 {
			unit := sh.duration << w.shift
			paid := int64(0)
			for a := range idleL {
				i := &idleL[a]
				near, limit := w.nearby[i.player&(crowd-1)], unit-i.waited
				for b := range idleR {
					j := &idleR[b]
					if near>>j.player&1 == 0 || j.waited >= limit {
						continue
					}
					f := min(i.left, j.left)
					i.left -= f
					j.left -= f
					paid += f
				}
			}
			if alone := free &^ sh.players; alone != 0 {
				for x := alone; x != 0; x &= x - 1 {
					f := bits.TrailingZeros64(x) & (crowd - 1)
					cf[f] = w.pay[f]
				}
				for a := range idleL {
					i := &idleL[a]
					near := alone & w.nearby[i.player&(crowd-1)]
					if i.left == 0 || near == 0 {
						continue
					}
					for b := range idleR {
						j := &idleR[b]
						if i.waited+j.waited >= unit {
							continue
						}
						for y := near & w.nearby[j.player&(crowd-1)]; y != 0; y &= y - 1 {
							f := bits.TrailingZeros64(y) & (crowd - 1)
							v := min(i.left, j.left, cf[f])
							i.left -= v
							j.left -= v
							cf[f] -= v
							paid += v
						}
					}
				}
			}
			flow += paid * sh.duration
			if flow >= enough {
				return flow
			}
		}
		w.pair(sh, 0, idleL)
		w.pair(sh, 1, idleR)
	}
	return flow + w.unscaled(l.least()+r.least())
}

func (e *end) forget() {
	order := e.order[:e.n]
	for _, i := range order {
		for _, j := range order {
			e.pairs[i&(crowd-1)][j&(crowd-1)] = 0
		}
	}
}

// idlers
func (w *waiting) idlers(sh *share, side int) []idler {
	e, s := &w.ends[side], &sh.sides[side]
	before, n := int64(0), 0
	for _, i := range e.order[:e.n] {
		pay := w.pay[i&(crowd-1)]
		if s.here>>(i&63)&1 != 0 {
			before += pay
			continue
		}
		e.idle[n&(crowd-1)] = idler{i, before * s.ratio, pay}
		n++
	}
	return e.idle[:n]
}

func (w *waiting) pair(sh *share, side int, idle []idler) {
	e, s := &w.ends[side], &sh.sides[side]
	if s.here == 0 {
		return
	}
	for a := range idle {
		c := idle[a].left * s.ratio
		if c == 0 {
			continue
		}
		row := &e.pairs[idle[a].player&(crowd-1)]
		for y := s.here; y != 0; y &= y - 1 {
			j := bits.TrailingZeros64(y) & (crowd - 1)
			row[j] += c * w.pay[j]
		}
	}
}

func (e *end) least() int64 {
	total := int64(0)
	order := e.order[:e.n]
	for k, i := range order {
		for _, j := range order[:k] {
			total += min(e.pairs[i&(crowd-1)][j&(crowd-1)], e.pairs[j&(crowd-1)][i&(crowd-1)])
		}
	}
	return total
}
