package worktime

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
)

func TestTheTablesAreSound(t *testing.T) {
	_, err := builtIn()
	require.NoError(t, err)
	ages, err := builtInAges()
	require.NoError(t, err)
	on := civil.MustParseDate("2026-06-01")
	for _, key := range ages.Keys() {
		v, err := ages.At(key, on)
		require.NoError(t, err)
		assert.NoError(t, v.Value.check(), key)
	}
}

// Every key of the table is read by some agreement, and has the unit that its rule counts in.
func TestEveryLimitIsUsed(t *testing.T) {
	table, err := builtIn()
	require.NoError(t, err)
	on := civil.MustParseDate("2026-06-01")
	used := map[string]bool{}
	for _, a := range agreements {
		for _, fiction := range []bool{false, true} {
			b, err := readBook(table, a, fiction, true, on)
			require.NoError(t, err)
			for n := range numNames {
				if b.has[n] {
					used[b.values[n].Key] = true
				}
			}
			for _, n := range []name{dailyHours, weeklyHours, averageHours, averageWeeks, weeklyDays, dailyRest, weeklyRest,
				weeklyRestInside, workBeforeBreak, breakLength, nightFrom, nightTo, nightWorker, dailyHoursNightWorker} {
				assert.True(t, b.has[n], "%s has no %s", a, names[n])
			}
		}
	}
	for _, key := range table.Keys() {
		assert.True(t, used[key], "nothing reads %s", key)
		v, err := table.At(key, on)
		require.NoError(t, err)
		if strings.HasPrefix(v.Unit, "minutes") {
			assert.LessOrEqual(t, v.Value, 16_200, "%s in minutes", key)
		}
	}
}

// The public order of the code holds under every agreement (L3121-18 to 23, L3131-2 and
// D3131-6, L3132-1 and 2): twelve hours a day, forty-eight a week, forty-six on average, nine
// hours of rest, thirty-three a week, six days.
func TestNoAgreementGoesBeyondThePublicOrder(t *testing.T) {
	table, err := builtIn()
	require.NoError(t, err)
	for _, a := range agreements {
		b, err := readBook(table, a, false, false, civil.MustParseDate("2026-06-01"))
		require.NoError(t, err)
		most := map[name]int{dailyHours: 720, dailyHoursSet: 720, dailyHoursExceptional: 720, weeklyHours: 2880, weeklyHoursStudio: 2880,
			weeklyHoursFiction: 3600, weeklyHoursAuthorised: 3600, averageHours: 2760, weeklyDays: 6, workBeforeBreak: 360}
		for n, value := range most {
			assert.LessOrEqual(t, b.values[n].Value, value, "%s %s", a, names[n])
		}
		least := map[name]int{dailyRest: 660, dailyRestReduced: 540, dailyRestLongDay: 540, dailyRestAfterNight: 540, weeklyRest: 1980,
			weeklyRestSet: 2100, breakLength: 20}
		for n, value := range least {
			assert.True(t, !b.has[n] || b.values[n].Value >= value, "%s %s", a, names[n])
		}
	}
}

func TestLimitsOfTheCaller(t *testing.T) {
	r := Record{ID: "x", Agreement: Cinema, Shifts: []Shift{day("2026-06-02", "08:00", "19:31", pause("13:00", 30))}}
	// A company that keeps its crew to eleven hours a day.
	own, err := Limits{}.With(law.Override[int]{Key: "3097/daily-hours/set", Value: 660})
	require.NoError(t, err)
	report, err := Check(r, own)
	require.NoError(t, err)
	require.Len(t, report.Breaches, 1)
	assert.Equal(t, "2026-06-02 daily-hours: 11:01, at most 11:00 (caller)", strings.Replace(report.Breaches[0].String(), law.CallerRef().Key, "caller", 1))
	assert.Contains(t, own.References(), law.CallerRef())
	report, err = Check(r, Limits{})
	require.NoError(t, err)
	assert.Empty(t, report.Breaches, "the built-in limits are as they were")

	_, err = Limits{}.With(law.Override[int]{Key: "3097/daily-hours/set", Value: -1})
	assert.ErrorIs(t, err, ErrLimit)
	_, err = Limits{}.With(law.Override[int]{Key: "3098/daily-hours", Value: 1})
	assert.ErrorIs(t, err, law.ErrUnknownKey)
	_, err = Limits{}.WithAges(law.Override[Ages]{Key: "performer/daily-hours", Value: Ages{{Months: 3}}})
	assert.ErrorIs(t, err, ErrLimit)
	_, err = Limits{}.WithAges(law.Override[Ages]{Key: "performer/daily-hours", Value: Ages{{Months: 0}, {Months: 0}}})
	assert.ErrorIs(t, err, ErrLimit)
	_, err = Limits{}.WithAges(law.Override[Ages]{Key: "performer", Value: Ages{{}}})
	assert.ErrorIs(t, err, law.ErrUnknownKey)

	// What the commission of a department told the production.
	mine := Ages{{Months: 0, Term: 90, Holidays: 90}}
	kids, err := Limits{}.WithAges(law.Override[Ages]{Key: "performer/daily-hours", Value: mine})
	require.NoError(t, err)
	mine[0].Term = 1
	d, err := kids.Day(Record{ID: "x", Agreement: Cinema, BirthDate: civil.MustParseDate("2024-01-01")}, r.Shifts[0])
	require.NoError(t, err)
	assert.Equal(t, 90, d.Work.Value)
	assert.Empty(t, d.Notices)
}

