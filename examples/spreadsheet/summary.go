package main

import (
	"fmt"

	"github.com/bobine-film/bobine/money"
)

// summaryPage writes the figures of the other sheets on one page, and whether their check cells agree.
func summaryPage(in documents, e *estimate, c *costs, f *plan, s *statements, checked []*page) *page {
	p := &page{
		name: "Summary", title: in.Budget.Title, currency: in.Budget.Currency, difference: "E",
		columns: []column{
			{"Code", "poste", 12}, {"Figure", "désignation", 44}, {"Amount", "montant", 20}, {"Share", "part", 11},
			{"Difference", "écart de contrôle", 16}, {"Why", "justification", 60},
		},
	}
	summary{p}.budget(in, e)
	summary{p}.rest(in, c, f, s)
	summary{p}.checks(checked)
	return p
}

type summary struct{ page *page }

func (s summary) row(code, name string, a money.Amount, cell, why string) int {
	r := s.page.add(0, false)
	s.page.text("A", r, code)
	s.page.text("B", r, name)
	s.page.total("C", r, a, "%s", cell)
	s.page.text("F", r, why)
	return r
}

func (s summary) head(title string) { s.page.heads(map[string]string{"B": title}) }

// budget shows the top accounts, charges and credits with their part of the total.
func (s summary) budget(in documents, e *estimate) {
	s.head("Budget\ndevis")
	type figure struct {
		code, name string
		amount     money.Amount
		row        int
	}
	var figures []figure
	for i, a := range in.Topsheet.Accounts {
		figures = append(figures, figure{a.Code, a.Name, a.Total, e.top[i]})
	}
	for _, c := range in.Topsheet.Charges {
		figures = append(figures, figure{c.Code, c.Name, c.Amount, e.rows[c.Code]})
	}
	for i, c := range in.Topsheet.Credits {
		figures = append(figures, figure{c.Code, c.Name, negative(c.Amount), e.total - len(in.Topsheet.Credits) + i})
	}
	total := s.page.last() + 1 + len(figures)
	figures = append(figures, figure{"", "Total", in.Topsheet.Total, e.total})
	for _, f := range figures {
		r := s.row(f.code, f.name, f.amount, e.page.at("L", f.row), "")
		s.page.ratio("D", r, part(f.amount, in.Topsheet.Total), percentFormat, "IF(C$%[2]d=0,0,C%[1]d/C$%[2]d)", r, total)
	}
	s.page.rows[len(s.page.rows)-1].bold = true
}

// rest shows the costs, the plan and the receipts.
func (s summary) rest(in documents, c *costs, f *plan, r *statements) {
	cost := in.Cost.Total
	s.head("Costs\nsituation de production")
	s.row("", "To date", cost.ToDate, c.page.at("D", c.total), in.Cost.Period.String())
	s.row("", "Committed", cost.Committed, c.page.at("E", c.total), "")
	s.row("", "Estimated final cost", cost.FinalCost, c.page.at("H", c.total), "")
	s.row("", "Current budget", cost.Budget, c.page.at("K", c.total), "")
	s.row("", "Variance", cost.Variance, c.page.at("L", c.total), "positive when less is spent")
	s.head("Financing\nfinancement")
	s.row("", "Sources together", in.Plan.Total, f.page.at("L", f.total), "")
	acquired := s.row("", "Acquired", in.Plan.Acquired, f.page.at("L", f.acquired), "share: of the budget")
	s.page.ratio("D", acquired, in.Plan.AcquiredShare.Rat(), percentFormat, "%s", f.page.at("M", f.share))
	s.row("", "Public aid", in.Plan.PublicAid, f.page.at("L", f.publicAid), "")
	s.row("", "Gap", in.Plan.Gap, f.page.at("L", f.gap), "positive when money is missing")
	s.head("Receipts\nrecettes")
	s.row("", "Received", in.Result.TotalIn, r.page.at("L", r.received), "")
	var paid []money.Amount
	for _, p := range in.Result.Payees {
		paid = append(paid, p.Paid)
	}
	s.row("", "Paid", s.page.together("C", s.page.last()+1, paid...), r.page.at("L", r.paid), "")
}

// checks shows the greatest difference between a formula and the library on each sheet.
func (s summary) checks(pages []*page) {
	s.head("Checks\ncontrôles")
	first := s.page.last() + 1
	for _, p := range pages {
		r := s.page.add(0, false)
		s.page.text("B", r, p.name)
		s.page.check(r, "%s", p.differences())
		s.page.text("F", r, "greatest difference between a formula and the library")
	}
	r := s.page.add(0, true)
	s.page.text("B", r, "All sheets")
	s.page.check(r, "SUM(E%d:E%d)", first, r-1)
	s.page.set("F", r, cell{value: "agrees", formula: fmt.Sprintf(`IF(E%d=0,"agrees","differs: a figure has been changed")`, r)})
}
