package budget

import (
	"fmt"
	"testing"

	"github.com/bobine-film/bobine/money"
)

// A thousand lines with formulas and two fringes each, in which every line has the same formulas.
func BenchmarkCompute(b *testing.B) {
	benchmarkCompute(b, 50, func(int) Formula { return "1 + weeks/10" })
}

// The same where no formula stands twice.
func BenchmarkComputeDistinct(b *testing.B) {
	benchmarkCompute(b, 50, func(i int) Formula { return Formula(fmt.Sprintf("%d + weeks/10", i)) })
}

// A hundred thousand lines.
func BenchmarkComputeLarge(b *testing.B) {
	benchmarkCompute(b, 5_000, func(int) Formula { return "1 + weeks/10" })
}

func benchmarkCompute(b *testing.B, accounts int, multiplier func(int) Formula) {
	budget := Budget{
		Title: "bench", Currency: "EUR",
		Globals: []Global{{"weeks", "8"}, {"days", "weeks * 5"}},
	}
	for i := range 2 {
		budget.Fringes = append(budget.Fringes, Fringe{Code: fmt.Sprint("f", i), Kind: Percentage, Rate: new(money.MustDecimal("0.65"))})
	}
	for i := range accounts {
		account := Account{Code: fmt.Sprint(i)}
		for j := range 20 {
			account.Lines = append(account.Lines, Line{
				Code: fmt.Sprint(i, "-", j), Quantity: "days", Multiplier: multiplier(20*i + j), Price: "150.55", Fringes: []string{"f0", "f1"},
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
