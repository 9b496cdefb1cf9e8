package financing

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

func euros(s string) money.Amount { return money.MustParse(s + ".00") }

func claim(eligible string) CinemaCredit {
	return CinemaCredit{
		Date: civil.MustParseDate("2026-06-01"), Budget: euros("5000000"), Eligible: euros(eligible), FrenchLanguage: true,
	}
}

func TestCinemaCredit(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*CinemaCredit)
		want   string
	}{
		// Reference, golden test 8: budget 5 M, eligible 3.6 M and 4.5 M.
		{"eligible 3.6 M", func(c *CinemaCredit) {}, "1080000.00"},
		{"eligible 4.5 M, base 4 M", func(c *CinemaCredit) { c.Eligible = euros("4500000") }, "1200000.00"},
		// Golden test 10: other aid of 2.4 M leaves 100,000 of half the budget, all of
		// 300,000 at 60 %.
		{"half of the budget", func(c *CinemaCredit) { c.Eligible, c.OtherPublicAid = euros("1000000"), euros("2400000") }, "100000.00"},
		{"60 % of the budget", func(c *CinemaCredit) {
			c.Eligible, c.OtherPublicAid, c.Difficult = euros("1000000"), euros("2400000"), true
		}, "300000.00"},
		{"aid beyond the ceiling", func(c *CinemaCredit) { c.OtherPublicAid = euros("2500001") }, "0.00"},
		{"a cent below the base limit", func(c *CinemaCredit) { c.Eligible = money.MustParse("3999999.99") }, "1200000.00"},
		{"foreign language", func(c *CinemaCredit) { c.FrenchLanguage = false }, "720000.00"},
		{"animation", func(c *CinemaCredit) { c.FrenchLanguage, c.Animation = false, true }, "1080000.00"},
		{"15 % of processed shots", func(c *CinemaCredit) { c.FrenchLanguage, c.ProcessedShots = false, money.MustFraction("0.15") }, "1080000.00"},
		{"just under", func(c *CinemaCredit) { c.FrenchLanguage, c.ProcessedShots = false, money.MustFraction("0.1499") }, "720000.00"},
		{"direct subsidies", func(c *CinemaCredit) { c.DirectSubsidies = euros("600000") }, "900000.00"},
		{"subsidies beyond the spend", func(c *CinemaCredit) { c.DirectSubsidies = euros("4000000") }, "0.00"},
		// A French share of 1467/2038 of 5 M: base 80 % of it, 2,879,293.42.
		{"French share", func(c *CinemaCredit) { c.FrenchShare = new(money.MustFraction("1467/2038")) }, "863788.03"},
		{"greatest credit", func(c *CinemaCredit) { c.Budget, c.Eligible = euros("200000000"), euros("150000000") }, "30000000.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := claim("3600000")
			c.change(&in)
			aid, err := ComputeCinemaCredit(in, Parameters{})
			require.NoError(t, err)
			assert.Equal(t, c.want, aid.Amount.String())
			assert.True(t, aid.Eligible)
		})
	}
}

func TestEveryAidLineRecomputes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 500 {
		in := claim("1")
		in.Budget, in.Eligible = money.FromCents(1+r.Int64N(1e9)), money.FromCents(r.Int64N(1e9))
		in.OtherPublicAid = money.FromCents(r.Int64N(2e8))
		share, err := money.NewFraction(1+r.Int64N(99), 100)
		require.NoError(t, err)
		in.FrenchShare = &share
		aid, err := ComputeCinemaCredit(in, Parameters{})
		require.NoError(t, err)
		for _, l := range aid.Lines {
			exact := new(big.Rat).Mul(big.NewRat(l.Base.Cents(), 100), l.Rate.Rat())
			if !l.Share.IsZero() {
				exact.Mul(exact, l.Share.Rat())
			}
			require.Equal(t, exact.FloatString(2), l.Amount.String(), l.Code)
			require.Positive(t, l.Refs.Len())
		}
		more := in
		more.Eligible, err = in.Eligible.Add(money.FromCents(r.Int64N(1e6)))
		require.NoError(t, err)
		greater, err := ComputeCinemaCredit(more, Parameters{})
		require.NoError(t, err)
		require.GreaterOrEqual(t, greater.Amount.Cents(), aid.Amount.Cents(), "more eligible spend never lowers the credit")
		limit := new(big.Rat).Mul(big.NewRat(in.Budget.Cents(), 2), share.Rat())
		if !aid.Amount.IsZero() {
			require.LessOrEqual(t, big.NewRat(aid.Amount.Cents()+in.OtherPublicAid.Cents()-1, 1).Cmp(limit), 0, "aid stays within half")
		}
	}
}

