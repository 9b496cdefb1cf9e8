package chain

import (
	"errors"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
	"github.com/bobine-film/bobine/schedule"
	"github.com/bobine-film/bobine/worktime"
)

// cast is cast.json: who plays and on which terms.
type cast struct {
	Players []player   `json:"players" strict:"required,max=1000"`
	Extras  extraTerms `json:"extras" strict:"required"`
}

// player is somebody of the cast with the contract.
type player struct {
	// Role is the name of the screenplay, Name that of who plays it.
	Role    string `json:"role" strict:"required"`
	Name    string `json:"name" strict:"required"`
	Account string `json:"account" strict:"required"`
	// Contract is "week", whose Fee is that of a week, "day", whose days of waiting are paid as those of
	// work, or "no-hold", whose days of waiting are not paid.
	Contract  schedule.Contract `json:"contract" strict:"required"`
	Fee       money.Amount      `json:"fee" strict:"required"`
	BirthDate civil.Date        `json:"birthDate"`
	// WithholdingRate is that of the tax office, in percent; nil is the neutral rate.
	WithholdingRate *money.Decimal `json:"withholdingRate"`
	// Permit is the authorisation of a child under sixteen.
	Permit    *worktime.Permit      `json:"permit"`
	School    []civil.Period        `json:"schoolHolidays" strict:"max=100"`
	Available schedule.Availability `json:"available"`
}

func (c *cast) check() error {
	var f valid.Faults
	roles, names := map[string]bool{}, map[string]bool{}
	some(&f, "players", len(c.Players))
	f.Enter("players")
	for i, p := range c.Players {
		f.Index(i)
		needed(&f, "role", p.Role)
		needed(&f, "name", p.Name)
		if p.Role != "" && roles[p.Role] {
			f.Add("role", p.Role, valid.ErrDuplicate)
		}
		if p.Name != "" && names[p.Name] {
			f.Add("name", p.Name, valid.ErrDuplicate)
		}
		roles[p.Role], names[p.Name] = true, true
		positive(&f, "fee", p.Fee)
		if p.WithholdingRate != nil {
			percentage(&f, "withholdingRate", *p.WithholdingRate)
		}
		if p.Permit != nil && p.BirthDate.IsZero() {
			f.Addf("birthDate", nil, valid.ErrMissing, "a child with a permit has one")
		}
		p.checkSchool(&f)
		if p.Contract == schedule.Flat {
			f.Addf("contract", p.Contract, valid.ErrOneOf, "day, week or no-hold")
		}
		f.Leave()
	}
	f.Leave()
	return joined(f.Err(), under("extras", c.Extras.check()))
}

// longestHolidays are more days than any school holidays have.
const longestHolidays = 100

func (p player) checkSchool(f *valid.Faults) {
	if p.School != nil {
		some(f, "schoolHolidays", len(p.School))
	}
	f.Enter("schoolHolidays")
	for i, holidays := range p.School {
		if holidays.Days() > longestHolidays {
			f.Index(i)
			f.Addf("", holidays, valid.ErrOutOfRange, "at most %d days", longestHolidays)
			f.Leave()
		}
	}
	f.Leave()
}

// terms are those of the player as the plan of the shoot has them.
func (p player) terms() schedule.ShootCast {
	c := schedule.ShootCast{
		Name: p.Role, Contract: p.Contract, BirthDate: p.BirthDate, Permit: p.Permit, SchoolHolidays: p.School, Available: p.Available,
	}
	switch p.Contract {
	case schedule.ByWeek:
		c.Week = p.Fee
	case schedule.ByDay:
		c.Day, c.Hold = p.Fee, p.Fee
	default:
		c.Day = p.Fee
	}
	return c
}

const (
	// performer is the function of a player in the grid of feature films.
	performer = "Artiste-interprète"
	// leastWeeks is the least length of a weekly engagement of a performer (IDCC 3097, title III, sub-title I, art. 2.1).
	leastWeeks = 2
	// cachetHours are those that a cachet pays in a feature film (the same, art. 4.4).
	cachetHours = 8
)

// castWeek is the number of cachets of a week.
func (f *film) castWeek() int { return min(max(f.shoot.Rules.WeekDays, 5), 6) }

