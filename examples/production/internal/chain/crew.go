package chain

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
	"github.com/bobine-film/bobine/worktime"
)

// crew is crew.json: who is engaged for the shoot.
type crew struct {
	Engagements []engagement `json:"engagements" strict:"required,max=1000"`
}

// engagement is that of a technician by the week, for the shoot and so many weeks before and after it.
type engagement struct {
	Name string `json:"name" strict:"required"`
	// Job is the function by its exact name in the grid of the cinema agreement.
	Job       string `json:"job" strict:"required"`
	Account   string `json:"account" strict:"required"`
	Executive bool   `json:"executive" strict:"required"`
	// OnSet says that the hours of the shoot are those of the unit; others work the guaranteed week.
	OnSet       bool `json:"onSet" strict:"required"`
	WeeksBefore int  `json:"weeksBefore" strict:"required"`
	WeeksAfter  int  `json:"weeksAfter" strict:"required"`
	// Weekly is the agreed pay for 39 hours; nil is the minimum of the grid.
	Weekly *money.Amount `json:"weekly"`
	// WithholdingRate is that of the tax office, in percent; nil is the neutral rate.
	WithholdingRate *money.Decimal `json:"withholdingRate"`
}

func (c *crew) check() error {
	var f valid.Faults
	names := map[string]bool{}
	some(&f, "engagements", len(c.Engagements))
	f.Enter("engagements")
	for i, e := range c.Engagements {
		f.Index(i)
		needed(&f, "name", e.Name)
		needed(&f, "job", e.Job)
		if e.Name != "" && names[e.Name] {
			f.Add("name", e.Name, valid.ErrDuplicate)
		}
		names[e.Name] = true
		weeks(&f, "weeksBefore", e.WeeksBefore)
		weeks(&f, "weeksAfter", e.WeeksAfter)
		if e.WithholdingRate != nil {
			percentage(&f, "withholdingRate", *e.WithholdingRate)
		}
		if e.Weekly != nil {
			positive(&f, "weekly", *e.Weekly)
		}
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

func weeks(f *valid.Faults, field string, n int) {
	if n < 0 || n > 100 {
		f.Addf(field, n, valid.ErrOutOfRange, "0 to 100")
	}
}

// checkCrewMinima tells functions that the grid does not have, and agreed pay below its minimum.
func (f *film) checkCrewMinima(rules *payroll.WageRules, on civil.Date) error {
	var faults valid.Faults
	faults.Enter("engagements")
	for i, e := range f.crew.Engagements {
		faults.Index(i)
		least, err := rules.MinimumOf(payroll.Function{Agreement: payroll.Cinema, Job: e.Job}, "", on)
		switch {
		case err != nil:
			faults.Add("job", e.Job, at("", nil, err))
		case e.Weekly != nil && e.Weekly.Compare(least.Weekly) < 0:
			faults.Addf("weekly", *e.Weekly, valid.ErrOutOfRange, "the minimum of the grid is %v", least.Weekly)
		}
		faults.Leave()
	}
	faults.Leave()
	return inFile("crew.json", under("document", faults.Err()))
}

// checkNames tells somebody of the crew who is in the cast too: people are known by their names.
func (f *film) checkNames() error {
	var faults valid.Faults
	for i, e := range f.crew.Engagements {
		if slices.ContainsFunc(f.cast.Players, func(p player) bool { return p.Name == e.Name }) {
			faults.Addf(fmt.Sprintf("document.engagements[%d].name", i), e.Name, valid.ErrDuplicate, "cast.json has it")
		}
	}
	return inFile("crew.json", faults.Err())
}

// named returns who of the crew has a name, and whether somebody has.
func (c *crew) named(name string) (engagement, bool) {
	i := slices.IndexFunc(c.Engagements, func(e engagement) bool { return e.Name == name })
	if i < 0 {
		return engagement{}, false
	}
	return c.Engagements[i], true
}

// The hours of a day that is not spent with the unit: a fifth of 39, with an hour for lunch.
const (
	officeCall = worktime.Clock(9 * 60)
	officeWrap = officeCall + 60 + 39*60/5
	officeMeal = 60
	dayMinutes = 24 * 60
	weekLength = 7
)

// member pays a technician for the weeks of the engagement, each from its hours.
func (f *film) member(i int, p *Production, calendar civil.Calendar) (Person, error) {
	e := f.crew.Engagements[i]
	w := Person{Who: e.Name, Job: e.Job, Account: e.Account, Executive: e.Executive, Shot: []civil.Date{}, Breaches: []payroll.Breach{}}
	var err error
	if w.Engaged, err = e.period(p.Schedule.Days); err != nil {
		return w, f.inCrew(i, err)
	}
	weeks := f.weeksOf(e, &w, p.Payroll.Days, calendar)
	if w.Wages, err = payroll.ComputeWages(weeks, payroll.WageParameters{}); err != nil {
		return w, f.inCrew(i, err)
	}
	var days []payroll.WorkedDay
	for n := range weeks {
		paid, err := spreadWage(weeks[n], w.Wages[n])
		if err != nil {
			return w, f.inCrew(i, err)
		}
		days = append(days, paid...)
		w.Breaches = append(w.Breaches, w.Wages[n].Breaches...)
	}
	slip := f.engagementFor(e.Name, e.WithholdingRate)
	// The contract goes on over weekends, so its days are those of the calendar (CSS R242-2).
	slip.Category, slip.Executive, slip.CeilingMethod = payroll.Technician, e.Executive, payroll.Calendar
	slip.AccidentRate = &f.employer.AccidentRate
	return w, f.inCrew(i, w.pay(slip, days))
}

// inCrew gives a fault of somebody's weeks the file that it came from: hours are those of the time sheets.
func (f *film) inCrew(i int, err error) error {
	var errs []error
	for _, e := range valid.List(err) {
		var fault *valid.FieldError
		if errors.As(e, &fault) && strings.Contains(fault.Path, "days[") {
			errs = append(errs, inFile("timesheets.json", at("document", f.crew.Engagements[i].Name, e)))
			continue
		}
		errs = append(errs, inFile("crew.json", under(fmt.Sprintf("document.engagements[%d]", i), e)))
	}
	return joined(errs...)
}

// period returns the first and last day of an engagement. Weeks before the shoot end with the week that it
// begins in, weeks after it begin with the one that it ends in.
func (e engagement) period(days []ShootingDay) (civil.Period, error) {
	whole := civil.Period{From: days[0].Date, To: days[len(days)-1].Date}
	var err error
	if e.WeeksBefore > 0 {
		if whole.From, err = whole.From.Monday().AddDays(-weekLength * e.WeeksBefore); err != nil {
			return whole, at("weeksBefore", e.WeeksBefore, err)
		}
	}
	if e.WeeksAfter > 0 {
		if whole.To, err = whole.To.Monday().AddDays(weekLength*(e.WeeksAfter+1) - 1); err != nil {
			return whole, at("weeksAfter", e.WeeksAfter, err)
		}
	}
	return whole, nil
}

// weeksOf returns the weeks of an engagement with each day that is paid, and notes the days with the unit.
func (f *film) weeksOf(e engagement, w *Person, unit []UnitDay, calendar civil.Calendar) []payroll.WorkingWeek {
	var weeks []payroll.WorkingWeek
	for date := range w.Engaged.All() {
		day, paid := f.dayOf(e, date, unit, calendar, w)
		if !paid {
			continue
		}
		if monday := date.Monday(); len(weeks) == 0 || weeks[len(weeks)-1].Date != monday {
			week := payroll.WorkingWeek{
				ID: fmt.Sprintf("%s, %v", e.Name, monday), Date: monday, Agreement: f.employer.Agreement, Job: e.Job,
				Term: payroll.ByTheWeek, WeeklyPay: e.Weekly,
			}
			week.Setting, week.Paris = settingOf(e, monday, unit)
			weeks = append(weeks, week)
		}
		this := &weeks[len(weeks)-1]
		this.Days = append(this.Days, day)
	}
	return weeks
}

// settingOf returns what a technician works on in a week, and whether all of it is in the Paris region.
func settingOf(e engagement, monday civil.Date, unit []UnitDay) (worktime.Setting, bool) {
	shot, studio, paris := false, true, true
	for _, u := range unit {
		if e.OnSet && u.Date.Monday() == monday {
			shot, studio, paris = true, studio && u.Studio, paris && u.Paris
		}
	}
	switch {
	case shot && studio:
		return worktime.Studio, paris
	case shot:
		return worktime.Shoot, paris
	case monday.After(unit[len(unit)-1].Date):
		return worktime.Post, false
	}
	return worktime.Prep, false
}

// dayOf returns a day of a technician, and whether it is paid: with the unit on a day of shooting, off and paid
// on a public holiday, else a day of the guaranteed week.
func (f *film) dayOf(e engagement, date civil.Date, unit []UnitDay, calendar civil.Calendar, w *Person) (payroll.WorkingDay, bool) {
	day := payroll.WorkingDay{Date: date}
	for _, u := range unit {
		if !e.OnSet || u.Date != date {
			continue
		}
		own, told := f.timesheets.exception(u.Number, e.Name)
		if told && own.Absent {
			w.Absent = append(w.Absent, date)
			return day, false
		}
		w.Shot = append(w.Shot, date)
		day.Travel = own.Travel
		day.Call, day.Wrap, day.Meal, day.MealAt = u.clocks(u.Call+worktime.Clock(own.CallShift), u.Wrap+worktime.Clock(own.WrapShift))
		return day, true
	}
	weekend := date.Weekday() == time.Saturday || date.Weekday() == time.Sunday
	if _, holiday := civil.HolidayOn(date, civil.Metropole); holiday && !weekend {
		day.HolidayOff = true
		return day, true
	}
	call, wrap := officeCall, officeWrap
	if e.OnSet {
		call, wrap = f.rested(date, unit)
	}
	day.Call, day.Wrap, day.Meal = new(call), new(wrap), officeMeal
	return day, calendar.IsWorking(date)
}

// rested returns the hours of a day without shooting between two with: they begin later after a night, and end
// so that everybody has rested before the next call. Where that leaves no day they are those of the office.
func (f *film) rested(date civil.Date, unit []UnitDay) (call, wrap worktime.Clock) {
	call, wrap = officeCall, officeWrap
	rest := worktime.Clock(f.shoot.Rules.RestMinutes)
	for _, u := range unit {
		switch {
		case date.DaysSince(u.Date) == 1:
			late := max(0, u.Wrap-dayMinutes+rest-officeCall)
			call, wrap = call+late, wrap+late
		case u.Date.DaysSince(date) == 1:
			wrap = min(wrap, u.Call+dayMinutes-rest)
		}
	}
	if wrap <= call+officeMeal || call >= dayMinutes {
		return officeCall, officeWrap
	}
	return call, wrap
}
