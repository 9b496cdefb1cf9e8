package schedule

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func pathsOf(t *testing.T, err error) (paths []string) {
	t.Helper()
	for _, fault := range valid.List(err) {
		var f *FieldError
		require.ErrorAs(t, fault, &f)
		paths = append(paths, f.Path)
	}
	return paths
}

func TestAFaultyShootIsToldFaultByFault(t *testing.T) {
	s := smallShoot()
	s.Rules.DayMinutes = 0
	s.Rules.MixedCall = new(worktime.Clock)
	*s.Rules.MixedCall = 3_000
	s.RestDays = []Weekday{"dimanche"}
	s.Units[0].Day = money.FromCents(-1)
	s.Locations[0].Day = money.FromCents(maxRate + 1)
	s.Sets[1].Location = "moon"
	s.Cast[0].Hold = euros(1_001)
	s.Cast[1].Contract = "monthly"
	s.Cast[1].Available.Windows = []civil.Period{period("2026-07-01", "2026-07-02")}
	s.Scenes[0].Set = "attic"
	s.Scenes[0].Eighths = 0
	s.Scenes[1].Cast = []string{"Zoe", "Bob", "Bob"}
	s.Scenes[2].ID = "1"
	s.Before = []ScenePair{{"1", "1"}, {"1", "9"}}
	s.Together = []SceneGroup{{[]string{"1"}}}
	assert.Equal(t, []string{
		"scenes[2].id", "restDays[0]", "rules.dayMinutes", "rules.mixedCall", "rules.dayCall", "units[0].day", "locations[0].day",
		"sets[1].location", "cast[0].hold", "cast[1].contract", "cast[1].available", "scenes[0].set", "scenes[0].eighths",
		"scenes[1].cast[0]", "scenes[1].cast[2]", "before[0].then", "before[1].then", "together[0].scenes",
	}, pathsOf(t, s.Validate()))
}

func TestAFaultyPastIsTold(t *testing.T) {
	s := smallShoot()
	s.Done = &ShootDone{Through: day("2026-06-15"), Days: []ShootDay{
		{Date: day("2026-06-15"), Unit: "main", Call: clock("08:00"), Wrap: clock("07:00"), Scenes: []string{"1"}},
		{Date: day("2026-06-16"), Unit: "second", Call: clock("08:00"), Wrap: clock("09:00"), Scenes: []string{"1", "7"}},
	}}
	assert.Equal(t, []string{
		"done.days[1].unit", "done.days[1].scenes[1]", "done.days[1].scenes[0]", "done.days[0].wrap", "done.days[1].date",
	}, pathsOf(t, s.Validate()))
}

func TestAShootReadsBackFromJSON(t *testing.T) {
	for _, s := range []Shoot{smallShoot(), bigShoot()} {
		text, err := json.Marshal(s)
		require.NoError(t, err)
		read, err := DecodeShoot(strings.NewReader(string(text)))
		require.NoError(t, err)
		again, err := json.Marshal(read)
		require.NoError(t, err)
		assert.Equal(t, string(text), string(again))
	}
}

