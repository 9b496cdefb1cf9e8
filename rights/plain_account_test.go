package rights

import (
	"math/big"

	"github.com/bobine-film/bobine/civil"
)

// plainAccount is an account of the plain implementation.
type plainAccount struct {
	Account
	rest    [3]int64 // what is left of interest, principal and premium
	added   [3]int64 // what each has come to
	repaid  []plainRepayment
	isOld   bool  // something was added since
	beyond  int64 // what whom it follows had when nothing was left
	exact   int64 // interest to date, over the denominator
	posted  int64
	until   civil.Date
	charged int64
}

// plainRepayment is one of the last, since anything was added.
type plainRepayment struct {
	part  int
	cents int64
}

const (
	ofInterest = iota
	ofPrincipal
	ofPremium
)

func newPlainAccount(a Account) *plainAccount {
	pa := &plainAccount{Account: a}
	if a.Interest != nil {
		pa.until = a.Interest.From
	}
	pa.charge(a.Opening.Cents())
	return pa
}

func (a *plainAccount) left() int64 { return a.rest[0] + a.rest[1] + a.rest[2] }

func (a *plainAccount) add(part int, cents int64) {
	a.rest[part] += cents
	a.added[part] += cents
	a.isOld = a.isOld || cents != 0
}

// charge adds a cost up to the cap, with its premium: that of all charges, rounded, less that of the charges
// before.
func (a *plainAccount) charge(cents int64) {
	if a.Cap != nil {
		cents = max(0, min(cents, a.Cap.Cents()-a.charged))
	}
	premium := func(of int64) int64 {
		if a.Premium == nil {
			return 0
		}
		return halfAway(new(big.Rat).Mul(new(big.Rat).SetInt64(of), a.Premium.Rat()))
	}
	a.add(ofPremium, premium(a.charged+cents)-premium(a.charged))
	a.add(ofPrincipal, cents)
	a.charged += cents
}

func (a *plainAccount) accrue(cents int64) { a.add(ofInterest, cents) }

func (a *plainAccount) order() []int {
	if a.Interest != nil && a.Interest.First == PrincipalFirst {
		return []int{ofPrincipal, ofInterest, ofPremium}
	}
	return []int{ofInterest, ofPrincipal, ofPremium}
}

func (a *plainAccount) repay(cents int64) {
	if cents > 0 && a.isOld {
		a.repaid, a.isOld = nil, false
	}
	for _, part := range a.order() {
		paid := min(cents, a.rest[part])
		a.rest[part] -= paid
		cents -= paid
		a.repaid = append(a.repaid, plainRepayment{part, paid})
	}
}

// giveBack undoes repayments, the last first; of those before the last addition what they went to is not
// known any more, so that they are undone in the order opposite to that of repaying.
func (a *plainAccount) giveBack(cents int64) {
	for n := len(a.repaid) - 1; n >= 0; n-- {
		r := &a.repaid[n]
		back := min(cents, r.cents)
		r.cents -= back
		a.rest[r.part] += back
		cents -= back
	}
	order := a.order()
	for i := range order {
		part := order[2-i]
		back := min(cents, a.added[part]-a.rest[part])
		a.rest[part] += back
		cents -= back
	}
}

// follow is told what a payee has more, or less.
func (a *plainAccount) follow(cents int64) {
	if cents > 0 {
		paid := min(cents, a.left())
		a.repay(paid)
		if paid > 0 {
			a.beyond = 0
		}
		a.beyond += cents - paid
		return
	}
	back := min(-cents, a.beyond)
	a.beyond -= back
	a.giveBack(min(-cents-back, a.added[0]+a.added[1]+a.added[2]-a.left()))
}

// run lets interest run up to a date, day by day.
func (a *plainAccount) run(to civil.Date) {
	i := a.Interest
	for i != nil && a.until.Before(to) {
		next, err := a.until.AddDays(1)
		if err != nil {
			panic(err)
		}
		days := int64(1)
		if i.Basis == ThirtyE360 {
			days = thirty(next) - thirty(a.until)
		}
		a.exact += a.rest[ofPrincipal] * i.Rate.Num() * days
		a.until = next
		if joins := a.joins(next); joins || next == to {
			a.post()
			if joins {
				a.isOld = a.isOld || a.rest[ofInterest] != 0
				a.added[ofPrincipal] += a.rest[ofInterest]
				a.added[ofInterest] -= a.rest[ofInterest]
				a.rest[ofPrincipal] += a.rest[ofInterest]
				a.rest[ofInterest] = 0
			}
		}
	}
}

// post posts what interest has come to, half up on the running total.
func (a *plainAccount) post() {
	year := map[DayCount]int64{Act360: 360, Act365: 365, ThirtyE360: 360}[a.Interest.Basis]
	den := a.Interest.Rate.Den() * year
	total := (2*a.exact + den) / (2 * den)
	a.accrue(total - a.posted)
	a.posted = total
}

// joins reports whether interest becomes principal on a day.
func (a *plainAccount) joins(at civil.Date) bool {
	if a.Interest.Method == Simple {
		return false
	}
	months := map[Frequency]int{Monthly: 1, Quarterly: 3, HalfYearly: 6, Yearly: 12, "": 12}[a.Interest.Capitalise]
	for n := months; ; n += months {
		d, err := a.Interest.From.AddMonths(n)
		if err != nil || d.After(at) {
			return false
		}
		if d == at {
			return true
		}
	}
}

// thirty is the day of a date by ISDA 2006 section 4.16 (g): 360 × Y + 30 × M + D, D of 31 being 30.
func thirty(d civil.Date) int64 {
	n := d.Day()
	if n == 31 {
		n = 30
	}
	return int64(360*d.Year() + 30*int(d.Month().Month()) + n)
}

// under goes on under new terms.
func (a *plainAccount) under(terms Account, from civil.Date) {
	was, order := a.Interest, a.order()
	a.Account = terms
	if a.order()[0] != order[0] {
		a.repaid = nil
	}
	if terms.Interest == nil || was == nil || *was != *terms.Interest {
		a.exact, a.posted, a.until = 0, 0, from
		if i := terms.Interest; i != nil && i.From.After(from) {
			a.until = i.From
		}
	}
}
