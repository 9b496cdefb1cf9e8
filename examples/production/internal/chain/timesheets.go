package chain

import (
	"errors"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/worktime"
)

// timesheets is timesheets.json: how the days of some weeks of the shoot really were. Days have the number of
// the production report (jour 3) and times are minutes against the plan, so that the sheets stand when the plan
// moves; a day without an entry was as planned.
type timesheets struct {
	// Weeks are how many weeks of the shoot have time sheets, from the first.
	Weeks      int              `json:"weeks" strict:"required"`
	Days       []daySheet       `json:"days" strict:"required,max=400"`
	Exceptions []sheetException `json:"exceptions" strict:"required,max=10000"`
}

// daySheet is a day of the unit that was not as planned.
type daySheet struct {
	// Day is the number of the day of shooting.
	Day int `json:"day" strict:"required"`
	// CallShift and WrapShift are minutes later than planned, negative earlier, MealShift minutes longer
	// on a day that has a meal.
	CallShift int    `json:"callShift"`
	WrapShift int    `json:"wrapShift"`
	MealShift int    `json:"mealShift"`
	Why       string `json:"why" strict:"required"`
}

// sheetException is the day of somebody of the crew that was not that of the unit.
type sheetException struct {
	Day int    `json:"day" strict:"required"`
	Who string `json:"who" strict:"required"`
	// CallShift and WrapShift are minutes later than the unit, negative earlier, Travel minutes of voyage.
	CallShift int    `json:"callShift"`
	WrapShift int    `json:"wrapShift"`
	Travel    int    `json:"travel"`
	Absent    bool   `json:"absent"`
	Why       string `json:"why" strict:"required"`
}

// mostShift is the most minutes that a call or a wrap is moved by, well under the eleven hours of rest of the plan.
// Several together may still run into the next day, which the wages tell.
const mostShift = 6 * 60

// mostSheetWeeks are those of a year.
const mostSheetWeeks = 53

func shift(f *valid.Faults, field string, minutes int) {
	if minutes < -mostShift || minutes > mostShift {
		f.Addf(field, minutes, valid.ErrOutOfRange, "minutes, at most %d", mostShift)
	}
}

func (s *timesheets) check() error {
	var f valid.Faults
	if s.Weeks < 1 || s.Weeks > mostSheetWeeks {
		f.Addf("weeks", s.Weeks, valid.ErrOutOfRange, "1 to %d", mostSheetWeeks)
	}
	s.checkDays(&f)
	s.checkExceptions(&f)
	return f.Err()
}

func (s *timesheets) checkDays(f *valid.Faults) {
	some(f, "days", len(s.Days))
	f.Enter("days")
	for i, d := range s.Days {
		f.Index(i)
		if slices.ContainsFunc(s.Days[:i], func(other daySheet) bool { return other.Day == d.Day }) {
			f.Add("day", d.Day, valid.ErrDuplicate)
		}
		shift(f, "callShift", d.CallShift)
		shift(f, "wrapShift", d.WrapShift)
		shift(f, "mealShift", d.MealShift)
		if d.CallShift == 0 && d.WrapShift == 0 && d.MealShift == 0 {
			f.Addf("", nil, valid.ErrMissing, "what was not as planned")
		}
		needed(f, "why", d.Why)
		f.Leave()
	}
	f.Leave()
}

func (s *timesheets) checkExceptions(f *valid.Faults) {
	some(f, "exceptions", len(s.Exceptions))
	f.Enter("exceptions")
	for i, e := range s.Exceptions {
		f.Index(i)
		if slices.ContainsFunc(s.Exceptions[:i], func(other sheetException) bool { return other.Day == e.Day && other.Who == e.Who }) {
			f.Add("who", e.Who, valid.ErrDuplicate)
		}
		shift(f, "callShift", e.CallShift)
		shift(f, "wrapShift", e.WrapShift)
		if e.Travel < 0 || e.Travel > dayMinutes {
			f.Addf("travel", e.Travel, valid.ErrOutOfRange, "0 to %d minutes", dayMinutes)
		}
		if e.Absent && (e.CallShift != 0 || e.WrapShift != 0 || e.Travel != 0) {
			f.Addf("absent", nil, valid.ErrOutOfRange, "who is absent has no hours")
		}
		if !e.Absent && e.CallShift == 0 && e.WrapShift == 0 && e.Travel == 0 {
			f.Addf("", nil, valid.ErrMissing, "what was not as for the unit")
		}
		needed(f, "why", e.Why)
		f.Leave()
	}
	f.Leave()
}

