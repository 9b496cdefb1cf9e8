package budget_test

import (
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/budget"
)

func ExampleChartOf() {
	chart, err := budget.ChartOf(budget.CNCCinema)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(chart.Name, chart.Status)
	for _, poste := range chart.Accounts[:3] {
		fmt.Println(poste.Code, poste.Name, len(poste.Accounts))
	}
	// Output:
	// Devis cinéma (CNC) unconfirmed
	// 1 Droits artistiques 8
	// 2 Personnel 9
	// 3 Interprétation 8
}

func ExampleChart_NewAccounts() {
	chart, err := budget.ChartOf(budget.AICP)
	if err != nil {
		fmt.Println(err)
		return
	}
	accounts, err := chart.NewAccounts()
	if err != nil {
		fmt.Println(err)
		return
	}
	accounts[1].Lines = []budget.Line{{Code: "B051", Description: "Gaffer", Quantity: "2", Price: "700"}}
	sheet, err := budget.Compute(budget.Budget{Title: "Spot", Currency: "USD", Accounts: accounts})
	fmt.Println(sheet.Accounts[1].Name, sheet.Total, err)
	// Output: Shooting wages 1400.00 <nil>
}

func ExampleChartGrammar_Parse() {
	grammar := budget.ChartGrammar{Category: 2, Account: 2}
	code, err := grammar.Parse("1001")
	fmt.Println(code.Category, code.Account, err)
	_, err = grammar.Parse("10-01")
	fmt.Println(err)
	// Output:
	// 10 01 <nil>
	// not a code of the chart: "10-01"
}

func ExampleMapping_Reprint() {
	sheet, err := budget.Compute(budget.Budget{Title: "Short", Currency: "EUR", Accounts: []budget.Account{
		{Code: "2", Accounts: []budget.Account{
			{Code: "22", Lines: []budget.Line{{Code: "22-1", Quantity: "4", Price: "2500"}}},
			{Code: "26", Lines: []budget.Line{{Code: "26-1", Quantity: "20", Price: "310.55"}}},
		}},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	american, err := budget.ChartOf(budget.USFeature)
	if err != nil {
		fmt.Println(err)
		return
	}
	mapping, err := budget.MappingOf(budget.CNCCinema, budget.USFeature)
	if err != nil {
		fmt.Println(err)
		return
	}
	reprinted, err := mapping.Reprint(sheet, american)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, a := range reprinted.Accounts {
		if a.Total.Cents() != 0 {
			fmt.Println(a.Code, a.Name, a.Total)
		}
	}
	fmt.Println("total", reprinted.Total, "by a mapping that is", mapping.Status)
	// Output:
	// 1300 Director and staff 10000.00
	// 3300 Camera 6211.00
	// total 16211.00 by a mapping that is derived
}

func ExampleWriteCSV() {
	lines := []budget.AccountLine{{Account: "26", Line: budget.Line{Code: "26-1", Quantity: "days", Unit: "day", Price: "310.55", Tags: []string{"crew", "night"}}}}
	var table strings.Builder
	if err := budget.WriteCSV(&table, lines, budget.CommaCSV); err != nil {
		fmt.Println(err)
		return
	}
	_, rows, _ := strings.Cut(table.String(), "\n")
	fmt.Print(rows)
	// Output: 26,26-1,,days,day,,310.55,,,,,,crew|night,,,,,,
}

func ExampleReadCSV() {
	lines, err := budget.ReadCSV(strings.NewReader("account;code;quantity;price\n26;26-1;days;310,55\n"), budget.SemicolonCSV)
	fmt.Println(lines[0].Account, lines[0].Quantity, lines[0].Price, err)
	_, err = budget.ReadCSV(strings.NewReader("account;code;quantity;price\n26;26-1;;310.55\n"), budget.SemicolonCSV)
	fmt.Println(err)
	// Output:
	// 26 days 310.55 <nil>
	// row 2.quantity: is missing
	// row 2.price: not a formula: "310.55"
}

func ExampleTopsheet_Text() {
	accounts := []budget.Account{
		{Code: "1", Name: "Droits artistiques", Lines: []budget.Line{{Code: "11-1", Quantity: "1", Price: "5000"}}},
		{Code: "2", Name: "Personnel", Lines: []budget.Line{{Code: "26-1", Quantity: "20", Price: "310.55"}}},
	}
	sheet, err := budget.Compute(budget.Budget{Title: "Short", Currency: "EUR", Accounts: accounts})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(sheet.Text(budget.TextOptions{Title: "Short", Currency: "EUR", Lines: true}))
	// Output:
	// Short (EUR)
	//
	// Account  Description          Amount  Fringes     Total
	// -------  ------------------  -------  -------  --------
	// 1        Droits artistiques  5000.00     0.00   5000.00
	//   11-1                       5000.00     0.00   5000.00
	// 2        Personnel           6211.00     0.00   6211.00
	//   26-1                       6211.00     0.00   6211.00
	// -------  ------------------  -------  -------  --------
	//          TOTAL                                 11211.00
}
