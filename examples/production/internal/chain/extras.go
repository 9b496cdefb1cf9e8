package chain

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
	"github.com/bobine-film/bobine/schedule"
)

// extraTerms are the terms of extras (acteurs de complément), engaged by the day.
type extraTerms struct {
	// Function is one of the grid of extras, Fee the pay of a day.
	Function string       `json:"function" strict:"required"`
	Fee      money.Amount `json:"fee" strict:"required"`
}

func (e *extraTerms) check() error {
	var f valid.Faults
	needed(&f, "function", e.Function)
	positive(&f, "fee", e.Fee)
	return f.Err()
}

// Extras is what the extras of the days in France are paid; those of days abroad are engaged there by the
// co-producer, who bears them as a purchase. It is not part of the sums of the payroll: the budget has lines of
// its own for them, in days.
type Extras struct {
	Function string `json:"function"`
	// Days are the days of shooting with extras, Cachets how many days of extras they are in all.
	Days    []ExtrasDay  `json:"days"`
	Cachets int          `json:"cachets"`
	Gross   money.Amount `json:"gross"`
	Cost    money.Amount `json:"cost"`
}

// ExtrasDay is a day of so many extras, who all have the hours, the pay and the payslip of one.
type ExtrasDay struct {
	Date  civil.Date `json:"date"`
	Count int        `json:"count"`
	// Groups are the names that the breakdown has for them, Region is where they are.
	Groups  []string             `json:"groups"`
	Region  string               `json:"region"`
	Pay     payroll.PerformerPay `json:"pay"`
	Payslip payroll.Payslip      `json:"payslip"`
	Gross   money.Amount         `json:"gross"`
	Cost    money.Amount         `json:"cost"`
	// Taxes are those on wages, which are in Cost.
	Taxes money.Amount `json:"taxes"`
}

// extras pays the extras of each day of the plan that is in France.
func (f *film) extras(p *Production) (Extras, error) {
	all := Extras{Function: f.cast.Extras.Function, Days: []ExtrasDay{}}
	var gross, cost money.Total
	for n, u := range p.Payroll.Days {
		groups, count, with := f.extrasOn(p.Schedule.Days[n])
		if count == 0 || p.Schedule.Days[n].Country != home {
			continue
		}
		call, wrap, err := f.onSet(p.Schedule.Days[n], u, with)
		if err != nil {
			return all, inFile("timesheets.json", under("document", err))
		}
		day := payroll.PerformerDay{Date: u.Date}
		day.Call, day.Wrap, day.Meal, day.MealAt = u.clocks(call, wrap)
		paid, err := f.extrasDay(day, count, u.Paris)
		if err != nil {
			return all, inFile("cast.json", under("document.extras", err))
		}
		paid.Groups, paid.Region = groups, p.Schedule.Days[n].Region
		all.Days = append(all.Days, paid)
		all.Cachets += count
		gross.Add(paid.Gross)
		cost.Add(paid.Cost)
	}
	return all, joined(post(&all.Gross, gross), post(&all.Cost, cost))
}

// extrasOn returns the extras that a day needs, how many they are, and the scenes that they are in. The same extras
// in several scenes of a day come once.
func (f *film) extrasOn(d ShootingDay) (groups []string, count int, with map[string]bool) {
	most := map[string]int{}
	with = map[string]bool{}
	for _, id := range d.Scenes {
		for _, e := range f.breakdown.scene(id).Elements {
			if e.Category != schedule.Background {
				continue
			}
			if !slices.Contains(groups, e.Name) {
				groups = append(groups, e.Name)
			}
			most[e.Name] = max(most[e.Name], e.Quantity)
			with[id] = true
		}
	}
	for _, n := range most {
		count += n
	}
	return groups, count, with
}

// scene returns the sheet of a scene, or of the rest of one.
func (b *breakdownSheets) scene(id string) sheet {
	id = strings.TrimSuffix(id, schedule.RestSuffix)
	return b.Scenes[slices.IndexFunc(b.Scenes, func(s sheet) bool { return s.Scene == id })]
}

// extrasDay pays the extras of a day. Outside Île-de-France the pay is that of the contract: the grid holds there
// around some towns alone (annexe III.2).
func (f *film) extrasDay(day payroll.PerformerDay, count int, paris bool) (ExtrasDay, error) {
	id := fmt.Sprintf("%s, %v", f.cast.Extras.Function, day.Date)
	pay, err := payroll.ComputePerformer(payroll.PerformerEngagement{
		ID: id, Grid: payroll.FilmExtra, Function: f.cast.Extras.Function, Term: payroll.ByTheDay, Pay: &f.cast.Extras.Fee,
		Paris: paris, OutsideArea: !paris, Days: []payroll.PerformerDay{day},
	}, payroll.PerformerParameters{})
	if err != nil {
		return ExtrasDay{}, err
	}
	e := f.artist(id, nil)
	e.Date, e.Days, e.Gross, e.Cachets = day.Date, 1, pay.Gross, 1
	slip, err := payroll.ComputePayslip(e, payroll.Parameters{})
	if err != nil {
		return ExtrasDay{}, err
	}
	one := ExtrasDay{Date: day.Date, Count: count, Pay: pay, Payslip: slip}
	many := money.DecimalFromInt(int64(count))
	if one.Gross, err = money.Mul(pay.Gross, many); err != nil {
		return one, err
	}
	if one.Cost, err = money.Mul(slip.EmployerCost, many); err != nil {
		return one, err
	}
	taxes, err := taxesOf(slip)
	if err != nil {
		return one, err
	}
	one.Taxes, err = money.Mul(taxes, many)
	return one, err
}

// shares are the parts of what the extras of a day cost, each with its account.
func (e Extras) shares(d ExtrasDay) ([]FedLine, error) {
	return sharesOf(Person{Who: e.Function, Account: accountExtras, Artist: true}, d.Gross, d.Cost, d.Taxes)
}

// payslips are those of every extra of every day.
func (e Extras) payslips() []payroll.Payslip {
	var all []payroll.Payslip
	for _, d := range e.Days {
		for range d.Count {
			all = append(all, d.Payslip)
		}
	}
	return all
}
