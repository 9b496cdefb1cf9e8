package payroll

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
)

// castDay returns a day of shooting from what happened: "2026-06-01 08:00-18:00/60" is a call, a
// wrap and the minutes of the meal.
func castDay(text string) PerformerDay {
	fields := strings.Fields(text)
	d := PerformerDay{Date: civil.MustParseDate(fields[0])}
	for _, field := range fields[1:] {
		times, meal, _ := strings.Cut(field, "/")
		d.Call, d.Wrap = new(worktime.MustParseClock(times[:5])), new(worktime.MustParseClock(times[6:]))
		for _, digit := range meal {
			d.Meal = d.Meal*10 + int(digit-'0')
		}
	}
	return d
}

func castDays(texts ...string) (days []PerformerDay) {
	for _, text := range texts {
		days = append(days, castDay(text))
	}
	return days
}

// castActor returns the engagement of an actor in a feature film for a day, by day or at night.
func castActor(day, when string) PerformerEngagement {
	e := PerformerEngagement{ID: "a", Grid: FeatureFilm, Function: "Artiste-interprète", Term: ByTheDay, Days: castDays(day)}
	if when == "night" {
		e.Days = castDays(day + " 20:00-05:00/60")
	}
	return e
}

func castEuros(text string) *money.Amount { return new(money.MustParse(text)) }

// castLines writes the lines of a pay, "code amount".
func castLines(pay PerformerPay) (lines []string) {
	for _, l := range pay.Lines {
		lines = append(lines, l.Code+" "+l.Amount.String())
	}
	return lines
}

