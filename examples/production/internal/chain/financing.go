package chain

import (
	"errors"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// plan is plan.json: the sources of the money, and the tax credit that is one of them.
type plan struct {
	TaxCredit taxCredit `json:"taxCredit" strict:"required"`
	// CrossBorder says that the ceiling on public aid is that of cross-border co-productions.
	CrossBorder bool               `json:"crossBorder"`
	Sources     []financing.Source `json:"sources" strict:"required"`
}

// taxCredit is what is known of the French credit before the budget is.
type taxCredit struct {
	// Source is the id of the source that the credit pays, which has no amount of its own.
	Source         string     `json:"source" strict:"required"`
	Date           civil.Date `json:"date" strict:"required"`
	FrenchLanguage bool       `json:"frenchLanguage"`
	Difficult      bool       `json:"difficult"`
}

func (p *plan) check() error {
	if len(p.Sources) == 0 {
		return &valid.FieldError{Path: "sources", Err: fmt.Errorf("%w: somebody pays", valid.ErrMissing)}
	}
	// The budget is not known yet; any will do to check the sources.
	whole := financing.Plan{Title: "film", Currency: currency, Budget: money.MustParse("1.00"), Sources: p.Sources}
	return errors.Join(append(valid.List(whole.Validate()), valid.List(p.checkCredit())...)...)
}

// checkCredit tells a credit without a source, and a source that says what the credit computes.
func (p *plan) checkCredit() error {
	var f valid.Faults
	i := p.credit()
	if i < 0 {
		f.Add("taxCredit.source", p.TaxCredit.Source, valid.ErrReference)
		return f.Err()
	}
	s := p.Sources[i]
	f.Enter("sources")
	f.Index(i)
	if !s.Amount.IsZero() && !s.Balancing {
		f.Addf("amount", s.Amount, valid.ErrUnknownField, "it is what the tax credit comes to")
	}
	if s.Balancing {
		f.Addf("balancing", nil, valid.ErrUnknownField, "the tax credit balances nothing")
	}
	if s.Foreign != nil {
		f.Addf("foreign", nil, valid.ErrUnknownField, "the tax credit is in %s", currency)
	}
	return f.Err()
}

// credit is the place of the source that the credit pays, negative without one.
func (p *plan) credit() int {
	return slices.IndexFunc(p.Sources, func(s financing.Source) bool { return s.ID == p.TaxCredit.Source })
}

// Financing is the plan, the tax credit in it, and how public aid stands to the European ceiling.
type Financing struct {
	Plan      financing.Balance `json:"plan"`
	Credit    financing.Aid     `json:"credit"`
	Intensity financing.Aid     `json:"intensity"`
}

func (f *film) computeFinancing(p *Production) error {
	return inFile("plan.json", under("document", f.finance(p)))
}

func (f Financing) notices() []law.Notice { return append(f.Credit.Notices, f.Intensity.Notices...) }

// finance computes the tax credit of the budget, puts it into the plan, balances the plan and
// measures public aid.
func (f *film) finance(p *Production) error {
	sources := slices.Clone(f.plan.Sources)
	credit := f.plan.credit()
	home := sources[credit].Country
	var foreign, otherAid money.Total
	for i, s := range sources {
		if s.Status == financing.Refused || i == credit {
			continue
		}
		amount, err := amountOf(s)
		switch {
		case err != nil:
			return at(fmt.Sprintf("sources[%d].foreign.amount", i), s.Foreign.Amount, err)
		case s.Country != home:
			foreign.Add(amount)
		case s.PublicAid:
			otherAid.Add(amount)
		}
	}
	share, err := homeShare(p.Budget.Topsheet.Total, foreign)
	if err != nil {
		return err
	}
	aid, err := otherAid.Amount()
	if err != nil {
		return err
	}
	spend, err := eligibleSpend(p.Budget.Document.Accounts, p.Budget.Topsheet.Accounts)
	if err != nil {
		return err
	}
	p.Financing.Credit, err = financing.ComputeCinemaCredit(financing.CinemaCredit{
		Date: f.plan.TaxCredit.Date, Budget: p.Budget.Topsheet.Total, Eligible: spend, FrenchShare: &share, OtherPublicAid: aid,
		FrenchLanguage: f.plan.TaxCredit.FrenchLanguage, Difficult: f.plan.TaxCredit.Difficult,
	}, financing.Parameters{})
	if err != nil {
		return at("taxCredit.date", f.plan.TaxCredit.Date, err)
	}
	sources[credit].Amount = p.Financing.Credit.Amount
	p.Financing.Plan, err = financing.Compute(financing.Plan{Title: p.Title, Currency: p.Currency, Budget: p.Budget.Topsheet.Total, Sources: sources})
	if err != nil {
		return err
	}
	p.Financing.Intensity, err = financing.ComputeIntensity(financing.Intensity{
		Date: f.plan.TaxCredit.Date, Budget: p.Budget.Topsheet.Total, PublicAid: p.Financing.Plan.PublicAid,
		CrossBorder: f.plan.CrossBorder, Difficult: f.plan.TaxCredit.Difficult,
	}, financing.Parameters{})
	return at("taxCredit.date", f.plan.TaxCredit.Date, err)
}

// amountOf is what a source brings in the currency of the plan.
func amountOf(s financing.Source) (money.Amount, error) {
	if s.Foreign == nil {
		return s.Amount, nil
	}
	return money.Mul(s.Foreign.Amount, s.Foreign.Rate)
}

// homeShare is the part of the budget that foreign sources do not pay for.
func homeShare(total money.Amount, foreign money.Total) (money.Fraction, error) {
	abroad, err := foreign.Amount()
	if err != nil {
		return money.Fraction{}, err
	}
	atHome, err := total.Sub(abroad)
	if err != nil {
		return money.Fraction{}, err
	}
	if atHome.Sign() <= 0 {
		return money.Fraction{}, &valid.FieldError{Path: "sources", Value: abroad, Err: fmt.Errorf("%w: foreign sources pay for the whole budget, %v", valid.ErrOutOfRange, total)}
	}
	return money.NewFraction(atHome.Cents(), total.Cents())
}

// eligibleSpend adds up the lines that the tax credit counts. The totals have the shape of
// the accounts they were computed from.
func eligibleSpend(accounts []budget.Account, totals []budget.AccountTotal) (money.Amount, error) {
	var spend money.Total
	var walk func([]budget.Account, []budget.AccountTotal)
	walk = func(accounts []budget.Account, totals []budget.AccountTotal) {
		for i, a := range accounts {
			for j, l := range a.Lines {
				if slices.Contains(l.Tags, eligible) {
					spend.Add(totals[i].Lines[j].Amount)
					spend.Add(totals[i].Lines[j].Fringes)
				}
			}
			walk(a.Accounts, totals[i].Accounts)
		}
	}
	walk(accounts, totals)
	return spend.Amount()
}
