package payroll

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// The published examples of D241-7 do not exist for intermittents; the coefficient at 3,000 €
// full month and its three readings are those of reference D7 to modele-social: 352.50 with
// both corrections.
func TestReductionAt3000(t *testing.T) {
	c := workedCases(t)[0].Case
	c.Gross = money.MustParse("3000.00")
	slip, err := ComputePayslip(c, Parameters{})
	require.NoError(t, err)
	assert.Equal(t, "352.50", slip.Reduction.String())
}

// The exact rounding against floating point, away from the ties that only exact arithmetic
// decides.
func TestReductionRoundsAsFloats(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	s := scheme{
		least: big.NewRat(2, 100), slope: big.NewRat(3703, 10_000), divisor: big.NewRat(9, 10),
		root: 4, power: 7, most: tenThousand,
	}
	for range 2_000 {
		x := big.NewRat(1+r.Int64N(1_000_000), 1+r.Int64N(1_000_000))
		if x.Cmp(big.NewRat(1, 1)) > 0 {
			x.Inv(x)
		}
		f, _ := x.Float64()
		v := (0.02 + 0.3703*math.Pow(f, 1.75)) / 0.9 * tenThousand
		if math.Abs(v-math.Floor(v)-0.5) < 1e-6 {
			continue
		}
		require.Equal(t, int64(math.Floor(v+0.5)), s.rounded(x), "x = %v", x)
	}
}

// x = 1/16 makes x^1.75 = 1/128 exactly: with slope 1 and nothing else, 78.125 ten-
// thousandths; scaled to a tie, half goes up.
func TestReductionRoundsHalfUp(t *testing.T) {
	for _, c := range []struct {
		name  string
		slope *big.Rat
		want  int64
	}{
		{"between", big.NewRat(1, 1), 78},
		{"exactly one", big.NewRat(128, 10_000), 1},
		{"half goes up", big.NewRat(64, 10_000), 1},
		{"just under half", big.NewRat(639, 100_000), 0},
		{"never over the most", big.NewRat(1_000, 1), tenThousand},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := scheme{least: new(big.Rat), slope: c.slope, divisor: big.NewRat(1, 1), root: 4, power: 7, most: tenThousand}
			assert.Equal(t, c.want, s.rounded(big.NewRat(1, 16)))
		})
	}
}

// The fast way gives the coefficient of the rationals, or leaves it to them.
func TestReductionInFixedPoint(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for _, day := range []string{"2025-03-31", "2025-06-30", "2026-03-31", "2026-06-30"} {
		rules, err := Parameters{}.At(civil.MustParseDate(day))
		require.NoError(t, err)
		left := 0
		for range shorter(10_000) {
			s := pick(r, rules.small, rules.large)
			hours := money.DecimalFromScaled(1+r.Int64N(pick[int64](r, 80_000, 2_000_000)), 4)
			atMinimum, err := money.Mul(money.FromCents(1_231), hours)
			require.NoError(t, err)
			base := money.FromCents(1 + r.Int64N(4*atMinimum.Cents()+2))
			n, ok := s.fixed.coefficient(base, hours)
			if !ok {
				left++
				continue
			}
			minimumWage := new(big.Rat).Mul(rules.figures["smic"].value.Rat(), hours.Rat())
			require.Equal(t, s.coefficient(base, minimumWage), n, "%v for %v hours on %s", base, hours, day)
		}
		assert.Less(t, left, 20, "few are left to the rationals")
	}
}

func TestSevenFourthsBracket(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	one := new(big.Rat).SetInt64(1 << places)
	for i := range 5_000 {
		x := uint64(r.Int64N(1<<places + 1))
		if i < 2 {
			x = uint64(i) << places
		}
		low, high := sevenFourths(x)
		power := raised(new(big.Rat).Quo(new(big.Rat).SetUint64(x), one), 7)
		bound := func(n uint64) *big.Rat { return raised(new(big.Rat).Quo(new(big.Rat).SetUint64(n), one), 4) }
		require.LessOrEqual(t, bound(low).Cmp(power), 0, x)
		require.GreaterOrEqual(t, bound(high).Cmp(power), 0, x)
		require.Less(t, high-low, uint64(1<<17), x)
	}
}

// Overrides that leave no formula are refused, those that do not fit the fast way are not.
func TestReductionOverrides(t *testing.T) {
	on := civil.MustParseDate("2026-07-15")
	for _, c := range []struct{ key, value string }{
		{"reduction/limit", "1"}, {"reduction/leave-fund", "0"}, {"reduction/t-min", "-0.1"}, {"reduction/t-delta-small", "0"},
	} {
		p, err := Parameters{}.With(law.Override[money.Decimal]{Key: c.key, Value: money.MustDecimal(c.value)})
		require.NoError(t, err)
		_, err = p.At(on)
		assert.ErrorIs(t, err, valid.ErrOutOfRange, c.key)
		assert.ErrorContains(t, err, c.key)
	}
	p, err := Parameters{}.With(law.Override[money.Decimal]{Key: "reduction/t-min", Value: money.MustDecimal("0.020001")})
	require.NoError(t, err)
	rules, err := p.At(on)
	require.NoError(t, err)
	assert.False(t, rules.small.fixed.fits)
	c := workedCases(t)[0].Case
	c.Gross = money.MustParse("3000.00")
	slip, err := ComputePayslip(c, p)
	require.NoError(t, err)
	assert.Equal(t, "352.50", slip.Reduction.String(), "a millionth does not change it")
}
