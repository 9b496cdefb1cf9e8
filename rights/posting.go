package rights

import (
	"iter"

	"github.com/bobine-film/bobine/money"
)

// Posting is what an event brought about.
type Posting struct {
	Event string
	// Repeated is true of an event that had been applied before and did nothing.
	Repeated bool
	// Interest is what has run up since the last event.
	Interest []InterestLine
	// Beyond is how much of a charge lies beyond the cap of its account.
	Beyond money.Amount

	engine   *Engine
	entries  []entry
	payments []payment
}

// entry is a line by numbers, in cents: of a step and one of its targets, or of something beside the
// steps, of which these numbers are below 0.
type entry struct {
	step, to          int32
	in, taken, amount int64
}

// What a line is of that no step gives.
const (
	ofRest     = -1
	ofExchange = -2
)

type payment struct {
	payee  int32
	amount int64
}

// PostingLine is what a step gives a payee for an event: the payee's part of what the step took of all
// that ever reached it, less what it had before.
type PostingLine struct {
	Pot  string `json:"pot,omitempty"`
	Step string `json:"step"`
	// Payee is a name of the plan, or [Unallocated], for whom there is no step. A line without one
	// sends its amount into a pot.
	Payee string `json:"payee,omitempty"`
	Into  string `json:"into,omitempty"`
	// Inflow is all that has reached the step, Taken what it has taken of it.
	Inflow money.Amount `json:"inflow"`
	Taken  money.Amount `json:"taken"`
	Amount money.Amount `json:"amount"`
}

// Payment is money that is paid to a payee, or back by one.
type Payment struct {
	Payee  string       `json:"payee"`
	Amount money.Amount `json:"amount"`
}

// Lines yields what the event gave, step by step in the order the money went.
func (p Posting) Lines() iter.Seq[PostingLine] {
	return func(yield func(PostingLine) bool) {
		for _, e := range p.entries {
			if !yield(p.engine.line(e)) {
				return
			}
		}
	}
}

// line writes an entry with the names of the plan.
func (e *Engine) line(n entry) PostingLine {
	line := PostingLine{Inflow: money.FromCents(n.in), Taken: money.FromCents(n.taken), Amount: money.FromCents(n.amount)}
	switch n.step {
	case ofRest:
		line.Pot, line.Payee = e.pots[n.to].pot, Unallocated
		return line
	case ofExchange:
		line.Step, line.Payee = "exchange", e.payees[e.exchange]
		return line
	}
	s := &e.steps[n.step]
	line.Pot, line.Step = e.pots[s.pot].pot, s.name
	if t := s.to[n.to]; t.payee >= 0 {
		line.Payee = e.payees[t.payee]
	} else {
		line.Into = e.pots[t.pot].pot
	}
	return line
}

// Payments yields what is paid now: what a payee is entitled to less what it has been paid, below zero
// only for those who give back.
func (p Posting) Payments() iter.Seq[Payment] {
	return func(yield func(Payment) bool) {
		for _, d := range p.payments {
			if !yield(Payment{p.engine.payees[d.payee], money.FromCents(d.amount)}) {
				return
			}
		}
	}
}

// reset makes a posting ready for the next event, with the memory it has.
func (p *Posting) reset(e *Engine, event string) {
	*p = Posting{Event: event, engine: e, Interest: p.Interest[:0], entries: p.entries[:0], payments: p.payments[:0]}
}

func (p *Posting) add(step, to int, in, taken, amount int64) {
	p.entries = append(p.entries, entry{int32(step), int32(to), in, taken, amount})
}
