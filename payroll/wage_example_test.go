package payroll_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
	"github.com/bobine-film/bobine/worktime"
)

// A week of five nights of a grip on a shoot in the Paris region, in October.
func ExampleComputeWage() {
	week := payroll.WorkingWeek{
		ID: "grip, week 41", Date: civil.MustParseDate("2023-10-09"), Agreement: payroll.Cinema,
		Job: "Machiniste de prise de vues cinéma", Setting: worktime.Shoot, Term: payroll.ByTheWeek, Paris: true,
	}
	for day := 9; day <= 13; day++ {
		week.Days = append(week.Days, payroll.WorkingDay{
			Date: civil.MustParseDate(fmt.Sprintf("2023-10-%02d", day)),
			Call: new(worktime.MustParseClock("16:00")), Wrap: new(worktime.MustParseClock("03:00")),
			Meal: 60, MealAt: new(worktime.MustParseClock("21:00")),
		})
	}
	wage, err := payroll.ComputeWage(week, payroll.WageParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("base hour %v, %v hours\n", wage.BaseHour, wage.Hours)
	for _, l := range wage.Lines {
		fmt.Printf("%-12s %5v × %-5v %8v  %v\n", l.Code, l.Hours, l.Rate, l.Amount, l.Refs)
	}
	fmt.Println("gross", wage.Gross)
	// Output:
	// base hour 24.6513, 49 hours
	// base            49 × 1      1207.91  CCN 3097 annexe I, CCN 3097 art. I.21
	// overtime-25      8 × 0.25     49.30  CCN 3097 art. 37
	// overtime-50      5 × 0.5      61.63  CCN 3097 art. 37
	// overtime-75      1 × 0.75     18.49  CCN 3097 art. 37
	// night-50        30 × 0.5     369.77  CCN 3097 art. 40
	// cap           0.25 × -1       -6.16  CCN 3097 art. 36, CT L3133-6
	// gross 1700.94
}

// Art. 34 does not say whether the supplement of a daily engagement is due on its overtime. It is,
// unless the words of the article alone are chosen.
func ExampleWageParameters_Choose() {
	day := payroll.WorkingWeek{
		ID: "dresser", Date: civil.MustParseDate("2024-06-17"), Agreement: payroll.Cinema, Job: "Habilleur cinéma",
		Setting: worktime.Shoot, Term: payroll.ByTheDay, Paris: true,
		Days: []payroll.WorkingDay{{
			Date: civil.MustParseDate("2024-06-18"), Call: new(worktime.MustParseClock("08:00")), Wrap: new(worktime.MustParseClock("19:00")), Meal: 60,
		}},
	}
	literal, err := payroll.WageParameters{}.Choose("3097/short-contract/overtime-rate", "literal")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range []payroll.WageParameters{{}, literal} {
		wage, err := payroll.ComputeWage(day, p)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(wage.Gross, wage.Notices[len(wage.Notices)-1].Key)
	}
	// Output:
	// 319.50 3097/short-contract/overtime-rate
	// 302.39 3097/short-contract/overtime-rate
}

// The published annexe II has 1,386.67 for five days: its amounts are within a cent of the exact ones.
func ExampleWageParameters_MinimumOf() {
	m, err := payroll.WageParameters{}.MinimumOf(
		payroll.Function{Agreement: payroll.Cinema, Job: "Scripte cinéma"}, "", civil.MustParseDate("2022-05-02"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("39 hours", m.Weekly, "an hour", m.BaseHour, "a day", m.Day)
	for _, s := range m.Shooting {
		fmt.Println(s.Days, "days,", s.Presence, "hours of presence,", s.Paid, "paid:", s.Amount)
	}

	_, err = payroll.WageParameters{}.MinimumOf(
		payroll.Function{Agreement: payroll.Cinema, Job: "scripte"}, "", civil.MustParseDate("2022-05-02"))
	fmt.Println(errors.Is(err, payroll.ErrUnknownFunction), err)
	// Output:
	// 39 hours 1267.82 an hour 31.6955 a day 277.34
	// 5 days, 45 hours of presence, 42 paid: 1386.68
	// 6 days, 55 hours of presence, 51 paid: 1830.42
	// true job: is no function of the grid: is it Scripte cinéma, or Assistant scripte cinéma?: "scripte"
}

func ExampleDecodeWeeks() {
	_, err := payroll.DecodeWeeks(strings.NewReader(`[{"id":"a","date":"2024-06-04","agreement":"3097","job":"Scripte cinéma",
		"setting":"shoot","engagement":"weekly","days":[{"date":"2024-06-05","call":"09:00","wrap":"17:00","meal":600}]}]`), payroll.WageParameters{})
	fmt.Println(err)
	// Output:
	// [0].date: is out of range: the Monday of the week: "2024-06-04"
	// [0].days[0].meal: is out of range: the day has 480 minutes: "600"
}

// A director's minimum of a film of small budget, and the share in receipts for the rest.
func ExampleWageRules_Deferred() {
	rules, err := payroll.WageParameters{}.At(civil.MustParseDate("2026-01-19"))
	if err != nil {
		fmt.Println(err)
		return
	}
	d, err := rules.Deferred(money.MustParse("3015.27"))
	fmt.Println(d.Weekly, d.Share, err)
	// Output:
	// 1651.15 2728.24 <nil>
}

// Why an hour is paid what it is: the end of a Saturday night of shooting that runs into the Sunday.
func ExampleWageRules_Timeline() {
	week := payroll.WorkingWeek{
		ID: "grip", Date: civil.MustParseDate("2024-06-03"), Agreement: payroll.Cinema, Job: "Photographe de plateau cinéma",
		Setting: worktime.Shoot, Term: payroll.ByTheWeek, Paris: true,
		Days: []payroll.WorkingDay{{
			Date: civil.MustParseDate("2024-06-08"), Call: new(worktime.MustParseClock("19:00")), Wrap: new(worktime.MustParseClock("06:00")),
			Meal: 60, MealAt: new(worktime.MustParseClock("23:00")),
		}},
	}
	rules, err := payroll.WageParameters{}.At(week.Date)
	if err != nil {
		fmt.Println(err)
		return
	}
	stretches, err := rules.Timeline(week)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range stretches {
		fmt.Print(s.Date, " ", s.From, " ", s.Minutes)
		for _, part := range s.Supplements {
			fmt.Print(" ", part.Code, " ", part.Rate)
		}
		fmt.Println()
	}
	// Output:
	// 2024-06-08 19:00 180
	// 2024-06-08 22:00 60 night-50 0.5
	// 2024-06-09 00:00 360 night-50 0.5 sunday 1 cap -0.5
}
