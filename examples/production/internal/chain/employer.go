package chain

import (
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
)

// employer is employer.json: what wages depend on beside the engagement.
type employer struct {
	Headcount    int               `json:"headcount" strict:"required"`
	AccidentRate money.Decimal     `json:"accidentRate" strict:"required"`
	MobilityRate money.Decimal     `json:"mobilityRate"`
	Agreement    payroll.Agreement `json:"agreement" strict:"required"`
}

func (e *employer) check() error {
	var f valid.Faults
	if e.Headcount < 0 || e.Headcount > 1_000_000 {
		f.Addf("headcount", e.Headcount, valid.ErrOutOfRange, "0 to 1,000,000")
	}
	if e.Agreement != payroll.Cinema {
		f.Addf("agreement", e.Agreement, valid.ErrOneOf, "%s: the crew has functions of its grid", payroll.Cinema)
	}
	percentage(&f, "accidentRate", e.AccidentRate)
	percentage(&f, "mobilityRate", e.MobilityRate)
	return f.Err()
}
