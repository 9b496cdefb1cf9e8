package worktime

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
)

// Each case is what a minor may do to the minute, and what one minute more breaches. 2026-06-02
// is a Tuesday. The birth dates make the person 17, 15, 8 or 2 years old.
func TestAMinorHoldsToItsLimit(t *testing.T) {
	const tuesday = "2026-06-02"
	born := func(s string) civil.Date { return civil.MustParseDate(s) }
	seventeen, fifteen, eight, two := born("2009-01-31"), born("2010-06-03"), born("2018-01-01"), born("2024-01-01")
	shift := func(call string, work int, breaks ...Break) Shift { // of work minutes beside the breaks
		s := Shift{Date: born(tuesday), Call: MustParseClock(call), Breaks: breaks, Setting: Shoot}
		s.Wrap = s.Call + Clock(work)
		for _, b := range breaks {
			s.Wrap += Clock(b.Minutes)
		}
		return s
	}
	permit := &Permit{}
	allowing := func(minutes int) *Permit { return &Permit{DailyMinutes: minutes} }
	holidays := []civil.Period{period("2026-06-01", "2026-06-30")}
	for _, c := range []struct {
		name string
		make func(x int) Record
		want []found
	}{
		{"L3162-1: eight hours at seventeen", func(x int) Record {
			return Record{BirthDate: seventeen, Shifts: []Shift{shift("09:00", 480+x, pause("13:00", 60))}}
		}, []found{{DailyHours, tuesday, 481, 480}}},
		{"L3162-1: thirty-five hours a week", func(x int) Record {
			s := every(t, shift("09:00", 420, pause("13:00", 60)), "2026-06-01", 0, 1, 2, 3, 4)
			s[0].Wrap += Clock(x)
			return Record{BirthDate: seventeen, Shifts: s}
		}, []found{{WeeklyHours, "2026-06-01", 2101, 2100}}},
		{"L3162-3: four hours and a half without a pause", func(x int) Record {
			s := shift("09:00", 420, pause("12:00", 30))
			s.Breaks = append(s.Breaks, Break{Clock(12*60 + 30 + 270 + x - 0), 30})
			s.Wrap = 17*60 + 30 + 30
			return Record{BirthDate: seventeen, Shifts: []Shift{s}}
		}, []found{{WorkBreak, tuesday, 271, 270}}},
		{"L3162-3: a pause of half an hour", func(x int) Record {
			return Record{BirthDate: seventeen, Shifts: []Shift{shift("09:00", 400, pause("13:00", 30-x))}}
		}, []found{{WorkBreak, tuesday, 400, 270}}},
		{"L3163-1: until 22:00 at seventeen", func(x int) Record {
			return Record{BirthDate: seventeen, Shifts: []Shift{shift("18:00", 240+x)}}
		}, []found{{MinorNight, tuesday, 1, 0}}},
		{"L3163-1: from 6:00", func(x int) Record {
			s := shift("06:00", 240+x)
			s.Call -= Clock(x)
			s.Wrap -= Clock(x)
			return Record{BirthDate: seventeen, Shifts: []Shift{s}}
		}, []found{{MinorNight, tuesday, 1, 0}}},
		{"L3163-1: until 20:00 before sixteen", func(x int) Record {
			return Record{BirthDate: fifteen, Permit: permit, Shifts: []Shift{shift("17:00", 180+x)}}
		}, []found{{MinorNight, tuesday, 1, 0}}},
		{"R7124-30-1: until midnight by derogation", func(x int) Record {
			return Record{BirthDate: fifteen, Permit: permit, Shifts: []Shift{shift("22:00", 120+x)},
				Leaves: []Leave{{MinorEvening, period(tuesday, tuesday)}}}
		}, []found{{MinorNight, tuesday, 1, 0}}},
		{"L3164-1: twelve hours of rest at seventeen", func(x int) Record {
			next := shift("08:00", 240)
			next.Date, next.Call = born("2026-06-03"), Clock(8*60-x)
			return Record{BirthDate: seventeen, Shifts: []Shift{shift("16:00", 240), next}}
		}, []found{{DailyRest, "2026-06-03", 719, 720}}},
		{"L3164-1: fourteen before sixteen", func(x int) Record {
			next := shift("10:00", 180)
			next.Date, next.Call = born("2026-06-03"), Clock(10*60-x)
			return Record{BirthDate: born("2010-06-04"), Permit: permit, Shifts: []Shift{shift("17:00", 180), next}}
		}, []found{{DailyRest, "2026-06-03", 839, 840}}},
		{"L3164-1: twelve after an evening by derogation", func(x int) Record {
			next := shift("12:00", 180)
			next.Date, next.Call = born("2026-06-03"), Clock(12*60-x)
			return Record{BirthDate: born("2010-06-04"), Permit: permit, Shifts: []Shift{shift("21:00", 180), next},
				Leaves: []Leave{{MinorEvening, period(tuesday, tuesday)}}}
		}, []found{{DailyRest, "2026-06-03", 719, 720}}},
		{"1734 art. 5.6: six hours before sixteen", func(x int) Record {
			return Record{BirthDate: fifteen, Agreement: TelevisionArtists, Permit: allowing(480),
				Shifts: []Shift{shift("09:00", 360+x, pause("12:00", 60))}}
		}, []found{{DailyHours, tuesday, 361, 360}}},
		{"L7124-1: what the permit allows", func(x int) Record {
			return Record{BirthDate: eight, Permit: allowing(200), Shifts: []Shift{shift("10:00", 200+x)}}
		}, []found{{DailyHours, tuesday, 201, 200}}},
		{"practice: three hours from six to eleven", func(x int) Record {
			return Record{BirthDate: eight, Permit: permit, Shifts: []Shift{shift("10:00", 180+x)}}
		}, []found{{DailyHours, tuesday, 181, 180}}},
		{"practice: four in the holidays", func(x int) Record {
			return Record{BirthDate: eight, Permit: permit, SchoolHolidays: holidays, Shifts: []Shift{shift("10:00", 240+x)}}
		}, []found{{DailyHours, tuesday, 241, 240}}},
		{"practice: an hour before three", func(x int) Record {
			return Record{BirthDate: two, Permit: permit, Shifts: []Shift{shift("10:00", 60+x)}}
		}, []found{{DailyHours, tuesday, 61, 60}}},
		{"R7124-29: three hours of a model of eight", func(x int) Record {
			return Record{BirthDate: eight, Activity: Model, Permit: permit, Shifts: []Shift{shift("09:00", 180+x, pause("10:30", 30), pause("12:00", 5))}}
		}, []found{{DailyHours, tuesday, 181, 180}}},
		{"R7124-29: an hour and a half without a break", func(x int) Record {
			return Record{BirthDate: eight, Activity: Model, Permit: permit, Shifts: []Shift{shift("09:00", 90+x)}}
		}, []found{{WorkBreak, tuesday, 91, 90}}},
		{"R7124-30: two hours in the holidays", func(x int) Record {
			return Record{BirthDate: eight, Activity: Model, Permit: permit, SchoolHolidays: holidays, Shifts: []Shift{shift("09:00", 120+x)}}
		}, []found{{WorkBreak, tuesday, 121, 120}}},
		{"R7124-27: an hour a day before three", func(x int) Record {
			return Record{BirthDate: two, Activity: Model, Permit: permit, Shifts: []Shift{shift("09:00", 60+x, pause("09:30", 10), pause("10:10", 10))}}
		}, []found{{DailyHours, tuesday, 61, 60}}},
		{"R7124-27: two hours a week before three", func(x int) Record {
			s := every(t, shift("09:00", 60, pause("09:30", 10)), "2026-06-01", 0, 1)
			if x > 0 {
				s = append(s, shift("09:00", 1).on(born("2026-06-03")))
			}
			return Record{BirthDate: two, Activity: Model, Permit: permit, Shifts: s}
		}, []found{{WeeklyHours, "2026-06-01", 121, 120}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for x, want := range [][]found{{}, c.want} {
				r := c.make(x)
				if r.Agreement == "" {
					r.Agreement = CinemaArtists
				}
				assert.Equal(t, want, breaches(t, r), "%d beyond", x)
			}
		})
	}
}

