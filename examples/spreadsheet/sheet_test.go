package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

func TestLayoutOfEverySheet(t *testing.T) {
	f, _ := opened(t, film(t))
	assert.Equal(t, []string{"Summary", "Budget", "Cost report", "Final cost", "Plan", "Statements", "Rates"}, f.GetSheetList())
	titles := map[string]string{}
	for _, name := range f.GetDefinedName() {
		titles[name.Scope] = name.RefersTo
	}
	for _, sheet := range f.GetSheetList() {
		panes, err := f.GetPanes(sheet)
		require.NoError(t, err)
		assert.True(t, panes.Freeze, sheet)
		assert.Equal(t, []int{2, 3}, []int{panes.XSplit, panes.YSplit}, sheet)
		layout, err := f.GetPageLayout(sheet)
		require.NoError(t, err)
		assert.Equal(t, []any{9, "landscape", 1, 0}, []any{*layout.Size, *layout.Orientation, *layout.FitToWidth, *layout.FitToHeight}, sheet)
		props, err := f.GetSheetProps(sheet)
		require.NoError(t, err)
		assert.True(t, *props.FitToPage, sheet)
		assert.False(t, *props.OutlineSummaryBelow, "accounts stand above what they have: %s", sheet)
		header, err := f.GetHeaderFooter(sheet)
		require.NoError(t, err)
		assert.Contains(t, header.OddHeader, "Le Pont && les Rives", sheet) // & begins a command
		assert.Equal(t, "&C&P / &N", header.OddFooter, sheet)
		assert.Equal(t, "'"+sheet+"'!$1:$3", titles[sheet])
		width, err := f.GetColWidth(sheet, "B")
		require.NoError(t, err)
		assert.GreaterOrEqual(t, width, 12.0, sheet)
	}
}

func TestOutlineOfTheBudget(t *testing.T) {
	f, _ := opened(t, film(t))
	for code, want := range map[string]uint8{"1": 0, "2": 0, "2-1": 1, "21": 1, "21-1": 2} {
		level, err := f.GetRowOutlineLevel("Budget", rowOf(t, f, "Budget", "A", code, headRow))
		require.NoError(t, err)
		assert.Equal(t, want, level, code)
	}
	fringe, err := f.GetRowOutlineLevel("Budget", rowOf(t, f, "Budget", "A", "21-1", headRow)+1)
	require.NoError(t, err)
	assert.Equal(t, uint8(3), fringe)
}

func TestFormats(t *testing.T) {
	f, _ := opened(t, film(t))
	euros, dollars := amountFormat("EUR"), amountFormat("USD")
	assert.Contains(t, euros, `#,##0.00\ [$€-40C]`)
	for _, c := range []struct{ sheet, col, find, in, want string }{
		{"Budget", "L", "1", "A", euros},
		{"Budget", "C", "21-1", "A", quantityFormat},
		{"Budget", "G", "overheads", "A", percentFormat},
		{"Cost report", "L", "22", "A", euros},
		{"Cost report", "M", "22", "A", percentFormat},
		{"Plan", "I", "us", "A", dollars},
		{"Plan", "M", "us", "A", percentFormat},
		{"Statements", "B", "Received, statement 2", "E", dateFormat},
		{"Statements", "H", "thirds", "D", percentFormat},
		{"Rates", "C", "social", "A", percentFormat},
	} {
		r := rowOf(t, f, c.sheet, c.in, c.find, headRow)
		id, err := f.GetCellStyle(c.sheet, c.col+strconv.Itoa(r))
		require.NoError(t, err)
		style, err := f.GetStyle(id)
		require.NoError(t, err)
		require.NotNil(t, style.CustomNumFmt, "%s!%s%d", c.sheet, c.col, r)
		assert.Equal(t, c.want, *style.CustomNumFmt, "%s!%s%d", c.sheet, c.col, r)
	}
	// As a reader sees it: 31 December 2027.
	shown, err := f.GetCellValue("Statements", "B"+strconv.Itoa(rowOf(t, f, "Statements", "E", "Received, statement 2", headRow)))
	require.NoError(t, err)
	assert.Equal(t, "31/12/2027", shown)
}

