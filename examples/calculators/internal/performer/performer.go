// Package performer is the performer door for web pages.
package performer

import (
	"io"

	"github.com/bobine-film/bobine/examples/internal/door"
	"github.com/bobine-film/bobine/payroll"
)

// Door reads engagements of performers and extras and writes their pay.
func Door() door.Door[[]payroll.PerformerEngagement, []payroll.PerformerPay] {
	figures := payroll.PerformerParameters{}
	return door.Door[[]payroll.PerformerEngagement, []payroll.PerformerPay]{
		Decode: func(r io.Reader) ([]payroll.PerformerEngagement, error) {
			return payroll.DecodePerformers(r, figures)
		},
		References: figures.References(),
		Compute: func(list []payroll.PerformerEngagement) ([]payroll.PerformerPay, error) {
			return payroll.ComputePerformers(list, figures)
		},
	}
}
