package financing

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Option is a way to spread the spend of a project over territories, with the schemes it would
// claim.
type Option struct {
	Name   string         `json:"name" strict:"required"`
	Claims []OptionClaim  `json:"claims" strict:"required"`
	Costs  []OptionalCost `json:"costs,omitempty"`
	// Requires says in words what the option needs: a co-producer, a test, days of shooting.
	Requires []string `json:"requires,omitempty"`
}

// OptionClaim is a claim of an option.
type OptionClaim struct {
	Claim
	// Rate is what a unit of the scheme's currency is worth in that of the comparison; nil is 1.
	Rate *money.Decimal `json:"rate,omitempty"`
	// Tax is the part of the aid that is taxed away, 0.25 of a British credit; nil is none.
	Tax *money.Fraction `json:"tax,omitempty"`
}

// OptionalCost is what an option costs more: travel, a local company, a bank.
type OptionalCost struct {
	Name   string       `json:"name" strict:"required"`
	Amount money.Amount `json:"amount" strict:"required"`
}

// Ranked is an option with what it brings.
type Ranked struct {
	Rank   int       `json:"rank"`
	Name   string    `json:"name"`
	Claims []Granted `json:"claims"`
	// Aid is the sum of the aids after tax, in the currency of the comparison; Costs what the
	// option costs more; Net the aid less the costs, by which options are ranked.
	Aid   money.Amount `json:"aid"`
	Costs money.Amount `json:"costs"`
	Net   money.Amount `json:"net"`
	// Requires is what the option asks, and the reasons of schemes that do not take it.
	Requires []string `json:"requires"`
}

// CompareOptions returns options by their net benefit, the greatest first, equals by name. Each aid is
// taxed and converted exactly and rounded once. A faulty option is refused with every fault at once,
// each a [*FieldError].
func CompareOptions(options []Option, p Parameters) ([]Ranked, error) {
	var f valid.Faults
	ranked := make([]Ranked, len(options))
	for i, o := range options {
		f.Index(i)
		ranked[i] = o.net(&f, p)
		f.Leave()
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(ranked, func(a, b Ranked) int {
		return cmp.Or(b.Net.Compare(a.Net), strings.Compare(a.Name, b.Name))
	})
	for i := range ranked {
		ranked[i].Rank = i + 1
	}
	return ranked, nil
}

func (o Option) net(f *valid.Faults, p Parameters) Ranked {
	r := Ranked{Name: o.Name, Claims: []Granted{}, Requires: slices.Clone(o.Requires)}
	if o.Name == "" {
		f.Add("name", nil, valid.ErrMissing)
	}
	var aid, costs money.Total
	f.Enter("claims")
	for i, c := range o.Claims {
		f.Index(i)
		granted, amount := c.net(f, p)
		aid.Add(amount)
		r.Claims = append(r.Claims, granted)
		if !granted.Eligible {
			r.Requires = append(r.Requires, granted.Reasons...)
		}
		f.Leave()
	}
	f.Leave()
	f.Enter("costs")
	for i, c := range o.Costs {
		f.Index(i)
		notNegative(f, "amount", c.Amount)
		costs.Add(c.Amount)
		f.Leave()
	}
	f.Leave()
	net := aid
	r.Aid, r.Costs = totalled(f, aid), totalled(f, costs)
	net.Sub(r.Costs)
	r.Net = totalled(f, net)
	return r
}

func totalled(f *valid.Faults, t money.Total) money.Amount {
	amount, err := t.Amount()
	if err != nil {
		f.Add("", nil, err)
	}
	return amount
}

// net is an aid after tax, in the currency of the comparison.
func (c OptionClaim) net(f *valid.Faults, p Parameters) (Granted, money.Amount) {
	granted, err := ComputeAid(c.Claim, p)
	if err != nil {
		addAll(f, err)
		return Granted{Aid: Aid{Notices: []law.Notice{}}}, money.Amount{}
	}
	exact := euroRat(granted.Amount)
	if c.Tax != nil {
		if c.Tax.Compare(whole) > 0 {
			f.Addf("tax", c.Tax, valid.ErrOutOfRange, "0 to 1")
		}
		exact.Mul(exact, new(big.Rat).Sub(big.NewRat(1, 1), c.Tax.Rat()))
	}
	if c.Rate != nil {
		if c.Rate.Sign() <= 0 {
			f.Addf("rate", c.Rate, valid.ErrOutOfRange, "more than 0")
		}
		exact.Mul(exact, c.Rate.Rat())
	}
	amount, err := money.RoundRat(exact)
	if err != nil {
		f.Add("", nil, err)
	}
	return granted, amount
}
