package schedule

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
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
	everyOrder(problem.Scenes, func(order []int) {
		cost, _, err := problem.Cost(order)
		require.NoError(t, err)
		if best < 0 || cost < best {
			best = cost
		}
	})
	return best
}

// everyOrder visits all orders of n scenes.
func everyOrder(n int, visit func(order []int)) {
	order := script(n)
	var permute func(int)
	permute = func(k int) {
		if k == len(order) {
			visit(order)
			return
		}
		for i := k; i < len(order); i++ {
			order[k], order[i] = order[i], order[k]
			permute(k + 1)
			order[k], order[i] = order[i], order[k]
		}
	}
	permute(0)
}

func script(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i + 1
	}
	return order
}

// cheapestBySets is the plain dynamic programme over the sets of scenes already played: what the next scene
// costs depends on the set alone.
func cheapestBySets(problem Talent) int64 {
	n := problem.Scenes
	least := make([]int64, 1<<n)
	for set := 1; set < 1<<n; set++ {
		least[set] = math.MaxInt64
		for s := range n {
			if set>>s&1 == 0 {
				continue
			}
			before := set &^ (1 << s)
			pay := int64(0)
			for _, a := range problem.Actors {
				plays, begun, goesOn := false, false, false
				for _, k := range a.Scenes {
					plays = plays || k-1 == s
					begun = begun || before>>(k-1)&1 != 0
					goesOn = goesOn || set>>(k-1)&1 == 0
				}
				if plays || begun && goesOn {
					pay += a.DailyCost
				}
			}
			least[set] = min(least[set], least[before]+pay*problem.Durations[s])
		}
	}
	return least[1<<n-1]
}

// varied are random problems of many shapes: few or many players in a scene, scenes that are alike, parts that
// share nobody, and players who cost nothing.
func varied(r *rand.Rand, scenes, actors int) Talent {
	t := Talent{Name: "varied", Scenes: scenes, Durations: []int64{}, Actors: []Actor{}}
	for range scenes {
		t.Durations = append(t.Durations, 1+r.Int64N(4))
	}
	rare, parts, dear := 1+r.IntN(5), 1+r.IntN(3), 1+r.Int64N(30)
	for i := range actors {
		a := Actor{Name: fmt.Sprint(i), DailyCost: r.Int64N(dear), Scenes: []int{}}
		for s := 1; s <= scenes; s++ {
			if s%parts == i%parts && r.IntN(rare) == 0 {
				a.Scenes = append(a.Scenes, s)
			}
		}
		r.Shuffle(len(a.Scenes), func(i, j int) { a.Scenes[i], a.Scenes[j] = a.Scenes[j], a.Scenes[i] })
		t.Actors = append(t.Actors, a)
	}
	return t
}

// rounds of a random test, fewer in short mode.
func rounds(n int) int {
	if testing.Short() {
		return (n + 9) / 10
	}
	return n
}

func TestSolveTalentAgainstEveryOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range rounds(500) {
		problem := varied(r, r.IntN(7), r.IntN(7))
		requireOptimal(t, problem, cheapest(t, problem))
	}
	if !testing.Short() {
		problem := varied(r, 9, 6)
		requireOptimal(t, problem, cheapest(t, problem))
	}
}

func TestSolveTalentAgainstSetsOfScenes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range rounds(500) {
		problem := varied(r, 7+r.IntN(6), 2+r.IntN(10))
		requireOptimal(t, problem, cheapestBySets(problem))
	}
}

func requireOptimal(t *testing.T, problem Talent, cost int64) {
	t.Helper()
	plan, err := SolveTalent(t.Context(), problem, TalentOptions{})
	require.NoError(t, err)
	require.True(t, plan.Optimal, "%+v", problem)
	require.Equal(t, cost, plan.Cost, "%+v", problem)
	require.Equal(t, cost, plan.LowerBound)
	requirePlan(t, problem, plan)
}

