package money

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func weights(t *testing.T, parts ...int64) Weights {
	t.Helper()
	shares := make([]Fraction, len(parts))
	for i, p := range parts {
		shares[i] = must(NewFraction(p, 1))
	}
	w, err := NewWeights(shares...)
	require.NoError(t, err)
	return w
}

func cents(amounts []Amount) []int64 {
	out := make([]int64, len(amounts))
	for i, a := range amounts {
		out[i] = a.Cents()
	}
	return out
}

func TestWeightsKeepTheirShares(t *testing.T) {
	w, err := NewWeights(MustFraction("1/3"), MustFraction("0"), MustFraction("2/7"))
	require.NoError(t, err)
	for i, want := range []string{"1/3", "0", "2/7"} {
		assert.Equal(t, want, w.Share(i).RatString())
	}
	assert.Equal(t, "13/21", w.Total().RatString())
}

func TestApportion(t *testing.T) {
	for _, c := range []struct {
		name  string
		total int64
		parts []int64
		want  []int64
	}{
		// The two splits that show largest remainder taking a cent back: an example
		// found by search, checked by hand (47/83 of 20 is 11.33, 2/83 is 0.48, …).
		{"20 of [47 2 31 3]", 20, []int64{47, 2, 31, 3}, []int64{11, 1, 7, 1}},
		{"21 of [47 2 31 3]", 21, []int64{47, 2, 31, 3}, []int64{12, 0, 8, 1}},
		{"ties to the first", 2, []int64{1, 1, 1}, []int64{1, 1, 0}},
		{"nothing to a share of nothing", 1, []int64{0, 1, 1}, []int64{0, 1, 0}},
		{"proportion, not order", 10, []int64{11, 11, 78}, []int64{1, 1, 8}},
		{"a debt", -20, []int64{47, 2, 31, 3}, []int64{-11, -1, -7, -1}},
		{"nothing", 0, []int64{3, 5}, []int64{0, 0}},
		{"the whole range", math.MaxInt64, []int64{1, 1}, []int64{math.MaxInt64/2 + 1, math.MaxInt64 / 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			parts, err := Apportion(FromCents(c.total), weights(t, c.parts...))
			require.NoError(t, err)
			assert.Equal(t, c.want, cents(parts))
		})
	}
}

func TestWebster(t *testing.T) {
	for _, c := range []struct {
		name  string
		total int64
		parts []int64
		want  []int64
	}{
		{"ties to the first", 1, []int64{1, 1, 1}, []int64{1, 0, 0}},
		// A locked box of 1/8, 1/8, 1/8 and 5/8, three cents after 100,000.00: the
		// published shares of the BFI, split by hand.
		{"first cent to the greatest", 1, []int64{1, 1, 1, 5}, []int64{0, 0, 0, 1}},
		{"second cent too", 2, []int64{1, 1, 1, 5}, []int64{0, 0, 0, 2}},
		{"third cent to the first of the small", 3, []int64{1, 1, 1, 5}, []int64{1, 0, 0, 2}},
		{"nothing to a share of nothing", 3, []int64{0, 1}, []int64{0, 3}},
		{"a debt", -3, []int64{1, 1, 1, 5}, []int64{-1, 0, 0, -2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			parts, err := Webster(FromCents(c.total), weights(t, c.parts...))
			require.NoError(t, err)
			assert.Equal(t, c.want, cents(parts))
		})
	}
}

// oneByOne gives each cent to the greatest share/(2k+1), the definition of the method.
func oneByOne(total int, parts []int64) []int64 {
	has := make([]int64, len(parts))
	for range total {
		best, top := -1, new(big.Rat)
		for i, p := range parts {
			if priority := big.NewRat(p, 2*has[i]+1); p > 0 && priority.Cmp(top) > 0 {
				best, top = i, priority
			}
		}
		has[best]++
	}
	return has
}

