package payroll

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

//go:embed tables/papers.json
var papersJSON []byte

//go:embed tables/accounts.json
var accountsJSON []byte

//go:embed tables/mentions.json
var mentionsJSON []byte

var papersOnce lazy.Value[law.Table[money.Decimal]]

// builtInPapers reads the table once, when it is first needed.
func builtInPapers() (law.Table[money.Decimal], error) {
	return papersOnce.Get(func() (law.Table[money.Decimal], error) {
		return law.Load[money.Decimal](papersJSON)
	})
}

var accountsOnce lazy.Value[law.Table[BookAccount]]

// builtInAccounts reads the table once, when it is first needed.
func builtInAccounts() (law.Table[BookAccount], error) {
	return accountsOnce.Get(func() (law.Table[BookAccount], error) {
		return law.Load[BookAccount](accountsJSON)
	})
}

var mentionsOnce lazy.Value[law.Table[RequiredMention]]

// builtInMentions reads the table once, when it is first needed.
func builtInMentions() (law.Table[RequiredMention], error) {
	return mentionsOnce.Get(func() (law.Table[RequiredMention], error) {
		return law.Load[RequiredMention](mentionsJSON)
	})
}

// PaperParameters are the dated, cited figures of declarations and books: delays, code lists, the
// accounts of the plan comptable. The zero value holds the built-in tables. They are immutable and may be
// shared.
type PaperParameters struct {
	changed         *law.Table[money.Decimal]
	changedAccounts *law.Table[BookAccount]
}

func (p PaperParameters) table() (law.Table[money.Decimal], error) {
	if p.changed != nil {
		return *p.changed, nil
	}
	return builtInPapers()
}

func (p PaperParameters) accounts() (law.Table[BookAccount], error) {
	if p.changedAccounts != nil {
		return *p.changedAccounts, nil
	}
	return builtInAccounts()
}

// With returns parameters in which the given figures replace those of the table. An unknown key is a
// [law.ErrUnknownKey].
func (p PaperParameters) With(overrides ...law.Override[money.Decimal]) (PaperParameters, error) {
	table, err := p.table()
	if err != nil {
		return PaperParameters{}, err
	}
	if table, err = table.With(overrides...); err != nil {
		return PaperParameters{}, err
	}
	p.changed = &table
	return p, nil
}

// WithAccount returns parameters in which the given accounts replace those of the table, for the chart
// of accounts of the caller. An unknown key is a [law.ErrUnknownKey], an account whose number does not
// begin with three digits or that has no label a [*FieldError].
func (p PaperParameters) WithAccount(overrides ...law.Override[BookAccount]) (PaperParameters, error) {
	var f valid.Faults
	for i, o := range overrides {
		f.Index(i)
		o.Value.check(&f)
		f.Leave()
	}
	if err := f.Err(); err != nil {
		return PaperParameters{}, err
	}
	table, err := p.accounts()
	if err != nil {
		return PaperParameters{}, err
	}
	if table, err = table.With(overrides...); err != nil {
		return PaperParameters{}, err
	}
	p.changedAccounts = &table
	return p, nil
}

// List returns every figure, account and mention with its value, status and references on a day.
func (p PaperParameters) List(on civil.Date) []law.Entry {
	figures, _ := p.table() // the built-in tables are sound, a test says so
	accounts, _ := p.accounts()
	mentions, _ := builtInMentions()
	return slices.Concat(figures.List(on), accounts.List(on), mentions.List(on))
}

// Notices returns what is stale or not verified on a day.
func (p PaperParameters) Notices(on civil.Date) []law.Notice {
	figures, _ := p.table()
	accounts, _ := p.accounts()
	mentions, _ := builtInMentions()
	return slices.Concat(figures.Notices(on), accounts.Notices(on), mentions.Notices(on))
}

// References returns every reference that a paper may cite.
func (p PaperParameters) References() []law.Ref {
	figures, _ := p.table()
	accounts, _ := p.accounts()
	mentions, _ := builtInMentions()
	var refs []law.Ref
	for _, ref := range slices.Concat(figures.References(), accounts.References(), mentions.References()) {
		if !slices.ContainsFunc(refs, func(known law.Ref) bool { return known.Key == ref.Key }) {
			refs = append(refs, ref)
		}
	}
	if p.changed != nil || p.changedAccounts != nil {
		refs = append(refs, law.CallerRef())
	}
	return refs
}