func TestAMinorRests(t *testing.T) {
	minor := civil.MustParseDate("2009-01-31")
	s := ordinary
	s.Wrap = 15 * 60 // five hours
	check := func(leaves []Leave, days ...int) []found {
		return breaches(t, Record{Agreement: Audiovisual, BirthDate: minor, Shifts: every(t, s, "2026-06-01", days...), Leaves: leaves})
	}
	assert.Empty(t, check(nil, 0, 1, 2, 3, 4), "L3164-2: Saturday and Sunday")
	assert.Empty(t, check(nil, 1, 2, 3, 4, 5, 8), "Sunday and the Monday after it")
	assert.Equal(t, []found{{MinorRestDays, "2026-06-01", 1, 2}}, check(nil, 0, 1, 2, 3, 5, 7), "days apart")
	assert.Equal(t, []found{{MinorRestDays, "2026-06-01", 1, 2}}, check(nil, 0, 1, 3, 5, 6, 9), "two days of the next week are its own")
	leave := []Leave{{MinorRest, period("2026-06-01", "2026-06-01")}}
	assert.Empty(t, check(leave, 0, 1, 2, 3, 5, 7), "thirty-six hours in a row by agreement: 42 from Saturday")
	late := every(t, s, "2026-06-01", 0, 1, 2, 3, 4, 5, 7)
	late[5].Call, late[5].Wrap, late[5].Breaks = 16*60, 21*60+1, []Break{{18 * 60, 60}}
	assert.Equal(t, []found{{WeeklyRest, "2026-06-01", 2159, 2160}},
		breaches(t, Record{Agreement: Audiovisual, BirthDate: minor, Shifts: late, Leaves: leave}), "36 hours less a minute, though 33 are enough for an adult")
}

