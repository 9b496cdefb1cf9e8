package main

import (
	"bytes"
	"encoding/json"
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
