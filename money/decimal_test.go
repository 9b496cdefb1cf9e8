package money

import (
	"encoding/json"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseDecimal(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"0", "0"},
		{"0.00", "0"},
		{"6.9", "6.9"},
		{"6.90", "6.9"},
		{"-12.500", "-12.5"},
		{"151.6667", "151.6667"},
		{"1000", "1000"},
		{"0.000123", "0.000123"},
		{"0.0000000000000000000000000000000000000001", ""},
		{"0.000000000000000000000000000000000000001", "0.000000000000000000000000000000000000001"},
	} {
		t.Run(c.text, func(t *testing.T) {
			d, err := ParseDecimal(c.text)
			if c.want == "" {
				require.ErrorIs(t, err, ErrUnbounded)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, c.want, d.String())
			assert.True(t, d.Equal(must(NewDecimal(decimal.RequireFromString(c.text)))))
		})
	}
}

func TestParseDecimalRefuses(t *testing.T) {
	for _, text := range []string{
		"", "-", ".", "1.", ".5", "-.5", "+1", "01", "00.5", "1e5", "1E5", "1e1000000000", "NaN", "Inf",
		"1,5", " 1", "1 ", "1_000", "0x10", "-0", "-0.0", "1.2.3", "1-2", "−1", "٣",
	} {
		_, err := ParseDecimal(text)
		assert.ErrorIs(t, err, ErrSyntax, "%q", text)
	}
	_, err := ParseDecimal(strings.Repeat("1", 41))
	require.ErrorIs(t, err, ErrUnbounded)
	_, err = ParseDecimal(strings.Repeat("1", 10_000_000))
	require.ErrorIs(t, err, ErrUnbounded)
	assert.Less(t, len(err.Error()), 200)
	assert.Panics(t, func() { MustDecimal("ten") })
}

func TestDecimalTextRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for range 10_000 {
		d := must(NewDecimal(decimal.New(int64(r.Uint64())>>r.IntN(64), int32(r.IntN(50)-30))))
		back, err := ParseDecimal(d.String())
		require.NoError(t, err, "%v", d)
		require.True(t, d.Equal(back), "%v", d)
		require.Equal(t, d.Decimal().StringFixed(30), back.Decimal().StringFixed(30))
	}
}

// What NewDecimal accepts is written in at most 40 digits, so that ParseDecimal reads it.
func TestNewDecimalBoundsTheWrittenForm(t *testing.T) {
	forty := new(big.Int).Sub(new(big.Int).Exp(big.NewInt(10), big.NewInt(40), nil), big.NewInt(1))
	for _, c := range []struct {
		name string
		d    decimal.Decimal
		ok   bool
	}{
		{"40 digits", decimal.NewFromBigInt(forty, 0), true},
		{"40 digits, negative", decimal.NewFromBigInt(new(big.Int).Neg(forty), 0), true},
		{"41 digits", decimal.NewFromBigInt(new(big.Int).Add(forty, big.NewInt(1)), 0), false},
		{"41 digits, negative", decimal.NewFromBigInt(new(big.Int).Not(forty), 0), false},
		{"one digit and 39 zeros", decimal.New(1, 39), true},
		{"one digit and 40 zeros", decimal.New(1, 40), false},
		{"two digits and 39 zeros", decimal.New(12, 39), false},
		{"39 decimals", decimal.New(1, -39), true},
		{"40 decimals and a zero before the point", decimal.New(1, -40), false},
		{"40 decimals of which the last is 0", decimal.New(10, -40), true},
		{"40 digits, all decimals", decimal.NewFromBigInt(forty, -40), false},
		{"40 digits, one before the point", decimal.NewFromBigInt(forty, -39), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := NewDecimal(c.d)
			if !c.ok {
				require.ErrorIs(t, err, ErrUnbounded)
				return
			}
			require.NoError(t, err)
			back, err := ParseDecimal(d.String())
			require.NoError(t, err)
			assert.True(t, back.Decimal().Equal(c.d))
		})
	}
}

func TestScaled(t *testing.T) {
	for _, c := range []struct {
		name, decimal string
		places        int
		want          int64
		exact         bool
	}{
		{"decimals", "12.34", 3, 12340, true},
		{"negative", "-12.34", 2, -1234, true},
		{"a decimal too many", "12.345", 2, 0, false},
		{"zero", "0", 18, 0, true},
		{"greatest int64, 19 digits", "9223372036854775807", 0, math.MaxInt64, true},
		{"greatest int64 with decimals", "92233720368547758.07", 2, math.MaxInt64, true},
		{"least int64", "-9223372036854775808", 0, math.MinInt64, true},
		{"least int64, scaled", "-9.223372036854775808", 18, math.MinInt64, true},
		{"above the greatest", "9223372036854775808", 0, 0, false},
		{"below the least", "-9223372036854775809", 0, 0, false},
		{"20 digits", "10000000000000000000", 0, 0, false},
		{"too great once scaled", "9.3", 18, 0, false},
		{"negative places", "100", -2, 0, false},
		{"places of zero", "0", -1, 0, false},
		{"19 places", "0", 19, 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			units, exact := MustDecimal(c.decimal).Scaled(c.places)
			assert.Equal(t, c.exact, exact)
			assert.Equal(t, c.want, units)
		})
	}
	assert.Panics(t, func() { DecimalFromScaled(1, -1) })
	assert.Panics(t, func() { DecimalFromScaled(1, 19) })
}

func TestDecimalInJSON(t *testing.T) {
	text, err := json.Marshal([]Decimal{MustDecimal("6.90"), {}})
	require.NoError(t, err)
	assert.Equal(t, `["6.9","0"]`, string(text))
	var back []Decimal
	require.NoError(t, json.Unmarshal(text, &back))
	assert.Equal(t, "6.9", back[0].String())
	assert.Error(t, json.Unmarshal([]byte(`["1e5"]`), &back))
}

func TestDecimalComparisons(t *testing.T) {
	a, b := MustDecimal("1.50"), MustDecimal("-2")
	assert.Equal(t, 1, a.Compare(b))
	assert.Equal(t, -1, b.Sign())
	assert.True(t, a.Equal(MustDecimal("1.5")))
	assert.True(t, Decimal{}.IsZero())
	assert.Equal(t, "3/2", a.Rat().RatString())
}
