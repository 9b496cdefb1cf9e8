package schedule

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// What moves says of every place, against the waiting of the order it makes.
func TestMovesAgainstOrders(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 300 {
		problem := randomTalent(r, 1+r.IntN(9), r.IntN(7))
		groups := mergeScenes(problem)
		w := newWaits(problem, groups)
		order := r.Perm(len(groups))
		before := w.holding(order)
		for from, scene := range order {
			w.moves(order, from)
			places := slices.Clone(w.places)
			for to := range order {
				moved := slices.Insert(slices.Delete(slices.Clone(order), from, from+1), to, scene)
				require.Equal(t, before+places[to]-places[from], w.holding(moved), "%v: %d to %d", order, from, to)
			}
		}
	}
}

// The chances of annealing stay inside an int64 where costs are as great as may be.
func TestAnnealingOfGreatCosts(t *testing.T) {
	problem := Talent{Scenes: 3, Durations: []int64{1, 1, 1}, Actors: []Actor{
		{Name: "A", DailyCost: math.MaxInt64 / 16, Scenes: []int{1, 3}},
		{Name: "B", DailyCost: 1, Scenes: []int{1, 2}}, {Name: "C", DailyCost: 1, Scenes: []int{2, 3}},
	}}
	plan, err := SolveTalent(t.Context(), problem, TalentOptions{})
	require.NoError(t, err)
	require.True(t, plan.Optimal)
	require.Equal(t, int64(1), plan.HoldingCost)
}
