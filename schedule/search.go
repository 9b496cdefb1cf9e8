package schedule

import "slices"

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
	left   int       // layer in hand of the column
	width  int       // of the column
	taken  int       // of the layer in hand
	room   int       // for nodes
	full   bool
	middle middle[W]
	waiting
}

// firstWidth is how many nodes of a layer the first column takes; each takes widening times as many as the one before.
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
	for !s.ended && !s.full {
		if s.left == 0 && !s.nextColumn() {
			break
		}
		whole := s.layer(until, quota > 0)
		if quota > 0 && s.worked >= until || quota == 0 && whole && s.left == 0 {
			break
		}
	}
	s.bound = max(s.bound, min(s.holding, s.least()))
	return s.bound < s.holding && !s.full
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
func (s *search[W]) least() int64 {
	least := s.holding
	for _, layer := range s.layers {
		for _, at := range layer {
			least = min(least, s.at(at).bound())
		}
	}
	return least
}

// layer expands the most promising nodes of the layer in hand and goes on to the next. It reports whether it did.
func (s *search[W]) layer(until int64, limited bool) bool {
	s.heapify(s.layers[s.left])
	for ; s.taken < s.width && len(s.layers[s.left]) > 0; s.taken++ {
		if s.ended || s.full || limited && s.worked >= until {
			return false
		}
		at := s.layers[s.left][0]
		n := s.at(at)
		if n.bound() < s.holding && !s.outdone(n) {
			if s.spend(1) {
				return false
			}
			s.expand(at)
			if s.ended || s.full { // in the middle of it
				return false
			}
		}
		s.pop(s.left)
		s.at(at).isOpen = false
	}
	s.left, s.taken = s.left-1, 0
	return true
}

// open puts a node among those to expand. Nodes are opened only below the layer in hand, which is a heap.
func (s *search[W]) open(at int32) {
	n := s.at(at)
	if n.isOpen {
		return
	}
	n.isOpen = true
	left := size(n.rest)
	s.layers[left] = append(s.layers[left], at)
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
	s.gather(&n)
	if i := m.forced(n.left); i >= 0 {
		s.put(at, &n, i)
		return
	}
	m.dominate(s, &n)
	for i := range m.items {
		if s.ended || s.full {
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
	s.tire(len(m.items))
	child.toCome = s.boundWithout(i, s.holding-child.cost)
	if child.bound() >= s.holding {
		return
	}
	if s.count == s.room {
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
