package schedule

import (
	"cmp"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/worktime"
)

// CheckShoot judges a plan of a shoot (contrôle du plan de travail): which rules it does not keep, and what it
// costs by cause. It shares no computation with the solver, whose plans it judges too. Days up to the end of
// the past are taken as they were: they cost and count, and break no rule.
//
// A faulty shoot, and a plan with unknown scenes or units, without dates or with a day of a unit given twice,
// are a [*FieldError] for each fault; a date before a working time limit is known is a law.ErrNoValue.
//
// Complexity: the scenes, the dates and who is in them; with an agreement mostly the limits of each day.
func CheckShoot(s Shoot, p ShootPlan, l worktime.Limits) (ShootReport, error) {
	if err := s.Validate(); err != nil {
		return ShootReport{}, err
	}
	var f valid.Faults
	x := s.index(&f)
	checkLength(&f, "days", len(p.Days), maxShootDays*maxShootUnits)
	checkDays(&f, p.Days, x.scenes, x.units)
	if err := f.Err(); err != nil {
		return ShootReport{}, err
	}
	j := newJudge(&s, &x, p, newHours(&s, l))
	if err := j.judge(); err != nil {
		return ShootReport{}, err
	}
	report := ShootReport{Violations: j.violations, Costs: j.costs(), Notices: j.hours.notices}
	if report.Violations == nil {
		report.Violations = []Violation{}
	}
	report.Causes, report.Cost = totals(report.Costs)
	return report, nil
}

// judge walks a plan day by day.
type judge struct {
	shoot      *Shoot
	x          *shootIndex
	hours      *hours
	days       []judgedDay
	place      []int // index in days of each scene, -1 where it is on none
	position   []int // in its day
	violations []Violation
}

// judgedDay is a day of the plan with what follows from its scenes.
type judgedDay struct {
	ShootDay
	scenes    []int
	locations []int // of each scene
	begins    []int // minutes of work before each scene
	work      int   // minutes in all, moves included
	moves     int
	past      bool
	studio    bool
	night     bool
	light     bool // something by day
}

func newJudge(s *Shoot, x *shootIndex, p ShootPlan, h *hours) *judge {
	j := &judge{shoot: s, x: x, hours: h, place: make([]int, len(s.Scenes)), position: make([]int, len(s.Scenes))}
	days := slices.Clone(p.Days)
	slices.SortStableFunc(days, func(a, b ShootDay) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(x.units[a.Unit], x.units[b.Unit]))
	})
	for i := range j.place {
		j.place[i] = -1
	}
	for i, d := range days {
		day := judgedDay{ShootDay: d, past: s.Done != nil && !d.Date.After(s.Done.Through), studio: true}
		for n, id := range d.Scenes {
			scene := x.scenes[id]
			location := x.locations[s.Sets[x.sets[s.Scenes[scene].Set]].Location]
			if n > 0 && location != day.locations[n-1] {
				day.moves++
				day.work += s.Rules.MoveMinutes
			}
			day.scenes, day.locations, day.begins = append(day.scenes, scene), append(day.locations, location), append(day.begins, day.work)
			day.work += s.Scenes[scene].Minutes
			day.studio = day.studio && s.Locations[location].Studio
			day.night = day.night || isByNight(s.Scenes[scene].Light)
			day.light = day.light || isByDay(s.Scenes[scene].Light)
			if j.place[scene] >= 0 {
				j.tell(Violation{Rule: RuleTwice, Date: d.Date, Unit: d.Unit, Scene: id})
			}
			j.place[scene], j.position[scene] = i, n
		}
		j.days = append(j.days, day)
	}
	return j
}

// isByNight reports whether a scene is shot by night. Dawn and dusk begin or end a day.
func isByNight(l Light) bool { return l == Nighttime }

func isByDay(l Light) bool { return l != Nighttime && l != "" }

func (j *judge) tell(v Violation) { j.violations = append(j.violations, v) }

func (j *judge) judge() error {
	for i, at := range j.place {
		if at < 0 {
			j.tell(Violation{Rule: RuleMissing, Scene: j.shoot.Scenes[i].ID})
		}
	}
	j.judgePast()
	if err := j.askUnits(); err != nil {
		return err
	}
	for i := range j.days {
		if d := &j.days[i]; !d.past {
			j.judgeFrame(d)
			j.judgeNeeds(d)
			j.judgeLength(d)
		}
	}
	if err := j.judgePeople(); err != nil {
		return err
	}
	if err := j.judgeRest(); err != nil {
		return err
	}
	if err := j.judgeWeeks(); err != nil {
		return err
	}
	j.judgeClashes()
	j.judgeBonds()
	return nil
}

