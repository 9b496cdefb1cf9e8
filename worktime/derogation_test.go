package worktime

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
)

// What lifts a limit, and where it does not.
func TestADerogationLiftsWhatItsTextSays(t *testing.T) {
	long := ordinary
	long.Wrap = 19 * 60 // nine hours: 54 in six days, 45 in five
	six := every(t, long, "2026-06-01", 0, 1, 2, 3, 4, 5)
	june := period("2026-06-01", "2026-06-30")
	sixty := []Leave{{WeeklySixty, june}}
	hours := func(a Agreement, setting Setting, days []Shift, leaves []Leave) []found {
		shifts := append([]Shift(nil), days...)
		for i := range shifts {
			shifts[i].Setting = setting
		}
		var list []found
		for _, b := range breaches(t, Record{Agreement: a, Shifts: shifts, Leaves: leaves}) {
			if b.Rule == WeeklyHours {
				list = append(list, b)
			}
		}
		return list
	}
	over := []found{{WeeklyHours, "2026-06-01", 3240, 2880}}
	five := append([]Shift(nil), six[:5]...)
	for i := range five {
		five[i].Wrap += 108 // 54 hours in five days
	}
	assert.Equal(t, over, hours(Cinema, Shoot, six, nil), "3097 art. 25: 48 hours until authorised")
	assert.Empty(t, hours(Cinema, Shoot, six, sixty), "3097 art. 24")
	assert.Equal(t, over, hours(Cinema, Prep, six, sixty), "3097 art. 24: preparation is under common law")
	assert.Equal(t, over, hours(Cinema, Shoot, six, []Leave{{WeeklySixty, period("2026-06-02", "2026-06-30")}}), "not on the Monday")
	assert.Empty(t, hours(Audiovisual, Studio, six, sixty), "2642 VI.3.2.1")
	assert.Equal(t, over, hours(Audiovisual, Shoot, five, sixty), "2642 VI.3.2.1: weeks of six days alone")
	assert.Empty(t, hours(Audiovisual, Shoot, five, []Leave{{WeeklyFiftyFour, june}}))
	assert.Equal(t, over, hours(Cinema, Shoot, five, []Leave{{WeeklyFiftyFour, june}}), "a derogation of 2642")
	assert.Empty(t, hours(LabourCode, Post, six, sixty), "L3121-21")
}

func TestSundaysOfAYear(t *testing.T) {
	// 2642 VI.3.2.2: 25 Sundays a year. Wednesday to Sunday from the first week of January 2026.
	week := func(sundays int) []Shift {
		var shifts []Shift
		for n := range sundays {
			shifts = append(shifts, every(t, ordinary, "2026-01-05", 7*n+2, 7*n+3, 7*n+4, 7*n+5, 7*n+6)...)
		}
		return shifts
	}
	assert.Empty(t, breaches(t, Record{Agreement: Audiovisual, Shifts: week(25)}))
	// The 26th Sunday of the year is 5 July 2026; 28 are worked until 19 July.
	assert.Equal(t, []found{{SundaysAYear, "2026-07-05", 28, 25}}, breaches(t, Record{Agreement: Audiovisual, Shifts: week(28)}))
	all := []Leave{{MoreSundays, period("2026-07-05", "2026-12-31")}}
	assert.Empty(t, breaches(t, Record{Agreement: Audiovisual, Shifts: week(28), Leaves: all}), "live programmes, by company agreement")
	assert.Empty(t, breaches(t, Record{Agreement: LabourCode, Shifts: week(28)}), "the code has no such limit")
}

