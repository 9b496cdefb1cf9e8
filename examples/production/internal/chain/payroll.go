package chain

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
	"github.com/shopspring/decimal"
)

// yearsBefore and yearsAfter the first day of shooting is where the calendar begins and ends.
const (
	yearsBefore = 3
	yearsAfter  = 5
)

// calendar has the working days of the years around the shoot: Monday to Friday without
// public holidays.
func (f *film) calendar(p *Production) (civil.Calendar, error) {
	before, early := p.Schedule.Days[0].Date.AddYears(-yearsBefore)
	after, late := p.Schedule.Days[0].Date.AddYears(yearsAfter)
	if err := errors.Join(early, late); err != nil {
		return civil.Calendar{}, at("period", p.Schedule.Days[0].Date, err)
	}
	calendar, err := civil.FrenchCalendar(civil.Metropole, civil.Period{From: before, To: after}, time.Saturday, time.Sunday)
	return calendar, at("period", p.Schedule.Days[0].Date, err)
}

// Person is what a player or a member of the crew is paid, with a payslip a month.
type Person struct {
	Who      string            `json:"who"`
	Job      string            `json:"job"`
	Artist   bool              `json:"artist"`
	Account  string            `json:"account"`
	Days     int               `json:"days"`
	Gross    money.Amount      `json:"gross"`
	Cost     money.Amount      `json:"cost"`
	Taxes    money.Amount      `json:"taxes"`
	Payslips []payroll.Payslip `json:"payslips"`
}

// Payroll is what everybody is paid.
type Payroll struct {
	People []Person `json:"people"`
	// Weeks are the Mondays of the weeks with time sheets.
	Weeks []civil.Date `json:"weeks"`
	Gross money.Amount `json:"gross"`
	Cost  money.Amount `json:"cost"`
}

// computePayroll pays cast and crew for the days of the plan.
func (f *film) computePayroll(p *Production) error {
	calendar, err := f.calendar(p)
	if err != nil {
		return inFile("shoot.json", under("document", err))
	}
	if err := f.checkFirstPay(p, calendar); err != nil {
		return inFile("shoot.json", under("document", err))
	}
	var errs []error
	for i, presence := range p.Schedule.Cast {
		w, err := f.player(f.cast.Players[i], presence)
		errs = append(errs, inFile("cast.json", at(fmt.Sprintf("document.players[%d].fee", i), f.cast.Players[i].Fee, err)))
		p.Payroll.People = append(p.Payroll.People, w)
	}
	for i, e := range f.crew.Engagements {
		w, err := f.member(e, p, calendar)
		errs = append(errs, inFile("crew.json", under(fmt.Sprintf("document.engagements[%d]", i), err)))
		p.Payroll.People = append(p.Payroll.People, w)
	}
	var gross, cost money.Total
	for _, w := range p.Payroll.People {
		gross.Add(w.Gross)
		cost.Add(w.Cost)
	}
	var sums [2]error
	p.Payroll.Gross, sums[0] = gross.Amount()
	p.Payroll.Cost, sums[1] = cost.Amount()
	return joined(append(errs, sums[:]...)...)
}

func (p Payroll) notices() []law.Notice {
	var all []law.Notice
	for _, w := range p.People {
		for _, slip := range w.Payslips {
			all = append(all, slip.Notices...)
		}
	}
	return all
}

// checkFirstPay tells a shoot for which somebody is engaged before the payroll tables begin.
func (f *film) checkFirstPay(p *Production, calendar civil.Calendar) error {
	weeks := 0
	for _, e := range f.crew.Engagements {
		weeks = max(weeks, e.WeeksBefore)
	}
	first, err := calendar.Add(p.Schedule.Days[0].Date, -weekDays*weeks)
	if err == nil {
		_, err = payroll.Parameters{}.At(first.Month().Last())
	}
	if err != nil {
		err = fmt.Errorf("somebody is engaged %d weeks before: %w", weeks, err)
	}
	return at("period", p.Schedule.Days[0].Date, err)
}

// player pays a fee for every day of work or of paid waiting.
func (f *film) player(p player, there Presence) (Person, error) {
	dates := slices.Concat(there.Worked, there.Held)
	slices.SortFunc(dates, civil.Date.Compare)
	w := Person{Who: p.Name, Job: p.Role, Artist: true, Account: p.Account, Days: len(dates)}
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
func (f *film) member(e engagement, p *Production, calendar civil.Calendar) (Person, error) {
	weekly, _ := f.crew.weekly(e.Job)
	from, err := calendar.Add(p.Schedule.Days[0].Date, -weekDays*e.WeeksBefore)
	if err != nil {
		return Person{}, at("weeksBefore", e.WeeksBefore, err)
	}
	to, err := calendar.Add(p.Schedule.Days[len(p.Schedule.Days)-1].Date, weekDays*e.WeeksAfter)
	if err != nil {
		return Person{}, at("weeksAfter", e.WeeksAfter, err)
	}
	var dates []civil.Date
	for d := range (civil.Period{From: from, To: to}).All() {
		if calendar.IsWorking(d) {
			dates = append(dates, d)
		}
	}
	w := Person{Who: e.Job, Job: e.Job, Account: e.Account, Days: len(dates)}
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

func (f *film) engagementFor(who string) payroll.Engagement {
	return payroll.Engagement{
		ID: who, Agreement: f.employer.Agreement, Headcount: f.employer.Headcount, MobilityRate: f.employer.MobilityRate,
	}
}

// wageTaxes are the contributions that the tax credit does not count as eligible.
var wageTaxes = []string{"taxe-apprentissage", "formation", "peec"}

// pay makes a payslip for the days of each month, and adds them up.
func (w *Person) pay(e payroll.Engagement, dates []civil.Date, gross func(days int) (money.Amount, error)) error {
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
