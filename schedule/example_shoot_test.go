package schedule_test

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/schedule"
	"github.com/bobine-film/bobine/worktime"
)

const shoot = `{
	"name": "Le Moulin", "period": {"from": "2026-06-15", "to": "2026-06-26"}, "restDays": ["saturday", "sunday"],
	"agreement": "3097", "castAgreement": "3097-artists",
	"rules": {"dayMinutes": 480, "overtimeMinutes": 60, "dayLocations": 1, "dayCall": "08:00", "nightCall": "18:00",
		"mealAfter": 300, "mealMinutes": 60},
	"costs": {"overtimeMinute": "30.00"},
	"units": [{"name": "main", "day": "12000.00"}],
	"locations": [{"name": "mill", "day": "800.00", "reopen": "1500.00"}, {"name": "street", "day": "300.00"}],
	"sets": [{"name": "kitchen", "location": "mill"}, {"name": "attic", "location": "mill"}, {"name": "square", "location": "street"}],
	"cast": [
		{"name": "Ana", "contract": "day", "day": "900.00", "hold": "450.00"},
		{"name": "Bob", "contract": "day", "day": "600.00", "hold": "300.00", "available": {"off": ["2026-06-16"]}}],
	"scenes": [
		{"id": "1", "set": "kitchen", "eighths": 12, "minutes": 300, "light": "day", "cast": ["Ana"]},
		{"id": "2", "set": "square", "eighths": 9, "minutes": 420, "light": "night", "cast": ["Ana", "Bob"]},
		{"id": "3", "set": "attic", "eighths": 6, "minutes": 240, "light": "day", "cast": ["Bob"]},
		{"id": "4", "set": "kitchen", "eighths": 4, "minutes": 180, "light": "day", "cast": ["Ana", "Bob"]}]}`

func decoded() schedule.Shoot {
	s, err := schedule.DecodeShoot(strings.NewReader(shoot))
	if err != nil {
		fmt.Println(err)
	}
	return s
}

