package budget

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/money"
)

// charges computes every charge after those its base needs, and returns them in the order of
// the budget. Charges that rest on one another in a circle are told and count as nothing.
func (c *computation) charges() []ChargeTotal {
	totals := make([]ChargeTotal, len(c.budget.Charges))
	const (
		untouched = iota
		onTheWay
		done
	)
	state := make([]int, len(totals))
	c.faults.Enter("charges")
	var visit func(i int)
	visit = func(i int) {
		state[i] = onTheWay
		charge := c.budget.Charges[i]
		for _, code := range charge.Base {
			j, isCharge := c.index.charges[code]
			if !isCharge {
				continue
			}
			switch state[j] {
			case untouched:
				visit(j)
			case onTheWay:
				c.faults.Index(i)
				c.faults.Add("base", nil, fmt.Errorf("%w: %s through %s", ErrCircle, charge.Code, code))
				c.faults.Leave()
			}
		}
		c.faults.Index(i)
		totals[i] = c.charge(charge)
		c.faults.Leave()
		c.totals[charge.Code] = totals[i].Amount
		state[i] = done
	}
	for i := range totals {
		if state[i] == untouched {
			visit(i)
		}
	}
	c.faults.Leave()
	return totals
}

func (c *computation) charge(charge Charge) ChargeTotal {
	t := ChargeTotal{Code: charge.Code, Name: charge.Name}
	switch {
	case charge.Amount != nil:
		t.Base, t.Amount = *charge.Amount, *charge.Amount
	case charge.Rate != nil:
		t.Base, t.Rate = c.chargeBase(charge), *charge.Rate
		amount, err := money.Mul(t.Base, t.Rate)
		if err != nil {
			c.faults.Add("", nil, err)
		}
		t.Amount = amount
	}
	if charge.Cap != nil && charge.Cap.Compare(t.Amount) < 0 {
		t.Amount, t.Capped = *charge.Cap, true
	}
	return t
}

func (c *computation) chargeBase(charge Charge) money.Amount {
	var base money.Total
	for _, code := range charge.Base {
		if code != allAccounts {
			base.Add(c.totals[code])
		}
	}
	if slices.Contains(charge.Base, allAccounts) {
		for _, a := range c.budget.Accounts {
			base.Add(c.totals[a.Code])
		}
	}
	for _, code := range charge.Exclude {
		base.Sub(c.totals[code])
	}
	return c.posted("base", base)
}