// ECMA-376 part 1, 18.17.4.1: 1 January 1900 is 1, 28 February 1900 is 59, 1 March 1900 is 61; 1 January 2026 is
// 46023.
func TestSerial(t *testing.T) {
	for date, want := range map[string]int{"1900-01-01": 1, "1900-02-28": 59, "1900-03-01": 61, "2026-01-01": 46_023} {
		assert.Equal(t, want, serial(civil.MustParseDate(date)), date)
	}
}

func TestTextsAreNeverFormulas(t *testing.T) {
	f, _ := opened(t, film(t))
	found := 0
	everyCell(t, f, func(sheet, cell, value, formula string) {
		assert.NotContains(t, formula, "HYPERLINK", "%s!%s", sheet, cell)
		assert.NotContains(t, formula, "cmd", "%s!%s", sheet, cell)
		if formula != "" || value == "" || !strings.ContainsAny(value[:1], "=+-@") || regexp.MustCompile(`^-[0-9.]+$`).MatchString(value) {
			return
		}
		found++
		kind, err := f.GetCellType(sheet, cell)
		require.NoError(t, err)
		assert.Contains(t, []excelize.CellType{excelize.CellTypeInlineString, excelize.CellTypeSharedString}, kind, "%s!%s", sheet, cell)
		id, err := f.GetCellStyle(sheet, cell)
		require.NoError(t, err)
		style, err := f.GetStyle(id)
		require.NoError(t, err)
		assert.Equal(t, 49, style.NumFmt, "the format of texts keeps them texts when somebody edits them: %s!%s", sheet, cell)
	})
	assert.Greater(t, found, 10)
}

// The stored text of every number is a plain decimal of at most fifteen digits, of an amount the amount itself.
func TestStoredNumbersAreExact(t *testing.T) {
	docs, err := read(film(t))
	require.NoError(t, err)
	docs.Cost.Rows = docs.Cost.Rows[:1]
	docs.Cost.Rows[0].CostColumns = budget.CostColumns{ToDate: money.MustParse("9999999999999.99"), Committed: money.MustParse("-0.07"), Original: money.MustParse("0.10")}
	book, err := workbook(docs)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, book.Write(&b))
	sheet := partOf(t, b.Bytes(), "xl/worksheets/sheet3.xml")
	for cell, want := range map[string]string{"D4": "9999999999999.99", "E4": "-0.07", "I4": "0.1"} {
		assert.Regexp(t, `<c r="`+cell+`"[^>]*><v>`+regexp.QuoteMeta(want)+`</v></c>`, sheet)
	}
}

func partOf(t *testing.T, xlsx []byte, name string) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(xlsx), int64(len(xlsx)))
	require.NoError(t, err)
	file, err := archive.Open(name)
	require.NoError(t, err)
	text, err := io.ReadAll(file)
	require.NoError(t, err)
	return string(text)
}

// 10,000,000,000,000.01 has sixteen digits.
func TestFiguresThatASpreadsheetCannotKeepAreRefused(t *testing.T) {
	docs, err := read(film(t))
	require.NoError(t, err)
	docs.Result.TotalIn = money.MustParse("10000000000000.01")
	docs.Budget.Accounts[0].Name = strings.Repeat("n", maxText+1)
	_, err = workbook(docs)
	require.ErrorIs(t, err, errDigits)
	require.ErrorIs(t, err, errText)
	assert.Contains(t, err.Error(), "sheet Budget, cell B4: longer than the 32767 characters of a cell")
}

