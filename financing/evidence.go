package financing

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Evidence is the document that proves a source: a contract, a letter, a bank's letter.
type Evidence struct {
	Document string     `json:"document" strict:"required"`
	Date     civil.Date `json:"date" strict:"required"`
	// Signed says that it binds; a letter of intent does not.
	Signed bool `json:"signed,omitempty"`
	// Amount is the one it states; nil states none.
	Amount *money.Amount `json:"amount,omitempty"`
	// Conditional says that it depends on something still open.
	Conditional bool `json:"conditional,omitempty"`
	// FromAffiliate says that the party is an affiliate of a co-producer, BankLetter that a
	// bank stands behind it.
	FromAffiliate bool `json:"fromAffiliate,omitempty"`
	BankLetter    bool `json:"bankLetter,omitempty"`
	// BudgetItems are those that a deferral letter names.
	BudgetItems []string `json:"budgetItems,omitempty"`
}

//go:embed tables/plan.json
var planJSON []byte

var planRulesOnce lazy.Value[law.Table[money.Decimal]]

// planRules reads the table once, when it is first needed.
func planRules() (law.Table[money.Decimal], error) {
	return planRulesOnce.Get(func() (law.Table[money.Decimal], error) { return law.Load[money.Decimal](planJSON) })
}

// Finding is something about a plan that a funder would object to.
type Finding struct {
	// Code is the kind of finding, a stable word.
	Code string `json:"code"`
	// About is the source, the co-producer or the rule.
	About string `json:"about"`
	// Message says it in a sentence.
	Message string   `json:"message"`
	Refs    law.Refs `json:"refs,omitzero"`
}

// examining gathers findings with the figures they rest on.
type examining struct {
	table    law.Table[money.Decimal]
	on       civil.Date
	findings []Finding
	notices  []law.Notice
	err      error
}

func newExamining(on civil.Date) (*examining, error) {
	table, err := planRules()
	if err != nil {
		return nil, err
	}
	return &examining{table: table, on: on, findings: []Finding{}, notices: []law.Notice{}}, nil
}

// figure returns a rule in force on the day, and notes once what is doubtful about it.
func (e *examining) figure(key string) law.Value[money.Decimal] {
	v, err := e.table.At(key, e.on)
	if err != nil {
		e.err = &FieldError{Path: "on", Value: e.on, Err: err}
		return v
	}
	if n, doubtful := v.Notice(); doubtful && !slices.ContainsFunc(e.notices, func(old law.Notice) bool { return old.Key == n.Key }) {
		e.notices = append(e.notices, n)
	}
	return v
}

func (e *examining) find(code, about string, refs law.Refs, format string, args ...any) {
	e.findings = append(e.findings, Finding{code, about, fmt.Sprintf(format, args...), refs})
}

// Examination is what was found in a plan, with notices on the rules that are not verified.
type Examination struct {
	Findings []Finding    `json:"findings"`
	Notices  []law.Notice `json:"notices"`
}

// CheckEvidence returns what is missing in the evidence of a computed plan on a day (confirmation du
// financement, after the rules of Eurimages): an acquired source without evidence, unsigned,
// conditional or stating no amount or another, letters older than six months, a guarantee of an
// affiliate without a bank's letter, a deferral that names no budget items, own money without a
// recent bank letter. A day before the rules is a [*FieldError].
func CheckEvidence(b Balance, on civil.Date) (Examination, error) {
	e, err := newExamining(on)
	if err != nil {
		return Examination{}, err
	}
	for _, s := range b.Sources {
		if s.Status == Acquired {
			e.evidence(s)
		}
	}
	return Examination{e.findings, e.notices}, e.err
}

func (e *examining) evidence(s Source) {
	age := e.figure("evidence/months")
	proof := s.Evidence
	if proof == nil {
		e.find("no-evidence", s.ID, age.Refs, "%s is acquired without a document", s.ID)
		return
	}
	if !proof.Signed {
		e.find("not-signed", s.ID, age.Refs, "%s is not signed", proof.Document)
	}
	if proof.Conditional {
		e.find("conditional", s.ID, age.Refs, "%s is conditional", proof.Document)
	}
	e.stated(s, proof, age.Refs)
	months, _ := age.Value.Scaled(0)
	if oldest, err := e.on.AddMonths(-int(months)); err == nil && proof.Date.Before(oldest) {
		e.find("too-old", s.ID, age.Refs, "%s of %v is older than %d months", proof.Document, proof.Date, months)
	}
	switch {
	case proof.FromAffiliate && !proof.BankLetter:
		e.find("no-bank-letter", s.ID, age.Refs, "%s is of an affiliate, without a bank's letter", proof.Document)
	case s.Nature == OwnMoney && !proof.BankLetter:
		e.find("no-bank-letter", s.ID, age.Refs, "own money is proved by a bank's letter")
	case (s.Nature == DeferredPay || s.Nature == DeferredOverheads) && len(proof.BudgetItems) == 0:
		e.find("no-budget-items", s.ID, age.Refs, "%s does not name the items that are deferred", proof.Document)
	}
}

// stated compares the amount of a document with what counts of the source: of a range the lowest.
func (e *examining) stated(s Source, proof *Evidence, refs law.Refs) {
	amount := s.Amount
	if s.Foreign != nil {
		amount = s.Foreign.Amount
	}
	switch {
	case proof.Amount == nil:
		e.find("no-amount", s.ID, refs, "%s states no amount", proof.Document)
	case proof.Amount.Compare(amount) < 0:
		e.find("other-amount", s.ID, refs, "%s states %v, the plan counts %v", proof.Document, *proof.Amount, amount)
	}
}
