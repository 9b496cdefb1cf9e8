package main

import (
	"bytes"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// page is a report in the making: plain text in columns.
type page struct{ bytes.Buffer }

// report writes a production as a page of plain text.
func report(out *bytes.Buffer, p chain.Production) error {
	page := &page{}
	fmt.Fprintf(page, "%s, in %s\n", strings.ToUpper(p.Title), p.Currency)
	page.shoot(p.Schedule)
	page.wages(p.Payroll.People)
	page.budget(p.Budget.Topsheet)
	page.financing(p)
	page.receipts(p)
	page.notices(p)
	page.references(p)
	_, err := page.WriteTo(out)
	return err
}

// section opens a part of the page.
func (p *page) section(title, format string, args ...any) {
	fmt.Fprintln(p)
	fmt.Fprintln(p, strings.TrimSpace(fmt.Sprintf("%-10s %s", title, fmt.Sprintf(format, args...))))
}

// amounts writes a row: what, then sums of money.
func (p *page) amounts(what string, sums ...money.Amount) {
	fmt.Fprintf(p, "  %-62s", short(what, 62))
	for _, sum := range sums {
		fmt.Fprintf(p, " %16s", sum.Format(money.French))
	}
	fmt.Fprintln(p)
}

// short cuts a text to so many letters.
func short(s string, most int) string {
	letters := []rune(s)
	if len(letters) <= most {
		return s
	}
	return string(letters[:most-1]) + "…"
}

func (p *page) shoot(s chain.Schedule) {
	scenes := 0
	for _, d := range s.Days {
		scenes += len(d.Scenes)
	}
	p.section("SCHEDULE", "%d scenes in %d shooting days, %v to %v", scenes, len(s.Days), s.Days[0].Date, s.Days[len(s.Days)-1].Date)
	p.amounts(fmt.Sprintf("in the order of the script, %d days", s.ScriptOrder.Days), s.ScriptOrder.Cost)
	p.amounts("in the order of the plan", s.Result.Cost)
	p.amounts("no plan costs less than", s.Result.LowerBound)
	p.amounts("saved", s.Saved)
}

// less is a − b of amounts that came out of the chain, which are far from the limits.
func less(a, b money.Amount) money.Amount { return money.FromCents(a.Cents() - b.Cents()) }

func (p *page) wages(wages []chain.Person) {
	slips := 0
	var gross, cost [2]int64
	for _, w := range wages {
		who := 0
		if w.Artist {
			who = 1
		}
		slips += len(w.Payslips)
		gross[who] += w.Gross.Cents()
		cost[who] += w.Cost.Cents()
	}
	p.section("WAGES", "%d people, %d payslips", len(wages), slips)
	fmt.Fprintf(p, "  %-62s %16s %16s\n", "", "gross", "employer cost")
	p.amounts("crew", money.FromCents(gross[0]), money.FromCents(cost[0]))
	p.amounts("players", money.FromCents(gross[1]), money.FromCents(cost[1]))
}

func (p *page) budget(sheet budget.Topsheet) {
	p.section("BUDGET", "")
	for _, a := range sheet.Accounts {
		p.amounts(a.Code+" "+a.Name, a.Total)
	}
	for _, c := range sheet.Charges {
		p.amounts(c.Name, c.Amount)
	}
	p.amounts("TOTAL", sheet.Total)
}

func (p *page) financing(made chain.Production) {
	p.section("FINANCING", "")
	for _, s := range made.Financing.Plan.Sources {
		if s.Status != financing.Refused {
			p.amounts(sourceName(s), s.Amount)
		}
	}
	p.amounts("TOTAL", made.Financing.Plan.Total)
	p.amounts("missing", made.Financing.Plan.Gap)
	for _, s := range made.Financing.Plan.Sources {
		if s.Status == financing.Refused {
			p.amounts("not in the total: "+sourceName(s), s.Amount)
		}
	}
	for _, c := range made.Financing.Plan.Coproducers {
		p.amounts(fmt.Sprintf("share of %s (%s), %s", c.Name, c.Country, percent(c.Share.Rat())), c.Amount)
	}
	for _, l := range made.Financing.Credit.Lines {
		what := fmt.Sprintf("tax credit, %s: %s of %s", l.Code, percent(l.Rate.Rat()), l.Base.Format(money.French))
		if !l.Share.IsZero() {
			what += " × " + l.Share.String()
		}
		p.amounts(what, l.Amount)
	}
	aid := new(big.Rat).SetFrac64(made.Financing.Plan.PublicAid.Cents(), max(1, made.Budget.Topsheet.Total.Cents()))
	p.amounts(fmt.Sprintf("public aid, %s of the budget", percent(aid)), made.Financing.Plan.PublicAid)
	p.amounts("public aid beyond the European ceiling", made.Financing.Intensity.Amount)
}

func sourceName(s financing.Source) string {
	name := fmt.Sprintf("%s, %s (%s)", s.Kind, s.Party, s.Status)
	if s.Balancing {
		name += ", balancing"
	}
	return name
}

// percent writes a ratio as a percentage of two decimals.
func percent(r *big.Rat) string {
	return new(big.Rat).Mul(r, big.NewRat(100, 1)).FloatString(2) + " %"
}

func (p *page) receipts(made chain.Production) {
	r := made.Receipts.Result
	p.section("RECEIPTS", "%d events", len(r.Events))
	for _, payee := range r.Payees {
		p.amounts(payee.Payee, payee.Paid)
	}
	p.amounts("paid out", r.TotalOut)
	p.amounts("received", r.TotalIn)
	for _, a := range r.Accounts {
		p.amounts("still to recoup: "+a.ID, a.Balance)
	}
}

func (p *page) notices(made chain.Production) {
	p.section("NOTICES", "%d figures to know about before relying on this", len(made.Notices))
	for _, n := range made.Notices {
		p.text(n.String())
	}
}

// references tells where to read what the notices cite.
func (p *page) references(made chain.Production) {
	cited := map[string]law.Ref{}
	for _, n := range made.Notices {
		for ref := range n.Refs.All() {
			cited[ref.Key] = ref
		}
	}
	p.section("REFERENCES", "%d texts that the notices cite", len(cited))
	for _, key := range slices.Sorted(maps.Keys(cited)) {
		p.text(key + ": " + cited[key].Title)
		fmt.Fprintf(p, "    %s\n", cited[key].URL)
	}
}

// width is that of the page, in letters.
const width = 110

// text writes a text over as many lines as it needs, all but the first further in.
func (p *page) text(s string) {
	line := " "
	for word := range strings.FieldsSeq(s) {
		if utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			fmt.Fprintln(p, line)
			line = "   "
		}
		line += " " + word
	}
	fmt.Fprintln(p, line)
}