func TestTranslate(t *testing.T) {
	globals := map[string]string{"days": "'Rates'!$C$4", "crew": "'Rates'!$C$5"}
	for formula, want := range map[budget.Formula]string{
		"days × crew ÷ 2":          "'Rates'!$C$4*'Rates'!$C$5/2",
		"-(days − 1) * 2":          "-('Rates'!$C$4-1)*2",
		"max(3, round(crew/7, 1))": "MAX(3,ROUND('Rates'!$C$5/7,1))",
	} {
		got, err := translate(formula, globals)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	_, err := translate("unknown + 1", globals)
	require.ErrorIs(t, err, budget.ErrUnknownName)
	_, err = translate("1234567890123456.7 + days", globals)
	require.ErrorIs(t, err, errDigits)
}

func TestSum(t *testing.T) {
	for want, rows := range map[string][]int{
		"0": nil, "L7": {7}, "SUM(L7:L8)": {7, 8}, "L4+SUM(L7:L9)+L11": {4, 7, 8, 9, 11},
	} {
		assert.Equal(t, want, sum("L", rows))
	}
}

// written runs the program on a folder.
func written(t *testing.T, folder fstest.MapFS) (status int, file string, problems string) {
	t.Helper()
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "film.xlsx")
	require.NoError(t, os.CopyFS(in, folder))
	var p bytes.Buffer
	status = run([]string{"-in", in, "-o", out}, &p)
	return status, out, p.String()
}

func TestTwoRunsGiveTheSameBytes(t *testing.T) {
	var files [2][]byte
	for i := range files {
		status, name, problems := written(t, film(t))
		require.Zero(t, status, problems)
		var err error
		files[i], err = os.ReadFile(name)
		require.NoError(t, err)
	}
	assert.True(t, bytes.Equal(files[0], files[1]))
}

func TestRefusals(t *testing.T) {
	replaced := func(name, old, by string) fstest.MapFS {
		folder := film(t)
		require.Contains(t, string(folder[name].Data), old)
		folder[name].Data = bytes.Replace(folder[name].Data, []byte(old), []byte(by), 1)
		return folder
	}
	without := func(name string) fstest.MapFS {
		folder := film(t)
		delete(folder, name)
		return folder
	}
	for _, c := range []struct {
		name   string
		folder fstest.MapFS
		want   string
	}{
		{"a file that is missing", without("plan.json"), "plan.json: open plan.json: no such file or directory\n"},
		{"a topsheet of another document", replaced("budget.json", `"price":"84000"`, `"price":"84001"`), "budget.json: topsheet: is not what the document comes to, 109178.18\n"},
		{"an unknown field of the document", replaced("budget.json", `"price":"84000"`, `"prix":"84000"`), "budget.json: document: accounts[0].lines[0].prix: unknown field\n"},
		{"no report", replaced("cost.json", `"report"`, `"reports"`), "cost.json: report: is missing\n"},
		{"no result", replaced("statements.json", `"result"`, `"results"`), "statements.json: result: is missing\n"},
		{"not JSON", replaced("plan.json", `{`, `<`), "plan.json: invalid character '<' looking for beginning of value\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, name, problems := written(t, c.folder)
			assert.Equal(t, exitRefused, status)
			assert.Contains(t, problems, c.want)
			_, err := os.Stat(name)
			assert.ErrorIs(t, err, fs.ErrNotExist)
		})
	}
}

func TestCommandLine(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "-in: is missing"}, {[]string{"-in", "x"}, "-o: is missing"}, {[]string{"x"}, `arguments: "x" is not an option`},
		{[]string{"-colour"}, "flag provided but not defined"},
	} {
		var problems bytes.Buffer
		assert.Equal(t, exitRefused, run(c.args, &problems))
		assert.Contains(t, problems.String(), c.want)
	}
}

// A file that cannot be written whole leaves the one that was there, and nothing beside it.
func TestAFileIsWrittenWholeOrNotAtAll(t *testing.T) {
	name := filepath.Join(t.TempDir(), "film.xlsx")
	require.NoError(t, os.WriteFile(name, []byte("before"), 0o600))
	broken := errors.New("broken")
	err := save(name, func(w io.Writer) error {
		_, _ = w.Write([]byte("half"))
		return broken
	})
	require.ErrorIs(t, err, broken)
	kept, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, "before", string(kept))
	files, err := os.ReadDir(filepath.Dir(name))
	require.NoError(t, err)
	assert.Len(t, files, 1)
}
