package worktime

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/bobine-film/bobine/civil"
)

// ordinary is a day of eight hours of work that keeps every limit of an adult.
var ordinary = Shift{Call: 9 * 60, Wrap: 18 * 60, Breaks: []Break{{At: 13 * 60, Minutes: 60}}, Setting: Shoot}

// Each case is a record that keeps its limits to the minute, and what one more minute, day, week
// or rest breaches. Figures are those of the articles named; Mondays are 2026-05-11, 18 and 25,
// the latter Whit Monday, and 2026-06-01 and 8.
func TestARuleHoldsToItsLimit(t *testing.T) {
	long := func(minutes int) Shift { // work, with a break of an hour after five hours
		s := ordinary
		s.Call, s.Wrap = 8*60, Clock(8*60+60+minutes)
		return s
	}
	present := func(minutes int) Shift { // span, with breaks of four hours
		return Shift{Call: 8 * 60, Wrap: Clock(8*60 + minutes), Breaks: []Break{{11 * 60, 120}, {15 * 60, 120}}, Setting: Shoot}
	}
	after := func(rest int, a, b Shift) []Shift { // two shifts with a rest between
		a.Date, b.Date = civil.MustParseDate("2026-05-12"), civil.MustParseDate("2026-05-13")
		b.Wrap -= b.Call
		b.Call = a.Wrap + Clock(rest) - minutesOfDay
		b.Wrap += b.Call
		b.Breaks = []Break{{b.Call + 240, 60}}
		return []Shift{a, b}
	}
	late := Shift{Call: 13 * 60, Wrap: 22 * 60, Breaks: []Break{{17 * 60, 60}}, Setting: Shoot}
	const monday = "2026-05-18"
	for _, c := range []struct {
		name string
		make func(extra int) Record
		want []found
	}{
		{"3097 art. 24: twelve hours of a day of shooting", func(x int) Record {
			s := long(720 + x)
			s.Breaks = []Break{{13 * 60, 30}}
			s.Wrap -= 30
			return Record{Agreement: Cinema, Shifts: every(t, s, monday, 0)}
		}, []found{{DailyHours, monday, 721, 720}}},
		{"L3121-18: ten hours of a day of preparation of 3097", func(x int) Record {
			return Record{Agreement: Cinema, Shifts: every(t, long(600+x).in(Prep, Region), monday, 0)}
		}, []found{{DailyHours, monday, 601, 600}}},
		{"3097 III.I 4.1.1: ten hours of a performer", func(x int) Record {
			return Record{Agreement: CinemaArtists, Shifts: every(t, long(600+x), monday, 0)}
		}, []found{{DailyHours, monday, 601, 600}}},
		{"3097 III.I 4.1.1: twelve exceptionally", func(x int) Record {
			s := long(720 + x)
			s.Exceptional = true
			s.Breaks = []Break{{13 * 60, 30}}
			s.Wrap -= 30
			return Record{Agreement: CinemaArtists, Shifts: every(t, s, monday, 0)}
		}, []found{{DailyHours, monday, 721, 720}}},
		{"2642 VI.3.1.1: twelve hours, in post-production too", func(x int) Record {
			return Record{Agreement: Audiovisual, Shifts: every(t, long(720+x).in(Post, Region), monday, 0)}
		}, []found{{DailyHours, monday, 721, 720}}},
		{"2412 art. 3.3: ten hours", func(x int) Record {
			return Record{Agreement: Animation, Shifts: every(t, long(600+x).in(Prep, Region), monday, 0)}
		}, []found{{DailyHours, monday, 601, 600}}},
		{"1734 art. 5.5.2.4: twelve hours of presence", func(x int) Record {
			return Record{Agreement: TelevisionArtists, Shifts: every(t, present(720+x), monday, 0)}
		}, []found{{DailySpan, monday, 721, 720}}},
		{"3097 art. 27: a span of thirteen hours", func(x int) Record {
			return Record{Agreement: Cinema, Shifts: every(t, present(780+x), monday, 0)}
		}, []found{{DailySpan, monday, 781, 780}}},
		{"3097 art. 47: the journey is part of the span, the hour before the call is not", func(x int) Record {
			return Record{Agreement: Cinema, Shifts: every(t, present(660), monday, 0),
				Travels: []Travel{{civil.MustParseDate(monday), Clock(5*60 - x), 7 * 60}}}
		}, []found{{DailySpan, monday, 781, 780}}},
		{"3097 art. 47: an hour of rest after a journey", func(x int) Record {
			return Record{Agreement: Cinema, Shifts: every(t, ordinary, monday, 0),
				Travels: []Travel{{civil.MustParseDate(monday), 6 * 60, Clock(8*60 + x)}}}
		}, []found{{TravelRest, monday, 59, 60}}},
		{"3097 III.II 4.1.2.1: a span of twelve hours of an extra", func(x int) Record {
			return Record{Agreement: CinemaExtras, Shifts: every(t, present(720+x), monday, 0)}
		}, []found{{DailySpan, monday, 721, 720}}},
		{"3097 III.I 4.1.1: thirteen exceptionally", func(x int) Record {
			s := present(780 + x)
			s.Exceptional = true
			return Record{Agreement: CinemaArtists, Shifts: every(t, s, monday, 0)}
		}, []found{{DailySpan, monday, 781, 780}}},
		{"L3121-16: a pause by the sixth hour", func(x int) Record {
			s := ordinary
			s.Breaks = []Break{{Clock(15*60 + x), 20}}
			return Record{Agreement: LabourCode, Shifts: every(t, s, monday, 0)}
		}, []found{{WorkBreak, monday, 361, 360}}},
		{"L3121-16: a pause of twenty minutes", func(x int) Record {
			s := ordinary
			s.Breaks = []Break{{12 * 60, 20 - x}}
			return Record{Agreement: LabourCode, Shifts: every(t, s, monday, 0)}
		}, []found{{WorkBreak, monday, 521, 360}}},
		{"3097 art. 28: half an hour in a continuous day", func(x int) Record {
			s := Shift{Call: 12 * 60, Wrap: 20 * 60, Breaks: []Break{{17 * 60, 30 - x}}, Setting: Shoot, ContinuousDay: true}
			return Record{Agreement: Cinema, Shifts: every(t, s, monday, 0)}
		}, []found{{WorkBreak, monday, 451, 360}}},
		{"3097 art. 27: eleven hours of rest", func(x int) Record {
			return Record{Agreement: Cinema, Shifts: after(660-x, late, ordinary)}
		}, []found{{DailyRest, "2026-05-13", 659, 660}}},
		{"3097 III.I 4.1.1.2: twelve hours of rest of a performer", func(x int) Record {
			return Record{Agreement: CinemaArtists, Shifts: after(720-x, late, ordinary)}
		}, []found{{DailyRest, "2026-05-13", 719, 720}}},
		{"3097 III.I 4.1.1.2: eleven after thirteen hours of span", func(x int) Record {
			s := present(781)
			s.Exceptional, s.Wrap = true, s.Wrap-1
			s.Setting = Studio // whose winter night begins later; in May it changes nothing
			return Record{Agreement: CinemaArtists, Shifts: after(660-x, s, ordinary)}
		}, []found{{DailyRest, "2026-05-13", 659, 660}}},
		{"3097 III.II 4.1.2.1: nine between a night and the morning", func(x int) Record {
			s := late
			s.Call, s.Wrap, s.Breaks = 15*60, 24*60, []Break{{19 * 60, 60}}
			return Record{Agreement: CinemaExtras, Shifts: after(540-x, s, ordinary)}
		}, []found{{DailyRest, "2026-05-13", 539, 540}}},
		{"2642 VI.3.1.2: nine hours of rest", func(x int) Record {
			return Record{Agreement: Audiovisual, Shifts: after(540-x, late, ordinary)}
		}, []found{{DailyRest, "2026-05-13", 539, 540}}},
		{"2642 VI.3.1.2: eleven where nobody is lodged", func(x int) Record {
			s := late
			s.Unlodged = true
			return Record{Agreement: Audiovisual, Shifts: after(660-x, s, ordinary)}
		}, []found{{DailyRest, "2026-05-13", 659, 660}}},
		{"2642 VI.3.1.2: two short rests a week", func(x int) Record {
			// Each call ten hours after the wrap before, from Monday 15:00 on: Thursday begins
			// at midnight.
			shifts := every(t, late, monday, 0, 1, 2, 3, 4)
			shifts[0].Call, shifts[0].Wrap, shifts[0].Breaks = 15*60, 24*60, []Break{{19 * 60, 60}}
			for i := 1; i <= 2+x; i++ {
				shifts[i].Call, shifts[i].Wrap = shifts[i-1].Wrap+600-minutesOfDay, shifts[i-1].Wrap+600-minutesOfDay+540
				shifts[i].Breaks = []Break{{shifts[i].Call + 240, 60}}
			}
			return Record{Agreement: Audiovisual, Shifts: shifts}
		}, []found{{ShortRests, monday, 3, 2}}},
		{"1734 art. 5.5.2.3: one interval of ten hours a week", func(x int) Record {
			shifts := every(t, late, monday, 0, 1, 2)
			for i := 1; i <= 1+x; i++ {
				shifts[i].Call, shifts[i].Wrap = shifts[i-1].Wrap+600-minutesOfDay, shifts[i-1].Wrap+600-minutesOfDay+540
				shifts[i].Breaks = []Break{{shifts[i].Call + 240, 60}}
			}
			return Record{Agreement: TelevisionArtists, Shifts: shifts}
		}, []found{{ShortRests, monday, 2, 1}}},
		{"L3121-20: forty-eight hours a week", func(x int) Record {
			shifts := every(t, long(576), monday, 0, 1, 2, 3, 4)
			shifts[2].Wrap += Clock(x)
			return Record{Agreement: LabourCode, Shifts: shifts}
		}, []found{{WeeklyHours, monday, 2881, 2880}}},
		{"3097 art. 24: sixty hours of shooting, with authorisation", func(x int) Record {
			shifts := every(t, long(600), monday, 0, 1, 2, 3, 4, 5)
			shifts[2].Wrap += Clock(x)
			return Record{Agreement: Cinema, Shifts: shifts, Leaves: []Leave{{WeeklySixty, period(monday, monday)}}}
		}, []found{{WeeklyHours, monday, 3601, 3600}}},
		{"2642 VI.3.2.1: fifty-four hours, with derogation", func(x int) Record {
			shifts := every(t, long(648), monday, 0, 1, 2, 3, 4)
			shifts[2].Wrap += Clock(x)
			return Record{Agreement: Audiovisual, Shifts: shifts, Leaves: []Leave{{WeeklyFiftyFour, period(monday, monday)}}}
		}, []found{{WeeklyHours, monday, 3241, 3240}}},
		{"1734 art. 5.7.1: forty-six hours a week in a studio", func(x int) Record {
			shifts := every(t, long(552).in(Studio, Region), monday, 0, 1, 2, 3, 4)
			shifts[0].Wrap += Clock(x)
			return Record{Agreement: TelevisionArtists, Shifts: shifts}
		}, []found{{WeeklyHours, monday, 2761, 2760}}},
		{"3097 art. 25: forty-eight hours of weekly rest in preparation", func(x int) Record {
			s := ordinary.in(Prep, Paris)
			shifts := append(every(t, s, "2026-06-01", 0, 1, 2, 3, 4), every(t, s, "2026-06-01", 7, 8)...)
			shifts[4].Call, shifts[4].Wrap, shifts[4].Breaks = 10*60, Clock(19*60+x), []Break{{14 * 60, 60}}
			shifts = append(shifts[:4], shifts[4:]...)
			shifts[5].Date = civil.MustParseDate("2026-06-07")
			shifts[5].Call, shifts[5].Wrap, shifts[5].Breaks = 19*60, 23*60, nil
			shifts[6].Date = civil.MustParseDate("2026-06-09")
			return Record{Agreement: Cinema, Shifts: shifts}
		}, []found{{WeeklyRest, "2026-06-01", 2879, 2880}}},
		{"3097 art. 26: fifty-eight hours after a week that ends past midnight", func(x int) Record {
			s := ordinary.in(Shoot, Paris)
			shifts := every(t, s, "2026-06-01", 0, 1, 2, 3, 4, 7)
			shifts[4] = Shift{Date: shifts[4].Date, Call: 14 * 60, Wrap: 24*60 + 60, Breaks: []Break{{19 * 60, 60}}, Setting: Shoot, Place: Paris}
			shifts[5].Call, shifts[5].Wrap, shifts[5].Breaks = Clock(11*60-x), 20*60, []Break{{16 * 60, 60}}
			return Record{Agreement: Cinema, Shifts: shifts}
		}, []found{{WeeklyRest, "2026-06-01", 3479, 3480}}},
		{"3097 art. 26: thirty-five away from Paris", func(x int) Record {
			shifts := every(t, ordinary, "2026-06-01", 0, 1, 2, 3, 4, 5, 7)
			shifts[5].Call, shifts[5].Wrap, shifts[5].Breaks = 13*60, Clock(22*60+x), []Break{{17 * 60, 60}}
			shifts[4].Wrap -= 60 // 48 hours at most
			return Record{Agreement: Cinema, Shifts: shifts}
		}, []found{{WeeklyRest, "2026-06-01", 2099, 2100}}},
		{"3097 art. 26: after a Saturday that ends past midnight too", func(x int) Record {
			shifts := every(t, ordinary, "2026-06-01", 0, 1, 2, 3, 4, 5, 7)
			shifts[5].Call, shifts[5].Wrap, shifts[5].Breaks = 17*60, 26*60, []Break{{21 * 60, 60}} // Sunday 2:00
			shifts[6].Call, shifts[6].Wrap, shifts[6].Breaks = Clock(13*60-x), 22*60, []Break{{17 * 60, 60}}
			return Record{Agreement: Cinema, Shifts: shifts}
		}, []found{{WeeklyRest, "2026-06-01", 2099, 2100}}},
		{"3097 III.I 4.2.2: forty-eight hours after five days in a row", func(x int) Record {
			// Saturday 18:00 to Monday 18:00; before Tuesday there were thirty-nine hours.
			shifts := append(every(t, ordinary, "2026-05-31", 0), every(t, ordinary, "2026-06-01", 1, 2, 3, 4, 5, 7)...)
			shifts[6].Call, shifts[6].Wrap, shifts[6].Breaks = Clock(18*60-x), 22*60, nil
			return Record{Agreement: CinemaArtists, Shifts: shifts}
		}, []found{{WeeklyRest, "2026-06-01", 2879, 2880}}},
		{"3097 III.I 4.2.2: thirty-five after four", func(x int) Record {
			shifts := every(t, ordinary, "2026-06-01", 0, 1, 2, 3, 5, 7)
			// Thursday 18:00 to Saturday 5:00; what follows is shorter.
			shifts[4].Call, shifts[4].Wrap, shifts[4].Breaks = Clock(5*60-x), 15*60, []Break{{10 * 60, 60}}
			late := ordinary.on(civil.MustParseDate("2026-06-07"))
			late.Call, late.Wrap, late.Breaks = 9*60, 14*60, nil
			return Record{Agreement: CinemaArtists, Shifts: append(shifts[:5:5], late, shifts[5])}
		}, []found{{WeeklyRest, "2026-06-01", 2099, 2100}}},
		{"L3132-2: twenty-four of the thirty-five hours are in the week", func(x int) Record {
			shifts := every(t, ordinary, "2026-06-01", 0, 1, 2, 3, 4, 5, 7)
			shifts[5].Call, shifts[5].Wrap, shifts[5].Breaks = 15*60, Clock(24*60+x), []Break{{19 * 60, 60}}
			shifts[4].Wrap -= 60
			shifts[6].Call, shifts[6].Wrap, shifts[6].Breaks = 12*60, 18*60, nil
			return Record{Agreement: LabourCode, Shifts: shifts}
		}, []found{{WeeklyRest, "2026-06-01", 1439, 2100}}},
		{"3097 art. 25: forty-six hours on average over twelve weeks", func(x int) Record {
			var shifts []Shift
			for w := range 12 {
				shifts = append(shifts, every(t, long(552), "2026-06-01", 7*w, 7*w+1, 7*w+2, 7*w+3, 7*w+4)...)
			}
			shifts[20].Wrap += Clock(x)
			return Record{Agreement: Cinema, Shifts: shifts}
		}, []found{{AverageHours, "2026-08-17", 33121, 33120}}},
		{"L3121-22: forty-four", func(x int) Record {
			var shifts []Shift
			for w := range 12 {
				shifts = append(shifts, every(t, long(528), "2026-06-01", 7*w, 7*w+1, 7*w+2, 7*w+3, 7*w+4)...)
			}
			shifts[20].Wrap += Clock(x)
			return Record{Agreement: TelevisionArtists, Shifts: shifts}
		}, []found{{AverageHours, "2026-08-17", 31681, 31680}}},
		{"2642 VI.3.2.2: thirty-three hours", func(x int) Record {
			shifts := every(t, ordinary, "2026-06-01", 0, 1, 2, 3, 4, 5, 7)
			shifts[5].Call, shifts[5].Wrap, shifts[5].Breaks = 14*60, 23*60, []Break{{19 * 60, 60}}
			shifts[6].Call, shifts[6].Wrap = Clock(8*60-x), 17*60
			return Record{Agreement: Audiovisual, Shifts: shifts}
		}, []found{{WeeklyRest, "2026-06-01", 1979, 1980}}},
		{"2642 VI.1.3: a journey is no weekly rest", func(x int) Record {
			shifts := every(t, ordinary, "2026-06-01", 0, 1, 2, 3, 4, 5, 8)
			// Saturday 18:00 to Monday 3:00 is thirty-three hours; the journey begins then.
			return Record{Agreement: Audiovisual, Shifts: shifts,
				Travels: []Travel{{civil.MustParseDate("2026-06-08"), Clock(3*60 - x), 6 * 60}}}
		}, []found{{WeeklyRest, "2026-06-01", 1979, 1980}}},
		{"2412 art. 3.4: forty-eight hours, where five days are worked", func(x int) Record {
			shifts := every(t, ordinary.in(Prep, Region), "2026-06-01", 0, 1, 2, 3, 5, 8)
			shifts[3].Wrap = 18 * 60
			shifts[4].Call, shifts[4].Wrap, shifts[4].Breaks = Clock(18*60-x), 22*60, nil // Thursday 18:00 to Saturday
			shifts[5].Date = civil.MustParseDate("2026-06-08")
			shifts[5].Call = 9 * 60
			return Record{Agreement: Animation, Shifts: shifts}
		}, []found{{WeeklyRest, "2026-06-01", 2879, 2880}}},
		{"3097 I art. 23: six days in a row", func(x int) Record {
			days := []int{2, 3, 4, 5, 6, 7, 8}
			return Record{Agreement: Cinema, Shifts: every(t, ordinary, "2026-06-01", days[1-x:]...)}
		}, []found{{ConsecutiveDays, "2026-06-09", 7, 6}}},
		{"L3132-1: six days a week, and no weekly rest with seven", func(x int) Record {
			s := ordinary
			s.Wrap = 16 * 60
			return Record{Agreement: LabourCode, Shifts: every(t, s, "2026-06-01", []int{0, 1, 2, 3, 4, 5, 6}[:6+x]...)}
		}, []found{{WeeklyDays, "2026-06-01", 7, 6}, {WeeklyRest, "2026-06-01", 17 * 60, 2100}}},
		{"3097 art. 26: four weeks of six days", func(x int) Record {
			return Record{Agreement: Cinema, Shifts: sixDays(t, 4+x)}
		}, []found{{SixDayWeeks, "2026-06-29", 5, 4}}},
		{"3097 III.I 4.2.1.1: three weeks of six days in the regions", func(x int) Record {
			return Record{Agreement: CinemaArtists, Shifts: sixDays(t, 3+x)}
		}, []found{{SixDayWeeks, "2026-06-22", 4, 3}}},
		{"3097 III.II 4.2.1.1: six abroad", func(x int) Record {
			shifts := sixDays(t, 6+x)
			for i := range shifts {
				shifts[i].Place = Abroad
			}
			return Record{Agreement: CinemaExtras, Shifts: shifts}
		}, []found{{SixDayWeeks, "2026-07-13", 7, 6}}},
		{"2412 art. 8.1: six weeks of six days", func(x int) Record {
			return Record{Agreement: Animation, Shifts: sixDays(t, 6+x)}
		}, []found{{SixDayWeeks, "2026-07-13", 7, 6}}},
		{"2642 VI.3.2.1: three weeks of sixty hours", func(x int) Record {
			return Record{Agreement: Audiovisual, Shifts: sixDaysOf(t, 3+x, long(540)), Leaves: []Leave{{WeeklySixty, period("2026-06-01", "2026-12-31")}}}
		}, []found{{AuthorisedWeeks, "2026-06-22", 4, 3}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Empty(t, breaches(t, c.make(0)), "at the limit")
			assert.Equal(t, c.want, breaches(t, c.make(1)), "beyond it")
		})
	}
}

// sixDays are weeks of six days of seven hours from 2026-06-01.
func sixDays(t testing.TB, weeks int) []Shift {
	s := ordinary
	s.Wrap = 17 * 60
	return sixDaysOf(t, weeks, s)
}

func sixDaysOf(t testing.TB, weeks int, s Shift) []Shift {
	t.Helper()
	var shifts []Shift
	for w := range weeks {
		for d := range 6 {
			shifts = append(shifts, s.on(plus(t, civil.MustParseDate("2026-06-01"), 7*w+d)))
		}
	}
	return shifts
}