// judgePast compares the past of the plan with what was shot.
func (j *judge) judgePast() {
	if j.shoot.Done == nil {
		return
	}
	shot := map[crewDay]ShootDay{}
	for _, d := range j.shoot.Done.Days {
		shot[crewDay{d.Date, d.Unit}] = d
	}
	for i := range j.days {
		d := &j.days[i]
		if !d.past {
			continue
		}
		was, ok := shot[crewDay{d.Date, d.Unit}]
		if !ok || was.Call != d.Call || was.Wrap != d.Wrap || !slices.Equal(was.Scenes, d.Scenes) {
			j.tell(Violation{Rule: RulePast, Date: d.Date, Unit: d.Unit})
		}
		delete(shot, crewDay{d.Date, d.Unit})
	}
	for _, d := range j.shoot.Done.Days { // in their order, not that of a map
		if _, left := shot[crewDay{d.Date, d.Unit}]; left {
			j.tell(Violation{Rule: RulePast, Date: d.Date, Unit: d.Unit})
		}
	}
}

type crewDay struct {
	date civil.Date
	unit string
}

// judgeFrame looks at the date, the call and the order of light of a day.
func (j *judge) judgeFrame(d *judgedDay) {
	s := j.shoot
	if !s.Period.Contains(d.Date) || s.isOff(d.Date) {
		j.tell(Violation{Rule: RuleCalendar, Date: d.Date, Unit: d.Unit})
	}
	call := s.Rules.DayCall
	switch {
	case d.night && d.light && s.Rules.MixedCall == nil:
		j.tell(Violation{Rule: RuleMixed, Date: d.Date, Unit: d.Unit})
		call = d.Call
	case d.night && d.light:
		call = *s.Rules.MixedCall
	case d.night:
		call = s.Rules.NightCall
	}
	if d.Call != call {
		j.tell(Violation{Rule: RuleCall, Date: d.Date, Unit: d.Unit, Measured: int(d.Call), Allowed: int(call)})
	}
	dark := false
	for _, scene := range d.scenes {
		light := s.Scenes[scene].Light
		if dark && isByDay(light) {
			j.tell(Violation{Rule: RuleLight, Date: d.Date, Unit: d.Unit, Scene: s.Scenes[scene].ID})
		}
		dark = dark || isByNight(light)
	}
}

// judgeNeeds looks at who and what is free on the day.
func (j *judge) judgeNeeds(d *judgedDay) {
	s := j.shoot
	free := func(a Availability, scene, name string) {
		if !a.isFree(d.Date) {
			j.tell(Violation{Rule: RuleAvailable, Date: d.Date, Unit: d.Unit, Scene: scene, Name: name})
		}
	}
	free(s.crews()[j.x.units[d.Unit]].Available, "", d.Unit)
	for n, i := range d.scenes {
		scene := &s.Scenes[i]
		if scene.Unit != "" && scene.Unit != d.Unit {
			j.tell(Violation{Rule: RuleUnit, Date: d.Date, Unit: d.Unit, Scene: scene.ID})
		}
		free(scene.Available, scene.ID, "")
		free(s.Sets[j.x.sets[scene.Set]].Available, scene.ID, scene.Set)
		free(s.Locations[d.locations[n]].Available, scene.ID, s.Locations[d.locations[n]].Name)
		for _, name := range scene.Cast {
			free(s.Cast[j.x.cast[name]].Available, scene.ID, name)
		}
		for _, name := range scene.Equipment {
			free(s.Equipment[j.x.equipment[name]].Available, scene.ID, name)
		}
	}
}

