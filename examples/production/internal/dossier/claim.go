package dossier

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/examples/production/internal/chain"
)

// cut says why the ith part of a line does not count for the tax credit.
func (w *writer) cut(line chain.EligibleLine, i int) remark {
	code := line.Cuts[i].Code
	var figures []any
	switch {
	case code != "abroad" || line.Abroad == nil:
	case i == 0:
		code = "away"
		figures = []any{w.number(len(line.Abroad.Days)), w.number(line.Abroad.Paid), w.days(line.Abroad.Days)}
	default:
		code = "away-charges"
	}
	if text, known := w.sentence("cut", code, figures...); known {
		return remark{Text: text}
	}
	return remark{Note: w.formatted(line.Cuts[i].Reason)}
}

func (w *writer) days(dates []civil.Date) string {
	var days []string
	for _, d := range dates {
		days = append(days, w.day(d))
	}
	return w.list(days)
}

// cutOf is how much that is, with its working. Charges are cut as the pay is, whose cut comes before; a share is what
// is kept.
func (w *writer) cutOf(line chain.EligibleLine, i int) string {
	c := line.Cuts[i]
	base, amount := w.Money(c.Base), w.Money(c.Amount)
	away := c.Code == "abroad" && line.Abroad != nil
	switch {
	case away && i == 0:
		return amount + ", " + w.text("financing.infrance") + " " + w.Percent(line.Abroad.InFrance)
	case away, c.Code == "charges" && i > 0:
		pay := line.Cuts[i-1]
		return fmt.Sprintf("%s × %s / %s = %s", base, w.Money(pay.Amount), w.Money(pay.Base), amount)
	case !c.Share.IsZero():
		return fmt.Sprintf("%s × (%s − %s) = %s", base, w.rate(100), w.Percent(c.Share), amount)
	case !c.Limit.IsZero():
		return fmt.Sprintf("%s − %s = %s", base, w.Money(c.Limit), amount)
	}
	return amount
}
