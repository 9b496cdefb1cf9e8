package chain

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
)

// Earned is what somebody earned in a month under a contract up to the stated day, with what the employer pays on
// top: the part of the payslip for its paid days until then. Extras are one, under their function. Who is not
// in the payroll has a month with contributions, and no payslip: its last day stands for it.
type Earned struct {
	Who     string `json:"who"`
	Account string `json:"account"`
	// Payslip is the date of the payslip, Cost its employer cost.
	Payslip civil.Date   `json:"payslip"`
	Cost    money.Amount `json:"cost"`
	// Days are the paid days of the payslip, ToDate those up to the stated day.
	Days   int          `json:"days"`
	ToDate int          `json:"toDate"`
	Amount money.Amount `json:"amount"`
}

// dayWage is a part of what somebody costs on a paid day.
type dayWage struct {
	FedLine
	date    civil.Date
	payslip civil.Date
}

// wagesByDay divides what everybody costs over the paid days: the gross is that of the day, and what the employer
// pays on top of a month is split once in proportion of it, by largest remainder, so that the days add up to the
// payslips.
func wagesByDay(p *Production) ([]dayWage, error) {
	var all []dayWage
	for _, w := range p.Payroll.People {
		for i, slip := range w.Payslips {
			days, err := w.slipByDay(i)
			if err != nil {
				return nil, fmt.Errorf("payslip of %s, %v: %w", w.Who, slip.Date, err)
			}
			all = append(all, days...)
		}
	}
	return all, nil
}

// daysOf are the paid days of a payslip, which is dated on the last of them.
func (w Person) daysOf(slip int) []payroll.WorkedDay {
	return slices.DeleteFunc(slices.Clone(w.Paid), func(d payroll.WorkedDay) bool {
		return d.Date.After(w.Payslips[slip].Date) || slip > 0 && !d.Date.After(w.Payslips[slip-1].Date)
	})
}

func (w Person) slipByDay(i int) ([]dayWage, error) {
	slip := w.Payslips[i]
	onWages, err := taxesOf(slip)
	if err != nil {
		return nil, err
	}
	shares, err := sharesOf(w, slip.Bases.Gross, slip.EmployerCost, onWages)
	if err != nil {
		return nil, err
	}
	days := w.daysOf(i)
	var gross []int64
	for _, d := range days {
		gross = append(gross, d.Gross.Cents())
	}
	weights, err := weightsOf(gross)
	if err != nil {
		return nil, err
	}
	var all []dayWage
	for _, s := range shares {
		parts, err := money.Apportion(s.Amount, weights)
		if err != nil {
			return nil, err
		}
		for n, part := range parts {
			s.Amount = part
			all = append(all, dayWage{FedLine: s, date: days[n].Date, payslip: slip.Date})
		}
	}
	return all, nil
}

// extrasByDay are the extras of each day, all of them together.
func extrasByDay(p *Production) ([]dayWage, error) {
	var all []dayWage
	for _, d := range p.Payroll.Extras.Days {
		shares, err := p.Payroll.Extras.shares(d)
		if err != nil {
			return nil, err
		}
		for _, s := range shares {
			all = append(all, dayWage{FedLine: s, date: d.Date, payslip: d.Date.Month().Last()})
		}
	}
	return all, nil
}

// earned adds up the wages of everybody by month, up to the stated day.
func earned(wages []dayWage, asOf civil.Date) []Earned {
	var all []Earned
	for _, w := range wages {
		if w.payslip.Month().First().After(asOf) {
			continue
		}
		at := slices.IndexFunc(all, func(e Earned) bool { return e.Who == w.From && e.Payslip == w.payslip })
		if at < 0 {
			at, all = len(all), append(all, Earned{Who: w.From, Account: w.Account, Payslip: w.payslip})
		}
		e := &all[at]
		e.Cost = money.FromCents(e.Cost.Cents() + w.Amount.Cents())
		day := 0
		if w.What == partGross || w.What == partHired {
			day = 1
		}
		e.Days += day
		if !w.date.After(asOf) {
			e.ToDate += day
			e.Amount = money.FromCents(e.Amount.Cents() + w.Amount.Cents())
		}
	}
	return all
}

// wageEntries post the wages of each week by account on its last paid day, up to the stated day. Wages are
// due at the end of their month, or on the next working day, and those that were due are paid.
func wageEntries(wages []dayWage, asOf civil.Date, calendar civil.Calendar) ([]budget.Entry, error) {
	wages = slices.DeleteFunc(slices.Clone(wages), func(w dayWage) bool { return w.date.After(asOf) })
	slices.SortStableFunc(wages, func(a, b dayWage) int {
		return cmp.Or(a.date.Monday().Compare(b.date.Monday()), a.payslip.Month().Compare(b.payslip.Month()), cmp.Compare(a.Account, b.Account))
	})
	var entries []budget.Entry
	for _, w := range wages {
		id := fmt.Sprintf("paie-%v-%02d", w.date.Monday(), w.payslip.Month().Month())
		if n := len(entries); n == 0 || entries[n-1].ID != id {
			due, err := workingDay(w.payslip.Month().Last(), calendar)
			if err != nil {
				return nil, err
			}
			entries = append(entries, budget.Entry{
				ID: id, Kind: budget.Payroll, Party: "Salariés", Label: fmt.Sprintf("Paie de la semaine du %v", w.date.Monday()),
				Due: due,
			})
		}
		e := &entries[len(entries)-1]
		if w.date.After(e.Date) {
			e.Date = w.date
		}
		if n := len(e.Lines); n == 0 || e.Lines[n-1].Account != w.Account {
			e.Lines = append(e.Lines, budget.EntryLine{Account: w.Account})
		}
		line := &e.Lines[len(e.Lines)-1]
		line.Amount = money.FromCents(line.Amount.Cents() + w.Amount.Cents())
	}
	return append(entries, wagePayments(entries, asOf)...), nil
}

func wagePayments(entries []budget.Entry, asOf civil.Date) []budget.Entry {
	var payments []budget.Entry
	for _, e := range entries {
		if e.Due.After(asOf) {
			continue
		}
		var owed int64
		for _, l := range e.Lines {
			owed += l.Amount.Cents()
		}
		payments = append(payments, budget.Entry{
			ID: "virement-" + e.ID, Kind: budget.Payment, Date: e.Due, Party: e.Party, Of: e.ID, Amount: money.FromCents(owed), Batch: "paie-" + e.Due.String(),
		})
	}
	return payments
}