func TestAMinorHasHolidays(t *testing.T) {
	// L3164-6, L3164-8. 2026-05-14 is Ascension Day.
	r := Record{Agreement: Audiovisual, BirthDate: civil.MustParseDate("2009-01-31"), Shifts: []Shift{day("2026-05-14", "09:00", "12:00")}}
	assert.Equal(t, []found{{MinorHoliday, "2026-05-14", 180, 0}}, breaches(t, r))
	r.Leaves = []Leave{{MinorHolidayWork, period("2026-05-14", "2026-05-14")}}
	assert.Empty(t, breaches(t, r))
	// R7124-29: no Sunday of school term for a model from six. 2026-06-07 is a Sunday.
	model := Record{Agreement: Cinema, Activity: Model, Permit: &Permit{}, BirthDate: civil.MustParseDate("2017-06-07"), Shifts: []Shift{day("2026-06-07", "09:00", "10:00")}}
	assert.Equal(t, []found{{MinorSunday, "2026-06-07", 60, 0}}, breaches(t, model))
	model.SchoolHolidays = []civil.Period{period("2026-06-07", "2026-06-07")}
	assert.Empty(t, breaches(t, model))
}

func TestAgesTurnOnBirthdays(t *testing.T) {
	work := func(born, on string, minutes int) []found {
		s := day(on, "10:00", "10:01")
		s.Wrap = s.Call + Clock(minutes)
		return breaches(t, Record{Agreement: CinemaArtists, BirthDate: civil.MustParseDate(born), Permit: &Permit{}, Shifts: []Shift{s}})
	}
	// Practice of the commissions: three hours until the twelfth birthday, then four.
	assert.Len(t, work("2014-06-03", "2026-06-02", 181), 1)
	assert.Empty(t, work("2014-06-03", "2026-06-03", 181))
	// A child of 29 February turns twelve on 29 February 2024, thirteen on 28 February 2025.
	assert.Len(t, work("2012-02-29", "2024-02-28", 181), 1)
	// Eighteen: the day before, a pause is due after four hours and a half; then after six.
	assert.Equal(t, []found{{WorkBreak, "2026-06-02", 271, 270}}, work("2008-06-03", "2026-06-02", 271))
	assert.Empty(t, work("2008-06-03", "2026-06-03", 271))
}

func TestAChildNeedsAPermit(t *testing.T) {
	r := Record{Agreement: CinemaArtists, BirthDate: civil.MustParseDate("2018-01-01"), Shifts: []Shift{day("2026-06-02", "10:00", "11:00")}}
	assert.Equal(t, []found{{ChildPermit, "2026-06-02", 0, 1}}, breaches(t, r), "L7124-1")
	r.BirthDate = civil.MustParseDate("2010-06-02")
	assert.Empty(t, breaches(t, r), "sixteen that day")
}

func TestWhatIsNotVerifiedIsSaid(t *testing.T) {
	r := Record{ID: "x", Agreement: CinemaArtists, Permit: &Permit{}, BirthDate: civil.MustParseDate("2018-01-01"), Shifts: []Shift{day("2026-06-02", "10:00", "14:00")}}
	report, err := Check(r, Limits{})
	require.NoError(t, err)
	require.Len(t, report.Breaches, 1)
	require.Len(t, report.Breaches[0].Notices, 1)
	assert.Equal(t, law.CodeUnverified, report.Breaches[0].Notices[0].Code)
	assert.Equal(t, "performer/daily-hours", report.Notices[0].Key)
	r.Shifts[0] = day("2026-06-02", "10:00", "12:00")
	report, err = Check(r, Limits{})
	require.NoError(t, err)
	assert.Empty(t, report.Breaches)
	assert.NotEmpty(t, report.Notices, "also where nothing is breached")
	// After the verification of the table everything may have changed.
	adult := Record{ID: "x", Agreement: Audiovisual, Shifts: []Shift{day("2027-06-02", "10:00", "12:00")}}
	report, err = Check(adult, Limits{})
	require.NoError(t, err)
	require.Len(t, report.Notices, 1)
	assert.Equal(t, law.CodeStale, report.Notices[0].Code)
}
