package worktime

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
)

// workedWeek is a week of the wages that an independent program computed from the texts of the
// agreements (data/payroll/wages.json), its hours and its breaches of working time.
type workedWeek struct {
	ID         string     `json:"id"`
	Date       civil.Date `json:"date"`
	Agreement  Agreement  `json:"agreement"`
	Paris      bool       `json:"paris"`
	Setting    Setting    `json:"setting"`
	Engagement string     `json:"engagement"`
	Days       []struct {
		Date            civil.Date `json:"date"`
		Call, Wrap      string
		Meal, Transport int
		MealAt          string
	} `json:"days"`
	Breaches []struct {
		Rule              Rule
		Date              civil.Date
		Measured, Allowed string
	} `json:"breaches"`
}

func (w workedWeek) record(t *testing.T) Record {
	t.Helper()
	r := Record{ID: w.ID, Agreement: w.Agreement}
	for _, d := range w.Days {
		s := Shift{Date: d.Date, Call: MustParseClock(d.Call), Wrap: MustParseClock(d.Wrap), Transport: d.Transport, Setting: w.Setting}
		if s.Wrap <= s.Call {
			s.Wrap += minutesOfDay
		}
		if w.Paris {
			s.Place = Paris
		}
		if d.Meal > 0 {
			at := s.Call + (s.Wrap-s.Call-Clock(d.Meal))/2
			if d.MealAt != "" {
				at = MustParseClock(d.MealAt)
			}
			s.Breaks = []Break{{At: at, Minutes: d.Meal}}
		}
		r.Shifts = append(r.Shifts, s)
	}
	// The week of wages takes a cinema shoot to be authorised to 60 hours.
	if w.Agreement == Cinema {
		week, err := civil.NewPeriod(w.Date, w.Date)
		require.NoError(t, err)
		r.Leaves = []Leave{{Kind: WeeklySixty, Period: week}}
	}
	return r
}

// ofAWeek are the rules that a week of wages knows.
var ofAWeek = map[Rule]bool{WeeklyHours: true, DailyHours: true, DailySpan: true, WeeklyRest: true, DailyRest: true, StudioSunday: true, StudioHoliday: true}

func TestTheWeeksOfWagesBreachTheSameRules(t *testing.T) {
	data, err := os.ReadFile("testdata/weeks.json")
	require.NoError(t, err)
	var weeks []workedWeek
	require.NoError(t, json.Unmarshal(data, &weeks))
	require.Len(t, weeks, 24)
	for _, week := range weeks {
		t.Run(week.ID, func(t *testing.T) {
			report, err := Check(week.record(t), Limits{})
			require.NoError(t, err)
			var got, want []string
			for _, b := range report.Breaches {
				if ofAWeek[b.Rule] {
					got = append(got, line(b.Rule, b.Date, inHours(b.Measured), inHours(b.Allowed)))
				}
			}
			for _, b := range week.Breaches {
				want = append(want, line(b.Rule, b.Date, b.Measured, b.Allowed))
			}
			assert.Equal(t, want, got)
		})
	}
}

func line(rule Rule, date civil.Date, measured, allowed string) string {
	return strings.Join([]string{date.String(), string(rule), measured, allowed}, " ")
}

// inHours writes minutes as the weeks of wages do, at most four decimals.
func inHours(minutes int) string {
	s := strconv.FormatFloat(float64(minutes)/60, 'f', 4, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
