package rights

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// reference/finance-rights-2026.md B.2: a direct cost of 5,000,000 with fee and overheads at their ceilings.
func filmOfB2(euribor string) FilmCost {
	return FilmCost{
		Release: on("2026-03-04"), Direct: euros("5000000.00"), Fee: euros("400000.00"), Overheads: euros("350000.00"),
		Finance: euros("1.00"), Euribor: money.MustDecimal(euribor),
	}
}

func TestOpposableCost(t *testing.T) {
	for _, c := range []struct {
		name, euribor, finance, total string
	}{
		{"golden, formula below the ceiling", "0.0033", "279720.00", "5879720.00"},
		{"golden, ceiling", "0.02", "280000.00", "5880000.00"},
		{"negative rates beyond the margin", "-0.05", "0.00", "5600000.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cost, err := filmOfB2(c.euribor).OpposableCost(FrenchTerms{})
			require.NoError(t, err)
			assert.Equal(t, "250000.00", cost.Lines[1].Counted.String())
			assert.Equal(t, "350000.00", cost.Lines[2].Counted.String())
			assert.Equal(t, c.finance, cost.Lines[3].Counted.String())
			assert.Equal(t, c.total, cost.Total.String())
			assert.Equal(t, on("2026-07-04"), cost.Closing)
			require.Len(t, cost.Notices, 1, "what the threshold is of is a reading")
			assert.Equal(t, "cost/finance-real-below", cost.Notices[0].Key)
		})
	}
	t.Run("under 3,000,000 the real charges count, without a ceiling", func(t *testing.T) {
		cost, err := FilmCost{Release: on("2026-03-04"), Direct: euros("1000000.00"), Finance: euros("90000.00")}.OpposableCost(FrenchTerms{})
		require.NoError(t, err)
		assert.Equal(t, "1090000.00", cost.Total.String())
	})
	t.Run("faults", func(t *testing.T) {
		minus := euros("-1.00")
		_, err := FilmCost{Direct: minus, Fee: minus, Overheads: minus, Finance: minus, Euribor: money.MustDecimal("2")}.OpposableCost(FrenchTerms{})
		assert.Equal(t, []string{"release", "direct", "fee", "overheads", "finance", "euribor"}, faultsOf(t, err))
		_, err = FilmCost{Release: on("2010-01-01")}.OpposableCost(FrenchTerms{})
		assert.ErrorIs(t, err, law.ErrNoValue)
		huge := money.FromCents(1<<63 - 1)
		_, err = FilmCost{Release: on("2026-01-01"), Direct: huge, Fee: huge, Overheads: huge}.OpposableCost(FrenchTerms{})
		assert.Equal(t, []string{"direct"}, faultsOf(t, err))
		_, err = FilmCost{Release: on("2199-12-31")}.OpposableCost(FrenchTerms{})
		assert.Equal(t, []string{"release"}, faultsOf(t, err))
	})
}

// B.2: support of 368,768.27 counts 239,076.20. Of a cost of 5,880,000, by hand: 5,880,000 + 20,000 − 239,076.20
// − 900,000 − 100,000 − 50,000 − 10,000 = 4,600,923.80 is what receipts have to come to.
func TestAmortisation(t *testing.T) {
	cost, err := filmOfB2("0.02").OpposableCost(FrenchTerms{})
	require.NoError(t, err)
	in := FilmIncome{
		Net: euros("4000000.00"), Support: euros("368768.27"), TaxCredit: euros("900000.00"), Aids: euros("100000.00"),
		Placement: euros("50000.00"), Damages: euros("10000.00"), Later: euros("20000.00"),
	}
	a, err := cost.Amortise(in, on("2026-12-31"), FrenchTerms{})
	require.NoError(t, err)
	assert.Equal(t, "239076.20", a.Lines[0].Counted.String())
	assert.Equal(t, "75 % × (368768.27 − 50000.00)", a.Lines[0].Formula)
	assert.Equal(t, "4600923.80", a.Reaches.String())
	assert.Equal(t, "600923.80", a.Left.String())
	assert.False(t, a.Amortised())
	assert.Equal(t, AmortisedAt{on("2026-12-31"), euros("4600923.80")}, a.At(on("2026-12-31")))

	// Within the limit of amortisation: nothing is left below nothing, and support under the franchise counts not.
	in.Net, in.Support = euros("5000000.00"), euros("49999.99")
	a, err = cost.Amortise(in, on("2026-12-31"), FrenchTerms{})
	require.NoError(t, err)
	assert.Equal(t, "0.00", a.Lines[0].Counted.String())
	assert.True(t, a.Amortised())

	_, err = cost.Amortise(FilmIncome{Net: euros("-1.00"), Later: euros("-1.00")}, on("2026-12-31"), FrenchTerms{})
	assert.Equal(t, []string{"later", "net"}, faultsOf(t, err))
}

// G16 of reference/rights.md §1.6: nominal 300,000, received 62,000, fees f: 238,000 − f, never below 0.
func TestSOFICABuyBack(t *testing.T) {
	for fees, want := range map[string]string{"0.00": "238000.00", "3000.00": "235000.00", "300000.00": "0.00"} {
		price, err := SOFICABuyBack{euros("300000.00"), euros("62000.00"), euros(fees)}.Price()
		require.NoError(t, err)
		assert.Equal(t, want, price.String())
	}
	_, err := SOFICABuyBack{euros("-1.00"), euros("-1.00"), euros("-1.00")}.Price()
	assert.Equal(t, []string{"nominal", "received", "fees"}, faultsOf(t, err))
	huge := money.FromCents(1<<63 - 1)
	_, err = SOFICABuyBack{Received: huge, Fees: huge}.Price()
	assert.Equal(t, []string{"received"}, faultsOf(t, err))
}

// G12 of reference/rights.md §1.1: a ticket of 6.51 is 6.17 without VAT of 0.34; tax 0.70; base film 5.47.
func TestSplitBoxOffice(t *testing.T) {
	b, err := SplitBoxOffice(euros("6.51"), on("2026-01-01"), FrenchTerms{})
	require.NoError(t, err)
	assert.Equal(t, []string{"0.34", "0.70", "5.47"}, []string{b.VAT.String(), b.TSA.String(), b.Base.String()})
	require.Len(t, b.Notices, 1)
	assert.Equal(t, "ticket/tsa", b.Notices[0].Key)
	_, err = SplitBoxOffice(euros("-1.00"), on("2026-01-01"), FrenchTerms{})
	assert.Equal(t, []string{"gross"}, faultsOf(t, err))
	_, err = SplitBoxOffice(euros("1.00"), on("2013-12-31"), FrenchTerms{})
	assert.ErrorIs(t, err, law.ErrNoValue)
}
