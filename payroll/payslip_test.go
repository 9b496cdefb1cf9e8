package payroll

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// workedCase is a payslip of testdata/payslips.json: 88 payslips computed for this project by
// an independent program from the same sources, each line checked against the public model
// of the Urssaf where that has the rule.
type workedCase struct {
	Case   Engagement `json:"case"`
	Expect struct {
		ID                    string `json:"id"`
		SocialBase            string `json:"socialBase"`
		Deduction             string `json:"deduction"`
		Ceiling               string `json:"ceiling"`
		EmployeeContributions string `json:"employeeContributions"`
		EmployerContributions string `json:"employerContributions"`
		Reduction             string `json:"reduction"`
		NetBeforeTax          string `json:"netBeforeTax"`
		NetTaxable            string `json:"netTaxable"`
		IncomeTax             string `json:"incomeTax"`
		NetPaid               string `json:"netPaid"`
		EmployerCost          string `json:"employerCost"`
		Lines                 []map[string]string
	} `json:"expect"`
}

func workedCases(t testing.TB) []workedCase {
	t.Helper()
	data, err := os.ReadFile("testdata/payslips.json")
	require.NoError(t, err)
	var cases []workedCase
	require.NoError(t, json.Unmarshal(data, &cases))
	require.Len(t, cases, 88)
	return cases
}

func TestWorkedPayslips(t *testing.T) {
	for _, c := range workedCases(t) {
		t.Run(c.Case.ID, func(t *testing.T) {
			slip, err := ComputePayslip(c.Case, Parameters{})
			require.NoError(t, err)
			x := c.Expect
			assert.Equal(t, x.SocialBase, slip.SocialBase.String(), "social base")
			assert.Equal(t, x.Deduction, slip.Deduction.String(), "deduction")
			assert.Equal(t, x.Ceiling, slip.Ceiling.String(), "ceiling")
			var lines []map[string]string
			for _, l := range slip.Lines {
				lines = append(lines, map[string]string{
					"code": l.Code, "base": l.Base.String(),
					"employeeRate": l.EmployeeRate.String(), "employeeAmount": l.EmployeeAmount.String(),
					"employerRate": l.EmployerRate.String(), "employerAmount": l.EmployerAmount.String(),
				})
			}
			assert.Equal(t, x.Lines, lines)
			assert.Equal(t, x.EmployeeContributions, slip.EmployeeContributions.String(), "employee contributions")
			assert.Equal(t, x.EmployerContributions, slip.EmployerContributions.String(), "employer contributions")
			assert.Equal(t, x.Reduction, slip.Reduction.String(), "reduction")
			assert.Equal(t, x.NetBeforeTax, slip.NetBeforeTax.String(), "net before tax")
			assert.Equal(t, x.NetTaxable, slip.NetTaxable.String(), "net taxable")
			assert.Equal(t, x.IncomeTax, slip.IncomeTax.String(), "income tax")
			assert.Equal(t, x.NetPaid, slip.NetPaid.String(), "net paid")
			assert.Equal(t, x.EmployerCost, slip.EmployerCost.String(), "employer cost")
		})
	}
}
