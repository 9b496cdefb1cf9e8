package payroll

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
)

// soundWeek and soundTelevision are weeks without a fault, to break.
const (
	soundWeek = `{"id":"a","date":"2024-05-06","agreement":"3097","job":"Scripte cinéma","setting":"shoot","engagement":"weekly","paris":true,` +
		`"days":[{"date":"2024-05-06","call":"09:00","wrap":"19:00","meal":60},{"date":"2024-05-07","call":"09:00","wrap":"19:00","meal":60}]}`
	soundTelevision = `{"id":"b","date":"2024-05-06","agreement":"2642","job":"Machiniste","genre":"fiction","setting":"shoot","engagement":"weekly",` +
		`"days":[{"date":"2024-05-06","call":"09:00","wrap":"19:00","meal":60},{"date":"2024-05-07","call":"09:00","wrap":"19:00","meal":60}]}`
)

func decodeWeeks(document string) ([]WorkingWeek, error) {
	return DecodeWeeks(strings.NewReader(document), WageParameters{})
}

func TestFaultsOfWeeks(t *testing.T) {
	require.NoError(t, second(decodeWeeks("["+soundWeek+","+soundTelevision+"]")))
	const cinema, television = soundWeek, soundTelevision
	for _, c := range []struct {
		name, week, old, with string
		want                  string // what the fault begins with, after "[0]."
	}{
		{"no id", cinema, `"id":"a",`, ``, "id: is missing"},
		{"no date", cinema, `"date":"2024-05-06","agreement"`, `"agreement"`, "date: is missing"},
		{"a Tuesday", cinema, `"date":"2024-05-06","agreement"`, `"date":"2024-05-07","agreement"`, "date: is out of range: the Monday"},
		{"before the grids", cinema, cinema[strings.Index(cinema, `"date"`):], `"date":"2022-03-28",` + cinema[strings.Index(cinema, `"agreement"`):strings.Index(cinema, `"days"`)] + `"days":[]}`, "date: wages: no value at this date"},
		{"television before its grid", television, television[strings.Index(television, `"date"`):], `"date":"2023-06-26",` + television[strings.Index(television, `"agreement"`):strings.Index(television, `"days"`)] + `"days":[]}`, "date: 2642/H/Machiniste: no value at this date"},
		{"no agreement", cinema, `"agreement":"3097",`, ``, "agreement: is missing"},
		{"another agreement", cinema, `"3097"`, `"1285"`, "agreement: is not one of the words allowed: 3097, 2642"},
		{"no job", cinema, `"job":"Scripte cinéma",`, ``, "job: is missing"},
		{"an empty job", cinema, `"Scripte cinéma"`, `""`, "job: is missing"},
		{"an unknown job", cinema, `"Scripte cinéma"`, `"Script cinéma"`, `job: is no function of the grid: is it Scripte cinéma`},
		{"a job of the other grid", cinema, `"Scripte cinéma"`, `"Machiniste"`, `job: is no function of the grid`},
		{"a job without a minimum", television, `"Machiniste"`, `"Réalisateur"`, `job: is no function of the grid`},
		{"specialised in cinema", cinema, `"setting"`, `"specialised":true,"setting"`, "specialised: is not a field of this agreement"},
		{"genre in cinema", cinema, `"setting"`, `"genre":"fiction","setting"`, "genre: is not a field of this agreement"},
		{"branch in cinema", cinema, `"setting"`, `"branch":"H","setting"`, "branch: is not a field of this agreement"},
		{"no genre", television, `"genre":"fiction",`, ``, "genre: is missing"},
		{"an unknown genre", television, `"fiction"`, `"drama"`, "genre: is not one of the words allowed"},
		{"regime in television", television, `"setting"`, `"regime":"annexe1","setting"`, "regime: is not a field of this agreement"},
		{"no equivalence in television", television, `"setting"`, `"noEquivalence":true,"setting"`, "noEquivalence: is not a field of this agreement"},
		{"advertising in television", television, `"setting"`, `"advertising":true,"setting"`, "advertising: is not a field of this agreement"},
		{"a function that is not specialised", television, `"setting"`, `"specialised":true,"setting"`, "specialised: is out of range: false in the row"},
		{"a function that is specialised", television, `"Machiniste"`, `"Scripte spécialisé"`, "specialised: is out of range: true in the row"},
		{"a branch where one has the name", television, `"setting"`, `"branch":"H","setting"`, "branch: is out of range: one filière alone"},
		{"no branch where two have the name", television, `"Machiniste"`, `"Superviseur d'effets spéciaux"`, "branch: is missing: the function is in F and K"},
		{"a branch that is neither", television, `"Machiniste"`, `"Superviseur d'effets spéciaux","branch":"H"`, "branch: is not one of the words allowed: F, K"},
		{"no setting", cinema, `"setting":"shoot",`, ``, "setting: is missing"},
		{"an unknown setting", cinema, `"shoot"`, `"set"`, "setting: is not one of the words allowed"},
		{"no engagement", cinema, `"engagement":"weekly",`, ``, "engagement: is missing"},
		{"an unknown engagement", cinema, `"weekly"`, `"monthly"`, "engagement: is not one of the words allowed"},
		{"an unknown territory", cinema, `"paris"`, `"territory":"corse","paris"`, "territory: "},
		{"an unknown regime", cinema, `"paris"`, `"regime":"annexe2","paris"`, "regime: is not one of the words allowed"},
		{"pay of nothing", cinema, `"paris"`, `"weeklyPay":"0.00","paris"`, "weeklyPay: is out of range"},
		{"negative pay", cinema, `"paris"`, `"weeklyPay":"-1.00","paris"`, "weeklyPay: is out of range"},
		{"absurd pay", cinema, `"paris"`, `"weeklyPay":"100000000.01","paris"`, "weeklyPay: is out of range"},
		{"pay as a number", cinema, `"paris"`, `"weeklyPay":1000,"paris"`, "weeklyPay: wrong type"},
		{"no days", cinema, cinema[strings.Index(cinema, `,"days"`) : len(cinema)-1], ``, "days: is missing"},
		{"an unknown field", cinema, `"paris"`, `"cachets":1,"paris"`, "cachets: unknown field"},
		{"a field in another case", cinema, `"paris"`, `"Paris"`, "Paris: unknown field"},
		{"a field twice", cinema, `"paris":true`, `"paris":true,"paris":true`, "paris: is given twice"},

		{"no date of a day", cinema, `{"date":"2024-05-07",`, `{`, "days[1].date: is missing"},
		{"a day of another week", cinema, `"date":"2024-05-07"`, `"date":"2024-05-13"`, "days[1].date: is out of range: within the week"},
		{"a day of the week before", cinema, `[{"date":"2024-05-06"`, `[{"date":"2024-05-05"`, "days[0].date: is out of range: within the week"},
		{"a day twice", cinema, `"date":"2024-05-07"`, `"date":"2024-05-06"`, "days[1].date: is out of range: after 2024-05-06"},
		{"days out of order", cinema, `[{"date":"2024-05-06"`, `[{"date":"2024-05-08"`, "days[1].date: is out of range: after 2024-05-08"},
		{"no wrap", cinema, `,"wrap":"19:00","meal":60},{`, `,"meal":60},{`, "days[0].wrap: is missing"},
		{"no call", cinema, `"call":"09:00","wrap":"19:00","meal":60},{`, `"wrap":"19:00","meal":60},{`, "days[0].call: is missing"},
		{"an unknown field of a day", cinema, `"meal":60},{`, `"lunch":60},{`, "days[0].lunch: unknown field"},
		{"an empty day", cinema, `,"call":"09:00","wrap":"19:00","meal":60},{`, `},{`, "days[0].call: is missing: a day is worked, a holiday off or one of travel"},
		{"no time of day", cinema, `"09:00"`, `"9:00"`, "days[0].call: "},
		{"hour 24", cinema, `"19:00"`, `"24:00"`, "days[0].wrap: "},
		{"a meal longer than the day", cinema, `"meal":60},{`, `"meal":601},{`, "days[0].meal: is out of range: the day has 600 minutes"},
		{"a meal of more than any day", cinema, `"meal":60},{`, `"meal":99999},{`, "days[0].meal: is out of range: 0 to 1440"},
		{"a negative meal", cinema, `"meal":60},{`, `"meal":-1},{`, "days[0].meal: is out of range"},
		{"a meal after the wrap", cinema, `"meal":60},{`, `"meal":60,"mealAt":"18:01"},{`, "days[0].mealAt: is out of range: the meal is not between"},
		{"a meal before the call is on the next day", cinema, `"meal":60},{`, `"meal":60,"mealAt":"08:00"},{`, "days[0].mealAt: is out of range: the meal is not between"},
		{"a meal during the transport out", cinema, `"meal":60},{`, `"meal":60,"mealAt":"09:59","transport":120},{`, "days[0].mealAt: is out of range: the meal is during"},
		{"a meal during the transport back", cinema, `"meal":60},{`, `"meal":60,"mealAt":"17:01","transport":120},{`, "days[0].mealAt: is out of range: the meal is during"},
		{"a meal in the middle of too much transport", cinema, `"meal":60},{`, `"meal":481,"transport":120},{`, "days[0].meal: is out of range: the meal is during"},
		{"more transport than day", cinema, `"meal":60},{`, `"transport":601},{`, "days[0].transport: is out of range: the day has 600 minutes"},
		{"negative transport", cinema, `"meal":60},{`, `"transport":-1},{`, "days[0].transport: is out of range"},
		{"negative travel", cinema, `"meal":60},{`, `"travel":-1},{`, "days[0].travel: is out of range"},
		{"a negative rest", cinema, `"meal":60},{`, `"restBefore":-1},{`, "days[0].restBefore: is out of range"},
		{"a meal of half a minute", cinema, `"meal":60},{`, `"meal":0.5},{`, "days[0].meal: wrong type"},
		{"overlapping days", cinema, `"wrap":"19:00","meal":60},{"date":"2024-05-07","call":"09:00"`, `"wrap":"08:59","meal":60},{"date":"2024-05-07","call":"08:58"`, "days[1].call: is out of range: before the wrap"},
		{"a paid break longer than the meal", cinema, `"meal":60},{`, `"meal":60,"paidBreak":61},{`, "days[0].paidBreak: is out of range"},
		{"a holiday off that is none", cinema, `"call":"09:00","wrap":"19:00","meal":60},{`, `"holidayOff":true},{`, "days[0].holidayOff: is out of range: 2024-05-06 is no public holiday"},
		{"a holiday off with a call", cinema, `[{"date":"2024-05-06","call":"09:00","wrap":"19:00","meal":60},{"date":"2024-05-07"`, `[{"date":"2024-05-08","holidayOff":true`, "days[0].holidayOff: is out of range: the day has a call"},
		{"a meal of a holiday off", cinema, `"date":"2024-05-07","call":"09:00","wrap":"19:00","meal":60`, `"date":"2024-05-08","holidayOff":true,"meal":60`, "days[1].meal: is out of range: the day has no call"},
		{"a meal time of a day of travel", cinema, `"date":"2024-05-07","call":"09:00","wrap":"19:00","meal":60`, `"date":"2024-05-07","travel":60,"mealAt":"12:00"`, "days[1].mealAt: is out of range: the day has no call"},
		{"transport of a day of travel", cinema, `"date":"2024-05-07","call":"09:00","wrap":"19:00","meal":60`, `"date":"2024-05-07","travel":60,"transport":1`, "days[1].transport: is out of range: the day has no call"},
		{"rest before a day of travel", cinema, `"date":"2024-05-07","call":"09:00","wrap":"19:00","meal":60`, `"date":"2024-05-07","travel":60,"restBefore":0`, "days[1].restBefore: is out of range: the day has no call"},
		{"a holiday off that is owed", cinema, `"date":"2024-05-07","call":"09:00","wrap":"19:00","meal":60`, `"date":"2024-05-08","holidayOff":true,"unrecovered":true`, "days[1].unrecovered: is out of range: the day has no call"},
		{"nothing to recover", cinema, `"meal":60},{`, `"unrecovered":true},{`, "days[0].unrecovered: is out of range: no rest is owed"},
		{"a holiday off by the day", cinema, `"weekly","paris":true,"days":[{"date":"2024-05-06","call":"09:00","wrap":"19:00","meal":60},{"date":"2024-05-07","call":"09:00","wrap":"19:00","meal":60}`,
			`"daily","days":[{"date":"2024-05-08","holidayOff":true}`, "days[0].holidayOff: is out of range: a daily engagement pays none"},
		{"travel in television", television, `"meal":60},{`, `"travel":1},{`, "days[0].travel: is not a field of this agreement"},
		{"a meal owed in television", television, `"meal":60},{`, `"mealOwed":true},{`, "days[0].mealOwed: is not a field of this agreement"},
		{"a snack owed in television", television, `"meal":60},{`, `"snackOwed":true},{`, "days[0].snackOwed: is not a field of this agreement"},
		{"a recovery in television", television, `"date":"2024-05-07",`, `"date":"2024-05-08","unrecovered":true,`, "days[1].unrecovered: is not a field of this agreement"},
		{"a paid break in television", television, `"meal":60},{`, `"meal":60,"paidBreak":1},{`, "days[0].paidBreak: is not a field of this agreement"},
		{"five days by the day", cinema, cinema[strings.Index(cinema, `"weekly"`) : len(cinema)-1], `"daily","days":[` + listOfDays(5) + `]`, "days: is out of range: at most 4 days"},
		{"seven days of work", cinema, cinema[strings.Index(cinema, `"days"`) : len(cinema)-1], `"days":[` + listOfDays(7) + `]`, "days: is out of range: at most 6 days"},
		{"eight days", cinema, cinema[strings.Index(cinema, `"days"`) : len(cinema)-1], `"days":[` + listOfDays(8) + `]`, "days: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Contains(t, c.week, c.old)
			_, err := decodeWeeks("[" + strings.Replace(c.week, c.old, c.with, 1) + "]")
			require.Error(t, err)
			var lines []string
			for _, e := range valid.List(err) {
				var fault *FieldError
				require.ErrorAs(t, e, &fault)
				lines = append(lines, e.Error())
				require.NotContains(t, e.Error(), "\n")
			}
			assert.True(t, strings.HasPrefix(lines[0], "[0]."+c.want), "%s", strings.Join(lines, "\n"))
			assert.Len(t, lines, 1, "%s", strings.Join(lines, "\n"))
		})
	}
	_, err := decodeWeeks("[" + strings.Replace(soundTelevision, `"date":"2024-05-07","call":"09:00","wrap":"19:00","meal":60`, `"date":"2024-05-11","holidayOff":true`, 1) + "]")
	require.ErrorContains(t, err, "is no public holiday")
	// Saturday 1 November 2025.
	saturday := strings.ReplaceAll(strings.Replace(soundTelevision, `"date":"2024-05-07","call":"09:00","wrap":"19:00","meal":60`, `"date":"2025-11-01","holidayOff":true`, 1), "2024-05-06", "2025-10-27")
	_, err = decodeWeeks("[" + saturday + "]")
	require.EqualError(t, err, `[0].days[1].holidayOff: is out of range: none is paid on a Saturday or Sunday (VII.2.2)`)
	_, err = decodeWeeks("[" + strings.Replace(strings.Replace(saturday, `"2642"`, `"3097"`, 1), `"Machiniste","genre":"fiction"`, `"Scripte cinéma"`, 1) + "]")
	require.NoError(t, err, "cinema pays it (art. 42)")
}