// requirePlan checks what holds of every plan.
func requirePlan(t *testing.T, problem Talent, plan TalentPlan) {
	t.Helper()
	cost, holding, err := problem.Cost(plan.Order)
	require.NoError(t, err)
	require.Equal(t, plan.Cost, cost)
	require.Equal(t, plan.HoldingCost, holding)
	require.LessOrEqual(t, cost-holding, plan.LowerBound)
	require.LessOrEqual(t, plan.LowerBound, plan.Cost)
	require.Equal(t, plan.Optimal, plan.LowerBound == plan.Cost)
}

// Wherever a limit of nodes or of memory ends the search, its bound is no more than the optimum.
func TestBoundsOfUnfinishedSearches(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	proved := 0
	for range rounds(1_500) {
		problem := varied(r, 6+r.IntN(5), 3+r.IntN(8))
		least := cheapestBySets(problem)
		for _, o := range []TalentOptions{{Nodes: 1 + r.Int64N(40)}, {Nodes: 100 + r.Int64N(500)}, {Memory: 1 + r.Int64N(2_000)}} {
			o.Seed = r.Uint64()
			plan, err := SolveTalent(t.Context(), problem, o)
			require.NoError(t, err)
			requirePlan(t, problem, plan)
			require.LessOrEqual(t, plan.LowerBound, least, "%+v %+v", o, problem)
			require.LessOrEqual(t, least, plan.Cost)
			if o.Nodes > 0 {
				require.LessOrEqual(t, plan.Nodes, o.Nodes)
			}
			if plan.Optimal {
				proved++
			}
		}
	}
	assert.Positive(t, proved)
}

// countdown is a context that ends when it was asked so many times.
type countdown struct {
	context.Context
	left *int
}

func (c countdown) Err() error {
	if *c.left--; *c.left < 0 {
		return context.Canceled
	}
	return nil
}

func (c countdown) Deadline() (time.Time, bool) { return time.Unix(1<<40, 0), true }

// A search that is cancelled anywhere has a plan.
func TestCancelledAnywhere(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 4))
	for _, size := range []struct{ scenes, actors int }{{30, 20}, {90, 12}, {150, 140}, {1_200, 30}} {
		problem := randomTalent(r, size.scenes, size.actors)
		for asked := 0; asked < rounds(400); asked += 1 + asked/2 {
			left := asked
			plan, err := SolveTalent(countdown{t.Context(), &left}, problem, TalentOptions{})
			require.NoError(t, err)
			requirePlan(t, problem, plan)
			require.Negative(t, left, "it was asked until it ended")
			require.Greater(t, left, -40, "and not many times after")
		}
	}
}

func TestSolveTalentIsDeterministic(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	r := rand.New(rand.NewPCG(2, 2))
	few, many := randomTalent(r, 14, 7), randomTalent(r, 90, 40)
	for _, c := range []struct {
		problem Talent
		options TalentOptions
	}{
		{few, TalentOptions{}}, {few, TalentOptions{Seed: 3}}, {few, TalentOptions{Nodes: 200}}, {few, TalentOptions{Nodes: 1}},
		{many, TalentOptions{Nodes: 800}}, {many, TalentOptions{Nodes: 800, Seed: 1}}, {many, TalentOptions{Nodes: 800, Memory: 1 << 16}},
	} {
		first, err := SolveTalent(t.Context(), c.problem, c.options)
		require.NoError(t, err)
		for _, threads := range []int{1, 2, 8} {
			runtime.GOMAXPROCS(threads)
			again, err := SolveTalent(t.Context(), c.problem, c.options)
			require.NoError(t, err)
			require.Equal(t, first, again)
		}
		requirePlan(t, c.problem, first)
		if c.options.Nodes > 0 {
			assert.LessOrEqual(t, first.Nodes, c.options.Nodes)
		}
	}
}

