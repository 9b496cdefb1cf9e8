package financing

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// budget-financing.md §7.12, and the ends of each line (finance-rights-2026.md A.1).
func TestWorkSupport(t *testing.T) {
	for _, c := range []struct {
		name, hourly      string
		genre             Genre
		coefficient, euro string // of a point minute of 1.00 and 52 minutes
	}{
		{"fiction §7.12", "260000.00", Fiction, "1.75", "91.00"},
		{"fiction at its foot", "60000.00", Fiction, "0.5", "26.00"},
		{"fiction, four decimals: 0.5 + 2.5 × 100 / 400,000", "60100.00", Fiction, "0.5006", "26.03"},
		{"fiction at its head", "460000.00", Fiction, "3", "156.00"},
		{"and above", "900000.00", Fiction, "3", "156.00"},
		{"documentary §7.12", "92500.00", Documentary, "0.8", "41.60"},
		{"documentary at 12,000", "12000.00", Documentary, "0.5", "26.00"},
		{"documentary at 160,000", "160000.00", Documentary, "1.1", "57.20"},
		{"animation §7.12", "236000.00", Animation, "2.5", "130.00"},
		{"performance at its foot", "54000.00", Performance, "0.54", "28.08"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := ComputeWorkSupport(WorkSupport{
				Genre: c.genre, Date: day("2026-06-01"), Minutes: money.MustDecimal("52"), Hourly: money.MustParse(c.hourly), PointMinute: money.MustDecimal("1"),
			})
			require.NoError(t, err)
			assert.Equal(t, c.coefficient, got.Coefficient.String())
			assert.Equal(t, c.euro, got.Amount.String())
		})
	}
	under, err := ComputeWorkSupport(WorkSupport{Genre: Fiction, Date: day("2026-06-01"), Minutes: money.MustDecimal("52"), Hourly: money.MustParse("59999.99"), PointMinute: money.MustDecimal("1")})
	require.NoError(t, err)
	assert.False(t, under.Eligible)
	_, err = ComputeWorkSupport(WorkSupport{})
	for _, path := range []string{"genre: ", "date: ", "minutes: "} {
		require.ErrorContains(t, err, path)
	}
	_, err = ComputeWorkSupport(WorkSupport{Genre: Fiction, Date: day("2023-01-31"), Minutes: money.MustDecimal("52"), PointMinute: money.MustDecimal("1")})
	require.ErrorContains(t, err, "date: ")
}

// 2,400 minutes before and 200 more: 100 count whole, 100 at 80 %; times 3.
func TestMinutesOfASeries(t *testing.T) {
	got, err := ComputeWorkSupport(WorkSupport{
		Genre: Fiction, Series: true, Date: day("2026-06-01"), Minutes: money.MustDecimal("200"), MinutesBefore: money.MustDecimal("2400"),
		Hourly: money.MustParse("460000.00"), PointMinute: money.MustDecimal("10"),
	})
	require.NoError(t, err)
	assert.Equal(t, "540", got.Weighted.String())
	assert.Equal(t, "5400.00", got.Amount.String())
}

// budget-financing.md §7.20: 320,000 asked, 280,000 of the budget.
func TestTerritorialSpend(t *testing.T) {
	got, err := TerritorialSpend(money.MustParse("200000.00"), money.MustParse("350000.00"), day("2026-06-01"))
	require.NoError(t, err)
	assert.Equal(t, "280000.00", got.Amount.String())
	assert.Len(t, got.Reasons, 1)
	got, err = TerritorialSpend(money.MustParse("175000.00"), money.MustParse("350000.00"), day("2026-06-01"))
	require.NoError(t, err)
	assert.Equal(t, "280000.00", got.Amount.String())
	assert.Empty(t, got.Reasons, "at the limit nothing is cut")
}

func TestEurimagesNature(t *testing.T) {
	for amount, advance := range map[string]bool{"149999.99": false, "150000.00": false, "150000.01": true} {
		got, err := EurimagesNature(money.MustParse(amount), day("2026-06-01"))
		require.NoError(t, err)
		assert.Equal(t, advance, got, amount)
	}
}

// 25 % of support of 300,000, 100,000 and 2,000,000: 75,000, 25,000, and the 300,000 that are left.
func TestRepay(t *testing.T) {
	a := money.MustParse
	got, err := Repay(Repayable{ID: "avance", Amount: a("400000.00"), Rate: money.MustFraction("1/4")}, []Receipt{
		{day("2026-01-31"), a("300000.00")}, {day("2026-06-30"), a("100000.00")}, {day("2027-06-30"), a("2000000.00")}, {day("2028-06-30"), a("1.00")},
	})
	require.NoError(t, err)
	assert.Equal(t, []Repayment{
		{"avance", day("2026-01-31"), a("75000.00"), a("325000.00")},
		{"avance", day("2026-06-30"), a("25000.00"), a("300000.00")},
		{"avance", day("2027-06-30"), a("300000.00"), money.Amount{}},
	}, got)
	_, err = Repay(Repayable{Amount: a("-1.00"), Rate: money.MustFraction("2")}, []Receipt{{day("2026-02-01"), a("-1.00")}, {day("2026-01-01"), a("1.00")}})
	for _, path := range []string{"amount: ", "rate: ", "receipts[0].amount: ", "receipts[1].on: "} {
		require.ErrorContains(t, err, path)
	}
}

// However receipts are cut into pieces, the sum repaid is the same.
func TestRepayLosesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 500 {
		aid := Repayable{ID: "x", Amount: money.FromCents(r.Int64N(100_000)), Rate: money.MustFraction("3/7"), Free: money.FromCents(r.Int64N(50_000))}
		var pieces []Receipt
		total := int64(0)
		for range 1 + r.IntN(40) {
			n := r.Int64N(10_000)
			total += n
			pieces = append(pieces, Receipt{day("2026-01-01"), money.FromCents(n)})
		}
		sum := func(list []Repayment) (cents int64) {
			for _, p := range list {
				cents += p.Amount.Cents()
			}
			return cents
		}
		many, err := Repay(aid, Sorted(pieces))
		require.NoError(t, err)
		once, err := Repay(aid, []Receipt{{day("2026-01-01"), money.FromCents(total)}})
		require.NoError(t, err)
		require.Equal(t, sum(once), sum(many))
	}
}
