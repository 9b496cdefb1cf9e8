package rights

import (
	"io"
	"math/big"
	"slices"

	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// ReleasePlan is how a film is to be brought out (plan de sortie), by channel, in one currency.
type ReleasePlan struct {
	// Currency is the ISO 4217 code that all amounts are in.
	Currency string           `json:"currency" strict:"required"`
	Channels []ReleaseChannel `json:"channels" strict:"required,max=1000"`
}

// ReleaseChannel is a way to the public: cinemas, tours, rental on demand.
type ReleaseChannel struct {
	ID   string `json:"id" strict:"required"`
	Name string `json:"name,omitempty"`
	// Costs are those of the channel whatever the admissions (frais d'édition).
	Costs []ReleaseCost `json:"costs,omitempty" strict:"max=1000"`
	// Admissions are those expected, tickets or paid views.
	Admissions int64 `json:"admissions" strict:"required"`
	// PerAdmission is what one brings the distributor, before costs; CostPerAdmission what one costs it.
	// Both have at most six decimals.
	PerAdmission     money.Decimal `json:"perAdmission" strict:"required"`
	CostPerAdmission money.Decimal `json:"costPerAdmission,omitzero"`
}

// ReleaseCost is a cost of a channel.
type ReleaseCost struct {
	Name   string       `json:"name" strict:"required"`
	Amount money.Amount `json:"amount" strict:"required"`
}

const (
	// maxAdmissions bounds admissions, the world's of all time.
	maxAdmissions = 1_000_000_000_000
	// unitPlaces are the decimals of a sum by admission.
	unitPlaces = 6
	maxUnit    = 1_000_000
)

// ReleaseComparison is the channels of a plan by how soon they pay back.
type ReleaseComparison struct {
	// Channels begin with the one that pays back after the fewest admissions; those that never do come
	// last, each in the order of the plan.
	Channels []ChannelResult `json:"channels"`
	// Whole is the plan as a whole, with the admissions in the proportions expected.
	Whole ChannelResult `json:"whole"`
}

// ChannelResult is what a channel costs, brings and needs. Result is Receipts − Variable − Cost.
type ChannelResult struct {
	Channel    string `json:"channel,omitempty"`
	Admissions int64  `json:"admissions"`
	// Cost is the sum of the costs, Receipts is Admissions × PerAdmission and Variable Admissions ×
	// CostPerAdmission, each rounded once.
	Cost     money.Amount `json:"cost"`
	Receipts money.Amount `json:"receipts"`
	Variable money.Amount `json:"variable,omitzero"`
	Result   money.Amount `json:"result"`
	// PayBack is the least number of admissions whose exact receipts, less what they cost, are the Cost
	// (seuil de rentabilité). Never is true when no number is: PayBack is then 0.
	PayBack int64 `json:"payBack"`
	Never   bool  `json:"never,omitempty"`
	// Margin is how many admissions more than that are expected, below zero when it is fewer.
	Margin int64 `json:"margin,omitempty"`
}

// DecodeReleasePlan reads a plan from JSON and checks it, as strictly as [DecodeDeal]. All faults are told
// at once, each a [*FieldError].
func DecodeReleasePlan(r io.Reader) (ReleasePlan, error) {
	return strictjson.DecodeValid[ReleasePlan](r)
}

// Validate reports every fault of the plan, each a [*FieldError], or nil.
func (p ReleasePlan) Validate() error {
	var f valid.Faults
	if !valid.IsCurrency(p.Currency) {
		f.Addf("currency", p.Currency, valid.ErrOutOfRange, "three capital letters")
	}
	if len(p.Channels) == 0 {
		f.Add("channels", nil, valid.ErrMissing)
	}
	seen := map[string]bool{}
	f.Enter("channels")
	for i, c := range p.Channels {
		f.Index(i)
		checkName(&f, "id", c.ID, seen[c.ID])
		seen[c.ID] = true
		c.check(&f)
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

func (c ReleaseChannel) check(f *valid.Faults) {
	if c.Admissions < 0 || c.Admissions > maxAdmissions {
		f.Addf("admissions", c.Admissions, valid.ErrOutOfRange, "0 to %d", int64(maxAdmissions))
	}
	for _, unit := range []struct {
		field string
		value money.Decimal
	}{{"perAdmission", c.PerAdmission}, {"costPerAdmission", c.CostPerAdmission}} {
		n, exact := unit.value.Scaled(unitPlaces)
		if !exact || n < 0 || n > maxUnit*1_000_000 {
			f.Addf(unit.field, unit.value, valid.ErrOutOfRange, "0 to %d, at most %d decimals", maxUnit, unitPlaces)
		}
	}
	f.Enter("costs")
	for i, cost := range c.Costs {
		f.Index(i)
		if cost.Name == "" {
			f.Add("name", nil, valid.ErrMissing)
		}
		if cost.Amount.Sign() < 0 {
			f.Add("amount", cost.Amount, valid.ErrNegative)
		}
		f.Leave()
	}
	f.Leave()
}

// Compare returns the channels of the plan by the admissions at which each pays back. Faults of the plan,
// and amounts out of range, are told each as a [*FieldError].
func (p ReleasePlan) Compare() (ReleaseComparison, error) {
	if err := p.Validate(); err != nil {
		return ReleaseComparison{}, err
	}
	var f valid.Faults
	comparison := ReleaseComparison{Channels: make([]ChannelResult, 0, len(p.Channels))}
	var whole tally
	f.Enter("channels")
	for i, c := range p.Channels {
		f.Index(i)
		t := c.tally(&f)
		comparison.Channels = append(comparison.Channels, t.result(&f, c.ID))
		if err := whole.add(t); err != nil {
			f.Add("", nil, err)
		}
		f.Leave()
	}
	f.Leave()
	if f.Any() {
		return ReleaseComparison{}, f.Err()
	}
	comparison.Whole = whole.result(&f, "")
	if f.Any() {
		return ReleaseComparison{}, f.Err()
	}
	slices.SortStableFunc(comparison.Channels, func(a, b ChannelResult) int {
		switch {
		case a.Never != b.Never:
			if a.Never {
				return 1
			}
			return -1
		case a.PayBack < b.PayBack:
			return -1
		case a.PayBack > b.PayBack:
			return 1
		}
		return 0
	})
	return comparison, nil
}

// tally is what a channel, or several, cost and bring: cost in cents, net in millionths by all admissions.
type tally struct {
	admissions                  int64
	cost, receipts, variableSum money.Amount
	net                         big.Int
	unit                        big.Int // net of one admission, of a single channel
	isChannel                   bool
}

func (c ReleaseChannel) tally(f *valid.Faults) tally {
	t := tally{admissions: c.Admissions, isChannel: true}
	amounts := make([]money.Amount, 0, len(c.Costs))
	for _, cost := range c.Costs {
		amounts = append(amounts, cost.Amount)
	}
	var err error
	if t.cost, err = money.Sum(amounts...); err != nil {
		f.Add("costs", nil, err)
	}
	if t.receipts, err = money.RoundRat(times(c.PerAdmission, c.Admissions)); err != nil {
		f.Add("perAdmission", c.PerAdmission, err)
	}
	if t.variableSum, err = money.RoundRat(times(c.CostPerAdmission, c.Admissions)); err != nil {
		f.Add("costPerAdmission", c.CostPerAdmission, err)
	}
	per, _ := c.PerAdmission.Scaled(unitPlaces) // exact, the check says so
	less, _ := c.CostPerAdmission.Scaled(unitPlaces)
	t.unit.SetInt64(per - less)
	t.net.Mul(&t.unit, big.NewInt(c.Admissions))
	return t
}

func times(d money.Decimal, n int64) *big.Rat {
	return new(big.Rat).Mul(d.Rat(), new(big.Rat).SetInt64(n))
}

func (t *tally) add(u tally) error {
	t.admissions += u.admissions // at most 1,000 times 10¹²
	t.net.Add(&t.net, &u.net)
	for _, sum := range []struct {
		to   *money.Amount
		more money.Amount
	}{{&t.cost, u.cost}, {&t.receipts, u.receipts}, {&t.variableSum, u.variableSum}} {
		added, err := sum.to.Add(sum.more)
		if err != nil {
			return err
		}
		*sum.to = added
	}
	return nil
}

func (t *tally) result(f *valid.Faults, name string) ChannelResult {
	r := ChannelResult{Channel: name, Admissions: t.admissions, Cost: t.cost, Receipts: t.receipts, Variable: t.variableSum}
	left, err := r.Receipts.Sub(r.Variable)
	if err == nil {
		left, err = left.Sub(r.Cost)
	}
	if err != nil {
		f.Add("", nil, err)
		return r
	}
	r.Result = left
	t.payBack(&r)
	if !r.Never {
		r.Margin = r.Admissions - r.PayBack
	}
	return r
}

// payBack finds the least number n of admissions with n × net ≥ cost, exactly.
func (t *tally) payBack(r *ChannelResult) {
	net, by := &t.unit, big.NewInt(1)
	if !t.isChannel { // the admissions grow in proportion: each is worth net / admissions
		net, by = &t.net, big.NewInt(t.admissions)
	}
	switch {
	case net.Sign() < 0, net.Sign() == 0 && r.Cost.Sign() > 0:
		r.Never = true
		return
	case r.Cost.IsZero():
		return
	}
	millionths := new(big.Int).Mul(big.NewInt(r.Cost.Cents()), big.NewInt(10_000))
	millionths.Mul(millionths, by)
	n, rest := new(big.Int).QuoRem(millionths, net, new(big.Int))
	if rest.Sign() > 0 {
		n.Add(n, big.NewInt(1))
	}
	if !n.IsInt64() {
		r.Never = true // more admissions than can be counted
		return
	}
	r.PayBack = n.Int64()
}
