package schedule

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Limits of a USS document beside its size, so that a small text makes no great structure.
const (
	maxUSSDepth   = 32
	maxUSSObjects = 40_000
	maxUSSValues  = 500_000
)

// ReadUSS reads a schedule (plan de travail) of the Universal Schedule Standard. It takes what programs
// write in practice: keys that are missing or unknown, null, numbers for texts, strips of the type
// "strip" for "scene", breakdownArrays for breakdownIds, doodDayCount for dropDayCount, and what drafts
// before 1.0 had otherwise: day breaks among the strips, categories that list their elements, version
// and time. [WriteUSS] writes the standard.
//
// Lengths are pages, "1.375" for 1 3/8, unless four strips or more have one and all are written without
// a point: then they are eighths, as some programs write them, because about one scene in eight has whole pages
// and hardly a film has no other. A notice says so, and says where there are fewer that they were taken
// for pages. A length that is not in eighths is an [ErrEighths].
//
// It refuses a text that is not UTF-8 or not JSON, more than 12 MiB, 40,000 objects, 500,000 values
// and a depth of 32 ([ErrUSS]); what [USS.Validate] refuses; and a value of another kind. Each is a
// [*FieldError] whose path begins behind universalScheduleStandard.
func ReadUSS(r io.Reader) (USS, error) {
	text, err := readText(r, ErrUSS)
	if err != nil {
		return USS{}, err
	}
	if err := boundJSON(text); err != nil {
		return USS{}, refusal(ErrUSS, "%w", err)
	}
	var document ussDocument
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		return USS{}, ussFault(err)
	}
	if document.Body == nil {
		return USS{}, refusal(ErrUSS, "it has no universalScheduleStandard")
	}
	in := ussReader{body: document.Body}
	u := in.read()
	if err := valid.Merge(in.faults.Err(), u.Validate()); err != nil {
		return USS{}, err
	}
	return u, nil
}

// ussFault tells where encoding/json could not go on.
func ussFault(err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		path := strings.TrimPrefix(wrong.Field, "universalScheduleStandard.")
		return &FieldError{Path: path, Err: fmt.Errorf("%w: %s is not wanted, at byte %d", valid.ErrType, wrong.Value, wrong.Offset)}
	}
	return refusal(ErrUSS, "%w", err)
}

// boundJSON counts what a document has, strings passed over, before anything is made of it.
func boundJSON(text string) error {
	depth, objects, values := 0, 0, 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			end := endOfString(text, i+1)
			if end < 0 {
				return errors.New("a text has no end")
			}
			i = end
		case '{':
			objects++
			depth++
		case '[':
			depth++
		case '}', ']':
			depth--
		case ',':
			values++
		}
		if depth > maxUSSDepth || objects > maxUSSObjects || values > maxUSSValues {
			return fmt.Errorf("it has more than %d objects or %d values, or is nested more than %d deep", maxUSSObjects, maxUSSValues, maxUSSDepth)
		}
	}
	return nil
}

// endOfString returns where the closing quote of a string is.
func endOfString(text string, from int) int {
	for i := from; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return -1
}

type ussReader struct {
	body   *ussBody
	u      USS
	faults valid.Faults
}

func (in *ussReader) read() USS {
	b := in.body
	in.u = USS{
		ID: b.ID, Author: in.text("author", b.Author), Company: in.text("company", b.Company), Created: b.Created,
		Description: in.text("description", b.Description), Episode: in.text("episode", b.Episode), EpisodeName: in.text("episodeName", b.EpisodeName),
		Name: b.Name, Project: in.text("project", b.Project), SchedColor: in.text("schedColor", b.SchedColor), SchedDate: in.text("schedDate", b.SchedDate),
		ScriptColor: in.text("scriptColor", b.ScriptColor), ScriptDate: in.text("scriptDate", b.ScriptDate), Season: in.text("season", b.Season),
		Source: b.Source, Version: firstOf(b.Version, b.OldVersion),
		Breakdowns: []USSBreakdown{}, Categories: []USSCategory{}, Elements: []USSElement{}, Stripboards: []USSStripboard{}, Calendars: []USSCalendar{},
	}
	in.categories()
	dayBreaks := in.breakdowns()
	in.stripboards(dayBreaks)
	for _, c := range b.Calendars {
		in.u.Calendars = append(in.u.Calendars, USSCalendar{ID: c.ID, Name: c.Name, DaysOff: orEmpty(c.DaysOff), Events: in.events(c.Events)})
	}
	return in.u
}

