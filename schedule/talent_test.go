package schedule

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Four scenes of durations 1, 2, 1, 1: Ana (10 a day) plays 1 and 3, Bo (3) plays 2 and 4,
// Cy nothing. In script order Ana is paid 1+2+1 = 4 days, Bo 2+1+1 = 4; 2 and 1 of them
// for waiting.
func small() Talent {
	return Talent{
		Name: "small", Scenes: 4, Durations: []int64{1, 2, 1, 1},
		Actors: []Actor{
			{Name: "Ana", DailyCost: 10, Scenes: []int{3, 1}},
			{Name: "Bo", DailyCost: 3, Scenes: []int{2, 4}},
			{Name: "Cy", DailyCost: 7, Scenes: []int{}},
		},
	}
}

func TestCost(t *testing.T) {
	for _, c := range []struct {
		order         []int
		cost, holding int64
	}{
		{[]int{1, 2, 3, 4}, 52, 23},
		{[]int{1, 3, 2, 4}, 29, 0},
		{[]int{1, 4, 3, 2}, 30 + 12, 10 + 3},
	} {
		cost, holding, err := small().Cost(c.order)
		require.NoError(t, err)
		assert.Equal(t, c.cost, cost, "%v", c.order)
		assert.Equal(t, c.holding, holding, "%v", c.order)
	}
	for _, order := range [][]int{nil, {1, 2, 3}, {1, 2, 3, 3}, {0, 1, 2, 3}, {1, 2, 3, 5}, {1, 2, 3, 4, 4}} {
		_, _, err := small().Cost(order)
		require.ErrorIs(t, err, ErrOrder, "%v", order)
	}
}

func TestDecodeTalent(t *testing.T) {
	const text = `{"name":"x","scenes":2,"durations":[1,3],"actors":[{"name":"A","dailyCost":5,"scenes":[2]}]}`
	problem, err := DecodeTalent(strings.NewReader(text))
	require.NoError(t, err)
	assert.Equal(t, Talent{"x", 2, []int64{1, 3}, []Actor{{"A", 5, []int{2}}}}, problem)

	for _, c := range []struct{ name, old, replacement, want string }{
		{"no scenes", `"scenes":2,"durations"`, `"durations"`, "scenes: is missing"},
		{"negative scenes", `"scenes":2,"durations":[1,3]`, `"scenes":-1,"durations":[]`, "scenes: is out of range"},
		{"too many scenes", `"scenes":2`, `"scenes":10001`, "scenes: is out of range: 0 to 10000"},
		{"too few durations", `[1,3]`, `[1]`, "durations: is out of range: 1 durations for 2 scenes"},
		{"duration of nothing", `[1,3]`, `[1,0]`, `durations[1]: is out of range: at least 1: "0"`},
		{"negative duration", `[1,3]`, `[1,-3]`, `durations[1]: is out of range`},
		{"half a day", `[1,3]`, `[1,0.5]`, "durations[1]: wrong type"},
		{"negative cost", `"dailyCost":5`, `"dailyCost":-5`, `actors[0].dailyCost: is negative: "-5"`},
		{"scene 0", `"scenes":[2]`, `"scenes":[0]`, `actors[0].scenes[0]: is out of range: 1 to 2: "0"`},
		{"scene 3", `"scenes":[2]`, `"scenes":[2,3]`, `actors[0].scenes[1]: is out of range`},
		{"scene twice", `"scenes":[2]`, `"scenes":[2,2]`, `actors[0].scenes[1]: is given twice`},
		{"unknown field", `"name":"x"`, `"name":"x","bestKnown":3`, "bestKnown: unknown field"},
		{"overflow of the days", `[1,3]`, `[9223372036854775807,3]`, "too great"},
		{"overflow of the cost", `[1,3]`, `[5000000000000,3]`, "too great"},
		{"not JSON", `{"name"`, `{name`, "unreadable document"},
	} {
		t.Run(c.name, func(t *testing.T) {
			replaced := strings.Replace(text, c.old, c.replacement, 1)
			if c.name == "overflow of the cost" {
				replaced = strings.Replace(replaced, `"dailyCost":5`, `"dailyCost":5000000000000`, 1)
			}
			_, err := DecodeTalent(strings.NewReader(replaced))
			require.ErrorContains(t, err, c.want)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
}

func TestProblemsAreBounded(t *testing.T) {
	many := strings.Repeat("1,", MaxScenes) + "1"
	_, err := DecodeTalent(strings.NewReader(`{"scenes":1,"durations":[` + many + `],"actors":[{"name":"a","dailyCost":1,"scenes":[` + many + `]}]}`))
	require.ErrorContains(t, err, "durations: is out of range: the list has more than 10000 items")
	require.ErrorContains(t, err, "actors[0].scenes: is out of range: the list has more than 10000 items")
}

func TestCostsOfABillionFit(t *testing.T) {
	problem := small()
	for i := range problem.Actors {
		problem.Actors[i].DailyCost *= 1_000_000_000
	}
	cost, holding, err := problem.Cost([]int{1, 2, 3, 4})
	require.NoError(t, err)
	assert.Equal(t, int64(52_000_000_000), cost)
	assert.Equal(t, int64(23_000_000_000), holding)
}
