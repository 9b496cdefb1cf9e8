package chain

import (
	"io/fs"
	"os"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/schedule"
	"github.com/bobine-film/bobine/worktime"
)

// filmFolder is the bundled film.
func filmFolder() fs.FS { return os.DirFS("../../film") }

// bundled is the bundled film and what it came to, computed once for all tests, which leave it as it is.
var bundled = sync.OnceValues(func() (Production, error) { return Produce(filmFolder(), func(string) {}) })

func bundledFilm(t *testing.T) Production {
	t.Helper()
	p, err := bundled()
	require.NoError(t, err)
	return p
}

func TestTheScreenplayIsAShortFeature(t *testing.T) {
	p := bundledFilm(t)
	assert.Len(t, p.Breakdown.Scenes, 40)
	assert.Empty(t, p.Breakdown.Gaps)
	nights, lucie := 0, 0
	for _, s := range p.Breakdown.Scenes {
		if s.Light == schedule.Nighttime {
			nights++
		}
		if slices.Contains(s.Cast, "Lucie") {
			lucie++
		}
	}
	assert.GreaterOrEqual(t, nights, 10)
	assert.GreaterOrEqual(t, lucie, 9)
	regions, countries := map[string]bool{}, map[string]bool{}
	for _, d := range p.Schedule.Days {
		if countries[d.Country] = true; d.Country == "FR" {
			regions[d.Region] = true
		}
	}
	assert.Len(t, regions, 3)
	assert.Equal(t, map[string]bool{"FR": true, "BE": true}, countries)
}

func TestThePlanKeepsEveryRule(t *testing.T) {
	s := bundledFilm(t).Schedule
	report, err := schedule.CheckShoot(s.Shoot, s.Result.Plan, worktime.Limits{})
	require.NoError(t, err)
	assert.Empty(t, report.Violations)
	for _, h := range s.Hours {
		assert.Empty(t, h.Breaches, h.ID)
	}
	days := map[string]int{}
	for i, d := range s.Days {
		if i > 0 {
			assert.True(t, s.Days[i-1].Date.Before(d.Date))
		}
		for _, id := range d.Scenes {
			days[id]++
		}
	}
	assert.Len(t, days, len(s.Shoot.Scenes))
	for id, n := range days {
		assert.Equal(t, 1, n, id)
	}
	assert.Positive(t, s.Saved.Sign())
	assert.LessOrEqual(t, s.Result.LowerBound.Compare(s.Result.Cost), 0)
}

// The cost of the plan, added up from the rates of the documents and the days alone.
func TestTheCostOfThePlanByHand(t *testing.T) {
	p := bundledFilm(t)
	s := p.Schedule
	rate := map[string]schedule.ShootLocation{}
	for _, l := range s.Shoot.Locations {
		rate[l.Name] = l
	}
	want := map[schedule.Cause]int64{}
	seen := map[string]bool{}
	before := ""
	for _, d := range s.Days {
		l := rate[d.Location]
		want[schedule.CauseDay] += s.Shoot.Units[0].Day.Cents()
		want[schedule.CauseLocation] += l.Day.Cents()
		if !seen[d.Location] {
			want[schedule.CauseLocation] += l.Open.Cents()
		} else if d.Location != before {
			want[schedule.CauseReopen] += l.Reopen.Cents()
		}
		seen[d.Location], before = true, d.Location
		if over := d.Minutes - s.Shoot.Rules.DayMinutes; over > 0 {
			want[schedule.CauseOvertime] += int64(over) * s.Shoot.Costs.OvertimeMinute.Cents()
		}
		for _, e := range s.Shoot.Equipment {
			if slices.ContainsFunc(s.Shoot.Scenes, func(sc schedule.ShootScene) bool {
				return slices.Contains(d.Scenes, sc.ID) && slices.Contains(sc.Equipment, e.Name)
			}) {
				want[schedule.CauseEquipment] += e.Day.Cents()
			}
		}
	}
	for i, c := range s.Cast {
		terms := s.Shoot.Cast[i]
		switch c.Contract {
		case schedule.ByWeek:
			span := c.Worked[len(c.Worked)-1].DaysSince(c.Worked[0]) + 1
			want[schedule.CauseWork] += int64((span+6)/7) * terms.Week.Cents()
		default:
			want[schedule.CauseWork] += int64(len(c.Worked)) * terms.Day.Cents()
			want[schedule.CauseHold] += int64(len(c.Held)) * terms.Hold.Cents()
		}
	}
	got := map[schedule.Cause]int64{}
	var total int64
	for _, c := range s.Result.Causes {
		got[c.Cause] = c.Amount.Cents()
		total += c.Amount.Cents()
	}
	assert.Equal(t, want, got)
	assert.Equal(t, s.Result.Cost.Cents(), total)
}

