package rights

import (
	"fmt"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Cut is the rate of one who has it off what reaches them.
type Cut struct {
	Payee string         `json:"payee" strict:"required"`
	Rate  money.Fraction `json:"rate" strict:"required"`
}

// Loan is money that is repaid before equity (prêt, minimum garanti, gap), in the order in which loans are
// listed. Interest that the lender states is charged by events of the kind [Accrue].
type Loan struct {
	// ID names its account: "senior", "gap".
	ID     string       `json:"id" strict:"required"`
	Payee  string       `json:"payee" strict:"required"`
	Amount money.Amount `json:"amount" strict:"required"`
	// Premium is repaid on top of it: 3/25 of 12 %.
	Premium  *money.Fraction `json:"premium,omitempty"`
	Interest *Interest       `json:"interest,omitempty"`
}

// Contribution is a sum of one among several who are repaid together, each in the proportion of it.
type Contribution struct {
	Payee  string       `json:"payee" strict:"required"`
	Amount money.Amount `json:"amount" strict:"required"`
	// Profits is the name under which an investor has its part of the net profits; without one it has them
	// under its own.
	Profits string `json:"profits,omitempty"`
}

// Participant is one who has points of the net profits.
type Participant struct {
	Payee string         `json:"payee" strict:"required"`
	Share money.Fraction `json:"share" strict:"required"`
	// OfProducer takes the points out of the producer's part: 5 % of 50 %. Without it they are points of 100 %
	// that the producer bears.
	OfProducer bool `json:"ofProducer,omitempty"`
}

// NetProfits is how what is left after equity is shared.
type NetProfits struct {
	// Pool is the part of the investors, in the proportion of their equity; the rest is the producer's.
	Pool         money.Fraction `json:"pool"`
	Producer     string         `json:"producer" strict:"required"`
	Participants []Participant  `json:"participants,omitempty"`
}

// Collection is a collection account management agreement (CAMA, convention de compte de recettes) in its
// usual order: the collection agent's fee, first-dollar gross, the reserve for residuals, the sales agent's
// commission and expenses, adjusted gross, the guarantee and the loans, deferments, equity with its premium,
// net profits. What a deal does not have is left out.
type Collection struct {
	Currency string `json:"currency,omitempty"`
	// Pot is what receipts are paid into.
	Pot string `json:"pot" strict:"required"`
	// Agent is the collection agent (CAM), Residuals the reserve for the guilds.
	Agent     *Cut `json:"agent,omitempty"`
	Residuals *Cut `json:"residuals,omitempty"`
	// Sales is the sales agent's commission, Expenses the account of its expenses, with their cap, under
	// whose ID further ones are charged.
	Sales    *Cut     `json:"sales,omitempty"`
	Expenses *Account `json:"expenses,omitempty"`
	// OffTheTops come before any gross participation: taxes, bank charges, conversion.
	OffTheTops []Deduction `json:"offTheTops,omitempty"`
	// FirstDollar participates after the agent and the off-the-tops, AdjustedGross after the sales agent.
	FirstDollar   []Deduction `json:"firstDollar,omitempty"`
	AdjustedGross []Deduction `json:"adjustedGross,omitempty"`
	// Loans are repaid one after the other: guarantee, senior loan, gap.
	Loans []Loan `json:"loans,omitempty"`
	// Deferments are repaid together; before equity unless they come after it.
	Deferments      []Contribution `json:"deferments,omitempty"`
	DefermentsAfter bool           `json:"defermentsAfter,omitempty"`
	// Equity is repaid together, with its premium: 1/5 of 20 %.
	Equity  []Contribution  `json:"equity,omitempty"`
	Premium *money.Fraction `json:"premium,omitempty"`
	Net     NetProfits      `json:"net" strict:"required"`
}

// Names of the accounts of a Collection.
const (
	DefermentsAccount = "deferments"
	EquityAccount     = "equity"
)

// Plan returns the plan of the agreement. Faults are told all at once, each a [*FieldError]: those of a term
// under its name, those of what the terms make together under "plan".
func (c Collection) Plan() (Plan, error) {
	var f valid.Faults
	d := draft{Plan{Currency: c.Currency}}
	if c.Pot == "" {
		f.Add("pot", nil, valid.ErrMissing)
	}
	steps := d.cut(&f, "agent", "collection agent", c.Agent)
	steps = append(steps, d.deductions(&f, "offTheTops", c.OffTheTops)...)
	steps = append(steps, d.deductions(&f, "firstDollar", c.FirstDollar)...)
	steps = append(steps, d.cut(&f, "residuals", "residuals", c.Residuals)...)
	steps = append(steps, d.cut(&f, "sales", "sales commission", c.Sales)...)
	steps = append(steps, c.expenses(&f, &d)...)
	steps = append(steps, d.deductions(&f, "adjustedGross", c.AdjustedGross)...)
	steps = append(steps, c.loans(&f, &d)...)
	deferments := d.together(&f, "deferments", DefermentsAccount, c.Deferments, nil)
	equity := d.together(&f, "equity", EquityAccount, c.Equity, c.Premium)
	if c.DefermentsAfter {
		deferments, equity = equity, deferments
	}
	steps = append(append(steps, deferments...), equity...)
	steps = append(steps, splits("net profits", c.net(&f)))
	d.pot(c.Pot, steps...)
	return d.done(&f)
}

// cut returns the step of a cut, none of none.
func (d *draft) cut(f *valid.Faults, field, name string, c *Cut) []Step {
	if c == nil {
		return nil
	}
	f.Enter(field)
	c.check(f)
	f.Leave()
	return []Step{percent(name, c.Payee, c.Rate, "")}
}

func (c Cut) check(f *valid.Faults) {
	if c.Payee == "" {
		f.Add("payee", nil, valid.ErrMissing)
	}
	checkRate(f, "rate", c.Rate)
}

// checkRate tells a rate that is more than everything.
func checkRate(f *valid.Faults, field string, rate money.Fraction) {
	if rate.Compare(one) > 0 {
		f.Addf(field, rate, valid.ErrOutOfRange, "at most 1")
	}
}

func (c Collection) expenses(f *valid.Faults, d *draft) []Step {
	if c.Expenses == nil {
		return nil
	}
	if c.Sales == nil {
		f.Addf("expenses", nil, valid.ErrMissing, "the sales agent who has them")
		return nil
	}
	return []Step{d.recoup("sales expenses", c.Sales.Payee, *c.Expenses)}
}

func (c Collection) loans(f *valid.Faults, d *draft) []Step {
	checkTerms(f, "loans", len(c.Loans))
	var steps []Step
	f.Enter("loans")
	for i, l := range c.Loans[:min(maxTerms, len(c.Loans))] {
		f.Index(i)
		if l.Payee == "" {
			f.Add("payee", nil, valid.ErrMissing)
		}
		checkName(f, "id", l.ID, false)
		f.Leave()
		steps = append(steps, d.recoup(l.ID, l.Payee, Account{ID: l.ID, Opening: l.Amount, Premium: l.Premium, Interest: l.Interest}))
	}
	f.Leave()
	return steps
}

// together returns the step that repays several together, none of none.
func (d *draft) together(f *valid.Faults, field, account string, list []Contribution, premium *money.Fraction) []Step {
	if len(list) == 0 {
		return nil
	}
	f.Enter(field)
	defer f.Leave()
	shares, total, sound := proRata(f, list)
	if !sound {
		return nil
	}
	return []Step{d.recoupBy(account, shares, Account{ID: account, Opening: total, Premium: premium})}
}

// proRata returns the shares of contributions in their proportion, and what they add up to.
func proRata(f *valid.Faults, list []Contribution) (shares []Share, total money.Amount, sound bool) {
	checkTerms(f, "", len(list))
	if len(list) > maxTerms {
		return nil, total, false
	}
	sound = true
	var sum money.Total
	for i, c := range list {
		f.Index(i)
		if c.Payee == "" {
			f.Add("payee", nil, valid.ErrMissing)
			sound = false
		}
		if c.Amount.Sign() <= 0 {
			f.Addf("amount", c.Amount, valid.ErrOutOfRange, "more than 0.00")
			sound = false
		}
		f.Leave()
		sum.Add(c.Amount)
	}
	total, err := sum.Amount()
	if err != nil {
		f.Add("", nil, err)
	}
	if err != nil || !sound {
		return nil, total, false
	}
	for _, c := range list {
		share, err := money.NewFraction(c.Amount.Cents(), total.Cents())
		if err != nil {
			f.Add("", nil, fmt.Errorf("a share of %s: %w", c.Payee, err))
			return nil, total, false
		}
		shares = append(shares, Share{Payee: c.Payee, Share: share})
	}
	return shares, total, true
}

// net returns the shares of the net profits: the pool by equity, the producer, those who have points.
func (c Collection) net(f *valid.Faults) []Share {
	f.Enter("net")
	defer f.Leave()
	if c.Net.Producer == "" {
		f.Add("producer", nil, valid.ErrMissing)
	}
	checkRate(f, "pool", c.Net.Pool)
	if !c.Net.Pool.IsZero() && len(c.Equity) == 0 {
		f.Addf("pool", c.Net.Pool, valid.ErrReference, "nobody has equity")
	}
	checkTerms(f, "participants", len(c.Net.Participants))
	if f.Any() {
		return nil
	}
	rest, err := restOf(c.Net.Pool)
	if err != nil {
		f.Add("pool", c.Net.Pool, err)
		return nil
	}
	shares := c.pool(f)
	shares = append(shares, Share{Payee: c.Net.Producer, Share: rest})
	for _, p := range c.Net.Participants {
		share := Share{Payee: p.Payee, Share: p.Share, BorneBy: c.Net.Producer}
		if p.OfProducer {
			share.Of, share.BorneBy = c.Net.Producer, ""
		}
		shares = append(shares, share)
	}
	return shares
}

// pool returns the parts of the investors.
func (c Collection) pool(f *valid.Faults) []Share {
	if c.Net.Pool.IsZero() {
		return nil
	}
	shares, _, _ := proRata(f, c.Equity)
	for i := range shares {
		product := shares[i].Share.Rat()
		product.Mul(product, c.Net.Pool.Rat())
		share, err := fractionOf(product)
		if err != nil {
			f.Add("pool", c.Net.Pool, err)
			return nil
		}
		shares[i].Share = share
		if name := c.Equity[i].Profits; name != "" {
			shares[i].Payee = name
		}
	}
	return shares
}
