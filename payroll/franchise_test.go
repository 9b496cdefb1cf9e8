package payroll

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

func startBasis() StartBasis {
	return StartBasis{Right: basis(Technician, "18000.00", "800"), From: day("2026-07-16"), Until: day("2027-07-15")}
}

func TestStart(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(b *StartBasis)
		check  func(t *testing.T, s Start)
	}{
		// 500 / 180 = 2.7
		{"guide example 8: 500 € over the law", func(b *StartBasis) { b.Indemnity = money.MustParse("500.00") }, func(t *testing.T, s Start) {
			assert.Equal(t, 2, s.Deferral)
			assert.Equal(t, "2026-07-18", s.Opens.String())
		}},
		{"exactly three days", func(b *StartBasis) { b.Indemnity = money.MustParse("540.00") }, func(t *testing.T, s Start) { assert.Equal(t, 3, s.Deferral) }},
		{"a cent less", func(b *StartBasis) { b.Indemnity = money.MustParse("539.99") }, func(t *testing.T, s Start) { assert.Equal(t, 2, s.Deferral) }},
		{"75 days at most (guide p. 12)", func(b *StartBasis) { b.Indemnity = money.MustParse("13680.00") }, func(t *testing.T, s Start) { assert.Equal(t, 75, s.Deferral) }},
		{"without pay to divide by", func(b *StartBasis) {
			b.Indemnity, b.Right.ReferencePay = money.MustParse("1.00"), money.Amount{}
		}, func(t *testing.T, s Start) { assert.Equal(t, 75, s.Deferral) }},
		{"guide example 10: 176 days", func(b *StartBasis) { b.Days = 176 }, func(t *testing.T, s Start) {
			assert.Equal(t, Franchise{Left: 18, Monthly: 2}, s.Franchises.Leave)
		}},
		{"24 days of leave, by 2", func(b *StartBasis) { b.Days = 231 }, func(t *testing.T, s Start) { // 24.06
			assert.Equal(t, Franchise{Left: 24, Monthly: 2}, s.Franchises.Leave)
		}},
		{"25 days, by 3", func(b *StartBasis) { b.Days = 240 }, func(t *testing.T, s Start) {
			assert.Equal(t, Franchise{Left: 25, Monthly: 3}, s.Franchises.Leave)
		}},
		{"a day of work less", func(b *StartBasis) { b.Days = 239 }, func(t *testing.T, s Start) {
			assert.Equal(t, Franchise{Left: 24, Monthly: 2}, s.Franchises.Leave)
		}},
		{"30 days at most", func(b *StartBasis) { b.Days = 300 }, func(t *testing.T, s Start) {
			assert.Equal(t, Franchise{Left: 30, Monthly: 3}, s.Franchises.Leave)
		}},
		{"reference pay-rules §5.7: no wage franchise under 0", func(b *StartBasis) {
			b.Right, b.AllPay = basis(Technician, "40000.00", "1000"), money.MustParse("40000.00")
		}, func(t *testing.T, s Start) { assert.Equal(t, Franchise{}, s.Franchises.Wages) }},
		// 45000 / 1867.02 × (360 / 258.51) − 27 = 6.565
		{"a wage franchise, over 8 months", func(b *StartBasis) {
			b.Right, b.AllPay = basis(Technician, "45000.00", "1000"), money.MustParse("45000.00")
		}, func(t *testing.T, s Start) { assert.Equal(t, Franchise{Left: 6, Monthly: 1}, s.Franchises.Wages) }},
		// 60000 / 1867.02 × (480 / 258.51) − 27 = 32.67
		{"the 32 days of guide example 11, over 8 of 13 months", func(b *StartBasis) {
			b.Right, b.AllPay = basis(Technician, "60000.00", "1000"), money.MustParse("60000.00")
		}, func(t *testing.T, s Start) { assert.Equal(t, Franchise{Left: 32, Monthly: 4}, s.Franchises.Wages) }},
		{"and over 6 months", func(b *StartBasis) {
			b.Right, b.AllPay, b.Until = basis(Technician, "60000.00", "1000"), money.MustParse("60000.00"), day("2026-12-31")
		}, func(t *testing.T, s Start) { assert.Equal(t, Franchise{Left: 32, Monthly: 6}, s.Franchises.Wages) }},
		{"seven waiting days", func(*StartBasis) {}, func(t *testing.T, s Start) { assert.Equal(t, 7, s.Franchises.Waiting) }},
		{"less those already served", func(b *StartBasis) { b.Waited = 5 }, func(t *testing.T, s Start) { assert.Equal(t, 2, s.Franchises.Waiting) }},
		{"none where they were", func(b *StartBasis) { b.Waited = 7 }, func(t *testing.T, s Start) { assert.Zero(t, s.Franchises.Waiting) }},
		{"registered later", func(b *StartBasis) { b.Registered = day("2026-09-01") }, func(t *testing.T, s Start) { assert.Equal(t, "2026-09-01", s.Opens.String()) }},
		{"registered after the anniversary", func(b *StartBasis) {
			b.Right, b.AllPay, b.Registered = basis(Technician, "60000.00", "1000"), money.MustParse("60000.00"), day("2028-01-01")
		}, func(t *testing.T, s Start) { assert.Equal(t, 32, s.Franchises.Wages.Monthly) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := startBasis()
			c.change(&b)
			s, err := ComputeStart(b, UnemploymentParameters{})
			require.NoError(t, err)
			recomputes(t, s.Lines)
			c.check(t, s)
		})
	}
}