func TestTalentOptionsValidate(t *testing.T) {
	_, err := SolveTalent(t.Context(), small(), TalentOptions{Nodes: -1, Memory: -2})
	require.EqualError(t, err, "nodes: is negative: \"-1\"\nmemory: is negative: \"-2\"")
	var fault *FieldError
	require.ErrorAs(t, err, &fault)
}

// Two actors of one name are two actors.
func TestActorsOfOneName(t *testing.T) {
	problem := small()
	problem.Actors[1].Name = problem.Actors[0].Name
	plan, err := SolveTalent(t.Context(), problem, TalentOptions{})
	require.NoError(t, err)
	assert.Equal(t, int64(29), plan.Cost)
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

// The ring of n scenes, of which each two in a row, and the last and the first, share a player: whatever the
// order, the players cover every place between the first and the last scene of it but the end twice, n − 2 in
// all for waiting, as a ring has two ways between any two scenes.
func ring(n int) Talent {
	problem := Talent{Scenes: n}
	for i := range n {
		problem.Durations = append(problem.Durations, 1)
		problem.Actors = append(problem.Actors, Actor{Name: fmt.Sprint(i), DailyCost: 1, Scenes: []int{i + 1, (i+1)%n + 1}})
	}
	return problem
}

// More scenes than a word has bits: an order, a bound, and what limits there are are used.
func TestSolveTalentOfManyScenes(t *testing.T) {
	problem := ring(70)
	for _, nodes := range []int64{20_000, 1_000, 1} {
		plan, err := SolveTalent(t.Context(), problem, TalentOptions{Nodes: nodes, Seed: 1})
		require.NoError(t, err)
		requirePlan(t, problem, plan)
		assert.LessOrEqual(t, plan.Nodes, nodes)
		assert.Less(t, nodes-settlingWindow, plan.Nodes, "all of it is used")
		assert.LessOrEqual(t, plan.LowerBound, int64(140+68))
		if nodes > 10_000 {
			assert.Equal(t, int64(68), plan.HoldingCost)
		}
	}
}

// A proof for more scenes and players than a word has bits: a chain, of which each two scenes in a row share a
// player, but given out of order, and rings beside it.
func TestProofsOfManyScenes(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	const links, rings = 100, 8
	problem := Talent{Scenes: links + 1 + 5*rings, Durations: slices.Repeat([]int64{1}, links+1+5*rings)}
	number := r.Perm(problem.Scenes)
	play := func(a, b int) {
		problem.Actors = append(problem.Actors, Actor{Name: "x", DailyCost: 3, Scenes: []int{number[a] + 1, number[b] + 1}})
	}
	for i := range links {
		play(i, i+1)
	}
	for k := range rings {
		for i := range 5 {
			play(links+1+5*k+i, links+1+5*k+(i+1)%5)
		}
	}
	plan, err := SolveTalent(t.Context(), problem, TalentOptions{})
	require.NoError(t, err)
	requirePlan(t, problem, plan)
	assert.True(t, plan.Optimal)
	assert.Equal(t, int64(rings*3*3), plan.HoldingCost, "three of each ring of five")
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

// Thousands of parts that share no player need no more than their share of memory and time.
func TestManyParts(t *testing.T) {
	const parts = 2_000
	problem := Talent{Scenes: 3 * parts, Durations: slices.Repeat([]int64{1}, 3*parts)}
	for i := range parts {
		for k := range 3 { // of three such players one waits, as in a company of three
			problem.Actors = append(problem.Actors, Actor{Name: "x", DailyCost: 2, Scenes: []int{i + k*parts + 1, i + (k+1)%3*parts + 1}})
		}
	}
	plan, err := SolveTalent(t.Context(), problem, TalentOptions{})
	require.NoError(t, err)
	requirePlan(t, problem, plan)
	assert.True(t, plan.Optimal)
	assert.Equal(t, int64(2*parts), plan.HoldingCost)
}
