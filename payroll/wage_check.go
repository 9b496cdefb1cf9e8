package payroll

import (
	"errors"
	"slices"
	"time"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/worktime"
)

// errOtherAgreement reports a field that belongs to the other agreement.
var errOtherAgreement = errors.New("is not a field of this agreement")

// check tells the faults of a week. Without rules, whose absence is told elsewhere, it tells
// what needs none.
func (w *WorkingWeek) check(f *valid.Faults, r *WageRules) {
	sound := !w.Date.IsZero()
	if sound && w.Date.Weekday() != time.Monday {
		f.Addf("date", w.Date, valid.ErrOutOfRange, "the Monday of the week")
		sound = false
	}
	valid.OneOf(f, "agreement", w.Agreement, wageAgreements)
	valid.OneOf(f, "setting", w.Setting, settings)
	valid.OneOf(f, "engagement", w.Term, terms)
	if _, err := w.Territory.MarshalText(); err != nil {
		f.Add("territory", nil, err)
		sound = false
	}
	if w.Regime != "" {
		valid.OneOf(f, "regime", w.Regime, regimes)
	}
	if p := w.WeeklyPay; p != nil && (p.Sign() <= 0 || p.Compare(maxGross) > 0) {
		f.Addf("weeklyPay", *p, valid.ErrOutOfRange, "more than 0.00, at most %v", maxGross)
	}
	w.checkAgreement(f)
	if r != nil {
		r.checkJob(w, f)
	}
	w.checkDays(f, r, sound)
}

// checkAgreement tells fields of the other agreement, and the genre.
func (w *WorkingWeek) checkAgreement(f *valid.Faults) {
	foreign := func(field string, given bool) {
		if given {
			f.Add(field, nil, errOtherAgreement)
		}
	}
	switch w.Agreement {
	case Cinema:
		foreign("specialised", w.Specialised)
		foreign("genre", w.Genre != "")
		foreign("branch", w.Branch != "")
	case Audiovisual:
		foreign("regime", w.Regime != "")
		foreign("noEquivalence", w.NoEquivalence)
		foreign("advertising", w.Advertising)
		if w.Genre == "" {
			f.Addf("genre", nil, valid.ErrMissing, "an audiovisual programme has one")
		} else {
			valid.OneOf(f, "genre", w.Genre, genres)
		}
	}
}

// checkDays tells the faults of the days. The dates are compared with the week when it is sound.
func (w *WorkingWeek) checkDays(f *valid.Faults, r *WageRules, sound bool) {
	calendar := sound && f.Read("territory")
	// Whether a day is the sixth of art. 39 hangs on these, and on every day before it.
	counted := f.Read("paris") && slices.Contains(settings, w.Setting) && slices.Contains(terms, w.Term)
	f.Enter("days")
	defer f.Leave()
	if !w.checkNumber(f) {
		return
	}
	var holidays weekHolidays
	if calendar {
		holidays = holidaysOf(w.Date, w.Territory)
	}
	sixth := w.sixthDay()
	var last civil.Date
	lastWrap := 0 // minutes from the Monday
	for i := range w.Days {
		d := &w.Days[i]
		f.Index(i)
		day, known := w.checkDate(f, d, last, sound)
		last = d.Date
		counted = counted && f.Read("call", "wrap", "holidayOff")
		d.check(f, w)
		if known {
			d.checkHolidayOff(f, w, !calendar || holidays[day] != "", day)
			if calendar && counted && holidays[day] == "" && day != sunday && i != sixth {
				d.checkUnrecovered(f, w)
			}
		}
		if d.hasCall() && d.hasTimes() {
			if call, wrap := d.span(day); known {
				if call < lastWrap {
					f.Addf("call", *d.Call, valid.ErrOutOfRange, "before the wrap of the day before")
				}
				lastWrap = wrap
			}
			d.checkBreak(f, w, r)
		}
		f.Leave()
	}
}

