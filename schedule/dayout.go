package schedule

import (
	"io"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
)

// DayOutRequest says of whom a day out of days is wanted, and what holds for them.
type DayOutRequest struct {
	// Categories are those whose elements get a row, [Cast] where there are none. [SetRows] and
	// [LocationRows] stand for the sets and the locations of the scenes.
	Categories []Category `json:"categories,omitempty" strict:"max=100"`
	// Rules say who is held and who may be dropped. One of an element by name goes before one of its
	// category; who has none is not held, as Movie Magic begins.
	Rules []HoldRule `json:"rules,omitempty" strict:"max=20000"`
	// Events are days of somebody that are on no strip.
	Events []DayOutEvent `json:"events,omitempty" strict:"max=20000"`
}

// Categories of what is in the head of a scene.
const (
	SetRows      Category = "set"
	LocationRows Category = "location"
)

// HoldRule says how an element is engaged between its days of work.
type HoldRule struct {
	Category Category `json:"category" strict:"required"`
	// Name is empty for all elements of the category.
	Name string `json:"name,omitempty"`
	// Hold says that the days between the first and the last day of work are held.
	Hold bool `json:"hold,omitempty"`
	// Drop says that one break may be made of the first gap with at least DropDays days in it; it needs
	// Hold.
	Drop bool `json:"drop,omitempty"`
	// DropDays is the least number of calendar days between the drop and the pick-up, neither counted,
	// 1 to 366; the agreement of the performer says how many.
	DropDays int `json:"dropDays,omitempty"`
}

// DayOutEvent is a day of travel, fitting or rehearsal.
type DayOutEvent struct {
	Category Category   `json:"category" strict:"required"`
	Name     string     `json:"name" strict:"required"`
	Date     civil.Date `json:"date" strict:"required"`
	Code     DayCode    `json:"code" strict:"required"`
}

// DayCode is what somebody does on a day that is no work.
type DayCode string

// Codes of Movie Magic. Work is W with S for the first day, F for the last, D for a drop and P for a
// pick-up: SW, WD, PW, WF, SWF.
const (
	CodeTravel    DayCode = "TR"
	CodeFitting   DayCode = "FT"
	CodeRehearsal DayCode = "R"
	CodeHold      DayCode = "H"
	CodeHoliday   DayCode = "/"
	CodeMove      DayCode = "M"
)

var eventCodes = []DayCode{CodeTravel, CodeFitting, CodeRehearsal}

// OneOf returns the words that are the code of an event.
func (DayCode) OneOf() []string { return valid.Texts(eventCodes) }

// DayOutOfDays is who works when (récapitulatif des jours de présence): a row an element, a column each
// date from the first to the last day or event.
type DayOutOfDays struct {
	Title string      `json:"title,omitempty"`
	Days  []DayOutDay `json:"days"`
	Rows  []DayOutRow `json:"rows"`
}

// DayOutDay is a column.
type DayOutDay struct {
	Date civil.Date `json:"date"`
	// Kind is that of the company; a date on no day of the board is off.
	Kind DayKind `json:"kind,omitempty"`
	Name string  `json:"name,omitempty"`
	// Working is how many of the rows work.
	Working int `json:"working"`
}

// DayOutRow is an element with its days.
type DayOutRow struct {
	Category Category `json:"category"`
	Name     string   `json:"name"`
	BoardID  string   `json:"boardId,omitempty"`
	// Cells are the codes, one a column, empty for a day that is nothing to the element.
	Cells []string `json:"cells"`
	// Start and Finish are the first and the last day of work, no date where there is none.
	Start  civil.Date `json:"start,omitzero"`
	Finish civil.Date `json:"finish,omitzero"`
	// Dropped and PickedUp are the days of work on either side of the break.
	Dropped  civil.Date   `json:"dropped,omitzero"`
	PickedUp civil.Date   `json:"pickedUp,omitzero"`
	Totals   DayOutTotals `json:"totals"`
}

// DayOutTotals count days. Each date counts once: one of work with an event is worked.
type DayOutTotals struct {
	Worked    int `json:"worked"`
	Held      int `json:"held"`
	Travel    int `json:"travel"`
	Fitting   int `json:"fitting"`
	Rehearsal int `json:"rehearsal"`
	Holiday   int `json:"holiday"`
	Move      int `json:"move"`
	Total     int `json:"total"`
}

