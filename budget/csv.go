package budget

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/bobine-film/bobine/internal/tabular"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// CSVDialect is a form of tables in text.
type CSVDialect string

// Dialects.
const (
	// CommaCSV has commas between cells and decimal points, as RFC 4180 and English spreadsheets.
	CommaCSV CSVDialect = "comma"
	// SemicolonCSV has semicolons between cells and decimal commas, after a byte order mark, as the
	// French Excel opens. Semicolons stand between the arguments of its formulas.
	SemicolonCSV CSVDialect = "semicolon"
)

var csvDialects = []CSVDialect{CommaCSV, SemicolonCSV}

// OneOf returns the words that are a CSVDialect.
func (CSVDialect) OneOf() []string { return valid.Texts(csvDialects) }

// ErrEncoding reports a text that is not UTF-8.
var ErrEncoding = errors.New("is not UTF-8")

// local writes a number or a formula as the dialect does. In the dialect of semicolons a point
// becomes a comma and a comma a semicolon; a semicolon, which no formula has, becomes a point, so
// that the way back is exact for every text.
func (d CSVDialect) local(s string) string { return d.exchange(s, ".,;") }

// plain is the inverse of local.
func (d CSVDialect) plain(s string) string { return d.exchange(s, ",.;") }

// exchange puts each sign of a circle of three in place of the one before it.
func (d CSVDialect) exchange(s, circle string) string {
	if d != SemicolonCSV || !strings.ContainsAny(s, circle) {
		return s
	}
	b := []byte(s)
	for i, c := range b {
		if at := strings.IndexByte(circle, c); at >= 0 {
			b[i] = circle[(at+1)%len(circle)]
		}
	}
	return string(b)
}

// csvColumn is a field of a line in a table.
type csvColumn struct {
	name     string
	required bool
	write    func(l *AccountLine, d CSVDialect) string
	// read sets the field from a cell that is not empty.
	read func(l *AccountLine, d CSVDialect, cell string) error
	// formula is the field of a formula, nil of others.
	formula func(*AccountLine) *Formula
}

const factorColumn = "emissionFactor"

// csvColumns are those of every field of a line, in the order they are written.
func csvColumns() []csvColumn {
	return []csvColumn{
		textColumn("account", true, func(l *AccountLine) *string { return &l.Account }),
		textColumn("code", true, func(l *AccountLine) *string { return &l.Code }),
		textColumn("description", false, func(l *AccountLine) *string { return &l.Description }),
		formulaColumn("quantity", true, func(l *AccountLine) *Formula { return &l.Quantity }),
		textColumn("unit", false, func(l *AccountLine) *string { return &l.Unit }),
		formulaColumn("multiplier", false, func(l *AccountLine) *Formula { return &l.Multiplier }),
		formulaColumn("price", true, func(l *AccountLine) *Formula { return &l.Price }),
		textColumn("currency", false, func(l *AccountLine) *string { return &l.Currency }),
		listColumn("fringes", func(l *AccountLine) *[]string { return &l.Fringes }),
		textColumn("borneBy", false, func(l *AccountLine) *string { return &l.BorneBy }),
		textColumn("spentIn", false, func(l *AccountLine) *string { return &l.SpentIn }),
		textColumn("fundedBy", false, func(l *AccountLine) *string { return &l.FundedBy }),
		listColumn("tags", func(l *AccountLine) *[]string { return &l.Tags }),
		textColumn("group", false, func(l *AccountLine) *string { return &l.Group }),
		textColumn("person", false, func(l *AccountLine) *string { return &l.Person }),
		textColumn("phase", false, func(l *AccountLine) *string { return &l.Phase }),
		listColumn("from", func(l *AccountLine) *[]string { return &l.From }),
		{factorColumn, false, writeFactor, readFactor, nil},
		{"emissionSource", false, writeSource, readSource, nil},
	}
}

func textColumn(name string, required bool, field func(*AccountLine) *string) csvColumn {
	return csvColumn{
		name, required,
		func(l *AccountLine, _ CSVDialect) string { return *field(l) },
		func(l *AccountLine, _ CSVDialect, cell string) error {
			*field(l) = cell
			return nil
		},
		nil,
	}
}

func formulaColumn(name string, required bool, field func(*AccountLine) *Formula) csvColumn {
	return csvColumn{
		name, required,
		func(l *AccountLine, d CSVDialect) string { return d.local(string(*field(l))) },
		func(l *AccountLine, d CSVDialect, cell string) error {
			*field(l) = Formula(d.plain(cell))
			return nil
		},
		field,
	}
}

func listColumn(name string, field func(*AccountLine) *[]string) csvColumn {
	return csvColumn{
		name, false,
		func(l *AccountLine, _ CSVDialect) string { return tabular.Join(*field(l)) },
		func(l *AccountLine, _ CSVDialect, cell string) error {
			*field(l) = tabular.Split(cell)
			return nil
		},
		nil,
	}
}

func writeFactor(l *AccountLine, d CSVDialect) string {
	if l.Emission == nil {
		return ""
	}
	return d.local(l.Emission.Factor.String())
}

