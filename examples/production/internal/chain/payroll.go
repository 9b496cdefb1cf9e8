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
	"github.com/bobine-film/bobine/schedule"
	"github.com/bobine-film/bobine/worktime"
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

// Contract is one contract of somebody: ID is the contract of its payslips, Period from the first paid day to the
// last, Days how many are paid. An artist whose contract has fewer than five has a ceiling for each of them.
type Contract struct {
	ID     string       `json:"id"`
	Period civil.Period `json:"period"`
	Days   int          `json:"days"`
}

// Person is what a player or a member of the crew is paid: wages from hours or cachets, and a payslip a month of
// each contract.
type Person struct {
	Who       string `json:"who"`
	Job       string `json:"job"`
	Artist    bool   `json:"artist"`
	Executive bool   `json:"executive,omitempty"`
	Account   string `json:"account"`
	// Contract is that of a player, Engaged the time of somebody of the crew.
	Contract schedule.Contract `json:"contract,omitempty"`
	Engaged  civil.Period      `json:"engaged,omitzero"`
	// Days are the paid days, Shot those with the unit, Held those of a player's paid waiting, Absent those of
	// shooting that the time sheets say were missed.
	Days   int          `json:"days"`
	Shot   []civil.Date `json:"shot"`
	Held   []civil.Date `json:"held,omitempty"`
	Absent []civil.Date `json:"absent,omitempty"`
	Gross  money.Amount `json:"gross"`
	Net    money.Amount `json:"net"`
	Cost   money.Amount `json:"cost"`
	Taxes  money.Amount `json:"taxes"`
	// Wages are those of a technician's weeks, Pay that of a player's.
	Wages    []payroll.Wage         `json:"wages,omitempty"`
	Pay      []payroll.PerformerPay `json:"pay,omitempty"`
	Payslips []payroll.Payslip      `json:"payslips"`
	// Contracts are in the order of their days, and of their payslips.
	Contracts []Contract `json:"contracts"`
	// Paid are the paid days, each with its part of the gross of its payslip.
	Paid []payroll.WorkedDay `json:"paid"`
	// Breaches are those of all weeks, Hours what the hours of a minor are beyond.
	Breaches []payroll.Breach `json:"breaches"`
	Hours    *worktime.Report `json:"hours,omitempty"`
}

// Payroll is what everybody is paid.
type Payroll struct {
	People []Person `json:"people"`
	// Weeks are the Mondays of the weeks with time sheets, Days the days of shooting as they are paid.
	Weeks []civil.Date `json:"weeks"`
	Days  []UnitDay    `json:"days"`
	Gross money.Amount `json:"gross"`
	Cost  money.Amount `json:"cost"`
	// Totals are those of the payslips of people, Months what is owed to whom for each month, for extras too.
	Totals payroll.Totals          `json:"totals"`
	Months []payroll.MonthRemitted `json:"months"`
	// Extras are beside the sums above: the budget has lines of its own for them.
	Extras Extras `json:"extras"`
	// Notices are those of all wages and payslips, each once, which have none of their own.
	Notices []law.Notice `json:"notices"`
}

// computePayroll pays cast and crew for the days of the plan and of the time sheets.
func (f *film) computePayroll(p *Production) error {
	calendar, err := f.calendar(p)
	if err != nil {
		return inFile("shoot.json", under("document", err))
	}
	if err := f.checkFirstPay(p); err != nil {
		return err
	}
	if p.Payroll.Days, p.Payroll.Weeks, err = f.unitDays(p.Schedule.Days); err != nil {
		return err
	}
	var errs []error
	for i := range f.cast.Players {
		w, err := f.player(i, p, calendar)
		errs = append(errs, err)
		p.Payroll.People = append(p.Payroll.People, w)
	}
	for i := range f.crew.Engagements {
		w, err := f.member(i, p, calendar)
		errs = append(errs, err)
		p.Payroll.People = append(p.Payroll.People, w)
	}
	p.Payroll.Extras, err = f.extras(p)
	errs = append(errs, err)
	if err := joined(errs...); err != nil {
		return err
	}
	return p.Payroll.sum(f.employer.Headcount)
}

