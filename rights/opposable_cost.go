package rights

import (
	"math/big"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// FilmCost is what a film has cost (coût du film), all without VAT and net of rebates.
type FilmCost struct {
	// Release is the day of the release in theatres, whose legal figures apply.
	Release civil.Date `json:"release" strict:"required"`
	// Direct is the cost without fee, overheads and finance charges: heads 1 to 10 of art. 2.
	Direct money.Amount `json:"direct" strict:"required"`
	// Fee is the producer's, its social charges included.
	Fee       money.Amount `json:"fee"`
	Overheads money.Amount `json:"overheads"`
	// Finance are the real finance charges, Euribor the mean three months' rate, a ratio: 0.02. A film of less
	// than 3,000,000 € counts the former, another what the formula gives.
	Finance money.Amount  `json:"finance"`
	Euribor money.Decimal `json:"euribor"`
}

// CostLine is a head of the opposable cost: Spent counts up to Most, where there is one. Formula is how Most, or
// what is Counted, comes about.
type CostLine struct {
	Code    string        `json:"code"`
	Spent   money.Amount  `json:"spent"`
	Most    *money.Amount `json:"most,omitempty"`
	Counted money.Amount  `json:"counted"`
	Formula string        `json:"formula,omitempty"`
	Refs    law.Refs      `json:"refs,omitzero"`
}

// OpposableCost is the cost that may be held against authors (coût opposable). Total is the sum of what its
// lines count.
type OpposableCost struct {
	Lines []CostLine   `json:"lines"`
	Total money.Amount `json:"total"`
	// Closing is the last day on which costs count.
	Closing civil.Date   `json:"closing"`
	Notices []law.Notice `json:"notices,omitempty"`
}

// Codes of the lines of the opposable cost.
const (
	CostDirect    = "direct"
	CostFee       = "fee"
	CostOverheads = "overheads"
	CostFinance   = "finance"
)

// OpposableCost returns the opposable cost of a film (protocol of 16 December 2010, art. 2): the producer's fee
// up to 5 % and overheads up to 7 % of the direct cost; finance charges by a formula, the cost before them × 18
// months × (Euribor + 3 %), up to 5 % of it, or the real ones under 3,000,000 €. Every ceiling and the formula
// are rounded once each. The formula stands whatever was spent, as the protocol has it.
//
// Faults are told all at once, each a [*FieldError]; a day outside the table is a [law.NoValueError].
func (c FilmCost) OpposableCost(terms FrenchTerms) (OpposableCost, error) {
	if err := c.validate(); err != nil {
		return OpposableCost{}, err
	}
	k := costing{figures: terms.on(c.Release)}
	k.add(CostLine{Code: CostDirect, Spent: c.Direct, Counted: c.Direct})
	k.capped(CostFee, c.Fee, "cost/fee", c.Direct)
	k.capped(CostOverheads, c.Overheads, "cost/overheads", c.Direct)
	k.finance(c, k.sum())
	total := k.sum()
	closing, err := c.Release.AddMonths(k.figures.months("cost/closing-months"))
	k.fail("release", err)
	if k.err != nil || k.figures.err != nil {
		return OpposableCost{}, firstOf(k.figures.err, k.err)
	}
	return OpposableCost{k.lines, total, closing, k.figures.notices}, nil
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (c FilmCost) validate() error {
	var f valid.Faults
	if c.Release.IsZero() {
		f.Add("release", nil, valid.ErrMissing)
	}
	for _, a := range []struct {
		field  string
		amount money.Amount
	}{{"direct", c.Direct}, {"fee", c.Fee}, {"overheads", c.Overheads}, {"finance", c.Finance}} {
		if a.amount.Sign() < 0 {
			f.Add(a.field, a.amount, valid.ErrNegative)
		}
	}
	if most := money.DecimalFromInt(1); c.Euribor.Compare(most) > 0 || c.Euribor.Compare(money.DecimalFromInt(-1)) < 0 {
		f.Addf("euribor", c.Euribor, valid.ErrOutOfRange, "a ratio from -1 to 1")
	}
	return f.Err()
}

// costing adds up the lines of a cost.
type costing struct {
	figures *frenchFigures
	lines   []CostLine
	total   money.Total
	err     error
}

func (k *costing) fail(path string, err error) {
	if err != nil && k.err == nil {
		k.err = &FieldError{Path: path, Err: err}
	}
}

func (k *costing) add(l CostLine) {
	k.lines = append(k.lines, l)
	k.total.Add(l.Counted)
}

// sum returns what the lines so far come to.
func (k *costing) sum() money.Amount {
	a, err := k.total.Amount()
	k.fail("direct", err)
	return a
}

// capped adds a line that counts up to a rate of a base.
func (k *costing) capped(code string, spent money.Amount, key string, base money.Amount) {
	rate := k.figures.ratio(key)
	most, err := rate.Of(base)
	k.fail(code, err)
	k.add(CostLine{
		Code: code, Spent: spent, Most: &most, Counted: money.Min(spent, most),
		Formula: percentage(rate) + " × " + base.String(), Refs: k.figures.refs,
	})
}

// finance adds the finance charges.
func (k *costing) finance(c FilmCost, before money.Amount) {
	realBelow, margin := k.figures.amount("cost/finance-real-below"), k.figures.figure("cost/finance-margin")
	months, ceiling := k.figures.months("cost/finance-months"), k.figures.ratio("cost/finance")
	refs := k.figures.refs
	if before.Compare(realBelow) < 0 {
		k.add(CostLine{Code: CostFinance, Spent: c.Finance, Counted: c.Finance, Refs: refs})
		return
	}
	rate := new(big.Rat).Add(c.Euribor.Rat(), margin.Rat())
	if rate.Sign() < 0 {
		rate.SetInt64(0)
	}
	formula := new(big.Rat).SetFrac64(before.Cents(), 100)
	formula.Mul(formula, rate).Mul(formula, big.NewRat(int64(months), 12))
	charges, err := money.RoundRat(formula)
	k.fail("finance", err)
	most, err := ceiling.Of(before)
	k.fail("finance", err)
	k.add(CostLine{
		Code: CostFinance, Spent: c.Finance, Most: &most, Counted: money.Min(charges, most), Refs: refs,
		Formula: before.String() + " × (" + c.Euribor.String() + " + " + margin.String() + ") × " + big.NewRat(int64(months), 12).RatString() + " = " + charges.String(),
	})
}
