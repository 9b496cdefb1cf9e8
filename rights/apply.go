package rights

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Apply returns the state after an event, and what the event brought about. The state it is given stays
// as it was. An event that the plan does not know, that is dated before the last one or in a closed
// period, that has the id of another, or that leads out of the range of an amount is an [ErrEvent], told as
// a [*FieldError] of the event's field.
//
// Complexity O(steps and shares that the money goes through), and the length of the state for its
// copy.
func (e *Engine) Apply(s State, event Event) (State, Posting, error) {
	f := e.FoldFrom(s)
	posting, err := f.Apply(event)
	if err != nil {
		return s, Posting{}, err
	}
	return f.state, posting, nil
}

// Fold applies events to a state of its own, one after the other. It is for one goroutine.
type Fold struct {
	engine  *Engine
	state   State
	posting Posting
	memory  []money.Amount // for the shares of the steps in hand
	onward  []flow         // for what steps send into other pots
	touched []int          // payees whose entitlement the event changed, some of them twice
	backup  []balance
	moving  []int64 // by meter: what it counts of the money in hand, which conditions do not read yet
	text    []byte  // of the event
}

// flow is money on its way into a pot.
type flow struct {
	pot   int
	cents int64
}

// Fold returns a fold that begins before any event.
func (e *Engine) Fold() *Fold { return e.fold(e.Start()) }

// FoldFrom returns a fold that begins at a state, which stays as it is.
func (e *Engine) FoldFrom(s State) *Fold { return e.fold(s.clone()) }

// fold returns a fold that owns a state.
func (e *Engine) fold(s State) *Fold { return &Fold{engine: e, state: s} }

// State returns a copy of the state.
func (f *Fold) State() State { return f.state.clone() }

// Apply applies an event as [Engine.Apply] does, in place. After an error the fold is as it was
// before the event. The posting is the caller's until the next call.
func (f *Fold) Apply(event Event) (Posting, error) {
	p := &f.posting
	p.reset(f.engine, event.ID)
	id, whole := f.prints(event)
	if seen := f.state.seen.find(id); seen != 0 {
		if seen != whole {
			return Posting{}, refused("id", event.ID, ErrRepeated)
		}
		p.Repeated = true
		return *p, nil
	}
	if err := f.admit(event); err != nil {
		return Posting{}, err
	}
	f.backup = append(f.backup[:0], f.state.accounts...)
	if err := f.move(event); err != nil {
		copy(f.state.accounts, f.backup)
		return Posting{}, err
	}
	f.settle()
	f.state.seen.add(id, whole)
	f.state.date = event.Date
	f.state.events++
	return *p, nil
}

// refused is the fault of a field of an event.
func refused(field string, value any, cause error) error {
	return &FieldError{Path: field, Value: value, Err: fmt.Errorf("%w: %w", ErrEvent, cause)}
}

// admit refuses an event that is faulty by itself or comes at the wrong time.
func (f *Fold) admit(event Event) error {
	switch {
	case event.Amount.Sign() < 0:
		return refused("amount", event.Amount, valid.ErrNegative)
	case event.Date.IsZero():
		return refused("date", nil, valid.ErrMissing)
	case !event.Date.After(f.state.closed):
		return refused("date", event.Date, fmt.Errorf("%w up to %s", ErrClosed, f.state.closed))
	case event.Date.Before(f.state.date):
		return refused("date", event.Date, fmt.Errorf("%w, of %s", ErrOrder, f.state.date))
	}
	if event.Foreign == nil {
		return nil
	}
	var faults valid.Faults
	event.checkForeign(&faults, f.engine.plan.Currency)
	return asEvent(faults.Err())
}

// asEvent makes faults those of an event.
func asEvent(err error) error {
	var faults []error
	for _, fault := range valid.List(err) {
		var field *FieldError
		if errors.As(fault, &field) {
			fault = refused(field.Path, field.Value, field.Err)
		}
		faults = append(faults, fault)
	}
	return errors.Join(faults...)
}

// move lets an event do what it does. Only accounts may have changed when it fails.
func (f *Fold) move(event Event) error {
	if err := f.runInterest(event.Date); err != nil {
		return err
	}
	switch event.Kind {
	case Receipt, Credit:
		return f.receive(event)
	case Charge, Accrue:
		return f.charge(event)
	case Measure:
		return f.measure(event)
	}
	return refused("kind", string(event.Kind), valid.ErrOneOf)
}

// runInterest lets interest run up to a day.
func (f *Fold) runInterest(to civil.Date) error {
	for _, i := range f.engine.bears {
		err := f.state.accounts[i].run(f.engine.plan.Accounts[i], to, func(line InterestLine) {
			f.posting.Interest = append(f.posting.Interest, line)
		})
		if err == nil && len(f.posting.Interest) > maxStretches {
			err = fmt.Errorf("%w: more than %d lines of interest", valid.ErrOutOfRange, maxStretches)
		}
		if err != nil {
			return refused("date", to, err)
		}
	}
	return nil
}

