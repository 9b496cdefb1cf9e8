package budget

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// A hundred thousand lines, written and read.
func BenchmarkCSV(b *testing.B) {
	lines := make([]AccountLine, 100_000)
	for i := range lines {
		lines[i] = AccountLine{"21", Line{Code: fmt.Sprint(i), Quantity: "days * 2", Unit: "day", Price: "150.55", Fringes: []string{"f0", "f1"}}}
	}
	var table bytes.Buffer
	if err := WriteCSV(&table, lines, SemicolonCSV); err != nil {
		b.Fatal(err)
	}
	b.Run("write", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var out bytes.Buffer
			if err := WriteCSV(&out, lines, SemicolonCSV); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := ReadCSV(bytes.NewReader(table.Bytes()), SemicolonCSV); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// What it costs to refuse tables that nobody wrote by hand.
func BenchmarkReadCSVRefuses(b *testing.B) {
	const header = "account,code,quantity,price,description\n"
	for _, c := range []struct{ name, text string }{
		{"blank rows", header + strings.Repeat("\n", maxCSVBytes)},
		{"one cell", header + "\"" + strings.Repeat("x", maxCSVBytes)},
		{"delimiters", strings.Repeat(",", maxCSVBytes)},
		{"long cells", header + strings.Repeat("2,a,1,1,"+strings.Repeat("x", maxCSVCell-1)+"\n", 400)},
		{"nested formulas", header + strings.Repeat("2,a,1,"+strings.Repeat("(", maxFormula-1)+",\n", 12_000)},
		{"faults", header + strings.Repeat(",,,,x\n", 190_000)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ReadCSV(strings.NewReader(c.text), CommaCSV); err == nil {
					b.Fatal("it is read")
				}
			}
		})
	}
}
