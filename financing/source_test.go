package financing

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

func day(s string) civil.Date { return civil.MustParseDate(s) }

// frenchBelgian is the published co-production of rights.md §1.6, 1,467,000 + 571,000, with sources
// of every kind.
func frenchBelgian() Plan {
	a := money.MustParse
	return Plan{
		Title: "Film", Currency: "EUR", Budget: a("2038000.00"),
		Sources: []Source{
			{ID: "tv", Party: "Channel", BroughtBy: "France", Country: "FR", Amount: a("500000.00"), Status: Acquired, Broadcaster: true, Discountable: true,
				Evidence:    &Evidence{Document: "presale", Date: day("2026-03-01"), Signed: true, Amount: new(a("500000.00"))},
				Instalments: []Instalment{{"signature", money.MustFraction("1/3"), 30}, {"delivery", money.MustFraction("2/3"), 0}}},
			{ID: "fund", Party: "CNC", BroughtBy: "France", Country: "FR", Amount: a("667000.00"), UpTo: new(a("700000.00")), Status: Requested, PublicAid: true, Advance: true,
				History:     []StatusChange{{day("2026-01-10"), Identified}, {day("2026-02-01"), Requested}},
				Instalments: []Instalment{{"shoot", money.MustFraction("1"), 0}}},
			{ID: "own", Party: "Producer", BroughtBy: "France", Country: "FR", Amount: a("100000.00"), Status: Acquired, Nature: OwnMoney,
				Evidence:    &Evidence{Document: "bank", Date: day("2026-06-01"), Signed: true, Amount: new(a("100000.00"))},
				Instalments: []Instalment{{"signature", money.MustFraction("1"), 0}}},
			{ID: "pay", Party: "Producer", BroughtBy: "France", Country: "FR", Amount: a("200000.00"), Status: Acquired, Nature: DeferredPay},
			{ID: "shelter", Party: "Investors", BroughtBy: "Belgium", Country: "BE", Status: InNegotiation,
				Foreign:     &ForeignAmount{"USD", a("600000.00"), money.MustDecimal("0.951666667"), day("2026-06-01"), "ECB"},
				Instalments: []Instalment{{"shoot", money.MustFraction("1"), 0}}},
		},
	}
}

func codes(x Examination) (list []string) {
	for _, f := range x.Findings {
		list = append(list, f.About+" "+f.Code)
	}
	return list
}

func TestPlanOfEveryKind(t *testing.T) {
	b, err := Compute(frenchBelgian())
	require.NoError(t, err)
	assert.Equal(t, "571000.00", b.Sources[4].Amount.String(), "600,000 × 0.951666667")
	assert.Equal(t, "2038000.00", b.Total.String())
	assert.Equal(t, "0.00", b.Gap.String())
	assert.Equal(t, "800000.00", b.Acquired.String())
	assert.Equal(t, "400/1019", b.AcquiredShare.String(), "800,000 of 2,038,000")
	assert.Equal(t, "1838000.00", b.Cash.String(), "all but the deferred pay")
	share, err := b.ShareOf("BE")
	require.NoError(t, err)
	assert.Equal(t, "571/2038", share.String())
	_, err = b.ShareOf("LU")
	require.ErrorContains(t, err, "country: ")
}

