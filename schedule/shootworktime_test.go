package schedule

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
)

// A player whose first scene is after midnight works on the date it is shot on: Nora's begins at 21:00, at midnight,
// and at 01:00.
func TestShootHoursAfterMidnight(t *testing.T) {
	for _, c := range []struct {
		name, call string
		minutes    []int
		date       string
	}{
		{"before midnight", "19:00", []int{120, 179}, "2026-06-16"},
		{"at midnight", "19:00", []int{300, 60}, "2026-06-17"},
		{"after midnight", "20:00", []int{300, 60}, "2026-06-17"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := Shoot{
				Name: "Night", Period: civil.Period{From: civil.MustParseDate("2026-06-15"), To: civil.MustParseDate("2026-06-19")},
				Rules:     ShootRules{DayMinutes: 480, NightCall: worktime.MustParseClock(c.call)},
				Locations: []ShootLocation{{Name: "river"}}, Sets: []ShootSet{{Name: "ferry", Location: "river"}},
				Cast: []ShootCast{
					{Name: "Tom", Contract: NoHold, Day: money.MustParse("500.00")},
					{Name: "Nora", Contract: NoHold, Day: money.MustParse("500.00"), BirthDate: civil.MustParseDate("2015-01-01"), Permit: &worktime.Permit{}},
				},
				Scenes: []ShootScene{
					{ID: "1", Set: "ferry", Eighths: 8, Minutes: c.minutes[0], Light: Nighttime, Cast: []string{"Tom"}},
					{ID: "2", Set: "ferry", Eighths: 8, Minutes: c.minutes[1], Light: Nighttime, Cast: []string{"Nora"}},
				},
			}
			call := worktime.MustParseClock(c.call)
			plan := ShootPlan{Days: []ShootDay{{
				Date: civil.MustParseDate("2026-06-16"), Call: call, Wrap: call + worktime.Clock(c.minutes[0]+c.minutes[1]), Scenes: []string{"1", "2"},
			}}}
			reports, err := CheckShootHours(s, plan, worktime.Limits{})
			require.NoError(t, err)
			require.Len(t, reports, 3)
			nora := reports[2]
			assert.Equal(t, "Nora", nora.ID)
			require.NotEmpty(t, nora.Breaches, "a child may not work at night")
			for _, b := range nora.Breaches {
				assert.Equal(t, c.date, b.Date.String(), b.Rule)
			}
		})
	}
}
