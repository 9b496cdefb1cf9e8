package schedule

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
)

// dayOut is a day out of days in the making.
type dayOut struct {
	*laid
	request *DayOutRequest
	rows    map[thing]*dayOutRow
	order   []*dayOutRow
	kinds   map[civil.Date]DayOutDay
	first   []civil.Date // the first and the last date, when there are any
}

type dayOutRow struct {
	thing
	rule   HoldRule
	worked []civil.Date // in order
	events map[civil.Date]DayCode
}

// collect finds who works when.
func (w *dayOut) collect() {
	wanted := w.request.Categories
	if len(wanted) == 0 {
		wanted = []Category{Cast}
	}
	wants := make(map[Category]bool, len(wanted))
	for _, c := range wanted {
		wants[c] = true
	}
	w.kinds = map[civil.Date]DayOutDay{}
	for i := range w.board.Days {
		d := &w.board.Days[i]
		w.company(d)
		for j := range d.Strips {
			if id := d.Strips[j].Scene; id != "" {
				w.scene(w.scenes[id], d.Date, wants)
			}
		}
	}
	for _, e := range w.request.Events {
		if wants[e.Category] {
			w.row(thing{e.Category, e.Name}).events[e.Date] = e.Code
			w.extend(e.Date)
		}
	}
	w.applyRules()
	slices.SortFunc(w.order, func(a, b *dayOutRow) int {
		return cmp.Or(cmp.Compare(slices.Index(wanted, a.category), slices.Index(wanted, b.category)),
			compareBoardNames(w.boardName(a.category, a.name), w.boardName(b.category, b.name)), compareThings(a.thing, b.thing))
	})
}

// company notes what a date is to the company: the unit that does most decides.
func (w *dayOut) company(d *BoardDay) {
	w.extend(d.Date)
	rank := func(k DayKind) int { return slices.Index([]DayKind{DayOff, DayHoliday, DayMove, ""}, k) }
	if known, ok := w.kinds[d.Date]; !ok || rank(d.Kind) > rank(known.Kind) {
		w.kinds[d.Date] = DayOutDay{Date: d.Date, Kind: d.Kind, Name: d.Name}
	}
}

func (w *dayOut) extend(d civil.Date) {
	if len(w.first) == 0 {
		w.first = []civil.Date{d, d}
		return
	}
	if d.Before(w.first[0]) {
		w.first[0] = d
	}
	if d.After(w.first[1]) {
		w.first[1] = d
	}
}

func (w *dayOut) row(t thing) *dayOutRow {
	row := w.rows[t]
	if row == nil {
		row = &dayOutRow{thing: t, events: map[civil.Date]DayCode{}}
		w.rows[t] = row
		w.order = append(w.order, row)
	}
	return row
}

func (w *dayOut) scene(s *Scene, d civil.Date, wants map[Category]bool) {
	work := func(t thing) {
		if t.name == "" || !wants[t.category] {
			return
		}
		row := w.row(t)
		if n := len(row.worked); n == 0 || row.worked[n-1] != d {
			row.worked = append(row.worked, d)
		}
	}
	work(thing{SetRows, s.Set})
	work(thing{LocationRows, s.Location})
	for _, n := range w.needs[s.ID] {
		work(thing{n.Category, n.Name})
	}
}

func (w *dayOut) applyRules() {
	rules := make(map[thing]HoldRule, len(w.request.Rules))
	for _, r := range w.request.Rules {
		rules[thing{r.Category, r.Name}] = r
	}
	for _, row := range w.order {
		rule, ok := rules[row.thing]
		if !ok {
			rule = rules[thing{row.category, ""}]
		}
		row.rule = rule
	}
}

// columns returns every date from the first to the last.
func (w *dayOut) columns() ([]DayOutDay, error) {
	span := w.first[1].DaysSince(w.first[0]) + 1
	if span > maxDayOutDays {
		return nil, &FieldError{Path: "board.days", Value: span, Err: fmt.Errorf("%w: from the first to the last date there are at most %d days", valid.ErrOutOfRange, maxDayOutDays)}
	}
	days := make([]DayOutDay, 0, span)
	for d := range (civil.Period{From: w.first[0], To: w.first[1]}).All() {
		day, ok := w.kinds[d]
		if !ok {
			day = DayOutDay{Date: d, Kind: DayOff}
		}
		days = append(days, day)
	}
	return days, nil
}

// gap returns the days of work on either side of the break, and whether there is one.
func (r *dayOutRow) gap() (drop, pickUp civil.Date, ok bool) {
	if !r.rule.Drop {
		return drop, pickUp, false
	}
	for i := 1; i < len(r.worked); i++ {
		if r.worked[i].DaysSince(r.worked[i-1])-1 >= r.rule.DropDays {
			return r.worked[i-1], r.worked[i], true
		}
	}
	return drop, pickUp, false
}

// fill returns the row of an element.
func (w *dayOut) fill(r *dayOutRow, days []DayOutDay) DayOutRow {
	row := DayOutRow{Category: r.category, Name: r.name, BoardID: w.items[r.thing].BoardID, Cells: make([]string, len(days))}
	if n := len(r.worked); n > 0 {
		row.Start, row.Finish = r.worked[0], r.worked[n-1]
	}
	row.Dropped, row.PickedUp, _ = r.gap()
	worked := r.worked
	for i := range days {
		d := days[i].Date
		if len(worked) > 0 && worked[0] == d {
			worked = worked[1:]
			row.Cells[i] = row.workCode(d)
			row.Totals.Worked++
			days[i].Working++
			continue
		}
		code, ok := r.events[d]
		if !ok && r.rule.Hold && row.holds(d) {
			code = heldCodes[days[i].Kind]
		}
		row.Cells[i] = string(code)
		row.Totals.count(code)
	}
	t := &row.Totals
	t.Total = t.Worked + t.Held + t.Travel + t.Fitting + t.Rehearsal + t.Holiday + t.Move
	return row
}

// heldCodes are what a day between is to who is held.
var heldCodes = map[DayKind]DayCode{"": CodeHold, DayHoliday: CodeHoliday, DayMove: CodeMove, DayOff: ""}

// holds reports whether a day is between first and last and not in the break.
func (r *DayOutRow) holds(d civil.Date) bool {
	if r.Start.IsZero() || d.Before(r.Start) || d.After(r.Finish) {
		return false
	}
	return r.Dropped.IsZero() || d.Before(r.Dropped) || d.After(r.PickedUp)
}

// workCode returns the code of a day of work.
func (r *DayOutRow) workCode(d civil.Date) string {
	code := "W"
	if d == r.PickedUp {
		code = "P" + code
	}
	if d == r.Start {
		code = "S" + code
	}
	if d == r.Dropped {
		code += "D"
	}
	if d == r.Finish {
		code += "F"
	}
	return code
}

func (t *DayOutTotals) count(c DayCode) {
	switch c {
	case CodeHold:
		t.Held++
	case CodeTravel:
		t.Travel++
	case CodeFitting:
		t.Fitting++
	case CodeRehearsal:
		t.Rehearsal++
	case CodeHoliday:
		t.Holiday++
	case CodeMove:
		t.Move++
	}
}
