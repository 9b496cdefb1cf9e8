package money

import (
	"cmp"
	"fmt"
	"math/big"
	"math/bits"
	"strconv"
)

// maxFraction bounds the two terms of a Fraction, so that a term times an amount
// stays within 128 bits and a fraction written with 18 decimals is still exact.
const maxFraction = 1_000_000_000_000_000_000

// Fraction is an exact, non-negative ratio of two whole numbers up to 10¹⁸, in lowest
// terms: the share of a partner, the rate of a commission. The zero value is 0.
// Fractions compare with ==.
//
// Its text, in JSON too, is "3/10", or "1" when it is whole.
type Fraction struct {
	num, den int64 // den is 0 in the zero fraction alone
}

// NewFraction returns num/den in lowest terms. A negative term, a denominator of zero
// or a term above 10¹⁸ is an [ErrSyntax].
func NewFraction(num, den int64) (Fraction, error) {
	if num < 0 || den <= 0 || num > maxFraction || den > maxFraction {
		return Fraction{}, fmt.Errorf("%w: %d/%d is not a fraction of terms from 0 to 10¹⁸", ErrSyntax, num, den)
	}
	return reduced(num, den), nil
}

// FractionOf returns the fraction that a decimal is: 0.25 is 1/4. A negative decimal, or
// one with a term above 10¹⁸ in lowest terms, is an [ErrSyntax].
func FractionOf(d Decimal) (Fraction, error) {
	r := d.Rat()
	if !r.Num().IsInt64() || !r.Denom().IsInt64() {
		return Fraction{}, fmt.Errorf("%w: %v is not a fraction of terms from 0 to 10¹⁸", ErrSyntax, d)
	}
	return NewFraction(r.Num().Int64(), r.Denom().Int64())
}

func reduced(num, den int64) Fraction {
	if num == 0 {
		return Fraction{}
	}
	g := gcd(num, den)
	return Fraction{num / g, den / g}
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// ParseFraction reads "3/10", a plain decimal such as "0.3", or a whole number such as
// "1". Signs, spaces, exponents, superfluous zeros, a denominator of zero and terms
// above 10¹⁸ are an [ErrSyntax].
func ParseFraction(s string) (Fraction, error) { return parseFraction(s) }

// MustFraction is ParseFraction for fractions written in a program. It panics on an
// error.
func MustFraction(s string) Fraction {
	f, err := ParseFraction(s)
	if err != nil {
		panic(err)
	}
	return f
}

func parseFraction[T string | []byte](s T) (Fraction, error) {
	for i := range len(s) {
		if s[i] == '/' {
			num, okNum := parseTerm(s[:i])
			den, okDen := parseTerm(s[i+1:])
			if !okNum || !okDen || den == 0 {
				return Fraction{}, syntaxError("a fraction", s)
			}
			return reduced(num, den), nil
		}
	}
	_, decimals, ok := scanDecimal(s)
	if !ok || decimals > 18 || s[0] == '-' {
		return Fraction{}, syntaxError("a fraction", s)
	}
	var num uint64
	for i := range len(s) {
		if s[i] == '.' {
			continue
		}
		if num = num*10 + uint64(s[i]-'0'); num > maxFraction {
			return Fraction{}, syntaxError("a fraction of terms up to 10¹⁸", s)
		}
	}
	return reduced(int64(num), pow10[decimals]), nil
}

// parseTerm reads a whole number from 0 to 10¹⁸ without superfluous zeros.
func parseTerm[T string | []byte](s T) (int64, bool) {
	if len(s) == 0 || len(s) > 19 || len(s) > 1 && s[0] == '0' {
		return 0, false
	}
	var n int64
	for i := range len(s) {
		d := s[i] - '0'
		if d > 9 || n > (maxFraction-int64(d))/10 {
			return 0, false
		}
		n = n*10 + int64(d)
	}
	return n, true
}

// Num returns the numerator of f in lowest terms.
func (f Fraction) Num() int64 { return f.num }

// Den returns the denominator of f in lowest terms, at least 1.
func (f Fraction) Den() int64 { return max(1, f.den) }

// Rat returns f as a new exact rational.
func (f Fraction) Rat() *big.Rat { return big.NewRat(f.num, f.Den()) }

// IsZero reports whether f is 0.
func (f Fraction) IsZero() bool { return f.num == 0 }

// Compare returns −1 if f < g, 0 if f = g, +1 if f > g.
func (f Fraction) Compare(g Fraction) int {
	fh, fl := bits.Mul64(uint64(f.num), uint64(g.Den()))
	gh, gl := bits.Mul64(uint64(g.num), uint64(f.Den()))
	return cmp.Or(cmp.Compare(fh, gh), cmp.Compare(fl, gl))
}

// Of posts f × a, computed exactly and rounded once: to the cent, half away from zero.
// A result out of range is an [ErrOverflow]. It allocates nothing.
func (f Fraction) Of(a Amount) (Amount, error) { return mulDiv(a, f.num, f.Den()) }

// String returns "3/10", or "1" when f is whole.
func (f Fraction) String() string {
	var buf [40]byte
	return string(f.appendText(buf[:0]))
}

// AppendText appends the text of f to b. It never fails.
func (f Fraction) AppendText(b []byte) ([]byte, error) { return f.appendText(b), nil }

// MarshalText returns the text of f. It never fails.
func (f Fraction) MarshalText() ([]byte, error) { return f.appendText(nil), nil }

// UnmarshalText reads a fraction as [ParseFraction] does.
func (f *Fraction) UnmarshalText(text []byte) error {
	parsed, err := parseFraction(text)
	if err != nil {
		return err
	}
	*f = parsed
	return nil
}

func (f Fraction) appendText(b []byte) []byte {
	b = strconv.AppendInt(b, f.num, 10)
	if f.Den() == 1 {
		return b
	}
	return strconv.AppendInt(append(b, '/'), f.den, 10)
}
