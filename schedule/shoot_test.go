package schedule

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func euros(n int) money.Amount { return money.FromCents(int64(n) * 100) }

func day(s string) civil.Date { return civil.MustParseDate(s) }

func clock(s string) worktime.Clock { return worktime.MustParseClock(s) }

func period(from, to string) civil.Period { return civil.Period{From: day(from), To: day(to)} }

// smallShoot is three scenes at two locations with two players, in a week of June 2026 without holidays.
func smallShoot() Shoot {
	return Shoot{
		Name: "small", Period: period("2026-06-15", "2026-06-19"),
		Rules: ShootRules{DayMinutes: 480, DayCall: clock("08:00"), NightCall: clock("18:00"), MealAfter: 300, MealMinutes: 60},
		Units: []ShootUnit{{Name: "main", Day: euros(10_000)}},
		Locations: []ShootLocation{{Name: "farm", Day: euros(500), Open: euros(200), Reopen: euros(300)},
			{Name: "town", Day: euros(700)}},
		Sets: []ShootSet{{Name: "kitchen", Location: "farm"}, {Name: "square", Location: "town"}},
		Cast: []ShootCast{{Name: "Ana", Contract: ByDay, Day: euros(1_000), Hold: euros(400)}, {Name: "Bob", Contract: NoHold, Day: euros(600)}},
		Scenes: []ShootScene{
			{ID: "1", Set: "kitchen", Eighths: 8, Minutes: 240, Cast: []string{"Ana"}},
			{ID: "2", Set: "square", Eighths: 12, Minutes: 400, Cast: []string{"Bob"}},
			{ID: "3", Set: "kitchen", Eighths: 6, Minutes: 240, Cast: []string{"Ana", "Bob"}},
		},
	}
}