// checkNumber tells too many days, and reports whether there are no more than a week has.
func (w *WorkingWeek) checkNumber(f *valid.Faults) bool {
	listed, most := 0, mostDays
	if w.Term == ByTheDay {
		most = mostDaysDaily
	}
	for i := range w.Days {
		if w.Days[i].isListed() {
			listed++
		}
	}
	if listed > most {
		f.Addf("", listed, valid.ErrOutOfRange, "at most %d days with a call or holidays off", most)
	}
	if len(w.Days) <= daysOfWeek {
		return true
	}
	if listed <= most {
		f.Addf("", len(w.Days), valid.ErrOutOfRange, "a week has %d days", daysOfWeek)
	}
	return false
}

// checkDate tells a date that is missing, outside the week or not after the one before it. It returns
// the number of a sound one from the Monday.
func (w *WorkingWeek) checkDate(f *valid.Faults, d *WorkingDay, last civil.Date, sound bool) (day int, known bool) {
	switch {
	case d.Date.IsZero():
		f.Add("date", nil, valid.ErrMissing)
	case sound && (d.Date.Before(w.Date) || d.Date.DaysSince(w.Date) >= daysOfWeek):
		f.Addf("date", d.Date, valid.ErrOutOfRange, "within the week of %v", w.Date)
	case !last.IsZero() && !d.Date.After(last):
		f.Addf("date", d.Date, valid.ErrOutOfRange, "after %v, the day before it in the list", last)
	case sound:
		return d.Date.DaysSince(w.Date), true
	}
	return 0, false
}

// isListed reports whether a day counts among those of the week.
func (d *WorkingDay) isListed() bool { return d.HolidayOff || d.Call != nil || d.Wrap != nil }

// hasCall reports whether a day is worked.
func (d *WorkingDay) hasCall() bool { return d.Call != nil && d.Wrap != nil }

// clocks returns the times of a day with the names of their fields.
func (d *WorkingDay) clocks() [3]dayClock {
	return [3]dayClock{{"call", d.Call}, {"wrap", d.Wrap}, {"mealAt", d.MealAt}}
}

type dayClock struct {
	field string
	at    *worktime.Clock
}

// isTime reports whether the clock is none or a time of day.
func (c dayClock) isTime() bool { return c.at == nil || *c.at >= 0 && *c.at < minutesOfDay }

// hasTimes reports whether all clocks of a day are times of day.
func (d *WorkingDay) hasTimes() bool {
	for _, c := range d.clocks() {
		if !c.isTime() {
			return false
		}
	}
	return true
}

// check tells the faults that a day has by itself.
func (d *WorkingDay) check(f *valid.Faults, w *WorkingWeek) {
	switch {
	case d.Call != nil && d.Wrap == nil:
		f.Addf("wrap", nil, valid.ErrMissing, "a day with a call has one")
	case d.Wrap != nil && d.Call == nil:
		f.Addf("call", nil, valid.ErrMissing, "a day with a wrap has one")
	case !d.isListed() && d.Travel == 0 && f.Read("wrap", "holidayOff", "travel"):
		f.Addf("call", nil, valid.ErrMissing, "a day is worked, a holiday off or one of travel")
	case d.HolidayOff && d.hasCall():
		f.Addf("holidayOff", nil, valid.ErrOutOfRange, "the day has a call")
	}
	for _, c := range d.clocks() {
		if !c.isTime() {
			f.Addf(c.field, *c.at, valid.ErrOutOfRange, "00:00 to 23:59")
		}
	}
	minutes := func(field string, n int) {
		if n < 0 || n > minutesOfDay {
			f.Addf(field, n, valid.ErrOutOfRange, "0 to %d minutes", minutesOfDay)
		}
	}
	minutes("meal", d.Meal)
	minutes("transport", d.Transport)
	minutes("travel", d.Travel)
	if n := d.PaidBreak; n < 0 || n > max(d.Meal, 0) && f.Read("meal") {
		f.Addf("paidBreak", n, valid.ErrOutOfRange, "0 to the minutes of the meal")
	}
	if d.RestBefore != nil {
		checkInt(f, "restBefore", *d.RestBefore, 0, mostRest)
	}
	if d.Call == nil && d.Wrap == nil && f.Read("call", "wrap") {
		d.checkNoCall(f)
	}
	if w.Agreement == Audiovisual {
		d.checkAudiovisual(f)
	}
}

