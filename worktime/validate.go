package worktime

import (
	"io"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
)

const (
	// MaxRecords is the greatest number of records in one document.
	MaxRecords = 2_000
	// MaxShifts is the greatest number of shifts of one record, and of travels: eleven years of
	// days.
	MaxShifts = 4_000
	// maxBreaks, maxLeaves and maxHolidays are far above any real record.
	maxBreaks, maxLeaves, maxHolidays = 24, 1_000, 100
)

// FieldError is a fault of one field of an input, with the path that leads to it.
type FieldError = valid.FieldError

// Decode reads a list of records from JSON and checks them. Beside malformed JSON it refuses
// unknown, duplicate or wrongly-cased fields, data after the list, more than [MaxRecords] and
// more than 12 MiB. All faults are told at once, each a [*FieldError] with its path.
func Decode(r io.Reader) ([]Record, error) {
	return strictjson.DecodeList(r, MaxRecords, (*Record).check)
}

// Validate reports every fault of the record, each a [*FieldError], or nil.
func (r Record) Validate() error {
	var f valid.Faults
	r.check(&f)
	return f.Err()
}

func (r *Record) check(f *valid.Faults) {
	valid.OneOf(f, "agreement", r.Agreement, agreements)
	if _, err := r.Territory.MarshalText(); err != nil {
		f.Add("territory", nil, err)
	}
	if r.Activity != "" {
		valid.OneOf(f, "activity", r.Activity, activities)
	}
	if r.Permit != nil && (r.Permit.DailyMinutes < 0 || r.Permit.DailyMinutes > minutesOfDay) {
		f.Enter("permit")
		f.Addf("dailyMinutes", r.Permit.DailyMinutes, valid.ErrOutOfRange, "0 to %d", minutesOfDay)
		f.Leave()
	}
	checkPeriods(f, r.SchoolHolidays)
	r.checkShifts(f)
	r.checkTravels(f)
	r.checkLeaves(f)
}

func checkPeriods(f *valid.Faults, periods []civil.Period) {
	if tooMany(f, "schoolHolidays", len(periods), maxHolidays) {
		return
	}
	f.Enter("schoolHolidays")
	defer f.Leave()
	for i, p := range periods {
		if !p.IsValid() {
			f.Index(i)
			f.Add("", p, civil.ErrPeriod)
			f.Leave()
		}
	}
}

func tooMany(f *valid.Faults, field string, n, most int) bool {
	if n > most {
		f.Addf(field, n, valid.ErrOutOfRange, "at most %d", most)
	}
	return n > most
}

func (r *Record) checkShifts(f *valid.Faults) {
	if tooMany(f, "shifts", len(r.Shifts), MaxShifts) {
		return
	}
	f.Enter("shifts")
	defer f.Leave()
	var before *Shift
	for i := range r.Shifts {
		s := &r.Shifts[i]
		f.Index(i)
		if s.Date.IsZero() {
			f.Add("date", nil, valid.ErrMissing)
		} else {
			r.checkOrder(f, before, s)
			before = s
		}
		s.check(f)
		f.Leave()
	}
}

// checkOrder checks a shift against the one before it and the birth of the person.
func (r *Record) checkOrder(f *valid.Faults, before, s *Shift) {
	if !r.BirthDate.IsZero() && !s.Date.After(r.BirthDate) {
		f.Addf("date", s.Date, valid.ErrOutOfRange, "after the birth date %v", r.BirthDate)
	}
	if before == nil {
		return
	}
	days := s.Date.DaysSince(before.Date)
	gap := days*minutesOfDay + int(s.Call) - int(before.Wrap)
	switch {
	case days == 0:
		f.Addf("date", s.Date, valid.ErrDuplicate, "a day has one shift, its interruptions are breaks")
	case days < 0:
		f.Addf("date", s.Date, valid.ErrOutOfRange, "shifts are in order of date")
	case gap < 0:
		f.Addf("call", s.Call, valid.ErrOutOfRange, "not before the wrap of the shift before")
	case s.Rest != nil && s.Rest.Minutes > gap:
		f.Enter("rest")
		f.Addf("minutes", s.Rest.Minutes, valid.ErrOutOfRange, "at most %d, since the wrap of the shift before", gap)
		f.Leave()
	}
}

