package payroll

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// One payslip with its full trace, the figures of the date at hand.
func BenchmarkPayslip(b *testing.B) {
	e := workedCases(b)[0].Case
	rules, err := Parameters{}.At(e.Date)
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := rules.Payslip(e); err != nil {
			b.Fatal(err)
		}
	}
}

// The figures of a date.
func BenchmarkResolve(b *testing.B) {
	date := workedCases(b)[0].Case.Date
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (Parameters{}).At(date); err != nil {
			b.Fatal(err)
		}
	}
}
