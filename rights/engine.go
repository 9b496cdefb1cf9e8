package rights

import (
	"math"
	"math/big"
	"slices"

	"github.com/bobine-film/bobine/money"
)

// Engine is a checked plan, ready for events. It is immutable and may be shared.
type Engine struct {
	accounts []Account
	pots     []run
	steps    []step
	payees   []string       // by first appearance in the plan
	numbers  map[string]int // of payees
	parts    int            // how many parts the shares of all steps have
	account  map[string]int
	pot      map[string]int
}

// run is the steps of a pot.
type run struct {
	pot      string
	from, to int
}

// step is a step by numbers.
type step struct {
	name    string
	kind    Kind
	rate    money.Fraction
	account int
	end     money.Amount  // of a tier: how much it takes in all
	weights money.Weights // of recoup, tier, split
	payees  []int         // of percent one, of to none
	part    int           // where the parts of the step begin in a state
	pot     int           // where a to step leads
}

// Compile checks a plan and makes an engine of it. All faults are told at once, each a
// [*FieldError].
func Compile(p Plan) (*Engine, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	e := &Engine{numbers: map[string]int{}, accounts: slices.Clone(p.Accounts), account: map[string]int{}, pot: map[string]int{}}
	for i, a := range p.Accounts {
		e.account[a.ID] = i
	}
	for i, pot := range p.Pots {
		e.pot[pot.ID] = i
	}
	for _, pot := range p.Pots {
		from := len(e.steps)
		for _, s := range pot.Steps {
			compiled, err := e.compile(s)
			if err != nil {
				return nil, err
			}
			e.steps = append(e.steps, compiled)
		}
		e.pots = append(e.pots, run{pot.ID, from, len(e.steps)})
	}
	return e, nil
}

func (e *Engine) compile(s Step) (step, error) {
	c := step{name: s.Name, kind: s.Kind, part: e.parts}
	if s.Rate != nil {
		c.rate = *s.Rate
	}
	switch s.Kind {
	case Percent:
		c.payees = []int{e.payee(s.Payee)}
	case To:
		c.pot = e.pot[s.Pot]
	default:
		fractions := make([]money.Fraction, len(s.Shares))
		for i, share := range s.Shares {
			fractions[i] = share.Share
			c.payees = append(c.payees, e.payee(share.Payee))
		}
		weights, err := money.NewWeights(fractions...)
		if err != nil {
			return step{}, err
		}
		c.weights = weights
	}
	if s.Kind == Recoup {
		c.account = e.account[s.Account]
	}
	if s.Kind == Tier {
		c.end = s.end()
	}
	e.parts += len(c.payees)
	return c, nil
}

// payee returns the number of a payee.
func (e *Engine) payee(name string) int {
	i, known := e.numbers[name]
	if !known {
		i = len(e.payees)
		e.numbers[name] = i
		e.payees = append(e.payees, name)
	}
	return i
}

// end is how much a tier takes in all: ⌈amount / share⌉ in cents. One beyond every amount is never
// reached.
func (s Step) end() money.Amount {
	if s.Until.Payee == "" {
		return s.Until.Total
	}
	share := s.shareOf(s.Until.Payee)
	cents := new(big.Int).Mul(big.NewInt(s.Until.Amount.Cents()), big.NewInt(share.Den()))
	cents.Add(cents, big.NewInt(share.Num()-1)).Div(cents, big.NewInt(share.Num()))
	if !cents.IsInt64() {
		return money.FromCents(math.MaxInt64)
	}
	return money.FromCents(cents.Int64())
}