// sum adds everybody up, tells what is owed to whom, and gathers the notices.
func (p *Payroll) sum(headcount int) error {
	var slips []payroll.Payslip
	for _, w := range p.People {
		slips = append(slips, w.Payslips...)
	}
	var err error
	if p.Totals, err = payroll.Sum(slips...); err != nil {
		return inFile("crew.json", under("document", err))
	}
	p.Gross, p.Cost = p.Totals.Gross, p.Totals.EmployerCost
	slips = append(slips, p.Extras.payslips()...)
	slices.SortStableFunc(slips, func(a, b payroll.Payslip) int { return a.Date.Compare(b.Date) })
	for len(slips) > 0 {
		var month []payroll.Payslip
		month, slips = firstRun(slips, func(s payroll.Payslip) civil.Month { return s.Date.Month() })
		owed, err := payroll.Remit(month[0].Date.Month(), month, headcount, payroll.Parameters{})
		if err != nil {
			return inFile("employer.json", under("document", err))
		}
		p.Months = append(p.Months, owed)
	}
	p.gather()
	return nil
}

// gather moves every notice from where it was given to the list of all, each once by code and key: there are as
// many wages and payslips as weeks and months, which all say the same.
func (p *Payroll) gather() {
	var all []law.Notice
	take := func(from *[]law.Notice) {
		all = append(all, *from...)
		*from = []law.Notice{}
	}
	for i := range p.Extras.Days {
		take(&p.Extras.Days[i].Pay.Notices)
		take(&p.Extras.Days[i].Payslip.Notices)
	}
	for i := range p.People {
		w := &p.People[i]
		for j := range w.Wages {
			take(&w.Wages[j].Notices)
		}
		for j := range w.Pay {
			take(&w.Pay[j].Notices)
		}
		for j := range w.Payslips {
			take(&w.Payslips[j].Notices)
		}
		if w.Hours != nil {
			take(&w.Hours.Notices)
		}
	}
	for i := range p.Months {
		take(&p.Months[i].Notices)
	}
	p.Notices = eachOnce(all)
}

// checkFirstPay tells somebody who is engaged before the payroll tables begin.
func (f *film) checkFirstPay(p *Production) error {
	var errs []error
	for i, e := range f.crew.Engagements {
		period, err := e.period(p.Schedule.Days)
		if err == nil {
			_, err = payroll.Parameters{}.At(period.From)
		}
		errs = append(errs, inFile("crew.json", at(fmt.Sprintf("document.engagements[%d].weeksBefore", i), e.WeeksBefore, err)))
	}
	return joined(errs...)
}

// checkMinima tells functions that the grids do not have, and pay below their minimum on the first day that may be
// shot on.
func (f *film) checkMinima() error {
	on := f.shoot.Period.From
	wages, early := payroll.WageParameters{}.At(on)
	_, none := payroll.Parameters{}.At(on)
	_, never := payroll.PerformerParameters{}.Minima(payroll.FeatureFilm, performer, on)
	for _, err := range []error{early, none, never} {
		if err != nil {
			return inFile("shoot.json", at("document.period.from", on, err))
		}
	}
	return joined(f.checkCrewMinima(wages, on), f.checkCastMinima(on))
}

// engagementFor is what the payslips of somebody have in common. Tax is withheld at the rate that the tax office
// gave, at the neutral rate where it gave none.
func (f *film) engagementFor(who string, rate *money.Decimal) payroll.Engagement {
	e := payroll.Engagement{
		ID: who, Agreement: f.employer.Agreement, Headcount: f.employer.Headcount, MobilityRate: f.employer.MobilityRate,
	}
	if rate == nil {
		e.NeutralRate = payroll.Metropole
	} else {
		e.WithholdingRate = *rate
	}
	return e
}

// wageTaxes are the contributions that the tax credit does not count as eligible.
var wageTaxes = []string{"taxe-apprentissage", "formation", "peec"}

// pay makes a payslip a month of the days of each contract, and adds them up. Ceilings and the reduction run over
// the months of a calendar year.
func (w *Person) pay(e payroll.Engagement, contracts ...[]payroll.WorkedDay) error {
	w.Paid = slices.Concat(contracts...)
	w.Days = len(w.Paid)
	months, err := w.months(e, contracts)
	if err != nil {
		return err
	}
	for len(months) > 0 {
		var year []payroll.Engagement
		year, months = firstRun(months, func(e payroll.Engagement) int { return e.Date.Year() })
		paid, err := payroll.ComputeYear(year, payroll.Parameters{})
		if err != nil {
			return err
		}
		w.Payslips = append(w.Payslips, paid.Payslips...)
	}
	return w.total()
}

// firstRun cuts a list, which is not empty, after the items at its front that have the same key.
func firstRun[T any, K comparable](list []T, key func(T) K) (run, rest []T) {
	n := slices.IndexFunc(list, func(item T) bool { return key(item) != key(list[0]) })
	if n < 0 {
		return list, nil
	}
	return list[:n], list[n:]
}

