package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/examples/production/internal/dossier"
	"github.com/bobine-film/bobine/money"
)

// screen is the summary of a production in the making: a line a fact, on one screen.
type screen struct {
	strings.Builder
	dossier.Language
}

// screenWidth is that of the summary, in letters.
const screenWidth = 100

// summary tells what a production came to on one screen, with the place of the dossier where there is one.
func summary(p chain.Production, language dossier.Language, where string) string {
	s := &screen{Language: language}
	s.line("", "%s, %s %s", strings.ToUpper(p.Title), s.Choose("as of", "au"), s.Date(p.AsOf))
	s.WriteString("\n")
	s.shoot(p)
	s.wages(p.Payroll)
	s.budget(p)
	s.plan(p)
	s.cash(p.Treasury)
	s.cost(p.Control)
	s.lost(p.Replan)
	s.delivery(p.Delivery)
	s.receipts(p.Receipts)
	s.line(s.Choose("NOTICES", "RÉSERVES"), s.Choose("%d figures to know about before relying on this", "%d chiffres à connaître avant de s’y fier"), len(p.Notices))
	if where == "" {
		where = s.Choose("-out DIR writes it, with all results as JSON and tables", "-out CHEMIN l’écrit, avec tous les résultats en JSON et en tableaux")
	}
	s.line("DOSSIER", "%s", where)
	return s.String()
}

// line writes a line: the stage, empty for one more line of it, and what there is to tell.
func (s *screen) line(stage, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if stage != "" || s.Len() > 0 {
		text = fmt.Sprintf("%-10s %s", stage, text)
	}
	if utf8.RuneCountInString(text) > screenWidth && stage != "DOSSIER" {
		text = string([]rune(text)[:screenWidth-1]) + "…"
	}
	s.WriteString(strings.TrimRight(text, " ") + "\n")
}

func (s *screen) shoot(p chain.Production) {
	days := p.Schedule.Days
	s.line(s.Choose("SCHEDULE", "TOURNAGE"), s.Choose("%d scenes, %v pages, in %d days from %s to %s", "%d séquences, %v pages, en %d jours du %s au %s"),
		len(p.Breakdown.Scenes), p.Breakdown.Pages, len(days), s.Date(days[0].Date), s.Date(days[len(days)-1].Date))
	s.line("", s.Choose("costs %s; in the order of the script %d days and %s", "coûte %s ; dans l’ordre du scénario %d jours et %s"),
		s.Money(p.Schedule.Result.Cost), p.Schedule.ScriptOrder.Days, s.Money(p.Schedule.ScriptOrder.Cost))
	proof := s.Choose("saves %s; no plan costs less than %s", "économise %s ; aucun plan ne coûte moins de %s")
	if p.Schedule.Result.Optimal {
		proof = s.Choose("saves %s; proved the cheapest, %s", "économise %s ; prouvé le moins cher, %s")
	}
	s.line("", proof, s.Money(p.Schedule.Saved), s.Money(p.Schedule.Result.LowerBound))
}

func (s *screen) wages(p chain.Payroll) {
	slips, players := 0, 0
	var net money.Amount
	for _, w := range p.People {
		slips += len(w.Payslips)
		if w.Artist {
			players++
		}
		for _, slip := range w.Payslips {
			net = dossier.Plus(net, slip.NetPaid)
		}
	}
	s.line(s.Choose("WAGES", "SALAIRES"), s.Choose("%d players, %d crew, %d payslips", "%d interprètes, %d techniciens, %d bulletins"), players, len(p.People)-players, slips)
	s.line("", s.Choose("gross %s, net paid %s, employer cost %s", "brut %s, net payé %s, coût employeur %s"), s.Money(p.Gross), s.Money(net), s.Money(p.Cost))
}

func (s *screen) budget(p chain.Production) {
	s.line(s.Choose("BUDGET", "DEVIS"), s.Choose("%s, of which wages %s", "%s, dont salaires %s"), s.Money(p.Budget.Topsheet.Total), s.Percent(dossier.Part(p.Payroll.Cost, p.Budget.Topsheet.Total)))
}

