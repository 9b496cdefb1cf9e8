package schedule

import (
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/internal/valid"
)

// BoardEvents returns the days of a board as events of whole days, for [WriteICalendar]. The UID of one is
// made of its date, its unit and the domain, which is that of the production and makes it unique in the
// world. Domain is a host name, "film.example". A faulty board, an unknown language and a text that is no
// domain are each a [*FieldError].
func BoardEvents(b Board, domain string, l PaperLanguage) ([]CalendarEvent, error) {
	p, err := checkEventRequest(domain, l)
	if err != nil {
		return nil, err
	}
	board, err := LayOut(b)
	if err != nil {
		return nil, err
	}
	events := make([]CalendarEvent, 0, len(board.Days))
	for i := range board.Days {
		d := &board.Days[i]
		event := CalendarEvent{UID: fmt.Sprintf("day-%v-%x@%s", d.Date, d.Unit, domain), From: d.Date, To: d.Date}
		name := p.word(paperDays[d.Kind])
		if d.Number > 0 {
			name = fmt.Sprintf("%s %d", p.word(phrase{"Jour", "Day"}), d.Number)
		}
		event.Summary = joinTexts(" · ", b.Title, name, d.Unit, d.Name)
		var lines, locations []string
		for _, s := range d.Lines {
			if s.Scene == "" {
				lines = append(lines, oneLine(s.Banner))
				continue
			}
			lines = append(lines, joinTexts("  ", stripNumber(s), p.heading(s), s.Eighths.String()))
			if n := len(locations); s.Location != "" && (n == 0 || locations[n-1] != s.Location) {
				locations = append(locations, oneLine(s.Location))
			}
		}
		event.Description, event.Location = strings.Join(lines, "\n"), strings.Join(locations, " / ")
		events = append(events, event)
	}
	return events, nil
}

// CallEvents returns the calls of a sheet as events of hours, one a call, for [WriteICalendar]; see
// [BoardEvents]. One whose end is not known ends when the person is ready.
func CallEvents(s CallSheet, domain string, l PaperLanguage) ([]CalendarEvent, error) {
	p, err := checkEventRequest(domain, l)
	if err != nil {
		return nil, err
	}
	events := make([]CalendarEvent, 0, len(s.Calls))
	for i := range s.Calls {
		c := &s.Calls[i]
		begin, end := c.Call, c.Ready
		if c.End != nil {
			end = max(end, *c.End)
		}
		event := CalendarEvent{
			UID: fmt.Sprintf("call-%v-%x-%x-%x@%s", s.Date, s.Unit, c.Person, string(c.Category)+"/"+c.Name, domain), From: s.Date, To: s.Date, Begin: &begin, End: &end,
			Summary:     joinTexts(" · ", s.Title, p.word(phrase{"Convocation", "Call"}), c.Person, c.Name),
			Description: joinTexts("\n", p.word(phrase{"Départ ", "Pick-up "})+c.PickUp.String(), p.word(phrase{"Prêt ", "Ready "})+c.Ready.String(), strings.Join(c.Scenes, ", ")),
		}
		events = append(events, event)
	}
	return events, nil
}

func checkEventRequest(domain string, l PaperLanguage) (*paper, error) {
	var f valid.Faults
	valid.OneOf(&f, "language", l, paperLanguages)
	if !isDomain(domain) {
		f.Addf("domain", domain, ErrICalendar, "a host name of letters, digits, hyphens and points")
	}
	return &paper{language: l}, f.Err()
}

func isDomain(s string) bool {
	if s == "" || len(s) > 253 || strings.HasPrefix(s, ".") || strings.HasSuffix(s, ".") {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool {
		return r != '-' && r != '.' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	}) < 0
}

// joinTexts joins the texts that are not empty, each on one line.
func joinTexts(separator string, texts ...string) string {
	var some []string
	for _, t := range texts {
		if t = oneLine(t); t != "" {
			some = append(some, t)
		}
	}
	return strings.Join(some, separator)
}
