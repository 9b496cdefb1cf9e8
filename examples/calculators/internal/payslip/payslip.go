// Package payslip is the payslip door for web pages.
package payslip

import (
	"github.com/bobine-film/bobine/examples/internal/door"
	"github.com/bobine-film/bobine/payroll"
)

// Door reads engagements and writes their payslips.
func Door() door.Door[[]payroll.Engagement, []payroll.Payslip] {
	return door.Door[[]payroll.Engagement, []payroll.Payslip]{
		Decode:     payroll.Decode,
		References: payroll.Parameters{}.References(),
		Compute: func(engagements []payroll.Engagement) ([]payroll.Payslip, error) {
			return payroll.ComputePayslips(engagements, payroll.Parameters{})
		},
	}
}
