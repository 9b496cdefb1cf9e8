package schedule

import (
	"cmp"
	"context"
	"math"
	"math/bits"
	"slices"
)

// search builds orders from both ends inward, one scene a layer.
type search struct {
	durations []int64
	costs     []int64  // by player
	players   []uint64 // by scene: the set of players
	scenes    []uint64 // by player: the set of scenes
	shift     uint     // scale of the bound's divisions
	limit     int64
	best      finding
	nodes     []node // of all layers of a pass, for the way back
}

// node is a set of scenes left in the middle. Which end is called left is a convention: the
// one whose waiting players cost less, and the next scene goes there.
type node struct {
	state
	cost    int64 // of all waiting that is decided
	bound   int64 // cost, plus what is sure to come
	parent  int32 // in the nodes of the pass, −1 at the root
	scene   int8
	mirror  bool // left here is right in the order
	atRight bool // the scene stands at the right end of the order
}

// state is what the rest of an order depends on: the scenes in the middle, and the players
// at either end who have scenes there but are not at both ends. Players at both ends are
// paid throughout, which is decided; all others with scenes in the middle have none outside.
type state struct{ rest, left, right uint64 }

// newSearch prepares a search, for problems of at most 64 scenes and players.
func newSearch(w *waits, limit int64) (*search, bool) {
	waiting := 0
	number := make([]int, len(w.costs))
	s := &search{limit: limit, shift: 20}
	for _, g := range w.groups {
		set := uint64(0)
		for _, p := range g.players {
			if number[p] == 0 {
				waiting++
				number[p] = waiting
				s.costs = append(s.costs, w.costs[p])
			}
			set |= 1 << (number[p] - 1)
		}
		s.players = append(s.players, set)
		s.durations = append(s.durations, g.duration)
	}
	if len(w.groups) > 64 || waiting > 64 {
		return nil, false
	}
	s.scenes = make([]uint64, waiting)
	for i, set := range s.players {
		for p := range each(set) {
			s.scenes[p] |= 1 << i
		}
	}
	worst := int64(1)
	for _, c := range s.costs {
		worst += c * s.time(all(len(s.durations)))
	}
	for s.shift > 0 && worst > math.MaxInt64>>(s.shift+2) {
		s.shift--
	}
	return s, true
}

// all returns the set of the first n.
func all(n int) uint64 {
	if n == 0 {
		return 0
	}
	return math.MaxUint64 >> (64 - n)
}

// each returns the members of a set in order.
func each(set uint64) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for ; set != 0; set &= set - 1 {
			if !yield(bits.TrailingZeros64(set)) {
				return
			}
		}
	}
}

// time is how long a set of scenes takes.
func (s *search) time(scenes uint64) int64 {
	total := int64(0)
	for i := range each(scenes) {
		total += s.durations[i]
	}
	return total
}

// pay is what a set of players costs a unit of time.
func (s *search) pay(players uint64) int64 {
	total := int64(0)
	for p := range each(players) {
		total += s.costs[p]
	}
	return total
}

// widths are how many nodes of a layer the passes keep; the last keeps all.
var widths = []int{128, 4_096, math.MaxInt}

// run makes passes of growing width, from a first order on, until one drops nothing that could be cheaper, which is
// a proof.
func (s *search) run(ctx context.Context, start finding) finding {
	s.best = start
	for _, width := range widths {
		if s.best.holding == s.best.bound {
			break
		}
		open, ended := s.pass(ctx, width)
		s.best.bound = max(s.best.bound, min(s.best.holding, open))
		if ended {
			break
		}
	}
	return s.best
}

// pass goes through the layers, keeping the width best nodes of each. It returns the least
// bound of what it left undone, and whether the search has to end.
func (s *search) pass(ctx context.Context, width int) (open int64, ended bool) {
	open = math.MaxInt64
	s.nodes = append(s.nodes[:0], node{state: state{rest: all(len(s.durations))}, parent: -1})
	layer := []int32{0}
	for range s.durations {
		next := newLayer(s)
		for i, at := range layer {
			s.best.nodes++
			if s.limit > 0 && s.best.nodes >= s.limit || s.best.nodes%256 == 0 && ctx.Err() != nil {
				return min(open, s.least(layer[i:]), s.least(next.list)), true
			}
			s.expand(at, next)
		}
		layer = next.list
		if len(layer) > width {
			s.sort(layer)
			open = min(open, s.nodes[layer[width]].bound)
			layer = layer[:width]
		}
	}
	for _, at := range layer {
		if n := s.nodes[at]; n.cost < s.best.holding {
			s.best.holding, s.best.order = n.cost, s.order(at)
		}
	}
	return open, false
}

// least is the least bound of nodes.
func (s *search) least(nodes []int32) int64 {
	least := int64(math.MaxInt64)
	for _, at := range nodes {
		least = min(least, s.nodes[at].bound)
	}
	return least
}

// sort puts the most promising nodes of a layer first.
func (s *search) sort(layer []int32) {
	slices.SortFunc(layer, func(a, b int32) int {
		x, y := &s.nodes[a], &s.nodes[b]
		return cmp.Or(cmp.Compare(x.bound, y.bound), cmp.Compare(x.rest, y.rest), cmp.Compare(x.left, y.left), cmp.Compare(x.right, y.right))
	})
}

// layer collects nodes with as many scenes in the middle, one a state.
type layer struct {
	search *search
	list   []int32
	known  map[state]int32
}

func newLayer(s *search) *layer { return &layer{search: s, known: map[state]int32{}} }

