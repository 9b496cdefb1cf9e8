package chain

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/schedule"
	"github.com/bobine-film/bobine/worktime"
)

func TestDamagedPayIsRefused(t *testing.T) {
	for _, c := range []struct{ file, old, replacement, want string }{
		{"crew.json", `"name": "Hélène Marchetti"`, `"nom": "Hélène Marchetti"`, "crew.json: document.engagements[0].nom: "},
		{"crew.json", "Hélène Marchetti", "Didier Kowalski", "crew.json: document.engagements[1].name: "},
		{"crew.json", "Hélène Marchetti", "Camille Aubry", "crew.json: document.engagements[0].name: is given twice: cast.json has it"},
		{"crew.json", "Directeur de production cinéma", "Directeur de cirque", "crew.json: document.engagements[0].job: "},
		{"crew.json", `"account": "23"`, `"account": "99"`, "crew.json: document.engagements[0].account: "},
		{"crew.json", `"onSet": false, `, ``, "crew.json: document.engagements[0].onSet: "},
		{"crew.json", `, "weeksBefore": 4`, ``, "crew.json: document.engagements[0].weeksBefore: "},
		{"crew.json", `"weeksBefore": 4`, `"weeksBefore": -4`, "crew.json: document.engagements[0].weeksBefore: "},
		{"crew.json", `"weekly": "3100.00"`, `"weekly": "-3100.00"`, "crew.json: document.engagements[8].weekly: "},
		{"crew.json", `"weekly": "3100.00"`, `"weekly": "2758.10"`, "crew.json: document.engagements[8].weekly: "}, // a cent below
		{"cast.json", `"fee": "4500.00"`, `"fee": "-4500.00"`, "cast.json: document.players[0].fee: "},
		{"cast.json", `"fee": "4500.00"`, `"fee": "1248.86"`, "cast.json: document.players[0].fee: "}, // a cent below a week's minimum
		{"cast.json", `"fee": "600.00"`, `"fee": "412.07"`, "cast.json: document.players[2].fee: "},   // and a day's
		{"cast.json", `"contract": "week"`, `"contract": "flat"`, "cast.json: document.players[0].contract: "},
		{"cast.json", `"birthDate": "2015-02-11",`, ``, "cast.json: document.players[4].birthDate: "},
		{"cast.json", "2015-02-11", "2009-02-11", "cast.json: document.players[4].birthDate: "}, // seventeen, with a permit
		{"cast.json", "2015-02-11", "2031-02-11", "cast.json: document.players[4].birthDate: "},
		{"cast.json", `"from": "2026-04-18"`, `"from": "2026-05-11"`, "cast.json: document.players[4].schoolHolidays[0]: "},
		{"cast.json", `"from": "2026-04-18"`, `"from": "1926-04-18"`, "cast.json: document.players[4].schoolHolidays[0]: "},
		{"cast.json", `"Figurant"`, `"Machiniste"`, "cast.json: document.extras.function: "},
		{"cast.json", `"fee": "107.00"`, `"fee": "106.99"`, "cast.json: document.extras.fee: "},
		{"employer.json", `"headcount": 4`, `"headcount": -4`, "employer.json: document.headcount: "},
		{"employer.json", `"3097"`, `"2642"`, "employer.json: document.agreement: "},
		{"timesheets.json", `"weeks": 2`, `"weeks": 0`, "timesheets.json: document.weeks: "},
		{"timesheets.json", `"callShift": -15, `, ``, "timesheets.json: document.days[5]: "},
		{"timesheets.json", `"callShift": -90, `, ``, "timesheets.json: document.exceptions[0]: "},
		{"timesheets.json", `"day": 5`, `"day": 3`, "timesheets.json: document.days[3].day: "},
		{"timesheets.json", `"day": 5, `, ``, "timesheets.json: document.days[3].day: "},
		{"timesheets.json", `"wrapShift": 45`, `"wrapshift": 45`, "timesheets.json: document.days[0].wrapshift: "},
		{"timesheets.json", `"wrapShift": 45`, `"wrapShift": 1440`, "timesheets.json: document.days[0].wrapShift: "},
		{"timesheets.json", `"who": "Mehdi Zeroual"`, `"who": "Personne"`, "timesheets.json: document.exceptions[0].who: "},
		{"timesheets.json", `"who": "Mehdi Zeroual"`, `"who": "Béatrice Soler"`, "timesheets.json: document.exceptions[0].who: "}, // not on the set
		{"timesheets.json", `"callShift": -90`, `"callShift": -500`, "timesheets.json: document.exceptions[0].callShift: "},
		{"timesheets.json", `"travel": 180`, `"travel": -180`, "timesheets.json: document.exceptions[5].travel: "},
		{"timesheets.json", `"absent": true`, `"absent": true, "travel": 60`, "timesheets.json: document.exceptions[6].absent: "},
		{"shoot.json", `"from": "2026-04-13"`, `"from": "2024-04-13"`, "shoot.json: document.period: "}, // longer than any shoot
	} {
		t.Run(c.file+" "+c.replacement, func(t *testing.T) {
			p, err := Produce(damaged(t, c.file, c.old, c.replacement), func(string) {})
			require.Error(t, err)
			assert.Zero(t, p.Title)
			assert.True(t, strings.HasPrefix(err.Error(), c.want), err.Error())
		})
	}
}

