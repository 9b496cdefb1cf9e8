package dossier

import (
	"fmt"
	"html/template"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/law"
)

// writer is what the templates call: words and figures in a language, pictures, and the list of what was cited.
type writer struct {
	Language
	page  *page
	cited []law.Ref
	// place is that of a reference in cited, from 1.
	place map[string]int
	// lines are those of the budget, by their code.
	lines map[string]budget.Line
}

func newWriter(p *page, l Language) *writer {
	w := &writer{Language: l, page: p, place: map[string]int{}, lines: map[string]budget.Line{}}
	eachLine(p.Budget.Document.Accounts, func(line budget.Line) { w.lines[line.Code] = line })
	return w
}

// functions are those of the templates.
func (w *writer) functions() template.FuncMap {
	return template.FuncMap{
		"lang": func() Language { return w.Language }, "t": w.text, "word": w.Word, "either": w.either,
		"money": w.Money, "signed": w.Signed, "date": w.Date, "day": w.day, "month": w.month,
		"hours": w.hours, "clock": w.clock, "share": w.share, "columns": w.columns, "presence": w.presence, "task": w.task, "item": w.item, "num": w.number, "quantity": w.quantity, "pct": w.Percent, "list": w.list, "count": w.count,
		"payline": w.payLine, "name": w.name, "cite": w.cite, "cited": func() []law.Ref { return w.cited },
		"dated": w.dated, "entryID": entryID, "engaged": w.engaged, "presentOf": w.presentOf, "weeks": weeks, "outside": w.outside, "counted": w.counted, "inflows": w.inflows, "outflows": w.outflows, "costs": w.costs, "changed": w.changed, "broken": w.broken, "part": Part, "css": stylesheet, "args": args, "add": func(a, b int) int { return a + b },
		"key": w.keyFigures, "ribbon": w.ribbon, "board": w.board, "stack": w.financed, "curve": w.curve, "gantt": w.gantt,
		"flow": w.flow, "moves": w.moves, "savings": w.savings, "needs": w.needs, "costliest": w.costliest,
		"colour": colourOf, "scene": w.scene, "groups": w.groups, "fill": fill, "greatestTotal": greatestTotal,
		"spent": spent, "accounts": accountsOf, "today": today, "account": w.account, "amt": w.amount, "pick": w.Choose,
		"sourceName": w.sourceName, "notices": w.notices, "findings": w.findings, "faults": w.faults, "piece": w.piece, "deadline": w.deadline,
		"reasons": w.reasons, "cut": w.cut, "formula": w.formula, "colon": w.colon, "breachesOf": w.breachesOf, "ofHours": w.ofHours, "viewKey": w.viewKey, "lineName": w.LineName,
		"code": shortCode, "lineOf": w.lineOf, "cutOf": w.cutOf, "fed": w.fed, "fedOf": w.fedOf, "slipName": w.slipName, "span": w.span,
		"stress": w.stress, "settled": settled, "cell": cellClass, "minus": Less, "colourOfStrip": stripClass, "label": w.label,
	}
}

// cite returns the places in the list of sources of what a line rests on, and puts there what is new.
func (w *writer) cite(refs law.Refs) []int {
	var places []int
	for ref := range refs.All() {
		if w.place[ref.Key] == 0 {
			w.cited = append(w.cited, ref)
			w.place[ref.Key] = len(w.cited)
		}
		places = append(places, w.place[ref.Key])
	}
	return places
}

// stylesheet is the style of the page, which is our own text.
func stylesheet() (template.CSS, error) {
	text, err := files.ReadFile("templates/style.css")
	return template.CSS(text), err
}

// args are several values for one template, by name.
func args(pairs ...any) (map[string]any, error) {
	named := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		name, isText := pairs[i].(string)
		if !isText {
			return nil, fmt.Errorf("argument %d has no name: %v", i, pairs[i])
		}
		named[name] = pairs[i+1]
	}
	return named, nil
}
