package payroll

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

func day(s string) civil.Date { return civil.MustParseDate(s) }

func basis(c Category, pay, hours string) AllowanceBasis {
	return AllowanceBasis{Date: day("2026-07-15"), Category: c, ReferencePay: money.MustParse(pay), Hours: money.MustDecimal(hours)}
}

// rounding is the parameters whose allowance is rounded, as by the simulator of France Travail.
func rounding(t *testing.T) UnemploymentParameters {
	t.Helper()
	p, err := UnemploymentParameters{}.Choose("allowance/rounding", "simulator")
	require.NoError(t, err)
	return p
}

func TestAllowanceOfTheGuide(t *testing.T) {
	for _, c := range []struct {
		name                         string
		b                            AllowanceBasis
		pay, hours, fixed, daily, b2 string
	}{
		{"guide example 6, annex 8", basis(Technician, "18000.00", "800"), "39.80", "12.20", "12.78", "64.78", ""},
		// 31.96 × (0.36 × 13700 + 0.05 × 6300) / 5000 = 33.538…; × 0.26 × 600 / 507 = 9.833…; × 0.7 = 22.372
		{"reference pay-rules §5.7, annex 10, cut", basis(Artist, "20000.00", "600"), "33.53", "9.83", "22.37", "65.73", ""},
		{"reference pay-rules §5.7, floor of annex 10", basis(Artist, "5000.00", "507"), "11.50", "8.30", "22.37", "44.00", "floor"},
		// 31.96 × 0.42 × 1000 / 5000 = 2.68464; × 0.26 = 8.3096; × 0.4 = 12.784
		{"floor of annex 8", basis(Technician, "1000.00", "507"), "2.68", "8.30", "12.78", "38.00", "floor"},
		{"no pay", basis(Technician, "0.00", "507"), "0.00", "8.30", "12.78", "38.00", "floor"},
		// 31.96 × (6048 + 0.05 × 385600) / 5000 = 161.8966; 31.96 × (187.2 + 6.4) / 507 = 12.2039
		{"ceiling", basis(Technician, "400000.00", "800"), "161.89", "12.20", "12.78", "174.80", "ceiling"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := ComputeAllowance(c.b, UnemploymentParameters{})
			require.NoError(t, err)
			assert.Equal(t, []string{c.pay, c.hours, c.fixed, c.daily, c.b2},
				[]string{a.PayPart.String(), a.HoursPart.String(), a.FixedPart.String(), a.Daily.String(), a.Bound})
			recomputes(t, a.Lines)
		})
	}
}

// Answers of the simulator of France Travail (simucalcul.pole-emploi-services.fr) in July 2026, and two
// notifications of 2026, as public applications report them: annex 10, allowance, pension and net.
func TestAllowanceOfTheSimulator(t *testing.T) {
	for _, c := range []struct {
		name, pay, hours, daily, pension, csg, net string
	}{
		{"notification of 3 February 2026", "9229.35", "710", "55.02", "1.21", "0.00", "53.81"},
		{"CSG held by its floor", "14579.00", "710", "65.59", "1.91", "1.68", "62.00"},
		{"CSG whole", "50000.00", "710", "76.91", "6.55", "4.63", "65.73"},
		{"520 hours", "6000.00", "520", "44.70", "1.07", "0.00", "43.63"},
		{"684 hours", "9130.00", "684", "54.59", "1.24", "0.00", "53.35"},
		{"the floor of annex 10", "500.00", "510", "44.00", "0.09", "0.00", "43.91"},
		{"a reference pay brought to the year", "8658.76", "975", "55.04", "0.83", "0.00", "54.21"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := basis(Artist, c.pay, c.hours)
			a, err := ComputeAllowance(b, rounding(t))
			require.NoError(t, err)
			net, err := ComputeNetAllowance(NetBasis{Date: b.Date, Daily: a.Daily, Right: b}, rounding(t))
			require.NoError(t, err)
			assert.Equal(t, []string{c.daily, c.pension, c.csg, c.net},
				[]string{a.Daily.String(), net.Pension.String(), net.CSG.String(), net.Net.String()})
			recomputes(t, net.Lines)
			cut, err := ComputeAllowance(b, UnemploymentParameters{})
			require.NoError(t, err)
			assert.InDelta(t, a.Daily.Cents(), cut.Daily.Cents(), 2, "at most two cents apart")
		})
	}
}

