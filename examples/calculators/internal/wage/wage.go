// Package wage is the wage door for web pages.
package wage

import (
	"io"

	"github.com/bobine-film/bobine/examples/internal/door"
	"github.com/bobine-film/bobine/payroll"
)

// Door reads working weeks and writes their wages.
func Door() door.Door[[]payroll.WorkingWeek, []payroll.Wage] {
	figures := payroll.WageParameters{}
	return door.Door[[]payroll.WorkingWeek, []payroll.Wage]{
		Decode:     func(r io.Reader) ([]payroll.WorkingWeek, error) { return payroll.DecodeWeeks(r, figures) },
		References: figures.References(),
		Compute: func(weeks []payroll.WorkingWeek) ([]payroll.Wage, error) {
			return payroll.ComputeWages(weeks, figures)
		},
	}
}

// Codes are those of the lines of a wage, with their labels in French and English.
func Codes() any { return payroll.WageCodes() }

// Functions are those of the grids of both agreements, for a list to choose from.
func Functions() any {
	return append(payroll.Functions(payroll.Cinema), payroll.Functions(payroll.Audiovisual)...)
}
