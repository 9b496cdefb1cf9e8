// Wage reads a list of working weeks of technicians from standard input and writes their wages.
//
//	go run ./examples/wage < weeks.json
//	go run ./examples/wage -schema
package main

import (
	"io"

	"github.com/bobine-film/bobine/examples/internal/door"
	"github.com/bobine-film/bobine/payroll"
)

func program() door.Door[[]payroll.WorkingWeek, []payroll.Wage] {
	figures := payroll.WageParameters{}
	return door.Door[[]payroll.WorkingWeek, []payroll.Wage]{
		About:      "Wage computes the wages of film and television technicians from their hours.",
		Decode:     func(r io.Reader) ([]payroll.WorkingWeek, error) { return payroll.DecodeWeeks(r, figures) },
		References: figures.References(),
		Compute: func(weeks []payroll.WorkingWeek) ([]payroll.Wage, error) {
			return payroll.ComputeWages(weeks, figures)
		},
	}
}

func main() { program().Main() }
