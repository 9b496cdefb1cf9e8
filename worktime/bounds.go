package worktime

import (
	"iter"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

// Situation is what the limits of an adult depend on beside the date.
type Situation struct {
	Agreement Agreement
	Setting   Setting
	// Place is Region where it is empty.
	Place Place
	// Fiction says that the programme is of fiction, in 2642 also a documentary.
	Fiction bool
	// Derogations are those that the employer holds.
	Derogations []Derogation
}

// Bounds are the limits of days and weeks in one situation (bornes), read once for any number of
// them: what a wage, which has reckoned the hours already, is compared with. A week is one of
// fewer than six days, all in the situation; what came before its first day is not known. Bounds
// are immutable and may be shared.
type Bounds struct {
	setting Setting
	limits  []boundLimit
	book    *book
	table   law.Table[int]
}

type boundLimit struct {
	rule  Rule
	limit Limit
}

// Bounds returns the bounds of each situation on a day, in their order. A word that is none is a
// [*FieldError]; a date before a limit is known is a [law.ErrNoValue].
//
// Complexity linear in the situations; the limits of each agreement are read once.
func (l Limits) Bounds(on civil.Date, of ...Situation) ([]*Bounds, error) {
	var f valid.Faults
	if on.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	for i := range of {
		f.Index(i)
		of[i].check(&f)
		f.Leave()
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	a, err := l.ahead()
	if err != nil {
		return nil, err
	}
	all := make([]*Bounds, len(of))
	for i := range of {
		if all[i], err = a.bounds(on, &of[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (s *Situation) check(f *valid.Faults) {
	valid.OneOf(f, "agreement", s.Agreement, agreements)
	valid.OneOf(f, "setting", s.Setting, settings)
	if s.Place != "" {
		valid.OneOf(f, "place", s.Place, places)
	}
	if tooMany(f, "derogations", len(s.Derogations), maxLeaves) {
		return
	}
	f.Enter("derogations")
	defer f.Leave()
	for i, d := range s.Derogations {
		if !slices.Contains(derogations, d) {
			f.Index(i)
			valid.OneOf(f, "", d, derogations)
			f.Leave()
		}
	}
}

// bounds asks the functions of Check for the limits of a record of one minute.
func (a *ahead) bounds(on civil.Date, s *Situation) (*Bounds, error) {
	r := Record{Agreement: s.Agreement, Fiction: s.Fiction, Shifts: []Shift{{
		Date: on, Call: 0, Wrap: 1, Setting: s.Setting, Place: s.Place,
	}}}
	for _, d := range s.Derogations {
		r.Leaves = append(r.Leaves, Leave{d, civil.Period{From: epoch, To: on}})
	}
	c, err := a.checker(&r)
	if err != nil {
		return nil, err
	}
	b := &Bounds{setting: s.Setting, book: c.book, table: a.shelf.table}
	add := func(rule Rule, v law.Value[int], has bool) {
		if has {
			b.limits = append(b.limits, boundLimit{rule, limitOf(v)})
		}
	}
	w, week := &c.cal.days[0], &c.cal.weeks[0]
	v, has := c.dailyLimit(w, false)
	add(DailyHours, v, has)
	v, has = c.spanLimit(w)
	add(DailySpan, v, has)
	v, has = c.restLimit(nil, w)
	add(DailyRest, v, has)
	v, has = c.weeklyLimit(week)
	add(WeeklyHours, v, has)
	v, has = c.weeklyRestLimit(w, nil)
	add(WeeklyRest, v, has)
	if s.Setting == Studio {
		v, has = c.limit(studioSunday)
		add(StudioSunday, v, has)
		v, has = c.limit(studioHoliday)
		add(StudioHoliday, v, has)
	}
	return b, nil
}

// Held returns the days on which the figures are the same.
func (b *Bounds) Held() civil.Period {
	if b.book.to.IsZero() {
		return civil.Period{From: b.book.from, To: lastDay}
	}
	return civil.Period{From: b.book.from, To: b.book.to}
}

var lastDay = civil.MustParseDate("2199-12-31")

// Limit returns the limit of a rule, one of [DailyHours], [DailySpan], [DailyRest], [WeeklyHours],
// [WeeklyRest] (that before the first day), [StudioSunday] and [StudioHoliday], and whether
// there is one.
func (b *Bounds) Limit(rule Rule) (Limit, bool) {
	for i := range b.limits {
		if b.limits[i].rule == rule {
			limit := b.limits[i].limit
			limit.Notices = slices.Clone(limit.Notices)
			return limit, true
		}
	}
	return Limit{}, false
}

// All gives the limit of each rule that has one.
func (b *Bounds) All() iter.Seq[Limit] {
	return func(yield func(Limit) bool) {
		for _, l := range b.limits {
			l.limit.Notices = slices.Clone(l.limit.Notices)
			if !yield(l.limit) {
				return
			}
		}
	}
}

// Breach compares what was measured on a day, or from a Monday on, with the limit of a rule. It
// returns the breach, and whether there is one.
func (b *Bounds) Breach(rule Rule, on civil.Date, measured int) (Breach, bool) {
	for i := range b.limits {
		if l := &b.limits[i].limit; b.limits[i].rule == rule && rule.isBeyond(measured, l.Value) {
			return Breach{
				Rule: rule, Date: on, Measured: measured, Allowed: l.Value, Unit: l.Unit, Limit: l.Key, Refs: l.Refs,
				Notices: slices.Clone(l.Notices),
			}, true
		}
	}
	return Breach{}, false
}

// isBeyond reports whether what was measured does not keep to a limit of the rule.
func (r Rule) isBeyond(measured, limit int) bool {
	if r.AtLeast() {
		return measured < limit
	}
	return measured > limit
}

// DailyRest is the rest between two days (repos quotidien) that is due where nothing cuts it. The
// limit of the rule [DailyRest] is the shortest that it may be cut to.
func (b *Bounds) DailyRest() Limit { return limitOf(b.book.values[dailyRest]) }

// FreeTransport is the transport of a day that is not work, 0 where all of it is.
func (b *Bounds) FreeTransport() Limit { return limitOf(b.book.values[freeTransport]) }

// Night returns the hours of the night on a date (heures de nuit), by the season of that date: the
// minutes before until and those not before from.
func (b *Bounds) Night(on civil.Date) (until, from Limit) {
	f, t := b.book.night(on, b.setting)
	return limitOf(b.book.values[t]), limitOf(b.book.values[f])
}

// Stale returns the notice that a date is past the last verification of the limits, and whether
// it is.
func (b *Bounds) Stale(on civil.Date) (law.Notice, bool) { return b.table.Stale(on) }