// The ceiling by source (reference pay-2026 §B, row 5.2).
func TestCeilings(t *testing.T) {
	for _, c := range []struct{ name, day, alternative, want string }{
		{"2024, agreed by all", "2024-06-30", "", "174.80"},
		{"2026, guide", "2026-07-15", "", "174.80"},
		{"2025, Unédic", "2025-12-31", "unedic", "177.56"},
		{"2026, Unédic", "2026-01-01", "unedic", "181.18"},
		{"2026, simulator", "2026-07-15", "simulator", "155.77"},
		{"2025, before the simulator was read", "2025-12-31", "simulator", "174.80"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := UnemploymentParameters{}
			if c.alternative != "" {
				var err error
				p, err = p.Choose("allowance/ceiling", c.alternative)
				require.NoError(t, err)
			}
			b := basis(Artist, "900000.00", "700")
			b.Date = day(c.day)
			a, err := ComputeAllowance(b, p)
			require.NoError(t, err)
			assert.Equal(t, c.want, a.Daily.String())
			assert.Equal(t, "ceiling", a.Bound)
		})
	}
	a, err := ComputeAllowance(basis(Artist, "9000.00", "600"), UnemploymentParameters{})
	require.NoError(t, err)
	require.Len(t, a.Notices, 1)
	assert.Equal(t, "allowance/ceiling", a.Notices[0].Key)
	assert.Contains(t, a.Notices[0].String(), "181.18")
}

// A longer period: 549 hours over 395 days (guide p. 11). 31.96 × 0.36 × 9000 / (549 × 12.31) =
// 15.3223…, 31.96 × 0.26 × 560 / 549 = 8.4761….
func TestAllowanceOfALongerPeriod(t *testing.T) {
	b := basis(Artist, "9000.00", "560")
	b.Required = money.MustDecimal("549")
	a, err := ComputeAllowance(b, UnemploymentParameters{})
	require.NoError(t, err)
	assert.Equal(t, "15.32", a.PayPart.String())
	assert.Equal(t, "8.47", a.HoursPart.String())
	assert.Equal(t, "46.16", a.Daily.String())
	recomputes(t, a.Lines)
	b.Required = money.MustDecimal("507")
	same, err := ComputeAllowance(b, UnemploymentParameters{})
	require.NoError(t, err)
	b.Required = money.Decimal{}
	usual, err := ComputeAllowance(b, UnemploymentParameters{})
	require.NoError(t, err)
	assert.Equal(t, usual, same)
}

// plainAllowance is the formula of the guide in thousandths and whole numbers, without tables or lines:
// cents of the allowance of a reference pay in cents and hours in hundredths.
func plainAllowance(c Category, pay, hours int64) int64 {
	payLimit, hoursLimit, share, fixed, floor := int64(1_440_000), int64(72_000), int64(42), int64(40), int64(3_800)
	if c == Artist {
		payLimit, hoursLimit, share, fixed, floor = 1_370_000, 69_000, 36, 70, 4_400
	}
	cut := func(num *big.Int, den int64) int64 { return num.Quo(num, big.NewInt(den)).Int64() }
	a := big.NewInt(share*min(pay, payLimit) + 5*max(0, pay-payLimit))      // hundredths of cents
	b := big.NewInt(26*min(hours, hoursLimit) + 8*max(0, hours-hoursLimit)) // ten-thousandths of hours
	minimum := big.NewInt(3_196)
	daily := cut(a.Mul(a, minimum), 5_000*100*100) + cut(b.Mul(b, minimum), 507*100*100) + cut(big.NewInt(3_196*fixed), 100)
	return min(max(daily, floor), 17_480)
}

func TestAllowanceAgreesWithAPlainOne(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 10))
	n := 5_000
	if testing.Short() {
		n = 500
	}
	for i := range n {
		c := pick(r, categories...)
		pay, hours := r.Int64N(pick[int64](r, 500_000, 3_000_000, 60_000_000)), 1+r.Int64N(pick[int64](r, 60_000, 120_000))
		b := AllowanceBasis{Date: day("2026-07-15"), Category: c, ReferencePay: money.FromCents(pay), Hours: money.DecimalFromScaled(hours, 2)}
		a, err := ComputeAllowance(b, UnemploymentParameters{})
		require.NoError(t, err)
		require.Equal(t, plainAllowance(c, pay, hours), a.Daily.Cents(), "%+v", b)
		if i%10 == 0 {
			recomputes(t, a.Lines)
		}
	}
}

