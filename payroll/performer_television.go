package payroll

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// payTelevision pays a performer in a television programme (IDCC 1734). The base hour is a ninth of
// the day's pay (lexique).
func (c *performerComputation) payTelevision() {
	c.televisionBase()
	divisor := c.divisor("base-hour").minutes()
	hour := perHour(c.day, divisor)
	if c.e.Term == ByTheWeek {
		hour = perHour(c.pay.Pay, divisor*int(c.divisor("week/days").n))
	}
	c.pay.BaseHour = hour
	normal := c.televisionDay()
	c.layOut(normal.minutes(), func(*PerformerDay) int { return 0 })
	c.sumHours()
	free := c.isFree(c.rule("free"), false)
	for i := range c.e.Days {
		c.televisionPiece(&c.e.Days[i], free)
	}
	for i := range c.shifts {
		s := &c.shifts[i]
		c.televisionNight(s, hour)
		c.televisionHoliday(s)
		c.televisionLimits(s)
		if !free {
			c.televisionTransport(s)
		}
	}
	if free {
		return
	}
	c.paySupplements(c.televisionSupplement)
	if c.e.Term == ByTheDay {
		c.televisionDaily(hour, normal)
	} else {
		c.televisionWeekly(hour, normal)
	}
}

// televisionDay returns the hours that a day pays: nine with the make-up, six of dance.
func (c *performerComputation) televisionDay() *wageFigure {
	if c.e.Function == danceSoloist || c.e.Function == corpsDeBallet {
		return c.rule("day/dance")
	}
	return c.rule("day")
}

// televisionBase pays the days or the weeks. A week is at least five minimum days, less a share
// that grows with the weeks (art. 5.1).
func (c *performerComputation) televisionBase() {
	least, refs := c.lowest("day")
	c.dayMinimum = least
	minimum := least
	switch {
	case c.e.Term == ByTheWeek:
		share := c.rule("week/share")
		if int64(c.e.Weeks) > c.rule("week/long/above").n {
			share = c.rule("week/long/share")
		}
		days := c.divisor("week/days").n
		minimum = money.FromCents(int64(roundDiv(uint64(least.Cents()*days), uint64(share.n), perMinute)))
		refs = refs.Join(share.refs)
	case c.e.Function == dramaticArtist && c.e.cachetDays() == 1:
		minimum, refs = c.lowest("single-day")
	}
	c.agreed(minimum, refs)
	c.minimum, c.day = minimum, c.pay.Pay
	if c.e.Term == ByTheWeek {
		c.pay.Cachets = c.e.Weeks * c.e.WeekDays
		c.day = money.FromCents(int64(roundDiv(uint64(c.pay.Pay.Cents()), 1, uint64(c.divisor("week/days").n))))
		c.addPieces(codeWeek, c.e.Weeks, c.pay.Pay, refs)
		return
	}
	for i := range c.e.Days {
		if d := &c.e.Days[i]; c.e.isDay(d) {
			c.pay.Cachets++
			price, dayRefs := c.televisionPrice(d, refs)
			c.addPieces(codeCachet, 1, price, dayRefs)
		}
	}
}

// televisionPrice returns the pay of a day: the agreed one, at least the minimum that a paying
// public raises (art. 5.11) and that a day four weeks from the next multiplies, and raised itself
// on a day of overrun (art. 5.1).
func (c *performerComputation) televisionPrice(d *PerformerDay, refs law.Refs) (money.Amount, law.Refs) {
	price := c.pay.Pay
	if d.PayingPublic {
		audience := c.rule("audience/rate")
		price = money.Max(price, shareOf(c.minimum, plusOne(audience)))
		refs = refs.Join(audience.refs)
	}
	if d.Isolated {
		isolated := c.rule("isolated")
		price = money.Max(price, shareOf(c.dayMinimum, isolated))
		refs = refs.Join(isolated.refs)
	}
	if d.Overrun {
		overrun := c.rule("overrun/rate")
		price = shareOf(price, plusOne(overrun))
		refs = refs.Join(overrun.refs)
	}
	return price, refs
}

