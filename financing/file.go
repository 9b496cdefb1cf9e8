package financing

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// MaxDocuments is the most documents of a file, and the most amounts and signatories of a document.
const MaxDocuments = 10_000

// RequiredDocument is a document that an application asks for (pièce).
type RequiredDocument struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	// When is that it is asked only where one of these facts is true.
	When []string `json:"when"`
	// Months is how old it may be on the day of filing, 0 any age; with Under it has to be younger.
	Months int  `json:"months"`
	Under  bool `json:"under"`
	// Each says that every document of the code has to be young enough, not only one of them.
	Each bool `json:"each"`
	// Signatories are the roles that sign it, Amount that it states an amount.
	Signatories []string `json:"signatories"`
	Amount      bool     `json:"amount"`
}

// ApplicationFile is a file of documents for an application (dossier de demande).
type ApplicationFile struct {
	// Application is one of [Applications].
	Application string `json:"application" strict:"required"`
	// On is the day of filing.
	On civil.Date `json:"on" strict:"required"`
	// Title is that of the work.
	Title string `json:"title" strict:"required"`
	// Facts are those that hold, of [FileFacts]; Dates those of the events of [FileEvents], given
	// or expected.
	Facts []string        `json:"facts,omitempty" strict:"max=1000"`
	Dates []MilestoneDate `json:"dates,omitempty" strict:"max=1000"`
	// Documents are at most [MaxDocuments].
	Documents []FileDocument `json:"documents,omitempty" strict:"max=10000"`
}

// FileDocument is a document of a file.
type FileDocument struct {
	ID string `json:"id" strict:"required"`
	// Code is that of the document asked for; several documents may have the same, and one that
	// is not asked for has one of its own.
	Code string     `json:"code" strict:"required"`
	Date civil.Date `json:"date" strict:"required"`
	// Title is that of the work as the document has it, empty where it has none. Case and spaces
	// do not matter.
	Title string `json:"title,omitempty"`
	// Signatories are the roles that signed.
	Signatories []string `json:"signatories,omitempty" strict:"max=10000"`
	// Amounts are those it states.
	Amounts []StatedAmount `json:"amounts,omitempty" strict:"max=10000"`
}

// StatedAmount is an amount that a document states under a name; the same name is the same amount in
// every document of the file.
type StatedAmount struct {
	Name   string       `json:"name" strict:"required"`
	Amount money.Amount `json:"amount" strict:"required"`
}

// DocumentState is what a document asked for is like in a file.
type DocumentState string

// States of documents.
const (
	SoundDocument        DocumentState = "sound"
	MissingDocument      DocumentState = "missing"
	ExpiredDocument      DocumentState = "expired"
	PostDatedDocument    DocumentState = "post-dated"
	UnsignedDocument     DocumentState = "unsigned"
	AmountlessDocument   DocumentState = "no-amount"
	InconsistentDocument DocumentState = "inconsistent"
)

// FileCheck is what is wrong with a file.
type FileCheck struct {
	// Complete is the share of the documents asked for that are sound, Sound of Required.
	Complete money.Fraction `json:"complete"`
	Required int            `json:"required"`
	Sound    int            `json:"sound"`
	// Items are the documents asked for, in the order of the checklist.
	Items    []FileItem `json:"items"`
	Findings []Finding  `json:"findings"`
	// Extra are the ids of documents that are not asked for.
	Extra     []string     `json:"extra"`
	Deadlines []DueDate    `json:"deadlines"`
	Refs      law.Refs     `json:"refs"`
	Notices   []law.Notice `json:"notices"`
}

// FileItem is a document asked for, with the first thing that is wrong with it.
type FileItem struct {
	Code      string        `json:"code"`
	Label     string        `json:"label"`
	State     DocumentState `json:"state"`
	Documents []string      `json:"documents"`
}

// DecodeFile reads a file and checks it as [ApplicationFile.Validate] does; every fault is a
// [*FieldError].
func DecodeFile(r io.Reader) (ApplicationFile, error) {
	return strictjson.DecodeValid[ApplicationFile](r)
}