// player pays a player the cachets of the contract.
func (f *film) player(i int, p *Production, calendar civil.Calendar) (Person, error) {
	who, there := f.cast.Players[i], p.Schedule.Cast[i]
	w := Person{
		Who: who.Name, Job: who.Role, Artist: true, Account: who.Account, Contract: who.Contract, Shot: there.Worked, Held: there.Held,
		Breaches: []payroll.Breach{},
	}
	worked, shifts, err := f.castDays(who, there.Worked, p)
	if err != nil {
		return w, inFile("timesheets.json", under("document", err))
	}
	pay := f.payCachets
	if who.Contract == schedule.ByWeek {
		pay = f.payWeeks
	}
	days, err := pay(&w, who, worked, p.Payroll.Days)
	if err == nil {
		slip := f.artist(who.Name, who.WithholdingRate)
		// A contract goes on over weekends, so its days are those of the calendar (CSS R242-2).
		slip.CeilingMethod = payroll.Calendar
		err = w.pay(slip, contractsOf(who.Contract, days, calendar)...)
	}
	if err == nil && !who.BirthDate.IsZero() {
		w.Hours, err = f.hoursOf(who, shifts)
	}
	for _, pay := range w.Pay {
		w.Breaches = append(w.Breaches, pay.Breaches...)
	}
	return w, inFile("cast.json", under(fmt.Sprintf("document.players[%d]", i), err))
}

// checkCastMinima tells fees below the minimum of the grid, and minors who are none.
func (f *film) checkCastMinima(on civil.Date) error {
	var faults valid.Faults
	unit := map[bool]string{false: "day", true: fmt.Sprintf("week%d", f.castWeek())}
	for i, p := range f.cast.Players {
		if !p.BirthDate.IsZero() && !isChild(p, on) {
			faults.Addf(fmt.Sprintf("players[%d].birthDate", i), p.BirthDate, valid.ErrOutOfRange, "a birth date is given of minors, a permit of children under sixteen")
		}
		err := below(p.Fee, payroll.FeatureFilm, performer, unit[p.Contract == schedule.ByWeek], on)
		if err != nil {
			faults.Add(fmt.Sprintf("players[%d].fee", i), p.Fee, err)
		}
	}
	if err := below(f.cast.Extras.Fee, payroll.FilmExtra, f.cast.Extras.Function, "day", on); err != nil {
		field := "extras.fee"
		if !errors.Is(err, valid.ErrOutOfRange) {
			field = "extras.function"
		}
		faults.Add(field, nil, err)
	}
	return inFile("cast.json", under("document", faults.Err()))
}

// checkMinors tells roles of children that cast.json has no birth date of, and children that breakdown.json takes for
// adults, so that nothing is brought for them. A child under sixteen has a permit (Code du travail, art. L7124-1).
func (f *film) checkMinors() error {
	minor, known := map[string]bool{}, map[string]int{}
	for i, item := range f.breakdown.Catalogue.Items {
		if item.Category == schedule.Cast {
			minor[item.Name], known[item.Name] = item.Minor, i
		}
	}
	var players, items valid.Faults
	players.Enter("document")
	items.Enter("document")
	for i, p := range f.cast.Players {
		field := fmt.Sprintf("players[%d]", i)
		switch at, found := known[p.Role]; {
		case minor[p.Role] && p.BirthDate.IsZero():
			players.Addf(field+".birthDate", nil, valid.ErrMissing, "breakdown.json has a minor in the role")
		case !minor[p.Role] && !p.BirthDate.IsZero() && found:
			items.Addf(fmt.Sprintf("catalogue.items[%d].minor", at), p.Role, valid.ErrMissing, "cast.json has a minor in the role")
		case !minor[p.Role] && !p.BirthDate.IsZero():
			items.Addf("catalogue.items", p.Role, valid.ErrMissing, "cast.json has a minor in the role")
		}
		under16, err := p.BirthDate.AddYears(16)
		if p.Permit == nil && !p.BirthDate.IsZero() && err == nil && under16.After(f.shoot.Period.From) {
			players.Addf(field+".permit", nil, valid.ErrMissing, "a child under sixteen has one")
		}
	}
	if f.checkNumbers() == nil { // else scenes have the sheets of others
		f.checkPermits(&players)
	}
	return joined(inFile("cast.json", players.Err()), inFile("breakdown.json", items.Err()))
}

// checkPermits tells permits that are shorter than a scene of the child.
func (f *film) checkPermits(faults *valid.Faults) {
	for _, s := range f.brokenDown().Scenes {
		for i, p := range f.cast.Players {
			if p.Permit != nil && p.Permit.DailyMinutes > 0 && s.Minutes > p.Permit.DailyMinutes && slices.Contains(s.Characters, p.Role) {
				faults.Addf(fmt.Sprintf("players[%d].permit.dailyMinutes", i), p.Permit.DailyMinutes, valid.ErrOutOfRange,
					"scene %s takes %d", s.ID, s.Minutes)
			}
		}
	}
}

