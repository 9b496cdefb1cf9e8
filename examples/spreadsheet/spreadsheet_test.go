package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/money"
)

var raw = excelize.Options{RawCellValue: true}

// opened writes the workbook of a folder and opens it again from its bytes.
func opened(t *testing.T, folder fstest.MapFS) (*excelize.File, documents) {
	t.Helper()
	docs, err := read(folder)
	require.NoError(t, err)
	book, err := workbook(docs)
	require.NoError(t, err)
	return again(t, book), docs
}

// again closes a workbook and opens it from its bytes.
func again(t *testing.T, book *excelize.File) *excelize.File {
	t.Helper()
	f := copied(t, book)
	require.NoError(t, book.Close())
	return f
}

// copied opens the bytes of a workbook as another one.
func copied(t *testing.T, book *excelize.File) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, book.Write(&b))
	f, err := excelize.OpenReader(&b)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, f.Close()) })
	return f
}

// calculated is a cell as its formula gives it now, not as it was written.
func calculated(t *testing.T, f *excelize.File, sheet, cell string) string {
	t.Helper()
	value, err := f.CalcCellValue(sheet, cell, raw)
	require.NoError(t, err, "%s!%s", sheet, cell)
	return value
}

// cents reads a figure of the spreadsheet as an amount; a millionth of a cent is what binary sums may be off.
func cents(t *testing.T, text string) money.Amount {
	t.Helper()
	value, ok := new(big.Rat).SetString(text)
	require.True(t, ok, "not a number: %q", text)
	a, err := money.RoundRat(value)
	require.NoError(t, err)
	off := new(big.Rat).Sub(value, big.NewRat(a.Cents(), 100))
	require.Negative(t, off.Abs(off).Cmp(big.NewRat(1, 100_000_000)), "%s has more than two decimals", text)
	return a
}

func amountAt(t *testing.T, f *excelize.File, sheet, col string, row int) money.Amount {
	t.Helper()
	return cents(t, calculated(t, f, sheet, fmt.Sprintf("%s%d", col, row)))
}

// rowOf finds the row that has a text in a column, after a row.
func rowOf(t *testing.T, f *excelize.File, sheet, col, text string, after int) int {
	t.Helper()
	rows, err := f.GetRows(sheet, raw)
	require.NoError(t, err)
	i := int(col[0] - 'A')
	for r := after; r < len(rows); r++ {
		if i < len(rows[r]) && rows[r][i] == text {
			return r + 1
		}
	}
	require.Fail(t, "no such row", "%s %s %q", sheet, col, text)
	return 0
}

// everyCell goes through the cells that have a value.
func everyCell(t *testing.T, f *excelize.File, visit func(sheet, cell, value, formula string)) {
	t.Helper()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, raw)
		require.NoError(t, err)
		for r, row := range rows {
			for c, value := range row {
				cell, err := excelize.CoordinatesToCellName(c+1, r+1)
				require.NoError(t, err)
				formula, err := f.GetCellFormula(sheet, cell)
				require.NoError(t, err)
				if value != "" || formula != "" {
					visit(sheet, cell, value, formula)
				}
			}
		}
	}
}

// The value stored beside every formula is the library's; what the formula gives is the same: amounts to the cent,
// shares to 12 digits.
func TestEveryFormulaGivesTheFigureOfTheLibrary(t *testing.T) {
	f, _ := opened(t, film(t))
	formulas := checkFormulas(t, f)
	for _, sheet := range []string{"Summary", "Budget", "Cost report", "Final cost", "Plan", "Statements", "Rates"} {
		assert.Positive(t, formulas[sheet], sheet)
	}
}

// checkFormulas compares what every formula gives with the value beside it, and counts them by sheet.
func checkFormulas(t *testing.T, f *excelize.File) map[string]int {
	t.Helper()
	formulas := map[string]int{}
	everyCell(t, f, func(sheet, cell, value, formula string) {
		if formula == "" {
			return
		}
		formulas[sheet]++
		got := calculated(t, f, sheet, cell)
		want, isNumber := new(big.Rat).SetString(value)
		if !isNumber {
			assert.Equal(t, value, got, "%s!%s", sheet, cell)
			return
		}
		number, ok := new(big.Rat).SetString(got)
		require.True(t, ok, "%s!%s =%s gives %q", sheet, cell, formula, got)
		off, _ := new(big.Rat).Sub(want, number).Float64()
		assert.InDelta(t, 0, off, 1e-8, "%s!%s =%s gives %s, not %s", sheet, cell, formula, got, value)
	})
	return formulas
}

