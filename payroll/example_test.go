package payroll_test

import (
	"fmt"
	"strings"

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
	// gross: is negative: "-5.00"
}

func ExampleParameters_Notices() {
	notices := payroll.Parameters{}.Notices(civil.MustParseDate("2026-07-15"))
	fmt.Println(notices[0])
	// Output: unverified: maladie/alsace-moselle: 1.3 percent since 2022-04-01 is single-source [modele-social]
}

// What gross makes a net of 1,000.00 €?
func ExampleGrossFor() {
	found, err := payroll.GrossFor(gaffer(), payroll.TargetNetBeforeTax, money.MustParse("1000.00"), payroll.Parameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(found.Exact, found.Below.Gross)
	e := gaffer()
	e.Gross = found.Below.Gross
	slip, err := payroll.ComputePayslip(e, payroll.Parameters{})
	fmt.Println(slip.NetBeforeTax, err)
	// Output:
	// true 1264.36
	// 1000.00 <nil>
}

func ExampleSettle() {
	settled, err := payroll.Settle(payroll.Settlement{
		Date: civil.MustParseDate("2026-07-31"), Net: money.MustParse("1500.00"),
		Expenses: money.MustParse("84.00"), Garnishment: money.MustParse("900.00"),
	}, payroll.Parameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, step := range settled.Steps {
		fmt.Println(step.Code, step.Amount)
	}
	fmt.Println("paid", settled.Paid)
	// Output:
	// seizable 234.76
	// garnishment 234.76
	// expenses 84.00
	// paid 1349.24
}

func ExampleRemit() {
	slip, err := payroll.ComputePayslip(gaffer(), payroll.Parameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	month, err := payroll.Remit(slip.Date.Month(), []payroll.Payslip{slip}, 5, payroll.Parameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range month.Remittances {
		fmt.Println(r.LabelEn, r.Amount, "by", r.Due)
	}
	fmt.Println(month.Total)
	// Output:
	// Urssaf 511.89 by 2026-08-17
	// France Travail 151.88 by 2026-08-17
	// Audiens 139.25 by 2026-08-25
	// Paid leave fund 193.75 by 2026-08-17
	// Afdas 1.25 by 2026-08-17
	// Thalie Santé 4.00 by 2026-08-17
	// Funds of the branch 1.06 by 2026-08-17
	// 1003.08
}

func ExampleComputeAuthorNote() {
	note, err := payroll.ComputeAuthorNote(payroll.Royalty{
		ID: "screenplay, second instalment", Date: civil.MustParseDate("2026-07-15"), Gross: money.MustParse("10000.00"),
	}, payroll.Parameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range note.Lines {
		fmt.Println(line.LabelEn, line.EmployeeAmount, line.EmployerAmount)
	}
	fmt.Println("payable", note.Payable, "cost", note.Cost)
	// Output:
	// Basic pension within the ceiling 615.00 0.00
	// Training of authors 35.00 0.00
	// CSG that lowers taxable income 668.10 0.00
	// CSG that does not lower taxable income 235.80 0.00
	// CRDS 49.13 0.00
	// Contribution of who exploits a work 0.00 100.00
	// Training of authors 0.00 10.00
	// payable 8396.97 cost 10110.00
}

func ExamplePayslip_Text() {
	slip, err := payroll.ComputePayslip(gaffer(), payroll.Parameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := slip.Text(gaffer(), payroll.English, payroll.Mention{Label: "Employer", Value: "Films de la Lune"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "NET") || strings.HasPrefix(line, "TOTAL") {
			fmt.Print(line)
		}
	}
	// Output:
	// NET SOCIAL AMOUNT                                                                           988.11
	// NET PAY BEFORE INCOME TAX                                                                   988.11
	// NET PAID                                                                                    988.11
	// TOTAL COST OF THE EMPLOYER                                                                 1991.19
}
