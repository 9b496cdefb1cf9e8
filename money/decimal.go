package money

import (
	"fmt"
	"math/big"
	"math/bits"
	"strings"

	"github.com/shopspring/decimal"
)

// Bounds of a Decimal: digits as it is written, and decimal places or trailing zeros of
// what it is made from. Rates, prices and quantities stay far below; what exceeds them is
// hostile or a mistake, and arithmetic on it could take minutes.
const (
	maxDigits   = 40
	maxExponent = 40
)

// Decimal is an exact decimal number that is not posted: a rate, a quantity, a unit
// price, an exchange rate. It holds a [decimal.Decimal] that is written in at most 40
// digits, checked once when it is made, so that arithmetic on it is safe. The zero
// value is 0. Compare with [Decimal.Equal], not with ==.
//
// Its text, in JSON too, is plain digits without exponent and without superfluous
// zeros, "-12.5". It does not depend on the settings of shopspring/decimal.
type Decimal struct{ d decimal.Decimal }

// NewDecimal returns d as a Decimal. A number that takes more than 40 digits to write,
// before and after the point, is an [ErrUnbounded], and so is an exponent beyond ±40; a
// hostile one is refused before any arithmetic touches it.
func NewDecimal(d decimal.Decimal) (Decimal, error) {
	if d.Sign() == 0 {
		return Decimal{}, nil // whatever its exponent
	}
	if !isBounded(d) {
		return Decimal{}, ErrUnbounded
	}
	n := normalized(d.Coefficient(), d.Exponent())
	if n.digits() > maxDigits {
		return Decimal{}, ErrUnbounded
	}
	return n, nil
}

// digits returns the number of digits that d is written with, before and after the point.
func (d Decimal) digits() int {
	n, e := d.d.NumDigits(), int(d.d.Exponent())
	if e >= 0 {
		return n + e
	}
	return max(n, 1-e)
}

// isBounded reports whether d, which is not zero, is small enough for arithmetic. It looks
// at a coefficient of any size without a copy of it.
func isBounded(d decimal.Decimal) bool {
	e := d.Exponent()
	if e < -maxExponent || e > maxExponent {
		return false
	}
	return d.Cmp(tooGreat[e+maxExponent]) < 0 && d.Cmp(tooSmall[e+maxExponent]) > 0
}

// tooGreat and tooSmall hold, for each exponent from −maxExponent on, the numbers of that
// exponent that are the first with more than maxDigits digits: decimals of one exponent
// compare without arithmetic.
var tooGreat, tooSmall = firstBeyond(1), firstBeyond(-1)

func firstBeyond(sign int64) (limits [2*maxExponent + 1]decimal.Decimal) {
	coefficient := new(big.Int).Exp(big.NewInt(10), big.NewInt(maxDigits), nil)
	coefficient.Mul(coefficient, big.NewInt(sign))
	for i := range limits {
		limits[i] = decimal.NewFromBigInt(coefficient, int32(i-maxExponent))
	}
	return limits
}

// normalized drops the trailing decimal zeros, so that equal numbers have one form.
func normalized(coefficient *big.Int, exponent int32) Decimal {
	if coefficient.Sign() == 0 {
		return Decimal{} // the zero value is the one form of 0
	}
	ten, quotient, rest := big.NewInt(10), new(big.Int), new(big.Int)
	for exponent < 0 {
		quotient.QuoRem(coefficient, ten, rest)
		if rest.Sign() != 0 {
			break
		}
		coefficient.Set(quotient)
		exponent++
	}
	return Decimal{decimal.NewFromBigInt(coefficient, exponent)}
}

// DecimalFromInt returns the whole number n.
func DecimalFromInt(n int64) Decimal { return DecimalFromScaled(n, 0) }

// DecimalFromScaled returns units / 10^places: 1234 at 2 places is 12.34. Places are a
// constant of the program: it panics on negative ones and on more than 18.
func DecimalFromScaled(units int64, places int) Decimal {
	_ = pow10[places]
	for places > 0 && units%10 == 0 {
		units /= 10
		places--
	}
	if units == 0 {
		return Decimal{}
	}
	return Decimal{decimal.New(units, int32(-places))}
}

// Scaled returns d × 10^places, and whether that is a whole number that an int64 holds:
// 12.34 at 3 places is 12340. Places are 0 to 18; nothing is exact at others.
func (d Decimal) Scaled(places int) (units int64, exact bool) {
	if places < 0 || places >= len(pow10) {
		return 0, false
	}
	if d.d.Sign() == 0 {
		return 0, true
	}
	shift := places + int(d.d.Exponent())
	if shift < 0 || shift >= len(pow10) || !d.hasInt64() {
		return 0, false
	}
	hi, lo := bits.Mul64(magnitude(d.d.CoefficientInt64()), uint64(pow10[shift]))
	scaled, err := signed(lo, d.d.Sign() < 0)
	if hi != 0 || err != nil {
		return 0, false
	}
	return scaled.cents, true
}

