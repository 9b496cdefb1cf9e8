package main

import (
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// page is a sheet in the making. Columns go by their letter, rows by their number, as in formulas.
type page struct {
	name     string
	title    string
	currency string
	columns  []column
	rows     []row
	// difference is the column of the check cells.
	difference string
	faults     []error
}

// column is the head of a column, in English and in the French of the trade.
type column struct {
	head, french string
	width        float64
}

// row is a row below the heads. Its level is how deep it is in the outline.
type row struct {
	cells []cell
	level int
	bold  bool
}

// cell holds a text or a number, or a formula with the value that the library has for it, which programs show
// that do not compute.
type cell struct {
	value   any // string or float64; nil of an empty cell
	formula string
	format  string
	head    bool
}

// The rows above the first one of data: the title, what the sheet is of, the heads.
const headRow = 3

// Number formats. French spreadsheets show the comma as a space and the point as a comma.
const (
	quantityFormat = `#,##0.####`
	rateFormat     = `0.000000`
	percentFormat  = `0.00##%`
	dateFormat     = `dd/mm/yyyy`
	textFormat     = `@`
)

// amountFormat is the accounting format with the sign of a currency: negative amounts in red, a dash for 0.00.
func amountFormat(currency string) string {
	sign := `[$` + currency + `]`
	if currency == "EUR" {
		sign = `[$€-40C]`
	}
	return `_-* #,##0.00\ ` + sign + `_-;[Red]\-* #,##0.00\ ` + sign + `_-;_-* "-"??\ ` + sign + `_-;_-@_-`
}

// add begins a row and returns its number.
func (p *page) add(level int, bold bool) int {
	p.rows = append(p.rows, row{make([]cell, len(p.columns)), level, bold})
	return p.last()
}

func (p *page) last() int { return headRow + len(p.rows) }

func (p *page) set(col string, r int, c cell) {
	if text, isText := c.value.(string); isText && len(utf16.Encode([]rune(text))) > maxText {
		p.fault(col, r, errText)
	}
	if len(c.formula) > maxFormula {
		p.fault(col, r, errFormula)
	}
	p.rows[r-headRow-1].cells[col[0]-'A'] = c
}

// Limits of a cell, in UTF-16 units of a text and in characters of a formula.
const (
	maxText    = 32_767
	maxFormula = 8_000
)

var (
	errText    = fmt.Errorf("longer than the %d characters of a cell", maxText)
	errFormula = fmt.Errorf("a formula longer than the %d characters of a cell", maxFormula)
	errDigits  = errors.New("has more than the 15 digits that a spreadsheet keeps")
)

func (p *page) fault(col string, r int, err error) {
	p.faults = append(p.faults, fmt.Errorf("sheet %s, cell %s%d: %w", p.name, col, r, err))
}

// text is never a formula, whatever it begins with.
func (p *page) text(col string, r int, s string) {
	if s != "" {
		p.set(col, r, cell{value: s, format: textFormat})
	}
}

// heads names the columns of a block that differ from those of the sheet.
func (p *page) heads(names map[string]string) int {
	r := p.add(0, true)
	for i := range p.columns {
		col := string(rune('A' + i))
		p.set(col, r, cell{value: names[col], format: textFormat, head: true})
	}
	return r
}

func (p *page) date(col string, r int, d civil.Date) {
	if !d.IsZero() {
		p.set(col, r, cell{value: float64(serial(d)), format: dateFormat})
	}
}

// serial is a day as spreadsheets count them, 1 January 1900 being 1; the 29 February that they give that
// year is counted.
func serial(d civil.Date) int {
	n := d.DaysSince(civil.MustParseDate("1900-01-01")) + 1
	if n >= 60 {
		n++
	}
	return n
}

// amount writes an amount that is given.
func (p *page) amount(col string, r int, a money.Amount) { p.total(col, r, a, "") }

// total writes an amount that a formula gives, with what the library has for it.
func (p *page) total(col string, r int, a money.Amount, formula string, args ...any) {
	p.number(col, r, a.String(), amountFormat(p.currency), formula, args...)
}

// number writes a plain decimal, with the formula that gives it where there is one.
func (p *page) number(col string, r int, decimal, format, formula string, args ...any) {
	value, err := exact(decimal)
	if err != nil {
		p.fault(col, r, fmt.Errorf("%s: %w", decimal, err))
	}
	p.set(col, r, cell{value: value, formula: formatted(formula, args), format: format})
}

// ratio writes a number that may be no decimal, such as a share of 1/3, then as a division.
func (p *page) ratio(col string, r int, n *big.Rat, format, formula string, args ...any) {
	places, isDecimal := n.FloatPrec()
	if isDecimal && formula == "" {
		p.number(col, r, n.FloatString(places), format, "")
		return
	}
	if formula == "" {
		formula = n.RatString()
	}
	value, _ := n.Float64() // shown alone; the formula is what counts
	p.set(col, r, cell{value: value, formula: formatted(formula, args), format: format})
}

// check writes the check cell of a row, which is 0.00 where the formulas agree with the library.
func (p *page) check(r int, formula string, args ...any) {
	p.total(p.difference, r, money.Amount{}, formula, args...)
}

// compare writes what the library has for a figure beside it, and that both agree.
func (p *page) compare(r int, figure, control string, a money.Amount) {
	p.amount(control, r, a)
	p.check(r, "ROUND(%[2]s%[1]d-%[3]s%[1]d,2)", r, figure, control)
}

// together is the sum of amounts for a cell.
func (p *page) together(col string, r int, amounts ...money.Amount) money.Amount {
	sum, err := money.Sum(amounts...)
	if err != nil {
		p.fault(col, r, err)
	}
	return sum
}

// differences is the greatest difference of the check cells of the sheet.
func (p *page) differences() string {
	cells := fmt.Sprintf("'%s'!%s%d:%s%d", p.name, p.difference, headRow+1, p.difference, p.last())
	return fmt.Sprintf("MAX(MAX(%s),-MIN(%s))", cells, cells)
}

// at names a cell for formulas of other sheets.
func (p *page) at(col string, r int) string { return fmt.Sprintf("'%s'!$%s$%d", p.name, col, r) }

func formatted(formula string, args []any) string {
	if len(args) == 0 {
		return formula
	}
	return fmt.Sprintf(formula, args...)
}

// exact returns the number that a spreadsheet stores of a plain decimal, and refuses one of more digits than it
// keeps: the stored text is then the decimal, digit by digit.
func exact(decimal string) (float64, error) {
	const most = 15
	if len(strings.Trim(strings.Replace(decimal, ".", "", 1), "-0")) > most {
		return 0, errDigits
	}
	return strconv.ParseFloat(decimal, 64)
}

// sum adds up the cells of a column in the given rows, which rise, those that follow one another as a range.
func sum(col string, rows []int) string {
	var terms []string
	for i := 0; i < len(rows); {
		j := i
		for j+1 < len(rows) && rows[j+1] == rows[j]+1 {
			j++
		}
		if i == j {
			terms = append(terms, fmt.Sprintf("%s%d", col, rows[i]))
		} else {
			terms = append(terms, fmt.Sprintf("SUM(%s%d:%s%d)", col, rows[i], col, rows[j]))
		}
		i = j + 1
	}
	if len(terms) == 0 {
		return "0"
	}
	return strings.Join(terms, "+")
}
