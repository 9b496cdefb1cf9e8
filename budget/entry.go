package budget

import (
	"io"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// EntryKind is what an entry of the ledger records.
type EntryKind string

// Kinds of entries.
const (
	// PurchaseOrder commits money (bon de commande, engagement).
	PurchaseOrder EntryKind = "order"
	// Release gives up what is left of an order (solde d'engagement).
	Release EntryKind = "release"
	// Invoice is that of a supplier (facture); with an order it relieves it.
	Invoice EntryKind = "invoice"
	// CreditNote takes off an invoice (avoir); its lines are positive.
	CreditNote EntryKind = "credit-note"
	// Payroll is what wages cost, contributions included (paie).
	Payroll EntryKind = "payroll"
	// PettyCash is a cost paid at once out of the till (régie).
	PettyCash EntryKind = "petty-cash"
	// Payment settles an invoice or payroll (règlement); it is no cost.
	Payment EntryKind = "payment"
	// Transfer moves budget between accounts (virement de poste à poste).
	Transfer EntryKind = "transfer"
	// Estimate sets what accounts have left to spend by hand (reste à dépenser).
	Estimate EntryKind = "estimate"
	// Correction changes an earlier entry by the difference (écriture rectificative).
	Correction EntryKind = "correction"
	// Evidence names the supporting document of an earlier entry that had none
	// (pièce justificative). It moves no money.
	Evidence EntryKind = "evidence"
	// Close ends a week or a period (clôture).
	Close EntryKind = "close"
)

var entryKinds = []EntryKind{
	PurchaseOrder, Release, Invoice, CreditNote, Payroll, PettyCash, Payment, Transfer, Estimate, Correction, Evidence, Close,
}

// OneOf returns the words that are an EntryKind.
func (EntryKind) OneOf() []string { return valid.Texts(entryKinds) }

// Entry is one event of cost control. A ledger takes entries one after the other and never changes
// one; what was wrong is put right by a [Correction].
type Entry struct {
	// ID is unique in the ledger.
	ID   string    `json:"id" strict:"required"`
	Kind EntryKind `json:"kind" strict:"required"`
	// Date is the day of posting (date de comptabilisation). Its period must be open.
	Date civil.Date `json:"date" strict:"required"`
	// Party is the supplier or who is paid.
	Party string `json:"party,omitempty"`
	Label string `json:"label,omitempty"`
	// Order is the id of the order that a cost relieves.
	Order string `json:"order,omitempty"`
	// Final says that the cost is the last of its order: what is left is released.
	Final bool `json:"final,omitempty"`
	// Of is the id of the entry that this one is about: the order released, the invoice credited
	// or paid, the entry corrected or evidenced.
	Of string `json:"of,omitempty"`
	// Document is the reference of the supporting document, DocumentDate its day.
	Document     string     `json:"document,omitempty"`
	DocumentDate civil.Date `json:"documentDate,omitzero"`
	// Due is the day on which an invoice or payroll has to be paid; without one it is the
	// day of posting.
	Due civil.Date `json:"due,omitzero"`
	// Amount is that of a payment, VAT included.
	Amount money.Amount `json:"amount,omitzero"`
	// Batch is the bank order that a payment is part of.
	Batch string      `json:"batch,omitempty"`
	Lines []EntryLine `json:"lines,omitempty"`
	// Approvals are those that an order, a cost or a transfer has been given.
	Approvals []Approval `json:"approvals,omitempty"`
	// Cash is the money at hand for an order and all that has to be paid before it; nil is not
	// checked.
	Cash *money.Amount `json:"cash,omitempty"`
	// Scope is whether a close is of a week or of a period.
	Scope CloseScope `json:"scope,omitempty"`
}

// EntryLine is the part of an entry that is on one account.
type EntryLine struct {
	Account string `json:"account" strict:"required"`
	// Amount is without VAT. It is negative only in a transfer, a correction, or an estimate.
	Amount money.Amount `json:"amount" strict:"required"`
	// VAT is the code of a rate of the plan; empty is none.
	VAT string `json:"vat,omitempty"`
	// Tax is the VAT that the document states, where it differs from the rate by the rounding of
	// its sum; nil is computed.
	Tax *money.Amount `json:"tax,omitempty"`
	// Territory is where the money is spent, as ISO 3166 has it; empty is that of the plan.
	Territory string `json:"territory,omitempty"`
	// Relieves is the account of the order that the line relieves; empty is its own.
	Relieves string `json:"relieves,omitempty"`
	// Mode is what the amount of an estimate is.
	Mode EstimateMode `json:"mode,omitempty"`
}

// Bounds that keep every sum of a ledger within an amount: lines of at most ten thousand million,
// VAT of at most 100 %, and as many movements.
const (
	maxEntryCents = 1_000_000_000_000
	maxEntryLines = 1_000
	maxMoves      = 1 << 20
)

// shape is which fields a kind of entry has.
type shape struct {
	lines, cost, signed, of, needsOf, amount, approvals, cash, scope, due bool
}

var shapes = map[EntryKind]shape{
	PurchaseOrder: {lines: true, approvals: true, cash: true},
	Release:       {of: true, needsOf: true},
	Invoice:       {lines: true, cost: true, approvals: true, due: true},
	CreditNote:    {lines: true, of: true, needsOf: true},
	Payroll:       {lines: true, cost: true, approvals: true, due: true},
	PettyCash:     {lines: true, cost: true, approvals: true},
	Payment:       {of: true, needsOf: true, amount: true},
	Transfer:      {lines: true, signed: true, approvals: true},
	Estimate:      {lines: true, signed: true},
	Correction:    {lines: true, signed: true, of: true, needsOf: true, amount: true, approvals: true},
	Evidence:      {of: true, needsOf: true},
	Close:         {scope: true},
}

// checkFields tells the fields that an entry of its kind has none of, and those it lacks.
func (e *Entry) checkFields(f *valid.Faults, s shape) {
	if e.ID == "" {
		f.Add("id", nil, valid.ErrMissing)
	}
	if e.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	none := func(field string, given, allowed bool) {
		if given && !allowed {
			f.Addf(field, nil, valid.ErrUnknownField, "%s has none", e.Kind)
		}
	}
	none("lines", len(e.Lines) > 0, s.lines)
	none("order", e.Order != "", s.cost)
	none("final", e.Final, s.cost && e.Order != "")
	none("of", e.Of != "", s.of)
	none("amount", !e.Amount.IsZero(), s.amount)
	none("batch", e.Batch != "", e.Kind == Payment)
	none("approvals", len(e.Approvals) > 0, s.approvals)
	none("cash", e.Cash != nil, s.cash)
	none("scope", e.Scope != "", s.scope)
	none("due", !e.Due.IsZero(), s.due)
	if s.needsOf && e.Of == "" {
		f.Add("of", nil, valid.ErrMissing)
	}
	if s.lines && len(e.Lines) == 0 && e.Kind != Correction {
		f.Add("lines", nil, valid.ErrMissing)
	}
	if len(e.Lines) > maxEntryLines {
		f.Addf("lines", len(e.Lines), valid.ErrOutOfRange, "at most %d", maxEntryLines)
	}
}

// DecodeEntries reads entries from JSON, at most as many as the document of 12 MiB holds. Malformed
// JSON and unknown, duplicate or wrongly-cased fields are refused, each fault a [*FieldError]. What
// entries say is checked where they are applied.
func DecodeEntries(r io.Reader) ([]Entry, error) {
	var entries []Entry
	if err := strictjson.Decode(r, &entries, maxMoves); err != nil {
		return nil, err
	}
	return entries, nil
}
