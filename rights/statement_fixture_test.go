package rights

import (
	"fmt"
	"math/rand/v2"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// filmDeal is FR-1 of reference/rights.md §3: a distributor and a seller recoup, then a SOFICA has a
// corridor of the producer's net receipts. One semester a year stands for S1, S2 and S3.
func filmDeal() Deal {
	all := func(payee string) []Share { return []Share{{Payee: payee, Share: money.MustFraction("1")}} }
	return Deal{
		Currency: "EUR",
		Accounts: []Account{
			{ID: "edition", Opening: euros("250000.00")}, {ID: "mg-salle", Opening: euros("200000.00")},
			{ID: "costs-export", Opening: euros("40000.00")}, {ID: "mg-export", Opening: euros("150000.00")},
		},
		Pots: []Pot{
			{"salle", []Step{
				{Kind: Percent, Name: "commission", Rate: quota("3/10"), Payee: "distributeur"},
				{Kind: Recoup, Name: "frais d’édition", Account: "edition", Shares: all("distributeur")},
				{Kind: Recoup, Name: "MG", Account: "mg-salle", Shares: all("distributeur")},
				{Kind: To, Name: "RNPP", Pot: "rnpp"},
			}},
			{"export", []Step{
				{Kind: Percent, Name: "commission", Rate: quota("1/5"), Payee: "vendeur"},
				{Kind: Recoup, Name: "costs", Account: "costs-export", Shares: all("vendeur")},
				{Kind: Recoup, Name: "MG", Account: "mg-export", Shares: all("vendeur")},
				{Kind: To, Name: "RNPP", Pot: "rnpp"},
			}},
			{"rnpp", []Step{
				{Kind: Tier, Name: "couloir", Shares: []Share{
					{Payee: "SOFICA", Share: money.MustFraction("1/5")},
					{Payee: "délégué", Share: money.MustFraction("14/25")}, {Payee: "coproducteur", Share: money.MustFraction("6/25")},
				}, Until: &Until{Payee: "SOFICA", Amount: new(euros("120000.00"))}},
				{Kind: Split, Name: "reste", Shares: []Share{
					{Payee: "SOFICA", Share: money.MustFraction("2/25")},
					{Payee: "délégué", Share: money.MustFraction("161/250")}, {Payee: "coproducteur", Share: money.MustFraction("69/250")},
				}},
			}},
		},
		Events: []Event{
			{ID: "s3-export", Date: on("2027-04-30"), Kind: Receipt, Pot: "export", Amount: euros("800000.00")},
			{ID: "s1-salle", Date: on("2026-03-31"), Kind: Receipt, Pot: "salle", Amount: euros("600000.00")},
			{ID: "s2-salle", Date: on("2026-09-30"), Kind: Receipt, Pot: "salle", Amount: euros("300000.00")},
			{ID: "s2-export", Date: on("2026-10-31"), Kind: Receipt, Pot: "export", Amount: euros("400000.00")},
		},
		Closes: []civil.Date{on("2026-06-30"), on("2026-12-31"), on("2027-06-30")},
	}
}

// richPlan reads meters, pays bonuses by levels, shares by ranks, and bears interest.
func richPlan(rate string) Plan {
	return Plan{
		Currency: "EUR", Meters: []string{"admissions"}, Exchange: "bank", Clawback: []string{"author"},
		Accounts: []Account{
			{ID: "loan", Opening: euros("500.00"), Premium: quota("1/10"), Interest: &Interest{Rate: money.MustFraction(rate), From: day(0), Method: Compound, Basis: Act365, Capitalise: Monthly}},
			{ID: "costs", Opening: euros("0.00"), Cap: new(euros("300.00"))},
		},
		Pots: []Pot{{"all", []Step{
			{Kind: Count, Name: "passing", Meter: "gross"},
			{Kind: Percent, Name: "commission", Rate: quota(rate), Payee: "agent", Counts: "fees"},
			{Kind: Percent, Name: "overhead", Rate: quota("1/3"), Meter: "admissions", Payee: "agent"},
			{Kind: Bonus, Name: "bonus", Meter: "admissions", Payee: "author", Levels: []Level{{From: euros("10.00"), Amount: new(euros("5.00"))}, {From: euros("90.00"), Amount: new(euros("7.00"))}}},
			{Kind: Bracket, Name: "royalty", Payee: "author", Levels: []Level{{From: euros("0.00"), Rate: quota("1/20")}, {From: euros("100.00"), Rate: quota(rate)}}},
			{Kind: Percent, Name: "fee", Rate: quota(rate), Meter: "gross", Payee: "third"},
			{Kind: Recoup, Name: "costs", Account: "costs", Shares: []Share{{Payee: "agent", Share: money.MustFraction("1")}}},
			{Kind: Recoup, Name: "loan", Account: "loan", Shares: []Share{{Payee: "bank", Share: money.MustFraction("2/3")}, {Pot: "side", Share: money.MustFraction("1/3")}}},
			{Kind: Split, Name: "rest", Ranks: []Rank{
				{Amount: new(euros("50.00")), Shares: []Share{{Payee: "first", Share: money.MustFraction("1")}}},
				{Shares: []Share{{Payee: "first", Share: money.MustFraction("1/7")}, {Payee: "second", Share: money.MustFraction("6/7")}}},
			}},
		}}, {"side", []Step{
			{Kind: Tier, Name: "side", Shares: []Share{{Payee: "second", Share: money.MustFraction(rate)}, {Payee: "third", Share: rest(rate)}}, Until: &Until{Total: new(euros("400.00"))}},
		}}},
	}
}

func rest(rate string) money.Fraction {
	f := money.MustFraction(rate)
	g, err := money.NewFraction(f.Den()-f.Num(), f.Den())
	if err != nil {
		panic(err)
	}
	return g
}

func richEvents(r *rand.Rand, n int) []Event {
	var events []Event
	received := int64(0)
	for i := range n {
		e := Event{ID: fmt.Sprint(i), Date: day(i * 3), Sequence: i + 1, Amount: amount(r.Int64N(30_000))}
		switch kind := r.IntN(8); {
		case kind == 0:
			e.Kind, e.Meter, e.Amount = Measure, "admissions", amount(r.Int64N(5_000))
		case kind == 1:
			e.Kind, e.Account = Charge, "costs"
		case kind == 2 && received > 0:
			e.Kind, e.Pot, e.Amount = Credit, "all", amount(r.Int64N(received))
			received -= e.Amount.Cents()
		case kind == 3:
			e.Kind, e.Pot = Receipt, "all"
			e.Foreign = &Foreign{Currency: "USD", Amount: e.Amount, Rate: money.MustDecimal("0.93"), Source: "bank"}
			flowing, _ := e.flowing()
			received += flowing.Cents()
		default:
			e.Kind, e.Pot = Receipt, "all"
			received += e.Amount.Cents()
		}
		events = append(events, e)
	}
	return events
}
