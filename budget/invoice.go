package budget

import (
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// owner returns the invoice or payroll whose debt an entry changes: the entry itself, the one that a
// credit note takes off, that of what is corrected. It is −1 for petty cash, which is paid at once.
func (f *LedgerFold) owner(e *Entry, a about, at int32) int32 {
	switch {
	case a.kind == PettyCash:
		return -1
	case e.Kind == Correction && a.kind == CreditNote:
		return f.state.entries[a.of].of
	case e.Kind == Correction || e.Kind == CreditNote:
		return a.of
	}
	return at
}

// checkCost tells a credit note or a correction after which an invoice would be of less than nothing.
func (f *LedgerFold) checkCost(e *Entry, a about) {
	if e.Kind == Correction && a.order >= 0 {
		f.checkAfter(e, &f.state.entries[a.order])
	}
	if f.faults.Any() {
		return
	}
	owner := f.owner(e, a, -1)
	if owner < 0 {
		return
	}
	left := f.state.entries[owner].gross + f.scratchGross()
	if left < 0 {
		f.faults.Addf("lines", nil, valid.ErrNegative, "%s would be of %v", valid.Quote(f.state.entries[owner].id), money.FromCents(left))
	}
}

func (f *LedgerFold) scratchGross() (gross int64) {
	for i := range f.scratch {
		gross += f.scratch[i].gross()
	}
	return gross
}

// postCost posts a cost and what it relieves of its order. A credit note is a rebate: it leaves what
// is committed as it is.
func (f *LedgerFold) postCost(e *Entry, a about, at int32) {
	order := a.order
	if a.kind == CreditNote {
		order = -1
	}
	f.postLines(e, at, order)
	if order >= 0 {
		f.state.entries[order].last = e.Date
	}
	if e.Final {
		f.release(order, at, e.Date)
	}
	if owner := f.owner(e, a, at); owner >= 0 {
		gross := f.scratchGross()
		f.state.entries[owner].gross += gross
		f.state.owed += gross
	}
}

// payable returns the invoice or payroll that a payment, or the correction of one, is for.
func (f *LedgerFold) payable(e *Entry, a about) *posted {
	if e.Kind == Correction {
		return &f.state.entries[f.state.entries[a.of].of]
	}
	return &f.state.entries[a.of]
}

// checkPayment tells a payment of more than is owed, and the correction of one that leaves less than
// nothing.
func (f *LedgerFold) checkPayment(e *Entry, a about) {
	checkBounded(&f.faults, "amount", e.Amount)
	owed := f.payable(e, a).owed()
	switch paid := e.Amount.Cents(); {
	case paid == 0:
		f.faults.Add("amount", nil, valid.ErrMissing)
	case paid < 0 && e.Kind == Payment:
		f.faults.Add("amount", e.Amount, valid.ErrNegative)
	case paid < 0 && f.state.entries[a.of].amount+paid < 0:
		f.faults.Addf("amount", e.Amount, valid.ErrNegative, "the payment is of %v", money.FromCents(f.state.entries[a.of].amount))
	case paid > 0 && paid > owed:
		f.faults.Addf("amount", e.Amount, valid.ErrOutOfRange, "%v is owed", money.FromCents(owed))
	}
}

func (f *LedgerFold) postPayment(e *Entry, a about) {
	f.payable(e, a).paid += e.Amount.Cents()
	f.state.owed -= e.Amount.Cents()
	if e.Kind == Correction {
		f.state.entries[a.of].amount += e.Amount.Cents()
	}
}

// needsDocument reports whether an entry lacks a supporting document that it ought to have.
func (p *posted) needsDocument() bool {
	switch p.kind {
	case Invoice, CreditNote, Payroll, PettyCash, Payment, Correction:
		return p.document == ""
	}
	return false
}

func (f *LedgerFold) checkEvidence(e *Entry, a about) {
	if e.Document == "" {
		f.faults.Add("document", nil, valid.ErrMissing)
		return
	}
	if !e.DocumentDate.IsZero() {
		f.faults.Addf("documentDate", e.DocumentDate, valid.ErrUnknownField, "the rate of VAT stays that of the entry")
	}
	target := &f.state.entries[a.of]
	if !target.kind.isDocument() || target.party == "" {
		return
	}
	if at, twice := f.state.documents[documentKey{target.party, e.Document}]; twice {
		f.faults.Addf("document", e.Document, valid.ErrDuplicate, "entry %s", valid.Quote(f.state.entries[at].id))
	}
}

// postEvidence names the document of an earlier entry, whose figures stay what they are.
func (f *LedgerFold) postEvidence(e *Entry, a about) {
	s := &f.state
	target := &s.entries[a.of]
	target.document = e.Document
	if target.kind.isDocument() && target.party != "" {
		s.documents[documentKey{target.party, e.Document}] = a.of
	}
}
