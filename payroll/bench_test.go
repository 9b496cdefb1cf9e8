package payroll

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// One payslip with its full trace, the figures of the date at hand: the worked cases of one
// date in turn.
func BenchmarkPayslip(b *testing.B) {
	cases := workedCases(b)
	rules, err := Parameters{}.At(cases[0].Case.Date)
	require.NoError(b, err)
	cases = slices.DeleteFunc(cases, func(c workedCase) bool { return c.Case.Date != cases[0].Case.Date })
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := rules.Payslip(cases[i%len(cases)].Case); err != nil {
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

// The gross of a net before tax.
func BenchmarkGrossFor(b *testing.B) {
	e := workedCases(b)[0].Case
	rules, err := Parameters{}.At(e.Date)
	require.NoError(b, err)
	for _, target := range targets {
		b.Run(string(target), func(b *testing.B) {
			b.ReportAllocs()
			for i := int64(0); b.Loop(); i++ {
				if _, err := rules.GrossFor(e, target, money.FromCents(100_000+i%200_000)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// The gross of a cost of a cinema executive, and of a net paid of an artist at the neutral rate.
func BenchmarkGrossForHard(b *testing.B) {
	executive, artist := fullMonth("2026-07-15"), fullMonth("2026-07-15")
	executive.Executive, executive.Agreement = true, Cinema
	artist.Category, artist.Deduction, artist.AccidentRate, artist.NeutralRate = Artist, Performer, nil, Metropole
	rules, err := Parameters{}.At(executive.Date)
	require.NoError(b, err)
	for name, c := range map[string]struct {
		e      Engagement
		target Target
	}{"cost": {executive, TargetEmployerCost}, "neutral": {artist, TargetNetPaid}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := int64(0); b.Loop(); i++ {
				if _, err := rules.GrossFor(c.e, c.target, money.FromCents(150_000+7_919*(i%100))); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
