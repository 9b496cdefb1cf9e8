package rights

import (
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// State is what has happened to a plan so far. It belongs to the engine that made it. A [Fold]
// changes one of its own; everything else leaves it as it is.
//
// It keeps two ledgers: what every payee is entitled to by the plan, which a credit note can lower, and
// what it was paid, which nothing lowers unless the plan says so ([Plan.Clawback]).
type State struct {
	steps    []stepState
	parts    []money.Amount // by step and target: what it has of what the step took
	accounts []balance
	meters   []int64 // those of the pots among them
	received []int64 // by pot: what events brought into it
	entitled []int64 // by payee
	paid     []int64 // by payee
	former   []Former
	carried  []*carried // by step, of those that an amendment changed; nil without amendments
	in       int64      // what events brought in all
	rest     int64      // unallocated
	events   int
	date     civil.Date // of the last event
	closed   civil.Date // the end of the last closed period
	seen     prints
}

// stepState is what a step has seen since the beginning, or since an amendment changed it, in cents.
type stepState struct {
	in    int64
	taken int64
	// passed is what a step that remembers passed on in the event in which it last took anything and since:
	// what a credit note takes back first.
	passed int64
	// event is the number of the last one that brought it money, passedThen what it passed on of that.
	event      int
	passedThen int64
}

// Former is a payee of a plan that was amended, who is not in the new one.
type Former struct {
	Payee    string       `json:"payee"`
	Entitled money.Amount `json:"entitled"`
	Paid     money.Amount `json:"paid"`
}

// Start returns the state of a plan before any event.
func (e *Engine) Start() State {
	return State{
		steps:    make([]stepState, len(e.steps)),
		parts:    make([]money.Amount, e.parts),
		accounts: slices.Clone(e.start),
		meters:   make([]int64, len(e.known.meters)),
		received: make([]int64, len(e.pots)),
		entitled: make([]int64, len(e.payees)),
		paid:     make([]int64, len(e.payees)),
	}
}

// clone returns a state that shares no memory with s that is ever changed.
func (s State) clone() State {
	s.steps, s.parts, s.accounts = slices.Clone(s.steps), slices.Clone(s.parts), slices.Clone(s.accounts)
	s.meters, s.received = slices.Clone(s.meters), slices.Clone(s.received)
	s.entitled, s.paid = slices.Clone(s.entitled), slices.Clone(s.paid)
	s.seen = s.seen.clone()
	return s
}

// Events returns how many events have been applied.
func (s State) Events() int { return s.events }

// Date returns that of the last event, zero before any.
func (s State) Date() civil.Date { return s.date }

// Closed returns the last day of the last closed period, zero before any.
func (s State) Closed() civil.Date { return s.closed }

// out returns what all are entitled to, unallocated money included: what came in.
func (s State) out() (money.Amount, error) {
	all := []money.Amount{money.FromCents(s.rest)}
	for _, cents := range s.entitled {
		all = append(all, money.FromCents(cents))
	}
	for _, former := range s.former {
		all = append(all, former.Entitled)
	}
	return money.Sum(all...)
}

// carriedOf returns what an amendment left of a step, nil where it left nothing.
func (s State) carriedOf(i int) *carried {
	if s.carried == nil {
		return nil
	}
	return s.carried[i]
}

// Paid is what a payee has been paid to date.
type Paid struct {
	Payee string       `json:"payee"`
	Paid  money.Amount `json:"paid"`
	// Overpaid is how much of it the payee is not entitled to any more.
	Overpaid money.Amount `json:"overpaid,omitzero"`
}

// Balance is what an account has left to recoup.
type Balance struct {
	ID      string       `json:"id"`
	Balance money.Amount `json:"balance"`
	// Premium and Interest are the parts of it that are not principal.
	Premium  money.Amount `json:"premium,omitzero"`
	Interest money.Amount `json:"interest,omitzero"`
}

// Payees returns what everybody has been paid in a state, without those who have not, by first
// appearance in the plan, then those of former plans, [Unallocated] last.
func (e *Engine) Payees(s State) []Paid {
	list := []Paid{}
	add := func(name string, entitled, paid int64) {
		if paid != 0 || entitled != 0 {
			list = append(list, Paid{name, money.FromCents(paid), money.FromCents(max(0, paid-max(0, entitled)))})
		}
	}
	for i, paid := range s.paid {
		add(e.payees[i], s.entitled[i], paid)
	}
	for _, former := range s.former {
		add(former.Payee, former.Entitled.Cents(), former.Paid.Cents())
	}
	add(Unallocated, s.rest, s.rest)
	return list
}

// Entitled returns what a payee is entitled to in a state. Nobody else is entitled to anything.
func (e *Engine) Entitled(s State, payee string) money.Amount {
	if i, known := e.numbers[payee]; known {
		return money.FromCents(s.entitled[i])
	}
	for _, former := range s.former {
		if former.Payee == payee {
			return former.Entitled
		}
	}
	if payee == Unallocated {
		return money.FromCents(s.rest)
	}
	return money.Amount{}
}

// Balances returns what every account has left to recoup in a state, in the order of the plan.
func (e *Engine) Balances(s State) []Balance {
	balances := []Balance{}
	for i := range s.accounts {
		b := &s.accounts[i]
		balances = append(balances, Balance{e.plan.Accounts[i].ID, money.FromCents(b.left()), money.FromCents(b.premium), money.FromCents(b.interest)})
	}
	return balances
}
