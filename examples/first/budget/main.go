// Budget is the program of the README that adds up an account.
package main

import (
	"fmt"
	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/money"
)

func main() {
	rate, sound := money.MustDecimal("0.65"), budget.Line{Code: "2-1", Quantity: "days + 2", Unit: "day", Price: "386", Fringes: []string{"social"}}
	film := budget.Budget{Title: "Les Deux Rives", Currency: "EUR",
		Globals:  []budget.Global{{Name: "days", Value: "21"}},
		Fringes:  []budget.Fringe{{Code: "social", Kind: budget.Percentage, Rate: &rate}},
		Accounts: []budget.Account{{Code: "2", Name: "Personnel", Lines: []budget.Line{sound}}}}
	sheet, err := budget.Compute(film)
	line := sheet.Accounts[0].Lines[0]
	fmt.Println(line.Quantity, "days at 386 are", line.Amount, "with", line.Fringes, "on top: in all", sheet.Total, err)
}
