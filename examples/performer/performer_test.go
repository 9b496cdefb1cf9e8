package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const extra = `{"id": "f", "grid": "extra", "function": "Figurant", "engagement": "daily",
	"days": [{"date": "2019-06-03", "call": "08:00", "wrap": "21:00", "meal": 60, "supplements": [{"code": "costume-special"}]}]}`

// A day of twelve hours in the grid of 2013: 105.00, four hours at 11.93, two of them with 25 % and
// two with 50 % (IDCC 3097, titre III, sous-titre II, art. 4.4.1), and a costume of 70.00.
func TestAnExtraThroughTheDoor(t *testing.T) {
	var out, problems bytes.Buffer
	require.Zero(t, program().Run(nil, strings.NewReader("["+extra+"]"), &out, &problems), problems.String())
	var pays []map[string]any
	require.NoError(t, json.Unmarshal(out.Bytes(), &pays))
	require.Len(t, pays, 1)
	assert.Equal(t, "170.62", pays[0]["gross"])
	assert.Equal(t, "70.00", pays[0]["allowances"])
	assert.Equal(t, "12", pays[0]["hours"])
	line := pays[0]["lines"].([]any)[1].(map[string]any)
	assert.Equal(t, map[string]any{
		"code": "extra-hours", "hours": "4", "rate": "1", "price": "11.9300", "amount": "47.72", "refs": []any{"CCN 3097 III.2 art. 4.4"},
	}, line)
}

func TestOneFaultRefusesTheList(t *testing.T) {
	var out, problems bytes.Buffer
	unknown := strings.Replace(extra, `"Figurant"`, `"Figurante"`, 1)
	assert.Equal(t, 2, program().Run(nil, strings.NewReader("["+extra+","+unknown+"]"), &out, &problems))
	assert.Empty(t, out.String())
	assert.Equal(t, "[1].function: is no function of the grid: is it Figurant?: \"Figurante\"\n", problems.String())
}

func TestSchemaAndReferences(t *testing.T) {
	var out, problems bytes.Buffer
	require.Zero(t, program().Run([]string{"-schema"}, strings.NewReader(""), &out, &problems))
	assert.True(t, json.Valid(out.Bytes()))
	assert.Contains(t, out.String(), `"post-sync"`)
	out.Reset()
	require.Zero(t, program().Run([]string{"-references"}, strings.NewReader(""), &out, &problems))
	assert.Contains(t, out.String(), `KALIARTI000047331793`)
}
