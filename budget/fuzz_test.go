package budget

import (
	"strings"
	"testing"
)

func FuzzFormula(f *testing.F) {
	for _, s := range []string{"12.5", "days * (price - 2) / 3", "round(days/7, 2)", "min(1, -max(2, 3))", "1e9", "days…"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		value, err := Formula(s).evaluate(names)
		if err != nil {
			return
		}
		if value.Rat().Num().BitLen() > maxBits {
			t.Fatalf("%q has a value of %d bits", s, value.Rat().Num().BitLen())
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add(soundBudget)
	f.Fuzz(func(t *testing.T, document string) {
		b, err := Decode(strings.NewReader(document))
		if err != nil {
			return
		}
		if _, err := Compute(b); err != nil {
			t.Fatalf("a sound budget is refused: %v", err)
		}
	})
}
