package rights

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// ActKind tells what an act of the register gives its beneficiary.
type ActKind string

// Kinds of acts: receipts delegated (délégation de recettes), receipts pledged (nantissement). Both pay the
// beneficiary in the place of the one who is entitled, from the day of registration.
const (
	DelegationOfReceipts ActKind = "delegation"
	Pledge               ActKind = "pledge"
)

var actKinds = []ActKind{DelegationOfReceipts, Pledge}

// OneOf returns the words that are an ActKind.
func (ActKind) OneOf() []string { return valid.Texts(actKinds) }

// RegisteredAct is an act in the registers of cinema and audiovisual works (RCA, C. cinéma, art. L. 121-1) by which receipts of a payee go
// to another. It holds against third parties from its registration; of several on the same receipts, the first
// registered is served first.
type RegisteredAct struct {
	// Number is that of the register.
	Number string  `json:"number" strict:"required"`
	Kind   ActKind `json:"kind" strict:"required"`
	// Registered is the day of registration; acts of a day are in the order of their Rank.
	Registered civil.Date `json:"registered" strict:"required"`
	Rank       int        `json:"rank,omitempty"`
	// Payee is who would have the receipts, Beneficiary who has them.
	Payee       string `json:"payee" strict:"required"`
	Beneficiary string `json:"beneficiary" strict:"required"`
	// Amount is what the beneficiary is to have, after which the next in order has the receipts; nil gives
	// everything from then on.
	Amount *money.Amount `json:"amount,omitempty"`
}

// CodeActWithoutEffect marks an act on receipts that an act registered before it gives away altogether.
const CodeActWithoutEffect = "act-without-effect"

// DelegatedPot names the pot that receipts of a payee flow into once they are delegated.
func DelegatedPot(payee string) string { return "recettes déléguées de " + payee }

// ActAccount names the account of what an act gives its beneficiary.
func (a RegisteredAct) ActAccount() string { return "RCA " + a.Number }

// Delegate returns the deal with an amendment from the registration of every act on: what the plan gives a payee
// then goes into a pot of its own, where the beneficiaries are served in the order of registration and the payee
// has what is left. Nothing that was paid before changes. Amendments of the deal go on, each with the acts
// that were registered by then; the deal itself stays as it was. An act that comes too late to have anything is a
// notice.
//
// A tier that ends with what the payee has ends at the same receipts. A payee whom no step pays cannot be
// delegated, nor one on whose own part the plan depends otherwise (an account that follows it, a retroactive level
// by which it gives back, differences of exchange): it is a fault of the act, [ErrDepends].
// Faults are told all at once, each a [*FieldError], under the place of the act.
func Delegate(d Deal, acts []RegisteredAct) (Deal, []law.Notice, error) {
	if err := d.Validate(); err != nil {
		return Deal{}, nil, ofPlace("deal", err)
	}
	var f valid.Faults
	checkActs(&f, acts)
	if f.Any() {
		return Deal{}, nil, f.Err()
	}
	order := make([]int, len(acts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Or(acts[i].Registered.Compare(acts[j].Registered), cmp.Compare(acts[i].Rank, acts[j].Rank))
	})
	delegated := d
	delegated.Amendments = nil
	for _, from := range datesOf(d, acts) {
		plan := d.planOn(from).clone()
		var inForce []int
		for _, i := range order {
			if !acts[i].Registered.After(from) {
				inForce = append(inForce, i)
			}
		}
		plan.delegate(&f, acts, inForce)
		delegated.Amendments = append(delegated.Amendments, Amendment{from, plan})
	}
	if f.Any() {
		return Deal{}, nil, f.Err()
	}
	if err := delegated.Validate(); err != nil {
		return Deal{}, nil, err
	}
	return delegated, withoutEffect(acts, order), nil
}

