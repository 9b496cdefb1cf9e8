package financing

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

func eur(s string) money.Amount   { return money.MustParse(s) }
func rate(s string) money.Decimal { return money.MustDecimal(s) }

// cashOf computes a treasury that has to be sound.
func cashOf(t testing.TB, in Treasury) Cash {
	t.Helper()
	c, err := ComputeTreasury(in, TreasuryParameters{})
	require.NoError(t, err)
	return c
}

// By hand: 1,000 at first; 3,000 + 20 % tax out on 10 January; 2,500 in on 5 February; the tax
// of January, 600, is refunded on the last day of February.
func smallTreasury() Treasury {
	return Treasury{
		From: day("2026-01-01"), To: day("2026-03-31"), Opening: eur("1000.00"),
		Inflows:  []Inflow{{Source: "tv", Date: day("2026-02-05"), Amount: eur("2500.00"), Receivable: true, Discountable: true}},
		Outflows: []Outflow{{ID: "shoot", Date: day("2026-01-10"), Amount: eur("3000.00"), VATRate: rate("0.2")}},
		VATDelay: VATDelay{Refund: 1, Payment: 1},
	}
}

func TestTreasury(t *testing.T) {
	c := cashOf(t, smallTreasury())
	require.Len(t, c.Days, 90)
	balance := func(on string) string { return c.Days[day(on).DaysSince(day("2026-01-01"))].Closing.String() }
	assert.Equal(t, "1000.00", balance("2026-01-09"))
	assert.Equal(t, "-2600.00", balance("2026-01-10"))
	assert.Equal(t, "-100.00", balance("2026-02-05"))
	assert.Equal(t, "-100.00", balance("2026-02-27"))
	assert.Equal(t, "500.00", balance("2026-02-28"))
	assert.Equal(t, "-2600.00", c.Lowest.String())
	assert.Equal(t, day("2026-01-10"), c.LowestOn)
	assert.Equal(t, "2600.00", c.Need.String())
	assert.Equal(t, "600.00", c.VATPeak.String())
	assert.Equal(t, "0.00", c.Beyond.String())
	assert.Empty(t, c.Notices)
}

func TestTaxIsSettledByMonth(t *testing.T) {
	in := smallTreasury()
	in.Inflows = append(in.Inflows, Inflow{Source: "mg", Date: day("2026-02-10"), Amount: eur("10000.00"), VATRate: rate("0.1")})
	in.VATDelay.Refund = 3
	c := cashOf(t, in)
	last := c.Days[len(c.Days)-1]
	assert.Equal(t, "1000.00", last.Out.String(), "collected in February, paid on the last day of March")
	assert.Equal(t, "600.00", c.Beyond.String(), "paid in January, refunded at the end of April")
	assert.Equal(t, "600.00", last.VATOpen.String())

	in.To = day("2026-03-30")
	c = cashOf(t, in)
	assert.Equal(t, "-400.00", c.Beyond.String(), "the last day of March is after the end")
}

func TestWeeksAndMonths(t *testing.T) {
	c := cashOf(t, smallTreasury())
	months := c.Months()
	require.Len(t, months, 3)
	assert.Equal(t, CashSpan{
		From: day("2026-02-01"), To: day("2026-02-28"), Opening: eur("-2600.00"), In: eur("3100.00"),
		Closing: eur("500.00"), Lowest: eur("-2600.00"),
	}, months[1])
	weeks := c.Weeks()
	require.Len(t, weeks, 14, "1 January 2026 is a Thursday, 31 March a Tuesday")
	assert.Equal(t, day("2026-01-04"), weeks[0].To)
	assert.Equal(t, day("2026-01-05"), weeks[1].From)
	assert.Equal(t, "3600.00", weeks[1].Out.String())
	assert.Equal(t, day("2026-03-31"), weeks[13].To)
	assert.Empty(t, Cash{}.Weeks())
}

