package financing

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

//go:embed tables/files.json
var filesJSON []byte

var checklistsOnce lazy.Value[law.Table[Checklist]]

// checklists reads the table once, when it is first needed.
func checklists() (law.Table[Checklist], error) {
	return checklistsOnce.Get(func() (law.Table[Checklist], error) { return law.Load[Checklist](filesJSON) })
}

// Checklist is what an application asks for (liste des pièces): documents, and when it is due.
type Checklist struct {
	Documents []RequiredDocument `json:"documents"`
	Deadlines []Deadline         `json:"deadlines"`
}

// Deadline is a day counted from an event (délai): so many months, then days, after it, or before it
// where they are negative.
type Deadline struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	// Event is shoot-start, shoot-end, completion, visa, release or last-french-work.
	Event  string `json:"event"`
	Months int    `json:"months"`
	Days   int    `json:"days"`
	// When is that it holds only where one of these facts is true, Unless that it does not.
	When   []string `json:"when"`
	Unless []string `json:"unless"`
}

// FileEvents returns the events that deadlines are counted from.
func FileEvents() []string {
	return []string{"shoot-start", "shoot-end", "completion", "visa", "release", "last-french-work"}
}

// DueDate is a deadline on the calendar of a work.
type DueDate struct {
	// Application is the file or the duty that is due.
	Application string `json:"application"`
	Code        string `json:"code"`
	Label       string `json:"label"`
	Event       string `json:"event"`
	// Due is the last day, the zero Date where the event has no date yet.
	Due  civil.Date `json:"due,omitzero"`
	Late bool       `json:"late"`
	Refs law.Refs   `json:"refs"`
}

// FileCalendar is a calendar of deadlines, the first due first and those without date last.
type FileCalendar struct {
	Deadlines []DueDate    `json:"deadlines"`
	Notices   []law.Notice `json:"notices"`
}

// Applications lists the application files that can be checked on a day, with label, status and
// references.
func Applications(on civil.Date) ([]law.Entry, error) {
	table, err := checklists()
	if err != nil {
		return nil, err
	}
	list := slices.DeleteFunc(table.List(on), func(e law.Entry) bool { return strings.HasSuffix(e.Key, deadlineSuffix) })
	for i := range list {
		list[i].Value = "" // the checklist as a text says nothing; see FindChecklist
	}
	return list, nil
}

// deadlineSuffix marks checklists that are a deadline alone, whose status differs from that of the
// documents.
const deadlineSuffix = "/deadline"

// FindChecklist returns a copy of the checklist of an application on a day. An application that does not
// exist is a [law.ErrUnknownKey], a day before it a [law.ErrNoValue].
func FindChecklist(application string, on civil.Date) (Checklist, error) {
	table, err := checklists()
	if err != nil {
		return Checklist{}, err
	}
	v, err := table.At(application, on)
	return v.Value.clone(), err
}

// FileFacts returns the facts that documents and deadlines may depend on, sorted.
func FileFacts() ([]string, error) {
	table, err := checklists()
	if err != nil {
		return nil, err
	}
	var facts []string
	for _, key := range table.Keys() {
		v, err := table.At(key, table.VerifiedOn())
		if err != nil {
			return nil, err
		}
		for _, d := range v.Value.Documents {
			facts = append(facts, d.When...)
		}
		for _, d := range v.Value.Deadlines {
			facts = append(append(facts, d.When...), d.Unless...)
		}
	}
	slices.Sort(facts)
	return slices.Compact(facts), nil
}

// ComputeFileCalendar returns every deadline of a work (calendrier des échéances) from the dates of its
// events and the facts that hold, as seen on a day: those before it are late. An event without a date
// gives a deadline without one. Facts and events that do not exist or are given twice are
// [*FieldError]s.
func ComputeFileCalendar(dates []MilestoneDate, facts []string, on civil.Date) (FileCalendar, error) {
	var f valid.Faults
	checkEvents(&f, dates)
	checkFacts(&f, facts)
	if on.IsZero() {
		f.Add("on", nil, valid.ErrMissing)
	}
	if err := f.Err(); err != nil {
		return FileCalendar{}, err
	}
	table, err := checklists()
	if err != nil {
		return FileCalendar{}, err
	}
	got := FileCalendar{Deadlines: []DueDate{}, Notices: []law.Notice{}}
	if n, stale := table.Stale(on); stale {
		got.Notices = append(got.Notices, n)
	}
	for _, key := range table.Keys() {
		v, err := table.At(key, on)
		if err != nil {
			continue // not yet in force
		}
		if err := got.add(v, dates, facts, on); err != nil {
			return FileCalendar{}, err
		}
	}
	slices.SortStableFunc(got.Deadlines, func(a, b DueDate) int {
		if a.Due.IsZero() != b.Due.IsZero() {
			return b.Due.Compare(a.Due) // the zero Date comes before all, and here last
		}
		return a.Due.Compare(b.Due)
	})
	return got, nil
}

