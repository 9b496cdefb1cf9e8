package payroll

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

func TestTheUnemploymentTableIsSound(t *testing.T) {
	table, err := builtInUnemployment()
	require.NoError(t, err)
	for _, on := range []string{"2024-01-01", "2024-11-01", "2025-01-01", "2026-01-01", "2026-06-01", "2026-11-22"} {
		for _, e := range (UnemploymentParameters{}).List(day(on)) {
			require.NotEmpty(t, e.Value, "%s on %s", e.Key, on)
			require.Positive(t, e.Refs.Len())
		}
	}
	assert.Equal(t, len(table.Keys()), len(UnemploymentParameters{}.List(day("2026-07-15"))))
	assert.NotEmpty(t, UnemploymentParameters{}.References())
	assert.Equal(t, "2026-11-22", UnemploymentParameters{}.VerifiedOn().String())
	codes := map[string]bool{}
	for _, c := range UnemploymentCodes() {
		assert.False(t, codes[c.Code], c.Code)
		codes[c.Code] = true
		assert.NotEmpty(t, c.LabelFr)
		assert.NotEmpty(t, c.LabelEn)
	}
}

// The minimum wage and the ceiling of social security are those of the payslips where both tables have
// them.
func TestTheTablesAgree(t *testing.T) {
	pay, err := builtIn()
	require.NoError(t, err)
	table, err := builtInUnemployment()
	require.NoError(t, err)
	for _, key := range []string{"smic", "pmss"} {
		for _, on := range []string{"2025-01-01", "2025-12-31", "2026-01-01", "2026-05-31", "2026-06-01", "2026-11-22"} {
			want, err := pay.At(key, day(on))
			require.NoError(t, err)
			got, err := table.At(key, day(on))
			require.NoError(t, err)
			assert.True(t, want.Value.Equal(got.Value), "%s on %s", key, on)
		}
	}
}

// A figure that is not verified has one notice, and an override silences it.
func TestUnemploymentNotices(t *testing.T) {
	on := day("2026-07-15")
	p := UnemploymentParameters{}
	var overrides []law.Override[money.Decimal]
	for _, n := range p.Notices(on) {
		overrides = append(overrides, law.Override[money.Decimal]{Key: n.Key, Value: money.MustDecimal("1")})
	}
	p, err := p.With(overrides...)
	require.NoError(t, err)
	assert.Empty(t, p.Notices(on))
	assert.Contains(t, p.References(), law.CallerRef())
	right := basis(Technician, "18000.00", "800")
	net := NetBasis{Date: on, Daily: money.MustParse("80.00"), Right: right, AlsaceMoselle: true}
	before, err := ComputeNetAllowance(net, UnemploymentParameters{})
	require.NoError(t, err)
	keys := map[string]int{}
	for _, n := range before.Notices {
		keys[n.Key]++
	}
	assert.Equal(t, map[string]int{"net/csg-floor": 1, "net/csg-part": 1, "net/alsace-moselle": 1}, keys)
	after, err := ComputeNetAllowance(net, p)
	require.NoError(t, err)
	assert.Empty(t, after.Notices)
	for _, key := range []string{"none", "allowance"} {
		_, err = p.With(law.Override[money.Decimal]{Key: key})
		require.ErrorIs(t, err, law.ErrUnknownKey)
	}
	_, err = p.Choose("pmss", "none")
	require.ErrorIs(t, err, law.ErrNoAlternative)
}

