package payroll

import (
	"encoding/csv"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// taxOn is the income tax of a taxable pay, by the rules of a day.
func taxOn(t *testing.T, e Engagement, taxable string, p Parameters) money.Amount {
	t.Helper()
	rules, err := p.At(e.Date)
	require.NoError(t, err)
	c := computation{Engagement: e, rules: rules}
	tax := c.incomeTax(money.MustParse(taxable), money.MustParse(taxable))
	require.NoError(t, c.err)
	return tax
}

// Every bracket of the neutral scale, at its first cent and one cent below it, on the first and the
// last day of the scale (BOFiP BOI-BAREME-000037, as transcribed in testdata).
func TestNeutralRates(t *testing.T) {
	file, err := os.Open("testdata/pas_neutral_metropole.csv")
	require.NoError(t, err)
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 61)
	var rateBelow string
	for _, row := range rows[1:] {
		from, to, lower, rate := row[0], row[1], row[2], row[4]
		if from < "2025-01-01" {
			from = "2025-01-01" // payslips begin there
		}
		if to == "" {
			to = "2026-12-31"
		}
		for _, day := range []string{from, to} {
			e := Engagement{Date: civil.MustParseDate(day), NeutralRate: Metropole}
			base := money.MustParse(lower + ".00")
			assert.Equal(t, product(base, money.MustDecimal(rate)), taxOn(t, e, base.String(), Parameters{}).String(), "%s at %s", day, lower)
			if lower == "0" {
				continue
			}
			base = minus(base, money.FromCents(1))
			assert.Equal(t, product(base, money.MustDecimal(rateBelow)), taxOn(t, e, base.String(), Parameters{}).String(), "%s under %s", day, lower)
		}
		rateBelow = rate
	}
}

func TestShortContractAllowance(t *testing.T) {
	june, err := Parameters{}.Choose("withholding/short-allowance", "june-2026")
	require.NoError(t, err)
	for _, c := range []struct {
		name, day, taxable, want string
		p                        Parameters
	}{
		{"reference pay-rules §6, paid from May 2026", "2026-05-01", "2500.00", "22.78", Parameters{}},
		{"reference pay-2026, paid by April 2026: 1752 in 1683–1791 at 1.3 %", "2026-04-30", "2500.00", "22.78", Parameters{}},
		{"2025: 2500 − 739 = 1761, 1.3 %", "2025-12-31", "2500.00", "22.89", Parameters{}},
		{"under the allowance", "2026-07-15", "700.00", "0.00", Parameters{}},
		{"1635 + 748 less a cent: 0 %", "2026-07-15", "2382.99", "0.00", Parameters{}},
		{"1635 + 748: 0.5 % of 1635", "2026-07-15", "2383.00", "8.18", Parameters{}},
		{"766 from June by choice: 1734 at 1.3 %", "2026-06-01", "2500.00", "22.54", june},
		{"and 748 the day before", "2026-05-31", "2500.00", "22.78", june},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := Engagement{Date: civil.MustParseDate(c.day), NeutralRate: Metropole, ShortTerm: true}
			assert.Equal(t, c.want, taxOn(t, e, c.taxable, c.p).String())
		})
	}
	// the rate of the tax office knows no allowance (BOI-IR-PAS-20-20-30-10)
	e := Engagement{Date: civil.MustParseDate("2026-07-15"), WithholdingRate: money.MustDecimal("5"), ShortTerm: true}
	assert.Equal(t, "125.00", taxOn(t, e, "2500.00", Parameters{}).String())
}

// A performer who lives in Belgium: no CSG nor CRDS, 3.85 % for health insurance, and 15 % of
// 90 % of the net (artistes-etrangers.eu; CGI art. 182 A bis).
func TestPerformerAbroad(t *testing.T) {
	e := Engagement{
		ID: "abroad", Date: civil.MustParseDate("2026-07-15"), Category: Artist, Agreement: PublicStage,
		Gross: money.MustParse("1000.00"), Days: 3, Headcount: 5, ResidentAbroad: true,
	}
	slip, err := ComputePayslip(e, Parameters{})
	require.NoError(t, err)
	var health Line
	for _, l := range slip.Lines {
		require.NotContains(t, []string{"csg-deductible", "csg-non-deductible", "crds"}, l.Code)
		if l.Code == "maladie" {
			health = l
		}
	}
	assert.Equal(t, "3.85", health.EmployeeRate.String())
	assert.Equal(t, "38.50", health.EmployeeAmount.String())
	assert.Equal(t, "9.1", health.EmployerRate.String())
	base := product(slip.NetBeforeTax, money.MustDecimal("90"))
	assert.Equal(t, product(money.MustParse(base), money.MustDecimal("15")), slip.IncomeTax.String())
	keys := map[string]bool{}
	for _, n := range slip.Notices {
		keys[n.Key] = true
	}
	assert.True(t, keys["abroad/maladie-employee"] && keys["abroad/withholding-rate"] && keys["abroad/withholding-part"])

	e.Category, e.AccidentRate = Technician, new(money.MustDecimal("1.6"))
	require.ErrorIs(t, e.Validate(), ErrNotCovered)
	e.Category, e.NeutralRate = Artist, Metropole
	require.ErrorContains(t, e.Validate(), "residentAbroad: is out of range")
}

func TestScalesMustRise(t *testing.T) {
	for _, s := range []Scale{
		nil,
		{{From: money.MustParse("1.00")}},
		{{}, {From: money.MustParse("2.00")}, {From: money.MustParse("2.00")}},
	} {
		_, err := Parameters{}.WithScale(law.Override[Scale]{Key: "neutral-rate/metropole", Value: s})
		require.Error(t, err)
	}
	p, err := Parameters{}.WithScale(law.Override[Scale]{Key: "neutral-rate/metropole", Value: Scale{{Share: money.MustFraction("1/7")}}})
	require.NoError(t, err)
	e := Engagement{Date: civil.MustParseDate("2026-07-15"), NeutralRate: Metropole}
	assert.Equal(t, "142.86", taxOn(t, e, "1000.00", p).String())
}