func TestNoticesByDate(t *testing.T) {
	in := claim("3600000")
	aid, err := ComputeCinemaCredit(in, Parameters{})
	require.NoError(t, err)
	var keys []string
	for _, n := range aid.Notices {
		keys = append(keys, n.Key)
	}
	assert.Equal(t, []string{"fr-cinema/rate-full", "fr-cinema/cap"}, keys)

	in.Date = civil.MustParseDate("2025-12-31")
	aid, err = ComputeCinemaCredit(in, Parameters{})
	require.NoError(t, err)
	assert.Empty(t, aid.Notices)

	in.Date = civil.MustParseDate("2027-01-01")
	aid, err = ComputeCinemaCredit(in, Parameters{})
	require.NoError(t, err)
	assert.Equal(t, law.CodeStale, aid.Notices[0].Code)

	in.Date = civil.MustParseDate("2015-12-31")
	_, err = ComputeCinemaCredit(in, Parameters{})
	require.ErrorIs(t, err, law.ErrNoValue)
}

func TestOverride(t *testing.T) {
	p, err := Parameters{}.With(law.Override[money.Decimal]{Key: "fr-cinema/rate-full", Value: money.MustDecimal("0.25")})
	require.NoError(t, err)
	aid, err := ComputeCinemaCredit(claim("3600000"), p)
	require.NoError(t, err)
	assert.Equal(t, "900000.00", aid.Amount.String())
	assert.Equal(t, "caller", aid.Lines[1].Refs.String())
	_, err = p.With(law.Override[money.Decimal]{Key: "fr-cinema"})
	require.ErrorIs(t, err, law.ErrUnknownKey)
}

func TestCinemaCreditRefuses(t *testing.T) {
	in := CinemaCredit{
		Budget: euros("-1"), Eligible: euros("-1"), DirectSubsidies: euros("-1"), OtherPublicAid: euros("-1"),
		ProcessedShots: money.MustFraction("1.01"), FrenchShare: new(money.MustFraction("11/10")),
	}
	_, err := ComputeCinemaCredit(in, Parameters{})
	for _, path := range []string{"date", "budget", "eligible", "directSubsidies", "otherPublicAid", "processedShots", "frenchShare"} {
		assert.ErrorContains(t, err, path+": ")
	}
	_, err = ComputeIntensity(Intensity{Budget: euros("0"), PublicAid: euros("-1")}, Parameters{})
	for _, path := range []string{"date", "budget", "publicAid"} {
		assert.ErrorContains(t, err, path+": ")
	}
}

func TestIntensity(t *testing.T) {
	base := Intensity{Date: civil.MustParseDate("2026-06-01"), Budget: euros("5000000")}
	for _, c := range []struct {
		aid                    string
		difficult, crossBorder bool
		want                   string
	}{
		{"2500000", false, false, "0.00"},
		{"2500001", false, false, "1.00"},
		{"2700000", false, false, "200000.00"}, // golden test 10: 54 % of 5 M
		{"2700000", false, true, "0.00"},
		{"3000001", false, true, "1.00"},
		{"5000000", true, false, "0.00"},
	} {
		in := base
		in.PublicAid, in.Difficult, in.CrossBorder = euros(c.aid), c.difficult, c.crossBorder
		aid, err := ComputeIntensity(in, Parameters{})
		require.NoError(t, err)
		assert.Equal(t, c.want, aid.Amount.String(), "%+v", c)
	}
}

func TestTheTableIsSound(t *testing.T) {
	_, err := builtIn()
	require.NoError(t, err)
	on := Parameters{}.VerifiedOn()
	assert.NotEmpty(t, Parameters{}.List(on))
	assert.NotEmpty(t, Parameters{}.References())
	assert.NotEmpty(t, Parameters{}.Notices(on))
}
