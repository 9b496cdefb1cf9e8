package chain

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Financing is the plan, the tax credit in it, how public aid stands to the European ceiling, and what funders
// would object to.
type Financing struct {
	Plan      financing.Balance `json:"plan"`
	Credit    financing.Aid     `json:"credit"`
	Intensity financing.Aid     `json:"intensity"`
	// Eligible is the base of the credit, line by line.
	Eligible Eligible `json:"eligible"`
	// Milestones are the days that payments are counted from, Payments what the sources pay when.
	Milestones []financing.MilestoneDate `json:"milestones"`
	Payments   []financing.Paid          `json:"payments"`
	// Territories are the regional aids against what is spent there.
	Territories []Territory `json:"territories"`
	// Minima, Shares and Evidence are what was found in the plan at the stated day.
	Minima   financing.Examination `json:"minima"`
	Treaty   financing.Treaty      `json:"treaty"`
	Shares   financing.Examination `json:"shares"`
	Evidence financing.Examination `json:"evidence"`
	// Files are the application files as they were filed, Deadlines what is due when.
	Files     []FiledApplication `json:"files"`
	Deadlines []Deadline         `json:"deadlines"`
	// Notices are those of what has none of its own.
	Notices []law.Notice `json:"notices,omitempty"`
}

// home is the country of the delegated producer, of its tax credit and of lines that name no other.
const home = "FR"

func (f *film) computeFinancing(p *Production) error {
	return inFile("plan.json", under("document", f.finance(p)))
}

// finance computes the tax credit of the budget, puts it into the plan, balances the plan and examines it.
func (f *film) finance(p *Production) error {
	made := &p.Financing
	days, err := f.plan.dated(p.Schedule.Days)
	if err != nil {
		return err
	}
	made.Milestones = days
	if err := f.credit(p); err != nil {
		return err
	}
	sources := slices.Clone(f.plan.Sources)
	sources[f.plan.credit()].Amount = made.Credit.Amount
	made.Plan, err = financing.Compute(financing.Plan{Title: p.Title, Currency: p.Currency, Budget: p.Budget.Topsheet.Total, Sources: sources})
	if err != nil {
		return err
	}
	if made.Payments, err = f.payments(p, days); err != nil {
		return err
	}
	made.Intensity, err = financing.ComputeIntensity(financing.Intensity{
		Date: f.plan.TaxCredit.Date, Budget: p.Budget.Topsheet.Total, PublicAid: made.Plan.PublicAid,
		CrossBorder: f.plan.CrossBorder, Difficult: f.plan.TaxCredit.Difficult,
	}, financing.Parameters{})
	if err != nil {
		return at("taxCredit.date", f.plan.TaxCredit.Date, err)
	}
	return joined(f.examine(p), f.file(p, days))
}

// payments are those of the sources, which count days from milestones: on the next day that a bank works.
func (f *film) payments(p *Production, days dated) ([]financing.Paid, error) {
	calendar, err := f.calendar(p)
	if err != nil {
		return nil, err
	}
	all, err := p.Financing.Plan.Schedule(days.byName())
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].On, err = workingDay(all[i].On, calendar); err != nil {
			return nil, at("milestones", all[i].Milestone, err)
		}
	}
	return all, nil
}

