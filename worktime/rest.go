package worktime

import "github.com/bobine-film/bobine/law"

// dailyRests checks the rest before every shift but those whose rest is a weekly one by the
// caller's word, which weeklyRests checks.
func (c *checker) dailyRests() {
	for i := range c.cal.days {
		w := &c.cal.days[i]
		if !c.turnTo(w.Date) {
			return
		}
		rest, known := c.restBefore(i)
		if !known || w.Rest != nil && w.Rest.Weekly {
			continue
		}
		if v, ok := c.restLimit(c.before(i), w); ok {
			c.against(DailyRest, w.day, rest, v)
		}
	}
}

// before returns the shift before one, or nil.
func (c *checker) before(i int) *workday {
	if i == 0 {
		return nil
	}
	return &c.cal.days[i-1]
}

// restBefore returns the minutes of rest before a shift, and whether they are known.
func (c *checker) restBefore(i int) (int, bool) {
	w := &c.cal.days[i]
	switch {
	case w.Rest != nil:
		return w.Rest.Minutes, true
	case i == 0:
		return 0, false
	}
	return w.call - c.cal.days[i-1].wrap, true
}

// restLimit returns the least rest between two shifts, the first of which may be unknown: the
// shortest one that the agreement lets it be cut to, and that of minors where it is longer.
func (c *checker) restLimit(before, w *workday) (law.Value[int], bool) {
	v, ok := c.limit(dailyRest)
	if shorter, has := c.shorterRest(before, w); has {
		v, ok = shorter, true
	}
	if c.book.minor {
		if minor := c.minorRest(before, w); minor.Value > v.Value {
			v, ok = minor, true
		}
	}
	return v, ok
}

// shorterRest returns the rest that an agreement lets the usual one be cut to.
func (c *checker) shorterRest(before, w *workday) (law.Value[int], bool) {
	if before == nil {
		return c.limit(dailyRestReduced)
	}
	if v, ok := c.limit(dailyRestReduced); ok && !before.Unlodged {
		return v, true
	}
	if !c.book.has[dailyRestAfterNight] {
		return law.Value[int]{}, false
	}
	// 3097, title III, 4.1: night work followed by a call in the morning, then a day whose span was
	// above the usual one.
	if isMorningAfter(before, w) && c.nightMinutes(before) > 0 {
		return c.limit(dailyRestAfterNight)
	}
	if usual, ok := c.limit(dailySpan); ok && before.wrap-before.call > usual.Value {
		return c.limit(dailyRestLongDay)
	}
	return law.Value[int]{}, false
}

// isMorningAfter reports whether a call is in the first morning after the end of a shift.
func isMorningAfter(before, w *workday) bool {
	const noon = minutesOfDay / 2
	toNoon := (minutesOfDay + noon - before.wrap%minutesOfDay - 1) % minutesOfDay
	return w.call%minutesOfDay < noon && w.call <= before.wrap+toNoon
}

// shortRests counts the reduced rests of each civil week.
func (c *checker) shortRests() {
	first := 0
	for i := range c.cal.weeks {
		week := &c.cal.weeks[i]
		if !c.turnTo(week.days[0].Date) {
			return
		}
		if most, ok := c.limit(shortRests); ok {
			c.against(ShortRests, week.monday, c.shortRestsIn(first, first+len(week.days)), most)
		}
		first += len(week.days)
	}
}

// shortRestsIn counts the rests before some shifts that are under the usual one, but not under
// the reduced one: those are breaches of their own.
func (c *checker) shortRestsIn(from, to int) int {
	usual, _ := c.limit(dailyRest)
	reduced, _ := c.limit(dailyRestReduced)
	n := 0
	for i := from; i < to; i++ {
		rest, known := c.restBefore(i)
		if known && rest < usual.Value && rest >= reduced.Value {
			n++
		}
	}
	return n
}

// weeklyRests checks that every civil week with work holds a weekly rest (Cass. soc. 13 November
// 2025, 24-10.733: the week is the civil one), of which 24 hours lie in the week while the rest may
// go on into the next one or have begun in the last. Nothing is known before the first shift and
// after the last: that is rest.
//
// Complexity O(n) in the shifts and weeks.
func (c *checker) weeklyRests() {
	gaps := c.gaps()
	from := 0
	for i := range c.cal.weeks {
		week := &c.cal.weeks[i]
		if !c.turnTo(week.days[0].Date) {
			return
		}
		civilWeek := stretch{week.monday * minutesOfDay, (week.monday + daysOfWeek) * minutesOfDay}
		for from < len(gaps) && gaps[from].to <= civilWeek.from {
			from++
		}
		if v, ok := c.weeklyRestLimit(week.last(), week); ok {
			c.against(WeeklyRest, week.monday, c.longestRest(gaps[from:], civilWeek, c.lateWrap(week)), v)
		}
	}
	c.givenWeeklyRests()
}

