package schedule

import (
	"errors"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

const (
	maxShootScenes = 2_000
	maxShootDays   = 1_000
	maxShootLists  = 2_000
	maxShootUnits  = 8
	maxPairs       = 5_000
	minutesADay    = 24 * 60
	// maxRate keeps the dearest plan of the greatest shoot inside an int64: 100 million.
	maxRate = 10_000_000_000
)

// Validate reports every fault of the shoot, each a [*FieldError], or nil: names that are missing, given
// twice or unknown, figures out of range, periods that are none, rates below zero or above 100 million, and
// somebody or something that a scene needs and that is free on no day of the period.
func (s Shoot) Validate() error {
	var f valid.Faults
	s.checkFrame(&f)
	if f.Any() {
		return f.Err()
	}
	x := s.index(&f)
	s.checkRules(&f)
	s.checkCast(&f)
	s.checkScenes(&f, x)
	s.checkBonds(&f, x)
	if s.Done != nil {
		f.Enter("done")
		if !s.Period.Contains(s.Done.Through) {
			f.Addf("through", s.Done.Through, valid.ErrOutOfRange, "within the period")
		}
		checkDays(&f, s.Done.Days, x.scenes, x.units)
		checkOnce(&f, s.Done.Days)
		s.checkDone(&f)
		f.Leave()
	}
	if s.Near != nil {
		f.Enter("near")
		checkRate(&f, "weight", s.Near.Weight)
		checkDays(&f, s.Near.Days, x.scenes, x.units)
		checkOnce(&f, s.Near.Days)
		f.Leave()
	}
	return f.Err()
}

// checkFrame tells what makes further checks idle: sizes, and a period that is none.
func (s *Shoot) checkFrame(f *valid.Faults) {
	if !s.Period.IsValid() {
		f.Add("period", s.Period.String(), civil.ErrPeriod)
	} else if s.Period.Days() > maxShootDays {
		f.Addf("period", s.Period.String(), valid.ErrOutOfRange, "at most %d days", maxShootDays)
	}
	checkLength(f, "scenes", len(s.Scenes), maxShootScenes)
	checkLength(f, "units", len(s.Units), maxShootUnits)
	checkLength(f, "locations", len(s.Locations), maxShootLists/2)
	checkLength(f, "sets", len(s.Sets), maxShootLists)
	checkLength(f, "cast", len(s.Cast), maxShootLists/2)
	checkLength(f, "equipment", len(s.Equipment), maxShootLists/2)
	checkLength(f, "before", len(s.Before), maxPairs)
	checkLength(f, "together", len(s.Together), maxShootLists/2)
	checkLength(f, "apart", len(s.Apart), maxShootLists/2)
}

func checkLength(f *valid.Faults, field string, n, most int) {
	if n > most {
		f.Addf(field, nil, valid.ErrOutOfRange, "the list has more than %d items", most)
	}
}

// shootIndex finds things by name.
type shootIndex struct {
	scenes, sets, locations, cast, equipment, units map[string]int
}

// index returns the index of the document, and tells names that are missing or given twice.
func (s *Shoot) index(f *valid.Faults) shootIndex {
	units := s.crews()
	x := shootIndex{
		scenes:    indexOf(f, "scenes", "id", len(s.Scenes), func(i int) string { return s.Scenes[i].ID }),
		sets:      indexOf(f, "sets", "name", len(s.Sets), func(i int) string { return s.Sets[i].Name }),
		locations: indexOf(f, "locations", "name", len(s.Locations), func(i int) string { return s.Locations[i].Name }),
		cast:      indexOf(f, "cast", "name", len(s.Cast), func(i int) string { return s.Cast[i].Name }),
		equipment: indexOf(f, "equipment", "name", len(s.Equipment), func(i int) string { return s.Equipment[i].Name }),
		units:     map[string]int{"": 0},
	}
	if len(s.Units) > 0 {
		x.units = indexOf(f, "units", "name", len(units), func(i int) string { return units[i].Name })
	}
	return x
}

func indexOf(f *valid.Faults, list, field string, n int, name func(int) string) map[string]int {
	found := make(map[string]int, n)
	f.Enter(list)
	defer f.Leave()
	for i := range n {
		key := name(i)
		_, twice := found[key]
		if twice || strings.TrimSpace(key) == "" {
			f.Index(i)
			if twice {
				f.Add(field, key, valid.ErrDuplicate)
			} else {
				f.Add(field, nil, valid.ErrMissing)
			}
			f.Leave()
		}
		found[key] = i
	}
	return found
}

func (s *Shoot) checkRules(f *valid.Faults) {
	if s.Agreement != "" {
		checkWord(f, "agreement", s.Agreement)
	}
	if s.CastAgreement != "" {
		checkWord(f, "castAgreement", s.CastAgreement)
	}
	f.Enter("restDays")
	for i, w := range s.RestDays {
		f.Index(i)
		checkWord(f, "", w)
		f.Leave()
	}
	f.Leave()
	checkDates(f, "off", s.Off)
	r := s.Rules
	f.Enter("rules")
	checkCount(f, "dayMinutes", r.DayMinutes, 1, minutesADay)
	checkCount(f, "overtimeMinutes", r.OvertimeMinutes, 0, minutesADay)
	checkCount(f, "dayEighths", int(r.DayEighths), 0, int(MaxEighths))
	checkCount(f, "dayLocations", r.DayLocations, 0, maxShootLists)
	checkCount(f, "moveMinutes", r.MoveMinutes, 0, minutesADay)
	checkCount(f, "mealAfter", r.MealAfter, 0, minutesADay)
	checkCount(f, "mealMinutes", r.MealMinutes, 0, minutesADay/2)
	checkCount(f, "restMinutes", r.RestMinutes, 0, 2*minutesADay)
	checkCount(f, "weekDays", r.WeekDays, 0, 7)
	checkCount(f, "weekMinutes", r.WeekMinutes, 0, 7*minutesADay)
	checkClock(f, "dayCall", r.DayCall)
	checkClock(f, "nightCall", r.NightCall)
	if r.MixedCall != nil {
		checkClock(f, "mixedCall", *r.MixedCall)
	}
	if r.MealMinutes > 0 && r.MealAfter == 0 {
		f.Add("mealAfter", nil, valid.ErrMissing)
	}
	if r.DayMinutes+r.OvertimeMinutes+r.MealMinutes > minutesADay {
		f.Addf("overtimeMinutes", r.OvertimeMinutes, valid.ErrOutOfRange, "a day with overtime and meal has at most 24 hours")
	}
	if max(r.DayCall, r.NightCall) >= minutesADay || r.MixedCall != nil && *r.MixedCall >= minutesADay {
		f.Addf("dayCall", nil, valid.ErrOutOfRange, "calls are before 24:00")
	}
	f.Leave()
	f.Enter("costs")
	checkRate(f, "overtimeMinute", s.Costs.OvertimeMinute)
	checkRate(f, "move", s.Costs.Move)
	f.Leave()
	f.Enter("units")
	for i := range s.Units {
		f.Index(i)
		checkRate(f, "day", s.Units[i].Day)
		s.Units[i].Available.check(f)
		f.Leave()
	}
	f.Leave()
	s.checkThings(f)
}

// checkThings tells the faults of locations, sets and equipment.
func (s *Shoot) checkThings(f *valid.Faults) {
	names := make(map[string]bool, len(s.Locations))
	f.Enter("locations")
	for i := range s.Locations {
		l := &s.Locations[i]
		names[l.Name] = true
		f.Index(i)
		checkRate(f, "day", l.Day)
		checkRate(f, "open", l.Open)
		checkRate(f, "reopen", l.Reopen)
		l.Available.check(f)
		f.Leave()
	}
	f.Leave()
	f.Enter("sets")
	for i := range s.Sets {
		f.Index(i)
		if !names[s.Sets[i].Location] {
			f.Add("location", s.Sets[i].Location, valid.ErrReference)
		}
		s.Sets[i].Available.check(f)
		f.Leave()
	}
	f.Leave()
	f.Enter("equipment")
	for i := range s.Equipment {
		f.Index(i)
		checkRate(f, "day", s.Equipment[i].Day)
		if s.Equipment[i].Week != nil {
			checkRate(f, "week", *s.Equipment[i].Week)
		}
		s.Equipment[i].Available.check(f)
		f.Leave()
	}
	f.Leave()
}

func (s *Shoot) checkCast(f *valid.Faults) {
	worked := s.workedDays()
	f.Enter("cast")
	defer f.Leave()
	for i := range s.Cast {
		c := &s.Cast[i]
		f.Index(i)
		checkWord(f, "contract", c.Contract)
		if c.Activity != "" {
			checkWord(f, "activity", c.Activity)
		}
		checkRate(f, "day", c.Day)
		checkRate(f, "hold", c.Hold)
		checkRate(f, "week", c.Week)
		checkRate(f, "flat", c.Flat)
		if c.Hold.Compare(c.Day) > 0 {
			f.Addf("hold", c.Hold, valid.ErrOutOfRange, "at most the rate of a day")
		}
		checkCount(f, "dropDays", c.DropDays, 0, maxShootDays)
		checkCount(f, "maxMinutes", c.MaxMinutes, 0, minutesADay)
		if c.Permit != nil {
			checkCount(f, "permit", c.Permit.DailyMinutes, 0, minutesADay)
		}
		c.checkRecord(f, s)
		if !c.BirthDate.IsZero() && !c.BirthDate.Before(s.Period.From) {
			f.Addf("birthDate", c.BirthDate, valid.ErrOutOfRange, "before the period")
		}
		c.Available.check(f)
		if s.Done == nil && !isEverFree(c.Available, s.Period, worked) { // once it has begun, somebody may have finished
			f.Addf("available", nil, valid.ErrOutOfRange, "no day of the period that is worked")
		}
		f.Leave()
	}
}

// checkRecord tells what [worktime] would refuse of a player.
func (c *ShootCast) checkRecord(f *valid.Faults, s *Shoot) {
	if c.BirthDate.IsZero() && c.Permit == nil && len(c.SchoolHolidays) == 0 {
		return
	}
	if s.CastAgreement != "" && !slices.Contains(s.CastAgreement.OneOf(), string(s.CastAgreement)) {
		return // told already
	}
	for _, err := range valid.List(c.record(s).Validate()) {
		var fault *FieldError
		if errors.As(err, &fault) && fault.Path != "id" {
			f.Add(fault.Path, fault.Value, fault.Err)
		}
	}
}

// isEverFree reports whether an availability has a worked day of the period.
func isEverFree(a Availability, p civil.Period, worked []bool) bool {
	free := a.days(p)
	for i := range worked {
		if worked[i] && free[i] {
			return true
		}
	}
	return false
}

func (s *Shoot) checkScenes(f *valid.Faults, x shootIndex) {
	f.Enter("scenes")
	defer f.Leave()
	for i := range s.Scenes {
		c := &s.Scenes[i]
		f.Index(i)
		if _, ok := x.sets[c.Set]; !ok {
			f.Add("set", c.Set, valid.ErrReference)
		}
		if _, ok := x.units[c.Unit]; c.Unit != "" && !ok {
			f.Add("unit", c.Unit, valid.ErrReference)
		}
		checkCount(f, "eighths", int(c.Eighths), 1, int(MaxEighths))
		checkCount(f, "minutes", c.Minutes, 1, minutesADay)
		if c.Light != "" {
			checkWord(f, "light", c.Light)
		}
		checkRefs(f, "cast", c.Cast, x.cast)
		checkRefs(f, "equipment", c.Equipment, x.equipment)
		c.Available.check(f)
		f.Leave()
	}
}

func (s *Shoot) checkBonds(f *valid.Faults, x shootIndex) {
	f.Enter("before")
	for i, p := range s.Before {
		f.Index(i)
		if _, ok := x.scenes[p.First]; !ok {
			f.Add("first", p.First, valid.ErrReference)
		}
		if _, ok := x.scenes[p.Then]; !ok {
			f.Add("then", p.Then, valid.ErrReference)
		}
		if p.First == p.Then {
			f.Add("then", p.Then, valid.ErrDuplicate)
		}
		f.Leave()
	}
	f.Leave()
	groups := func(field string, list []SceneGroup) {
		f.Enter(field)
		for i, g := range list {
			f.Index(i)
			if len(g.Scenes) < 2 {
				f.Addf("scenes", nil, valid.ErrOutOfRange, "at least 2")
			}
			checkLength(f, "scenes", len(g.Scenes), 100)
			checkRefs(f, "scenes", g.Scenes, x.scenes)
			f.Leave()
		}
		f.Leave()
	}
	groups("together", s.Together)
	groups("apart", s.Apart)
}

// checkDone tells days of the past that are not in it.
func (s *Shoot) checkDone(f *valid.Faults) {
	f.Enter("days")
	defer f.Leave()
	for i, d := range s.Done.Days {
		f.Index(i)
		if d.Date.After(s.Done.Through) || !s.Period.Contains(d.Date) {
			f.Addf("date", d.Date, valid.ErrOutOfRange, "within the period, at most through")
		}
		if d.Wrap < d.Call {
			f.Addf("wrap", d.Wrap, valid.ErrOutOfRange, "after the call")
		}
		f.Leave()
	}
}

// checkOnce tells scenes that are on two days.
func checkOnce(f *valid.Faults, days []ShootDay) {
	seen := map[string]int{}
	f.Enter("days")
	defer f.Leave()
	for i, d := range days {
		f.Index(i)
		f.Enter("scenes")
		for j, id := range d.Scenes {
			if on, ok := seen[id]; ok && on != i {
				f.Index(j)
				f.Add("", id, valid.ErrDuplicate)
				f.Leave()
			}
			seen[id] = i
		}
		f.Leave()
		f.Leave()
	}
}

func (a Availability) check(f *valid.Faults) {
	if len(a.Windows) == 0 && len(a.Off) == 0 {
		return
	}
	f.Enter("available")
	checkPeriods(f, "windows", a.Windows)
	checkDates(f, "off", a.Off)
	f.Leave()
}

func checkPeriods(f *valid.Faults, field string, periods []civil.Period) {
	checkLength(f, field, len(periods), 100)
	f.Enter(field)
	for i, p := range periods {
		if !p.IsValid() {
			f.Index(i)
			f.Add("", p.String(), civil.ErrPeriod)
			f.Leave()
		}
	}
	f.Leave()
}

func checkDates(f *valid.Faults, field string, dates []civil.Date) {
	checkLength(f, field, len(dates), maxShootDays)
	f.Enter(field)
	for i, d := range dates {
		if d.IsZero() {
			f.Index(i)
			f.Add("", nil, valid.ErrMissing)
			f.Leave()
		}
	}
	f.Leave()
}

func checkRefs(f *valid.Faults, field string, names []string, known map[string]int) {
	f.Enter(field)
	defer f.Leave()
	for i, n := range names {
		_, ok := known[n]
		twice := false
		for _, m := range names[:min(i, 100)] {
			twice = twice || m == n
		}
		if ok && !twice {
			continue
		}
		f.Index(i)
		if !ok {
			f.Add("", n, valid.ErrReference)
		} else {
			f.Add("", n, valid.ErrDuplicate)
		}
		f.Leave()
	}
}

// checkWord tells a word that is none of its kind.
func checkWord[T interface {
	~string
	OneOf() []string
}](f *valid.Faults, field string, word T) {
	for _, w := range word.OneOf() {
		if w == string(word) {
			return
		}
	}
	f.Add(field, string(word), valid.ErrOneOf)
}

func checkCount(f *valid.Faults, field string, n, least, most int) {
	if n < least || n > most {
		f.Addf(field, n, valid.ErrOutOfRange, "%d to %d", least, most)
	}
}

func checkRate(f *valid.Faults, field string, a money.Amount) {
	if a.Sign() < 0 {
		f.Add(field, a, valid.ErrNegative)
	} else if a.Cents() > maxRate {
		f.Addf(field, a, valid.ErrOutOfRange, "at most 100 million")
	}
}
