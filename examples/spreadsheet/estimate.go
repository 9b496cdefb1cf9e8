package main

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/money"
)

// estimate is the sheet of the budget in the making, with the rows that formulas refer to.
type estimate struct {
	page  *page
	rates *rates
	// rows are by code of account or charge.
	rows map[string]int
	// earlier are the cells of the lines of a person before, whose fringe has one ceiling.
	earlier map[personFringe][]string
	top     []int
	total   int
}

type personFringe struct{ person, fringe string }

// budgetPage writes the budget: accounts, their lines and the fringes on them, charges, credits, the total.
func budgetPage(in documents, r *rates) *estimate {
	e := &estimate{
		page: &page{
			name: "Budget", title: in.Budget.Title, currency: in.Budget.Currency, difference: "N",
			columns: []column{
				{"Code", "poste", 10}, {"Description", "désignation", 44}, {"Quantity", "quantité", 10}, {"Unit", "unité", 11},
				{"×", "multiplicateur", 8}, {"Price", "prix unitaire", 15}, {"Rate", "taux", 10}, {"Base", "assiette", 16},
				{"Fringe", "charge", 15}, {"Direct", "brut", 17}, {"Fringes", "charges sociales", 16}, {"Total", "total", 18},
				{"Total of the library", "contrôle", 18}, {"Difference", "écart", 13}, {"Why", "justification", 50},
			},
		},
		rates: r, rows: map[string]int{}, earlier: map[personFringe][]string{},
	}
	for i := range in.Budget.Accounts {
		e.top = append(e.top, e.account(&in.Budget.Accounts[i], &in.Topsheet.Accounts[i], 0))
	}
	accounts := e.accounts(in.Topsheet)
	charges := e.charges(in.Budget, in.Topsheet, accounts)
	credits := e.credits(in.Topsheet)
	e.total = e.page.add(0, true)
	e.page.text("B", e.total, "Total")
	e.page.total("L", e.total, in.Topsheet.Total, "%s", sum("L", slices.Concat([]int{accounts}, charges, credits)))
	e.check(e.total, in.Topsheet.Total)
	return e
}

// check compares the total of a row with that of the library.
func (e *estimate) check(r int, a money.Amount) {
	e.page.compare(r, "L", "M", a)
}

func (e *estimate) account(a *budget.Account, t *budget.AccountTotal, level int) int {
	p := e.page
	r := p.add(level, true)
	e.rows[a.Code] = r
	p.text("A", r, a.Code)
	p.text("B", r, a.Name)
	for i := range a.Lines {
		e.line(&a.Lines[i], &t.Lines[i], level+1)
	}
	lastLine := p.last()
	var below []int
	for i := range a.Accounts {
		below = append(below, e.account(&a.Accounts[i], &t.Accounts[i], level+1))
	}
	p.total("J", r, t.Direct, "%s", linesAndBelow("J", r+1, lastLine, below))
	p.total("K", r, t.Fringes, "%s", linesAndBelow("K", r+1, lastLine, below))
	p.total("L", r, t.Total, "J%d+K%d", r, r)
	e.check(r, t.Total)
	return r
}

// linesAndBelow adds up the lines of an account as one range, in which the rows of fringes have empty cells, and the
// accounts below it.
func linesAndBelow(col string, first, last int, below []int) string {
	switch {
	case last < first:
		return sum(col, below)
	case len(below) == 0:
		return fmt.Sprintf("SUM(%s%d:%s%d)", col, first, col, last)
	}
	return fmt.Sprintf("SUM(%s%d:%s%d)+%s", col, first, col, last, sum(col, below))
}

