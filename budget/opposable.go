package budget

import (
	_ "embed"
	"math/big"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// The heads of opposable cost that have a rule of their own, in the numbers of the agreement of 2010.
const (
	// HeadTaxes has the VAT that is not recovered, of every account but those of insurance.
	HeadTaxes = 7
	// HeadInsurance has its VAT and taxes within it.
	HeadInsurance = 8
	// HeadLegal is the last head without a ceiling.
	HeadLegal       = 10
	HeadProducerFee = 11
	HeadOverheads   = 12
	HeadFinance     = 13
	numHeads        = 13
)

// headNames are the heads of article 2 of the agreement, in short.
var headNames = [numHeads + 1]string{
	"", "rights, authors and neighbouring rights", "preparation and production", "work and services of third parties",
	"delivery", "original soundtrack", "publicity during production", "taxes not recovered", "insurance and completion",
	"registration", "legal, accounting and audit", "producer fee", "overheads", "finance charges",
}

//go:embed tables/cost.json
var costJSON []byte

var costTableOnce lazy.Value[law.Table[money.Decimal]]

// costTable reads the table once, when it is first needed.
func costTable() (law.Table[money.Decimal], error) {
	return costTableOnce.Get(func() (law.Table[money.Decimal], error) {
		return law.Load[money.Decimal](costJSON)
	})
}

// CostParameters are the figures of the opposable cost, dated and cited. The zero value has those of the
// table.
type CostParameters struct{ changed *law.Table[money.Decimal] }

func (p CostParameters) table() (law.Table[money.Decimal], error) {
	if p.changed != nil {
		return *p.changed, nil
	}
	return costTable()
}

// With returns parameters in which the given figures replace those of the table.
func (p CostParameters) With(overrides ...law.Override[money.Decimal]) (CostParameters, error) {
	table, err := p.table()
	if err != nil {
		return CostParameters{}, err
	}
	if table, err = table.With(overrides...); err != nil {
		return CostParameters{}, err
	}
	return CostParameters{&table}, nil
}

// List returns every figure with its unit, and its value, status and references on a day.
func (p CostParameters) List(on civil.Date) []law.Entry {
	table, _ := p.table() // the built-in table is sound, a test says so
	return table.List(on)
}

// OpposableFacts are what the opposable cost depends on beside the ledger.
type OpposableFacts struct {
	// Release is the day of the release in theatres.
	Release civil.Date `json:"release" strict:"required"`
	// Euribor is the mean of the three-month rates between the application for the approval of
	// investments and that of the production, a plain fraction; it may be negative.
	Euribor money.Decimal `json:"euribor"`
}

// HeadLine is one of the thirteen heads: Claimed is what the ledger has, Amount what counts. A head with
// a ceiling has Allowed, which is Base × Rate, rounded.
type HeadLine struct {
	Head    int           `json:"head"`
	Name    string        `json:"name"`
	Claimed money.Amount  `json:"claimed"`
	Base    money.Amount  `json:"base,omitzero"`
	Rate    money.Decimal `json:"rate,omitzero"`
	Allowed money.Amount  `json:"allowed,omitzero"`
	// Formula is what the formula of finance charges gives, before its ceiling.
	Formula money.Amount `json:"formula,omitzero"`
	Amount  money.Amount `json:"amount"`
	Refs    law.Refs     `json:"refs,omitzero"`
}

// OpposableCost is the cost of a film that its authors are told.
type OpposableCost struct {
	// Closing is the day on which the cost is closed.
	Closing civil.Date   `json:"closing"`
	Heads   []HeadLine   `json:"heads"`
	Total   money.Amount `json:"total"`
	// RealFinance says that the film costs too little for the formula of finance charges.
	RealFinance bool `json:"realFinance"`
	// Outside is what accounts without a head have cost, After what was posted after the closing:
	// neither counts.
	Outside money.Amount `json:"outside"`
	After   money.Amount `json:"after"`
	Notices []law.Notice `json:"notices"`
}

// OpposableCost returns the cost that can be set against the authors of a film (coût opposable), by the
// thirteen heads of article 2 of the agreement of 16 December 2010: what was posted up to the closing day, without
// VAT that is recovered. The producer's fee and overheads count as far as their ceilings. Finance charges are
// what the formula gives, as far as its ceiling, or the real ones of a film below the threshold. A
// release before the table, and a rate beyond −10 % to 100 %, are each a [*FieldError].
//
// Ceilings and the formula are each rounded once to the cent, half away from zero.
func (l *Ledger) OpposableCost(s State, facts OpposableFacts, p CostParameters) (OpposableCost, error) {
	o := opposable{facts: facts}
	o.read(p)
	if len(s.balances) != len(l.accounts) {
		o.faults.Add("state", nil, valid.ErrReference)
	}
	if err := o.faults.Err(); err != nil {
		return OpposableCost{}, err
	}
	claimed := o.claimed(l, &s)
	for head := 1; head <= HeadLegal; head++ {
		o.line(HeadLine{Head: head, Claimed: money.FromCents(claimed[head]), Amount: money.FromCents(claimed[head])})
	}
	direct := o.cost.Total
	o.capped(HeadProducerFee, claimed[HeadProducerFee], direct, "opposable/producer-fee")
	o.capped(HeadOverheads, claimed[HeadOverheads], direct, "opposable/overheads")
	o.finance(claimed[HeadFinance])
	return o.cost, o.faults.Err()
}

// opposable is an opposable cost in the making.
type opposable struct {
	facts  OpposableFacts
	faults valid.Faults
	values map[string]law.Value[money.Decimal]
	cost   OpposableCost
}

// read looks up every parameter on the day of the release, and the closing day.
func (o *opposable) read(p CostParameters) {
	o.values, o.cost.Notices = map[string]law.Value[money.Decimal]{}, []law.Notice{}
	if o.facts.Euribor.Compare(money.MustDecimal("-0.1")) < 0 || o.facts.Euribor.Compare(money.DecimalFromInt(1)) > 0 {
		o.faults.Addf("euribor", o.facts.Euribor, valid.ErrOutOfRange, "-0.1 to 1")
	}
	table, err := p.table()
	if err != nil {
		o.faults.Add("", nil, err)
		return
	}
	for _, key := range table.Keys() {
		v, err := table.At(key, o.facts.Release)
		if err != nil {
			o.faults.Add("release", o.facts.Release, err)
			return
		}
		o.values[key] = v
		if n, doubtful := v.Notice(); doubtful {
			o.cost.Notices = append(o.cost.Notices, n)
		}
	}
	if n, stale := table.Stale(o.facts.Release); stale {
		o.cost.Notices = append(o.cost.Notices, n)
	}
	months, whole := o.values["opposable/closing-months"].Value.Scaled(0)
	closing, err := o.facts.Release.AddMonths(int(min(max(months, 0), 1200)))
	if err != nil || !whole {
		o.faults.Addf("release", o.facts.Release, valid.ErrOutOfRange, "no closing day")
	}
	o.cost.Closing = closing
}

// claimed returns what the ledger has under each head, in cents.
func (o *opposable) claimed(l *Ledger, s *State) (heads [numHeads + 1]int64) {
	var after int64
	for i := range s.moves {
		m := &s.moves[i]
		head := l.accounts[m.account].head
		switch {
		case m.class != costMove:
		case m.date.After(o.cost.Closing):
			after += m.actual()
		case head == 0 || head == HeadInsurance:
			heads[head] += m.actual()
		default:
			heads[head] += m.net
			heads[HeadTaxes] += m.lost
		}
	}
	o.cost.Outside, o.cost.After = money.FromCents(heads[0]), money.FromCents(after)
	return heads
}

func (o *opposable) line(line HeadLine) {
	line.Name = headNames[line.Head]
	o.cost.Heads = append(o.cost.Heads, line)
	o.cost.Total = plus(o.cost.Total, line.Amount)
}

// capped adds a head that counts as far as a share of a base.
func (o *opposable) capped(head int, claimed int64, base money.Amount, key string) {
	v := o.values[key]
	allowed := o.share(base, v)
	o.line(HeadLine{
		Head: head, Claimed: money.FromCents(claimed), Base: base, Rate: v.Value, Allowed: allowed,
		Amount: money.Min(money.FromCents(claimed), allowed), Refs: v.Refs,
	})
}

func (o *opposable) share(base money.Amount, v law.Value[money.Decimal]) money.Amount {
	allowed, err := money.Mul(base, v.Value)
	if err != nil {
		o.faults.Add(v.Key, v.Value, err)
	}
	return allowed
}

// finance adds the finance charges: the real ones below the threshold, else base × months / 12 ×
// (Euribor + margin) as far as the ceiling.
func (o *opposable) finance(claimed int64) {
	base, v := o.cost.Total, o.values["opposable/finance"]
	line := HeadLine{Head: HeadFinance, Claimed: money.FromCents(claimed), Amount: money.FromCents(claimed), Base: base, Refs: v.Refs}
	threshold, err := o.values["opposable/real-finance-below"].Value.Round()
	if err != nil {
		o.faults.Add("opposable/real-finance-below", nil, err)
	}
	if base.Compare(threshold) < 0 {
		o.cost.RealFinance = true
		o.line(line)
		return
	}
	line.Rate, line.Allowed = v.Value, o.share(base, v)
	line.Formula = o.formula(base)
	line.Amount = money.Min(line.Formula, line.Allowed)
	o.line(line)
}

func (o *opposable) formula(base money.Amount) money.Amount {
	rate := new(big.Rat).Add(o.facts.Euribor.Rat(), o.values["opposable/finance-margin"].Value.Rat())
	if rate.Sign() < 0 {
		return money.Amount{}
	}
	exact := big.NewRat(base.Cents(), 100)
	exact.Mul(exact, rate).Mul(exact, o.values["opposable/finance-months"].Value.Rat()).Quo(exact, big.NewRat(12, 1))
	amount, err := money.RoundRat(exact)
	if err != nil {
		o.faults.Add("opposable/finance-months", nil, err)
	}
	return amount
}
