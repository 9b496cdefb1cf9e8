package schedule

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/worktime"
)

// ErrICalendar reports what an iCalendar file cannot hold.
var ErrICalendar = errors.New("not fit for an iCalendar file")

// ICalendar is a calendar (agenda, fichier .ics) as RFC 5545 writes it.
type ICalendar struct {
	// ProdID names the program that made it, "-//Maison//bobine//FR".
	ProdID string `json:"prodId"`
	// Name is what programs show as the name of the calendar; it may be empty.
	Name string `json:"name,omitempty"`
	// Stamp is when it was made, DTSTAMP; the caller says so, because nothing here reads a clock. It is
	// written in UTC, to the second.
	Stamp  time.Time       `json:"stamp"`
	Events []CalendarEvent `json:"events"`
}

// CalendarEvent is an event, of whole days or of hours.
type CalendarEvent struct {
	// UID names the event for ever: one with the same UID and a greater Sequence takes its place.
	UID      string `json:"uid"`
	Sequence int    `json:"sequence,omitempty"`
	// From and To are the first and the last day.
	From civil.Date `json:"from"`
	To   civil.Date `json:"to"`
	// Begin and End are hours of From, both or neither. They are written without a time zone: the hours of
	// the place where the crew is (RFC 5545, 3.3.5, form 1).
	Begin *worktime.Clock `json:"begin,omitempty"`
	End   *worktime.Clock `json:"end,omitempty"`
	// Summary is one line, the other texts may have several.
	Summary     string `json:"summary"`
	Location    string `json:"location,omitempty"`
	Description string `json:"description,omitempty"`
	// Cancelled says that the event is off.
	Cancelled bool `json:"cancelled,omitempty"`
}

// MaxCalendarEvents is the greatest number of events of a calendar.
const MaxCalendarEvents = 20_000

// WriteICalendar writes a calendar as RFC 5545 says: lines end in CR LF and are folded at 75 octets
// between characters, texts are escaped. An event without UID, or with one given twice, dates out of order,
// one hour without the other, more than [MaxCalendarEvents], and a text that is not UTF-8, has control
// characters or is longer than 64 KiB ([ErrICalendar]) are each a [*FieldError], and nothing is written; a
// failure of w is returned.
func WriteICalendar(w io.Writer, c ICalendar) error {
	if err := c.validate(); err != nil {
		return err
	}
	var out icsText
	out.line("BEGIN:VCALENDAR")
	out.line("VERSION:2.0")
	out.line("PRODID:" + icsEscape(c.ProdID))
	if c.Name != "" {
		out.line("X-WR-CALNAME:" + icsEscape(c.Name))
	}
	stamp := c.Stamp.UTC().Format("20060102T150405Z")
	for i := range c.Events {
		out.event(&c.Events[i], stamp)
	}
	out.line("END:VCALENDAR")
	_, err := io.WriteString(w, out.String())
	return err
}

func (c *ICalendar) validate() error {
	var f valid.Faults
	icsCheck(&f, "prodId", c.ProdID, true)
	icsCheck(&f, "name", c.Name, false)
	if year := c.Stamp.UTC().Year(); year < civil.MinYear || year > civil.MaxYear {
		f.Addf("stamp", c.Stamp, valid.ErrMissing, "the caller says when the calendar was made")
	}
	if len(c.Events) > MaxCalendarEvents {
		f.Addf("events", nil, valid.ErrOutOfRange, "the list has more than %d items", MaxCalendarEvents)
		return f.Err()
	}
	seen := make(map[string]bool, len(c.Events))
	eachOf(&f, "events", c.Events, func(e *CalendarEvent) {
		icsCheck(&f, "uid", e.UID, true)
		if e.UID != "" && seen[e.UID] {
			f.Add("uid", e.UID, valid.ErrDuplicate)
		}
		seen[e.UID] = true
		e.check(&f)
	})
	return f.Err()
}

