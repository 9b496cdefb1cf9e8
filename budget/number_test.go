package budget

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Every operation against math/big, on numbers small, large and at the edge of 63 bits.
func TestNumberIsARational(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	edges := []int64{0, 1, -1, 2, math.MaxInt64, math.MinInt64, math.MaxInt64 - 1, math.MinInt64 + 1}
	pick := func() (Number, *big.Rat) {
		num, den := r.Int64N(2_000)-1_000, 1+r.Int64N(1_000)
		switch r.IntN(4) {
		case 0:
			num = edges[r.IntN(len(edges))]
		case 1:
			num, den = int64(r.Uint64()), 1+r.Int64N(math.MaxInt64)
		}
		rat := big.NewRat(num, den)
		return numberOf(rat), new(big.Rat).Set(rat)
	}
	for range 50_000 {
		n, a := pick()
		m, b := pick()
		require.Zero(t, a.Cmp(n.Rat()))
		require.Zero(t, new(big.Rat).Add(a, b).Cmp(n.add(m).Rat()), "%v + %v", a, b)
		require.Zero(t, new(big.Rat).Mul(a, b).Cmp(n.mul(m).Rat()), "%v × %v", a, b)
		require.Zero(t, new(big.Rat).Neg(a).Cmp(n.neg().Rat()))
		require.Equal(t, a.Cmp(b), n.cmp(m), "%v, %v", a, b)
		require.Equal(t, a.Sign(), n.sign())
		if b.Sign() != 0 {
			require.Zero(t, new(big.Rat).Quo(a, b).Cmp(n.quo(m).Rat()), "%v / %v", a, b)
		}
		want, wantErr := money.RoundRat(a)
		got, err := n.round()
		require.Equal(t, wantErr == nil, err == nil)
		require.Equal(t, want, got, "%v rounded", a)
	}
}

func TestPlainNumber(t *testing.T) {
	for _, s := range []string{"0", "0.5", "-0.5", "12", "150.55", "-3", "123456789012345678", "00", "01", ".5", "5.", "-", "", "1e5", "1.2.3", "+1", "1_0", "1234567890123456789", "0.1234567890123456"} {
		n, ok := plainNumber(s)
		d, err := money.ParseDecimal(s)
		if ok {
			require.NoError(t, err, s)
			assert.Zero(t, d.Rat().Cmp(n.Rat()), s)
		}
	}
	_, ok := plainNumber("150.55")
	assert.True(t, ok)
}

// What a number writes it reads again, and a topsheet with it.
func TestNumberReadsWhatItWrites(t *testing.T) {
	for _, text := range []string{
		"0", "-3", "2.5", "1/3", "-7/12", "123456789012345678901234567890", "1/123456789012345678901234567890", "0.000000000000000000001",
	} {
		var n Number
		require.NoError(t, n.UnmarshalText([]byte(text)), text)
		assert.Equal(t, text, n.String())
	}
	for _, text := range []string{"", "-", ".", "1/0", "1/", "1e9", "0x10", "1_000", "one", "1 2", strings.Repeat("9", 1001)} {
		var n Number
		assert.ErrorIs(t, n.UnmarshalText([]byte(text)), valid.ErrType, text)
	}
}
