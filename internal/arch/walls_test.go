package arch

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheWallsStand(t *testing.T) {
	house := os.DirFS("../..")
	faults, err := broken(house)
	require.NoError(t, err)
	assert.Empty(t, faults)
	for room := range rooms {
		if room != "" {
			_, err := fs.Stat(house, room)
			require.NoError(t, err, "a wall around nothing holds nothing")
		}
	}
}

func TestTheModuleRequiresDecimalAndTestifyAlone(t *testing.T) {
	data, err := os.ReadFile("../../go.mod")
	require.NoError(t, err)
	var direct []string
	for line := range strings.Lines(string(data)) {
		path, _, found := strings.Cut(strings.TrimSpace(strings.TrimPrefix(line, "require ")), " v")
		if found && !strings.Contains(line, "// indirect") && !strings.HasPrefix(path, "//") {
			direct = append(direct, path)
		}
	}
	assert.Equal(t, []string{decimal, testify}, direct)
}

// Each case breaks one wall of a house that otherwise stands.
func TestABrokenWallIsFound(t *testing.T) {
	source := func(imports string) string { return "package p\nimport (" + imports + ")\n" }
	for _, c := range []struct{ name, file, source, want string }{
		{"domain into domain", "budget/line.go", source(`"` + module + `/payroll"`), "budget may not import " + module + "/payroll"},
		{"domain into the examples", "rights/deal.go", source(`"` + module + `/examples/door"`), "rights may not import"},
		{"domain into another library", "schedule/solve.go", source(`"gonum.org/v1/gonum/graph"`), "schedule may not import gonum.org"},
		{"a test of a domain into a domain", "budget/line_test.go", source(`"` + module + `/payroll"`), "budget may not import"},
		{"testify outside tests", "budget/line.go", source(`"` + testify + `/assert"`), "budget may not import " + testify},
		{"leaf into domain", "money/amount.go", source(`"` + module + `/budget"`), "money may not import"},
		{"money into civil", "money/amount.go", source(`"` + module + `/civil"`), "money may not import"},
		{"civil into money", "civil/date.go", source(`"` + module + `/money"`), "civil may not import"},
		{"civil into decimal", "civil/date.go", source(`"` + decimal + `"`), "civil may not import"},
		{"law into money", "law/table.go", source(`"` + module + `/money"`), "law may not import"},
		{"worktime into payroll", "worktime/check.go", source(`"` + module + `/payroll"`), "worktime may not import"},
		{"internal into domain", "internal/valid/valid.go", source(`"` + module + `/rights"`), "internal may not import"},
		{"the top into a domain", "doc.go", source(`"` + module + `/rights"`), "the top may not import"},
		{"a new room", "tax/scale.go", source(``), "no such room"},
		{"a vague file", "budget/helpers.go", source(``), "says nothing"},
		{"a vague folder", "budget/common/line.go", source(``), "says nothing"},
		{"a folder in a vague folder", "budget/util/lines/line.go", source(``), "says nothing"},
		{"a vague test", "budget/types_test.go", source(``), "says nothing"},
		{"a domain in a module of its own", "budget/heavy/line.go", source(`"gonum.org/v1/gonum/graph"`), "budget may not import gonum.org"},
		{"files from a domain", "payroll/payslip.go", source(`"os"`), "may not reach outside through os"},
		{"log from a leaf", "law/table.go", source(`"log"`), "may not reach outside through log"},
		{"the machine from a domain", "budget/line.go", source(`"runtime"`), "may not reach outside through runtime"},
		{"processes from a leaf", "money/amount.go", source(`"os/signal"`), "may not reach outside through os/signal"},
		{"chance without a seed", "schedule/solve.go", source(`"math/rand"`), "may not reach outside through math/rand"},
		{"files from the top", "doc.go", source(`"os"`), "the top may not reach outside through os"},
		{"clock by another name", "payroll/payslip.go", "package p\nimport clock \"time\"\nvar now = clock.Now\n", "no time.Now"},
		{"clock by no name", "payroll/payslip.go", "package p\nimport . \"time\"\nvar now = Now()\n", "no dot import of time"},
		{"zone of the machine", "civil/date.go", "package p\nimport \"time\"\nvar here = time.Local\n", "no time.Local"},
		{"chance of the machine", "schedule/solve.go", "package p\nimport \"math/rand/v2\"\nvar n = rand.IntN(3)\n", "no rand.IntN"},
		{"output", "budget/line.go", "package p\nimport \"fmt\"\nfunc f() { fmt.Println() }\n", "no fmt.Println"},
		{"a setting of decimal set", "budget/line.go", "package p\nimport \"" + decimal + "\"\nfunc f() { decimal.DivisionPrecision = 3 }\n", "no decimal.DivisionPrecision"},
		{"a setting of decimal read", "money/round.go", "package p\nimport d \"" + decimal + "\"\nvar z = d.Zero\n", "no decimal.Zero"},
		{"a decimal of a float", "payroll/rate.go", "package p\nimport \"" + decimal + "\"\nvar x = decimal.NewFromFloat(0.1)\n", "no decimal.NewFromFloat"},
		{"division of decimals", "payroll/rate.go", "package p\nimport \"" + decimal + "\"\nfunc f(a, b decimal.Decimal) any { return a.Div(b) }\n", "no Div of a decimal"},
		{"whole part of a decimal", "budget/line.go", "package p\nfunc f(d interface{ Decimal() int }) any { return d.Decimal().Neg().IntPart() }\n", "no IntPart of a decimal"},
		{"clock", "payroll/payslip.go", "package p\nimport \"time\"\nvar now = time.Now()\n", "no time.Now"},
		{"init", "rights/deal.go", "package p\nfunc init() {}\n", "no init"},
	} {
		t.Run(c.name, func(t *testing.T) {
			faults, err := broken(fstest.MapFS{
				c.file:                {Data: []byte(c.source)},
				"budget/heavy/go.mod": {Data: []byte("module heavy")},
			})
			require.NoError(t, err)
			require.NotEmpty(t, faults)
			assert.Contains(t, faults[0], c.want)
			assert.Contains(t, faults[0], c.file)
		})
	}
	_, err := broken(fstest.MapFS{"budget/line.go": {Data: []byte("package")}})
	assert.Error(t, err, "a file that cannot be parsed")
}

