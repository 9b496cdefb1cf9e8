package chain

import (
	"errors"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/rights"
)

// investors is investors.json: whose money is in the film, and when statements are paid.
type investors struct {
	// Rate discounts flows, a ratio a year.
	Rate money.Decimal `json:"rate" strict:"required"`
	// PaymentDays is how long after its close a statement is paid.
	PaymentDays int        `json:"paymentDays" strict:"required"`
	Investors   []investor `json:"investors" strict:"required,max=1000"`
}

// investor puts in what the sources pay, and the costs that accounts of the deal recoup: what they open with on the
// day of release, later costs on theirs.
type investor struct {
	Party    string   `json:"party" strict:"required"`
	Sources  []string `json:"sources" strict:"required,max=100"`
	Accounts []string `json:"accounts" strict:"max=100"`
}

func (v *investors) check() error {
	var f valid.Faults
	if v.Rate.Sign() < 0 || v.Rate.Compare(money.DecimalFromInt(1)) > 0 {
		f.Addf("rate", v.Rate, valid.ErrOutOfRange, "0 to 1")
	}
	if v.PaymentDays < 0 || v.PaymentDays > 366 {
		f.Addf("paymentDays", v.PaymentDays, valid.ErrOutOfRange, "0 to 366")
	}
	notEmpty(&f, "investors", v.Investors)
	f.Enter("investors")
	for i, one := range v.Investors {
		f.Index(i)
		notEmpty(&f, "sources", one.Sources)
		notEmpty(&f, "accounts", one.Accounts)
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

// checkInvestors tells parties that the deal does not pay, and sources and accounts that are of nobody or of two.
func (f *film) checkInvestors() error {
	payees, accounts := f.payees(), map[string]bool{}
	for _, a := range f.deal.Accounts {
		accounts[a.ID] = true
	}
	var faults valid.Faults
	seen := map[string]bool{}
	once := func(field, kind, name string) {
		if seen[kind+name] {
			faults.Add(field, name, valid.ErrDuplicate)
		}
		seen[kind+name] = true
	}
	faults.Enter("document")
	faults.Enter("investors")
	for i, v := range f.investors.Investors {
		faults.Index(i)
		once("party", "party ", v.Party)
		if !payees[v.Party] {
			faults.Addf("party", v.Party, valid.ErrReference, "deal.json pays nobody of this name")
		}
		for j, id := range v.Sources {
			field := fmt.Sprintf("sources[%d]", j)
			once(field, "source ", id)
			if at := f.plan.source(id); at < 0 || f.plan.Sources[at].Party != v.Party {
				faults.Addf(field, id, valid.ErrReference, "plan.json has no such source of this party")
			}
		}
		for j, id := range v.Accounts {
			field := fmt.Sprintf("accounts[%d]", j)
			once(field, "account ", id)
			if !accounts[id] {
				faults.Addf(field, id, valid.ErrReference, "deal.json has no such account")
			}
		}
		faults.Leave()
	}
	faults.Leave()
	if !slices.ContainsFunc(f.plan.Milestones, func(m milestone) bool { return m.Name == release }) {
		return joined(inFile("plan.json", &valid.FieldError{Path: "document.milestones", Value: release, Err: valid.ErrMissing}), inFile("investors.json", faults.Err()))
	}
	return inFile("investors.json", faults.Err())
}

// payees are those whom the deal pays.
func (f *film) payees() map[string]bool {
	names := map[string]bool{}
	for _, pot := range f.deal.Pots {
		for _, step := range pot.Steps {
			names[step.Payee] = true
			shares := slices.Clone(step.Shares)
			for _, rank := range step.Ranks {
				shares = append(shares, rank.Shares...)
			}
			for _, s := range shares {
				names[s.Payee] = true
			}
		}
	}
	delete(names, "")
	return names
}

// scenario is the only one: the receipts of the deal.
const scenario = "deal"

// returns sets what investors put in against what the statements pay them, and how much would have to come in
// for each to have it back.
func (f *film) returns(p *Production, made *Receipts) error {
	in := financing.Returns{Rate: f.investors.Rate}
	for _, v := range f.investors.Investors {
		flow := func(on civil.Date, amount money.Amount) {
			if !amount.IsZero() {
				in.Flows = append(in.Flows, financing.ReturnFlow{Scenario: scenario, Party: v.Party, Date: on, Amount: amount})
			}
		}
		f.putIn(p, v, made.Released, flow)
		for _, s := range made.Statements {
			on, err := s.To.AddDays(f.investors.PaymentDays)
			if err != nil {
				return at("paymentDays", f.investors.PaymentDays, err)
			}
			flow(on, paidTo(v.Party, s))
		}
	}
	if len(in.Flows) == 0 {
		return &valid.FieldError{Path: "investors", Err: fmt.Errorf("%w: nobody puts money in or has any back", valid.ErrOutOfRange)}
	}
	in.On = slices.MinFunc(in.Flows, func(a, b financing.ReturnFlow) int { return a.Date.Compare(b.Date) }).Date
	made.ReturnsInput = in
	var err error
	if made.Returns, err = financing.ComputeReturns(in); err != nil {
		return err
	}
	return f.breakevens(made)
}

// paidTo is what a statement pays a party, which it has once at most.
func paidTo(party string, s rights.StatementRecord) money.Amount {
	for _, payee := range s.Payees {
		if payee.Payee == party {
			return payee.Paid.Period
		}
	}
	return money.Amount{}
}

// putIn tells what an investor pays: the instalments of the sources, and the costs of the accounts.
func (f *film) putIn(p *Production, v investor, released civil.Date, flow func(civil.Date, money.Amount)) {
	out := func(a money.Amount) money.Amount { return money.FromCents(-a.Cents()) } // none is negative
	for _, paid := range p.Financing.Payments {
		if slices.Contains(v.Sources, paid.Source) {
			flow(paid.On, out(paid.Amount))
		}
	}
	for _, a := range f.deal.Accounts {
		if slices.Contains(v.Accounts, a.ID) {
			flow(released, out(a.Opening))
		}
	}
	for _, e := range f.deal.Events {
		if e.Account != "" && slices.Contains(v.Accounts, e.Account) {
			flow(e.Date, out(e.Amount))
		}
	}
}

// Breakeven is what has to come in, from the first cent, for a party to have its money back.
type Breakeven struct {
	Party string       `json:"party"`
	Goal  money.Amount `json:"goal"`
	// Receipts are the least that reach the goal, 0.00 where none do, which Never says.
	Receipts money.Amount `json:"receipts"`
	Never    bool         `json:"never,omitempty"`
}

// breakevens asks for each investor at which receipts, in the mix of those of the deal, its money is back. Later
// costs are not in it.
func (f *film) breakevens(made *Receipts) error {
	mix, err := mixOf(f.deal)
	if err != nil {
		return err
	}
	made.Mix = mix
	engine, err := rights.Compile(f.deal.Plan())
	if err != nil {
		return err
	}
	for _, r := range made.Returns {
		b := Breakeven{Party: r.Party, Goal: r.Invested}
		point, err := engine.Breakeven(engine.Start(), rights.Breakeven{
			Date: made.Released, Mix: mix, Goals: []rights.Goal{{Payee: r.Party, Amount: r.Invested}},
		})
		switch {
		case errors.Is(err, rights.ErrNeverReached):
			b.Never = true
		case err != nil:
			return err
		}
		b.Receipts = point.Receipts
		made.Breakevens = append(made.Breakevens, b)
	}
	return nil
}

// mixOf is the part of each pot in the receipts of a deal, in the order of its pots.
func mixOf(d rights.Deal) ([]rights.MixShare, error) {
	var all money.Total
	byPot := map[string]*money.Total{}
	for _, e := range d.Events {
		if e.Kind != rights.Receipt {
			continue
		}
		if byPot[e.Pot] == nil {
			byPot[e.Pot] = &money.Total{}
		}
		byPot[e.Pot].Add(e.Amount)
		all.Add(e.Amount)
	}
	total, err := all.Amount()
	if err != nil {
		return nil, err
	}
	var mix []rights.MixShare
	for _, pot := range d.Pots {
		if byPot[pot.ID] == nil {
			continue
		}
		amount, err := byPot[pot.ID].Amount()
		if err != nil {
			return nil, err
		}
		if amount.IsZero() {
			continue
		}
		share, err := money.NewFraction(amount.Cents(), total.Cents())
		if err != nil {
			return nil, err
		}
		mix = append(mix, rights.MixShare{Pot: pot.ID, Share: share})
	}
	return mix, nil
}
