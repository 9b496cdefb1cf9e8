package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
	"github.com/bobine-film/bobine/rights"
	"github.com/bobine-film/bobine/schedule"
)

// production is everything that was computed, stage by stage.
type production struct {
	Title     string            `json:"title"`
	Currency  string            `json:"currency"`
	Shoot     shoot             `json:"shoot"`
	Wages     []wage            `json:"wages"`
	Budget    budget.Topsheet   `json:"budget"`
	TaxCredit financing.Aid     `json:"taxCredit"`
	Plan      financing.Balance `json:"plan"`
	Intensity financing.Aid     `json:"intensity"`
	Receipts  rights.Result     `json:"receipts"`
	Notices   []law.Notice      `json:"notices"`
}

// shoot is the order of the scenes and the days it makes.
type shoot struct {
	// Order is the plan in half-days and cents; ScriptCost what the script's order costs.
	Order      schedule.TalentPlan `json:"order"`
	ScriptCost money.Amount        `json:"scriptCost"`
	Cost       money.Amount        `json:"cost"`
	Days       []shootingDay       `json:"days"`
}

type shootingDay struct {
	Date   civil.Date `json:"date"`
	Scenes []string   `json:"scenes"`
}

// wage is what a player or a member of the crew is paid, with a payslip a month.
type wage struct {
	Who      string            `json:"who"`
	Artist   bool              `json:"artist"`
	Account  string            `json:"account"`
	Days     int               `json:"days"`
	Gross    money.Amount      `json:"gross"`
	Cost     money.Amount      `json:"cost"`
	Taxes    money.Amount      `json:"taxes"`
	Payslips []payroll.Payslip `json:"payslips"`
}

// produce runs the whole chain on the files of a folder.
func produce(folder fs.FS) (production, error) {
	f, err := open(folder)
	if err != nil {
		return production{}, err
	}
	p := production{Title: f.budget.Title, Currency: f.budget.Currency}
	if p.Shoot, err = f.shoot(); err != nil {
		return production{}, inFile("script.json", under("document", err))
	}
	if p.Wages, err = f.wages(p.Shoot); err != nil {
		return production{}, err
	}
	filled := f.budgetWith(p.Wages, len(p.Shoot.Days))
	if p.Budget, err = budget.Compute(filled); err != nil {
		return production{}, inFile("budget.json", under("document", err))
	}
	if err := f.finance(&p, filled); err != nil {
		return production{}, inFile("plan.json", under("document", err))
	}
	if p.Receipts, err = rights.Run(f.deal); err != nil {
		return production{}, inFile("deal.json", under("document", err))
	}
	p.Notices = p.allNotices()
	return p, nil
}

// mostNodes bounds the search for an order, so that any film ends in seconds with the same plan everywhere:
// a node takes time in proportion to the square of the scenes. What is not proved is reported as the best
// found.
func mostNodes(scenes int) int64 {
	const work, least = 70_000_000, 20_000
	return max(least, work/int64(max(1, scenes*scenes)))
}

// halfDays of a shooting day.
const halfDays = 2

// shoot orders the scenes so that players wait least, and lays them out over working days.
func (f film) shoot() (shoot, error) {
	problem := f.script.problem()
	plan, err := schedule.SolveTalent(context.Background(), problem, schedule.TalentOptions{Nodes: mostNodes(problem.Scenes)})
	if err != nil {
		return shoot{}, at("scenes", nil, err)
	}
	inOrder := make([]int, problem.Scenes)
	for i := range inOrder {
		inOrder[i] = i + 1
	}
	asWritten, _, err := problem.Cost(inOrder)
	if err != nil {
		return shoot{}, at("scenes", nil, err)
	}
	s := shoot{Order: plan, ScriptCost: money.FromCents(asWritten), Cost: money.FromCents(plan.Cost)}
	return s, f.layOut(&s)
}

