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

// random returns amounts of every magnitude, extremes included.
func random(r *rand.Rand) Amount {
	switch r.IntN(10) {
	case 0:
		return Amount{[]int64{0, 1, -1, math.MaxInt64, math.MinInt64, math.MaxInt64 - 1}[r.IntN(6)]}
	default:
		return Amount{int64(r.Uint64()) >> r.IntN(64)}
	}
}

// inRange reports whether n fits an Amount.
func inRange(n *big.Int) bool { return n.IsInt64() }

func TestAddAndSubAgainstBigIntegers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 20_000 {
		a, b := random(r), random(r)
		x, y := big.NewInt(a.Cents()), big.NewInt(b.Cents())

		sum, err := a.Add(b)
		want := new(big.Int).Add(x, y)
		require.Equal(t, inRange(want), err == nil, "%v + %v", a, b)
		if err == nil {
			require.Equal(t, want.Int64(), sum.Cents())
		} else {
			require.ErrorIs(t, err, ErrOverflow)
		}

		diff, err := a.Sub(b)
		want.Sub(x, y)
		require.Equal(t, inRange(want), err == nil, "%v - %v", a, b)
		if err == nil {
			require.Equal(t, want.Int64(), diff.Cents())
		}
	}
}

func TestSumAgainstBigIntegers(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 5_000 {
		amounts := make([]Amount, r.IntN(8))
		want := new(big.Int)
		var backwards Total
		for i := range amounts {
			amounts[i] = random(r)
			want.Add(want, big.NewInt(amounts[i].Cents()))
			backwards.Sub(amounts[i])
		}
		sum, err := Sum(amounts...)
		require.Equal(t, inRange(want), err == nil, "%v", amounts)
		if err == nil {
			require.Equal(t, want.Int64(), sum.Cents())
		}
		negative, err := backwards.Amount()
		want.Neg(want)
		require.Equal(t, inRange(want), err == nil, "-%v", amounts)
		if err == nil {
			require.Equal(t, want.Int64(), negative.Cents())
		}
	}
}

func TestNegMinMax(t *testing.T) {
	a, b := MustParse("-3.00"), MustParse("2.50")
	n, err := a.Neg()
	require.NoError(t, err)
	assert.Equal(t, MustParse("3.00"), n)
	_, err = FromCents(math.MinInt64).Neg()
	require.ErrorIs(t, err, ErrOverflow)
	assert.Equal(t, a, Min(b, a, FromCents(0)))
	assert.Equal(t, b, Max(a, b, FromCents(0)))
	assert.Equal(t, -1, a.Compare(b))
	assert.Equal(t, -1, a.Sign())
	assert.True(t, Amount{}.IsZero())
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		text  string
		cents int64
	}{
		{"0.00", 0},
		{"0.01", 1},
		{"-0.01", -1},
		{"1234.50", 123450},
		{"92233720368547758.07", math.MaxInt64},
		{"-92233720368547758.08", math.MinInt64},
	} {
		t.Run(c.text, func(t *testing.T) {
			a, err := Parse(c.text)
			require.NoError(t, err)
			assert.Equal(t, c.cents, a.Cents())
			assert.Equal(t, c.text, a.String())
		})
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       error
	}{
		{"empty", "", ErrSyntax},
		{"minus alone", "-", ErrSyntax},
		{"no decimals", "12", ErrSyntax},
		{"one decimal", "12.5", ErrSyntax},
		{"three decimals", "12.500", ErrSyntax},
		{"no whole part", ".50", ErrSyntax},
		{"comma", "12,50", ErrSyntax},
		{"plus", "+1.00", ErrSyntax},
		{"space", " 1.00", ErrSyntax},
		{"leading zero", "01.00", ErrSyntax},
		{"minus zero", "-0.00", ErrSyntax},
		{"two minus", "--1.00", ErrSyntax},
		{"exponent", "1e5.00", ErrSyntax},
		{"not a number", "NaN", ErrSyntax},
		{"infinite", "Inf", ErrSyntax},
		{"Arabic digits", "١.00", ErrSyntax},
		{"a cent too much", "92233720368547758.08", ErrOverflow},
		{"a cent too little", "-92233720368547758.09", ErrOverflow},
		{"twenty digits", "184467440737095516.17", ErrOverflow},
		{"a million digits", strings.Repeat("9", 1_000_000) + ".00", ErrOverflow},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse(c.text)
			require.ErrorIs(t, err, c.want)
			assert.Less(t, len(err.Error()), 200, "an error must not repeat a hostile text")
		})
	}
	assert.Panics(t, func() { MustParse("twelve") })
}

