package payroll

import (
	"strconv"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// payExtra pays an extra in a film (acteur de complément, sous-titre II).
func (c *performerComputation) payExtra() {
	c.payBase()
	if c.e.OutsideArea {
		c.note(law.Notice{
			Code: "outside-area", Key: "extra",
			Message: "annexe III.2 holds in and around the towns that it names; elsewhere pay and indemnities are those of the contract, and the indemnities shown are those of the annexe",
		})
	}
	hour := c.extraHour()
	c.pay.BaseHour = hour
	unpaid := c.rule("make-up/unpaid").minutes()
	c.layOut(c.rule("day").minutes(), func(d *PerformerDay) int { return min(d.MakeUp, unpaid) })
	c.sumHours()
	c.payExtraPieces()
	c.paySupplements(c.extraSupplement)
	capped := c.rule("cap").n
	if c.e.Term == ByTheDay {
		// 200 % of the base hour, raised by the supplement of a short contract (art. 3.1.4).
		capped = capped * (perMinute + c.rule("short/rate").n) / perMinute
	}
	p := &filmSupplements{
		hour: hour, price: hour, multiple: perMinute,
		night: c.rule("night/rate"), nightBeyond: c.rule("night/rate-beyond"), sunday: c.rule("sunday/rate"),
		holiday: c.rule("holiday/rate"), labourDay: c.rule("labour-day/rate"), cap: capped, exclusive: true,
	}
	for i := range c.shifts {
		s := &c.shifts[i]
		c.payWhen(s, p)
		c.filmLimits(i, "extra")
		c.studioLimits(s, p.sunday.refs)
		c.payShortRest(s, hour, "extra")
		if s.MakeUp > 0 {
			makeUp := c.rule("make-up")
			c.addPieces(codeMakeUp, 1, money.FromCents(makeUp.n), makeUp.refs)
		}
	}
	if c.e.Term == ByTheDay {
		c.payDailyOvertime(hour)
		c.consecutiveDays()
		return
	}
	c.payWeeklyOvertime(hour)
}

// consecutiveDays tells more days in a row than a daily engagement may have (art. 2.2.1).
func (c *performerComputation) consecutiveDays() {
	most := c.rule("days")
	row := 0
	for i := range c.shifts {
		s := &c.shifts[i]
		if i > 0 && s.Date.DaysSince(c.shifts[i-1].Date) == 1 {
			row++
		} else {
			row = 1
		}
		if int64(row) == most.n+1 {
			c.breach("consecutive-days", *s.PerformerDay, strconv.Itoa(row), strconv.FormatInt(most.n, 10), most.refs)
		}
	}
}

// extraHour returns the base hour: the pay over the hours that it pays, each with its supplement,
// rounded to the cent as the grid does, and at least the minimum wage. A pay whose hour is below
// the minimum wage gives a notice.
func (c *performerComputation) extraHour() UnitPrice {
	var paid int64 // ten-thousandths of a minute
	if c.e.Term == ByTheDay {
		paid = int64(c.divisor("day").minutes()) * (perMinute + c.rule("short/rate").n)
	} else {
		hours, legal := int64(c.divisor(c.e.weekUnit()).minutes()), int64(c.rule("legal-week").minutes())
		paid = legal*perMinute + max(hours-legal, 0)*(perMinute+c.rule("week/rate").n)
	}
	hour := int64(roundDiv(uint64(c.pay.Pay.Cents()), 60*perMinute, uint64(paid)))
	smic, refs := c.smic()
	if hour < smic.Cents() {
		c.underSmic(money.FromCents(hour), smic, refs, "the base hour")
		hour = smic.Cents()
	}
	return hourly(money.FromCents(hour), 60)
}

// smic returns the minimum wage of an hour, 0.00 before 2024, when it was below every hour of the
// grid.
func (c *performerComputation) smic() (money.Amount, law.Refs) {
	v, err := c.table.At("smic", c.pay.Date)
	if err != nil {
		return money.Amount{}, law.Refs{}
	}
	f, err := readPerformerFigure(v)
	if err != nil {
		return money.Amount{}, law.Refs{}
	}
	c.note(f.notice)
	return money.FromCents(f.n), f.refs
}

// underSmic tells a minimum of the grid that has fallen under the minimum wage.
func (c *performerComputation) underSmic(hour, smic money.Amount, refs law.Refs, what string) {
	c.note(law.Notice{
		Code: "under-minimum-wage", Key: "smic", Refs: refs,
		Message: what + " is " + hour.String() + ", under the minimum wage of " + smic.String() + " an hour; the pay has to reach it",
	})
}

// checkSmic tells a rehearsal whose hours are paid less than the minimum wage.
func (c *performerComputation) checkSmic(price money.Amount, refs law.Refs, d *PerformerDay) {
	service := "feature/rehearsal/hours"
	switch {
	case c.e.Grid == FilmExtra:
		service = "extra/rehearsal/hours"
	case c.e.Function != filmActor:
		service = "feature/rehearsal/hours-stage"
	}
	minutes := int64(c.figure(service).minutes() * d.parts())
	smic, smicRefs := c.smic()
	if minutes > 0 && price.Cents()*60 < smic.Cents()*minutes {
		hour := money.FromCents(price.Cents() * 60 / minutes)
		c.underSmic(hour, smic, refs.Join(smicRefs), "an hour of rehearsal")
	}
}

// payExtraPieces pays the works that are not paid for their hours.
func (c *performerComputation) payExtraPieces() {
	for i := range c.e.Days {
		d := &c.e.Days[i]
		switch d.work() {
		case CastRehearsal:
			price, refs := c.rehearsal(d)
			c.addPieces(codeRehearsal, 1, price, refs)
			c.checkSmic(price, refs, d)
		case CastCancelled:
			_, refs := c.lowest("day")
			c.addPieces(codeCancelled, 1, c.dayMinimum, refs)
		case CastTravel:
			c.payExtraTravel(d)
		}
	}
}

// payExtraTravel pays a journey by its length: once up to six hours, above them for each 24 hours
// (annexe III.2.B.5).
func (c *performerComputation) payExtraTravel(d *PerformerDay) {
	band := ""
	switch {
	case d.Travel > c.rule("travel/2/from").minutes():
		band = "travel/2"
	case d.Travel > c.rule("travel/1/from").minutes():
		band = "travel/1"
	default:
		return
	}
	price := c.rule(band)
	c.addPieces(codeCastTravel, 1, money.FromCents(price.n), price.refs)
}

// extraSupplement returns the price of a supplement.
func (c *performerComputation) extraSupplement(code performerCode) (money.Amount, law.Refs) {
	f := c.figure("supplement/extra/" + performerCodes[code].Code)
	if code == codeDanceRehearsal {
		return shareOf(c.dayMinimum, f), f.refs
	}
	return money.FromCents(f.n), f.refs
}

// payDailyOvertime pays the hours beyond eight of each day, with the supplements of the day or,
// in a civil week of more than 35 hours, with that of the week in their place (art. 4.4.1).
func (c *performerComputation) payDailyOvertime(hour UnitPrice) {
	worked := map[civil.Date]int{}
	for i := range c.shifts {
		worked[c.shifts[i].week] += c.shifts[i].minutes
	}
	bands := [...]struct{ from, rate *wageFigure }{
		{c.rule("overtime/1/from"), c.rule("overtime/1/rate")},
		{c.rule("overtime/2/from"), c.rule("overtime/2/rate")},
	}
	from, rate := c.rule("overtime/week/from"), c.rule("overtime/week/rate")
	var last civil.Date
	for i := range c.shifts {
		s := &c.shifts[i]
		weekly := worked[s.week] > from.minutes()
		if weekly && s.week != last {
			c.addMinutes(codeOvertime, rate, hour, worked[s.week]-from.minutes())
		}
		last = s.week
		beyond := s.minutes - bands[0].from.minutes()
		if beyond <= 0 {
			continue
		}
		c.addMinutes(codeExtraHours, c.rule("overtime/hour"), hour, beyond)
		if weekly {
			continue
		}
		high := max(s.minutes-bands[1].from.minutes(), 0)
		c.addMinutes(codeOvertime, bands[0].rate, hour, beyond-high)
		c.addMinutes(codeOvertime, bands[1].rate, hour, high)
	}
}

// payWeeklyOvertime pays the hours beyond those of each week of the engagement, and the supplement
// of the sixth day in Île-de-France in place of that of the week: but once, unless its rest cannot
// be taken (art. 4.2.1.2, 4.4.2).
func (c *performerComputation) payWeeklyOvertime(hour UnitPrice) {
	total, ordinary := make([]int, c.e.Weeks), make([]int, c.e.Weeks)
	first := c.e.firstCachet()
	free := true
	for i := range c.shifts {
		s := &c.shifts[i]
		week := s.Date.DaysSince(first) / daysOfWeek
		total[week] += s.minutes
		if c.e.Paris && s.sixthOfWeek {
			owed := !free || s.Unrecovered
			free = false
			if owed {
				c.addMinutes(codeCastSixth, c.rule("sixth-day/rate"), hour, s.minutes)
				continue
			}
		}
		ordinary[week] += s.minutes
	}
	paid, beyond := c.rule(c.e.weekUnit()).minutes(), c.rule("overtime/weekly/beyond/from").minutes()
	for week := range total {
		if extra := total[week] - paid; extra > 0 {
			c.addMinutes(codeExtraHours, c.rule("overtime/hour"), hour, extra)
		}
		over := max(ordinary[week]-paid, 0)
		high := min(max(ordinary[week]-beyond, 0), over)
		c.addMinutes(codeOvertime, c.rule("overtime/weekly/rate"), hour, over-high)
		c.addMinutes(codeOvertime, c.rule("overtime/weekly/beyond/rate"), hour, high)
	}
}
