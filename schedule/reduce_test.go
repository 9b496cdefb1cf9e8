package schedule

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Scenes 1 and 4 are alike; so are 2 and 5, but for Cy, who plays in one group only. Ana and Bo play the same, Di
// and Ed cost or wait nothing, and scene 3 needs nobody who waits. What is left shares nobody with it.
func TestReduce(t *testing.T) {
	problem := Talent{Scenes: 6, Durations: []int64{1, 2, 4, 8, 16, 32}, Actors: []Actor{
		{Name: "Ana", DailyCost: 3, Scenes: []int{4, 1, 2, 5}},
		{Name: "Bo", DailyCost: 5, Scenes: []int{1, 2, 4, 5}},
		{Name: "Cy", DailyCost: 7, Scenes: []int{5}},
		{Name: "Di", DailyCost: 0, Scenes: []int{1, 3, 6}},
		{Name: "Ed", DailyCost: 9, Scenes: []int{}},
		{Name: "Flo", DailyCost: 2, Scenes: []int{1, 4, 6}},
	}}
	p := reduce(problem, never)
	assert.Equal(t, []group{{[]int{1, 4}, 9}, {[]int{2, 5}, 18}, {[]int{3}, 4}, {[]int{6}, 32}}, p.groups)
	assert.Equal(t, []int64{8, 2}, p.costs)
	assert.Equal(t, [][]int32{{0, 1}, {0, 3}}, p.parts)
	assert.Equal(t, [][]int32{{0, 1}, {0}, {}, {1}}, p.cast)

	parts := p.components()
	require.Len(t, parts, 2)
	assert.Equal(t, []group{{[]int{1, 4}, 9}, {[]int{2, 5}, 18}, {[]int{6}, 32}}, parts[0].groups)
	assert.Equal(t, [][]int32{{0, 1}, {0, 2}}, parts[0].parts)
	assert.Equal(t, [][]int32{{}}, parts[1].cast)

	assert.Len(t, reduce(problem, func() bool { return true }).groups, 6, "without time nothing is merged")
}

// Groups once alike may make players alike and so on: in a chain of scenes whose players leave one by one all
// becomes a single group.
func TestReduceGoesOn(t *testing.T) {
	problem := Talent{Scenes: 5, Durations: []int64{1, 1, 1, 1, 1}}
	for i := range 4 {
		problem.Actors = append(problem.Actors, Actor{Name: "x", DailyCost: 1, Scenes: script(i + 2)})
	}
	p := reduce(problem, never)
	require.Len(t, p.groups, 1)
	assert.Equal(t, script(5), p.groups[0].scenes)
	assert.Empty(t, p.costs)
}

func TestClasses(t *testing.T) {
	r := rand.New(rand.NewPCG(16, 16))
	for range 200 {
		n, sets := 1+r.IntN(12), make([][]int32, r.IntN(4))
		in := make([][]bool, n)
		for i := range in {
			in[i] = make([]bool, len(sets))
			for k := range sets {
				if r.IntN(2) == 0 {
					in[i][k], sets[k] = true, append(sets[k], int32(i))
				}
			}
		}
		class := classes(n, sets)
		next := int32(0)
		for i := range class {
			require.LessOrEqual(t, class[i], next, "numbered as they come")
			next = max(next, class[i]+1)
			for j := range i {
				require.Equal(t, assert.ObjectsAreEqual(in[i], in[j]), class[i] == class[j])
			}
		}
	}
}