func TestWebsterAgainstOneCentAtATime(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for range 2_000 {
		parts := make([]int64, 1+r.IntN(12))
		for i := range parts {
			parts[i] = r.Int64N(1 + []int64{1, 3, 10, 100, 1_000_000}[r.IntN(5)])
		}
		parts[r.IntN(len(parts))]++
		total := r.IntN(120)
		got, err := Webster(FromCents(int64(total)), weights(t, parts...))
		require.NoError(t, err)
		require.Equal(t, oneByOne(total, parts), cents(got), "%d of %v", total, parts)
	}
}

func TestSplitsKeepEveryCentAndNeverTakeOneBack(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for range 2_000 {
		shares := make([]Fraction, 1+r.IntN(20))
		for i := range shares {
			shares[i] = must(NewFraction(r.Int64N(1000), 1+r.Int64N(12)))
		}
		shares[0] = MustFraction("1/7")
		w, err := NewWeights(shares...)
		require.NoError(t, err)

		total := r.Int64N(1 << r.IntN(40))
		before, err := Webster(FromCents(total), w)
		require.NoError(t, err)
		after, err := Webster(FromCents(total+1+r.Int64N(50)), w)
		require.NoError(t, err)
		once, err := Apportion(FromCents(total), w)
		require.NoError(t, err)
		for i := range shares {
			require.LessOrEqual(t, before[i].Cents(), after[i].Cents(), "party %d of %v at %d", i, shares, total)
			if shares[i].IsZero() {
				require.Zero(t, before[i])
				require.Zero(t, once[i])
			}
			exact := new(big.Rat).Quo(shares[i].Rat(), w.Total())
			exact.Mul(exact, big.NewRat(total, 1)).Sub(exact, big.NewRat(once[i].Cents(), 1)).Abs(exact)
			require.Negative(t, exact.Cmp(big.NewRat(1, 1)), "largest remainder stays within a cent")
		}
		for _, parts := range [][]Amount{before, once} {
			sum, err := Sum(parts...)
			require.NoError(t, err)
			require.Equal(t, total, sum.Cents())
		}
	}
}

func TestSplitsOfTheExtremes(t *testing.T) {
	shares := []int64{3, 1, 4, 1, 5, 9, 2, 6}
	for _, total := range []int64{math.MaxInt64, math.MinInt64 + 1, math.MaxInt64 - 1} {
		for name, split := range map[string]func(Amount, Weights) ([]Amount, error){"Apportion": Apportion, "Webster": Webster} {
			parts, err := split(FromCents(total), weights(t, shares...))
			require.NoError(t, err)
			sum, err := Sum(parts...)
			require.NoError(t, err)
			assert.Equal(t, total, sum.Cents(), name)
		}
	}
}

func TestNewWeights(t *testing.T) {
	thirds, err := NewWeights(MustFraction("1/3"), MustFraction("2/3"))
	require.NoError(t, err)
	assert.True(t, thirds.AreWhole())
	assert.Equal(t, 2, thirds.Len())

	short, err := NewWeights(MustFraction("0.333"), MustFraction("2/3"))
	require.NoError(t, err)
	assert.False(t, short.AreWhole())
	assert.Equal(t, "2999/3000", short.Total().RatString())

	for name, shares := range map[string][]Fraction{
		"none":     nil,
		"all zero": {{}, {}},
		"no common denominator": {
			MustFraction("1/999999999999999989"), MustFraction("1/999999999999999967"),
		},
		"sum too great": {
			MustFraction("1000000000000000000"), MustFraction("1/999999999999999989"),
		},
	} {
		_, err := NewWeights(shares...)
		assert.ErrorIs(t, err, ErrWeights, name)
	}
	_, err = Apportion(FromCents(1), Weights{})
	require.ErrorIs(t, err, ErrWeights)
	_, err = Webster(FromCents(1), Weights{})
	require.ErrorIs(t, err, ErrWeights)
	require.ErrorIs(t, WebsterInto(make([]Amount, 3), FromCents(1), thirds), ErrWeights)
	assert.False(t, Weights{}.AreWhole())
}