func (in *ussReader) text(field string, t ussText) string {
	if t.bad {
		in.faults.Addf(field, nil, valid.ErrType, "a text is wanted")
	}
	return t.text
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// categories reads categories and their elements.
func (in *ussReader) categories() {
	listed := map[string]string{}
	for _, c := range in.body.Categories {
		in.u.Categories = append(in.u.Categories, USSCategory{ID: c.ID, UCID: c.UCID, Created: c.Created, Name: c.Name})
		for _, e := range c.Elements {
			if listed[e] == "" { // an element in two categories is of the first
				listed[e] = c.ID
			}
		}
	}
	known := map[string]bool{}
	for i := range in.body.Elements {
		e := &in.body.Elements[i]
		known[e.ID] = true
		in.faults.Enter("elements")
		in.faults.Index(i)
		in.u.Elements = append(in.u.Elements, USSElement{
			ID: e.ID, Category: firstOf(e.Category, listed[e.ID]), Created: e.Created, Name: e.Name, BoardID: in.text("elementId", e.ElementID),
			DaysOff: orEmpty(e.DaysOff), DropDays: firstInt(e.DropDays, e.DoodDays), Dood: isNotFalse(e.Dood), Drop: isNotFalse(e.Drop), Hold: isNotFalse(e.Hold),
			IDLock: e.IDLock, Linked: orEmpty(e.Linked), Events: in.events(e.Events),
		})
		in.faults.Leave()
		in.faults.Leave()
	}
	for _, e := range in.u.Elements {
		for _, id := range e.Linked {
			if !known[id] {
				in.notice(CodeUSSLink, "elements", fmt.Sprintf("%s is linked to %s, which the document does not have", valid.Quote(e.Name), valid.Quote(id)))
			}
		}
	}
}

// maxNotices bounds how many notices a document makes.
const maxNotices = 100

func (in *ussReader) notice(code, key, message string) {
	if len(in.u.Notices) < maxNotices {
		in.u.Notices = append(in.u.Notices, law.Notice{Code: code, Key: key, Message: message})
	}
}

func firstInt(a, b *int) int {
	if a == nil {
		a = b
	}
	if a == nil {
		return 0
	}
	return *a
}

// isNotFalse is the default of the standard for what another program does not say.
func isNotFalse(b *bool) bool { return b == nil || *b }

func (in *ussReader) events(events []ussEvent) []USSEvent {
	out := []USSEvent{}
	for i, e := range events {
		in.faults.Enter("events")
		in.faults.Index(i)
		out = append(out, USSEvent{ID: e.ID, Type: e.Type, Name: in.text("name", e.Name), Date: e.Date})
		in.faults.Leave()
		in.faults.Leave()
	}
	return out
}

// breakdowns reads the strips, and returns the day breaks among them.
func (in *ussReader) breakdowns() (dayBreaks map[string]bool) {
	dayBreaks = map[string]bool{}
	inEighths := in.areEighths()
	in.faults.Enter("breakdowns")
	for i := range in.body.Breakdowns {
		b := &in.body.Breakdowns[i]
		in.faults.Index(i)
		switch b.Type {
		case "day":
			dayBreaks[b.ID] = true
		case "scene", "strip", "banner":
			in.breakdown(b, inEighths)
		default:
			in.faults.Addf("type", b.Type, valid.ErrOneOf, "scene, banner")
			in.breakdown(b, inEighths)
		}
		in.faults.Leave()
	}
	in.faults.Leave()
	return dayBreaks
}

func (in *ussReader) breakdown(b *ussStrip, inEighths bool) {
	duration := b.Duration
	if duration.digits == "" {
		duration = b.Time
	}
	in.u.Breakdowns = append(in.u.Breakdowns, USSBreakdown{
		ID: b.ID, Banner: b.Type == "banner", BannerText: in.text("bannerText", b.BannerText), Comments: in.text("comments", b.Comments),
		Created: b.Created, Description: in.text("description", b.Description), Elements: orEmpty(b.Elements), Quantities: b.Quantities, Omitted: b.Omitted,
		Pages: in.pages(b.Pages, inEighths), Scene: in.text("scene", b.Scene), ScriptPage: in.text("scriptPage", b.ScriptPage),
		Duration: in.whole("duration", duration),
	})
}

// whole reads a whole number; a fraction of a millisecond is left out.
func (in *ussReader) whole(field string, n ussNumber) int64 {
	digits, _, _ := strings.Cut(n.digits, ".")
	if n.digits == "" && !n.bad {
		return 0
	}
	d, err := money.ParseDecimal(digits)
	units, exact := d.Scaled(0)
	if err != nil || n.bad || !exact {
		in.faults.Addf(field, n.digits, valid.ErrType, "a whole number is wanted")
	}
	return units
}

// fewWhole is for how many whole lengths alone it is too unlikely that they are pages.
const fewWhole = 4

// areEighths decides whether lengths are eighths.
func (in *ussReader) areEighths() bool {
	whole := 0
	for i := range in.body.Breakdowns {
		digits := in.body.Breakdowns[i].Pages.digits
		if strings.Contains(digits, ".") || strings.Contains(digits, "/") {
			return false
		}
		if strings.Trim(digits, "0") != "" {
			whole++
		}
	}
	switch {
	case whole == 0:
		return false
	case whole < fewWhole:
		in.notice(CodeUSSPages, "pages", "all lengths are written as whole numbers: they are taken for pages, as the standard says")
		return false
	}
	in.notice(CodeUSSPages, "pages", "all lengths are written as whole numbers: they are taken for eighths of a page")
	return true
}

// pages reads a length.
func (in *ussReader) pages(n ussNumber, inEighths bool) Eighths {
	if n.digits == "" && !n.bad {
		return 0
	}
	if mixed, err := ParseEighths(n.digits); err == nil && strings.Contains(n.digits, "/") {
		return mixed
	}
	unit := int64(perPage)
	if inEighths {
		unit = 1
	}
	d, err := money.ParseDecimal(n.digits)
	thousandths, exact := d.Scaled(3)
	if n.bad || err != nil || !exact || thousandths < 0 || thousandths > int64(MaxEighths)*1_000 || thousandths*unit%1_000 != 0 || thousandths*unit/1_000 > int64(MaxEighths) {
		in.faults.Addf("pages", n.digits, ErrEighths, "a number of pages in steps of 0.125 is wanted")
		return 0
	}
	return Eighths(thousandths * unit / 1_000)
}

// stripboards reads the boards. A day break ends the day of the strips before it.
func (in *ussReader) stripboards(dayBreaks map[string]bool) {
	for i, s := range in.body.Stripboards {
		in.faults.Enter("stripboards")
		in.faults.Index(i)
		board := USSStripboard{ID: s.ID, Name: s.Name, Calendar: in.text("calendar", s.Calendar), Boards: []USSBoard{}}
		in.faults.Leave()
		in.faults.Leave()
		for _, b := range s.Boards {
			groups := b.IDs
			if b.Arrays != nil && len(groups) == 0 {
				groups = *b.Arrays
			}
			board.Boards = append(board.Boards, USSBoard{ID: b.ID, Name: b.Name, Groups: splitDays(groups, dayBreaks)})
		}
		in.u.Stripboards = append(in.u.Stripboards, board)
	}
}

// splitDays makes days of strips with day breaks among them. What comes after the last break is on no
// day.
func splitDays(groups []USSGroup, dayBreaks map[string]bool) []USSGroup {
	out := []USSGroup{}
	for _, g := range groups {
		rest := g.Breakdowns
		for {
			at := slices.IndexFunc(rest, func(id string) bool { return dayBreaks[id] })
			if at < 0 {
				break
			}
			out = append(out, USSGroup{Day: true, Breakdowns: rest[:at:at]})
			rest = rest[at+1:]
		}
		if len(rest) > 0 || len(rest) == len(g.Breakdowns) {
			out = append(out, USSGroup{Day: g.Day, Breakdowns: rest})
		}
	}
	return out
}
