package payroll

import (
	"slices"

	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// wageEntry is a line of hours before it is priced.
type wageEntry struct {
	code  wageCode
	rate  *wageFigure
	refs  law.Refs
	hours int64 // ten-thousandths of a minute
}

// wageComputation is a week being computed.
type wageComputation struct {
	w       *WorkingWeek
	r       *WageRules
	h       *hoursRules
	limits  *weekLimits
	minimum Minimum
	// minimumRefs are where it was read.
	minimumRefs law.Refs
	// grid is the weekly minimum in the week's regime, machiniste that of the function whose base hour
	// transport and travel are paid at, at most.
	grid, machiniste money.Amount
	holidays         weekHolidays
	nights           [datesOfWeek]nightWindow
	dayBands         []wageBand
	shifts           [daysOfWeek]shift
	days             int // number of shifts
	entries          []wageEntry
	overCap          int64 // ten-thousandths of a minute
	baseHours        *wageFigure
	wage             Wage
	told             []WageStretch // nil where no timeline is asked for
}

// The most lines that a wage has.
const mostWageLines = 26

// wage computes a valid week.
func (r *WageRules) wage(w *WorkingWeek) (Wage, error) {
	c := wageComputation{w: w, r: r}
	if err := c.compute(); err != nil {
		return Wage{}, err
	}
	return c.wage, nil
}

func (c *wageComputation) compute() error {
	w, r := c.w, c.r
	c.h, c.baseHours = &r.cinema.hoursRules, r.cinema.baseHour
	if w.Agreement == Audiovisual {
		c.h, c.baseHours = &r.audiovisual.hoursRules, r.audiovisual.baseHour
		if w.Term == ByTheDay {
			c.baseHours = r.audiovisual.baseHourDaily
		}
	}
	c.limits = r.limits[w.stage()]
	c.wage = Wage{ID: w.ID, Date: w.Date, Breaches: []Breach{}, Notices: []law.Notice{}}
	c.entries = make([]wageEntry, 0, mostWageLines)
	if err := c.lookUp(); err != nil {
		return err
	}
	c.plan()
	if w.Term == ByTheDay {
		c.payDays()
	} else {
		c.payWeek()
	}
	c.payAside()
	if err := c.close(); err != nil {
		return err
	}
	c.breaches()
	return nil
}

// note puts the notice of a figure in the wage, once.
func (c *wageComputation) note(n law.Notice) {
	if n.Code == "" || slices.ContainsFunc(c.wage.Notices, func(m law.Notice) bool { return m.Key == n.Key && m.Code == n.Code }) {
		return
	}
	c.wage.Notices = append(c.wage.Notices, n)
}

func (c *wageComputation) noteAll(notices []law.Notice) {
	for _, n := range notices {
		c.note(n)
	}
}

// The function whose base hour caps transport and travel (art. 32, 47).
const machiniste = "Machiniste de prise de vues cinéma"

// lookUp finds the minima of the week.
func (c *wageComputation) lookUp() error {
	row, found := c.r.grids.named(c.w.function())
	if !found {
		return &FieldError{Path: "job", Value: c.w.Job, Err: ErrUnknownFunction}
	}
	v, unsure, err := c.r.minimum(row, c.w.Genre, c.w.Date)
	if err != nil {
		return err
	}
	if n, stale := c.r.table.Stale(c.w.Date); stale {
		c.note(n)
	}
	if n, stale := c.limits.Stale(c.w.Date); stale {
		c.note(n)
	}
	c.note(unsure)
	c.minimum, c.minimumRefs = v.Value, v.Refs
	c.grid = c.regimePay(v.Value.Weekly)
	if c.w.Genre == Fiction && v.Value.NotForHeavyFiction {
		c.note(law.Notice{
			Code: "function-restricted", Key: v.Key, Refs: v.Refs,
			Message: "fiction of large budget (fiction lourde) may not use this function, note 24 of the grid",
		})
	}
	c.wage.WeeklyPay = c.grid
	if c.w.WeeklyPay != nil {
		c.wage.WeeklyPay = *c.w.WeeklyPay
	}
	if c.w.Agreement == Cinema {
		row, found := c.r.grids.named(Function{Agreement: Cinema, Job: machiniste})
		if !found {
			return ErrUnknownFunction // a test says that it is there
		}
		v, _, err := c.r.minimum(row, "", c.w.Date)
		if err != nil {
			return err
		}
		c.machiniste = c.regimePay(v.Value.Weekly)
	}
	return nil
}

// regimePay returns a weekly minimum under the annexe of the week.
func (c *wageComputation) regimePay(weekly money.Amount) money.Amount {
	if c.w.Regime != AnnexeIII {
		return weekly
	}
	c.note(c.r.cinema.floor.notice)
	c.note(c.r.cinema.share.notice)
	return c.r.cinema.paidUnderAnnexeIII(weekly)
}

// paidUnderAnnexeIII returns what annexe III pays of a weekly minimum: all up to the floor and a
// share above it, rounded to the cent (annexe III art. 3).
func (r *cinemaRules) paidUnderAnnexeIII(weekly money.Amount) money.Amount {
	above := weekly.Cents() - r.floor.n
	if above <= 0 {
		return weekly
	}
	return money.FromCents(r.floor.n + int64(roundDiv(uint64(above), uint64(r.share.n), perMinute)))
}

// plan lays out the days and the calendar of the week.
func (c *wageComputation) plan() {
	c.holidays = holidaysOf(c.w.Date, c.w.Territory)
	for i := range c.nights {
		c.nights[i] = noNight
		if date, err := c.w.Date.AddDays(i); err == nil {
			c.nights[i] = c.nightOn(date)
		}
	}
	switch {
	case c.w.Term == ByTheDay && c.w.Agreement == Cinema:
		c.dayBands = c.short().bands
	case c.w.Term == ByTheDay:
		c.dayBands = c.r.audiovisual.daily
	case c.w.Agreement == Cinema && c.w.isShot():
		c.dayBands = c.r.cinema.shootingDay
	}
	sixth := c.w.sixthDay()
	t := &c.wage.Time
	for i := range c.w.Days {
		d := &c.w.Days[i]
		if !d.hasCall() {
			continue
		}
		s := d.shift(d.Date.DaysSince(c.w.Date), c.w, c.r)
		s.first, s.sixth = c.days == 0, i == sixth
		switch {
		case d.RestBefore != nil:
			s.rest, s.restKnown = *d.RestBefore, true
		case !s.first:
			s.rest, s.restKnown = s.call-c.shifts[c.days-1].wrap, true
		}
		c.shifts[c.days] = s
		c.days++
		t.Presence.n += int64(s.wrap-s.call) * perMinute
		t.Meals.n += int64(d.Meal) * perMinute
		t.Worked.n += int64(s.worked()) * perMinute
	}
	t.Unpaid.n = t.Presence.n - t.Meals.n - t.Worked.n
}

// restRequired returns the rest that is due before a day.
func (c *wageComputation) restRequired(s *shift) *wageFigure {
	if s.first && c.w.Term == ByTheWeek {
		return c.limits.weeklyRest
	}
	return c.limits.rest
}

// add adds hours to the line of a code and a rate.
func (c *wageComputation) add(code wageCode, rate *wageFigure, hours int64) {
	if hours == 0 || rate.n == 0 {
		return
	}
	c.note(rate.notice)
	for i := range c.entries {
		e := &c.entries[i]
		if e.code == code && e.rate.n == rate.n {
			e.hours += hours
			if e.rate != rate {
				e.refs = e.refs.Join(rate.refs)
			}
			return
		}
	}
	c.entries = append(c.entries, wageEntry{code, rate, rate.refs, hours})
}

// short returns the rules of daily engagements of the film.
func (c *wageComputation) short() *dailyRules {
	if c.w.Advertising {
		return &c.r.cinema.advertising
	}
	return &c.r.cinema.short
}

// payDays pays each day of a daily engagement for itself.
func (c *wageComputation) payDays() {
	least := c.r.audiovisual.least
	if c.w.Agreement == Cinema {
		least = c.short().least
	}
	for i := range c.days {
		s := &c.shifts[i]
		paid := max(s.worked(), least.minutes())
		c.add(codeBase, c.h.base, int64(paid)*perMinute)
		if c.w.Agreement == Cinema {
			r := c.short()
			regular := min(paid, r.bands[0].from.minutes())
			c.add(codeShortContract, r.rate, int64(regular)*perMinute)
			c.add(codeShortContract, r.overtimeRate, int64(paid-regular)*perMinute)
			c.note(r.overtimeRate.noticeOf(paid > regular))
		}
		c.sweep(s, 0)
	}
	c.wage.Hours = c.wage.Time.Worked
}

// noticeOf returns the notice of a figure when it is used, also as a rate of 0.
func (f *wageFigure) noticeOf(used bool) law.Notice {
	if !used {
		return law.Notice{}
	}
	return f.notice
}

// payWeek pays a weekly engagement: the hours of the week, its overtime, the sixth day and the
// guarantee.
func (c *wageComputation) payWeek() {
	days, guarantee, rate := c.guarantee()
	var worked, sixth, ordinary int
	for i := range c.days {
		s := &c.shifts[i]
		if s.sixth {
			sixth = s.worked()
			continue
		}
		worked += s.worked()
		ordinary++
	}
	// The equivalence of a day is a whole number of minutes: of five days or six, a fifth or a sixth
	// of whole hours.
	idle := c.idle(days) * 60 * ordinary / days
	taken := min(idle, worked)
	step := c.h.rounding.minutes()
	hours := (worked - taken + step - 1) / step * step
	t := &c.wage.Time
	t.Equivalence = Minutes(taken)
	t.Rounding = Minutes(hours - (worked - taken))
	c.wage.Hours = Minutes(hours + sixth)

	c.add(codeBase, c.h.base, c.wage.Hours.n)
	bands := c.weeklyBands()
	for i, b := range bands {
		c.add(b.code, b.rate, bandMinutes(bands, i, hours)*perMinute)
	}
	place := -idle
	for i := range c.days {
		place = c.sweep(&c.shifts[i], place)
	}
	off := 0
	listed := 0
	for i := range c.w.Days {
		if c.w.Days[i].HolidayOff {
			off++
		}
		if c.w.Days[i].isListed() {
			listed++
		}
	}
	c.add(codeHolidayOff, c.h.paidOff, int64(off)*c.h.off.n*perMinute)
	listed = min(listed, days)
	lacking := equivalentHours(bands, guarantee)*int64(listed)/int64(days) -
		equivalentHours(bands, hours) - int64(off)*c.h.off.n*perMinute
	if lacking > 0 {
		c.add(codeGuarantee, rate, lacking)
	}
}

// weeklyBands returns the bands of weekly overtime of the function.
func (c *wageComputation) weeklyBands() []wageBand {
	if c.w.Agreement == Audiovisual && c.minimum.HeavyPost {
		return c.r.audiovisual.weeklyHeavy
	}
	return c.h.weekly
}

// bandMinutes returns the minutes of a time that are in a band.
func bandMinutes(bands []wageBand, i, minutes int) int64 {
	if i+1 < len(bands) {
		minutes = min(minutes, bands[i+1].from.minutes())
	}
	return int64(max(minutes-bands[i].from.minutes(), 0))
}

// equivalentHours returns a time with the overtime supplements of it, in ten-thousandths of a minute.
func equivalentHours(bands []wageBand, minutes int) int64 {
	sum := int64(minutes) * perMinute
	for i, b := range bands {
		sum += bandMinutes(bands, i, minutes) * b.rate.n
	}
	return sum
}

// guarantee returns the days of a full week, the minutes that it guarantees and the rate of what
// lacks, with its references. A week of six days is one of cinema on a shoot outside the
// Paris region (art. 26).
func (c *wageComputation) guarantee() (days, minutes int, rate *wageFigure) {
	days = mostDays - 1
	if c.w.Agreement == Audiovisual {
		return days, c.h.guarantee.minutes(), c.h.guaranteed
	}
	listed := 0
	for i := range c.w.Days {
		if c.w.Days[i].isListed() {
			listed++
		}
	}
	if c.w.isShot() && !c.w.Paris && listed == mostDays {
		days = mostDays
	}
	switch {
	case c.hasEquivalence():
		_, paid := c.minimum.Equivalence.of(days)
		return days, paid * 60, c.r.cinema.guaranteedEquivalence
	case days == mostDays:
		return days, c.r.cinema.guaranteeAway.minutes(), c.r.cinema.guaranteedAway
	}
	return days, c.h.guarantee.minutes(), c.h.guaranteed
}

// hasEquivalence reports whether presence counts for less than its length (art. 30).
func (c *wageComputation) hasEquivalence() bool {
	return c.w.isShot() && c.minimum.Equivalence != nil && !c.w.NoEquivalence
}

// idle returns the hours of a full week that are presence and not paid.
func (c *wageComputation) idle(days int) int {
	if !c.hasEquivalence() {
		return 0
	}
	presence, paid := c.minimum.Equivalence.of(days)
	return presence - paid
}

// payAside pays what is no time of work: rests that were not taken and breaks, and the cap.
func (c *wageComputation) payAside() {
	if c.w.Agreement != Cinema {
		return
	}
	r := &c.r.cinema
	c.add(codeCap, r.overCap, c.overCap)
	sixth := c.w.sixthDay()
	for i := range c.w.Days {
		d := &c.w.Days[i]
		c.add(codePaidBreak, r.paidBreak, int64(d.PaidBreak)*perMinute)
		if !d.Unrecovered {
			continue
		}
		day := d.Date.DaysSince(c.w.Date)
		if day == sunday || c.holidays[day] != "" {
			c.add(codeRecovery, r.recoveredDay, r.recoveryDay.n*perMinute)
		}
		if i == sixth {
			c.add(codeRecovery, r.recoveredSixth, r.recoverySixth.n*perMinute)
		}
	}
}
