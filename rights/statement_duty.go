package rights

import (
	_ "embed"
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

//go:embed tables/statements.json
var statementsJSON []byte

var dutiesOnce lazy.Value[law.Table[int]]

func builtInDuties() (law.Table[int], error) {
	return dutiesOnce.Get(func() (law.Table[int], error) { return law.Load[int](statementsJSON) })
}

// StatementDuties are the dated, cited terms that the law sets for accounts. The zero value holds the
// built-in table. They are immutable and may be shared.
type StatementDuties struct {
	changed *law.Table[int]
}

func (d StatementDuties) table() (law.Table[int], error) {
	if d.changed != nil {
		return *d.changed, nil
	}
	return builtInDuties()
}

// With returns duties in which the given figures replace those of the table. An unknown key is a
// [law.ErrUnknownKey].
func (d StatementDuties) With(overrides ...law.Override[int]) (StatementDuties, error) {
	table, err := d.table()
	if err != nil {
		return StatementDuties{}, err
	}
	if table, err = table.With(overrides...); err != nil {
		return StatementDuties{}, err
	}
	return StatementDuties{&table}, nil
}

// List returns every term with its value, status and references on a day.
func (d StatementDuties) List(on civil.Date) []law.Entry {
	table, _ := d.table() // the built-in table is sound, a test says so
	return table.List(on)
}

// WorkKind tells which law of accounts applies to a work.
type WorkKind string

// Kinds of works.
const (
	// CinemaFilm is a feature film for cinemas that has aid of the CNC for its production (code du cinéma,
	// art. L. 213-24).
	CinemaFilm WorkKind = "cinema"
	// AudiovisualWork is fiction, animation, creative documentary or the recording of a performance that
	// has such aid (art. L. 251-1).
	AudiovisualWork WorkKind = "audiovisual"
)

var workKinds = []WorkKind{CinemaFilm, AudiovisualWork}

// OneOf returns the words that are a WorkKind.
func (WorkKind) OneOf() []string { return valid.Texts(workKinds) }

// AccountDue is the last day on which an account has to be sent.
type AccountDue struct {
	Due     civil.Date   `json:"due"`
	Months  int          `json:"months"`
	Refs    law.Refs     `json:"refs"`
	Notices []law.Notice `json:"notices,omitempty"`
}

// ProductionAccountDue returns when the production account (compte de production) of a work has to be with
// the coproducers, the authors and those who share in its receipts: so many months after the visa of a film,
// or the completion of an audiovisual work, the end of a month kept inside it. A kind that is none, and a
// missing day, is a [*FieldError], a day before the law a [law.NoValueError].
func (d StatementDuties) ProductionAccountDue(kind WorkKind, from civil.Date) (AccountDue, error) {
	var f valid.Faults
	valid.OneOf(&f, "kind", kind, workKinds)
	if from.IsZero() {
		f.Add("from", nil, valid.ErrMissing)
	}
	if f.Any() {
		return AccountDue{}, f.Err()
	}
	months, notices, err := d.term(string(kind)+"/production-account-months", from)
	if err != nil {
		return AccountDue{}, err
	}
	due, err := from.AddMonths(months.Value)
	if err != nil {
		return AccountDue{}, &FieldError{Path: "from", Value: from, Err: err}
	}
	return AccountDue{due, months.Value, months.Refs, notices}, nil
}

// term looks up a term, with what has to be known of it.
func (d StatementDuties) term(key string, on civil.Date) (law.Value[int], []law.Notice, error) {
	table, err := d.table()
	if err != nil {
		return law.Value[int]{}, nil, err
	}
	value, err := table.At(key, on)
	if err != nil {
		return law.Value[int]{}, nil, err
	}
	var notices []law.Notice
	if notice, stale := table.Stale(on); stale {
		notices = append(notices, notice)
	}
	if notice, has := value.Notice(); has {
		notices = append(notices, notice)
	}
	return value, notices, nil
}

// tooRare is the notice that a frequency does not do what the law asks.
func tooRare(frequency Frequency, most law.Value[int]) law.Notice {
	return law.Notice{
		Code: "statement-too-rare", Key: most.Key, Refs: most.Refs,
		Message: fmt.Sprintf("statements are %s, every %d months; the law asks for one every %d months at least", frequency, frequency.months(), most.Value),
	}
}
