package financing

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// flowsOf reads "2026-01-01 -100.00" lines as flows of one party.
func flowsOf(lines ...string) []ReturnFlow {
	var flows []ReturnFlow
	for _, line := range lines {
		on, amount, _ := strings.Cut(line, " ")
		flows = append(flows, ReturnFlow{Party: "fund", Date: day(on), Amount: eur(amount)})
	}
	return flows
}

func texts(rates []money.Decimal) string {
	var list []string
	for _, r := range rates {
		list = append(list, r.String())
	}
	return strings.Join(list, " ")
}

func TestReturns(t *testing.T) {
	for _, c := range []struct {
		name, rate                    string
		flows                         []ReturnFlow
		npv, irr, rates, multiple, at string
	}{
		// 2026 and 2027 have 365 days: exact years.
		{"a year at 10 %", "0.1", flowsOf("2026-01-01 -1000.00", "2027-01-01 1100.00"), "0.00", "one-rate", "0.1", "11/10", "2027-01-01"},
		{"two years", "0", flowsOf("2026-01-01 -1000.00", "2028-01-01 1210.00"), "210.00", "one-rate", "0.1", "121/100", "2028-01-01"},
		// 1000/1.05 + 1000/1.05² = 952.380952 + 907.029478.
		{"by hand", "0.05", flowsOf("2026-01-01 -1500.00", "2027-01-01 1000.00", "2028-01-01 1000.00"), "359.41", "one-rate", "0.215250", "4/3", "2028-01-01"},
		// The example of the documentation of Excel's XIRR and XNPV: 37.3362535 % and, at 9 %, 2,086.65.
		{
			"Excel", "0.09",
			flowsOf("2008-01-01 -10000.00", "2008-03-01 2750.00", "2008-10-30 4250.00", "2009-02-15 3250.00", "2009-04-01 2750.00"),
			"2086.65", "one-rate", "0.373363", "13/10", "2009-02-15",
		},
		{"a loss", "0", flowsOf("2026-01-01 -1000.00", "2027-01-01 500.00"), "-500.00", "one-rate", "-0.5", "1/2", ""},
		{"nothing back", "0.1", flowsOf("2026-01-01 -1000.00"), "-1000.00", "no-rate", "", "0", ""},
		{"nearly nothing back", "0", flowsOf("2026-01-01 -1000.00", "2027-01-01 8.00"), "-992.00", "no-rate", "", "1/125", ""},
		{"nothing put in", "0.1", flowsOf("2027-01-01 1100.00"), "1000.00", "no-rate", "", "0", ""},
		// −1000 (1+r)² + 2300 (1+r) − 1320 is nil at 1.1 and 1.2: their sum is 2.3, their product 1.32.
		{
			"two rates", "0", flowsOf("2026-01-01 -1000.00", "2027-01-01 2300.00", "2028-01-01 -1320.00"),
			"-20.00", "several-rates", "0.1 0.2", "115/116", "",
		},
		// 1000 − 2000/(1+r) + 1500/(1+r)² has no real root: 2000² < 4·1000·1500.
		{"two changes, no rate", "0", flowsOf("2026-01-01 1000.00", "2027-01-01 -2000.00", "2028-01-01 1500.00"), "500.00", "no-rate", "", "5/4", "2028-01-01"},
		{"flows of a day cancel", "0", flowsOf("2026-01-01 -5.00", "2026-01-01 5.00"), "0.00", "no-rate", "", "1", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			list, err := ComputeReturns(Returns{On: c.flows[0].Date, Rate: rate(c.rate), Flows: c.flows})
			if c.name == "nothing put in" {
				list, err = ComputeReturns(Returns{On: day("2026-01-01"), Rate: rate(c.rate), Flows: c.flows})
			}
			require.NoError(t, err)
			require.Len(t, list, 1)
			r := list[0]
			assert.Equal(t, c.npv, r.NPV.String())
			assert.Equal(t, c.irr, string(r.IRR))
			assert.Equal(t, strings.TrimRight(c.rates, "0"), strings.TrimRight(texts(r.Rates), "0"))
			assert.Equal(t, c.multiple, r.Multiple.String())
			assert.Equal(t, c.at, r.Payback.String())
		})
	}
}

func TestReturnsByPartyAndScenario(t *testing.T) {
	flows := flowsOf("2026-01-01 -100.00", "2027-01-01 120.00", "2026-01-01 -100.00", "2027-01-01 90.00")
	flows[0].Scenario, flows[1].Scenario, flows[2].Scenario, flows[3].Scenario = "high", "high", "low", "low"
	more := flowsOf("2026-06-01 50.00")
	more[0].Party, more[0].Scenario = "sales", "high"
	list, err := ComputeReturns(Returns{On: day("2026-01-01"), Rate: rate("0.05"), Flows: append(more, flows...)})
	require.NoError(t, err)
	require.Len(t, list, 3)
	assert.Equal(t, "sales high 0.00 50.00", fmt.Sprint(list[0].Party, " ", list[0].Scenario, " ", list[0].Invested, " ", list[0].Profit))
	assert.Equal(t, "high 0.2", list[1].Scenario+" "+texts(list[1].Rates))
	assert.Equal(t, "low -0.1", list[2].Scenario+" "+texts(list[2].Rates))
}

