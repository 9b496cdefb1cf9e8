package payroll

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// pick returns one of the choices.
func pick[T any](r *rand.Rand, choices ...T) T { return choices[r.IntN(len(choices))] }

// randomEngagement returns a valid engagement of any kind.
func randomEngagement(r *rand.Rand) Engagement {
	from := civil.MustParseDate("2025-01-01")
	date, err := from.AddDays(r.IntN(2 * 365))
	if err != nil {
		panic(err)
	}
	e := Engagement{
		ID:              fmt.Sprint(r.Uint32()),
		Date:            date,
		Category:        pick(r, categories...),
		Executive:       r.IntN(4) == 0,
		Agreement:       pick(r, agreements...),
		Gross:           money.FromCents(1 + r.Int64N(pick[int64](r, 10_000, 200_000, 500_000, 3_000_000))),
		Days:            1 + r.IntN(28),
		FullMonth:       r.IntN(3) == 0,
		Headcount:       pick(r, 0, 5, 10, 11, 25, 49, 50, 400),
		MobilityRate:    pick(r, money.Decimal{}, money.MustDecimal("2.95"), money.MustDecimal("0.55")),
		AlsaceMoselle:   r.IntN(6) == 0,
		CeilingMethod:   pick(r, "", Thirtieths, Calendar, Daily),
		Deduction:       pick(r, "", "", Performer, Musician),
		DeductionToDate: money.FromCents(r.Int64N(900_000)),
		WithholdingRate: pick(r, money.Decimal{}, money.MustDecimal("7.5"), money.MustDecimal("43")),
	}
	if e.Category == Technician || r.IntN(4) == 0 {
		e.AccidentRate = new(money.MustDecimal(pick(r, "1.6", "0.9", "2.35")))
	}
	if r.IntN(3) == 0 {
		e.Hours = new(money.DecimalFromInt(1 + r.Int64N(int64(10*e.Days))))
	}
	if r.IntN(2) == 0 {
		e.ShortContract = new(r.IntN(2) == 0)
	}
	e.CalendarDays = 1 + r.IntN(28)
	if r.IntN(4) == 0 {
		e.WithholdingRate, e.NeutralRate, e.ShortTerm = money.Decimal{}, pick(r, neutralRates...), r.IntN(2) == 0
	} else if e.Category == Artist && !e.AlsaceMoselle && r.IntN(6) == 0 {
		e.WithholdingRate, e.ResidentAbroad = money.Decimal{}, true
	}
	return e
}

// product recomputes a line as a reader would, with shopspring/decimal.
func product(base money.Amount, rate money.Decimal) string {
	exact := decimal.New(base.Cents(), -2).Mul(rate.Decimal()).Div(decimal.New(1, 2))
	return exact.Round(2).StringFixed(2)
}

// recomputed is the amount of a step in cents, as a reader would recompute it.
func recomputed(s Step) int64 {
	exact := decimal.New(s.Base.Cents(), -2).Mul(s.Rate.Decimal())
	return exact.DivRound(decimal.New(int64(s.Over), 0), 2).Shift(2).BigInt().Int64() + s.Plus.Cents()
}

// shorter is how often a random test goes round: a tenth of n in the short run.
func shorter(n int) int {
	if testing.Short() {
		return n / 10
	}
	return n
}

