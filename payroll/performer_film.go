package payroll

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// filmSupplements are what the hours of a day in a film pay beside the cachet for when they are
// (majorations conventionnelles, art. 3.1 of both sous-titres).
type filmSupplements struct {
	// hour is the base hour, and price the one that supplements are reckoned on: a multiple of it, in
	// ten-thousandths.
	hour, price UnitPrice
	multiple    int64
	night       *wageFigure
	nightBeyond *wageFigure
	sunday      *wageFigure
	holiday     *wageFigure
	labourDay   *wageFigure
	// cap is the most that they are together on an hour, in ten-thousandths of the base hour. That
	// of 1 May is on top of it.
	cap int64
	// exclusive says that of Sunday and public holiday the better one alone is paid.
	exclusive bool
	// overtime is a supplement of the minutes beyond from that is under the cap too; nil is none.
	overtime *wageFigure
	from     int
}

// payWhen pays the supplements of the hours of a day.
func (c *performerComputation) payWhen(s *castShift, p *filmSupplements) {
	first := c.figure("film/night/first").minutes()
	for _, span := range c.spans(s, c.filmNight, first, p.from) {
		var sum int64
		pay := func(code performerCode, rate *wageFigure) {
			c.addMinutes(code, rate, p.price, span.minutes)
			sum += rate.n
		}
		if span.night {
			rate := p.night
			if span.beyond {
				rate = p.nightBeyond
			}
			pay(codeCastNight, rate)
		}
		if p.overtime != nil && span.done >= p.from {
			pay(codeOvertime, p.overtime)
		}
		c.payCalendar(p, span, pay)
		if span.holiday == civil.LabourDay {
			sum -= p.labourDay.n
		}
		if over := sum*p.multiple/perMinute - p.cap; over > 0 {
			c.add(performerEntry{
				code: codeCastCap, rate: -perMinute, price: p.hour, hours: over * int64(span.minutes), refs: c.capRefs(),
			})
		}
	}
}

// payCalendar pays the supplements of a Sunday and a public holiday.
func (c *performerComputation) payCalendar(p *filmSupplements, span castSpan, pay func(performerCode, *wageFigure)) {
	holiday := p.holiday
	if span.holiday == civil.LabourDay {
		holiday = p.labourDay
	}
	isHoliday := span.holiday != ""
	isSunday := span.sunday
	if isHoliday && isSunday && p.exclusive {
		isHoliday = holiday.n >= p.sunday.n || span.holiday == civil.LabourDay
		isSunday = !isHoliday
	}
	if isSunday {
		pay(codeCastSunday, p.sunday)
	}
	if isHoliday {
		pay(codeCastHoliday, holiday)
	}
}

// capRefs are the references of the cap.
func (c *performerComputation) capRefs() law.Refs { return c.rule("cap").refs }

// filmNight returns the night of a date, by the season of that date (art. 3.1.1 of both
// sous-titres).
func (c *performerComputation) filmNight(date civil.Date) nightWindow {
	monthDay := int64(date.Month().Month())*100 + int64(date.Day())
	from := "film/night/winter/from"
	switch {
	case isWithin(monthDay, c.figure("film/night/summer/first").n, c.figure("film/night/summer/last").n):
		from = "film/night/summer/from"
	case c.e.Studio:
		from = "film/night/winter/from-studio"
	}
	return nightWindow{c.figure("film/night/until").minutes(), c.figure(from).minutes()}
}

// filmLimits tells the limits of time that a day in a film is beyond.
func (c *performerComputation) filmLimits(i int, grid string) {
	s := &c.shifts[i]
	if !s.known {
		return
	}
	c.above("daily-hours", s, s.minutes, c.figure(grid+"/daily"))
	c.above("daily-span", s, s.wrap-s.call, c.figure(grid+"/span"))
	if s.restKnown {
		rest := c.figure(grid + "/rest")
		if i > 0 && c.shifts[i-1].night > 0 && int(*s.Call) < minutesOfDay/2 {
			rest = c.figure(grid + "/rest-after-night")
		}
		c.below("daily-rest", s, s.rest, rest)
	}
}

