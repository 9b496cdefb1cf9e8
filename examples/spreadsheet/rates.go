package main

import (
	"fmt"
	"math/big"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/money"
)

// rates is the sheet of what the lines of a budget are reckoned with, and the cells that formulas find it in.
type rates struct {
	page     *page
	globals  map[string]string
	hours    map[string]string // by unit
	switches map[string]string // of groups, 1 or 0
	fringes  map[string]fringeCells
	exchange []exchangeCell
}

// fringeCells are those of a fringe: its rate or amount, and its ceiling where it has one.
type fringeCells struct {
	budget.Fringe
	rate, ceiling string
}

type exchangeCell struct {
	currency string
	rate     *big.Rat
	cell     string
	source   string
}

// whole is the format of rates that are no percentages: those of exchange, hours, switches.
const whole = `General`

func newRates(b budget.Budget) *rates {
	r := &rates{
		page: &page{
			name: "Rates", title: b.Title, currency: b.Currency, difference: "F",
			columns: []column{
				{"Code", "code", 16}, {"Name", "désignation", 40}, {"Value", "valeur", 16}, {"Ceiling", "plafond", 18},
				{"Kind", "nature", 14}, {"Difference", "écart", 14}, {"Why", "justification", 60},
			},
		},
		globals: map[string]string{}, hours: map[string]string{}, switches: map[string]string{}, fringes: map[string]fringeCells{},
	}
	r.addGlobals(b.Globals)
	r.addFringes(b.Fringes)
	r.addExchange(b.Rates)
	p := r.page
	for _, u := range b.Units {
		row := r.add(u.Name, "", "hours of a unit")
		p.number("C", row, u.Hours.String(), whole, "")
		r.hours[u.Name] = p.at("C", row)
	}
	for _, g := range b.Groups {
		row := r.add(g.Code, g.Name, "group")
		on := "1"
		if g.Off {
			on = "0"
		}
		p.number("C", row, on, whole, "")
		p.text("G", row, "1 is on, 0 leaves its lines out")
		r.switches[g.Code] = p.at("C", row)
	}
	return r
}

func (r *rates) add(code, name, kind string) int {
	row := r.page.add(0, false)
	r.page.text("A", row, code)
	r.page.text("B", row, name)
	r.page.text("E", row, kind)
	return row
}

// addGlobals gives every global a cell before any formula is written, because their order is free.
func (r *rates) addGlobals(globals []budget.Global) {
	first := r.page.last() + 1
	for i, g := range globals {
		r.globals[g.Name] = r.page.at("C", first+i)
	}
	values, err := valuesOf(globals)
	if err != nil {
		r.page.fault("C", first, err)
		return
	}
	for _, g := range globals {
		row := r.add(g.Name, "", "global")
		r.formula(r.page, "C", row, g.Value, values[g.Name], quantityFormat)
		r.page.text("G", row, string(g.Value))
	}
}

// valuesOf evaluates globals: each is the quantity of a line of a budget that has nothing else.
func valuesOf(globals []budget.Global) (map[string]*big.Rat, error) {
	lines := make([]budget.Line, len(globals))
	for i, g := range globals {
		lines[i] = budget.Line{Code: g.Name, Quantity: budget.Formula(g.Name), Price: "0"}
	}
	sheet, err := budget.Compute(budget.Budget{
		Title: "globals", Currency: "EUR", Globals: globals, Accounts: []budget.Account{{Code: "1", Lines: lines}},
	})
	if err != nil {
		return nil, err
	}
	values := map[string]*big.Rat{}
	for _, l := range sheet.Accounts[0].Lines {
		values[l.Code] = l.Quantity.Rat()
	}
	return values, nil
}

func (r *rates) addFringes(fringes []budget.Fringe) {
	for _, f := range fringes {
		row := r.add(f.Code, f.Name, "fringe, "+string(f.Kind))
		if f.Kind == budget.Percentage {
			r.page.number("C", row, f.Rate.String(), percentFormat, "")
		} else {
			r.page.amount("C", row, *f.Amount)
		}
		cells := fringeCells{Fringe: f, rate: r.page.at("C", row)}
		if f.Ceiling != nil {
			r.page.amount("D", row, *f.Ceiling)
			cells.ceiling = r.page.at("D", row)
		}
		if f.PerPerson {
			r.page.text("G", row, "the lines of a person share the ceiling")
		}
		r.fringes[f.Code] = cells
	}
}

func (r *rates) addExchange(list []budget.ExchangeRate) {
	for _, x := range list {
		row := r.add(x.Currency, "", "exchange rate")
		r.page.number("C", row, x.Rate.String(), rateFormat, "")
		why := x.Source
		if !x.From.IsZero() {
			why = fmt.Sprintf("from %v. %s", x.From, why)
		}
		r.page.text("G", row, why)
		r.exchange = append(r.exchange, exchangeCell{x.Currency, x.Rate.Rat(), r.page.at("C", row), x.Source})
	}
}

// rateOf finds the rate that a line was reckoned with among those of its currency.
func (r *rates) rateOf(currency string, rate *big.Rat) (exchangeCell, bool) {
	for _, x := range r.exchange {
		if x.currency == currency && x.rate.Cmp(rate) == 0 {
			return x, true
		}
	}
	return exchangeCell{}, false
}

// formula writes a formula of the budget as one of the spreadsheet, a plain number as a number.
func (r *rates) formula(p *page, col string, row int, f budget.Formula, value *big.Rat, format string) {
	if _, err := money.ParseDecimal(string(f)); err == nil {
		p.number(col, row, string(f), format, "")
		return
	}
	text, err := translate(f, r.globals)
	if err != nil {
		p.fault(col, row, fmt.Errorf("%s: %w", f, err))
		return
	}
	p.ratio(col, row, value, format, text)
}
