package payroll

import (
	"cmp"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
)

// Breach is a limit of working time, of rest or of pay that a week is beyond. It changes nothing in
// the wage.
type Breach struct {
	// Rule names the limit: daily-hours, daily-rest, daily-span, minimum, studio-holiday,
	// studio-sunday, weekly-hours or weekly-rest.
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
	weekly := c.h.limits.weekly
	if c.w.Agreement == Cinema && c.w.isShot() {
		weekly = c.r.cinema.limitWeeklyShoot
	}
	c.above("weekly-hours", c.w.Date, int(c.wage.Time.Worked.n/perMinute), weekly)
	for i := range c.days {
		c.dayBreaches(&c.shifts[i])
	}
	if c.w.Agreement == Cinema && c.w.Setting == Studio {
		c.studioBreaches()
	}
	slices.SortFunc(c.wage.Breaches, func(a, b Breach) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Rule, b.Rule))
	})
}

func (c *wageComputation) breach(b Breach) { c.wage.Breaches = append(c.wage.Breaches, b) }

// above tells minutes that are more than a limit, below minutes that are less.
func (c *wageComputation) above(rule string, date civil.Date, minutes int, limit *wageFigure) {
	if minutes > limit.minutes() {
		c.beyond(rule, date, minutes, limit)
	}
}

func (c *wageComputation) below(rule string, date civil.Date, minutes int, limit *wageFigure) {
	if minutes < limit.minutes() {
		c.beyond(rule, date, minutes, limit)
	}
}

func (c *wageComputation) beyond(rule string, date civil.Date, minutes int, limit *wageFigure) {
	c.note(limit.notice)
	c.breach(Breach{
		Rule: rule, Date: date, Measured: Minutes(minutes).String(), Allowed: Minutes(limit.minutes()).String(), Refs: limit.refs,
	})
}

// dayBreaches tells the limits that a day is beyond.
func (c *wageComputation) dayBreaches(s *shift) {
	date, err := c.w.Date.AddDays(s.call / minutesOfDay)
	if err != nil {
		return // after the last day of the calendar, which no day of a week is
	}
	limit := c.h.limits.daily
	if c.w.Agreement == Cinema && !c.w.isShot() {
		limit = c.r.cinema.limitDailyPrep
	}
	c.above("daily-hours", date, s.worked(), limit)
	if c.w.Agreement == Cinema {
		c.above("daily-span", date, s.wrap-s.call, c.r.cinema.limitSpan)
	}
	if !s.restKnown {
		return
	}
	rest, rule := c.restRequired(s), "daily-rest"
	if s.first && c.w.Term == ByTheWeek {
		rule = "weekly-rest"
	}
	if c.w.Agreement == Audiovisual {
		rest = c.r.audiovisual.limitRestDaily
		if rule == "weekly-rest" {
			rest = c.r.audiovisual.limitRestWeekly
		}
	}
	c.below(rule, date, s.rest, rest)
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
			c.above("studio-sunday", date, minutes, c.r.cinema.limitStudio)
		}
		if c.holidays[i] != "" {
			c.above("studio-holiday", date, minutes, c.r.cinema.limitStudio)
		}
	}
}
