package main

import (
	"cmp"
	"fmt"
	"math/big"
	"strings"

	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/money"
)

// plan is the sheet of the financing plan with the rows that the summary shows.
type plan struct {
	page                                           *page
	budget, total, gap, acquired, share, publicAid int
	first, last                                    int // rows of sources
}

// planPage writes the sources, what they add up to, and what each co-producer brings.
func planPage(in documents, e *estimate) *plan {
	b := in.Plan
	p := &page{
		name: "Plan", title: in.Budget.Title + ", financing plan", currency: in.Budget.Currency, difference: "O",
		columns: []column{
			{"Source", "source", 14}, {"Party", "financeur", 34}, {"Kind", "nature du financement", 22}, {"Brought by", "coproducteur", 26},
			{"Country", "pays", 9}, {"Status", "état", 14}, {"Form", "forme", 17}, {"Public aid", "aide publique", 10},
			{"In another currency", "montant d'origine", 17}, {"Rate", "taux de change", 11}, {"Amount", "montant", 18},
			{"Counted", "montant retenu", 18}, {"Share", "part", 10}, {"Figure of the library", "contrôle", 18},
			{"Difference", "écart de contrôle", 13}, {"Why", "justification", 60},
		},
	}
	s := &plan{page: p, first: p.last() + 2, last: p.last() + 1 + len(b.Sources)}
	s.addBudget(b, in, e)
	s.total = s.last + 1
	for i, source := range b.Sources {
		s.source(source, i, b)
	}
	s.totals(b)
	s.coproducers(b)
	return s
}

// addBudget links the budget of the plan to the estimate where they are the same.
func (s *plan) addBudget(b financing.Balance, in documents, e *estimate) {
	p := s.page
	s.budget = p.add(0, true)
	p.text("B", s.budget, "Budget to finance")
	total := p.together("L", s.budget, b.Total, b.Gap)
	if total == in.Topsheet.Total {
		p.total("L", s.budget, total, "%s", e.page.at("L", e.total))
		p.text("P", s.budget, "the total of the budget")
		return
	}
	p.amount("L", s.budget, total)
	p.text("P", s.budget, fmt.Sprintf("not the total of the budget, which is %v", in.Topsheet.Total))
}

func (s *plan) source(source financing.Source, i int, b financing.Balance) {
	p := s.page
	r := p.add(1, false)
	counted := source.Amount
	if source.Status == financing.Refused {
		counted = money.Amount{}
	}
	aid := "no"
	if source.PublicAid {
		aid = "yes"
	}
	for _, t := range []struct{ col, text string }{
		{"A", source.ID}, {"B", source.Party}, {"C", source.Kind}, {"D", source.BroughtBy}, {"E", source.Country},
		{"F", string(source.Status)}, {"G", string(cmp.Or(source.Nature, financing.Money))}, {"H", aid}, {"P", whyOf(source)},
	} {
		p.text(t.col, r, t.text)
	}
	s.amount(source, r)
	p.total("L", r, counted, `IF(F%[1]d="%[2]s",0,K%[1]d)`, r, financing.Refused)
	p.ratio("M", r, part(counted, b.Total), percentFormat, "IF(L$%[2]d=0,0,L%[1]d/L$%[2]d)", r, s.total)
}

// amount writes what a source brings: given, converted, or what the others leave open.
func (s *plan) amount(source financing.Source, r int) {
	p := s.page
	switch {
	case source.Foreign != nil:
		p.number("I", r, source.Foreign.Amount.String(), amountFormat(source.Foreign.Currency), "")
		p.number("J", r, source.Foreign.Rate.String(), rateFormat, "")
		p.total("K", r, source.Amount, toCent("I%[1]d*J%[1]d"), r)
	case source.Balancing:
		var others []int
		for other := s.first; other <= s.last; other++ {
			if other != r {
				others = append(others, other)
			}
		}
		p.total("K", r, source.Amount, "ROUND(L%d-%s,2)", s.budget, strings.ReplaceAll(sum("L", others), "+", "-"))
	default:
		p.amount("K", r, source.Amount)
	}
}

// whyOf says what a source rests on: the rate of exchange, the evidence, when it is paid.
func whyOf(s financing.Source) string {
	var parts []string
	if s.Balancing {
		parts = append(parts, "what the other sources leave open")
	}
	if f := s.Foreign; f != nil {
		parts = append(parts, fmt.Sprintf("%s of %v, %s", f.Currency, f.On, f.Source))
	}
	if s.UpTo != nil {
		parts = append(parts, fmt.Sprintf("up to %v", *s.UpTo))
	}
	for _, i := range s.Instalments {
		parts = append(parts, fmt.Sprintf("%v at %s", i.Share, i.Milestone))
	}
	if s.Advance {
		parts = append(parts, "to be repaid")
	}
	return strings.Join(parts, "; ")
}

func (s *plan) totals(b financing.Balance) {
	cells := func(col string) string { return fmt.Sprintf("%s%d:%s%d", col, s.first, col, s.last) }
	where := func(col, word string) string { return fmt.Sprintf(`SUMIF(%s,"%s",%s)`, cells(col), word, cells("L")) }
	s.row("Sources together", b.Total, fmt.Sprintf("SUM(%s)", cells("L")), "without those refused")
	s.gap = s.row("Gap", b.Gap, fmt.Sprintf("ROUND(L%d-L%d,2)", s.budget, s.total), "budget less sources: positive when money is missing")
	s.acquired = s.row("Acquired", b.Acquired, where("F", string(financing.Acquired)), "")
	s.publicAid = s.row("Public aid", b.PublicAid, where("H", "yes"), "")
	s.row("In cash", b.Cash, where("G", string(financing.Money))+"+"+where("G", string(financing.OwnMoney)), "without services in kind and deferred pay")
	s.share = s.page.add(0, true)
	s.page.text("B", s.share, "Acquired part of the budget")
	s.page.ratio("M", s.share, b.AcquiredShare.Rat(), percentFormat, "IF(L%[1]d=0,0,L%[2]d/L%[1]d)", s.budget, s.acquired)
}

// row writes a figure of the plan and compares it with that of the library.
func (s *plan) row(name string, a money.Amount, formula, why string) int {
	r := s.page.add(0, true)
	s.page.text("B", r, name)
	s.page.total("L", r, a, "%s", formula)
	s.page.compare(r, "L", "N", a)
	s.page.text("P", r, why)
	return r
}

func (s *plan) coproducers(b financing.Balance) {
	p := s.page
	s.page.heads(map[string]string{"B": "Co-producer\ncoproducteur", "E": "Country\npays", "L": "Brings\napport", "M": "Share\npart"})
	for _, c := range b.Coproducers {
		var rows []int
		for i, source := range b.Sources {
			if source.BroughtBy == c.Name {
				rows = append(rows, s.first+i)
			}
		}
		r := s.row(c.Name, c.Amount, sum("L", rows), "share "+c.Share.String())
		p.text("E", r, c.Country)
		p.ratio("M", r, c.Share.Rat(), percentFormat, "IF(L$%[2]d=0,0,L%[1]d/L$%[2]d)", r, s.total)
	}
}

// part is a over b, 0 where b is 0.00.
func part(a, b money.Amount) *big.Rat {
	if b.IsZero() {
		return new(big.Rat)
	}
	return big.NewRat(a.Cents(), b.Cents())
}
