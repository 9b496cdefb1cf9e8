package rights

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

func work(name string, statements ...Statement) iter.Seq2[string, Statement] {
	return func(yield func(string, Statement) bool) {
		for _, s := range statements {
			if !yield(name, s) {
				return
			}
		}
	}
}

func TestWriteLinesCSV(t *testing.T) {
	statements := statementsOf(t, filmDeal())
	for d, delimiter := range map[CSVDialect]rune{CommaCSV: ',', SemicolonCSV: ';'} {
		var b bytes.Buffer
		require.NoError(t, WriteLinesCSV(&b, work("Film", statements...), d))
		text, marked := strings.CutPrefix(b.String(), "\ufeff")
		assert.Equal(t, d == SemicolonCSV, marked)
		r := csv.NewReader(strings.NewReader(text))
		r.Comma = delimiter
		rows, err := r.ReadAll()
		require.NoError(t, err, "every row has as many cells")
		assert.Equal(t, strings.Split(lineColumns, ","), rows[0])
		n := 1
		for _, s := range statements {
			for line := range s.Lines() {
				local := func(a money.Amount) string {
					if d == SemicolonCSV {
						return strings.Replace(a.String(), ".", ",", 1)
					}
					return a.String()
				}
				row := rows[n]
				assert.Equal(t, []string{"Film", s.To.String(), line.Pot, line.Step, line.Payee}, []string{row[0], row[2], row[4], row[5], row[8]})
				assert.Equal(t, []string{local(line.Amount.Opening), local(line.Amount.Period), local(line.Amount.Closing)}, row[18:21])
				n++
			}
		}
		require.Len(t, rows, n)
	}
}

// What a standard reader reads back is the text itself, or the text after an apostrophe where a spreadsheet
// would reckon it.
func TestCSVTextsAreSafe(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+33": "'+33", "-5": "'-5", "@x": "'@x", "\t=x": "'\t=x", "  =x": "'  =x", "'=x": "''=x", "＝x": "'＝x",
		"\x00=": "'\x00=", "a=1": "a=1", "a,b;c": "a,b;c", `say "no"`: `say "no"`, "two\nlines": "two\nlines", " x": " x", "x ": "x ", "é": "é",
		`=HYPERLINK("http://x","y")`: `'=HYPERLINK("http://x","y")`, "\"": "\"", "\n=x": "'\n=x",
	} {
		for d, delimiter := range map[CSVDialect]rune{CommaCSV: ',', SemicolonCSV: ';'} {
			var b bytes.Buffer
			table, err := newTable(&b, d, "one,two")
			require.NoError(t, err)
			table.text("one", text)
			table.text("two", "end")
			require.NoError(t, table.end())
			require.NoError(t, table.flush())
			r := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff")))
			r.Comma = delimiter
			rows, err := r.ReadAll()
			require.NoError(t, err, "%q", text)
			assert.Equal(t, [][]string{{"one", "two"}, {want, "end"}}, rows)
		}
	}
}

// The figures are those of FR-1 (reference/rights.md §3), S2.
func TestWriteConsolidatedCSV(t *testing.T) {
	film := statementsOf(t, filmDeal())
	var b bytes.Buffer
	require.NoError(t, WriteConsolidatedCSV(&b, Consolidate("SOFICA", work("-film", film[1])), SemicolonCSV))
	want := strings.ReplaceAll(consolidatedColumns, ",", ";") + "\n" +
		"\"'-film\";2026-07-01;2026-12-31;EUR;SOFICA;0,00;62000,00;62000,00;0,00;62000,00;62000,00;0,00;0,00\n" +
		";2026-07-01;2026-12-31;EUR;SOFICA;0,00;62000,00;62000,00;0,00;62000,00;62000,00;0,00;0,00\n"
	assert.Equal(t, "\ufeff"+want, b.String())

	twice := Consolidate("SOFICA", work("film", film[1], film[2]))
	require.ErrorIs(t, WriteConsolidatedCSV(&b, twice, CommaCSV), ErrStatement)
	require.ErrorIs(t, WriteConsolidatedCSV(failing{}, Consolidate("SOFICA", work("film", film[1])), CommaCSV), errFull)
	require.ErrorContains(t, WriteConsolidatedCSV(&b, twice, ""), "dialect: ")
	require.ErrorIs(t, WriteConsolidatedCSV(&b, Consolidate("SOFICA", work("\xff", film[1])), CommaCSV), ErrEncoding)
}

type failing struct{}

var errFull = errors.New("full")

func (failing) Write([]byte) (int, error) { return 0, errFull }

func TestWriteLinesCSVRefuses(t *testing.T) {
	statements := statementsOf(t, filmDeal())
	require.ErrorContains(t, WriteLinesCSV(io.Discard, work("Film", statements...), "tabs"), "dialect: ")
	err := WriteLinesCSV(io.Discard, work("\xff", statements...), CommaCSV)
	require.ErrorIs(t, err, ErrEncoding)
	require.ErrorContains(t, err, "row 2.work: ")
	require.ErrorIs(t, WriteLinesCSV(failing{}, work("Film", statements...), CommaCSV), errFull)
	many := make([]Statement, 2000)
	for i := range many {
		many[i] = statements[0]
	}
	require.ErrorIs(t, WriteLinesCSV(failing{}, work("Film", many...), CommaCSV), errFull, "it stops at the first piece")
}

func FuzzCSVText(f *testing.F) {
	f.Add("=1", "a\"b")
	f.Add(" \r\n", "'+")
	f.Fuzz(func(t *testing.T, one, two string) {
		var b bytes.Buffer
		table, err := newTable(&b, CommaCSV, "one,two")
		if err != nil {
			t.Fatal(err)
		}
		table.text("one", one)
		table.text("two", two)
		if table.end() != nil {
			return // not UTF-8
		}
		if err := table.flush(); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&b).ReadAll()
		if err != nil || len(rows) != 2 || len(rows[1]) != 2 {
			t.Fatalf("%q, %q: %v %v", one, two, rows, err)
		}
		for i, text := range []string{one, two} {
			got := rows[1][i]
			if want := strings.ReplaceAll(text, "\r\n", "\n"); got != want && got != "'"+want {
				t.Fatalf("%q is read back as %q", want, got)
			}
			if strings.ContainsAny(strings.TrimSpace(got + "x")[:1], "=+-@") {
				t.Fatalf("%q is a formula", got)
			}
		}
	})
}
