package financing

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

func TestTheTreasuryTableIsSound(t *testing.T) {
	table, err := law.Load[money.Decimal](treasuryJSON)
	require.NoError(t, err)
	assert.Equal(t, []string{"ifcic/commission", "ifcic/undrawn-weight", "ifcic/share-most"}, table.Keys())
	assert.Len(t, TreasuryParameters{}.List(day("2026-01-01")), 3)
	assert.Len(t, TreasuryParameters{}.References(), 2)
}

// Golden figure 15 of the reference: 400,000 at 4 % for 92 days is 4,088.89.
func TestInterest(t *testing.T) {
	for _, c := range []struct {
		name, principal, rate string
		days                  int
		want                  string
	}{
		{"golden 15", "400000.00", "0.04", 92, "4088.89"},
		{"a year of 360 days", "100.00", "0.05", 360, "5.00"},
		{"half a cent goes up", "1.80", "0.01", 100, "0.01"},
		{"less than half goes down", "1.79", "0.01", 100, "0.00"},
		{"no rate", "400000.00", "0", 92, "0.00"},
		{"as much as there can be", "10000000000000.00", "1", 7_320, "203333333333333.33"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Interest(eur(c.principal), rate(c.rate), c.days)
			require.NoError(t, err)
			assert.Equal(t, c.want, got.String())
		})
	}
	_, err := Interest(eur("-1.00"), rate("0.0000000001"), -1)
	assert.Len(t, valid.List(err), 3)
}

// Golden figure 14 of the reference: 50 %, drawn 600,000, undrawn 400,000, a month is 333.33.
func TestGuarantee(t *testing.T) {
	g, err := ComputeGuarantee(eur("600000.00"), eur("400000.00"), rate("0.5"), day("2026-06-30"), TreasuryParameters{})
	require.NoError(t, err)
	assert.Equal(t, "333.33", g.Amount.String())
	assert.Equal(t, "IFCIC garantie, IFCIC taux", g.Refs.String())
	assert.Len(t, g.Notices, 2, "two figures of a single source")

	_, err = ComputeGuarantee(eur("1.00"), eur("0.00"), rate("0.7"), day("2026-06-30"), TreasuryParameters{})
	require.NoError(t, err)
	_, err = ComputeGuarantee(eur("1.00"), eur("0.00"), rate("0.700000001"), day("2026-06-30"), TreasuryParameters{})
	require.ErrorIs(t, err, valid.ErrOutOfRange)
	_, err = ComputeGuarantee(eur("1.00"), eur("0.00"), rate("0.5"), day("2015-12-31"), TreasuryParameters{})
	require.ErrorIs(t, err, law.ErrNoValue)

	own, err := TreasuryParameters{}.With(law.Override[money.Decimal]{Key: "ifcic/commission", Value: rate("0.02")})
	require.NoError(t, err)
	g, err = ComputeGuarantee(eur("600000.00"), eur("400000.00"), rate("0.5"), day("2026-06-30"), own)
	require.NoError(t, err)
	assert.Equal(t, "666.67", g.Amount.String())
	_, err = own.With(law.Override[money.Decimal]{Key: "x"})
	require.ErrorIs(t, err, law.ErrUnknownKey)
	assert.Len(t, own.References(), 3)
}

// A presale of 500,000 is due on 1 October; 400,000 are spent on 1 July. With 80 % advanced the
// bank lends 400,000 for the 92 days between: 31 + 31 + 30, at 4 % with the index below its
// floor. By hand 1,377.78 + 1,377.78 + 1,333.33 = 4,088.89, golden figure 15.
func TestDiscounting(t *testing.T) {
	in := Treasury{
		From: day("2026-07-01"), To: day("2026-12-31"), Opening: eur("10000.00"),
		Inflows:  []Inflow{{Source: "tv", Date: day("2026-10-01"), Amount: eur("500000.00"), Receivable: true, Discountable: true}},
		Outflows: []Outflow{{Date: day("2026-07-01"), Amount: eur("410000.00")}},
		Facilities: []Facility{{
			ID: "dailly", Kind: Discounting, Limit: eur("450000.00"), Sources: []string{"tv"}, Advance: money.MustFraction("4/5"),
			Index: []IndexRate{{Rate: rate("-0.005")}}, Margin: rate("0.04"),
		}},
	}
	c := cashOf(t, in)
	assert.Equal(t, "400000.00", c.Days[0].Drawn.String(), "all that may be advanced")
	assert.Equal(t, "-2755.56", c.Lowest.String(), "the interest of two months cannot be drawn")
	assert.Equal(t, day("2026-09-01"), c.LowestOn)
	cost := c.Facilities[0]
	assert.Equal(t, "4088.89", cost.Interest.String())
	assert.Equal(t, "400000.00", cost.Repaid.String())
	assert.Equal(t, "0.00", cost.Owed.String())
	require.Len(t, c.Charges, 3)
	assert.Equal(t, day("2026-10-01"), c.Charges[2].Date)
	assert.Equal(t, "base × rate / 360", c.Charges[2].Formula)
	assert.Equal(t, "95911.11", c.Days[len(c.Days)-1].Closing.String())
	assert.Equal(t, InterestCover{eur("90000.00"), eur("4088.89"), rate("22.0109")}, c.Cover, "90,000 / 4,088.89 = 22.01087…")

	in.Inflows[0].Amount = eur("500000.01")
	in.Facilities[0].Advance = money.MustFraction("1")
	in.Facilities[0].Limit = eur("1000000.00")
	in.Outflows[0].Amount = eur("900000.00")
	c = cashOf(t, in)
	assert.Equal(t, "500000.01", c.Facilities[0].Drawn.String(), "never more than the receivable")
}

