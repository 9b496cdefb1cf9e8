package rights

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// ErrStatement reports states and events that no statement can be made of.
var ErrStatement = errors.New("no statement can be made of this")

// EventOrder is the rule by which the events of a statement follow one another. It matters, because
// steps that share an account or read what others count may pay another than they would in another
// order.
type EventOrder string

// Orders of events.
const (
	// BySequence is by date, then sequence, then id.
	BySequence EventOrder = "date, sequence, id"
	// ByPosition is by date, then as the events were entered.
	ByPosition EventOrder = "date, position"
)

// Statement is the statement of accounts (décompte, relevé de comptes) of a period: the difference between
// two states of a deal, with the events that led from one to the other. Its lines are reckoned when they are
// read, so that a catalogue of statements never has to be held.
type Statement struct {
	// From and To are the first and the last day; From is zero where the statement goes back to the
	// beginning.
	From, To civil.Date
	// Currency is that of the plan, empty where the plan names none.
	Currency string
	// Order is the rule by which Events are ordered.
	Order EventOrder
	// Events are those of the period, where they are known.
	Events []Event
	// EventCount is how many there were, those that were sent again left out.
	EventCount int
	// Interest is what ran up in the period, where the events are known.
	Interest []InterestLine
	// Parts are one for each plan that was in force, in order.
	Parts []StatementPart
}

// StatementPart is the time in a statement during which one plan was in force.
type StatementPart struct {
	// From and To are its first and last day, From zero as that of the [Statement].
	From, To civil.Date
	engine   *Engine
	opening  State
	closing  State
}

// Movement is a running total over a period: Closing is Opening and Period.
type Movement struct {
	Opening money.Amount `json:"opening"`
	Period  money.Amount `json:"period"`
	Closing money.Amount `json:"closing"`
}

// movement is for totals whose difference an amount can hold.
func movement(opening, closing int64) Movement {
	return Movement{money.FromCents(opening), money.FromCents(closing - opening), money.FromCents(closing)}
}

// Statement returns the statement of what lies between two states of the plan. The events are those that
// lead from one state to the other, in any order; where they are given they are applied again, and those
// that do not lead there are an [ErrStatement]. Without any, the statement lists none.
//
// The period begins the day after the last one closed before it, or on the day of the first state where
// that is later, and ends on the day of the second. States of another engine, or in the wrong order, are
// an ErrStatement. Faults are told each as a [*FieldError]. States of the plan before and after an
// amendment make two statements; see [Statement.Join].
func (e *Engine) Statement(from, to State, events ...Event) (Statement, error) {
	if !e.holds(from) {
		return Statement{}, unstated("from", nil, "it is a state of another plan")
	}
	if !e.holds(to) {
		return Statement{}, unstated("to", nil, "it is a state of another plan")
	}
	s, err := e.between(from, to)
	if err != nil || len(events) == 0 {
		return s, err
	}
	order, rule, err := canonical(events)
	if err != nil {
		return Statement{}, err
	}
	s.Order = rule
	if err := e.again(&s, from, to, events, order); err != nil {
		return Statement{}, err
	}
	return s, nil
}

func unstated(field string, value any, format string, args ...any) error {
	return &FieldError{Path: field, Value: value, Err: fmt.Errorf("%w: %s", ErrStatement, fmt.Sprintf(format, args...))}
}

// between returns the statement between two states of the engine, without events.
func (e *Engine) between(from, to State) (Statement, error) {
	if to.events < from.events || to.date.Before(from.date) || to.closed.Before(from.closed) {
		return Statement{}, unstated("to", nil, "it comes before the other state")
	}
	for i := range from.entitled {
		if _, err := money.FromCents(to.entitled[i]).Sub(money.FromCents(from.entitled[i])); err != nil {
			return Statement{}, &FieldError{Path: "to", Value: e.payees[i], Err: fmt.Errorf("%w: %w", ErrStatement, err)}
		}
	}
	first := from.date
	if !from.closed.IsZero() && !from.closed.Before(from.date) {
		next, err := from.closed.AddDays(1)
		if err != nil {
			return Statement{}, &FieldError{Path: "from", Value: from.closed, Err: fmt.Errorf("%w: %w", ErrStatement, err)}
		}
		first = next
	}
	last := to.date
	if last.Before(first) {
		last = first
	}
	return Statement{
		From: first, To: last, Currency: e.plan.Currency, Order: ByPosition, EventCount: to.events - from.events,
		Parts: []StatementPart{{first, last, e, from, to}},
	}, nil
}

