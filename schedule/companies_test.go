package schedule

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What companies of any size prove is no more than what the best order costs.
func TestBoundByCompanies(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 17))
	positive := 0
	for range rounds(500) {
		problem := varied(r, 5+r.IntN(6), 3+r.IntN(12))
		least := cheapestBySets(problem)
		cost, holding := problem.cost(script(problem.Scenes))
		for _, try := range []bounding{{3, 10}, {4, 500}, {6, 100}, {8, 2_000}} {
			b := &budget{ctx: t.Context()}
			bound := boundByCompanies(reduce(problem, never), b, try)
			require.LessOrEqual(t, cost-holding+bound, least, "%+v", problem)
			if bound > 0 {
				positive++
			}
		}
	}
	assert.Positive(t, positive)
}

// Three players of whom each two share a scene that the third does not play: with scenes of a day, and a scene
// of each alone, the one in the middle of the best order waits a day, or both others do. In a company of two
// nobody waits.
func TestCompanyOfThree(t *testing.T) {
	problem := Talent{Scenes: 3, Durations: []int64{1, 1, 1}, Actors: []Actor{
		{Name: "A", DailyCost: 4, Scenes: []int{1, 2}}, {Name: "B", DailyCost: 6, Scenes: []int{2, 3}}, {Name: "C", DailyCost: 5, Scenes: []int{3, 1}},
	}}
	p := reduce(problem, never)
	assert.Equal(t, int64(4), boundByCompanies(p, &budget{ctx: t.Context()}, bounding{3, 100}))
	assert.Zero(t, boundByCompanies(p, &budget{ctx: t.Context()}, bounding{2, 100}))
	assert.Zero(t, boundByCompanies(p, &budget{ctx: t.Context(), limit: 1}, bounding{3, 100}), "no nodes left")
}

// Every player is in one company at most.
func TestCompanies(t *testing.T) {
	p := reduce(randomTalent(rand.New(rand.NewPCG(18, 18)), 40, 30), never)
	var all []int32
	for _, company := range p.companies(6, &budget{ctx: t.Context()}) {
		assert.LessOrEqual(t, len(company), 6)
		all = append(all, company...)
	}
	slices.Sort(all)
	assert.Equal(t, len(p.costs), len(slices.Compact(all)))
}
