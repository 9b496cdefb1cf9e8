package payroll

import (
	"encoding/json"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The settings of shopspring/decimal belong to whoever embeds the package.
func TestSettingsOfDecimalChangeNothing(t *testing.T) {
	output := func() string {
		var engagements []Engagement
		for _, c := range workedCases(t) {
			engagements = append(engagements, c.Case)
		}
		slips, err := ComputePayslips(engagements, Parameters{})
		require.NoError(t, err)
		text, err := json.Marshal(slips)
		require.NoError(t, err)
		return string(text)
	}
	want := output()
	for name, flip := range map[string]func() func(){
		"DivisionPrecision": func() func() { decimal.DivisionPrecision = 1; return func() { decimal.DivisionPrecision = 16 } },
		"MarshalJSONWithoutQuotes": func() func() {
			decimal.MarshalJSONWithoutQuotes = true
			return func() { decimal.MarshalJSONWithoutQuotes = false }
		},
		"TrimTrailingZeros": func() func() { decimal.TrimTrailingZeros = false; return func() { decimal.TrimTrailingZeros = true } },
		"UseScientificNotation": func() func() {
			decimal.UseScientificNotation = true
			return func() { decimal.UseScientificNotation = false }
		},
		"MaxDecodeExponent": func() func() { decimal.MaxDecodeExponent = 0; return func() { decimal.MaxDecodeExponent = 10_000 } },
		"Zero":              func() func() { decimal.Zero = decimal.New(42, 0); return func() { decimal.Zero = decimal.Decimal{} } },
	} {
		t.Run(name, func(t *testing.T) {
			defer flip()()
			assert.Equal(t, want, output())
		})
	}
}

func TestManyGoroutinesShareRules(t *testing.T) {
	c := workedCases(t)[0]
	rules, err := Parameters{}.At(c.Case.Date)
	require.NoError(t, err)
	want, err := rules.Payslip(c.Case)
	require.NoError(t, err)
	var group sync.WaitGroup
	for range 16 {
		group.Go(func() {
			for range 50 {
				got, err := rules.Payslip(c.Case)
				assert.NoError(t, err)
				assert.Equal(t, want, got)
			}
		})
	}
	group.Wait()
}
