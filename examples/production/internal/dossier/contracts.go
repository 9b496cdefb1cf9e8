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

// weeks is how many weeks an engagement is paid, none where it is paid by the day.
func weeks(p payroll.PerformerPay) int {
	n := 0
	for _, l := range p.Lines {
		if l.Code == "week" {
			n += l.Count
		}
	}
	return n
}

// engaged is what an engagement pays: weeks with the cachets that they are, or cachets, at their price.
func (w *writer) engaged(p payroll.PerformerPay) string {
	cachets, price := w.count(p.Cachets, "cachet"), " "+w.text("payroll.at")+" "+w.Money(p.Pay)
	if n := weeks(p); n > 0 {
		return w.count(n, "week") + price + " (" + cachets + ")"
	}
	return cachets + price
}

// presentOf is how many days somebody is paid and, where these are others too, on how many the unit shot with them
// or they were held for it.
func (w *writer) presentOf(p chain.Person) string {
	paid := w.count(p.Days, "paid")
	if len(p.Shot) == 0 || len(p.Shot) == p.Days {
		return paid
	}
	paid += ", " + w.text("payroll.among") + " " + w.count(len(p.Shot), "present")
	if n := len(p.Held); n > 0 {
		return paid + ", " + w.count(n, "waiting")
	}
	return paid
}

// span writes the first and the last day of a period, one day as itself.
func (w *writer) span(p civil.Period) string {
	if p.From == p.To {
		return w.Date(p.From)
	}
	return w.Date(p.From) + " – " + w.Date(p.To)
}