func TestEmptyListsOfPayAreRefused(t *testing.T) {
	for _, c := range []struct{ file, list string }{
		{"crew.json", "engagements"}, {"cast.json", "players"}, {"timesheets.json", "days"}, {"timesheets.json", "exceptions"},
	} {
		t.Run(c.file+" "+c.list, func(t *testing.T) {
			text, err := os.ReadFile("../../film/" + c.file)
			require.NoError(t, err)
			_, rest, found := strings.Cut(string(text), `"`+c.list+`": [`)
			require.True(t, found)
			end := strings.Index(rest, "\n    ]") // of the list itself, by the indentation of the files
			require.Positive(t, end)
			_, err = Produce(damaged(t, c.file, rest[:end], ""), func(string) {})
			require.ErrorContains(t, err, c.file+": document."+c.list+": is missing")
		})
	}
}

// The unit wraps at 05:00 and Ada at 11:00, three hours after the call of Tuesday: the fault of the wage names the
// file that the hours are in.
func TestHoursThatRunIntoTheNextDayAreOfTheTimeSheets(t *testing.T) {
	f, p := unitFilm(t, engagement{}, timesheets{
		Weeks: 1, Days: []daySheet{{Day: 1, WrapShift: 360}}, Exceptions: []sheetException{{Day: 1, Who: "Ada", WrapShift: 360}},
	}, "2026-04-13 14:00 23:00", "2026-04-14 08:00 17:00")
	calendar, err := f.calendar(p)
	require.NoError(t, err)
	_, err = f.member(0, p, calendar)
	require.Error(t, err)
	assert.True(t, strings.HasPrefix(err.Error(), "timesheets.json: document: "), err.Error())
	assert.Contains(t, err.Error(), "before the wrap of the day before")
}

