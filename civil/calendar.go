package civil

import (
	"fmt"
	"slices"
	"time"
)

// Calendar tells working days from days off. The zero value works every day. A Calendar
// is immutable and may be shared.
type Calendar struct {
	weekend [7]bool
	off     []Date // sorted, without those of the weekend
}

// NewCalendar returns the calendar in which the days of the weekend and the dates of off
// are not worked. A weekend of all seven days, a weekend of what is no day of the week, and
// a zero Date among off are each an [ErrDate].
//
// French law counts jours ouvrables with a weekend of Sunday, jours ouvrés with one of
// Saturday and Sunday.
func NewCalendar(weekend []time.Weekday, off []Date) (Calendar, error) {
	var c Calendar
	for _, day := range weekend {
		if day < time.Sunday || day > time.Saturday {
			return Calendar{}, fmt.Errorf("%w: %v is not a day of the week", ErrDate, day)
		}
		c.weekend[day] = true
	}
	if !slices.Contains(c.weekend[:], false) {
		return Calendar{}, fmt.Errorf("%w: a calendar needs a day that can be worked", ErrDate)
	}
	for _, d := range off {
		if d.IsZero() {
			return Calendar{}, fmt.Errorf("%w: a day off has no date", ErrDate)
		}
		if !c.weekend[d.Weekday()] {
			c.off = append(c.off, d)
		}
	}
	slices.SortFunc(c.off, Date.Compare)
	c.off = slices.Compact(c.off)
	return c, nil
}

// FrenchCalendar returns the calendar of a territory over the years of a period, with
// the given weekend and its public holidays off. Beyond those years only the weekend is
// off. An invalid period is an [ErrPeriod].
func FrenchCalendar(t Territory, years Period, weekend ...time.Weekday) (Calendar, error) {
	if !years.IsValid() {
		return Calendar{}, fmt.Errorf("%w: %v", ErrPeriod, years)
	}
	var off []Date
	for year := years.From.Year(); year <= years.To.Year(); year++ {
		holidays, err := Holidays(year, t)
		if err != nil {
			return Calendar{}, err
		}
		for _, h := range holidays {
			off = append(off, h.Date)
		}
	}
	return NewCalendar(weekend, off)
}

// IsWorking reports whether d is a working day. The zero Date is none.
func (c Calendar) IsWorking(d Date) bool {
	if d.IsZero() || c.weekend[d.Weekday()] {
		return false
	}
	_, isOff := slices.BinarySearchFunc(c.off, d, Date.Compare)
	return !isOff
}

// Count returns the number of working days of p, 0 when p is not valid.
//
// Complexity O(log n) in the number of days off.
func (c Calendar) Count(p Period) int {
	if !p.IsValid() {
		return 0
	}
	days := p.Days()
	weekends := 0
	for _, off := range c.weekend {
		if off {
			weekends++
		}
	}
	count := days / 7 * (7 - weekends)
	for n := p.To.n - int32(days%7) + 1; n <= p.To.n; n++ {
		if !c.weekend[Date{n}.Weekday()] {
			count++
		}
	}
	from, _ := slices.BinarySearchFunc(c.off, p.From, Date.Compare)
	to, _ := slices.BinarySearchFunc(c.off, Date{p.To.n + 1}, Date.Compare)
	return count - (to - from)
}

// Add returns the n-th working day after d, or before it when n is negative; d itself
// does not count. With n = 0 it returns d when that is a working day, else the next one.
// A result outside the calendar is an [ErrRange].
//
// Complexity O(n).
func (c Calendar) Add(d Date, n int) (Date, error) {
	if d.IsZero() {
		return Date{}, ErrRange
	}
	if n == 0 && c.IsWorking(d) {
		return d, nil
	}
	step := 1
	if n < 0 {
		step, n = -1, -max(n, -last)
	}
	for left := max(1, n); left > 0; {
		next, err := d.AddDays(step)
		if err != nil {
			return Date{}, err
		}
		if d = next; c.IsWorking(d) {
			left--
		}
	}
	return d, nil
}
