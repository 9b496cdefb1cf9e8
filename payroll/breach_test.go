package payroll

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/worktime"
)

func breachLines(w Wage) (lines []string) {
	for _, b := range w.Breaches {
		lines = append(lines, fmt.Sprintf("%v %s %s > %s (%v)", b.Date, b.Rule, b.Measured, b.Allowed, b.Refs))
	}
	return lines
}

// The limits and their articles as CONTRACTS.md and reference/pay-rules.md have them.
func TestBreachesCiteTheirArticles(t *testing.T) {
	for _, c := range []struct {
		name string
		week func() WorkingWeek
		want []string
	}{
		{"a shoot of cinema: thirteen hours and a quarter in a span of fourteen, ten hours of rest", func() WorkingWeek {
			w := weekOf(cinemaWeek("2024-06-24", "Scripte cinéma"), "08:00", "22:00", 45, "2024-06-24")
			return weekOf(w, "08:00", "18:00", 60, "2024-06-25")
		}, []string{
			"2024-06-24 daily-hours 13.25 > 12 (CCN 3097 art. 24)", "2024-06-24 daily-span 14 > 13 (CCN 3097 art. 27)",
			"2024-06-25 daily-rest 10 > 11 (CCN 3097 art. 27)",
		}},
		{"preparation: eleven hours of the ten of the code", func() WorkingWeek {
			w := cinemaWeek("2024-06-24", "Scripte cinéma")
			w.Setting = worktime.Prep
			return weekOf(w, "08:00", "20:00", 60, "2024-06-24")
		}, []string{"2024-06-24 daily-hours 11 > 10 (CT L3121-18)"}},
		{"a shoot goes to sixty hours, the authorisation taken as held", func() WorkingWeek {
			return weekOf(cinemaWeek("2024-06-24", "Scripte cinéma"), "08:00", "20:15", 0, mondayTo("2024-06-24", 5)...)
		}, []string{
			"2024-06-24 daily-hours 12.25 > 12 (CCN 3097 art. 24)", "2024-06-24 weekly-hours 61.25 > 60 (CCN 3097 art. 24, CT L3121-21)",
			"2024-06-25 daily-hours 12.25 > 12 (CCN 3097 art. 24)", "2024-06-26 daily-hours 12.25 > 12 (CCN 3097 art. 24)",
			"2024-06-27 daily-hours 12.25 > 12 (CCN 3097 art. 24)", "2024-06-28 daily-hours 12.25 > 12 (CCN 3097 art. 24)",
		}},
		{"47 hours before a week in the Paris region", func() WorkingWeek {
			w := weekOf(cinemaWeek("2024-06-24", "Scripte cinéma"), "08:00", "18:00", 60, "2024-06-24")
			w.Days[0].RestBefore = new(47 * 60)
			return w
		}, []string{"2024-06-24 weekly-rest 47 > 48 (CCN 3097 art. 25, CCN 3097 art. 26)"}},
		{"34 hours before a week away", func() WorkingWeek {
			w := weekOf(cinemaWeek("2024-06-24", "Scripte cinéma"), "08:00", "18:00", 60, "2024-06-24")
			w.Paris, w.Days[0].RestBefore = false, new(34*60)
			return w
		}, []string{"2024-06-24 weekly-rest 34 > 35 (CCN 3097 art. 26, CT L3132-2)"}},
		{"a studio on Sunday 14 July", func() WorkingWeek {
			w := cinemaWeek("2024-07-08", "Scripte cinéma")
			w.Setting = worktime.Studio
			return weekOf(w, "10:00", "18:00", 0, "2024-07-14")
		}, []string{"2024-07-14 studio-holiday 8 > 0 (CCN 3097 art. 42)", "2024-07-14 studio-sunday 8 > 0 (CCN 3097 art. 41)"}},
		{"television: 32 hours before a week, 8 before a day", func() WorkingWeek {
			w := weekOf(audiovisualWeek("2024-06-17", "Machiniste", Documentary), "08:00", "23:30", 240, "2024-06-17")
			w = weekOf(w, "07:30", "17:00", 60, "2024-06-18")
			w.Days[0].RestBefore = new(32 * 60)
			return w
		}, []string{"2024-06-17 weekly-rest 32 > 33 (CCN 2642 art. VI.3)", "2024-06-18 daily-rest 8 > 9 (CCN 2642 art. VI.3)"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			wage, err := ComputeWage(c.week(), WageParameters{})
			require.NoError(t, err)
			assert.Equal(t, c.want, breachLines(wage))
		})
	}
}

// A limit of the caller's own is what is missed, paid and cited.
func TestTheLimitsOfWorkingTimeAreTheCallers(t *testing.T) {
	w := weekOf(cinemaWeek("2024-06-24", "Photographe de plateau cinéma"), "09:00", "21:30", 60, "2024-06-24", "2024-06-25")
	before, err := ComputeWage(w, WageParameters{})
	require.NoError(t, err)
	assert.Empty(t, before.Breaches)
	limits, err := worktime.Limits{}.With(law.Override[int]{Key: "3097/daily-rest", Value: 12 * 60})
	require.NoError(t, err)
	p := WageParameters{}.WithLimits(limits)
	after, err := ComputeWage(w, p)
	require.NoError(t, err)
	assert.Equal(t, []string{"2024-06-25 daily-rest 11.5 > 12 (" + law.CallerRef().Key + ")"}, breachLines(after))
	assert.Contains(t, linesOf(after), "short-rest 0.5×1 15.91", "half an hour of 31.819")
	assert.Contains(t, fmt.Sprint(p.References()), law.CallerRef().Key)
}

