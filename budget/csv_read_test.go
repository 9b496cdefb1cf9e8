package budget

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
)

// As a spreadsheet saves it: another order of columns, ends of lines of Windows, trailing blank rows.
func TestReadCSVOfSpreadsheets(t *testing.T) {
	want := []AccountLine{
		{"2", Line{Code: "a", Description: "two\nlines", Quantity: "1.5", Price: "-3"}},
		{"3", Line{Code: "b", Quantity: "round(x, 2)", Price: "10"}},
	}
	got, err := ReadCSV(strings.NewReader("price,quantity,code,account,description\r\n-3,1.5,a,2,\"two\nlines\"\r\n10,\"round(x, 2)\",b,3,\r\n,,,,\r\n\r\n"), CommaCSV)
	require.NoError(t, err)
	assert.Equal(t, want, got)
	got, err = ReadCSV(strings.NewReader("\ufeffprice;quantity;code;account;description\n-3;1,5;a;2;\"two\nlines\"\n10;\"round(x; 2)\";b;3;"), SemicolonCSV)
	require.NoError(t, err)
	assert.Equal(t, want, got)
	got, err = ReadCSV(strings.NewReader("\ufeffaccount,code,quantity,price"), CommaCSV)
	require.NoError(t, err)
	assert.Empty(t, got)
}

func TestReadCSVRefuses(t *testing.T) {
	const header = "account,code,quantity,price,emissionFactor,emissionSource\n"
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", "unreadable table: it is empty"},
		{"another column", "account,code,quantity,price,colour\n", `row 1[4]: unknown field: "colour"`},
		{"a column twice", "account,code,quantity,price,code\n", `row 1[4]: is given twice: "code"`},
		{"a column missing", "account,code,quantity\n", "row 1.price: is missing"},
		{"the other dialect", "account;code;quantity;price\n", `row 1[0]: unknown field`},
		{"no quantity", header + "2,a,,1,,\n", "row 2.quantity: is missing"},
		{"not a formula", header + "2,a,1,10 €,,\n", `row 2.price: not a formula`},
		{"a decimal comma", header + "2,a,1,\"1,5\",,\n", `row 2.price: not a formula: "1,5"`},
		{"a long formula", header + "2,a,1," + strings.Repeat("1+", maxFormula) + "1,,\n", "row 2.price: not a formula"},
		{"factor", header + "2,a,1,1,1e3,x\n", "row 2.emissionFactor: "},
		{"source without a factor", header + "2,a,1,1,,x\n", "row 2.emissionFactor: is missing: there is a source of it"},
		{"too few cells", header + "2,a,1,1,,\n2,a\n", "row 3: unreadable table: the first row has 6 cells"},
		{"too many cells", header + "2,a,1,1,,,,\n", "row 2: unreadable table: the first row has 6 cells"},
		{"not UTF-8", header + "2,\xe9,1,1,,\n", "row 2.code: is not UTF-8"},
		{"a quote without its end", header + "2,\"a,1,1,,\n", "row 2: unreadable table: a quote without its end"},
		{"text after a quote", header + "2,\"a\"b,1,1,,\n", "row 2: unreadable table: text after a quote"},
		{"a quote inside", header + "2,a\"b,1,1,,\n", "row 2: unreadable table: a quote inside a cell without quotes"},
		{"half an end of line", header + "2,a\rb,1,1,,\n", "row 2: unreadable table: half an end of line"},
		{"a long cell", header + "2," + strings.Repeat("x", maxCSVCell+1), "row 2: unreadable table: more than 32768 bytes in a cell"},
		{"many cells", strings.Repeat(",", maxCSVCells), "row 1: unreadable table: more than 64 cells"},
		{"many rows", header + strings.Repeat("\n", maxCSVRows), "unreadable table: more than 200000 rows"},
		{"much", header + strings.Repeat("2,"+strings.Repeat("x", 30_000)+",1,1,,\n", 500), "unreadable table: longer than 12582912 bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			lines, err := ReadCSV(strings.NewReader(c.text), CommaCSV)
			assert.Nil(t, lines)
			require.ErrorContains(t, err, c.want)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
	_, err := ReadCSV(strings.NewReader("account;code;quantity;price\n2;a;1;1.5\n"), SemicolonCSV)
	require.ErrorContains(t, err, `row 2.price: not a formula: "1.5"`, "a decimal point among commas")
	_, err = ReadCSV(strings.NewReader(header), "tabs")
	require.ErrorIs(t, err, valid.ErrOneOf)
	_, err = ReadCSV(io.MultiReader(strings.NewReader(header+"2,a"), iotest.ErrReader(io.ErrClosedPipe)), CommaCSV)
	require.ErrorIs(t, err, io.ErrClosedPipe)
}

func TestEveryFaultOfATableIsTold(t *testing.T) {
	text := "account,code,quantity,price\n2,a,1,1\n,,1,x y\n3,b,1\n4,\xff,(,1\n"
	_, err := ReadCSV(strings.NewReader(text), CommaCSV)
	assert.Len(t, valid.List(err), 6, "%v", err)
	require.ErrorIs(t, err, valid.ErrMissing)
	require.ErrorIs(t, err, ErrFormula)
	require.ErrorIs(t, err, ErrCSV)
	require.ErrorIs(t, err, ErrEncoding)
	_, err = ReadCSV(strings.NewReader("account,code,quantity,price\n"+strings.Repeat("2,a,(,1\n", 1_000)), CommaCSV)
	assert.LessOrEqual(t, len(valid.List(err)), 101)
}

func FuzzReadCSV(f *testing.F) {
	for _, s := range []string{
		csvHeader + "\n21,21-1,\"a \"\"b\"\"\",1,day,,2.5,,x|y,,,,,,,,,0.5,'=s\n", "\ufeffaccount;code;quantity;price\n1;2;1,5;round(x; 2)\n",
		"account,code,quantity,price\r\n1,2,3,'-x\r\n", "\"", "a\rb", "account,code,quantity,price\n'',\"\r\n\",1,1",
	} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, text string, comma bool) {
		d := SemicolonCSV
		if comma {
			d = CommaCSV
		}
		lines, err := ReadCSV(strings.NewReader(text), d)
		if err != nil {
			return
		}
		written := writeCSV(t, lines, d)
		again, err := ReadCSV(strings.NewReader(written), d)
		require.NoError(t, err)
		require.Equal(t, lines, again)
		require.Equal(t, written, writeCSV(t, again, d))
	})
}
