package payroll

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

func amounts(steps []Step) map[string]string {
	out := map[string]string{}
	for _, s := range steps {
		out[s.Code] = s.Amount.String()
		if s.Bound != "" && s.Code != "seizable" {
			out[s.Code] += " " + s.Bound
		}
	}
	return out
}

// Yearly thresholds of 2026 (CT R3252-2): 4,480; 8,730; 13,000; 17,230; 21,470; 25,810.
func TestSettle(t *testing.T) {
	const day = "2026-07-15"
	a := money.MustParse
	for _, c := range []struct {
		name string
		s    Settlement
		want map[string]string
		paid string
	}{
		{"nothing to take", Settlement{Net: a("1500.00")}, map[string]string{}, "1500.00"},
		// (4480/20 + 4250/10 + 4270/5 + 4230/4 + 770/3) / 12 = 234.76
		{"garnishment within the brackets, by hand", Settlement{Net: a("1500.00"), Garnishment: a("5000.00")},
			map[string]string{"seizable": "234.76", "garnishment": "234.76 seizable"}, "1265.24"},
		{"a claim under the part that may be seized", Settlement{Net: a("1500.00"), Garnishment: a("100.00")},
			map[string]string{"seizable": "234.76", "garnishment": "100.00"}, "1400.00"},
		// 25,810 a year: 224 + 425 + 854 + 1057.5 + 4240/3 + 4340×2/3 = 6867.1667; then all
		{"all above the last threshold", Settlement{Net: a("3150.83"), Garnishment: a("9000.00")},
			map[string]string{"seizable": "1572.26", "garnishment": "1572.26 seizable"}, "1578.57"},
		// each threshold + 1740: 6220/20 + 4250/10 + 4270/5 + 3260/4 = 2405 → 200.42
		{"a dependant", Settlement{Net: a("1500.00"), Garnishment: a("5000.00"), Dependants: 1},
			map[string]string{"seizable": "200.42", "garnishment": "200.42 seizable"}, "1299.58"},
		{"maintenance leaves what nobody may take", Settlement{Net: a("1500.00"), Maintenance: a("1200.00")},
			map[string]string{"maintenance": "853.48 kept"}, "646.52"},
		// 1500 − 646.52 − 234.76 = 618.72 may be taken without touching what others may seize
		{"maintenance first from what others may not seize", Settlement{Net: a("1500.00"), Maintenance: a("618.72"), Garnishment: a("5000.00")},
			map[string]string{"maintenance": "618.72", "seizable": "234.76", "garnishment": "234.76 seizable"}, "646.52"},
		{"a cent more of it comes from their part", Settlement{Net: a("1500.00"), Maintenance: a("618.73"), Garnishment: a("5000.00")},
			map[string]string{"maintenance": "618.73", "seizable": "234.76", "garnishment": "234.75 seizable"}, "646.52"},
		{"pay under what nobody may take", Settlement{Net: a("600.00"), Maintenance: a("100.00"), Garnishment: a("100.00")},
			map[string]string{"maintenance": "0.00 kept", "seizable": "41.33", "garnishment": "0.00 seizable"}, "600.00"},
		{"advances, a tenth", Settlement{Net: a("1234.56"), Advances: a("400.00")},
			map[string]string{"advances": "123.46 a-tenth"}, "1111.10"},
		{"advances that are less", Settlement{Net: a("1234.56"), Advances: a("123.46")},
			map[string]string{"advances": "123.46"}, "1111.10"},
		{"interim pay and expenses", Settlement{Net: a("1000.00"), Interim: a("1000.00"), Expenses: a("55.50")},
			map[string]string{"interim": "1000.00", "expenses": "55.50"}, "55.50"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.s.Date = civil.MustParseDate(day)
			got, err := Settle(c.s, Parameters{})
			require.NoError(t, err)
			assert.Equal(t, c.want, amounts(got.Steps))
			assert.Equal(t, c.paid, got.Paid.String())
		})
	}
}

// Net in = paid + taken − expenses; nobody takes what nobody may take; garnishment never exceeds
// the part that may be seized.
func TestSettleConserves(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range shorter(5_000) {
		s := Settlement{
			Date: civil.MustParseDate(pick(r, "2025-01-15", "2025-12-31", "2026-01-01", "2026-11-22")),
			Net:  money.FromCents(r.Int64N(500_000)), Expenses: money.FromCents(r.Int64N(30_000)),
			Advances: money.FromCents(r.Int64N(100_000)), Dependants: r.IntN(4),
			Maintenance: money.FromCents(r.Int64N(200_000) * r.Int64N(2)), Garnishment: money.FromCents(r.Int64N(900_000) * r.Int64N(2)),
		}
		got, err := Settle(s, Parameters{})
		require.NoError(t, err)
		left, taken := s.Net.Cents(), map[string]int64{}
		for _, step := range got.Steps {
			taken[step.Code] = step.Amount.Cents()
			require.GreaterOrEqual(t, step.Amount.Cents(), int64(0), "%s of %+v", step.Code, s)
			require.LessOrEqual(t, step.Amount.Cents(), step.Base.Cents())
			switch step.Code {
			case "maintenance", "garnishment", "advances":
				left -= step.Amount.Cents()
			}
		}
		require.Equal(t, left+s.Expenses.Cents(), got.Paid.Cents())
		require.LessOrEqual(t, taken["garnishment"], taken["seizable"])
		if taken["maintenance"]+taken["garnishment"] > 0 {
			require.GreaterOrEqual(t, s.Net.Cents()-taken["maintenance"]-taken["garnishment"], int64(63_571), "%+v", s)
		}
	}
}

func TestSettleRefuses(t *testing.T) {
	_, err := Settle(Settlement{Net: money.MustParse("-1.00"), Dependants: 51}, Parameters{})
	require.ErrorContains(t, err, "date: is missing")
	require.ErrorContains(t, err, "net: is out of range")
	require.ErrorContains(t, err, "dependants: is out of range")
	s := Settlement{Date: civil.MustParseDate("2026-07-15"), Net: money.MustParse("100.00"), Interim: money.MustParse("100.01")}
	_, err = Settle(s, Parameters{})
	require.ErrorContains(t, err, "interim: is out of range")
	s.Date = civil.MustParseDate("2024-12-31")
	_, err = Settle(s, Parameters{})
	require.ErrorContains(t, err, "date: ")
}
