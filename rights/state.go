package rights

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// State is what has happened to a plan so far. It belongs to the engine that made it. A
// [Fold] changes one of its own; everything else leaves it as it is.
type State struct {
	in       []money.Amount // by step: what has reached it
	taken    []money.Amount // by step: what it took of that
	parts    []money.Amount // by step and share: what of that was paid to whom
	balances []money.Amount // by account: what is left to recoup
	payees   []money.Amount // by payee: what was paid
	received money.Amount
	rest     money.Amount // unallocated
}

// Start returns the state of a plan before any event.
func (e *Engine) Start() State {
	s := State{
		in:       make([]money.Amount, len(e.steps)),
		taken:    make([]money.Amount, len(e.steps)),
		parts:    make([]money.Amount, e.parts),
		balances: make([]money.Amount, len(e.accounts)),
		payees:   make([]money.Amount, len(e.payees)),
	}
	for i, a := range e.accounts {
		s.balances[i] = a.Opening
	}
	return s
}

// clone returns a state that shares no memory with s.
func (s State) clone() State {
	s.in, s.taken, s.parts = slices.Clone(s.in), slices.Clone(s.taken), slices.Clone(s.parts)
	s.balances, s.payees = slices.Clone(s.balances), slices.Clone(s.payees)
	return s
}

// Posting is what an event paid, step by step in the order the money went.
type Posting struct {
	Event string        `json:"event"`
	Lines []PostingLine `json:"lines"`
}

// PostingLine is what a step paid a payee for an event: the payee's part of what the step
// took of all that ever reached it, less what it had been paid before.
type PostingLine struct {
	Pot  string `json:"pot"`
	Step string `json:"step"`
	// Payee is a name of the plan, or [Unallocated], for whom there is no step.
	Payee string `json:"payee"`
	// Inflow is all that has reached the step, Taken what it has taken of it.
	Inflow money.Amount `json:"inflow"`
	Taken  money.Amount `json:"taken"`
	Amount money.Amount `json:"amount"`
}

// Apply returns the state after an event, and what the event paid. The state it is given
// stays as it was. An event of an unknown pot or account, of a negative amount, or that leads
// out of the range of an amount is an [ErrEvent], told as a [*FieldError] of the event's field.
//
// Complexity O(steps and shares that the money goes through), and the length of the state
// for its copy.
func (e *Engine) Apply(s State, event Event) (State, Posting, error) {
	f := Fold{engine: e, state: s.clone()}
	posting, err := f.Apply(event)
	if err != nil {
		return s, Posting{}, err
	}
	return f.state, posting, nil
}

// Fold applies events to a state of its own, one after the other. It is for one goroutine.
type Fold struct {
	engine *Engine
	state  State
	lines  []PostingLine
	split  []money.Amount // memory for the shares of a step
}

// Fold returns a fold that begins before any event.
func (e *Engine) Fold() *Fold { return &Fold{engine: e, state: e.Start()} }

// State returns a copy of the state.
func (f *Fold) State() State { return f.state.clone() }

// Apply applies an event as [Engine.Apply] does, in place. After an error the fold is as it
// was before the event. The lines of the posting are the caller's until the next call.
func (f *Fold) Apply(event Event) (Posting, error) {
	f.lines = f.lines[:0]
	if err := f.apply(event); err != nil {
		return Posting{}, err
	}
	return Posting{Event: event.ID, Lines: f.lines}, nil
}

func (f *Fold) apply(event Event) error {
	if event.Amount.Sign() < 0 {
		return refused("amount", event.Amount, valid.ErrNegative)
	}
	switch event.Kind {
	case Receipt:
		return f.receive(event)
	case Accrue:
		return f.accrue(event)
	}
	return refused("kind", string(event.Kind), valid.ErrOneOf)
}

// refused is the fault of a field of an event.
func refused(field string, value any, cause error) error {
	return &FieldError{Path: field, Value: value, Err: fmt.Errorf("%w: %w", ErrEvent, cause)}
}

func (f *Fold) accrue(event Event) error {
	i, ok := f.engine.account[event.Account]
	if !ok {
		return refused("account", event.Account, valid.ErrReference)
	}
	balance, err := f.state.balances[i].Add(event.Amount)
	if err != nil {
		return refused("amount", event.Amount, err)
	}
	f.state.balances[i] = balance
	return nil
}

func (f *Fold) receive(event Event) error {
	pot, ok := f.engine.pot[event.Pot]
	if !ok {
		return refused("pot", event.Pot, valid.ErrReference)
	}
	received, err := f.state.received.Add(event.Amount)
	if err != nil {
		return refused("amount", event.Amount, err)
	}
	f.state.received = received
	f.flow(pot, event.Amount)
	return nil
}

// flow lets money go through the steps of a pot. No sum of a state exceeds what was received
// in all, so once that fits nothing here can overflow.
func (f *Fold) flow(pot int, amount money.Amount) {
	r := f.engine.pots[pot]
	for i := r.from; i < r.to && !amount.IsZero(); i++ {
		s := &f.engine.steps[i]
		f.state.in[i] = plus(f.state.in[i], amount)
		if s.kind == To {
			f.state.taken[i] = f.state.in[i]
			f.flow(s.pot, amount)
			return
		}
		taken := f.take(i, s, amount)
		amount = minus(amount, minus(taken, f.state.taken[i]))
		f.state.taken[i] = taken
		f.pay(r.pot, i, s)
	}
	if !amount.IsZero() {
		f.state.rest = plus(f.state.rest, amount)
		f.lines = append(f.lines, PostingLine{Pot: r.pot, Payee: Unallocated, Inflow: f.state.rest, Taken: f.state.rest, Amount: amount})
	}
}

// take returns what a step has taken of all its inflow, now that amount has been added to
// it.
func (f *Fold) take(i int, s *step, amount money.Amount) money.Amount {
	in := f.state.in[i]
	switch s.kind {
	case Percent:
		part, _ := s.rate.Of(in) // at most in: the rate is at most 1
		return part
	case Recoup:
		repaid := money.Min(amount, f.state.balances[s.account])
		f.state.balances[s.account] = minus(f.state.balances[s.account], repaid)
		return plus(f.state.taken[i], repaid)
	case Tier:
		return money.Min(in, s.end)
	}
	return in
}

// pay divides what a step has taken among its payees and pays each the difference from what
// it had been paid.
func (f *Fold) pay(pot string, i int, s *step) {
	taken := f.state.taken[i]
	parts := f.parts(s, taken)
	for j, payee := range s.payees {
		paid := &f.state.parts[s.part+j]
		due := minus(parts[j], *paid)
		if due.IsZero() {
			continue
		}
		*paid = parts[j]
		f.state.payees[payee] = plus(f.state.payees[payee], due)
		f.lines = append(f.lines, PostingLine{
			Pot: pot, Step: s.name, Payee: f.engine.payees[payee],
			Inflow: f.state.in[i], Taken: taken, Amount: due,
		})
	}
}

func (f *Fold) parts(s *step, taken money.Amount) []money.Amount {
	f.split = slices.Grow(f.split[:0], len(s.payees))[:len(s.payees)]
	if s.kind == Percent {
		f.split[0] = taken
		return f.split
	}
	_ = money.WebsterInto(f.split, taken, s.weights) // the weights are checked, the length is theirs
	return f.split
}

// plus and minus are for amounts of a state, which cannot overflow.
func plus(a, b money.Amount) money.Amount { return money.FromCents(a.Cents() + b.Cents()) }

func minus(a, b money.Amount) money.Amount { return money.FromCents(a.Cents() - b.Cents()) }
