package schedule

import "math"

// state is what the rest of an order depends on when scenes are placed from both ends inward: the scenes
// left in the middle, and the players at either end who have scenes there but are not at both ends.
// Players at both ends are paid throughout, which is decided; all others with scenes in the middle have
// none outside (de la Banda, Stuckey and Chu, Solving talent scheduling with dynamic programming, 2011).
//
// Which end is called left is a convention: the one whose waiting players cost less. A state and its
// mirror image are the same.
type state[W words] struct{ rest, left, right W }

// node is a state with the cheapest way to it that is known.
type node[W words] struct {
	state[W]
	cost   int64 // of all waiting that is decided
	toCome int64 // a bound of what is sure to come
	parent int32 // −1 at the root
	turned bool  // left here is right at the parent
	isOpen bool  // to be expanded
}

// bound is a cost that no order through the node goes below.
func (n *node[W]) bound() int64 { return n.cost + n.toCome }

// states are the nodes of a search, one a state, found by open addressing. They grow by a piece at a time,
// so that no growth takes long.
type states[W words] struct {
	chunks [][]node[W]
	count  int
	shards [shards]shard
}

const (
	chunk  = 1 << 10 // nodes
	shards = 1 << 8
)

// shard is the table of the states whose hash begins alike.
type shard struct {
	slots []int32 // index of a node plus one; 0 is free
	used  int
}

// clear forgets all nodes and keeps their memory.
func (t *states[W]) clear() {
	t.count = 0
	for i := range t.shards {
		t.shards[i].used = 0
		clear(t.shards[i].slots)
	}
}

// at is the node of an index.
func (t *states[W]) at(i int32) *node[W] { return &t.chunks[i/chunk][i%chunk] }

// find returns where the state is, or −1.
func (t *states[W]) find(s *state[W]) int32 {
	h := s.hash()
	slots := t.shards[h>>56].slots
	if len(slots) == 0 {
		return -1
	}
	mask := uint64(len(slots) - 1)
	for at := h & mask; slots[at] != 0; at = (at + 1) & mask {
		if found := slots[at] - 1; t.at(found).state == *s {
			return found
		}
	}
	return -1
}

// add appends a node whose state is not there yet.
func (t *states[W]) add(n node[W]) int32 {
	if t.count == len(t.chunks)*chunk {
		t.chunks = append(t.chunks, make([]node[W], chunk))
	}
	i := int32(t.count)
	t.count++
	*t.at(i) = n
	h := n.hash()
	s := &t.shards[h>>56]
	if 2*(s.used+1) > len(s.slots) {
		t.grow(s)
	}
	s.used++
	link(s.slots, h, i)
	return i
}

func (t *states[W]) grow(s *shard) {
	old := s.slots
	s.slots = make([]int32, max(16, 2*len(old)))
	for _, slot := range old {
		if slot != 0 {
			link(s.slots, t.at(slot-1).hash(), slot-1)
		}
	}
}

func link(slots []int32, h uint64, i int32) {
	mask := uint64(len(slots) - 1)
	at := h & mask
	for slots[at] != 0 {
		at = (at + 1) & mask
	}
	slots[at] = i + 1
}

func (s *state[W]) hash() uint64 {
	const odd = 0x9e3779b97f4a7c15 // 2⁶⁴ over the golden ratio
	h := uint64(0)
	for w := range len(s.rest) {
		h = (h ^ s.rest[w]) * odd
		h = (h ^ h>>29 ^ s.left[w]) * odd
		h = (h ^ h>>32 ^ s.right[w]) * odd
	}
	return h ^ h>>31
}

// roomFor is how many nodes fit in so many bytes, with their slots and their places in the layers.
func roomFor[W words](bytes int64) int {
	const perNode, perWord = 48, 24 // of memory: costs, parent, slots and layers; a word of each of the three sets
	each := int64(perNode + perWord*capacity[W]()/64)
	return int(min(bytes/each, math.MaxInt32-1))
}
