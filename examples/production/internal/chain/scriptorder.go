package chain

import (
	"slices"
	"strings"
	"time"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/schedule"
	"github.com/bobine-film/bobine/worktime"
)

// ScriptOrder is what shooting in the order of the script costs, whether it could be done or not.
type ScriptOrder struct {
	Days int          `json:"days"`
	Cost money.Amount `json:"cost"`
	// Causes are what the cost is for.
	Causes []schedule.CauseTotal `json:"causes"`
	// Broken is how many rules of the shoot the order breaks.
	Broken int `json:"broken"`
}

// inScriptOrder shoots scene after scene as written, each day as full as it may be, and a new day where the
// place changes or night falls.
func (f *film) inScriptOrder(s schedule.Shoot) (ScriptOrder, error) {
	calendar, err := civil.FrenchCalendar(s.Territory, s.Period, f.shoot.weekend()...)
	if err != nil {
		return ScriptOrder{}, err
	}
	sets := locationsOf(s.Sets)
	var plan schedule.ShootPlan
	var where string
	var night bool
	minutes := 0
	date := s.Period.From
	for i, sc := range s.Scenes {
		byNight := sc.Light == schedule.Nighttime
		if i == 0 || minutes+sc.Minutes > s.Rules.DayMinutes || sets[sc.Set] != where || byNight != night {
			if date, err = calendar.Add(date, min(i, 1)); err != nil {
				return ScriptOrder{}, err
			}
			where, night, minutes = sets[sc.Set], byNight, 0
			plan.Days = append(plan.Days, schedule.ShootDay{Date: date, Unit: mainUnit, Call: callOf(s.Rules, night)})
		}
		minutes += sc.Minutes
		today := &plan.Days[len(plan.Days)-1]
		today.Scenes = append(today.Scenes, sc.ID)
		today.Wrap = today.Call + worktime.Clock(minutes)
		if minutes > s.Rules.MealAfter {
			today.Wrap += worktime.Clock(s.Rules.MealMinutes)
		}
	}
	report, err := schedule.CheckShoot(s, plan, worktime.Limits{})
	return ScriptOrder{Days: len(plan.Days), Cost: report.Cost, Causes: report.Causes, Broken: len(report.Violations)}, err
}

// locationsOf are the locations of sets by their name.
func locationsOf(sets []schedule.ShootSet) map[string]string {
	locations := map[string]string{}
	for _, set := range sets {
		locations[set.Name] = set.Location
	}
	return locations
}

// callOf is the call of a day or of a night.
func callOf(r schedule.ShootRules, night bool) worktime.Clock {
	if night {
		return r.NightCall
	}
	return r.DayCall
}

// weekend are the days of rest as the calendar has them.
func (s *shoot) weekend() []time.Weekday {
	var days []time.Weekday
	for d := time.Sunday; d <= time.Saturday; d++ {
		if slices.Contains(s.RestDays, schedule.Weekday(strings.ToLower(d.String()))) {
			days = append(days, d)
		}
	}
	return days
}
