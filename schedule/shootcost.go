package schedule

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// costs returns what the plan costs, by cause in their order, then in the order of the document.
func (j *judge) costs() []ShootCost {
	lines := []ShootCost{}
	add := func(cause Cause, name string, quantity int, rate money.Amount) {
		if quantity == 0 || rate.IsZero() {
			return
		}
		// Rates and quantities are bounded by Validate, so that the product is an int64.
		lines = append(lines, ShootCost{cause, name, quantity, rate, money.FromCents(int64(quantity) * rate.Cents())})
	}
	j.castCosts(add)
	j.dayCosts(add)
	j.locationCosts(add)
	j.equipmentCosts(add)
	if near := j.shoot.Near; near != nil {
		add(CauseDistance, "", j.distance(near), near.Weight)
	}
	byCause := make([]ShootCost, 0, len(lines))
	for _, cause := range causes {
		for _, line := range lines {
			if line.Cause == cause {
				byCause = append(byCause, line)
			}
		}
	}
	return byCause
}

type addCost func(cause Cause, name string, quantity int, rate money.Amount)

// datesOf returns, by index, the dates with a scene that one of n names is in.
func (j *judge) datesOf(index map[string]int, n int, names func(*ShootScene) []string) [][]civil.Date {
	dates := make([][]civil.Date, n)
	for i := range j.days {
		d := &j.days[i]
		for _, scene := range d.scenes {
			for _, name := range names(&j.shoot.Scenes[scene]) {
				at := index[name]
				if last := len(dates[at]) - 1; last < 0 || dates[at][last] != d.Date {
					dates[at] = append(dates[at], d.Date)
				}
			}
		}
	}
	return dates
}

// castCosts adds the pay of each player.
func (j *judge) castCosts(add addCost) {
	off := map[civil.Date]bool{}
	worked := j.shoot.workedDays()
	for d := range j.shoot.Period.All() {
		off[d] = !worked[d.DaysSince(j.shoot.Period.From)]
	}
	dates := j.datesOf(j.x.cast, len(j.shoot.Cast), func(s *ShootScene) []string { return s.Cast })
	for who := range j.shoot.Cast {
		c := &j.shoot.Cast[who]
		worked := dates[who]
		if len(worked) == 0 {
			continue
		}
		switch c.Contract {
		case Flat:
			add(CauseWork, c.Name, 1, c.Flat)
		case ByWeek:
			add(CauseWork, c.Name, weeksOf(worked, c.DropDays), c.Week)
		case NoHold:
			add(CauseWork, c.Name, len(worked), c.Day)
		case ByDay:
			add(CauseWork, c.Name, len(worked), c.Day)
			add(CauseHold, c.Name, held(worked, off, c.DropDays), c.Hold)
		}
	}
}

// held returns the working days on which somebody waits, without those of the gap over which they are
// dropped.
func held(worked []civil.Date, off map[civil.Date]bool, dropDays int) int {
	all, dropped := 0, 0
	for i := 1; i < len(worked); i++ {
		gap := worked[i].DaysSince(worked[i-1]) - 1
		waits := 0
		for n := 1; n <= gap; n++ {
			if d, err := worked[i-1].AddDays(n); err == nil && !off[d] {
				waits++
			}
		}
		all += waits
		if dropDays > 0 && gap > dropDays {
			dropped = max(dropped, waits)
		}
	}
	return all - dropped
}

// weeksOf returns the weeks of seven days begun from the first day to the last, in two engagements where a
// drop makes that cheaper.
func weeksOf(worked []civil.Date, dropDays int) int {
	weeks := func(from, to civil.Date) int { return (to.DaysSince(from) + 7) / 7 }
	first, last := worked[0], worked[len(worked)-1]
	least := weeks(first, last)
	for i := 1; i < len(worked); i++ {
		if dropDays > 0 && worked[i].DaysSince(worked[i-1])-1 > dropDays {
			least = min(least, weeks(first, worked[i-1])+weeks(worked[i], last))
		}
	}
	return least
}

