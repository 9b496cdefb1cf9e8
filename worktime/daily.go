package worktime

import (
	"iter"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
)

// days checks every rule of one day.
func (c *checker) days() {
	night := nightCount{c: c}
	for i := range c.cal.days {
		w := &c.cal.days[i]
		if !c.turnTo(w.Date) {
			return
		}
		worker := night.isWorker(w)
		c.dailyHours(w, worker)
		c.dailySpan(w)
		c.workBreak(w)
		if w.Setting == Studio {
			c.closedStudio(i)
		}
		if c.book.minor {
			c.minorDay(i)
		}
	}
}

func (c *checker) dailyHours(w *workday, nightWorker bool) {
	if v, ok := c.dailyLimit(w, nightWorker); ok {
		c.against(DailyHours, w.day, w.work, v)
	}
}

// dailyLimit returns the most work of a day: that of its setting, less for who works nights and
// for minors.
func (c *checker) dailyLimit(w *workday, isNightWorker bool) (law.Value[int], bool) {
	v, ok := c.limit(dailyHours)
	if onSet, has := c.limit(dailyHoursSet); has && w.Setting.onSet() {
		v, ok = onSet, true
	}
	if w.Exceptional {
		if longer, has := c.limit(dailyHoursExceptional); has {
			v, ok = longer, true
		}
	}
	least := func(other law.Value[int], has bool) {
		if has && (!ok || other.Value < v.Value) {
			v, ok = other, true
		}
	}
	if isNightWorker {
		least(c.limit(dailyHoursNightWorker))
	}
	if c.book.minor {
		least(c.limit(minorDailyHours))
		c.childDay(w.Date, least)
	}
	return v, ok
}

// dailySpan checks the time from call to wrap. The journeys of the date are part of it in 3097
// (art. 47), whose article 27 adds up durations: what lies between a journey and the call is not
// among them.
func (c *checker) dailySpan(w *workday) {
	if v, ok := c.spanLimit(w); ok {
		c.against(DailySpan, w.day, c.span(w), v)
	}
}

func (c *checker) span(w *workday) int {
	span := w.wrap - w.call
	if c.book.has[travelRest] {
		span += w.travel
	}
	return span
}

func (c *checker) spanLimit(w *workday) (law.Value[int], bool) {
	if w.Exceptional {
		if v, ok := c.limit(dailySpanExceptional); ok {
			return v, true
		}
	}
	return c.limit(dailySpan)
}

// workBreak checks how long an adult works before the first pause that is long enough (L3121-16:
// once the work of the day reaches six hours), and a minor at any time (L3162-3). Work that stops
// at the limit itself keeps it.
func (c *checker) workBreak(w *workday) {
	length, _ := c.limit(breakLength)
	if continuous, ok := c.limit(breakContinuousDay); ok && w.ContinuousDay && w.Setting.onSet() {
		length = continuous
	}
	if v, ok := c.limit(workBeforeBreak); ok {
		c.against(WorkBreak, w.day, w.longestWork(length.Value, true), v)
	}
	if !c.book.minor {
		return
	}
	length, _ = c.limit(minorBreak)
	v, _ := c.limit(minorWorkBeforeBreak)
	if model, ok := c.modelLimit("model/work-before-break", w.Date); ok {
		// Any interruption ends what R7124-27, 29 and 30 call work without a break.
		c.against(WorkBreak, w.day, w.longestWork(1, false), model)
		return
	}
	c.against(WorkBreak, w.day, w.longestWork(length.Value, false), v)
}

// longestWork returns the most work between two breaks of a least length, or what comes before
// the first of them.
func (w *workday) longestWork(length int, first bool) int {
	longest, run, end := 0, 0, 0
	for i, piece := range w.pieces {
		if i > 0 && piece.from-end >= length {
			if first {
				return run
			}
			run = 0
		}
		run += piece.to - piece.from
		longest, end = max(longest, run), piece.to
	}
	return longest
}

// closedStudio checks that nobody works in a studio on a Sunday or a public holiday. Minutes
// count on their own date, those of a night with those of the shift after it.
func (c *checker) closedStudio(i int) {
	v, ok := c.limit(studioSunday)
	holiday, _ := c.limit(studioHoliday)
	if !ok {
		return
	}
	inStudio := func(w *workday) bool { return w.Setting == Studio }
	for day, minutes := range c.dates(i, inStudio) {
		if weekday(day) == sunday {
			c.against(StudioSunday, day, minutes, v)
		}
		if c.isHoliday(day) {
			c.against(StudioHoliday, day, minutes, holiday)
		}
	}
}

// dates gives the dates that a shift is the last of its kind to touch, with the minutes of work on
// each: its own and those of the shift before it. No third one touches a date, for a shift lasts 24
// hours at most and each has a date of its own.
func (c *checker) dates(i int, counts func(*workday) bool) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		w := &c.cal.days[i]
		for day := w.day; day*minutesOfDay < w.wrap; day++ {
			today := dayStretch(day)
			if i+1 < len(c.cal.days) && c.cal.days[i+1].day == day && counts(&c.cal.days[i+1]) {
				return
			}
			minutes := w.within(today)
			if before := c.before(i); before != nil && counts(before) {
				minutes += before.within(today)
			}
			if minutes > 0 && !yield(day, minutes) {
				return
			}
		}
	}
}

func (c *checker) isHoliday(day int) bool {
	_, ok := civil.HolidayOn(dateOf(day), c.rec.Territory)
	return ok
}

// travels checks the rest between a journey and the work of the same day (3097, art. 47).
func (c *checker) travels() {
	next := 0
	for _, t := range c.rec.Travels {
		arrival := minute(t.Date, t.To)
		for next < len(c.cal.days) && c.cal.days[next].call < arrival {
			next++
		}
		if next == len(c.cal.days) {
			return
		}
		w := &c.cal.days[next]
		if w.Date != t.Date {
			continue
		}
		if !c.turnTo(w.Date) {
			return
		}
		if v, ok := c.limit(travelRest); ok {
			c.against(TravelRest, w.day, w.call-arrival, v)
		}
	}
}
