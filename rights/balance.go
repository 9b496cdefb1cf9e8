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
	last                         repayment
	more                         int64 // what the payee whom it follows has had with nothing left to recoup
}

// repayment is what each part has been repaid since anything was last added: what is given back first.
type repayment struct {
	Principal int64 `json:"principal" strict:"required"`
	Premium   int64 `json:"premium" strict:"required"`
	Interest  int64 `json:"interest" strict:"required"`
	Of        int64 `json:"of" strict:"required"` // what there had been to recoup until then
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
	// The premium of what is charged now is the difference of two totals, so that one of other terms, before
	// an amendment, stays as it was.
	premium, err := a.premiumOf(b.charged, charged.Cents())
	if err != nil {
		return err
	}
	if _, err = money.Sum(charged, money.FromCents(b.premiums), premium, money.FromCents(b.accrued), money.FromCents(b.joined)); err != nil {
		return err
	}
	b.principal += cost.Cents()
	b.premium += premium.Cents()
	b.charged, b.premiums = charged.Cents(), b.premiums+premium.Cents()
	return nil
}

// premiumOf returns the premium on charges that grow from one sum to another.
func (a Account) premiumOf(from, to int64) (money.Amount, error) {
	if a.Premium == nil {
		return money.Amount{}, nil
	}
	before, err := a.Premium.Of(money.FromCents(from))
	if err != nil {
		return money.Amount{}, err
	}
	after, err := a.Premium.Of(money.FromCents(to))
	if err != nil {
		return money.Amount{}, err
	}
	return after.Sub(before)
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

// debt is a part of a balance: what is left of it, what it has come to, what of it was repaid last.
type debt struct {
	left *int64
	all  int64
	last *int64
}

// debts returns the parts in the order in which they are repaid.
func (b *balance) debts(a *Account) [3]debt {
	interest := debt{&b.interest, b.accrued, &b.last.Interest}
	principal := debt{&b.principal, b.charged + b.joined, &b.last.Principal}
	premium := debt{&b.premium, b.premiums, &b.last.Premium}
	if a.isPrincipalFirst() {
		return [3]debt{principal, interest, premium}
	}
	return [3]debt{interest, principal, premium}
}

func (a *Account) isPrincipalFirst() bool {
	return a.Interest != nil && a.Interest.First == PrincipalFirst
}

// repay takes cents off what is left, in the order of the account. There have to be as many.
func (b *balance) repay(a *Account, cents int64) {
	if all := b.all(); cents > 0 && b.last.Of != all {
		b.last = repayment{Of: all}
	}
	for _, d := range b.debts(a) {
		paid := min(cents, *d.left)
		*d.left -= paid
		*d.last += paid
		cents -= paid
	}
}

// giveBack undoes repayments, the last first: exactly those since anything was last added, those before in
// the order opposite to that of the account.
func (b *balance) giveBack(a *Account, cents int64) {
	debts := b.debts(a)
	for i := len(debts) - 1; i >= 0; i-- {
		d := debts[i]
		back := min(cents, *d.last, d.all-*d.left)
		*d.left += back
		*d.last -= back
		cents -= back
	}
	for i := len(debts) - 1; i >= 0; i-- {
		d := debts[i]
		back := min(cents, d.all-*d.left)
		*d.left += back
		cents -= back
	}
}

// follow tells a balance of what the payee whom it follows has more, or less. What the payee has with nothing
// left to recoup is remembered, because it is given back before any repayment.
func (b *balance) follow(a *Account, cents int64) {
	if cents > 0 {
		paid := min(cents, b.left())
		if paid > 0 {
			b.more = 0
		}
		b.repay(a, paid)
		b.more += cents - paid
		return
	}
	back := min(-cents, b.more)
	b.more -= back
	b.giveBack(a, min(-cents-back, b.repaid()))
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

// capitalise makes the interest left a part of the principal, which is an addition to it.
func (b *balance) capitalise() {
	if b.interest != 0 {
		b.last.Of = -1
	}
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
