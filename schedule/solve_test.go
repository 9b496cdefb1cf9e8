package schedule

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func randomTalent(r *rand.Rand, scenes, actors int) Talent {
	t := Talent{Name: "random", Scenes: scenes}
	for range scenes {
		t.Durations = append(t.Durations, 1+r.Int64N(4))
	}
	for i := range actors {
		a := Actor{Name: fmt.Sprint(i), DailyCost: r.Int64N(20), Scenes: []int{}}
		for s := 1; s <= scenes; s++ {
			if r.IntN(3) == 0 {
				a.Scenes = append(a.Scenes, s)
			}
		}
		t.Actors = append(t.Actors, a)
	}
	return t
}

// cheapest tries every order.
func cheapest(t *testing.T, problem Talent) int64 {
	best := int64(-1)
	order := make([]int, problem.Scenes)
	for i := range order {
		order[i] = i + 1
	}
	var permute func(int)
	permute = func(k int) {
		if k == len(order) {
			cost, _, err := problem.Cost(order)
			require.NoError(t, err)
			if best < 0 || cost < best {
				best = cost
			}
			return
		}
		for i := k; i < len(order); i++ {
			order[k], order[i] = order[i], order[k]
			permute(k + 1)
			order[k], order[i] = order[i], order[k]
		}
	}
	permute(0)
	return best
}

func TestSolveTalentAgainstEveryOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 600 {
		problem := randomTalent(r, r.IntN(7), r.IntN(6))
		plan, err := SolveTalent(t.Context(), problem, TalentOptions{})
		require.NoError(t, err)
		require.True(t, plan.Optimal)
		require.Equal(t, cheapest(t, problem), plan.Cost, "%+v", problem)
		require.Equal(t, plan.Cost, plan.LowerBound)
		cost, holding, err := problem.Cost(plan.Order)
		require.NoError(t, err)
		require.Equal(t, plan.Cost, cost)
		require.Equal(t, plan.HoldingCost, holding)
	}
}

// The real films that Cheng, Diamond and Lin (MobStory) and Smith (film103, film105)
// published, with the optima of Qin et al., European Journal of Operational Research 250
// (2016), table 10. The instances are read where they lie.
func TestSolveTalentOnPublishedFilms(t *testing.T) {
	data, err := os.ReadFile("../../shared/data/schedule/published.json")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the published instances may not be copied and are not here")
	}
	require.NoError(t, err)
	var films []Talent
	require.NoError(t, json.Unmarshal(data, &films))
	want := map[string]int64{"MobStory": 871, "film103": 1031, "film105": 849}
	found := 0
	for _, film := range films {
		optimum, ok := want[film.Name]
		if !ok {
			continue
		}
		found++
		t.Run(film.Name, func(t *testing.T) {
			plan, err := SolveTalent(t.Context(), film, TalentOptions{})
			require.NoError(t, err)
			assert.Equal(t, optimum, plan.Cost)
			assert.True(t, plan.Optimal)
			cost, _, err := film.Cost(plan.Order)
			require.NoError(t, err)
			assert.Equal(t, optimum, cost)
		})
	}
	assert.Equal(t, len(want), found)
}

func TestSolveTalentIsDeterministic(t *testing.T) {
	problem := randomTalent(rand.New(rand.NewPCG(2, 2)), 14, 7)
	for _, o := range []TalentOptions{{}, {Seed: 3}, {Nodes: 200}, {Nodes: 1}} {
		first, err := SolveTalent(t.Context(), problem, o)
		require.NoError(t, err)
		for range 3 {
			again, err := SolveTalent(t.Context(), problem, o)
			require.NoError(t, err)
			require.Equal(t, first, again)
		}
		assert.LessOrEqual(t, first.LowerBound, first.Cost)
		if o.Nodes > 0 {
			assert.LessOrEqual(t, first.Nodes, o.Nodes)
		}
	}
}

func TestSolveTalentReturnsTheBestSoFar(t *testing.T) {
	problem := randomTalent(rand.New(rand.NewPCG(3, 3)), 60, 20)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	short, stop := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer stop()
	for name, ctx := range map[string]context.Context{"ended": ended, "short": short} {
		plan, err := SolveTalent(ctx, problem, TalentOptions{})
		require.NoError(t, err, name)
		assert.False(t, plan.Optimal, name)
		assert.Less(t, plan.LowerBound, plan.Cost, name)
		cost, _, err := problem.Cost(plan.Order)
		require.NoError(t, err)
		assert.Equal(t, cost, plan.Cost, name)
	}
}

func TestSolveTalentOfFew(t *testing.T) {
	plan, err := SolveTalent(t.Context(), Talent{Durations: []int64{}, Actors: []Actor{}}, TalentOptions{})
	require.NoError(t, err)
	assert.Equal(t, TalentPlan{Order: []int{}, Optimal: true}, plan)

	plan, err = SolveTalent(t.Context(), small(), TalentOptions{})
	require.NoError(t, err)
	assert.Equal(t, TalentPlan{
		Name: "small", Cost: 29, LowerBound: 29, Optimal: true, Order: plan.Order, Nodes: plan.Nodes,
	}, plan)

	_, err = SolveTalent(t.Context(), Talent{Scenes: 1}, TalentOptions{})
	require.Error(t, err)
}

// More different scenes than one word has bits: no proof, but an answer.
func TestSolveTalentOfManyScenes(t *testing.T) {
	problem := Talent{Scenes: 70}
	for i := range 70 {
		problem.Durations = append(problem.Durations, 1)
		problem.Actors = append(problem.Actors, Actor{Name: fmt.Sprint(i), DailyCost: 1, Scenes: []int{i + 1, (i+1)%70 + 1}})
	}
	plan, err := SolveTalent(t.Context(), problem, TalentOptions{Seed: 1})
	require.NoError(t, err)
	assert.False(t, plan.Optimal)
	assert.LessOrEqual(t, int64(140), plan.LowerBound)
	assert.Len(t, plan.Order, 70)

	// the improvement goes on as long as it may, and stops where it has to
	cost := plan.Cost
	for _, nodes := range []int64{100_000, 1_000, 1} {
		first, err := SolveTalent(t.Context(), problem, TalentOptions{Nodes: nodes})
		require.NoError(t, err)
		assert.LessOrEqual(t, first.Nodes, nodes)
		assert.False(t, first.Optimal)
		again, err := SolveTalent(t.Context(), problem, TalentOptions{Nodes: nodes})
		require.NoError(t, err)
		assert.Equal(t, first, again)
		if nodes > 10_000 {
			assert.Less(t, nodes-settlingWindow, first.Nodes, "all of it is used")
			assert.LessOrEqual(t, first.Cost, cost)
		}
	}
}

// Without a limit of nodes the improvement goes on until the deadline.
func TestSolveTalentUsesItsTime(t *testing.T) {
	problem := randomTalent(rand.New(rand.NewPCG(5, 5)), 80, 70)
	short, err := SolveTalent(t.Context(), problem, TalentOptions{Nodes: 100})
	require.NoError(t, err)
	timed, stop := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer stop()
	plan, err := SolveTalent(timed, problem, TalentOptions{})
	require.NoError(t, err)
	require.Error(t, timed.Err(), "it ended because time did")
	assert.Less(t, plan.Cost, short.Cost)
}
