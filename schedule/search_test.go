package schedule

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// truth is what is to come at a state at least, by the plain dynamic programme over sets of the groups in the
// middle.
func truth[W words](s *search[W], n *state[W]) int64 {
	var middle []int
	for g := range each(n.rest) {
		middle = append(middle, g)
	}
	all := 1<<len(middle) - 1
	least := make([]int64, all+1)
	for set := 1; set <= all; set++ {
		least[set] = math.MaxInt64
		for k, g := range middle {
			if set>>k&1 != 0 {
				before := set &^ (1 << k)
				least[set] = min(least[set], least[before]+waits(s, n, middle, before, k)*s.groups[g].duration)
			}
		}
	}
	return least[all]
}

// waits is the pay of those who wait while group k of the middle is played after a set of them.
func waits[W words](s *search[W], n *state[W], middle []int, before, k int) int64 {
	pay := int64(0)
	for p, groups := range s.scenes {
		left, right := has(n.left, p), has(n.right, p)
		if has(groups, middle[k]) || !left && !right && !within(groups, n.rest) {
			continue
		}
		for i, g := range middle {
			if i != k && has(groups, g) {
				left = left || before>>i&1 != 0
				right = right || before>>i&1 == 0
			}
		}
		if left && right {
			pay += s.problem.costs[p]
		}
	}
	return pay
}

// At every state that a search without a good order meets, the bound is at most what comes at least.
func TestBoundsOfStates(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	checked, tight := 0, 0
	for range rounds(500) {
		for _, p := range reduce(varied(r, 8+r.IntN(3), 4+r.IntN(10)), never).components() {
			f := finding{order: newLine(p).order, holding: math.MaxInt64 / 4}
			s := newSearch[[1]uint64](p, &budget{ctx: t.Context()}, &f, 1<<24)
			for s.advance(0) {
			}
			for i := range s.count {
				if n := s.at(int32(i)); n.parent >= 0 && r.IntN(4) == 0 {
					least := truth(s, &n.state)
					require.LessOrEqual(t, n.toCome, least, "%+v", p)
					checked++
					if n.toCome == least {
						tight++
					}
				}
			}
		}
	}
	assert.Greater(t, 4*tight, checked, "a bound in four is what comes")
}

// Sets of any size find the same.
func TestSizesOfSets(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for range rounds(20) {
		p := reduce(randomTalent(r, 16, 8), never).components()[0]
		want := found[[1]uint64](t.Context(), p)
		require.Equal(t, want, found[[2]uint64](t.Context(), p))
		require.Equal(t, want, found[[4]uint64](t.Context(), p))
		require.Equal(t, want, found[[16]uint64](t.Context(), p))
		require.Equal(t, want, found[[160]uint64](t.Context(), p))
	}
}

func found[W words](ctx context.Context, p *problem) finding {
	var f finding
	l := newLine(p)
	f.take(l.order, l.holding)
	s := newSearch[W](p, &budget{ctx: ctx}, &f, 1<<26)
	for s.advance(0) {
	}
	return f
}

// Out of memory the search goes on with what it can keep, finds better orders and says what was proved.
func TestSearchOutOfMemory(t *testing.T) {
	p := reduce(randomTalent(rand.New(rand.NewPCG(9, 9)), 24, 12), never)
	exact := found[[1]uint64](t.Context(), p)
	require.True(t, exact.proved())
	for _, memory := range []int64{0, 1_000, 30_000, 100_000} {
		var f finding
		l := newLine(p)
		f.take(l.order, l.holding)
		first := f.holding
		s := newSearch[[1]uint64](p, &budget{ctx: t.Context()}, &f, memory)
		for s.advance(1_000) {
		}
		assert.LessOrEqual(t, s.count, s.room+2)
		assert.Equal(t, plainHolding(p, f.order), f.holding)
		assert.LessOrEqual(t, f.bound, exact.holding)
		assert.GreaterOrEqual(t, f.holding, exact.holding)
		if memory >= 30_000 {
			assert.True(t, s.beam)
			assert.Less(t, f.holding, first)
			assert.Positive(t, f.bound)
		}
	}
}

// Work in small pieces comes to the same end as whole columns.
func TestSearchInPieces(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 10))
	for range rounds(20) {
		p := reduce(randomTalent(r, 15, 7), never)
		want := found[[1]uint64](t.Context(), p)
		var f finding
		l := newLine(p)
		f.take(l.order, l.holding)
		s := newSearch[[1]uint64](p, &budget{ctx: t.Context()}, &f, 1<<26)
		for s.advance(50) {
			require.LessOrEqual(t, f.bound, want.holding)
		}
		require.Equal(t, want.holding, f.holding)
		require.True(t, f.proved())
	}
}

func TestHeapGivesTheLeastFirst(t *testing.T) {
	s := newSearch[[1]uint64](&problem{}, &budget{ctx: t.Context()}, &finding{order: []int32{}, holding: 1 << 40}, 1<<20)
	r := rand.New(rand.NewPCG(11, 11))
	var heap []int32
	for i := range 200 {
		heap = append(heap, s.add(node[[1]uint64]{state: state[[1]uint64]{rest: [1]uint64{uint64(i + 1)}}, cost: r.Int64N(50)}))
	}
	s.layers[0] = heap
	s.heapify(heap)
	last := int64(-1)
	for range heap {
		least := s.at(s.layers[0][0]).bound()
		require.GreaterOrEqual(t, least, last)
		last = least
		s.pop(0)
	}
}

func TestWords(t *testing.T) {
	var a, b [2]uint64
	for _, i := range []int{0, 5, 63, 64, 127} {
		a = put(a, i)
	}
	b = put(put(b, 5), 64)
	var members []int
	for i := range each(a) {
		members = append(members, i)
	}
	assert.Equal(t, []int{0, 5, 63, 64, 127}, members)
	for i := range each(a) {
		assert.Zero(t, i)
		break
	}
	assert.Equal(t, 5, size(a))
	assert.True(t, within(b, a))
	assert.False(t, within(a, b))
	assert.Equal(t, b, and(a, b))
	assert.Equal(t, a, or(a, b))
	assert.Equal(t, 3, size(without(a, b)))
	assert.True(t, has(a, 127) && !has(b, 127) && !has(drop(a, 127), 127))
	assert.True(t, before(b, a) && !before(a, b) && !before(a, a))
	assert.True(t, isEmpty(without(b, a)) && !isEmpty(b))
	assert.Equal(t, 128, capacity[[2]uint64]())
}
