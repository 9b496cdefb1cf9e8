package schedule_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/schedule"
	"github.com/bobine-film/bobine/worktime"
)

// twoDays is a board of two days, with a Sunday between them.
func twoDays() schedule.Board {
	return schedule.Board{
		Title: "La lettre",
		Scenes: []schedule.Scene{
			{ID: "1", Number: "1", Place: schedule.Interior, Set: "CUISINE", Light: schedule.Nighttime, Eighths: 11, Minutes: 180, Location: "Villa", Characters: []string{"ANNE", "PAUL"}},
			{ID: "2", Number: "2", Place: schedule.Exterior, Set: "JARDIN", Light: schedule.Daylight, Eighths: 4, Minutes: 90, Location: "Villa", Characters: []string{"ANNE"}},
			{ID: "3", Number: "3", Place: schedule.Exterior, Set: "RUE", Light: schedule.Daylight, Eighths: 2, Minutes: 60, Location: "Sceaux", Characters: []string{"PAUL"}},
		},
		Catalogue: schedule.Catalogue{Items: []schedule.Item{{Category: schedule.Cast, Name: "ANNE", BoardID: "1"}, {Category: schedule.Cast, Name: "PAUL", BoardID: "2"}}},
		Days: []schedule.BoardDay{
			{Date: civil.MustParseDate("2026-06-05"), Strips: []schedule.Strip{{Scene: "2"}, {Banner: "Repas", Minutes: 60, Break: true}, {Scene: "1", Eighths: 6, Minutes: 100}}},
			{Date: civil.MustParseDate("2026-06-06"), Strips: []schedule.Strip{{Scene: "3"}}},
			{Date: civil.MustParseDate("2026-06-08"), Strips: []schedule.Strip{{Scene: "1", Eighths: 5, Minutes: 80}}},
		},
	}
}

func ExampleLayOut() {
	board, err := schedule.LayOut(twoDays())
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := board.Text(schedule.PaperFrench)
	fmt.Print(text, err)
	// Output:
	// PLAN DE TRAVAIL  La lettre
	//
	// yellow  2   EXT JARDIN - JOUR   4/8  1h30  1
	//             — Repas —                1h00
	// blue    1*  INT CUISINE - NUIT  6/8  1h40  1, 2
	// ==  FIN DU JOUR 1  ven. 2026-06-05  1 séq.  1 2/8 p.  4h10
	//
	// yellow  3  EXT RUE - JOUR  2/8  1h00  2
	// ==  FIN DU JOUR 2  sam. 2026-06-06  1 séq.  2/8 p.  1h00
	//
	// blue  1*  INT CUISINE - NUIT  5/8  1h20  1, 2
	// ==  FIN DU JOUR 3  lun. 2026-06-08  1 séq.  5/8 p.  1h20
	// <nil>
}

