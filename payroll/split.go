package payroll

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// WorkedDay is a paid day of a contract.
type WorkedDay struct {
	Date civil.Date `json:"date" strict:"required"`
	// Hours are the paid hours, Gross the gross pay of the day.
	Hours money.Decimal `json:"hours" strict:"required"`
	Gross money.Amount  `json:"gross" strict:"required"`
}

// Split divides a contract that runs over several months into one engagement a month, because a
// payslip covers one month at most and every dated figure begins on the first of a month.
// Each has the days of its month, is paid on the last of them, and carries the identifier of
// the contract, so that [YearToDate.Apply] computes the reduction on the whole.
//
// Whether the contract is short, of three months for unemployment insurance where e does not say and of
// two for the neutral rate of tax, follows from its first and last day.
//
// e gives all that does not depend on the days; its own date, days, hours and gross are not
// used. Days that are not in order, or without pay, are each a [*FieldError].
func Split(e Engagement, days []WorkedDay) ([]Engagement, error) {
	if err := checkDays(days); err != nil {
		return nil, err
	}
	if e.Contract == "" {
		e.Contract = e.ID
	}
	whole := civil.Period{From: days[0].Date, To: days[len(days)-1].Date}
	e.ContractDays = len(days)
	if e.ShortContract == nil {
		e.ShortContract = new(lastsAtMost(whole, 3))
	}
	e.ShortTerm = e.ShortTerm || e.NeutralRate != "" && lastsAtMost(whole, 2)
	var parts []Engagement
	for len(days) > 0 {
		n, month := 1, days[0].Date.Month()
		for n < len(days) && days[n].Date.Month() == month {
			n++
		}
		part, err := partOf(e, days[:n], whole)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
		days = days[n:]
	}
	return parts, nil
}

// lastsAtMost reports whether a period is at most so many months, from date to date: from 15 January to
// 14 March are two.
func lastsAtMost(p civil.Period, months int) bool {
	end, err := p.From.AddMonths(months)
	return err != nil || p.To.Before(end)
}

func checkDays(days []WorkedDay) error {
	var f valid.Faults
	if len(days) == 0 {
		f.Add("days", nil, valid.ErrMissing)
	}
	f.Enter("days")
	for i, d := range days {
		f.Index(i)
		switch {
		case d.Date.IsZero():
			f.Add("date", nil, valid.ErrMissing)
		case i > 0 && !days[i-1].Date.Before(d.Date):
			f.Addf("date", d.Date, valid.ErrOutOfRange, "later than %v", days[i-1].Date)
		}
		if d.Hours.Sign() <= 0 || d.Hours.Compare(hoursOfDays[1]) > 0 {
			f.Addf("hours", d.Hours, valid.ErrOutOfRange, "more than 0, at most 24")
		}
		if d.Gross.Sign() < 0 || d.Gross.Compare(maxGross) > 0 {
			f.Addf("gross", d.Gross, valid.ErrOutOfRange, "0.00 to %v", maxGross)
		}
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

// partOf returns the engagement of the days of one month.
func partOf(e Engagement, days []WorkedDay, whole civil.Period) (Engagement, error) {
	last := days[len(days)-1].Date
	month := last.Month().Period()
	var gross money.Total
	hours := money.Decimal{}.Decimal()
	for _, d := range days {
		gross.Add(d.Gross)
		hours = hours.Add(d.Hours.Decimal())
	}
	paid, err := money.NewDecimal(hours)
	if err != nil {
		return Engagement{}, err
	}
	e.ID = fmt.Sprintf("%s %v", e.ID, last.Month())
	e.Date, e.Days, e.Hours = last, len(days), &paid
	if e.Gross, err = gross.Amount(); err != nil {
		return Engagement{}, err
	}
	inMonth, _ := whole.Intersect(month) // the days are in both
	e.CalendarDays = inMonth.Days()
	e.FullMonth = inMonth == month
	return e, nil
}
