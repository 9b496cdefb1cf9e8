package rights

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
)

// DeliveryReport is where a delivery stands on a day.
type DeliveryReport struct {
	AsOf civil.Date `json:"asOf"`
	// Lines are all the items in the order of the list.
	Lines []DeliveryLine `json:"lines"`
	// Complete is true when every item that is not optional is accepted or waived, Completed the day of
	// the last of them.
	Complete  bool       `json:"complete"`
	Completed civil.Date `json:"completed,omitzero"`
	// Blocking are the items that hold up the delivery, and of them Now those that can be dealt with at
	// once, for they wait for no other item.
	Blocking []string `json:"blocking,omitempty"`
	Now      []string `json:"now,omitempty"`
	// Late are the items that are not settled after their day, optional ones too.
	Late []string `json:"late,omitempty"`
}

// DeliveryLine is where an item stands.
type DeliveryLine struct {
	Item   string         `json:"item"`
	Status DeliveryStatus `json:"status"`
	// Due is the last day, none of an item without one. Days are those left to it, below zero when it
	// has gone by; of a settled item, how many days before it was settled.
	Due  civil.Date `json:"due,omitzero"`
	Days int        `json:"days,omitempty"`
	Late bool       `json:"late,omitempty"`
	// Blocking is true when the item holds up the delivery.
	Blocking bool `json:"blocking,omitempty"`
	// WaitsFor are the items it needs that have not been sent yet, those that they wait for included, in
	// the order of the list.
	WaitsFor []string `json:"waitsFor,omitempty"`
}

// DueDate returns the last day for an item of the list, and whether it has one. An item that is not sound
// has none.
func (l DeliveryList) DueDate(i DeliveryItem) (civil.Date, bool) {
	if i.After == "" {
		return i.Due, !i.Due.IsZero()
	}
	day, known := l.Milestones[i.After]
	if !known {
		return civil.Date{}, false
	}
	due, err := day.AddDays(i.Days)
	return due, err == nil
}

// Report returns where the delivery stands on a day and what holds it up. A status of after that day is a
// fault, told as a [*FieldError] like all those of the list.
//
// Complexity O(items × (needs + what is waited for)).
func (l DeliveryList) Report(asOf civil.Date) (DeliveryReport, error) {
	if err := l.checkAsOf(asOf); err != nil {
		return DeliveryReport{}, err
	}
	report := DeliveryReport{AsOf: asOf, Lines: make([]DeliveryLine, 0, len(l.Items)), Complete: true}
	waits := l.waits()
	for i, item := range l.Items {
		line := l.line(item, asOf)
		for j := range ones(waits[i]) {
			line.WaitsFor = append(line.WaitsFor, l.Items[j].ID)
		}
		report.add(item, line)
	}
	if !report.Complete {
		report.Completed = civil.Date{}
	}
	return report, nil
}

func (l DeliveryList) checkAsOf(asOf civil.Date) error {
	if err := l.Validate(); err != nil {
		return err
	}
	var f valid.Faults
	if asOf.IsZero() {
		f.Add("asOf", nil, valid.ErrMissing)
		return f.Err()
	}
	f.Enter("items")
	for i, item := range l.Items {
		if item.On.After(asOf) {
			f.Index(i)
			f.Addf("on", item.On, valid.ErrOutOfRange, "after %s", asOf)
			f.Leave()
		}
	}
	return f.Err()
}

func (l DeliveryList) line(item DeliveryItem, asOf civil.Date) DeliveryLine {
	line := DeliveryLine{Item: item.ID, Status: item.Status, Blocking: !item.Optional && !item.settled()}
	due, has := l.DueDate(item)
	if !has {
		return line
	}
	line.Due = due
	if item.settled() {
		line.Days = due.DaysSince(item.On)
		return line
	}
	line.Days = due.DaysSince(asOf)
	line.Late = line.Days < 0
	return line
}

func (r *DeliveryReport) add(item DeliveryItem, line DeliveryLine) {
	r.Lines = append(r.Lines, line)
	if line.Late {
		r.Late = append(r.Late, item.ID)
	}
	switch {
	case line.Blocking:
		r.Complete = false
		r.Blocking = append(r.Blocking, item.ID)
		if len(line.WaitsFor) == 0 {
			r.Now = append(r.Now, item.ID)
		}
	case !item.Optional && item.On.After(r.Completed):
		r.Completed = item.On
	}
}

// waits returns, by item that is not handed over itself, the items it needs that are not, directly or
// through others: a bit each.
func (l DeliveryList) waits() []things {
	at := make(map[string]int, len(l.Items))
	for i, item := range l.Items {
		at[item.ID] = i
	}
	waits := make([]things, len(l.Items))
	var walk func(i int) things
	walk = func(i int) things {
		if waits[i] != nil {
			return waits[i]
		}
		waits[i] = make(things, (len(l.Items)+63)/64)
		if l.Items[i].handed() {
			return waits[i]
		}
		for _, need := range l.Items[i].Needs {
			if j := at[need]; !l.Items[j].handed() {
				waits[i].add(j)
				for n, word := range walk(j) {
					waits[i][n] |= word
				}
			}
		}
		return waits[i]
	}
	for i := range l.Items {
		walk(i)
	}
	return waits
}