// Figures of a caller that no rule could be computed with are refused, and do not panic.
func TestUnemploymentRefusesAbsurdFigures(t *testing.T) {
	claim := Claim{End: day("2026-06-30"), Previous: day("2025-01-31"), Extend: true, Birth: day("1970-01-01"), Activities: []Activity{
		worked("2026-06-01", "2026-06-30", "100"), played("2026-05-01", "2026-05-31", 3), leave(Maternity, "2026-03-01", "2026-03-20"),
		learnt(Training, "2025-09-01", "2025-12-31", "200"), learnt(Teaching, "2025-09-01", "2026-05-31", "70"),
	}}
	start := startBasis()
	start.Days, start.AllPay, start.Indemnity = 100, money.MustParse("90000.00"), money.MustParse("500.00")
	month := claimed(Artist, "2026-07", "50.00", "20", "100.00")
	month.Cachets, month.Unmeasured = 2, money.MustParse("100.00")
	for _, e := range (UnemploymentParameters{}).List(day("2026-07-15")) {
		for _, value := range []string{"-1", "0", "0.5", "0.125", "1000000", "10000000000000000"} {
			p, err := UnemploymentParameters{}.With(law.Override[money.Decimal]{Key: e.Key, Value: money.MustDecimal(value)})
			require.NoError(t, err)
			assert.NotPanics(t, func() {
				a, err := ComputeAffiliation(claim, p)
				if err == nil {
					recomputes(t, a.Lines)
				}
				_, _ = ComputeAllowance(start.Right, p)
				_, _ = ComputeStart(start, p)
				m, err := ComputeMonthlyAllowance(month, Franchises{Waiting: 1}, p)
				if err == nil {
					require.GreaterOrEqual(t, m.Paid, 0)
				}
				_, _ = ComputeNetAllowance(NetBasis{Date: day("2026-07-15"), Daily: money.MustParse("80.00"), Right: start.Right, AlsaceMoselle: true}, p)
				_, _ = WageFranchisePlan(32, 9, day("2026-07-15"), p)
			}, "%s = %s", e.Key, value)
		}
	}
	p, err := UnemploymentParameters{}.With(law.Override[money.Decimal]{Key: "smic", Value: money.MustDecimal("-1")})
	require.NoError(t, err)
	_, err = ComputeStart(start, p)
	require.ErrorContains(t, err, "smic: is out of range")
}

// A reference of the table stands behind every line that has a figure of the law.
func TestUnemploymentLinesCite(t *testing.T) {
	bare := map[string]bool{} // numbers made of earlier lines and of the input alone
	for _, code := range []string{
		"worked", "hours", "month", "reference-pay", "adjusted-pay", "net", "payable", "allowance", "allowance-within", "payable-within", "paid",
		"leave-backlog", "wages-backlog",
	} {
		bare[code] = true
	}
	start := startBasis()
	start.Days, start.AllPay, start.Indemnity = 100, money.MustParse("90000.00"), money.MustParse("500.00")
	s, err := ComputeStart(start, UnemploymentParameters{})
	require.NoError(t, err)
	a, err := ComputeAllowance(start.Right, UnemploymentParameters{})
	require.NoError(t, err)
	n, err := ComputeNetAllowance(NetBasis{Date: start.From, Daily: money.MustParse("80.00"), Right: start.Right, AlsaceMoselle: true}, UnemploymentParameters{})
	require.NoError(t, err)
	m, err := ComputeMonthlyAllowance(claimed(Artist, "2026-07", "50.00", "20", "100.00"), Franchises{}, UnemploymentParameters{})
	require.NoError(t, err)
	f := affiliation(t, Claim{End: day("2026-06-30"), Activities: []Activity{
		played("2026-06-01", "2026-06-30", 30), leave(Maternity, "2026-03-01", "2026-03-20"),
		learnt(Training, "2025-09-01", "2025-12-31", "300"), learnt(Teaching, "2025-09-01", "2026-05-31", "70"),
	}})
	for _, l := range slices.Concat(s.Lines, a.Lines, n.Lines, m.Lines, f.Lines) {
		assert.True(t, l.Refs.Len() > 0 || bare[l.Code], "%s = %s", l.Code, l.Formula)
	}
}

