package worktime

import "github.com/bobine-film/bobine/law"

// tally counts something by calendar year and tells one breach a year, on the first too many
// and with the number of the whole year.
type tally struct {
	rule  Rule
	year  int
	count int
	told  int // the place of the breach of the year, -1 when there is none
}

func (t *tally) add(c *checker, day int, most law.Value[int], lifted bool) {
	if year := dateOf(day).Year(); t.count == 0 || year != t.year {
		t.year, t.count, t.told = year, 0, -1
	}
	t.count++
	switch {
	case t.told >= 0:
		c.out.Breaches[t.told].Measured = t.count
	case t.count > most.Value && !lifted:
		t.told = len(c.out.Breaches)
		c.breach(t.rule, day, t.count, most)
	}
}

// sundays counts the Sundays of a calendar year on which there is work (2642, VI.3.2.2), also what
// goes on after midnight of a Saturday.
func (c *checker) sundays() {
	t, last := tally{rule: SundaysAYear}, -1
	for i := range c.cal.days {
		w := &c.cal.days[i]
		if !c.turnTo(w.Date) {
			return
		}
		most, ok := c.limit(sundays)
		if !ok {
			return
		}
		for day := w.day; day*minutesOfDay < w.wrap; day++ {
			if weekday(day) == sunday && day != last && w.within(dayStretch(day)) > 0 {
				t.add(c, day, most, c.holds(MoreSundays, dateOf(day)))
				last = day
			}
		}
	}
}

// sixDayWeeksAYear counts the weeks of six days of a calendar year, by their Monday (2412, art.
// 8.1).
func (c *checker) sixDayWeeksAYear() {
	t := tally{rule: SixDayWeeksAYear}
	for i := range c.cal.weeks {
		week := &c.cal.weeks[i]
		if !c.turnTo(week.days[0].Date) {
			return
		}
		if most, ok := c.limit(sixDayWeeksAYear); ok && week.fullWeek {
			t.add(c, week.monday, most, false)
		}
	}
}
