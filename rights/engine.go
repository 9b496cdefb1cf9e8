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
		shares, err := gather(s.Shares)
		if err != nil {
			return step{}, err
		}
		fractions := make([]money.Fraction, len(shares))
		for i, share := range shares {
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

// gather adds up the shares of a payee who is named several times, in the place of the first.
func gather(shares []Share) ([]Share, error) {
	place := make(map[string]int, len(shares))
	gathered := make([]Share, 0, len(shares))
	for _, s := range shares {
		i, known := place[s.Payee]
		if !known {
			place[s.Payee] = len(gathered)
			gathered = append(gathered, s)
			continue
		}
		sum := new(big.Rat).Add(gathered[i].Share.Rat(), s.Share.Rat())
		if !sum.Num().IsInt64() || !sum.Denom().IsInt64() {
			return nil, money.ErrOverflow
		}
		var err error
		if gathered[i].Share, err = money.NewFraction(sum.Num().Int64(), sum.Denom().Int64()); err != nil {
			return nil, err
		}
	}
	return gathered, nil
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
		return *s.Until.Total
	}
	share := s.shareOf(s.Until.Payee)
	cents := new(big.Int).Mul(big.NewInt(s.Until.Amount.Cents()), share.Denom())
	less := new(big.Int).Sub(share.Num(), big.NewInt(1))
	cents.Add(cents, less).Div(cents, share.Num())
	if !cents.IsInt64() {
		return money.FromCents(math.MaxInt64)
	}
	return money.FromCents(cents.Int64())
}
