package worktime

import (
	"sort"

	"github.com/bobine-film/bobine/civil"
)

// epoch is a Monday, so that days since then tell the day of the week and the civil week.
var epoch = civil.MustParseDate("1900-01-01")

const (
	daysOfWeek = 7
	monday     = 0
	friday     = 4
	sunday     = 6
)

// dayOf counts the days from the epoch to a date.
func dayOf(d civil.Date) int { return d.DaysSince(epoch) }

// dateOf is the inverse of dayOf.
func dateOf(day int) civil.Date {
	d, _ := epoch.AddDays(day) // a day of a record, or of the week after it
	return d
}

// minute counts the minutes from the epoch to an hour of a date.
func minute(d civil.Date, c Clock) int { return dayOf(d)*minutesOfDay + int(c) }

// weekday counts from Monday, which is 0.
func weekday(day int) int { return day % daysOfWeek }

// stretch is a run of minutes since the epoch, to not included.
type stretch struct{ from, to int }

// within returns how many minutes of s lie in t.
func (s stretch) within(t stretch) int { return max(0, min(s.to, t.to)-max(s.from, t.from)) }

func dayStretch(day int) stretch { return stretch{day * minutesOfDay, (day + 1) * minutesOfDay} }

// workday is a shift on the line of minutes since the epoch.
type workday struct {
	*Shift
	day        int // since the epoch
	call, wrap int
	pieces     []stretch // of work, in order
	work       int       // minutes of the pieces
	travel     int       // minutes of the journeys of its date
}

// within returns how many minutes of the work lie in a stretch.
func (w *workday) within(t stretch) int {
	n := 0
	for _, piece := range w.pieces {
		n += piece.within(t)
	}
	return n
}

// week is a civil week, from Monday 0:00 to Sunday 24:00 (3097 I art. 20; 2642 VI.2), in which
// somebody works.
type week struct {
	monday   int // since the epoch
	days     []workday
	work     int
	fullWeek bool // six days of work or more
}

// last is the shift that gives the week its setting and its place.
func (w *week) last() *workday { return &w.days[len(w.days)-1] }

func (w *week) onSet() bool { return w.last().Setting.onSet() }

// calendar is a record prepared for its rules.
type calendar struct {
	days  []workday
	weeks []week
	busy  []stretch // shifts and, where they count, travels
}

// prepare lays out the shifts of a record, given what transport is not work on a date.
//
// Complexity O(n) in the shifts, breaks and travels.
func prepare(r *Record, freeTransport func(civil.Date) (int, error)) (calendar, error) {
	c := calendar{days: make([]workday, len(r.Shifts))}
	pieces := make([]stretch, 0, 2*len(r.Shifts))
	travel := 0
	for i := range r.Shifts {
		s := &r.Shifts[i]
		free := 0
		if s.Transport > 0 {
			var err error
			if free, err = freeTransport(s.Date); err != nil {
				return calendar{}, err
			}
		}
		day := &c.days[i]
		*day = workday{Shift: s, day: dayOf(s.Date), call: minute(s.Date, s.Call), wrap: minute(s.Date, s.Wrap)}
		begun := len(pieces)
		pieces = day.appendPieces(pieces, min(free, s.Transport))
		day.pieces = pieces[begun:len(pieces):len(pieces)]
		for _, piece := range day.pieces {
			day.work += piece.to - piece.from
		}
		for travel < len(r.Travels) && r.Travels[travel].Date.Before(s.Date) {
			travel++
		}
		for j := travel; j < len(r.Travels) && r.Travels[j].Date == s.Date; j++ {
			day.travel += int(r.Travels[j].To - r.Travels[j].From)
		}
	}
	c.weeks = weeksOf(c.days)
	c.busy = busyOf(c.days, r)
	return c, nil
}

// appendPieces appends the stretches of work of a day: from call to wrap, less the breaks and
// the transport that is not work, half of it at either end (the odd minute at the beginning).
func (w *workday) appendPieces(pieces []stretch, free int) []stretch {
	from, to := w.call+(free+1)/2, w.wrap-free/2
	for _, b := range w.Breaks {
		at := w.day*minutesOfDay + int(b.At)
		if end := min(at, to); end > from {
			pieces = append(pieces, stretch{from, end})
		}
		from = max(from, at+b.Minutes)
	}
	if to > from {
		pieces = append(pieces, stretch{from, to})
	}
	return pieces
}

func weeksOf(days []workday) []week {
	weeks := make([]week, 0, len(days)/4+1)
	for i := range days {
		start := days[i].day - weekday(days[i].day)
		if n := len(weeks); n == 0 || weeks[n-1].monday != start {
			weeks = append(weeks, week{monday: start, days: days[i:i:len(days)]})
		}
		w := &weeks[len(weeks)-1]
		w.days = w.days[:len(w.days)+1]
		w.work += days[i].work
		w.fullWeek = len(w.days) >= daysOfWeek-1
	}
	return weeks
}

// busyOf returns what breaks a weekly rest, in order: shifts, and in 2642 journeys, which may not
// take the weekly rest away (VI.1.3).
func busyOf(days []workday, r *Record) []stretch {
	busy := make([]stretch, 0, len(days))
	for i := range days {
		busy = append(busy, stretch{days[i].call, days[i].wrap})
	}
	if r.Agreement != Audiovisual || len(r.Travels) == 0 {
		return busy
	}
	for _, t := range r.Travels {
		busy = append(busy, stretch{minute(t.Date, t.From), minute(t.Date, t.To)})
	}
	sort.Slice(busy, func(i, j int) bool { return busy[i].from < busy[j].from })
	return busy
}

// touches reports whether a shift goes on at some minute of a day.
//
// Complexity O(log n).
func (c *calendar) touches(day int) bool {
	today := dayStretch(day)
	i := sort.Search(len(c.days), func(i int) bool { return c.days[i].wrap > today.from })
	return i < len(c.days) && c.days[i].call < today.to
}

// weekAt returns the week that begins on a Monday, or nil when nobody works in it.
func (c *calendar) weekAt(monday int) *week {
	i := sort.Search(len(c.weeks), func(i int) bool { return c.weeks[i].monday >= monday })
	if i == len(c.weeks) || c.weeks[i].monday != monday {
		return nil
	}
	return &c.weeks[i]
}