func (e *CalendarEvent) check(f *valid.Faults) {
	icsCheck(f, "summary", e.Summary, true)
	icsCheck(f, "location", e.Location, false)
	icsCheck(f, "description", e.Description, false)
	if e.Sequence < 0 || e.Sequence > maxQuantity {
		f.Addf("sequence", e.Sequence, valid.ErrOutOfRange, "0 to %d", maxQuantity)
	}
	if _, err := civil.NewPeriod(e.From, e.To); err != nil {
		f.Add("to", e.To, err)
		return
	}
	if _, err := e.To.AddDays(2); err != nil { // DTEND is the day after, hours may be of the next
		f.Add("to", e.To, err)
	}
	switch {
	case (e.Begin == nil) != (e.End == nil):
		f.Addf("end", nil, valid.ErrMissing, "an hour to begin has one to end")
	case e.Begin != nil:
		checkClock(f, "begin", *e.Begin)
		checkClock(f, "end", *e.End)
		if *e.End < *e.Begin {
			f.Addf("end", *e.End, valid.ErrOutOfRange, "it is before the beginning")
		}
		if e.To != e.From {
			f.Addf("to", e.To, valid.ErrOutOfRange, "an event with hours has one date")
		}
	}
}

// icsCheck tells a text that the file cannot hold. Ends of line become part of the text.
func icsCheck(f *valid.Faults, field, text string, required bool) {
	if text == "" && required {
		f.Add(field, nil, valid.ErrMissing)
	}
	if len(text) > maxText {
		f.Addf(field, text, ErrICalendar, "longer than %d bytes", maxText)
		return
	}
	if !utf8.ValidString(text) {
		f.Addf(field, text, ErrICalendar, "not UTF-8")
		return
	}
	for _, r := range strings.ReplaceAll(text, "\r\n", "\n") {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			f.Addf(field, text, ErrICalendar, "a control character")
			return
		}
	}
}

// icsText is the text of a file in the making.
type icsText struct{ strings.Builder }

const icsFold = 75 // octets of a line without its end (RFC 5545, 3.1)

// line writes a content line, folded between characters: a line that goes on begins with a space.
func (t *icsText) line(s string) {
	room := icsFold
	for len(s) > room {
		cut := room
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		t.WriteString(s[:cut])
		t.WriteString("\r\n ")
		s, room = s[cut:], icsFold-1
	}
	t.WriteString(s)
	t.WriteString("\r\n")
}

func (t *icsText) event(e *CalendarEvent, stamp string) {
	t.line("BEGIN:VEVENT")
	t.line("UID:" + icsEscape(e.UID))
	t.line("DTSTAMP:" + stamp)
	if e.Sequence > 0 {
		t.line("SEQUENCE:" + strconv.Itoa(e.Sequence))
	}
	if e.Begin != nil {
		t.line("DTSTART:" + icsTime(e.From, *e.Begin))
		t.line("DTEND:" + icsTime(e.From, *e.End))
	} else {
		t.line("DTSTART;VALUE=DATE:" + icsDate(e.From, 0))
		t.line("DTEND;VALUE=DATE:" + icsDate(e.To, 1)) // the day after the last
	}
	t.line("SUMMARY:" + icsEscape(e.Summary))
	if e.Location != "" {
		t.line("LOCATION:" + icsEscape(e.Location))
	}
	if e.Description != "" {
		t.line("DESCRIPTION:" + icsEscape(e.Description))
	}
	if e.Cancelled {
		t.line("STATUS:CANCELLED")
	}
	t.line("END:VEVENT")
}

var icsEscapes = strings.NewReplacer(`\`, `\\`, `;`, `\;`, `,`, `\,`, "\r\n", `\n`, "\n", `\n`)

// icsEscape writes a text value (RFC 5545, 3.3.11).
func icsEscape(s string) string { return icsEscapes.Replace(s) }

func icsDate(d civil.Date, days int) string {
	d, _ = d.AddDays(days) // checked before
	return fmt.Sprintf("%04d%02d%02d", d.Year(), int(d.Month().Month()), d.Day())
}

func icsTime(d civil.Date, c worktime.Clock) string {
	return icsDate(d, int(c)/minutesADay) + fmt.Sprintf("T%02d%02d00", int(c)%minutesADay/60, int(c)%60)
}