func (e *estimate) line(l *budget.Line, t *budget.LineTotal, level int) {
	p := e.page
	r := p.add(level, false)
	p.text("A", r, l.Code)
	p.text("B", r, l.Description)
	p.text("D", r, l.Unit)
	e.rates.formula(p, "C", r, l.Quantity, t.Quantity.Rat(), quantityFormat)
	e.rates.formula(p, "E", r, cmp.Or(l.Multiplier, "1"), t.Multiplier.Rat(), quantityFormat)
	e.rates.formula(p, "F", r, l.Price, t.Price.Rat(), priceFormat)
	factors := fmt.Sprintf("C%d*E%d*F%d", r, r, r)
	x, isForeign := e.rates.rateOf(l.Currency, t.Rate.Rat())
	if isForeign {
		p.ratio("G", r, t.Rate.Rat(), rateFormat, x.cell)
		factors += fmt.Sprintf("*G%d", r)
	}
	p.total("J", r, t.Amount, "%s%s", toCent(factors), e.switched(l))
	first := p.last() + 1
	for _, code := range l.Fringes {
		e.fringe(l, t, e.rates.fringes[code], r, level+1)
	}
	if len(l.Fringes) > 0 {
		p.total("K", r, t.Fringes, "SUM(I%d:I%d)", first, p.last())
	}
	p.total("L", r, p.together("L", r, t.Amount, t.Fringes), "J%d+K%d", r, r)
	p.text("O", r, e.why(l, x))
}

const priceFormat = `#,##0.00##`

// switched is the factor by which a group leaves a line out.
func (e *estimate) switched(l *budget.Line) string {
	if l.Group == "" {
		return ""
	}
	return "*" + e.rates.switches[l.Group]
}

func (e *estimate) why(l *budget.Line, x exchangeCell) string {
	var parts []string
	for _, part := range []struct{ what, value string }{
		{"price in ", l.Currency}, {"rate: ", x.source}, {"from ", strings.Join(l.From, ", ")}, {"group ", l.Group},
		{"borne by ", l.BorneBy}, {"spent in ", l.SpentIn}, {"funded by ", l.FundedBy}, {"phase ", l.Phase},
	} {
		if part.value != "" {
			parts = append(parts, part.what+part.value)
		}
	}
	return strings.Join(parts, "; ")
}

// fringe writes base × rate below the line that it is on.
func (e *estimate) fringe(l *budget.Line, t *budget.LineTotal, f fringeCells, line, level int) {
	p := e.page
	r := p.add(level, false)
	p.text("B", r, strings.TrimSuffix("+ "+f.Code+" "+f.Name, " "))
	computed := budget.FringeLine{Code: f.Code} // of a line that is off
	if i := slices.IndexFunc(t.FringeLines, func(x budget.FringeLine) bool { return x.Code == f.Code }); i >= 0 {
		computed = t.FringeLines[i]
	}
	switch f.Kind {
	case budget.Percentage:
		base, why := e.fringeBase(l, f, line)
		p.total("H", r, computed.Base, "%s", base)
		p.ratio("G", r, f.Rate.Rat(), percentFormat, f.rate)
		p.total("I", r, computed.Amount, toCent("H%d*G%d"), r, r)
		p.text("O", r, why)
	case budget.Flat:
		p.total("H", r, computed.Base, "%s%s", f.rate, e.switched(l))
		p.total("I", r, computed.Amount, "H%d", r)
		p.text("O", r, "the same for every line")
	case budget.Hourly:
		hours := new(big.Rat)
		if computed.Hours != nil {
			hours = computed.Hours.Rat()
		}
		p.ratio("C", r, hours, quantityFormat, "%s*C%d*E%d%s", e.rates.hours[l.Unit], line, line, e.switched(l))
		p.text("D", r, "hours")
		p.total("H", r, *f.Amount, "%s", f.rate)
		p.total("I", r, computed.Amount, toCent("C%d*H%d"), r, r)
		p.text("O", r, "amount of an hour × hours")
	}
}

