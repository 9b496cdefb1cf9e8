package rights

import (
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
// every fault at once, each a [*FieldError]; receipts beyond the range of an amount are an
// [ErrEvent].
func Run(d Deal) (Result, error) {
	if err := d.Validate(); err != nil {
		return Result{}, err
	}
	engine, err := Compile(d.Plan())
	if err != nil {
		return Result{}, err
	}
	state := engine.Start()
	result := Result{Events: []EventResult{}}
	for _, i := range d.inOrder() {
		event := d.Events[i]
		next, posting, err := engine.Apply(state, event)
		if err != nil {
			return Result{}, &FieldError{Path: fmt.Sprintf("events[%d]", i), Err: err}
		}
		state = next
		lines := posting.Lines
		if lines == nil {
			lines = []PostingLine{}
		}
		result.Events = append(result.Events, EventResult{event.ID, engine.Payees(state), engine.Balances(state), lines})
	}
	result.Payees, result.Accounts = engine.Payees(state), engine.Balances(state)
	result.TotalIn = state.received
	out := []money.Amount{}
	for _, p := range result.Payees {
		out = append(out, p.Paid)
	}
	result.TotalOut, err = money.Sum(out...)
	return result, err
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