// Guide example 11.
func TestWageFranchisePlan(t *testing.T) {
	for _, c := range []struct {
		name         string
		days, months int
		want         []int
	}{
		{"32 days over 9 months", 32, 9, []int{4, 4, 4, 4, 4, 4, 4, 4}},
		{"32 days over 6 months", 32, 6, []int{6, 6, 6, 6, 6, 2}},
		{"one day", 1, 12, []int{1}},
		{"none", 0, 12, nil},
		{"a single month", 9, 1, []int{9}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := WageFranchisePlan(c.days, c.months, day("2024-03-01"), UnemploymentParameters{})
			require.NoError(t, err)
			assert.Equal(t, c.want, got)
		})
	}
	_, err := WageFranchisePlan(-1, 0, day("2024-03-01"), UnemploymentParameters{})
	require.ErrorContains(t, err, "days: is out of range")
	require.ErrorContains(t, err, "months: is out of range")
}

func TestWageFranchisePlansAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 11))
	for range 300 {
		days, months := r.IntN(400), 1+r.IntN(12)
		plan, err := WageFranchisePlan(days, months, day("2026-07-15"), UnemploymentParameters{})
		require.NoError(t, err)
		sum := 0
		for _, n := range plan {
			sum += n
		}
		require.Equal(t, days, sum)
		require.LessOrEqual(t, len(plan), min(months, 8))
	}
}

func TestStartRefuses(t *testing.T) {
	b := StartBasis{Until: day("2026-01-01"), From: day("2026-01-02"), Indemnity: money.FromCents(-1), AllPay: money.FromCents(-1), Days: -1, Waited: 367}
	_, err := ComputeStart(b, UnemploymentParameters{})
	for _, want := range []string{"right.date: is missing", "until: is out of range", "indemnity: ", "allPay: ", "days: ", "waited: "} {
		require.ErrorContains(t, err, want)
	}
	b = startBasis()
	b.From, b.Until, b.Indemnity = day("2199-12-31"), day("2199-12-31"), money.MustParse("500.00")
	_, err = ComputeStart(b, UnemploymentParameters{})
	require.ErrorContains(t, err, "from: ")
	b = startBasis()
	b.Right.Date = day("2023-12-31")
	_, err = ComputeStart(b, UnemploymentParameters{})
	require.ErrorIs(t, err, law.ErrNoValue)
	require.ErrorContains(t, err, "right.date: ")
}
