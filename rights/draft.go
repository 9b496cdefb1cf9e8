package rights

import (
	"math/big"
	"reflect"
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// draft is a plan that is being drawn up from the terms of a deal, with which it shares memory until it is done.
type draft struct {
	plan Plan
}

// pot adds a pot with its steps.
func (d *draft) pot(id string, steps ...Step) {
	d.plan.Pots = append(d.plan.Pots, Pot{ID: id, Steps: steps})
}

// take adds what a deduction needs beside its step, and returns the step. Several deductions may recoup one account
// (cross-collateralisation) if they say the same of it; one that says something else makes an account given twice,
// which the plan is refused for.
func (d *draft) take(deduction Deduction) Step {
	if a := deduction.Account; a != nil && !slices.ContainsFunc(d.plan.Accounts, func(b Account) bool { return reflect.DeepEqual(*a, b) }) {
		d.plan.Accounts = append(d.plan.Accounts, *a)
	}
	for _, l := range deduction.Levels {
		if l.Retroactive && !slices.Contains(d.plan.Clawback, deduction.Payee) {
			d.plan.Clawback = append(d.plan.Clawback, deduction.Payee)
		}
	}
	d.measured(deduction.Meter)
	return deduction.step()
}

// measured names a meter that events move.
func (d *draft) measured(meter string) {
	if meter != "" && !slices.Contains(d.plan.Meters, meter) {
		d.plan.Meters = append(d.plan.Meters, meter)
	}
}

// recoup adds an account, which nothing else recoups, and returns the step that recoups it for one payee.
func (d *draft) recoup(name, payee string, a Account) Step { return d.recoupBy(name, allTo(payee), a) }

// recoupBy is recoup for several.
func (d *draft) recoupBy(name string, shares []Share, a Account) Step {
	d.plan.Accounts = append(d.plan.Accounts, a)
	return Step{Kind: Recoup, Name: name, Account: a.ID, Shares: shares}
}

// done returns the plan, or the faults of the deal, and those of the plan under "plan".
func (d *draft) done(f *valid.Faults) (Plan, error) {
	if f.Any() {
		return Plan{}, f.Err()
	}
	if d.plan.Accounts == nil {
		d.plan.Accounts = []Account{}
	}
	if err := d.plan.Validate(); err != nil {
		return Plan{}, ofPlace("plan", err)
	}
	return d.plan.clone(), nil // the plan is the caller's, its memory not that of the terms
}

// allTo is the shares of one who has everything.
func allTo(payee string) []Share { return []Share{{Payee: payee, Share: one}} }

// leadsTo is a step that sends everything to a pot.
func leadsTo(name, pot string) Step { return Step{Kind: To, Name: name, Pot: pot} }

// splits is a step that shares everything.
func splits(name string, shares []Share) Step { return Step{Kind: Split, Name: name, Shares: shares} }

func percent(name, payee string, rate money.Fraction, meter string) Step {
	return Step{Kind: Percent, Name: name, Payee: payee, Rate: &rate, Meter: meter}
}

// restOf returns 1 − f.
func restOf(f money.Fraction) (money.Fraction, error) {
	return money.NewFraction(f.Den()-f.Num(), f.Den())
}

// maxTerms bounds how many terms of a kind a deal has.
const maxTerms = 500

// checkTerms tells a list of terms that is too long.
func checkTerms(f *valid.Faults, field string, n int) {
	if n > maxTerms {
		f.Addf(field, nil, valid.ErrOutOfRange, "at most %d", maxTerms)
	}
}

// fractionOf returns a rational as a fraction; one with terms beyond an int64 is a [money.ErrOverflow].
func fractionOf(r *big.Rat) (money.Fraction, error) {
	if !r.Num().IsInt64() || !r.Denom().IsInt64() {
		return money.Fraction{}, money.ErrOverflow
	}
	return money.NewFraction(r.Num().Int64(), r.Denom().Int64())
}