// The days of a player are those of the scenes on the board, and waiting lies between the first and the last.
func TestPresences(t *testing.T) {
	s := bundledFilm(t).Schedule
	for _, c := range s.Cast {
		var played []civil.Date
		for _, d := range s.Days {
			if slices.Contains(d.Cast, c.Role) {
				played = append(played, d.Date)
			}
		}
		assert.Equal(t, played, c.Worked, c.Role)
		for _, held := range c.Held {
			assert.True(t, played[0].Before(held) && held.Before(played[len(played)-1]), "%s waits on %v", c.Role, held)
			assert.NotEqual(t, schedule.NoHold, c.Contract, c.Role)
		}
	}
}

func TestTheLostDay(t *testing.T) {
	p := bundledFilm(t)
	var changes int64
	for _, c := range p.Replan.Result.Changes {
		changes += c.Change.Cents()
		if c.Cause == schedule.CauseDay {
			assert.Equal(t, p.Schedule.Shoot.Units[0].Day, c.Change, "the crew was called: a day more is paid")
		}
	}
	assert.Equal(t, money.FromCents(changes), p.Replan.Cost)
	assert.Positive(t, p.Replan.Cost.Sign())
	var lost ShootingDay
	planned := map[string]civil.Date{}
	for _, d := range p.Schedule.Days {
		if d.Date == p.Replan.Lost {
			lost = d
		}
		for _, id := range d.Scenes {
			planned[id] = d.Date
		}
	}
	require.NotEmpty(t, lost.Scenes)
	again := map[string]civil.Date{}
	for _, d := range p.Replan.Days {
		for _, id := range d.Scenes {
			again[id] = d.Date
		}
		if !d.Date.After(p.Replan.Lost) {
			for _, id := range d.Scenes {
				assert.Equal(t, planned[id], d.Date, "what was shot stays where it was")
			}
		}
	}
	for _, id := range lost.Scenes {
		assert.True(t, again[id+schedule.RestSuffix].After(p.Replan.Lost), "scene %s is shot later", id)
	}
}

func TestDelivery(t *testing.T) {
	p := bundledFilm(t)
	d := p.Delivery
	assert.True(t, d.Plan.Levelled)
	assert.True(t, d.Plan.Start.After(p.Schedule.Days[len(p.Schedule.Days)-1].Date))
	assert.GreaterOrEqual(t, d.Plan.Margin, 0)
	finish := map[string]schedule.TaskDates{}
	for _, task := range d.Plan.Tasks {
		finish[task.Task] = task
	}
	for i, id := range d.Plan.CriticalPath[1:] {
		assert.False(t, finish[id].Start.Before(finish[d.Plan.CriticalPath[i]].Finish), "%s waits for the one before", id)
	}
	for i, line := range d.Items.Lines {
		if after := d.List.Items[i].After; after != "" {
			assert.Equal(t, d.List.Items[i].Days, line.Due.DaysSince(d.List.Milestones[after]))
		}
	}
	assert.Equal(t, []string{"immatriculation"}, d.Items.Late, "due on 20 April, only sent on the 24th")
}
