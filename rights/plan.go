package rights

import (
	"fmt"
	"math/big"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// FieldError is a fault of one field of an input, with the path that leads to it.
type FieldError = valid.FieldError

// Unallocated is who is paid what no step of a pot takes. No payee of a plan has this name.
const Unallocated = "unallocated"

// Plan is a recoupment plan: where receipts go, in which order, to whom.
type Plan struct {
	Accounts []Account `json:"accounts"`
	Pots     []Pot     `json:"pots" strict:"required"`
}

// Account is a sum to be recouped.
type Account struct {
	ID string `json:"id" strict:"required"`
	// Opening is what is to be recouped at the beginning, never negative.
	Opening money.Amount `json:"opening" strict:"required"`
}

// Pot is a list of steps that receipts go through.
type Pot struct {
	ID    string `json:"id" strict:"required"`
	Steps []Step `json:"steps" strict:"required"`
}

// Kind is what a step does with what reaches it.
type Kind string

// Kinds of steps.
const (
	// Percent takes a part of the step's own inflow for one payee.
	Percent Kind = "percent"
	// Recoup takes everything until the account is at zero.
	Recoup Kind = "recoup"
	// Tier takes everything, by shares, until a payee or the tier has had an amount.
	Tier Kind = "tier"
	// Split takes everything, by shares.
	Split Kind = "split"
	// To sends everything to another pot.
	To Kind = "to"
)

var kinds = []Kind{Percent, Recoup, Tier, Split, To}

// OneOf returns the words that are a Kind.
func (Kind) OneOf() []string { return valid.Texts(kinds) }

// Step is one step of a pot. Which fields it has follows from its kind; the others are
// empty.
type Step struct {
	Kind Kind `json:"kind" strict:"required"`
	// Name is any text; lines of statements show it.
	Name string `json:"name"`
	// Rate and Payee belong to a percent step. The rate is a fraction from 0 to 1.
	Rate  *money.Fraction `json:"rate,omitempty"`
	Payee string          `json:"payee,omitempty"`
	// Account belongs to a recoup step.
	Account string `json:"account,omitempty"`
	// Shares belong to recoup, tier and split; they add up to exactly 1.
	Shares []Share `json:"shares,omitempty"`
	// Until belongs to a tier.
	Until *Until `json:"until,omitempty"`
	// Pot belongs to a to step.
	Pot string `json:"pot,omitempty"`
}

// Share is the part of a payee. The parts of one who is named several times in a list add up, and
// count where they are named first.
type Share struct {
	Payee string         `json:"payee" strict:"required"`
	Share money.Fraction `json:"share" strict:"required"`
}

// Until is where a tier ends: when a payee has had an amount from this tier, or when the
// tier has taken a total. The tier closes at the first cent of inflow at which the exact
// share reaches the amount.
type Until struct {
	Payee string `json:"payee,omitempty"`
	// Amount belongs to a payee; without one there is a Total. Both are more than 0.00.
	Amount *money.Amount `json:"amount,omitempty"`
	Total  *money.Amount `json:"total,omitempty"`
}

// Validate reports every fault of the plan, each a [*FieldError], or nil: names that are
// missing, given twice or refer to nothing, shares that do not add up to exactly 1, pots
// that flow in a circle.
func (p Plan) Validate() error {
	var f valid.Faults
	p.check(&f)
	return f.Err()
}

func (p Plan) check(f *valid.Faults) {
	accounts := p.checkAccounts(f)
	pots := p.checkPots(f)
	f.Enter("pots")
	for i, pot := range p.Pots {
		f.Index(i)
		f.Enter("steps")
		for j, step := range pot.Steps {
			f.Index(j)
			step.check(f, accounts, pots)
			f.Leave()
		}
		f.Leave()
		f.Leave()
	}
	f.Leave()
	p.checkCircles(f, pots)
}

func (p Plan) checkAccounts(f *valid.Faults) map[string]bool {
	known := map[string]bool{}
	f.Enter("accounts")
	for i, a := range p.Accounts {
		f.Index(i)
		checkName(f, "id", a.ID, known[a.ID])
		known[a.ID] = true
		if a.Opening.Sign() < 0 {
			f.Add("opening", a.Opening, valid.ErrNegative)
		}
		f.Leave()
	}
	f.Leave()
	return known
}

func (p Plan) checkPots(f *valid.Faults) map[string]int {
	known := map[string]int{}
	f.Enter("pots")
	for i, pot := range p.Pots {
		f.Index(i)
		_, twice := known[pot.ID]
		checkName(f, "id", pot.ID, twice)
		known[pot.ID] = i
		f.Leave()
	}
	f.Leave()
	return known
}

func checkName(f *valid.Faults, field, name string, twice bool) {
	switch {
	case name == "":
		f.Add(field, nil, valid.ErrMissing)
	case twice:
		f.Add(field, name, valid.ErrDuplicate)
	}
}

func (s Step) check(f *valid.Faults, accounts map[string]bool, pots map[string]int) {
	s.checkFields(f)
	switch s.Kind {
	case Percent:
		checkPayee(f, "payee", s.Payee)
		switch {
		case s.Rate == nil:
			f.Add("rate", nil, valid.ErrMissing)
		case s.Rate.Compare(one) > 0:
			f.Addf("rate", s.Rate, valid.ErrOutOfRange, "at most 1")
		}
	case Recoup:
		if !accounts[s.Account] {
			f.Add("account", s.Account, valid.ErrReference)
		}
		checkShares(f, s.Shares)
	case Tier:
		checkShares(f, s.Shares)
		s.checkUntil(f)
	case Split:
		checkShares(f, s.Shares)
	case To:
		if _, ok := pots[s.Pot]; !ok {
			f.Add("pot", s.Pot, valid.ErrReference)
		}
	default:
		valid.OneOf(f, "kind", s.Kind, kinds)
	}
}

var one = money.MustFraction("1")

// checkFields tells fields that another kind of step has.
func (s Step) checkFields(f *valid.Faults) {
	stray := func(field string, given bool, belongs ...Kind) {
		for _, k := range belongs {
			if s.Kind == k {
				return
			}
		}
		if given {
			f.Addf(field, nil, valid.ErrUnknownField, "a %s step has none", s.Kind)
		}
	}
	stray("rate", s.Rate != nil, Percent)
	stray("payee", s.Payee != "", Percent)
	stray("account", s.Account != "", Recoup)
	stray("shares", s.Shares != nil, Recoup, Tier, Split)
	stray("until", s.Until != nil, Tier)
	stray("pot", s.Pot != "", To)
}

func checkPayee(f *valid.Faults, field, payee string) {
	switch payee {
	case "":
		f.Add(field, nil, valid.ErrMissing)
	case Unallocated:
		f.Addf(field, payee, valid.ErrOutOfRange, "the name is taken")
	}
}

func checkShares(f *valid.Faults, shares []Share) {
	fractions := make([]money.Fraction, len(shares))
	f.Enter("shares")
	for i, s := range shares {
		f.Index(i)
		checkPayee(f, "payee", s.Payee)
		fractions[i] = s.Share
		f.Leave()
	}
	f.Leave()
	weights, err := money.NewWeights(fractions...)
	switch {
	case err != nil:
		f.Add("shares", nil, fmt.Errorf("%w: %w", ErrShares, err))
	case !weights.AreWhole():
		f.Addf("shares", nil, ErrShares, "they add up to %s", weights.Total().RatString())
	}
}

func (s Step) checkUntil(f *valid.Faults) {
	u := s.Until
	if u == nil {
		f.Addf("until", nil, valid.ErrMissing, "a tier has an end")
		return
	}
	f.Enter("until")
	defer f.Leave()
	if u.Payee == "" {
		checkLimit(f, "total", u.Total)
		if u.Amount != nil {
			f.Addf("amount", u.Amount, valid.ErrUnknownField, "it needs a payee")
		}
		return
	}
	checkLimit(f, "amount", u.Amount)
	if u.Total != nil {
		f.Addf("total", u.Total, valid.ErrUnknownField, "a tier ends for a payee or at a total")
	}
	if s.shareOf(u.Payee).Sign() == 0 {
		f.Addf("payee", u.Payee, valid.ErrReference, "it has no share of the tier")
	}
}

func checkLimit(f *valid.Faults, field string, limit *money.Amount) {
	switch {
	case limit == nil:
		f.Add(field, nil, valid.ErrMissing)
	case limit.Sign() <= 0:
		f.Addf(field, limit, valid.ErrOutOfRange, "more than 0.00")
	}
}

// shareOf is the part of a payee in all.
func (s Step) shareOf(payee string) *big.Rat {
	sum := new(big.Rat)
	for _, share := range s.Shares {
		if share.Payee == payee {
			sum.Add(sum, share.Share.Rat())
		}
	}
	return sum
}

// checkCircles tells the pots from which money would come back to them.
func (p Plan) checkCircles(f *valid.Faults, pots map[string]int) {
	const (
		unseen = iota
		onTheWay
		done
	)
	state := make([]int, len(p.Pots))
	var visit func(i int)
	visit = func(i int) {
		state[i] = onTheWay
		for j, step := range p.Pots[i].Steps {
			next, ok := pots[step.Pot]
			if step.Kind != To || !ok {
				continue
			}
			switch state[next] {
			case unseen:
				visit(next)
			case onTheWay:
				f.Add(fmt.Sprintf("pots[%d].steps[%d].pot", i, j), step.Pot, ErrCircle)
			}
		}
		state[i] = done
	}
	for i := range p.Pots {
		if state[i] == unseen {
			visit(i)
		}
	}
}
