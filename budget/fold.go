package budget

import (
	"errors"
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// LedgerFold posts entries to a state of its own, one after the other. It is for one goroutine.
type LedgerFold struct {
	ledger  *Ledger
	state   State
	faults  valid.Faults
	scratch []move
	rates   []money.Decimal // of the scratch moves
	lines   []LedgerLine
	notices []law.Notice
}

// Fold returns a fold that begins before any entry.
func (l *Ledger) Fold() *LedgerFold { return &LedgerFold{ledger: l, state: l.Start()} }

// Grow makes room for as many more entries with two lines each, so that posting them allocates
// nothing but what closes and notices need.
func (f *LedgerFold) Grow(entries int) {
	const movesEach = 4
	s := &f.state
	s.entries = append(make([]posted, 0, len(s.entries)+entries), s.entries...)
	s.moves = append(make([]move, 0, len(s.moves)+movesEach*entries), s.moves...)
	s.commitments = append(make([]commitment, 0, len(s.commitments)+entries), s.commitments...)
	s.estimates = append(make([]estimated, 0, len(s.estimates)+entries), s.estimates...)
	index := make(map[string]int32, len(s.index)+entries)
	for id, at := range s.index {
		index[id] = at
	}
	documents := make(map[documentKey]int32, len(s.documents)+entries)
	for key, at := range s.documents {
		documents[key] = at
	}
	s.index, s.documents = index, documents
}

// State returns a copy of the state.
func (f *LedgerFold) State() State { return f.state.clone() }

// Apply posts an entry (comptabilisation). A faulty one has every fault told at once, each a
// [*FieldError], and changes nothing: unknown accounts and ids, ids and documents given twice, a date
// in a closed period, fields that the kind has none of, negative amounts, missing approvals, an
// order that the policy refuses. The lines and notices of the posting are the caller's until the next
// call.
//
// Complexity linear in the lines of the entry and in the accounts of its order; a close is linear in
// the movements so far.
func (f *LedgerFold) Apply(e Entry) (Posting, error) {
	f.scratch, f.rates, f.lines, f.notices = f.scratch[:0], f.rates[:0], f.lines[:0], f.notices[:0]
	about := f.check(&e)
	if f.faults.Any() {
		err := f.faults.Err()
		f.faults = valid.Faults{}
		return Posting{}, err
	}
	f.post(&e, about)
	return Posting{Entry: e.ID, Kind: e.Kind, Date: e.Date, Lines: f.lines, Notices: f.notices}, nil
}

// Apply returns the state after an entry, and what the entry moved. The state it is given stays as it
// was. Faults are those of [LedgerFold.Apply].
//
// Complexity that of the fold, and the length of the state for its copy.
func (l *Ledger) Apply(s State, e Entry) (State, Posting, error) {
	f := LedgerFold{ledger: l, state: s.clone()}
	posting, err := f.Apply(e)
	if err != nil {
		return s, Posting{}, err
	}
	return f.state, posting, nil
}

// Replay returns the state after entries in order. All faults are told at once, each a [*FieldError]
// whose path begins with the index of the entry, and nothing is posted then. An entry that is about
// one that was refused is passed over.
func (l *Ledger) Replay(entries []Entry) (State, error) {
	var faults valid.Faults
	refused := map[string]bool{}
	f := l.Fold()
	f.Grow(len(entries))
	for i := range entries {
		e := &entries[i]
		if refused[e.Of] || refused[e.Order] {
			refused[e.ID] = true
			continue
		}
		if _, err := f.Apply(*e); err != nil {
			refused[e.ID] = e.ID != ""
			tellAt(&faults, i, err)
		}
	}
	if err := faults.Err(); err != nil {
		return State{}, err
	}
	return f.state, nil
}

// tellAt tells the faults of an element of a list.
func tellAt(faults *valid.Faults, i int, err error) {
	faults.Index(i)
	for _, one := range valid.List(err) {
		var fault *FieldError
		if errors.As(one, &fault) {
			faults.Add(fault.Path, fault.Value, fault.Err)
			continue
		}
		faults.Add("", nil, one)
	}
	faults.Leave()
}

// about is what an entry is about: the entries it names, −1 for none, and the kind it acts as, which
// for a correction is that of what it corrects.
type about struct {
	of, order int32
	kind      EntryKind
}

// check tells every fault of an entry and puts its movements into the scratch memory.
func (f *LedgerFold) check(e *Entry) about {
	a := about{of: -1, order: -1, kind: e.Kind}
	s, known := shapes[e.Kind]
	if !known {
		valid.OneOf(&f.faults, "kind", e.Kind, entryKinds)
		return a
	}
	e.checkFields(&f.faults, s)
	f.checkPlace(e)
	f.checkDate(e)
	f.checkDocument(e)
	if e.Of != "" && s.of {
		a.of = f.checkOf(e)
	}
	if e.Order != "" && s.cost {
		a.order = f.checkOrder(e)
	}
	if e.Kind == Correction {
		a = f.correction(e, a.of)
	}
	if len(e.Lines) > maxEntryLines || a.of < 0 && s.needsOf {
		return a
	}
	f.scratch, f.rates = f.ledger.lineMovesAndRates(&f.faults, e, f.lineContext(e, a), f.scratch, f.rates)
	f.checkKind(e, a)
	f.checkApprovals(e, a)
	return a
}

// checkPlace tells an id that the ledger has, and a ledger that is full.
func (f *LedgerFold) checkPlace(e *Entry) {
	if _, twice := f.state.index[e.ID]; twice {
		f.faults.Add("id", e.ID, valid.ErrDuplicate)
	}
	if len(f.state.moves)+2*len(e.Lines)+maxEntryLines > maxMoves {
		f.faults.Addf("", nil, valid.ErrOutOfRange, "at most %d movements a ledger", maxMoves)
	}
}

// checkDocument tells a document of a party that was entered before. Documents of no party are not
// compared.
func (f *LedgerFold) checkDocument(e *Entry) {
	if e.Document == "" || e.Party == "" || !e.Kind.isDocument() {
		return
	}
	if at, twice := f.state.documents[documentKey{e.Party, e.Document}]; twice {
		f.faults.Addf("document", e.Document, valid.ErrDuplicate, "entry %s", valid.Quote(f.state.entries[at].id))
	}
}

// isDocument reports whether entries of a kind are a document that comes once.
func (k EntryKind) isDocument() bool { return k == Invoice || k == CreditNote }

// checkOf returns the entry that e is about, −1 when it is none that e may be about.
func (f *LedgerFold) checkOf(e *Entry) int32 {
	at, known := f.state.index[e.Of]
	if !known {
		f.faults.Add("of", e.Of, valid.ErrReference)
		return -1
	}
	target := &f.state.entries[at]
	fits := true
	switch e.Kind {
	case Release:
		fits = target.kind == PurchaseOrder
	case CreditNote:
		fits = target.kind == Invoice
	case Payment:
		fits = target.isPayable()
	case Evidence:
		fits = target.needsDocument()
	case Correction:
		fits = target.isCorrectable()
	}
	if !fits {
		f.faults.Addf("of", e.Of, valid.ErrReference, "%s of an entry that is %s", e.Kind, target.kind)
		return -1
	}
	if !e.Date.IsZero() && e.Date.Before(target.date) {
		f.faults.Addf("date", e.Date, valid.ErrOutOfRange, "the entry it is about is of %v", target.date)
	}
	return at
}

// lineContext is what lines take from their entry and from what it is about.
type lineContext struct {
	kind    EntryKind
	signed  bool
	taxDate civil.Date
}

func (f *LedgerFold) lineContext(e *Entry, a about) lineContext {
	c := lineContext{kind: a.kind, signed: shapes[e.Kind].signed, taxDate: e.taxDate()}
	if e.Kind == Correction && a.of >= 0 {
		c.taxDate = f.state.entries[a.of].taxDate()
	}
	return c
}

// taxDate is the day whose rate of VAT applies: that of the document where it is known.
func (e *Entry) taxDate() civil.Date {
	if e.DocumentDate.IsZero() {
		return e.Date
	}
	return e.DocumentDate
}

func (p *posted) taxDate() civil.Date {
	if p.documentDate.IsZero() {
		return p.date
	}
	return p.documentDate
}

// lineMoves returns the movements of the lines of an entry, before what they relieve.
func (l *Ledger) lineMoves(faults *valid.Faults, e *Entry, c lineContext, moves []move) []move {
	moves, _ = l.lineMovesAndRates(faults, e, c, moves, nil)
	return moves
}

func (l *Ledger) lineMovesAndRates(faults *valid.Faults, e *Entry, c lineContext, moves []move, rates []money.Decimal) ([]move, []money.Decimal) {
	faults.Enter("lines")
	for i := range e.Lines {
		faults.Index(i)
		m, rate := l.lineMove(faults, e, &e.Lines[i], c)
		moves, rates = append(moves, m), append(rates, rate)
		faults.Leave()
	}
	faults.Leave()
	return moves, rates
}

func (l *Ledger) lineMove(faults *valid.Faults, e *Entry, line *EntryLine, c lineContext) (move, money.Decimal) {
	m := move{date: e.Date, class: classOf(c.kind), abroad: line.Territory != "" && line.Territory != l.plan.Territory}
	m.account, _ = l.leaf(faults, "account", line.Account)
	checkBounded(faults, "amount", line.Amount)
	if line.Amount.Sign() < 0 && !c.signed {
		faults.Add("amount", line.Amount, valid.ErrNegative)
	}
	if line.Mode != "" && c.kind != Estimate {
		faults.Addf("mode", string(line.Mode), valid.ErrUnknownField, "of an estimate alone")
	}
	if m.class == transferMove {
		if line.VAT != "" || line.Tax != nil {
			faults.Addf("vat", line.VAT, valid.ErrUnknownField, "%s has none", c.kind)
		}
		if c.kind == Transfer {
			m.transfer = line.Amount.Cents()
		}
		return m, money.Decimal{}
	}
	cost := l.lineCost(faults, line, c.taxDate)
	if c.kind == CreditNote {
		cost.net, cost.recovered, cost.lost = -cost.net, -cost.recovered, -cost.lost
	}
	m.net, m.recovered, m.lost = cost.net, cost.recovered, cost.lost
	return m, cost.rate
}

func classOf(kind EntryKind) moveClass {
	switch kind {
	case PurchaseOrder:
		return orderMove
	case Transfer, Estimate:
		return transferMove
	}
	return costMove
}

// checkKind tells the faults that only one kind of entry has.
func (f *LedgerFold) checkKind(e *Entry, a about) {
	switch a.kind {
	case PurchaseOrder:
		f.checkCommitment(e, a)
	case Transfer:
		f.checkTransfer(e)
	case Estimate:
		f.checkEstimate(e)
	case Payment:
		f.checkPayment(e, a)
	case CreditNote, Invoice, Payroll, PettyCash:
		f.checkCost(e, a)
	case Release:
		f.checkRelease(e, a)
	case Close:
		f.checkClose(e)
	case Evidence:
		f.checkEvidence(e, a)
	}
}

// post appends a sound entry to the state.
func (f *LedgerFold) post(e *Entry, a about) {
	s := &f.state
	at := int32(len(s.entries))
	first := int32(len(s.moves))
	s.entries = append(s.entries, posted{
		id: e.ID, party: e.Party, label: e.Label, document: e.Document, batch: e.Batch, kind: e.Kind,
		date: e.Date, documentDate: e.DocumentDate, due: e.Due, last: e.Date,
		first: first, of: a.of, order: a.order, commitments: -1,
		moved: e.Amount.Cents(), amount: e.Amount.Cents(),
	})
	s.index[e.ID] = at
	if e.Document != "" && e.Party != "" && e.Kind.isDocument() {
		s.documents[documentKey{e.Party, e.Document}] = at
	}
	f.postKind(e, a, at)
	s.entries[at].count = int32(len(s.moves)) - first
	f.warnOverBudget(first)
}

func (f *LedgerFold) postKind(e *Entry, a about, at int32) {
	switch a.kind {
	case PurchaseOrder:
		f.postOrder(e, a, at)
	case Transfer:
		f.postLines(e, at, -1)
	case Estimate:
		f.postEstimate(e)
	case Payment:
		f.postPayment(e, a)
	case Invoice, Payroll, PettyCash, CreditNote:
		f.postCost(e, a, at)
	case Release:
		f.release(a.of, at, e.Date)
	case Close:
		f.postClose(e)
	case Evidence:
		f.postEvidence(e, a)
	}
}

// postLines appends the movements of the lines, each followed by what it relieves of an order.
func (f *LedgerFold) postLines(e *Entry, at, order int32) {
	for i := range f.scratch {
		m := f.scratch[i]
		m.entry = at
		f.move(m, f.rates[i])
		if order >= 0 {
			f.relieve(e, i, at, order)
		}
	}
}

// move appends a movement and what it changes.
func (f *LedgerFold) move(m move, rate money.Decimal) {
	s := &f.state
	s.moves = append(s.moves, m)
	b := &s.balances[m.account]
	b.actual += m.actual()
	b.committed += m.committed
	b.transfer += m.transfer
	s.committed += m.committed
	f.lines = append(f.lines, LedgerLine{
		Account: f.ledger.accounts[m.account].code, Net: money.FromCents(m.net), Rate: rate,
		VAT: money.FromCents(m.lost + m.recovered), Recovered: money.FromCents(m.recovered),
		Actual: money.FromCents(m.actual()), Committed: money.FromCents(m.committed), Transfer: money.FromCents(m.transfer),
	})
}

// warnOverBudget gives a notice of each account that the movements have brought beyond its budget.
func (f *LedgerFold) warnOverBudget(first int32) {
	s := &f.state
	for i := int(first); i < len(s.moves); i++ {
		m := &s.moves[i]
		account := &f.ledger.accounts[m.account]
		b := &s.balances[m.account]
		over := b.actual + b.committed - account.budget - b.transfer
		if over <= 0 || over-(m.actual()+m.committed-m.transfer) > 0 {
			continue
		}
		f.notices = append(f.notices, law.Notice{
			Code: CodeOverBudget, Key: account.code,
			Message: fmt.Sprintf("%s is %v over its budget", account.code, money.FromCents(over)),
		})
	}
}