// CheckFile returns what a file lacks on the day it is filed (contrôle de complétude): documents that are
// missing, too old, dated after it, without a signatory or an amount, those whose title or amounts differ
// from the rest of the file, and whether it is late. An incomplete file is a result. Faults are told
// all at once, each a [*FieldError]: an application, fact or event that does not exist, a document
// given twice.
func CheckFile(a ApplicationFile) (FileCheck, error) {
	if err := a.Validate(); err != nil {
		return FileCheck{}, err
	}
	table, err := checklists()
	if err != nil {
		return FileCheck{}, err
	}
	list, err := table.At(a.Application, a.On)
	if err != nil {
		return FileCheck{}, &FieldError{Path: "on", Value: a.On, Err: err}
	}
	got := FileCheck{Items: []FileItem{}, Findings: []Finding{}, Extra: []string{}, Refs: list.Refs}
	differ := got.compare(a)
	asked := map[string]bool{}
	for _, d := range list.Value.Documents {
		asked[d.Code] = true
		if holds(d.When, nil, a.Facts) {
			got.item(a, d, differ)
		}
	}
	for _, d := range a.Documents {
		if !asked[d.Code] {
			got.Extra = append(got.Extra, d.ID)
		}
	}
	if err := got.late(a); err != nil {
		return FileCheck{}, err
	}
	if n, doubtful := list.Notice(); doubtful && !slices.ContainsFunc(got.Notices, func(old law.Notice) bool { return old.Key == n.Key }) {
		got.Notices = append(got.Notices, n)
	}
	if got.Required == 0 {
		got.Complete = money.MustFraction("1")
		return got, nil
	}
	got.Complete, err = money.NewFraction(int64(got.Sound), int64(got.Required))
	return got, err
}

func (c *FileCheck) find(code DocumentState, about, format string, args ...any) {
	c.Findings = append(c.Findings, Finding{string(code), about, fmt.Sprintf(format, args...), c.Refs})
}

// item examines a document asked for.
func (c *FileCheck) item(a ApplicationFile, d RequiredDocument, differ map[string]bool) {
	item := FileItem{Code: d.Code, Label: d.Label, State: SoundDocument, Documents: []string{}}
	var given []FileDocument
	for _, doc := range a.Documents {
		if doc.Code == d.Code {
			given = append(given, doc)
			item.Documents = append(item.Documents, doc.ID)
		}
	}
	states := c.states(a, d, given)
	for _, doc := range given {
		if differ[doc.ID] {
			states = append(states, InconsistentDocument)
		}
	}
	if len(states) > 0 {
		item.State = states[0]
	} else {
		c.Sound++
	}
	c.Required++
	c.Items = append(c.Items, item)
}

// states returns what is wrong with the documents given for one asked for, and tells it.
func (c *FileCheck) states(a ApplicationFile, d RequiredDocument, given []FileDocument) []DocumentState {
	if len(given) == 0 {
		c.find(MissingDocument, d.Code, "%s is missing", d.Label)
		return []DocumentState{MissingDocument}
	}
	var states []DocumentState
	young := slices.ContainsFunc(given, func(doc FileDocument) bool { return !d.expired(doc.Date, a.On) })
	for _, doc := range given {
		old := d.expired(doc.Date, a.On)
		if old && young && !d.Each {
			continue // a younger one stands for it
		}
		if old {
			states = append(states, ExpiredDocument)
			c.find(ExpiredDocument, doc.ID, "it is of %v, more than the %d months that are allowed", doc.Date, d.Months)
		}
		if doc.Date.After(a.On) {
			states = append(states, PostDatedDocument)
			c.find(PostDatedDocument, doc.ID, "it is of %v, after the day of filing", doc.Date)
		}
		if missing := d.unsigned(doc); len(missing) > 0 {
			states = append(states, UnsignedDocument)
			c.find(UnsignedDocument, doc.ID, "it lacks the signature of: %s", strings.Join(missing, ", "))
		}
		if d.Amount && len(doc.Amounts) == 0 {
			states = append(states, AmountlessDocument)
			c.find(AmountlessDocument, doc.ID, "it states no amount")
		}
	}
	return states
}

// expired says that a document is too old on a day.
func (d RequiredDocument) expired(date, on civil.Date) bool {
	if d.Months == 0 {
		return false
	}
	last, err := date.AddMonths(d.Months)
	if err != nil {
		return false // beyond the calendar
	}
	return on.After(last) || d.Under && on == last
}