// randomShoot returns a shoot of some scenes and days, with whatever rules chance gives it.
func randomShoot(r *rand.Rand, scenes, days int) Shoot {
	from := day("2026-06-15")
	to, _ := from.AddDays(days - 1)
	s := Shoot{Name: "random", Period: civil.Period{From: from, To: to}}
	chance := func(percent int) bool { return r.IntN(100) < percent }
	date := func() civil.Date { d, _ := from.AddDays(r.IntN(days)); return d }
	available := func(percent int) (a Availability) {
		if chance(percent) {
			a.Off = []civil.Date{date()}
		}
		if chance(percent / 3) {
			d := date()
			a.Windows = []civil.Period{{From: d, To: to}}
		}
		return a
	}
	s.Rules = ShootRules{
		DayMinutes: 400 + 20*r.IntN(10), OvertimeMinutes: 30 * r.IntN(5), MoveMinutes: 15 * r.IntN(4),
		DayCall: clock("08:00"), NightCall: clock("17:00"), MealAfter: 300, MealMinutes: 30 * r.IntN(3),
	}
	if chance(50) {
		mixed := clock("13:00")
		s.Rules.MixedCall = &mixed
	}
	if chance(40) {
		s.Rules.DayEighths = Eighths(20 + r.IntN(20))
	}
	if chance(40) {
		s.Rules.DayLocations = 1 + r.IntN(2)
	}
	if chance(60) {
		s.Rules.RestMinutes = 660
	}
	if chance(30) {
		s.Agreement = worktime.Cinema
	}
	if chance(20) {
		s.Rules.WeekDays = 3 + r.IntN(3)
	}
	s.Costs = ShootCosts{OvertimeMinute: money.FromCents(int64(r.IntN(5000))), Move: euros(r.IntN(800))}
	units := 1
	if chance(25) {
		units = 2
	}
	for u := range units {
		s.Units = append(s.Units, ShootUnit{Name: fmt.Sprint("unit ", u+1), Day: euros(2_000 + r.IntN(8_000)), Available: available(10)})
	}
	locations := 1 + min(12, scenes/3)
	for i := range locations {
		s.Locations = append(s.Locations, ShootLocation{
			Name: fmt.Sprint("L", i), Studio: chance(15), Day: euros(r.IntN(900)), Open: euros(r.IntN(500)), Reopen: euros(r.IntN(1500)), Available: available(15),
		})
		for j := range 2 {
			s.Sets = append(s.Sets, ShootSet{Name: fmt.Sprint("S", i, ".", j), Location: fmt.Sprint("L", i), Available: available(8)})
		}
	}
	cast := 2 + min(28, scenes/3)
	for i := range cast {
		rate := 200 + r.IntN(2000)
		c := ShootCast{
			Name: fmt.Sprint("C", i), Contract: contracts[r.IntN(len(contracts))], Day: euros(rate), Hold: euros(r.IntN(rate + 1)),
			Week: euros(3 * rate), Flat: euros(5 * rate), Available: available(15),
		}
		if chance(40) {
			c.DropDays = 1 + r.IntN(4)
		}
		if chance(20) {
			c.MaxMinutes = 300 + 30*r.IntN(6)
		}
		if chance(15) {
			c.BirthDate = day([]string{"2012-03-04", "2009-05-05", "2017-08-09"}[r.IntN(3)])
			c.Permit = &worktime.Permit{}
			c.SchoolHolidays = []civil.Period{period("2026-06-01", "2026-08-31")}
		}
		s.Cast = append(s.Cast, c)
	}
	for i := range 2 {
		e := ShootEquipment{Name: fmt.Sprint("E", i), Day: euros(100 + r.IntN(400)), Available: available(15)}
		if chance(50) {
			week := euros(300 + r.IntN(800))
			e.Week = &week
		}
		s.Equipment = append(s.Equipment, e)
	}
	for i := range scenes {
		c := ShootScene{
			ID: fmt.Sprint(i + 1), Set: s.Sets[r.IntN(len(s.Sets))].Name, Eighths: Eighths(1 + r.IntN(12)), Minutes: 30 + 10*r.IntN(20),
			Light: []Light{"", Daylight, Daylight, Nighttime}[r.IntN(4)], Available: available(5),
		}
		for _, who := range r.Perm(cast)[:r.IntN(min(4, cast)+1)] {
			c.Cast = append(c.Cast, s.Cast[who].Name)
		}
		if chance(15) {
			c.Equipment = []string{s.Equipment[r.IntN(2)].Name}
		}
		if units > 1 && chance(20) {
			c.Unit = s.Units[r.IntN(2)].Name
		}
		s.Scenes = append(s.Scenes, c)
	}
	pick := func() (string, string) {
		p := r.Perm(scenes)
		return s.Scenes[p[0]].ID, s.Scenes[p[1]].ID
	}
	if scenes > 1 && chance(40) {
		a, b := pick()
		s.Before = append(s.Before, ScenePair{a, b})
	}
	if scenes > 1 && chance(20) {
		a, b := pick()
		s.Together = append(s.Together, SceneGroup{[]string{a, b}})
	}
	if scenes > 1 && chance(20) {
		a, b := pick()
		s.Apart = append(s.Apart, SceneGroup{[]string{a, b}})
	}
	return s
}

// bruteShoot tries every day and unit for every scene and every order within days. It knows nothing of rules and
// costs but what CheckShoot says.
type bruteShoot struct {
	t     *testing.T
	s     Shoot
	dates []civil.Date
	units []ShootUnit
	days  map[[2]int]*ShootDay // the best order of a set of scenes in a slot, nil when there is none
}

// ofOneDay are the rules that a day keeps or not whatever the others are.
func ofOneDay(rule PlanRule) bool {
	switch rule {
	case RuleMissing, RuleRest, RuleWeekDays, RuleWeekMinutes, RuleClash, RuleTogether:
		return false
	}
	return true
}

func (b *bruteShoot) day(slot, set int) *ShootDay {
	key := [2]int{slot, set}
	if d, ok := b.days[key]; ok {
		return d
	}
	var ids []string
	minutes := 0
	for i := range b.s.Scenes {
		if set>>i&1 == 1 {
			ids = append(ids, b.s.Scenes[i].ID)
			minutes += b.s.Scenes[i].Minutes
		}
	}
	var best *ShootDay
	cost := money.Amount{}
	try := func(order []string) {
		d := ShootDay{Date: b.dates[slot/len(b.units)], Unit: b.units[slot%len(b.units)].Name, Scenes: append([]string{}, order...)}
		report := b.check([]ShootDay{d})
		for _, v := range report.Violations { // the right hours, as the checker names them
			switch v.Rule {
			case RuleCall:
				d.Call = worktime.Clock(v.Allowed)
			}
		}
		report = b.check([]ShootDay{d})
		for _, v := range report.Violations {
			if v.Rule == RuleWrap {
				d.Wrap = worktime.Clock(v.Allowed)
			}
		}
		report = b.check([]ShootDay{d})
		for _, v := range report.Violations {
			if ofOneDay(v.Rule) {
				return
			}
		}
		if best == nil || report.Cost.Compare(cost) < 0 {
			best, cost = &d, report.Cost
		}
	}
	if minutes <= b.s.Rules.DayMinutes+b.s.Rules.OvertimeMinutes {
		permute(ids, 0, try)
	}
	b.days[key] = best
	return best
}