func TestEveryAmountRecomputes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range shorter(3_000) {
		e := randomEngagement(r)
		slip, err := ComputePayslip(e, Parameters{})
		require.NoError(t, err, "%+v", e)
		employee, employer := big.NewInt(0), big.NewInt(0)
		for _, l := range slip.Lines {
			require.Equal(t, product(l.Base, l.EmployeeRate), l.EmployeeAmount.String(), "%s of %+v", l.Code, e)
			require.Equal(t, product(l.Base, l.EmployerRate), l.EmployerAmount.String(), "%s of %+v", l.Code, e)
			require.NotEmpty(t, l.LabelFr, l.Code)
			require.NotEmpty(t, l.LabelEn, l.Code)
			require.Positive(t, l.Refs.Len(), l.Code)
			employee.Add(employee, big.NewInt(l.EmployeeAmount.Cents()))
			employer.Add(employer, big.NewInt(l.EmployerAmount.Cents()))
		}
		for _, s := range slip.Steps {
			require.Positive(t, s.Refs.Len(), s.Code)
			cents := recomputed(s)
			if s.Bound == "" {
				require.Equal(t, cents, s.Amount.Cents(), "%s of %+v", s.Code, e)
			} else {
				require.Less(t, s.Amount.Cents(), cents, "a limit that held is less: %s of %+v", s.Code, e)
			}
		}
		require.Equal(t, employee.Int64(), slip.EmployeeContributions.Cents())
		require.Equal(t, employer.Int64(), slip.EmployerContributions.Cents())
		require.Equal(t, e.Gross.Cents(), slip.NetBeforeTax.Cents()+employee.Int64())
		require.Equal(t, e.Gross.Cents()-slip.Deduction.Cents(), slip.SocialBase.Cents())
		require.Equal(t, e.Gross.Cents()+employer.Int64()-slip.Reduction.Cents(), slip.EmployerCost.Cents())
		require.Equal(t, slip.NetBeforeTax.Cents()-slip.IncomeTax.Cents(), slip.NetPaid.Cents())
		require.GreaterOrEqual(t, slip.Deduction.Cents(), int64(0))
		require.GreaterOrEqual(t, slip.Reduction.Cents(), int64(0))
	}
}

func TestEveryDoubtfulFigureHasOneNotice(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 500 {
		e := randomEngagement(r)
		slip, err := ComputePayslip(e, Parameters{})
		require.NoError(t, err)
		var keys []string
		for _, n := range slip.Notices {
			require.NotEmpty(t, n.Message)
			if n.Code == law.CodeUnverified {
				keys = append(keys, n.Key)
			}
		}
		distinct := slices.Clone(keys)
		slices.Sort(distinct)
		require.Len(t, slices.Compact(distinct), len(keys), "%v", keys)
		require.Contains(t, keys, "medecine-travail/employer")
		require.Equal(t, e.Agreement == Cinema, slices.Contains(keys, "cchsct/cinema"))
		require.Equal(t, e.AccidentRate == nil && !e.AlsaceMoselle, slices.Contains(keys, "at-mp/artist"))
	}
}

// An override of every doubtful figure leaves no notice, and lines cite it.
func TestOverridesSilenceNotices(t *testing.T) {
	on := civil.MustParseDate("2026-07-15")
	p := Parameters{}
	for _, n := range p.Notices(on) {
		var err error
		if strings.HasPrefix(n.Key, "neutral-rate/") || n.Key == "garnishment/shares" {
			p, err = p.WithScale(law.Override[Scale]{Key: n.Key, Value: Scale{{Share: money.MustFraction("1/10")}}})
		} else {
			p, err = p.With(law.Override[money.Decimal]{Key: n.Key, Value: money.MustDecimal("3")})
		}
		require.NoError(t, err)
	}
	require.Empty(t, p.Notices(on))
	for _, c := range workedCases(t) {
		if c.Case.Date != on {
			continue
		}
		slip, err := ComputePayslip(c.Case, p)
		require.NoError(t, err)
		for _, n := range slip.Notices {
			require.NotEqual(t, law.CodeUnverified, n.Code, n.Message)
		}
		i := slices.IndexFunc(slip.Lines, func(l Line) bool { return l.Code == "conges-spectacles" })
		assert.Equal(t, "3", slip.Lines[i].EmployerRate.String())
		assert.Equal(t, "caller", slip.Lines[i].Refs.String())
	}
	_, err := p.With(law.Override[money.Decimal]{Key: "conges"})
	require.ErrorIs(t, err, law.ErrUnknownKey)
	_, err = p.Choose("smic", "none")
	require.ErrorIs(t, err, law.ErrNoAlternative)
}

func TestInputsAreNotKept(t *testing.T) {
	e := workedCases(t)[0].Case
	before := e
	hours := *e.Hours
	first, err := ComputePayslip(e, Parameters{})
	require.NoError(t, err)
	first.Lines[0].Code = "changed"
	first.Notices[0].Key = "changed"
	second, err := ComputePayslip(e, Parameters{})
	require.NoError(t, err)
	assert.Equal(t, "maladie", second.Lines[0].Code)
	assert.NotEqual(t, "changed", second.Notices[0].Key)
	assert.Equal(t, before, e)
	assert.Equal(t, hours, *e.Hours)
}