// judgeLength looks at how much a day holds.
func (j *judge) judgeLength(d *judgedDay) {
	r := &j.shoot.Rules
	limit := j.hours.unit(d.Date, d.studio)
	over := func(rule PlanRule, measured, allowed int) {
		if measured > allowed {
			j.tell(Violation{Rule: rule, Date: d.Date, Unit: d.Unit, Measured: measured, Allowed: allowed})
		}
	}
	if limit.closed {
		j.tell(Violation{Rule: RuleClosed, Date: d.Date, Unit: d.Unit})
	}
	over(RuleMinutes, d.work, min(r.DayMinutes+r.OvertimeMinutes, limit.work))
	wrap := int(d.Call) + r.elapsed(d.work, false, d.work)
	over(RuleSpan, wrap-int(d.Call), limit.span)
	if int(d.Wrap) != wrap {
		j.tell(Violation{Rule: RuleWrap, Date: d.Date, Unit: d.Unit, Measured: int(d.Wrap), Allowed: wrap})
	}
	if r.DayEighths > 0 {
		eighths := 0
		for _, i := range d.scenes {
			eighths += int(j.shoot.Scenes[i].Eighths)
		}
		over(RuleEighths, eighths, int(r.DayEighths))
	}
	if r.DayLocations > 0 {
		places := slices.Clone(d.locations)
		slices.Sort(places)
		over(RuleLocations, len(slices.Compact(places)), r.DayLocations)
	}
}

// elapsed returns the minutes from call to a minute of the work of a day, which something begins at or ends
// at: the meal falls between.
func (r *ShootRules) elapsed(work int, begins bool, whole int) int {
	if work > r.MealAfter || begins && work == r.MealAfter && whole > r.MealAfter {
		return work + r.MealMinutes
	}
	return work
}

// worked returns the work of a day that lasted so long.
func (r *ShootRules) worked(span int) int {
	if span <= r.MealAfter {
		return span
	}
	return max(r.MealAfter, span-r.MealMinutes)
}

// judgePeople looks at how long and at what hours each player is on the set.
func (j *judge) judgePeople() error {
	s := j.shoot
	days := make([][]int, len(s.Cast)) // on which each player works
	for i := range j.days {
		d := &j.days[i]
		if d.past {
			continue
		}
		for _, scene := range d.scenes {
			for _, name := range s.Scenes[scene].Cast {
				who := j.x.cast[name]
				if n := len(days[who]); n == 0 || days[who][n-1] != i {
					days[who] = append(days[who], i)
				}
			}
		}
	}
	var all []civil.Date
	for i := range j.days {
		if n := len(all); !j.days[i].past && (n == 0 || all[n-1] != j.days[i].Date) {
			all = append(all, j.days[i].Date)
		}
	}
	if _, err := j.hours.players(&ShootCast{Name: "cast"}, all); err != nil { // those of adults, at once
		return err
	}
	for who := range s.Cast {
		c := &s.Cast[who]
		if c.MaxMinutes == 0 && c.BirthDate.IsZero() && s.CastAgreement == "" {
			continue
		}
		dates := make([]civil.Date, len(days[who]))
		for n, i := range days[who] {
			dates[n] = j.days[i].Date
		}
		limits, err := j.hours.players(c, dates)
		if err != nil {
			return err
		}
		for n, i := range days[who] {
			j.judgePerson(&j.days[i], c, limits[n])
		}
	}
	return nil
}

func (j *judge) judgePerson(d *judgedDay, c *ShootCast, limit dayHours) {
	s := j.shoot
	if limit.closed {
		j.tell(Violation{Rule: RuleClosed, Date: d.Date, Unit: d.Unit, Name: c.Name})
	}
	begin, end := d.presence(s, c.Name)
	if end-begin > limit.work {
		j.tell(Violation{Rule: RulePresence, Date: d.Date, Unit: d.Unit, Name: c.Name, Measured: end - begin, Allowed: limit.work})
	}
	if at := int(d.Call) + s.Rules.elapsed(begin, true, d.work); at < limit.from {
		j.tell(Violation{Rule: RuleHours, Date: d.Date, Unit: d.Unit, Name: c.Name, Measured: at, Allowed: limit.from})
	}
	if at := int(d.Call) + s.Rules.elapsed(end, false, d.work); at > limit.to {
		j.tell(Violation{Rule: RuleHours, Date: d.Date, Unit: d.Unit, Name: c.Name, Measured: at, Allowed: limit.to})
	}
}

// askUnits looks up the limits of the days of the plan.
func (j *judge) askUnits() error {
	var keys []crewKey
	for i := range j.days {
		if d := &j.days[i]; !d.past {
			keys = append(keys, crewKey{d.Date, d.studio})
		}
	}
	return j.hours.askUnits(keys)
}

// presence returns the minutes of the work of a day from which and until which somebody is on the set.
func (d *judgedDay) presence(s *Shoot, name string) (begin, end int) {
	begin = -1
	for n, i := range d.scenes {
		if slices.Contains(s.Scenes[i].Cast, name) {
			if begin < 0 {
				begin = d.begins[n]
			}
			end = d.begins[n] + s.Scenes[i].Minutes
		}
	}
	return begin, end
}

