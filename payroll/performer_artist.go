package payroll

import (
	"github.com/bobine-film/bobine/money"
)

// payPerformer pays a performer in a feature or a short film (sous-titre I, accord du 9 juillet
// 2014).
func (c *performerComputation) payPerformer() {
	c.payBase()
	isShort := c.e.Grid == ShortFilm
	hour := c.artistHour(isShort)
	c.pay.BaseHour = hour
	c.layOut(c.rule("day").minutes(), func(d *PerformerDay) int { return d.MakeUp })
	worked := c.sumHours()
	c.payPieces(hour)
	c.payRights(isShort)
	for i := range c.shifts {
		c.studioLimits(&c.shifts[i], c.figure("feature/sunday/rate").refs)
	}
	switch {
	case isShort:
		c.payShort(hour)
	case c.isFree(c.rule("tier/free"), true):
		for i := range c.shifts {
			c.spans(&c.shifts[i], c.filmNight, 0)
			c.filmLimits(i, "feature")
		}
	default:
		c.payFeature(hour, worked)
	}
}

// artistHour returns the base hour of the grid: its own in feature films, an eighth of what the
// day pays for its hours in short films (accord, art. 2).
func (c *performerComputation) artistHour(isShort bool) UnitPrice {
	if isShort {
		base, _ := c.lowest("day-base")
		return perHour(base, c.divisor("day").minutes())
	}
	return hourPrice(c.figure(c.e.minimumKey("hour")), perMinute)
}

// payPieces pays the works that are not paid for their hours.
func (c *performerComputation) payPieces(hour UnitPrice) {
	for i := range c.e.Days {
		d := &c.e.Days[i]
		switch d.work() {
		case CastRehearsal:
			price, refs := c.rehearsal(d)
			c.addPieces(codeRehearsal, 1, price, refs)
			c.checkSmic(price, refs, d)
		case CastPostSync:
			c.payPostSync(d)
		case CastTravel:
			c.payTravelHours(d, hour)
		}
	}
}

// payPostSync pays half of the day's pay a half-day, at least the share of the minimum day that
// the grid of feature films has (art. 3.4).
func (c *performerComputation) payPostSync(d *PerformerDay) {
	half := c.figure("feature/post-sync")
	if c.e.Grid == FeatureFilm {
		least := c.rule("post-sync/least")
		if c.day.Cents()*half.n < c.dayMinimum.Cents()*least.n {
			c.addShares(codePostSync, d.parts(), least, c.dayMinimum)
			return
		}
	}
	c.addShares(codePostSync, d.parts(), half, c.day)
}

// payFeature pays the supplements and the overtime of a feature film. Supplements are on twice
// the base hour up to twice the minimum pay, on the base hour above (art. 3.1).
func (c *performerComputation) payFeature(hour UnitPrice, worked int) {
	multiple := c.rule("tier/multiple").n
	if compareTimes(c.pay.Pay, c.minimum, c.rule("tier/double")) > 0 {
		multiple = perMinute
	}
	price := hourPrice(c.figure(c.e.minimumKey("hour")), multiple)
	p := &filmSupplements{
		hour: hour, price: price, multiple: multiple,
		night: c.rule("night/rate"), nightBeyond: c.rule("night/rate-beyond"), sunday: c.rule("sunday/rate"),
		holiday: c.rule("holiday/rate"), labourDay: c.rule("labour-day/rate"), cap: c.rule("cap").n,
	}
	included := c.rule("make-up/included").minutes()
	for i := range c.shifts {
		s := &c.shifts[i]
		c.payWhen(s, p)
		c.filmLimits(i, "feature")
		c.paySixthDay(s, hour)
		c.payShortRest(s, hour, "feature")
		if s.MakeUp > included {
			makeUp := c.figure(c.e.minimumKey("make-up"))
			c.addMinutes(codeMakeUp, &wageFigure{n: perMinute, refs: makeUp.refs}, hourPrice(makeUp, perMinute), s.MakeUp-included)
		}
	}
	paid := len(c.shifts) * c.rule("day").minutes()
	if c.e.Term == ByTheWeek {
		paid = c.e.Weeks * c.rule(c.e.weekUnit()).minutes()
	}
	c.payOvertime(worked-paid, c.rule("overtime/rate"), hour)
}

// paySixthDay pays the supplement of the sixth day of work of a civil week in Île-de-France (art.
// 4.2.1.2), which the agreement on short films leaves as it is.
func (c *performerComputation) paySixthDay(s *castShift, hour UnitPrice) {
	if c.e.Paris && s.sixthOfWeek {
		c.addMinutes(codeCastSixth, c.figure("feature/sixth-day/rate"), hour, s.minutes)
	}
}

// payShortRest pays the hours that the rest before a day lacks.
func (c *performerComputation) payShortRest(s *castShift, hour UnitPrice, grid string) {
	if !s.restKnown {
		return
	}
	if missing := c.figure(grid+"/rest").minutes() - s.rest; missing > 0 {
		c.addMinutes(codeCastRest, c.figure(grid+"/short-rest/rate"), hour, missing)
	}
}

// payOvertime pays hours that the cachets do not pay: the hour, and its supplement.
func (c *performerComputation) payOvertime(minutes int, rate *wageFigure, hour UnitPrice) {
	if minutes <= 0 {
		return
	}
	c.addMinutes(codeExtraHours, c.rule("overtime/hour"), hour, minutes)
	c.addMinutes(codeOvertime, rate, hour, minutes)
}

// payShort pays the supplements of a short film, a tenth of the base hour each, two tenths
// together, and the hours beyond those of each day (accord, art. 2).
func (c *performerComputation) payShort(hour UnitPrice) {
	night := c.rule("night/rate")
	p := &filmSupplements{
		hour: hour, price: hour, multiple: perMinute, night: night, nightBeyond: night, sunday: c.rule("sunday/rate"),
		holiday: c.rule("holiday/rate"), labourDay: c.rule("labour-day/rate"), cap: c.rule("cap").n,
		overtime: c.rule("overtime/rate"), from: c.rule("day").minutes(),
	}
	for i := range c.shifts {
		s := &c.shifts[i]
		c.payWhen(s, p)
		c.filmLimits(i, "feature")
		c.paySixthDay(s, hour)
		if beyond := s.minutes - p.from; beyond > 0 {
			c.addMinutes(codeExtraHours, c.rule("overtime/hour"), hour, beyond)
		}
	}
}

// payRights tells the part of the minimum of the cachets that is for the exploitation of the
// performance: a share of it, without the make-up in feature films (annexe III.1.A; accord,
// annexe).
func (c *performerComputation) payRights(isShort bool) {
	cachets, unit := int64(c.pay.Cachets), int64(c.pay.Cachets)
	if c.e.Term == ByTheWeek {
		unit = int64(c.e.Weeks)
	}
	thousandths := c.minimum.Cents() * 10 * unit
	if !isShort {
		thousandths -= c.figure(c.e.minimumKey("make-up")).n * cachets
	}
	if thousandths > 0 {
		c.pay.Rights = money.FromCents(int64(roundDiv(uint64(thousandths), uint64(c.rule("rights").n), 10*perMinute)))
	}
}
