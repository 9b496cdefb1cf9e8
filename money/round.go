package money

import (
	"fmt"
	"math/big"
	"math/bits"

	"github.com/shopspring/decimal"
)

// Round posts an exact decimal: to the cent, half away from zero. It refuses an
// exponent beyond ±40 or more than 40 digits with [ErrUnbounded] before any
// arithmetic and without a copy, and reports an amount out of range as [ErrOverflow].
// It allocates nothing for up to 18 digits and as many decimals.
func Round(d decimal.Decimal) (Amount, error) {
	if d.Sign() == 0 {
		return Amount{}, nil // whatever its exponent
	}
	if !isBounded(d) {
		return Amount{}, ErrUnbounded
	}
	return Decimal{d}.Round()
}

// Round posts d: to the cent, half away from zero. An amount out of range is an
// [ErrOverflow].
func (d Decimal) Round() (Amount, error) { return Mul(Amount{100}, d) }

// RoundRat posts an exact rational: to the cent, half away from zero. An amount out of
// range is an [ErrOverflow], nil an [ErrSyntax]. The work and the memory grow with the size
// of r, which the caller bounds.
func RoundRat(r *big.Rat) (Amount, error) {
	if r == nil {
		return Amount{}, fmt.Errorf("%w: there is no rational", ErrSyntax)
	}
	cents := new(big.Int).Mul(r.Num(), big.NewInt(100))
	return fromBig(divideHalfAway(cents, r.Denom()))
}

// Mul posts a × rate, computed exactly and rounded once: to the cent, half away from
// zero. A result out of range is an [ErrOverflow]. It allocates nothing for rates
// of up to 18 digits and as many decimals.
func Mul(a Amount, rate Decimal) (Amount, error) {
	if places := -rate.d.Exponent(); places >= 0 && places <= 18 && rate.d.NumDigits() <= 18 {
		return mulDiv(a, rate.d.CoefficientInt64(), pow10[places])
	}
	exact := rate.d.Rat()
	exact.Mul(exact, new(big.Rat).SetInt64(a.cents))
	return fromBig(divideHalfAway(exact.Num(), exact.Denom()))
}

// Percent posts a × rate / 100, computed exactly and rounded once: to the cent, half away
// from zero. A result out of range is an [ErrOverflow]. It allocates nothing for rates of
// up to 18 digits and 16 decimals.
func Percent(a Amount, rate Decimal) (Amount, error) {
	if rate.IsZero() {
		return Amount{}, nil
	}
	if places := 2 - rate.d.Exponent(); places >= 0 && places <= 18 && rate.d.NumDigits() <= 18 {
		return mulDiv(a, rate.d.CoefficientInt64(), pow10[places])
	}
	exact := rate.d.Rat()
	exact.Mul(exact, big.NewRat(a.cents, 1)).Quo(exact, big.NewRat(100, 1))
	return fromBig(divideHalfAway(exact.Num(), exact.Denom()))
}

// pow10 holds the powers of ten that an int64 can.
var pow10 = [19]int64{
	1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9,
	1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
}

// mulDiv posts a × num / den, den positive, through a product of 128 bits.
func mulDiv(a Amount, num, den int64) (Amount, error) {
	negative := (a.cents < 0) != (num < 0)
	hi, lo := bits.Mul64(magnitude(a.cents), magnitude(num))
	if hi >= uint64(den) {
		return Amount{}, ErrOverflow
	}
	quotient, rest := bits.Div64(hi, lo, uint64(den))
	if rest >= uint64(den)-rest {
		if quotient++; quotient == 0 {
			return Amount{}, ErrOverflow // 2⁶⁴ cents
		}
	}
	return signed(quotient, negative)
}

// magnitude returns |n|.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// signed returns ±cents, or ErrOverflow.
func signed(cents uint64, negative bool) (Amount, error) {
	switch {
	case negative && cents <= 1<<63:
		return Amount{int64(-cents)}, nil
	case !negative && cents < 1<<63:
		return Amount{int64(cents)}, nil
	}
	return Amount{}, ErrOverflow
}

// divideHalfAway returns num / den, den positive, rounded half away from zero.
func divideHalfAway(num, den *big.Int) *big.Int {
	quotient, rest := new(big.Int).QuoRem(num, den, new(big.Int))
	rest.Abs(rest).Lsh(rest, 1)
	if rest.Cmp(den) >= 0 {
		quotient.Add(quotient, big.NewInt(int64(num.Sign())))
	}
	return quotient
}

func fromBig(cents *big.Int) (Amount, error) {
	if !cents.IsInt64() {
		return Amount{}, ErrOverflow
	}
	return Amount{cents.Int64()}, nil
}
