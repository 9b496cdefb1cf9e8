package budget

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/bobine-film/bobine/internal/valid"
)

// ErrCSV reports a text that is not a table, or beyond the limits of [ReadCSV].
var ErrCSV = errors.New("unreadable table")

// Limits of a table, checked while it is read.
const (
	maxCSVBytes = 12 << 20
	maxCSVRows  = 200_000
	maxCSVCells = 64       // of a row
	maxCSVCell  = 32 << 10 // bytes; a spreadsheet holds as many characters
)

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
	if err := d.check(); err != nil {
		return nil, err
	}
	in := csvReader{dialect: d, scanner: newScanner(r, d), formulas: map[Formula]error{}}
	in.read()
	if err := in.faults.Err(); err != nil {
		return nil, err
	}
	return in.lines, nil
}

// csvReader makes lines of rows.
type csvReader struct {
	dialect CSVDialect
	scanner csvScanner
	columns []csvColumn // in the order of the table
	lines   []AccountLine
	// formulas has what was found of each formula, because most stand in many rows.
	formulas map[Formula]error
	faults   valid.Faults
}

func (r *csvReader) read() {
	r.lines = []AccountLine{}
	for !r.faults.Full() {
		cells, err := r.scanner.next()
		if err == io.EOF {
			break
		}
		r.faults.Enter(rowName(r.scanner.row))
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
		cell := unguard(cells[i])
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

// csvScanner splits a table into rows of cells (RFC 4180). The standard reader is not used, because
// it changes the ends of lines inside quotes.
type csvScanner struct {
	in        *bufio.Reader
	delimiter byte
	ends      string // of a cell without quotes, and the quote that it may not have
	bytes     int
	row       int // in hand, from 1
	cells     []string
	cell      []byte
}

func newScanner(r io.Reader, d CSVDialect) csvScanner {
	return csvScanner{in: bufio.NewReaderSize(r, 16<<10), delimiter: d.delimiter(), ends: string(d.delimiter()) + "\r\n\""}
}

// next returns the cells of the next row, which hold until the one after, or io.EOF.
func (s *csvScanner) next() ([]string, error) {
	if s.row == 0 {
		if mark, _ := s.in.Peek(len(byteOrderMark)); string(mark) == byteOrderMark {
			_, _ = s.in.Discard(len(mark))
		}
	}
	if _, err := s.in.Peek(1); err == io.EOF {
		return nil, err
	}
	s.row++
	if s.row > maxCSVRows {
		return nil, fmt.Errorf("%w: more than %d rows", ErrCSV, maxCSVRows)
	}
	s.cells = s.cells[:0]
	for {
		last, err := s.scanCell()
		if err != nil {
			return nil, err
		}
		if len(s.cells) == maxCSVCells {
			return nil, fmt.Errorf("%w: more than %d cells", ErrCSV, maxCSVCells)
		}
		s.cells = append(s.cells, string(s.cell))
		if last {
			return s.cells, nil
		}
	}
}

// scanCell reads a cell and what ends it, and reports whether the row ends there.
func (s *csvScanner) scanCell() (last bool, err error) {
	s.cell = s.cell[:0]
	quoted, _ := s.in.Peek(1)
	if string(quoted) == `"` {
		err = s.scanQuoted()
	} else {
		err = s.take(s.ends)
	}
	if err != nil {
		return false, err
	}
	switch c, err := s.readByte(); {
	case err == io.EOF || err == nil && c == '\n':
		return true, nil
	case err != nil:
		return false, err
	case c == s.delimiter:
		return false, nil
	case c == '\r':
		return true, s.endOfWindows()
	case string(quoted) == `"`:
		return false, fmt.Errorf("%w: text after a quote", ErrCSV)
	}
	return false, fmt.Errorf("%w: a quote inside a cell without quotes", ErrCSV)
}

// endOfWindows reads the line feed after a carriage return, or the end of the table.
func (s *csvScanner) endOfWindows() error {
	c, err := s.readByte()
	if err == io.EOF || err == nil && c == '\n' {
		return nil
	}
	if err != nil {
		return err
	}
	return fmt.Errorf("%w: half an end of line", ErrCSV)
}

// scanQuoted reads a quoted cell with its quotes.
func (s *csvScanner) scanQuoted() error {
	if _, err := s.readByte(); err != nil {
		return err
	}
	for {
		if err := s.take(`"`); err != nil {
			return err
		}
		if _, err := s.readByte(); err == io.EOF {
			return fmt.Errorf("%w: a quote without its end", ErrCSV)
		} else if err != nil {
			return err
		}
		if following, _ := s.in.Peek(1); string(following) != `"` {
			return nil
		}
		if _, err := s.readByte(); err != nil {
			return err
		}
		if err := s.put([]byte{'"'}); err != nil {
			return err
		}
	}
}

// take reads into the cell what comes before any of the given signs, or the end.
func (s *csvScanner) take(signs string) error {
	for {
		ahead, _ := s.in.Peek(max(1, s.in.Buffered())) // a failure comes again with the next byte
		n := bytes.IndexAny(ahead, signs)
		found := n >= 0
		if !found {
			n = len(ahead)
		}
		if s.bytes += n; s.bytes > maxCSVBytes {
			return fmt.Errorf("%w: longer than %d bytes", ErrCSV, maxCSVBytes)
		}
		if err := s.put(ahead[:n]); err != nil {
			return err
		}
		_, _ = s.in.Discard(n)
		if found || n == 0 {
			return nil
		}
	}
}

func (s *csvScanner) put(text []byte) error {
	s.cell = append(s.cell, text...)
	if len(s.cell) > maxCSVCell {
		return fmt.Errorf("%w: more than %d bytes in a cell: %s", ErrCSV, maxCSVCell, valid.Quote(string(s.cell)))
	}
	return nil
}

// readByte returns the next byte.
func (s *csvScanner) readByte() (byte, error) {
	c, err := s.in.ReadByte()
	if err != nil && err != io.EOF {
		return 0, fmt.Errorf("%w: %w", ErrCSV, err)
	}
	if s.bytes++; s.bytes > maxCSVBytes && err == nil {
		return 0, fmt.Errorf("%w: longer than %d bytes", ErrCSV, maxCSVBytes)
	}
	return c, err
}
