package rights

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// Release costs and receipts by admission of reference/rights.md §1.1: Rezo Films in 2014, 250,000 € and
// 2.25 € a ticket; the mean of distributors in 2007, 2.42 €. The admissions are worked out by division:
// 250,000 / 2.25 is 111,111.1, 250,000 / 2.42 is 103,305.8, 250,000 / (2.42 − 0.40) is 123,762.4.
func TestAdmissionsAtWhichChannelsPayBack(t *testing.T) {
	p := ReleasePlan{Currency: "EUR", Channels: []ReleaseChannel{
		channel("tour", "0.00", 3000, "1.50", "2.00"),
		channel("rezo", "250000.00", 120_000, "2.25", "0"),
		channel("mean", "250000.00", 100_000, "2.42", "0"),
		channel("guests", "250000.00", 123_763, "2.42", "0.40"),
		channel("free", "0.00", 10, "1", "1"),
		channel("barter", "10.00", 10, "1", "1"),
		channel("exact", "225.00", 100, "2.25", "0"),
	}}
	c, err := p.Compare()
	require.NoError(t, err)
	got := []string{}
	for _, r := range c.Channels {
		got = append(got, fmt.Sprintf("%s %d %t %d: %s − %s − %s = %s", r.Channel, r.PayBack, r.Never, r.Margin, r.Receipts, r.Variable, r.Cost, r.Result))
	}
	assert.Equal(t, []string{
		"free 0 false 10: 10.00 − 10.00 − 0.00 = 0.00",
		"exact 100 false 0: 225.00 − 0.00 − 225.00 = 0.00",
		"mean 103306 false -3306: 242000.00 − 0.00 − 250000.00 = -8000.00",
		"rezo 111112 false 8888: 270000.00 − 0.00 − 250000.00 = 20000.00",
		"guests 123763 false 0: 299506.46 − 49505.20 − 250000.00 = 1.26",
		"tour 0 true 0: 4500.00 − 6000.00 − 0.00 = -1500.00",
		"barter 0 true 0: 10.00 − 10.00 − 10.00 = -10.00",
	}, got)
	// Together: net 225 + 242,000 + 270,000 + 250,001.26 − 1,500 = 760,726.26 from 346,883 admissions, cost
	// 750,235: 346,883 × 750,235 / 760,726.26 = 342,099.1.
	assert.Equal(t, int64(346_883), c.Whole.Admissions)
	assert.Equal(t, int64(342_100), c.Whole.PayBack)
	assert.Equal(t, money.MustParse("10491.26"), c.Whole.Result)
}

func channel(id, cost string, admissions int64, per, less string) ReleaseChannel {
	c := ReleaseChannel{ID: id, Admissions: admissions, PerAdmission: money.MustDecimal(per), CostPerAdmission: money.MustDecimal(less)}
	if cost != "0.00" {
		c.Costs = []ReleaseCost{{"prints and advertising", money.MustParse(cost)}}
	}
	return c
}

// At the number of admissions a channel pays back the exact result is not below zero, one fewer and it is.
func TestPayBackIsTheLeastNumber(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	for range turns(2000) {
		c := ReleaseChannel{
			ID: "c", Admissions: r.Int64N(1_000_000), PerAdmission: money.DecimalFromScaled(r.Int64N(9_000_000), 6),
			CostPerAdmission: money.DecimalFromScaled(r.Int64N(3_000_000), 6), Costs: []ReleaseCost{{"a", money.FromCents(r.Int64N(1e9))}, {"b", money.FromCents(r.Int64N(1e6))}},
		}
		compared, err := ReleasePlan{"EUR", []ReleaseChannel{c}}.Compare()
		require.NoError(t, err)
		got := compared.Channels[0]
		net := new(big.Rat).Sub(c.PerAdmission.Rat(), c.CostPerAdmission.Rat())
		cost := big.NewRat(got.Cost.Cents(), 100)
		at := func(n int64) int { return new(big.Rat).Mul(net, big.NewRat(n, 1)).Cmp(cost) }
		if got.Never {
			require.LessOrEqual(t, net.Sign(), 0)
			continue
		}
		require.GreaterOrEqual(t, at(got.PayBack), 0)
		require.True(t, got.PayBack == 0 || at(got.PayBack-1) < 0)
		require.Equal(t, c.Admissions-got.PayBack, got.Margin)
		if c.Admissions > 0 {
			require.Equal(t, got.PayBack, compared.Whole.PayBack, "one channel is the whole")
		}
	}
}

