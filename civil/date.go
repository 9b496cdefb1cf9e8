package civil

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// First and last year of a Date.
const (
	MinYear = 1900
	MaxYear = 2199
)

// Errors of this package, for errors.Is.
var (
	// ErrRange reports a result before 1 January 1900 or after 31 December 2199, or
	// arithmetic on the zero Date.
	ErrRange = errors.New("outside the years 1900 to 2199")
	// ErrDate reports a text or three numbers that are not a day of the calendar.
	ErrDate = errors.New("not a date")
)

// Date is a day of the Gregorian calendar from 1900-01-01 to 2199-12-31. The zero value
// is no date and comes before all of them. Dates compare with ==.
//
// Its text, in JSON too, is "2026-11-22"; the zero Date writes an empty text, which no
// Date reads: leave optional dates out of a document.
type Date struct {
	n int32 // days since 1899-12-31; 0 is no date
}

const (
	epoch = 693_900 // 1899-12-31 in days since 0000-03-01, as fromCivil counts them
	last  = 109_573 // 2199-12-31
)

// NewDate returns the given day. A day that the calendar lacks, such as 30 February, is
// an [ErrDate]; another century an [ErrRange].
func NewDate(year int, month time.Month, day int) (Date, error) {
	if year < MinYear || year > MaxYear {
		return Date{}, fmt.Errorf("%w: year %d", ErrRange, year)
	}
	if month < time.January || month > time.December || day < 1 || day > daysIn(year, month) {
		return Date{}, fmt.Errorf("%w: %04d-%02d-%02d", ErrDate, year, month, day)
	}
	return fromCivil(year, month, day), nil
}

// fromCivil counts days as Howard Hinnant does in "chrono-Compatible Low-Level Date
// Algorithms": years begin in March, so that leap days end them.
func fromCivil(year int, month time.Month, day int) Date {
	if month <= time.February {
		year--
	}
	monthFromMarch := (int(month) + 9) % 12
	dayOfYear := (153*monthFromMarch+2)/5 + day - 1
	return Date{int32(365*year + year/4 - year/100 + year/400 + dayOfYear - epoch)}
}

// civil is the inverse of fromCivil.
func (d Date) civil() (year int, month time.Month, day int) {
	n := int(d.n) + epoch
	era, dayOfEra := n/146_097, n%146_097
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36_524 - dayOfEra/146_096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	monthFromMarch := (5*dayOfYear + 2) / 153
	year = 400*era + yearOfEra
	month = time.Month((monthFromMarch+2)%12 + 1)
	if month <= time.February {
		year++
	}
	return year, month, dayOfYear - (153*monthFromMarch+2)/5 + 1
}

func daysIn(year int, month time.Month) int {
	switch month {
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// ParseDate reads a date as String writes it, "2026-11-22". Anything else is an
// [ErrDate] or an [ErrRange].
func ParseDate(s string) (Date, error) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return Date{}, notADate(s)
	}
	year, okYear := digits(s[:4])
	month, okMonth := digits(s[5:7])
	day, okDay := digits(s[8:])
	if !okYear || !okMonth || !okDay {
		return Date{}, notADate(s)
	}
	return NewDate(year, time.Month(month), day)
}

// notADate quotes the beginning of a text that may be hostile.
func notADate(s string) error {
	const most = 24
	if len(s) > most {
		return fmt.Errorf("%w: %+q…", ErrDate, s[:most])
	}
	return fmt.Errorf("%w: %+q", ErrDate, s)
}

func digits(s string) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, true
}

// MustParseDate is ParseDate for dates written in a program. It panics on an error.
func MustParseDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.n == 0 }

// Year returns the year of d, 0 for the zero Date.
func (d Date) Year() int {
	if d.IsZero() {
		return 0
	}
	year, _, _ := d.civil()
	return year
}

// Month returns the month of d, no month for the zero Date.
func (d Date) Month() Month {
	if d.IsZero() {
		return Month{}
	}
	year, month, _ := d.civil()
	return Month{year, month}
}

