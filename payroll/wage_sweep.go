package payroll

import "github.com/bobine-film/bobine/civil"

// nightWindow is the night of a calendar date, in minutes of it: before until and not before
// from.
type nightWindow struct{ until, from int }

func (n nightWindow) has(minute int) bool { return minute < n.until || minute >= n.from }

// noNight has no minute.
var noNight = nightWindow{0, minutesOfDay}

// nightOn returns the night of a date, by the season of that date. In cinema only the nights of a shoot
// are paid (art. 40).
func (c *wageComputation) nightOn(date civil.Date) nightWindow {
	if c.w.Agreement == Cinema && !c.w.isShot() {
		return noNight
	}
	until, from := c.limits.Night(date)
	c.noteAll(until.Notices)
	c.noteAll(from.Notices)
	return nightWindow{until.Value, from.Value}
}

// walk is the place of a minute of work: in the week, in its day, in the time that counts for
// weekly overtime and in its night.
type walk struct {
	*shift
	minute int // of the week
	done   int // minutes of work of the day before it
	place  int // in the hours of the week, below zero where equivalence takes it
	// missing is how many of the first minutes of work cut the rest.
	missing int
	// night is the date whose evening begins the night of the last night minute, nightDone the
	// minutes of work in it.
	night, nightDone int
}

// sweep goes through the work of a day in stretches of minutes that have the same supplements,
// and counts them. It returns the place after the last.
//
// Complexity linear in the number of stretches, about a dozen.
func (c *wageComputation) sweep(s *shift, place int) int {
	w := walk{shift: s, place: place, night: -2}
	if s.restKnown {
		required := c.restRequired(s)
		w.missing = min(max(required.minutes()-s.rest, 0), s.worked())
		c.note(required.noticeOf(w.missing > 0))
	}
	for _, stretch := range s.stretches() {
		w.minute = stretch[0]
		for w.minute < stretch[1] {
			n := c.stretch(&w, stretch[1])
			c.count(&w, n)
			if c.nights[w.minute/minutesOfDay].has(w.minute % minutesOfDay) {
				w.nightDone += n
			}
			w.minute += n
			w.done += n
			w.place += n // of the sixth day too, after which none is worked
		}
	}
	return w.place
}

// upTo returns n, or what is left to a limit that lies ahead when that is less.
func upTo(n, left int) int {
	if left > 0 {
		return min(n, left)
	}
	return n
}

// stretch returns how many minutes before end have the supplements of the one in hand.
func (c *wageComputation) stretch(w *walk, end int) int {
	date, minute := w.minute/minutesOfDay, w.minute%minutesOfDay
	window := c.nights[date]
	n := min(end-w.minute, minutesOfDay-minute)
	n = upTo(n, window.until-minute)
	n = upTo(n, window.from-minute)
	if window.has(minute) {
		if night := nightOf(date, minute, window); night != w.night {
			w.night, w.nightDone = night, 0
		}
		if c.w.Agreement == Cinema {
			n = upTo(n, c.r.cinema.nightFirst.minutes()-w.nightDone)
		}
	}
	n = upTo(n, w.missing-w.done)
	for _, b := range c.dayBands {
		n = upTo(n, b.from.minutes()-w.done)
	}
	if c.w.Term == ByTheWeek && !w.sixth {
		for _, b := range c.weeklyBands() {
			n = upTo(n, b.from.minutes()-w.place)
		}
	}
	return n
}

// nightOf returns the date on which the night of a minute begins.
func nightOf(date, minute int, window nightWindow) int {
	if minute < window.until {
		return date - 1
	}
	return date
}

// isCapped reports whether the supplements of an hour are under the cap of art. 36.
func (c *wageComputation) isCapped() bool { return c.w.Agreement == Cinema }

// bandAt returns the band of a time, nil below the first.
func bandAt(bands []wageBand, minute int) *wageBand {
	for i := len(bands) - 1; i >= 0; i-- {
		if minute >= bands[i].from.minutes() {
			return &bands[i]
		}
	}
	return nil
}

// count adds n minutes of the same supplements to the lines, and in cinema what their sum
// exceeds the cap by.
func (c *wageComputation) count(w *walk, n int) {
	date := w.minute / minutesOfDay
	var sum int64 // of the supplements under the cap
	supplement := func(code wageCode, rate *wageFigure) {
		c.add(code, rate, int64(n)*perMinute)
		c.tell(code, rate)
		sum += rate.n
	}
	c.begin(w, n)
	if rate, code := c.asideRate(w); rate != nil {
		c.tell(code, rate)
		sum += rate.n
	}
	if b := bandAt(c.dayBands, w.done); b != nil {
		supplement(b.code, b.rate)
	}
	if rate, code := c.nightRate(w); rate != nil {
		supplement(code, rate)
	}
	if date == sunday {
		supplement(codeSunday, c.h.sunday)
	}
	if rate := c.holidayRate(date); rate != nil {
		counted := sum
		supplement(codeHoliday, rate)
		if c.holidays[date] == civil.LabourDay {
			sum = counted // double pay stays on top of the cap (CT L3133-6)
		}
	}
	if w.sixth {
		supplement(codeSixthDay, c.r.cinema.sixthDay)
	}
	if w.done < w.missing {
		supplement(codeShortRest, c.h.shortRest)
	}
	if over := sum - c.r.cinema.cap.n; c.isCapped() && over > 0 {
		c.overCap += over * int64(n)
		c.tellCap(over)
	}
}

// asideRate returns the supplement of a minute whose line is reckoned from the hours of the week or the
// paid hours of the day, not from its minutes, and its code; nil where there is none.
func (c *wageComputation) asideRate(w *walk) (*wageFigure, wageCode) {
	switch {
	case c.w.Term == ByTheDay && c.w.Agreement == Audiovisual:
		return nil, 0
	case c.w.Term == ByTheDay && w.done >= c.short().bands[0].from.minutes():
		return c.short().overtimeRate, codeShortContract
	case c.w.Term == ByTheDay:
		return c.short().rate, codeShortContract
	case w.sixth:
		return nil, 0
	}
	if b := bandAt(c.weeklyBands(), w.place); b != nil {
		return b.rate, b.code
	}
	return nil, 0
}

// nightRate returns the supplement of a minute at night and its code, nil of one by day.
func (c *wageComputation) nightRate(w *walk) (*wageFigure, wageCode) {
	date, minute := w.minute/minutesOfDay, w.minute%minutesOfDay
	if !c.nights[date].has(minute) {
		return nil, 0
	}
	if c.w.Agreement == Audiovisual {
		if c.minimum.HeavyPost {
			return c.r.audiovisual.nightHeavy, codeNight50
		}
		return c.r.audiovisual.night, codeNight25
	}
	if w.nightDone >= c.r.cinema.nightFirst.minutes() {
		return c.r.cinema.nightBeyond, codeNight100
	}
	return c.r.cinema.night, codeNight50
}

// holidayRate returns the supplement of a date that is a public holiday, nil of another and of one
// that has none.
func (c *wageComputation) holidayRate(date int) *wageFigure {
	code := c.holidays[date]
	if code == "" {
		return nil
	}
	if c.w.Agreement == Cinema {
		return c.r.cinema.holiday
	}
	return c.r.audiovisual.holidays[code] // nil of Good Friday and 26 December, which VII.2.3 does not name
}