func (s *screen) plan(p chain.Production) {
	plan := p.Financing.Plan
	s.line("PLAN", s.Choose("%s from %d sources, missing %s, acquired %s", "%s de %d sources, manque %s, acquis %s"),
		s.Money(plan.Total), len(plan.Sources), s.Money(plan.Gap), s.Percent(plan.AcquiredShare))
	var shares []string
	for _, c := range plan.Coproducers {
		shares = append(shares, fmt.Sprintf("%s (%s) %s", c.Name, c.Country, s.Percent(c.Share)))
	}
	s.line("", "%s", strings.Join(shares, ", "))
	s.line("", s.Choose("public aid %s, of which tax credit %s; beyond the ceiling %s", "aides publiques %s, dont crédit d’impôt %s ; au-delà du plafond %s"),
		s.Percent(dossier.Part(plan.PublicAid, p.Budget.Topsheet.Total)), s.Money(p.Financing.Credit.Amount), s.Money(p.Financing.Intensity.Amount))
}

func (s *screen) cash(t chain.Treasury) {
	s.line(s.Choose("CASH", "TRÉSORERIE"), s.Choose("lowest %s on %s without a bank", "au plus bas %s le %s sans banque"), s.Money(t.Plain.Lowest), s.Date(t.Plain.LowestOn))
	var cost money.Amount
	for _, f := range t.Discounted.Facilities {
		cost = dossier.Plus(cost, f.Cost)
	}
	s.line("", s.Choose("lowest %s on %s with discounting, which costs %s", "au plus bas %s le %s avec l’escompte, qui coûte %s"),
		s.Money(t.Discounted.Lowest), s.Date(t.Discounted.LowestOn), s.Money(cost))
}

func (s *screen) cost(c chain.Control) {
	total := c.Report.Total
	s.line(s.Choose("COST", "COÛTS"), s.Choose("spent %s, ordered %s, to come %s", "dépensé %s, engagé %s, à venir %s"), s.Money(total.ToDate), s.Money(total.Committed), s.Money(total.ToComplete))
	s.line("", s.Choose("final cost %s, %s against the budget, %d alerts", "coût final %s, %s face au devis, %d alertes"), s.Money(total.FinalCost), s.Signed(total.Variance), len(c.Alerts))
}

func (s *screen) lost(r chain.Replan) {
	s.line(s.Choose("LOST DAY", "JOUR PERDU"), s.Choose("%s, %s: %d scenes move, the last day is %s, %s", "%s, %s : %d séquences changent, dernier jour le %s, %s"),
		s.Date(r.Lost), r.Why, len(r.Result.Moves), s.Date(r.Days[len(r.Days)-1].Date), s.Signed(dossier.Less(r.Result.After, r.Result.Before)))
}

func (s *screen) delivery(d chain.Delivery) {
	s.line(s.Choose("DELIVERY", "LIVRAISON"), s.Choose("ready on %s, due on %s, margin in days: %d", "prêt le %s, dû le %s, marge en jours : %d"),
		s.Date(d.Plan.Finish), s.Date(d.Plan.Delivery), d.Plan.Margin)
	s.line("", s.Choose("deliverables: %d, late %d, blocking %d", "livrables : %d, en retard %d, bloquants %d"), len(d.Items.Lines), len(d.Items.Late), len(d.Items.Blocking))
}

// mostParties is how many payees and investors fit on the screen.
const mostParties = 5

func (s *screen) receipts(r chain.Receipts) {
	s.line(s.Choose("RECEIPTS", "RECETTES"), s.Choose("received %s, paid out %s", "reçu %s, réparti %s"), s.Money(r.Result.TotalIn), s.Money(r.Result.TotalOut))
	for _, p := range r.Result.Payees[:min(mostParties, len(r.Result.Payees))] {
		s.line("", "%-40s %20s", p.Payee, s.Money(p.Paid))
	}
	for _, p := range r.Returns[:min(mostParties, len(r.Returns))] {
		s.line("", s.Choose("%s put in %s and has %s back", "%s a mis %s et récupère %s"), p.Party, s.Money(p.Invested), s.Money(p.Received))
	}
}