func (f *Fold) charge(event Event) error {
	i, ok := f.engine.known.accounts[event.Account]
	if !ok {
		return refused("account", event.Account, valid.ErrReference)
	}
	account, b := f.engine.plan.Accounts[i], &f.state.accounts[i]
	cost := event.Amount
	var err error
	if event.Kind == Accrue {
		err = b.accrue(cost)
	} else {
		f.posting.Beyond = money.Min(cost, b.beyond(account, cost))
		err = b.charge(account, minus(cost, f.posting.Beyond))
	}
	if err != nil {
		return refused("amount", cost, err)
	}
	return nil
}

func (f *Fold) measure(event Event) error {
	if _, ok := f.engine.known.measured[event.Meter]; !ok {
		return refused("meter", event.Meter, valid.ErrReference)
	}
	m := &f.state.meters[f.engine.known.meters[event.Meter]]
	if *m > math.MaxInt64-event.Amount.Cents() {
		return refused("amount", event.Amount, money.ErrOverflow)
	}
	*m += event.Amount.Cents()
	return nil
}

// receive lets the money of a receipt or a credit note go through the plan.
func (f *Fold) receive(event Event) error {
	pot, ok := f.engine.known.pots[event.Pot]
	if !ok {
		return refused("pot", event.Pot, valid.ErrReference)
	}
	amount, err := event.flowing()
	if err != nil {
		return refused("amount", event.Amount, err)
	}
	flowing, difference := amount.Cents(), event.Amount.Cents()-amount.Cents()
	if difference != 0 && f.engine.exchange < 0 {
		return refused("foreign", event.Amount, fmt.Errorf("%w: the plan names nobody for a difference of exchange", valid.ErrMissing))
	}
	if event.Kind == Credit {
		flowing, difference = -flowing, -difference
	}
	received, err := money.FromCents(f.state.received[pot]).Add(money.FromCents(flowing))
	if err != nil {
		return refused("amount", event.Amount, err)
	}
	if received.Sign() < 0 {
		return refused("amount", event.Amount, fmt.Errorf("%w: the pot has received %s", valid.ErrOutOfRange, money.FromCents(f.state.received[pot])))
	}
	in, err := money.Sum(money.FromCents(f.state.in), money.FromCents(flowing), money.FromCents(difference))
	if err != nil {
		return refused("amount", event.Amount, err)
	}
	if !f.fits(flowing) || !f.exchangeFits(flowing, difference) {
		return refused("amount", event.Amount, money.ErrOverflow)
	}
	f.state.received[pot], f.state.in = received.Cents(), in.Cents()
	f.exchange(difference)
	f.flow(pot, flowing)
	return nil
}

// fits reports whether what has gone through all pots stays in the range of an amount, and what meters count
// as well. No other sum of a state is greater, so nothing after it can overflow.
func (f *Fold) fits(flowing int64) bool {
	if flowing <= 0 {
		return true
	}
	sum := flowing
	for _, r := range f.state.received {
		if r > math.MaxInt64-sum {
			return false
		}
		sum += r
	}
	if flowing > math.MaxInt64/f.engine.mostCounters {
		return false
	}
	for m, counters := range f.engine.counters {
		if f.state.meters[m] > math.MaxInt64-counters*flowing {
			return false
		}
	}
	return true
}

// exchangeFits reports whether a difference leaves what its payee has, and what is due of it, in range.
func (f *Fold) exchangeFits(flowing, difference int64) bool {
	payee := f.engine.exchange
	if payee < 0 {
		return true
	}
	most, err := money.Sum(money.FromCents(f.state.entitled[payee]), money.FromCents(difference), money.FromCents(max(0, flowing)))
	if err != nil {
		return false
	}
	least, err := most.Sub(money.FromCents(max(flowing, -flowing)))
	if err != nil {
		return false
	}
	_, err = money.FromCents(f.state.paid[payee]).Sub(least)
	return err == nil
}

// exchange gives a difference of exchange to whom the plan names for it.
func (f *Fold) exchange(difference int64) {
	if difference == 0 {
		return
	}
	f.entitle(f.engine.exchange, difference)
	f.posting.visit(toExchange, difference, difference)
	f.posting.entries = append(f.posting.entries, entry{0, difference})
}

// flow lets cents go through the steps of a pot, or back through them.
func (f *Fold) flow(pot int, cents int64) {
	meter, watch := f.engine.total[pot], f.engine.pots[pot].watch
	for cents != 0 {
		piece := f.upTo(watch, cents)
		f.turn(meter, piece)
		f.onTheWay(meter, watch, piece)
		f.through(pot, f.engine.pots[pot].from, piece)
		f.onTheWay(meter, watch, -piece)
		cents -= piece
	}
}

