// First is the program on the first screen of the README.
package main

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
)

func main() {
	slip, err := payroll.ComputePayslip(payroll.Engagement{
		ID: "gaffer", Date: civil.MustParseDate("2026-07-15"), Category: payroll.Technician, Agreement: payroll.Cinema,
		Gross: money.MustParse("1250.00"), Days: 5, Headcount: 5, AccidentRate: new(money.MustDecimal("1.6")),
	}, payroll.Parameters{})
	if err != nil {
		panic(err)
	}
	l := slip.Lines[2]
	fmt.Println("paid", slip.NetPaid, "cost", slip.EmployerCost)
	fmt.Println(l.LabelEn, l.Base, "×", l.EmployeeRate, "% =", l.EmployeeAmount, "by", l.Refs)
}