func TestTotalsOfTheBudget(t *testing.T) {
	f, docs := opened(t, film(t))
	checkBudget(t, f, docs.Topsheet)
	assert.Equal(t, "agrees", calculated(t, f, "Summary", fmt.Sprintf("F%d", rowOf(t, f, "Summary", "B", "All sheets", 0))))
}

// checkBudget compares every account, line, charge and the total of the sheet with those of a topsheet.
func checkBudget(t *testing.T, f *excelize.File, s budget.Topsheet) {
	t.Helper()
	var walk func([]budget.AccountTotal)
	walk = func(accounts []budget.AccountTotal) {
		for _, a := range accounts {
			r := rowOf(t, f, "Budget", "A", a.Code, headRow)
			assert.Equal(t, a.Direct, amountAt(t, f, "Budget", "J", r), "direct of %s", a.Code)
			assert.Equal(t, a.Fringes, amountAt(t, f, "Budget", "K", r), "fringes of %s", a.Code)
			assert.Equal(t, a.Total, amountAt(t, f, "Budget", "L", r), "total of %s", a.Code)
			for _, l := range a.Lines {
				r := rowOf(t, f, "Budget", "A", l.Code, headRow)
				assert.Equal(t, l.Amount, amountAt(t, f, "Budget", "J", r), "amount of %s", l.Code)
				assert.Equal(t, money.FromCents(l.Amount.Cents()+l.Fringes.Cents()), amountAt(t, f, "Budget", "L", r), "total of %s", l.Code)
			}
			walk(a.Accounts)
		}
	}
	walk(s.Accounts)
	for _, c := range s.Charges {
		r := rowOf(t, f, "Budget", "A", c.Code, headRow)
		assert.Equal(t, c.Amount, amountAt(t, f, "Budget", "L", r), "charge %s", c.Code)
	}
	assert.Equal(t, s.Total, amountAt(t, f, "Budget", "L", rowOf(t, f, "Budget", "B", "Total", headRow)))
}

func TestTotalsOfTheCosts(t *testing.T) {
	f, docs := opened(t, film(t))
	check := func(r int, c budget.CostColumns) {
		for col, want := range map[string]money.Amount{
			"C": c.ThisPeriod, "D": c.ToDate, "E": c.Committed, "F": c.TotalCost, "G": c.ToComplete, "H": c.FinalCost,
			"I": c.Original, "J": c.Transfers, "K": c.Budget, "L": c.Variance,
		} {
			assert.Equal(t, want, amountAt(t, f, "Cost report", col, r), "%s%d", col, r)
		}
	}
	for _, row := range docs.Cost.Rows {
		check(rowOf(t, f, "Cost report", "A", row.Code, headRow), row.CostColumns)
	}
	check(rowOf(t, f, "Cost report", "B", "Total", headRow), docs.Cost.Total)
	r := rowOf(t, f, "Final cost", "B", "Total", headRow)
	for col, want := range map[string]money.Amount{
		"C": docs.Final.Total.Home, "D": docs.Final.Total.Abroad, "E": docs.Final.Total.Total,
		"F": docs.Final.Total.Undocumented, "G": docs.Final.Total.Budget, "H": docs.Final.Total.Difference,
	} {
		assert.Equal(t, want, amountAt(t, f, "Final cost", col, r), col)
	}
}

func TestTotalsOfThePlan(t *testing.T) {
	f, docs := opened(t, film(t))
	for name, want := range map[string]money.Amount{
		"Budget to finance": docs.Topsheet.Total, "Sources together": docs.Plan.Total, "Gap": docs.Plan.Gap,
		"Acquired": docs.Plan.Acquired, "Public aid": docs.Plan.PublicAid, "In cash": docs.Plan.Cash,
	} {
		assert.Equal(t, want, amountAt(t, f, "Plan", "L", rowOf(t, f, "Plan", "B", name, headRow)), name)
	}
	for _, s := range docs.Plan.Sources {
		assert.Equal(t, s.Amount, amountAt(t, f, "Plan", "K", rowOf(t, f, "Plan", "A", s.ID, headRow)), s.ID)
	}
	below := rowOf(t, f, "Plan", "B", "Acquired part of the budget", headRow)
	for _, c := range docs.Plan.Coproducers {
		assert.Equal(t, c.Amount, amountAt(t, f, "Plan", "L", rowOf(t, f, "Plan", "B", c.Name, below)), c.Name)
	}
}

