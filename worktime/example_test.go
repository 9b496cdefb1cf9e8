package worktime_test

import (
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/worktime"
)

func gaffer() worktime.Record {
	shift := func(date, call, wrap string) worktime.Shift {
		return worktime.Shift{
			Date: civil.MustParseDate(date), Setting: worktime.Shoot, Place: worktime.Paris,
			Call: worktime.MustParseClock(call), Wrap: worktime.MustParseClock(wrap),
			Breaks: []worktime.Break{{At: worktime.MustParseClock("12:30"), Minutes: 60}},
		}
	}
	return worktime.Record{
		ID: "gaffer", Agreement: worktime.Cinema,
		Shifts: []worktime.Shift{
			shift("2026-05-19", "08:00", "18:00"), shift("2026-05-20", "07:00", "20:30"), shift("2026-05-21", "06:30", "17:00"),
		},
	}
}

func ExampleCheck() {
	report, err := worktime.Check(gaffer(), worktime.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, breach := range report.Breaches {
		fmt.Println(breach)
	}
	// Output:
	// 2026-05-20 daily-hours: 12:30, at most 12:00 (CCN 3097 art. 24)
	// 2026-05-20 daily-span: 13:30, at most 13:00 (CCN 3097 art. 27)
	// 2026-05-21 daily-rest: 10:00, at least 11:00 (CCN 3097 art. 27)
}

func ExampleCheckAll() {
	grip := gaffer()
	grip.ID, grip.Shifts = "grip", grip.Shifts[:1]
	reports, err := worktime.CheckAll([]worktime.Record{gaffer(), grip}, worktime.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, report := range reports {
		fmt.Println(report.ID, len(report.Breaches))
	}
	// Output:
	// gaffer 3
	// grip 0
}

// A night shoot ends at half past two: when may the crew be called again?
func ExampleLimits_EarliestCall() {
	night := worktime.Shift{
		Date: civil.MustParseDate("2026-06-02"), Setting: worktime.Shoot,
		Call: worktime.MustParseClock("16:00"), Wrap: worktime.MustParseClock("26:30"),
		Breaks: []worktime.Break{{At: worktime.MustParseClock("20:00"), Minutes: 60}},
	}
	for _, agreement := range []worktime.Agreement{worktime.Cinema, worktime.CinemaArtists, worktime.Audiovisual} {
		call, err := worktime.Limits{}.EarliestCall(worktime.Record{
			ID: "crew", Agreement: agreement, Shifts: []worktime.Shift{night},
		})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(agreement, call.Date, call.Call, call.Limit.Refs)
	}
	// Output:
	// 3097 2026-06-03 13:30 CCN 3097 art. 27
	// 3097-artists 2026-06-03 11:30 CCN 3097 III.I art. 4.1
	// 2642 2026-06-03 11:30 CCN 2642 art. VI.3
}

// How long may a child of nine play, on a day of the autumn holidays?
func ExampleLimits_Day() {
	child := worktime.Record{
		ID: "Zoé", Agreement: worktime.CinemaArtists, BirthDate: civil.MustParseDate("2017-02-11"), Permit: &worktime.Permit{},
		SchoolHolidays: []civil.Period{{From: civil.MustParseDate("2026-10-17"), To: civil.MustParseDate("2026-11-01")}},
	}
	day, err := worktime.Limits{}.Day(child, worktime.Shift{Date: civil.MustParseDate("2026-10-21"), Setting: worktime.Shoot})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("work", day.Work.Value, day.Work.Unit)
	fmt.Println("without a break", day.Continuous.Value, day.Continuous.Unit)
	fmt.Println("between", day.NotBefore, "and", day.NotAfter)
	fmt.Println(day.Notices[0].Code, day.Notices[0].Key)
	// Output:
	// work 240 minutes
	// without a break 270 minutes
	// between 06:00 and 20:00
	// unverified performer/daily-hours
}

// The commission of the department told the production its own figures.
func ExampleLimits_WithAges() {
	limits, err := worktime.Limits{}.WithAges(law.Override[worktime.Ages]{
		Key:   "performer/daily-hours",
		Value: worktime.Ages{{Months: 0, Term: 60, Holidays: 60}, {Months: 72, Term: 200, Holidays: 240}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	child := worktime.Record{ID: "Zoé", Agreement: worktime.CinemaArtists, BirthDate: civil.MustParseDate("2017-02-11")}
	day, err := limits.Day(child, worktime.Shift{Date: civil.MustParseDate("2026-06-03"), Setting: worktime.Shoot})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(day.Work.Value, day.Work.Unit)
	// Output: 200 minutes
}

func ExampleLimits_With() {
	strict, err := worktime.Limits{}.With(law.Override[int]{Key: "3097/daily-hours/set", Value: 10 * 60})
	if err != nil {
		fmt.Println(err)
		return
	}
	report, err := worktime.Check(gaffer(), strict)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Breaches[0].Measured, report.Breaches[0].Allowed, report.Breaches[0].Unit)
	// Output: 750 600 minutes
}

func ExampleLimits_At() {
	limit, err := worktime.Limits{}.At("3097/daily-span", civil.MustParseDate("2026-06-01"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(limit.Value, limit.Unit, limit.Refs)
	// Output: 780 minutes CCN 3097 art. 27
}

func ExampleDecode() {
	_, err := worktime.Decode(strings.NewReader(`[{"id": "gaffer", "agreement": "3097", "shifts": [
		{"date": "2026-05-20", "call": "07:00", "wrap": "06:00", "setting": "set"}
	]}]`))
	fmt.Println(err)
	// Output:
	// [0].shifts[0].setting: is not one of the words allowed: shoot, studio, prep, post: "set"
	// [0].shifts[0].wrap: is out of range: after the call, at most 24 hours: "06:00"
}

// What the hours of a shoot of cinema are compared with, the authorisation to sixty hours held.
func ExampleLimits_Bounds() {
	on := civil.MustParseDate("2026-06-03")
	bounds, err := worktime.Limits{}.Bounds(on, worktime.Situation{
		Agreement: worktime.Cinema, Setting: worktime.Shoot, Derogations: []worktime.Derogation{worktime.WeeklySixty},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, minutes := range []int{12 * 60, 12*60 + 1} {
		breach, beyond := bounds[0].Breach(worktime.DailyHours, on, minutes)
		fmt.Println(beyond, breach.Allowed/60)
	}
	rest, _ := bounds[0].Limit(worktime.WeeklyRest)
	fmt.Println(rest.Value/60, rest.Refs)
	// Output:
	// false 0
	// true 12
	// 35 CCN 3097 art. 26, CT L3132-2
}