// checkNoCall tells what only a day with a call has.
func (d *WorkingDay) checkNoCall(f *valid.Faults) {
	for _, field := range []struct {
		name  string
		given bool
	}{
		{"meal", d.Meal != 0}, {"mealAt", d.MealAt != nil}, {"transport", d.Transport != 0},
		{"restBefore", d.RestBefore != nil}, {"unrecovered", d.Unrecovered},
	} {
		if field.given {
			f.Addf(field.name, nil, valid.ErrOutOfRange, "the day has no call")
		}
	}
}

// checkAudiovisual tells fields of the cinema agreement.
func (d *WorkingDay) checkAudiovisual(f *valid.Faults) {
	for _, field := range []struct {
		name  string
		given bool
	}{
		{"travel", d.Travel != 0}, {"mealOwed", d.MealOwed}, {"snackOwed", d.SnackOwed},
		{"unrecovered", d.Unrecovered}, {"paidBreak", d.PaidBreak != 0},
	} {
		if field.given {
			f.Add(field.name, nil, errOtherAgreement)
		}
	}
}

// checkHolidayOff tells a holiday off that is none, or that is not paid.
func (d *WorkingDay) checkHolidayOff(f *valid.Faults, w *WorkingWeek, holiday bool, day int) {
	switch {
	case !d.HolidayOff:
	case !holiday:
		f.Addf("holidayOff", nil, valid.ErrOutOfRange, "%v is no public holiday in %v", d.Date, w.Territory)
	case w.Term == ByTheDay:
		f.Addf("holidayOff", nil, valid.ErrOutOfRange, "a daily engagement pays none")
	case w.Agreement == Audiovisual && day >= saturday:
		f.Addf("holidayOff", nil, valid.ErrOutOfRange, "none is paid on a Saturday or Sunday (VII.2.2)")
	}
}

// checkUnrecovered tells a rest that is said to be owed for an ordinary day.
func (d *WorkingDay) checkUnrecovered(f *valid.Faults, w *WorkingWeek) {
	if d.Unrecovered && d.hasCall() && w.Agreement == Cinema {
		f.Addf("unrecovered", nil, valid.ErrOutOfRange, "no rest is owed for %v: no public holiday, Sunday or sixth day", d.Date)
	}
}

// checkBreak tells a meal or a transport that is not inside call and wrap, and a meal during the
// transport that is no work.
func (d *WorkingDay) checkBreak(f *valid.Faults, w *WorkingWeek, r *WageRules) {
	for _, minutes := range [...]int{d.Meal, d.Transport} {
		if minutes < 0 || minutes > minutesOfDay {
			return // told
		}
	}
	s := d.shift(0, w, r)
	presence := s.wrap - s.call
	inside := d.Transport <= presence
	if !inside {
		f.Addf("transport", d.Transport, valid.ErrOutOfRange, "the day has %d minutes", presence)
	}
	field := "meal"
	if d.MealAt != nil {
		field = "mealAt"
	}
	switch {
	case d.Meal > presence:
		f.Addf("meal", d.Meal, valid.ErrOutOfRange, "the day has %d minutes", presence)
	case !f.Read("mealAt"):
	case s.mealAt < s.call || s.mealEnd > s.wrap:
		f.Addf(field, nil, valid.ErrOutOfRange, "the meal is not between call and wrap")
	case inside && d.Meal > 0 && (s.mealAt < s.start || s.mealEnd > s.end):
		f.Addf(field, nil, valid.ErrOutOfRange, "the meal is during the unpaid transport")
	}
}
