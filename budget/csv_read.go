package budget

import (
	"bufio"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/bobine-film/bobine/internal/tabular"
	"github.com/bobine-film/bobine/internal/valid"
)

// ErrCSV reports a text that is not a table, or beyond the limits of [ReadCSV].
var ErrCSV = tabular.ErrTable

// Limits of a table, checked while it is read.
const (
	maxCSVBytes = 12 << 20
	maxCSVRows  = 200_000
	maxCSVCells = 64       // of a row
	maxCSVCell  = 32 << 10 // bytes; a spreadsheet holds as many characters
)

var csvLimits = tabular.Limits{Bytes: maxCSVBytes, Rows: maxCSVRows, Cells: maxCSVCells, CellBytes: maxCSVCell}

// ReadCSV reads lines from a table with the names of the columns in its first row, in any order;
// account, code, quantity and price have to be there. It reads what [WriteCSV] writes, and what a
// spreadsheet makes of it: a byte order mark or none, either end of line. An apostrophe before what
// would be a formula is taken off; rows without any text are passed over.
//
// It refuses text that is not UTF-8, quotes out of place ([ErrCSV]), rows longer or shorter than
// the first, unknown columns, a number in another dialect and what is no formula ([ErrFormula]), more
// than 12 MiB, 200,000 rows or 32 KiB in a cell. All faults are told at once, each a [*FieldError]
// with a path such as "row 12.price", as a spreadsheet counts rows; after quotes out of place the rest
// is not read. Whether the codes that a line names are those of a budget is told by
// [Budget.Validate].
func ReadCSV(r io.Reader, d CSVDialect) ([]AccountLine, error) {
	delimiter, _, err := tabular.Dialect(d)
	if err != nil {
		return nil, err
	}
	text := bufio.NewReader(r)
	if begin, _ := text.Peek(len(tabular.Mark)); string(begin) == tabular.Mark {
		_, _ = text.Discard(len(begin))
	}
	in := csvReader{dialect: d, scanner: tabular.NewScanner(text, delimiter, csvLimits), formulas: map[Formula]error{}}
	in.read()
	if err := in.faults.Err(); err != nil {
		return nil, err
	}
	return in.lines, nil
}

// csvReader makes lines of rows.
type csvReader struct {
	dialect CSVDialect
	scanner *tabular.Scanner
	columns []csvColumn // in the order of the table
	lines   []AccountLine
	// formulas has what was found of each formula, because most stand in many rows.
	formulas map[Formula]error
	faults   valid.Faults
}

func (r *csvReader) read() {
	r.lines = []AccountLine{}
	for !r.faults.Full() {
		cells, err := r.scanner.Next()
		if err == io.EOF {
			break
		}
		r.faults.Enter(rowName(r.scanner.Row()))
		switch {
		case err != nil:
			r.faults.Add("", nil, err)
		case r.columns == nil:
			r.header(cells)
		case slices.ContainsFunc(cells, func(c string) bool { return c != "" }):
			r.row(cells)
		}
		r.faults.Leave()
		if err != nil || r.columns == nil {
			return
		}
	}
	if r.columns == nil {
		r.faults.Addf("", nil, ErrCSV, "it is empty")
	}
}

// header finds the columns. They stay nil when one is unknown, missing or given twice.
func (r *csvReader) header(cells []string) {
	var found []csvColumn
	all, sound := csvColumns(), true
	for i, name := range cells {
		at := slices.IndexFunc(all, func(c csvColumn) bool { return c.name == name })
		twice := slices.ContainsFunc(found, func(c csvColumn) bool { return c.name == name })
		r.faults.Index(i)
		switch {
		case at < 0:
			r.faults.Add("", name, valid.ErrUnknownField)
			sound = false
		case twice:
			r.faults.Add("", name, valid.ErrDuplicate)
			sound = false
		default:
			found = append(found, all[at])
		}
		r.faults.Leave()
	}
	for _, c := range all {
		if c.required && !slices.Contains(cells, c.name) {
			r.faults.Add(c.name, nil, valid.ErrMissing)
			sound = false
		}
	}
	if sound {
		r.columns = found
	}
}

func (r *csvReader) row(cells []string) {
	if len(cells) != len(r.columns) {
		r.faults.Addf("", len(cells), ErrCSV, "the first row has %d cells", len(r.columns))
		return
	}
	var line AccountLine
	hasFactor := false
	for i, c := range r.columns {
		cell := tabular.Unguard(cells[i])
		switch {
		case !utf8.ValidString(cell):
			r.faults.Add(c.name, cell, ErrEncoding)
			continue
		case cell == "" && c.required:
			r.faults.Add(c.name, nil, valid.ErrMissing)
			continue
		case cell == "":
			continue
		}
		hasFactor = hasFactor || c.name == factorColumn
		err := c.read(&line, r.dialect, cell)
		if c.formula != nil {
			err = r.checkForm(*c.formula(&line))
		}
		if err != nil {
			r.faults.Add(c.name, cell, err)
		}
	}
	if line.Emission != nil && !hasFactor {
		r.faults.Addf(factorColumn, nil, valid.ErrMissing, "there is a source of it")
	}
	if !r.faults.Any() {
		r.lines = append(r.lines, line)
	}
}

// checkForm reports a text that is no formula. Whether its names are globals is not asked.
func (r *csvReader) checkForm(formula Formula) error {
	if _, plain := plainNumber(string(formula)); plain {
		return nil
	}
	err, known := r.formulas[formula]
	if !known {
		if _, failed := formula.parse(); failed != nil {
			err = ErrFormula
		}
		r.formulas[formula] = err
	}
	return err
}