func second[A any](_ A, err error) error { return err }

// listOfDays returns worked days from Monday 6 May 2024.
func listOfDays(n int) string {
	var days []string
	for i := range n {
		days = append(days, fmt.Sprintf(`{"date":"2024-05-%02d","call":"09:00","wrap":"17:00"}`, 6+i))
	}
	return strings.Join(days, ",")
}

// What looks odd and is no fault.
func TestWeeksThatAreSound(t *testing.T) {
	for _, c := range []struct{ name, week, old, with string }{
		{"no day at all", soundWeek, soundWeek[strings.Index(soundWeek, `"days"`) : len(soundWeek)-1], `"days":[]`},
		{"six days and one of travel", soundWeek, soundWeek[strings.Index(soundWeek, `"days"`) : len(soundWeek)-1], `"days":[` + listOfDays(6) + `,{"date":"2024-05-12","travel":60}]`},
		{"the same time of day is a day later", soundWeek, `"wrap":"19:00","meal":60},{"date":"2024-05-07","call":"09:00"`, `"wrap":"09:00","meal":60},{"date":"2024-05-07","call":"09:00"`},
		{"a meal right at the call", soundWeek, `"meal":60},{`, `"meal":60,"mealAt":"09:00"},{`},
		{"a meal right before the wrap", soundWeek, `"meal":60},{`, `"meal":60,"mealAt":"18:00"},{`},
		{"a meal right after the transport", soundWeek, `"meal":60},{`, `"meal":60,"mealAt":"10:00","transport":120},{`},
		{"transport is work in television", soundTelevision, `"meal":60},{`, `"meal":60,"mealAt":"09:10","transport":120},{`},
		{"no rest at all", soundWeek, `"meal":60},{`, `"restBefore":0},{`},
		{"a meal owed on a day of travel", soundWeek, `"date":"2024-05-07","call":"09:00","wrap":"19:00","meal":60`, `"date":"2024-05-07","travel":60,"mealOwed":true`},
		{"travel on a holiday off", soundWeek, `"date":"2024-05-07","call":"09:00","wrap":"19:00","meal":60`, `"date":"2024-05-08","travel":60,"holidayOff":true`},
		{"Paris in television has no effect", soundTelevision, `"setting"`, `"paris":true,"setting"`},
		{"a territory in television", soundTelevision, `"setting"`, `"territory":"reunion","setting"`},
		{"absent things as such", soundTelevision, `"setting"`, `"specialised":false,"noEquivalence":false,"paris":false,"setting"`},
		{"a name of two filières", soundTelevision, `"Machiniste"`, `"Superviseur d'effets spéciaux","branch":"K"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Contains(t, c.week, c.old)
			weeks, err := decodeWeeks("[" + strings.Replace(c.week, c.old, c.with, 1) + "]")
			require.NoError(t, err)
			_, err = ComputeWages(weeks, WageParameters{})
			require.NoError(t, err)
		})
	}
}

func TestAllFaultsAreTold(t *testing.T) {
	_, err := decodeWeeks("[" + strings.Replace(soundWeek, "Scripte", "Script", 1) + "," +
		strings.Replace(strings.Replace(soundTelevision, `"shoot"`, `"set"`, 1), `"meal":60},{`, `"meal":-1},{`, 1) + "]")
	var lines []string
	for _, e := range valid.List(err) {
		lines = append(lines, e.Error())
	}
	require.Len(t, lines, 3, "%v", lines)
	assert.Contains(t, lines[0], "[1].setting: ")
	assert.Contains(t, lines[1], "[0].job: ")
	assert.Contains(t, lines[2], "[1].days[0].meal: ")

	_, err = decodeWeeks("[" + soundWeek + "] 1")
	require.Error(t, err)
	_, err = decodeWeeks(soundWeek)
	require.Error(t, err)
}

// What cannot be read is one fault: nothing is said of the fields that it would have explained.
func TestAnUnreadFieldIsOneFault(t *testing.T) {
	const days = `"days":[`
	sixDays := soundWeek[:strings.Index(soundWeek, days)] + days + strings.TrimSuffix(listOfDays(6), "}") + `,"unrecovered":true}]}`
	day := func(fields string) string {
		return soundWeek[:strings.Index(soundWeek, days)] + days + `{"date":"2024-05-06",` + fields + `}]}`
	}
	abroad := strings.Replace(strings.ReplaceAll(day(`"holidayOff":true`), "2024-05-06", "2024-05-27"), `"paris"`, `"territory":"guadeloupe","paris"`, 1)
	for _, c := range []struct{ name, week, old, with, want string }{
		{"travel", day(`"travel":60`), `60`, `"an hour"`, "days[0].travel: wrong type"},
		{"a holiday off", strings.Replace(day(`"holidayOff":true`), `[{"date":"2024-05-06"`, `[{"date":"2024-05-08"`, 1), `true}`, `1}`, "days[0].holidayOff: wrong type"},
		{"a holiday off before a sixth day", strings.Replace(sixDays, `"2024-05-08","call":"09:00","wrap":"17:00"`, `"2024-05-08","holidayOff":true`, 1), `"holidayOff":true`, `"holidayOff":1`, "days[2].holidayOff: wrong type"},
		{"a territory with a holiday off of its own", abroad, `"guadeloupe"`, `"Guadeloupe"`, "territory: "},
		{"a territory with a holiday of its own", strings.Replace(abroad, `"holidayOff":true`, `"call":"09:00","wrap":"17:00","unrecovered":true`, 1), `"guadeloupe"`, `971`, "territory: "},
		{"an engagement with a sixth day", sixDays, `"weekly"`, `"week"`, "engagement: "},
		{"no engagement with a sixth day", sixDays, `"engagement":"weekly",`, ``, "engagement: is missing"},
		{"a setting with a sixth day", sixDays, `"shoot"`, `"tournage"`, "setting: "},
		{"paris with a sixth day", sixDays, `"paris":true`, `"paris":"yes"`, "paris: wrong type"},
		{"the length of a paid meal", soundWeek, `"meal":60},{`, `"meal":"60","paidBreak":30},{`, "days[0].meal: wrong type"},
		{"the time of a meal that is long", day(`"call":"09:00","wrap":"12:00","transport":120,"meal":61,"mealAt":"10:00"`), `"mealAt":"10:00"`, `"mealAt":1000`, "days[0].mealAt: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Contains(t, c.week, c.old)
			_, err := decodeWeeks("[" + strings.Replace(c.week, c.old, c.with, 1) + "]")
			require.ErrorContains(t, err, "[0]."+c.want)
			assert.Len(t, valid.List(err), 1, "%v", err)
		})
	}

	lines := func(week string) (paths []string) {
		_, err := decodeWeeks("[" + week + "]")
		for _, e := range valid.List(err) {
			path, _, _ := strings.Cut(e.Error(), ": ")
			paths = append(paths, strings.TrimPrefix(path, "[0]."))
		}
		return paths
	}
	assert.Equal(t, []string{"days[0].call", "days[0].wrap"},
		lines(day(`"call":"9:00","wrap":"18h","meal":60,"transport":30,"restBefore":600`)), "the day has a call")
	assert.Equal(t, []string{"days[0].call", "days[0].meal"},
		lines(day(`"call":"9:00","wrap":"18:00","meal":-1`)), "a fault of its own")
}

// A fault does not hide another that does not hang on it.
func TestAFaultHidesNoOther(t *testing.T) {
	for _, c := range []struct {
		name, old, with string
		want            []string
	}{
		{"a meal in a week that is none", `"date":"2024-05-06","agreement":"3097"`, `"date":"2024-05-07","agreement":"3097"`, []string{"[0].date", "[0].days[0].meal"}},
		{"a meal in a day of another week", `[{"date":"2024-05-06"`, `[{"date":"2024-04-29"`, []string{"[0].days[0].date", "[0].days[0].meal"}},
		{"a meal and transport", `"meal":601}`, `"meal":601,"transport":601}`, []string{"[0].days[0].transport", "[0].days[0].meal"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			week := strings.Replace(soundWeek, `"meal":60}`, `"meal":601}`, 1)
			require.Contains(t, week, c.old)
			_, err := decodeWeeks("[" + strings.Replace(week, c.old, c.with, 1) + "]")
			var paths []string
			for _, e := range valid.List(err) {
				path, _, _ := strings.Cut(e.Error(), ": ")
				paths = append(paths, path)
			}
			assert.Equal(t, c.want, paths)
		})
	}
	early := strings.ReplaceAll(soundTelevision, "2024-05-", "2023-05-")
	early = strings.ReplaceAll(strings.ReplaceAll(early, "2023-05-07", "2023-05-09"), "2023-05-06", "2023-05-08")
	_, err := decodeWeeks("[" + strings.Replace(early, `"setting"`, `"specialised":true,"setting"`, 1) + "]")
	require.ErrorContains(t, err, "[0].date: ")
	require.ErrorContains(t, err, "[0].specialised: is out of range")
}

// Ten thousand weeks pass, one more does not; ten thousand faults are a short answer.
func TestManyWeeks(t *testing.T) {
	if testing.Short() {
		t.Skip("a document of 4 MiB")
	}
	many := func(week string, n int) string { return "[" + strings.Repeat(week+",", n-1) + week + "]" }
	weeks, err := decodeWeeks(many(soundWeek, MaxWeeks))
	require.NoError(t, err)
	wages, err := ComputeWages(weeks, WageParameters{})
	require.NoError(t, err)
	assert.Len(t, wages, MaxWeeks)
	_, err = decodeWeeks(many(soundWeek, MaxWeeks+1))
	require.Error(t, err)
	_, err = decodeWeeks(many(strings.Replace(soundWeek, "Scripte", "Script", 1), MaxWeeks))
	require.Error(t, err)
	assert.Less(t, len(err.Error()), 30_000)
}

func TestAWeekComesBackFromJSON(t *testing.T) {
	weeks, err := decodeWeeks("[" + soundWeek + "]")
	require.NoError(t, err)
	text, err := json.Marshal(weeks)
	require.NoError(t, err)
	assert.JSONEq(t, "["+soundWeek+"]", string(text))
}
