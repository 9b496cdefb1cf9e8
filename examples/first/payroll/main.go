// Payroll is the program of the README that pays a player for a day.
package main

import (
	"fmt"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
)

func main() {
	slip, err := payroll.ComputePayslip(payroll.Engagement{ID: "Nora", Date: civil.MustParseDate("2026-07-15"), Days: 1,
		Category: payroll.Artist, Agreement: payroll.Cinema, Gross: money.MustParse("900.00"), Headcount: 5}, payroll.Parameters{})
	fmt.Println("paid", slip.NetPaid, "cost", slip.EmployerCost, "error", err)
	fmt.Println(slip.Lines[2].LabelEn, slip.Lines[2].Base, "at", slip.Lines[2].EmployeeRate, "% by", slip.Lines[2].Refs)
}
