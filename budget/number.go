package budget

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"strings"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Number is an exact rational, the value of a formula. The zero value is 0. Whole numbers of 63
// bits carry nearly all that a budget holds without allocation; what does not fit is a big.Rat.
type Number struct {
	num, less int64 // the numerator, and the denominator less 1, in lowest terms
	big       *big.Rat
}

func whole(n int64) Number { return Number{num: n} }

// ratio returns num/den in lowest terms, for den over 0.
func ratio(num, den int64) Number {
	if g := gcd(num, den); g > 1 {
		num, den = num/g, den/g
	}
	return Number{num: num, less: den - 1}
}

// numberOf returns a rational, which is kept.
func numberOf(r *big.Rat) Number {
	if r.Num().IsInt64() && r.Denom().IsInt64() && r.Num().Int64() != math.MinInt64 {
		return Number{num: r.Num().Int64(), less: r.Denom().Int64() - 1}
	}
	return Number{big: r}
}

// decimalNumber returns the value of a decimal.
func decimalNumber(d money.Decimal) Number {
	if units, exact := d.Scaled(4); exact {
		return ratio(units, 10_000)
	}
	return numberOf(d.Rat())
}

func (n Number) den() int64 { return n.less + 1 }

// Rat returns the number as a rational of its own.
func (n Number) Rat() *big.Rat {
	if n.big != nil {
		return new(big.Rat).Set(n.big)
	}
	return big.NewRat(n.num, n.den())
}

// rat is Rat without a copy.
func (n Number) rat() *big.Rat {
	if n.big != nil {
		return n.big
	}
	return big.NewRat(n.num, n.den())
}

// String writes the number as a plain decimal where it is one, else as a fraction: "2.5", "1/3".
func (n Number) String() string {
	r := n.rat()
	if places, exact := r.FloatPrec(); exact {
		return r.FloatString(places)
	}
	return r.RatString()
}

// MarshalText writes the number as String does.
func (n Number) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// maxNumberText is how long a number may be written, far longer than any formula gives.
const maxNumberText = 1000

// UnmarshalText reads a number as String writes it.
func (n *Number) UnmarshalText(text []byte) error {
	s := string(text)
	if plain, ok := plainNumber(s); ok {
		*n = plain
		return nil
	}
	if len(s) > maxNumberText || strings.Trim(s, "-./0123456789") != "" {
		return fmt.Errorf("%w: not a number: %s", valid.ErrType, valid.Quote(s))
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return fmt.Errorf("%w: not a number: %s", valid.ErrType, valid.Quote(s))
	}
	*n = numberOf(r)
	return nil
}

func (n Number) sign() int {
	switch {
	case n.big != nil:
		return n.big.Sign()
	case n.num < 0:
		return -1
	case n.num > 0:
		return 1
	}
	return 0
}

func (n Number) neg() Number {
	if n.big != nil {
		return numberOf(new(big.Rat).Neg(n.big))
	}
	return Number{num: -n.num, less: n.less}
}

func (n Number) add(m Number) Number {
	if n.big == nil && m.big == nil {
		a, okA := product(n.num, m.den())
		b, okB := product(m.num, n.den())
		den, okDen := product(n.den(), m.den())
		if sum := a + b; okA && okB && okDen && (a < 0 != (b < 0) || sum < 0 == (a < 0)) && sum != math.MinInt64 {
			return ratio(sum, den)
		}
	}
	return numberOf(new(big.Rat).Add(n.rat(), m.rat()))
}

func (n Number) mul(m Number) Number {
	if n.big == nil && m.big == nil {
		g, h := gcd(n.num, m.den()), gcd(m.num, n.den())
		num, okNum := product(n.num/g, m.num/h)
		den, okDen := product(n.den()/h, m.den()/g)
		if okNum && okDen {
			return Number{num: num, less: den - 1}
		}
	}
	return numberOf(new(big.Rat).Mul(n.rat(), m.rat()))
}

// quo returns n / m, for m other than 0.
func (n Number) quo(m Number) Number {
	if m.big == nil {
		if m.num < 0 {
			return n.neg().mul(Number{num: m.den(), less: -m.num - 1})
		}
		return n.mul(Number{num: m.den(), less: m.num - 1})
	}
	return numberOf(new(big.Rat).Quo(n.rat(), m.rat()))
}

func (n Number) cmp(m Number) int { return n.add(m.neg()).sign() }

// round returns the amount of a number of euros: to the cent, half away from zero.
func (n Number) round() (money.Amount, error) {
	if cents, ok := product(n.num, 100); n.big == nil && ok {
		return money.FromCents(halfAway(cents, n.den())), nil
	}
	return money.RoundRat(n.rat())
}

// halfAway returns num/den as a whole number, half away from zero.
func halfAway(num, den int64) int64 {
	q, rest := num/den, num%den
	switch {
	case rest >= 0 && rest >= den-rest:
		return q + 1
	case rest < 0 && -rest >= den+rest:
		return q - 1
	}
	return q
}

// product returns a × b, unless it does not fit in 63 bits and a sign.
func product(a, b int64) (int64, bool) {
	if a == math.MinInt64 || b == math.MinInt64 {
		return 0, false
	}
	high, low := bits.Mul64(magnitude(a), magnitude(b))
	if high != 0 || low > math.MaxInt64 {
		return 0, false
	}
	if a < 0 != (b < 0) {
		return -int64(low), true
	}
	return int64(low), true
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return uint64(-n)
	}
	return uint64(n)
}

// gcd is the greatest common divisor, 1 where a is 0, for b over 0.
func gcd(a, b int64) int64 {
	x, y := magnitude(a), uint64(b)
	if x == 0 {
		return b
	}
	if y == 1 {
		return 1
	}
	for y != 0 {
		x, y = y, x%y
	}
	return int64(x)
}

// plainNumber reads the plain decimals that a budget is full of: digits, and digits after a point,
// eighteen in all. Other texts are left to the parser of formulas.
func plainNumber(s string) (Number, bool) {
	negative := len(s) > 1 && s[0] == '-'
	if negative {
		s = s[1:]
	}
	num, den, point := int64(0), int64(1), -1
	if len(s) == 0 || len(s) > 18 || s[0] == '0' && len(s) > 1 && s[1] != '.' {
		return Number{}, false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			num = num*10 + int64(c-'0')
			if point >= 0 {
				den *= 10
			}
		case c == '.' && point < 0 && i > 0 && i+1 < len(s):
			point = i
		default:
			return Number{}, false
		}
	}
	if negative {
		num = -num
	}
	return ratio(num, den), true
}