// problem is the script as a problem of half-days and cents.
func (s script) problem() schedule.Talent {
	t := schedule.Talent{Scenes: len(s.Scenes)}
	for _, sc := range s.Scenes {
		t.Durations = append(t.Durations, sc.HalfDays)
	}
	for _, p := range s.Players {
		a := schedule.Actor{Name: p.Name, DailyCost: p.Fee.Cents() / halfDays, Scenes: []int{}}
		for i, sc := range s.Scenes {
			if slices.Contains(sc.Players, p.Name) {
				a.Scenes = append(a.Scenes, i+1)
			}
		}
		t.Actors = append(t.Actors, a)
	}
	return t
}

// layOut gives every half-day of the order a working day from the start on.
func (f film) layOut(s *shoot) error {
	calendar, err := f.calendar()
	if err != nil {
		return err
	}
	day, err := calendar.Add(f.script.Start, 0)
	if err != nil {
		return at("start", f.script.Start, err)
	}
	half := int64(0)
	for _, number := range s.Order.Order {
		sc := f.script.Scenes[number-1]
		for range sc.HalfDays {
			if half%halfDays == 0 {
				if half > 0 {
					if day, err = calendar.Add(day, 1); err != nil {
						return at("scenes", nil, fmt.Errorf("the shoot takes more than %d years: %w", yearsAfter, err))
					}
				}
				s.Days = append(s.Days, shootingDay{Date: day})
			}
			today := &s.Days[len(s.Days)-1]
			if !slices.Contains(today.Scenes, sc.Number) {
				today.Scenes = append(today.Scenes, sc.Number)
			}
			half++
		}
	}
	return nil
}

// yearsBefore and yearsAfter the first day of shooting is where the calendar begins and ends.
const (
	yearsBefore = 3
	yearsAfter  = 5
)

// calendar has the working days of the years around the shoot: Monday to Friday without
// public holidays.
func (f film) calendar() (civil.Calendar, error) {
	before, early := f.script.Start.AddYears(-yearsBefore)
	after, late := f.script.Start.AddYears(yearsAfter)
	if err := errors.Join(early, late); err != nil {
		return civil.Calendar{}, at("start", f.script.Start, err)
	}
	calendar, err := civil.FrenchCalendar(civil.Metropole, civil.Period{From: before, To: after}, time.Saturday, time.Sunday)
	return calendar, at("start", f.script.Start, err)
}

// wages returns what players and crew are paid.
func (f film) wages(s shoot) ([]wage, error) {
	calendar, err := f.calendar()
	if err != nil {
		return nil, inFile("script.json", under("document", err))
	}
	if err := f.checkFirstPay(s, calendar); err != nil {
		return nil, inFile("script.json", under("document", err))
	}
	var wages []wage
	var errs []error
	for i, p := range f.script.Players {
		first, last, plays := s.present(f.script, p.Name)
		if !plays {
			continue
		}
		w, err := f.player(p, s.Days[first:last+1])
		errs = append(errs, inFile("script.json", at(fmt.Sprintf("document.players[%d].fee", i), p.Fee, err)))
		wages = append(wages, w)
	}
	for i, e := range f.crew.Engagements {
		w, err := f.member(e, s, calendar)
		errs = append(errs, inFile("crew.json", under(fmt.Sprintf("document.engagements[%d]", i), err)))
		wages = append(wages, w)
	}
	return wages, errors.Join(errs...)
}

// checkFirstPay tells a shoot for which somebody is engaged before the payroll tables begin.
func (f film) checkFirstPay(s shoot, calendar civil.Calendar) error {
	weeks := 0
	for _, e := range f.crew.Engagements {
		weeks = max(weeks, e.WeeksBefore)
	}
	first, err := calendar.Add(s.Days[0].Date, -weekDays*weeks)
	if err == nil {
		_, err = payroll.Parameters{}.At(first.Month().Last())
	}
	if err != nil {
		err = fmt.Errorf("somebody is engaged %d weeks before: %w", weeks, err)
	}
	return at("start", f.script.Start, err)
}

