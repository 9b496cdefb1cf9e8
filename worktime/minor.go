package worktime

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
)

// Ages in years at which the rules of minors change.
const (
	majority = 18
	child    = 16
)

// isUnder reports whether the person has not reached an age on a day.
func (c *checker) isUnder(years int, on civil.Date) bool {
	if c.rec.BirthDate.IsZero() {
		return false
	}
	birthday, err := c.rec.BirthDate.AddYears(years)
	return err != nil || on.Before(birthday)
}

// inHolidays reports whether a day is one of the school holidays of the child.
func (c *checker) inHolidays(on civil.Date) bool {
	for _, p := range c.rec.SchoolHolidays {
		if p.Contains(on) {
			return true
		}
	}
	return false
}

// childDay gives the limits of the work of a child on a day: that of its agreement, those of
// models or what the commission allowed, and where nobody says, what commissions usually allow.
func (c *checker) childDay(on civil.Date, least func(law.Value[int], bool)) {
	if !c.isUnder(child, on) {
		return
	}
	least(c.limit(dailyHoursChild))
	switch {
	case c.rec.Activity == Model:
		least(c.modelLimit("model/daily-hours", on))
	case c.rec.Permit != nil && c.rec.Permit.DailyMinutes > 0:
		permit, ok := c.limit(childPermit)
		permit.Key, permit.Unit, permit.Value, permit.Status = "permit", "minutes", c.rec.Permit.DailyMinutes, law.SetByCaller
		least(permit, ok)
	default:
		least(c.ageLimit("performer/daily-hours", on))
	}
}

// modelLimit returns a limit of child models, and whether the person is one.
func (c *checker) modelLimit(key string, on civil.Date) (law.Value[int], bool) {
	if c.rec.Activity != Model || !c.isUnder(child, on) {
		return law.Value[int]{}, false
	}
	return c.ageLimit(key, on)
}

// ageLimit returns a limit of the table of children for the age of the person on a day.
func (c *checker) ageLimit(key string, on civil.Date) (law.Value[int], bool) {
	bands, err := c.ages.At(key, on)
	if err != nil {
		c.err = err
		return law.Value[int]{}, false
	}
	band := bands.Value[0]
	for _, b := range bands.Value[1:] {
		from, err := c.rec.BirthDate.AddMonths(b.Months)
		if err != nil || on.Before(from) {
			break
		}
		band = b
	}
	v := law.Value[int]{Key: key, Unit: bands.Unit, From: bands.From, To: bands.To, Value: band.Term, Status: bands.Status,
		Refs: bands.Refs, Note: bands.Note}
	if c.inHolidays(on) {
		v.Value = band.Holidays
	}
	if notice, ok := v.Notice(); ok {
		c.note(notice)
	}
	return v, true
}

// minorDay checks what minors may not do at all: nights (L3163-2), public holidays (L3164-6)
// and, for child models in school term, Sundays (R7124-29).
func (c *checker) minorDay(i int) {
	w := &c.cal.days[i]
	if v, ok := c.limit(minorNight); ok {
		c.against(MinorNight, w.day, c.minorNightMinutes(w), v)
	}
	holiday, _ := c.limit(minorHoliday)
	modelSunday, _ := c.limit(minorSunday)
	for day, minutes := range c.dates(i, func(*workday) bool { return true }) {
		on := dateOf(day)
		if c.isHoliday(day) && !c.holds(MinorHolidayWork, on) {
			c.against(MinorHoliday, day, minutes, holiday)
		}
		if c.isModelInTerm(on) && weekday(day) == sunday {
			c.against(MinorSunday, day, minutes, modelSunday)
		}
	}
}

// isModelInTerm reports whether R7124-29 holds: a model from six to sixteen, in school term.
func (c *checker) isModelInTerm(on civil.Date) bool {
	return c.rec.Activity == Model && c.isUnder(child, on) && !c.isUnder(6, on) && !c.inHolidays(on)
}

// minorNightMinutes returns the work of a minor in the hours of night.
func (c *checker) minorNightMinutes(w *workday) int {
	n := 0
	for day := w.day; day*minutesOfDay < w.wrap; day++ {
		from, to := c.minorNight(w.Date)
		start := day * minutesOfDay
		n += w.within(stretch{start, start + to}) + w.within(stretch{start + from, start + minutesOfDay})
	}
	return n
}

// minorNight returns when a minor has to stop and may begin, in minutes after midnight, on the
// date of a shift. A derogation lets the evening go on until midnight and changes nothing after it
// (R3163-4, R7124-30-1).
func (c *checker) minorNight(on civil.Date) (from, to int) {
	begins, _ := c.limit(minorNightFrom)
	if c.isUnder(child, on) {
		begins, _ = c.limit(minorNightFromChild)
	}
	if c.holds(MinorEvening, on) {
		begins, _ = c.limit(minorNightAuthorised)
	}
	ends, _ := c.limit(minorNightTo)
	return begins.Value, ends.Value
}

// minorRest returns the least rest of a minor before a shift (L3164-1).
func (c *checker) minorRest(before, w *workday) law.Value[int] {
	n := minorDailyRest
	if c.isUnder(child, w.Date) {
		n = minorDailyRestChild
	}
	if before != nil && c.holds(MinorEvening, before.Date) {
		n = minorDailyRestNight
	}
	v, _ := c.limit(n)
	return v
}

// minorWeeks checks the two days off in a row of minors (L3164-2), which belong to the week of the
// first of them.
func (c *checker) minorWeeks() {
	for i := range c.cal.weeks {
		week := &c.cal.weeks[i]
		if !c.turnTo(week.days[0].Date) {
			return
		}
		if !c.book.minor || c.holds(MinorRest, dateOf(week.monday)) {
			continue
		}
		if v, ok := c.limit(minorRestDays); ok {
			c.against(MinorRestDays, week.monday, c.longestOff(week.monday, v.Value), v)
		}
	}
}

// longestOff returns the most days off in a row, up to a number, that begin in a week.
func (c *checker) longestOff(first, enough int) int {
	longest := 0
	for day := first; day < first+daysOfWeek && longest < enough; day++ {
		run := 0
		for run < enough && !c.cal.touches(day+run) {
			run++
		}
		longest = max(longest, run)
	}
	return longest
}

// childPermit checks that a child has its authorisation (L7124-1).
func (c *checker) childPermit() {
	if len(c.cal.days) == 0 || c.rec.Permit != nil || !c.isUnder(child, c.cal.days[0].Date) {
		return
	}
	first := &c.cal.days[0]
	if !c.turnTo(first.Date) {
		return
	}
	if v, ok := c.limit(childPermit); ok {
		c.against(ChildPermit, first.day, 0, v)
	}
}