// exception returns what a sheet tells of somebody on a day, and whether it does.
func (s *timesheets) exception(day int, who string) (sheetException, bool) {
	i := slices.IndexFunc(s.Exceptions, func(e sheetException) bool { return e.Day == day && e.Who == who })
	if i < 0 {
		return sheetException{}, false
	}
	return s.Exceptions[i], true
}

// checkSheets tells exceptions of somebody who is not with the unit.
func (f *film) checkSheets() error {
	var errs []error
	for i, e := range f.timesheets.Exceptions {
		if who, known := f.crew.named(e.Who); !known || !who.OnSet {
			errs = append(errs, &valid.FieldError{
				Path: fmt.Sprintf("document.exceptions[%d].who", i), Value: e.Who,
				Err: fmt.Errorf("%w: crew.json has nobody of that name on the set", valid.ErrReference),
			})
		}
	}
	return inFile("timesheets.json", errors.Join(errs...))
}

// UnitDay is a day of shooting as it is paid: as the time sheet tells, as planned where there is none.
type UnitDay struct {
	Number int        `json:"number"`
	Date   civil.Date `json:"date"`
	// Call and Wrap are those of the unit, a wrap past 24:00 on the next day.
	Call worktime.Clock `json:"call"`
	Wrap worktime.Clock `json:"wrap"`
	// Meal is the length of the meal in minutes, MealAt when it begins; 0 is a day without.
	Meal   int            `json:"meal"`
	MealAt worktime.Clock `json:"mealAt,omitempty"`
	Paris  bool           `json:"paris"`
	Studio bool           `json:"studio"`
	// Sheet says that the day has a time sheet, Why what it tells of the day.
	Sheet bool   `json:"sheet"`
	Why   string `json:"why,omitempty"`
	// Exceptions are who of the crew had other hours.
	Exceptions []UnitException `json:"exceptions,omitempty"`
}

// UnitException is somebody whose day was not that of the unit: minutes against it.
type UnitException struct {
	Who       string `json:"who"`
	CallShift int    `json:"callShift,omitempty"`
	WrapShift int    `json:"wrapShift,omitempty"`
	Travel    int    `json:"travel,omitempty"`
	Absent    bool   `json:"absent,omitempty"`
	Why       string `json:"why"`
}

// unitDays returns the days of the plan as they are paid, and the Mondays of the weeks with time sheets.
func (f *film) unitDays(days []ShootingDay) ([]UnitDay, []civil.Date, error) {
	var mondays []civil.Date
	told := 0
	for _, d := range days {
		if monday := d.Date.Monday(); !slices.Contains(mondays, monday) {
			if len(mondays) == f.timesheets.Weeks {
				break
			}
			mondays = append(mondays, monday)
		}
		told++
	}
	errs := []error{f.timesheets.checkPlan(told)}
	if len(mondays) < f.timesheets.Weeks {
		errs = append(errs, at("weeks", f.timesheets.Weeks, fmt.Errorf("%w: the shoot has %d", valid.ErrOutOfRange, len(mondays))))
	}
	var unit []UnitDay
	for i, d := range days {
		u, err := f.unitDay(d)
		u.Sheet = i < told
		errs = append(errs, err)
		unit = append(unit, u)
	}
	return unit, mondays, inFile("timesheets.json", under("document", joined(errs...)))
}