// through lets cents go through the steps of a pot from one of them on.
func (f *Fold) through(pot, from int, cents int64) {
	r := &f.engine.pots[pot]
	for i := from; i < r.to && cents != 0; i++ {
		s, state := &f.engine.steps[i], &f.state.steps[i]
		for piece := f.upTo(s.watch, cents); piece != cents; piece = f.upTo(s.watch, cents) {
			f.through(pot, i, piece)
			cents -= piece
		}
		state.in += cents
		if s.kind == Count {
			f.turn(s.base, cents)
			f.onTheWay(s.base, s.watch, cents)
			f.through(pot, i+1, cents)
			f.onTheWay(s.base, s.watch, -cents)
			return
		}
		before := state.taken
		state.taken = f.take(i, s, cents)
		took := state.taken - before
		f.turn(s.counts, took)
		cents -= took
		if s.kind == To {
			f.flow(s.into, took)
			continue
		}
		f.onTheWay(s.counts, s.watch, took)
		f.pay(i, s)
		f.onTheWay(s.counts, s.watch, -took)
	}
	if cents != 0 {
		f.state.rest += cents
		f.posting.visit(toRest, f.state.rest, f.state.rest)
		f.posting.entries = append(f.posting.entries, entry{int32(pot), cents})
	}
}

// turn moves a meter, −1 being none.
func (f *Fold) turn(meter int, cents int64) {
	if meter < 0 {
		return
	}
	f.state.meters[meter] = saturated(f.state.meters[meter], cents)
}

// pay divides what a step has taken among its targets and gives each the difference from what it
// had.
func (f *Fold) pay(i int, s *step) {
	taken := f.state.steps[i].taken
	f.posting.visit(i, f.state.steps[i].in, taken)
	at, begun := len(f.memory), len(f.onward)
	had := f.state.parts[s.part:][:len(s.to)]
	entries := slices.Grow(f.posting.entries, len(s.to))
	for k, has := range f.share(s, taken) {
		due := has.Cents() - had[k].Cents()
		if due == 0 {
			continue
		}
		had[k] = has
		entries = append(entries, entry{int32(k), due})
		if t := &s.to[k]; t.payee >= 0 {
			f.entitle(t.payee, due)
		} else {
			f.onward = append(f.onward, flow{t.pot, due})
		}
	}
	f.memory, f.posting.entries = f.memory[:at], entries
	for k := begun; k < len(f.onward); k++ {
		f.flow(f.onward[k].pot, f.onward[k].cents)
	}
	f.onward = f.onward[:begun]
}

// share divides what a step has taken among its targets, in memory that is the step's until it is cut
// off again.
func (f *Fold) share(s *step, taken int64) []money.Amount {
	at := len(f.memory)
	f.memory = slices.Grow(f.memory, len(s.to))[:at+len(s.to)]
	parts := f.memory[at:]
	if s.ranks[0].weights.Len() == 0 {
		parts[0] = money.FromCents(taken)
		return parts
	}
	rest := parts
	for k := range s.ranks {
		r := &s.ranks[k]
		piece := min(taken, r.size)
		taken -= piece
		_ = money.WebsterInto(rest[:len(r.to)], money.FromCents(piece), r.weights) // checked by Compile
		rest = rest[len(r.to):]
	}
	return parts
}

// entitle changes what a payee is entitled to, and the accounts that follow it.
func (f *Fold) entitle(payee int, cents int64) {
	if f.state.entitled[payee] <= f.state.paid[payee] { // else it is touched already
		f.touched = append(f.touched, payee)
	}
	f.state.entitled[payee] += cents
	if f.engine.follows {
		f.follow(payee, cents)
	}
}

// follow moves the accounts that follow a payee.
func (f *Fold) follow(payee int, cents int64) {
	for _, i := range f.engine.follow[payee] {
		f.state.accounts[i].follow(&f.engine.plan.Accounts[i], cents)
	}
}

// settle pays those whose entitlement an event changed.
func (f *Fold) settle() {
	payments := slices.Grow(f.posting.payments, len(f.touched))
	for _, p := range f.touched {
		due := f.state.entitled[p] - f.state.paid[p]
		if due == 0 || due < 0 && !f.engine.clawback[p] {
			continue
		}
		f.state.paid[p] += due
		payments = append(payments, payment{int32(p), due})
	}
	f.posting.payments = payments
	f.touched = f.touched[:0]
}

// minus is for amounts of a state, which cannot overflow.
func minus(a, b money.Amount) money.Amount { return money.FromCents(a.Cents() - b.Cents()) }
