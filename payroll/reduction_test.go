package payroll

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

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

// roundPower against 200-bit floating point, away from the ties that only exact arithmetic
// decides.
func TestRoundPowerAgainstFloats(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	least, delta, divisor := big.NewRat(2, 100), big.NewRat(3703, 10_000), big.NewRat(9, 10)
	for range 2_000 {
		x := big.NewRat(1+r.Int64N(1_000_000), 1+r.Int64N(1_000_000))
		if x.Cmp(big.NewRat(1, 1)) > 0 {
			x.Inv(x)
		}
		f, _ := x.Float64()
		v := (0.02 + 0.3703*math.Pow(f, 1.75)) / 0.9 * 10_000
		if math.Abs(v-math.Floor(v)-0.5) < 1e-6 {
			continue
		}
		require.Equal(t, int64(math.Floor(v+0.5)), roundPower(least, delta, x, divisor), "x = %v", x)
	}
}

// x = 1/16 makes x^1.75 = 1/128 exactly: with delta = 1 and nothing else, 78.125 ten-
// thousandths; scaled to a tie, half goes up.
func TestRoundPowerTies(t *testing.T) {
	x := big.NewRat(1, 16)
	assert.Equal(t, int64(78), roundPower(new(big.Rat), big.NewRat(1, 1), x, big.NewRat(1, 1)))
	assert.Equal(t, int64(1), roundPower(new(big.Rat), big.NewRat(128, 10_000), x, big.NewRat(1, 1)), "exactly one")
	assert.Equal(t, int64(1), roundPower(new(big.Rat), big.NewRat(64, 10_000), x, big.NewRat(1, 1)), "half goes up")
	assert.Equal(t, int64(0), roundPower(new(big.Rat), big.NewRat(639, 100_000), x, big.NewRat(1, 1)), "just under half")
}
