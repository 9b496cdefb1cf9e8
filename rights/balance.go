package rights

import (
	"fmt"
	"math/bits"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// balance is where an account stands, in cents.
type balance struct {
	principal, premium, interest int64 // what is left to recoup of each
	charged, premiums, accrued   int64 // what each has come to since the beginning
	joined                       int64 // interest that has become principal
	rest                         int64 // of interest below a cent, in parts of its denominator, half a cent ahead
	until                        civil.Date
}

// newBalance opens an account. An error tells of one that does not fit an amount.
func newBalance(a Account) (balance, error) {
	b := balance{rest: a.halfCent()}
	if a.Interest != nil {
		b.until = a.Interest.From
	}
	err := b.charge(a, a.Opening)
	return b, err
}

// left returns what is left to recoup in all.
func (b *balance) left() int64 { return b.principal + b.premium + b.interest }

// charge adds a cost, which has to fit below the cap, with its premium.
func (b *balance) charge(a Account, cost money.Amount) error {
	charged, err := cost.Add(money.FromCents(b.charged))
	if err != nil {
		return err
	}
	premiums := money.FromCents(0)
	if a.Premium != nil {
		if premiums, err = a.Premium.Of(charged); err != nil {
			return err
		}
	}
	premium := premiums.Cents() - b.premiums
	if _, err = money.Sum(charged, premiums, money.FromCents(b.accrued), money.FromCents(b.joined)); err != nil {
		return err
	}
	b.principal += cost.Cents()
	b.premium += premium
	b.charged, b.premiums = charged.Cents(), premiums.Cents()
	return nil
}

// beyond returns how much of a cost lies beyond the cap of the account.
func (b *balance) beyond(a Account, cost money.Amount) money.Amount {
	if a.Cap == nil {
		return money.Amount{}
	}
	return money.FromCents(max(0, cost.Cents()-(a.Cap.Cents()-b.charged)))
}

// accrue adds interest that is stated or has run up.
func (b *balance) accrue(amount money.Amount) error {
	if _, err := money.Sum(money.FromCents(b.all()), amount); err != nil {
		return err
	}
	b.interest += amount.Cents()
	b.accrued += amount.Cents()
	return nil
}

// repay takes cents off what is left, in the order of the account. There have to be as many.
func (b *balance) repay(a Account, cents int64) {
	first, second := &b.interest, &b.principal
	if a.Interest != nil && a.Interest.First == PrincipalFirst {
		first, second = second, first
	}
	for _, part := range []*int64{first, second, &b.premium} {
		paid := min(cents, *part)
		*part -= paid
		cents -= paid
	}
}

// giveBack undoes repayments, the last first.
func (b *balance) giveBack(a Account, cents int64) {
	type pair struct {
		left *int64
		all  int64
	}
	principal, interest := pair{&b.principal, b.charged + b.joined}, pair{&b.interest, b.accrued}
	order := []pair{{&b.premium, b.premiums}, principal, interest}
	if a.Interest != nil && a.Interest.First == PrincipalFirst {
		order[1], order[2] = interest, principal
	}
	for _, p := range order {
		back := min(cents, p.all-*p.left)
		*p.left += back
		cents -= back
	}
}

// all returns what there has been to recoup since the beginning.
func (b *balance) all() int64 { return b.charged + b.joined + b.premiums + b.accrued }

// repaid returns what has been repaid of that.
func (b *balance) repaid() int64 { return b.all() - b.left() }

// halfCent is half the denominator of the account's interest, which makes rounding down rounding half
// up.
func (a Account) halfCent() int64 {
	if a.Interest == nil {
		return 0
	}
	return a.Interest.denominator() / 2
}

func (i Interest) denominator() int64 { return i.Rate.Den() * i.Basis.year() }

// maxYears is how long interest may run.
const maxYears = 200

// run lets interest run up to a day, and tells of each time at which some was posted.
func (b *balance) run(a Account, to civil.Date, post func(InterestLine)) error {
	i := a.Interest
	if to.Year()-i.From.Year() > maxYears {
		return fmt.Errorf("%w: more than %d years of interest", valid.ErrOutOfRange, maxYears)
	}
	for b.until.Before(to) {
		end, joins := i.next(b.until, to)
		line := InterestLine{Account: a.ID, Principal: money.FromCents(b.principal), Rate: i.Rate, From: b.until, To: end, Days: i.Basis.days(b.until, end)}
		cents, err := b.interestOf(*i, line.Days)
		if err != nil {
			return err
		}
		if err := b.accrue(money.FromCents(cents)); err != nil {
			return err
		}
		b.until = end
		if joins {
			b.capitalise()
		}
		if line.Amount = money.FromCents(cents); cents != 0 {
			post(line)
		}
	}
	return nil
}

// next returns the end of the stretch of interest that begins at a day: the day wanted, or the day
// before it at which interest joins the principal.
func (i Interest) next(from, to civil.Date) (end civil.Date, joins bool) {
	if i.Method == Simple {
		return to, false
	}
	n := i.Capitalise.months()
	months := (from.Year()-i.From.Year())*12 + int(from.Month().Month()) - int(i.From.Month().Month())
	for k := months / n; ; k++ {
		at, err := i.From.AddMonths(k * n)
		if err != nil || at.After(to) {
			return to, false
		}
		if at.After(from) {
			return at, true
		}
	}
}

// capitalise makes the interest left a part of the principal.
func (b *balance) capitalise() {
	b.principal += b.interest
	b.joined += b.interest
	b.accrued -= b.interest
	b.interest = 0
}

// interestOf returns the cents that days of interest bring, and keeps what is below a cent.
func (b *balance) interestOf(i Interest, days int) (int64, error) {
	den := uint64(i.denominator())
	hi, lo := bits.Mul64(uint64(b.principal), uint64(i.Rate.Num()))
	over, low := bits.Mul64(lo, uint64(days))
	high := hi*uint64(days) + over // the terms of the rate are below 2³⁰, the days below 2²³
	low, carry := bits.Add64(low, uint64(b.rest), 0)
	high += carry
	if high >= den {
		return 0, money.ErrOverflow
	}
	cents, rest := bits.Div64(high, low, den)
	if cents > 1<<63-1 {
		return 0, money.ErrOverflow
	}
	b.rest = int64(rest)
	return int64(cents), nil
}

// InterestLine is interest that has run up on an account: Principal × Rate × Days over the year of its
// basis, to the cent on the running total.
type InterestLine struct {
	Account   string         `json:"account"`
	Principal money.Amount   `json:"principal"`
	Rate      money.Fraction `json:"rate"`
	From      civil.Date     `json:"from"`
	To        civil.Date     `json:"to"`
	Days      int            `json:"days"`
	Amount    money.Amount   `json:"amount"`
}