// VerifiedOn returns the day on which the figures were last verified.
func (p PaperParameters) VerifiedOn() civil.Date {
	table, _ := p.table()
	return table.VerifiedOn()
}

// Codes of notices and findings of papers.
const (
	// CodeUnchecked is a number of which only the form could be checked.
	CodeUnchecked = "unchecked"
	// CodeAbsent is a mention that a paper has a place for and the input does not give.
	CodeAbsent = "absent"
	// CodeMismatch is two statements of a paper that do not agree.
	CodeMismatch = "mismatch"
	// CodeEarly and CodeLate are a formality done before or after its time.
	CodeEarly = "early"
	CodeLate  = "late"
)

// Finding is something in a paper that the law does not allow, or that nobody has done in time.
type Finding struct {
	// Code is one of CodeEarly, CodeLate.
	Code    string   `json:"code"`
	Message string   `json:"message"`
	Refs    law.Refs `json:"refs"`
}

// papering is a paper in the making: the figures of a day, with the notices that come with them.
type papering struct {
	table   law.Table[money.Decimal]
	field   string // where the input has that day
	on      civil.Date
	notices []law.Notice
	err     error
}

// newPapering begins a paper with the figures of a day, which has been checked.
func newPapering(field string, on civil.Date, p PaperParameters) (*papering, error) {
	table, err := p.table()
	if err != nil {
		return nil, err
	}
	paper := &papering{table: table, field: field, on: on, notices: []law.Notice{}}
	if n, stale := table.Stale(on); stale {
		paper.notices = append(paper.notices, n)
	}
	return paper, nil
}

// figure returns a parameter on the day of the paper, and notes its notice once. The first that has no
// value is kept as the error of the paper.
func (p *papering) figure(key string) law.Value[money.Decimal] {
	v, err := p.table.At(key, p.on)
	if err != nil && p.err == nil {
		p.err = &FieldError{Path: p.field, Value: p.on, Err: err}
	}
	if n, doubtful := v.Notice(); doubtful {
		p.note(n)
	}
	return v
}

// whole returns a parameter that is a whole number, with its references.
func (p *papering) whole(key string) (int, law.Refs) {
	v := p.figure(key)
	n, exact := v.Value.Scaled(0)
	if !exact && p.err == nil {
		p.err = &FieldError{Path: key, Value: v.Value, Err: fmt.Errorf("%w: a whole number", valid.ErrOutOfRange)}
	}
	return int(n), v.Refs
}

// note adds a notice that the paper does not have yet.
func (p *papering) note(n law.Notice) {
	known := slices.ContainsFunc(p.notices, func(old law.Notice) bool { return old.Code == n.Code && old.Key == n.Key })
	if !known {
		p.notices = append(p.notices, n)
	}
}

// object notes what could not be checked of the number of the production.
func (p *papering) object(number ObjectNumber) {
	if number == "" {
		penalty := p.figure("object-number/penalty")
		p.note(law.Notice{Code: CodeAbsent, Key: "objectNumber", Refs: penalty.Refs, Message: fmt.Sprintf("the production has no numéro d'objet here: the penalty of an incomplete attestation is %v €", penalty.Value)})
		return
	}
	key := p.figure("object-number/key")
	if !number.followsPattern() {
		p.note(law.Notice{Code: CodeUnchecked, Key: "objectNumber", Refs: key.Refs, Message: fmt.Sprintf("%s is not written as the one source says: a letter in fourth place, then six digits", number)})
	}
	if number.year() > p.on.Year() {
		p.note(law.Notice{Code: CodeMismatch, Key: "objectNumber", Refs: key.Refs, Message: fmt.Sprintf("%s is of %d, after %v", number, number.year(), p.on)})
	}
}

// identity notes a social security number that is absent, or that another birth than that of the worker
// has given.
func (p *papering) identity(w *Worker) {
	refs := p.figure("nir/key").Refs
	if w.NIR == "" {
		p.note(law.Notice{Code: CodeAbsent, Key: "worker.nir", Refs: refs, Message: "the worker has no social security number here"})
		return
	}
	if !w.agrees() {
		p.note(law.Notice{Code: CodeMismatch, Key: "worker.nir", Refs: refs, Message: "the social security number is of another sex or birth than the worker"})
	}
}
