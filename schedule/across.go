package schedule

import "math/bits"

// idler is a player of an end who does not play in an item.
type idler struct {
	player uint8
	waited int64 // how much of the item the bound of the end alone counts, scaled, of those done before
	left   int64 // pay that no chain has used yet
}

// across is what the players at both ends are sure to be paid, with what one end means to the other.
//
// A chain of players, from one at the left end to one at the right end, each with an item together with the
// next, covers the whole middle with their stays: whenever an item is played that needs none of them, at
// least one waits. An item without the players of some chains, which take no more than the pay of each
// player, thus costs what the chains take, during all of it (a flow, and by its dual the least pay of
// players whose absence breaks all chains; Qin et al., 2016, 3.4, have the chains of two). The pay that is
// left waits for the other players of its end as in [waiting.apart], now pair by pair: a chain takes pay
// only where that gains more than it loses there.
//
// Complexity O(items × (players at the ends)²), times the free players where chains go through them.
func (w *waiting) across(free uint64, enough int64) int64 {
	l, r := &w.ends[0], &w.ends[1]
	l.forget()
	r.forget()
	flow := int64(0)
	for _, sh := range w.rest {
		left, right := w.idlers(sh, 0), w.idlers(sh, 1)
		if len(left) > 0 && len(right) > 0 {
			flow += sh.duration * w.chains(left, right, free&^sh.players, sh.duration<<w.shift)
			if flow >= enough {
				return flow
			}
		}
		w.pair(sh, 0, left)
		w.pair(sh, 1, right)
	}
	return flow + w.unscaled(l.least()+r.least())
}

// idlers are the players of an end who do not play in an item, those who are done first first.
func (w *waiting) idlers(sh *share, which int) []idler {
	e, s := &w.ends[which], &sh.sides[which]
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

// chains returns the pay that chains take of the idle players of an item of a scaled duration: first of two
// players, then through one free player, then through two.
func (w *waiting) chains(left, right []idler, free uint64, duration int64) int64 {
	taken := int64(0)
	for a := range left {
		i := &left[a]
		taken += w.link(i, right, w.nearby[i.player&(crowd-1)], duration)
	}
	if free == 0 || used(left) || used(right) {
		return taken
	}
	for x := free; x != 0; x &= x - 1 {
		f := bits.TrailingZeros64(x) & (crowd - 1)
		w.spare[f] = w.pay[f]
	}
	for a := range left {
		if i := &left[a]; i.left > 0 {
			taken += w.throughOne(i, right, free&w.nearby[i.player&(crowd-1)], duration)
		}
	}
	if used(right) {
		return taken
	}
	for a := range left {
		if i := &left[a]; i.left > 0 {
			taken += w.throughTwo(i, right, free, duration)
		}
	}
	return taken
}

// used reports whether chains have taken all pay.
func used(idle []idler) bool {
	for i := range idle {
		if idle[i].left > 0 {
			return false
		}
	}
	return true
}

// link takes pay of one player and of those near it at the right end, where it gains.
func (w *waiting) link(i *idler, right []idler, near uint64, duration int64) (taken int64) {
	for b := range right {
		j := &right[b]
		if i.left == 0 || i.waited+j.waited >= duration {
			break
		}
		if near>>(j.player&63)&1 != 0 {
			v := min(i.left, j.left)
			i.left -= v
			j.left -= v
			taken += v
		}
	}
	return taken
}

// throughOne links a player to those at the right end through one of the free players near it.
func (w *waiting) throughOne(i *idler, right []idler, near uint64, duration int64) (taken int64) {
	if near == 0 {
		return 0
	}
	for b := range right {
		j := &right[b]
		if i.left == 0 || i.waited+j.waited >= duration {
			break
		}
		if j.left == 0 {
			continue
		}
		for y := near & w.nearby[j.player&(crowd-1)]; y != 0; y &= y - 1 {
			f := bits.TrailingZeros64(y) & (crowd - 1)
			v := min(i.left, j.left, w.spare[f])
			i.left -= v
			j.left -= v
			w.spare[f] -= v
			taken += v
		}
	}
	return taken
}

// throughTwo links a player to those at the right end through a free player near it and another that is not.
func (w *waiting) throughTwo(i *idler, right []idler, free uint64, duration int64) (taken int64) {
	near := free & w.nearby[i.player&(crowd-1)]
	for x := near; x != 0; x &= x - 1 {
		f := bits.TrailingZeros64(x) & (crowd - 1)
		if w.spare[f] == 0 {
			continue
		}
		for y := free & w.nearby[f] &^ near; y != 0; y &= y - 1 {
			g := bits.TrailingZeros64(y) & (crowd - 1)
			if w.spare[g] == 0 {
				continue
			}
			before := i.left
			i.left = min(before, w.spare[f], w.spare[g])
			v := w.link(i, right, w.nearby[g], duration)
			i.left = before - v
			w.spare[f] -= v
			w.spare[g] -= v
			taken += v
		}
	}
	return taken
}

// pair adds up what the idle players of an end are paid, with the pay that is left, to wait for each of those
// who play.
func (w *waiting) pair(sh *share, which int, idle []idler) {
	e, s := &w.ends[which], &sh.sides[which]
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

// forget clears the pairs of the players at an end.
func (e *end) forget() {
	order := e.order[:e.n]
	for _, i := range order {
		for _, j := range order {
			e.pairs[i&(crowd-1)][j&(crowd-1)] = 0
		}
	}
}

// least adds up what one of each pair is paid to wait for the other.
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
