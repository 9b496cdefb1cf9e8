package schedule

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/worktime"
)

var icsStamp = time.Date(2026, 11, 25, 23, 30, 15, 0, time.FixedZone("", 3600))

// icsRead is the plainest reader of RFC 5545: lines unfolded, names apart from values, texts unescaped
// character by character.
func icsRead(t *testing.T, file string) (calendar map[string]string, events []map[string]string) {
	t.Helper()
	require.True(t, strings.HasSuffix(file, "\r\n"))
	var lines []string
	for _, line := range strings.Split(strings.TrimSuffix(file, "\r\n"), "\r\n") {
		require.LessOrEqual(t, len(line), 75, "3.1: 75 octets without the end of line")
		require.True(t, utf8.ValidString(line), "no character is folded in two")
		require.NotContains(t, line, "\n")
		require.NotContains(t, line, "\r")
		if strings.HasPrefix(line, " ") {
			lines[len(lines)-1] += line[1:]
			continue
		}
		lines = append(lines, line)
	}
	require.Equal(t, "BEGIN:VCALENDAR", lines[0])
	require.Equal(t, "END:VCALENDAR", lines[len(lines)-1])
	calendar = map[string]string{}
	into := calendar
	for _, line := range lines[1 : len(lines)-1] {
		name, value, found := strings.Cut(line, ":")
		require.True(t, found, line)
		switch line {
		case "BEGIN:VEVENT":
			into = map[string]string{}
		case "END:VEVENT":
			events = append(events, into)
			into = calendar
		default:
			require.NotContains(t, into, name)
			into[name] = icsUnescape(t, value)
		}
	}
	return calendar, events
}

