package dossier

import (
	"fmt"

	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/money"
)

// stack is bars under one another, each divided into parts that together are as long as the bar.
type stack struct {
	Width, Height int
	Rows          []stackRow
	// Numbered are the parts that are too small for their name and bear a number in its place.
	Numbered []numberedPart
}

type stackRow struct {
	Name  mark
	Boxes []stackBox
}

// stackBox is a part as it is drawn, with its name or, where there is no room for one, a number.
type stackBox struct {
	box
	IsNumber bool
}

// numberedPart is a part of a bar by its number.
type numberedPart struct {
	Number       int
	Name, Amount string
}

// stackPart is a part of a bar; label is the shorter name, if there is one.
type stackPart struct {
	name, label, class string
	amount             money.Amount
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
			if end == x {
				continue
			}
			b := stackBox{box: box{
				X: stackLeft + x, Y: y, W: end - x, H: stackGap - 8, Class: parts[j].class,
				Text: parts[j].within(end - x - 8), Tip: parts[j].name + " · " + w.Money(parts[j].amount),
			}}
			if b.Text == "" {
				b.Text, b.IsNumber = s.number(parts[j].name, w.whole(parts[j].amount), b.W), true
			}
			row.Boxes = append(row.Boxes, b)
			x = end
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// leastCut is how many letters are left of a name that is cut, so that it can be guessed.
const leastCut = 8

// within is the name of a part as far as there is room for it, nothing where hardly a word would be left.
func (p stackPart) within(room int) string {
	for _, name := range []string{p.name, p.label} {
		if textWidth(name) <= room {
			return name
		}
	}
	if p.label == "" {
		p.label = p.name
	}
	cut := short(p.label, room)
	if len([]rune(cut)) <= leastCut {
		return ""
	}
	return cut
}

// number gives a part the next number, none where there is no room for one.
func (s *stack) number(name, amount string, room int) string {
	n := len(s.Numbered) + 1
	text := fmt.Sprint(n)
	if textWidth(text) > room {
		return ""
	}
	s.Numbered = append(s.Numbered, numberedPart{n, name, amount})
	return text
}

// financed sets the budget beside the plan: by account, by source, by co-producer and by what is signed.
func (w *writer) financed() stack {
	plan, sheet := w.page.Financing.Plan, w.page.Budget.Topsheet
	var accounts, sources, countries, states []stackPart
	for _, a := range sheet.Accounts {
		accounts = append(accounts, stackPart{name: a.Name, class: "neutral", amount: a.Total})
	}
	for _, c := range sheet.Charges {
		accounts = append(accounts, stackPart{name: c.Name, class: "neutral", amount: c.Amount})
	}
	hue := map[string]string{}
	for i, c := range plan.Coproducers {
		hue[c.Name] = "hue" + string(rune('a'+min(i, 3)))
		countries = append(countries, stackPart{name: c.Name, class: hue[c.Name], amount: c.Amount})
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
		sources = append(sources, stackPart{nameOf(s), s.Kind, class, s.Amount})
	}
	missing := stackPart{name: w.text("financing.gap"), class: "bad", amount: plan.Gap}
	states = []stackPart{
		{name: w.Word("status", string(financing.Acquired)), class: "good", amount: plan.Acquired},
		{name: w.text("financing.open"), class: "warn", amount: money.FromCents(open)}, missing,
	}
	return w.stacked(
		[]string{w.text("financing.budget"), w.text("financing.sources"), w.text("financing.shares"), w.text("financing.signed")},
		[][]stackPart{accounts, append(sources, missing), countries, states},
	)
}
