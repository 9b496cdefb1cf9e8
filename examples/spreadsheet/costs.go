package main

import (
	"fmt"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/money"
)

// costs is the sheet of the cost report with the row of its total.
type costs struct {
	page  *page
	total int
}

// node is an account of a tree that reports list in order, each before those below it.
type node struct {
	code, name, parent string
	depth              int
}

// tree finds the rows of accounts: those below each, and those at the top.
type tree struct {
	below map[string][]int
	top   []int
	first int
}

// newTree places nodes in the rows of a page from the next one on.
func newTree(p *page, nodes []node) tree {
	t := tree{below: map[string][]int{}, first: p.last() + 1}
	for i, n := range nodes {
		if n.depth == 0 {
			t.top = append(t.top, t.first+i)
			continue
		}
		t.below[n.parent] = append(t.below[n.parent], t.first+i)
	}
	return t
}

// posted is an amount in a column. The given ones are those of accounts without any below; others are their sum.
// The rest follow from a formula over the row.
type posted struct {
	col     string
	amount  money.Amount
	formula string // with [1] as the row; empty of a given amount
}

// write writes an account of a tree.
func (t tree) write(p *page, n node, amounts []posted) int {
	r := p.add(n.depth, len(t.below[n.code]) > 0)
	p.text("A", r, n.code)
	p.text("B", r, n.name)
	t.amounts(p, r, t.below[n.code], amounts)
	return r
}

// writeTotal writes the sum of the accounts at the top.
func (t tree) writeTotal(p *page, amounts []posted) int {
	r := p.add(0, true)
	p.text("B", r, "Total")
	t.amounts(p, r, t.top, amounts)
	return r
}

func (t tree) amounts(p *page, r int, below []int, amounts []posted) {
	for _, a := range amounts {
		switch {
		case a.formula != "":
			p.total(a.col, r, a.amount, a.formula, r)
		case len(below) > 0:
			p.total(a.col, r, a.amount, "%s", sum(a.col, below))
		default:
			p.amount(a.col, r, a.amount)
		}
	}
}

// costPage writes the cost report, an account a row.
func costPage(in documents) *costs {
	report := in.Cost
	p := &page{
		name: "Cost report", title: in.Budget.Title + ", costs of " + report.Period.String(), currency: in.Budget.Currency, difference: "P",
		columns: []column{
			{"Code", "poste", 10}, {"Account", "désignation", 36}, {"This period", "période", 15}, {"To date", "facturé", 16},
			{"Committed", "engagé", 15}, {"Total cost", "total engagé et facturé", 16}, {"To complete (ETC)", "reste à dépenser", 16},
			{"Final cost (EFC)", "coût prévisionnel final", 17}, {"Original budget", "devis", 17}, {"Transfers", "virements", 14},
			{"Budget", "devis corrigé", 17}, {"Variance", "écart", 15}, {"Spent", "avancement", 10},
			{"Final cost of the library", "contrôle", 17}, {"Variance of the library", "contrôle", 15},
			{"Difference", "écart de contrôle", 13}, {"Why", "justification", 30},
		},
	}
	nodes := make([]node, len(report.Rows))
	for i, row := range report.Rows {
		nodes[i] = node{row.Code, row.Name, row.Parent, row.Depth}
	}
	t := newTree(p, nodes)
	for i, row := range report.Rows {
		r := t.write(p, nodes[i], costAmounts(row.CostColumns))
		finishCostRow(p, r, row.CostColumns)
		if row.ByHand != "" {
			p.text("Q", r, "estimate set by hand: "+string(row.ByHand))
		}
	}
	total := t.writeTotal(p, costAmounts(report.Total))
	finishCostRow(p, total, report.Total)
	if report.Closed {
		p.text("Q", total, "the period is closed")
	}
	return &costs{p, total}
}

func costAmounts(c budget.CostColumns) []posted {
	return []posted{
		{"C", c.ThisPeriod, ""}, {"D", c.ToDate, ""}, {"E", c.Committed, ""}, {"F", c.TotalCost, "D%[1]d+E%[1]d"},
		{"G", c.ToComplete, ""}, {"H", c.FinalCost, "F%[1]d+G%[1]d"}, {"I", c.Original, ""}, {"J", c.Transfers, ""},
		{"K", c.Budget, "I%[1]d+J%[1]d"}, {"L", c.Variance, "ROUND(K%[1]d-H%[1]d,2)"},
	}
}

// finishCostRow writes the part of the budget that is spent, and compares the two columns that all others lead to
// with those of the library.
func finishCostRow(p *page, r int, c budget.CostColumns) {
	p.ratio("M", r, part(c.TotalCost, c.Budget), percentFormat, "IF(K%[1]d=0,0,F%[1]d/K%[1]d)", r)
	p.amount("N", r, c.FinalCost)
	p.amount("O", r, c.Variance)
	p.check(r, "ROUND(ABS(H%[1]d-N%[1]d)+ABS(L%[1]d-O%[1]d),2)", r)
}

// finalPage writes the final cost statement, an account a row.
func finalPage(in documents) *page {
	final := in.Final
	p := &page{
		name: "Final cost", title: fmt.Sprintf("%s, final cost through %v", in.Budget.Title, final.Through), currency: in.Budget.Currency,
		difference: "J",
		columns: []column{
			{"Code", "poste", 10}, {"Account", "désignation", 36}, {"At home", "en France", 17}, {"Abroad", "à l'étranger", 17},
			{"Total", "coût définitif", 18}, {"Without document", "non justifié", 17}, {"Budget", "devis", 18}, {"Budget less total", "écart", 17},
			{"Total of the library", "contrôle", 18}, {"Difference", "écart de contrôle", 13}, {"Why", "justification", 40},
		},
	}
	nodes := make([]node, len(final.Rows))
	for i, row := range final.Rows {
		nodes[i] = node{row.Code, row.Name, row.Parent, row.Depth}
	}
	t := newTree(p, nodes)
	for i, row := range final.Rows {
		p.compare(t.write(p, nodes[i], finalAmounts(row.FinalCostColumns)), "E", "I", row.Total)
	}
	total := t.writeTotal(p, finalAmounts(final.Total))
	p.compare(total, "E", "I", final.Total.Total)
	p.text("K", total, fmt.Sprintf("committed %v, owed %v, documents missing: %d", final.Committed, final.Owed, len(final.Missing)))
	return p
}

func finalAmounts(c budget.FinalCostColumns) []posted {
	return []posted{
		{"C", c.Home, ""}, {"D", c.Abroad, ""}, {"E", c.Total, "C%[1]d+D%[1]d"}, {"F", c.Undocumented, ""},
		{"G", c.Budget, ""}, {"H", c.Difference, "ROUND(G%[1]d-E%[1]d,2)"},
	}
}