func ExampleDaysOut() {
	out, err := schedule.DaysOut(twoDays(), schedule.DayOutRequest{
		Rules:  []schedule.HoldRule{{Category: schedule.Cast, Hold: true}},
		Events: []schedule.DayOutEvent{{Category: schedule.Cast, Name: "PAUL", Date: civil.MustParseDate("2026-06-04"), Code: schedule.CodeFitting}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range out.Rows {
		fmt.Printf("%s %q worked %d, held %d\n", row.Name, row.Cells, row.Totals.Worked, row.Totals.Held)
	}
	// Output:
	// ANNE ["" "SW" "H" "" "WF"] worked 2, held 1
	// PAUL ["FT" "SW" "W" "" "WF"] worked 3, held 0
}

func ExampleCallTheDay() {
	// ANNE wrapped at 21:30 the evening before: the agreement gives her twelve hours.
	before := &worktime.Record{ID: "anne", Agreement: worktime.CinemaArtists, Shifts: []worktime.Shift{{
		Date: civil.MustParseDate("2026-06-04"), Setting: worktime.Shoot, Call: worktime.MustParseClock("14:00"), Wrap: worktime.MustParseClock("21:30"),
	}}}
	sheet, err := schedule.CallTheDay(twoDays(), schedule.CallRequest{
		Date: civil.MustParseDate("2026-06-05"), Start: worktime.MustParseClock("09:00"),
		People: []schedule.CalledPerson{
			{Person: "Ana Roy", Category: schedule.Cast, Name: "ANNE", Makeup: 45, Record: before},
			{Person: "Paul Durand", Category: schedule.Cast, Name: "PAUL", Makeup: 20},
		},
	}, worktime.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range sheet.Calls {
		fmt.Println(c.Person, "call", c.Call, "ready", c.Ready, "needed", c.Needed, "late", c.Late)
	}
	fmt.Println(sheet.Calls[0].Earliest.Limit.Refs)
	// Output:
	// Ana Roy call 09:30 ready 10:15 needed 09:00 late 75
	// Paul Durand call 11:10 ready 11:30 needed 11:30 late 0
	// CCN 3097 III.I art. 4.1
}

func ExampleReportTheDay() {
	done := []schedule.DayDone{{Date: civil.MustParseDate("2026-06-05"), Scenes: []schedule.SceneDone{
		{Scene: "2", Eighths: 4, Complete: true, Setups: 6, Seconds: 80}, {Scene: "1", Eighths: 2, Setups: 3, Seconds: 40},
	}}}
	report, err := schedule.ReportTheDay(twoDays(), done, civil.MustParseDate("2026-06-05"), "", schedule.CallSheet{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range report.Scenes {
		fmt.Println(s.Number, s.Status, s.Done.Eighths, "of", s.Planned)
	}
	fmt.Println("ahead", report.Ahead)
	// Output:
	// 2 complete 4/8 of 4/8
	// 1 partial 2/8 of 6/8
	// ahead -4/8
}

func ExampleWriteICalendar() {
	events, err := schedule.BoardEvents(twoDays(), "lettre.example", schedule.PaperFrench)
	if err != nil {
		fmt.Println(err)
		return
	}
	var file strings.Builder
	err = schedule.WriteICalendar(&file, schedule.ICalendar{
		ProdID: "-//Lettre//Plan//FR", Stamp: time.Date(2026, time.May, 1, 8, 0, 0, 0, time.UTC), Events: events[1:2],
	})
	fmt.Println(strings.ReplaceAll(file.String(), "\r\n", "\n"), err)
	// Output:
	// BEGIN:VCALENDAR
	// VERSION:2.0
	// PRODID:-//Lettre//Plan//FR
	// BEGIN:VEVENT
	// UID:day-2026-06-06-@lettre.example
	// DTSTAMP:20260501T080000Z
	// DTSTART;VALUE=DATE:20260606
	// DTEND;VALUE=DATE:20260607
	// SUMMARY:La lettre · Jour 2
	// LOCATION:Sceaux
	// DESCRIPTION:3  EXT RUE - JOUR  2/8
	// END:VEVENT
	// END:VCALENDAR
	//  <nil>
}

func post() schedule.TaskNetwork {
	return schedule.TaskNetwork{
		Start: civil.MustParseDate("2026-07-09"), Delivery: civil.MustParseDate("2026-07-24"),
		Calendars: []schedule.TaskCalendar{{ID: "fr", DaysOff: []int{0, 6}, Holidays: true}},
		Resources: []schedule.TaskResource{{ID: "room", Capacity: 1}},
		Tasks: []schedule.Task{
			{ID: "grade", Days: 4, Calendar: "fr", Uses: []schedule.TaskUse{{Resource: "room", Units: 1}}},
			{ID: "trailer", Days: 2, Calendar: "fr", Uses: []schedule.TaskUse{{Resource: "room", Units: 1}}},
			{ID: "master", Days: 1, Calendar: "fr", After: []schedule.TaskLink{{Task: "grade", Kind: schedule.FinishStart}}},
			{ID: "delivery", Milestone: schedule.MilestoneFinish, Calendar: "fr", After: []schedule.TaskLink{{Task: "master", Kind: schedule.FinishStart, Lag: 1}, {Task: "trailer", Kind: schedule.FinishStart}}},
		},
	}
}

func ExamplePlanTasks() {
	plan, err := schedule.PlanTasks(post())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range plan.Tasks {
		fmt.Println(t.Task, t.Start, t.Finish, "float", t.TotalFloat, "free", t.FreeFloat)
	}
	fmt.Println(plan.CriticalPath, plan.Margin, plan.Milestones())
	fmt.Println(plan.Overloads[0].Resource, plan.Overloads[0].Period)
	// Output:
	// grade 2026-07-09 2026-07-15 float 5 free 0
	// trailer 2026-07-09 2026-07-10 float 9 free 4
	// master 2026-07-16 2026-07-16 float 5 free 0
	// delivery 2026-07-17 2026-07-17 float 5 free 0
	// [grade master delivery] 7 [{delivery 2026-07-17}]
	// room 2026-07-09 to 2026-07-10
}

func ExampleLevelTasks() {
	plan, err := schedule.LevelTasks(post())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range plan.Tasks[:2] {
		fmt.Println(t.Task, t.Start, t.Finish, "delay", t.Delay)
	}
	// Output:
	// grade 2026-07-09 2026-07-15 delay 0
	// trailer 2026-07-16 2026-07-17 delay 4
}

func ExampleFeaturePost() {
	template, err := schedule.FeaturePost(civil.MustParseDate("2026-09-07"), schedule.PaperEnglish, schedule.PostFigures{})
	if err != nil {
		fmt.Println(err)
		return
	}
	// Five weeks for the director: nine weeks to the lock, and 56 working days from there, among which
	// fall the 11th of November, Christmas and New Year's Day.
	template.Network.Tasks[1].Days = 25
	plan, err := schedule.LevelTasks(template.Network)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range plan.Milestones() {
		fmt.Println(m.Milestone, m.Date)
	}
	// Output:
	// picture-lock 2026-11-06
	// delivery 2027-01-28
}

func ExampleCompareTaskPlans() {
	baseline, err := schedule.PlanTasks(post())
	if err != nil {
		fmt.Println(err)
		return
	}
	net := post()
	net.AsOf = civil.MustParseDate("2026-07-15")
	net.Tasks[0].Started, net.Tasks[0].DaysLeft = civil.MustParseDate("2026-07-10"), 2
	now, err := schedule.PlanTasks(net)
	if err != nil {
		fmt.Println(err)
		return
	}
	drift, err := schedule.CompareTaskPlans(baseline, now)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(drift.Tasks[0].Task, drift.Tasks[0].Status, drift.Tasks[0].FinishDays, "days later, the whole", drift.FinishDays)
	// Output: grade running 1 days later, the whole 3
}

func ExampleCheckConditions() {
	report, err := schedule.CheckConditions(twoDays(), schedule.Conditions{
		Requirements: []schedule.Requirement{{Key: "permit", Kind: schedule.ConditionPermit, Scope: schedule.ForLocation, LeadDays: 14}},
		Papers:       []schedule.ConditionPaper{{Requirement: "permit", Name: "Villa", Status: schedule.PaperSecured}},
	}, civil.MustParseDate("2026-05-20"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range report.Days {
		for _, m := range d.Missing {
			fmt.Println(d.Date, m.Kind, m.Name, m.Why, "by", m.NeededBy, m.Late)
		}
	}
	// Output: 2026-06-06 permit Sceaux none by 2026-05-23 false
}

func ExampleCheckTheDay() {
	present := []schedule.CheckItem{{Kind: schedule.CheckPeople, Category: schedule.Cast, Name: "ANNE", Quantity: 1}}
	list, err := schedule.CheckTheDay(twoDays(), civil.MustParseDate("2026-06-08"), "", nil, present)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range list.Lines {
		fmt.Println(line.Kind, line.Name, line.Present, "of", line.Planned, line.Checked)
	}
	// Output:
	// people ANNE 1 of 1 true
	// people PAUL 0 of 1 false
	// logistics Villa 0 of 1 false
}

func ExampleDecodeBoard() {
	_, err := schedule.DecodeBoard(strings.NewReader(`{"scenes": [{"id": "1", "eighths": 3}], "days": [{"date": "2026-06-01", "strips": [{"scene": "2"}]}, {"date": "2026-06-01"}]}`))
	fmt.Println(err)
	// Output:
	// days[0].strips[0].scene: names nothing in the document: "2"
	// days[1].date: is given twice: "2026-06-01"
}

func ExampleDecodeTaskNetwork() {
	_, err := schedule.DecodeTaskNetwork(strings.NewReader(`{"start": "2026-06-01", "tasks": [
		{"id": "mix", "days": 5, "after": [{"task": "music", "kind": "FS"}]}, {"id": "music", "days": 9, "after": [{"task": "mix", "kind": "SS"}]}]}`))
	fmt.Println(err)
	// Output: tasks[0].after[0].task: waits for what waits for it: mix → music → mix
}

func ExampleDecodeConditions() {
	_, err := schedule.DecodeConditions(strings.NewReader(`{"requirements": [{"key": "a", "kind": "permit", "scope": "element"}]}`))
	fmt.Println(err)
	// Output: requirements[0].category: is missing: elements are of a category, of a name, or minors
}
