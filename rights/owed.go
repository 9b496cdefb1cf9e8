package rights

import (
	_ "embed"
	"errors"
	"io"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

//go:embed tables/owed.json
var owedJSON []byte

var builtInOwedOnce lazy.Value[law.Table[int]]

func builtInOwed() (law.Table[int], error) {
	return builtInOwedOnce.Get(func() (law.Table[int], error) { return law.Load[int](owedJSON) })
}

// PartyRole is why a party is owed statements.
type PartyRole string

// Roles.
const (
	AuthorParty PartyRole = "author"
	// PerformersSociety collects for the performers of a film (ADAMI).
	PerformersSociety PartyRole = "performers-society"
	CoproducerParty   PartyRole = "coproducer"
	// InvestorParty shares in receipts: a SOFICA, a lender.
	InvestorParty PartyRole = "investor"
	// FundParty is a public fund that is repaid from receipts: a region, the CNC.
	FundParty PartyRole = "fund"
	// EurimagesParty is the fund of the Council of Europe, which asks for nil statements too.
	EurimagesParty PartyRole = "eurimages"
)

var partyRoles = []PartyRole{AuthorParty, PerformersSociety, CoproducerParty, InvestorParty, FundParty, EurimagesParty}

// OneOf returns the words that are a PartyRole.
func (PartyRole) OneOf() []string { return valid.Texts(partyRoles) }

// StatementContracts are the contracts of a work under which statements are owed.
type StatementContracts struct {
	Contracts []StatementContract `json:"contracts" strict:"required,max=2000"`
}

// StatementContract is a contract under which a party is owed statements.
type StatementContract struct {
	ID       string            `json:"id" strict:"required"`
	Party    string            `json:"party" strict:"required"`
	Role     PartyRole         `json:"role" strict:"required"`
	Calendar StatementCalendar `json:"calendar" strict:"required"`
	// Ends is the last day of the contract: no period begins after it.
	Ends civil.Date `json:"ends,omitzero"`
	// Nil is true when the contract asks for a statement of a period without receipts (décompte nul).
	Nil bool `json:"nil,omitempty"`
	// Moves are the days on which there was something to state, in any order.
	Moves []civil.Date `json:"moves,omitempty" strict:"max=100000"`
	// Sent are the numbers of the statements that have been sent.
	Sent []int `json:"sent,omitempty" strict:"max=10000"`
	// AccountFrom is the visa of a film or the completion of an audiovisual work, which the production
	// account of the Work of the calendar follows from; AccountSent is true once it has been sent.
	AccountFrom civil.Date `json:"accountFrom,omitzero"`
	AccountSent bool       `json:"accountSent,omitempty"`
	// FirstExploitation is the first day the work was exploited in any way, from which a society of
	// performers is owed its first report; FirstSent is true once it has been sent.
	FirstExploitation civil.Date `json:"firstExploitation,omitzero"`
	FirstSent         bool       `json:"firstSent,omitempty"`
}

// OwedKind is what is owed.
type OwedKind string

// Kinds of what is owed.
const (
	ExploitationStatement OwedKind = "statement"          // décompte, compte d'exploitation
	ProductionAccount     OwedKind = "production-account" // compte de production
	PerformersReport      OwedKind = "performers-report"  // cost, cast and fees, once
)

// StatementOwed is a statement that somebody is owed.
type StatementOwed struct {
	Due      civil.Date `json:"due"`
	Contract string     `json:"contract"`
	Party    string     `json:"party"`
	Role     PartyRole  `json:"role"`
	Kind     OwedKind   `json:"kind"`
	// Number and Period are those of the statement, none of what is owed once.
	Number int          `json:"number,omitempty"`
	Period civil.Period `json:"period,omitzero"`
	// NoReceipts is true of a statement of nothing that is owed all the same.
	NoReceipts bool `json:"noReceipts,omitempty"`
	Sent       bool `json:"sent,omitempty"`
	// Overdue is true when it has not been sent and its day is over.
	Overdue bool         `json:"overdue,omitempty"`
	Refs    law.Refs     `json:"refs,omitzero"`
	Notices []law.Notice `json:"notices,omitempty"`
}

// maxOwed bounds how much is told at once.
const maxOwed = 200_000

// OwedDuties are the terms by which parties are owed statements: those of the law of accounts, and those of
// authors, performers and funds. The zero value holds the built-in tables. They are immutable and may be
// shared.
type OwedDuties struct {
	// Accounts are the terms of the law of accounts.
	Accounts StatementDuties
	changed  *law.Table[int]
}

func (d OwedDuties) table() (law.Table[int], error) {
	if d.changed != nil {
		return *d.changed, nil
	}
	return builtInOwed()
}

// With returns duties in which the given figures replace those of the table of parties. An unknown key is a
// [law.ErrUnknownKey].
func (d OwedDuties) With(overrides ...law.Override[int]) (OwedDuties, error) {
	table, err := d.table()
	if err != nil {
		return OwedDuties{}, err
	}
	if table, err = table.With(overrides...); err != nil {
		return OwedDuties{}, err
	}
	return OwedDuties{d.Accounts, &table}, nil
}

// List returns every term of parties with its value, status and references on a day.
func (d OwedDuties) List(on civil.Date) []law.Entry {
	table, _ := d.table() // the built-in table is sound, a test says so
	return table.List(on)
}

// Owed returns what is due in a period to whom, as it stands on a day, by due day, then in the order of the
// contracts. A period without receipts is left out unless the contract, or the law of the role, asks for a
// statement all the same. Statements rarer than the law of the role allows are a notice.
//
// Faults of the contracts, and terms without a value on their day, are told each as a [*FieldError], the
// latter a [law.ErrNoValue] too. More than 200,000 are out of range.
func (c StatementContracts) Owed(due civil.Period, asOf civil.Date, duties OwedDuties) ([]StatementOwed, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	var f valid.Faults
	if !due.IsValid() {
		f.Add("due", nil, civil.ErrPeriod)
	}
	if asOf.IsZero() {
		f.Add("asOf", nil, valid.ErrMissing)
	}
	if f.Any() {
		return nil, f.Err()
	}
	table, err := duties.table()
	if err != nil {
		return nil, err
	}
	w := owedWriter{f: &f, due: due, asOf: asOf, accounts: duties.Accounts, parties: table, list: []StatementOwed{}}
	f.Enter("contracts")
	for i := range c.Contracts {
		f.Index(i)
		w.contract(&c.Contracts[i])
		f.Leave()
	}
	f.Leave()
	if len(w.list) > maxOwed {
		f.Addf("due", nil, valid.ErrOutOfRange, "at most %d statements", maxOwed)
	}
	if f.Any() {
		return nil, f.Err()
	}
	slices.SortStableFunc(w.list, func(a, b StatementOwed) int { return a.Due.Compare(b.Due) })
	return w.list, nil
}

// DecodeStatementContracts reads contracts from JSON and checks them, as strictly as [DecodeDeal]. All
// faults are told at once, each a [*FieldError].
func DecodeStatementContracts(r io.Reader) (StatementContracts, error) {
	return strictjson.DecodeValid[StatementContracts](r)
}

// Validate reports every fault of the contracts, each a [*FieldError], or nil.
func (c StatementContracts) Validate() error {
	var f valid.Faults
	seen := make(map[string]bool, len(c.Contracts))
	f.Enter("contracts")
	for i, contract := range c.Contracts {
		if f.Full() {
			break
		}
		f.Index(i)
		checkName(&f, "id", contract.ID, seen[contract.ID])
		seen[contract.ID] = true
		contract.check(&f)
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

func (c StatementContract) check(f *valid.Faults) {
	if c.Party == "" {
		f.Add("party", nil, valid.ErrMissing)
	}
	valid.OneOf(f, "role", c.Role, partyRoles)
	for _, err := range valid.List(c.Calendar.Validate()) {
		addUnder(f, "calendar", err)
	}
	if !c.Ends.IsZero() && c.Ends.Before(c.Calendar.First) {
		f.Addf("ends", c.Ends, valid.ErrOutOfRange, "before the first period")
	}
	f.Enter("moves")
	for i, d := range c.Moves {
		if d.IsZero() {
			f.Index(i)
			f.Add("", nil, valid.ErrMissing)
			f.Leave()
		}
	}
	f.Leave()
	if !c.AccountFrom.IsZero() && c.Calendar.Work == "" {
		f.Addf("accountFrom", c.AccountFrom, valid.ErrMissing, "calendar.work")
	}
	if !c.FirstExploitation.IsZero() && c.Role != PerformersSociety {
		f.Addf("firstExploitation", c.FirstExploitation, valid.ErrUnknownField, "a society of performers has it alone")
	}
	if i := slices.IndexFunc(c.Sent, func(n int) bool { return n < 1 }); i >= 0 {
		f.Addf("sent", c.Sent[i], valid.ErrOutOfRange, "numbers begin with 1")
	}
}

// addUnder tells a fault of a part of the object in hand.
func addUnder(f *valid.Faults, field string, err error) {
	var fault *FieldError
	if !errors.As(err, &fault) {
		f.Add(field, nil, err)
		return
	}
	f.Add(field+"."+fault.Path, fault.Value, fault.Err)
}
