package schedule

import (
	"cmp"
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/worktime"
)

// CheckShootHours compares the working time of a plan with the collective agreements and the labour code (contrôle du
// temps de travail du plan): span, rests, weeks, sixth days, nights, minors, Sundays and public holidays, each breach
// with its article, as [worktime.Check] tells them. There is a report for every unit, named as it is, and then for
// every player who works, from the beginning of the first scene of a day to the end of the last. The agreements are
// those of the shoot, without one the labour code; a shoot is taken for fiction, with the meal where the rules put it.
//
// Faults are those of [CheckShoot]; its rules are not looked at here.
func CheckShootHours(s Shoot, p ShootPlan, l worktime.Limits) ([]worktime.Report, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	var f valid.Faults
	x := s.index(&f)
	checkLength(&f, "days", len(p.Days), maxShootDays*maxShootUnits)
	checkDays(&f, p.Days, x.scenes, x.units)
	if err := f.Err(); err != nil {
		return nil, err
	}
	j := newJudge(&s, &x, p, newHours(&s, l))
	records := append(j.unitRecords(), j.castRecords()...)
	records = slices.DeleteFunc(records, func(r worktime.Record) bool { return len(r.Shifts) == 0 })
	return worktime.CheckAll(records, l)
}

// unitRecords returns the shifts of each unit.
func (j *judge) unitRecords() []worktime.Record {
	agreement := cmp.Or(j.shoot.Agreement, worktime.LabourCode)
	var records []worktime.Record
	for _, u := range j.shoot.crews() {
		records = append(records, worktime.Record{ID: cmp.Or(u.Name, "unit"), Agreement: agreement, Territory: j.shoot.Territory, Fiction: true})
	}
	for i := range j.days {
		d := &j.days[i]
		r := &records[j.x.units[d.Unit]]
		r.Shifts = append(r.Shifts, j.shift(d, d.Call, d.Wrap))
	}
	return records
}

// castRecords returns the shifts of each player. Who is in two units on a day, which no plan should have, is there
// from the first to the last.
func (j *judge) castRecords() []worktime.Record {
	s := j.shoot
	var records []worktime.Record
	for i := range s.Cast {
		records = append(records, s.Cast[i].record(s))
	}
	for i := range j.days {
		d := &j.days[i]
		seen := map[int]bool{}
		for _, scene := range d.scenes {
			for _, name := range s.Scenes[scene].Cast {
				who := j.x.cast[name]
				if seen[who] {
					continue
				}
				seen[who] = true
				begin, end := d.presence(s, name)
				call := d.Call + worktime.Clock(s.Rules.elapsed(begin, true, d.work))
				wrap := d.Call + worktime.Clock(s.Rules.elapsed(end, false, d.work))
				r := &records[who]
				if n := len(r.Shifts); n > 0 && r.Shifts[n-1].Date == d.Date {
					call, wrap = min(call, r.Shifts[n-1].Call), max(wrap, r.Shifts[n-1].Wrap)
					r.Shifts = r.Shifts[:n-1]
				}
				r.Shifts = append(r.Shifts, dated(j.shift(d, call, wrap)))
			}
		}
	}
	return records
}

// dated puts a shift that begins after midnight, of a player whose first scene does, on the date it begins on.
func dated(s worktime.Shift) worktime.Shift {
	if s.Call < minutesADay {
		return s
	}
	next, err := s.Date.AddDays(1)
	if err != nil { // the end of all calendars
		return s
	}
	s.Date, s.Call, s.Wrap = next, s.Call-minutesADay, s.Wrap-minutesADay
	for i := range s.Breaks {
		s.Breaks[i].At -= minutesADay
	}
	return s
}

// shift returns a shift with the meal of the day, where that is inside.
func (j *judge) shift(d *judgedDay, call, wrap worktime.Clock) worktime.Shift {
	shift := worktime.Shift{Date: d.Date, Call: call, Wrap: wrap, Setting: worktime.Shoot}
	if d.studio {
		shift.Setting = worktime.Studio
	}
	r := &j.shoot.Rules
	at := d.Call + worktime.Clock(r.MealAfter)
	if r.MealMinutes > 0 && call < at && at+worktime.Clock(r.MealMinutes) < wrap {
		shift.Breaks = []worktime.Break{{At: at, Minutes: r.MealMinutes}}
	}
	return shift
}
