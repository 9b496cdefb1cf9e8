package budget

import (
	"fmt"
	"testing"

	"github.com/bobine-film/bobine/money"
)

// A thousand lines with formulas and two fringes each.
func BenchmarkCompute(b *testing.B) {
	budget := Budget{
		Title: "bench", Currency: "EUR",
		Globals: []Global{{"weeks", "8"}, {"days", "weeks * 5"}},
	}
	for i := range 2 {
		budget.Fringes = append(budget.Fringes, Fringe{Code: fmt.Sprint("f", i), Kind: Percentage, Rate: money.MustDecimal("0.65")})
	}
	for i := range 50 {
		account := Account{Code: fmt.Sprint(i)}
		for j := range 20 {
			account.Lines = append(account.Lines, Line{
				Code: fmt.Sprint(i, "-", j), Quantity: "days", Multiplier: "1 + weeks/10", Price: "150.55", Fringes: []string{"f0", "f1"},
			})
		}
		budget.Accounts = append(budget.Accounts, account)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Compute(budget); err != nil {
			b.Fatal(err)
		}
	}
}