// Each case breaks one rule of a plan that keeps all of them.
func TestTheCheckerTellsEveryRule(t *testing.T) {
	mixed := clock("13:00")
	base := func() (Shoot, ShootPlan) {
		s := smallShoot()
		s.Rules.RestMinutes = 660
		return s, ShootPlan{Days: []ShootDay{
			{Date: day("2026-06-15"), Unit: "main", Call: clock("08:00"), Wrap: clock("17:00"), Scenes: []string{"1", "3"}},
			{Date: day("2026-06-16"), Unit: "main", Call: clock("08:00"), Wrap: clock("15:40"), Scenes: []string{"2"}},
		}}
	}
	two := func(s *Shoot, p *ShootPlan) {
		s.Units = append(s.Units, ShootUnit{Name: "second"})
		p.Days[1].Date, p.Days[1].Unit = day("2026-06-15"), "second"
	}
	for _, c := range []struct {
		name   string
		change func(*Shoot, *ShootPlan)
		want   []string
	}{
		{"nothing", func(*Shoot, *ShootPlan) {}, nil},
		{"a scene is missing", func(s *Shoot, p *ShootPlan) { p.Days = p.Days[:1] }, []string{"scene-missing 2"}},
		{"a scene is shot twice", func(s *Shoot, p *ShootPlan) {
			s.Rules.DayMinutes = 900
			p.Days[1].Scenes, p.Days[1].Wrap = []string{"2", "1"}, clock("19:40")
		}, []string{"scene-twice 2026-06-16 main 1"}},
		{"a rest day", func(s *Shoot, p *ShootPlan) { s.RestDays = []Weekday{"monday"} }, []string{"calendar 2026-06-15 main"}},
		{"a player away", func(s *Shoot, p *ShootPlan) { s.Cast[0].Available.Off = []civil.Date{day("2026-06-15")} },
			[]string{"available 2026-06-15 main 1 Ana", "available 2026-06-15 main 3 Ana"}},
		{"a set not built", func(s *Shoot, p *ShootPlan) {
			s.Sets[1].Available.Windows = []civil.Period{period("2026-06-17", "2026-06-19")}
		}, []string{"available 2026-06-16 main 2 square"}},
		{"too long a day", func(s *Shoot, p *ShootPlan) { s.Rules.DayMinutes = 450 }, []string{"day-minutes 2026-06-15 main: 480, allowed 450"}},
		{"too much script", func(s *Shoot, p *ShootPlan) { s.Rules.DayEighths = 13 }, []string{"day-eighths 2026-06-15 main: 14, allowed 13"}},
		{"two locations", func(s *Shoot, p *ShootPlan) {
			s.Rules.DayLocations = 1
			s.Sets = append(s.Sets, ShootSet{Name: "barn", Location: "town"})
			s.Scenes[2].Set = "barn"
		}, []string{"day-locations 2026-06-15 main: 2, allowed 1"}},
		{"day and night", func(s *Shoot, p *ShootPlan) { s.Scenes[0].Light, s.Scenes[2].Light = Daylight, Nighttime }, []string{"mixed 2026-06-15 main"}},
		{"day after night", func(s *Shoot, p *ShootPlan) {
			s.Rules.MixedCall = &mixed
			s.Scenes[0].Light, s.Scenes[2].Light = Nighttime, Daylight
			p.Days[0].Call, p.Days[0].Wrap = clock("13:00"), clock("22:00")
			p.Days[1].Date = day("2026-06-17")
		}, []string{"light 2026-06-15 main 3"}},
		{"a call too early", func(s *Shoot, p *ShootPlan) { p.Days[0].Call, p.Days[0].Wrap = clock("07:00"), clock("16:00") },
			[]string{"call 2026-06-15 main: 420, allowed 480"}},
		{"a wrap too early", func(s *Shoot, p *ShootPlan) { p.Days[0].Wrap = clock("16:00") }, []string{"wrap 2026-06-15 main: 960, allowed 1020"}},
		{"a day after a night", func(s *Shoot, p *ShootPlan) {
			s.Scenes[0].Light, s.Scenes[2].Light = Nighttime, Nighttime
			p.Days[0].Call, p.Days[0].Wrap = clock("18:00"), clock("27:00")
		}, []string{"rest 2026-06-16 main: 300, allowed 660"}},
		{"a week of one day", func(s *Shoot, p *ShootPlan) { s.Rules.WeekDays = 1 }, []string{"week-days 2026-06-15 main: 2, allowed 1"}},
		{"a short week", func(s *Shoot, p *ShootPlan) { s.Rules.WeekMinutes = 800 }, []string{"week-minutes 2026-06-15 main: 880, allowed 800"}},
		{"too long on the set", func(s *Shoot, p *ShootPlan) { s.Cast[0].MaxMinutes = 300 }, []string{"presence 2026-06-15 main Ana: 480, allowed 300"}},
		{"the wrong order", func(s *Shoot, p *ShootPlan) { s.Before = []ScenePair{{"3", "1"}} }, []string{"before 2026-06-15 main 1 3"}},
		{"not together", func(s *Shoot, p *ShootPlan) { s.Together = []SceneGroup{{[]string{"1", "2"}}} }, []string{"together 2026-06-16 main 2 1"}},
		{"not apart", func(s *Shoot, p *ShootPlan) { s.Apart = []SceneGroup{{[]string{"1", "3"}}} }, []string{"apart 2026-06-15 main 3 1"}},
		{"in two units", func(s *Shoot, p *ShootPlan) { two(s, p) }, []string{"clash 2026-06-15 second 2 Bob"}},
		{"another unit's scene", func(s *Shoot, p *ShootPlan) { two(s, p); s.Scenes[1].Unit = "main"; s.Scenes[1].Cast = nil }, []string{"unit 2026-06-15 second 2"}},
		{"another past", func(s *Shoot, p *ShootPlan) {
			s.Done = &ShootDone{Through: day("2026-06-15"), Days: []ShootDay{p.Days[0]}}
			p.Days[0].Wrap = clock("18:00")
		}, []string{"past 2026-06-15 main"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, p := base()
			c.change(&s, &p)
			report, err := CheckShoot(s, p, worktime.Limits{})
			require.NoError(t, err)
			var told []string
			for _, v := range report.Violations {
				told = append(told, v.String())
			}
			assert.Equal(t, c.want, told)
		})
	}
}

