package money

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func FuzzParse(f *testing.F) {
	for _, s := range []string{"0.00", "-1234.50", "1e5", "NaN", "92233720368547758.07", "-0.00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := Parse(s)
		if err != nil {
			return
		}
		if a.String() != s {
			t.Fatalf("%q is read as %q", s, a)
		}
		if want := decimal.RequireFromString(s).Shift(2).BigInt().Int64(); a.Cents() != want {
			t.Fatalf("%q has %d cents, not %d", s, want, a.Cents())
		}
	})
}

func FuzzParseDecimal(f *testing.F) {
	for _, s := range []string{"0", "-12.50", "1e5", "0.000000000000000000000000000000000000001", ".5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDecimal(s)
		if err != nil {
			return
		}
		if !d.Decimal().Equal(decimal.RequireFromString(s)) {
			t.Fatalf("%q is read as %q", s, d)
		}
		back, err := ParseDecimal(d.String())
		if err != nil || !back.Equal(d) {
			t.Fatalf("%q is written as %q: %v", s, d, err)
		}
	})
}

func FuzzParseFraction(f *testing.F) {
	for _, s := range []string{"0", "3/10", "0.3", "1000000000000000000/3", "1/0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		fraction, err := ParseFraction(s)
		if err != nil {
			return
		}
		if back, err := ParseFraction(fraction.String()); err != nil || back != fraction {
			t.Fatalf("%q is written as %q: %v", s, fraction, err)
		}
		if num, den, found := strings.Cut(s, "/"); !found && den == "" {
			if want := decimal.RequireFromString(num).Rat(); fraction.Rat().Cmp(want) != 0 {
				t.Fatalf("%q is read as %v", s, fraction)
			}
		}
	})
}
