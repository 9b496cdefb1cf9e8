package rights

import (
	"errors"
	"fmt"

	"github.com/bobine-film/bobine/money"
)

// Paid is what a payee has been paid to date.
type Paid struct {
	Payee string       `json:"payee"`
	Paid  money.Amount `json:"paid"`
}

// Balance is what an account has left to recoup.
type Balance struct {
	ID      string       `json:"id"`
	Balance money.Amount `json:"balance"`
}

// EventResult is where a deal stands after an event, with what the event paid.
type EventResult struct {
	ID string `json:"id"`
	// Payees are those who have been paid anything, by first appearance in the plan,
	// [Unallocated] last.
	Payees   []Paid        `json:"payees"`
	Accounts []Balance     `json:"accounts"`
	Lines    []PostingLine `json:"lines"`
}

// Result is what a deal pays. TotalIn and TotalOut, unallocated money included, are equal.
type Result struct {
	Events   []EventResult `json:"events"`
	Payees   []Paid        `json:"payees"`
	Accounts []Balance     `json:"accounts"`
	TotalIn  money.Amount  `json:"totalIn"`
	TotalOut money.Amount  `json:"totalOut"`
}

// Run applies the events of a deal by date, then by position. A faulty deal is refused with
// every fault at once, each a [*FieldError]; an event that leads beyond the range of an amount is an
// [ErrEvent], with its place in the deal.
func Run(d Deal) (Result, error) {
	if err := d.Validate(); err != nil {
		return Result{}, err
	}
	engine, err := Compile(d.Plan())
	if err != nil {
		return Result{}, err
	}
	fold := engine.Fold()
	result := Result{Events: []EventResult{}}
	for _, i := range d.inOrder() {
		posting, err := fold.Apply(d.Events[i])
		if err != nil {
			return Result{}, ofEvent(i, err)
		}
		lines := append([]PostingLine{}, posting.Lines...)
		result.Events = append(result.Events, EventResult{posting.Event, engine.Payees(fold.state), engine.Balances(fold.state), lines})
	}
	result.Payees, result.Accounts = engine.Payees(fold.state), engine.Balances(fold.state)
	result.TotalIn = fold.state.received
	out := []money.Amount{}
	for _, p := range result.Payees {
		out = append(out, p.Paid)
	}
	result.TotalOut, err = money.Sum(out...)
	return result, err
}

// ofEvent puts the place of an event before the path of its fault.
func ofEvent(i int, err error) error {
	var fault *FieldError
	if !errors.As(err, &fault) {
		return err
	}
	return &FieldError{Path: fmt.Sprintf("events[%d].%s", i, fault.Path), Value: fault.Value, Err: fault.Err}
}

// Payees returns what everybody has been paid in a state, without those who have not, by
// first appearance in the plan, [Unallocated] last.
func (e *Engine) Payees(s State) []Paid {
	paid := []Paid{}
	for i, amount := range s.payees {
		if !amount.IsZero() {
			paid = append(paid, Paid{e.payees[i], amount})
		}
	}
	if !s.rest.IsZero() {
		paid = append(paid, Paid{Unallocated, s.rest})
	}
	return paid
}

// Balances returns what every account has left to recoup in a state, in the order of the
// plan.
func (e *Engine) Balances(s State) []Balance {
	balances := []Balance{}
	for i, amount := range s.balances {
		balances = append(balances, Balance{e.accounts[i].ID, amount})
	}
	return balances
}