// add keeps a node unless its state is known at no greater cost.
func (l *layer) add(n node) {
	at, known := l.known[n.state]
	if known {
		if n.cost < l.search.nodes[at].cost {
			l.search.nodes[at] = n
		}
		return
	}
	l.known[n.state] = int32(len(l.search.nodes))
	l.list = append(l.list, int32(len(l.search.nodes)))
	l.search.nodes = append(l.search.nodes, n)
}

// expand adds the nodes that one more scene at the left end of the middle makes.
func (s *search) expand(at int32, next *layer) {
	n := s.nodes[at]
	unfixed := n.left | n.right | s.free(n.rest)
	if i, ok := s.forced(n.state, unfixed); ok {
		s.place(at, n, i, next)
		return
	}
	for i := range each(n.rest) {
		if !s.dominated(n.state, unfixed, i) {
			s.place(at, n, i, next)
		}
	}
}

// free are the players all of whose scenes are in the middle.
func (s *search) free(rest uint64) uint64 {
	set := uint64(0)
	for p, scenes := range s.scenes {
		if scenes&^rest == 0 {
			set |= 1 << p
		}
	}
	return set
}

// forced returns a scene that is played by just those who wait at the left end, among those
// whose pay is not decided: it costs nothing there and nothing is gained by waiting.
func (s *search) forced(at state, unfixed uint64) (int, bool) {
	for i := range each(at.rest) {
		if s.players[i]&unfixed == at.left {
			return i, true
		}
	}
	return 0, false
}

// dominated reports whether some other scene does at least as well at the left end as scene
// i: it brings nobody there whom i does not, and takes as many from the right end (Qin,
// Zhang, Lim and Liang, An enhanced branch-and-bound algorithm for the talent scheduling
// problem, 2016, 3.6.1). Of scenes that are alike the first stays.
func (s *search) dominated(at state, unfixed uint64, i int) bool {
	left, right := s.players[i]&unfixed|at.left, s.players[i]&unfixed|at.right
	for j := range each(at.rest) {
		l, r := s.players[j]&unfixed|at.left, s.players[j]&unfixed|at.right
		if j != i && l&^left == 0 && right&^r == 0 && (l != left || r != right || j < i) {
			return true
		}
	}
	return false
}

// place adds the node of scene i at the left end of the middle, unless its bound shows that
// it cannot be cheaper than the best order.
func (s *search) place(at int32, n node, i int, next *layer) {
	child := node{parent: at, scene: int8(i), atRight: n.mirror, mirror: n.mirror}
	child.rest = n.rest &^ (1 << i)
	child.cost = n.cost + s.pay(n.left&^s.players[i])*s.durations[i]
	begun := s.players[i] & s.free(n.rest)
	for p := range each(n.left | begun) {
		if s.scenes[p]&child.rest != 0 {
			child.left |= 1 << p
		}
	}
	child.right = n.right &^ s.players[i]
	for p := range each(n.right & s.players[i]) { // at both ends: paid for all that is between
		child.cost += s.costs[p] * s.time(child.rest&^s.scenes[p])
	}
	if child.cost >= s.best.holding {
		return
	}
	child.bound = child.cost + s.atLeast(child.rest, child.left) + s.atLeast(child.rest, child.right)
	if child.bound >= s.best.holding {
		return
	}
	if l, r := s.pay(child.left), s.pay(child.right); r < l || r == l && child.right < child.left {
		child.left, child.right = child.right, child.left
		child.mirror = !child.mirror
	}
	next.add(child)
}

// atLeast is what the players who wait at one end are sure to be paid for waiting while the
// scenes of the middle are played, whatever their order.
//
// Of two such players one is done first, and the other waits through the scenes of that one
// in which they are not. Dividing a scene's time over the players at that end whom it needs,
// by their pay, adds these waits up over all pairs without counting any twice:
//
//	Σ over pairs a, b of cₐ·c_b·min(rₐ, r_b) − Σ over scenes of q·(C² − Σc²)/2
//
// with C = Σc the pay of those players in a scene, q its time over C and r the sum of q over
// the scenes of a player (de la Banda, Stuckey and Chu, bound L0). Here q is rounded down, which
// keeps it a bound, and everything is a whole number.
func (s *search) atLeast(rest, waiting uint64) int64 {
	if bits.OnesCount64(waiting) < 2 {
		return 0
	}
	var ratios [64]int64
	together := int64(0)
	for i := range each(rest) {
		here := s.players[i] & waiting
		if here == 0 {
			continue
		}
		pay := s.pay(here)
		if pay == 0 {
			continue
		}
		q := s.durations[i] << s.shift / pay
		squares := int64(0)
		for p := range each(here) {
			ratios[p] += q
			squares += s.costs[p] * s.costs[p]
		}
		together += q * ((pay*pay - squares) / 2)
	}
	var order [64]int8
	n := 0
	for p := range each(waiting) {
		order[n] = int8(p)
		n++
	}
	slices.SortFunc(order[:n], func(a, b int8) int { return cmp.Compare(ratios[a], ratios[b]) })
	apart, after := int64(0), s.pay(waiting)
	for _, p := range order[:n] {
		after -= s.costs[p]
		apart += ratios[p] * s.costs[p] * after
	}
	return (apart - together + 1<<s.shift - 1) >> s.shift
}

// order is the way to a node without scenes in the middle, from the first scene to the last.
func (s *search) order(at int32) []int {
	var left, right []int
	for ; s.nodes[at].parent >= 0; at = s.nodes[at].parent {
		if n := s.nodes[at]; n.atRight {
			right = append(right, int(n.scene))
		} else {
			left = append(left, int(n.scene))
		}
	}
	slices.Reverse(left)
	return append(left, right...)
}
