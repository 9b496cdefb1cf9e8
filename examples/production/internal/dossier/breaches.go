package dossier

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
	"github.com/bobine-film/bobine/worktime"
)

// breach is a limit of working time or of pay that is not kept.
type breach struct {
	Date              civil.Date
	Rule              string
	Measured, Allowed string
	Refs              law.Refs
}

// breachesOf are those of a person: of the pay and, of a child, of the hours.
func (w *writer) breachesOf(p chain.Person) []breach {
	all := w.ofPay(p.Breaches)
	if p.Hours != nil {
		all = append(all, w.ofHours(p.Hours.Breaches)...)
	}
	return all
}

// ofPay are breaches of the payroll, in hours, in days of those in a row or, of a minimum, in euros.
func (w *writer) ofPay(list []payroll.Breach) []breach {
	var all []breach
	for _, b := range list {
		write, bound := w.decimalHours, w.bound(worktime.Rule(b.Rule).AtLeast())
		switch b.Rule {
		case "minimum":
			write, bound = w.plainMoney, w.bound(true)
		case string(worktime.ConsecutiveDays):
			write = func(n string) string { return n + noBreak + w.Word("unit", "days") }
		}
		all = append(all, breach{b.Date, w.Word("limit", b.Rule), write(b.Measured), bound + write(b.Allowed), b.Refs})
	}
	return all
}

// ofHours are breaches of working time, in minutes or in days, weeks and rests.
func (w *writer) ofHours(list []worktime.Breach) []breach {
	var all []breach
	for _, b := range list {
		write := func(n int) string { return w.number(n) + noBreak + w.Word("unit", b.Unit) }
		if b.Unit == "minutes" {
			write = w.hours
		}
		all = append(all, breach{b.Date, w.Word("limit", string(b.Rule)), write(b.Measured), w.bound(b.Rule.AtLeast()) + write(b.Allowed), b.Refs})
	}
	return all
}

// bound says on which side of a limit is right.
func (l Language) bound(least bool) string {
	if least {
		return l.text("breach.least") + noBreak
	}
	return l.text("breach.most") + noBreak
}

// decimalHours writes hours with decimals to the minute.
func (l Language) decimalHours(text string) string {
	hours, err := money.ParseDecimal(text)
	if err != nil {
		return text
	}
	units, _ := hours.Scaled(4)
	return l.hours(int((units*60 + 5_000) / 10_000))
}

// plainMoney writes an amount that is a text.
func (l Language) plainMoney(text string) string {
	amount, err := money.Parse(text)
	if err != nil {
		return text
	}
	return l.Money(amount)
}
