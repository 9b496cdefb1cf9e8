package payroll

import (
	"errors"
	"io"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// wageAgreements are those whose technicians' wages are computed from hours.
var wageAgreements = []Agreement{Cinema, Audiovisual}

// Setting is what a technician works on: a shoot (tournage), a shoot in an approved studio,
// preparation or post-production. It has no effect in audiovisual production.
type Setting string

// Settings.
const (
	Shoot  Setting = "shoot"
	Studio Setting = "studio"
	Prep   Setting = "prep"
	Post   Setting = "post"
)

var settings = []Setting{Shoot, Studio, Prep, Post}

// OneOf returns the words that are a Setting.
func (Setting) OneOf() []string { return valid.Texts(settings) }

// Term is whether a technician is engaged by the week or by the day (engagement à la semaine,
// à la journée).
type Term string

// Terms.
const (
	ByTheWeek Term = "weekly"
	// ByTheDay is an engagement for fewer than five consecutive days (cinema art. 16,
	// audiovisual IV.2.1).
	ByTheDay Term = "daily"
)

var terms = []Term{ByTheWeek, ByTheDay}

// OneOf returns the words that are a Term.
func (Term) OneOf() []string { return valid.Texts(terms) }

// Genre is the kind of audiovisual programme, on which its grid and its night depend.
type Genre string

// Genres.
const (
	// Fiction is scripted narrative made with performers, music videos included.
	Fiction Genre = "fiction"
	// Flux is games, entertainment and studio magazines (émissions de flux).
	Flux        Genre = "flux"
	Documentary Genre = "documentary"
	OtherGenre  Genre = "other"
)

var genres = []Genre{Fiction, Flux, Documentary, OtherGenre}

// OneOf returns the words that are a Genre.
func (Genre) OneOf() []string { return valid.Texts(genres) }

// Regime is the annexe of the cinema agreement that a film pays under. The empty word is
// AnnexeI.
type Regime string

// Regimes.
const (
	// AnnexeI is annexe I and, where it has equivalence, annexe II.
	AnnexeI Regime = "annexe1"
	// AnnexeIII is the lower grid of films of small budget, with a share in receipts.
	AnnexeIII Regime = "annexe3"
)

var regimes = []Regime{AnnexeI, AnnexeIII}

// OneOf returns the words that are a Regime.
func (Regime) OneOf() []string { return valid.Texts(regimes) }

// WorkingWeek is the time sheet of one technician for one week (décompte individuel, cinema
// art. 29) under a fixed-term contract of usage.
type WorkingWeek struct {
	// ID is any text; it comes back with the wage.
	ID string `json:"id" strict:"required"`
	// Date is the Monday of the week, which picks every dated figure.
	Date      civil.Date `json:"date" strict:"required"`
	Agreement Agreement  `json:"agreement" strict:"required"`
	// Job is the exact name of the function in the grid.
	Job string `json:"job" strict:"required"`
	// Specialised says that the function is the specialised one. Audiovisual only.
	Specialised bool `json:"specialised,omitempty"`
	// Genre is required in audiovisual production, a fault in cinema.
	Genre Genre `json:"genre,omitempty"`
	// Branch is the letter of the filière, for a name that two have. Audiovisual only.
	Branch  string  `json:"branch,omitempty"`
	Setting Setting `json:"setting" strict:"required"`
	Term    Term    `json:"engagement" strict:"required"`
	// Paris says that the work is in the Paris region and everyone is home each night. It has no
	// effect in audiovisual production.
	Paris bool `json:"paris,omitempty"`
	// Territory has its own public holidays.
	Territory civil.Territory `json:"territory,omitzero"`
	// Regime is the annexe that a film pays under. Cinema only.
	Regime Regime `json:"regime,omitempty"`
	// NoEquivalence says that a shoot is paid on the grid of 39 hours. Cinema only.
	NoEquivalence bool `json:"noEquivalence,omitempty"`
	// WeeklyPay is the agreed pay for 39 hours in cinema, for 35 in audiovisual production; nil
	// is the grid's.
	WeeklyPay *money.Amount `json:"weeklyPay,omitempty"`
	// Days are in the order of their dates.
	Days []WorkingDay `json:"days" strict:"required,max=7"`
}

// WorkingDay is a day of a time sheet: one with a call, a public holiday off, or one of travel
// alone. Clock times ignore daylight saving.
type WorkingDay struct {
	Date civil.Date `json:"date" strict:"required"`
	// Call and Wrap are the times of meeting and of return to it (rendez-vous, cinema art. 26). A
	// wrap at or before the call is on the next day.
	Call Clock `json:"call,omitzero"`
	Wrap Clock `json:"wrap,omitzero"`
	// HolidayOff says that the day is a public holiday that is not worked and is paid.
	HolidayOff bool `json:"holidayOff,omitempty"`
	// Meal is the length of the break that is no work, in minutes.
	Meal int `json:"meal,omitempty"`
	// MealAt is when the break begins, on the next day when before the call; no time is in the
	// middle of the day, the half minute before.
	MealAt Clock `json:"mealAt,omitzero"`
	// PaidBreak is how much of the break is paid at the base hour, in minutes: the half hour of
	// a continuous day (journée continue, art. 28). Cinema only.
	PaidBreak int `json:"paidBreak,omitempty"`
	// Transport is the time between the meeting place and the set, inside call and wrap, in minutes.
	Transport int `json:"transport,omitempty"`
	// RestBefore is the time since the last wrap, in minutes; nil is reckoned from the day before
	// with a call, and not known for the first.
	RestBefore *int `json:"restBefore,omitempty"`
	// Travel is the time of voyage, in minutes. Cinema only.
	Travel int `json:"travel,omitempty"`
	// MealOwed and SnackOwed say that the production supplied none. Cinema only.
	MealOwed  bool `json:"mealOwed,omitempty"`
	SnackOwed bool `json:"snackOwed,omitempty"`
	// Unrecovered says that the rest owed for this public holiday, Sunday or sixth day
	// cannot be taken; for a Sunday, because the job ends. Cinema only.
	Unrecovered bool `json:"unrecovered,omitempty"`
}

// MaxWeeks is the greatest number of weeks in one document.
const MaxWeeks = 10_000

const (
	minutesOfDay = 24 * 60
	daysOfWeek   = 7
	// mostDays and mostDaysDaily are how many days may be worked or holidays off: six days of work
	// a week (CT L3132-1), and fewer than five in a daily engagement.
	mostDays      = 6
	mostDaysDaily = 4
	// mostRest is far above any rest between two jobs, in minutes.
	mostRest = 10_000_000
)

// DecodeWeeks reads a list of weeks from JSON and checks them against the figures that their
// wages are to be computed with. Beside malformed JSON it refuses unknown, duplicate or
// wrongly-cased fields, data after the list, more than [MaxWeeks] and more than 12 MiB. All faults
// are told at once, each a [*FieldError] with its path.
func DecodeWeeks(r io.Reader, p WageParameters) ([]WorkingWeek, error) {
	var weeks []WorkingWeek
	reading := strictjson.Decode(r, &weeks, MaxWeeks)
	var f valid.Faults
	book := wageBook{p: p}
	for i := range weeks {
		f.Index(i)
		book.check(&weeks[i], &f)
		f.Leave()
	}
	if err := valid.Merge(reading, f.Err()); err != nil {
		return nil, err
	}
	return weeks, nil
}

// Validate reports every fault of the week under the figures of p, each a [*FieldError], or nil.
func (w WorkingWeek) Validate(p WageParameters) error {
	var f valid.Faults
	(&wageBook{p: p}).check(&w, &f)
	return f.Err()
}

// errOtherAgreement reports a field that belongs to the other agreement.
var errOtherAgreement = errors.New("is not a field of this agreement")

// check tells the faults of a week. Without rules, whose absence is told elsewhere, it tells
// what needs none.
func (w *WorkingWeek) check(f *valid.Faults, r *WageRules) {
	sound := !w.Date.IsZero()
	if sound && w.Date.Weekday() != 1 {
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
		if w.Genre == "" {
			f.Addf("genre", nil, valid.ErrMissing, "an audiovisual programme has one")
		} else {
			valid.OneOf(f, "genre", w.Genre, genres)
		}
	}
}

// checkDays tells the faults of the days. The dates are compared with the week when it is sound.
func (w *WorkingWeek) checkDays(f *valid.Faults, r *WageRules, sound bool) {
	f.Enter("days")
	defer f.Leave()
	listed, most := 0, mostDays
	if w.Term == ByTheDay {
		most = mostDaysDaily
	}
	for i := range w.Days {
		if d := &w.Days[i]; d.isListed() {
			listed++
		}
	}
	if listed > most {
		f.Addf("", listed, valid.ErrOutOfRange, "at most %d days with a call or holidays off", most)
	}
	if len(w.Days) > daysOfWeek {
		f.Addf("", len(w.Days), valid.ErrOutOfRange, "a week has %d days", daysOfWeek)
		return
	}
	var holidays weekHolidays
	if sound {
		holidays = holidaysOf(w.Date, w.Territory)
	}
	sixth := w.sixthDay()
	var last civil.Date
	lastWrap := 0 // minutes from the Monday
	for i := range w.Days {
		d := &w.Days[i]
		f.Index(i)
		day := -1
		switch {
		case d.Date.IsZero():
			f.Add("date", nil, valid.ErrMissing)
		case sound && (d.Date.Before(w.Date) || d.Date.DaysSince(w.Date) >= daysOfWeek):
			f.Addf("date", d.Date, valid.ErrOutOfRange, "within the week of %v", w.Date)
		case !last.IsZero() && !d.Date.After(last):
			f.Addf("date", d.Date, valid.ErrOutOfRange, "after %v, the day before it in the list", last)
		case sound:
			day = d.Date.DaysSince(w.Date)
		}
		if !d.Date.IsZero() {
			last = d.Date
		}
		d.check(f, w)
		if day >= 0 {
			d.checkCalendar(f, w, holidays[day] != "", day, i == sixth)
		}
		if d.hasCall() && day >= 0 {
			call, wrap := d.span(day)
			if call < lastWrap {
				f.Addf("call", d.Call, valid.ErrOutOfRange, "before the wrap of the day before")
			}
			lastWrap = wrap
			d.checkBreak(f, w, r)
		}
		f.Leave()
	}
}

// isListed reports whether a day counts among those of the week.
func (d *WorkingDay) isListed() bool { return d.HolidayOff || d.Call.IsSet() || d.Wrap.IsSet() }

// hasCall reports whether a day is worked.
func (d *WorkingDay) hasCall() bool { return d.Call.IsSet() && d.Wrap.IsSet() }

// check tells the faults that a day has by itself.
func (d *WorkingDay) check(f *valid.Faults, w *WorkingWeek) {
	switch {
	case d.Call.IsSet() && !d.Wrap.IsSet():
		f.Addf("wrap", nil, valid.ErrMissing, "a day with a call has one")
	case d.Wrap.IsSet() && !d.Call.IsSet():
		f.Addf("call", nil, valid.ErrMissing, "a day with a wrap has one")
	case !d.isListed() && d.Travel == 0:
		f.Addf("call", nil, valid.ErrMissing, "a day is worked, a holiday off or one of travel")
	case d.HolidayOff && d.hasCall():
		f.Addf("holidayOff", nil, valid.ErrOutOfRange, "the day has a call")
	}
	minutes := func(field string, n int) {
		if n < 0 || n > minutesOfDay {
			f.Addf(field, n, valid.ErrOutOfRange, "0 to %d minutes", minutesOfDay)
		}
	}
	minutes("meal", d.Meal)
	minutes("transport", d.Transport)
	minutes("travel", d.Travel)
	if n := d.PaidBreak; n < 0 || n > max(d.Meal, 0) {
		f.Addf("paidBreak", n, valid.ErrOutOfRange, "0 to the minutes of the meal")
	}
	if d.RestBefore != nil {
		checkInt(f, "restBefore", *d.RestBefore, 0, mostRest)
	}
	if !d.Call.IsSet() && !d.Wrap.IsSet() {
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
		{"meal", d.Meal != 0}, {"mealAt", d.MealAt.IsSet()}, {"transport", d.Transport != 0},
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

// checkCalendar tells what the day of the week and the public holidays do not allow.
func (d *WorkingDay) checkCalendar(f *valid.Faults, w *WorkingWeek, holiday bool, day int, sixth bool) {
	switch {
	case !d.HolidayOff:
	case !holiday:
		f.Addf("holidayOff", nil, valid.ErrOutOfRange, "%v is no public holiday in %v", d.Date, w.Territory)
	case w.Term == ByTheDay:
		f.Addf("holidayOff", nil, valid.ErrOutOfRange, "a daily engagement pays none")
	case w.Agreement == Audiovisual && day >= saturday:
		f.Addf("holidayOff", nil, valid.ErrOutOfRange, "none is paid on a Saturday or Sunday (VII.2.2)")
	}
	if d.Unrecovered && d.hasCall() && w.Agreement == Cinema && !holiday && day != sunday && !sixth {
		f.Addf("unrecovered", nil, valid.ErrOutOfRange, "no rest is owed for %v: no public holiday, Sunday or sixth day", d.Date)
	}
}

// checkBreak tells a meal or a transport that is not inside call and wrap, and a meal during the
// transport that is no work.
func (d *WorkingDay) checkBreak(f *valid.Faults, w *WorkingWeek, r *WageRules) {
	s := d.shift(0, w, r)
	presence := s.wrap - s.call
	if d.Transport > presence {
		f.Addf("transport", d.Transport, valid.ErrOutOfRange, "the day has %d minutes", presence)
		return
	}
	if d.Meal < 0 || d.Transport < 0 {
		return // told
	}
	field := "meal"
	if d.MealAt.IsSet() {
		field = "mealAt"
	}
	switch {
	case d.Meal > presence:
		f.Addf("meal", d.Meal, valid.ErrOutOfRange, "the day has %d minutes", presence)
	case s.mealAt < s.call || s.mealEnd > s.wrap:
		f.Addf(field, nil, valid.ErrOutOfRange, "the meal is not between call and wrap")
	case d.Meal > 0 && (s.mealAt < s.start || s.mealEnd > s.end):
		f.Addf(field, nil, valid.ErrOutOfRange, "the meal is during the unpaid transport")
	}
}