// isChild reports whether a player is born on a day, and under eighteen, or with a permit under sixteen.
func isChild(p player, on civil.Date) bool {
	age := 18
	if p.Permit != nil {
		age = 16
	}
	of, err := p.BirthDate.AddYears(age)
	return p.BirthDate.Before(on) && err == nil && of.After(on)
}

// below returns what is wrong with a fee: that it is below the minimum, or that the grid has none.
func below(fee money.Amount, grid payroll.PerformerGrid, function, unit string, on civil.Date) error {
	minima, err := payroll.PerformerParameters{}.Minima(grid, function, on)
	if err != nil {
		return at("", nil, err)
	}
	for _, m := range minima {
		if m.Unit != unit {
			continue
		}
		least, err := m.Amount.Round()
		if err != nil {
			return at("", nil, err)
		}
		if fee.Compare(least) < 0 {
			return fmt.Errorf("%w: the minimum of the grid is %v", valid.ErrOutOfRange, least)
		}
	}
	return nil
}

// artist is what the payslips of performers have in common.
func (f *film) artist(who string, rate *money.Decimal) payroll.Engagement {
	e := f.engagementFor(who, rate)
	e.Category = payroll.Artist
	return e
}

// castDays returns the days that a player works, from the first scene of each to the last, and the same as shifts.
func (f *film) castDays(who player, dates []civil.Date, p *Production) (days []payroll.PerformerDay, shifts []worktime.Shift, err error) {
	plays := map[string]bool{}
	for _, s := range p.Schedule.Shoot.Scenes {
		plays[s.ID] = slices.Contains(s.Cast, who.Role)
	}
	for n, u := range p.Payroll.Days {
		if !slices.Contains(dates, u.Date) {
			continue
		}
		call, wrap, fault := f.onSet(p.Schedule.Days[n], u, plays)
		if fault != nil {
			return nil, nil, fault
		}
		day := payroll.PerformerDay{Date: u.Date}
		day.Call, day.Wrap, day.Meal, day.MealAt = u.clocks(call, wrap)
		days = append(days, day)
		shift := worktime.Shift{Date: u.Date, Call: call, Wrap: wrap, Setting: worktime.Shoot}
		if u.Studio {
			shift.Setting = worktime.Studio
		}
		if day.Meal > 0 {
			shift.Breaks = []worktime.Break{{At: u.MealAt, Minutes: u.Meal}}
		}
		shifts = append(shifts, shift)
	}
	return days, shifts, nil
}

// onSet returns when the first scene that needs somebody begins and when the last ends: with the wrap of the unit
// when it is the last of the day.
func (f *film) onSet(d ShootingDay, u UnitDay, needed map[string]bool) (call, wrap worktime.Clock, err error) {
	begin, end, work := -1, 0, 0
	where := ""
	for n, id := range d.Scenes {
		s := f.breakdown.scene(id)
		if n > 0 && s.Location != where {
			work += f.shoot.Rules.MoveMinutes
		}
		where = s.Location
		if needed[id] && begin < 0 {
			begin = work
		}
		work += s.Minutes
		if needed[id] {
			end = work
		}
	}
	after := func(minutes int) worktime.Clock {
		at := u.Call + worktime.Clock(minutes)
		if u.Meal > 0 && (at > u.MealAt || at == u.MealAt && minutes == begin) {
			at += worktime.Clock(u.Meal)
		}
		return at
	}
	call, wrap = after(begin), min(after(end), u.Wrap)
	if needed[d.Scenes[len(d.Scenes)-1]] {
		wrap = u.Wrap
	}
	// Nobody is called after midnight: who plays last in a night is there from the last minute before.
	call = min(call, dayMinutes-1)
	if wrap <= call {
		return call, wrap, &valid.FieldError{
			Path: "days", Value: u.Number, Err: fmt.Errorf("%w: the day ends before its last scene begins", valid.ErrOutOfRange),
		}
	}
	return call, wrap, nil
}