func TestWeeksOfSixDaysOfAYear(t *testing.T) {
	// 2412 art. 8.1: 15 weeks a calendar year; every other week from 5 January 2026.
	weeks := func(n int) []Shift {
		s := ordinary
		s.Wrap = 17 * 60
		var shifts []Shift
		for w := range n {
			for d := range 6 {
				shifts = append(shifts, s.on(plus(t, civil.MustParseDate("2026-01-05"), 14*w+d)))
			}
		}
		return shifts
	}
	assert.Empty(t, breaches(t, Record{Agreement: Animation, Shifts: weeks(15)}))
	assert.Equal(t, []found{{SixDayWeeksAYear, "2026-08-03", 18, 15}}, breaches(t, Record{Agreement: Animation, Shifts: weeks(18)}))
	// From 6 July 2026, thirteen in the year and then thirteen in the next.
	shifts := weeks(26)
	for i := range shifts {
		shifts[i].Date = plus(t, shifts[i].Date, 26*7)
	}
	require.Equal(t, time.Monday, shifts[0].Date.Weekday())
	assert.Empty(t, breaches(t, Record{Agreement: Animation, Shifts: shifts}), "a new year begins")
}

func TestARunIsToldOnce(t *testing.T) {
	assert.Equal(t, []found{{SixDayWeeks, "2026-06-29", 7, 4}}, breaches(t, Record{Agreement: Cinema, Shifts: sixDays(t, 7)}),
		"3097 art. 26: seven weeks in all, the fifth is the first too many")
	shifts := append(every(t, ordinary, "2026-06-01", 2, 3, 4, 5, 6, 7, 8, 9), every(t, ordinary, "2026-06-01", 15, 16)...)
	assert.Equal(t, []found{{ConsecutiveDays, "2026-06-09", 8, 6}}, breaches(t, Record{Agreement: Audiovisual, Shifts: shifts}))
	assert.Empty(t, breaches(t, Record{Agreement: Audiovisual, Shifts: shifts, Leaves: []Leave{{MoreDays, period("2026-06-09", "2026-06-09")}}}),
		"2642 VI.3.2.2: unless the inspection lets it")
	assert.Empty(t, breaches(t, Record{Agreement: LabourCode, Shifts: shifts}),
		"Cass. soc. 24-10.733: more than six days in a row, when each civil week has its rest")
}

func TestAStudioIsClosed(t *testing.T) {
	// 3097 art. 41 and 42, and title III 3.1.2 and 3.1.3. 2026-05-24 is a Sunday, the 25th Whit
	// Monday, both off limits to the night that begins on the Saturday and ends at 3:00.
	night := Shift{Call: 17 * 60, Wrap: 27 * 60, Breaks: []Break{{21 * 60, 60}}}
	for _, a := range []Agreement{Cinema, CinemaArtists, CinemaExtras} {
		r := Record{Agreement: a, Shifts: []Shift{night.on(civil.MustParseDate("2026-05-23")).in(Studio, Region),
			night.on(civil.MustParseDate("2026-05-24")).in(Studio, Region)}}
		assert.Equal(t, []found{
			{StudioSunday, "2026-05-24", 540, 0}, {StudioHoliday, "2026-05-25", 180, 0},
		}, breaches(t, r), a)
		r.Shifts[1].Setting = Shoot
		assert.Equal(t, []found{{StudioSunday, "2026-05-24", 180, 0}}, breaches(t, r), "%s, the second night outside", a)
		r.Shifts[0].Setting, r.Shifts[1].Setting = Shoot, Studio
		assert.Equal(t, []found{{StudioSunday, "2026-05-24", 360, 0}, {StudioHoliday, "2026-05-25", 180, 0}}, breaches(t, r))
		for i := range r.Shifts {
			r.Shifts[i].Setting = Shoot
		}
		assert.Empty(t, breaches(t, r), "%s outside a studio", a)
	}
	// The anniversary of the abolition of slavery in Martinique, 22 May (L3422-2), a Friday.
	r := Record{Agreement: Cinema, Shifts: []Shift{ordinary.on(civil.MustParseDate("2026-05-22")).in(Studio, Region)}}
	assert.Empty(t, breaches(t, r))
	r.Territory = civil.Martinique
	assert.Equal(t, []found{{StudioHoliday, "2026-05-22", 480, 0}}, breaches(t, r))
}

