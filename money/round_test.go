package money

import (
	"math/big"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRound(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"0", "0.00"},
		{"0.004999999999999999999", "0.00"},
		{"0.005", "0.01"},
		{"-0.005", "-0.01"},
		{"4.015", "4.02"}, // a binary floating point number rounds it to 4.01
		{"2.345", "2.35"}, // half to even gives 2.34
		{"-2.345", "-2.35"},
		{"1234.5", "1234.50"},
		{"12345678901234567890", ""},
	} {
		t.Run(c.text, func(t *testing.T) {
			a, err := Round(decimal.RequireFromString(c.text))
			if c.want == "" {
				require.ErrorIs(t, err, ErrOverflow)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, c.want, a.String())
		})
	}
}

// Arithmetic on these would take minutes and gigabytes: the test ends because they are
// refused first.
func TestRoundRefusesAbsurdDecimals(t *testing.T) {
	long := new(big.Int).Lsh(big.NewInt(1), 4_000_000)
	for name, d := range map[string]decimal.Decimal{
		"exponent 10⁹":      decimal.New(1, 1_000_000_000),
		"exponent −10⁹":     decimal.New(1, -1_000_000_000),
		"exponent 41":       decimal.New(1, 41),
		"a million digits":  decimal.NewFromBigInt(long, 0),
		"41 digits":         decimal.RequireFromString("10000000000000000000000000000000000000000"),
		"least of exponent": decimal.New(-1, -2_147_483_648),
	} {
		_, err := Round(d)
		assert.ErrorIs(t, err, ErrUnbounded, name)
	}
	zero, err := Round(decimal.New(0, 1_000_000_000))
	require.NoError(t, err)
	assert.True(t, zero.IsZero())
}

// Looking at a hostile coefficient costs nothing, whatever its size.
func TestRoundDoesNotCopyWhatItRefuses(t *testing.T) {
	long := new(big.Int).Lsh(big.NewInt(1), 4_000_000)
	for name, d := range map[string]decimal.Decimal{
		"positive": decimal.NewFromBigInt(long, -20),
		"negative": decimal.NewFromBigInt(new(big.Int).Neg(long), 3),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, roundErr := Round(d)
		_, newErr := NewDecimal(d)
		runtime.ReadMemStats(&after)
		require.ErrorIs(t, roundErr, ErrUnbounded, name)
		require.ErrorIs(t, newErr, ErrUnbounded, name)
		assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(10_000), "%s: a copy takes 500,000 bytes", name)
	}
}

// Sums just above 2⁶⁴ cents before they are rounded up: half a cent below by hand.
func TestRoundingUpBeyond64Bits(t *testing.T) {
	_, err := MustFraction("253921/2").Of(FromCents(145_295_143_558_111))
	require.ErrorIs(t, err, ErrOverflow, "145295143558111 × 253921 = 2⁶⁵ − 1")
	_, err = Mul(MustParse("18446744073709552.04"), MustDecimal("9.99999999999999977"))
	require.ErrorIs(t, err, ErrOverflow)
	_, err = Percent(MustParse("18446744073709552.04"), MustDecimal("999.999999999999977"))
	require.ErrorIs(t, err, ErrOverflow)
}

func TestRoundRatRefusesNil(t *testing.T) {
	_, err := RoundRat(nil)
	require.ErrorIs(t, err, ErrSyntax)
}

// reference multiplies and rounds as shopspring/decimal does it.
func reference(a Amount, rate decimal.Decimal) *big.Int {
	return decimal.New(a.Cents(), 0).Mul(rate).Round(0).BigInt()
}

func TestMulAgainstDecimal(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 20_000 {
		a := random(r)
		rate := decimal.New(int64(r.Uint64())>>r.IntN(64), int32(-r.IntN(22)))
		if r.IntN(4) == 0 {
			rate = rate.Mul(decimal.New(int64(r.Uint64()>>2), -10))
		}
		want := reference(a, rate)
		got, err := Mul(a, must(NewDecimal(rate)))
		require.Equal(t, want.IsInt64(), err == nil, "%v × %v = %v", a, rate, want)
		if err == nil {
			require.Equal(t, want.Int64(), got.Cents(), "%v × %v", a, rate)
		} else {
			require.ErrorIs(t, err, ErrOverflow)
		}
	}
}

func TestPercentAgainstMul(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for range 10_000 {
		a, rate := random(r), decimal.New(int64(r.Uint64())>>r.IntN(64), int32(-r.IntN(22)))
		want := reference(a, rate.Shift(-2))
		got, err := Percent(a, must(NewDecimal(rate)))
		require.Equal(t, want.IsInt64(), err == nil, "%v × %v %%", a, rate)
		if err == nil {
			require.Equal(t, want.Int64(), got.Cents(), "%v × %v %%", a, rate)
		}
	}
}

func TestRoundRatAgainstDecimal(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 5_000 {
		num, den := int64(r.Uint64())>>r.IntN(64), 1+int64(r.Uint64()>>1)>>r.IntN(63)
		want := decimal.New(num, 2).DivRound(decimal.New(den, 0), 0).BigInt()
		got, err := RoundRat(big.NewRat(num, den))
		require.Equal(t, want.IsInt64(), err == nil, "%d/%d", num, den)
		if err == nil {
			require.Equal(t, want.Int64(), got.Cents(), "%d/%d", num, den)
		}
	}
}

func TestFractionOfAgainstRationals(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 5_000 {
		a := random(r)
		f := must(NewFraction(int64(r.Uint64()>>5)>>r.IntN(59), 1+int64(r.Uint64()>>5)>>r.IntN(59)))
		exact := new(big.Rat).Mul(f.Rat(), big.NewRat(a.Cents(), 100))
		want, wantErr := RoundRat(exact)
		got, err := f.Of(a)
		require.Equal(t, wantErr == nil, err == nil, "%v of %v", f, a)
		require.Equal(t, want, got, "%v of %v", f, a)
	}
}
