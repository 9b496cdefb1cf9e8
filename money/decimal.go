package money

import (
	"fmt"
	"math/big"
	"math/bits"
	"strings"

	"github.com/shopspring/decimal"
)

// Bounds of a Decimal: digits of its coefficient, and decimal places or trailing
// zeros. Rates, prices and quantities stay far below; what exceeds them is hostile or
// a mistake, and arithmetic on it could take minutes.
const (
	maxDigits   = 40
	maxExponent = 40
)

// Decimal is an exact decimal number that is not posted: a rate, a quantity, a unit
// price, an exchange rate. It holds a [decimal.Decimal] of at most 40 digits and 40
// decimals, checked once when it is made, so that arithmetic on it is safe. The zero
// value is 0. Compare with [Decimal.Equal], not with ==.
//
// Its text, in JSON too, is plain digits without exponent and without superfluous
// zeros, "-12.5". It does not depend on the settings of shopspring/decimal.
type Decimal struct{ d decimal.Decimal }

// NewDecimal returns d as a Decimal. More than 40 digits or decimals are an
// [ErrUnbounded], refused before any arithmetic touches them.
func NewDecimal(d decimal.Decimal) (Decimal, error) {
	if d.Sign() == 0 {
		return Decimal{}, nil // whatever its exponent
	}
	if !isBounded(d) {
		return Decimal{}, ErrUnbounded
	}
	return normalized(d.Coefficient(), d.Exponent()), nil
}

// isBounded reports whether d, which is not zero, is small enough for arithmetic.
func isBounded(d decimal.Decimal) bool {
	if e := d.Exponent(); e < -maxExponent || e > maxExponent {
		return false
	}
	return d.Coefficient().CmpAbs(tooManyDigits) < 0
}

// tooManyDigits is the least coefficient of more than maxDigits digits.
var tooManyDigits = new(big.Int).Exp(big.NewInt(10), big.NewInt(maxDigits), nil)

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

// DecimalFromScaled returns units / 10^places: 1234 at 2 places is 12.34. It panics on
// places that are not 0 to 18.
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
// 12.34 at 3 places is 12340. Places are 0 to 18.
func (d Decimal) Scaled(places int) (units int64, exact bool) {
	if d.d.Sign() == 0 {
		return 0, true
	}
	shift := places + int(d.d.Exponent())
	if shift < 0 || shift > 18 || d.d.NumDigits() > 18 {
		return 0, false
	}
	hi, lo := bits.Mul64(magnitude(d.d.CoefficientInt64()), uint64(pow10[shift]))
	if hi != 0 || lo >= 1<<63 {
		return 0, false
	}
	if d.d.Sign() < 0 {
		return -int64(lo), true
	}
	return int64(lo), true
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