// The amounts are those of the annexes (reference 1.7, 1.8, 2.6), or are reckoned by hand from
// their figures, as the note says.
func TestComputePerformer(t *testing.T) {
	feature := PerformerEngagement{ID: "a", Grid: FeatureFilm, Function: "Artiste-interprète", Term: ByTheDay}
	extra := PerformerEngagement{ID: "x", Grid: FilmExtra, Function: "Figurant", Term: ByTheDay}
	tv := PerformerEngagement{ID: "t", Grid: Television, Function: "Artiste dramatique", Term: ByTheDay}
	for _, c := range []struct {
		name  string
		e     PerformerEngagement
		with  func(e *PerformerEngagement)
		lines []string
		gross string
	}{
		{"feature: cachet of 2018, annexe III.1", feature, func(e *PerformerEngagement) {
			e.Days = castDays("2021-06-01")
		}, []string{"cachet 408.00"}, "408.00"},
		{"feature: cachet of 2022", feature, func(e *PerformerEngagement) {
			e.Days = castDays("2022-06-01", "2022-06-02")
		}, []string{"cachet 824.16"}, "824.16"},
		{"feature: two weeks of five days", feature, func(e *PerformerEngagement) {
			e.Term, e.Weeks, e.WeekDays, e.Days = ByTheWeek, 2, 5, castDays("2022-06-13")
		}, []string{"week 2497.74"}, "2497.74"},
		{"feature: two weeks of six days", feature, func(e *PerformerEngagement) {
			e.Term, e.Weeks, e.WeekDays, e.Days = ByTheWeek, 2, 6, castDays("2022-06-13")
		}, []string{"week 3096.06"}, "3096.06"},
		// 22:00 to 05:00 is 7 hours of night, less the meal 00:00–01:00: 6 h × 50 % × 2 × 28.227.
		{"feature: a night of summer", feature, func(e *PerformerEngagement) {
			e.Days = castDays("2022-06-01 20:30-05:00/60")
			e.Days[0].MealAt = new(worktime.MustParseClock("00:00"))
		}, []string{"cachet 412.08", "night 169.36"}, "581.44"},
		// Winter from 20:00, studio from 21:00: 3 h and 2 h of a wrap at 23:00.
		{"feature: a winter evening", feature, func(e *PerformerEngagement) {
			e.Days = castDays("2022-12-01 15:00-23:00")
		}, []string{"cachet 412.08", "night 84.68"}, "496.76"},
		{"feature: a winter evening in a studio", feature, func(e *PerformerEngagement) {
			e.Studio, e.Days = true, castDays("2022-12-01 15:00-23:00")
		}, []string{"cachet 412.08", "night 56.45"}, "468.53"},
		// Above twice the minimum: on the base hour, 3 × 0.5 × 28.227 = 42.34.
		{"feature: pay of three minima", feature, func(e *PerformerEngagement) {
			e.Pay, e.Days = castEuros("1236.24"), castDays("2022-12-01 15:00-23:00")
		}, []string{"cachet 1236.24", "night 42.34"}, "1278.58"},
		{"feature: pay of five minima is free", feature, func(e *PerformerEngagement) {
			e.Pay, e.Days = castEuros("2060.40"), castDays("2022-12-01 15:00-23:00")
		}, []string{"cachet 2060.40"}, "2060.40"},
		// A Sunday is twice the base hour already: 8 × 2 × 28.227 = 451.63, the cap of 200 % takes
		// the night off again: 3 h × 50 % × 2 × 28.227 = 84.68.
		{"feature: the cap on a Sunday evening", feature, func(e *PerformerEngagement) {
			e.Days = castDays("2022-12-04 15:00-23:00")
		}, []string{"cachet 412.08", "night 84.68", "sunday 451.63", "cap -84.68"}, "863.71"},
		// 1 May is on top of the cap: 8 h × 100 % × 2 × 28.227 twice, for Sunday 1 May 2022.
		{"feature: a Sunday 1 May", feature, func(e *PerformerEngagement) {
			e.Days = castDays("2022-05-01 09:00-17:00")
		}, []string{"cachet 412.08", "sunday 451.63", "holiday 451.63"}, "1315.34"},
		// 8 h a day are paid; 10 h and 7 h make 17: one hour at 125 %, 28.23 + 7.06.
		{"feature: hours at the end of the engagement", feature, func(e *PerformerEngagement) {
			e.Days = castDays("2022-06-01 09:00-20:00/60", "2022-06-02 09:00-17:00/60")
		}, []string{"cachet 824.16", "extra-hours 28.23", "overtime 7.06"}, "859.45"},
		// 41 h in the first week, 40 in the second: one hour.
		{"feature: hours of weeks", feature, func(e *PerformerEngagement) {
			e.Term, e.Weeks, e.WeekDays = ByTheWeek, 2, 5
			e.Days = castDays("2022-06-13 09:00-19:00/60", "2022-06-14", "2022-06-15", "2022-06-16", "2022-06-17",
				"2022-06-20", "2022-06-21", "2022-06-22", "2022-06-23", "2022-06-24")
		}, []string{"week 2497.74", "extra-hours 28.23", "overtime 7.06"}, "2533.03"},
		// A rehearsal a month before does not begin the weeks.
		{"feature: a rehearsal before the weeks", feature, func(e *PerformerEngagement) {
			e.Term, e.Weeks, e.WeekDays, e.Days = ByTheWeek, 2, 5, castDays("2022-05-02", "2022-06-13", "2022-06-24")
			e.Days[0].Work = CastRehearsal
		}, []string{"week 2497.74", "rehearsal 53.57"}, "2551.31"},
		// The sixth day, 8 h × 25 % × 28.227 = 56.45.
		{"feature: a sixth day in Île-de-France", feature, func(e *PerformerEngagement) {
			e.Paris = true
			e.Days = castDays("2022-06-13", "2022-06-14", "2022-06-15", "2022-06-16", "2022-06-17", "2022-06-18")
		}, []string{"cachet 2472.48", "sixth-day 56.45"}, "2528.93"},
		// A rest of 10 h lacks one of 11: 25 % × 28.227 = 7.06.
		{"feature: a short rest", feature, func(e *PerformerEngagement) {
			e.Days = castDays("2022-06-01 13:00-22:00/60", "2022-06-02 08:00-17:00/60")
		}, []string{"cachet 824.16", "short-rest 7.06"}, "831.22"},
		// Two hours of make-up: 8 h of work, and one hour more at 16.90.
		{"feature: two hours of make-up", feature, func(e *PerformerEngagement) {
			e.Days = castDays("2022-06-01 08:00-19:00/60")
			e.Days[0].MakeUp = 120
		}, []string{"cachet 412.08", "make-up 16.90"}, "428.98"},
		{"feature: rehearsals of an actor", feature, func(e *PerformerEngagement) {
			e.Days = castDays("2022-06-01", "2022-06-02")
			e.Days[0].Work, e.Days[1].Work, e.Days[1].Parts = CastRehearsal, CastRehearsal, 2
		}, []string{"rehearsal 53.57", "rehearsal 92.72"}, "146.29"},
		{"feature: rehearsal of a dancer, 2 × 3 hours", feature, func(e *PerformerEngagement) {
			e.Function, e.Days = "Artiste chorégraphique", castDays("2022-06-01")
			e.Days[0].Work, e.Days[0].Parts = CastRehearsal, 2
		}, []string{"rehearsal 107.14"}, "107.14"},
		{"feature: post-synchronisation, half a day", feature, func(e *PerformerEngagement) {
			e.Days = castDays("2022-06-01")
			e.Days[0].Work = CastPostSync
		}, []string{"post-sync 206.04"}, "206.04"},
		{"feature: a retake", feature, func(e *PerformerEngagement) {
			e.Pay, e.Days = castEuros("500.00"), castDays("2022-06-01", "2022-09-01")
			e.Days[1].Work = CastRetake
		}, []string{"cachet 500.00", "retake 500.00"}, "1000.00"},
		// 150 % of 412.08.
		{"feature: several versions", feature, func(e *PerformerEngagement) {
			e.SeveralVersions, e.Days = true, castDays("2022-06-01")
		}, []string{"cachet 618.12"}, "618.12"},
		// The travel of 2018 is printed: 111.79, 167.69, 223.58.
		{"feature: travel of 2, 4, 5 and 7 hours", feature, func(e *PerformerEngagement) {
			e.Days = castDays("2021-06-01", "2021-06-02", "2021-06-03", "2021-06-04", "2021-06-05")
			for i, minutes := range []int{119, 120, 240, 300, 420} {
				e.Days[i].Work, e.Days[i].Travel = CastTravel, minutes
			}
		}, []string{"travel 614.86"}, "614.86"}, // (4 + 4 + 6 + 8) × 27.948 = 614.856, rounded once
		{"short: day", PerformerEngagement{ID: "s", Grid: ShortFilm, Function: "Artiste-interprète", Term: ByTheDay},
			func(e *PerformerEngagement) { e.Days = castDays("2022-06-01") }, []string{"cachet 147.28"}, "147.28"},
		// h = 117.83/8 = 14.72875. Sunday 12:00–24:00: 12 h, night from 22:00. Each supplement is 10 %:
		// Sunday 12 h, night 2 h, overtime 4 h; the last two hours have all three, 30 %, capped at 20 %.
		{"short: a long Sunday", PerformerEngagement{ID: "s", Grid: ShortFilm, Function: "Artiste-interprète", Term: ByTheDay},
			func(e *PerformerEngagement) { e.Days = castDays("2022-06-05 12:00-00:00") },
			[]string{"cachet 147.28", "extra-hours 58.92", "overtime 5.89", "night 2.95", "sunday 17.67", "cap -2.95"}, "229.76"},
		{"extra: the grid of 2013", extra, func(e *PerformerEngagement) {
			e.Days = castDays("2019-06-03")
		}, []string{"cachet 105.00"}, "105.00"},
		{"extra: a figurant in 2025", extra, func(e *PerformerEngagement) {
			e.Days = castDays("2025-06-03")
		}, []string{"cachet 107.00"}, "107.00"},
		{"extra: a week of six days", extra, func(e *PerformerEngagement) {
			e.Function, e.Term, e.Weeks, e.WeekDays = "Silhouette parlante", ByTheWeek, 1, 6
			e.Days = castDays("2019-06-03")
		}, []string{"week 1456.01"}, "1456.01"},
		// The first six-day week is free of it; then 8 h × 50 % × 11.93 (art. 4.2.1.2).
		{"extra: the second sixth day in Île-de-France", extra, func(e *PerformerEngagement) {
			e.Paris, e.Term, e.Weeks, e.WeekDays = true, ByTheWeek, 2, 6
			e.Days = castDays("2019-06-17", "2019-06-18", "2019-06-19", "2019-06-20", "2019-06-21", "2019-06-22",
				"2019-06-24", "2019-06-25", "2019-06-26", "2019-06-27", "2019-06-28", "2019-06-29")
		}, []string{"week 1222.82", "sixth-day 47.72"}, "1270.54"},
		// A week of five days: the sixth is 8 h more, and 50 % where its rest cannot be taken.
		{"extra: a sixth day without its rest", extra, func(e *PerformerEngagement) {
			e.Paris, e.Term, e.Weeks, e.WeekDays = true, ByTheWeek, 1, 5
			e.Days = castDays("2019-06-17", "2019-06-18", "2019-06-19", "2019-06-20", "2019-06-21", "2019-06-22")
			e.Days[5].Unrecovered = true
		}, []string{"week 492.11", "extra-hours 95.44", "sixth-day 47.72"}, "635.27"},
		// 12 h: 2 at 125 %, 2 at 150 % of 11.93: 4 × 11.93, 2 × 0.25 × 11.93 and 2 × 0.5 × 11.93.
		{"extra: a day of twelve hours", extra, func(e *PerformerEngagement) {
			e.Days = castDays("2019-06-03 08:00-21:00/60")
		}, []string{"cachet 105.00", "extra-hours 47.72", "overtime 5.97", "overtime 11.93"}, "170.62"},
		// Five days of 9 h are 45 h: 10 above 35 with 25 % in place of the day's; 5 h beyond the cachets.
		{"extra: a civil week above 35 hours", extra, func(e *PerformerEngagement) {
			e.Days = castDays("2019-06-03 08:00-18:00/60", "2019-06-04 08:00-18:00/60", "2019-06-05 08:00-18:00/60",
				"2019-06-06 08:00-18:00/60", "2019-06-07 08:00-18:00/60")
		}, []string{"cachet 525.00", "extra-hours 59.65", "overtime 29.83"}, "614.48"},
		// Sunday 14 July 2019: the better of both, once. 8 h × 11.93.
		{"extra: a public holiday on a Sunday", extra, func(e *PerformerEngagement) {
			e.Days = castDays("2019-07-14 09:00-18:00/60")
		}, []string{"cachet 105.00", "holiday 95.44"}, "200.44"},
		// The meal is at 21:00: 8 h of night from 22:00, × 50 % × 11.93.
		{"extra: a night", extra, func(e *PerformerEngagement) {
			e.Days = castDays("2019-06-03 21:00-06:00/60")
			e.Days[0].MealAt = new(worktime.MustParseClock("21:00"))
		}, []string{"cachet 105.00", "night 47.72"}, "152.72"},
		{"extra: costumes, scenes and make-up", extra, func(e *PerformerEngagement) {
			e.Days = castDays("2019-06-03 08:00-17:30/60")
			e.Days[0].MakeUp = 30
			e.Days[0].Supplements = []CastSupplement{
				{Code: "costume-special"}, {Code: "outfit", Count: 2}, {Code: "nude"}, {Code: "vehicle"}, {Code: "dance-rehearsal"},
				{Code: "rain-swim"}, {Code: "hard-scene"}, {Code: "dance-song"}, {Code: "fitting", Count: 2},
			}
		}, []string{
			"cachet 105.00", "make-up 9.40", "fitting 50.00", "dance-song 25.00", "dance-rehearsal 52.50", "rain-swim 15.00",
			"nude 50.00", "hard-scene 20.00", "costume-special 70.00", "outfit 20.00", "vehicle 35.00",
		}, "326.90"},
		{"extra: a day called off, a rehearsal, a call and journeys", extra, func(e *PerformerEngagement) {
			e.Function = "Doublure simple"
			e.Days = castDays("2019-06-03", "2019-06-04", "2019-06-05", "2019-06-06", "2019-06-07", "2019-06-08")
			e.Days[0].Work = CastCancelled
			e.Days[1].Work, e.Days[1].Parts = CastRehearsal, 2
			e.Days[2].Work, e.Days[2].Supplements = CastCall, []CastSupplement{{Code: "casting-call"}}
			for i, minutes := range []int{180, 360, 361} {
				e.Days[3+i].Work, e.Days[3+i].Travel = CastTravel, minutes
			}
		}, []string{"rehearsal 77.28", "cancelled 165.00", "travel 50.00", "travel 100.00", "casting-call 20.00"}, "412.28"},
		{"television: a single day of drama", tv, func(e *PerformerEngagement) {
			e.Days = castDays("2023-06-01")
		}, []string{"cachet 293.17"}, "293.17"},
		{"television: two days of drama", tv, func(e *PerformerEngagement) {
			e.Days = castDays("2023-06-01", "2023-06-02")
			e.Days[0].Work = CastRehearsal
		}, []string{"cachet 556.06"}, "556.06"},
		{"television: variety", tv, func(e *PerformerEngagement) {
			e.Function, e.Days = "Artiste de variétés", castDays("2023-06-01", "2023-06-02", "2023-06-03")
			e.Days[0].Work, e.Days[1].Work, e.Days[1].Parts = CastRehearsal, CastRehearsal, 2
		}, []string{"cachet 403.07", "rehearsal 177.74", "rehearsal 278.03"}, "858.84"},
		{"television: an opera", tv, func(e *PerformerEngagement) {
			e.Function, e.Days = "Soliste lyrique", castDays("2023-06-01", "2023-06-02")
			e.Days[0].Work = CastSession
		}, []string{"cachet 416.09", "session 159.53"}, "575.62"},
		// 5 × 278.03 × 0.9 = 1251.135, and × 0.85 = 1181.6275 above three weeks.
		{"television: two weeks", tv, func(e *PerformerEngagement) {
			e.Term, e.Weeks, e.WeekDays, e.Days = ByTheWeek, 2, 5, castDays("2023-06-05")
		}, []string{"week 2502.28"}, "2502.28"},
		{"television: four weeks", tv, func(e *PerformerEngagement) {
			e.Term, e.Weeks, e.WeekDays, e.Days = ByTheWeek, 4, 5, castDays("2023-06-05")
		}, []string{"week 4726.52"}, "4726.52"},
		// The tenth hour: 278.03 / 9 = 30.8922 and 25 % of it, 7.72.
		{"television: a tenth hour", tv, func(e *PerformerEngagement) {
			e.Days = castDays("2023-06-01 09:00-20:00/60", "2023-06-02")
		}, []string{"cachet 556.06", "extra-hours 30.89", "overtime 7.72"}, "594.67"},
		// 09:00–20:00 five times is 50 h: 5 h beyond; the first four days are 40 h, so the tenth hour of
		// the fifth day is the 50th of the week: 150 %.
		{"television: the 50th hour", tv, func(e *PerformerEngagement) {
			e.Days = castDays("2023-06-05 09:00-20:00/60", "2023-06-06 09:00-20:00/60", "2023-06-07 09:00-20:00/60",
				"2023-06-08 09:00-20:00/60", "2023-06-09 09:00-20:00/60")
		}, []string{"cachet 1390.15", "extra-hours 154.46", "overtime 30.89", "overtime 15.45"}, "1590.95"},
		// A week of six days: 9 h of overtime, the 46th and 47th at 125 %, 7 at 150 %. The hour is
		// 1251.14 / 45 = 27.8031.
		{"television: a sixth day", tv, func(e *PerformerEngagement) {
			e.Term, e.Weeks, e.WeekDays = ByTheWeek, 2, 5
			e.Days = castDays("2023-06-05", "2023-06-06", "2023-06-07", "2023-06-08", "2023-06-09", "2023-06-10")
		}, []string{"week 2502.28", "extra-hours 250.23", "overtime 13.90", "overtime 97.31"}, "2863.72"},
		// Fiction in June from 22:00: 1 h 10 of night is 3 half-hours at 293.17/9: 48.86.
		{"television: a night of fiction", tv, func(e *PerformerEngagement) {
			e.Days = castDays("2023-06-01 14:10-23:10/60")
		}, []string{"cachet 293.17", "night 48.86"}, "342.03"},
		{"television: six hours of night double the day", tv, func(e *PerformerEngagement) {
			e.Days = castDays("2023-06-01 21:00-05:00/60")
			e.Days[0].MealAt = new(worktime.MustParseClock("21:00"))
		}, []string{"cachet 293.17", "night-double 293.17"}, "586.34"},
		{"television: live, no night", tv, func(e *PerformerEngagement) {
			e.Days = castDays("2023-06-01 21:00-05:00/60")
			e.Days[0].Live = true
		}, []string{"cachet 293.17"}, "293.17"},
		{"television: 14 July", tv, func(e *PerformerEngagement) {
			e.Days = castDays("2023-07-14")
		}, []string{"cachet 293.17", "holiday 293.17"}, "586.34"},
		{"television: Whit Monday is the solidarity day", tv, func(e *PerformerEngagement) {
			e.Days = castDays("2023-05-29")
		}, []string{"cachet 293.17"}, "293.17"},
		// 293.17 × 1.35 = 395.78.
		{"television: a paying public", tv, func(e *PerformerEngagement) {
			e.Days = castDays("2023-06-01")
			e.Days[0].PayingPublic = true
		}, []string{"cachet 395.78"}, "395.78"},
		// 2.5 × 278.03 = 695.08 (half away from zero of 695.075), then 278.03 × 1.25 = 347.54.
		{"television: an isolated day and one of overrun", tv, func(e *PerformerEngagement) {
			e.Days = castDays("2023-06-01", "2023-07-03")
			e.Days[0].Isolated, e.Days[1].Overrun = true, true
		}, []string{"cachet 347.54", "cachet 695.08"}, "1042.62"},
		{"television: travel, fitting, reading, report, news, half-days", tv, func(e *PerformerEngagement) {
			e.Days = castDays("2023-06-01", "2023-06-02", "2023-06-03", "2023-06-04", "2023-06-05", "2023-06-06", "2023-06-07",
				"2023-06-08", "2023-06-09", "2023-06-12")
			for i, work := range []CastWork{CastTravel, CastTravel, CastTravel, CastFitting, CastReading, CastReport, CastNews, CastPostSync} {
				e.Days[i].Work = work
			}
			e.Days[0].Travel, e.Days[1].Travel, e.Days[2].Travel = 120, 239, 240
			e.Days[7].Parts = 2
		}, []string{
			"cachet 556.06", "post-sync 278.03", "reading 139.02", "report 70.79", "news 163.57", "travel 139.02",
			"travel 278.03", "fitting 139.02",
		}, "1763.54"},
		// 95 minutes of transport are 35 above the hour: two half-hours at 278.03/9, 30.89.
		{"television: transport and costumes", tv, func(e *PerformerEngagement) {
			e.Days = castDays("2023-06-01")
			e.Days[0].Transport = 95
			e.Days[0].Supplements = []CastSupplement{{Code: "costume-town"}}
		}, []string{"cachet 293.17", "transport 30.89", "costume-town 17.63"}, "324.06"},
		{"television: costumes of several days", tv, func(e *PerformerEngagement) {
			e.Days = castDays("2023-06-01", "2023-06-02")
			e.Days[0].Supplements = []CastSupplement{{Code: "costume-evening"}}
		}, []string{"cachet 556.06", "costume-evening 23.81"}, "556.06"},
		// Six hours of dance are paid; the seventh: 278.03/9 = 30.89, 25 % 7.72.
		{"television: seven hours of dance", tv, func(e *PerformerEngagement) {
			e.Function, e.Days = "Artiste du corps de ballet", castDays("2023-06-01 09:00-17:00/60")
		}, []string{"cachet 278.03", "extra-hours 30.89", "overtime 7.72"}, "316.64"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := c.e
			c.with(&e)
			pay, err := ComputePerformer(e, PerformerParameters{})
			require.NoError(t, err)
			assert.Equal(t, c.lines, castLines(pay))
			assert.Equal(t, c.gross, pay.Gross.String())
			for _, l := range pay.Lines {
				assert.NotZero(t, l.Refs.Len(), l.Code)
			}
		})
	}
}