func TestAmountInJSON(t *testing.T) {
	type line struct {
		Amount Amount `json:"amount"`
		Credit Amount `json:"credit,omitzero"`
	}
	text, err := json.Marshal(line{Amount: FromCents(-123450)})
	require.NoError(t, err)
	assert.Equal(t, `{"amount":"-1234.50"}`, string(text))
	var back line
	require.NoError(t, json.Unmarshal(text, &back))
	assert.Equal(t, FromCents(-123450), back.Amount)
	assert.Error(t, json.Unmarshal([]byte(`{"amount":12.5}`), &back), "a JSON number is not an amount")
}

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		cents         int64
		plain, french string
	}{
		{0, "0.00", "0,00\u00a0€"},
		{99999, "999.99", "999,99\u00a0€"},
		{123456, "1234.56", "1\u202f234,56\u00a0€"},
		{-123456789, "-1234567.89", "-1\u202f234\u202f567,89\u00a0€"},
		{math.MinInt64, "-92233720368547758.08", "-92\u202f233\u202f720\u202f368\u202f547\u202f758,08\u00a0€"},
	} {
		assert.Equal(t, c.plain, FromCents(c.cents).Format(Plain))
		assert.Equal(t, c.french, FromCents(c.cents).Format(French))
	}
	assert.Equal(t, "1.00", FromCents(100).Format(Style(9)))
}

func TestArithmeticAllocatesNothing(t *testing.T) {
	a, rate, share := FromCents(123456789), MustDecimal("6.9"), MustFraction("14/25")
	exact := decimal.New(-1234567, -3)
	weights, err := NewWeights(MustFraction("1/3"), MustFraction("1/2"), MustFraction("1/6"))
	require.NoError(t, err)
	parts := make([]Amount, 3)
	allocations := testing.AllocsPerRun(100, func() {
		b, _ := a.Add(a)
		b, _ = b.Sub(a)
		b, _ = Mul(b, rate)
		b, _ = share.Of(b)
		_, _ = Percent(b, rate)
		_, _ = Round(exact)
		_, _ = rate.Round()
		_, _ = rate.Scaled(4)
		_, _ = Sum(a, b, Min(a, b))
		_ = WebsterInto(parts, b, weights)
	})
	assert.Zero(t, allocations)
}

// The package variables of shopspring/decimal belong to whoever embeds the library:
// each is changed in turn, and nothing written or computed here may change.
func TestSettingsOfDecimalChangeNothing(t *testing.T) {
	outputs := func() string {
		d := MustDecimal("-1234.5600")
		text, err := json.Marshal(map[string]any{
			"decimal":  d,
			"small":    MustDecimal("0.000123"),
			"large":    must(NewDecimal(decimal.New(12, 20))),
			"fraction": MustFraction("0.125"),
		})
		require.NoError(t, err)
		product := must(Mul(FromCents(10_001), MustDecimal("33.333333333333333333333")))
		rounded := must(Round(decimal.New(12345, -3)))
		ratio := must(RoundRat(big.NewRat(2, 3)))
		var back Decimal
		require.NoError(t, json.Unmarshal([]byte(`"12.50"`), &back))
		_, err = ParseDecimal("1e5")
		require.Error(t, err)
		return strings.Join([]string{string(text), product.String(), rounded.String(), ratio.String(), back.String()}, " ")
	}
	want := outputs()
	for name, flip := range map[string]func() (restore func()){
		"DivisionPrecision":            set(&decimal.DivisionPrecision, 1),
		"PowPrecisionNegativeExponent": set(&decimal.PowPrecisionNegativeExponent, 1),
		"MarshalJSONWithoutQuotes":     set(&decimal.MarshalJSONWithoutQuotes, true),
		"TrimTrailingZeros":            set(&decimal.TrimTrailingZeros, false),
		"UseScientificNotation":        set(&decimal.UseScientificNotation, true),
		"ExpMaxIterations":             set(&decimal.ExpMaxIterations, 1),
		"MaxDecodeExponent":            set(&decimal.MaxDecodeExponent, math.MaxInt32),
		"MaxDecodeExponent of none":    set(&decimal.MaxDecodeExponent, 0),
		"Zero":                         set(&decimal.Zero, decimal.New(42, 0)),
	} {
		t.Run(name, func(t *testing.T) {
			defer flip()()
			assert.Equal(t, want, outputs())
		})
	}
}

func set[T any](variable *T, value T) func() func() {
	return func() func() {
		before := *variable
		*variable = value
		return func() { *variable = before }
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
