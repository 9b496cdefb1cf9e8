package payroll

import (
	"cmp"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/worktime"
)

// Breach is a limit of working time, of rest or of pay that a week is beyond. It changes nothing in
// the wage.
type Breach struct {
	// Rule names the limit: minimum, or one of package worktime: daily-hours, daily-rest, daily-span,
	// studio-holiday, studio-sunday, weekly-hours or weekly-rest.
	Rule string `json:"rule"`
	// Date is the day that is beyond it, the Monday for what a week is.
	Date civil.Date `json:"date"`
	// Measured and Allowed are hours with at most four decimals, "12.5", or for the rule minimum
	// euros, "1150.00".
	Measured string   `json:"measured"`
	Allowed  string   `json:"allowed"`
	Refs     law.Refs `json:"refs"`
}

// breaches tells the limits that the week is beyond, by date, then rule.
func (c *wageComputation) breaches() {
	if pay := c.wage.WeeklyPay; pay.Compare(c.grid) < 0 {
		c.breach(Breach{Rule: "minimum", Date: c.w.Date, Measured: pay.String(), Allowed: c.grid.String(), Refs: c.minimumRefs})
	}
	c.against(worktime.WeeklyHours, c.w.Date, int(c.wage.Time.Worked.n/perMinute))
	for i := range c.days {
		c.dayBreaches(&c.shifts[i])
	}
	if c.w.Setting == worktime.Studio {
		c.studioBreaches()
	}
	slices.SortFunc(c.wage.Breaches, func(a, b Breach) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Rule, b.Rule))
	})
}

func (c *wageComputation) breach(b Breach) { c.wage.Breaches = append(c.wage.Breaches, b) }

// against tells minutes that are beyond the limit of a rule of working time, where there is one.
func (c *wageComputation) against(rule worktime.Rule, date civil.Date, minutes int) {
	b, beyond := c.limits.Breach(rule, date, minutes)
	if !beyond {
		return
	}
	c.noteAll(b.Notices)
	c.breach(Breach{
		Rule: string(rule), Date: date, Measured: Minutes(b.Measured).String(), Allowed: Minutes(b.Allowed).String(), Refs: b.Refs,
	})
}

// dayBreaches tells the limits that a day is beyond.
func (c *wageComputation) dayBreaches(s *shift) {
	date, err := c.w.Date.AddDays(s.call / minutesOfDay)
	if err != nil {
		return // after the last day of the calendar, which no day of a week is
	}
	c.against(worktime.DailyHours, date, s.worked())
	c.against(worktime.DailySpan, date, s.wrap-s.call)
	switch {
	case !s.restKnown:
	case s.first && c.w.Term == ByTheWeek:
		c.against(worktime.WeeklyRest, date, s.rest)
	default:
		c.against(worktime.DailyRest, date, s.rest)
	}
}

// studioBreaches tells the work in a studio on each Sunday and public holiday (art. 41, 42), by
// calendar date.
func (c *wageComputation) studioBreaches() {
	var worked [datesOfWeek]int
	for i := range c.days {
		for _, stretch := range c.shifts[i].stretches() {
			for minute := stretch[0]; minute < stretch[1]; {
				date := minute / minutesOfDay
				end := min(stretch[1], (date+1)*minutesOfDay)
				worked[date] += end - minute
				minute = end
			}
		}
	}
	for i, minutes := range worked {
		date, err := c.w.Date.AddDays(i)
		if err != nil || minutes == 0 {
			continue
		}
		if i == sunday {
			c.against(worktime.StudioSunday, date, minutes)
		}
		if c.holidays[i] != "" {
			c.against(worktime.StudioHoliday, date, minutes)
		}
	}
}
