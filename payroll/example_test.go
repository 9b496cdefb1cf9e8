package payroll_test

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
)

func gaffer() payroll.Engagement {
	return payroll.Engagement{
		ID:           "gaffer, week 27",
		Date:         civil.MustParseDate("2026-07-15"),
		Category:     payroll.Technician,
		Agreement:    payroll.Cinema,
		Gross:        money.MustParse("1250.00"),
		Days:         5,
		Headcount:    5,
		AccidentRate: new(money.MustDecimal("1.6")),
	}
}

func ExampleComputePayslip() {
	slip, err := payroll.ComputePayslip(gaffer(), payroll.Parameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range slip.Lines[:3] {
		fmt.Println(line.Code, line.Base, line.EmployeeRate, line.EmployeeAmount, line.EmployerRate, line.EmployerAmount, line.Refs)
	}
	fmt.Println("net before tax", slip.NetBeforeTax)
	fmt.Println("cost", slip.EmployerCost)
	// Output:
	// maladie 1250.00 0 0.00 13 162.50 CSS D242-3
	// csa 1250.00 0 0.00 0.3 3.75 CSS L137-40
	// vieillesse-plafonnee 667.50 6.9 46.06 8.55 57.07 CSS D242-4
	// net before tax 988.11
	// cost 1991.19
}

// A production knows the rate of Congés Spectacles that the table could not verify.
func ExampleParameters_With() {
	known, err := payroll.Parameters{}.With(law.Override[money.Decimal]{
		Key:   "conges-spectacles/employer",
		Value: money.MustDecimal("15.6"),
		From:  civil.MustParseDate("2026-04-01"),
		Refs:  []law.Ref{{Key: "Letter 2026-03-12", Title: "Letter of the fund", URL: "https://www.audiens.org"}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	slip, err := payroll.ComputePayslip(gaffer(), known)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range slip.Lines {
		if line.Code == "conges-spectacles" {
			fmt.Println(line.EmployerRate, line.EmployerAmount, line.Refs)
		}
	}
	// Output: 15.6 195.00 Letter 2026-03-12
}

func ExampleEngagement_Validate() {
	e := gaffer()
	e.Gross = money.MustParse("-5.00")
	e.Agreement = "1234"
	fmt.Println(e.Validate())
	// Output:
	// agreement: is not one of the words allowed: 3097, 2642, 1285, 3090, 2717: "1234"
	// gross: is out of range: more than 0.00: "-5.00"
}

func ExampleParameters_Notices() {
	notices := payroll.Parameters{}.Notices(civil.MustParseDate("2026-07-15"))
	fmt.Println(notices[0])
	// Output: unverified: maladie/alsace-moselle: 1.3 percent since 2022-04-01 is single-source [modele-social]
}