func TestTreasuryRefusesEveryFaultAtOnce(t *testing.T) {
	in := smallTreasury()
	in.Inflows[0].Receivable = false
	in.Inflows[0].Since = day("2026-02-06")
	in.Inflows = append(in.Inflows, Inflow{Date: day("2027-01-01"), Amount: eur("-1.00"), VATRate: rate("1.01")})
	in.Outflows = append(in.Outflows, Outflow{Amount: eur("10000000000000.01")})
	in.Facilities = []Facility{
		{ID: "a", Kind: "loan", Limit: eur("-1.00"), Advance: money.MustFraction("1.01"), Drawn: eur("5.00"), From: day("2026-01-02"), To: day("2025-12-31")},
		{ID: "a", Kind: Discounting, Sources: []string{"tv", "tv", "who"}, Index: []IndexRate{{From: day("2026-01-02"), Rate: rate("2")}, {From: day("2026-01-02")}}},
		{Kind: Revolver, Sources: []string{"tv"}, MinCover: rate("-1"), Bond: &CompletionBond{Premium: rate("-0.1")}},
		{ID: "d", Kind: Discounting},
	}
	_, err := ComputeTreasury(in, TreasuryParameters{})
	var paths []string
	for _, e := range valid.List(err) {
		var fault *FieldError
		require.ErrorAs(t, e, &fault)
		paths = append(paths, fault.Path)
	}
	assert.Equal(t, []string{
		"inflows[0].discountable", "inflows[0].since", "inflows[1].source", "inflows[1].date", "inflows[1].amount",
		"inflows[1].vatRate", "outflows[1].date", "outflows[1].amount",
		"facilities[0].kind", "facilities[0].limit", "facilities[0].drawn", "facilities[0].to", "facilities[0].advance",
		"facilities[0].drawn", "facilities[0].to",
		"facilities[1].id", "facilities[1].index[0].rate", "facilities[1].index[0].from", "facilities[1].index[1].from",
		"facilities[1].sources[1]", "facilities[1].sources[2]",
		"facilities[2].id", "facilities[2].minCover", "facilities[2].sources", "facilities[2].bond.guarantor", "facilities[2].bond.premium",
		"facilities[2].sources[0]", "facilities[3].sources",
	}, paths)

	_, err = ComputeTreasury(Treasury{From: day("2026-01-01"), To: day("2025-12-31"), VATDelay: VATDelay{Refund: -1, Payment: 61}}, TreasuryParameters{})
	assert.Len(t, valid.List(err), 3)
	_, err = ComputeTreasury(Treasury{}, TreasuryParameters{})
	require.ErrorIs(t, err, valid.ErrMissing)
	_, err = ComputeTreasury(Treasury{From: day("1900-01-01"), To: day("2199-12-31")}, TreasuryParameters{})
	require.ErrorIs(t, err, valid.ErrOutOfRange)
}

func TestAllFlowsTogetherAreBounded(t *testing.T) {
	in := Treasury{From: day("2026-01-01"), To: day("2026-01-02")}
	for range 100 {
		in.Inflows = append(in.Inflows, Inflow{Source: "s", Date: day("2026-01-01"), Amount: eur("10000000000000.00")})
	}
	require.NoError(t, in.Validate())
	in.Outflows = []Outflow{{Date: day("2026-01-01"), Amount: eur("0.01")}}
	require.ErrorIs(t, in.Validate(), money.ErrOverflow)
}

func TestDecodeTreasury(t *testing.T) {
	in, err := DecodeTreasury(strings.NewReader(`{"from": "2026-01-01", "to": "2026-12-31",
		"inflows": [{"source": "tv", "date": "2026-06-01", "amount": "100.00", "receivable": true, "discountable": true}],
		"outflows": [{"date": "2026-02-01", "amount": "90.00", "vatRate": "0.2"}],
		"facilities": [{"id": "d", "kind": "discounting", "limit": "100.00", "sources": ["tv"], "advance": "0.9",
			"index": [{"rate": "0.02"}], "bond": {"guarantor": "g", "signedOn": "2026-01-01"}}]}`))
	require.NoError(t, err)
	assert.Equal(t, "0.9", in.Facilities[0].Advance.Rat().FloatString(1))
	_, err = DecodeTreasury(strings.NewReader(`{"from": "2026-01-01", "to": "2026-12-31", "inflows": [], "outflows": [], "inflow": []}`))
	require.ErrorIs(t, err, valid.ErrUnknownField)
}

func TestCanBear(t *testing.T) {
	in := smallTreasury()
	in.Opening = eur("5000.00") // 1,400 after the shoot, 3,900 after the presale, 4,500 after the refund
	for _, c := range []struct {
		name, amount, on, missing, most string
		enough                          bool
		first                           civil.Date
	}{
		{"a cent below", "1399.99", "2026-01-05", "0.00", "1400.00", true, civil.Date{}},
		{"at", "1400.00", "2026-01-05", "0.00", "1400.00", true, civil.Date{}},
		{"a cent above", "1400.01", "2026-01-05", "0.01", "1400.00", false, day("2026-01-10")},
		{"later", "4500.00", "2026-02-28", "0.00", "4500.00", true, civil.Date{}},
		{"the day before the refund", "4500.00", "2026-02-27", "600.00", "3900.00", false, day("2026-02-27")},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := CanBear(in, eur(c.amount), day(c.on), TreasuryParameters{})
			require.NoError(t, err)
			assert.Equal(t, Sufficiency{c.enough, eur(c.missing), c.first, eur(c.most)}, s)
		})
	}
	in.Facilities = []Facility{{ID: "line", Kind: Revolver, Limit: eur("100.00")}}
	s, err := CanBear(in, eur("1500.00"), day("2026-01-05"), TreasuryParameters{})
	require.NoError(t, err)
	assert.True(t, s.Enough)
	in.Opening = eur("-1000.00")
	s, err = CanBear(in, eur("0.00"), day("2026-01-05"), TreasuryParameters{})
	require.NoError(t, err)
	assert.False(t, s.Enough)
	assert.Equal(t, "0.00", s.Most.String())
	_, err = CanBear(in, eur("-1.00"), day("2027-01-05"), TreasuryParameters{})
	assert.Len(t, valid.List(err), 2)
}