// checkPlan tells days that are not among those that have sheets: from the first so many.
func (s *timesheets) checkPlan(most int) error {
	var f valid.Faults
	told := func(i, number int) {
		f.Index(i)
		if number < 1 || number > most {
			f.Addf("day", number, valid.ErrReference, "the weeks with sheets have the days 1 to %d of the plan", most)
		}
		f.Leave()
	}
	f.Enter("days")
	for i, d := range s.Days {
		told(i, d.Day)
	}
	f.Leave()
	f.Enter("exceptions")
	for i, e := range s.Exceptions {
		told(i, e.Day)
	}
	f.Leave()
	return f.Err()
}

// unitDay returns a day of the plan with what its sheet tells.
func (f *film) unitDay(d ShootingDay) (UnitDay, error) {
	where := f.shoot.place(d.Location)
	u := UnitDay{
		Number: d.Number, Date: d.Date, Call: d.Call, Wrap: d.Wrap, Paris: where.Paris, Studio: where.Studio,
	}
	i := slices.IndexFunc(f.timesheets.Days, func(s daySheet) bool { return s.Day == d.Number })
	var sheet daySheet
	if i >= 0 {
		sheet = f.timesheets.Days[i]
	}
	u.Call, u.Wrap, u.Why = u.Call+worktime.Clock(sheet.CallShift), u.Wrap+worktime.Clock(sheet.WrapShift), sheet.Why
	var faults valid.Faults
	faults.Enter("days")
	faults.Index(i)
	if u.Call < 0 || u.Call >= dayMinutes {
		faults.Addf("callShift", sheet.CallShift, valid.ErrOutOfRange, "day %d would begin on another date", d.Number)
	}
	if u.Wrap <= u.Call || u.Wrap-u.Call >= dayMinutes {
		faults.Addf("wrapShift", sheet.WrapShift, valid.ErrOutOfRange, "day %d would end before its call, or a day later", d.Number)
	}
	rules := f.shoot.Rules
	u.Meal, u.MealAt = rules.MealMinutes+sheet.MealShift, u.Call+worktime.Clock(rules.MealAfter)
	if rules.MealMinutes == 0 || u.MealAt+worktime.Clock(rules.MealMinutes) >= u.Wrap {
		u.Meal, u.MealAt = 0, 0
	} else if u.Meal < 1 || u.MealAt+worktime.Clock(u.Meal) >= u.Wrap {
		faults.Addf("mealShift", sheet.MealShift, valid.ErrOutOfRange, "the meal of day %d would not be between call and wrap", d.Number)
	}
	if err := faults.Err(); err != nil {
		return u, err
	}
	return u, f.timesheets.except(&u)
}

// except puts in a day who of the crew had other hours, and tells hours that are none.
func (s *timesheets) except(u *UnitDay) error {
	var f valid.Faults
	f.Enter("exceptions")
	for i, e := range s.Exceptions {
		if e.Day != u.Number {
			continue
		}
		u.Exceptions = append(u.Exceptions, UnitException{e.Who, e.CallShift, e.WrapShift, e.Travel, e.Absent, e.Why})
		f.Index(i)
		call, wrap := u.Call+worktime.Clock(e.CallShift), u.Wrap+worktime.Clock(e.WrapShift)
		if call < 0 || call >= dayMinutes {
			f.Addf("callShift", e.CallShift, valid.ErrOutOfRange, "the day of %s would begin on another date", e.Who)
		}
		if wrap <= call || wrap-call >= dayMinutes {
			f.Addf("wrapShift", e.WrapShift, valid.ErrOutOfRange, "the day of %s would end before its call, or a day later", e.Who)
		}
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

// clocks returns the times of somebody who is there from a call to a wrap, as times of day, and the meal when it
// is between them.
func (u UnitDay) clocks(call, wrap worktime.Clock) (from, to *worktime.Clock, meal int, mealAt *worktime.Clock) {
	from, to = new(call%dayMinutes), new(wrap%dayMinutes)
	if u.Meal == 0 || call >= u.MealAt || u.MealAt+worktime.Clock(u.Meal) >= wrap {
		return from, to, 0, nil
	}
	return from, to, u.Meal, new(u.MealAt % dayMinutes)
}
