package money

import (
	"encoding/json"
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