// The line bridges 1,000 from 11 January to 10 February; a fee of 1 % of its limit is paid
// first. Nothing is left to the bank once there is cash.
func TestRevolver(t *testing.T) {
	in := Treasury{
		From: day("2026-01-01"), To: day("2026-03-31"), Opening: eur("50.00"),
		Inflows:  []Inflow{{Source: "own", Date: day("2026-02-10"), Amount: eur("5000.00")}},
		Outflows: []Outflow{{Date: day("2026-01-11"), Amount: eur("1000.00")}},
		Facilities: []Facility{{
			ID: "line", Kind: Revolver, Limit: eur("2000.00"), ArrangementFee: rate("0.01"),
			Index: []IndexRate{{Rate: rate("0.02")}, {From: day("2026-01-21"), Rate: rate("0.08")}}, Margin: rate("0.02"),
		}},
	}
	c := cashOf(t, in)
	assert.Equal(t, "0.00", c.Lowest.String())
	assert.Equal(t, "0.00", c.Need.String())
	// 970 × 4 % × 10 / 360 = 1.0778 on 21 January; 971.08 × 10 % × 11 / 360 = 2.9672 on 1 February;
	// 974.05 × 10 % × 9 / 360 = 2.4351 on 1 March.
	var amounts []string
	for _, ch := range c.Charges {
		amounts = append(amounts, ch.Date.String()+" "+ch.Amount.String())
	}
	assert.Equal(t, []string{"2026-01-01 20.00", "2026-01-21 1.08", "2026-02-01 2.97", "2026-03-01 2.44"}, amounts)
	assert.Equal(t, "974.05", c.Facilities[0].Peak.String())
	assert.Equal(t, "0.00", c.Facilities[0].Owed.String())
	assert.Equal(t, "26.49", c.Facilities[0].Cost.String())

	in.To = day("2026-02-20")
	c = cashOf(t, in)
	assert.Equal(t, "2.44", c.Facilities[0].Accrued.String(), "not yet paid, but a cost")
	assert.Equal(t, "26.49", c.Facilities[0].Cost.String())

	in.Facilities[0].To = day("2026-02-05")
	c = cashOf(t, in)
	assert.Equal(t, day("2026-02-05"), c.LowestOn, "due five days too early")
	assert.Equal(t, "-975.13", c.Lowest.String(), "974.05 and 974.05 × 10 % × 4 / 360 = 1.0823")
}

func TestFacilitiesAreDrawnInOrder(t *testing.T) {
	in := smallTreasury()
	in.Opening = eur("0.00")
	in.Facilities = []Facility{
		{ID: "dailly", Kind: Discounting, Limit: eur("9000.00"), Sources: []string{"tv"}, Advance: money.MustFraction("9/10")},
		{ID: "line", Kind: Revolver, Limit: eur("1000.00")},
	}
	c := cashOf(t, in)
	assert.Equal(t, "2250.00", c.Facilities[0].Peak.String())
	assert.Equal(t, "1000.00", c.Facilities[1].Peak.String())
	assert.Equal(t, "-350.00", c.Lowest.String(), "3,600 − 2,250 − 1,000")
	// 5 February: −350 + 2,500 − 2,250 = −100, all of the line still drawn; the refund repays 500 of it.
	assert.Equal(t, "500.00", c.Facilities[1].Owed.String())
}