func TestASoundHouseStands(t *testing.T) {
	faults, err := broken(fstest.MapFS{
		"doc.go":               {Data: []byte("package bobine")},
		"budget/line.go":       {Data: []byte("package budget\nimport (\n\"fmt\"\n\"" + decimal + "\"\n\"" + module + "/money\"\n\"" + module + "/internal/valid\"\n)")},
		"budget/line_test.go":  {Data: []byte("package budget\nimport (\n\"os\"\n\"" + testify + "/assert\"\n\"" + module + "/budget\"\n)")},
		"examples/a/main.go":   {Data: []byte("package main\nimport (\n\"os\"\n\"" + module + "/budget\"\n\"" + module + "/payroll\"\n)")},
		"examples/b/go.mod":    {Data: []byte("module b")},
		"examples/b/main.go":   {Data: []byte("package main\nimport \"gonum.org/v1/gonum/graph\"")},
		"rights/testdata/x.go": {Data: []byte("not Go at all")},
		".ci/tool.go":          {Data: []byte("not Go at all")},
		"money/method.go":      {Data: []byte("package money\ntype t struct{}\nfunc (t) init() {}")},
		"money/big.go": {Data: []byte("package money\nimport (\n\"fmt\"\n\"math/big\"\n\"" + decimal + "\"\n)\n" +
			"var a, b, c = new(big.Int).Div(x, y), big.NewInt(6).Div(x, y), fmt.Sprint(decimal.New(1, 2).DivRound(z, 2))")},
		"budget/big.go":      {Data: []byte("package budget\nimport \"math/big\"\nfunc f(x *big.Int) { x.Add(x, x).Div(x, x) }")},
		"schedule/seed.go":   {Data: []byte("package schedule\nimport \"math/rand/v2\"\nvar r = rand.New(rand.NewPCG(1, 2))\nvar n = r.IntN(3)")},
		"civil/date.go":      {Data: []byte("package civil\nimport \"time\"\nvar may = time.May\nfunc f(t, u time.Time) bool { return t.After(u) }")},
		"money/test_test.go": {Data: []byte("package money\nimport \"" + decimal + "\"\nfunc f() { decimal.DivisionPrecision = 1 }")},
	})
	require.NoError(t, err)
	assert.Empty(t, faults)
}