// endless is longer than any record, for the rest before the first and after the last shift.
const endless = 1 << 29

// gaps returns the rests between what is busy, in order, and those before and after it.
func (c *checker) gaps() []stretch {
	gaps := make([]stretch, 0, len(c.cal.busy)+1)
	end := -endless
	for _, b := range c.cal.busy {
		if b.from > end {
			gaps = append(gaps, stretch{end, b.from})
		}
		end = max(end, b.to)
	}
	gaps = append(gaps, stretch{end, endless})
	c.cutGiven(gaps)
	return gaps
}

// cutGiven shortens the rests whose length the caller gives: somebody worked elsewhere at their
// beginning.
func (c *checker) cutGiven(gaps []stretch) {
	next := 0
	for i := range c.cal.days {
		w := &c.cal.days[i]
		if w.Rest == nil {
			continue
		}
		for next < len(gaps) && gaps[next].to < w.call {
			next++
		}
		if gaps[next].to == w.call {
			gaps[next].from = max(gaps[next].from, w.call-w.Rest.Minutes)
		}
	}
}

// lateWrap returns the minute at which a week of shooting of 3097 ends past midnight of its last
// day: article 26 has its rest follow it, though the new week has begun or soon does. 0 is none.
func (c *checker) lateWrap(week *week) int {
	last := week.last()
	if c.rec.Agreement == Cinema && week.onSet() && last.Wrap > minutesOfDay {
		return last.wrap
	}
	return 0
}

// longestRest returns the longest rest that is one of the week, by the part of it inside or as
// the one after a late wrap, or where there is none the longest part.
func (c *checker) longestRest(gaps []stretch, civilWeek stretch, lateWrap int) int {
	inside, _ := c.limit(weeklyRestInside)
	longest, part := 0, 0
	for _, gap := range gaps {
		isLate := lateWrap > 0 && gap.from == lateWrap
		if gap.from >= civilWeek.to && !isLate {
			break
		}
		within := gap.within(civilWeek)
		part = max(part, within)
		if within >= inside.Value || isLate {
			longest = max(longest, gap.to-gap.from)
		}
	}
	if longest > 0 {
		return longest
	}
	return part
}

// weeklyRestLimit returns the least rest of a week, of which the caller of a single rest knows
// nothing but the shift after it.
func (c *checker) weeklyRestLimit(w *workday, week *week) (law.Value[int], bool) {
	v, ok := c.limit(weeklyRest)
	if c.isShortWeek(w, week) {
		v, ok = c.limit(weeklyRestSet)
	} else if late, has := c.limit(weeklyRestLate); has && week != nil && w.Setting.onSet() && w.Wrap > minutesOfDay {
		v, ok = late, true
	}
	if c.book.minor && c.holds(MinorRest, dateOf(w.day-weekday(w.day))) {
		if minor, has := c.limit(minorWeeklyRest); has && minor.Value > v.Value {
			v, ok = minor, true
		}
	}
	return v, ok
}

// isShortWeek reports whether the agreement cuts the rest of 48 hours of a week.
func (c *checker) isShortWeek(w *workday, week *week) bool {
	switch c.rec.Agreement {
	case Cinema: // art. 26
		return w.Setting.onSet() && (w.Place != Paris || week != nil && week.fullWeek)
	case CinemaArtists, CinemaExtras: // 4.2.1, 4.2.2
		return week != nil && (week.fullWeek || week.longestRun() < 5)
	case Animation: // art. 3.4
		return week != nil && week.fullWeek
	}
	return false
}

// longestRun returns the most days of work in a row in the week.
func (w *week) longestRun() int {
	longest, run := 0, 0
	for i := range w.days {
		if i > 0 && w.days[i].day != w.days[i-1].day+1 {
			run = 0
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// givenWeeklyRests checks the weekly rests that the caller gives.
func (c *checker) givenWeeklyRests() {
	for i := range c.cal.days {
		w := &c.cal.days[i]
		if w.Rest == nil || !w.Rest.Weekly {
			continue
		}
		if !c.turnTo(w.Date) {
			return
		}
		if v, ok := c.weeklyRestLimit(w, nil); ok {
			c.against(WeeklyRest, w.day, w.Rest.Minutes, v)
		}
	}
}
