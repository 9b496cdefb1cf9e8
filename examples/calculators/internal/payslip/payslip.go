// Package payslip is the payslip door for web pages.
package payslip

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/examples/internal/door"
	"github.com/bobine-film/bobine/payroll"
)

// Door reads engagements and writes their payslips. A page asks again at each change of a field,
// nearly always for the same date: the door keeps the rules of dates, unlike the program, which
// ends after its answer. It is for one goroutine at a time.
func Door() door.Door[[]payroll.Engagement, []payroll.Payslip] {
	known := rules{}
	return door.Door[[]payroll.Engagement, []payroll.Payslip]{
		Decode:     payroll.Decode,
		References: payroll.Parameters{}.References(),
		Compute: func(engagements []payroll.Engagement) ([]payroll.Payslip, error) {
			if slips, ok := known.payslips(engagements); ok {
				return slips, nil
			}
			return payroll.ComputePayslips(engagements, payroll.Parameters{}) // with its faults
		},
	}
}

// mostDates is how many dates have their rules kept, a year's pay days and more.
const mostDates = 64

// rules are those of dates.
type rules map[civil.Date]*payroll.Rules

// payslips computes all payslips, false where anything is at fault.
func (r rules) payslips(engagements []payroll.Engagement) ([]payroll.Payslip, bool) {
	slips := make([]payroll.Payslip, len(engagements))
	for i, e := range engagements {
		on, err := r.at(e.Date)
		if err != nil {
			return nil, false
		}
		if slips[i], err = on.Payslip(e); err != nil {
			return nil, false
		}
	}
	return slips, true
}

func (r rules) at(date civil.Date) (*payroll.Rules, error) {
	if known, ok := r[date]; ok {
		return known, nil
	}
	on, err := payroll.Parameters{}.At(date)
	if err != nil {
		return nil, err
	}
	if len(r) >= mostDates {
		clear(r)
	}
	r[date] = on
	return on, nil
}