// canonical returns the places of events in the order in which a deal applies them.
func canonical(events []Event) ([]int, EventOrder, error) {
	order := ByPosition
	if events[0].Sequence != 0 {
		order = BySequence
	}
	places := make([]int, len(events))
	for i, e := range events {
		places[i] = i
		if (e.Sequence != 0) != (order == BySequence) {
			return nil, "", unstated(fmt.Sprintf("events[%d].sequence", i), e.Sequence, "all events have one or none has")
		}
	}
	slices.SortStableFunc(places, func(i, j int) int {
		a, b := events[i], events[j]
		if c := a.Date.Compare(b.Date); c != 0 || order == ByPosition {
			return c
		}
		return cmp.Or(cmp.Compare(a.Sequence, b.Sequence), cmp.Compare(a.ID, b.ID))
	})
	return places, order, nil
}

// again applies events to a state in an order, up to the close of another, and refuses them where they do
// not lead there. It adds to the statement those that did something, and the interest that ran up.
func (e *Engine) again(s *Statement, from, to State, events []Event, order []int) error {
	f := e.FoldFrom(from)
	for _, i := range order {
		posting, err := f.Apply(events[i])
		if err != nil {
			return told(ErrStatement, ofPlace(fmt.Sprintf("events[%d]", i), err))
		}
		if !posting.Repeated {
			s.Events = append(s.Events, events[i].separate())
		}
		s.Interest = append(s.Interest, posting.Interest...)
	}
	if to.closed.After(from.closed) {
		posting, err := f.Close(to.closed)
		if err != nil {
			return told(ErrStatement, ofPlace("to", err))
		}
		s.Interest = append(s.Interest, posting.Interest...)
	}
	if !f.state.equals(to) {
		return unstated("events", len(events), "they do not lead from one state to the other")
	}
	return nil
}

// separate returns an event that shares no memory with e.
func (e Event) separate() Event {
	e.Foreign = clonePointer(e.Foreign)
	return e
}

// told makes every fault of an error one of a kind.
func told(kind, err error) error {
	var faults []error
	for _, fault := range valid.List(err) {
		var field *FieldError
		if errors.As(fault, &field) {
			fault = &FieldError{Path: field.Path, Value: field.Value, Err: fmt.Errorf("%w: %w", kind, field.Err)}
		}
		faults = append(faults, fault)
	}
	return errors.Join(faults...)
}

// equals reports whether two states of one engine stand at the same.
func (s State) equals(o State) bool {
	return slices.Equal(s.steps, o.steps) && slices.Equal(s.parts, o.parts) && slices.Equal(s.accounts, o.accounts) &&
		slices.Equal(s.meters, o.meters) && slices.Equal(s.received, o.received) &&
		slices.Equal(s.entitled, o.entitled) && slices.Equal(s.paid, o.paid) &&
		s.in == o.in && s.rest == o.rest && s.events == o.events && s.date == o.date && s.closed == o.closed
}

