package dossier

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/payroll"
)

// slipName is the month of a payslip, with its contract where somebody has several payslips of the month.
func (w *writer) slipName(p chain.Person, slip payroll.Payslip) string {
	name, alike := w.month(slip.Date), 0
	for _, other := range p.Payslips {
		if other.Date.Month() == slip.Date.Month() {
			alike++
		}
	}
	for _, c := range p.Contracts {
		if alike > 1 && c.ID == slip.Contract {
			name += ", " + w.text("payroll.under") + " " + w.Date(c.Period.From)
		}
	}
	return name
}

// span writes the first and the last day of a period, one day as itself.
func (w *writer) span(p civil.Period) string {
	if p.From == p.To {
		return w.Date(p.From)
	}
	return w.Date(p.From) + " – " + w.Date(p.To)
}