// plusOne returns the share of a whole and a raise.
func plusOne(raise *wageFigure) *wageFigure {
	return &wageFigure{n: perMinute + raise.n, refs: raise.refs}
}

// televisionPiece pays a work that is not paid for its hours.
func (c *performerComputation) televisionPiece(d *PerformerDay, free bool) {
	switch d.work() {
	case CastRehearsal:
		if !c.e.isDay(d) {
			price, refs := c.rehearsal(d)
			c.addPieces(codeRehearsal, 1, price, refs)
		}
	case CastPostSync:
		c.addShares(codePostSync, d.parts(), c.rule("post-sync"), c.day)
	case CastReading:
		c.addShares(codeReading, 1, c.rule("reading"), c.day)
	case CastSession:
		price, refs := c.lowest("session")
		c.addPieces(codeSession, 1, price, refs)
	case CastReport, CastNews:
		price, code := c.rule("report"), codeReport
		if d.work() == CastNews {
			price, code = c.rule("news"), codeNews
		}
		c.addPieces(code, 1, money.FromCents(price.n), price.refs)
	case CastFitting:
		if !free {
			c.addShares(codeFitting, 1, c.rule("fitting"), c.dayMinimum)
		}
	case CastTravel:
		c.televisionTravel(d, free)
	}
}

// televisionTravel pays half of the minimum day for a journey of two to four hours and all of
// it from four (art. 5.5.4.3).
func (c *performerComputation) televisionTravel(d *PerformerDay, free bool) {
	if free {
		return
	}
	switch {
	case d.Travel >= c.rule("travel/2/from").minutes():
		c.addShares(codeCastTravel, 1, c.rule("travel/2/share"), c.dayMinimum)
	case d.Travel > c.rule("travel/1/from").minutes():
		c.addShares(codeCastTravel, 1, c.rule("travel/1/share"), c.dayMinimum)
	}
}

// televisionWindow returns the night of a date: that of fiction in drama, from midnight to seven in
// other programmes (art. 5.8.1).
func (c *performerComputation) televisionWindow(date civil.Date) nightWindow {
	monthDay := int64(date.Month().Month())*100 + int64(date.Day())
	season := "night/"
	switch {
	case c.e.Function != dramaticArtist:
	case isWithin(monthDay, c.rule("night/winter/first").n, c.rule("night/winter/last").n):
		season = "night/winter/"
	default:
		season = "night/fiction/"
	}
	return nightWindow{c.rule(season + "until").minutes(), c.rule(season + "from").minutes()}
}

// televisionNight pays the hours at night once more, by half-hours begun, at no more than five
// times a ninth of the minimum day; from six hours it is the day's pay once more (art. 5.8.2).
func (c *performerComputation) televisionNight(s *castShift, hour UnitPrice) {
	c.spans(s, c.televisionWindow, 0)
	if s.Live || s.night == 0 {
		return
	}
	double := c.rule("night/double")
	if s.night >= double.minutes() {
		c.addShares(codeNightDouble, 1, &wageFigure{n: perMinute, refs: double.refs}, c.day)
		return
	}
	most := perHour(shareOf(c.dayMinimum, c.rule("night/most")), c.divisor("base-hour").minutes())
	if compareHours(hour, most) > 0 {
		hour = most
	}
	c.addMinutes(codeCastNight, c.rule("night/rate"), hour, begun(s.night, c.rule("night/fraction").minutes()))
}

// compareHours compares two prices of an hour.
func compareHours(a, b UnitPrice) int { return a.Rat().Cmp(b.Rat()) }

// begun returns minutes rounded up to a whole number of fractions.
func begun(minutes, fraction int) int {
	if fraction <= 0 {
		return minutes
	}
	return (minutes + fraction - 1) / fraction * fraction
}