func TestPerformerPayTells(t *testing.T) {
	codes := func(notices []law.Notice) (codes []string) {
		for _, n := range notices {
			codes = append(codes, n.Code)
		}
		return codes
	}
	t.Run("rights", func(t *testing.T) {
		pay, err := ComputePerformer(castActor("2021-06-01", ""), PerformerParameters{})
		require.NoError(t, err)
		assert.Equal(t, "129.12", pay.Rights.String(), "33 % of 408.00 − 16.73, annexe III.1.A")
		assert.Equal(t, 1, pay.Cachets)
		short := castActor("2022-06-01", "")
		short.Grid = ShortFilm
		pay, err = ComputePerformer(short, PerformerParameters{})
		require.NoError(t, err)
		assert.Equal(t, "29.46", pay.Rights.String(), "20 % of 147.28; 29.16 of 145.82 is printed for 2018")
	})
	t.Run("a pay under the minimum", func(t *testing.T) {
		e := castActor("2022-06-01", "")
		e.Pay = castEuros("400.00")
		pay, err := ComputePerformer(e, PerformerParameters{})
		require.NoError(t, err)
		assert.Equal(t, "400.00", pay.Gross.String(), "nothing is corrected in silence")
		assert.Equal(t, "412.08", pay.Minimum.String())
		require.Len(t, pay.Breaches, 1)
		assert.Equal(t, "minimum", pay.Breaches[0].Rule)
		assert.Equal(t, "412.08", pay.Breaches[0].Allowed)
	})
	t.Run("a lapsed grid", func(t *testing.T) {
		e := PerformerEngagement{ID: "t", Grid: Television, Function: "Artiste dramatique", Term: ByTheDay, Days: castDays("2026-06-01")}
		pay, err := ComputePerformer(e, PerformerParameters{})
		require.NoError(t, err)
		assert.Contains(t, codes(pay.Notices), law.CodeUnverified)
	})
	t.Run("a verified day says nothing but the hours assumed", func(t *testing.T) {
		pay, err := ComputePerformer(PerformerEngagement{
			ID: "x", Grid: FilmExtra, Function: "Figurant", Term: ByTheDay, Days: castDays("2019-06-03"),
		}, PerformerParameters{})
		require.NoError(t, err)
		assert.Subset(t, []string{"hours-assumed", law.CodeUnverified}, codes(pay.Notices))
	})
	t.Run("stale", func(t *testing.T) {
		pay, err := ComputePerformer(castActor("2027-06-01", ""), PerformerParameters{})
		require.NoError(t, err)
		assert.Contains(t, codes(pay.Notices), law.CodeStale)
	})
	t.Run("an hour under the minimum wage", func(t *testing.T) {
		// 107 / 8.8 = 12.16 an hour; 12.31 from June 2026 (reference 1.8: floor h at the SMIC).
		e := PerformerEngagement{ID: "x", Grid: FilmExtra, Function: "Figurant", Term: ByTheDay, Days: castDays("2026-06-02 08:00-18:00/60")}
		pay, err := ComputePerformer(e, PerformerParameters{})
		require.NoError(t, err)
		assert.Equal(t, "12.3100", pay.BaseHour.String())
		assert.Equal(t, []string{"cachet 107.00", "extra-hours 12.31", "overtime 3.08"}, castLines(pay))
		assert.Contains(t, codes(pay.Notices), "under-minimum-wage")
		e.Days = castDays("2025-06-02 08:00-18:00/60")
		pay, err = ComputePerformer(e, PerformerParameters{})
		require.NoError(t, err)
		assert.Equal(t, "12.1600", pay.BaseHour.String())
		assert.NotContains(t, codes(pay.Notices), "under-minimum-wage")
	})
	t.Run("outside the area of the grid", func(t *testing.T) {
		e := PerformerEngagement{
			ID: "x", Grid: FilmExtra, Function: "Figurant", Term: ByTheDay, OutsideArea: true, Pay: castEuros("100.00"), Days: castDays("2019-06-03"),
		}
		pay, err := ComputePerformer(e, PerformerParameters{})
		require.NoError(t, err)
		assert.Empty(t, pay.Breaches)
		assert.Contains(t, codes(pay.Notices), "outside-area")
	})
	t.Run("limits of time", func(t *testing.T) {
		e := castActor("2022-06-01", "")
		e.Studio = true
		e.Days = castDays("2022-06-04 08:00-22:00/60", "2022-06-05 06:00-10:00")
		pay, err := ComputePerformer(e, PerformerParameters{})
		require.NoError(t, err)
		var rules []string
		for _, b := range pay.Breaches {
			rules = append(rules, b.Rule+" "+b.Measured+" "+b.Allowed)
		}
		assert.Equal(t, []string{"daily-hours 13 12", "daily-span 14 13", "daily-rest 8 11", "studio-sunday 4 0"}, rules)
	})
	t.Run("six days in a row by the day", func(t *testing.T) {
		pay, err := ComputePerformer(PerformerEngagement{
			ID: "x", Grid: FilmExtra, Function: "Figurant", Term: ByTheDay,
			Days: castDays("2019-06-12", "2019-06-13", "2019-06-14", "2019-06-15", "2019-06-16", "2019-06-17", "2019-06-18"),
		}, PerformerParameters{})
		require.NoError(t, err)
		require.Len(t, pay.Breaches, 1)
		assert.Equal(t, "consecutive-days", pay.Breaches[0].Rule)
		assert.Equal(t, "2019-06-17", pay.Breaches[0].Date.String(), "the sixth (art. 2.2.1)")
	})
	t.Run("a rest after a night of work", func(t *testing.T) {
		e := castActor("2022-06-01", "")
		e.Days = castDays("2022-06-01 15:00-23:00", "2022-06-02 09:00-17:00")
		pay, err := ComputePerformer(e, PerformerParameters{})
		require.NoError(t, err)
		assert.Empty(t, pay.Breaches, "ten hours, above nine (art. 4.1.1.2)")
		assert.Contains(t, castLines(pay), "short-rest 7.06", "the eleventh is paid all the same")
	})
}

