package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Ana plays scenes 1 and 3, Bo 2 and 4: played as 1 3 2 4 nobody waits.
const short = `{"name":"short","scenes":4,"durations":[1,2,1,1],"actors":[
	{"name":"Ana","dailyCost":10,"scenes":[1,3]},{"name":"Bo","dailyCost":3,"scenes":[2,4]}]}`

func TestAnswer(t *testing.T) {
	for _, args := range [][]string{nil, {"-time", "10s", "-nodes", "1000", "-seed", "7"}} {
		var out, problems bytes.Buffer
		require.Zero(t, program().Run(args, strings.NewReader(short), &out, &problems), problems.String())
		var answer map[string]any
		require.NoError(t, json.Unmarshal(out.Bytes(), &answer))
		assert.Equal(t, "short", answer["name"])
		assert.Equal(t, 29.0, answer["cost"])
		assert.Equal(t, 0.0, answer["holdingCost"])
		assert.Equal(t, 29.0, answer["lowerBound"])
		assert.Equal(t, true, answer["optimal"])
		assert.Equal(t, []any{1.0, 3.0, 2.0, 4.0}, answer["order"])
		assert.Contains(t, answer, "nodes")
		assert.Contains(t, answer, "elapsedMs")
	}
}

func TestBadProblem(t *testing.T) {
	for _, c := range []struct {
		name     string
		args     []string
		document string
		want     string
	}{
		{"unknown scene", nil, strings.Replace(short, "[1,3]", "[1,5]", 1), "actors[0].scenes[1]: is out of range: 1 to 4: \"5\"\n"},
		{"no name", nil, strings.Replace(short, `"name":"short",`, ``, 1), "name: is missing\n"},
		{"not an object", nil, `[]`, "document: wrong type: an object is wanted\n"},
		{"too dear", nil, strings.Replace(short, `10,`, `9000000000000000000,`, 1), "document: is out of range: the cost of all actors over the whole shoot is too great\n"},
		{"negative nodes", []string{"-nodes", "-1"}, short, "-nodes: is negative\n"},
		{"negative time", []string{"-time", "-1s"}, short, "-time: is negative\n"},
		{"both negative", []string{"-time", "-1s", "-nodes", "-5"}, short, "-nodes: is negative\n-time: is negative\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out, problems bytes.Buffer
			assert.Equal(t, 2, program().Run(c.args, strings.NewReader(c.document), &out, &problems))
			assert.Empty(t, out.String())
			assert.Equal(t, c.want, problems.String())
		})
	}
}

// film has scenes in a ring, of which each two in a row share a player. In any order the players wait for n − 2
// scenes at least, as a ring has two ways between its first and its last scene.
func film(scenes int) string {
	var durations, actors []string
	for i := range scenes {
		durations = append(durations, "1")
		actors = append(actors, fmt.Sprintf(`{"name":"A%d","dailyCost":1,"scenes":[%d,%d]}`, i, i+1, (i+1)%scenes+1))
	}
	return fmt.Sprintf(`{"name":"ring","scenes":%d,"durations":[%s],"actors":[%s]}`, scenes, strings.Join(durations, ","), strings.Join(actors, ","))
}

type solution struct {
	Cost, HoldingCost, LowerBound, Nodes, ElapsedMs int64
	Optimal                                         bool
	Order                                           []int
}

func solve(t *testing.T, document string, args ...string) solution {
	t.Helper()
	var out, problems bytes.Buffer
	require.Zero(t, program().Run(args, strings.NewReader(document), &out, &problems), problems.String())
	assert.Empty(t, problems.String())
	var s solution
	require.NoError(t, json.Unmarshal(out.Bytes(), &s))
	return s
}

func TestNodes(t *testing.T) {
	document := film(90)
	for _, nodes := range []int64{1, 50, 500} {
		first := solve(t, document, "-nodes", fmt.Sprint(nodes), "-time", "0")
		assert.LessOrEqual(t, first.Nodes, nodes)
		assert.False(t, first.Optimal)
		assert.Len(t, first.Order, 90)
		assert.LessOrEqual(t, first.LowerBound, int64(180+88))
		assert.GreaterOrEqual(t, first.HoldingCost, int64(88))
		again := solve(t, document, "-time=0", fmt.Sprintf("-nodes=%d", nodes))
		first.ElapsedMs, again.ElapsedMs = 0, 0
		assert.Equal(t, first, again, "the same nodes and seed, the same answer")
	}
}

func TestSeed(t *testing.T) {
	document := film(16)
	for _, seed := range []string{"0", "1", "18446744073709551615"} {
		s := solve(t, document, "-nodes", "1000", "-seed", seed)
		assert.Equal(t, int64(14), s.HoldingCost, "every seed comes to the optimum")
	}
}

// When the time is over there is an answer, and no error.
func TestTime(t *testing.T) {
	for _, limit := range []string{"1ns", "50ms"} {
		s := solve(t, film(3_000), "-time", limit)
		assert.Len(t, s.Order, 3_000)
		assert.False(t, s.Optimal)
		assert.LessOrEqual(t, s.LowerBound, s.Cost)
	}
	assert.True(t, solve(t, short, "-time", "0").Optimal, "0 is no limit")
}

func TestSchema(t *testing.T) {
	var out, problems bytes.Buffer
	require.Zero(t, program().Run([]string{"-schema"}, strings.NewReader(""), &out, &problems))
	for _, field := range []string{"name", "scenes", "durations", "actors", "dailyCost"} {
		assert.Contains(t, out.String(), `"`+field+`"`)
	}
}

func TestBadOptions(t *testing.T) {
	for _, args := range [][]string{{"-nodes", "many"}, {"-time", "10"}, {"-seed", "-1"}, {"-seconds", "1"}, {"film.json"}} {
		var out, problems bytes.Buffer
		assert.Equal(t, 2, program().Run(args, strings.NewReader(short), &out, &problems), "%v", args)
		assert.Empty(t, out.String())
		assert.NotEmpty(t, problems.String())
	}
}