// payCachets pays an engagement by the day, week by week: a cachet for each day of work and of paid waiting, and
// what the hours of the days of work add.
func (f *film) payCachets(w *Person, who player, days []payroll.PerformerDay, unit []UnitDay) ([]payroll.WorkedDay, error) {
	for _, date := range w.Held {
		days = append(days, payroll.PerformerDay{Date: date})
	}
	slices.SortFunc(days, func(a, b payroll.PerformerDay) int { return a.Date.Compare(b.Date) })
	var paid []payroll.WorkedDay
	for len(days) > 0 {
		var week []payroll.PerformerDay
		week, days = firstRun(days, func(d payroll.PerformerDay) civil.Date { return d.Date.Monday() })
		// Only the sixth day of a week depends on the region, and it is the last.
		paris := slices.ContainsFunc(unit, func(u UnitDay) bool { return u.Date == week[len(week)-1].Date && u.Paris })
		cachets, err := w.perform(payroll.PerformerEngagement{
			ID: fmt.Sprintf("%s, %v", who.Name, week[0].Date.Monday()), Grid: payroll.FeatureFilm, Function: performer, Term: payroll.ByTheDay,
			Pay: &who.Fee, Paris: paris, Days: week,
		}, datesOf(week))
		if err != nil {
			return nil, err
		}
		paid = append(paid, cachets...)
	}
	return paid, nil
}

// payWeeks pays an engagement by the week, of five or six cachets each from the first day of work, whether they are
// worked or not.
func (f *film) payWeeks(w *Person, who player, days []payroll.PerformerDay, unit []UnitDay) ([]payroll.WorkedDay, error) {
	first, last := days[0].Date, days[len(days)-1].Date
	weeks := max(leastWeeks, last.DaysSince(first)/weekLength+1)
	var dates []civil.Date
	for n := range weeks * weekLength {
		date, err := first.AddDays(n)
		if err != nil {
			return nil, at("contract", who.Contract, err)
		}
		// A week of seven days from any day of it has as many weekdays as one from a Monday.
		if weekday := int(date.Weekday()+6) % weekLength; weekday < f.castWeek() {
			dates = append(dates, date)
		}
	}
	paris := slices.ContainsFunc(unit, func(u UnitDay) bool { return u.Date == last && u.Paris })
	return w.perform(payroll.PerformerEngagement{
		ID: who.Name, Grid: payroll.FeatureFilm, Function: performer, Term: payroll.ByTheWeek, Weeks: weeks, WeekDays: f.castWeek(),
		Pay: &who.Fee, Paris: paris, Days: days,
	}, dates)
}

// contractsOf divides the paid days of a player into contracts. Without paid waiting there is one for each run of
// days between which there is no working day; other contracts go on until the last day.
func contractsOf(terms schedule.Contract, days []payroll.WorkedDay, calendar civil.Calendar) [][]payroll.WorkedDay {
	if terms != schedule.NoHold {
		return [][]payroll.WorkedDay{days}
	}
	var runs [][]payroll.WorkedDay
	for i, d := range days {
		if i == 0 || !adjacent(days[i-1].Date, d.Date, calendar) {
			runs = append(runs, nil)
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], d)
	}
	return runs
}

// adjacent reports whether there is no working day between two days.
func adjacent(before, after civil.Date, calendar civil.Calendar) bool {
	next, err := calendar.Add(before, 1)
	return err == nil && !after.After(next)
}

// perform pays an engagement, and posts an equal part of it on each of the dates of its cachets.
func (w *Person) perform(e payroll.PerformerEngagement, dates []civil.Date) ([]payroll.WorkedDay, error) {
	pay, err := payroll.ComputePerformer(e, payroll.PerformerParameters{})
	if err != nil {
		return nil, err
	}
	w.Pay = append(w.Pay, pay)
	return evenly(pay.Gross, int64(len(dates)*cachetHours)*10_000, dates)
}

func datesOf(days []payroll.PerformerDay) []civil.Date {
	var dates []civil.Date
	for _, d := range days {
		dates = append(dates, d.Date)
	}
	return dates
}

// hoursOf checks the hours of a minor as they were.
func (f *film) hoursOf(who player, shifts []worktime.Shift) (*worktime.Report, error) {
	report, err := worktime.Check(worktime.Record{
		ID: who.Role, Agreement: f.shoot.CastAgreement, Fiction: true, BirthDate: who.BirthDate, Permit: who.Permit,
		SchoolHolidays: who.School, Shifts: shifts,
	}, worktime.Limits{})
	if err != nil {
		return nil, at("birthDate", who.BirthDate, err)
	}
	return &report, nil
}