// add puts the deadlines of a checklist on the calendar.
func (c *FileCalendar) add(v law.Value[Checklist], dates []MilestoneDate, facts []string, on civil.Date) error {
	for _, d := range v.Value.Deadlines {
		if !holds(d.When, d.Unless, facts) {
			continue
		}
		due, err := d.due(dates)
		if err != nil {
			return err
		}
		c.Deadlines = append(c.Deadlines, DueDate{
			Application: strings.TrimSuffix(v.Key, deadlineSuffix), Code: d.Code, Label: d.Label, Event: d.Event,
			Due: due, Late: !due.IsZero() && on.After(due), Refs: v.Refs,
		})
		if n, doubtful := v.Notice(); doubtful && !slices.ContainsFunc(c.Notices, func(old law.Notice) bool { return old.Key == n.Key }) {
			c.Notices = append(c.Notices, n)
		}
	}
	return nil
}

// holds says that a condition is met: one of when, if any, and none of unless.
func holds(when, unless, facts []string) bool {
	is := func(fact string) bool { return slices.Contains(facts, fact) }
	return (len(when) == 0 || slices.ContainsFunc(when, is)) && !slices.ContainsFunc(unless, is)
}

// due is the last day of a deadline, the zero Date where its event has no date.
func (d Deadline) due(dates []MilestoneDate) (civil.Date, error) {
	i := slices.IndexFunc(dates, func(m MilestoneDate) bool { return m.Milestone == d.Event })
	if i < 0 {
		return civil.Date{}, nil
	}
	due, err := dates[i].Date.AddMonths(d.Months)
	if err == nil {
		due, err = due.AddDays(d.Days)
	}
	if err != nil {
		return civil.Date{}, &FieldError{Path: fmt.Sprintf("dates[%d].date", i), Value: dates[i].Date, Err: err}
	}
	return due, nil
}

func checkEvents(f *valid.Faults, dates []MilestoneDate) {
	seen := map[string]bool{}
	f.Enter("dates")
	for i, m := range dates {
		f.Index(i)
		valid.OneOf(f, "milestone", m.Milestone, FileEvents())
		if seen[m.Milestone] {
			f.Add("milestone", m.Milestone, valid.ErrDuplicate)
		}
		seen[m.Milestone] = true
		if m.Date.IsZero() {
			f.Add("date", nil, valid.ErrMissing)
		}
		f.Leave()
	}
	f.Leave()
}

func checkFacts(f *valid.Faults, facts []string) {
	known, err := FileFacts()
	if err != nil {
		f.Add("facts", nil, err)
		return
	}
	seen := map[string]bool{}
	for i, fact := range facts {
		field := fmt.Sprintf("facts[%d]", i)
		if seen[fact] {
			f.Add(field, fact, valid.ErrDuplicate)
		}
		seen[fact] = true
		valid.OneOf(f, field, fact, known)
	}
}

// clone returns a checklist that shares nothing with c.
func (c Checklist) clone() Checklist {
	c.Documents, c.Deadlines = slices.Clone(c.Documents), slices.Clone(c.Deadlines)
	for i := range c.Documents {
		c.Documents[i].When, c.Documents[i].Signatories = slices.Clone(c.Documents[i].When), slices.Clone(c.Documents[i].Signatories)
	}
	for i := range c.Deadlines {
		c.Deadlines[i].When, c.Deadlines[i].Unless = slices.Clone(c.Deadlines[i].When), slices.Clone(c.Deadlines[i].Unless)
	}
	return c
}
