package worktime

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

func TestTheEarliestCall(t *testing.T) {
	late := day("2026-06-02", "14:00", "23:30", pause("18:00", 60))
	winter := day("2026-01-13", "14:00", "23:30", pause("18:00", 60))
	unlodged := late
	unlodged.Unlodged = true
	long := day("2026-06-02", "08:00", "21:00", pause("12:00", 240))
	long.Exceptional = true
	for _, c := range []struct {
		name  string
		r     Record
		date  string
		call  string
		limit string
	}{
		{"3097 art. 27: eleven hours", Record{Agreement: Cinema, Shifts: []Shift{late}}, "2026-06-03", "10:30", "3097/daily-rest"},
		{"2642 VI.3.1.2: nine hours", Record{Agreement: Audiovisual, Shifts: []Shift{late}}, "2026-06-03", "08:30", "2642/daily-rest/reduced"},
		{"2642 VI.3.1.2: eleven far from lodgings", Record{Agreement: Audiovisual, Shifts: []Shift{unlodged}}, "2026-06-03", "10:30", "2642/daily-rest"},
		{"3097 III.I 4.1.1.2: nine after a night", Record{Agreement: CinemaArtists, Shifts: []Shift{winter}}, "2026-01-14", "08:30", "3097-artists/daily-rest/after-night"},
		{"3097 III.I 4.1.1.2: eleven after a long day", Record{Agreement: CinemaArtists, Shifts: []Shift{long}}, "2026-06-03", "08:00", "3097-artists/daily-rest/long-day"},
		{"1734 art. 5.5.2.3: ten hours", Record{Agreement: TelevisionArtists, Shifts: []Shift{late}}, "2026-06-03", "09:30", "1734/daily-rest/reduced"},
		{"L3131-1: eleven hours", Record{Agreement: LabourCode, Shifts: []Shift{late}}, "2026-06-03", "10:30", "labour-code/daily-rest"},
		{"L3164-1: fourteen before sixteen", Record{Agreement: Cinema, BirthDate: civil.MustParseDate("2012-01-01"), Permit: &Permit{},
			Shifts: []Shift{day("2026-06-02", "14:00", "18:00", pause("15:00", 30))}}, "2026-06-03", "08:00", "minor/daily-rest/child"},
		{"L3163-1: not before six", Record{Agreement: Cinema, BirthDate: civil.MustParseDate("2009-01-01"),
			Shifts: []Shift{day("2026-06-02", "10:00", "14:00")}}, "2026-06-03", "06:00", "minor/daily-rest"},
		{"a day has one shift", Record{Agreement: Cinema, Shifts: []Shift{day("2026-06-02", "06:00", "10:00")}}, "2026-06-03", "00:00", "3097/daily-rest"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.r.ID = "x"
			call, err := Limits{}.EarliestCall(c.r)
			require.NoError(t, err)
			assert.Equal(t, c.date+" "+c.call, call.Date.String()+" "+call.Call.String())
			assert.Equal(t, c.limit, call.Limit.Key)
			assert.Positive(t, call.Limit.Refs.Len())
		})
	}
}

func TestTheThirdShortRestOfAWeekIsNone(t *testing.T) {
	// 2642 VI.3.1.2: two a week, so that the third night has eleven hours, until the next week
	// begins.
	r := Record{ID: "x", Agreement: Audiovisual, Shifts: []Shift{day("2026-06-01", "15:00", "24:00", pause("19:00", 60))}}
	for _, want := range []string{"09:00", "03:00"} {
		call, err := Limits{}.EarliestCall(r)
		require.NoError(t, err)
		require.Equal(t, want, call.Call.String())
		s := ordinary.on(call.Date)
		s.Call, s.Wrap, s.Breaks = call.Call, call.Call+540, []Break{{call.Call + 240, 60}}
		r.Shifts = append(r.Shifts, s)
	}
	r.Shifts = append(r.Shifts, day("2026-06-05", "14:00", "23:00", pause("18:00", 60)))
	call, err := Limits{}.EarliestCall(r)
	require.NoError(t, err)
	assert.Equal(t, "10:00", call.Call.String())
	assert.Equal(t, "2642/daily-rest", call.Limit.Key)
	r.Shifts[3] = day("2026-06-07", "14:00", "23:00", pause("18:00", 60))
	call, err = Limits{}.EarliestCall(r)
	require.NoError(t, err)
	assert.Equal(t, "08:00", call.Call.String(), "on a Monday")
}

