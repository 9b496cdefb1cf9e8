package rights

import (
	"errors"
	"fmt"
	"math"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// ErrNeverReached reports a goal that no receipts of the mix reach.
var ErrNeverReached = errors.New("no receipts reach this goal")

// MixShare is the part of receipts that comes into a pot.
type MixShare struct {
	Pot   string         `json:"pot" strict:"required"`
	Share money.Fraction `json:"share" strict:"required"`
}

// Goal is what a payee is to have in all.
type Goal struct {
	Payee  string       `json:"payee" strict:"required"`
	Amount money.Amount `json:"amount" strict:"required"`
}

// Breakeven asks how much has to come in on a day for payees to have what they aim at (seuil de rentabilité).
type Breakeven struct {
	Date civil.Date `json:"date" strict:"required"`
	// Mix is where receipts come in; its shares add up to 1. They apply in its order.
	Mix []MixShare `json:"mix" strict:"required"`
	// Goals are all to be reached, counted from the beginning of the deal.
	Goals []Goal `json:"goals" strict:"required"`
}

// BreakevenPoint is the answer.
type BreakevenPoint struct {
	// Receipts are what has to come in, on top of what has; 0.00 where the goals are reached already.
	Receipts money.Amount `json:"receipts"`
	// Payees are what everybody then has been paid.
	Payees []Paid `json:"payees"`
}

// Breakeven returns the receipts at which the goals are reached, and of which one cent less does not reach
// them. Where more money never takes from a payee, that is in every plan without a level that is
// retroactive, they are the least such receipts.
//
// Faults of the question are told all at once, each a [*FieldError]; goals out of reach are an
// [ErrNeverReached]. Complexity: some 120 times that of [Engine.Apply] for each pot of the mix.
func (e *Engine) Breakeven(s State, q Breakeven) (BreakevenPoint, error) {
	weights, err := e.checkBreakeven(s, q)
	if err != nil {
		return BreakevenPoint{}, err
	}
	try := breakevenTrial{e, s, q, weights}
	low, high := int64(-1), int64(0)
	for {
		reached, err := try.reached(high)
		if reached {
			break
		}
		switch {
		case err != nil:
			return BreakevenPoint{}, fmt.Errorf("%w: %w", ErrNeverReached, err)
		case high > math.MaxInt64/4:
			return BreakevenPoint{}, fmt.Errorf("%w: not even %s", ErrNeverReached, money.FromCents(high))
		}
		low, high = high, max(1, 2*high)
	}
	for high-low > 1 {
		middle := low + (high-low)/2
		reached, err := try.reached(middle)
		if err != nil {
			return BreakevenPoint{}, err
		}
		if reached {
			high = middle
		} else {
			low = middle
		}
	}
	f, err := try.fold(high)
	if err != nil {
		return BreakevenPoint{}, err
	}
	return BreakevenPoint{money.FromCents(high), e.Payees(f.state)}, nil
}

func (e *Engine) checkBreakeven(s State, q Breakeven) (money.Weights, error) {
	var f valid.Faults
	switch {
	case q.Date.IsZero():
		f.Add("date", nil, valid.ErrMissing)
	case q.Date.Before(s.date):
		f.Add("date", q.Date, ErrOrder)
	case !s.closed.IsZero() && !q.Date.After(s.closed):
		f.Add("date", q.Date, ErrClosed)
	}
	weights := e.checkMix(&f, q.Mix)
	checkTerms(&f, "goals", len(q.Goals))
	if len(q.Goals) == 0 {
		f.Add("goals", nil, valid.ErrMissing)
	}
	f.Enter("goals")
	for i, g := range q.Goals {
		f.Index(i)
		if _, known := e.numbers[g.Payee]; !known {
			f.Add("payee", g.Payee, valid.ErrReference)
		}
		if g.Amount.Sign() < 0 {
			f.Add("amount", g.Amount, valid.ErrNegative)
		}
		f.Leave()
	}
	f.Leave()
	return weights, f.Err()
}

func (e *Engine) checkMix(f *valid.Faults, mix []MixShare) money.Weights {
	checkTerms(f, "mix", len(mix))
	f.Enter("mix")
	defer f.Leave()
	shares := make([]money.Fraction, len(mix))
	for i, m := range mix {
		f.Index(i)
		if _, known := e.known.pots[m.Pot]; !known {
			f.Add("pot", m.Pot, valid.ErrReference)
		}
		shares[i] = m.Share
		f.Leave()
	}
	weights, err := money.NewWeights(shares...)
	if err == nil && !weights.AreWhole() {
		err = ErrShares
	}
	if err != nil {
		f.Add("", nil, err)
	}
	return weights
}

// breakevenTrial tries receipts.
type breakevenTrial struct {
	engine  *Engine
	state   State
	q       Breakeven
	weights money.Weights
}

// fold returns what receipts of so many cents lead to. Shares follow the method of Webster, so that no pot
// has less of more.
func (t breakevenTrial) fold(cents int64) (*Fold, error) {
	parts, err := money.Webster(money.FromCents(cents), t.weights)
	if err != nil {
		return nil, err
	}
	f := t.engine.FoldFrom(t.state)
	for i, m := range t.q.Mix {
		id := fmt.Sprintf("\x00breakeven %d", i) // the name of no event of a document
		if _, err := f.Apply(Event{ID: id, Date: t.q.Date, Kind: Receipt, Pot: m.Pot, Amount: parts[i]}); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func (t breakevenTrial) reached(cents int64) (bool, error) {
	f, err := t.fold(cents)
	if err != nil {
		return false, err
	}
	for _, g := range t.q.Goals {
		if t.engine.Entitled(f.state, g.Payee).Compare(g.Amount) < 0 {
			return false, nil
		}
	}
	return true, nil
}
