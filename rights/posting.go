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
	visits   []visit
	entries  []entry
	payments []payment
}

// visit is money that came to a step, in cents: what has reached it and what it has taken of that. Its
// entries begin at from.
type visit struct {
	step, from int32
	in, taken  int64
}

// entry is what a target of a step has of a visit.
type entry struct {
	to     int32
	amount int64
}

// What a visit is of that is to no step.
const (
	toRest     = -1
	toExchange = -2
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
		for i, v := range p.visits {
			end := len(p.entries)
			if i+1 < len(p.visits) {
				end = int(p.visits[i+1].from)
			}
			for _, n := range p.entries[v.from:end] {
				if !yield(p.engine.line(v, n)) {
					return
				}
			}
		}
	}
}

// line writes an entry with the names of the plan.
func (e *Engine) line(v visit, n entry) PostingLine {
	line := PostingLine{Inflow: money.FromCents(v.in), Taken: money.FromCents(v.taken), Amount: money.FromCents(n.amount)}
	switch v.step {
	case toRest:
		line.Pot, line.Payee = e.pots[n.to].pot, Unallocated
		return line
	case toExchange:
		line.Step, line.Payee = "exchange", e.payees[e.exchange]
		return line
	}
	s := &e.steps[v.step]
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
	*p = Posting{Event: event, engine: e, Interest: p.Interest[:0], visits: p.visits[:0], entries: p.entries[:0], payments: p.payments[:0]}
}

// visit begins the entries of a step, or of something else.
func (p *Posting) visit(step int, in, taken int64) {
	p.visits = append(p.visits, visit{int32(step), int32(len(p.entries)), in, taken})
}
