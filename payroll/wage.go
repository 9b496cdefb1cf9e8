package payroll

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// WageLine is an element of a wage. It recomputes: the amount is hours × rate × base hour, hours ×
// price or count × price, of exact values, rounded once to the cent, half away from zero.
type WageLine struct {
	// Code is one of [WageCodes]; it never changes.
	Code string `json:"code"`
	// Hours are what is paid by the hour.
	Hours WorkHours `json:"hours,omitzero"`
	// Count is of what is paid by the piece.
	Count int `json:"count,omitempty"`
	// Rate is a share of the base hour: all of it on the line base, only the supplement on those of
	// premiums. Lines with a Price have none.
	Rate   money.Decimal `json:"rate,omitzero"`
	Price  UnitPrice     `json:"price,omitzero"`
	Amount money.Amount  `json:"amount"`
	Refs   law.Refs      `json:"refs"`
}

// Wage is the gross pay of a week of work.
type Wage struct {
	ID   string     `json:"id"`
	Date civil.Date `json:"date"`
	// Hours are those paid at the base hour: of the week after equivalence, rounded up to
	// the half hour, and of the sixth day; in a daily engagement those that were worked.
	Hours WorkHours `json:"hours"`
	// BaseHour is the price of an hour (salaire horaire de base): WeeklyPay over BaseHours.
	BaseHour  UnitPrice    `json:"baseHour"`
	WeeklyPay money.Amount `json:"weeklyPay"`
	BaseHours WorkHours    `json:"baseHours"`
	Lines     []WageLine   `json:"lines"`
	// Gross is the sum of the lines but meals and snacks, which are Allowances.
	Gross      money.Amount `json:"gross"`
	Allowances money.Amount `json:"allowances"`
	// Minimum is the gross of the same week at the minimum of the grid.
	Minimum money.Amount `json:"minimum"`
	Time    WageTime     `json:"time"`
	// Breaches are the limits of working time and pay that the week is beyond, by date, then
	// rule.
	Breaches []Breach     `json:"breaches"`
	Notices  []law.Notice `json:"notices"`
}

// WageTime is where the time of a week went. Presence is Worked, Meals and Unpaid transport;
// the hours of a weekly wage are Worked less Equivalence, with Rounding.
type WageTime struct {
	Presence    WorkHours `json:"presence"`
	Worked      WorkHours `json:"worked"`
	Meals       WorkHours `json:"meals"`
	Unpaid      WorkHours `json:"unpaid"`
	Equivalence WorkHours `json:"equivalence"`
	Rounding    WorkHours `json:"rounding"`
}

// ComputeWage returns the wage of a week. A faulty week is refused with every fault at once, each
// a [*FieldError]; a week before the grids among them is a [law.ErrNoValue]. For several weeks
// use [ComputeWages], or [WageParameters.At] and [WageRules.Wage].
func ComputeWage(w WorkingWeek, p WageParameters) (Wage, error) {
	var f valid.Faults
	book := wageBook{p: p}
	book.check(&w, &f)
	if err := f.Err(); err != nil {
		return Wage{}, err
	}
	return book.rules[0].wage(&w)
}

// ComputeWages returns the wages of weeks, in their order. One faulty week refuses them all; faults
// have the index of the week in their path.
//
// Complexity linear in the number of weeks; figures are looked up once for all weeks on which
// they hold.
func ComputeWages(weeks []WorkingWeek, p WageParameters) ([]Wage, error) {
	var f valid.Faults
	book := wageBook{p: p}
	for i := range weeks {
		f.Index(i)
		book.check(&weeks[i], &f)
		f.Leave()
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	wages := make([]Wage, len(weeks))
	for i := range weeks {
		rules, err := book.at(weeks[i].Date)
		if err == nil {
			wages[i], err = rules.wage(&weeks[i])
		}
		if err != nil {
			return nil, fmt.Errorf("[%d]: %w", i, err)
		}
	}
	return wages, nil
}

// Wage returns the wage of a week on which the rules hold. Another week, and every fault of it,
// is a [*FieldError].
func (r *WageRules) Wage(w WorkingWeek) (Wage, error) {
	if err := r.checkDate(w.Date); err != nil {
		return Wage{}, err
	}
	var f valid.Faults
	w.check(&f, r)
	if err := f.Err(); err != nil {
		return Wage{}, err
	}
	return r.wage(&w)
}
