package rights

import (
	"errors"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// EventResult is where a deal stands after an event, with what the event brought about.
type EventResult struct {
	ID string `json:"id"`
	// Payees are those who have been paid anything, by first appearance in the plan,
	// [Unallocated] last.
	Payees   []Paid         `json:"payees"`
	Accounts []Balance      `json:"accounts"`
	Lines    []PostingLine  `json:"lines"`
	Payments []Payment      `json:"payments"`
	Interest []InterestLine `json:"interest,omitempty"`
	Beyond   money.Amount   `json:"beyond,omitzero"`
}

// Result is what a deal pays. TotalIn and TotalOut, unallocated money included, are equal: the latter is
// what all are entitled to.
type Result struct {
	// Events are in the order in which they applied; those that were sent again are left out.
	Events   []EventResult `json:"events"`
	Payees   []Paid        `json:"payees"`
	Accounts []Balance     `json:"accounts"`
	TotalIn  money.Amount  `json:"totalIn"`
	TotalOut money.Amount  `json:"totalOut"`
	Warnings []Warning     `json:"warnings"`
	// Statements are one for each close of the deal.
	Statements []StatementRecord `json:"statements,omitempty"`
}

// Run applies the events of a deal in their order, with its amendments and closes. A faulty deal is
// refused with every fault at once, each a [*FieldError]; an event that leads beyond the range of an amount
// is an [ErrEvent], with its place in the deal.
func Run(d Deal) (Result, error) {
	var statements []StatementRecord
	result, err := goThroughDeal(d, true, func(s Statement) bool {
		statements = append(statements, s.Record())
		return true
	})
	if err != nil {
		return Result{}, err
	}
	result.Statements = statements
	return result, nil
}

// errStopped ends a run whose statements nobody wants any more.
var errStopped = errors.New("stopped")

// goThroughDeal runs a deal, with the results of events or without, and hands on the statement of each
// close until told to stop.
func goThroughDeal(d Deal, withEvents bool, state func(Statement) bool) (Result, error) {
	if err := d.Validate(); err != nil {
		return Result{}, err
	}
	engine, err := Compile(d.Plan())
	if err != nil {
		return Result{}, err
	}
	r := runner{deal: d, fold: engine.Fold(), result: Result{Events: []EventResult{}, Warnings: d.Plan().Warnings()}}
	r.withEvents, r.state = withEvents, state
	if len(d.Closes) > 0 {
		r.period = newPeriod(r.fold, d.order())
	}
	for _, i := range d.inOrder() {
		if err := r.apply(i); err != nil {
			return Result{}, err
		}
	}
	if err := r.until(civil.Date{}); err != nil {
		return Result{}, err
	}
	return r.finish()
}

// runner goes through a deal.
type runner struct {
	deal    Deal
	fold    *Fold
	amended int // how many amendments have been applied
	closed  int // and how many closes
	result  Result

	withEvents bool
	period     *openPeriod // nil of a deal without closes
	state      func(Statement) bool
}

func (r *runner) apply(i int) error {
	event := r.deal.Events[i]
	if err := r.until(event.Date); err != nil {
		return err
	}
	posting, err := r.fold.Apply(event)
	if err != nil {
		return ofPlace(fmt.Sprintf("events[%d]", i), err)
	}
	if posting.Repeated {
		return nil
	}
	if r.period != nil {
		r.period.add(event, posting.Interest)
	}
	if !r.withEvents {
		return nil
	}
	engine, state := r.fold.engine, r.fold.state
	r.result.Events = append(r.result.Events, EventResult{
		ID: posting.Event, Payees: engine.Payees(state), Accounts: engine.Balances(state),
		Lines:    slices.AppendSeq([]PostingLine{}, posting.Lines()),
		Payments: slices.AppendSeq([]Payment{}, posting.Payments()),
		Interest: append([]InterestLine(nil), posting.Interest...),
		Beyond:   posting.Beyond,
	})
	return nil
}

// until applies the closes before a day and the amendments up to it, all of them when there is no day.
func (r *runner) until(day civil.Date) error {
	for {
		closes := r.closed < len(r.deal.Closes) && (day.IsZero() || r.deal.Closes[r.closed].Before(day))
		amends := r.amended < len(r.deal.Amendments) && (day.IsZero() || !r.deal.Amendments[r.amended].From.After(day))
		switch {
		case closes && (!amends || r.deal.Closes[r.closed].Before(r.deal.Amendments[r.amended].From)):
			if err := r.close(); err != nil {
				return err
			}
		case amends:
			if err := r.amend(); err != nil {
				return err
			}
		default:
			return nil
		}
	}
}

func (r *runner) close() error {
	place := fmt.Sprintf("closes[%d]", r.closed)
	posting, err := r.fold.Close(r.deal.Closes[r.closed])
	if err != nil {
		return ofPlace(place, err)
	}
	r.closed++
	statement, err := r.period.close(r.fold, posting.Interest)
	if err != nil {
		return ofPlace(place, err)
	}
	if !r.state(statement) {
		return errStopped
	}
	return nil
}

func (r *runner) amend() error {
	a := r.deal.Amendments[r.amended]
	place := fmt.Sprintf("amendments[%d]", r.amended)
	plan := a.Plan
	plan.Currency = r.deal.Currency
	engine, err := Compile(plan)
	if err != nil {
		return ofPlace(place+".plan", err)
	}
	state, err := engine.Amend(r.fold.state, r.fold.engine, a.From)
	if err != nil {
		return ofPlace(place, err)
	}
	old := r.fold.state
	r.fold = engine.FoldFrom(state)
	r.amended++
	if r.period == nil {
		return nil
	}
	return ofPlace(place, r.period.amend(old, r.fold))
}

func (r *runner) finish() (Result, error) {
	engine, state := r.fold.engine, r.fold.state
	r.result.Payees, r.result.Accounts = engine.Payees(state), engine.Balances(state)
	r.result.TotalIn = money.FromCents(state.in)
	var err error
	r.result.TotalOut, err = state.out()
	return r.result, err
}