func TestRecoveries(t *testing.T) {
	paris := ordinary.in(Shoot, Paris)
	paris.Wrap = 17 * 60
	sixDays := every(t, paris, "2026-06-01", 0, 1, 2, 3, 4, 5)
	next := func(days ...int) []Shift {
		return append(append([]Shift(nil), sixDays...), every(t, paris, "2026-06-08", days...)...)
	}
	owed := []found{{SixthDayRecovery, "2026-06-06", 0, 1}}
	assert.Equal(t, owed, breaches(t, Record{Agreement: Cinema, Shifts: next(0, 1, 2, 3, 4)}), "3097 art. 26 and 39")
	assert.Empty(t, breaches(t, Record{Agreement: Cinema, Shifts: next(1, 2, 3, 4)}), "Monday off")
	assert.Empty(t, breaches(t, Record{Agreement: Cinema, Shifts: next(0, 1, 2, 3)}), "Friday off")
	assert.Empty(t, breaches(t, Record{Agreement: Cinema, Shifts: next()}), "the end of the job")
	assert.Equal(t, owed, breaches(t, Record{Agreement: CinemaExtras, Shifts: next(0, 4)}), "3097 III.II 4.2.1.2")
	assert.Empty(t, breaches(t, Record{Agreement: CinemaArtists, Shifts: next(0, 1, 2, 3, 4)}), "3097 III.I 4.2.1.2 pays it")

	// 3097 art. 41: a Sunday is owed the Monday or the Friday after it, away from Paris also
	// the Saturday; no public holiday makes up for it. Wednesday to Sunday 2026-05-24, then
	// Whit Monday off.
	sunday := func(place Place, days ...int) []found {
		s := ordinary.in(Shoot, place)
		return breaches(t, Record{Agreement: Cinema, Shifts: append(every(t, s, "2026-05-18", 3, 4, 6), every(t, s, "2026-05-25", days...)...)})
	}
	lacking := found{SundayRecovery, "2026-05-24", 0, 1}
	assert.Contains(t, sunday(Paris, 1, 2, 3, 4), lacking, "Whit Monday does not count")
	assert.NotContains(t, sunday(Paris, 1, 2, 3), lacking, "Friday off")
	assert.NotContains(t, sunday(Region, 1, 2, 3, 4), lacking, "Saturday off")
	assert.Contains(t, sunday(Region, 0, 1, 2, 3, 4, 5), lacking)
}

func TestTransportThatIsNotWork(t *testing.T) {
	// 3097 art. 26 and 32: two hours a day are not work, the rest is. 2642 VI.1.2: all of it is
	// work.
	s := Shift{Date: civil.MustParseDate("2026-06-02"), Call: 7 * 60, Wrap: 19*60 + 30, Breaks: []Break{{12 * 60, 60}},
		Transport: 151, Setting: Shoot}
	work := func(agreement Agreement) int {
		r := Record{Agreement: agreement, Shifts: []Shift{s}}
		a, err := Limits{}.ahead()
		require.NoError(t, err)
		c, err := a.checker(&r)
		require.NoError(t, err)
		return c.cal.days[0].work
	}
	assert.Equal(t, 750-60-120, work(Cinema))
	assert.Equal(t, 750-60, work(Audiovisual))
	assert.Equal(t, 750-60-60, work(TelevisionArtists), "5.5.1: an hour")
	s.Transport = 61
	assert.Equal(t, 750-60-61, work(Cinema))
}

func TestANightWorker(t *testing.T) {
	// L3122-5, L3122-23: 270 hours of night in twelve months; L3122-6: eight hours a day. 2642
	// VI.10: from 0:00 to 7:00. Each night of nine hours from 21:00 has five hours of night and
	// an hour of pause before it.
	s := Shift{Call: 20 * 60, Wrap: 29*60 + 30, Breaks: []Break{{23 * 60, 30}}, Setting: Shoot}
	nights := func(n int) []Shift {
		var shifts []Shift
		for i := range n {
			shifts = append(shifts, s.on(plus(t, civil.MustParseDate("2026-01-05"), 7*(i/3)+i%3)))
		}
		return shifts
	}
	// 5 h 30 of night each: the 50th makes 275 hours, the 49th 269 h 30.
	assert.Empty(t, breaches(t, Record{Agreement: Audiovisual, Shifts: nights(49)}))
	got := breaches(t, Record{Agreement: Audiovisual, Shifts: nights(51)})
	assert.Equal(t, []found{{DailyHours, nights(51)[49].Date.String(), 540, 480}, {DailyHours, nights(51)[50].Date.String(), 540, 480}}, got)
	exact := append(nights(48), s.on(nights(49)[48].Date))
	exact[48].Wrap = 30 * 60 // 264 hours and six are 270, not less
	assert.Equal(t, []found{{DailyHours, exact[48].Date.String(), 570, 480}}, breaches(t, Record{Agreement: Audiovisual, Shifts: exact}))
	// The first night of the twelve months is forgotten a year later.
	shifts := append(nights(49), s.on(civil.MustParseDate("2027-01-05")))
	assert.Empty(t, breaches(t, Record{Agreement: Audiovisual, Shifts: shifts}))
}

