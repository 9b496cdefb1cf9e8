package budget

import (
	_ "embed"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

//go:embed tables/funders.json
var fundersJSON []byte

var fundersOnce lazy.Value[law.Table[money.Decimal]]

// funders reads the table once, when it is first needed.
func funders() (law.Table[money.Decimal], error) {
	return fundersOnce.Get(func() (law.Table[money.Decimal], error) {
		return law.Load[money.Decimal](fundersJSON)
	})
}

// Ceilings are the rules of funders on overheads, fees and finance, dated and cited. Each is the
// greatest rate that charges may have over a base.
type Ceilings struct{ changed *law.Table[money.Decimal] }

func (c Ceilings) table() (law.Table[money.Decimal], error) {
	if c.changed != nil {
		return *c.changed, nil
	}
	return funders()
}

// With returns ceilings in which the given figures replace those of the table.
func (c Ceilings) With(overrides ...law.Override[money.Decimal]) (Ceilings, error) {
	table, err := c.table()
	if err != nil {
		return Ceilings{}, err
	}
	if table, err = table.With(overrides...); err != nil {
		return Ceilings{}, err
	}
	return Ceilings{&table}, nil
}

// List returns every ceiling with its unit, and its value, status and references on a day.
func (c Ceilings) List(on civil.Date) []law.Entry {
	table, _ := c.table() // the built-in table is sound, a test says so
	return table.List(on)
}

// FunderRule applies a ceiling to charges of a budget.
type FunderRule struct {
	// Ceiling is the key of one of [Ceilings], for example "p10/overheads".
	Ceiling string `json:"ceiling"`
	// Charges are the codes of the charges that the ceiling bears on, together.
	Charges []string `json:"charges"`
	// Base are the codes of the accounts and charges that the rate is of; "*" is all accounts.
	Base []string `json:"base"`
	// Exclude are codes of accounts in the base that do not count.
	Exclude []string `json:"exclude,omitempty"`
}

// RuleCheck says whether charges hold a ceiling.
type RuleCheck struct {
	Ceiling string        `json:"ceiling"`
	Rate    money.Decimal `json:"rate"`
	Base    money.Amount  `json:"base"`
	// Allowed is rate × base, rounded; Amount is what the charges are.
	Allowed money.Amount `json:"allowed"`
	Amount  money.Amount `json:"amount"`
	// Over is what exceeds the ceiling, 0.00 where it holds.
	Over    money.Amount `json:"over"`
	Refs    law.Refs     `json:"refs"`
	Notices []law.Notice `json:"notices"`
}

// CheckRules returns, for each rule, whether the charges of a budget hold the ceiling in force on a
// day. A faulty budget, a code that the budget does not have and an unknown ceiling are each a
// [*FieldError]; so is a day before the ceiling.
func CheckRules(b Budget, rules []FunderRule, on civil.Date, ceilings Ceilings) ([]RuleCheck, error) {
	c, _, err := b.computed()
	if err != nil {
		return nil, err
	}
	table, err := ceilings.table()
	if err != nil {
		return nil, err
	}
	var f valid.Faults
	checks := make([]RuleCheck, 0, len(rules))
	for i, r := range rules {
		f.Index(i)
		v, err := table.At(r.Ceiling, on)
		if err != nil {
			f.Add("ceiling", r.Ceiling, err)
		}
		check := RuleCheck{Ceiling: r.Ceiling, Rate: v.Value, Refs: v.Refs, Notices: []law.Notice{}}
		if n, doubtful := v.Notice(); doubtful && err == nil {
			check.Notices = append(check.Notices, n)
		}
		c.checkRule(&f, r, &check)
		checks = append(checks, check)
		f.Leave()
	}
	return checks, f.Err()
}

func (c *computation) checkRule(f *valid.Faults, r FunderRule, check *RuleCheck) {
	base := Charge{Base: r.Base, Exclude: r.Exclude}
	base.checkBase(f, c.index)
	base.checkExclude(f, c.index)
	f.Enter("charges")
	for i, code := range r.Charges {
		f.Index(i)
		if _, known := c.index.charges[code]; !known || slices.Index(r.Charges, code) < i {
			f.Add("", code, valid.ErrReference)
		}
		check.Amount = plus(check.Amount, c.totals[code])
		f.Leave()
	}
	f.Leave()
	check.Base = c.chargeBase(base)
	allowed, err := money.Mul(check.Base, check.Rate)
	if err != nil {
		f.Add("", nil, err)
	}
	check.Allowed = allowed
	if check.Amount.Compare(allowed) > 0 {
		check.Over = difference(check.Amount, allowed)
	}
}