// Notices of the limits: of one that is derived where it is missed, and of all once they are stale.
func TestTheNoticesOfTheLimits(t *testing.T) {
	w := weekOf(cinemaWeek("2024-06-24", "Scripte cinéma"), "08:00", "18:00", 60, "2024-06-24")
	w.Paris, w.Days[0].RestBefore = false, new(34*60)
	wage, err := ComputeWage(w, WageParameters{})
	require.NoError(t, err)
	var keys []string
	for _, n := range wage.Notices {
		keys = append(keys, n.Code+" "+n.Key)
	}
	assert.Contains(t, keys, law.CodeUnverified+" 3097/weekly-rest/set")

	w = weekOf(cinemaWeek("2027-01-04", "Scripte cinéma"), "08:00", "18:00", 60, "2027-01-04")
	wage, err = ComputeWage(w, WageParameters{})
	require.NoError(t, err)
	keys = nil
	for _, n := range wage.Notices {
		keys = append(keys, n.Code+" "+n.Key)
	}
	assert.Contains(t, keys, law.CodeStale+" worktime")
	assert.Contains(t, keys, law.CodeStale+" wages")
}

// recordOf is a week as worktime checks it.
func recordOf(w WorkingWeek) worktime.Record {
	r := worktime.Record{ID: w.ID, Agreement: worktime.Agreement(w.Agreement), Territory: w.Territory}
	for i := range w.Days {
		d := &w.Days[i]
		if !d.hasCall() {
			continue
		}
		s := worktime.Shift{Date: d.Date, Call: *d.Call, Wrap: *d.Wrap, Transport: d.Transport, Setting: w.Setting}
		if s.Wrap <= s.Call {
			s.Wrap += minutesOfDay
		}
		if w.Paris {
			s.Place = worktime.Paris
		}
		if d.Meal > 0 {
			at := s.Call + (s.Wrap-s.Call-worktime.Clock(d.Meal))/2
			if d.MealAt != nil {
				if at = *d.MealAt; at < s.Call {
					at += minutesOfDay
				}
			}
			s.Breaks = []worktime.Break{{At: at, Minutes: d.Meal}}
		}
		if d.RestBefore != nil {
			s.Rest = &worktime.Rest{Minutes: *d.RestBefore, Weekly: len(r.Shifts) == 0 && w.Term == ByTheWeek}
		}
		r.Shifts = append(r.Shifts, s)
	}
	if w.Agreement == Cinema {
		r.Leaves = []worktime.Leave{{Kind: worktime.WeeklySixty}}
		r.Leaves[0].Period.From, r.Leaves[0].Period.To = w.Date, w.Date
	}
	return r
}

// A check of the shifts of random weeks finds the same breaches, but for the weekly rest of the civil
// week, which a wage does not look for.
func TestTheBreachesAreThoseOfACheck(t *testing.T) {
	count := 1_000
	if testing.Short() {
		count = 200
	}
	r := rand.New(rand.NewPCG(24, 27))
	ofAWage := []worktime.Rule{worktime.WeeklyHours, worktime.DailyHours, worktime.DailySpan, worktime.DailyRest,
		worktime.StudioSunday, worktime.StudioHoliday}
	compared := 0
	told := map[string]int{}
	for range count {
		document, err := json.Marshal([]plainWeek{randomWeek(r)})
		require.NoError(t, err)
		weeks, err := DecodeWeeks(bytes.NewReader(document), WageParameters{})
		require.NoError(t, err)
		record := recordOf(weeks[0])
		if record.Validate() != nil {
			continue // a rest longer than the week shows, or transport and a meal at once
		}
		compared++
		report, err := worktime.Check(record, worktime.Limits{})
		require.NoError(t, err)
		want, got := []string{}, []string{}
		for _, b := range report.Breaches {
			if slices.Contains(ofAWage, b.Rule) {
				want = append(want, fmt.Sprintf("%v %s %v %v %v", b.Date, b.Rule, Minutes(b.Measured), Minutes(b.Allowed), b.Refs))
			}
		}
		wage, err := ComputeWage(weeks[0], WageParameters{})
		require.NoError(t, err)
		for _, b := range wage.Breaches {
			if slices.Contains(ofAWage, worktime.Rule(b.Rule)) {
				told[b.Rule]++
				got = append(got, fmt.Sprintf("%v %s %v %v %v", b.Date, b.Rule, b.Measured, b.Allowed, b.Refs))
			}
		}
		require.Equal(t, want, got, "%s", document)
	}
	assert.Greater(t, compared, count/2)
	if !testing.Short() {
		assert.Len(t, told, len(ofAWage))
	}
}

// An article that both tables cite is the same reference.
func TestTheTablesCiteTheSameArticles(t *testing.T) {
	table, err := builtInWages()
	require.NoError(t, err)
	both := 0
	for _, ref := range table.References() {
		for _, other := range (worktime.Limits{}).References() {
			if ref.Key == other.Key {
				both++
				assert.Equal(t, other, ref)
			}
		}
	}
	assert.NotZero(t, both)
}