// Where a text reads two ways the table has the other reading.
func TestPerformerAlternatives(t *testing.T) {
	for _, c := range []struct {
		key, alternative, line string
		e                      func() PerformerEngagement
	}{
		{"feature/post-sync/least", "article-3.4", "post-sync 412.08", func() PerformerEngagement {
			e := castActor("2022-06-01", "")
			e.Days[0].Work = CastPostSync
			return e
		}},
		{"feature/overtime/hour", "supplement-only", "overtime 7.06", func() PerformerEngagement {
			e := castActor("2022-06-01", "")
			e.Days = castDays("2022-06-01 09:00-19:00/60")
			return e
		}},
		{"extra/short-rest/rate", "article-4.1", "short-rest 2.98", func() PerformerEngagement { // 25 % of 11.93
			return PerformerEngagement{
				ID: "x", Grid: FilmExtra, Function: "Figurant", Term: ByTheDay,
				Days: castDays("2019-06-03 13:00-22:00/60", "2019-06-04 08:00-17:00/60"),
			}
		}},
	} {
		p, err := PerformerParameters{}.Choose(c.key, c.alternative)
		require.NoError(t, err)
		pay, err := ComputePerformer(c.e(), p)
		require.NoError(t, err)
		assert.Contains(t, castLines(pay), c.line)
		assert.NotContains(t, castLines(pay), "extra-hours 28.23")
	}
}