// randomTreasury has two facilities, a discounting one and a line.
func randomTreasury(r *rand.Rand, days, flows int) Treasury {
	from := day("2026-01-15")
	on := func(n int) civil.Date { d, _ := from.AddDays(n); return d }
	cents := func(n int64) money.Amount { return money.FromCents(r.Int64N(n)) }
	in := Treasury{
		From: from, To: on(days - 1), Opening: cents(1_000_000), VATDelay: VATDelay{r.IntN(4), r.IntN(3)},
		Facilities: []Facility{
			{
				ID: "dailly", Kind: Discounting, Limit: cents(50_000_000), Sources: []string{"s0", "s1", "s2"},
				Advance: money.MustFraction([]string{"1", "0.9", "4/5", "1/3"}[r.IntN(4)]),
				Index:   []IndexRate{{Rate: rate("-0.005")}, {From: on(days / 2), Rate: rate("0.03")}}, Margin: rate("0.02"),
				ArrangementFee: rate("0.01"), GuaranteeShare: rate("0.5"),
			},
			{ID: "line", Kind: Revolver, Limit: cents(5_000_000), Floor: rate("0.01"), Margin: rate("0.035"), To: on(days * 3 / 4)},
		},
	}
	for range flows / 2 {
		n := r.IntN(days)
		claim := r.IntN(3) > 0
		in.Inflows = append(in.Inflows, Inflow{
			Source: fmt.Sprint("s", r.IntN(6)), Date: on(n), Amount: cents(10_000_000),
			VATRate: rate([]string{"0", "0.1"}[r.IntN(2)]), Receivable: claim, Discountable: claim, Since: on(r.IntN(n + 1)),
		})
		in.Outflows = append(in.Outflows, Outflow{Date: on(r.IntN(days)), Amount: cents(10_000_000), VATRate: rate("0.2")})
	}
	for i := range 3 {
		in.Inflows = append(in.Inflows, Inflow{Source: fmt.Sprint("s", i), Date: on(0), Amount: cents(100)})
	}
	return in
}

func TestTreasuryProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for range 300 {
		in := randomTreasury(r, 30+r.IntN(500), 2+r.IntN(60))
		c := cashOf(t, in)
		lowest, drawn, costs := c.Days[0].Closing, int64(0), int64(0)
		for i, d := range c.Days {
			sum := d.Opening.Cents() + d.In.Cents() - d.Out.Cents() + d.Drawn.Cents() - d.Repaid.Cents() - d.Costs.Cents()
			require.Equal(t, d.Closing.Cents(), sum, d.Date)
			if i > 0 {
				require.Equal(t, c.Days[i-1].Closing, d.Opening)
			}
			lowest = money.Min(lowest, d.Closing)
			drawn += d.Drawn.Cents() - d.Repaid.Cents()
			costs += d.Costs.Cents()
			require.False(t, d.Drawn.Sign() < 0 || d.Repaid.Sign() < 0 || d.Costs.Sign() < 0)
			room := roomAt(in, d.Date) // a plain reading of what may be drawn
			require.LessOrEqual(t, drawn, room, "discounting never advances more than the receivables")
			if d.Closing.Sign() < 0 {
				require.Equal(t, room, drawn, "below zero only when all is drawn")
			}
		}
		require.Equal(t, lowest, c.Lowest)
		require.Equal(t, lowest, c.Days[c.LowestOn.DaysSince(in.From)].Closing)
		require.Equal(t, drawn, c.Facilities[0].Owed.Cents()+c.Facilities[1].Owed.Cents())
		requireChargesRecompute(t, in, c, costs)
		opening := in.Opening
		for _, m := range c.Months() {
			require.Equal(t, opening, m.Opening)
			opening = m.Closing
		}
		require.Equal(t, c.Days[len(c.Days)-1].Closing, opening)
	}
}

