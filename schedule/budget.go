package schedule

import "context"

// budget is what a search may still use. It asks the context now and then.
type budget struct {
	ctx    context.Context
	limit  int64 // of nodes; 0 is none
	nodes  int64 // looked at
	worked int64 // steps, about a nanosecond each or a few
	asked  int64 // worked when ctx was asked last
	ended  bool
}

// spend counts nodes and reports whether the search has to end before it looks at them.
func (b *budget) spend(nodes int64) bool {
	if b.limit > 0 && b.nodes+nodes > b.limit {
		b.ended = true
	}
	if !b.ended {
		b.nodes += nodes
	}
	return b.ended
}

// between is how much work is done before the context is asked again: some tens of microseconds.
const between = 1 << 14

// tire counts work and reports whether the search has to end.
func (b *budget) tire(work int) bool {
	b.worked += int64(work)
	if b.worked-b.asked >= between {
		b.asked = b.worked
		b.ended = b.ended || b.ctx.Err() != nil
	}
	return b.ended
}

// finding is where the search for a part stands: the best order of groups with its holding cost, and a
// holding cost that no order goes below.
type finding struct {
	order   []int32
	holding int64
	bound   int64
}

// take notes a cheaper order.
func (f *finding) take(order []int32, holding int64) {
	if f.order == nil || holding < f.holding {
		f.order = append(f.order[:0], order...)
		f.holding = holding
	}
}

// proved reports whether nothing can be cheaper.
func (f *finding) proved() bool { return f.order != nil && f.bound >= f.holding }
