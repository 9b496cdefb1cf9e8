package schedule

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// plainHolding is what an order of groups costs for waiting, plainly.
func plainHolding(p *problem, order []int32) int64 {
	total := int64(0)
	for player, part := range p.parts {
		first, last, played, elapsed := int64(-1), int64(0), int64(0), int64(0)
		for _, g := range order {
			if slices.Contains(part, g) {
				if first < 0 {
					first = elapsed
				}
				played += p.groups[g].duration
				last = elapsed + p.groups[g].duration
			}
			elapsed += p.groups[g].duration
		}
		total += p.costs[player] * (last - first - played)
	}
	return total
}

func moved(order []int32, from, to int) []int32 {
	return slices.Insert(slices.Delete(slices.Clone(order), from, from+1), to, order[from])
}

// What a look says of every place, and what a move makes of a line, against the waiting of the order.
func TestLooksAndMovesAgainstOrders(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 200 {
		for _, p := range reduce(randomTalent(r, 1+r.IntN(9), r.IntN(7)), never).components() {
			l := newLine(p)
			for range 20 {
				from := r.IntN(len(l.order))
				before := slices.Clone(l.order)
				l.look(from)
				for to := range l.order {
					require.Equal(t, l.holding+l.costs[to]-l.costs[from], plainHolding(p, moved(before, from, to)), "%v: %d to %d", before, from, to)
				}
				to := r.IntN(len(l.order))
				l.move(from, to)
				require.Equal(t, moved(before, from, to), l.order)
				require.Equal(t, plainHolding(p, l.order), l.holding)
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