func TestTotalsOfTheStatements(t *testing.T) {
	f, docs := opened(t, film(t))
	require.Len(t, docs.Statements, 2)
	for i, s := range docs.Statements {
		start := rowOf(t, f, "Statements", "E", fmt.Sprintf("Received, statement %d", i+1), headRow)
		assert.Equal(t, s.Received.Closing, amountAt(t, f, "Statements", "L", start))
		below := rowOf(t, f, "Statements", "F", "entitled", start) - 1
		for _, p := range s.Payees {
			r := rowOf(t, f, "Statements", "E", p.Payee, below)
			assert.Equal(t, p.Entitled.Period, amountAt(t, f, "Statements", "K", r), p.Payee)
			assert.Equal(t, p.Entitled.Closing, amountAt(t, f, "Statements", "L", r), p.Payee)
			assert.Equal(t, p.Paid.Closing, amountAt(t, f, "Statements", "L", r+1), p.Payee)
		}
		account := s.Parts[0].Accounts[0]
		assert.Equal(t, account.Closing, amountAt(t, f, "Statements", "L", rowOf(t, f, "Statements", "E", account.Account, start)))
	}
	// All that came in is paid: 25,000.01 + 33,333.34 + 0.05.
	assert.Equal(t, money.MustParse("58333.40"), amountAt(t, f, "Statements", "L", rowOf(t, f, "Statements", "E", "Paid to all", headRow)))
}

func TestCheckCellsAreZeroAndNothingIsAnError(t *testing.T) {
	f, _ := opened(t, film(t))
	checks := 0
	heads := map[string]string{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, raw)
		require.NoError(t, err)
		for i, head := range rows[headRow-1] {
			if strings.HasPrefix(head, "Difference") {
				heads[sheet] = string(rune('A' + i))
			}
		}
	}
	column := regexp.MustCompile(`^[A-Z]+`)
	everyCell(t, f, func(sheet, cell, value, formula string) {
		assert.NotRegexp(t, `^#(REF|DIV|VALUE|NAME|N/A|NUM|NULL)`, value, "%s!%s", sheet, cell)
		if formula == "" {
			return
		}
		got := calculated(t, f, sheet, cell)
		assert.NotRegexp(t, `^#`, got, "%s!%s", sheet, cell)
		if column.FindString(cell) == heads[sheet] {
			checks++
			assert.Equal(t, money.Amount{}, cents(t, got), "%s!%s", sheet, cell)
		}
	})
	assert.Greater(t, checks, 40)
}

// change sets an input cell of a workbook and opens the result.
func change(t *testing.T, f *excelize.File, sheet, col string, row int, value any) *excelize.File {
	t.Helper()
	require.NoError(t, f.SetCellValue(sheet, fmt.Sprintf("%s%d", col, row), value))
	return copied(t, f)
}

// A changed cell gives what the library computes of a document that is changed alike.
func TestFormulasAreLive(t *testing.T) {
	for _, c := range []struct {
		name, sheet, find, col string
		value                  any
		change                 func(*budget.Budget)
	}{
		{"a price", "Budget", "1-1", "F", 84001.25, func(b *budget.Budget) { b.Accounts[0].Lines[0].Price = "84001.25" }},
		{"a global that others use", "Rates", "days", "C", 31, func(b *budget.Budget) { b.Globals[1].Value = "31" }},
		{"a rate of fringes", "Rates", "social", "C", 0.7, func(b *budget.Budget) { b.Fringes[0].Rate = decimal("0.7") }},
		{"a ceiling that lines of a person share", "Rates", "pension", "D", 6000, func(b *budget.Budget) { b.Fringes[1].Ceiling = amount("6000.00") }},
		{"an amount an hour", "Rates", "hour", "C", 2.35, func(b *budget.Budget) { b.Fringes[4].Amount = amount("2.35") }},
		{"the hours of a day", "Rates", "day", "C", 10, func(b *budget.Budget) { b.Units[0].Hours = money.MustDecimal("10") }},
		{"a group switched on", "Rates", "stunt", "C", 1, func(b *budget.Budget) { b.Groups[0].Off = false }},
		{"a group switched off", "Rates", "second", "C", 0, func(b *budget.Budget) { b.Groups[1].Off = true }},
		{"a rate of charges", "Budget", "overheads", "G", 0.075, func(b *budget.Budget) { b.Charges[0].Rate = decimal("0.075") }},
		{"a cap that binds no more", "Budget", "contingency", "F", 5000, func(b *budget.Budget) { b.Charges[1].Cap = amount("5000.00") }},
		{"a credit", "Budget", "rebate", "H", 0.5, func(b *budget.Budget) { b.Credits[0].Amount = money.MustParse("0.50") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, before := opened(t, film(t))
			f = change(t, f, c.sheet, c.col, rowOf(t, f, c.sheet, "A", c.find, headRow), c.value)
			document := filmBudget()
			c.change(&document)
			want, err := budget.Compute(document)
			require.NoError(t, err)
			require.NotEqual(t, before.Topsheet.Total, want.Total)
			checkBudget(t, f, want)
			assert.Equal(t, want.Total, amountAt(t, f, "Plan", "L", rowOf(t, f, "Plan", "B", "Sources together", headRow)), "the balancing source brings the rest")
			assert.NotEqual(t, "agrees", calculated(t, f, "Summary", fmt.Sprintf("F%d", rowOf(t, f, "Summary", "B", "All sheets", 0))))
		})
	}
}

