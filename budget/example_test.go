package budget_test

import (
	"fmt"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/money"
)

func ExampleCompute() {
	sheet, err := budget.Compute(budget.Budget{
		Title: "Short", Currency: "EUR",
		Globals: []budget.Global{{Name: "days", Value: "4"}},
		Fringes: []budget.Fringe{{Code: "social", Kind: budget.Percentage, Rate: new(money.MustDecimal("0.65"))}},
		Accounts: []budget.Account{{Code: "2", Name: "Crew", Lines: []budget.Line{
			{Code: "2-1", Description: "Gaffer", Quantity: "days", Unit: "day", Price: "310", Fringes: []string{"social"}},
		}}},
		Charges: []budget.Charge{{Code: "overheads", Rate: new(money.MustDecimal("0.07")), Base: []string{"*"}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	crew := sheet.Accounts[0]
	fmt.Println(crew.Name, crew.Direct, "+", crew.Fringes, "=", crew.Total)
	fmt.Println("overheads", sheet.Charges[0].Amount)
	fmt.Println("total", sheet.Total)
	// Output:
	// Crew 1240.00 + 806.00 = 2046.00
	// overheads 143.22
	// total 2189.22
}
