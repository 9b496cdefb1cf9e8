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

// The worked payslips of the package through the door: every name of the contract, every cent.
func TestWorkedPayslips(t *testing.T) {
	data, err := os.ReadFile("../../payroll/testdata/payslips.json")
	require.NoError(t, err)
	var cases []struct {
		Case   json.RawMessage `json:"case"`
		Expect map[string]any  `json:"expect"`
	}
	require.NoError(t, json.Unmarshal(data, &cases))
	var engagements []json.RawMessage
	for _, c := range cases {
		engagements = append(engagements, c.Case)
	}
	input, err := json.Marshal(engagements)
	require.NoError(t, err)
	var out, problems bytes.Buffer
	require.Zero(t, program().Run(nil, bytes.NewReader(input), &out, &problems), problems.String())
	var slips []map[string]any
	require.NoError(t, json.Unmarshal(out.Bytes(), &slips))
	require.Len(t, slips, len(cases))
	for i, c := range cases {
		slip := slips[i]
		for key, want := range c.Expect {
			if key != "lines" {
				require.Equal(t, want, slip[key], "%s of %s", key, c.Expect["id"])
			}
		}
		wanted, lines := c.Expect["lines"].([]any), slip["lines"].([]any)
		require.Len(t, lines, len(wanted))
		for j := range wanted {
			line := lines[j].(map[string]any)
			for key, want := range wanted[j].(map[string]any) {
				require.Equal(t, want, line[key], "%s of line %d of %s", key, j, c.Expect["id"])
			}
			require.NotEmpty(t, line["labelFr"])
			require.NotEmpty(t, line["labelEn"])
			require.NotEmpty(t, line["refs"])
		}
		require.NotEmpty(t, slip["netSocial"])
		require.NotEmpty(t, slip["notices"])
	}
}

func TestReferencesAreCited(t *testing.T) {
	var out, problems bytes.Buffer
	require.Zero(t, program().Run([]string{"-references"}, strings.NewReader(""), &out, &problems))
	assert.Contains(t, out.String(), `"key": "CSS D242-3"`)
	assert.Contains(t, out.String(), `https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000036679615`)
}

func TestOneFaultRefusesTheList(t *testing.T) {
	const sound = `{"id":"a","date":"2026-07-15","category":"artist","agreement":"3097","gross":"412.08","days":1,"headcount":5}`
	var out, problems bytes.Buffer
	status := program().Run(nil, strings.NewReader("["+sound+","+strings.Replace(sound, "412.08", "-1.00", 1)+"]"), &out, &problems)
	assert.Equal(t, 2, status)
	assert.Empty(t, out.String())
	assert.Equal(t, "[1].gross: is negative: \"-1.00\"\n", problems.String())
}