func TestPlanRefusesSources(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Plan)
		want   string
	}{
		"range upside down":       {func(p *Plan) { p.Sources[1].UpTo = new(money.MustParse("1.00")) }, "sources[1].upTo: "},
		"instalments under one":   {func(p *Plan) { p.Sources[0].Instalments[1].Share = money.MustFraction("1/3") }, "sources[0].instalments: is out of range: shares add up"},
		"negative delay":          {func(p *Plan) { p.Sources[0].Instalments[0].DelayDays = -1 }, "sources[0].instalments[0].delayDays: "},
		"history out of order":    {func(p *Plan) { p.Sources[1].History[0].On = day("2026-02-02") }, "sources[1].history[1].on: "},
		"history of another end":  {func(p *Plan) { p.Sources[1].Status = Acquired }, "sources[1].history[1].status: "},
		"amount and foreign":      {func(p *Plan) { p.Sources[4].Amount = money.MustParse("1.00") }, "sources[4].amount: unknown field"},
		"currency of the plan":    {func(p *Plan) { p.Sources[4].Foreign.Currency = "EUR" }, "sources[4].foreign.currency: "},
		"rate of nothing":         {func(p *Plan) { p.Sources[4].Foreign.Rate = money.Decimal{} }, "sources[4].foreign.rate: "},
		"nature":                  {func(p *Plan) { p.Sources[0].Nature = "gold" }, "sources[0].nature: "},
		"converted out of range":  {func(p *Plan) { p.Sources[4].Foreign.Rate = money.MustDecimal("1000000000000000") }, "sources[4].foreign: "},
		"rate without day":        {func(p *Plan) { p.Sources[4].Foreign.On = civil.Date{} }, "sources[4].foreign.on: is missing"},
		"amount under 0 abroad":   {func(p *Plan) { p.Sources[4].Foreign.Amount = money.MustParse("-1.00") }, "sources[4].foreign.amount: is negative"},
		"foreign and balancing":   {func(p *Plan) { p.Sources[4].Balancing = true }, "sources[4].foreign: "},
		"a day that is not there": {func(p *Plan) { p.Sources[1].History[0].On = civil.Date{} }, "sources[1].history[0].on: is missing"},
	} {
		t.Run(name, func(t *testing.T) {
			p := frenchBelgian()
			c.change(&p)
			_, err := Compute(p)
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestSchedule(t *testing.T) {
	b, err := Compute(frenchBelgian())
	require.NoError(t, err)
	milestones := map[string]civil.Date{"signature": day("2026-03-01"), "shoot": day("2026-09-01"), "delivery": day("2027-02-01")}
	list, err := b.Schedule(milestones)
	require.NoError(t, err)
	var got []string
	for _, p := range list {
		got = append(got, p.On.String()+" "+p.Source+" "+p.Amount.String())
	}
	assert.Equal(t, []string{
		"2026-03-01 own 100000.00", "2026-03-31 tv 166666.67", "2026-09-01 fund 667000.00", "2026-09-01 shelter 571000.00", "2027-02-01 tv 333333.33",
	}, got)
	delete(milestones, "delivery")
	_, err = b.Schedule(milestones)
	require.ErrorContains(t, err, `sources[0].instalments[1].milestone: names nothing in the document: it has no day: "delivery"`)
	b.Sources[2].Instalments = nil
	_, err = b.Schedule(milestones)
	require.ErrorContains(t, err, "sources[2].instalments: is missing")
}

// What comes in is the cash of the plan, whatever the instalments.
func TestScheduleLosesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	milestones := map[string]civil.Date{"a": day("2026-01-01")}
	for range 500 {
		p := frenchBelgian()
		for i := range p.Sources {
			s := &p.Sources[i]
			if s.Foreign == nil {
				s.Amount, s.UpTo = money.FromCents(r.Int64N(1_000_000)), nil
			}
			n := 1 + r.Int64N(6)
			s.Instalments = nil
			for range n {
				share, err := money.NewFraction(1, n)
				require.NoError(t, err)
				s.Instalments = append(s.Instalments, Instalment{"a", share, r.IntN(90)})
			}
		}
		b, err := Compute(p)
		require.NoError(t, err)
		list, err := b.Schedule(milestones)
		require.NoError(t, err)
		sum := int64(0)
		for _, paid := range list {
			sum += paid.Amount.Cents()
		}
		require.Equal(t, b.Cash.Cents(), sum)
	}
}

func TestStatusOn(t *testing.T) {
	s := frenchBelgian().Sources[1]
	assert.Equal(t, Identified, s.StatusOn(day("2026-01-31")))
	assert.Equal(t, Requested, s.StatusOn(day("2026-02-01")))
	assert.Equal(t, Acquired, frenchBelgian().Sources[0].StatusOn(day("2020-01-01")), "without a history")
}

// The rules of Eurimages: six months to the day, a bank's letter for own money, items of a deferral.
func TestEvidence(t *testing.T) {
	p := frenchBelgian()
	examined := func(on string) []string {
		b, err := Compute(p)
		require.NoError(t, err)
		x, err := CheckEvidence(b, day(on))
		require.NoError(t, err)
		return codes(x)
	}
	base := []string{"own no-bank-letter", "pay no-evidence"}
	assert.Equal(t, base, examined("2026-09-01"), "the presale is six months old to the day")
	assert.Equal(t, append([]string{"tv too-old"}, base...), examined("2026-09-02"))
	p.Sources[2].Evidence.BankLetter = true
	p.Sources[3].Evidence = &Evidence{Document: "deferral", Date: day("2026-08-01"), Signed: true, Amount: new(money.MustParse("200000.00"))}
	assert.Equal(t, []string{"pay no-budget-items"}, examined("2026-09-01"))
	p.Sources[3].Evidence.BudgetItems = []string{"21"}
	p.Sources[0].Evidence = &Evidence{Document: "letter", Date: day("2026-08-01"), Conditional: true, FromAffiliate: true, Amount: new(money.MustParse("499999.99"))}
	assert.Equal(t, []string{"tv not-signed", "tv conditional", "tv other-amount", "tv no-bank-letter"}, examined("2026-09-01"))
	p.Sources[0].Evidence = &Evidence{Document: "letter", Date: day("2026-08-01"), Signed: true}
	assert.Equal(t, []string{"tv no-amount"}, examined("2026-09-01"))
	b, err := Compute(p)
	require.NoError(t, err)
	_, err = CheckEvidence(b, day("2012-01-01"))
	require.ErrorContains(t, err, "on: ")
}

// Each share a hundredth of a percent below, at and above the limit of each treaty.
func TestShares(t *testing.T) {
	balance := func(parts ...int64) Balance {
		p := Plan{Title: "x", Currency: "EUR", Budget: money.FromCents(1_000_000)}
		for i, n := range parts {
			name := string(rune('a' + i))
			p.Sources = append(p.Sources, Source{ID: name, Party: name, BroughtBy: name, Amount: money.FromCents(n), Status: Acquired})
		}
		b, err := Compute(p)
		require.NoError(t, err)
		return b
	}
	for _, c := range []struct {
		name   string
		treaty Treaty
		parts  []int64
		want   []string
	}{
		{"revised, bilateral at 10 %", RevisedConvention, []int64{900_000, 100_000}, nil},
		{"revised, bilateral under", RevisedConvention, []int64{900_100, 99_900}, []string{"a share-too-great", "b share-too-small"}},
		{"revised, multilateral at 5 %", RevisedConvention, []int64{800_000, 150_000, 50_000}, nil},
		{"revised, multilateral under", RevisedConvention, []int64{800_000, 150_100, 49_900}, []string{"c share-too-small"}},
		{"1992, bilateral at 20 %", Convention1992, []int64{800_000, 200_000}, nil},
		{"1992, bilateral under", Convention1992, []int64{800_100, 199_900}, []string{"a share-too-great", "b share-too-small"}},
		{"1992, multilateral over 70 %", Convention1992, []int64{700_100, 199_900, 100_000}, []string{"a share-too-great"}},
		{"the published film, 28 %", Bilateral, []int64{1_467_000, 571_000}, nil},
		{"bilateral under 20 %", Bilateral, []int64{800_100, 199_900}, []string{"a share-too-great", "b share-too-small"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			x, err := CheckShares(balance(c.parts...), c.treaty, day("2026-06-01"))
			require.NoError(t, err)
			assert.Equal(t, c.want, codes(x))
			assert.Equal(t, c.treaty == Bilateral, len(x.Notices) > 0, "bilateral shares are unconfirmed")
		})
	}
	for _, c := range []struct {
		treaty Treaty
		parts  []int64
	}{{"none", []int64{1, 1}}, {Bilateral, []int64{1, 1, 1}}, {RevisedConvention, []int64{1}}} {
		_, err := CheckShares(balance(c.parts...), c.treaty, day("2026-06-01"))
		require.Error(t, err)
	}
}

func TestMinima(t *testing.T) {
	p := frenchBelgian()
	b, err := Compute(p)
	require.NoError(t, err)
	x, err := CheckMinima(b, p.Budget, Minima{Broadcaster: true, NonPublic: true, OwnFunding: new(money.MustFraction("1/20")), Acquired: new(money.MustFraction("1/2"))}, day("2026-06-01"))
	require.NoError(t, err)
	// 500,000 of 2,038,000 are 24.5 %; 800,000 confirmed are 39.3 %; 100,000 are 4.9 %
	assert.Equal(t, []string{"broadcaster/share minimum", "own-funding minimum", "acquired minimum"}, codes(x))
	p.Sources[0].Amount = money.MustParse("509500.00")
	b, err = Compute(p)
	require.NoError(t, err)
	x, err = CheckMinima(b, p.Budget, Minima{Broadcaster: true}, day("2026-06-01"))
	require.NoError(t, err)
	assert.Empty(t, x.Findings, "a quarter to the cent")
	_, err = CheckMinima(b, money.Amount{}, Minima{}, day("2026-06-01"))
	require.ErrorContains(t, err, "budget: ")
}

// 1,536,000 in Ireland; 2,040,000 £ in Britain less a quarter at 1.17, less 100,000 of travel.
func TestCompareOptions(t *testing.T) {
	ireland := claimOf(t, "ie-481", "2026-06-01", `"totalCost": "6000000.00", "eligible": "5000000.00", "certified": "2026-01-10"`)
	britain := claimOf(t, "uk-avec", "2026-06-01", `"core": "7500000.00", "ukCore": "6000000.00", "category": "film"`)
	small := claimOf(t, "us-ga", "2026-06-01", `"spend": "100.00"`)
	ranked, err := CompareOptions([]Option{
		{Name: "Ireland", Claims: []OptionClaim{{Claim: ireland}}, Requires: []string{"an Irish producer"}},
		{Name: "Georgia", Claims: []OptionClaim{{Claim: small}}},
		{Name: "Britain", Claims: []OptionClaim{{Claim: britain, Rate: new(money.MustDecimal("1.17")), Tax: new(money.MustFraction("1/4"))}},
			Costs: []OptionalCost{{"travel", money.MustParse("100000.00")}}},
	}, Parameters{})
	require.NoError(t, err)
	var got []string
	for _, r := range ranked {
		got = append(got, r.Name+" "+r.Net.String())
	}
	assert.Equal(t, []string{"Britain 1690100.00", "Ireland 1536000.00", "Georgia 0.00"}, got)
	assert.Equal(t, []string{"spend under 500000.00"}, ranked[2].Requires)
	assert.Equal(t, 1, ranked[0].Rank)

	britain.Facts = nil
	_, err = CompareOptions([]Option{{Claims: []OptionClaim{{Claim: britain}}, Costs: []OptionalCost{{"x", money.MustParse("-1.00")}}}}, Parameters{})
	for _, path := range []string{"[0].name: ", "[0].claims[0].facts.core: ", "[0].costs[0].amount: "} {
		require.ErrorContains(t, err, path)
	}
}
