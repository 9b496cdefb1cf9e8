package payroll

import (
	"github.com/bobine-film/bobine/civil"
)

// castShift is a day paid for its hours, in minutes from the midnight that begins the engagement.
type castShift struct {
	*PerformerDay
	shift
	// known says that the day has a call; another has the hours that a cachet pays.
	known bool
	// aside is how many of the first minutes between call and wrap are no work: the make-up.
	aside int
	// minutes are those of work.
	minutes int
	// week is the civil week, sixthOfWeek whether it is the sixth day of work of it.
	week        civil.Date
	sixthOfWeek bool
	// night are the minutes of work at night.
	night int
}

// shift returns the times of a day with a call, without what is no work but the meal.
func (d *PerformerDay) shift(day int) shift {
	return d.times().shift(day, &WorkingWeek{}, nil)
}

// isWithin reports whether a month and day is in a season, which may go over the new year.
func isWithin(monthDay, first, last int64) bool {
	if first <= last {
		return first <= monthDay && monthDay <= last
	}
	return monthDay >= first || monthDay <= last
}

// castSpan is a stretch of minutes of work that have the same supplements.
type castSpan struct {
	minutes int
	// done are the minutes of work of the day before it.
	done   int
	night  bool
	beyond bool // of the night hours that have the lower supplement
	sunday bool
	// holiday is the code of the public holiday, empty on another day.
	holiday string
}

// layOut lists the days that are paid for their hours, with the calendar that they are in. A
// day without a call has normal minutes.
func (c *performerComputation) layOut(normal int, aside func(d *PerformerDay) int) {
	first := c.e.Days[0].Date
	worked := map[civil.Date]int{}
	lastWrap := -1
	for i := range c.e.Days {
		d := &c.e.Days[i]
		if !c.e.isDay(d) {
			continue
		}
		s := castShift{PerformerDay: d, minutes: normal, week: d.Date.Monday()}
		if worked[s.week]++; worked[s.week] == mostDays {
			s.sixthOfWeek = true
		}
		if d.hasCall() {
			s.known = true
			s.shift = d.shift(d.Date.DaysSince(first))
			s.aside = aside(d)
			s.minutes = s.wrap - s.call - d.Meal - s.aside
			switch {
			case d.RestBefore != nil:
				s.rest, s.restKnown = *d.RestBefore, true
			case lastWrap >= 0:
				s.rest, s.restKnown = s.call-lastWrap, true
			}
			lastWrap = s.wrap
		} else {
			c.isAssumed = true
			lastWrap = -1
		}
		c.shifts = append(c.shifts, s)
	}
}

// spans returns the work of a day in stretches of the same supplements. The night of each calendar
// date is told by window, first is how many of its minutes have the lower supplement, from is a
// time of the day's work at which a stretch ends.
//
// Complexity linear in the number of stretches, about six.
func (c *performerComputation) spans(s *castShift, window func(civil.Date) nightWindow, first int, from ...int) []castSpan {
	if !s.known {
		return []castSpan{c.spanOf(s.Date, castSpan{minutes: s.minutes})}
	}
	origin := c.e.Days[0].Date
	aside, done, nightDone, lastNight := s.aside, 0, 0, -2
	var spans []castSpan
	for _, stretch := range [...][2]int{{s.call, s.mealAt}, {s.mealEnd, s.wrap}} {
		skipped := min(aside, stretch[1]-stretch[0])
		aside -= skipped
		for minute := stretch[0] + skipped; minute < stretch[1]; {
			day, clock := minute/minutesOfDay, minute%minutesOfDay
			date, err := origin.AddDays(day)
			if err != nil {
				return spans // after the last day of the calendar
			}
			night := window(date)
			n := min(stretch[1]-minute, minutesOfDay-clock)
			n = upTo(upTo(n, night.until-clock), night.from-clock)
			for _, limit := range from {
				n = upTo(n, limit-done)
			}
			span := castSpan{done: done, night: night.has(clock)}
			if span.night {
				if of := nightOf(day, clock, night); of != lastNight {
					lastNight, nightDone = of, 0
				}
				n = upTo(n, first-nightDone)
				span.beyond = nightDone >= first
				nightDone += n
				s.night += n
			}
			span.minutes = n
			spans = append(spans, c.spanOf(date, span))
			minute += n
			done += n
		}
	}
	return spans
}

// spanOf completes a stretch with what its date is.
func (c *performerComputation) spanOf(date civil.Date, span castSpan) castSpan {
	span.sunday = int(date.Weekday()) == 0
	if c.onDate.date != date {
		holiday, _ := civil.HolidayOn(date, c.e.Territory) // the empty one on another day
		c.onDate.date, c.onDate.holiday = date, holiday.Code
	}
	span.holiday = c.onDate.holiday
	return span
}