// Independent calculations of pay: Monday, Tuesday and the Friday of the week after, Monday 25 May 2026 a holiday.
func TestContractsPayWhatTheySay(t *testing.T) {
	worked := []civil.Date{day("2026-05-18"), day("2026-05-19"), day("2026-05-29")}
	for _, c := range []struct {
		name string
		cast ShootCast
		want string
	}{
		// Waits on Wednesday to Friday, then Tuesday to Thursday: Whit Monday is off.
		{"by day", ShootCast{Contract: ByDay, Day: euros(1_000), Hold: euros(300)}, "4800.00"},
		{"by day with a drop over nine days", ShootCast{Contract: ByDay, Day: euros(1_000), Hold: euros(300), DropDays: 8}, "3000.00"},
		{"by day, nine days being too short for the drop", ShootCast{Contract: ByDay, Day: euros(1_000), Hold: euros(300), DropDays: 9}, "4800.00"},
		{"by week, twelve days", ShootCast{Contract: ByWeek, Week: euros(2_000)}, "4000.00"},
		{"by week with a drop", ShootCast{Contract: ByWeek, Week: euros(2_000), DropDays: 5}, "4000.00"},
		{"flat", ShootCast{Contract: Flat, Flat: euros(7_000)}, "7000.00"},
		{"without hold", ShootCast{Contract: NoHold, Day: euros(1_000)}, "3000.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.cast.Name = "Ana"
			s := Shoot{
				Name: "pay", Period: period("2026-05-18", "2026-05-31"), RestDays: []Weekday{"saturday", "sunday"}, Rules: ShootRules{DayMinutes: 60},
				Locations: []ShootLocation{{Name: "L"}}, Sets: []ShootSet{{Name: "S", Location: "L"}}, Cast: []ShootCast{c.cast},
			}
			plan := ShootPlan{}
			for i, d := range worked {
				id := string(rune('1' + i))
				s.Scenes = append(s.Scenes, ShootScene{ID: id, Set: "S", Eighths: 1, Minutes: 60, Cast: []string{"Ana"}, Available: Availability{Windows: []civil.Period{{From: d, To: d}}}})
				plan.Days = append(plan.Days, ShootDay{Date: d, Wrap: 60, Scenes: []string{id}})
			}
			report, err := CheckShoot(s, plan, worktime.Limits{})
			require.NoError(t, err)
			assert.Empty(t, report.Violations)
			assert.Equal(t, c.want, report.Cost.String())
			assert.Equal(t, c.want, solveShoot(t, s, ShootOptions{}).Cost.String())
		})
	}
}

func TestHostileShootsAreRefusedQuickly(t *testing.T) {
	text := `{"name":"x","period":{"from":"2026-01-01","to":"2199-12-31"},"rules":{"dayMinutes":1},"locations":[],"sets":[],"scenes":[` +
		strings.Repeat(`{"id":"1","set":"a","eighths":1,"minutes":1},`, 1_999) + `{"id":"1","set":"a","eighths":1,"minutes":1}]}`
	begun := time.Now()
	_, err := DecodeShoot(strings.NewReader(text))
	require.Error(t, err)
	t.Log(time.Since(begun))
	_, err = DecodeShoot(strings.NewReader(`{"name":"x"} {}`))
	require.Error(t, err)
}

func FuzzDecodeShoot(f *testing.F) {
	for _, s := range []Shoot{smallShoot()} {
		text, err := json.Marshal(s)
		require.NoError(f, err)
		f.Add(string(text))
	}
	f.Add(`{"name":"x","period":{"from":"2026-01-01","to":"2026-01-02"},"rules":{"dayMinutes":1},"locations":[],"sets":[],"scenes":[]}`)
	f.Fuzz(func(t *testing.T, text string) {
		s, err := DecodeShoot(strings.NewReader(text))
		if err != nil || len(s.Scenes) > 30 || s.Period.Days() > 60 {
			return
		}
		got, err := SolveShoot(t.Context(), s, ShootOptions{Nodes: 200})
		if err != nil {
			return
		}
		report, err := CheckShoot(s, got.Plan, worktime.Limits{})
		require.NoError(t, err)
		require.Empty(t, report.Violations)
	})
}

func FuzzDecodeShootPlan(f *testing.F) {
	f.Add(`{"days":[{"date":"2026-06-15","unit":"main","call":"08:00","wrap":"17:00","scenes":["1","3"]}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := DecodeShootPlan(strings.NewReader(text))
		if err != nil {
			return
		}
		s := smallShoot()
		_, _ = CheckShoot(s, p, worktime.Limits{})
		_, _ = CheckShootHours(s, p, worktime.Limits{})
	})
}

func FuzzDecodeReplan(f *testing.F) {
	in := ReplanInput{Shoot: smallShoot(), Plan: ShootPlan{Days: []ShootDay{}}, Done: ShootDone{Through: day("2026-06-15"), Days: []ShootDay{}},
		Changes: []ShootChange{{Kind: CastAway, Name: "Ana", Period: &civil.Period{From: day("2026-06-16"), To: day("2026-06-16")}}}}
	text, err := json.Marshal(in)
	require.NoError(f, err)
	f.Add(string(text))
	f.Fuzz(func(t *testing.T, text string) {
		in, err := DecodeReplan(strings.NewReader(text))
		if err != nil || len(in.Shoot.Scenes) > 30 || in.Shoot.Period.Days() > 60 {
			return
		}
		_, _ = Replan(t.Context(), in, ShootOptions{Nodes: 100})
		_, _ = Progress(in.Shoot, in.Plan, in.Done, in.Left)
	})
}
