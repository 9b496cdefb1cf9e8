package schedule

import (
	"errors"
	"slices"
	"strconv"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

// ErrUSS reports a text that is not a document of the Universal Schedule Standard, or beyond the limits
// of [ReadUSS].
var ErrUSS = errors.New("unreadable schedule")

// Codes of the notices of reading a USS document.
const (
	// CodeUSSPages marks lengths that were whole numbers throughout, which may be pages or eighths.
	CodeUSSPages = "uss-pages"
	// CodeUSSLink marks a linked element that the document does not have.
	CodeUSSLink = "uss-link"
)

// USS is a schedule in the Universal Schedule Standard (plan de travail, fichier .uss), the open form
// in which stripboards go from one program to another, version 1.0.0
// (github.com/UniversalScheduleStandard). Texts that the standard allows to be null are empty. Keys of a
// program's own are not kept.
type USS struct {
	ID          string `json:"id"`
	Author      string `json:"author"`
	Company     string `json:"company"`
	Created     string `json:"created"`
	Description string `json:"description"`
	Episode     string `json:"episode"`
	EpisodeName string `json:"episodeName"`
	Name        string `json:"name"`
	Project     string `json:"project"`
	SchedColor  string `json:"schedColor"`
	SchedDate   string `json:"schedDate"`
	ScriptColor string `json:"scriptColor"`
	ScriptDate  string `json:"scriptDate"`
	Season      string `json:"season"`
	Source      string `json:"source"`
	Version     string `json:"version"`

	Breakdowns  []USSBreakdown  `json:"breakdowns"`
	Categories  []USSCategory   `json:"categories"`
	Elements    []USSElement    `json:"elements"`
	Stripboards []USSStripboard `json:"stripboards"`
	Calendars   []USSCalendar   `json:"calendars"`

	// Notices are what reading had to decide. They are not written.
	Notices []law.Notice `json:"notices,omitempty"`
}

// USSBreakdown is a strip: a scene, or a banner.
type USSBreakdown struct {
	ID          string   `json:"id"`
	Banner      bool     `json:"banner"`
	BannerText  string   `json:"bannerText"`
	Comments    string   `json:"comments"`
	Created     string   `json:"created"`
	Description string   `json:"description"`
	Elements    []string `json:"elements"` // by ID
	// Quantities are how many of an element the scene needs, by its ID, where it is not one. The
	// standard does not have them; they are written under the key _quantities.
	Quantities map[string]int `json:"quantities,omitempty"`
	// Omitted is written under the key _omitted.
	Omitted    bool    `json:"omitted,omitempty"`
	Pages      Eighths `json:"pages"`
	Scene      string  `json:"scene"`
	ScriptPage string  `json:"scriptPage"`
	// Duration is the time to shoot in milliseconds, 0 where there is none.
	Duration int64 `json:"duration"`
}

// USSCategory is a category with its number in the standard.
type USSCategory struct {
	ID      string `json:"id"`
	UCID    int    `json:"ucid"`
	Created string `json:"created"`
	Name    string `json:"name"`
}

// USSElement is an element of a category.
type USSElement struct {
	ID       string `json:"id"`
	Category string `json:"category"` // by ID
	Created  string `json:"created"`
	Name     string `json:"name"`
	BoardID  string `json:"boardId"`
	// DaysOff are the days of the week that it does not work, 0 Sunday to 6 Saturday.
	DaysOff []int `json:"daysOff"`
	// DropDays is the least number of days between drop and pick-up.
	DropDays int        `json:"dropDays"`
	Dood     bool       `json:"dood"`
	Drop     bool       `json:"drop"`
	Hold     bool       `json:"hold"`
	IDLock   bool       `json:"idLock"`
	Linked   []string   `json:"linked"` // by ID
	Events   []USSEvent `json:"events"`
}

// USSEvent is a day of a calendar or of an element.
type USSEvent struct {
	ID string `json:"id"`
	// Type is start, dayOff or event.
	Type string `json:"type"`
	Name string `json:"name"`
	// Date is as written, "2022-06-20T08:00:00.000Z". The standard does not say in which time zone the
	// day is.
	Date string `json:"date"`
}

// USSStripboard is one order of the strips, on boards.
type USSStripboard struct {
	ID       string     `json:"id"`
	Name     string     `json:"name"`
	Calendar string     `json:"calendar"` // by ID
	Boards   []USSBoard `json:"boards"`
}

// USSBoard is a board: a unit, or what is not on the schedule (boneyard).
type USSBoard struct {
	ID     string     `json:"id"`
	Name   string     `json:"name"`
	Groups []USSGroup `json:"groups"`
}

// USSGroup is a run of strips: a shooting day, or strips that are on no day.
type USSGroup struct {
	Day        bool     `json:"day"`
	Breakdowns []string `json:"breakdowns"` // by ID
}

// USSCalendar has the days of a board.
type USSCalendar struct {
	ID      string     `json:"id"`
	Name    string     `json:"name"`
	DaysOff []int      `json:"daysOff"`
	Events  []USSEvent `json:"events"`
}

// Validate reports every fault of the document, each a [*FieldError], or nil: identifiers that are
// missing or given twice, references to nothing, days and kinds that are none. Elements linked to
// nothing are no fault, as they occur in the samples of the standard.
func (u USS) Validate() error {
	var f valid.Faults
	breakdowns, categories := map[string]bool{}, map[string]bool{}
	elements, calendars := map[string]bool{}, map[string]bool{}
	eachOf(&f, "categories", u.Categories, func(c *USSCategory) { checkID(&f, c.ID, categories) })
	eachOf(&f, "calendars", u.Calendars, func(c *USSCalendar) {
		checkID(&f, c.ID, calendars)
		checkDaysOff(&f, c.DaysOff)
		checkEvents(&f, c.Events)
	})
	eachOf(&f, "elements", u.Elements, func(e *USSElement) {
		checkID(&f, e.ID, elements)
		checkRef(&f, "category", e.Category, categories)
		if e.Name == "" {
			f.Add("name", nil, valid.ErrMissing)
		}
		checkDaysOff(&f, e.DaysOff)
		checkEvents(&f, e.Events)
	})
	eachOf(&f, "breakdowns", u.Breakdowns, func(b *USSBreakdown) {
		checkID(&f, b.ID, breakdowns)
		b.check(&f, elements)
	})
	stripboards := map[string]bool{}
	eachOf(&f, "stripboards", u.Stripboards, func(s *USSStripboard) {
		checkID(&f, s.ID, stripboards)
		if s.Calendar != "" {
			checkRef(&f, "calendar", s.Calendar, calendars)
		}
		eachOf(&f, "boards", s.Boards, func(b *USSBoard) {
			for i, g := range b.Groups {
				for _, id := range g.Breakdowns {
					checkRef(&f, "breakdownIds["+strconv.Itoa(i)+"]", id, breakdowns)
				}
			}
		})
	})
	return f.Err()
}

// eachOf enters each item of a list.
func eachOf[T any](f *valid.Faults, field string, list []T, check func(*T)) {
	f.Enter(field)
	for i := range list {
		f.Index(i)
		check(&list[i])
		f.Leave()
	}
	f.Leave()
}

func checkID(f *valid.Faults, id string, seen map[string]bool) {
	switch {
	case id == "":
		f.Add("id", nil, valid.ErrMissing)
	case seen[id]:
		f.Add("id", id, valid.ErrDuplicate)
	}
	seen[id] = true
}

func checkRef(f *valid.Faults, field, id string, known map[string]bool) {
	if id == "" || !known[id] {
		f.Add(field, id, valid.ErrReference)
	}
}

func (b *USSBreakdown) check(f *valid.Faults, elements map[string]bool) {
	if b.Pages < 0 || b.Pages > MaxEighths {
		f.Addf("pages", int(b.Pages), valid.ErrOutOfRange, "0 to %d eighths", int(MaxEighths))
	}
	const longest = maxMinutes * 60_000
	if b.Duration < 0 || b.Duration > longest {
		f.Addf("duration", b.Duration, valid.ErrOutOfRange, "0 to %d", int64(longest))
	}
	f.Enter("elements")
	for i, id := range b.Elements {
		f.Index(i)
		checkRef(f, "", id, elements)
		f.Leave()
	}
	f.Leave()
	for _, id := range sortedKeys(b.Quantities) {
		if n := b.Quantities[id]; n < 1 || n > maxQuantity || !slices.Contains(b.Elements, id) {
			f.Addf("_quantities", id, valid.ErrOutOfRange, "1 to %d of an element of the scene", maxQuantity)
		}
	}
}

func sortedKeys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func checkDaysOff(f *valid.Faults, days []int) {
	f.Enter("daysOff")
	for i, d := range days {
		f.Index(i)
		switch {
		case d < 0 || d > 6:
			f.Addf("", d, valid.ErrOutOfRange, "0 to 6")
		case slices.Contains(days[:min(i, 7)], d):
			f.Add("", d, valid.ErrDuplicate)
		}
		f.Leave()
	}
	f.Leave()
}

func checkEvents(f *valid.Faults, events []USSEvent) {
	eachOf(f, "events", events, func(e *USSEvent) {
		if e.Type != "start" && e.Type != "dayOff" && e.Type != "event" {
			f.Addf("type", e.Type, valid.ErrOneOf, "start, dayOff, event")
		}
		if e.Date == "" {
			f.Add("date", nil, valid.ErrMissing)
		}
	})
}
