package schedule

import (
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/worktime"
)

// call calls a person, unless no strip of the day needs them.
func (s *CallSheet) call(f *valid.Faults, r *CallRequest, p *CalledPerson, items map[thing]Item, limits worktime.Limits) {
	c := PersonCall{Person: p.Person, Category: p.Category, Name: p.Name, Department: p.Department, BoardID: items[thing{p.Category, p.Name}].BoardID, Scenes: []string{}}
	if !s.span(p, &c) {
		return
	}
	ahead := worktime.Clock(p.Wardrobe + p.Makeup + p.Prepare)
	c.Call = c.Needed - ahead
	if p.Record != nil && !c.rest(f, r, p, limits) {
		return
	}
	c.Makeup, c.Ready, c.PickUp = c.Call+worktime.Clock(p.Wardrobe), c.Call+ahead, c.Call-worktime.Clock(p.Transport)
	c.Late = max(0, int(c.Ready-c.Needed))
	if c.PickUp < 0 {
		f.Addf("person", p.Person, worktime.ErrClock, "the call would be before midnight; start the day later, or past 24:00 of the day before")
		return
	}
	checkClock(f, "person", c.Ready)
	if c.EndBy != nil && c.End != nil {
		c.Over = max(0, int(*c.End-*c.EndBy))
	}
	s.Calls = append(s.Calls, c)
}

// span finds the first and the last strip of a person, and reports whether there is one.
func (s *CallSheet) span(p *CalledPerson, c *PersonCall) bool {
	crew := p.Name == ""
	var known worktime.Clock // the last hour that is known
	found, pause := false, 0 // pause: since the last strip of the person
	for i := range s.Strips {
		strip := &s.Strips[i]
		if strip.Begin != nil {
			known = *strip.Begin
		}
		if found && strip.Break {
			pause += strip.Minutes
		}
		if !crew && !slices.ContainsFunc(strip.Needs, func(n Need) bool { return n.Category == p.Category && n.Name == p.Name }) {
			continue
		}
		if !found {
			found, c.Needed = true, known
		}
		c.Break, pause = c.Break+pause, 0
		if strip.Scene != "" {
			c.Scenes = append(c.Scenes, stripNumber(StripLine{Number: strip.Number, Scene: strip.Scene}))
		}
		c.End = nil
		if strip.End != nil {
			end := *strip.End + worktime.Clock(p.After)
			c.End = &end
		}
	}
	return found
}

// rest moves a call behind the rest, and finds when the day of the person has to end. It reports whether
// it could.
func (c *PersonCall) rest(f *valid.Faults, r *CallRequest, p *CalledPerson, limits worktime.Limits) bool {
	record := *p.Record
	if len(record.Shifts) > 0 {
		earliest, err := limits.EarliestCall(record)
		if err != nil {
			addFaults(f, "record", asFault(err))
			return false
		}
		c.Earliest = &earliest
		c.Notices = append(c.Notices, earliest.Limit.Notices...)
		c.Call = max(c.Call, earliest.Call+worktime.Clock(minutesADay*earliest.Date.DaysSince(r.Date)))
	}
	setting := p.Setting
	if setting == "" {
		setting = worktime.Shoot
	}
	day, err := limits.Day(record, worktime.Shift{Date: r.Date, Setting: setting, Place: p.Place})
	if err != nil {
		addFaults(f, "record", asFault(err))
		return false
	}
	c.Call = max(c.Call, day.NotBefore)
	c.Closed = slices.Clone(day.Closed)
	c.Notices = append(c.Notices, day.Notices...)
	c.endBy(&day)
	return true
}

// endBy finds the limit that ends the day first. Breaks on the board between the strips of the person are
// not work; what else the person rests is not known here.
func (c *PersonCall) endBy(d *worktime.Day) {
	by := func(end worktime.Clock, rule worktime.Rule) {
		if c.EndBy == nil || end < *c.EndBy {
			c.EndBy, c.EndRule = &end, rule
		}
	}
	by(c.Call+worktime.Clock(d.Work.Value+c.Break), worktime.DailyHours)
	if d.Span != nil {
		by(c.Call+worktime.Clock(d.Span.Value), worktime.DailySpan)
	}
	if d.NotAfter < minutesADay {
		by(d.NotAfter, worktime.MinorNight)
	}
}

// asFault makes an error of another package a fault with a path.
func asFault(err error) error {
	for _, e := range valid.List(err) {
		if _, ok := e.(*FieldError); !ok {
			return &FieldError{Err: err}
		}
	}
	return err
}