func (s *Shift) check(f *valid.Faults) {
	valid.OneOf(f, "setting", s.Setting, settings)
	if s.Place != "" {
		valid.OneOf(f, "place", s.Place, places)
	}
	if s.Rest != nil && s.Rest.Minutes < 0 {
		f.Enter("rest")
		f.Add("minutes", s.Rest.Minutes, valid.ErrNegative)
		f.Leave()
	}
	if s.Call < 0 || s.Call >= minutesOfDay {
		f.Addf("call", s.Call, valid.ErrOutOfRange, "00:00 to 23:59")
		return
	}
	if s.Wrap <= s.Call || s.Wrap > s.Call+minutesOfDay {
		f.Addf("wrap", s.Wrap, valid.ErrOutOfRange, "after the call, at most 24 hours")
		return
	}
	if s.checkBreaks(f) {
		s.checkTransport(f)
	}
}

// checkBreaks checks that the breaks lie inside the shift, in order and apart, and reports
// whether they do.
func (s *Shift) checkBreaks(f *valid.Faults) bool {
	if tooMany(f, "breaks", len(s.Breaks), maxBreaks) {
		return false
	}
	f.Enter("breaks")
	defer f.Leave()
	sound, from := true, s.Call
	for i, b := range s.Breaks {
		f.Index(i)
		switch {
		case b.At < from || b.At >= s.Wrap:
			f.Addf("at", b.At, valid.ErrOutOfRange, "inside the shift, breaks in order")
			sound = false
		case b.Minutes <= 0 || b.Minutes > int(s.Wrap-b.At):
			f.Addf("minutes", b.Minutes, valid.ErrOutOfRange, "1 to %d, inside the shift", int(s.Wrap-b.At))
			sound = false
		default:
			from = b.At + Clock(b.Minutes)
		}
		f.Leave()
	}
	return sound
}

// checkTransport checks that the transport leaves room for the breaks.
func (s *Shift) checkTransport(f *valid.Faults) {
	room := int(s.Wrap - s.Call)
	for _, b := range s.Breaks {
		room -= b.Minutes
	}
	if s.Transport < 0 || s.Transport > room {
		f.Addf("transport", s.Transport, valid.ErrOutOfRange, "0 to %d", room)
	}
}

func (r *Record) checkTravels(f *valid.Faults) {
	if tooMany(f, "travels", len(r.Travels), MaxShifts) {
		return
	}
	f.Enter("travels")
	defer f.Leave()
	for i, t := range r.Travels {
		f.Index(i)
		switch {
		case t.Date.IsZero():
			f.Add("date", nil, valid.ErrMissing)
		case t.From < 0 || t.From >= minutesOfDay:
			f.Addf("from", t.From, valid.ErrOutOfRange, "00:00 to 23:59")
		case t.To <= t.From || t.To > t.From+minutesOfDay:
			f.Addf("to", t.To, valid.ErrOutOfRange, "after the departure, at most 24 hours")
		case i > 0 && minute(t.Date, t.From) < minute(r.Travels[i-1].Date, r.Travels[i-1].To):
			f.Addf("date", t.Date, valid.ErrOutOfRange, "travels are in order")
		}
		f.Leave()
	}
	if !f.Any() {
		r.checkApart(f)
	}
}

// checkApart checks that no travel overlaps a shift. Both are in order.
func (r *Record) checkApart(f *valid.Faults) {
	next := 0
	for i, t := range r.Travels {
		from, to := minute(t.Date, t.From), minute(t.Date, t.To)
		for next < len(r.Shifts) && minute(r.Shifts[next].Date, r.Shifts[next].Wrap) <= from {
			next++
		}
		if next < len(r.Shifts) && minute(r.Shifts[next].Date, r.Shifts[next].Call) < to {
			f.Index(i)
			f.Addf("", nil, valid.ErrOutOfRange, "overlaps the shift of %v", r.Shifts[next].Date)
			f.Leave()
		}
	}
}

func (r *Record) checkLeaves(f *valid.Faults) {
	if tooMany(f, "leaves", len(r.Leaves), maxLeaves) {
		return
	}
	f.Enter("leaves")
	defer f.Leave()
	for i, l := range r.Leaves {
		f.Index(i)
		valid.OneOf(f, "kind", l.Kind, derogations)
		if !l.Period.IsValid() {
			f.Add("period", l.Period, civil.ErrPeriod)
		}
		f.Leave()
	}
}