// unsigned returns the roles that did not sign.
func (d RequiredDocument) unsigned(doc FileDocument) []string {
	var missing []string
	for _, role := range d.Signatories {
		if !slices.Contains(doc.Signatories, role) {
			missing = append(missing, role)
		}
	}
	return missing
}

// compare tells titles and amounts that differ, and returns the ids of the documents that have them: of
// amounts all that state it, because none is known to be right.
func (c *FileCheck) compare(a ApplicationFile) map[string]bool {
	differ := map[string]bool{}
	type stated struct {
		id     string
		amount money.Amount
	}
	amounts := map[string][]stated{}
	var names []string // by first use
	for _, doc := range a.Documents {
		if doc.Title != "" && plainTitle(doc.Title) != plainTitle(a.Title) {
			differ[doc.ID] = true
			c.find(InconsistentDocument, doc.ID, "its title is %s, that of the work %s", valid.Quote(doc.Title), valid.Quote(a.Title))
		}
		for _, s := range doc.Amounts {
			if amounts[s.Name] == nil {
				names = append(names, s.Name)
			}
			amounts[s.Name] = append(amounts[s.Name], stated{doc.ID, s.Amount})
		}
	}
	for _, name := range names {
		list := amounts[name]
		if !slices.ContainsFunc(list, func(s stated) bool { return s.amount != list[0].amount }) {
			continue
		}
		var texts []string
		for _, s := range list {
			differ[s.id] = true
			texts = append(texts, s.id+" "+s.amount.String())
		}
		c.find(InconsistentDocument, name, "documents differ: %s", strings.Join(texts, ", "))
	}
	return differ
}

// plainTitle is a title without what does not matter: case, and spaces around and beyond one.
func plainTitle(title string) string {
	return strings.ToLower(strings.Join(strings.Fields(title), " "))
}

// late dates the deadlines of the file and tells those that are over.
func (c *FileCheck) late(a ApplicationFile) error {
	calendar, err := ComputeFileCalendar(a.Dates, a.Facts, a.On)
	if err != nil {
		return err
	}
	c.Deadlines = slices.DeleteFunc(calendar.Deadlines, func(d DueDate) bool { return d.Application != a.Application })
	c.Notices = slices.DeleteFunc(calendar.Notices, func(n law.Notice) bool {
		return n.Code != law.CodeStale && strings.TrimSuffix(n.Key, deadlineSuffix) != a.Application
	})
	for _, d := range c.Deadlines {
		if d.Late {
			c.Findings = append(c.Findings, Finding{"late", d.Code, fmt.Sprintf("it was due on %v", d.Due), d.Refs})
		}
	}
	return nil
}

// Validate reports every fault, each a [*FieldError], or nil.
func (a ApplicationFile) Validate() error {
	var f valid.Faults
	a.checkApplication(&f)
	if a.On.IsZero() {
		f.Add("on", nil, valid.ErrMissing)
	}
	if strings.TrimSpace(a.Title) == "" {
		f.Add("title", nil, valid.ErrMissing)
	}
	checkFacts(&f, a.Facts)
	checkEvents(&f, a.Dates)
	if len(a.Documents) > MaxDocuments {
		f.Addf("documents", len(a.Documents), valid.ErrOutOfRange, "at most %d", MaxDocuments)
		return f.Err()
	}
	ids := map[string]bool{}
	f.Enter("documents")
	for i, d := range a.Documents {
		f.Index(i)
		checkCode(&f, "id", d.ID, ids)
		d.check(&f)
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

func (a ApplicationFile) checkApplication(f *valid.Faults) {
	table, err := checklists()
	if err != nil {
		f.Add("application", nil, err)
		return
	}
	keys := slices.DeleteFunc(table.Keys(), func(key string) bool { return strings.HasSuffix(key, deadlineSuffix) })
	valid.OneOf(f, "application", a.Application, keys)
}

func (d FileDocument) check(f *valid.Faults) {
	if d.Code == "" {
		f.Add("code", nil, valid.ErrMissing)
	}
	if d.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	names := map[string]bool{}
	f.Enter("amounts")
	for i, s := range d.Amounts {
		f.Index(i)
		checkCode(f, "name", s.Name, names)
		notNegative(f, "amount", s.Amount)
		f.Leave()
	}
	f.Leave()
}
