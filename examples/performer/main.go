// Performer reads a list of engagements of performers and extras from standard input and writes
// their pay.
//
//	go run ./examples/performer < engagements.json
//	go run ./examples/performer -schema
package main

import (
	"io"

	"github.com/bobine-film/bobine/examples/internal/door"
	"github.com/bobine-film/bobine/payroll"
)

func program() door.Door[[]payroll.PerformerEngagement, []payroll.PerformerPay] {
	figures := payroll.PerformerParameters{}
	return door.Door[[]payroll.PerformerEngagement, []payroll.PerformerPay]{
		About: "Performer computes the pay of performers and extras of film and television.",
		Decode: func(r io.Reader) ([]payroll.PerformerEngagement, error) {
			return payroll.DecodePerformers(r, figures)
		},
		References: figures.References(),
		Compute: func(list []payroll.PerformerEngagement) ([]payroll.PerformerPay, error) {
			return payroll.ComputePerformers(list, figures)
		},
	}
}

func main() { program().Main() }
