package out

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/examples/production/internal/dossier"
	"github.com/bobine-film/bobine/internal/tabular"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
)

// table is a table in the making, with the cells of its columns by their order. Cells that a spreadsheet would take
// for formulas are guarded.
type table struct {
	language  dossier.Language
	delimiter byte
	text      []byte
}

// say returns a word of the tables in the language.
func (t *table) say(word string) string {
	if french, known := heads[word]; known {
		return t.language.Choose(word, french)
	}
	return word
}

// code returns what a code of the library is called in French. English tables keep it, whose words it is of.
func (t *table) code(kind, code string) string {
	return t.language.Choose(code, t.language.Word(kind, code))
}

// head adds the row of the heads.
func (t *table) head(columns ...string) {
	cells := make([]any, len(columns))
	for i, c := range columns {
		cells[i] = t.say(c)
	}
	t.row(cells...)
}

// row adds a row of texts, whole numbers and amounts.
func (t *table) row(cells ...any) {
	texts := make([]string, len(cells))
	for i, cell := range cells {
		switch c := cell.(type) {
		case money.Amount:
			texts[i] = c.String()
			if t.language == dossier.French {
				texts[i] = strings.Replace(texts[i], ".", ",", 1)
			}
		case bool:
			texts[i] = t.say(fmt.Sprint(c))
		case []string:
			texts[i] = strings.Join(c, ", ")
		default:
			texts[i] = fmt.Sprint(c)
		}
	}
	t.text = tabular.AppendRow(t.text, t.delimiter, texts...)
}

// tablesOf are the tables of a production.
func tablesOf(p chain.Production, language dossier.Language) ([]File, error) {
	dialect := budget.CommaCSV
	if language == dossier.French {
		dialect = budget.SemicolonCSV
	}
	delimiter, mark, err := tabular.Dialect(dialect)
	if err != nil {
		return nil, err
	}
	var files []File
	for _, one := range []struct {
		name string
		fill func(*table, chain.Production)
	}{
		{"scenes.csv", scenes}, {"stripboard.csv", stripboard}, {"days-out.csv", daysOut}, {"wages.csv", wages}, {"plan.csv", plan},
		{"treasury.csv", treasury}, {"cost.csv", costs}, {"delivery.csv", delivery}, {"statements.csv", statements},
		{"budget.csv", topsheet},
	} {
		t := table{language: language, delimiter: delimiter, text: []byte(mark)}
		one.fill(&t, p)
		files = append(files, File{one.name, t.text})
	}
	return files, nil
}

func scenes(t *table, p chain.Production) {
	t.head("scene", "place", "set", "light", "eighths", "minutes", "location", "cast")
	for _, s := range p.Breakdown.Scenes {
		t.row(s.Number, t.code("place", string(s.Place)), s.Set, t.code("light", string(s.Light)), int(s.Eighths), s.Minutes, s.Location, s.Cast)
	}
}

func stripboard(t *table, p chain.Production) {
	t.head("day", "date", "scene", "place", "set", "light", "location", "eighths", "minutes", "colour", "cast")
	for _, d := range p.Schedule.Board.Days {
		for _, l := range d.Lines {
			t.row(d.Number, d.Date, l.Number, t.code("place", string(l.Place)), l.Set, t.code("light", string(l.Light)), l.Location, int(l.Eighths), l.Minutes, t.say(string(l.Colour)), l.Cast)
		}
	}
}

func daysOut(t *table, p chain.Production) {
	out := p.Schedule.DaysOut
	head := []any{t.say("number"), t.say("name")}
	for _, d := range out.Days {
		head = append(head, d.Date)
	}
	t.row(append(head, t.say("worked"), t.say("held"), t.say("total"))...)
	for _, r := range out.Rows {
		row := []any{r.BoardID, r.Name}
		for _, code := range r.Cells {
			row = append(row, code)
		}
		t.row(append(row, r.Totals.Worked, r.Totals.Held, r.Totals.Total)...)
	}
}

func wages(t *table, p chain.Production) {
	t.head("name", "job", "account", "contract", "month", "gross", "employee", "employer", "reduction", "net before tax", "income tax", "net paid", "employer cost")
	for _, person := range p.Payroll.People {
		for _, s := range person.Payslips {
			t.row(person.Who, person.Job, person.Account, contractFrom(person, s), s.Date.Month(), s.Bases.Gross, s.EmployeeContributions, s.EmployerContributions,
				s.Reduction, s.NetBeforeTax, s.IncomeTax, s.NetPaid, s.EmployerCost)
		}
	}
}

// contractFrom is the first day of the contract of a payslip: somebody may have several in a month.
func contractFrom(p chain.Person, s payroll.Payslip) civil.Date {
	i := slices.IndexFunc(p.Contracts, func(c chain.Contract) bool { return c.ID == s.Contract })
	if i < 0 {
		return civil.Date{}
	}
	return p.Contracts[i].Period.From
}

func plan(t *table, p chain.Production) {
	t.head("id", "kind", "party", "brought by", "country", "status", "public aid", "amount")
	for _, s := range p.Financing.Plan.Sources {
		t.row(s.ID, s.Kind, s.Party, s.BroughtBy, s.Country, t.code("status", string(s.Status)), s.PublicAid, s.Amount)
	}
}

func treasury(t *table, p chain.Production) {
	t.head("from", "to", "opening", "in", "out", "drawn", "repaid", "costs", "closing", "lowest")
	for _, m := range p.Treasury.Months {
		t.row(m.From, m.To, m.Opening, m.In, m.Out, m.Drawn, m.Repaid, m.Costs, m.Closing, m.Lowest)
	}
}

func costs(t *table, p chain.Production) {
	t.head("account", "name", "parent", "budget", "this period", "to date", "committed", "total cost", "to complete", "final cost", "variance")
	for _, r := range p.Control.Report.Rows {
		t.row(r.Code, r.Name, r.Parent, r.Budget, r.ThisPeriod, r.ToDate, r.Committed, r.TotalCost, r.ToComplete, r.FinalCost, r.Variance)
	}
}

func delivery(t *table, p chain.Production) {
	task := func(id string) string {
		for _, n := range p.Delivery.Names {
			if n.Task == id {
				return t.language.Choose(id, n.French)
			}
		}
		return id
	}
	t.head("task", "days", "start", "finish", "latest finish", "float", "critical", "waits for")
	for _, d := range p.Delivery.Plan.Tasks {
		t.row(task(d.Task), d.Days, d.Start, d.Finish, d.LateFinish, d.TotalFloat, d.Critical, task(d.DrivenBy))
	}
}

func statements(t *table, p chain.Production) {
	t.head("from", "to", "payee", "entitled before", "entitled", "entitled to date", "paid before", "paid", "paid to date")
	for _, s := range p.Receipts.Statements {
		for _, y := range s.Payees {
			t.row(s.From, s.To, y.Payee, y.Entitled.Opening, y.Entitled.Period, y.Entitled.Closing, y.Paid.Opening, y.Paid.Period, y.Paid.Closing)
		}
	}
}
