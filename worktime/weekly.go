package worktime

import "github.com/bobine-film/bobine/law"

// weekTotals checks the work and the days of each civil week.
func (c *checker) weekTotals() {
	for i := range c.cal.weeks {
		week := &c.cal.weeks[i]
		if !c.turnTo(week.days[0].Date) {
			return
		}
		if v, ok := c.weeklyLimit(week); ok {
			c.against(WeeklyHours, week.monday, week.work, v)
		}
		if v, ok := c.limit(weeklyDays); ok {
			c.against(WeeklyDays, week.monday, len(week.days), v)
		}
	}
}

// weeklyLimit returns the most work of a week, with the derogations that hold on its Monday.
func (c *checker) weeklyLimit(week *week) (law.Value[int], bool) {
	v, ok := c.limit(weeklyHours)
	if studio, has := c.limit(weeklyHoursStudio); has && week.last().Setting == Studio {
		v, ok = studio, true
	}
	monday := dateOf(week.monday)
	if c.holds(WeeklyFiftyFour, monday) {
		if fiction, has := c.limit(weeklyHoursFiction); has {
			v, ok = fiction, true
		}
	}
	if c.isAuthorised(week) {
		v, ok = c.limit(weeklyHoursAuthorised)
	}
	if !c.book.minor {
		return v, ok
	}
	least := func(other law.Value[int], has bool) {
		if has && (!ok || other.Value < v.Value) {
			v, ok = other, true
		}
	}
	least(c.limit(minorWeeklyHours))
	least(c.modelLimit("model/weekly-hours", week.days[0].Date))
	return v, ok
}

// isAuthorised reports whether a week may go up to 60 hours: by authorisation, in 3097 on a shoot
// (art. 24) and in 2642 in weeks of shooting of six days (VI.3.2.1).
func (c *checker) isAuthorised(week *week) bool {
	switch {
	case c.rec.Agreement == Cinema && !week.onSet(), c.rec.Agreement == Audiovisual && !(week.onSet() && week.fullWeek):
		return false
	}
	return c.holds(WeeklySixty, dateOf(week.monday))
}

// averages checks the work of twelve civil weeks in a row, those that end with a week of
// work. Weeks before the first shift count as empty: a record of somebody who worked before
// begins earlier.
//
// Complexity O(n), a sliding sum.
func (c *checker) averages() {
	total, first := 0, 0
	for i := range c.cal.weeks {
		week := &c.cal.weeks[i]
		if !c.turnTo(week.days[0].Date) {
			return
		}
		length, ok := c.limit(averageWeeks)
		v, has := c.limit(averageHours)
		if !ok || !has {
			return
		}
		total += week.work
		for c.cal.weeks[first].monday <= week.monday-length.Value*daysOfWeek {
			total -= c.cal.weeks[first].work
			first++
		}
		if allowed := v.Value * length.Value; total > allowed {
			c.breachOf(AverageHours, week.monday, total, allowed, v)
		}
	}
}

// authorisedWeeks counts the weeks in a row above the usual hours by derogation (2642, VI.3.2.1).
func (c *checker) authorisedWeeks() {
	run, last := 0, 0
	for i := range c.cal.weeks {
		week := &c.cal.weeks[i]
		if !c.turnTo(week.days[0].Date) {
			return
		}
		most, ok := c.limit(authorisedWeeks)
		usual, _ := c.limit(weeklyHours)
		if !ok || week.work <= usual.Value || !c.isAuthorised(week) {
			run = 0
			continue
		}
		if week.monday != last+daysOfWeek {
			run = 0
		}
		run, last = run+1, week.monday
		c.against(AuthorisedWeeks, week.monday, run, most)
	}
}

// consecutiveDays counts days of work in a row. One breach a run, on the first day too many.
func (c *checker) consecutiveDays() {
	for from := 0; from < len(c.cal.days); {
		to := from + 1
		for to < len(c.cal.days) && c.cal.days[to].day == c.cal.days[to-1].day+1 {
			to++
		}
		if !c.turnTo(c.cal.days[from].Date) {
			return
		}
		if v, ok := c.limit(consecutiveDays); ok && to-from > v.Value {
			if extra := &c.cal.days[from+v.Value]; !c.holds(MoreDays, extra.Date) {
				c.breach(ConsecutiveDays, extra.day, to-from, v)
			}
		}
		from = to
	}
}

// sixDayWeeks counts weeks of six days in a row. One breach a run, on the Monday of the first
// week too many.
func (c *checker) sixDayWeeks() {
	run, last, told := 0, 0, -1 // told is the place of the breach of the run
	for i := range c.cal.weeks {
		week := &c.cal.weeks[i]
		if !c.turnTo(week.days[0].Date) {
			return
		}
		v, ok := c.sixDayLimit(week)
		if !ok || !week.fullWeek {
			run = 0
			continue
		}
		if run == 0 || week.monday != last+daysOfWeek {
			run, told = 0, -1
		}
		run, last = run+1, week.monday
		switch {
		case told >= 0:
			c.out.Breaches[told].Measured = run
		case run > v.Value:
			told = len(c.out.Breaches)
			c.breach(SixDayWeeks, week.monday, run, v)
		}
	}
}

// sixDayLimit returns how many weeks of six days may follow one another, where weeks like this
// one count: in 3097 weeks of shooting, those of the title III outside the Paris region.
func (c *checker) sixDayLimit(week *week) (law.Value[int], bool) {
	switch c.rec.Agreement {
	case Cinema:
		if !week.onSet() {
			return law.Value[int]{}, false
		}
	case CinemaArtists, CinemaExtras:
		if !week.onSet() || week.last().Place == Paris {
			return law.Value[int]{}, false
		}
		if week.last().Place == Abroad {
			return c.limit(sixDayWeeksAbroad)
		}
	}
	return c.limit(sixDayWeeks)
}

// recoveries checks the days off that a sixth day in the Paris region (3097, art. 26 and 39)
// and a Sunday (art. 41) are owed in the week after, when that week is worked.
func (c *checker) recoveries() {
	for i := range c.cal.weeks {
		week := &c.cal.weeks[i]
		if !c.turnTo(week.days[0].Date) {
			return
		}
		next := week.monday + daysOfWeek
		if c.cal.weekAt(next) == nil {
			continue
		}
		last := week.last()
		if v, ok := c.limit(sixthDayRecovery); ok && week.onSet() && week.fullWeek && last.Place == Paris {
			c.against(SixthDayRecovery, week.days[5].day, c.daysOff(next+monday, next+friday), v)
		}
		if v, ok := c.limit(sundayRecovery); ok && weekday(last.day) == sunday {
			c.against(SundayRecovery, last.day, c.sundayOff(last, next), v)
		}
	}
}

// daysOff counts those days on which nobody works.
func (c *checker) daysOff(days ...int) int {
	n := 0
	for _, day := range days {
		if !c.cal.touches(day) {
			n++
		}
	}
	return n
}

// sundayOff counts the days off that can make up for a Sunday: Monday, Friday, away from the Paris
// region Saturday too, but no public holiday.
func (c *checker) sundayOff(w *workday, next int) int {
	days := []int{next + monday, next + friday}
	if w.Place != Paris {
		days = append(days, next+friday+1)
	}
	n := 0
	for _, day := range days {
		if !c.isHoliday(day) {
			n += c.daysOff(day)
		}
	}
	return n
}
