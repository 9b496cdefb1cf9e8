package dossier

import (
	"slices"
	"strings"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/rights"
	"github.com/bobine-film/bobine/schedule"
)

// keyFigure is a figure of the head of the page, with the section that explains it.
type keyFigure struct{ Label, Value, Note, Section string }

// keyFigures are those that matter most, of the stages that were computed.
func (w *writer) keyFigures() []keyFigure {
	p := w.page
	var all []keyFigure
	add := func(section, key, value, note string) {
		if p.Shown(section) {
			all = append(all, keyFigure{w.text(key), value, note, section})
		}
	}
	add("budget", "key.budget", w.whole(p.Budget.Topsheet.Total), w.acquired())
	if days := p.Schedule.Days; len(days) > 0 {
		add("schedule", "key.days", w.number(len(days)), w.day(days[0].Date)+" – "+w.day(days[len(days)-1].Date))
	}
	aid := Part(p.Financing.Plan.PublicAid, p.Budget.Topsheet.Total)
	add("financing", "key.aid", w.Percent(aid), w.whole(p.Financing.Plan.PublicAid))
	add("treasury", "key.low", w.whole(p.Treasury.Plain.Lowest), w.whole(p.Treasury.Discounted.Lowest)+" "+w.text("treasury.discounted"))
	add("control", "key.final", w.whole(p.Control.Report.Total.FinalCost), w.variance(p.Control.Report.Total.Variance))
	add("receipts", "key.shared", w.whole(p.Receipts.Result.TotalOut), w.recouped())
	return all
}

// variance says on which side of the budget the final cost is, by whole euros.
func (w *writer) variance(left money.Amount) string {
	if left.Sign() < 0 {
		return w.whole(Less(money.Amount{}, left)) + " " + w.text("key.over")
	}
	return w.whole(left) + " " + w.text("key.under")
}

// acquired is how much of the plan is signed, nothing where there is no plan.
func (w *writer) acquired() string {
	if !w.page.Shown("financing") {
		return ""
	}
	return w.Percent(w.page.Financing.Plan.AcquiredShare) + " " + w.text("key.acquired")
}

// recouped is how much of its money the SOFICA has back, who invests in receipts alone: advances of distributors and
// the producers' own money are for the section. It is nothing where there is no SOFICA.
func (w *writer) recouped() string {
	for _, s := range w.page.Financing.Plan.Sources {
		i := slices.IndexFunc(w.page.Receipts.Returns, func(r financing.Return) bool { return r.Party == s.Party })
		if i >= 0 && s.Kind == "SOFICA" {
			return w.text("key.sofica") + " " + w.Percent(w.page.Receipts.Returns[i].Multiple)
		}
	}
	return ""
}

// saving is what the plan saves of a cause against the order of the script.
type saving struct {
	Cause              schedule.Cause
	Script, Plan, Less money.Amount
}

// savings compares both orders cause by cause.
func (w *writer) savings() []saving {
	s := w.page.Schedule
	var rows []saving
	row := func(c schedule.Cause) *saving {
		i := slices.IndexFunc(rows, func(r saving) bool { return r.Cause == c })
		if i < 0 {
			i = len(rows)
			rows = append(rows, saving{Cause: c})
		}
		return &rows[i]
	}
	for _, c := range s.ScriptOrder.Causes {
		row(c.Cause).Script = c.Amount
	}
	for _, c := range s.Result.Causes {
		row(c.Cause).Plan = c.Amount
	}
	for i := range rows {
		rows[i].Less = Less(rows[i].Script, rows[i].Plan)
	}
	return rows
}

// needGroup is a category of the breakdown with its elements.
type needGroup struct {
	Name   string
	Scenes int
	Uses   []schedule.ElementUse
}

// needs are the elements of the breakdown by category.
func (w *writer) needs() []needGroup {
	names := map[schedule.Category]string{}
	for _, c := range schedule.Categories() {
		names[c.Category] = w.choose([2]string{c.En, c.Fr})
	}
	var groups []needGroup
	for i, use := range w.page.Breakdown.Uses {
		if i == 0 || use.Category != w.page.Breakdown.Uses[i-1].Category {
			name := names[use.Category]
			if name == "" {
				name = string(use.Category)
			}
			groups = append(groups, needGroup{Name: name})
		}
		group := &groups[len(groups)-1]
		group.Uses = append(group.Uses, use)
		group.Scenes += len(use.Scenes)
	}
	return groups
}

// group is people whose wages are shown together.
type group struct {
	Key         string
	People      []chain.Person
	Gross, Cost money.Amount
}