func TestAClaimIsAdvancedOnceItExists(t *testing.T) {
	in := smallTreasury()
	in.Inflows[0].Since = day("2026-01-20")
	in.Facilities = []Facility{{ID: "dailly", Kind: Discounting, Limit: eur("9000.00"), Sources: []string{"tv"}, Advance: money.MustFraction("1")}}
	c := cashOf(t, in)
	assert.Equal(t, "-2600.00", c.Lowest.String())
	assert.Equal(t, "2500.00", c.Days[19].Drawn.String())
}

func TestNothingIsDrawnBeforeTheBond(t *testing.T) {
	in := smallTreasury()
	in.Facilities = []Facility{{ID: "line", Kind: Revolver, Limit: eur("9000.00"), Bond: &CompletionBond{Guarantor: "g"}}}
	c := cashOf(t, in)
	assert.Equal(t, "2600.00", c.Need.String())
	require.Len(t, c.Notices, 1)
	assert.Equal(t, "bond-unsigned", c.Notices[0].Code)
	in.Facilities[0].Bond.SignedOn = day("2026-01-12")
	c = cashOf(t, in)
	assert.Equal(t, "2600.00", c.Days[11].Drawn.String())
	assert.Empty(t, c.Notices)
}

func TestInterestCoverOfTheContract(t *testing.T) {
	in := smallTreasury() // 2,500 + 600 − 3,600 = −500 before facilities
	in.Facilities = []Facility{{ID: "line", Kind: Revolver, Limit: eur("9000.00"), ArrangementFee: rate("0.01"), MinCover: rate("1.5")}}
	c := cashOf(t, in)
	assert.Equal(t, InterestCover{eur("-500.00"), eur("90.00"), rate("-5.5556")}, c.Cover)
	require.Len(t, c.Notices, 1)
	assert.Equal(t, "interest-cover", c.Notices[0].Code)
}

// The commission is on the state of the last day of the month, paid on the day after: with
// nothing drawn, 2,000,000 × 50 % × 50 % × 1 % / 12 = 416.67.
func TestGuaranteeOfAFacility(t *testing.T) {
	in := Treasury{From: day("2026-01-10"), To: day("2026-03-31"), Opening: eur("5000.00")}
	in.Facilities = []Facility{{ID: "line", Kind: Revolver, Limit: eur("2000000.00"), GuaranteeShare: rate("0.5"), To: day("2026-03-15")}}
	c := cashOf(t, in)
	require.Len(t, c.Charges, 2)
	assert.Equal(t, day("2026-02-01"), c.Charges[0].Date)
	assert.Equal(t, "416.67", c.Charges[0].Amount.String())
	assert.Equal(t, "833.34", c.Facilities[0].Cost.String(), "none for the month in which it ends")
	assert.Len(t, c.Notices, 2)
	in.Facilities[0].To = day("2026-04-15")
	c = cashOf(t, in)
	assert.Equal(t, "416.67", c.Facilities[0].Accrued.String())
}

// 1,000 of 5,000 assigned are drawn; 600 are collected and repay 600 of it though the rest would
// bear it all. On 10 February 300 more are collected, of which the day needs 250: they are drawn again.
func TestCollectionRepaysTheAdvance(t *testing.T) {
	on := func(d, amount string) Inflow {
		return Inflow{Source: "tv", Date: day(d), Amount: eur(amount), Receivable: true, Discountable: true}
	}
	in := Treasury{
		From: day("2026-01-01"), To: day("2026-03-31"),
		Inflows:  []Inflow{on("2026-02-01", "600.00"), on("2026-02-10", "300.00"), on("2026-03-31", "4100.00")},
		Outflows: []Outflow{{Date: day("2026-01-10"), Amount: eur("1000.00")}, {Date: day("2026-02-10"), Amount: eur("250.00")}},
		Facilities: []Facility{{
			ID: "dailly", Kind: Discounting, Limit: eur("1000.00"), Sources: []string{"tv"}, Advance: money.MustFraction("1"),
			Index: []IndexRate{{Rate: rate("1")}, {From: day("2025-12-31")}},
		}},
	}
	c := cashOf(t, in)
	assert.Equal(t, "600.00", c.Days[31].Repaid.String())
	assert.Equal(t, "300.00", c.Days[40].Repaid.String())
	assert.Equal(t, "250.00", c.Days[40].Drawn.String())
	assert.Equal(t, "0.00", c.Lowest.String())
	assert.Equal(t, "3750.00", c.Days[89].Closing.String(), "5,000 − 1,250, the rate being nil before the first day")
	assert.Empty(t, c.Charges)
}