func TestReleasePlansAreRefused(t *testing.T) {
	p := ReleasePlan{Currency: "euro", Channels: []ReleaseChannel{
		{ID: "a", Admissions: -1, PerAdmission: money.MustDecimal("-1"), CostPerAdmission: money.MustDecimal("0.0000001"), Costs: []ReleaseCost{{"", money.FromCents(-1)}}},
		{ID: "a", Admissions: maxAdmissions + 1, PerAdmission: money.MustDecimal("1000001")},
	}}
	_, err := p.Compare()
	assert.Equal(t, []string{
		"currency", "channels[0].admissions", "channels[0].perAdmission", "channels[0].costPerAdmission", "channels[0].costs[0].name", "channels[0].costs[0].amount",
		"channels[1].id", "channels[1].admissions", "channels[1].perAdmission",
	}, fieldPathsOf(t, err))
	assert.Equal(t, []string{"currency", "channels"}, fieldPathsOf(t, ReleasePlan{}.Validate()))

	huge := ReleasePlan{Currency: "EUR", Channels: []ReleaseChannel{channel("a", "90000000000000000.00", maxAdmissions, "1000000", "0"), channel("b", "90000000000000000.00", 1, "1", "0")}}
	_, err = huge.Compare()
	require.ErrorIs(t, err, money.ErrOverflow)
	assert.Contains(t, fieldPathsOf(t, err), "channels[0].perAdmission")
	assert.Contains(t, fieldPathsOf(t, err), "channels[1]")
	slow, err := ReleasePlan{Currency: "EUR", Channels: []ReleaseChannel{channel("a", "90000000000000000.00", 1, "0.000001", "0")}}.Compare()
	require.NoError(t, err)
	assert.True(t, slow.Channels[0].Never, "more admissions than can be counted")
}

const releaseDocument = `{"currency":"EUR","channels":[
 {"id":"cinemas","costs":[{"name":"advertising","amount":"250000.00"}],"admissions":120000,"perAdmission":"2.25"},
 {"id":"rental","costs":[{"name":"encoding","amount":"4000.00"}],"admissions":5000,"perAdmission":"1.90","costPerAdmission":"0.10"}]}`

func TestDecodeReleasePlan(t *testing.T) {
	p, err := DecodeReleasePlan(strings.NewReader(releaseDocument))
	require.NoError(t, err)
	document, err := json.Marshal(p)
	require.NoError(t, err)
	again, err := DecodeReleasePlan(strings.NewReader(string(document)))
	require.NoError(t, err)
	assert.Equal(t, p, again)
	_, err = DecodeReleasePlan(strings.NewReader(`{"currency":"EUR","channels":[{"id":"a","admissions":1,"perAdmission":"1e9"}]}`))
	assert.Equal(t, []string{"channels[0].perAdmission"}, fieldPathsOf(t, err))
}

func FuzzDecodeReleasePlan(f *testing.F) {
	f.Add(releaseDocument)
	f.Fuzz(func(t *testing.T, document string) {
		p, err := DecodeReleasePlan(strings.NewReader(document))
		if err != nil {
			return
		}
		if c, err := p.Compare(); err == nil && len(c.Channels) != len(p.Channels) {
			t.Fatal(c)
		}
	})
}

func BenchmarkReleaseCompare(b *testing.B) {
	p := ReleasePlan{Currency: "EUR"}
	for i := range 20 {
		p.Channels = append(p.Channels, channel(fmt.Sprint(i), "250000.00", int64(i)*10_000, "2.25", "0.10"))
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Compare(); err != nil {
			b.Fatal(err)
		}
	}
}