func ExampleSolveShoot() {
	found, err := schedule.SolveShoot(context.Background(), decoded(), schedule.ShootOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range found.Plan.Days {
		fmt.Println(d.Date, d.Call, d.Wrap, d.Scenes)
	}
	for _, c := range found.Causes {
		fmt.Println(c.Cause, c.Amount)
	}
	fmt.Println(found.Cost, found.Optimal)
	// Output:
	// 2026-06-17 08:00 12:00 [3]
	// 2026-06-18 08:00 17:00 [1 4]
	// 2026-06-19 18:00 26:00 [2]
	// cast-work 3600.00
	// shooting-days 36000.00
	// locations 1900.00
	// 41500.00 true
}

// A plan made by hand: the night of the 17th ends at two, and the morning of the 18th begins too early.
func ExampleCheckShoot() {
	clock := worktime.MustParseClock
	plan := schedule.ShootPlan{Days: []schedule.ShootDay{
		{Date: civil.MustParseDate("2026-06-17"), Unit: "main", Call: clock("18:00"), Wrap: clock("26:00"), Scenes: []string{"2"}},
		{Date: civil.MustParseDate("2026-06-18"), Unit: "main", Call: clock("08:00"), Wrap: clock("17:00"), Scenes: []string{"1", "4"}},
	}}
	report, err := schedule.CheckShoot(decoded(), plan, worktime.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range report.Violations {
		fmt.Println(v)
	}
	// Output:
	// scene-missing 3
	// rest 2026-06-18 main: 360, allowed 660
}

func ExampleCheckShootHours() {
	clock := worktime.MustParseClock
	plan := schedule.ShootPlan{Days: []schedule.ShootDay{
		{Date: civil.MustParseDate("2026-06-17"), Unit: "main", Call: clock("18:00"), Wrap: clock("26:00"), Scenes: []string{"2"}},
		{Date: civil.MustParseDate("2026-06-18"), Unit: "main", Call: clock("08:00"), Wrap: clock("17:00"), Scenes: []string{"1", "4"}},
	}}
	reports, err := schedule.CheckShootHours(decoded(), plan, worktime.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range reports {
		for _, b := range r.Breaches {
			fmt.Println(r.ID, b)
		}
	}
	// Output:
	// main 2026-06-18 daily-rest: 06:00, at least 11:00 (CCN 3097 art. 27)
	// Ana 2026-06-18 daily-rest: 06:00, at least 09:00 (CCN 3097 III.I art. 4.1)
}

func ExampleSolveShoot_infeasible() {
	s := decoded()
	s.Cast[1].Available = schedule.Availability{Windows: []civil.Period{{From: civil.MustParseDate("2026-06-17"), To: civil.MustParseDate("2026-06-17")}}}
	_, err := schedule.SolveShoot(context.Background(), s, schedule.ShootOptions{})
	var why *schedule.InfeasibleError
	if errors.As(err, &why) {
		for _, c := range why.Conflicts {
			fmt.Println(c.Text)
		}
	}
	// Output:
	// day and night are not shot on one day
	// Bob is free from 2026-06-17 to 2026-06-17
}

// Bob falls ill on the third day.
func ExampleReplan() {
	ctx := context.Background()
	s := decoded()
	base, err := schedule.SolveShoot(ctx, s, schedule.ShootOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	first := base.Plan.Days[0]
	ill := civil.Period{From: base.Plan.Days[1].Date, To: base.Plan.Days[1].Date}
	got, err := schedule.Replan(ctx, schedule.ReplanInput{
		Shoot: s, Plan: base.Plan, Done: schedule.ShootDone{Through: first.Date, Days: []schedule.ShootDay{first}},
		Changes: []schedule.ShootChange{{Kind: schedule.CastAway, Name: "Bob", Period: &ill}},
		Weight:  money.MustParse("500.00"),
	}, schedule.ShootOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range got.Broken {
		fmt.Println(v)
	}
	for _, m := range got.Moves {
		fmt.Println(m)
	}
	for _, c := range got.Changes {
		fmt.Println(c.Cause, c.Change)
	}
	// Output:
	// available 2026-06-18 main 4 Bob
	// scene 1 from 2026-06-18 to 2026-06-19
	// scene 2 from 2026-06-19 to 2026-06-22
	// scene 4 from 2026-06-18 to 2026-06-19
	// cast-work 0.00
	// cast-hold 300.00
	// shooting-days 0.00
	// locations 0.00
}

func ExampleProgress() {
	s := decoded()
	base, err := schedule.SolveShoot(context.Background(), s, schedule.ShootOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	first := base.Plan.Days[0]
	done := schedule.ShootDone{Through: first.Date, Days: []schedule.ShootDay{first}}
	p, err := schedule.Progress(s, base.Plan, done, []schedule.SceneRest{{Scene: "3", Eighths: 2, Minutes: 90}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Shot.Eighths, "of", p.Total.Eighths, "pages, where", p.Planned.Eighths, "were planned")
	fmt.Println(p.PlannedEnd, p.ProjectedEnd, p.Delay, p.DelayCost)
	// Output:
	// 4/8 of 3 7/8 pages, where 6/8 were planned
	// 2026-06-19 2026-06-26 5 69166.65
}

func ExampleEffects() {
	ctx := context.Background()
	s := decoded()
	base, err := schedule.SolveShoot(ctx, s, schedule.ShootOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	effects, err := schedule.Effects(ctx, s, base, []schedule.ShootChoice{
		{Changes: []schedule.ShootChange{{Kind: schedule.SceneLight, Name: "2", Light: schedule.Daylight}}},
		{Changes: []schedule.ShootChange{{Kind: schedule.SetMoved, Name: "square", Location: "mill"}}},
	}, schedule.ShootOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range effects {
		fmt.Println(e.Text)
	}
	// Output:
	// scene 2 by day: +0.00
	// square at mill: +500.00
}