// judgeRest looks at the rest before each day of a unit.
func (j *judge) judgeRest() error {
	least, err := j.hours.rest()
	if err != nil {
		return err
	}
	last := map[string]*judgedDay{}
	for i := range j.days {
		d := &j.days[i]
		if before := last[d.Unit]; before != nil && !d.past {
			rest := d.Date.DaysSince(before.Date)*minutesADay + int(d.Call) - int(before.Wrap)
			if rest < least {
				j.tell(Violation{Rule: RuleRest, Date: d.Date, Unit: d.Unit, Measured: rest, Allowed: least})
			}
		}
		last[d.Unit] = d
	}
	return nil
}

// judgeWeeks looks at the days and the work of each civil week that is not past.
func (j *judge) judgeWeeks() error {
	most, err := j.hours.weekDays()
	if err != nil {
		return err
	}
	type week struct{ days, minutes int }
	weeks := map[crewDay]*week{}
	for i := range j.days {
		d := &j.days[i]
		key := crewDay{d.Date.Monday(), d.Unit}
		w := weeks[key]
		if w == nil {
			w = &week{}
			weeks[key] = w
		}
		w.days++
		if d.past {
			w.minutes += j.shoot.Rules.worked(int(d.Wrap) - int(d.Call))
			continue
		}
		w.minutes += d.work
		if w.days > most {
			j.tell(Violation{Rule: RuleWeekDays, Date: key.date, Unit: d.Unit, Measured: w.days, Allowed: most})
		}
		if limit := j.shoot.Rules.WeekMinutes; limit > 0 && w.minutes > limit {
			j.tell(Violation{Rule: RuleWeekMinutes, Date: key.date, Unit: d.Unit, Measured: w.minutes, Allowed: limit})
		}
	}
	return nil
}

// judgeClashes looks at what two units use on one day.
func (j *judge) judgeClashes() {
	if len(j.shoot.Units) < 2 {
		return
	}
	type use struct {
		date civil.Date
		kind byte
		name string
	}
	users := map[use]string{}
	for i := range j.days {
		d := &j.days[i]
		if d.past {
			continue
		}
		uses := func(kind byte, name, scene string) {
			unit, used := users[use{d.Date, kind, name}]
			if used && unit != d.Unit {
				j.tell(Violation{Rule: RuleClash, Date: d.Date, Unit: d.Unit, Scene: scene, Name: name})
				return
			}
			users[use{d.Date, kind, name}] = d.Unit
		}
		for _, i := range d.scenes {
			scene := &j.shoot.Scenes[i]
			uses('s', scene.Set, scene.ID)
			for _, name := range scene.Cast {
				uses('c', name, scene.ID)
			}
			for _, name := range scene.Equipment {
				uses('e', name, scene.ID)
			}
		}
	}
}

// judgeBonds looks at scenes that are bound to one another. What the past has broken nothing can mend.
func (j *judge) judgeBonds() {
	for _, p := range j.shoot.Before {
		first, then := j.x.scenes[p.First], j.x.scenes[p.Then]
		a, b := j.place[first], j.place[then]
		if a < 0 || b < 0 || j.days[b].past {
			continue
		}
		ordered := j.days[a].Date.Before(j.days[b].Date) || a == b && j.position[first] < j.position[then]
		if !ordered {
			j.tell(Violation{Rule: RuleBefore, Date: j.days[b].Date, Unit: j.days[b].Unit, Scene: p.Then, Name: p.First})
		}
	}
	for _, g := range j.shoot.Together {
		j.judgePairs(g, RuleTogether, func(a, b int) bool { return a == b })
	}
	for _, g := range j.shoot.Apart {
		j.judgePairs(g, RuleApart, func(a, b int) bool { return j.days[a].Date != j.days[b].Date })
	}
}

// judgePairs tells the first scene of a group that is not placed as the rule wants it to those before.
func (j *judge) judgePairs(g SceneGroup, rule PlanRule, kept func(a, b int) bool) {
	for n, id := range g.Scenes {
		b := j.place[j.x.scenes[id]]
		for _, other := range g.Scenes[:n] {
			a := j.place[j.x.scenes[other]]
			if a >= 0 && b >= 0 && !j.days[a].past && !j.days[b].past && !kept(a, b) {
				j.tell(Violation{Rule: rule, Date: j.days[b].Date, Unit: j.days[b].Unit, Scene: id, Name: other})
				return
			}
		}
	}
}