func TestReturnsRefuseEveryFaultAtOnce(t *testing.T) {
	_, err := ComputeReturns(Returns{Rate: rate("-1"), Flows: []ReturnFlow{{}, {Party: "p", Date: day("2026-01-01"), Amount: eur("10000000000000.01")}}})
	assert.Len(t, valid.List(err), 5)
	_, err = ComputeReturns(Returns{On: day("2026-01-02"), Rate: rate("0.1"), Flows: flowsOf("2026-01-01 1.00")})
	require.ErrorIs(t, err, valid.ErrOutOfRange)
	_, err = ComputeReturns(Returns{On: day("2026-01-01"), Flows: make([]ReturnFlow, MaxReturnFlows+1)})
	require.ErrorIs(t, err, valid.ErrOutOfRange)
	_, err = ComputeReturns(Returns{On: day("1900-01-01"), Rate: rate("-0.999999999"), Flows: flowsOf("2199-01-01 1.00")})
	require.ErrorIs(t, err, money.ErrOverflow)
	many := Returns{On: day("2026-01-01")}
	for range 100 {
		many.Flows = append(many.Flows, flowsOf("2026-01-01 -10000000000000.00")...)
	}
	require.NoError(t, many.Validate())
	many.Flows = append(many.Flows, flowsOf("2026-01-01 0.01")...)
	require.ErrorIs(t, many.Validate(), money.ErrOverflow)
}

func TestDecodeReturns(t *testing.T) {
	in, err := DecodeReturns(strings.NewReader(`{"on": "2026-01-01", "rate": "0.08", "flows": [{"party": "fund", "date": "2026-02-01", "amount": "-100.00"}]}`))
	require.NoError(t, err)
	assert.Len(t, in.Flows, 1)
	_, err = DecodeReturns(strings.NewReader(`{"on": "2026-01-01", "rate": "0.08", "flows": [{"party": "", "date": "2025-02-01", "amount": "-100.00"}]}`))
	assert.Len(t, valid.List(err), 2)
}

// The value agrees with that of floats, falls as the rate rises for a plain investment, and is
// nil at the rate of return.
func TestReturnProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	on := day("2026-01-01")
	for range 100 {
		in := Returns{On: on, Flows: []ReturnFlow{{Party: "p", Date: on, Amount: money.FromCents(-1 - r.Int64N(100_000_000))}}}
		for range 1 + r.IntN(12) {
			later, _ := on.AddDays(1 + r.IntN(3_650))
			in.Flows = append(in.Flows, ReturnFlow{Party: "p", Date: later, Amount: money.FromCents(r.Int64N(30_000_000))})
		}
		last := int64(math.MaxInt64)
		for _, percent := range []int64{-50, 0, 7, 30, 500} {
			in.Rate = money.DecimalFromScaled(percent, 2)
			list, err := ComputeReturns(in)
			require.NoError(t, err)
			require.LessOrEqual(t, list[0].NPV.Cents(), last)
			last = list[0].NPV.Cents()
			require.InEpsilon(t, 1e9+plainValue(in.Flows, on, float64(percent)/100), 1e9+float64(last), 1e-6)
			if list[0].IRR == OneRate {
				found, _ := list[0].Rates[0].Scaled(6)
				atRate := plainValue(in.Flows, on, float64(found)/1e6)
				slope := math.Abs(plainValue(in.Flows, on, float64(found)/1e6+1e-6) - atRate)
				require.LessOrEqual(t, math.Abs(atRate), slope+1)
			}
		}
	}
}

func plainValue(flows []ReturnFlow, on civil.Date, rate float64) float64 {
	var sum float64
	for _, f := range flows {
		sum += float64(f.Amount.Cents()) * math.Pow(1+rate, -float64(f.Date.DaysSince(on))/365)
	}
	return sum
}

func BenchmarkReturns(b *testing.B) {
	in := Returns{On: day("2026-01-01"), Rate: rate("0.08"), Flows: flowsOf("2026-01-01 -1000000.00")}
	for i := range 60 {
		later, _ := in.On.AddDays(90 * (i + 1))
		in.Flows = append(in.Flows, ReturnFlow{Party: "fund", Date: later, Amount: eur("25000.00")})
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ComputeReturns(in); err != nil {
			b.Fatal(err)
		}
	}
}

// Reshoots make the flows change sign again and again: the range has to be scanned.
func BenchmarkReturnsScanned(b *testing.B) {
	in := Returns{On: day("2026-01-01"), Rate: rate("0.08"), Flows: flowsOf("2026-01-01 -1000000.00")}
	for i := range 60 {
		later, _ := in.On.AddDays(30 * (i + 1))
		in.Flows = append(in.Flows, ReturnFlow{Party: "fund", Date: later, Amount: eur([]string{"25000.00", "45000.00", "-10000.00"}[i%3])})
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ComputeReturns(in); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzDecodeReturns(f *testing.F) {
	f.Add(`{"on": "2026-01-01", "rate": "0.08", "flows": [{"party": "fund", "date": "2026-02-01", "amount": "-100.00"},
		{"party": "fund", "date": "2027-02-01", "amount": "130.00"}, {"party": "fund", "date": "2028-02-01", "amount": "-20.00"}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		in, err := DecodeReturns(strings.NewReader(text))
		if err != nil {
			return
		}
		list, err := ComputeReturns(in)
		if err != nil {
			require.ErrorIs(t, err, money.ErrOverflow)
			return
		}
		for _, r := range list {
			require.Equal(t, r.Profit.Cents(), r.Received.Cents()-r.Invested.Cents())
			require.Equal(t, len(r.Rates) == 0, r.IRR == NoRate)
		}
	})
}
