package financing

import (
	_ "embed"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

//go:embed tables/company.json
var companyJSON []byte

var companyRulesOnce lazy.Value[law.Table[money.Decimal]]

// companyRules reads the table once, when it is first needed.
func companyRules() (law.Table[money.Decimal], error) {
	return companyRulesOnce.Get(func() (law.Table[money.Decimal], error) { return law.Load[money.Decimal](companyJSON) })
}

// Company is what a production company for cinema is examined on (entreprise de production, RGA 211-3).
type Company struct {
	Date civil.Date `json:"date" strict:"required"`
	// Capital is the share capital, PaidInCash the part of it paid in cash, in euros.
	Capital    money.Amount `json:"capital" strict:"required"`
	PaidInCash money.Amount `json:"paidInCash" strict:"required"`
	// European says that it is controlled from the Union or the European Economic Area.
	European bool `json:"european,omitempty"`
	// Delegated is how many companies are delegated producers of the film.
	Delegated int `json:"delegated" strict:"required"`
}

// CheckCompany returns what keeps a company from producing a film with the support of the CNC
// (conditions relatives à l'entreprise de production, RGA 211-3): too small a capital, too little of it in
// cash, control from elsewhere, too many delegated producers. Negative amounts, no delegated producer
// and a day before the rules are [*FieldError]s.
func CheckCompany(c Company) (Examination, error) {
	if err := c.Validate(); err != nil {
		return Examination{}, err
	}
	table, err := companyRules()
	if err != nil {
		return Examination{}, err
	}
	e := &examining{table: table, on: c.Date, findings: []Finding{}, notices: []law.Notice{}}
	if n, stale := table.Stale(c.Date); stale {
		e.notices = append(e.notices, n)
	}
	capital, cash, most := e.figure("company/capital"), e.figure("company/cash"), e.figure("company/delegated")
	if e.err != nil {
		return Examination{}, &FieldError{Path: "date", Value: c.Date, Err: law.ErrNoValue}
	}
	if euroRat(c.Capital).Cmp(capital.Value.Rat()) < 0 {
		e.find("capital", "company", capital.Refs, "the capital is %v, at least %v is asked", c.Capital, capital.Value)
	}
	if euroRat(c.PaidInCash).Cmp(cash.Value.Rat()) < 0 {
		e.find("cash", "company", cash.Refs, "%v of the capital is paid in cash, at least %v is asked", c.PaidInCash, cash.Value)
	}
	if !c.European {
		e.find("control", "company", capital.Refs, "it is not controlled from Europe")
	}
	if money.DecimalFromInt(int64(c.Delegated)).Compare(most.Value) > 0 {
		e.find("delegated", "film", most.Refs, "%d delegated producers, at most %v are allowed", c.Delegated, most.Value)
	}
	return Examination{e.findings, e.notices}, nil
}

// Validate reports every fault, each a [*FieldError], or nil.
func (c Company) Validate() error {
	var f valid.Faults
	if c.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	notNegative(&f, "capital", c.Capital)
	notNegative(&f, "paidInCash", c.PaidInCash)
	if c.PaidInCash.Compare(c.Capital) > 0 {
		f.Addf("paidInCash", c.PaidInCash, valid.ErrOutOfRange, "the capital is %v", c.Capital)
	}
	if c.Delegated < 1 {
		f.Addf("delegated", c.Delegated, valid.ErrOutOfRange, "at least 1")
	}
	return f.Err()
}
