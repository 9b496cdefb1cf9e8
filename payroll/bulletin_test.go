package payroll

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEveryCodeIsExplained(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Codes() {
		assert.False(t, seen[c.Code], c.Code)
		seen[c.Code] = true
		for _, sentence := range []string{c.LabelFr, c.LabelEn, c.ExplanationFr, c.ExplanationEn, string(c.Group)} {
			assert.NotEmpty(t, sentence, c.Code)
		}
		assert.True(t, strings.HasSuffix(c.ExplanationFr, ".") && strings.HasSuffix(c.ExplanationEn, "."), c.Code)
	}
}

// Each line of a payslip is in its text once, under the heading of its group, with amounts that
// are those of the payslip.
func TestTextShowsEveryLine(t *testing.T) {
	for _, c := range workedCases(t) {
		slip, err := ComputePayslip(c.Case, Parameters{})
		require.NoError(t, err)
		for _, l := range languages {
			out, err := slip.Text(c.Case, l, Mention{"Employer", "Films\nde la Lune"})
			require.NoError(t, err)
			assert.Contains(t, out, "Employer: Films de la Lune\n")
			for _, line := range slip.Lines {
				label := line.LabelEn
				if l == French {
					label = line.LabelFr
				}
				assert.Equal(t, 1, strings.Count(out, "  "+label+"  "), "%s of %s in\n%s", line.Code, c.Case.ID, out)
			}
			if l == English {
				assert.Contains(t, out, " "+slip.NetPaid.String()+"\n")
				assert.Contains(t, out, " "+slip.EmployerCost.String()+"\n")
			}
			for _, line := range strings.Split(out, "\n") {
				assert.Equal(t, strings.TrimRight(line, " "), line)
			}
		}
	}
	_, err := Payslip{}.Text(Engagement{}, "de")
	require.ErrorContains(t, err, "language: ")
}

// The order of the model (arrêté du 25 février 2016).
func TestTextIsInTheOrderOfTheModel(t *testing.T) {
	c := workedCases(t)[0].Case
	slip, err := ComputePayslip(c, Parameters{})
	require.NoError(t, err)
	out, err := slip.Text(c, French)
	require.NoError(t, err)
	at := -1
	for _, heading := range []string{
		"SALAIRE BRUT", "\nSANTÉ", "\nACCIDENTS DU TRAVAIL", "\nRETRAITE", "\nFAMILLE", "\nASSURANCE CHÔMAGE", "\nAUTRES CONTRIBUTIONS",
		"\nCSG DÉDUCTIBLE", "\nCSG/CRDS NON", "\nEXONÉRATIONS", "\nTOTAL DES COTISATIONS", "\nMONTANT NET SOCIAL", "\nNET À PAYER AVANT",
		"\nMontant net imposable", "\nNET PAYÉ", "\nTOTAL VERSÉ",
	} {
		next := strings.Index(out, heading)
		assert.Greater(t, next, at, heading)
		at = next
	}
}
