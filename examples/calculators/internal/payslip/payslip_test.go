package payslip

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/payroll"
)

func worked(t testing.TB) []json.RawMessage {
	t.Helper()
	data, err := os.ReadFile("../../../../payroll/testdata/payslips.json")
	require.NoError(t, err)
	var cases []struct{ Case json.RawMessage }
	require.NoError(t, json.Unmarshal(data, &cases))
	var inputs []json.RawMessage
	for _, c := range cases {
		inputs = append(inputs, c.Case)
	}
	return inputs
}

// One at a time from kept rules, the payslips are those that the library computes at once.
func TestKeptRulesGiveTheSamePayslips(t *testing.T) {
	inputs := worked(t)
	data, err := json.Marshal(inputs)
	require.NoError(t, err)
	engagements, err := payroll.Decode(strings.NewReader(string(data)))
	require.NoError(t, err)
	want, err := payroll.ComputePayslips(engagements, payroll.Parameters{})
	require.NoError(t, err)
	d := Door()
	for range 2 {
		for i, e := range engagements {
			slips, err := d.Compute([]payroll.Engagement{e})
			require.NoError(t, err)
			require.Len(t, slips, 1)
			assert.Equal(t, text(t, want[i]), text(t, slips[0]))
		}
	}
}

func text(t *testing.T, slip payroll.Payslip) string {
	t.Helper()
	data, err := json.Marshal(slip)
	require.NoError(t, err)
	return string(data)
}

func TestDatesAreForgotten(t *testing.T) {
	known := rules{}
	engagements, err := payroll.Decode(strings.NewReader("[" + string(worked(t)[0]) + "]"))
	require.NoError(t, err)
	for range mostDates + 1 {
		_, ok := known.payslips(engagements)
		require.True(t, ok)
		before, err := engagements[0].Date.AddDays(-1)
		require.NoError(t, err)
		engagements[0].Date = before
	}
	assert.Len(t, known, 1)
}

func BenchmarkOnePayslip(b *testing.B) {
	d := Door()
	input := "[" + string(worked(b)[0]) + "]"
	b.ReportAllocs()
	for b.Loop() {
		var out strings.Builder
		require.NoError(b, d.Answer(strings.NewReader(input), &out))
	}
}