func readFactor(l *AccountLine, d CSVDialect, cell string) error {
	factor, err := money.ParseDecimal(d.plain(cell))
	l.emission().Factor = factor
	return err
}

func writeSource(l *AccountLine, _ CSVDialect) string {
	if l.Emission == nil {
		return ""
	}
	return l.Emission.Source
}

func readSource(l *AccountLine, _ CSVDialect, cell string) error {
	l.emission().Source = cell
	return nil
}

func (l *AccountLine) emission() *Emission {
	if l.Emission == nil {
		l.Emission = &Emission{}
	}
	return l.Emission
}

// WriteCSV writes lines as a table, a row each under the names of the columns; [ReadCSV] reads the
// same lines back, an empty list as none. Lists stand in one cell with bars between.
//
// A cell that a spreadsheet would take for a formula, because it begins with = + - @, a tab, an end
// of line or a zero byte, after spaces or not, gets an apostrophe before it (OWASP, CSV injection).
// Negative numbers do not. An unknown dialect, a text that is not UTF-8, and what is beyond the limits
// of ReadCSV are each a [*FieldError], and nothing is written; a failure of w is returned.
func WriteCSV(w io.Writer, lines []AccountLine, d CSVDialect) error {
	columns := csvColumns()
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = c.name
	}
	t, err := newTable(d, slices.Clone(cells))
	if err != nil {
		return err
	}
	for i := range lines {
		for j, c := range columns {
			cells[j] = c.write(&lines[i], d)
		}
		t.row(cells...)
	}
	if t.rows.Flush(); t.written > maxCSVRows || t.text.Len() > maxCSVBytes {
		t.faults.Addf("", nil, ErrCSV, "more than %d rows or %d bytes", maxCSVRows, maxCSVBytes)
	}
	return t.writeTo(w)
}

// WriteTopsheetCSV writes a computed budget as a table, with amounts in the dialect. The first
// column says what a row is: account, line, charge, credit or total; an account includes what is
// below it, so that the lines, the charges and the credits, which are negative, add up to the total.
// Texts are guarded and faults are told as in [WriteCSV].
func WriteTopsheetCSV(w io.Writer, sheet Topsheet, d CSVDialect) error {
	t, err := newTable(d, []string{"row", "account", "line", "description", "amount", "fringes", "total"})
	if err != nil {
		return err
	}
	t.accounts(sheet.Accounts)
	for _, c := range sheet.Charges {
		t.amounts("charge", c.Code, "", c.Name, c.Amount, money.Amount{}, c.Amount)
	}
	for _, c := range sheet.Credits {
		credit := difference(money.Amount{}, c.Amount)
		t.amounts("credit", c.Code, "", c.Name, credit, money.Amount{}, credit)
	}
	t.row("total", "", "", "", "", "", d.local(sheet.Total.String()))
	return t.writeTo(w)
}

// table is a table in the making, with what is wrong with it.
type table struct {
	dialect CSVDialect
	columns []string
	text    bytes.Buffer
	rows    *csv.Writer
	written int
	faults  valid.Faults
}

func newTable(d CSVDialect, columns []string) (*table, error) {
	delimiter, mark, err := tabular.Dialect(d)
	if err != nil {
		return nil, err
	}
	t := &table{dialect: d, columns: columns}
	t.text.WriteString(mark)
	t.rows = csv.NewWriter(&t.text)
	t.rows.Comma = rune(delimiter)
	t.row(slices.Clone(columns)...)
	return t, nil
}

// row writes a row. It guards the cells where they are.
func (t *table) row(cells ...string) {
	t.written++
	for i, c := range cells {
		cells[i] = tabular.Guard(c)
		switch {
		case !utf8.ValidString(c):
			t.fault(i, c, ErrEncoding)
		case len(cells[i]) > maxCSVCell:
			t.fault(i, c, valid.ErrOutOfRange)
		}
	}
	_ = t.rows.Write(cells) // a buffer does not fail
}

func (t *table) fault(column int, cell string, err error) {
	t.faults.Enter(rowName(t.written))
	t.faults.Add(t.columns[column], cell, err)
	t.faults.Leave()
}

// rowName is a row in a path, by the number that a spreadsheet shows.
func rowName(n int) string { return "row " + strconv.Itoa(n) }

func (t *table) amounts(row, account, line, description string, direct, fringes, total money.Amount) {
	local := func(a money.Amount) string { return t.dialect.local(a.String()) }
	t.row(row, account, line, description, local(direct), local(fringes), local(total))
}

func (t *table) accounts(accounts []AccountTotal) {
	for _, a := range accounts {
		t.amounts("account", a.Code, "", a.Name, a.Direct, a.Fringes, a.Total)
		t.accounts(a.Accounts)
		for _, l := range a.Lines {
			t.amounts("line", a.Code, l.Code, l.Description, l.Amount, l.Fringes, plus(l.Amount, l.Fringes))
		}
	}
}

func (t *table) writeTo(w io.Writer) error {
	if err := t.faults.Err(); err != nil {
		return err
	}
	t.rows.Flush()
	_, err := t.text.WriteTo(w)
	return err
}
