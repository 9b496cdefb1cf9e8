package payroll

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

func monthOf(t testing.TB, year int, month time.Month) civil.Month {
	m, err := civil.NewMonth(year, month)
	require.NoError(t, err)
	return m
}

// What is owed adds up to the contributions, the tax, less the reductions.
func TestRemittancesAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 60 {
		month := monthOf(t, 2025+r.IntN(2), time.Month(1+r.IntN(12)))
		headcount := pick(r, 5, 49, 50)
		var slips []Payslip
		var owed int64
		for range r.IntN(20) {
			e := randomEngagement(r)
			e.Date, e.Headcount = month.Last(), headcount
			slip, err := ComputePayslip(e, Parameters{})
			require.NoError(t, err)
			slips = append(slips, slip)
			owed += slip.EmployeeContributions.Cents() + slip.EmployerContributions.Cents() + slip.IncomeTax.Cents() - slip.Reduction.Cents()
		}
		got, err := Remit(month, slips, headcount, Parameters{})
		require.NoError(t, err)
		require.Equal(t, owed, got.Total.Cents())
		var sum int64
		for _, m := range got.Remittances {
			var lines int64
			for _, l := range m.Lines {
				lines += l.Amount.Cents()
			}
			require.Equal(t, lines, m.Amount.Cents(), m.Body)
			require.Positive(t, m.Refs.Len())
			sum += lines
		}
		require.Equal(t, owed, sum)
	}
}

// The payslip of a gaffer, 1,250.00 € in July 2026, body by body: the lines are those of the
// worked case of the reference (contributions.md), the bodies those of pay-2026.md A.1.
func TestRemittancesByBody(t *testing.T) {
	slip, err := ComputePayslip(Engagement{
		ID: "gaffer", Date: civil.MustParseDate("2026-07-15"), Category: Technician, Agreement: Cinema,
		Gross: money.MustParse("3000.00"), Days: 22, FullMonth: true, Headcount: 5, AccidentRate: new(money.MustDecimal("1.6")),
		WithholdingRate: money.MustDecimal("10"),
	}, Parameters{})
	require.NoError(t, err)
	got, err := Remit(monthOf(t, 2026, time.July), []Payslip{slip}, 5, Parameters{})
	require.NoError(t, err)
	amounts, due := map[Body]string{}, map[Body]string{}
	for _, m := range got.Remittances {
		amounts[m.Body], due[m.Body] = m.Amount.String(), m.Due.String()
	}
	// 3000 × (4.00 + 5.00 + 0.50 + 2.40) % = 357.00, AGS 7.50
	assert.Equal(t, "364.50", amounts[FranceTravail])
	// 3000 × 15.50 %
	assert.Equal(t, "465.00", amounts[CongesSpectacles])
	// 3000 × 0.10 %
	assert.Equal(t, "3.00", amounts[Afdas])
	// 3000 × 0.32 %
	assert.Equal(t, "9.60", amounts[Thalie])
	// 3000 × 0.04 % + 3000 × 0.045 %
	assert.Equal(t, "2.55", amounts[BranchFunds])
	assert.Equal(t, slip.IncomeTax.String(), amounts[TaxOffice])
	// 118.20 + 117.90 + 38.70 + 25.80 + 45.00, less 5.23 of 39.03 of the reduction
	pension, err := money.MustFraction("523/3903").Of(slip.Reduction)
	require.NoError(t, err)
	assert.Equal(t, minus(money.MustParse("345.60"), pension).String(), amounts[Audiens])
	// 15 August 2026 is a Saturday and a public holiday: the Monday after
	assert.Equal(t, "2026-08-17", due[Urssaf])
	assert.Equal(t, "2026-08-25", due[Audiens])

	large, err := Remit(monthOf(t, 2026, time.July), []Payslip{slip}, 50, Parameters{})
	require.NoError(t, err)
	assert.Equal(t, "2026-08-05", large.Remittances[0].Due.String())
}

func TestRemitRefuses(t *testing.T) {
	july := monthOf(t, 2026, time.July)
	for name, c := range map[string]struct {
		month civil.Month
		slips []Payslip
		count int
		want  string
	}{
		"no month":                 {civil.Month{}, nil, 5, "month: is missing"},
		"a month before the table": {monthOf(t, 2024, time.December), nil, 5, "month: "},
		"another month":            {july, []Payslip{{Date: civil.MustParseDate("2026-08-01")}}, 5, "[0].date: is out of range"},
		"no date":                  {july, []Payslip{{}}, 5, "[0].date: is out of range"},
		"negative headcount":       {july, nil, -1, "headcount: is out of range"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Remit(c.month, c.slips, c.count, Parameters{})
			require.ErrorContains(t, err, c.want)
		})
	}
}