// groups are the players, then the crew.
func (w *writer) groups() []group {
	all := []group{{Key: "payroll.cast"}, {Key: "payroll.crew"}}
	for _, p := range w.page.Payroll.People {
		g := &all[1]
		if p.Artist {
			g = &all[0]
		}
		g.People = append(g.People, p)
		g.Gross, g.Cost = Plus(g.Gross, p.Gross), Plus(g.Cost, p.Cost)
	}
	return slices.DeleteFunc(all, func(g group) bool { return len(g.People) == 0 })
}

// costliest is the greatest cost of a person.
func (w *writer) costliest() money.Amount {
	var most money.Amount
	for _, p := range w.page.Payroll.People {
		most = money.Max(most, p.Cost)
	}
	return most
}

// greatestTotal is that of some accounts.
func greatestTotal(accounts []budget.AccountTotal) money.Amount {
	var most money.Amount
	for _, a := range accounts {
		most = money.Max(most, a.Total)
	}
	return most
}

// scene returns the number of a scene by its identifier, "15 (rest)" of what a lost day left of one.
func (w *writer) scene(id string) string {
	if whole, left := strings.CutSuffix(id, schedule.RestSuffix); left {
		return w.scene(whole) + " (" + w.text("scene.rest") + ")"
	}
	for _, d := range w.page.Schedule.Board.Days {
		for _, l := range d.Lines {
			if l.Scene == id {
				return l.Number
			}
		}
	}
	return id
}

// spentBar is where an account stands: what was paid, ordered and is still to come, with the budget as a limit.
type spentBar struct{ Paid, Total, Final, Budget int }

func spent(c budget.CostColumns) spentBar {
	greatest := money.Max(c.FinalCost, c.Budget)
	return spentBar{Paid: fill(c.ToDate, greatest), Total: fill(c.TotalCost, greatest), Final: fill(c.FinalCost, greatest), Budget: fill(c.Budget, greatest) - 6}
}

// task returns what a task of post-production is called in the language.
func (w *writer) task(id string) string {
	for _, n := range w.page.Delivery.Names {
		if n.Task == id {
			return w.choose([2]string{n.English, n.French})
		}
	}
	return id
}

// item returns what a deliverable is called.
func (w *writer) item(id string) string {
	for _, i := range w.page.Delivery.List.Items {
		if i.ID == id {
			return i.Name
		}
	}
	return id
}

// accountRows is an account of the cost report with those below it.
type accountRows struct {
	Top   budget.CostRow
	Below []budget.CostRow
}

// accountsOf are the accounts at the top of a cost report, each with its own.
func accountsOf(r budget.CostReport) []accountRows {
	var all []accountRows
	for _, row := range r.Rows {
		if row.Depth == 0 || len(all) == 0 {
			all = append(all, accountRows{Top: row})
			continue
		}
		all[len(all)-1].Below = append(all[len(all)-1].Below, row)
	}
	return all
}

// today are the items of a hot cost that were planned, cost something or differ on the day.
func today(rows []budget.HotCostRow) []budget.HotCostRow {
	var some []budget.HotCostRow
	for _, r := range rows {
		if !r.Planned.IsZero() || !r.Actual.IsZero() {
			some = append(some, r)
		}
	}
	return some
}

// account returns the code of an account with its name.
func (w *writer) account(code string) string {
	if row, found := w.page.Control.Report.Row(code); found {
		return code + " " + row.Name
	}
	return code
}

// entryID is the number of an entry of the ledger, which a week of wages has not: its number is made of the date that
// its label says in words.
func entryID(id string) string {
	if isoDate.MatchString(id) {
		return ""
	}
	return id
}

// viewKey returns what a part of a division of the budget is called, a list of tags among them.
func (w *writer) viewKey(dimension budget.Dimension, key string) string {
	var names []string
	for part := range strings.SplitSeq(key, "+") {
		names = append(names, w.Word(string(dimension), strings.TrimPrefix(part, "region:")))
	}
	return w.list(names)
}

// nameOf is what a source of the plan is called.
func nameOf(s financing.Source) string { return s.Kind + ", " + s.Party }

// sourceName returns the name of a source by its identifier.
func (w *writer) sourceName(id string) string {
	for _, s := range w.page.Financing.Plan.Sources {
		if s.ID == id {
			return nameOf(s)
		}
	}
	return id
}

// stress returns what a stress case is called, "credit, 8 weeks" or "credit lost".
func (w *writer) stress(id string) string {
	for _, s := range w.page.Financing.Plan.Sources {
		if rest, found := strings.CutPrefix(id, s.ID+" "); found {
			return nameOf(s) + w.colon() + w.Word("stress", rest)
		}
	}
	return id
}

// settled is the colour of a deliverable: late, done, holding up the delivery, or none of these.
func settled(l rights.DeliveryLine) string {
	switch {
	case l.Late:
		return "bad"
	case l.Status == rights.ItemAccepted || l.Status == rights.ItemWaived:
		return "good"
	case l.Blocking:
		return "warn"
	}
	return ""
}
