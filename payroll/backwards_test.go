package payroll

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// resultOf is the result of a gross, by the whole payslip.
func resultOf(t testing.TB, r *Rules, e Engagement, target Target, gross int64) int64 {
	e.Gross = money.FromCents(gross)
	slip, err := r.Payslip(e)
	require.NoError(t, err)
	switch target {
	case TargetNetBeforeTax:
		return slip.NetBeforeTax.Cents()
	case TargetNetPaid:
		return slip.NetPaid.Cents()
	}
	return slip.EmployerCost.Cents()
}

// plainGross looks at every gross up to a limit.
func plainGross(t testing.TB, r *Rules, e Engagement, target Target, want, limit int64) found {
	f := found{aboveResult: 1 << 62}
	for gross := int64(1); gross <= limit; gross++ {
		f.keep(gross, resultOf(t, r, e, target, gross), want)
	}
	return f
}

// Against a search that looks at every cent, on small pay with all that small pay can cross.
func TestGrossForAgainstEveryCent(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	tries := 12
	if testing.Short() {
		tries = 1
	}
	for range tries {
		e := randomEngagement(random)
		e.Days, e.FullMonth, e.Hours = 1+random.IntN(2), false, nil
		rules, err := Parameters{}.At(e.Date)
		require.NoError(t, err)
		target := pick(random, targets...)
		want := 1 + random.Int64N(25_000)
		got, err := rules.GrossFor(e, target, money.FromCents(want))
		require.NoError(t, err)
		plain := plainGross(t, rules, e, target, want, 60_000).answer(want)
		require.Equal(t, plain.Exact, got.Exact, "%s %d of %+v: %v, not %v", target, want, e, got, plain)
		require.Equal(t, plain.Below.Result, got.Below.Result, "%s %d of %+v", target, want, e)
		require.Equal(t, plain.Above.Result, got.Above.Result, "%s %d of %+v", target, want, e)
	}
}

// The result of a gross leads back to a gross with that result, across every threshold.
func TestGrossForInvertsPayslips(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 8))
	for range shorter(1_500) {
		e := randomEngagement(random)
		rules, err := Parameters{}.At(e.Date)
		require.NoError(t, err)
		gross := 1 + random.Int64N(pick[int64](random, 50_000, 800_000, 4_000_000))
		target := pick(random, targets...)
		want := resultOf(t, rules, e, target, gross)
		if want <= 0 {
			continue
		}
		got, err := rules.GrossFor(e, target, money.FromCents(want))
		require.NoError(t, err)
		require.True(t, got.Exact, "%s %d of gross %d: %+v of %+v", target, want, gross, got, e)
		require.LessOrEqual(t, got.Below.Gross.Cents(), gross, "the lower of two")
		require.Equal(t, want, resultOf(t, rules, e, target, got.Below.Gross.Cents()))
	}
}

// The worked cases, backwards: reference payslips.json.
func TestGrossForWorkedCases(t *testing.T) {
	for _, c := range workedCases(t) {
		for target, want := range map[Target]money.Amount{
			TargetNetBeforeTax: money.MustParse(c.Expect.NetBeforeTax), TargetNetPaid: money.MustParse(c.Expect.NetPaid), TargetEmployerCost: money.MustParse(c.Expect.EmployerCost),
		} {
			got, err := GrossFor(c.Case, target, want, Parameters{})
			require.NoError(t, err)
			require.True(t, got.Exact, "%s %s", c.Case.ID, target)
			// lower where another gross, before a threshold, has the same result
			assert.LessOrEqual(t, got.Below.Gross.Cents(), c.Case.Gross.Cents(), "%s %s", c.Case.ID, target)
		}
	}
}

// A target inside the jump of the cost where the general reduction ends has no gross; one cent
// of gross lies between the two candidates.
func TestGrossForInAJump(t *testing.T) {
	e := Engagement{
		ID: "jump", Date: civil.MustParseDate("2026-07-15"), Category: Technician, Agreement: Audiovisual, FullMonth: true,
		Days: 22, Headcount: 5, AccidentRate: new(money.MustDecimal("1.6")),
	}
	rules, err := Parameters{}.At(e.Date)
	require.NoError(t, err)
	limit := int64(560_105) // 3 × 12.31 × 151.6667 = 5601.05
	below, above := resultOf(t, rules, e, TargetEmployerCost, limit), resultOf(t, rules, e, TargetEmployerCost, limit+1)
	require.Greater(t, above-below, int64(1_000))
	got, err := rules.GrossFor(e, TargetEmployerCost, money.FromCents((below+above)/2))
	require.NoError(t, err)
	assert.False(t, got.Exact)
	assert.Equal(t, limit, got.Below.Gross.Cents())
	assert.Equal(t, limit+1, got.Above.Gross.Cents())
}

func TestGrossForRefuses(t *testing.T) {
	e := workedCases(t)[0].Case
	for name, c := range map[string]struct {
		target Target
		amount string
		change func(*Engagement)
		path   string
	}{
		"no target":        {"", "100.00", nil, "target"},
		"nothing":          {TargetNetPaid, "0.00", nil, "amount"},
		"out of reach":     {TargetNetPaid, "100000000.00", nil, "amount"},
		"more than a film": {TargetEmployerCost, "100000000.01", nil, "amount"},
		"all for tax":      {TargetNetPaid, "100.00", func(e *Engagement) { e.WithholdingRate = money.MustDecimal("97") }, "withholdingRate"},
		"no agreement":     {TargetNetPaid, "100.00", func(e *Engagement) { e.Agreement = "1" }, "agreement"},
		"too early":        {TargetNetPaid, "100.00", func(e *Engagement) { e.Date = civil.MustParseDate("2024-12-31") }, "date"},
	} {
		t.Run(name, func(t *testing.T) {
			e := e
			if c.change != nil {
				c.change(&e)
			}
			_, err := GrossFor(e, c.target, money.MustParse(c.amount), Parameters{})
			require.ErrorContains(t, err, c.path+": ")
		})
	}
}