// roomAt is what both facilities of a random treasury may lend on a day.
func roomAt(in Treasury, on civil.Date) int64 {
	var base, line int64
	for _, i := range in.Inflows {
		if i.Discountable && i.Source <= "s2" && !on.Before(i.Since) && on.Before(i.Date) {
			a, _ := in.Facilities[0].Advance.Of(i.Amount)
			base += a.Cents()
		}
	}
	if on.Before(in.Facilities[1].To) {
		line = in.Facilities[1].Limit.Cents()
	}
	return min(base, in.Facilities[0].Limit.Cents()) + line
}

// requireChargesRecompute holds that every charge follows from its own line.
func requireChargesRecompute(t *testing.T, in Treasury, c Cash, costs int64) {
	var sum int64
	for _, ch := range c.Charges {
		sum += ch.Amount.Cents()
		if ch.Code == ChargeInterest {
			a, err := Interest(ch.Base, ch.Rate, 1)
			require.NoError(t, err)
			require.Equal(t, a, ch.Amount)
		}
		if ch.Code == ChargeGuarantee {
			a, err := ComputeGuarantee(ch.Base, money.Amount{}, in.Facilities[0].GuaranteeShare, ch.Date, TreasuryParameters{})
			require.NoError(t, err)
			require.InDelta(t, a.Amount.Cents(), ch.Amount.Cents(), 1) // the weighted base is rounded
		}
	}
	require.Equal(t, costs, sum)
	var paid int64
	for _, f := range c.Facilities {
		paid += f.Cost.Cents() - f.Accrued.Cents()
	}
	require.Equal(t, sum, paid)
}

func TestTreasuryIsLeftAsItWas(t *testing.T) {
	make := func() Treasury { return randomTreasury(rand.New(rand.NewPCG(1, 2)), 90, 20) }
	in := make()
	a := cashOf(t, in)
	assert.Equal(t, make(), in)
	a.Days[0].Closing = eur("1.23")
	a.Notices[0].Code = "changed"
	assert.NotEqual(t, a.Notices[0], cashOf(t, in).Notices[0])
}

func TestDateInflows(t *testing.T) {
	tv := Inflow{Source: "tv", Amount: eur("100000.01"), Receivable: true, Discountable: true}
	dates := []MilestoneDate{{"signature", day("2026-01-15")}, {"shoot", day("2026-03-01")}, {"delivery", day("2026-11-30")}}
	list, err := DateInflows(tv, []PaymentTerm{
		{"signature", money.MustFraction("1/5"), 30}, {"shoot", money.MustFraction("2/5"), 0}, {"delivery", money.MustFraction("2/5"), 45},
	}, dates)
	require.NoError(t, err)
	require.Len(t, list, 3)
	assert.Equal(t, day("2026-02-14"), list[0].Date)
	assert.Equal(t, "20000.00", list[0].Amount.String())
	assert.Equal(t, "40000.01", list[1].Amount.String(), "ties to the first")
	assert.Equal(t, day("2027-01-14"), list[2].Date)
	assert.True(t, list[2].Discountable)

	_, err = DateInflows(Inflow{Amount: eur("-1.00")}, []PaymentTerm{{"never", money.MustFraction("1/2"), -1}}, append(dates, dates[0]))
	require.Len(t, valid.List(err), 5)
	require.ErrorContains(t, err, "the shares add up to 1/2")
	_, err = DateInflows(tv, nil, dates)
	require.ErrorIs(t, err, money.ErrWeights)
	_, err = DateInflows(tv, []PaymentTerm{{"end", money.MustFraction("1"), 1}}, []MilestoneDate{{"end", day("2199-12-31")}})
	require.ErrorIs(t, err, civil.ErrRange)
}

// Five years, 200 flows, two facilities.
func BenchmarkTreasury(b *testing.B) {
	in := randomTreasury(rand.New(rand.NewPCG(3, 4)), 1_826, 200)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ComputeTreasury(in, TreasuryParameters{}); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzDecodeTreasury(f *testing.F) {
	f.Add(`{"from": "2026-01-01", "to": "2026-12-31", "inflows": [{"source": "tv", "date": "2026-06-01", "amount": "100.00"}],
		"outflows": [{"date": "2026-02-01", "amount": "90.00", "vatRate": "0.2"}],
		"facilities": [{"id": "d", "kind": "revolver", "limit": "100.00", "margin": "0.02", "guaranteeShare": "0.5"}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		in, err := DecodeTreasury(strings.NewReader(text))
		if err != nil {
			return
		}
		c, err := ComputeTreasury(in, TreasuryParameters{})
		if err != nil {
			require.ErrorIs(t, err, law.ErrNoValue)
			return
		}
		for _, d := range c.Days {
			sum := d.Opening.Cents() + d.In.Cents() - d.Out.Cents() + d.Drawn.Cents() - d.Repaid.Cents() - d.Costs.Cents()
			require.Equal(t, d.Closing.Cents(), sum)
		}
	})
}
