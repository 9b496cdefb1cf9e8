package payroll

import (
	"time"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/worktime"
)

// Days of the week by number from the Monday.
const (
	saturday = 5
	sunday   = 6
)

// datesOfWeek are those on which a minute of a week may fall: its seven days and the Monday that a
// Sunday's work runs into.
const datesOfWeek = daysOfWeek + 1

// shift is a worked day, in minutes from the midnight that begins the week.
type shift struct {
	call, wrap int
	// start and end are call and wrap without the transport that is no work.
	start, end int
	// mealAt and mealEnd are the break, equal when there is none.
	mealAt, mealEnd int
	// rest is the time since the last wrap, where restKnown.
	rest      int
	restKnown bool
	// first says that no day with a call comes before it, sixth that it is the sixth day of art. 39.
	first, sixth bool
}

// worked returns the minutes of work.
func (s *shift) worked() int { return s.end - s.start - (s.mealEnd - s.mealAt) }

// stretches returns the parts of the day that are work, in order.
func (s *shift) stretches() [2][2]int {
	if s.mealEnd == s.mealAt {
		return [2][2]int{{s.start, s.end}}
	}
	return [2][2]int{{s.start, s.mealAt}, {s.mealEnd, s.end}}
}

// span returns call and wrap of a day of the week with a call. A wrap at or before the call is on
// the next day.
func (d *WorkingDay) span(day int) (call, wrap int) {
	call = day*minutesOfDay + int(*d.Call)
	wrap = day*minutesOfDay + int(*d.Wrap)
	if wrap <= call {
		wrap += minutesOfDay
	}
	return call, wrap
}

// shift returns a day of the week with a call as minutes. In cinema the first two hours of
// transport are no work (art. 26, 32): half at the start, the odd minute too, half at the
// end.
func (d *WorkingDay) shift(day int, w *WorkingWeek, r *WageRules) shift {
	s := shift{}
	s.call, s.wrap = d.span(day)
	s.start, s.end = s.call, s.wrap
	if w.Agreement == Cinema && r != nil {
		unpaid := min(d.Transport, r.cinema.transport.minutes())
		s.start += (unpaid + 1) / 2
		s.end -= unpaid / 2
	}
	if d.MealAt != nil {
		s.mealAt = day*minutesOfDay + int(*d.MealAt)
		if s.mealAt < s.call {
			s.mealAt += minutesOfDay
		}
	} else {
		s.mealAt = s.call + (s.wrap-s.call-d.Meal)/2
	}
	s.mealEnd = s.mealAt + d.Meal
	return s
}

// sixthDay returns the index of the day that is the sixth of the week in the Paris region
// (art. 39): the sixth that is listed, if it is worked. It returns -1 where there is none.
func (w *WorkingWeek) sixthDay() int {
	if w.Agreement != Cinema || w.Term != ByTheWeek || !w.isShot() || !w.Paris {
		return -1
	}
	listed := 0
	for i := range w.Days {
		if !w.Days[i].isListed() {
			continue
		}
		if listed++; listed == mostDays && w.Days[i].hasCall() {
			return i
		}
	}
	return -1
}

// isShot reports whether the week is one of shooting, in a studio or not.
func (w *WorkingWeek) isShot() bool {
	return w.Setting == worktime.Shoot || w.Setting == worktime.Studio
}

// weekHolidays are the codes of the public holidays of a week and of the Monday after it.
type weekHolidays [datesOfWeek]string

// holidaysOf returns the public holidays of the week of a Monday. Where two fall on one day it is
// the one of a fixed date, whose premium is never the lower.
func holidaysOf(monday civil.Date, t civil.Territory) (codes weekHolidays) {
	year := monday.Year()
	last := year
	if monday.Month().Month() == time.December && monday.Day() > 31-daysOfWeek {
		last++
	}
	for ; year <= last; year++ {
		holidays, err := civil.Holidays(year, t)
		if err != nil {
			return codes // the year after the calendar's last
		}
		for _, h := range holidays {
			day := h.Date.DaysSince(monday)
			if day >= 0 && day < datesOfWeek && codes[day] == "" {
				codes[day] = h.Code
			}
		}
	}
	return codes
}
