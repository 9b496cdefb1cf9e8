package budget

import (
	"maps"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// State is what has been posted to a ledger so far (grand livre). It belongs to the ledger that made it. A
// [LedgerFold] changes one of its own; everything else leaves it as it is.
type State struct {
	entries     []posted
	moves       []move
	commitments []commitment
	estimates   []estimated
	closes      []closed
	index       map[string]int32
	documents   map[documentKey]int32
	balances    []balance // by account
	committed   int64     // in all
	owed        int64     // in all, VAT included
}

// posted is an entry as the state keeps it.
type posted struct {
	id, party, label, document, batch string
	kind                              EntryKind
	date, documentDate, due, last     civil.Date
	first, count                      int32 // of its moves
	of                                int32 // the entry it is about, −1 for none
	order                             int32 // the order it relieves, −1 for none
	commitments                       int32 // the first of an order, −1 for none
	gross, paid                       int64 // of an invoice or payroll, with its credit notes and corrections
	moved                             int64 // what a payment, or the correction of one, pays itself
	amount                            int64 // of a payment, with its corrections
	final                             bool  // of an order that has been released
}

// move is a movement of one account.
type move struct {
	entry, account       int32
	date                 civil.Date
	class                moveClass
	abroad               bool
	net, recovered, lost int64 // of a cost or an order
	committed, transfer  int64
}

// moveClass is which column of a cost report a movement is in.
type moveClass uint8

const (
	costMove moveClass = iota
	orderMove
	reliefMove
	transferMove
)

// actual is the cost that a movement adds.
func (m *move) actual() int64 {
	if m.class != costMove {
		return 0
	}
	return m.net + m.lost
}

func (m *move) gross() int64 { return m.net + m.recovered + m.lost }

// commitment is what an order has on one account.
type commitment struct {
	account           int32
	next              int32 // of the same order, −1 for none
	ordered, invoiced int64
	gross             int64 // ordered, with the VAT that is recovered
}

// balance is what an account has in all.
type balance struct{ actual, committed, transfer int64 }

// documentKey is a document of a party, which is entered once.
type documentKey struct{ party, document string }

// Start returns the state before any entry.
func (l *Ledger) Start() State {
	return State{
		index: map[string]int32{}, documents: map[documentKey]int32{}, balances: make([]balance, len(l.accounts)),
	}
}

// clone returns a state that shares no memory with s that either changes.
func (s State) clone() State {
	s.entries, s.moves, s.commitments = slices.Clone(s.entries), slices.Clone(s.moves), slices.Clone(s.commitments)
	s.estimates, s.closes, s.balances = slices.Clone(s.estimates), slices.Clone(s.closes), slices.Clone(s.balances)
	s.index, s.documents = maps.Clone(s.index), maps.Clone(s.documents)
	return s
}

// Entries returns how many entries have been posted.
func (s State) Entries() int { return len(s.entries) }

// ClosedThrough returns the last day that is closed, the zero date when none is.
func (s State) ClosedThrough() civil.Date {
	if len(s.closes) == 0 {
		return civil.Date{}
	}
	return s.closes[len(s.closes)-1].through
}

// Owed returns what is left to pay of an invoice or payroll, VAT included, after its credit notes,
// corrections and payments, and whether the ledger has one of this id. It is negative where the
// supplier owes.
func (s State) Owed(id string) (money.Amount, bool) {
	at, known := s.index[id]
	if !known || !s.entries[at].isPayable() {
		return money.Amount{}, false
	}
	return money.FromCents(s.entries[at].owed()), true
}

// Open returns what an order still commits, 0.00 once released, and whether the ledger has one of
// this id.
func (s State) Open(id string) (money.Amount, bool) {
	at, known := s.index[id]
	if !known || s.entries[at].kind != PurchaseOrder {
		return money.Amount{}, false
	}
	var open int64
	order := &s.entries[at]
	for i := order.commitments; i >= 0; i = s.commitments[i].next {
		open += s.commitments[i].open(order.final)
	}
	return money.FromCents(open), true
}

func (p *posted) isPayable() bool { return p.kind == Invoice || p.kind == Payroll }

func (p *posted) owed() int64 { return p.gross - p.paid }

// Posting is what an entry moved, account by account.
type Posting struct {
	Entry string     `json:"entry"`
	Kind  EntryKind  `json:"kind"`
	Date  civil.Date `json:"date"`
	// Lines are those of the entry in its order, each followed by what it relieves.
	Lines   []LedgerLine `json:"lines"`
	Notices []law.Notice `json:"notices,omitempty"`
}

// LedgerLine is a movement of one account. Net is without VAT; VAT is rate × net, rounded, or as the
// document states it; Recovered is the part of it that is got back. Of a cost, Actual is Net + VAT −
// Recovered; of an order, that is what Committed grows by, as far as it was not invoiced before.
type LedgerLine struct {
	Account   string        `json:"account"`
	Net       money.Amount  `json:"net"`
	Rate      money.Decimal `json:"rate"`
	VAT       money.Amount  `json:"vat"`
	Recovered money.Amount  `json:"recovered"`
	Actual    money.Amount  `json:"actual"`
	Committed money.Amount  `json:"committed"`
	Transfer  money.Amount  `json:"transfer"`
}

// Codes of the notices of a posting.
const (
	// CodeOverOrder marks a cost beyond what its order has on the account.
	CodeOverOrder = "over-order"
	// CodeOverBudget marks an account whose cost and commitments exceed its current budget.
	CodeOverBudget = "over-budget"
	// CodeAccountShort marks an order that its account cannot bear, where the policy is to warn.
	CodeAccountShort = "account-short"
	// CodeCashShort marks an order that the cash at hand does not cover, where the policy is to
	// warn.
	CodeCashShort = "cash-short"
)
