package payroll

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// Whoever has a payslip alone can say where the base of each line comes from: it is the pay, one of the bases, the
// employer's provident share, or what a step comes to; and each step is base × rate / over + plus, rounded.
func TestEveryBaseIsOnThePayslip(t *testing.T) {
	for _, category := range []Category{Artist, Technician} {
		for _, headcount := range []int{5, 20, 300} {
			t.Run(fmt.Sprintf("%s, %d", category, headcount), func(t *testing.T) {
				slip, err := ComputePayslip(Engagement{
					ID: "who", Date: civil.MustParseDate("2026-07-15"), Category: category, Agreement: Cinema, Gross: money.MustParse("1234.56"),
					Days: 3, Headcount: headcount, AccidentRate: new(money.MustDecimal("1.60")), MobilityRate: money.MustDecimal("2.95"),
					NeutralRate: Metropole,
				}, Parameters{})
				require.NoError(t, err)
				b := slip.Bases
				known := []money.Amount{b.Gross, b.SocialBase, b.Capped, b.Tranche1, b.Tranche2, b.Balance, b.Apec, b.Insured}
				for _, s := range slip.Steps {
					known = append(known, s.Amount)
					exact := new(big.Rat).Mul(big.NewRat(s.Base.Cents(), 100*int64(s.Over)), s.Rate.Rat())
					part, err := money.RoundRat(exact)
					require.NoError(t, err)
					want, err := part.Add(s.Plus)
					require.NoError(t, err)
					if s.Bound == "" {
						assert.Equal(t, want, s.Amount, s.Code)
					}
				}
				provident := money.Total{}
				for _, l := range slip.Lines {
					if l.Code == "prevoyance" || l.Code == "fonds-sante" {
						provident.Add(l.EmployerAmount)
					}
				}
				share, err := provident.Amount()
				require.NoError(t, err)
				for _, l := range slip.Lines {
					assert.True(t, slices.Contains(append(known, share), l.Base), "%s bears on %v", l.Code, l.Base)
				}
			})
		}
	}
}