// present returns the first and the last shooting day of a player, and whether there is any.
func (s shoot) present(script script, name string) (first, last int, plays bool) {
	cast := map[string]bool{}
	for _, sc := range script.Scenes {
		cast[sc.Number] = slices.Contains(sc.Players, name)
	}
	for i, day := range s.Days {
		if !slices.ContainsFunc(day.Scenes, func(number string) bool { return cast[number] }) {
			continue
		}
		if !plays {
			first, plays = i, true
		}
		last = i
	}
	return first, last, plays
}

// player pays a fee for every shooting day from the first to the last, waiting included.
func (f film) player(p player, days []shootingDay) (wage, error) {
	w := wage{Who: p.Name, Artist: true, Account: p.Account, Days: len(days)}
	var dates []civil.Date
	for _, d := range days {
		dates = append(dates, d.Date)
	}
	e := f.engagementFor(p.Name)
	e.Category = payroll.Artist
	return w, w.pay(e, dates, func(days int) (money.Amount, error) {
		return money.Mul(p.Fee, money.DecimalFromInt(int64(days)))
	})
}

// weekDays are the working days of a week of 39 hours, dayTenths a fifth of those hours.
const (
	weekDays  = 5
	dayTenths = 78
)

// member pays the minimum of the function for the weeks before, during and after the shoot.
func (f film) member(e engagement, s shoot, calendar civil.Calendar) (wage, error) {
	weekly, _ := f.crew.weekly(e.Job)
	from, err := calendar.Add(s.Days[0].Date, -weekDays*e.WeeksBefore)
	if err != nil {
		return wage{}, at("weeksBefore", e.WeeksBefore, err)
	}
	to, err := calendar.Add(s.Days[len(s.Days)-1].Date, weekDays*e.WeeksAfter)
	if err != nil {
		return wage{}, at("weeksAfter", e.WeeksAfter, err)
	}
	var dates []civil.Date
	for d := range (civil.Period{From: from, To: to}).All() {
		if calendar.IsWorking(d) {
			dates = append(dates, d)
		}
	}
	w := wage{Who: e.Job, Account: e.Account, Days: len(dates)}
	slip := f.engagementFor(e.Job)
	slip.Category, slip.Executive, slip.AccidentRate = payroll.Technician, e.Executive, &f.employer.AccidentRate
	err = w.pay(slip, dates, func(days int) (money.Amount, error) {
		part, err := money.NewFraction(int64(days), weekDays)
		if err != nil {
			return money.Amount{}, err
		}
		return part.Of(weekly)
	})
	return w, at("job", e.Job, err)
}

func (f film) engagementFor(who string) payroll.Engagement {
	return payroll.Engagement{
		ID: who, Agreement: f.employer.Agreement, Headcount: f.employer.Headcount, MobilityRate: f.employer.MobilityRate,
	}
}

// wageTaxes are the contributions that the tax credit does not count as eligible.
var wageTaxes = []string{"taxe-apprentissage", "formation", "peec"}

// pay makes a payslip for the days of each month, and adds them up.
func (w *wage) pay(e payroll.Engagement, dates []civil.Date, gross func(days int) (money.Amount, error)) error {
	var total, cost, taxes money.Total
	for len(dates) > 0 {
		month := dates[0].Month()
		days := slices.IndexFunc(dates, func(d civil.Date) bool { return d.Month() != month })
		if days < 0 {
			days = len(dates)
		}
		e.Date, e.Days = month.Last(), days
		amount, err := gross(days)
		if err != nil {
			return err
		}
		e.Gross = amount
		if e.Category == payroll.Technician {
			hours, err := money.NewDecimal(decimal.New(int64(dayTenths*days), -1))
			if err != nil {
				return err
			}
			e.Hours = &hours
		}
		slip, err := payroll.ComputePayslip(e, payroll.Parameters{})
		if err != nil {
			return err
		}
		w.Payslips = append(w.Payslips, slip)
		total.Add(amount)
		cost.Add(slip.EmployerCost)
		for _, l := range slip.Lines {
			if slices.Contains(wageTaxes, l.Code) {
				taxes.Add(l.EmployerAmount)
			}
		}
		dates = dates[days:]
	}
	var errs [3]error
	w.Gross, errs[0] = total.Amount()
	w.Cost, errs[1] = cost.Amount()
	w.Taxes, errs[2] = taxes.Amount()
	return errors.Join(errs[:]...)
}