// dayCosts adds the days of units, overtime and moves.
func (j *judge) dayCosts(add addCost) {
	units := j.shoot.crews()
	days, overtime, moves := make([]int, len(units)), 0, 0
	for i := range j.days {
		d := &j.days[i]
		days[j.x.units[d.Unit]]++
		work := d.work
		if d.past {
			work = j.shoot.Rules.worked(int(d.Wrap) - int(d.Call))
		}
		overtime += max(0, work-j.shoot.Rules.DayMinutes)
		moves += d.moves
	}
	for i, u := range units {
		add(CauseDay, u.Name, days[i], u.Day)
	}
	add(CauseOvertime, "", overtime, j.shoot.Costs.OvertimeMinute)
	add(CauseMove, "", moves, j.shoot.Costs.Move)
}

// locationCosts adds the days and openings of locations. A location is left when a day is shot, by any unit,
// on which it is not used.
func (j *judge) locationCosts(add addCost) {
	n := len(j.shoot.Locations)
	days, openings, lastDay := make([]int, n), make([]int, n), make([]int, n)
	shot := 0 // dates shot so far
	for i := range j.days {
		if i == 0 || j.days[i].Date != j.days[i-1].Date {
			shot++
		}
		for _, l := range j.days[i].locations {
			if lastDay[l] == shot {
				continue
			}
			if days[l] == 0 || lastDay[l] < shot-1 {
				openings[l]++
			}
			days[l]++
			lastDay[l] = shot
		}
	}
	for i := range j.shoot.Locations {
		l := &j.shoot.Locations[i]
		add(CauseLocation, l.Name, days[i], l.Day)
		add(CauseLocation, l.Name, min(openings[i], 1), l.Open)
		add(CauseReopen, l.Name, max(0, openings[i]-1), l.Reopen)
	}
}

// equipmentCosts adds the hire of equipment: the days of each civil week, or the week where that is cheaper.
func (j *judge) equipmentCosts(add addCost) {
	dates := j.datesOf(j.x.equipment, len(j.shoot.Equipment), func(s *ShootScene) []string { return s.Equipment })
	for what := range j.shoot.Equipment {
		e := &j.shoot.Equipment[what]
		if e.Week == nil {
			add(CauseEquipment, e.Name, len(dates[what]), e.Day)
			continue
		}
		days, weeks := 0, 0
		for i := 0; i < len(dates[what]); {
			from, monday := i, dates[what][i].Monday()
			for i < len(dates[what]) && dates[what][i].Monday() == monday {
				i++
			}
			if int64(i-from)*e.Day.Cents() > e.Week.Cents() {
				weeks++
			} else {
				days += i - from
			}
		}
		add(CauseEquipment, e.Name, days, e.Day)
		add(CauseEquipment, e.Name, weeks, *e.Week)
	}
}

// distance returns how many scenes that are not shot yet are on another day or in another unit than in a
// plan.
func (j *judge) distance(near *ShootNear) int {
	moved := 0
	for _, was := range near.Days {
		for _, id := range was.Scenes {
			at := j.place[j.x.scenes[id]]
			if at >= 0 && !j.days[at].past && (j.days[at].Date != was.Date || j.days[at].Unit != was.Unit) {
				moved++
			}
		}
	}
	return moved
}

// totals adds costs up by cause.
func totals(lines []ShootCost) ([]CauseTotal, money.Amount) {
	byCause := []CauseTotal{}
	all := int64(0)
	for _, line := range lines {
		if n := len(byCause); n == 0 || byCause[n-1].Cause != line.Cause {
			byCause = append(byCause, CauseTotal{Cause: line.Cause})
		}
		last := &byCause[len(byCause)-1]
		last.Amount = money.FromCents(last.Amount.Cents() + line.Amount.Cents())
		all += line.Amount.Cents()
	}
	return byCause, money.FromCents(all)
}