// months are the engagements of each contract by month, and notes the contracts. Several are told apart by their
// first day.
func (w *Person) months(e payroll.Engagement, contracts [][]payroll.WorkedDay) ([]payroll.Engagement, error) {
	var all []payroll.Engagement
	for _, days := range contracts {
		of := e
		if len(contracts) > 1 {
			of.ID = fmt.Sprintf("%s, %v", e.ID, days[0].Date)
		}
		period := civil.Period{From: days[0].Date, To: days[len(days)-1].Date}
		of.ShortTerm = isShort(period)
		months, err := payroll.Split(of, days)
		if err != nil {
			return nil, err
		}
		for i := range months {
			if w.Artist {
				months[i].Cachets = months[i].Days
			}
		}
		all = append(all, months...)
		w.Contracts = append(w.Contracts, Contract{of.ID, period, len(days)})
	}
	return all, nil
}

// shortTerm are the months of a contract up to which the base of the neutral rate is lowered (CGI 204 H III).
const shortTerm = 2

func isShort(contract civil.Period) bool {
	end, err := contract.From.AddMonths(shortTerm)
	return err == nil && contract.To.Before(end)
}

// total adds up the payslips.
func (w *Person) total() error {
	all, err := payroll.Sum(w.Payslips...)
	if err != nil {
		return err
	}
	w.Gross, w.Net, w.Cost = all.Gross, all.NetPaid, all.EmployerCost
	w.Taxes, err = taxesOf(w.Payslips...)
	return err
}

// taxesOf are the taxes among what the employer pays on wages.
func taxesOf(slips ...payroll.Payslip) (money.Amount, error) {
	var taxes money.Total
	for _, slip := range slips {
		for _, l := range slip.Lines {
			if slices.Contains(wageTaxes, l.Code) {
				taxes.Add(l.EmployerAmount)
			}
		}
	}
	return taxes.Amount()
}

// paidHours are the lines of a wage that pay hours whole, and not a supplement of hours that another line pays.
var paidHours = []string{"base", "holiday-off", "guarantee"}

// spreadWage posts a week's wage on its days, in proportion of their minutes: a payslip has the days of one month,
// and a week may be in two.
func spreadWage(week payroll.WorkingWeek, wage payroll.Wage) ([]payroll.WorkedDay, error) {
	var dates []civil.Date
	var minutes []int64
	for _, d := range week.Days {
		dates = append(dates, d.Date)
		if d.HolidayOff {
			minutes = append(minutes, holidayMinutes)
			continue
		}
		minutes = append(minutes, int64((*d.Wrap-*d.Call+dayMinutes)%dayMinutes)-int64(d.Meal))
	}
	var hours int64
	for _, l := range wage.Lines {
		if slices.Contains(paidHours, l.Code) {
			tenThousandths, _ := l.Hours.Decimal().Scaled(hourPlaces) // exact: hours have four decimals
			hours += tenThousandths
		}
	}
	return spread(wage.Gross, hours, dates, minutes)
}

const (
	// holidayMinutes are those that a public holiday off pays (cinema art. 42).
	holidayMinutes = 7 * 60
	// hourPlaces are the decimals that hours are split to.
	hourPlaces = 4
)

// evenly posts an equal part of a gross, and of hours in ten-thousandths, on dates.
func evenly(gross money.Amount, hours int64, dates []civil.Date) ([]payroll.WorkedDay, error) {
	return spread(gross, hours, dates, slices.Repeat([]int64{1}, len(dates)))
}

// spread posts a gross, and hours in ten-thousandths, on dates in proportion of weights, by largest remainder.
func spread(gross money.Amount, hours int64, dates []civil.Date, weights []int64) ([]payroll.WorkedDay, error) {
	w, err := weightsOf(weights)
	if err != nil {
		return nil, err
	}
	paid, err := money.Apportion(gross, w)
	if err != nil {
		return nil, err
	}
	// Hours are split as cents are: whole units that add up.
	times, err := money.Apportion(money.FromCents(hours), w)
	if err != nil {
		return nil, err
	}
	var days []payroll.WorkedDay
	for i, date := range dates {
		days = append(days, payroll.WorkedDay{Date: date, Hours: money.DecimalFromScaled(times[i].Cents(), hourPlaces), Gross: paid[i]})
	}
	return days, nil
}

// weightsOf are weights in proportion of whole numbers.
func weightsOf(numbers []int64) (money.Weights, error) {
	var shares []money.Fraction
	for _, n := range numbers {
		share, err := money.NewFraction(n, 1)
		if err != nil {
			return money.Weights{}, err
		}
		shares = append(shares, share)
	}
	return money.NewWeights(shares...)
}

// post puts a sum in its place.
func post(into *money.Amount, sum money.Total) error {
	amount, err := sum.Amount()
	*into = amount
	return err
}
