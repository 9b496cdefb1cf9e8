package rights

import (
	_ "embed"
	"io"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

//go:embed tables/registration.json
var registrationJSON []byte

var builtInRegistrationOnce lazy.Value[law.Table[RegistrationRule]]

func builtInRegistration() (law.Table[RegistrationRule], error) {
	return builtInRegistrationOnce.Get(func() (law.Table[RegistrationRule], error) {
		return law.Load[RegistrationRule](registrationJSON)
	})
}

// Register is where a work is registered.
type Register string

// Registers.
const (
	// RCARegister are the registres du cinéma et de l'audiovisuel, kept by the CNC.
	RCARegister Register = "rca"
	// VisaRegister is the visa d'exploitation, without which no film is shown to the public.
	VisaRegister Register = "visa"
	// ISANRegister is the register of ISAN numbers.
	ISANRegister Register = "isan"
)

var registers = []Register{RCARegister, VisaRegister, ISANRegister}

// OneOf returns the words that are a Register.
func (Register) OneOf() []string { return valid.Texts(registers) }

// RegisteredKind is what a work is to the registers.
type RegisteredKind string

// Kinds of works.
const (
	RegisteredFilm        RegisteredKind = "film" // long or short, for cinemas
	RegisteredAudiovisual RegisteredKind = "audiovisual"
	RegisteredTrailer     RegisteredKind = "trailer"
	RegisteredAdvertising RegisteredKind = "advertising"
	// GeneralInterest is a work or document of a grande cause nationale or of general interest.
	GeneralInterest RegisteredKind = "general-interest"
)

var registeredKinds = []RegisteredKind{RegisteredFilm, RegisteredAudiovisual, RegisteredTrailer, RegisteredAdvertising, GeneralInterest}

// OneOf returns the words that are a RegisteredKind.
func (RegisteredKind) OneOf() []string { return valid.Texts(registeredKinds) }

// WorkRecord is what is known of a work for its registrations (fiche d'immatriculation).
type WorkRecord struct {
	Title string         `json:"title"`
	Kind  RegisteredKind `json:"kind" strict:"required"`
	// Foreign is true of a foreign work shown in its original version.
	Foreign   bool     `json:"foreign,omitempty"`
	Languages []string `json:"languages,omitempty" strict:"max=100"`
	Directors []string `json:"directors,omitempty" strict:"max=100"`
	Year      int      `json:"year,omitempty"`
	Minutes   int      `json:"minutes,omitempty"`
	// Applicant is the company that asks.
	Applicant string `json:"applicant,omitempty"`
	// AuthorDeeds name the contracts by which authors assigned their rights.
	AuthorDeeds []string `json:"authorDeeds,omitempty" strict:"max=1000"`
	RCANumber   string   `json:"rcaNumber,omitempty"`
	ISAN        ISAN     `json:"isan,omitzero"`
	// FirstShowing is the first public showing, a festival's included.
	FirstShowing civil.Date `json:"firstShowing,omitzero"`
	// ExactCopy, Dialogues, TaxReceipt and Subtitles are true once these are at hand.
	ExactCopy  bool `json:"exactCopy,omitempty"`
	Dialogues  bool `json:"dialogues,omitempty"`
	TaxReceipt bool `json:"taxReceipt,omitempty"`
	Subtitles  bool `json:"subtitles,omitempty"`
}

// recordFields tell whether a field of a record is there, by its JSON name.
var recordFields = map[string]func(WorkRecord) bool{
	"title":        func(w WorkRecord) bool { return strings.TrimSpace(w.Title) != "" },
	"languages":    func(w WorkRecord) bool { return len(w.Languages) > 0 },
	"directors":    func(w WorkRecord) bool { return len(w.Directors) > 0 },
	"year":         func(w WorkRecord) bool { return w.Year != 0 },
	"minutes":      func(w WorkRecord) bool { return w.Minutes != 0 },
	"applicant":    func(w WorkRecord) bool { return strings.TrimSpace(w.Applicant) != "" },
	"authorDeeds":  func(w WorkRecord) bool { return len(w.AuthorDeeds) > 0 },
	"rcaNumber":    func(w WorkRecord) bool { return strings.TrimSpace(w.RCANumber) != "" },
	"firstShowing": func(w WorkRecord) bool { return !w.FirstShowing.IsZero() },
	"exactCopy":    func(w WorkRecord) bool { return w.ExactCopy },
	"dialogues":    func(w WorkRecord) bool { return w.Dialogues },
	"taxReceipt":   func(w WorkRecord) bool { return w.TaxReceipt },
	"subtitles":    func(w WorkRecord) bool { return w.Subtitles },
}

// RegistrationRule is what a register asks for.
type RegistrationRule struct {
	// Field is the JSON name of the field of a [WorkRecord].
	Field string `json:"field"`
	// Except are kinds of works that need not have it; Foreign rules are for foreign works alone.
	Except  []RegisteredKind `json:"except,omitempty"`
	Foreign bool             `json:"foreign,omitempty"`
	// Months before the day of the field the request is made at the latest.
	Months int `json:"months,omitempty"`
}

// RegistrationRules are the dated, cited requirements of the registers. The zero value holds the built-in
// table. They are immutable and may be shared.
type RegistrationRules struct {
	changed *law.Table[RegistrationRule]
}

func (r RegistrationRules) table() (law.Table[RegistrationRule], error) {
	if r.changed != nil {
		return *r.changed, nil
	}
	return builtInRegistration()
}

// With returns rules in which the given ones replace those of the table. An unknown key is a
// [law.ErrUnknownKey].
func (r RegistrationRules) With(overrides ...law.Override[RegistrationRule]) (RegistrationRules, error) {
	table, err := r.table()
	if err != nil {
		return RegistrationRules{}, err
	}
	if table, err = table.With(overrides...); err != nil {
		return RegistrationRules{}, err
	}
	return RegistrationRules{&table}, nil
}

// RegistrationCheck is whether a record is complete for a register.
type RegistrationCheck struct {
	Register Register `json:"register"`
	// Compulsory is true when the work may not be shown without: the register and the visa of a film.
	Compulsory bool `json:"compulsory"`
	Complete   bool `json:"complete"`
	// Items are all that is asked for, in the order of the table; Missing the fields that are not there.
	Items   []RegistrationItem `json:"items"`
	Missing []string           `json:"missing,omitempty"`
	// ApplyBy is the last day for the request, where one is set, and Late whether it is over.
	ApplyBy civil.Date   `json:"applyBy,omitzero"`
	Late    bool         `json:"late,omitempty"`
	Notices []law.Notice `json:"notices,omitempty"`
}

// RegistrationItem is something that a register asks for.
type RegistrationItem struct {
	Key   string   `json:"key"`
	Field string   `json:"field"`
	Given bool     `json:"given"`
	Refs  law.Refs `json:"refs"`
}

// Check returns what a register asks for on a day and what of it is missing. An unknown register and faults
// of the record are each a [*FieldError], a day before the rules a [law.NoValueError].
func (r RegistrationRules) Check(register Register, work WorkRecord, asOf civil.Date) (RegistrationCheck, error) {
	var f valid.Faults
	valid.OneOf(&f, "register", register, registers)
	if asOf.IsZero() {
		f.Add("asOf", nil, valid.ErrMissing)
	}
	work.check(&f)
	if f.Any() {
		return RegistrationCheck{}, f.Err()
	}
	table, err := r.table()
	if err != nil {
		return RegistrationCheck{}, err
	}
	check := RegistrationCheck{Register: register, Complete: true, Compulsory: register != ISANRegister && work.Kind == RegisteredFilm}
	if notice, stale := table.Stale(asOf); stale {
		check.Notices = append(check.Notices, notice)
	}
	for _, key := range table.Keys() {
		if !strings.HasPrefix(key, string(register)+"/") {
			continue
		}
		rule, err := table.At(key, asOf)
		if err != nil {
			return RegistrationCheck{}, err
		}
		if rule.Value.Foreign && !work.Foreign || slices.Contains(rule.Value.Except, work.Kind) {
			continue
		}
		if err := check.add(rule, work, asOf); err != nil {
			return RegistrationCheck{}, err
		}
	}
	return check, nil
}

func (c *RegistrationCheck) add(rule law.Value[RegistrationRule], work WorkRecord, asOf civil.Date) error {
	field := rule.Value.Field
	has, known := recordFields[field]
	if !known {
		return &FieldError{Path: rule.Key + ".field", Value: field, Err: valid.ErrReference}
	}
	given := has(work)
	c.Items = append(c.Items, RegistrationItem{rule.Key, field, given, rule.Refs})
	if notice, unsure := rule.Notice(); unsure {
		c.Notices = append(c.Notices, notice)
	}
	if !given {
		c.Complete = false
		c.Missing = append(c.Missing, field)
		return nil
	}
	if rule.Value.Months != 0 && field == "firstShowing" {
		by, err := work.FirstShowing.AddMonths(-rule.Value.Months)
		if err != nil {
			return &FieldError{Path: field, Value: work.FirstShowing, Err: err}
		}
		c.ApplyBy, c.Late = by, asOf.After(by)
	}
	return nil
}

// Validate reports every fault of the record, each a [*FieldError], or nil. What is missing is no fault: a
// check tells it.
func (w WorkRecord) Validate() error {
	var f valid.Faults
	w.check(&f)
	return f.Err()
}

func (w WorkRecord) check(f *valid.Faults) {
	valid.OneOf(f, "kind", w.Kind, registeredKinds)
	if w.Year != 0 && (w.Year < 1888 || w.Year > civil.MaxYear) {
		f.Addf("year", w.Year, valid.ErrOutOfRange, "1888 to %d", civil.MaxYear)
	}
	if w.Minutes < 0 || w.Minutes > 100_000 {
		f.Addf("minutes", w.Minutes, valid.ErrOutOfRange, "0 to 100000")
	}
	for _, list := range []struct {
		field string
		texts []string
	}{{"languages", w.Languages}, {"directors", w.Directors}, {"authorDeeds", w.AuthorDeeds}} {
		f.Enter(list.field)
		for i, text := range list.texts {
			if strings.TrimSpace(text) == "" {
				f.Index(i)
				f.Add("", nil, valid.ErrMissing)
				f.Leave()
			}
		}
		f.Leave()
	}
}

// DecodeWorkRecord reads a record from JSON and checks it, as strictly as [DecodeDeal]. All faults are told
// at once, each a [*FieldError].
func DecodeWorkRecord(r io.Reader) (WorkRecord, error) {
	return strictjson.DecodeValid[WorkRecord](r)
}