// televisionHoliday pays the day's pay once more on a public holiday, but on Whit Monday, which is
// the solidarity day (art. 5.9).
func (c *performerComputation) televisionHoliday(s *castShift) {
	holiday, found := civil.HolidayOn(s.Date, civil.Metropole)
	if !found || holiday.Code == civil.WhitMonday || s.Live {
		return
	}
	c.addShares(codeCastHoliday, 1, c.rule("holiday/rate"), c.day)
}

// televisionTransport pays the transport above an hour a day at a ninth of the minimum day, by
// half-hours begun (art. 5.5.1).
func (c *performerComputation) televisionTransport(s *castShift) {
	unpaid := c.rule("transport/unpaid")
	if beyond := s.Transport - unpaid.minutes(); beyond > 0 {
		c.addMinutes(codeCastTransport, &wageFigure{n: perMinute, refs: unpaid.refs},
			perHour(c.dayMinimum, c.divisor("base-hour").minutes()), begun(beyond, c.rule("transport/fraction").minutes()))
	}
}

// televisionSupplement returns the price of a costume of one's own, by whether the engagement is for
// a single day (annexe II, VII).
func (c *performerComputation) televisionSupplement(code performerCode) (money.Amount, law.Refs) {
	key := "supplement/television/" + performerCodes[code].Code
	if code == codeCostumeTown || code == codeCostumeEvening {
		if c.e.Term == ByTheDay && c.e.cachetDays() <= 1 {
			key += "/single"
		} else {
			key += "/several"
		}
	}
	f := c.figure(key)
	return money.FromCents(f.n), f.refs
}

// televisionOvertime pays overtime that begins at a place in the hours of the week.
func (c *performerComputation) televisionOvertime(minutes, place int, hour UnitPrice) {
	if minutes <= 0 {
		return
	}
	low := min(max(c.rule("overtime/beyond/from").minutes()-place, 0), minutes)
	c.addMinutes(codeExtraHours, c.rule("overtime/hour"), hour, minutes)
	c.addMinutes(codeOvertime, c.rule("overtime/rate"), hour, low)
	c.addMinutes(codeOvertime, c.rule("overtime/beyond/rate"), hour, minutes-low)
}

// televisionDaily pays the hours of each day beyond those of its cachet, by their place in the
// civil week (art. 5.7).
func (c *performerComputation) televisionDaily(hour UnitPrice, normal *wageFigure) {
	worked := map[civil.Date]int{}
	for i := range c.shifts {
		s := &c.shifts[i]
		c.televisionOvertime(s.minutes-normal.minutes(), worked[s.week]+normal.minutes(), hour)
		worked[s.week] += s.minutes
	}
}

// televisionWeekly pays the hours of each week of the engagement beyond those of five days, and all
// of a sixth day, which is never split, as overtime (art. 5.5.1, 5.7).
func (c *performerComputation) televisionWeekly(hour UnitPrice, normal *wageFigure) {
	type week struct{ days, worked, sixth int }
	weeks := make([]week, c.e.Weeks)
	first := c.e.firstCachet()
	for i := range c.shifts {
		s := &c.shifts[i]
		w := &weeks[s.Date.DaysSince(first)/daysOfWeek]
		if w.days++; w.days > mostDays-1 {
			w.sixth += max(s.minutes, normal.minutes())
			continue
		}
		w.worked += s.minutes
	}
	paid := normal.minutes() * int(c.divisor("week/days").n)
	for _, w := range weeks {
		beyond := max(w.worked-paid, 0) + w.sixth
		c.televisionOvertime(beyond, paid, hour)
	}
}

// televisionLimits tells the limits of time that a day is beyond (art. 5.5.2).
func (c *performerComputation) televisionLimits(s *castShift) {
	if !s.known {
		return
	}
	c.above("daily-span", s, s.wrap-s.call, c.rule("span"))
	if s.restKnown {
		c.below("daily-rest", s, s.rest, c.rule("rest"))
	}
}