// A call at the earliest minute keeps what Check says of daily rests, one a minute before does not.
func TestTheEarliestCallIsTheEarliest(t *testing.T) {
	ofRest := func(r Record, minute int) (n int) {
		d := dateOf(minute / minutesOfDay)
		r.Shifts = append(append([]Shift(nil), r.Shifts...), Shift{Date: d, Call: Clock(minute % minutesOfDay), Wrap: Clock(minute%minutesOfDay + 1), Setting: Shoot})
		report, err := Check(r, Limits{})
		require.NoError(t, err)
		for _, b := range report.Breaches {
			switch {
			case b.Rule == DailyRest && b.Date == d, b.Rule == MinorNight && b.Date == d, b.Rule == ShortRests && dayOf(b.Date) == dayOf(d)-weekday(dayOf(d)):
				n++
			}
		}
		return n
	}
	for seed := range rounds(80, 10) {
		for _, a := range agreements {
			r := wild(rand.New(rand.NewPCG(seed, 17)), a)
			if seed%4 == 0 {
				r.BirthDate = civil.MustParseDate("2010-02-10")
			}
			call, err := Limits{}.EarliestCall(r)
			require.NoError(t, err)
			last := r.Shifts[len(r.Shifts)-1]
			at, before := minute(call.Date, call.Call), ofRest(r, minute(call.Date, call.Call))
			require.Equal(t, at-minute(last.Date, last.Wrap), call.Rest)
			week := dayOf(call.Date) - weekday(dayOf(call.Date))
			if week == dayOf(last.Date)-weekday(dayOf(last.Date)) {
				before -= shortRestsBefore(t, r, week) // too many before the call
			}
			require.Zero(t, before, "%s %d", a, seed)
			if earlier := at - 1; dateOf(earlier/minutesOfDay) != last.Date && earlier >= minute(last.Date, last.Wrap) {
				require.Positive(t, ofRest(r, earlier), "%s %d", a, seed)
			}
		}
	}
}

// shortRestsBefore is 1 when a week has too many short rests already.
func shortRestsBefore(t *testing.T, r Record, monday int) int {
	t.Helper()
	for _, b := range breaches(t, r) {
		if b.Rule == ShortRests && b.Date == dateOf(monday).String() {
			return 1
		}
	}
	return 0
}

func TestTheDayOfAChild(t *testing.T) {
	s := Shift{Date: civil.MustParseDate("2026-06-03"), Setting: Shoot}
	of := func(r Record, s Shift) Day {
		r.ID = "x"
		d, err := Limits{}.Day(r, s)
		require.NoError(t, err)
		return d
	}
	adult := of(Record{Agreement: Cinema}, s)
	assert.Equal(t, 720, adult.Work.Value, "3097 art. 24")
	assert.Equal(t, 780, adult.Span.Value, "3097 art. 27")
	assert.Equal(t, 360, adult.Continuous.Value, "L3121-16")
	assert.Equal(t, "00:00 24:00", adult.NotBefore.String()+" "+adult.NotAfter.String())
	assert.Empty(t, adult.Notices)

	child := Record{Agreement: TelevisionArtists, BirthDate: civil.MustParseDate("2013-01-01"), Permit: &Permit{DailyMinutes: 400}}
	d := of(child, s)
	assert.Equal(t, 360, d.Work.Value, "1734 art. 5.6: six hours, though the permit allows more")
	assert.Equal(t, 270, d.Continuous.Value, "L3162-3")
	assert.Equal(t, "06:00 20:00", d.NotBefore.String()+" "+d.NotAfter.String(), "L3163-1")
	child.Permit = &Permit{}
	d = of(child, s)
	assert.Equal(t, 240, d.Work.Value, "practice: four hours from twelve on")
	require.Len(t, d.Notices, 1)
	assert.Equal(t, law.CodeUnverified, d.Notices[0].Code)
	child.Leaves = []Leave{{MinorEvening, period("2026-06-03", "2026-06-03")}}
	assert.Equal(t, "24:00", of(child, s).NotAfter.String(), "R7124-30-1")

	model := Record{Agreement: LabourCode, Activity: Model, BirthDate: civil.MustParseDate("2018-01-01"), Permit: &Permit{}}
	d = of(model, s)
	assert.Equal(t, 180, d.Work.Value, "R7124-29")
	assert.Equal(t, 90, d.Continuous.Value)
	assert.Nil(t, d.Span)
	assert.Equal(t, []Rule{MinorSunday}, of(model, s.on(civil.MustParseDate("2026-06-07"))).Closed)
	assert.Equal(t, []Rule{MinorHoliday}, of(child, s.on(civil.MustParseDate("2026-07-14"))).Closed, "L3164-6")
	assert.Equal(t, []Rule{StudioHoliday}, of(Record{Agreement: Cinema}, s.on(civil.MustParseDate("2026-07-14")).in(Studio, Paris)).Closed)
	s.Exceptional = true
	assert.Equal(t, 780, of(Record{Agreement: CinemaArtists}, s).Span.Value, "3097 III.I 4.1.1.1")
}

func TestACallAndADayRefuseWhatIsAtFault(t *testing.T) {
	_, err := Limits{}.EarliestCall(Record{ID: "x", Agreement: Cinema})
	assert.ErrorIs(t, err, ErrNoShift)
	_, err = Limits{}.EarliestCall(Record{ID: "x", Agreement: "3098"})
	assert.ErrorIs(t, err, valid.ErrOneOf)
	_, err = Limits{}.Day(Record{ID: "x", Agreement: Cinema}, Shift{Date: civil.MustParseDate("2026-06-03"), Setting: "set"})
	assert.ErrorIs(t, err, valid.ErrOneOf)
	_, err = Limits{}.Day(Record{ID: "x", Agreement: Cinema}, Shift{Date: civil.MustParseDate("2001-06-03"), Setting: Shoot})
	assert.ErrorIs(t, err, law.ErrNoValue)
	last := day("2199-12-31", "08:00", "20:00", pause("12:00", 60))
	_, err = Limits{}.EarliestCall(Record{ID: "x", Agreement: Cinema, Shifts: []Shift{last}})
	assert.ErrorIs(t, err, civil.ErrRange)
}