// What depends on the plan is told when it is known: a Friday from 08:00 to 17:00 and a Monday night of four hours,
// with an hour's meal after four hours of work.
func TestSheetsThatThePlanDoesNotBear(t *testing.T) {
	days := []ShootingDay{
		{Number: 1, Date: civil.MustParseDate("2026-04-17"), Call: 8 * 60, Wrap: 17 * 60, Location: "Cour"},
		{Number: 2, Date: civil.MustParseDate("2026-04-20"), Call: 21 * 60, Wrap: 25 * 60, Location: "Cour"},
	}
	ada := func(day, call, wrap int) []sheetException {
		return []sheetException{{Day: day, Who: "Ada", CallShift: call, WrapShift: wrap}}
	}
	for _, c := range []struct {
		sheets timesheets
		want   string
	}{
		{timesheets{Weeks: 3}, "weeks: "}, // the shoot has two
		{timesheets{Weeks: 1, Days: []daySheet{{Day: 2, WrapShift: 5}}}, "days[0].day: "},
		{timesheets{Weeks: 2, Days: []daySheet{{Day: 3, WrapShift: 5}}}, "days[0].day: "},
		{timesheets{Weeks: 2, Days: []daySheet{{Day: 0, WrapShift: 5}}}, "days[0].day: "},
		{timesheets{Weeks: 1, Exceptions: ada(2, -5, 0)}, "exceptions[0].day: "},
		{timesheets{Weeks: 2, Days: []daySheet{{Day: 2, CallShift: 180, WrapShift: 200}}}, "days[0].callShift: "}, // called at midnight
		{timesheets{Weeks: 2, Days: []daySheet{{Day: 2, WrapShift: -240}}}, "days[0].wrapShift: "},                // no time at all
		{timesheets{Weeks: 2, Days: []daySheet{{Day: 1, MealShift: -60}}}, "days[0].mealShift: "},                 // no meal left
		{timesheets{Weeks: 2, Days: []daySheet{{Day: 1, MealShift: 240}}}, "days[0].mealShift: "},                 // 12:00 to 17:00
		{timesheets{Weeks: 2, Exceptions: ada(2, 180, 180)}, "exceptions[0].callShift: "},
		{timesheets{Weeks: 2, Exceptions: ada(2, 0, -240)}, "exceptions[0].wrapShift: "},
	} {
		t.Run(c.want, func(t *testing.T) {
			f := &film{timesheets: c.sheets, shoot: shoot{
				Rules: schedule.ShootRules{MealAfter: 240, MealMinutes: 60}, Locations: []place{{Name: "Cour"}},
			}}
			_, _, err := f.unitDays(days)
			require.Error(t, err)
			assert.True(t, strings.HasPrefix(err.Error(), "timesheets.json: document."+c.want), err.Error())
		})
	}
}

// The tables of payslips begin on 1 January 2025: 66 weeks before Monday 13 April 2026 is Monday 6 January 2025.
func TestAnEngagementBeforeTheTables(t *testing.T) {
	for weeks, want := range map[int]string{
		66: "", 67: `crew.json: document.engagements[0].weeksBefore: payroll: no value at this date on 2024-12-30`,
	} {
		f, p := unitFilm(t, engagement{WeeksBefore: weeks}, timesheets{Weeks: 1}, aWeek...)
		err := f.checkFirstPay(p)
		if want == "" {
			require.NoError(t, err)
			continue
		}
		require.ErrorContains(t, err, want)
	}
}

// A unit that wraps before the last scene begins leaves its player no time: 480 minutes of two scenes, wrapped at
// 12:00.
func TestAWrapBeforeTheLastScene(t *testing.T) {
	f, p := unitFilm(t, engagement{}, timesheets{Weeks: 1, Days: []daySheet{{Day: 1, WrapShift: -300}}}, aWeek[0])
	f.breakdown.Scenes = []sheet{{Scene: "1", Minutes: 300}, {Scene: "2", Minutes: 180}}
	p.Schedule.Days[0].Scenes = []string{"1", "2"}
	_, _, err := f.onSet(p.Schedule.Days[0], p.Payroll.Days[0], map[string]bool{"2": true})
	require.ErrorContains(t, err, "the day ends before its last scene begins")
	call, wrap, err := f.onSet(p.Schedule.Days[0], p.Payroll.Days[0], map[string]bool{"1": true})
	require.NoError(t, err)
	assert.Equal(t, worktime.Clock(8*60), call)
	assert.Equal(t, worktime.Clock(12*60), wrap, "nobody stays after the unit")
}
