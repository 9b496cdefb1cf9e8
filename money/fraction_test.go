package money

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseFraction(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"0", "0"},
		{"1", "1"},
		{"3/10", "3/10"},
		{"6/20", "3/10"},
		{"0.3", "3/10"},
		{"0.30", "3/10"},
		{"0/7", "0"},
		{"120/100", "6/5"},
		{"0.719823355250245339", "719823355250245339/1000000000000000000"},
		{"1467000/2038000", "1467/2038"},
		{"1000000000000000000/3", "1000000000000000000/3"},
	} {
		t.Run(c.text, func(t *testing.T) {
			f, err := ParseFraction(c.text)
			require.NoError(t, err)
			assert.Equal(t, c.want, f.String())
			assert.Equal(t, f, MustFraction(f.String()))
		})
	}
}

func TestParseFractionRefuses(t *testing.T) {
	for _, text := range []string{
		"", "/", "1/", "/2", "1/0", "-1/2", "1/-2", "-0.5", "1 / 2", "1/2/3", "01/2", "1/02", "1.5/2", "1e2", "50%",
		"1000000000000000001/2", "1/1000000000000000001", "0.0000000000000000001", "99999999999999999999",
		"1/99999999999999999999999999999999999999999999999999",
	} {
		_, err := ParseFraction(text)
		assert.ErrorIs(t, err, ErrSyntax, "%q", text)
	}
	for _, terms := range [][2]int64{{-1, 2}, {1, 0}, {1, -2}, {maxFraction + 1, 1}, {1, maxFraction + 1}} {
		_, err := NewFraction(terms[0], terms[1])
		assert.ErrorIs(t, err, ErrSyntax, "%v", terms)
	}
	assert.Panics(t, func() { MustFraction("half") })
}

func TestFractionCompareAgainstRationals(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 5_000 {
		f := must(NewFraction(int64(r.Uint64()>>5)>>r.IntN(59), 1+int64(r.Uint64()>>5)>>r.IntN(59)))
		g := must(NewFraction(int64(r.Uint64()>>5)>>r.IntN(59), 1+int64(r.Uint64()>>5)>>r.IntN(59)))
		require.Equal(t, f.Rat().Cmp(g.Rat()), f.Compare(g), "%v and %v", f, g)
		require.Equal(t, f.Rat().Cmp(g.Rat()) == 0, f == g)
		require.Equal(t, f.Rat().Num().Int64(), f.Num())
	}
}

func TestFractionOf(t *testing.T) {
	for _, c := range []struct{ name, decimal, want string }{
		{"zero", "0", "0"},
		{"a quarter", "0.25", "1/4"},
		{"whole", "12", "12"},
		{"18 decimals", "0.719823355250245339", "719823355250245339/1000000000000000000"},
		{"19 decimals that reduce: 2⁻¹⁹", "0.0000019073486328125", "1/524288"},
		{"20 decimals that reduce: 2²⁰ × 10⁻²⁰", "0.00000000000001048576", "1/95367431640625"},
		{"the greatest", "1000000000000000000", "1000000000000000000"},
		{"19 decimals that do not reduce", "0.0000000000000000001", ""},
		{"above the greatest", "1000000000000000001", ""},
		{"far above", "1000000000000000000000000000000", ""},
		{"negative", "-0.5", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := FractionOf(MustDecimal(c.decimal))
			if c.want == "" {
				require.ErrorIs(t, err, ErrSyntax)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, c.want, f.String())
		})
	}
}

func TestFractionInJSON(t *testing.T) {
	text, err := json.Marshal([]Fraction{MustFraction("0.3"), {}})
	require.NoError(t, err)
	assert.Equal(t, `["3/10","0"]`, string(text))
	var back []Fraction
	require.NoError(t, json.Unmarshal(text, &back))
	assert.Equal(t, []Fraction{MustFraction("3/10"), {}}, back)
}