// hasInt64 reports whether an int64 holds the coefficient: any of 18 digits, some of 19.
func (d Decimal) hasInt64() bool {
	n := d.d.NumDigits()
	return n < len(pow10) || n == len(pow10) && d.d.Coefficient().IsInt64()
}

// ParseDecimal reads a plain decimal number: an optional minus, digits without a
// superfluous leading zero, and optionally a point and more digits, 40 digits at most.
// Exponents, signs of plus, spaces and separators are an [ErrSyntax].
func ParseDecimal(s string) (Decimal, error) { return parseDecimal(s) }

// MustDecimal is ParseDecimal for numbers written in a program. It panics on an error.
func MustDecimal(s string) Decimal {
	d, err := ParseDecimal(s)
	if err != nil {
		panic(err)
	}
	return d
}

func parseDecimal[T string | []byte](s T) (Decimal, error) {
	digits, decimals, ok := scanDecimal(s)
	if !ok {
		return Decimal{}, syntaxError("a plain decimal number", s)
	}
	if digits > maxDigits {
		return Decimal{}, fmt.Errorf("%w: %s", ErrUnbounded, quote(s))
	}
	text := strings.Replace(string(s), ".", "", 1)
	coefficient, _ := new(big.Int).SetString(text, 10)
	if coefficient.Sign() == 0 && s[0] == '-' {
		return Decimal{}, syntaxError("a plain decimal number", s)
	}
	return normalized(coefficient, int32(-decimals)), nil
}

// scanDecimal checks the form of a plain decimal number, and counts its digits and
// those after the point.
func scanDecimal[T string | []byte](s T) (digits, decimals int, ok bool) {
	i := 0
	if len(s) > 0 && s[0] == '-' {
		i = 1
	}
	start, point := i, -1
	for ; i < len(s); i++ {
		if s[i] == '.' && point < 0 {
			point = i
			continue
		}
		if s[i] < '0' || s[i] > '9' {
			return 0, 0, false
		}
		digits++
	}
	end := len(s)
	if point >= 0 {
		decimals = len(s) - point - 1
		end = point
		if decimals == 0 {
			return 0, 0, false
		}
	}
	if end == start || end-start > 1 && s[start] == '0' {
		return 0, 0, false
	}
	return digits, decimals, true
}

// Decimal returns the number as a shopspring decimal, for arithmetic.
func (d Decimal) Decimal() decimal.Decimal { return d.d }

// Rat returns the number as a new exact rational.
func (d Decimal) Rat() *big.Rat { return d.d.Rat() }

// IsZero reports whether d is 0.
func (d Decimal) IsZero() bool { return d.d.Sign() == 0 }

// Sign returns −1, 0 or +1 with the sign of d.
func (d Decimal) Sign() int { return d.d.Sign() }

// Compare returns −1 if d < e, 0 if d = e, +1 if d > e.
func (d Decimal) Compare(e Decimal) int { return d.d.Cmp(e.d) }

// Equal reports whether d and e are the same number.
func (d Decimal) Equal(e Decimal) bool { return d.d.Cmp(e.d) == 0 }

// String returns the plain form of d, "-12.5".
func (d Decimal) String() string {
	var buf [2 * maxDigits]byte
	return string(d.appendPlain(buf[:0]))
}

// AppendText appends the plain form of d to b. It never fails.
func (d Decimal) AppendText(b []byte) ([]byte, error) { return d.appendPlain(b), nil }

// MarshalText returns the plain form of d. It never fails.
func (d Decimal) MarshalText() ([]byte, error) {
	return d.appendPlain(make([]byte, 0, 16)), nil
}

// UnmarshalText reads a number as [ParseDecimal] does.
func (d *Decimal) UnmarshalText(text []byte) error {
	parsed, err := parseDecimal(text)
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

func (d Decimal) appendPlain(b []byte) []byte {
	if d.d.Sign() == 0 {
		return append(b, '0')
	}
	if d.d.Sign() < 0 {
		b = append(b, '-')
	}
	digits := d.d.Abs().Coefficient().Append(make([]byte, 0, 2*maxDigits), 10)
	for range max(0, d.d.Exponent()) {
		digits = append(digits, '0')
	}
	whole := len(digits) - int(max(0, -d.d.Exponent()))
	if whole <= 0 {
		b = append(b, '0', '.')
		for range -whole {
			b = append(b, '0')
		}
		return append(b, digits...)
	}
	b = append(b, digits[:whole]...)
	if whole == len(digits) {
		return b
	}
	b = append(b, '.')
	return append(b, digits[whole:]...)
}
