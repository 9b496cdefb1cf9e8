package rights

import (
	"math"
	"math/big"
	"slices"

	"github.com/bobine-film/bobine/money"
)

// Engine is a checked plan, ready for events. It is immutable and may be shared.
type Engine struct {
	plan         Plan
	known        names
	start        []balance // of the accounts
	bears        []int     // accounts that bear interest
	pots         []run
	steps        []step
	payees       []string         // by first appearance in the plan
	numbers      map[string]int   // of payees
	clawback     []bool           // by payee
	follow       [][]int          // by payee: the accounts that follow it
	follows      bool             // whether any does
	parts        int              // how many parts the shares of all steps have
	shares       []money.Fraction // by part, for statements
	exchange     int              // the payee of differences of exchange, −1 without one
	total        []int            // by pot: the meter that counts what flows into it
	counters     []int64          // by meter: how many steps and pots count by it
	mostCounters int64            // the most of them, at least 1
}

// run is the steps of a pot.
type run struct {
	pot      string
	from, to int
	watch    []watch // of the meter that counts what flows into it
}

// step is a step by numbers.
type step struct {
	pot     int
	name    string
	kind    Kind
	rate    money.Fraction
	scale   scale
	base    int // the meter it is reckoned on, −1 for its own inflow
	counts  int // the meter that counts what it takes, −1 without one
	account int
	until   until
	end     int64 // of a tier that ends by itself: how much it takes in all
	ranks   []rank
	to      []target // of all ranks
	part    int      // where the parts of the step begin in a state
	into    int      // where a to step leads
	watch   []watch  // of the meter that counts its money
}

// rank shares the next size cents of what a step takes.
type rank struct {
	size    int64
	weights money.Weights
	to      []target // in those of the step
}

// target is a payee, or a pot when payee is negative.
type target struct{ payee, pot int }

// Compile checks a plan and makes an engine of it. All faults are told at once, each a
// [*FieldError].
func Compile(p Plan) (*Engine, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	e := &Engine{plan: p.clone(), known: p.names(), payees: p.payees(), numbers: map[string]int{}, exchange: -1}
	gives := setOf(p.Clawback)
	for i, name := range e.payees {
		e.numbers[name] = i
		e.clawback = append(e.clawback, gives[name])
	}
	if p.Exchange != "" {
		e.exchange = e.numbers[p.Exchange]
	}
	e.follow = make([][]int, len(e.payees))
	for i, a := range p.Accounts {
		b, err := newBalance(a)
		if err != nil {
			return nil, err
		}
		e.start = append(e.start, b)
		if a.Interest != nil {
			e.bears = append(e.bears, i)
		}
		if a.Payee != "" {
			n := e.numbers[a.Payee]
			e.follow[n], e.follows = append(e.follow[n], i), true
		}
	}
	for i, pot := range p.Pots {
		from := len(e.steps)
		for _, s := range pot.Steps {
			compiled, err := e.compile(i, s)
			if err != nil {
				return nil, err
			}
			e.steps = append(e.steps, compiled)
			e.shares = append(e.shares, compiled.sharesOf()...)
		}
		e.pots = append(e.pots, run{pot: pot.ID, from: from, to: len(e.steps)})
		e.total = append(e.total, e.known.meters[pot.ID])
	}
	e.countCounters()
	e.watchMeters()
	return e, nil
}

func (e *Engine) countCounters() {
	e.counters = make([]int64, len(e.known.meters))
	for _, m := range e.total {
		e.counters[m]++
	}
	for i := range e.steps {
		s := &e.steps[i]
		if s.kind == Count {
			e.counters[s.base]++
		} else if s.counts >= 0 {
			e.counters[s.counts]++
		}
	}
	e.mostCounters = slices.Max(append([]int64{1}, e.counters...))
}

func (e *Engine) compile(pot int, s Step) (step, error) {
	c := step{pot: pot, name: s.Name, kind: s.Kind, base: -1, counts: -1, part: e.parts}
	if s.Rate != nil {
		c.rate = *s.Rate
	}
	if n, reads := e.known.meters[s.Meter]; reads && s.Meter != "" {
		c.base = n
	}
	if n, counts := e.known.meters[s.Counts]; counts && s.Counts != "" {
		c.counts = n
	}
	var err error
	switch s.Kind {
	case To:
		c.into = e.known.pots[s.Pot]
	case Percent:
		c.ranks = e.single(s)
	case Bracket, Bonus:
		c.ranks = e.single(s)
		c.scale, err = newScale(s.Levels)
	case Recoup, Tier, Split:
		c.ranks, err = e.ranks(s)
	}
	if s.Kind == Recoup {
		c.account = e.known.accounts[s.Account]
	}
	if s.Kind == Tier {
		c.until = e.until(c, *s.Until)
		c.end = c.until.end
	}
	for _, r := range c.ranks {
		c.to = append(c.to, r.to...)
	}
	e.parts += len(c.to)
	return c, err
}

// single is the rank of a step that pays one.
func (e *Engine) single(s Step) []rank {
	return []rank{{size: math.MaxInt64, to: []target{e.target(s.Payee, s.Pot)}}}
}

func (e *Engine) target(payee, pot string) target {
	if payee == "" {
		return target{-1, e.known.pots[pot]}
	}
	return target{e.numbers[payee], -1}
}

func (e *Engine) ranks(s Step) ([]rank, error) {
	var list []rank
	for _, r := range s.ranks() {
		shares, err := gather(r.Shares)
		if err != nil {
			return nil, err
		}
		c := rank{size: math.MaxInt64}
		if r.Amount != nil {
			c.size = r.Amount.Cents()
		}
		if c.weights, err = weights(shares); err != nil {
			return nil, err
		}
		for _, share := range shares {
			c.to = append(c.to, e.target(share.payee, share.pot))
		}
		list = append(list, c)
	}
	return list, nil
}

// reach returns how much a step has to take until the exact parts of a payee come to some cents: more
// than there can be where they never do. What was taken before is left out of account.
func (s *step) reach(payee int, cents *big.Rat) int64 {
	if cents.Sign() == 0 {
		return 0
	}
	start, left := new(big.Rat), new(big.Rat).Set(cents)
	for _, r := range s.ranks {
		share := r.share(payee)
		size := new(big.Rat).SetInt64(r.size)
		has := new(big.Rat).Mul(share, size)
		if share.Sign() == 0 || has.Cmp(left) < 0 && r.size < math.MaxInt64 {
			left.Sub(left, has)
			start.Add(start, size)
			continue
		}
		start.Add(start, left.Quo(left, share))
		end := new(big.Int).Add(start.Num(), new(big.Int).Sub(start.Denom(), big.NewInt(1)))
		if end.Quo(end, start.Denom()); end.IsInt64() {
			return end.Int64()
		}
		return math.MaxInt64
	}
	return math.MaxInt64
}

// share is the exact part of a payee in a rank.
func (r rank) share(payee int) *big.Rat {
	for i, t := range r.to {
		if t.payee == payee {
			return r.weights.Share(i)
		}
	}
	return new(big.Rat)
}