func TestOneLimit(t *testing.T) {
	on := civil.MustParseDate("2026-06-01")
	limit, err := Limits{}.At("3097/weekly-rest/set", on)
	require.NoError(t, err)
	assert.Equal(t, 35*60, limit.Value, "art. 26 and L3132-2")
	assert.Equal(t, "minutes", limit.Unit)
	require.Len(t, limit.Notices, 1, "derived")
	_, err = Limits{}.At("3097/weekly-rest/set", civil.MustParseDate("2015-04-09"))
	assert.ErrorIs(t, err, law.ErrNoValue, "the day before the extension was published")
	_, err = Limits{}.At("3097/rest", on)
	assert.ErrorIs(t, err, law.ErrUnknownKey)
	limit, err = Limits{}.At("3097/daily-span", civil.MustParseDate("2027-01-01"))
	require.NoError(t, err)
	require.Len(t, limit.Notices, 1)
	assert.Equal(t, law.CodeStale, limit.Notices[0].Code)
}

func TestTheLimitsAreListed(t *testing.T) {
	on := civil.MustParseDate("2026-06-01")
	list := Limits{}.List(on)
	table, _ := builtIn()
	ages, _ := builtInAges()
	assert.Len(t, list, len(table.Keys())+len(ages.Keys()))
	known := map[string]bool{}
	for _, ref := range (Limits{}).References() {
		assert.False(t, known[ref.Key], "%s is listed once", ref.Key)
		known[ref.Key] = true
	}
	for _, e := range list {
		assert.NotEmpty(t, e.Label, e.Key)
		for ref := range e.Refs.All() {
			assert.True(t, known[ref.Key], ref.Key)
		}
	}
	assert.Len(t, Limits{}.Notices(on), 9, "night workers, three rests of 35 hours and two of nine of 3097, two of 1734, children")
	assert.Equal(t, "2026-11-22", Limits{}.VerifiedOn().String())
}

func TestADateBeforeTheTableIsAnError(t *testing.T) {
	for _, c := range []struct {
		agreement Agreement
		last      string
		minor     bool
	}{
		{LabourCode, "2017-12-31", false}, {Cinema, "2017-12-31", false}, {Audiovisual, "2018-02-20", false},
		{TelevisionArtists, "2019-04-03", false}, {Animation, "2020-02-25", false}, {Audiovisual, "2023-06-10", true},
	} {
		s := day(c.last, "10:00", "12:00")
		r := Record{ID: "x", Agreement: c.agreement, Shifts: []Shift{s}}
		if c.minor {
			r.BirthDate = civil.MustParseDate("2006-12-01")
		}
		_, err := CheckAll([]Record{r}, Limits{})
		assert.ErrorIs(t, err, law.ErrNoValue, c.agreement)
		var missing *law.NoValueError
		require.ErrorAs(t, err, &missing)
		var fault *FieldError
		require.ErrorAs(t, err, &fault)
		assert.Equal(t, "[0]", fault.Path)
		r.Shifts[0].Date = plus(t, s.Date, 1)
		_, err = Check(r, Limits{})
		assert.NoError(t, err, c.agreement)
	}
}

func TestAReportIsJSON(t *testing.T) {
	report, err := Check(Record{ID: "x", Agreement: Cinema, Shifts: []Shift{day("2026-06-02", "08:00", "21:01", pause("13:00", 120))}}, Limits{})
	require.NoError(t, err)
	text, err := json.Marshal(report)
	require.NoError(t, err)
	assert.JSONEq(t, `{"id": "x", "breaches": [{"rule": "daily-span", "date": "2026-06-02", "measured": 781, "allowed": 780,
		"unit": "minutes", "limit": "3097/daily-span", "refs": ["CCN 3097 art. 27"]}],
		"notices": [{"code": "unverified", "key": "3097/weekly-rest/set", "message": "`+report.Notices[0].Message+`", "refs": ["CCN 3097 art. 26", "CT L3132-2"]}]}`, string(text))
}
