package worktime

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
)

// A crew is checked as each of it is alone, whatever the agreements, programmes and ages of those
// before, and reading it changes none of it.
func TestACrewIsCheckedAsEachAlone(t *testing.T) {
	for seed := range rounds(20, 4) {
		r := rand.New(rand.NewPCG(seed, 19))
		var records []Record
		for range 12 {
			record := wild(r, agreements[r.IntN(len(agreements))])
			record.Fiction = r.IntN(2) == 0
			if r.IntN(3) == 0 {
				record.BirthDate = []civil.Date{civil.MustParseDate("2008-02-05"), civil.MustParseDate("2010-01-31"), civil.MustParseDate("2019-03-01")}[r.IntN(3)]
				record.Activity = activities[r.IntN(2)]
			}
			records = append(records, record)
		}
		reports, err := CheckAll(records, Limits{})
		require.NoError(t, err)
		for i, record := range records {
			alone, err := Check(record, Limits{})
			require.NoError(t, err)
			require.Equal(t, alone, reports[i])
		}
	}
}

func TestWhoComesOfAgeIsAnAdultFromThatDay(t *testing.T) {
	// Nine hours a day: too many until the eighteenth birthday (L3162-1), not after.
	s := ordinary
	s.Wrap = 19 * 60
	r := Record{Agreement: Cinema, BirthDate: civil.MustParseDate("2008-06-03"), Shifts: every(t, s, "2026-06-01", 0, 1, 2, 3)}
	assert.Equal(t, []found{
		{WorkBreak, "2026-06-01", 300, 270}, {DailyHours, "2026-06-01", 540, 480}, {WeeklyHours, "2026-06-01", 2160, 2100},
		{WorkBreak, "2026-06-02", 300, 270}, {DailyHours, "2026-06-02", 540, 480},
	}, breaches(t, r), "the week is that of a minor, who began it")
}

func TestALimitThatChangesHoldsFromItsDay(t *testing.T) {
	// A company agreement of eleven hours for the 2nd and the 3rd of June alone.
	s := ordinary
	s.Wrap = 21*60 + 30 // 11 h 30
	own, err := Limits{}.With(law.Override[int]{Key: "2642/daily-hours", Value: 660,
		From: civil.MustParseDate("2026-06-02"), To: civil.MustParseDate("2026-06-03")})
	require.NoError(t, err)
	report, err := Check(Record{ID: "x", Agreement: Audiovisual, Shifts: every(t, s, "2026-06-01", 0, 1, 2, 3)}, own)
	require.NoError(t, err)
	var dates []string
	for _, b := range report.Breaches {
		dates = append(dates, b.Date.String())
	}
	assert.Equal(t, []string{"2026-06-02", "2026-06-03"}, dates)
}

func TestEveryNoticeIsToldOnce(t *testing.T) {
	s := day("2026-06-02", "10:00", "11:00")
	r := Record{ID: "x", Agreement: Cinema, BirthDate: civil.MustParseDate("2018-01-01"), Permit: &Permit{},
		Shifts: every(t, s, "2026-06-01", 0, 1, 2, 8, 9)}
	report, err := Check(r, Limits{})
	require.NoError(t, err)
	var keys []string
	for _, n := range report.Notices {
		keys = append(keys, n.Key)
	}
	assert.Equal(t, []string{"performer/daily-hours", "3097/weekly-rest/set"}, keys)
}

func TestTheHoursOfNight(t *testing.T) {
	// 3097 art. 40; 2642 VI.10 and 1734 art. 5.8, of fiction and of the rest; L3122-20.
	for _, c := range []struct {
		agreement Agreement
		fiction   bool
		setting   Setting
		date      string
		from, to  int
	}{
		{Cinema, false, Shoot, "2026-03-31", 20, 6}, {Cinema, false, Shoot, "2026-04-01", 22, 6},
		{Cinema, false, Shoot, "2026-09-30", 22, 6}, {Cinema, false, Shoot, "2026-10-01", 20, 6},
		{CinemaArtists, true, Studio, "2026-12-31", 21, 6}, {CinemaExtras, false, Studio, "2026-05-01", 22, 6},
		{Audiovisual, false, Shoot, "2026-01-15", 24, 7}, {Audiovisual, true, Studio, "2026-03-20", 20, 6},
		{Audiovisual, true, Shoot, "2026-03-21", 22, 7}, {TelevisionArtists, true, Shoot, "2026-12-21", 20, 6},
		{TelevisionArtists, true, Shoot, "2026-12-20", 22, 7}, {TelevisionArtists, false, Shoot, "2026-12-21", 24, 7},
		{Animation, true, Prep, "2026-12-21", 24, 7}, {LabourCode, false, Prep, "2026-12-21", 24, 7},
	} {
		on := civil.MustParseDate(c.date)
		r := Record{Agreement: c.agreement, Fiction: c.fiction, Shifts: []Shift{{Date: on, Call: 600, Wrap: 700, Setting: c.setting}}}
		a, err := Limits{}.ahead()
		require.NoError(t, err)
		checker, err := a.checker(&r)
		require.NoError(t, err)
		from, to := checker.night(on, c.setting)
		assert.Equal(t, [2]int{c.from * 60, c.to * 60}, [2]int{from, to}, "%+v", c)
	}
	assert.True(t, isBetween(civil.MustParseDate("2026-07-01"), 701, 831), "a summer")
	assert.False(t, isBetween(civil.MustParseDate("2026-09-01"), 701, 831))
}

func TestAShiftTouchesItsDays(t *testing.T) {
	r := Record{Agreement: LabourCode, Shifts: []Shift{day("2026-06-02", "00:00", "24:00"), day("2026-06-04", "20:00", "24:01")}}
	cal, err := prepare(&r, nil)
	require.NoError(t, err)
	for date, want := range map[string]bool{"2026-06-01": false, "2026-06-02": true, "2026-06-03": false, "2026-06-04": true, "2026-06-05": true, "2026-06-06": false} {
		assert.Equal(t, want, cal.touches(dayOf(civil.MustParseDate(date))), date)
	}
}

func TestWhatIsAllowedToTheMinute(t *testing.T) {
	a, b := day("2026-06-02", "08:00", "12:00", pause("09:00", 60)), day("2026-06-03", "08:00", "12:00")
	a.Transport, b.Rest = 180, &Rest{Minutes: 20 * 60}
	on := civil.MustParseDate("2026-06-02")
	r := Record{ID: "x", Agreement: Cinema, Shifts: []Shift{a, b},
		Travels: []Travel{{on, 0, 7 * 60}, {on, 12 * 60, 13 * 60}, {on, 13 * 60, 14 * 60}}}
	assert.NoError(t, r.Validate(), "transport that fills the day, a rest that is the whole gap, journeys end to end")
}
