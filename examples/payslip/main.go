// Payslip reads a list of engagements from standard input and writes their payslips.
//
//	go run ./examples/payslip < engagements.json
//	go run ./examples/payslip -schema
package main

import (
	"github.com/bobine-film/bobine/examples/internal/door"
	"github.com/bobine-film/bobine/payroll"
)

func program() door.Door[[]payroll.Engagement, []payroll.Payslip] {
	return door.Door[[]payroll.Engagement, []payroll.Payslip]{
		About:      "Payslip computes the payslips of intermittents.",
		Decode:     payroll.Decode,
		References: payroll.Parameters{}.References(),
		Compute: func(engagements []payroll.Engagement) ([]payroll.Payslip, error) {
			return payroll.ComputePayslips(engagements, payroll.Parameters{})
		},
	}
}

func main() { program().Main() }