func checkActs(f *valid.Faults, acts []RegisteredAct) {
	checkTerms(f, "acts", len(acts))
	seen := map[string]bool{}
	f.Enter("acts")
	for i, a := range acts[:min(maxTerms, len(acts))] {
		f.Index(i)
		checkName(f, "number", a.Number, seen[a.Number])
		seen[a.Number] = true
		valid.OneOf(f, "kind", a.Kind, actKinds)
		if a.Registered.IsZero() {
			f.Add("registered", nil, valid.ErrMissing)
		}
		if a.Payee == "" || a.Payee == Unallocated {
			f.Addf("payee", a.Payee, valid.ErrMissing, "one whom the plan pays")
		}
		if a.Beneficiary == "" || a.Beneficiary == Unallocated || a.Beneficiary == a.Payee {
			f.Addf("beneficiary", a.Beneficiary, valid.ErrMissing, "another than the payee")
		}
		if a.Amount != nil && a.Amount.Sign() <= 0 {
			f.Addf("amount", a.Amount, valid.ErrOutOfRange, "more than 0.00")
		}
		f.Leave()
	}
	f.Leave()
}

// datesOf returns the days from which a plan is amended, in order.
func datesOf(d Deal, acts []RegisteredAct) []civil.Date {
	var dates []civil.Date
	for _, a := range d.Amendments {
		dates = append(dates, a.From)
	}
	for _, a := range acts {
		dates = append(dates, a.Registered)
	}
	slices.SortFunc(dates, civil.Date.Compare)
	return slices.Compact(dates)
}

// planOn returns the plan that is in force on a day.
func (d Deal) planOn(date civil.Date) Plan {
	n := d.version(date)
	if n == 0 {
		return d.Plan()
	}
	return d.Amendments[n-1].Plan
}

// delegate gives the receipts of payees to the beneficiaries of acts, in their order.
func (p *Plan) delegate(f *valid.Faults, acts []RegisteredAct, inForce []int) {
	done := map[string]bool{}
	for _, i := range inForce {
		payee := acts[i].Payee
		if done[payee] {
			continue
		}
		done[payee] = true
		if err := p.redirect(payee); err != nil {
			f.Add(fmt.Sprintf("acts[%d].payee", i), payee, err)
			return
		}
		p.Pots = append(p.Pots, Pot{DelegatedPot(payee), p.served(payee, acts, inForce)})
		if !slices.Contains(p.payees(), payee) {
			p.Clawback = slices.DeleteFunc(p.Clawback, func(name string) bool { return name == payee })
		}
	}
}

// served returns the steps that serve the beneficiaries of a payee's receipts.
func (p *Plan) served(payee string, acts []RegisteredAct, inForce []int) []Step {
	var steps []Step
	for _, i := range inForce {
		a := acts[i]
		if a.Payee != payee {
			continue
		}
		name := string(a.Kind) + " RCA " + a.Number
		if a.Amount == nil {
			return append(steps, splits(name, allTo(a.Beneficiary)))
		}
		p.Accounts = append(p.Accounts, Account{ID: a.ActAccount(), Opening: *a.Amount})
		steps = append(steps, Step{Kind: Recoup, Name: name, Account: a.ActAccount(), Shares: allTo(a.Beneficiary)})
	}
	return append(steps, splits("solde", allTo(payee)))
}

// withoutEffect tells the acts that come after one that gives everything.
func withoutEffect(acts []RegisteredAct, order []int) []law.Notice {
	var notices []law.Notice
	gone := map[string]string{}
	for _, i := range order {
		a := acts[i]
		if first, all := gone[a.Payee]; all {
			notices = append(notices, law.Notice{
				Code: CodeActWithoutEffect, Key: a.Number,
				Message: fmt.Sprintf("act %s, registered %s, comes after act %s, which gives all receipts of %s away", a.Number, a.Registered, first, a.Payee),
			})
			continue
		}
		if a.Amount == nil {
			gone[a.Payee] = a.Number
		}
	}
	return notices
}
