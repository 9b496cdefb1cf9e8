package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The worked weeks of the contract through the door: every name, every cent.
func TestWorkedWeeks(t *testing.T) {
	data, err := os.ReadFile("../../payroll/testdata/wages.json")
	require.NoError(t, err)
	var cases []struct {
		Case   json.RawMessage `json:"case"`
		Expect map[string]any  `json:"expect"`
	}
	require.NoError(t, json.Unmarshal(data, &cases))
	require.Len(t, cases, 24)
	var weeks []json.RawMessage
	for _, c := range cases {
		weeks = append(weeks, c.Case)
	}
	input, err := json.Marshal(weeks)
	require.NoError(t, err)
	var out, problems bytes.Buffer
	require.Zero(t, program().Run(nil, bytes.NewReader(input), &out, &problems), problems.String())
	var wages []map[string]any
	require.NoError(t, json.Unmarshal(out.Bytes(), &wages))
	require.Len(t, wages, len(cases))
	keys := references(t)
	for i, c := range cases {
		wage := wages[i]
		for _, list := range []string{"lines", "breaches"} {
			for _, item := range wage[list].([]any) {
				refs := item.(map[string]any)["refs"].([]any)
				require.NotEmpty(t, refs)
				for _, ref := range refs {
					require.Contains(t, keys, ref)
				}
				delete(item.(map[string]any), "refs")
			}
		}
		require.Contains(t, wage, "notices")
		for key, want := range c.Expect {
			require.Equal(t, want, wage[key], "%s of %s", key, c.Expect["id"])
		}
	}
}

// references returns what -references prints, by key.
func references(t *testing.T) map[any]string {
	var out, problems bytes.Buffer
	require.Zero(t, program().Run([]string{"-references"}, strings.NewReader(""), &out, &problems))
	var list []struct{ Key, Title, URL string }
	require.NoError(t, json.Unmarshal(out.Bytes(), &list))
	keys := map[any]string{}
	for _, ref := range list {
		require.NotEmpty(t, ref.Title)
		require.True(t, strings.HasPrefix(ref.URL, "https://"), ref.URL)
		keys[ref.Key] = ref.URL
	}
	return keys
}

func TestSchema(t *testing.T) {
	var out, problems bytes.Buffer
	require.Zero(t, program().Run([]string{"-schema"}, strings.NewReader(""), &out, &problems))
	for _, field := range []string{`"engagement"`, `"mealAt"`, `"restBefore"`, `"holidayOff"`, `"noEquivalence"`, `"maxItems": 7`} {
		assert.Contains(t, out.String(), field)
	}
}

func TestOneFaultRefusesTheList(t *testing.T) {
	const sound = `{"id":"a","date":"2024-05-06","agreement":"3097","job":"Scripte cinéma","setting":"shoot","engagement":"weekly",` +
		`"days":[{"date":"2024-05-06","call":"09:00","wrap":"19:00"}]}`
	var out, problems bytes.Buffer
	broken := strings.Replace(strings.Replace(sound, "shoot", "set", 1), `"days"`, `"weeklyPay":"-1.00","days"`, 1)
	status := program().Run(nil, strings.NewReader("["+sound+","+broken+","+strings.Replace(sound, "Scripte", "Script", 1)+"]"), &out, &problems)
	assert.Equal(t, 2, status)
	assert.Empty(t, out.String())
	assert.Equal(t, []string{
		`[1].setting: is not one of the words allowed: shoot, studio, prep, post: "set"`,
		`[1].weeklyPay: is out of range: more than 0.00, at most 100000000.00: "-1.00"`,
		`[2].job: is no function of the grid: is it Scripte cinéma?: "Script cin\u00e9ma"`,
	}, strings.Split(strings.TrimSpace(problems.String()), "\n"))
}

func TestNothing(t *testing.T) {
	var out, problems bytes.Buffer
	require.Zero(t, program().Run(nil, strings.NewReader("[]"), &out, &problems))
	assert.Equal(t, "[]\n", out.String())
}