func (b *bruteShoot) minutes(set int) (sum int) {
	for i := range b.s.Scenes {
		if set>>i&1 == 1 {
			sum += b.s.Scenes[i].Minutes
		}
	}
	return sum
}

func permute(ids []string, at int, try func([]string)) {
	if at == len(ids) {
		try(ids)
		return
	}
	for i := at; i < len(ids); i++ {
		ids[at], ids[i] = ids[i], ids[at]
		permute(ids, at+1, try)
		ids[at], ids[i] = ids[i], ids[at]
	}
}

func (b *bruteShoot) check(days []ShootDay) ShootReport {
	report, err := CheckShoot(b.s, ShootPlan{Days: days}, worktime.Limits{})
	require.NoError(b.t, err)
	return report
}

// best returns the cheapest plan, and whether there is one.
func (b *bruteShoot) best() (cost money.Amount, found bool) {
	for d := range b.s.Period.All() {
		if !b.s.isOff(d) {
			b.dates = append(b.dates, d)
		}
	}
	b.units, b.days = b.s.crews(), map[[2]int]*ShootDay{}
	sets := make([]int, len(b.dates)*len(b.units))
	var place func(i int)
	place = func(i int) {
		if i == len(b.s.Scenes) {
			var days []ShootDay
			for slot, set := range sets {
				if set != 0 {
					d := b.day(slot, set)
					if d == nil {
						return
					}
					days = append(days, *d)
				}
			}
			if report := b.check(days); len(report.Violations) == 0 && (!found || report.Cost.Compare(cost) < 0) {
				cost, found = report.Cost, true
			}
			return
		}
		for slot := range sets {
			sets[slot] |= 1 << i
			if b.minutes(sets[slot]) <= b.s.Rules.DayMinutes+b.s.Rules.OvertimeMinutes {
				place(i + 1)
			}
			sets[slot] &^= 1 << i
		}
	}
	place(0)
	return cost, found
}

func TestSmallShootsAgreeWithBruteForce(t *testing.T) {
	rounds := 100
	if testing.Short() {
		rounds = 25
	}
	feasible, proved := 0, 0
	for round := range rounds {
		r := rand.New(rand.NewPCG(uint64(round), 1))
		s := randomShoot(r, 1+r.IntN(5), 1+r.IntN(3))
		if round%25 == 24 { // the greatest that every plan of can be looked at
			s = randomShoot(r, 7+r.IntN(2), 4)
			s.Units = s.Units[:1]
			for i := range s.Scenes {
				s.Scenes[i].Unit = ""
				s.Scenes[i].Minutes += 80
			}
		}
		if s.Validate() != nil {
			continue
		}
		b := bruteShoot{t: t, s: s}
		want, found := b.best()
		got, err := SolveShoot(context.Background(), s, ShootOptions{})
		if !found {
			require.ErrorIs(t, err, ErrInfeasible, "round %d", round)
			continue
		}
		feasible++
		require.NoError(t, err, "round %d", round)
		assert.LessOrEqual(t, got.LowerBound.Cents(), want.Cents(), "round %d: bound", round)
		if got.Optimal {
			proved++
			assert.Equal(t, want.String(), got.Cost.String(), "round %d", round)
		} else {
			assert.GreaterOrEqual(t, got.Cost.Cents(), want.Cents(), "round %d", round)
		}
	}
	t.Log(feasible, proved)
	assert.Greater(t, feasible, rounds/5)
	assert.GreaterOrEqual(t, proved, feasible*9/10)
}
