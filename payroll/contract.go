package payroll

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/bobine-film/bobine/money"
)

// ContractToDate is what was paid under one contract in the year. The general reduction and the
// reduced rates of 2025 are computed on it, contract by contract (CSS D241-7 V, D241-9).
type ContractToDate struct {
	ID         string       `json:"id"`
	SocialBase money.Amount `json:"socialBase"`
	// MinimumWage is the minimum wage for the hours paid, exact.
	MinimumWage money.Decimal `json:"minimumWage"`
	// Reduction is what was granted.
	Reduction money.Amount `json:"reduction"`
	// ReducedHealth and ReducedFamily are what bore the reduced rates of 2025.
	ReducedHealth money.Amount `json:"reducedHealth,omitzero"`
	ReducedFamily money.Amount `json:"reducedFamily,omitzero"`
}

// contract returns what was paid under a contract so far.
func (y *YearToDate) contract(id string) ContractToDate {
	if i, found := y.find(id); found {
		return y.Contracts[i]
	}
	return ContractToDate{ID: id}
}

func (y *YearToDate) find(id string) (int, bool) {
	return slices.BinarySearchFunc(y.Contracts, id, func(c ContractToDate, id string) int { return strings.Compare(c.ID, id) })
}

// put keeps a contract. One without an identifier is a single payslip, and not kept.
func (y *YearToDate) put(c ContractToDate) {
	i, found := y.find(c.ID)
	switch {
	case c.ID == "":
	case found:
		y.Contracts[i] = c
	default:
		y.Contracts = slices.Insert(y.Contracts, i, c)
	}
}

// joinContract adds the pay of this payslip to what was paid under its contract before.
func (c *computation) joinContract() {
	c.before = c.year.contract(c.Contract)
	c.contract = c.before
	c.contract.SocialBase = plus(c.before.SocialBase, c.slip.Bases.SocialBase)
}

// recordContract keeps what was paid under the contract, this payslip included.
func (c *computation) recordContract() {
	if c.Contract == "" {
		return
	}
	c.contract.Reduction = plus(c.before.Reduction, c.slip.Reduction)
	c.contract.ReducedHealth = plus(c.before.ReducedHealth, c.slip.Bases.ReducedHealth)
	c.contract.ReducedFamily = plus(c.before.ReducedFamily, c.slip.Bases.ReducedFamily)
	var err error
	if c.contract.MinimumWage, err = money.NewDecimal(c.minimumOfContract()); err != nil {
		c.fail(err)
	}
	c.year.put(c.contract)
}

// minimumOfContract is the minimum wage for the hours paid under the contract so far. The rate
// of each payslip is that of its day (CSS D241-7 IV, last paragraph).
func (c *computation) minimumOfContract() decimal.Decimal {
	now := c.figure("smic").value.Decimal().Mul(c.hours.Decimal())
	return c.before.MinimumWage.Decimal().Add(now)
}

// isUnder reports whether the social base of the contract so far is at most so many minimum
// wages for the hours paid. Without such a limit on the day of payment it is not.
func (c *computation) isUnder(limit string) bool {
	if !c.inForce(limit) {
		return false
	}
	most := c.minimumOfContract().Mul(c.figure(limit).value.Decimal())
	return most.Shift(2).GreaterThanOrEqual(decimal.New(c.contract.SocialBase.Cents(), 0))
}

// lowPaid adds a contribution that had a reduced rate for low pay until 2025. What earlier
// payslips of the contract bore at the other rate is put right in a line of its own, at the
// difference of the rates.
func (c *computation) lowPaid(limit string, before money.Amount, variant func(reduced bool) string) (reduced money.Amount) {
	base, low := c.slip.Bases.SocialBase, c.isUnder(limit)
	c.line(variant(low), base)
	due, borne := money.Amount{}, before
	if low {
		due, borne = c.contract.SocialBase, plus(before, base)
	}
	difference := minus(due, borne)
	if !difference.IsZero() {
		full, less := c.rules.contributions[variant(false)], c.rules.contributions[variant(true)]
		rate, err := money.NewDecimal(less.employer.Decimal().Sub(full.employer.Decimal()))
		if err != nil {
			c.fail(err)
		}
		c.given(less.name.Code, difference, rate, less.refs)
	}
	return minus(due, before)
}