// Join returns the statement of a period in which the plan was amended: s is the statement up to the last
// event before the amendment, next the one from the state that [Engine.Amend] returned. The first then
// ends on the day before the amendment, with the interest that ran up to it. Statements that do not follow
// each other are an [ErrStatement].
func (s Statement) Join(next Statement) (Statement, error) {
	if len(s.Parts) == 0 || len(next.Parts) == 0 {
		return Statement{}, unstated("next", nil, "one of the two is empty")
	}
	if s.isBefore(next.From) {
		return next, follows(s.Parts[len(s.Parts)-1], next.Parts[0])
	}
	last, first := &s.Parts[len(s.Parts)-1], next.Parts[0]
	joined := s
	joined.Parts, joined.Interest = slices.Clone(s.Parts), slices.Clone(s.Interest)
	closed, interest, err := last.closedBefore(next.From)
	if err != nil {
		return Statement{}, err
	}
	if err := follows(closed, first); err != nil {
		return Statement{}, err
	}
	if s.Order != next.Order && len(s.Events) > 0 && len(next.Events) > 0 {
		return Statement{}, unstated("next.order", string(next.Order), "the events before are in the order of %s", s.Order)
	}
	if len(next.Events) > 0 {
		joined.Order = next.Order
	}
	joined.Parts[len(s.Parts)-1] = closed
	joined.Parts = append(joined.Parts, next.Parts...)
	joined.Events = slices.Concat(s.Events, next.Events)
	joined.Interest = slices.Concat(joined.Interest, interest, next.Interest)
	joined.EventCount += next.EventCount
	joined.To, joined.Currency = next.To, next.Currency
	return joined, nil
}

// isBefore reports whether no day of the statement lies before an amendment: it begins with the period, or
// with the calendar.
func (s Statement) isBefore(day civil.Date) bool {
	if _, err := day.AddDays(-1); err != nil && !day.IsZero() {
		return true
	}
	return !day.IsZero() && s.From == day && s.EventCount == 0
}

// closedBefore returns the part as it ends on the day before an amendment.
func (p *StatementPart) closedBefore(day civil.Date) (StatementPart, []InterestLine, error) {
	closed := *p
	if day.IsZero() || day.Before(p.closing.date) {
		return closed, nil, unstated("next", day, "it begins before %s", p.closing.date)
	}
	f := Fold{engine: p.engine, state: p.closing.clone()}
	if err := f.runInterest(day); err != nil {
		return closed, nil, err
	}
	closed.closing = f.state
	eve, err := day.AddDays(-1)
	if err != nil {
		return closed, nil, err
	}
	closed.To = eve
	if closed.From.After(eve) {
		closed.From = eve
	}
	return closed, f.posting.Interest, nil
}

// follows refuses a part that does not begin as the one before ends.
func follows(before, after StatementPart) error {
	a, b := before.closing, after.opening
	if a.in != b.in || a.rest != b.rest || a.events != b.events || a.closed != b.closed {
		return unstated("next", nil, "it does not begin as the one before it ends")
	}
	stood := after.engine.book(b)
	for name, stands := range before.ledger(a) {
		if stood(name) != stands {
			return unstated("next", name, "the payee does not begin as the one before it ends")
		}
	}
	for i, account := range after.engine.plan.Accounts {
		j, known := before.engine.known.accounts[account.ID]
		if known && b.accounts[i].left() != a.accounts[j].left() {
			return unstated("next", account.ID, "the account does not begin as the one before it ends")
		}
	}
	return nil
}

// standing is what a payee is entitled to and what it has been paid.
type standing struct{ entitled, paid int64 }

// book returns a function that tells the standing of any payee in a state.
func (e *Engine) book(s State) func(payee string) standing {
	formers := make(map[string]standing, len(s.former))
	for _, former := range s.former {
		formers[former.Payee] = standing{former.Entitled.Cents(), former.Paid.Cents()}
	}
	return func(payee string) standing {
		if i, known := e.numbers[payee]; known {
			return standing{s.entitled[i], s.paid[i]}
		}
		if payee == Unallocated {
			return standing{s.rest, s.rest}
		}
		return formers[payee]
	}
}

// ledger goes through all payees of a state: those of the plan, those of former plans, [Unallocated].
func (p StatementPart) ledger(s State) iter.Seq2[string, standing] {
	return func(yield func(string, standing) bool) {
		for i, name := range p.engine.payees {
			if !yield(name, standing{s.entitled[i], s.paid[i]}) {
				return
			}
		}
		for _, former := range s.former {
			if !yield(former.Payee, standing{former.Entitled.Cents(), former.Paid.Cents()}) {
				return
			}
		}
		yield(Unallocated, standing{s.rest, s.rest})
	}
}