const (
	maxDayOutDays  = 4_000
	maxDayOutCells = 2_000_000
	maxDropDays    = 366
)

// DaysOut makes the day out of days of a board by the rules of Movie Magic Scheduling
// (mms-docs.ep.com, DOOD Rules):
//
// S and F stand on the first and the last day of work, whatever events lie outside. Between them an
// element that is held has an H on each day on which the company works, / on its holidays, M when it
// moves, and nothing on days off. Who may be dropped is so in the first gap that is long enough, once,
// and holds nothing in it. An event shows on any day without work, off days and the gap too.
//
// A faulty board or request, dates more than 4,000 days apart and more than 2,000,000 cells are each a
// [*FieldError]. Complexity linear in the cells and in the needs of the scenes.
func DaysOut(b Board, r DayOutRequest) (DayOutOfDays, error) {
	l, err := layDown(&b)
	var f valid.Faults
	addFaults(&f, "board", err)
	f.Enter("request")
	r.check(&f)
	f.Leave()
	if f.Any() {
		return DayOutOfDays{}, f.Err()
	}
	out := DayOutOfDays{Title: b.Title, Days: []DayOutDay{}, Rows: []DayOutRow{}}
	w := dayOut{laid: l, request: &r, rows: map[thing]*dayOutRow{}}
	w.collect()
	if len(w.first) > 0 {
		if out.Days, err = w.columns(); err != nil {
			return DayOutOfDays{}, err
		}
	}
	if len(w.order)*len(out.Days) > maxDayOutCells {
		f.Addf("request", nil, valid.ErrOutOfRange, "%d elements over %d days; at most %d cells", len(w.order), len(out.Days), maxDayOutCells)
		return DayOutOfDays{}, f.Err()
	}
	for _, row := range w.order {
		out.Rows = append(out.Rows, w.fill(row, out.Days))
	}
	return out, nil
}

// DecodeDayOutRequest reads a request from JSON and checks it. Beside malformed JSON it refuses unknown,
// duplicate or wrongly-cased fields, data after the document, more than 20,000 rules or events and 12 MiB.
// All faults are told at once, each a [*FieldError].
func DecodeDayOutRequest(r io.Reader) (DayOutRequest, error) {
	return strictjson.DecodeChecked(r, 0, (*DayOutRequest).check)
}

func (r *DayOutRequest) check(f *valid.Faults) {
	f.Enter("categories")
	for i, c := range r.Categories {
		f.Index(i)
		switch {
		case !c.isSound():
			f.Addf("", string(c), valid.ErrOneOf, "a category is written in small letters, digits and hyphens")
		case slices.Contains(r.Categories[:i], c):
			f.Add("", string(c), valid.ErrDuplicate)
		}
		f.Leave()
	}
	f.Leave()
	seen := make(map[thing]bool, len(r.Rules))
	eachOf(f, "rules", r.Rules, func(h *HoldRule) {
		t := thing{h.Category, h.Name}
		if seen[t] {
			f.Add("name", h.Name, valid.ErrDuplicate)
		}
		seen[t] = true
		h.check(f)
	})
	type day struct {
		thing
		date civil.Date
	}
	days := make(map[day]bool, len(r.Events))
	eachOf(f, "events", r.Events, func(e *DayOutEvent) {
		Element{e.Category, e.Name, 1, false}.check(f)
		valid.OneOf(f, "code", e.Code, eventCodes)
		d := day{thing{e.Category, e.Name}, e.Date}
		switch {
		case e.Date.IsZero():
			f.Add("date", nil, valid.ErrMissing)
		case days[d]:
			f.Add("date", e.Date, valid.ErrDuplicate)
		}
		days[d] = true
	})
}

func (h *HoldRule) check(f *valid.Faults) {
	if !h.Category.isSound() {
		f.Addf("category", string(h.Category), valid.ErrOneOf, "a category is written in small letters, digits and hyphens")
	}
	if h.Drop && !h.Hold {
		f.Addf("drop", nil, valid.ErrMissing, "who is not held cannot be dropped")
	}
	if h.Drop && (h.DropDays < 1 || h.DropDays > maxDropDays) || !h.Drop && h.DropDays != 0 {
		f.Addf("dropDays", h.DropDays, valid.ErrOutOfRange, "1 to %d where drop is true, else none", maxDropDays)
	}
}
