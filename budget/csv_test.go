package budget

import (
	"bytes"
	"encoding/csv"
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

func writeCSV(t *testing.T, lines []AccountLine, d CSVDialect) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, WriteCSV(&out, lines, d))
	return out.String()
}

// The first row that both dialects have.
const csvHeader = "account,code,description,quantity,unit,multiplier,price,currency,fringes,borneBy,spentIn,fundedBy,tags,group,person,phase,from,emissionFactor,emissionSource"

func TestWriteCSV(t *testing.T) {
	lines := []AccountLine{{"21", Line{
		Code: "21-1", Description: `Opérateur, "A"`, Quantity: "round(days/7, 2)", Unit: "day", Multiplier: "-1.5", Price: "150.55", Fringes: []string{"social", "meal"},
		Tags: []string{"a|b", ""}, Emission: &Emission{money.MustDecimal("0.25"), "=own"},
	}}}
	assert.Equal(t, csvHeader+"\n"+
		`21,21-1,"Opérateur, ""A""","round(days/7, 2)",day,-1.5,150.55,,social|meal,,,,a\|b|\0,,,,,0.25,'=own`+"\n",
		writeCSV(t, lines, CommaCSV))
	assert.Equal(t, "\ufeff"+strings.ReplaceAll(csvHeader, ",", ";")+"\n"+
		`21;21-1;"Opérateur, ""A""";"round(days/7; 2)";day;-1,5;150,55;;social|meal;;;;a\|b|\0;;;;;0,25;'=own`+"\n",
		writeCSV(t, lines, SemicolonCSV))
}

// OWASP, CSV injection: = + - @, tab and carriage return begin a formula; ASVS 1.2.10 adds the zero
// byte. A negative number is none.
func TestGuard(t *testing.T) {
	for _, c := range []struct{ name, cell, want string }{
		{"equals", "=1+1", "'=1+1"},
		{"plus", "+33 6", "'+33 6"},
		{"minus", "-2*days", "'-2*days"},
		{"at", "@SUM(A1)", "'@SUM(A1)"},
		{"tab", "\t=1", "'\t=1"},
		{"carriage return", "\r=1", "'\r=1"},
		{"line feed", "\n=1", "'\n=1"},
		{"zero byte", "\x00=1", "'\x00=1"},
		{"full width", "＝1", "'＝1"},
		{"after a space", " =1", "' =1"},
		{"negative number", "-12.50", "-12.50"},
		{"negative number of the French", "-12,50", "-12,50"},
		{"negative whole number", "-3", "-3"},
		{"minus alone", "-", "'-"},
		{"two points", "-1.2.3", "'-1.2.3"},
		{"point at the end", "-1.", "'-1."},
		{"guarded already", "'=1", "''=1"},
		{"an apostrophe", "'tis", "'tis"},
		{"a negative number after an apostrophe", "'-3", "'-3"},
		{"a text", "a=1", "a=1"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, guard(c.cell))
			assert.Equal(t, c.cell, unguard(guard(c.cell)))
		})
	}
	assert.Equal(t, "=1", unguard("=1"), "what a hand wrote without a guard stays")
}

// Every field of a line has a column: a new one has to get its own.
func TestEveryFieldHasAColumn(t *testing.T) {
	var l AccountLine
	l.Account = "account"
	v := reflect.ValueOf(&l.Line).Elem()
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		switch field := v.Field(i).Addr().Interface().(type) {
		case *string:
			*field = name
		case *Formula:
			*field = Formula(name + " * 1.5")
		case *[]string:
			*field = []string{name, "other"}
		case **Emission:
			*field = &Emission{money.MustDecimal("1.5"), "source"}
		default:
			t.Fatalf("%s: a type that the table does not know", name)
		}
	}
	for _, d := range csvDialects {
		got, err := ReadCSV(strings.NewReader(writeCSV(t, []AccountLine{l}, d)), d)
		require.NoError(t, err)
		assert.Equal(t, []AccountLine{l}, got)
	}
}

// oddTexts are what breaks tables.
func oddTexts() []string {
	return []string{
		"", "plain", "a,b;c", `say "x"`, "two\nlines", "two\r\nlines", "\r", "\n", " space ", "=1+1", "'=1", "''-x", "-5", "'-5", "@x", "\t", "é €",
		"|", `\`, `\|`, `\\0`, `\0`, "a|b", "\ufeff", "0x1", "1,5", "1.5", "１", "'", `"`, `""`, ";", "\u202f",
	}
}

func randomLine(r *rand.Rand) AccountLine {
	texts := oddTexts()
	text := func() string { return texts[r.IntN(len(texts))] + texts[r.IntN(len(texts))] }
	list := func() (list []string) {
		for range r.IntN(4) {
			list = append(list, texts[r.IntN(len(texts))])
		}
		return list
	}
	formulas := []Formula{"0", "-12.5", "12.5", "days * (price − 2) / 3", "-2.5*days", "round(days/7, 2)", "min(1.5, -max(2, 3))", "+3", "99999999999999999999.5"}
	formula := func() Formula { return formulas[r.IntN(len(formulas))] }
	l := AccountLine{text() + "a", Line{
		Code: text() + "c", Description: text(), Quantity: formula(), Unit: text(), Price: formula(), Currency: text(), Fringes: list(),
		BorneBy: text(), SpentIn: text(), FundedBy: text(), Tags: list(), Group: text(), Person: text(), Phase: text(), From: list(),
	}}
	if r.IntN(2) == 0 {
		l.Multiplier = formula()
	}
	if r.IntN(2) == 0 {
		l.Emission = &Emission{decimalOf(r, 3), text()}
	}
	return l
}

func TestCSVRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for _, d := range csvDialects {
		for range 500 {
			lines := []AccountLine{}
			for range r.IntN(6) {
				lines = append(lines, randomLine(r))
			}
			got, err := ReadCSV(strings.NewReader(writeCSV(t, lines, d)), d)
			require.NoError(t, err)
			require.Equal(t, lines, got)
		}
	}
}

// What is written is what the standard reader reads, but for the ends of lines inside quotes, and no
// cell of it begins as a formula.
func TestTablesAreStandard(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 10))
	for _, d := range csvDialects {
		for range 200 {
			text := strings.TrimPrefix(writeCSV(t, []AccountLine{randomLine(r), randomLine(r)}, d), byteOrderMark)
			standard := csv.NewReader(strings.NewReader(text))
			standard.Comma = rune(d.delimiter())
			rows, err := standard.ReadAll()
			require.NoError(t, err)
			scanner := newScanner(strings.NewReader(text), d)
			for _, row := range rows {
				cells, err := scanner.next()
				require.NoError(t, err)
				require.Len(t, cells, len(row))
				for i, cell := range cells {
					require.Equal(t, row[i], strings.ReplaceAll(cell, "\r\n", "\n"))
					if cell != "" && strings.ContainsRune("=+@\t\r", rune(cell[0])) {
						t.Fatalf("%q is a formula", cell)
					}
				}
			}
		}
	}
}

func TestWriteCSVRefuses(t *testing.T) {
	var out bytes.Buffer
	require.ErrorIs(t, WriteCSV(&out, nil, "tabs"), valid.ErrOneOf)
	line := AccountLine{"2", Line{Code: "a", Quantity: "1", Price: "1"}}
	broken, long := line, line
	broken.Person = "\xff"
	long.Description = strings.Repeat("x", maxCSVCell+1)
	err := WriteCSV(&out, []AccountLine{line, broken, long}, CommaCSV)
	require.ErrorIs(t, err, ErrEncoding)
	require.ErrorContains(t, err, "row 3.person: is not UTF-8")
	require.ErrorContains(t, err, "row 4.description: is out of range")
	require.ErrorIs(t, WriteCSV(&out, make([]AccountLine, maxCSVRows), CommaCSV), ErrCSV)
	require.ErrorIs(t, WriteTopsheetCSV(&out, Topsheet{Accounts: []AccountTotal{{Name: "\xff"}}}, CommaCSV), ErrEncoding)
	require.ErrorIs(t, WriteTopsheetCSV(&out, Topsheet{}, ""), valid.ErrOneOf)
	assert.Empty(t, out.String(), "nothing is written")
	require.ErrorIs(t, WriteCSV(failingWriter{}, []AccountLine{line}, SemicolonCSV), errFull)
}

var errFull = errors.New("the disk is full")

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errFull }

// The figures are those of TestCompute, by hand.
func TestWriteTopsheetCSV(t *testing.T) {
	sheet, err := Compute(decode(t, soundBudget))
	require.NoError(t, err)
	sheet.Accounts[1].Name = "=Equipment"
	var out bytes.Buffer
	require.NoError(t, WriteTopsheetCSV(&out, sheet, SemicolonCSV))
	assert.Equal(t, "\ufeff"+strings.Join([]string{
		"row;account;line;description;amount;fringes;total",
		"account;2;;Crew;1538,83;668,56;2207,39",
		"account;21;;Camera;1505,50;668,56;2174,06",
		"line;21;21-1;Operator;1505,50;668,56;2174,06",
		"line;2;2-1;;33,33;0,00;33,33",
		"account;7;;'=Equipment;350,96;0,00;350,96",
		"line;7;7-1;;350,96;0,00;350,96",
		"charge;total-fee;;Fee;25,85;0,00;25,85",
		"charge;overheads;;Overheads;26,90;0,00;26,90",
		"charge;bond;;Bond;100,00;0,00;100,00",
		"credit;rebate;;Rebate;-50,00;0,00;-50,00",
		"total;;;;;;2661,10",
	}, "\n")+"\n", out.String())
}

// The lines, the charges and the credits of an exported topsheet add up to its total.
func TestExportedTopsheetsAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 11))
	for range 200 {
		sheet, err := Compute(randomBudget(r))
		require.NoError(t, err)
		var out bytes.Buffer
		require.NoError(t, WriteTopsheetCSV(&out, sheet, CommaCSV))
		rows, err := csv.NewReader(&out).ReadAll()
		require.NoError(t, err)
		sum := int64(0)
		for _, row := range rows[1 : len(rows)-1] {
			if row[0] != "account" {
				sum += money.MustParse(row[6]).Cents()
			}
		}
		require.Equal(t, sheet.Total.Cents(), sum)
		require.Equal(t, sheet.Total.String(), rows[len(rows)-1][6])
	}
}
