package dossier

import (
	"math/big"
	"strings"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/schedule"
)

// LineName returns what a line of the budget is called: of those that other stages feed a part is a date and the
// last one a code.
func (l Language) LineName(description string) string {
	parts := strings.Split(description, ", ")
	for i, part := range parts {
		if date, err := civil.ParseDate(part); err == nil {
			parts[i] = l.day(date)
		}
	}
	if last := len(parts) - 1; last > 0 {
		parts[last] = l.fed(parts[last])
	}
	return l.list(parts)
}

// fed returns what a part of what another stage brings is called: of wages, of places and equipment, or what they
// count.
func (l Language) fed(what string) string {
	if name := l.Word("fed", what); name != what {
		return name
	}
	return l.Word("cause", what)
}

// fedOf tells lines of one name apart: of extras, who all have that of their grid, which they are and on which day;
// of a place, what is counted.
func (w *writer) fedOf(l chain.FedLine) string {
	switch {
	case strings.HasPrefix(l.Line, l.Account+"-x"):
		return w.LineName(strings.TrimSuffix(w.lines[l.Line].Description, ", "+l.What))
	case strings.HasPrefix(l.Line, l.Account+"-t"):
		return w.unit(l.Line)
	}
	return ""
}

// lineOf returns what the line with a code is called.
func (w *writer) lineOf(code string) string { return w.LineName(w.lines[code].Description) }

// LineCode is the code of a line of a rule, "54/props/Ballons", with its category in the language.
func (l Language) LineCode(code string) string {
	account, rest, _ := strings.Cut(code, "/")
	category, what, found := strings.Cut(rest, "/")
	if !found || l != French {
		return code
	}
	for _, c := range schedule.Categories() {
		if string(c.Category) == category {
			category = c.Fr
		}
	}
	return account + "/" + category + "/" + what
}

// shortCode leaves out of the code of a line of a rule what the line is called already, "24/additional-labor/Guard".
func shortCode(code string) string {
	account, _, _ := strings.Cut(code, "/")
	return account
}

// unit returns what the quantity of a line of the budget counts: of equipment days or, at its price of a week, weeks.
func (w *writer) unit(code string) string {
	l := w.lines[code]
	if l.Unit != "jour ou semaine" {
		return w.fed(l.Unit)
	}
	for _, e := range w.page.Schedule.Shoot.Equipment {
		if e.Week != nil && string(l.Price) == e.Week.String() {
			return w.text("week.one")
		}
	}
	return w.text("day.one")
}

// counted is the quantity of a line of the budget with what it counts.
func (w *writer) counted(l budget.LineTotal) string {
	return w.quantity(l.Quantity) + noBreak + w.plural(w.unit(l.Code), l.Quantity.Rat())
}

// plural is the form of a unit for so many of them. Those of the film are French; its rule for the first word, that
// it takes an s unless it ends as a plural does, is right for our English ones too.
func (l Language) plural(unit string, n *big.Rat) string {
	singular := n.Cmp(big.NewRat(1, 1)) == 0 || l == French && n.Cmp(big.NewRat(2, 1)) < 0
	first, rest, more := strings.Cut(unit, " ")
	if singular || first == "" || strings.ContainsAny(first[len(first)-1:], "sxz") {
		return unit
	}
	if more {
		return first + "s " + rest
	}
	return first + "s"
}

// eachLine goes through the lines of accounts and of those below them.
func eachLine(accounts []budget.Account, do func(budget.Line)) {
	for _, a := range accounts {
		for _, l := range a.Lines {
			do(l)
		}
		eachLine(a.Accounts, do)
	}
}
