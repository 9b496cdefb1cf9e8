package budget

import (
	"errors"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Errors of periods, for errors.Is.
var (
	// ErrClosed reports an entry in a period that is closed.
	ErrClosed = errors.New("is in a closed period")
	// ErrNotClosed reports a period that has to be closed and is not.
	ErrNotClosed = errors.New("is not closed")
)

// CloseScope is what a close ends.
type CloseScope string

// Scopes.
const (
	// Week is the close of a week, for the cost report.
	Week CloseScope = "week"
	// AccountingPeriod is the close of a period of the books, a month or a year.
	AccountingPeriod CloseScope = "period"
)

var closeScopes = []CloseScope{Week, AccountingPeriod}

// OneOf returns the words that are a CloseScope.
func (CloseScope) OneOf() []string { return valid.Texts(closeScopes) }

// closed is a close with what every account had then.
type closed struct {
	through  civil.Date
	scope    CloseScope
	entries  int32 // how many had been posted
	balances []balance
}

// checkDate tells a day before the ledger begins and one that is closed. Nothing is posted into a
// closed period (clôture): what was wrong in one is put right by a correction of a later day.
func (f *LedgerFold) checkDate(e *Entry) {
	through := f.state.ClosedThrough()
	switch {
	case e.Date.IsZero():
	case e.Date.Before(f.ledger.plan.Start):
		f.faults.Addf("date", e.Date, valid.ErrOutOfRange, "the ledger begins on %v", f.ledger.plan.Start)
	case e.Kind == Close:
		f.checkCloseDate(e, through)
	case !e.Date.After(through):
		f.faults.Addf("date", e.Date, ErrClosed, "closed through %v", through)
	}
}

// checkCloseDate tells a close of days that are closed, but for the close of a period on the last day
// of a closed week, or the reverse.
func (f *LedgerFold) checkCloseDate(e *Entry, through civil.Date) {
	if e.Date.After(through) {
		return
	}
	for i := range f.state.closes {
		if c := &f.state.closes[i]; c.through == e.Date && c.scope == e.Scope || e.Date.Before(through) {
			f.faults.Addf("date", e.Date, ErrClosed, "closed through %v", through)
			return
		}
	}
}

func (f *LedgerFold) checkClose(e *Entry) {
	valid.OneOf(&f.faults, "scope", e.Scope, closeScopes)
}

// postClose keeps what every account has on the day of the close.
func (f *LedgerFold) postClose(e *Entry) {
	s := &f.state
	s.closes = append(s.closes, closed{e.Date, e.Scope, int32(len(s.entries)), s.balancesOn(e.Date)})
}

// balancesOn returns what every account has had up to a day.
func (s *State) balancesOn(on civil.Date) []balance {
	balances := make([]balance, len(s.balances))
	for i := range s.moves {
		m := &s.moves[i]
		if m.date.After(on) {
			continue
		}
		b := &balances[m.account]
		b.actual += m.actual()
		b.committed += m.committed
		b.transfer += m.transfer
	}
	return balances
}

// ClosedPeriod is a closed week or period with what its accounts had on the day of the close. It never
// changes.
type ClosedPeriod struct {
	Scope   CloseScope `json:"scope"`
	Through civil.Date `json:"through"`
	// Accounts are those that take entries, in the order of the plan.
	Accounts []ClosedAccount `json:"accounts"`
}

// ClosedAccount is an account on the day of a close.
type ClosedAccount struct {
	Code      string       `json:"code"`
	ToDate    money.Amount `json:"toDate"`
	Committed money.Amount `json:"committed"`
	Transfers money.Amount `json:"transfers"`
}

// Closes returns the closed periods of a state (arrêtés), the first first.
func (l *Ledger) Closes(s State) []ClosedPeriod {
	periods := make([]ClosedPeriod, len(s.closes))
	for i, c := range s.closes {
		periods[i] = ClosedPeriod{Scope: c.scope, Through: c.through, Accounts: []ClosedAccount{}}
		for j, b := range c.balances {
			if !l.accounts[j].leaf {
				continue
			}
			periods[i].Accounts = append(periods[i].Accounts, ClosedAccount{
				l.accounts[j].code, money.FromCents(b.actual), money.FromCents(b.committed), money.FromCents(b.transfer),
			})
		}
	}
	return periods
}

// isCorrectable reports whether an entry has figures that a correction can change. A correction is
// itself put right by another of the entry it corrects.
func (p *posted) isCorrectable() bool {
	switch p.kind {
	case PurchaseOrder, Invoice, CreditNote, Payroll, PettyCash, Payment, Transfer:
		return true
	}
	return false
}

// correction returns what a correction acts as: the kind of what it corrects, and its order. It tells
// lines on a payment and an amount on anything else.
func (f *LedgerFold) correction(e *Entry, of int32) about {
	if of < 0 {
		return about{of: -1, order: -1, kind: e.Kind}
	}
	target := &f.state.entries[of]
	if target.kind == Payment && len(e.Lines) > 0 {
		f.faults.Addf("lines", nil, valid.ErrUnknownField, "a payment has an amount")
	}
	if target.kind != Payment && !e.Amount.IsZero() {
		f.faults.Addf("amount", e.Amount, valid.ErrUnknownField, "%s has lines", target.kind)
	}
	if target.kind != Payment && len(e.Lines) == 0 {
		f.faults.Add("lines", nil, valid.ErrMissing)
	}
	a := about{of: of, order: target.order, kind: target.kind}
	if a.order >= 0 {
		f.checkRelievedLines(e, a.order)
	}
	return a
}