// A price 1.25 higher makes the account 1.25 dearer, and overheads of 7 % of what was 100,515.33: 7 % of
// 100,516.58 is 7,036.16, 9 cents more than before.
func TestOnePriceMovesTheTotalByItsDifference(t *testing.T) {
	f, before := opened(t, film(t))
	f = change(t, f, "Budget", "F", rowOf(t, f, "Budget", "A", "1-1", headRow), 84001.25)
	account := amountAt(t, f, "Budget", "L", rowOf(t, f, "Budget", "A", "1", headRow))
	assert.Equal(t, int64(125), account.Cents()-before.Topsheet.Accounts[0].Total.Cents())
	total := amountAt(t, f, "Budget", "L", rowOf(t, f, "Budget", "B", "Total", headRow))
	assert.Equal(t, int64(134), total.Cents()-before.Topsheet.Total.Cents())
}

// Statements of a plan with every kind of step, interest, a credit note and an amendment: running totals that no
// formula gives are given, and what is added up is what the library has.
func TestStatementsOfAnAmendedPlan(t *testing.T) {
	folder := film(t)
	data, err := json.Marshal(map[string]any{"result": amendedReceipts(t)})
	require.NoError(t, err)
	folder["statements.json"].Data = data
	f, docs := opened(t, folder)
	require.Len(t, docs.Statements, 2)
	require.Len(t, docs.Statements[1].Parts, 2)
	assert.Greater(t, checkFormulas(t, f)["Statements"], 80)
	for r := headRow + 1; r < rowOf(t, f, "Statements", "E", "Paid to all", headRow); r++ {
		if difference := calculated(t, f, "Statements", fmt.Sprintf("N%d", r)); difference != "" {
			assert.Equal(t, money.Amount{}, cents(t, difference), "row %d", r)
		}
	}
}

// What is invoiced above the estimate raises the final cost of the account, of the one above and of all, and lowers
// the variances by the same.
func TestACostMovesTheReport(t *testing.T) {
	f, docs := opened(t, film(t))
	row, _ := docs.Cost.Row("22")
	f = change(t, f, "Cost report", "D", rowOf(t, f, "Cost report", "A", "22", headRow), 450.7) // 350.70 and 100.00
	require.Equal(t, money.MustParse("350.70"), row.ToDate)
	for _, r := range []int{
		rowOf(t, f, "Cost report", "A", "22", headRow), rowOf(t, f, "Cost report", "A", "2", headRow), rowOf(t, f, "Cost report", "B", "Total", headRow),
	} {
		final := amountAt(t, f, "Cost report", "H", r).Cents() - amountAt(t, f, "Cost report", "N", r).Cents()
		variance := amountAt(t, f, "Cost report", "L", r).Cents() - amountAt(t, f, "Cost report", "O", r).Cents()
		assert.Equal(t, [2]int64{10_000, -10_000}, [2]int64{final, variance}, "row %d", r)
	}
}

// A source that was refused and comes after all takes the place of what the balancing source had to bring.
func TestAStatusMovesThePlan(t *testing.T) {
	f, docs := opened(t, film(t))
	f = change(t, f, "Plan", "F", rowOf(t, f, "Plan", "A", "tv", headRow), "requested")
	own := amountAt(t, f, "Plan", "K", rowOf(t, f, "Plan", "A", "own", headRow))
	assert.Equal(t, docs.Plan.Sources[2].Amount.Cents()-2_000_000, own.Cents())
	assert.Equal(t, docs.Plan.Total, amountAt(t, f, "Plan", "L", rowOf(t, f, "Plan", "B", "Sources together", headRow)))
	acquired := amountAt(t, f, "Plan", "L", rowOf(t, f, "Plan", "B", "Acquired", headRow))
	assert.Equal(t, docs.Plan.Acquired.Cents()-2_000_000, acquired.Cents())
}
