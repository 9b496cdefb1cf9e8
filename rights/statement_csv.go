package rights

import (
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"

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
	// French Excel opens.
	SemicolonCSV CSVDialect = "semicolon"
)

var csvDialects = []CSVDialect{CommaCSV, SemicolonCSV}

// OneOf returns the words that are a CSVDialect.
func (CSVDialect) OneOf() []string { return valid.Texts(csvDialects) }

// ErrEncoding reports a text that is not UTF-8.
var ErrEncoding = errors.New("is not UTF-8")

// lineColumns are those of a table of statement lines. A share has two, because spreadsheets take 3/10 for a
// day of October.
const lineColumns = "work,from,to,plan,pot,step,kind,rank,payee,into,meter,baseOpening,basePeriod,baseToDate," +
	"shareNumerator,shareDenominator,takenPeriod,takenToDate,opening,period,toDate,owed,account,left"

// WriteLinesCSV writes the lines of statements as a table, a row each under the names of the columns, with
// the work that each statement is of; the texts of works are any. It holds one row at a time, however many
// there are, and writes in pieces of 64 KiB.
//
// A text that a spreadsheet would take for a formula, because it begins with = + - @, a tab, an end of
// line or a zero byte, after spaces or not, gets an apostrophe before it (OWASP, CSV injection). An unknown
// dialect, and a text that is not UTF-8, is a [*FieldError] with the row as a spreadsheet counts it; what
// came before it may have been written. A failure of w is returned.
func WriteLinesCSV(w io.Writer, works iter.Seq2[string, Statement], d CSVDialect) error {
	t, err := newTable(w, d, lineColumns)
	if err != nil {
		return err
	}
	for work, s := range works {
		for line := range s.Lines() {
			part := &s.Parts[line.Part]
			t.text("work", work)
			t.cell(part.From.AppendText)
			t.cell(part.To.AppendText)
			t.number(int64(line.Part))
			t.line(&line)
			if err := t.end(); err != nil {
				return err
			}
		}
	}
	return t.flush()
}

func (t *csvTable) line(l *StatementLine) {
	t.text("pot", l.Pot)
	t.text("step", l.Step)
	t.text("kind", string(l.Kind))
	if t.number(int64(l.Rank)); l.Rank == 0 {
		t.row = t.row[:len(t.row)-1]
	}
	t.text("payee", l.Payee)
	t.text("into", l.Into)
	t.text("meter", l.Meter)
	t.amount(l.Base.Opening)
	t.amount(l.Base.Period)
	t.amount(l.Base.Closing)
	if l.Share.IsZero() && l.Kind != LineKind(Percent) {
		t.text("", "")
		t.text("", "")
	} else {
		t.number(l.Share.Num())
		t.number(l.Share.Den())
	}
	t.amount(l.Taken.Period)
	t.amount(l.Taken.Closing)
	t.amount(l.Amount.Opening)
	t.amount(l.Amount.Period)
	t.amount(l.Amount.Closing)
	t.amount(l.Owed)
	t.text("account", l.Account)
	if l.Left == nil {
		t.text("", "")
	} else {
		t.amount(*l.Left)
	}
}

const consolidatedColumns = "work,from,to,currency,payee,entitledOpening,entitledPeriod,entitledToDate,paidOpening,paidPeriod,paidToDate,overpaidBefore,overpaid"

// WriteConsolidatedCSV writes a consolidated statement ([Consolidate]) as a table, a row each as they come;
// the row of the total has no work. Texts are guarded and faults told as in [WriteLinesCSV]; an error among
// the rows ends it and is returned.
func WriteConsolidatedCSV(w io.Writer, rows iter.Seq2[ConsolidatedRow, error], d CSVDialect) error {
	t, err := newTable(w, d, consolidatedColumns)
	if err != nil {
		return err
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		t.text("work", row.Work)
		t.cell(row.From.AppendText)
		t.cell(row.To.AppendText)
		t.text("currency", row.Currency)
		t.text("payee", row.Payee)
		for _, m := range [2]Movement{row.Entitled, row.Paid} {
			t.amount(m.Opening)
			t.amount(m.Period)
			t.amount(m.Closing)
		}
		t.amount(row.OverpaidBefore)
		t.amount(row.Overpaid)
		if err := t.end(); err != nil {
			return err
		}
	}
	return t.flush()
}

// csvPiece is how many bytes are written at once.
const csvPiece = 64 << 10

// csvTable is a table in the making: the rows that are not written yet, and what is wrong.
type csvTable struct {
	to        io.Writer
	dialect   CSVDialect
	delimiter byte
	row       []byte
	begun     bool // the row has a cell
	rows      int
	faults    valid.Faults
}

func newTable(w io.Writer, d CSVDialect, columns string) (*csvTable, error) {
	delimiter, mark, err := tabular.Dialect(d)
	if err != nil {
		return nil, err
	}
	t := &csvTable{to: w, dialect: d, delimiter: delimiter, row: []byte(mark)}
	for name := range strings.SplitSeq(columns, ",") {
		t.text(name, name)
	}
	return t, t.end()
}

// next begins a cell.
func (t *csvTable) next() {
	if t.begun {
		t.row = append(t.row, t.delimiter)
	}
	t.begun = true
}

func (t *csvTable) cell(write func([]byte) ([]byte, error)) {
	t.next()
	t.row, _ = write(t.row) // dates and amounts do not fail
}

func (t *csvTable) number(n int64) {
	t.next()
	t.row = strconv.AppendInt(t.row, n, 10)
}

func (t *csvTable) amount(a money.Amount) {
	t.next()
	t.row, _ = a.AppendText(t.row)
	if t.dialect == SemicolonCSV {
		t.row[len(t.row)-3] = ','
	}
}

// text writes a text that is guarded and, where it has to be, quoted.
func (t *csvTable) text(column, s string) {
	t.next()
	if s == "" {
		return
	}
	row, isUTF8 := tabular.AppendText(t.row, t.delimiter, s)
	if t.row = row; !isUTF8 {
		t.faults.Enter("row " + strconv.Itoa(t.rows+1))
		t.faults.Add(column, s, ErrEncoding)
		t.faults.Leave()
	}
}

// end ends a row, and writes what has come together.
func (t *csvTable) end() error {
	t.row = append(t.row, '\n')
	t.begun = false
	t.rows++
	if err := t.faults.Err(); err != nil {
		return err
	}
	if len(t.row) >= csvPiece {
		return t.flush()
	}
	return nil
}

func (t *csvTable) flush() error {
	if err := t.faults.Err(); err != nil {
		return err
	}
	_, err := t.to.Write(t.row)
	t.row = t.row[:0]
	return err
}
