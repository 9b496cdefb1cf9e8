package payroll

import (
	"errors"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Errors of engagements of performers, for errors.Is.
var (
	// ErrNoHours reports hours, or another field of a day paid for its hours, on a day of work that
	// is paid by the piece: a rehearsal in film, a post-synchronisation, a journey.
	ErrNoHours = errors.New("is of no use: the work of the day is not paid for its hours")
	// ErrOtherGrid reports a field or a work that the grid does not have.
	ErrOtherGrid = errors.New("is not of this grid")
	// ErrOverlap reports a day that begins before the end of the one before it, or on its date.
	ErrOverlap = errors.New("overlaps the day before it in the list")
)

// check tells the faults of an engagement.
func (e *PerformerEngagement) check(f *valid.Faults, table law.Table[money.Decimal]) {
	valid.OneOf(f, "grid", e.Grid, performerGrids)
	valid.OneOf(f, "engagement", e.Term, terms)
	if _, err := e.Territory.MarshalText(); err != nil {
		f.Add("territory", nil, err)
	}
	for _, pay := range []struct {
		field  string
		amount *money.Amount
	}{{"pay", e.Pay}, {"rehearsalPay", e.RehearsalPay}} {
		if a := pay.amount; a != nil && (a.Sign() <= 0 || a.Compare(maxGross) > 0) {
			f.Addf(pay.field, *a, valid.ErrOutOfRange, "more than 0.00, at most %v", maxGross)
		}
	}
	if !slices.Contains(performerGrids, e.Grid) {
		return // nothing more can be said without
	}
	known := e.checkFunction(f)
	e.checkFields(f)
	e.checkDays(f)
	if known && len(e.Days) > 0 && !e.Days[0].Date.IsZero() {
		e.checkDates(f, table)
	}
}

// checkFunction tells a function that the grid does not have.
func (e *PerformerEngagement) checkFunction(f *valid.Faults) bool {
	if e.Function == "" {
		f.Add("function", nil, valid.ErrMissing)
		return false
	}
	if f.Full() {
		return false
	}
	if err := e.Grid.checkFunction(e.Function); err != nil {
		f.Add("function", e.Function, err)
		return false
	}
	return true
}

// ofGrid tells fields that are given and that the grid does not have.
func ofGrid(f *valid.Faults, fields []castField) {
	for _, field := range fields {
		if field.given && !field.allowed {
			f.Add(field.name, nil, ErrOtherGrid)
		}
	}
}

// castField is an optional field, whether it is given, and whether the grid has it.
type castField struct {
	name           string
	given, allowed bool
}

// checkFields tells what the grid and the term do not allow.
func (e *PerformerEngagement) checkFields(f *valid.Faults) {
	ofGrid(f, []castField{
		{"paris", e.Paris, e.Grid.isFilm()},
		{"studio", e.Studio, e.Grid.isFilm()},
		{"territory", e.Territory != 0, e.Grid.isFilm()},
		{"severalVersions", e.SeveralVersions, e.Grid == FeatureFilm},
		{"outsideArea", e.OutsideArea, e.Grid == FilmExtra},
		{"rehearsalPay", e.RehearsalPay != nil, e.Grid.isFilm() || e.Function == varietyArtist},
	})
	if e.OutsideArea && e.Pay == nil {
		f.Addf("pay", nil, valid.ErrMissing, "the grid does not apply outside its area")
	}
	if e.Term == ByTheDay {
		for _, field := range []castField{{"weeks", e.Weeks != 0, false}, {"weekDays", e.WeekDays != 0, false}} {
			if field.given {
				f.Addf(field.name, nil, valid.ErrOutOfRange, "a daily engagement has none")
			}
		}
	}
	if e.Term == ByTheWeek {
		most := mostDays
		if e.Grid == Television {
			most = mostDays - 1
		}
		checkInt(f, "weekDays", e.WeekDays, mostDays-1, most)
		checkInt(f, "weeks", e.Weeks, 1, mostCastWeeks)
	}
}

// checkDates tells a first day before the grid, and too few weeks or too many days under the rules
// of that day.
func (e *PerformerEngagement) checkDates(f *valid.Faults, table law.Table[money.Decimal]) {
	on := e.Days[0].Date
	key := e.minimumKey("day")
	if _, err := table.At(key, on); err != nil {
		f.Enter("days")
		f.Index(0)
		f.Add("date", on, err)
		f.Leave()
		f.Leave()
		return
	}
	count := func(key string) int {
		v, err := table.At(string(e.Grid)+"/"+key, on)
		if err != nil {
			return 0
		}
		n, _ := v.Value.Scaled(0)
		return int(n)
	}
	if least := count("weeks"); e.Term == ByTheWeek && e.Weeks > 0 && e.Weeks < least {
		f.Addf("weeks", e.Weeks, valid.ErrOutOfRange, "a weekly engagement has at least %d", least)
	}
	if most := count("days"); e.Term == ByTheDay && e.Grid == ShortFilm && e.cachetDays() > most {
		f.Addf("engagement", e.Term, valid.ErrOutOfRange, "a daily engagement in a short film has at most %d days", most)
	}
}

// checkDays tells the faults of the days and of their order.
func (e *PerformerEngagement) checkDays(f *valid.Faults) {
	f.Enter("days")
	defer f.Leave()
	if len(e.Days) == 0 {
		f.Add("", nil, valid.ErrMissing)
		return
	}
	if len(e.Days) > mostCastDays {
		f.Addf("", len(e.Days), valid.ErrOutOfRange, "at most %d", mostCastDays)
		return
	}
	var first, last civil.Date
	begun := e.firstCachet()
	lastWrap := 0 // minutes from the first date
	worked := map[civil.Date]int{}
	for i := range e.Days {
		d := &e.Days[i]
		f.Index(i)
		e.checkDay(f, d)
		switch {
		case d.Date.IsZero():
			f.Add("date", nil, valid.ErrMissing)
		case !last.IsZero() && d.Date == last:
			f.Add("date", d.Date, ErrOverlap)
		case !last.IsZero() && d.Date.Before(last):
			f.Addf("date", d.Date, valid.ErrOutOfRange, "after %v, the day before it in the list", last)
		default:
			if first.IsZero() {
				first = d.Date
			}
			last = d.Date
			if d.hasCall() && d.hasTimes() {
				call, wrap := d.span(d.Date.DaysSince(first))
				if call < lastWrap {
					f.Add("call", *d.Call, ErrOverlap)
				}
				lastWrap = wrap
			}
			if e.isDay(d) {
				e.checkWeek(f, d, begun, worked)
			}
		}
		f.Leave()
	}
}

// checkWeek tells a seventh day of work of a civil week (CT L3132-1), and a day after the weeks
// of the engagement, which begin on its first day with a cachet.
func (e *PerformerEngagement) checkWeek(f *valid.Faults, d *PerformerDay, first civil.Date, worked map[civil.Date]int) {
	monday := d.Date.Monday()
	if worked[monday]++; worked[monday] > mostDays {
		f.Addf("date", d.Date, valid.ErrOutOfRange, "a week has at most %d days of work", mostDays)
	}
	if e.Term == ByTheWeek && e.Weeks > 0 && d.Date.DaysSince(first) >= e.Weeks*daysOfWeek {
		f.Addf("date", d.Date, valid.ErrOutOfRange, "within the %d weeks of the engagement", e.Weeks)
	}
}

// span returns call and wrap of a day with a call, in minutes from the midnight of a day 0. A
// wrap at or before the call is on the next day.
func (d *PerformerDay) span(day int) (call, wrap int) {
	return d.times().span(day)
}

// times are those of the day as those of a technician's.
func (d *PerformerDay) times() *WorkingDay {
	return &WorkingDay{Call: d.Call, Wrap: d.Wrap, Meal: d.Meal, MealAt: d.MealAt}
}

func (d *PerformerDay) clocks() [3]dayClock { return d.times().clocks() }

func (d *PerformerDay) hasTimes() bool { return d.times().hasTimes() }

// checkDay tells the faults that a day has by itself.
func (e *PerformerEngagement) checkDay(f *valid.Faults, d *PerformerDay) {
	work := d.work()
	switch {
	case !slices.Contains(castWorks, work):
		valid.OneOf(f, "work", work, castWorks)
		return
	case !slices.Contains(worksOf[e.Grid], work) || e.isKnown() && !e.has(work):
		f.Add("work", work, ErrOtherGrid)
		return
	case work == CastRetake && e.Term == ByTheWeek:
		f.Addf("work", work, valid.ErrOutOfRange, "a weekly engagement pays none")
	}
	ofGrid(f, []castField{
		{"makeUp", d.MakeUp != 0, e.Grid == FeatureFilm || e.Grid == FilmExtra},
		{"unrecovered", d.Unrecovered, e.Grid == FilmExtra},
		{"transport", d.Transport != 0, e.Grid == Television},
		{"live", d.Live, e.Grid == Television},
		{"payingPublic", d.PayingPublic, e.Grid == Television},
		{"isolated", d.Isolated, e.Grid == Television && e.Term == ByTheDay},
		{"overrun", d.Overrun, e.Grid == Television && e.Term == ByTheDay},
		{"supplements", len(d.Supplements) > 0, len(castSupplements[e.Grid]) > 0},
	})
	e.checkUse(f, d, work)
	if d.RestBefore != nil {
		checkInt(f, "restBefore", *d.RestBefore, 0, mostRest)
	}
	for _, field := range []struct {
		name    string
		minutes int
	}{{"meal", d.Meal}, {"makeUp", d.MakeUp}, {"travel", d.Travel}, {"transport", d.Transport}} {
		if field.minutes < 0 || field.minutes > minutesOfDay {
			f.Addf(field.name, field.minutes, valid.ErrOutOfRange, "0 to %d minutes", minutesOfDay)
		}
	}
	e.checkClock(f, d)
	e.checkSupplements(f, d)
}

// isKnown reports whether the grid has the function, without which nothing can be said of what
// depends on it.
func (e *PerformerEngagement) isKnown() bool {
	return slices.Contains(performerIndex()[e.Grid], e.Function)
}

// has reports whether the function of the engagement is paid for a work: readings are of drama
// (1734 art. 5.14.1.2), sessions of the lyric (art. 5.14.3.2).
func (e *PerformerEngagement) has(work CastWork) bool {
	switch work {
	case CastReading:
		return e.Function == dramaticArtist
	case CastSession:
		return e.Function == "Soliste lyrique" || e.Function == "Artiste des chœurs"
	}
	return true
}

// checkUse tells fields that the work of the day does not have.
func (e *PerformerEngagement) checkUse(f *valid.Faults, d *PerformerDay, work CastWork) {
	if !e.isDay(d) {
		for _, field := range []castField{
			{name: "call", given: d.Call != nil}, {name: "wrap", given: d.Wrap != nil}, {name: "meal", given: d.Meal != 0},
			{name: "mealAt", given: d.MealAt != nil}, {name: "makeUp", given: d.MakeUp != 0},
			{name: "restBefore", given: d.RestBefore != nil}, {name: "transport", given: d.Transport != 0},
			{name: "live", given: d.Live}, {name: "payingPublic", given: d.PayingPublic},
			{name: "isolated", given: d.Isolated}, {name: "overrun", given: d.Overrun},
			{name: "unrecovered", given: d.Unrecovered},
		} {
			if field.given {
				f.Add(field.name, nil, ErrNoHours)
			}
		}
	}
	hasParts := work == CastPostSync || work == CastRehearsal && !e.isDay(d)
	switch {
	case d.Parts != 0 && !hasParts:
		f.Addf("parts", d.Parts, valid.ErrOutOfRange, "the work of the day has none")
	case d.Parts < 0 || d.Parts > 2:
		f.Addf("parts", d.Parts, valid.ErrOutOfRange, "1 or 2")
	}
	switch {
	case work == CastTravel && d.Travel == 0:
		f.Add("travel", nil, valid.ErrMissing)
	case work != CastTravel && d.Travel != 0:
		f.Addf("travel", d.Travel, valid.ErrOutOfRange, "on a day of travel alone")
	}
	if work == CastCall && len(d.Supplements) == 0 {
		f.Addf("supplements", nil, valid.ErrMissing, "the day has nothing else")
	}
}

// checkClock tells times that do not fit together.
func (e *PerformerEngagement) checkClock(f *valid.Faults, d *PerformerDay) {
	for _, c := range d.clocks() {
		if !c.isTime() {
			f.Addf(c.field, *c.at, valid.ErrOutOfRange, "a time of day")
		}
	}
	switch {
	case d.Call != nil && d.Wrap == nil:
		f.Addf("wrap", nil, valid.ErrMissing, "a day with a call has one")
		return
	case d.Wrap != nil && d.Call == nil:
		f.Addf("call", nil, valid.ErrMissing, "a day with a wrap has one")
		return
	case !d.hasCall():
		if e.isDay(d) && (d.Meal != 0 || d.MealAt != nil) {
			f.Addf("call", nil, valid.ErrMissing, "a day with a meal has one")
		}
		return
	}
	if d.Meal < 0 || d.MakeUp < 0 || !d.hasTimes() {
		return // told
	}
	s := d.shift(0)
	presence := s.wrap - s.call
	switch {
	case d.Meal > presence:
		f.Addf("meal", d.Meal, valid.ErrOutOfRange, "the day has %d minutes", presence)
	case d.MakeUp > presence-d.Meal:
		f.Addf("makeUp", d.MakeUp, valid.ErrOutOfRange, "the day has %d minutes without the meal", presence-d.Meal)
	case s.mealAt < s.call || s.mealEnd > s.wrap:
		f.Addf("mealAt", nil, valid.ErrOutOfRange, "the meal is not between call and wrap")
	}
}

// checkSupplements tells supplements that the grid or the function does not have.
func (e *PerformerEngagement) checkSupplements(f *valid.Faults, d *PerformerDay) {
	if len(castSupplements[e.Grid]) == 0 {
		return // told
	}
	f.Enter("supplements")
	defer f.Leave()
	if len(d.Supplements) > mostSupplements {
		f.Addf("", len(d.Supplements), valid.ErrOutOfRange, "at most %d", mostSupplements)
		return
	}
	for i, s := range d.Supplements {
		f.Index(i)
		code, found := supplementOf(e.Grid, s.Code)
		switch {
		case !found:
			valid.OneOf(f, "code", s.Code, CastSupplements(e.Grid))
		case !e.isKnown():
		case (code == codeCostumeSpecial || code == codeCostumeVerySpecial) && e.Function != "Figurant":
			f.Addf("code", s.Code, valid.ErrOutOfRange, "of a Figurant alone (annexe III.2.B.1)")
		case code == codeCastingCall && e.Function != "Doublure simple" && e.Function != "Doublure polyvalente":
			f.Addf("code", s.Code, valid.ErrOutOfRange, "of a double alone (annexe III.2.B.3)")
		}
		if slices.ContainsFunc(d.Supplements[:i], func(other CastSupplement) bool { return other.Code == s.Code }) {
			f.Add("code", s.Code, valid.ErrDuplicate)
		}
		if s.Count < 0 || s.Count > mostPieces {
			f.Addf("count", s.Count, valid.ErrOutOfRange, "1 to %d", mostPieces)
		}
		f.Leave()
	}
}
