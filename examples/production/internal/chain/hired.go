package chain

import (
	"slices"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// hiredByDay is what people earn whom the payroll does not have: additional labour, doubles and extras abroad on the
// days that need them, and lines of the devis such as the director's on the working days of their phase. All with
// the contributions of their lines, in the account of the line.
func (f *film) hiredByDay(p *Production) ([]dayWage, error) {
	var all []dayWage
	for _, d := range p.Schedule.Days {
		lines, totals, err := f.neededOn(p, d)
		if err != nil {
			return nil, err
		}
		for i, l := range lines {
			if !paysPeople(l.Account) {
				continue
			}
			amount, err := totals[i].Amount.Add(totals[i].Fringes)
			if err != nil {
				return nil, err
			}
			all = append(all, hired(l.Account, l.Line, amount, d.Date))
		}
	}
	engaged, err := f.engagedByDay(p)
	return append(all, engaged...), err
}

// engagedByDay divides the lines of people that stand in the devis over the working days of their phase, equally, by
// largest remainder.
func (f *film) engagedByDay(p *Production) ([]dayWage, error) {
	calendar, err := f.calendar(p)
	if err != nil {
		return nil, err
	}
	var all []dayWage
	for _, l := range f.standing(p.Budget) {
		days := workingDays(f.treasury.periodOf(l, p.Treasury.Phases), calendar)
		part, err := l.part()
		if err != nil {
			return nil, err
		}
		earned, err := evenly(part.Amount, 0, days)
		if err != nil {
			return nil, err
		}
		for _, d := range earned {
			all = append(all, hired(l.account, l.line, d.Gross, d.Date))
		}
	}
	return all, nil
}

// standing are the lines of people that budget.json has itself.
func (f *film) standing(b Budget) []budgetLine {
	own := map[string]bool{}
	eachAccount(f.budget.Accounts, func(a budget.Account) {
		for _, l := range a.Lines {
			own[l.Code] = paysPeople(a.Code)
		}
	})
	return slices.DeleteFunc(budgetLines(b), func(l budgetLine) bool { return !own[l.line.Code] })
}

// paysPeople reports whether an account is of people: crew and cast (heads 2 and 3 of the chart).
func paysPeople(account string) bool { return account[0] == '2' || account[0] == '3' }

func hired(account string, l budget.Line, amount money.Amount, on civil.Date) dayWage {
	who := FedLine{Account: account, Line: l.Code, From: l.Description, What: partHired, Amount: amount}
	return dayWage{FedLine: who, date: on, payslip: on.Month().Last()}
}

func workingDays(p civil.Period, calendar civil.Calendar) []civil.Date {
	var days []civil.Date
	for day := range p.All() {
		if calendar.IsWorking(day) {
			days = append(days, day)
		}
	}
	return days
}
