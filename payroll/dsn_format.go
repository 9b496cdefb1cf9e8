package payroll

import (
	"fmt"
	"math/big"
	"unicode/utf8"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// fault returns why a value is not one that the rubric takes, "" where it is. The value is text in UTF-8.
func (r *rubricRule) fault(value string) string {
	if value == "" {
		return "an absent value is left out, never empty"
	}
	switch r.Format {
	case DSNDate:
		if !isDSNDate(value) {
			return "a date is eight digits, JJMMAAAA"
		}
	case DSNAmount:
		if !isDSNAmount(value) {
			return "digits, a point and exactly two decimals are wanted"
		}
	case DSNNumber:
		if !isDSNNumber(value) {
			return "a number is wanted"
		}
	}
	if r.Length > 0 && len(value) > r.Length && utf8.RuneCountInString(value) > r.Length {
		return fmt.Sprintf("longer than %d characters", r.Length)
	}
	if r.codes != nil && !r.codes[value] {
		return "the list of the norm does not have this code"
	}
	return ""
}

// isDSNDate reports whether a text is a day written JJMMAAAA.
func isDSNDate(s string) bool {
	_, ok := parseDSNDate(s)
	return ok
}

func parseDSNDate(s string) (civil.Date, bool) {
	if len(s) != 8 || !areDigits(s) {
		return civil.Date{}, false
	}
	date, err := civil.ParseDate(s[4:] + "-" + s[2:4] + "-" + s[:2])
	return date, err == nil
}

// dsnDate writes a day as JJMMAAAA.
func dsnDate(d civil.Date) string {
	return fmt.Sprintf("%02d%02d%04d", d.Day(), int(d.Month().Month()), d.Year())
}

// isDSNAmount reports whether a text is a sum: an optional minus, digits, a point, two digits.
func isDSNAmount(s string) bool {
	if s != "" && s[0] == '-' {
		s = s[1:]
	}
	n := len(s) - len(".00")
	return n >= 1 && s[n] == '.' && areDigits(s[:n]) && areDigits(s[n+1:])
}

// isDSNNumber reports whether a text is a number: an optional minus, digits, and decimals or none.
func isDSNNumber(s string) bool {
	if s != "" && s[0] == '-' {
		s = s[1:]
	}
	point := -1
	for i := range len(s) {
		switch {
		case s[i] == '.' && point < 0 && i > 0:
			point = i
		case s[i] < '0' || '9' < s[i]:
			return false
		}
	}
	return s != "" && point != len(s)-1
}

// dsnCents reads a sum in cents; a text that is none is 0 here, and told by the check of its format.
func dsnCents(s string) (cents int64, ok bool) {
	if !isDSNAmount(s) || len(s) > 17 {
		return 0, false
	}
	for i := range len(s) {
		if c := s[i]; c != '-' && c != '.' {
			cents = 10*cents + int64(c-'0')
		}
	}
	if s[0] == '-' {
		cents = -cents
	}
	return cents, true
}

// dsnHundredths writes a number with two decimals. One with more of them is an error, never rounded.
func dsnHundredths(d money.Decimal) (string, bool) {
	units, exact := d.Scaled(2)
	return money.FromCents(units).String(), exact
}

// dsnPercent writes a share num/over as a percentage of two decimals.
func dsnPercent(rate money.Decimal, over int) (string, bool) {
	share := new(big.Rat).Mul(rate.Rat(), big.NewRat(100, int64(over)))
	share.Mul(share, big.NewRat(100, 1))
	if !share.IsInt() || !share.Num().IsInt64() {
		return "", false
	}
	return money.FromCents(share.Num().Int64()).String(), true
}