// studioLimits tells work in a studio on a Sunday or a public holiday, which is forbidden (art.
// 3.1.2 and 3.1.3 of both sous-titres).
func (c *performerComputation) studioLimits(s *castShift, refs law.Refs) {
	if !c.e.Studio {
		return
	}
	var sunday, holiday int
	for _, span := range c.spans(s, func(civil.Date) nightWindow { return noNight }, 0) {
		if span.sunday {
			sunday += span.minutes
		}
		if span.holiday != "" {
			holiday += span.minutes
		}
	}
	none := &wageFigure{refs: refs}
	c.above("studio-sunday", s, sunday, none)
	c.above("studio-holiday", s, holiday, none)
}

// payTravelHours pays a journey at hours of the base hour by its length (annexe III.1.B).
func (c *performerComputation) payTravelHours(d *PerformerDay, hour UnitPrice) {
	for _, band := range []string{"3", "2", "1"} {
		from := c.rule("travel/" + band + "/from")
		if d.Travel > from.minutes() || band == "1" && d.Travel == from.minutes() {
			paid := c.rule("travel/" + band + "/hours")
			c.addMinutes(codeCastTravel, &wageFigure{n: perMinute, refs: paid.refs}, hour, paid.minutes())
			return
		}
	}
}

// weekUnit is the unit of the week in the grid.
func (e *PerformerEngagement) weekUnit() string {
	if e.WeekDays == mostDays {
		return "week6"
	}
	return "week5"
}

// payBase pays the days or the weeks of an engagement in a film.
func (c *performerComputation) payBase() {
	dayMinimum, dayRefs := c.lowest("day")
	minimum, refs := dayMinimum, dayRefs
	if c.e.Term == ByTheWeek {
		minimum, refs = c.lowest(c.e.weekUnit())
	}
	c.dayMinimum = dayMinimum
	lowest := minimum
	if c.e.SeveralVersions {
		versions := c.figure("feature/versions")
		lowest, refs = shareOf(minimum, versions), refs.Join(versions.refs)
	}
	c.agreed(lowest, refs)
	c.minimum = minimum
	c.day = c.pay.Pay
	if c.e.Term == ByTheWeek {
		c.pay.Cachets = c.e.Weeks * c.e.WeekDays
		c.day = money.FromCents(int64(roundDiv(uint64(c.pay.Pay.Cents()), 1, uint64(c.e.WeekDays))))
		c.addPieces(codeWeek, c.e.Weeks, c.pay.Pay, refs)
		return
	}
	for i := range c.e.Days {
		switch c.e.Days[i].work() {
		case CastShoot:
			c.pay.Cachets++
			c.addPieces(codeCachet, 1, c.pay.Pay, refs)
		case CastRetake:
			c.pay.Cachets++
			c.addPieces(codeRetake, 1, c.pay.Pay, refs)
		}
	}
}

// sumHours adds up the hours of work.
func (c *performerComputation) sumHours() (minutes int) {
	for i := range c.shifts {
		minutes += c.shifts[i].minutes
	}
	c.pay.Hours = Minutes(minutes)
	return minutes
}

// isFree reports whether a pay is so many times its minimum that supplements are a matter of the
// contract, and tells it.
func (c *performerComputation) isFree(limit *wageFigure, orMore bool) bool {
	free := compareTimes(c.pay.Pay, c.minimum, limit)
	if free < 0 || free == 0 && !orMore {
		return false
	}
	c.note(law.Notice{
		Code: "free-contract", Key: string(c.e.Grid), Refs: limit.refs,
		Message: "the pay is so far above the minimum that the contract may set supplements and overtime itself; none are reckoned",
	})
	return true
}

// compareTimes compares an amount with a multiple of another.
func compareTimes(a, of money.Amount, multiple *wageFigure) int {
	scaled, limit := a.Cents()*perMinute, of.Cents()*multiple.n
	switch {
	case scaled < limit:
		return -1
	case scaled > limit:
		return 1
	}
	return 0
}