// Results do not depend on the settings of shopspring/decimal, nor on who else computes.
func TestUnemploymentIsIndependent(t *testing.T) {
	claim, err := DecodeClaim(strings.NewReader(soundClaim))
	require.NoError(t, err)
	output := func() string {
		a, err := ComputeAffiliation(claim, UnemploymentParameters{})
		require.NoError(t, err)
		d, err := ComputeAllowance(a.Basis(), UnemploymentParameters{})
		require.NoError(t, err)
		text, err := json.Marshal([]any{a, d})
		require.NoError(t, err)
		return string(text)
	}
	want := output()
	decimal.DivisionPrecision, decimal.TrimTrailingZeros, decimal.MarshalJSONWithoutQuotes = 1, false, true
	got := output()
	decimal.DivisionPrecision, decimal.TrimTrailingZeros, decimal.MarshalJSONWithoutQuotes = 16, true, false
	assert.Equal(t, want, got)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() { assert.Equal(t, want, output()) })
	}
	group.Wait()
}

const soundClaim = `{"end": "2026-06-30", "previous": "2025-06-12", "activities": [
	{"kind": "cachets", "from": "2026-06-01", "to": "2026-06-30", "cachets": 12, "days": 12, "gross": "2400.00"},
	{"kind": "hours", "category": "technician", "from": "2026-05-04", "to": "2026-05-29", "hours": "160", "days": 20, "gross": "3000.00", "employer": "A"}]}`

func TestDecodeClaim(t *testing.T) {
	c, err := DecodeClaim(strings.NewReader(soundClaim))
	require.NoError(t, err)
	a := affiliation(t, c)
	assert.Equal(t, "304", a.Hours.String())
	assert.Equal(t, "203", a.Missing.String())
	for name, document := range map[string]string{
		"unknown":   `{"end": "2026-06-30", "activities": [], "ends": 1}`,
		"missing":   `{}`,
		"no object": `[]`,
		"duplicate": `{"end": "2026-06-30", "end": "2026-06-30", "activities": []}`,
		"kind":      `{"end": "2026-06-30", "activities": [{"kind": "juggling", "from": "2026-06-01", "to": "2026-06-30"}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := DecodeClaim(strings.NewReader(document))
			require.Error(t, err)
		})
	}
}

func FuzzDecodeClaim(f *testing.F) {
	f.Add(soundClaim)
	f.Add(`{"end": "2199-12-31", "extend": true, "activities": [{"kind": "abroad", "from": "2199-12-31", "to": "2199-12-31", "days": 1}]}`)
	f.Add(`{"end": "2026-06-30", "activities": [{"kind": "sick-leave", "from": "1900-01-01", "to": "2199-12-31"},{"kind": "cachets", "from": "2026-06-30", "to": "2026-06-30", "cachets": 1, "days": 1}]}`)
	f.Fuzz(func(t *testing.T, document string) {
		c, err := DecodeClaim(strings.NewReader(document))
		if err != nil {
			return
		}
		a, err := ComputeAffiliation(c, UnemploymentParameters{})
		if err != nil {
			return // a day before the table
		}
		recomputes(t, a.Lines)
		if a.Eligible && a.Worked.Sign() > 0 {
			if _, err := ComputeAllowance(a.Basis(), UnemploymentParameters{}); err != nil && !strings.Contains(err.Error(), "no value") {
				t.Fatal(err)
			}
		}
	})
}

func BenchmarkAffiliation(b *testing.B) {
	c := Claim{End: day("2026-06-30"), Activities: []Activity{played("2026-06-01", "2026-06-30", 4)}}
	for i := range 50 {
		month, _ := c.End.Month().Add(-i % 12)
		first := month.First()
		c.Activities = append(c.Activities, Activity{Kind: HoursWorked, Category: Technician, From: first, To: first, Hours: money.MustDecimal("8"), Days: 1, Gross: money.MustParse("250.00")})
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ComputeAffiliation(c, UnemploymentParameters{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAllowance(b *testing.B) {
	right := basis(Technician, "18000.00", "800")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ComputeAllowance(right, UnemploymentParameters{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMonthlyAllowance(b *testing.B) {
	m := claimed(Technician, "2026-04", "140.00", "80", "4000.00")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ComputeMonthlyAllowance(m, Franchises{Waiting: 2}, UnemploymentParameters{}); err != nil {
			b.Fatal(err)
		}
	}
}
