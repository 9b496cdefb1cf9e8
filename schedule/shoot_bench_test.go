package schedule

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/worktime"
)

// bigShoot is a feature: 120 scenes, 30 players, 12 locations, 8 weeks of five days, under the agreement of
// cinema with every rule.
func bigShoot() Shoot {
	r := rand.New(rand.NewPCG(120, 30))
	s := Shoot{
		Name: "feature", Period: period("2026-05-04", "2026-06-30"), RestDays: []Weekday{"saturday", "sunday"},
		Agreement: worktime.Cinema, CastAgreement: worktime.CinemaArtists,
		Rules: ShootRules{
			DayMinutes: 480, OvertimeMinutes: 60, DayEighths: 36, DayLocations: 2, MoveMinutes: 45,
			DayCall: clock("08:00"), NightCall: clock("18:00"), MealAfter: 300, MealMinutes: 60, RestMinutes: 660, WeekDays: 5, WeekMinutes: 2700,
		},
		Costs:     ShootCosts{OvertimeMinute: euros(45), Move: euros(1_500)},
		Units:     []ShootUnit{{Name: "main", Day: euros(28_000)}},
		Equipment: []ShootEquipment{{Name: "crane", Day: euros(900)}, {Name: "steadicam", Day: euros(700)}},
	}
	mixed := clock("13:00")
	s.Rules.MixedCall = &mixed
	week := euros(2_400)
	s.Equipment[0].Week = &week
	for i := range 12 {
		l := ShootLocation{Name: fmt.Sprint("location ", i), Day: euros(500 + 100*r.IntN(20)), Open: euros(r.IntN(3_000)), Reopen: euros(500 + r.IntN(3_000))}
		if i%4 == 1 {
			l.Available.Windows = []civil.Period{period("2026-05-04", "2026-06-05")}
		}
		s.Locations = append(s.Locations, l)
		for j := range 3 {
			s.Sets = append(s.Sets, ShootSet{Name: fmt.Sprint("set ", i, ".", j), Location: l.Name})
		}
	}
	for i := range 30 {
		rate := 400 + 60*r.IntN(20)
		c := ShootCast{Name: fmt.Sprint("role ", i), Contract: []Contract{ByDay, ByDay, NoHold, ByWeek, Flat}[r.IntN(5)],
			Day: euros(rate), Hold: euros(rate / 2), Week: euros(3 * rate), Flat: euros(8 * rate), DropDays: 10 * r.IntN(2)}
		if i%5 == 2 {
			c.Available.Off = []civil.Date{day("2026-05-12"), day("2026-05-13"), day("2026-05-20"), day("2026-06-10")}
		}
		if i == 7 || i == 11 {
			c.BirthDate, c.Permit = day("2014-02-03"), &worktime.Permit{}
		}
		s.Cast = append(s.Cast, c)
	}
	for i := range 120 {
		c := ShootScene{ID: fmt.Sprint(i + 1), Set: s.Sets[r.IntN(len(s.Sets))].Name, Eighths: Eighths(2 + r.IntN(12)), Minutes: 60 + 10*r.IntN(14),
			Light: []Light{"", Daylight, Daylight, Daylight, Nighttime}[r.IntN(5)]}
		for range 1 + r.IntN(5) {
			who := r.IntN(30) * r.IntN(30) / 29 // leads are the low numbers
			name := s.Cast[who].Name
			known := false
			for _, n := range c.Cast {
				known = known || n == name
			}
			if !known && !(c.Light == Nighttime && !s.Cast[who].BirthDate.IsZero()) {
				c.Cast = append(c.Cast, name)
			}
		}
		if r.IntN(10) == 0 {
			c.Equipment = []string{s.Equipment[r.IntN(2)].Name}
		}
		s.Scenes = append(s.Scenes, c)
	}
	for i := range 6 {
		s.Before = append(s.Before, ScenePair{s.Scenes[20*i].ID, s.Scenes[20*i+7].ID})
	}
	s.Together = []SceneGroup{{[]string{"3", "4"}}, {[]string{"50", "51"}}}
	s.Scenes[3].Set, s.Scenes[50].Set = s.Scenes[2].Set, s.Scenes[49].Set
	s.Scenes[3].Light, s.Scenes[50].Light = s.Scenes[2].Light, s.Scenes[49].Light
	s.Apart = []SceneGroup{{[]string{"10", "90", "110"}}}
	return s
}

func BenchmarkSolveShoot(b *testing.B) {
	s := bigShoot()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := SolveShoot(context.Background(), s, ShootOptions{Nodes: 60_000}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReplan(b *testing.B) {
	s := bigShoot()
	base, err := SolveShoot(context.Background(), s, ShootOptions{Nodes: 60_000})
	if err != nil {
		b.Fatal(err)
	}
	lost := civil.Period{From: base.Plan.Days[14].Date, To: base.Plan.Days[14].Date}
	in := ReplanInput{
		Shoot: s, Plan: base.Plan, Done: base.Plan.upTo(base.Plan.Days[13].Date), Weight: euros(3_000),
		Changes: []ShootChange{{Kind: DaysLost, Period: &lost}},
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Replan(context.Background(), in, ShootOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheckShoot(b *testing.B) {
	s := bigShoot()
	base, err := SolveShoot(context.Background(), s, ShootOptions{Nodes: 60_000})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := CheckShoot(s, base.Plan, worktime.Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}
