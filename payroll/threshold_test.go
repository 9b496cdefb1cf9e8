package payroll

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// fullMonth is a month of a technician of 2642, with the pay to be set.
func fullMonth(day string) Engagement {
	return Engagement{
		ID: "month", Date: civil.MustParseDate(day), Category: Technician, Agreement: Audiovisual, FullMonth: true,
		Days: 22, Headcount: 5, AccidentRate: new(money.MustDecimal("1.6")),
	}
}

func lineOf(slip Payslip, code string) (sum Line) {
	for _, l := range slip.Lines {
		if l.Code == code {
			return l
		}
	}
	return sum
}

// Each ceiling and threshold one cent below, at and above. The limits are those of contributions.md:
// PMSS 4,005 (2026) and 3,925 (2025), SMIC 12.31 (July 2026) and 11.88 (2025) for 151.6667 hours.
func TestThresholdsToTheCent(t *testing.T) {
	executive := fullMonth("2026-07-15")
	executive.Executive = true
	performer := fullMonth("2026-07-15")
	performer.Category, performer.Deduction, performer.AccidentRate = Artist, Performer, nil
	limited := performer
	limited.DeductionToDate = money.MustParse("7000.00")
	of := func(code string) func(Payslip) string {
		return func(s Payslip) string { return lineOf(s, code).Base.String() }
	}
	rate := func(code string) func(Payslip) string {
		return func(s Payslip) string { return lineOf(s, code).EmployerRate.String() }
	}
	for _, c := range []struct {
		name             string
		e                Engagement
		limit            string // gross
		read             func(Payslip) string
		below, at, above string
	}{
		{"ceiling of the basic pension", fullMonth("2026-07-15"), "4005.00", of("vieillesse-plafonnee"), "4004.99", "4005.00", "4005.00"},
		{"tranche 2 begins", fullMonth("2026-07-15"), "4005.00", of("agirc-arrco-t2"), "0.00", "0.00", "0.01"},
		{"the balance contribution begins, on all pay", fullMonth("2026-07-15"), "4005.00", of("cet"), "0.00", "0.00", "4005.01"},
		{"tranche 2 ends, 8 × 4,005", fullMonth("2026-07-15"), "32040.00", of("agirc-arrco-t2"), "28034.99", "28035.00", "28035.00"},
		{"unemployment, 4 × 4,005", fullMonth("2026-07-15"), "16020.00", of("chomage"), "16019.99", "16020.00", "16020.00"},
		{"Apec, 4 × 4,005", executive, "16020.00", of("apec"), "16019.99", "16020.00", "16020.00"},
		{"3 minimum wages, 5,601.05 (5601.051…)", fullMonth("2026-07-15"), "5601.05", func(s Payslip) string { return s.Reduction.String() }, "124.34", "124.34", "0.00"},
		{"1.6 minimum wages in 2025, 2,882.88", fullMonth("2025-07-15"), "2882.88", func(s Payslip) string { return fmt.Sprint(s.Reduction.IsZero()) }, "true", "true", "true"},
		{"2.25 minimum wages, 4,054.05", fullMonth("2025-07-15"), "4054.05", rate("maladie"), "7", "7", "13"},
		{"3.3 minimum wages, 5,945.94", fullMonth("2025-07-15"), "5945.94", rate("allocations-familiales"), "3.45", "3.45", "5.25"},
		// 600 of the 7,600 are left: at 18 % they are 3,333.33 or .34 of pay
		{"the deduction of the year ends", limited, "3333.33", func(s Payslip) string { return s.Deduction.String() }, "600.00", "600.00", "600.00"},
		{"and a cent of it before", limited, "3333.30", func(s Payslip) string { return s.Deduction.String() }, "599.99", "599.99", "600.00"},
		// at the minimum wage nothing is deducted, above it what exceeds it
		{"the deduction leaves the minimum wage, 1,867.02", performer, "1867.02", func(s Payslip) string { return s.Deduction.String() }, "0.00", "0.00", "0.01"},
		{"until 18 % are less, 1,867.02 / 0.82 = 2,276.85", performer, "2276.85", func(s Payslip) string { return s.Deduction.String() }, "409.82", "409.83", "409.83"},
	} {
		t.Run(c.name, func(t *testing.T) {
			limit := money.MustParse(c.limit)
			for cents, want := range map[int64]string{-1: c.below, 0: c.at, +1: c.above} {
				c.e.Gross = money.FromCents(limit.Cents() + cents)
				slip, err := ComputePayslip(c.e, Parameters{})
				require.NoError(t, err)
				assert.Equal(t, want, c.read(slip), "%v", c.e.Gross)
			}
		})
	}
}

// Each dated change, the day before and the day of it (contributions.md §1).
func TestChangesToTheDay(t *testing.T) {
	for _, c := range []struct{ key, day, before, after string }{
		{"chomage/common-employer", "2025-05-01", "4.05", "4"},
		{"pmss", "2026-01-01", "3925", "4005"},
		{"pjss", "2026-01-01", "216", "220"},
		{"phss", "2026-01-01", "29", "30"},
		{"smic", "2026-01-01", "11.88", "12.02"},
		{"smic", "2026-06-01", "12.02", "12.31"},
		{"vieillesse-deplafonnee/employer", "2026-01-01", "2.02", "2.11"},
		{"dfs/performer", "2026-01-01", "21", "18"},
		{"dfs/musician", "2026-01-01", "18", "16"},
		{"reduction/limit", "2026-01-01", "1.6", "3"},
		{"reduction/t-small", "2025-05-01", "0.3194", "0.3193"},
		{"maladie/employer-reduced", "2026-01-01", "7", ""},
		{"allocations-familiales/employer-reduced", "2026-01-01", "3.45", ""},
	} {
		day := civil.MustParseDate(c.day)
		before, err := day.AddDays(-1)
		require.NoError(t, err)
		for on, want := range map[civil.Date]string{before: c.before, day: c.after} {
			rules, err := Parameters{}.At(on)
			require.NoError(t, err)
			f, inForce := rules.figures[c.key]
			if want == "" {
				assert.False(t, inForce, "%s on %v", c.key, on)
				continue
			}
			assert.Equal(t, want, f.value.String(), "%s on %v", c.key, on)
		}
	}
}

// More gross never gives less net nor less cost, beyond the rounding of lines, except
//   - the net, where the social base passes the ceiling of Agirc-Arrco: the balance contribution
//     (CET) then bears on all pay;
//   - the net paid, where a bracket of the neutral rate begins.
func TestMoreGrossIsMore(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 9))
	const rounding = 200 // cents of gross that outweigh it
	for range shorter(4_000) {
		e := randomEngagement(random)
		more := e
		more.Gross = money.FromCents(e.Gross.Cents() + rounding + random.Int64N(pick[int64](random, 1, 5_000, 500_000)))
		less, err := ComputePayslip(e, Parameters{})
		require.NoError(t, err)
		got, err := ComputePayslip(more, Parameters{})
		require.NoError(t, err)
		require.Greater(t, got.EmployerCost.Cents(), less.EmployerCost.Cents(), "%+v to %v", e, more.Gross)
		if less.Bases.Balance.IsZero() != got.Bases.Balance.IsZero() {
			continue
		}
		require.Greater(t, got.NetBeforeTax.Cents(), less.NetBeforeTax.Cents(), "%+v to %v", e, more.Gross)
		if e.NeutralRate == "" {
			require.Greater(t, got.NetPaid.Cents(), less.NetPaid.Cents(), "%+v to %v", e, more.Gross)
		}
	}
}