// fringeBase is the part of a line within the ceiling of a fringe: where the ceiling is that of a person, within
// what their lines before left of it.
func (e *estimate) fringeBase(l *budget.Line, f fringeCells, line int) (formula, why string) {
	amount := fmt.Sprintf("J%d", line)
	if f.ceiling == "" {
		return amount, "amount of the line × rate"
	}
	if !f.PerPerson || l.Person == "" {
		return fmt.Sprintf("MIN(%s,%s)", amount, f.ceiling), "amount of the line, up to the ceiling, × rate"
	}
	key := personFringe{l.Person, f.Code}
	earlier := strings.Join(e.earlier[key], "+")
	e.earlier[key] = append(e.earlier[key], amount)
	why = "amounts of " + l.Person + ", up to the ceiling, less those of the lines before, × rate"
	if earlier == "" {
		return fmt.Sprintf("MIN(%s,%s)", amount, f.ceiling), why
	}
	return fmt.Sprintf("MIN(%s+%s,%s)-MIN(%s,%s)", earlier, amount, f.ceiling, earlier, f.ceiling), why
}

// accounts writes the sum of the top accounts, which charges on everything are a rate of.
func (e *estimate) accounts(t budget.Topsheet) int {
	r := e.page.add(0, true)
	e.page.text("B", r, "Accounts together")
	var direct, fringes, total []money.Amount
	for _, a := range t.Accounts {
		direct, fringes, total = append(direct, a.Direct), append(fringes, a.Fringes), append(total, a.Total)
	}
	for _, c := range []struct {
		col     string
		amounts []money.Amount
	}{{"J", direct}, {"K", fringes}, {"L", total}} {
		e.page.total(c.col, r, e.page.together(c.col, r, c.amounts...), "%s", sum(c.col, e.top))
	}
	return r
}

// charges writes rates over accounts and other charges, which may come after them.
func (e *estimate) charges(b budget.Budget, t budget.Topsheet, accounts int) []int {
	p := e.page
	var rows []int
	for _, c := range b.Charges {
		r := p.add(0, false)
		rows = append(rows, r)
		e.rows[c.Code] = r
	}
	e.rows["*"] = accounts
	for i, c := range b.Charges {
		r, computed := rows[i], t.Charges[i]
		p.text("A", r, c.Code)
		p.text("B", r, c.Name)
		amount := fmt.Sprintf("H%d", r)
		if c.Rate != nil {
			p.total("H", r, computed.Base, "%s", e.base(c))
			p.number("G", r, c.Rate.String(), percentFormat, "")
			amount = fmt.Sprintf(toCent("H%d*G%d"), r, r)
			p.text("O", r, baseInWords(c))
		} else {
			p.amount("H", r, *c.Amount)
			p.text("O", r, "a fixed amount")
		}
		if c.Cap != nil {
			p.text("D", r, "at most")
			p.amount("F", r, *c.Cap)
			amount = fmt.Sprintf("MIN(%s,F%d)", amount, r)
		}
		p.total("L", r, computed.Amount, "%s", amount)
		e.check(r, computed.Amount)
	}
	return rows
}

func (e *estimate) base(c budget.Charge) string {
	var terms []string
	for _, code := range c.Base {
		terms = append(terms, fmt.Sprintf("L%d", e.rows[code]))
	}
	formula := strings.Join(terms, "+")
	for _, code := range c.Exclude {
		formula += fmt.Sprintf("-L%d", e.rows[code])
	}
	return formula
}

func baseInWords(c budget.Charge) string {
	text := "rate × " + strings.ReplaceAll(strings.Join(c.Base, " + "), "*", "all accounts")
	if len(c.Exclude) > 0 {
		text += " − " + strings.Join(c.Exclude, " − ")
	}
	return text
}

// credits writes what is taken off, below zero.
func (e *estimate) credits(t budget.Topsheet) []int {
	p := e.page
	var rows []int
	for _, c := range t.Credits {
		r := p.add(0, false)
		rows = append(rows, r)
		p.text("A", r, c.Code)
		p.text("B", r, c.Name)
		p.amount("H", r, c.Amount)
		p.total("L", r, negative(c.Amount), "-H%d", r)
		p.text("O", r, "taken off the total")
	}
	return rows
}

// negative is for amounts that are never negative, whose opposites are amounts.
func negative(a money.Amount) money.Amount { return money.FromCents(-a.Cents()) }