func icsUnescape(t *testing.T, s string) string {
	t.Helper()
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		require.NotContains(t, ";,", string(s[i]), "3.3.11: not bare in a text")
		if s[i] != '\\' {
			b.WriteByte(s[i])
			continue
		}
		i++
		require.Contains(t, `\;,n`, string(s[i]))
		if s[i] == 'n' {
			b.WriteByte('\n')
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func icsFile(t *testing.T, events ...CalendarEvent) string {
	t.Helper()
	var file strings.Builder
	require.NoError(t, WriteICalendar(&file, ICalendar{ProdID: "-//Maison//bobine//FR", Name: "Plan, 1", Stamp: icsStamp, Events: events}))
	return file.String()
}

func TestWriteICalendar(t *testing.T) {
	day := civil.MustParseDate("2026-06-01")
	file := icsFile(t,
		CalendarEvent{UID: "1@film.example", From: day, To: day, Summary: "Jour 1; CUISINE, \\ JARDIN\net la suite", Location: strings.Repeat("é", 60), Sequence: 2},
		CalendarEvent{UID: "2@film.example", From: day, To: day, Begin: clockAt("22:00"), End: clockAt("26:30"), Summary: "Nuit", Description: "a\r\nb", Cancelled: true},
	)
	assert.Contains(t, file, "\r\n éééé")
	calendar, events := icsRead(t, file)
	assert.Equal(t, map[string]string{"VERSION": "2.0", "PRODID": "-//Maison//bobine//FR", "X-WR-CALNAME": "Plan, 1"}, calendar)
	assert.Equal(t, []map[string]string{
		{
			"UID": "1@film.example", "DTSTAMP": "20261125T223015Z", "SEQUENCE": "2", "DTSTART;VALUE=DATE": "20260601", "DTEND;VALUE=DATE": "20260602",
			"SUMMARY": "Jour 1; CUISINE, \\ JARDIN\net la suite", "LOCATION": strings.Repeat("é", 60),
		},
		{
			"UID": "2@film.example", "DTSTAMP": "20261125T223015Z", "DTSTART": "20260601T220000", "DTEND": "20260602T023000", "SUMMARY": "Nuit",
			"DESCRIPTION": "a\nb", "STATUS": "CANCELLED",
		},
	}, events, "the stamp in UTC, an end of days the day after, half past two on the next day")
}

func TestICalendarIsReadBack(t *testing.T) {
	random := rand.New(rand.NewPCG(55, 45))
	pieces := []string{"a", "é", "漢", "😀", ",", ";", "\\", "\n", "\\n", ":", " ", "\t", "BEGIN:VEVENT", "\""}
	count := 300
	if testing.Short() {
		count = 60
	}
	day := civil.MustParseDate("2026-02-28")
	for range count {
		var e []CalendarEvent
		for i := range 1 + random.IntN(3) {
			var text strings.Builder
			for range 1 + random.IntN(120) {
				text.WriteString(pieces[random.IntN(len(pieces))])
			}
			e = append(e, CalendarEvent{UID: fmt.Sprint(i), From: day, To: day, Summary: text.String(), Description: text.String() + "!"})
		}
		_, events := icsRead(t, icsFile(t, e...))
		require.Len(t, events, len(e))
		for i := range e {
			require.Equal(t, e[i].Summary, events[i]["SUMMARY"])
			require.Equal(t, e[i].Description, events[i]["DESCRIPTION"])
		}
	}
}

func TestBoardAndCallEvents(t *testing.T) {
	events, err := BoardEvents(kitchen(), "film.example", PaperFrench)
	require.NoError(t, err)
	require.Len(t, events, 4)
	assert.Equal(t, []string{"La lettre · Jour 1", "La lettre · FÉRIÉ · Fête", "La lettre · Jour 2", "La lettre · Jour 1 · B"},
		[]string{events[0].Summary, events[1].Summary, events[2].Summary, events[3].Summary})
	assert.Equal(t, "2  EXT JARDIN - JOUR  4/8\nRepas\n1*  INT CUISINE - NUIT  5/8", events[0].Description)
	assert.Equal(t, "Villa", events[0].Location)

	sheet, err := CallTheDay(kitchen(), kitchenCalls(), worktime.Limits{})
	require.NoError(t, err)
	calls, err := CallEvents(sheet, "film.example", PaperEnglish)
	require.NoError(t, err)
	_, read := icsRead(t, icsFile(t, append(events, calls...)...))
	require.Len(t, read, 7)
	assert.Equal(t, "20260601T065000", read[4]["DTSTART"])
	assert.Equal(t, "20260601T123000", read[4]["DTEND"])
	assert.Equal(t, "Pick-up 06:20\nReady 08:00\n2, 1", read[4]["DESCRIPTION"])

	again, err := BoardEvents(kitchen(), "film.example", PaperEnglish)
	require.NoError(t, err)
	for i := range events {
		assert.Equal(t, events[i].UID, again[i].UID)
	}
	for _, domain := range []string{"", "a b", ".x", "x.", "é.example"} {
		_, err = BoardEvents(kitchen(), domain, PaperFrench)
		require.ErrorIs(t, err, ErrICalendar, domain)
		_, err = CallEvents(sheet, domain, "")
		require.ErrorIs(t, err, valid.ErrOneOf)
	}
	_, err = BoardEvents(Board{Days: []BoardDay{{}}}, "film.example", PaperFrench)
	require.ErrorIs(t, err, valid.ErrMissing)
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestWriteICalendarRefuses(t *testing.T) {
	day, late := civil.MustParseDate("2026-06-01"), civil.MustParseDate("2026-06-02")
	good := CalendarEvent{UID: "1", From: day, To: day, Summary: "x"}
	with := func(change func(e *CalendarEvent)) CalendarEvent {
		e := good
		change(&e)
		return e
	}
	for _, c := range []struct {
		name  string
		event CalendarEvent
		want  string
		is    error
	}{
		{"no UID", with(func(e *CalendarEvent) { e.UID = "" }), "events[1].uid: is missing", valid.ErrMissing},
		{"a UID twice", good, "events[1].uid: is given twice", valid.ErrDuplicate},
		{"no summary", with(func(e *CalendarEvent) { e.UID, e.Summary = "2", "" }), "events[1].summary: is missing", valid.ErrMissing},
		{"a control character", with(func(e *CalendarEvent) { e.UID, e.Summary = "2", "a\x00b" }), "events[1].summary", ErrICalendar},
		{"a lone carriage return", with(func(e *CalendarEvent) { e.UID, e.Location = "2", "a\rb" }), "events[1].location", ErrICalendar},
		{"Latin-1", with(func(e *CalendarEvent) { e.UID, e.Description = "2", "\xe9" }), "events[1].description", ErrICalendar},
		{"a long text", with(func(e *CalendarEvent) { e.UID, e.Summary = "2", strings.Repeat("x", maxText+1) }), "events[1].summary", ErrICalendar},
		{"backwards", with(func(e *CalendarEvent) { e.UID, e.From = "2", late }), "events[1].to", civil.ErrPeriod},
		{"the end of time", with(func(e *CalendarEvent) { e.UID, e.To = "2", civil.MustParseDate("2199-12-31") }), "events[1].to", civil.ErrRange},
		{"half an hour", with(func(e *CalendarEvent) { e.UID, e.Begin = "2", clockAt("08:00") }), "events[1].end: is missing", valid.ErrMissing},
		{"hours backwards", with(func(e *CalendarEvent) { e.UID, e.Begin, e.End = "2", clockAt("08:00"), clockAt("07:00") }), "events[1].end", valid.ErrOutOfRange},
		{"hours of two days", with(func(e *CalendarEvent) { e.UID, e.To, e.Begin, e.End = "2", late, clockAt("08:00"), clockAt("09:00") }), "events[1].to", valid.ErrOutOfRange},
		{"a sequence less than none", with(func(e *CalendarEvent) { e.UID, e.Sequence = "2", -1 }), "events[1].sequence", valid.ErrOutOfRange},
	} {
		t.Run(c.name, func(t *testing.T) {
			var file strings.Builder
			err := WriteICalendar(&file, ICalendar{ProdID: "x", Stamp: icsStamp, Events: []CalendarEvent{good, c.event}})
			require.ErrorContains(t, err, c.want)
			require.ErrorIs(t, err, c.is)
			assert.Zero(t, file.Len(), "nothing is written")
		})
	}
	err := WriteICalendar(io.Discard, ICalendar{Events: make([]CalendarEvent, MaxCalendarEvents+1)})
	require.ErrorContains(t, err, "prodId: is missing\nstamp: is missing: the caller says when the calendar was made")
	require.ErrorContains(t, err, "events: is out of range")
	require.True(t, errors.Is(WriteICalendar(brokenWriter{}, ICalendar{ProdID: "x", Stamp: icsStamp}), io.ErrClosedPipe))
}

func FuzzWriteICalendar(f *testing.F) {
	f.Add("Jour 1, CUISINE; nuit\\", "a\nb", 40)
	f.Add(strings.Repeat("é", 50), "😀", 2_000)
	f.Fuzz(func(t *testing.T, summary, description string, minutes int) {
		day := civil.MustParseDate("2026-06-01")
		hour := worktime.Clock(minutes)
		var file strings.Builder
		e := CalendarEvent{UID: "1", From: day, To: day, Begin: &hour, End: &hour, Summary: summary, Description: description}
		if err := WriteICalendar(&file, ICalendar{ProdID: "x", Stamp: icsStamp, Events: []CalendarEvent{e}}); err != nil {
			return
		}
		_, events := icsRead(t, file.String())
		want := strings.ReplaceAll(summary, "\r\n", "\n")
		if len(events) != 1 || events[0]["SUMMARY"] != want {
			t.Fatalf("%q came back as %q", want, events)
		}
	})
}

func BenchmarkWriteICalendar(b *testing.B) {
	events, err := BoardEvents(bigBoard(60), "film.example", PaperFrench)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := WriteICalendar(io.Discard, ICalendar{ProdID: "x", Stamp: icsStamp, Events: events}); err != nil {
			b.Fatal(err)
		}
	}
}