// Day returns the day of the month of d, 0 for the zero Date.
func (d Date) Day() int {
	if d.IsZero() {
		return 0
	}
	_, _, day := d.civil()
	return day
}

// Weekday returns the day of the week of d. That of the zero Date means nothing.
func (d Date) Weekday() time.Weekday { return time.Weekday(d.n % 7) } // 1899-12-31 was a Sunday

// Monday returns the first day of the civil week of d, d itself on a Monday. The calendar begins on a
// Monday, so it is always there; that of the zero Date is the zero Date.
func (d Date) Monday() Date {
	if d.IsZero() {
		return d
	}
	return Date{d.n + 1 - isoWeekday(d)}
}

// ISOWeek returns the ISO 8601 year and week of d: week 1 is the one of the first
// Thursday of the year. It returns 0 and 0 for the zero Date.
func (d Date) ISOWeek() (year, week int) {
	if d.IsZero() {
		return 0, 0
	}
	thursday := Date{d.n + 4 - isoWeekday(d)}
	year, _, _ = thursday.civil()
	first := fromCivil(year, time.January, 1)
	return year, int(thursday.n-first.n)/7 + 1
}

// isoWeekday returns 1 for Monday to 7 for Sunday.
func isoWeekday(d Date) int32 { return (d.n+6)%7 + 1 }

// Compare returns −1 if d is before e, 0 if they are the same day, +1 if d is after e.
func (d Date) Compare(e Date) int { return cmp.Compare(d.n, e.n) }

// Before reports whether d is before e.
func (d Date) Before(e Date) bool { return d.n < e.n }

// After reports whether d is after e.
func (d Date) After(e Date) bool { return d.n > e.n }

// DaysSince returns the number of days from e to d, negative when d is before e.
func (d Date) DaysSince(e Date) int { return int(d.n - e.n) }

// AddDays returns the day n days after d, before it when n is negative. A result outside
// the calendar is an [ErrRange].
func (d Date) AddDays(n int) (Date, error) {
	if d.IsZero() || n < int(1-d.n) || n > int(last-d.n) {
		return Date{}, ErrRange
	}
	return Date{d.n + int32(n)}, nil
}

// AddMonths returns the same day n months later, earlier when n is negative. A day that
// the month lacks becomes its last: one month after 31 January is 28 or 29 February. A
// result outside the calendar is an [ErrRange].
func (d Date) AddMonths(n int) (Date, error) {
	if d.IsZero() {
		return Date{}, ErrRange
	}
	month, err := d.Month().Add(n)
	if err != nil {
		return Date{}, err
	}
	return fromCivil(month.year, month.month, min(d.Day(), month.Days())), nil
}

// AddYears returns the same day n years later, as [Date.AddMonths] does by twelve: one
// year after 29 February is 28 February. A result outside the calendar is an [ErrRange].
func (d Date) AddYears(n int) (Date, error) {
	if n < MinYear-MaxYear || n > MaxYear-MinYear {
		return Date{}, ErrRange
	}
	return d.AddMonths(12 * n)
}

// String returns "2026-11-22", or "" for no date.
func (d Date) String() string {
	var buf [10]byte
	return string(d.append(buf[:0]))
}

// AppendText appends the text of d to b. It never fails.
func (d Date) AppendText(b []byte) ([]byte, error) { return d.append(b), nil }

// MarshalText returns the text of d. It never fails.
func (d Date) MarshalText() ([]byte, error) { return d.append(nil), nil }

// UnmarshalText reads a date as [ParseDate] does.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

func (d Date) append(b []byte) []byte {
	if d.IsZero() {
		return b
	}
	year, month, day := d.civil()
	b = appendMonth(b, year, month)
	return append(b, '-', byte('0'+day/10), byte('0'+day%10))
}

func appendMonth(b []byte, year int, month time.Month) []byte {
	b = strconv.AppendInt(b, int64(year), 10)
	return append(b, '-', byte('0'+month/10), byte('0'+month%10))
}
