package financing

import (
	"fmt"
	"io"
	"slices"

	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// FieldError is a fault of one field of an input, with the path that leads to it.
type FieldError = valid.FieldError

// Plan is the financing plan of a production (plan de financement), in one currency.
type Plan struct {
	Title    string `json:"title" strict:"required"`
	Currency string `json:"currency" strict:"required"`
	// Budget is what the sources have to pay for.
	Budget money.Amount `json:"budget" strict:"required"`
	// Sources are at most [MaxSources].
	Sources []Source `json:"sources" strict:"required,max=10000"`
}

// MaxSources is the greatest number of sources of a plan.
const MaxSources = 10_000

// Decode reads a plan from JSON and checks it. Beside malformed JSON it refuses unknown,
// duplicate or wrongly-cased fields, data after the document, more than [MaxSources] and more
// than 12 MiB. All faults are told at once, each a [*FieldError].
func Decode(r io.Reader) (Plan, error) {
	return strictjson.DecodeValid[Plan](r)
}

// Validate reports every fault of the plan, each a [*FieldError], or nil.
func (p Plan) Validate() error {
	var f valid.Faults
	if !valid.IsCurrency(p.Currency) {
		f.Addf("currency", p.Currency, valid.ErrOutOfRange, "three capital letters")
	}
	if p.Budget.Sign() <= 0 {
		f.Addf("budget", p.Budget, valid.ErrOutOfRange, "more than 0.00")
	}
	seen := map[string]bool{}
	balancing := false
	f.Enter("sources")
	if len(p.Sources) > MaxSources {
		f.Addf("", nil, valid.ErrOutOfRange, "at most %d", MaxSources)
	}
	for i, s := range p.Sources {
		f.Index(i)
		s.check(&f, p.Currency, seen[s.ID])
		if s.Balancing && balancing {
			f.Addf("balancing", nil, valid.ErrDuplicate, "one source balances a plan")
		}
		balancing = balancing || s.Balancing
		seen[s.ID] = true
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

// Balance is a computed plan.
type Balance struct {
	// Sources are those of the plan in their order, the balancing one with its amount.
	Sources []Source `json:"sources"`
	// Total is the sum of the sources that were not refused.
	Total money.Amount `json:"total"`
	// Gap is the budget less the total: positive when money is missing.
	Gap money.Amount `json:"gap"`
	// Acquired is the sum of the acquired sources.
	Acquired money.Amount `json:"acquired"`
	// AcquiredShare is the acquired part of the budget.
	AcquiredShare money.Fraction `json:"acquiredShare"`
	// PublicAid is the sum of the sources that are public aid.
	PublicAid money.Amount `json:"publicAid"`
	// Cash is the sum of what comes in money: all but services in kind and deferred pay.
	Cash money.Amount `json:"cash"`
	// Coproducers are those who bring the sources, by first appearance.
	Coproducers []Coproducer `json:"coproducers"`
}

// Coproducer is who brings sources, with what they bring. Shares of all add up to exactly 1.
type Coproducer struct {
	Name    string       `json:"name"`
	Country string       `json:"country,omitempty"`
	Amount  money.Amount `json:"amount"`
	// Share is the amount over the total of the plan.
	Share money.Fraction `json:"share"`
}

// Compute balances a plan. A faulty plan is refused with every fault at once, each a
// [*FieldError]; so is a balancing source that would have to be negative, and totals out of
// the range of an amount or of exact shares (10¹⁸ cents).
//
// Complexity linear in the number of sources.
func Compute(p Plan) (Balance, error) {
	if err := p.Validate(); err != nil {
		return Balance{}, err
	}
	b := Balance{Sources: slices.Clone(p.Sources), Coproducers: []Coproducer{}}
	if err := b.convert(); err != nil {
		return Balance{}, err
	}
	if err := b.balance(p.Budget); err != nil {
		return Balance{}, err
	}
	var total, acquired, aid, cash money.Total
	byName := map[string]*money.Total{}
	for _, s := range b.Sources {
		if s.Status == Refused {
			continue
		}
		total.Add(s.Amount)
		if s.Status == Acquired {
			acquired.Add(s.Amount)
		}
		if s.PublicAid {
			aid.Add(s.Amount)
		}
		if s.Nature.isCash() {
			cash.Add(s.Amount)
		}
		if byName[s.BroughtBy] == nil {
			byName[s.BroughtBy] = &money.Total{}
			b.Coproducers = append(b.Coproducers, Coproducer{Name: s.BroughtBy, Country: s.Country})
		}
		byName[s.BroughtBy].Add(s.Amount)
	}
	var f valid.Faults
	var err error
	b.Total, b.Acquired, b.PublicAid = posted(&f, total), posted(&f, acquired), posted(&f, aid)
	b.Cash = posted(&f, cash)
	if b.AcquiredShare, err = money.NewFraction(b.Acquired.Cents(), p.Budget.Cents()); err != nil {
		f.Add("budget", nil, err)
	}
	if b.Gap, err = p.Budget.Sub(b.Total); err != nil {
		f.Add("budget", nil, err)
	}
	for i := range b.Coproducers {
		b.Coproducers[i].Amount = posted(&f, *byName[b.Coproducers[i].Name])
	}
	b.share(&f)
	if err := f.Err(); err != nil {
		return Balance{}, err
	}
	return b, nil
}

func posted(f *valid.Faults, t money.Total) money.Amount {
	amount, err := t.Amount()
	if err != nil {
		f.Add("sources", nil, err)
	}
	return amount
}

// convert gives sources in another currency their amount in that of the plan: amount × rate, rounded.
func (b *Balance) convert() error {
	var f valid.Faults
	for i := range b.Sources {
		foreign := b.Sources[i].Foreign
		if foreign == nil {
			continue
		}
		amount, err := money.Mul(foreign.Amount, foreign.Rate)
		if err != nil {
			f.Add(fmt.Sprintf("sources[%d].foreign", i), foreign.Amount, err)
		}
		b.Sources[i].Amount = amount
	}
	return f.Err()
}

// balance gives the balancing source, where there is one, what the others leave open.
func (b *Balance) balance(budget money.Amount) error {
	i := slices.IndexFunc(b.Sources, func(s Source) bool { return s.Balancing })
	if i < 0 {
		return nil
	}
	var open money.Total
	open.Add(budget)
	for _, s := range b.Sources {
		if s.Status != Refused {
			open.Sub(s.Amount)
		}
	}
	var f valid.Faults
	amount := posted(&f, open)
	if amount.Sign() < 0 {
		f.Add(fmt.Sprintf("sources[%d].amount", i), amount, fmt.Errorf("%w: the other sources exceed the budget", valid.ErrNegative))
	}
	b.Sources[i].Amount = amount
	return f.Err()
}

// share gives each co-producer the exact part of the total that they bring.
func (b *Balance) share(f *valid.Faults) {
	if b.Total.IsZero() {
		return
	}
	for i := range b.Coproducers {
		c := &b.Coproducers[i]
		share, err := money.NewFraction(c.Amount.Cents(), b.Total.Cents())
		if err != nil {
			f.Add("sources", nil, err)
		}
		c.Share = share
	}
}
