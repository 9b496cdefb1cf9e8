package rights

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

// The usage of reference/rights.md §1.4: monthly, then quarterly to the end of the first year, half-yearly
// after. Days counted on a calendar.
func TestScheduleOfAFirstYear(t *testing.T) {
	c := StatementCalendar{
		First:     on("2026-01-31"),
		Cadences:  []Cadence{{Monthly, 3}, {Quarterly, 9}, {HalfYearly, 0}},
		DueMonths: 1,
	}
	s, err := c.Schedule(on("2027-02-28"), StatementDuties{})
	require.NoError(t, err)
	var got [][3]string
	for i, p := range s.Periods {
		assert.Equal(t, i+1, p.Number)
		got = append(got, [3]string{p.From.String(), p.To.String(), p.Due.String()})
	}
	assert.Equal(t, [][3]string{
		{"2026-01-31", "2026-02-27", "2026-03-27"}, // the month of February has no 31st: the next period begins on the 28th
		{"2026-02-28", "2026-03-30", "2026-04-30"},
		{"2026-03-31", "2026-04-29", "2026-05-29"}, // and does not drift from the 31st
		{"2026-04-30", "2026-07-30", "2026-08-30"},
		{"2026-07-31", "2026-10-30", "2026-11-30"},
		{"2026-10-31", "2027-01-30", "2027-02-28"}, // the end of a month is kept inside it
		{"2027-01-31", "2027-07-30", "2027-08-30"},
	}, got)
	assert.Zero(t, s.MostMonths)
	assert.Empty(t, s.Notices)

	c = StatementCalendar{First: on("2026-01-01"), Cadences: []Cadence{{Yearly, 0}}, DueMonths: 2, DueDays: 15, Work: CinemaFilm}
	s, err = c.Schedule(on("2026-12-31"), StatementDuties{})
	require.NoError(t, err)
	require.Len(t, s.Periods, 1)
	assert.Equal(t, on("2027-03-15"), s.Periods[0].Due, "two months after 31 December is 28 February, 15 days on")
	assert.Equal(t, 12, s.MostMonths)
	assert.Equal(t, []string{"Code du cinéma D213-13"}, s.Refs.Keys())
	assert.Empty(t, s.Notices)
}

// Periods follow one another without a gap and are due after they end.
func TestScheduleHasNoGaps(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for range turns(300) {
		first, err := on("2020-01-01").AddDays(r.IntN(4000))
		require.NoError(t, err)
		c := StatementCalendar{First: first, DueMonths: r.IntN(3), DueDays: r.IntN(40)}
		for range r.IntN(4) {
			f := frequencies[r.IntN(len(frequencies))]
			c.Cadences = append(c.Cadences, Cadence{f, f.months() * (1 + r.IntN(4))})
		}
		c.Cadences = append(c.Cadences, Cadence{Frequency: frequencies[r.IntN(len(frequencies))]})
		until, err := first.AddDays(r.IntN(5000))
		require.NoError(t, err)
		s, err := c.Schedule(until, StatementDuties{})
		require.NoError(t, err)
		require.Equal(t, first, s.Periods[0].From)
		last := s.Periods[len(s.Periods)-1]
		require.True(t, last.Contains(until))
		for i, p := range s.Periods {
			require.GreaterOrEqual(t, p.Due.DaysSince(p.To), c.DueDays)
			if i > 0 {
				require.Equal(t, 1, p.From.DaysSince(s.Periods[i-1].To))
			}
		}
	}
}

func TestScheduleRefuses(t *testing.T) {
	c := StatementCalendar{
		Cadences:  []Cadence{{Quarterly, 4}, {"weekly", 1}, {Monthly, 0}, {Yearly, 12}},
		DueMonths: -1, DueDays: 1201, Work: "series",
	}
	_, err := c.Schedule(on("2026-01-01"), StatementDuties{})
	var paths []string
	for _, fault := range valid.List(err) {
		var field *FieldError
		require.ErrorAs(t, fault, &field)
		paths = append(paths, field.Path)
	}
	assert.Equal(t, []string{
		"first", "cadences[0].months", "cadences[1].frequency", "cadences[1].months", "cadences[2].months", "cadences[3].months", "dueMonths", "dueDays", "work",
	}, paths)
	_, err = StatementCalendar{First: on("2026-01-01")}.Schedule(on("2026-01-01"), StatementDuties{})
	require.ErrorContains(t, err, "cadences: ")

	c = StatementCalendar{First: on("2190-01-01"), Cadences: []Cadence{{Yearly, 0}}}
	_, err = c.Schedule(on("2199-12-31"), StatementDuties{})
	require.ErrorContains(t, err, "until: ", "the year after is none")
	c.First, c.Work = on("2015-01-01"), CinemaFilm
	_, err = c.Schedule(on("2016-01-01"), StatementDuties{})
	require.ErrorIs(t, err, law.ErrNoValue, "before the law")
	s, err := StatementCalendar{First: on("2026-03-01"), Cadences: []Cadence{{Yearly, 0}}}.Schedule(on("2026-02-28"), StatementDuties{})
	require.NoError(t, err)
	assert.Empty(t, s.Periods)
}

// Art. L. 213-24 and L. 251-1 of the code du cinéma: 8 months after the visa, 6 after completion.
func TestProductionAccountDue(t *testing.T) {
	due, err := StatementDuties{}.ProductionAccountDue(CinemaFilm, on("2026-06-30"))
	require.NoError(t, err)
	assert.Equal(t, on("2027-02-28"), due.Due)
	require.Len(t, due.Notices, 1, "read in one place alone")
	assert.Equal(t, "cinema/production-account-months", due.Notices[0].Key)
	due, err = StatementDuties{}.ProductionAccountDue(AudiovisualWork, on("2026-01-15"))
	require.NoError(t, err)
	assert.Equal(t, on("2026-07-15"), due.Due)
	assert.Empty(t, due.Notices)

	late, err := StatementDuties{}.ProductionAccountDue(AudiovisualWork, on("2027-01-15"))
	require.NoError(t, err)
	require.Len(t, late.Notices, 1, "the table is older than that")
	_, err = StatementDuties{}.ProductionAccountDue("series", civil.Date{})
	require.Len(t, valid.List(err), 2)
	_, err = StatementDuties{}.ProductionAccountDue(CinemaFilm, on("2010-01-01"))
	require.ErrorIs(t, err, law.ErrNoValue)
	_, err = StatementDuties{}.ProductionAccountDue(CinemaFilm, on("2199-12-01"))
	require.ErrorContains(t, err, "from: ")
}

func TestStatementDuties(t *testing.T) {
	_, err := builtInDuties()
	require.NoError(t, err)
	assert.Len(t, StatementDuties{}.List(on("2026-01-01")), 4)
	stricter, err := StatementDuties{}.With(law.Override[int]{Key: "cinema/exploitation-account-months", Value: 6})
	require.NoError(t, err)
	s, err := StatementCalendar{First: on("2026-01-01"), Cadences: []Cadence{{Yearly, 0}}, Work: CinemaFilm}.Schedule(on("2026-12-31"), stricter)
	require.NoError(t, err)
	require.Len(t, s.Notices, 1)
	assert.Equal(t, "statement-too-rare", s.Notices[0].Code)
	assert.Equal(t, 6, s.MostMonths)
	_, err = StatementDuties{}.With(law.Override[int]{Key: "theatre"})
	require.ErrorIs(t, err, law.ErrUnknownKey)
}
