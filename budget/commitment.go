package budget

import (
	"errors"
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Errors of commitments, for errors.Is.
var (
	// ErrAccountShort reports an order beyond what its account has left.
	ErrAccountShort = errors.New("is more than the account has left")
	// ErrCashShort reports an order beyond what the cash at hand covers.
	ErrCashShort = errors.New("is more than the cash at hand covers")
	// ErrReleased reports an order of which nothing is left.
	ErrReleased = errors.New("has been released")
)

// ShortagePolicy is what happens to an order that there is not enough for.
type ShortagePolicy string

// Policies.
const (
	// Refuse refuses the order. It is what an empty policy means.
	Refuse ShortagePolicy = "refuse"
	// Warn posts the order with a notice.
	Warn ShortagePolicy = "warn"
	// Allow posts the order.
	Allow ShortagePolicy = "allow"
)

var shortagePolicies = []ShortagePolicy{Refuse, Warn, Allow}

// OneOf returns the words that are a ShortagePolicy.
func (ShortagePolicy) OneOf() []string { return valid.Texts(shortagePolicies) }

// Shortage is the policy for each thing that may be short (dépassement).
type Shortage struct {
	Account ShortagePolicy `json:"account,omitempty"`
	Cash    ShortagePolicy `json:"cash,omitempty"`
}

func (s Shortage) check(f *valid.Faults) {
	f.Enter("shortage")
	if s.Account != "" {
		valid.OneOf(f, "account", s.Account, shortagePolicies)
	}
	if s.Cash != "" {
		valid.OneOf(f, "cash", s.Cash, shortagePolicies)
	}
	f.Leave()
}

// Commit posts an order (bon de commande) with the cash at hand on its day. The order is refused, or
// posted with a notice, as the policy of the plan says, where an account has less left than the order
// takes (current budget less costs and commitments), or where the cash at hand does not cover the
// order with VAT, what is owed and what is committed already. A refusal is an [ErrAccountShort] or an
// [ErrCashShort] in a [*FieldError]. Money expected before these are due is for the caller to count as
// cash at hand.
func (f *LedgerFold) Commit(order Entry, cash money.Amount) (Posting, error) {
	if order.Kind != "" && order.Kind != PurchaseOrder {
		return Posting{}, &FieldError{Path: "kind", Value: string(order.Kind), Err: valid.ErrOneOf}
	}
	order.Kind, order.Cash = PurchaseOrder, &cash
	return f.Apply(order)
}

// Commit returns the state after an order, as [LedgerFold.Commit] posts it.
func (l *Ledger) Commit(s State, order Entry, cash money.Amount) (State, Posting, error) {
	f := LedgerFold{ledger: l, state: s.clone()}
	posting, err := f.Commit(order, cash)
	if err != nil {
		return s, Posting{}, err
	}
	return f.state, posting, nil
}

// checkCommitment tells an order that there is not enough for, and the correction of one that leaves
// less than nothing.
func (f *LedgerFold) checkCommitment(e *Entry, a about) {
	if e.Kind == Correction {
		f.checkOrderCorrection(e, a)
	}
	if f.faults.Any() {
		return
	}
	f.faults.Enter("lines")
	for i := range f.scratch {
		f.faults.Index(i)
		f.checkLeft(i)
		f.faults.Leave()
	}
	f.faults.Leave()
	f.checkCash(e)
}

// checkLeft compares what lines up to i take of an account with what it has left.
func (f *LedgerFold) checkLeft(i int) {
	m := &f.scratch[i]
	b := &f.state.balances[m.account]
	account := &f.ledger.accounts[m.account]
	left := account.budget + b.transfer - b.actual - b.committed
	taken := f.scratchOn(i)
	if m.net+m.lost <= 0 || taken <= left {
		return
	}
	f.short(f.ledger.plan.Shortage.Account, "amount", money.FromCents(taken), ErrAccountShort, CodeAccountShort, account.code, money.FromCents(left))
}

// scratchOn returns what the lines up to i cost on the account of line i.
func (f *LedgerFold) scratchOn(i int) (cost int64) {
	for j := 0; j <= i; j++ {
		if m := &f.scratch[j]; m.account == f.scratch[i].account {
			cost += m.net + m.lost
		}
	}
	return cost
}

func (f *LedgerFold) checkCash(e *Entry) {
	if e.Cash == nil {
		return
	}
	need := f.state.owed + f.state.committed
	for i := range f.scratch {
		need += f.scratch[i].gross()
	}
	if need <= e.Cash.Cents() {
		return
	}
	f.short(f.ledger.plan.Shortage.Cash, "cash", money.FromCents(need), ErrCashShort, CodeCashShort, e.ID, *e.Cash)
}

// short does what the policy says of what is needed and what there is.
func (f *LedgerFold) short(policy ShortagePolicy, field string, need money.Amount, err error, code, key string, have money.Amount) {
	switch policy {
	case Allow:
	case Warn:
		f.notices = append(f.notices, law.Notice{Code: code, Key: key, Message: fmt.Sprintf("%s: %v %v, which is %v", key, need, err, have)})
	default:
		f.faults.Add(field, need, fmt.Errorf("%w: %s, %v", err, valid.Quote(key), have))
	}
}

// checkOrder returns the order that a cost relieves, −1 when there is none.
func (f *LedgerFold) checkOrder(e *Entry) int32 {
	at, known := f.state.index[e.Order]
	if !known || f.state.entries[at].kind != PurchaseOrder {
		f.faults.Addf("order", e.Order, valid.ErrReference, "no order of this id")
		return -1
	}
	order := &f.state.entries[at]
	if order.final {
		f.faults.Add("order", e.Order, ErrReleased)
	}
	f.checkAfter(e, order)
	f.checkRelievedLines(e, at)
	return at
}

func (f *LedgerFold) checkRelievedLines(e *Entry, order int32) {
	f.faults.Enter("lines")
	for i := range e.Lines {
		f.faults.Index(i)
		f.checkRelieved(&e.Lines[i], &f.state.entries[order])
		f.faults.Leave()
	}
	f.faults.Leave()
}

// checkAfter tells an entry that is dated before what its order has had already, because what was
// committed on a past day would change.
func (f *LedgerFold) checkAfter(e *Entry, order *posted) {
	if !e.Date.IsZero() && e.Date.Before(order.last) {
		f.faults.Addf("date", e.Date, valid.ErrOutOfRange, "the order has an entry of %v", order.last)
	}
}

func (f *LedgerFold) checkRelieved(line *EntryLine, order *posted) {
	field, code := "relieves", line.Relieves
	if code == "" {
		field, code = "account", line.Account
	}
	account, known := f.ledger.index[code]
	if !known && line.Relieves == "" {
		return // told of the line
	}
	if !known || f.find(order, account) < 0 {
		f.faults.Addf(field, code, valid.ErrReference, "the order has nothing on this account")
	}
}

// find returns the commitment of an order on an account, −1 when there is none.
func (f *LedgerFold) find(order *posted, account int32) int32 {
	i := order.commitments
	for i >= 0 && f.state.commitments[i].account != account {
		i = f.state.commitments[i].next
	}
	return i
}

// open is what is committed: what was ordered and not invoiced, so that an order and its invoices never
// count twice.
func (c *commitment) open(final bool) int64 {
	if final {
		return 0
	}
	return c.ordered - min(max(c.invoiced, 0), c.ordered)
}

// isWithin reports whether the lines of a cost are within what their order commits.
func (f *LedgerFold) isWithin(e *Entry, order int32) bool {
	for i := range e.Lines {
		at := f.find(&f.state.entries[order], f.relieved(e, i))
		if at < 0 {
			return false
		}
		c := &f.state.commitments[at]
		if f.scratchRelieving(e, i) > c.open(f.state.entries[order].final) {
			return false
		}
	}
	return true
}

// relieved returns the account of the order that line i of a cost relieves.
func (f *LedgerFold) relieved(e *Entry, i int) int32 {
	if code := e.Lines[i].Relieves; code != "" {
		return f.ledger.index[code]
	}
	return f.scratch[i].account
}

// scratchRelieving returns what the lines up to i cost that relieve the same account as line i.
func (f *LedgerFold) scratchRelieving(e *Entry, i int) (cost int64) {
	account := f.relieved(e, i)
	for j := 0; j <= i; j++ {
		if f.relieved(e, j) == account {
			cost += f.scratch[j].net + f.scratch[j].lost
		}
	}
	return cost
}

// postOrder posts an order, or the correction of one.
func (f *LedgerFold) postOrder(e *Entry, a about, at int32) {
	order := at
	if e.Kind == Correction {
		order = a.of
		f.state.entries[order].last = e.Date
	}
	for i := range f.scratch {
		m := f.scratch[i]
		m.entry = at
		c := f.commitmentOf(order, m.account)
		final := f.state.entries[order].final
		before := c.open(final)
		c.ordered += m.net + m.lost
		c.gross += m.gross()
		m.committed = c.open(final) - before
		f.move(m, f.rates[i])
	}
}

// commitmentOf returns the commitment of an order on an account, made where there is none.
func (f *LedgerFold) commitmentOf(order, account int32) *commitment {
	s := &f.state
	i := f.find(&s.entries[order], account)
	if i < 0 {
		i = int32(len(s.commitments))
		s.commitments = append(s.commitments, commitment{account: account, next: s.entries[order].commitments})
		s.entries[order].commitments = i
	}
	return &s.commitments[i]
}

// checkOrderCorrection tells an order that would have less than nothing on an account.
func (f *LedgerFold) checkOrderCorrection(e *Entry, a about) {
	order := &f.state.entries[a.of]
	if order.final {
		f.faults.Add("of", e.Of, ErrReleased)
	}
	f.checkAfter(e, order)
	f.faults.Enter("lines")
	for i := range f.scratch {
		left := f.scratchOn(i)
		if at := f.find(order, f.scratch[i].account); at >= 0 {
			left += f.state.commitments[at].ordered
		}
		if left < 0 {
			f.faults.Index(i)
			f.faults.Addf("amount", e.Lines[i].Amount, valid.ErrNegative, "the order would have %v", money.FromCents(left))
			f.faults.Leave()
		}
	}
	f.faults.Leave()
}

// relieve takes a line of a cost off what its order commits.
func (f *LedgerFold) relieve(e *Entry, i int, at, order int32) {
	m := &f.scratch[i]
	account := f.relieved(e, i)
	c := f.commitmentOf(order, account)
	final := f.state.entries[order].final
	before := c.open(final)
	c.invoiced += m.net + m.lost
	if change := c.open(final) - before; change != 0 {
		f.move(move{entry: at, account: account, date: e.Date, class: reliefMove, committed: change}, money.Decimal{})
	}
	if c.invoiced > c.ordered && e.Kind != Correction {
		code := f.ledger.accounts[account].code
		f.notices = append(f.notices, law.Notice{
			Code: CodeOverOrder, Key: e.Order,
			Message: fmt.Sprintf("costs on %s exceed the order by %v", code, money.FromCents(c.invoiced-c.ordered)),
		})
	}
}

func (f *LedgerFold) checkRelease(e *Entry, a about) {
	order := &f.state.entries[a.of]
	if order.final {
		f.faults.Add("of", e.Of, ErrReleased)
	}
	f.checkAfter(e, order)
}

// release gives up all that an order still commits.
func (f *LedgerFold) release(order, at int32, on civil.Date) {
	s := &f.state
	for i := s.entries[order].commitments; i >= 0; i = s.commitments[i].next {
		c := s.commitments[i]
		if open := c.open(false); open != 0 {
			f.move(move{entry: at, account: c.account, date: on, class: reliefMove, committed: -open}, money.Decimal{})
		}
	}
	s.entries[order].final, s.entries[order].last = true, on
}
