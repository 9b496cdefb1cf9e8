package money

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"strconv"
)

// Errors of this package, for errors.Is.
var (
	// ErrOverflow reports a result outside the range of an Amount,
	// −92,233,720,368,547,758.08 to 92,233,720,368,547,758.07, or an
	// intermediate value outside its documented bound.
	ErrOverflow = errors.New("out of the range of an amount")
	// ErrSyntax reports a text that is not the form the type writes.
	ErrSyntax = errors.New("malformed number")
	// ErrUnbounded reports a decimal of absurd size: an exponent or a number of
	// digits that no sum of money has.
	ErrUnbounded = errors.New("number of absurd size")
)

// Amount is a posted sum of money: a whole number of cents, in the currency of the
// document it stands in. The zero value is 0.00. Amounts compare with ==.
//
// Its text, in JSON too, is a sign, digits, a point and two decimals: "-1234.50".
type Amount struct{ cents int64 }

// FromCents returns the amount of n cents.
func FromCents(n int64) Amount { return Amount{n} }

// Cents returns the amount as a number of cents.
func (a Amount) Cents() int64 { return a.cents }

// IsZero reports whether a is 0.00.
func (a Amount) IsZero() bool { return a.cents == 0 }

// Sign returns −1, 0 or +1 with the sign of a.
func (a Amount) Sign() int { return cmp.Compare(a.cents, 0) }

// Compare returns −1 if a < b, 0 if a = b, +1 if a > b.
func (a Amount) Compare(b Amount) int { return cmp.Compare(a.cents, b.cents) }

// Add returns a + b. A result out of range is an [ErrOverflow].
func (a Amount) Add(b Amount) (Amount, error) {
	sum := a.cents + b.cents
	if (sum > a.cents) != (b.cents > 0) {
		return Amount{}, ErrOverflow
	}
	return Amount{sum}, nil
}

// Sub returns a − b. A result out of range is an [ErrOverflow].
func (a Amount) Sub(b Amount) (Amount, error) {
	diff := a.cents - b.cents
	if (diff < a.cents) != (b.cents > 0) {
		return Amount{}, ErrOverflow
	}
	return Amount{diff}, nil
}

// Neg returns −a. The one amount without an opposite, of math.MinInt64 cents, is
// an [ErrOverflow].
func (a Amount) Neg() (Amount, error) { return Amount{}.Sub(a) }

// Min returns the least of its arguments.
func Min(a Amount, more ...Amount) Amount {
	for _, b := range more {
		a.cents = min(a.cents, b.cents)
	}
	return a
}

// Max returns the greatest of its arguments.
func Max(a Amount, more ...Amount) Amount {
	for _, b := range more {
		a.cents = max(a.cents, b.cents)
	}
	return a
}

// Sum returns the sum of amounts, 0.00 of none. Only the result has to be in range, or
// it is an [ErrOverflow]; what is added up on the way may exceed it.
func Sum(amounts ...Amount) (Amount, error) {
	var t Total
	for _, a := range amounts {
		t.Add(a)
	}
	return t.Amount()
}

// Total adds up amounts in 128 bits, so that nothing has to be checked before the
// end. The zero value is an empty total.
type Total struct {
	hi int64
	lo uint64
}

// Add adds a to the total.
func (t *Total) Add(a Amount) {
	var carry uint64
	t.lo, carry = bits.Add64(t.lo, uint64(a.cents), 0)
	t.hi += a.cents>>63 + int64(carry)
}

// Sub takes a from the total.
func (t *Total) Sub(a Amount) {
	var borrow uint64
	t.lo, borrow = bits.Sub64(t.lo, uint64(a.cents), 0)
	t.hi -= a.cents>>63 + int64(borrow)
}

// Amount returns the total, or [ErrOverflow] when it is out of range.
func (t Total) Amount() (Amount, error) {
	if t.hi != int64(t.lo)>>63 {
		return Amount{}, ErrOverflow
	}
	return Amount{int64(t.lo)}, nil
}

// maxText is the length of the longest text of an amount, "-92233720368547758.08".
const maxText = 21

// Parse reads an amount written as String writes it: an optional minus, digits without
// a superfluous zero, a point and two decimals. Anything else is an [ErrSyntax], a
// figure out of range an [ErrOverflow].
func Parse(s string) (Amount, error) { return parse(s) }

// MustParse is Parse for amounts written in a program. It panics on an error.
func MustParse(s string) Amount {
	a, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return a
}

func parse[T string | []byte](s T) (Amount, error) {
	digits := s
	negative := len(digits) > 0 && digits[0] == '-'
	if negative {
		digits = digits[1:]
	}
	point := len(digits) - 3
	if point < 1 || digits[point] != '.' || point > 1 && digits[0] == '0' {
		return Amount{}, syntaxError("an amount with two decimals", s)
	}
	var n uint64
	overflow := false
	for i := range len(digits) {
		if i == point {
			continue
		}
		d := digits[i] - '0'
		if d > 9 {
			return Amount{}, syntaxError("an amount with two decimals", s)
		}
		overflow = overflow || n > (math.MaxUint64-9)/10
		n = n*10 + uint64(d)
	}
	limit := uint64(math.MaxInt64)
	if negative {
		limit++
	}
	if overflow || n > limit {
		return Amount{}, fmt.Errorf("%w: %s", ErrOverflow, quote(s))
	}
	if negative && n == 0 {
		return Amount{}, syntaxError("an amount with two decimals", s)
	}
	if negative {
		n = -n
	}
	return Amount{int64(n)}, nil
}

// syntaxError says what was expected in place of s.
func syntaxError[T string | []byte](want string, s T) error {
	return fmt.Errorf("%w: %s is not %s", ErrSyntax, quote(s), want)
}

// quote shows the beginning of a text that may be hostile.
func quote[T string | []byte](s T) string {
	const most = 32
	if len(s) > most {
		return strconv.QuoteToASCII(string(s[:most])) + "…"
	}
	return strconv.QuoteToASCII(string(s))
}

// String returns the plain form of a, "-1234.50".
func (a Amount) String() string {
	var buf [maxText]byte
	return string(a.appendPlain(buf[:0]))
}

// AppendText appends the plain form of a to b. It never fails.
func (a Amount) AppendText(b []byte) ([]byte, error) { return a.appendPlain(b), nil }

// MarshalText returns the plain form of a. It never fails.
func (a Amount) MarshalText() ([]byte, error) {
	return a.appendPlain(make([]byte, 0, maxText)), nil
}

// UnmarshalText reads an amount as [Parse] does.
func (a *Amount) UnmarshalText(text []byte) error {
	parsed, err := parse(text)
	if err != nil {
		return err
	}
	*a = parsed
	return nil
}

func (a Amount) appendPlain(b []byte) []byte {
	return a.appendGrouped(b, "", ".")
}

// appendGrouped writes a with a separator between groups of three digits.
func (a Amount) appendGrouped(b []byte, group, point string) []byte {
	u := uint64(a.cents)
	if a.cents < 0 {
		b = append(b, '-')
		u = -u
	}
	var buf [20]byte
	digits := strconv.AppendUint(buf[:0], u/100, 10)
	for i, d := range digits {
		if rest := len(digits) - i; i > 0 && rest%3 == 0 {
			b = append(b, group...)
		}
		b = append(b, d)
	}
	b = append(b, point...)
	cents := u % 100
	return append(b, byte('0'+cents/10), byte('0'+cents%10))
}
