package schedule

import (
	"math"
	"slices"
)

// search is the exact part: it places scenes from both ends inward (Cheng, Diamond and Lin, Optimal
// scheduling in film production to minimize talent hold cost, 1993) and keeps the cheapest way to each
// state. Open nodes are expanded in columns: each goes from the full middle to the empty one and takes the
// most promising open nodes of every layer of as many groups in the middle, more of them each time, until
// no node is open, which is a proof (anytime column search: Vadlamudi, Gaurav, Aine and Chakrabarti, 2012).
//
// Complexity exponential in the number of groups at worst.
type search[W words] struct {
	*problem
	*budget
	*finding
	players []W // by group
	scenes  []W // by player: the groups
	states[W]
	layers [][]int32 // open nodes by how many groups are in the middle
	lowest []int64   // by layer: the least bound of its open nodes
	left   int       // layer in hand of the column
	width  int       // of the column
	taken  int       // of the layer in hand
	room   int       // for nodes
	full   bool      // there is no more of it
	beam   bool      // what a layer does not take is dropped
	middle middle[W]
	waiting
}

// firstWidth is how many nodes of a layer the first column takes; each takes widening times as many as the
// one before.
const (
	firstWidth = 128
	widening   = 8
)

func newSearch[W words](p *problem, b *budget, f *finding, memory int64) *search[W] {
	s := &search[W]{problem: p, budget: b, finding: f, room: roomFor[W](memory)}
	s.scenes = make([]W, len(p.costs))
	root := node[W]{parent: -1}
	for i, cast := range p.cast {
		var set W
		for _, player := range cast {
			set = put(set, int(player))
			s.scenes[player] = put(s.scenes[player], i)
		}
		s.players = append(s.players, set)
		root.rest = put(root.rest, i)
	}
	s.layers = make([][]int32, len(p.groups)+1)
	s.lowest = slices.Repeat([]int64{math.MaxInt64}, len(s.layers))
	s.middle.numbers = make([]uint8, len(p.costs))
	s.middle.played = make([]int64, len(p.costs))
	s.waiting.prepare(p)
	s.open(s.add(root))
	return s
}

// advance goes on with the search for so much work, or to the end of a column where quota is 0, and reports
// whether there is anything left to do.
func (s *search[W]) advance(quota int64) (more bool) {
	until := s.worked + quota
	for !s.ended {
		if s.left == 0 && (s.beam || !s.nextColumn()) {
			break
		}
		whole := s.layer(until, quota > 0)
		if s.full && !s.beam {
			s.narrow()
			continue
		}
		if quota > 0 && s.worked >= until || quota == 0 && whole && s.left == 0 {
			break
		}
	}
	if s.beam {
		return s.left > 0
	}
	s.bound = max(s.bound, min(s.holding, s.least()))
	return s.bound < s.holding
}

// narrow gives up the proof when there is no more room for nodes. What is proved so far stays; one more column
// begins anew and drops what it does not take, so that its nodes fit.
func (s *search[W]) narrow() {
	s.bound = max(s.bound, min(s.holding, s.least()))
	root := node[W]{parent: -1}
	root.rest = s.at(0).rest
	s.states.clear()
	for i := range s.layers {
		s.layers[i], s.lowest[i] = s.layers[i][:0], math.MaxInt64
	}
	s.beam, s.full = true, false
	n := len(s.groups)
	s.left, s.taken, s.width = n, 0, max(1, s.room/(n*n))
	s.open(s.add(root))
}

// nextColumn begins a column, unless no node is open.
func (s *search[W]) nextColumn() bool {
	s.left, s.taken = len(s.layers)-1, 0
	s.width = max(firstWidth, s.width*widening)
	for _, layer := range s.layers {
		if len(layer) > 0 {
			return true
		}
	}
	return false
}

// least is the least bound of the open nodes.
func (s *search[W]) least() int64 { return slices.Min(s.lowest) }

// layer expands the most promising nodes of the layer in hand and goes on to the next. It reports whether it
// did.
func (s *search[W]) layer(until int64, limited bool) (whole bool) {
	if s.taken == 0 { // else it is one still
		s.heapify(s.layers[s.left])
	}
	whole = s.takeFrom(s.left, until, limited)
	layer := s.layers[s.left]
	if whole && s.beam {
		layer = layer[:0]
	}
	s.layers[s.left], s.lowest[s.left] = layer, math.MaxInt64
	if len(layer) > 0 {
		s.lowest[s.left] = s.at(layer[0]).bound()
	}
	if whole {
		s.left, s.taken = s.left-1, 0
	}
	return whole
}