func TestARestThatTheCallerGives(t *testing.T) {
	s := ordinary.on(civil.MustParseDate("2026-06-01"))
	with := func(a Agreement, setting Setting, place Place, minutes int, weekly bool) []found {
		first := s.in(setting, place)
		first.Rest = &Rest{minutes, weekly}
		return breaches(t, Record{Agreement: a, Shifts: []Shift{first}})
	}
	const on = "2026-06-01"
	// The weekly rests are those of the wages (art. 25 and 26; VI.3.2.2).
	assert.Equal(t, []found{{WeeklyRest, on, 2879, 2880}}, with(Cinema, Shoot, Paris, 2879, true))
	assert.Empty(t, with(Cinema, Shoot, Paris, 2880, true))
	assert.Equal(t, []found{{WeeklyRest, on, 2099, 2100}}, with(Cinema, Shoot, Region, 2099, true))
	assert.Equal(t, []found{{WeeklyRest, on, 2879, 2880}}, with(Cinema, Post, Region, 2879, true))
	assert.Equal(t, []found{{WeeklyRest, on, 1979, 1980}}, with(Audiovisual, Shoot, Region, 1979, true))
	assert.Equal(t, []found{{DailyRest, on, 659, 660}}, with(Cinema, Shoot, Region, 659, false))
	assert.Equal(t, []found{{DailyRest, on, 539, 540}}, with(Audiovisual, Shoot, Region, 539, false))
	assert.Empty(t, with(Audiovisual, Shoot, Region, 540, false))
}

func TestARestCutByWorkElsewhere(t *testing.T) {
	// A week of preparation of 3097, whose rest of 48 hours (art. 25) another employer cut, as the caller says. Every shift
	// tells its rest: the first one of the week is not given as weekly, so that it is a daily rest too.
	shifts := every(t, ordinary.in(Prep, Paris), "2026-06-01", 0, 1, 2, 3, 4, 7, 8)
	given := func(monday int) []found {
		list := append([]Shift(nil), shifts...)
		list[1].Rest, list[5].Rest, list[6].Rest = &Rest{Minutes: 900}, &Rest{Minutes: monday}, &Rest{Minutes: 900}
		return breaches(t, Record{Agreement: Cinema, Shifts: list})
	}
	assert.Empty(t, given(2880))
	assert.Equal(t, []found{{WeeklyRest, "2026-06-01", 2879, 2880}}, given(2879))
	assert.Equal(t, []found{{WeeklyRest, "2026-06-01", 900, 2880}, {DailyRest, "2026-06-08", 659, 660}}, given(659),
		"what is longest in the week are the fifteen hours between two days")
}

func TestAMorningEndsAtNoon(t *testing.T) {
	// 3097 III.I 4.1.1.2: nine hours between a night and the morning after it, twelve at noon.
	night := day("2026-06-02", "16:00", "27:00", pause("21:00", 60))
	call := func(text string) []found {
		s := Shift{Date: civil.MustParseDate("2026-06-03"), Call: MustParseClock(text), Wrap: MustParseClock("17:00"), Setting: Shoot}
		return breaches(t, Record{Agreement: CinemaArtists, Shifts: []Shift{night, s}})
	}
	assert.Equal(t, []found{{DailyRest, "2026-06-03", 539, 540}}, call("11:59"))
	assert.Equal(t, []found{{DailyRest, "2026-06-03", 540, 720}}, call("12:00"))
	assert.Empty(t, call("15:00"))
}