// eligible is the tag of the lines that the tax credit counts.
const eligible = "credit"

// budgetWith returns the budget with the wages in it: the gross in the account of each
// engagement, what the employer pays on top in the accounts of social contributions.
func (f film) budgetWith(wages []wage, days int) budget.Budget {
	lines := map[string][]budget.Line{}
	for i, w := range wages {
		add := func(account, what string, amount money.Amount, tags ...string) {
			lines[account] = append(lines[account], budget.Line{
				Code: fmt.Sprintf("%s-p%d", account, i+1), Description: w.Who + what, Quantity: "1", Unit: "engagement",
				Price: budget.Formula(amount.String()), SpentIn: "FR", Tags: tags,
			})
		}
		social := accountTechnicians
		if w.Artist {
			social = accountArtists
		}
		onTop := money.FromCents(w.Cost.Cents() - w.Gross.Cents() - w.Taxes.Cents())
		add(w.Account, fmt.Sprintf(", %d days", w.Days), w.Gross, eligible)
		add(social, ", contributions", onTop, eligible)
		add(accountTaxes, ", taxes on wages", w.Taxes)
	}
	b := f.budget
	b.Globals = slices.Clone(b.Globals)
	for i := range b.Globals {
		if b.Globals[i].Name == daysGlobal {
			b.Globals[i].Value = budget.Formula(fmt.Sprint(days))
		}
	}
	b.Accounts = withLines(b.Accounts, lines)
	return b
}

// withLines returns accounts with more lines, by code of the account.
func withLines(accounts []budget.Account, lines map[string][]budget.Line) []budget.Account {
	filled := slices.Clone(accounts)
	for i := range filled {
		a := &filled[i]
		a.Lines = append(slices.Clip(a.Lines), lines[a.Code]...)
		a.Accounts = withLines(a.Accounts, lines)
	}
	return filled
}

// finance computes the tax credit of the budget, puts it into the plan, balances the plan and
// measures public aid.
func (f film) finance(p *production, b budget.Budget) error {
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
	share, err := homeShare(p.Budget.Total, foreign)
	if err != nil {
		return err
	}
	aid, err := otherAid.Amount()
	if err != nil {
		return err
	}
	spend, err := eligibleSpend(b.Accounts, p.Budget.Accounts)
	if err != nil {
		return err
	}
	p.TaxCredit, err = financing.ComputeCinemaCredit(financing.CinemaCredit{
		Date: f.plan.TaxCredit.Date, Budget: p.Budget.Total, Eligible: spend, FrenchShare: &share, OtherPublicAid: aid,
		FrenchLanguage: f.plan.TaxCredit.FrenchLanguage, Difficult: f.plan.TaxCredit.Difficult,
	}, financing.Parameters{})
	if err != nil {
		return at("taxCredit.date", f.plan.TaxCredit.Date, err)
	}
	sources[credit].Amount = p.TaxCredit.Amount
	p.Plan, err = financing.Compute(financing.Plan{Title: b.Title, Currency: b.Currency, Budget: p.Budget.Total, Sources: sources})
	if err != nil {
		return err
	}
	p.Intensity, err = financing.ComputeIntensity(financing.Intensity{
		Date: f.plan.TaxCredit.Date, Budget: p.Budget.Total, PublicAid: p.Plan.PublicAid,
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

// allNotices returns every notice of the chain once, by code and key.
func (p production) allNotices() []law.Notice {
	var all []law.Notice
	for _, w := range p.Wages {
		for _, slip := range w.Payslips {
			all = append(all, slip.Notices...)
		}
	}
	all = append(append(all, p.TaxCredit.Notices...), p.Intensity.Notices...)
	slices.SortStableFunc(all, func(a, b law.Notice) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Key, b.Key))
	})
	return slices.CompactFunc(all, func(a, b law.Notice) bool { return a.Code == b.Code && a.Key == b.Key })
}
