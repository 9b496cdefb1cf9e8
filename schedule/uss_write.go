package schedule

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
)

// WriteUSS writes a schedule (plan de travail) as the Universal Schedule Standard says: every key is
// there, null where there is nothing, lengths are pages, "1.375" for 1 3/8. [ReadUSS] reads the same
// back, but for notices. What [USS.Validate] refuses, and a document beyond the limits of ReadUSS, is a
// [*FieldError], and nothing is written; a failure of w is returned.
func WriteUSS(w io.Writer, u USS) error {
	if err := u.Validate(); err != nil {
		return err
	}
	var text bytes.Buffer
	out := json.NewEncoder(&text)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	if err := out.Encode(ussDocument{Body: u.body()}); err != nil {
		return refusal(ErrUSS, "%w", err)
	}
	if text.Len() > MaxFileBytes {
		return refusal(ErrUSS, "it is longer than %d bytes", MaxFileBytes)
	}
	if err := boundJSON(text.String()); err != nil {
		return refusal(ErrUSS, "%w", err)
	}
	_, err := text.WriteTo(w)
	return err
}

func (u *USS) body() *ussBody {
	t := func(s string) ussText { return ussText{text: s} }
	b := &ussBody{
		ID: u.ID, Author: t(u.Author), Company: t(u.Company), Created: u.Created, Description: t(u.Description), Episode: t(u.Episode),
		EpisodeName: t(u.EpisodeName), Name: u.Name, Project: t(u.Project), SchedColor: t(u.SchedColor), SchedDate: t(u.SchedDate),
		ScriptColor: t(u.ScriptColor), ScriptDate: t(u.ScriptDate), Season: t(u.Season), Source: u.Source, Version: u.Version,
		Breakdowns: []ussStrip{}, Categories: []ussCategory{}, Elements: []ussElement{}, Stripboards: []ussStripboard{}, Calendars: []ussCalendar{},
	}
	for i := range u.Breakdowns {
		b.Breakdowns = append(b.Breakdowns, u.Breakdowns[i].strip())
	}
	for _, c := range u.Categories {
		b.Categories = append(b.Categories, ussCategory{ID: c.ID, UCID: c.UCID, Created: c.Created, Name: c.Name})
	}
	for _, e := range u.Elements {
		b.Elements = append(b.Elements, ussElement{
			ID: e.ID, Category: e.Category, Created: e.Created, DaysOff: orEmpty(e.DaysOff), DropDays: &e.DropDays, ElementID: t(e.BoardID),
			Events: wireEvents(e.Events), Dood: &e.Dood, Drop: &e.Drop, Hold: &e.Hold, IDLock: e.IDLock, Linked: orEmpty(e.Linked), Name: e.Name,
		})
	}
	for _, s := range u.Stripboards {
		board := ussStripboard{ID: s.ID, Name: s.Name, Calendar: t(s.Calendar), Boards: []ussBoard{}}
		for _, b := range s.Boards {
			board.Boards = append(board.Boards, ussBoard{ID: b.ID, Name: b.Name, IDs: b.Groups})
		}
		b.Stripboards = append(b.Stripboards, board)
	}
	for _, c := range u.Calendars {
		b.Calendars = append(b.Calendars, ussCalendar{ID: c.ID, Name: c.Name, DaysOff: orEmpty(c.DaysOff), Events: wireEvents(c.Events)})
	}
	return b
}

func (b *USSBreakdown) strip() ussStrip {
	t := func(s string) ussText { return ussText{text: s} }
	s := ussStrip{
		ID: b.ID, BannerText: t(b.BannerText), Comments: t(b.Comments), Created: b.Created, Description: t(b.Description), Elements: orEmpty(b.Elements),
		Quantities: b.Quantities, Omitted: b.Omitted, Pages: ussNumber{digits: decimalPages(b.Pages)}, Scene: t(b.Scene), ScriptPage: t(b.ScriptPage), Type: "scene",
	}
	if b.Banner {
		s.Type = "banner"
	}
	if b.Duration > 0 {
		s.Duration.digits = strconv.FormatInt(b.Duration, 10)
	}
	return s
}

// decimalPages writes a length as a decimal number of pages, exactly; "" for none. Whole pages have a
// point too, so that nobody takes them for eighths.
func decimalPages(e Eighths) string {
	if e == 0 {
		return ""
	}
	fractions := [perPage]string{".0", ".125", ".25", ".375", ".5", ".625", ".75", ".875"}
	return strconv.Itoa(int(e)/perPage) + fractions[int(e)%perPage]
}

func wireEvents(events []USSEvent) []ussEvent {
	out := []ussEvent{}
	for _, e := range events {
		out = append(out, ussEvent{ID: e.ID, Date: e.Date, Type: e.Type, Name: ussText{text: e.Name}})
	}
	return out
}
