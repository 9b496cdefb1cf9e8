package schedule

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// plainInversions counts pairs of which the greater is first.
func plainInversions(order []int) int {
	total := 0
	for i, a := range order {
		for _, b := range order[i+1:] {
			if a > b {
				total++
			}
		}
	}
	return total
}

// nearer reports whether a is nearer to the script than b.
func nearer(a, b []int) bool {
	if x, y := plainInversions(a), plainInversions(b); x != y {
		return x < y
	}
	return slices.Compare(a, b) < 0
}

// Of all orders that cost least the plan has the one nearest to the script.
func TestNearestOfFewScenes(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 12))
	several := 0
	for range rounds(300) {
		problem := varied(r, r.IntN(8), r.IntN(5))
		plan, err := SolveTalent(t.Context(), problem, TalentOptions{Seed: r.Uint64()})
		require.NoError(t, err)
		best, optima := script(problem.Scenes), 0
		slices.Reverse(best)
		everyOrder(problem.Scenes, func(order []int) {
			if cost, _ := problem.cost(order); cost == plan.Cost {
				if optima++; nearer(order, best) {
					best = slices.Clone(order)
				}
			}
		})
		require.Equal(t, best, plan.Order, "%+v", problem)
		if optima > 2 { // more than an order and its mirror image
			several++
		}
	}
	assert.Positive(t, several)
}

// Of more scenes no order that is turned round, has one scene elsewhere or some scenes in a row in another
// order is nearer at the same cost.
func TestNearestOfManyScenes(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 13))
	for range rounds(10) {
		problem := varied(r, fewScenes+1+r.IntN(6), 3+r.IntN(5))
		plan, err := SolveTalent(t.Context(), problem, TalentOptions{})
		require.NoError(t, err)
		require.True(t, plan.Optimal)
		check := func(order []int) {
			if cost, _ := problem.cost(order); cost == plan.Cost {
				require.False(t, nearer(order, plan.Order), "%v, not %v", order, plan.Order)
			}
		}
		mirror := slices.Clone(plan.Order)
		slices.Reverse(mirror)
		check(mirror)
		for from := range plan.Order {
			for to := range plan.Order {
				order := slices.Clone(plan.Order)
				check(slices.Insert(slices.Delete(order, from, from+1), to, plan.Order[from]))
			}
		}
		const row = 5
		for from := range len(plan.Order) - row {
			order := slices.Clone(plan.Order)
			everyOrder(row, func(turn []int) {
				for k, i := range turn {
					order[from+k] = plan.Order[from+i-1]
				}
				check(order)
			})
		}
	}
}

// A search that had no time is at least turned to the script.
func TestNearestWithoutTime(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	b := &budget{ctx: ended, ended: true}
	assert.Equal(t, []int{1, 2, 4, 3}, nearest(small(), b, []int{3, 4, 2, 1}))
	assert.Equal(t, []int{1, 2, 4, 3}, nearest(small(), b, []int{1, 2, 4, 3}))
	assert.Equal(t, []int{2, 4, 1, 3}, nearest(small(), b, []int{3, 1, 4, 2}), "as many inversions, and 2 before 3")
}

func TestInversions(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 14))
	for range 100 {
		order := r.Perm(r.IntN(40))
		numbers := make([]int32, len(order))
		for i, s := range order {
			numbers[i] = int32(s)
		}
		require.Equal(t, plainInversions(order), inversions(numbers))
	}
}

// A window is in the best order of all orders that it may have: cheapest, then with the fewest inversions, then
// that with the first scenes first.
func TestWindowsAgainstEveryOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 15))
	for range rounds(300) {
		problem := varied(r, 2+r.IntN(9), r.IntN(8))
		p := scenesOf(problem)
		l := newLine(p)
		l.set(toGroups(r.Perm(problem.Scenes)))
		w := newWindow(l)
		width := 1 + r.IntN(min(6, problem.Scenes))
		from := r.IntN(problem.Scenes - width + 1)
		before := slices.Clone(l.order)
		best, least := slices.Clone(before), plainHolding(p, before)
		order := slices.Clone(before)
		everyOrder(width, func(turn []int) {
			for k, i := range turn {
				order[from+k] = before[from+i-1]
			}
			cost := plainHolding(p, order)
			if cost < least || cost == least && nearer(toScenes(order), toScenes(best)) {
				best, least = slices.Clone(order), cost
			}
		})
		require.Equal(t, !slices.Equal(before, best), w.improve(from, width))
		require.Equal(t, best, l.order)
		require.Equal(t, least, l.holding)
		again := newLine(p)
		again.set(best)
		require.Equal(t, again.place, l.place)
		require.Equal(t, again.begins, l.begins)
		for q := range p.parts { // the first and last groups may be others of the same place only
			require.Equal(t, again.place[again.first[q]], l.place[l.first[q]])
			require.Equal(t, again.place[again.last[q]], l.place[l.last[q]])
		}
	}
}

func toGroups(order []int) []int32 {
	groups := make([]int32, len(order))
	for i, s := range order {
		groups[i] = int32(s)
	}
	return groups
}

func toScenes(order []int32) []int {
	scenes := make([]int, len(order))
	for i, g := range order {
		scenes[i] = int(g)
	}
	return scenes
}

// With more players who come or go in a window than a word has bits it stays as it is.
func TestWindowOfACrowd(t *testing.T) {
	problem := Talent{Scenes: 3, Durations: []int64{1, 1, 1}}
	for range 65 {
		problem.Actors = append(problem.Actors, Actor{Name: "x", DailyCost: 1, Scenes: []int{1, 3}})
	}
	l := newLine(scenesOf(problem))
	assert.False(t, newWindow(l).improve(0, 3))
	plan, err := SolveTalent(t.Context(), problem, TalentOptions{})
	require.NoError(t, err)
	assert.True(t, plan.Optimal)
	assert.Zero(t, plan.HoldingCost)
}
