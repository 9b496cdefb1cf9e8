package dossier

import (
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/money"
)

// stack is bars under one another, each divided into parts that together are as long as the bar.
type stack struct {
	Width, Height int
	Rows          []stackRow
}

type stackRow struct {
	Name  mark
	Boxes []box
}

// stackPart is a part of a bar.
type stackPart struct {
	name, class string
	amount      money.Amount
}

const (
	stackLeft = 128
	stackGap  = 46
)

// stacked draws bars, all to the scale of the longest.
func (w *writer) stacked(names []string, rows [][]stackPart) stack {
	s := stack{Width: pictureWidth, Height: len(rows)*stackGap - 8}
	var greatest int64
	totals := make([]int64, len(rows))
	for i, parts := range rows {
		for _, p := range parts {
			totals[i] += max(0, p.amount.Cents())
		}
		greatest = max(greatest, totals[i])
	}
	for i, parts := range rows {
		y := i * stackGap
		row := stackRow{Name: mark{X: stackLeft - 10, Y: y + 23, Text: names[i]}}
		amounts := make([]money.Amount, len(parts))
		for j, p := range parts {
			amounts[j] = p.amount
		}
		x := 0
		for j, end := range ends(fit(totals[i], greatest, pictureWidth-stackLeft), amounts...) {
			if end > x {
				row.Boxes = append(row.Boxes, box{
					X: stackLeft + x, Y: y, W: end - x, H: stackGap - 8, Class: parts[j].class,
					Text: short(parts[j].name, end-x-8), Tip: parts[j].name + " · " + w.Money(parts[j].amount),
				})
			}
			x = end
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// financed sets the budget beside the plan: by account, by source, by co-producer and by what is signed.
func (w *writer) financed() stack {
	plan, sheet := w.page.Financing.Plan, w.page.Budget.Topsheet
	var accounts, sources, countries, states []stackPart
	for _, a := range sheet.Accounts {
		accounts = append(accounts, stackPart{a.Name, "neutral", a.Total})
	}
	for _, c := range sheet.Charges {
		accounts = append(accounts, stackPart{c.Name, "neutral", c.Amount})
	}
	hue := map[string]string{}
	for i, c := range plan.Coproducers {
		hue[c.Name] = "hue" + string(rune('a'+min(i, 3)))
		countries = append(countries, stackPart{c.Name, hue[c.Name], c.Amount})
	}
	var open int64
	for _, s := range plan.Sources {
		if s.Status == financing.Refused {
			continue
		}
		class := hue[s.BroughtBy]
		if s.Status != financing.Acquired {
			class += " open"
			open += s.Amount.Cents()
		}
		sources = append(sources, stackPart{s.Kind + ", " + s.Party, class, s.Amount})
	}
	missing := stackPart{w.text("financing.gap"), "bad", plan.Gap}
	states = []stackPart{
		{w.word("status", string(financing.Acquired)), "good", plan.Acquired}, {w.text("financing.open"), "warn", money.FromCents(open)}, missing,
	}
	return w.stacked(
		[]string{w.text("financing.budget"), w.text("financing.sources"), w.text("financing.shares"), w.text("financing.signed")},
		[][]stackPart{accounts, append(sources, missing), countries, states},
	)
}