// More hours or more pay never lower the allowance, nor the net at the same average pay.
func TestMoreWorkNeverLowersTheAllowance(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 7))
	for range 500 {
		b := AllowanceBasis{
			Date: day("2026-07-15"), Category: pick(r, categories...),
			ReferencePay: money.FromCents(r.Int64N(4_000_000)), Hours: money.DecimalFromScaled(1+r.Int64N(150_000), 2),
		}
		less, err := ComputeAllowance(b, UnemploymentParameters{})
		require.NoError(t, err)
		units, _ := b.Hours.Scaled(2)
		more := b
		more.Hours = money.DecimalFromScaled(units+1+r.Int64N(1_000), 2)
		got, err := ComputeAllowance(more, UnemploymentParameters{})
		require.NoError(t, err)
		require.GreaterOrEqual(t, got.Daily.Cents(), less.Daily.Cents(), "%+v", b)
		more = b
		more.ReferencePay = money.FromCents(b.ReferencePay.Cents() + 1 + r.Int64N(1_000))
		got, err = ComputeAllowance(more, UnemploymentParameters{})
		require.NoError(t, err)
		require.GreaterOrEqual(t, got.Daily.Cents(), less.Daily.Cents(), "%+v", b)
	}
}

func TestNetAllowance(t *testing.T) {
	right := basis(Technician, "18000.00", "800") // 180 a day: 0.93 % is 1.674
	for _, c := range []struct {
		name, day, daily   string
		csg                CSGRate
		local              bool
		pension, rest, net string
	}{
		{"up to the minimum nothing is withheld (guide p. 12)", "2026-07-15", "31.96", "", false, "0.00", "0.00", "31.96"},
		{"a cent above, the pension stops at the minimum", "2026-07-15", "31.97", "", false, "0.01", "0.00", "31.96"},
		{"pension alone", "2026-07-15", "60.00", "", false, "1.67", "0.00", "58.33"},
		{"under the floor after the pension", "2026-07-15", "63.67", "", false, "1.67", "0.00", "62.00"},
		{"a cent over the floor", "2026-07-15", "63.68", "", false, "1.67", "0.01", "62.00"},
		{"the floor of May 2026", "2026-05-31", "64.00", "", false, "1.67", "1.33", "61.00"},
		{"the floor of 2025 (guide of 2025)", "2025-12-31", "63.00", "", false, "1.67", "1.33", "60.00"},
		// (100 − 1.67) × 0.9825 × 0.067 = 6.4728
		{"full rate", "2026-07-15", "100.00", FullCSG, false, "1.67", "6.47", "91.86"},
		// × 0.043 = 4.1542
		{"reduced rate", "2026-07-15", "100.00", ReducedCSG, false, "1.67", "4.15", "94.18"},
		{"exempt", "2026-07-15", "100.00", ExemptCSG, false, "1.67", "0.00", "98.33"},
		// 1.5 % of 100; (98.33 − 1.50) × 0.9825 × 0.067 = 6.3741
		{"Alsace-Moselle", "2026-07-15", "100.00", "", true, "1.67", "6.37", "90.46"},
	} {
		t.Run(c.name, func(t *testing.T) {
			n, err := ComputeNetAllowance(NetBasis{Date: day(c.day), Daily: money.MustParse(c.daily), Right: right, CSG: c.csg, AlsaceMoselle: c.local}, UnemploymentParameters{})
			require.NoError(t, err)
			assert.Equal(t, []string{c.pension, c.rest, c.net}, []string{n.Pension.String(), n.CSG.String(), n.Net.String()})
			recomputes(t, n.Lines)
		})
	}
	_, err := ComputeNetAllowance(NetBasis{CSG: "none"}, UnemploymentParameters{})
	for _, want := range []string{"date: is missing", "csg: is not one of", "right.date: is missing", "right.category: ", "right.hours: is out of range"} {
		require.ErrorContains(t, err, want)
	}
}

func TestAllowanceRefuses(t *testing.T) {
	b := AllowanceBasis{Category: "dancer", ReferencePay: money.MustParse("-1.00"), Hours: money.MustDecimal("507.001"), Required: money.MustDecimal("-1")}
	_, err := ComputeAllowance(b, UnemploymentParameters{})
	for _, want := range []string{"date: is missing", "category: is not one of", "referencePay: is out of range", "hours: is out of range", "required: is out of range"} {
		require.ErrorContains(t, err, want)
	}
	b = basis(Artist, "9000.00", "507")
	b.Date = day("2023-12-31")
	_, err = ComputeAllowance(b, UnemploymentParameters{})
	require.ErrorIs(t, err, law.ErrNoValue)
	var fault *FieldError
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, "date", fault.Path)
	b.Date = day("2026-11-23")
	a, err := ComputeAllowance(b, UnemploymentParameters{})
	require.NoError(t, err)
	assert.Equal(t, law.CodeStale, a.Notices[0].Code)
}