// takeFrom expands nodes of a layer, which is a heap, up to the width of the column; one at least, whatever
// the limit.
func (s *search[W]) takeFrom(left int, until int64, limited bool) (whole bool) {
	for first := true; s.taken < s.width && len(s.layers[left]) > 0; s.taken++ {
		if s.tire(left) || !first && limited && s.worked >= until {
			return false
		}
		first = false
		at := s.layers[left][0]
		n := s.at(at)
		if n.bound() < s.holding && !s.outdone(n) {
			if s.spend(1) {
				return false
			}
			s.expand(at)
			if s.stopped() { // in the middle of it
				return false
			}
		}
		s.pop(left)
		s.at(at).isOpen = false
	}
	return true
}

// stopped reports whether a node cannot be expanded to the end.
func (s *search[W]) stopped() bool { return s.ended || s.full && !s.beam }

// open puts a node among those to expand. Nodes are opened only below the layer in hand, which is a heap.
func (s *search[W]) open(at int32) {
	n := s.at(at)
	left := size(n.rest)
	s.lowest[left] = min(s.lowest[left], n.bound())
	if !n.isOpen {
		n.isOpen = true
		s.layers[left] = append(s.layers[left], at)
	}
}

// outdone reports whether a state with the same players at the ends and one group less in the middle is known
// at no greater cost: whatever follows here does there (de la Banda, Stuckey and Chu, theorem 2).
func (s *search[W]) outdone(n *node[W]) bool {
	less := n.state
	for i := range each(n.rest) {
		less.rest = drop(n.rest, i)
		if at := s.find(&less); at >= 0 && s.at(at).cost <= n.cost {
			return true
		}
	}
	return false
}

// expand adds the nodes that one more item at the left end of the middle makes.
func (s *search[W]) expand(at int32) {
	n := *s.at(at)
	m := &s.middle
	if s.gather(&n); s.ended {
		return
	}
	if i := m.forced(n.left); i >= 0 {
		s.put(at, &n, i)
		return
	}
	m.dominate(s, &n)
	for i := range m.items {
		if s.stopped() {
			return
		}
		if !m.items[i].dominated {
			s.put(at, &n, i)
		}
	}
}

// put adds the node of item i at the left end of the middle, unless its bound shows that it cannot be
// cheaper than the best order.
func (s *search[W]) put(at int32, n *node[W], i int) {
	m := &s.middle
	it := &m.items[i]
	child := node[W]{parent: at}
	child.rest = without(n.rest, it.groups)
	child.cost = n.cost + s.pay(without(n.left, it.players))*it.duration
	for p := range each(and(n.right, it.players)) { // at both ends: paid for all that is between
		child.cost += s.problem.costs[p] * (m.duration - m.played[p])
	}
	if child.cost >= s.holding {
		return
	}
	if isEmpty(child.rest) {
		s.arrive(child)
		return
	}
	child.left = or(without(n.left, it.players), without(and(it.players, m.several), n.right))
	child.right = without(n.right, it.players)
	l, r := s.pay(child.left), s.pay(child.right)
	if r < l || r == l && before(child.right, child.left) {
		child.left, child.right = child.right, child.left
		child.turned = true
	}
	if known := s.find(&child.state); known >= 0 {
		s.improve(known, child)
		return
	}
	s.tire(boundWork * len(m.items))
	child.toCome = s.boundWithout(i, s.holding-child.cost)
	if child.bound() >= s.holding {
		return
	}
	if s.count >= s.room {
		s.full = true
		return
	}
	s.open(s.add(child))
}

// improve takes a cheaper way to a known state.
func (s *search[W]) improve(known int32, child node[W]) {
	old := s.at(known)
	if child.cost >= old.cost {
		return
	}
	child.toCome, child.isOpen = old.toCome, old.isOpen
	*old = child
	if child.bound() < s.holding {
		s.open(known)
	}
}

// boundWork is about how much work an item is to a bound, in steps of the annealing.
const boundWork = 4

// boundWithout is the bound of what comes after item i.
func (s *search[W]) boundWithout(i int, enough int64) int64 {
	m := &s.middle
	gone := s.shares[i].players
	left := m.left&^gone | gone&s.again&^m.right
	return s.atLeast(i, left, m.right&^gone, m.free&^gone, enough)
}

// pay is what a set of players costs a unit of time.
func (s *search[W]) pay(players W) int64 {
	total := int64(0)
	for p := range each(players) {
		total += s.problem.costs[p]
	}
	return total
}

// arrive takes note of an order.
func (s *search[W]) arrive(n node[W]) {
	s.take(s.orderTo(n), n.cost)
}

// orderTo is the way to a node without groups in the middle, from the first group to the last.
func (s *search[W]) orderTo(end node[W]) []int32 {
	var steps []*node[W]
	for n := &end; n.parent >= 0; n = s.at(n.parent) {
		steps = append(steps, n)
	}
	var left, right []int32
	mirror := false // left is right in the order
	for _, n := range slices.Backward(steps) {
		for i := range each(without(s.at(n.parent).rest, n.rest)) {
			if mirror {
				right = append(right, int32(i))
			} else {
				left = append(left, int32(i))
			}
		}
		mirror = mirror != n.turned
	}
	slices.Reverse(right)
	return append(left, right...)
}
