// Package icalendar reads the calendars that package schedule writes with a parser that is not ours.
package icalendar

import (
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/schedule"
	"github.com/bobine-film/bobine/worktime"
)

// Texts with everything that has to be escaped or folded come back as they went in, days and hours too.
func TestAnotherParserReadsOurCalendars(t *testing.T) {
	events := []schedule.CalendarEvent{
		{
			UID: "day-1@film.example", Sequence: 2, From: civil.MustParseDate("2026-06-01"), To: civil.MustParseDate("2026-06-03"),
			Summary:     "Jours 1 à 3 ; décor, « le phare » \\ nuit",
			Location:    "12, quai du Port; Marseille",
			Description: "Première ligne\nDeuxième, avec une virgule; " + strings.Repeat("et un très long texte à plier, ", 12),
		},
		{
			UID: "call-2@film.example", From: civil.MustParseDate("2026-06-04"), To: civil.MustParseDate("2026-06-04"),
			Begin: new(worktime.MustParseClock("19:30")), End: new(worktime.MustParseClock("26:15")),
			Summary: "Nuit", Cancelled: true,
		},
	}
	var text strings.Builder
	require.NoError(t, schedule.WriteICalendar(&text, schedule.ICalendar{
		ProdID: "-//bobine//test//FR", Name: "Le phare", Stamp: time.Date(2026, 5, 1, 8, 0, 0, 0, time.UTC), Events: events,
	}))
	calendar, err := ics.ParseCalendar(strings.NewReader(text.String()))
	require.NoError(t, err)
	read := calendar.Events()
	require.Len(t, read, len(events))
	value := func(e *ics.VEvent, p ics.ComponentProperty) string {
		if property := e.GetProperty(p); property != nil {
			return property.Value
		}
		return ""
	}
	for i, want := range events {
		got := read[i]
		assert.Equal(t, want.UID, got.Id())
		assert.Equal(t, want.Summary, value(got, ics.ComponentPropertySummary))
		assert.Equal(t, want.Location, value(got, ics.ComponentPropertyLocation))
		assert.Equal(t, want.Description, value(got, ics.ComponentPropertyDescription))
	}
	first, err := read[0].GetAllDayStartAt()
	require.NoError(t, err)
	assert.Equal(t, "2026-06-01", first.Format(time.DateOnly))
	last, err := read[0].GetAllDayEndAt()
	require.NoError(t, err)
	assert.Equal(t, "2026-06-04", last.Format(time.DateOnly), "the end of whole days is the day after (RFC 5545, 3.6.1)")
	begin, err := read[1].GetStartAt()
	require.NoError(t, err)
	assert.Equal(t, "2026-06-04 19:30", begin.Format("2006-01-02 15:04"))
	end, err := read[1].GetEndAt()
	require.NoError(t, err)
	assert.Equal(t, "2026-06-05 02:15", end.Format("2006-01-02 15:04"))
	assert.Equal(t, "CANCELLED", value(read[1], ics.ComponentPropertyStatus))
	assert.Equal(t, "2", value(read[0], ics.ComponentPropertySequence))
}
