package civil

import (
	"cmp"
	"fmt"
	"time"
)

// Month is a month of a year, from 1900-01 to 2199-12. The zero value is no month.
// Months compare with ==.
//
// Its text, in JSON too, is "2026-11"; the zero Month writes an empty text.
type Month struct {
	year  int
	month time.Month
}

// NewMonth returns the given month. A month that does not exist is an [ErrDate], another
// century an [ErrRange].
func NewMonth(year int, month time.Month) (Month, error) {
	if year < MinYear || year > MaxYear {
		return Month{}, fmt.Errorf("%w: year %d", ErrRange, year)
	}
	if month < time.January || month > time.December {
		return Month{}, fmt.Errorf("%w: %04d-%02d", ErrDate, year, month)
	}
	return Month{year, month}, nil
}

// ParseMonth reads a month as String writes it, "2026-11". Anything else is an
// [ErrDate] or an [ErrRange].
func ParseMonth(s string) (Month, error) {
	if len(s) != 7 || s[4] != '-' {
		return Month{}, notADate(s)
	}
	year, okYear := digits(s[:4])
	month, okMonth := digits(s[5:])
	if !okYear || !okMonth {
		return Month{}, notADate(s)
	}
	return NewMonth(year, time.Month(month))
}

// IsZero reports whether m is no month.
func (m Month) IsZero() bool { return m == Month{} }

// Year returns the year of m.
func (m Month) Year() int { return m.year }

// Month returns the month of the year.
func (m Month) Month() time.Month { return m.month }

// Days returns the number of days of m, 28 to 31, or 0 for no month.
func (m Month) Days() int {
	if m.IsZero() {
		return 0
	}
	return daysIn(m.year, m.month)
}

// First returns the first day of m.
func (m Month) First() Date {
	if m.IsZero() {
		return Date{}
	}
	return fromCivil(m.year, m.month, 1)
}

// Last returns the last day of m.
func (m Month) Last() Date {
	if m.IsZero() {
		return Date{}
	}
	return fromCivil(m.year, m.month, m.Days())
}

// Period returns the days of m.
func (m Month) Period() Period { return Period{m.First(), m.Last()} }

// Compare returns −1 if m is before o, 0 if they are the same month, +1 if m is after o.
func (m Month) Compare(o Month) int {
	return cmp.Or(cmp.Compare(m.year, o.year), cmp.Compare(m.month, o.month))
}

// Add returns the month n months after m, before it when n is negative. A result outside
// the calendar is an [ErrRange].
func (m Month) Add(n int) (Month, error) {
	const months = 12 * (MaxYear - MinYear + 1)
	if m.IsZero() || n < -months || n > months {
		return Month{}, ErrRange
	}
	i := 12*(m.year-MinYear) + int(m.month-1) + n
	if i < 0 || i >= months {
		return Month{}, ErrRange
	}
	return Month{MinYear + i/12, time.Month(i%12 + 1)}, nil
}

// String returns "2026-11", or "" for no month.
func (m Month) String() string { return string(m.append(nil)) }

// AppendText appends the text of m to b. It never fails.
func (m Month) AppendText(b []byte) ([]byte, error) { return m.append(b), nil }

// MarshalText returns the text of m. It never fails.
func (m Month) MarshalText() ([]byte, error) { return m.append(nil), nil }

// UnmarshalText reads a month as [ParseMonth] does.
func (m *Month) UnmarshalText(text []byte) error {
	parsed, err := ParseMonth(string(text))
	if err != nil {
		return err
	}
	*m = parsed
	return nil
}

func (m Month) append(b []byte) []byte {
	if m.IsZero() {
		return b
	}
	return appendMonth(b, m.year, m.month)
}