// credit computes the tax credit on the eligible lines of the budget, within the French share of it and what
// other public aid leaves.
func (f *film) credit(p *Production) error {
	credit := f.plan.credit()
	var foreign, otherAid money.Total
	for i, s := range f.plan.Sources {
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
	if p.Financing.Eligible, p.Financing.Notices, err = f.eligibleSpend(p); err != nil {
		return err
	}
	terms := f.plan.TaxCredit
	p.Financing.Credit, err = financing.ComputeCinemaCredit(financing.CinemaCredit{
		Date: terms.Date, Budget: p.Budget.Topsheet.Total, Eligible: p.Financing.Eligible.Kept, FrenchShare: &share, OtherPublicAid: aid,
		FrenchLanguage: terms.FrenchLanguage, Difficult: terms.Difficult,
	}, financing.Parameters{})
	return at("taxCredit.date", terms.Date, err)
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

// Territory is what a region may ask to be spent there for its aid, and what the budget spends there.
type Territory struct {
	Source string `json:"source"`
	Region string `json:"region"`
	// Asked is the most that may be asked, with its working.
	Asked financing.Aid `json:"asked"`
	// Lines are those of the budget that are spent in the region, Spent their sum, Missing what is asked beyond it.
	Lines   []BudgetPart       `json:"lines"`
	Spent   money.Amount       `json:"spent"`
	Missing money.Amount       `json:"missing"`
	Finding *financing.Finding `json:"finding,omitempty"`
}

// territory compares the spend in a region with what its aid may ask.
func (f *film) territory(p *Production, r regionalAid) (Territory, error) {
	source := f.plan.Sources[f.plan.source(r.Source)]
	t := Territory{Source: r.Source, Region: r.Region}
	aid, err := amountOf(source)
	if err != nil {
		return t, err
	}
	if t.Asked, err = financing.TerritorialSpend(aid, p.Budget.Topsheet.Total, f.plan.TaxCredit.Date); err != nil {
		return t, err
	}
	if t.Lines, t.Spent, err = p.Budget.spentIn(r.Region); err != nil {
		return t, err
	}
	t.Missing, err = t.Asked.Amount.Sub(money.Min(t.Spent, t.Asked.Amount))
	if t.Missing.Sign() > 0 {
		t.Finding = &financing.Finding{Code: "territory", About: r.Source, Message: fmt.Sprintf(
			"%v is spent in %s, up to %v may be asked", t.Spent, r.Region, t.Asked.Amount)}
	}
	return t, err
}

// examine tells what funders would object to in the plan on the stated day.
func (f *film) examine(p *Production) error {
	made := &p.Financing
	for i, r := range f.plan.Regions {
		t, err := f.territory(p, r)
		if err != nil {
			return at(fmt.Sprintf("regions[%d]", i), r.Region, err)
		}
		made.Territories = append(made.Territories, t)
	}
	made.Treaty = f.plan.Treaty
	var errs [3]error
	made.Minima, errs[0] = financing.CheckMinima(made.Plan, p.Budget.Topsheet.Total, f.plan.Minima, p.AsOf)
	made.Shares, errs[1] = financing.CheckShares(made.Plan, f.plan.Treaty, p.AsOf)
	made.Evidence, errs[2] = financing.CheckEvidence(made.Plan, p.AsOf)
	return joined(at("minima", nil, errs[0]), at("treaty", string(f.plan.Treaty), errs[1]), at("sources", nil, errs[2]))
}

// FiledApplication is an application file with what it lacked on the day it was filed.
type FiledApplication struct {
	File  financing.ApplicationFile `json:"file"`
	Check financing.FileCheck       `json:"check"`
}

// Deadline is a day that something is due; it is late where it was not filed by then.
type Deadline struct {
	financing.DueDate
	Filed civil.Date `json:"filed,omitzero"`
}

// file checks the application files and dates what is due.
func (f *film) file(p *Production, days dated) error {
	filed := map[string]civil.Date{}
	for i, a := range f.plan.Files {
		file := a.file(p.Title, f.plan.Facts, days)
		check, err := financing.CheckFile(file)
		if err != nil {
			return under(fmt.Sprintf("files[%d]", i), err)
		}
		filed[a.Application] = a.On
		p.Financing.Files = append(p.Financing.Files, FiledApplication{file, check})
	}
	calendar, err := financing.ComputeFileCalendar(days.ofFiles(), f.plan.Facts, p.AsOf)
	if err != nil {
		return err
	}
	for _, d := range calendar.Deadlines {
		if !slices.Contains(f.plan.Deadlines, d.Application) {
			continue
		}
		on, known := filed[d.Application]
		if known {
			d.Late = on.After(d.Due)
		}
		p.Financing.Deadlines = append(p.Financing.Deadlines, Deadline{d, on})
	}
	return nil
}

func (f Financing) notices() []law.Notice {
	all := slices.Concat(f.Credit.Notices, f.Intensity.Notices, f.Notices, f.Minima.Notices, f.Shares.Notices, f.Evidence.Notices)
	for _, t := range f.Territories {
		all = append(all, t.Asked.Notices...)
	}
	for _, a := range f.Files {
		all = append(all, a.Check.Notices...)
	}
	return all
}
