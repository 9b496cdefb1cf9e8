package main

import (
	"encoding/json"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/rights"
)

func amount(s string) *money.Amount { return new(money.MustParse(s)) }
func decimal(s string) *money.Decimal {
	return new(money.MustDecimal(s))
}

// filmBudget has every kind of fringe, charge and formula, a group that is off, and names that look like formulas.
func filmBudget() budget.Budget {
	return budget.Budget{
		Title: "Le Pont & les Rives", Currency: "EUR", RatesOn: civil.MustParseDate("2026-05-01"),
		Rates: []budget.ExchangeRate{
			{Currency: "USD", Rate: money.MustDecimal("0.91"), From: civil.MustParseDate("2026-01-01"), Source: "old rate"},
			{Currency: "USD", Rate: money.MustDecimal("0.92"), From: civil.MustParseDate("2026-04-01"), Source: "bank, 1 April"},
		},
		Units:   []budget.Unit{{Name: "day", Hours: money.MustDecimal("12")}},
		Groups:  []budget.Group{{Code: "stunt", Name: "The fall", Off: true}, {Code: "second", Name: "Second unit"}},
		Globals: []budget.Global{{Name: "weeks", Value: "days / 5"}, {Name: "days", Value: "22"}, {Name: "crew", Value: "max(30, round(days × 1.45, 0))"}},
		Fringes: []budget.Fringe{
			{Code: "social", Name: "Social contributions", Kind: budget.Percentage, Rate: decimal("0.655")},
			{Code: "pension", Name: "=cmd()", Kind: budget.Percentage, Rate: decimal("0.0787"), Ceiling: amount("4005.00"), PerPerson: true},
			{Code: "leave", Name: "Leave", Kind: budget.Percentage, Rate: decimal("0.154"), Ceiling: amount("3000.00")},
			{Code: "meal", Name: "Meal", Kind: budget.Flat, Amount: amount("18.56")},
			{Code: "hour", Name: "Bonus an hour", Kind: budget.Hourly, Amount: amount("1.15")},
		},
		Accounts: []budget.Account{
			{Code: "1", Name: "=HYPERLINK(\"http://example.org\")", AboveTheLine: true, Lines: []budget.Line{
				{Code: "1-1", Description: "+Script", Quantity: "1", Price: "84000"},
				{Code: "1-2", Description: "@Music", Quantity: "1 / 3", Price: "10000.55", Currency: "USD"},
			}},
			{Code: "2", Name: "Crew", Accounts: []budget.Account{
				{Code: "21", Name: "-Grips", Lines: []budget.Line{
					{Code: "21-1", Description: "Key grip", Quantity: "weeks", Unit: "week", Price: "1310.07", Person: "Ada", Fringes: []string{"social", "pension", "leave"}},
					{Code: "21-2", Description: "Key grip, nights", Quantity: "2", Unit: "day", Multiplier: "1.25", Price: "310", Person: "Ada", Fringes: []string{"pension", "meal", "hour"}},
				}},
				{Code: "22", Name: "Sound", Lines: []budget.Line{
					{Code: "22-1", Description: "Mixer", Quantity: "days", Unit: "day", Price: "1.005", Fringes: []string{"hour"}, From: []string{"scene 1", "scene 4"}},
				}},
			}, Lines: []budget.Line{
				{Code: "2-1", Description: "Runner", Quantity: "crew * 2 - 1", Price: "12.50", Group: "second", Fringes: []string{"social"}},
			}},
			{Code: "3", Name: "Stunts", Lines: []budget.Line{
				{Code: "3-1", Description: "The fall", Quantity: "1", Unit: "day", Price: "9000", Group: "stunt", Fringes: []string{"social", "meal", "hour"}},
			}},
			{Code: "4", Name: "Empty"},
		},
		Charges: []budget.Charge{
			{Code: "overheads", Name: "Overheads", Rate: decimal("0.07"), Base: []string{"*", "contingency"}, Exclude: []string{"22"}},
			{Code: "contingency", Name: "Contingency", Rate: decimal("0.1"), Base: []string{"2", "3"}, Cap: amount("1000.00")},
			{Code: "insurance", Name: "Insurance", Amount: amount("2500.00")},
		},
		Credits: []budget.Credit{{Code: "rebate", Name: "Rebate", Amount: money.MustParse("1200.00")}},
	}
}

func day(s string) civil.Date { return civil.MustParseDate(s) }

// filmCosts has orders, invoices, an estimate by hand, a transfer, and a cost abroad.
func filmCosts(t *testing.T) (budget.CostReport, budget.FinalCost) {
	ledger, err := budget.NewLedger(budget.ControlPlan{
		Currency: "EUR", Territory: "FR", Start: day("2026-01-01"),
		Accounts: []budget.ControlAccount{
			{Code: "1", Name: "Rights", Budget: money.MustParse("87066.84")},
			{Code: "2", Name: "=Crew", Accounts: []budget.ControlAccount{
				{Code: "21", Name: "Grips", Budget: money.MustParse("14000.10")},
				{Code: "22", Name: "Sound", Budget: money.MustParse("300.20")},
			}},
		},
	})
	require.NoError(t, err)
	line := func(account, sum, territory string) []budget.EntryLine {
		return []budget.EntryLine{{Account: account, Amount: money.MustParse(sum), Territory: territory}}
	}
	state, err := ledger.Replay([]budget.Entry{
		{ID: "I-0", Kind: budget.Invoice, Date: day("2026-01-20"), Party: "Author", Document: "F-1", Lines: line("1", "40000.00", "")},
		{ID: "PO-1", Kind: budget.PurchaseOrder, Date: day("2026-02-02"), Party: "Rental", Lines: line("21", "5000.33", "")},
		{ID: "I-1", Kind: budget.Invoice, Date: day("2026-02-05"), Party: "Rental", Document: "F-2", Order: "PO-1", Lines: line("21", "2100.11", "")},
		{ID: "I-2", Kind: budget.Invoice, Date: day("2026-02-06"), Party: "Sound", Lines: line("22", "350.70", "BE")},
		{ID: "T-1", Kind: budget.Transfer, Date: day("2026-02-08"), Lines: []budget.EntryLine{
			{Account: "1", Amount: money.MustParse("-25.50")}, {Account: "22", Amount: money.MustParse("25.50")},
		}},
		{ID: "E-1", Kind: budget.Estimate, Date: day("2026-02-09"), Lines: []budget.EntryLine{{Account: "21", Amount: money.MustParse("9999.99"), Mode: budget.ToComplete}}},
	})
	require.NoError(t, err)
	report, err := ledger.CostReport(state, civil.Period{From: day("2026-02-01"), To: day("2026-02-28")})
	require.NoError(t, err)
	final, err := ledger.FinalCost(state, day("2026-02-28"))
	require.NoError(t, err)
	return report, final
}

// filmPlan has a source in another currency, one refused, one in kind, and one that balances the plan.
func filmPlan(t *testing.T, total money.Amount) financing.Balance {
	balance, err := financing.Compute(financing.Plan{
		Title: "Le Pont", Currency: "EUR", Budget: total,
		Sources: []financing.Source{
			{ID: "cnc", Kind: "avance", Party: "CNC", BroughtBy: "Rive Gauche", Country: "FR", Amount: money.MustParse("30000.01"), Status: financing.Acquired, PublicAid: true, Advance: true},
			{ID: "tv", Party: "=Channel", BroughtBy: "Rive Gauche", Country: "FR", Amount: money.MustParse("20000.00"), Status: financing.Refused},
			{ID: "own", Party: "Rive Gauche", BroughtBy: "Rive Gauche", Country: "FR", Status: financing.Acquired, Balancing: true, Nature: financing.OwnMoney},
			{
				ID: "us", Party: "Fund", BroughtBy: "Riverside", Country: "US", Status: financing.Requested,
				Foreign: &financing.ForeignAmount{Currency: "USD", Amount: money.MustParse("10000.55"), Rate: money.MustDecimal("0.9173"), On: day("2026-03-02"), Source: "bank"},
			},
			{ID: "kit", Party: "Rental", BroughtBy: "Riverside", Country: "US", Amount: money.MustParse("7000.00"), Status: financing.InNegotiation, Nature: financing.InKind},
		},
	})
	require.NoError(t, err)
	return balance
}

// filmReceipts has a commission, a guarantee that two recoup, thirds that leave cents over, and two closes.
func filmReceipts(t *testing.T) rights.Result {
	share := func(payee, part string) rights.Share {
		return rights.Share{Payee: payee, Share: money.MustFraction(part)}
	}
	receipt := func(id, date, sum string) rights.Event {
		return rights.Event{ID: id, Date: day(date), Kind: rights.Receipt, Pot: "theatres", Amount: money.MustParse(sum)}
	}
	result, err := rights.Run(rights.Deal{
		Currency: "EUR",
		Accounts: []rights.Account{{ID: "MG", Opening: money.MustParse("20000.00")}},
		Pots: []rights.Pot{
			{ID: "theatres", Steps: []rights.Step{
				{Kind: rights.Percent, Name: "=commission", Rate: new(money.MustFraction("1/3")), Payee: "@distributor"},
				{Kind: rights.Recoup, Name: "guarantee", Account: "MG", Shares: []rights.Share{share("@distributor", "3/4"), share("fund", "1/4")}},
				{Kind: rights.To, Name: "net", Pot: "net"},
			}},
			{ID: "net", Steps: []rights.Step{
				{Kind: rights.Split, Name: "thirds", Shares: []rights.Share{share("producer", "1/3"), share("author", "1/3"), share("fund", "1/3")}},
			}},
		},
		Events: []rights.Event{receipt("r1", "2026-03-01", "25000.01"), receipt("r2", "2027-03-01", "33333.34"), receipt("r3", "2028-03-01", "0.05")},
		Closes: []civil.Date{day("2026-12-31"), day("2027-12-31")},
	})
	require.NoError(t, err)
	return result
}

// film is the folder of documents of an invented film, as the production writes it.
func film(t *testing.T) fstest.MapFS { return folderOf(t, filmBudget()) }

func folderOf(t *testing.T, b budget.Budget) fstest.MapFS {
	t.Helper()
	sheet, err := budget.Compute(b)
	require.NoError(t, err)
	report, final := filmCosts(t)
	result := filmReceipts(t)
	folder := fstest.MapFS{}
	for name, document := range map[string]any{
		"budget.json":     map[string]any{"topsheet": sheet, "document": b, "about": "another member"},
		"cost.json":       map[string]any{"report": report, "final": final},
		"plan.json":       map[string]any{"plan": filmPlan(t, sheet.Total)},
		"statements.json": map[string]any{"result": result, "statements": result.Statements},
	} {
		data, err := json.Marshal(document)
		require.NoError(t, err)
		folder[name] = &fstest.MapFile{Data: data}
	}
	return folder
}

// amendedReceipts has a bracket, a bonus on a meter, a recoupment in ranks with interest, a tier, a credit note, and
// an amendment within its second period.
func amendedReceipts(t *testing.T) rights.Result {
	plan := func(rate string) []rights.Pot {
		return []rights.Pot{{ID: "all", Steps: []rights.Step{
			{Kind: rights.Percent, ID: "fee", Name: "fee", Rate: new(money.MustFraction(rate)), Payee: "seller"},
			{Kind: rights.Bracket, ID: "scale", Name: "scale", Payee: "author", Levels: []rights.Level{
				{From: money.MustParse("0.00"), Rate: new(money.MustFraction("1/100"))}, {From: money.MustParse("5000.00"), Rate: new(money.MustFraction("1/30"))},
			}},
			{Kind: rights.Bonus, ID: "bonus", Name: "bonus", Payee: "actor", Meter: "tickets", Levels: []rights.Level{{From: money.MustParse("100.00"), Amount: amount("250.00")}}},
			{Kind: rights.Recoup, ID: "loan", Name: "loan", Account: "loan", Ranks: []rights.Rank{
				{Amount: amount("1000.00"), Shares: []rights.Share{{Payee: "bank", Share: money.MustFraction("1")}}},
				{Shares: []rights.Share{{Payee: "bank", Share: money.MustFraction("2/3")}, {Payee: "fund", Share: money.MustFraction("1/3")}}},
			}},
			{Kind: rights.Tier, ID: "tier", Name: "tier", Until: &rights.Until{Total: amount("700.00")}, Shares: []rights.Share{
				{Payee: "fund", Share: money.MustFraction("3/7")}, {Payee: "producer", Share: money.MustFraction("4/7")},
			}},
			{Kind: rights.Split, ID: "rest", Name: "rest", Shares: []rights.Share{
				{Payee: "producer", Share: money.MustFraction("1/3")}, {Payee: "author", Share: money.MustFraction("2/3")},
			}},
		}}}
	}
	accounts := []rights.Account{{ID: "loan", Opening: money.MustParse("3000.00"), Premium: new(money.MustFraction("1/10")), Interest: &rights.Interest{
		Rate: money.MustFraction("1/20"), From: day("2026-01-01"), Method: rights.Simple, Basis: rights.Act365,
	}}}
	event := func(id, date string, kind rights.EventKind, sum string) rights.Event {
		e := rights.Event{ID: id, Date: day(date), Kind: kind, Amount: money.MustParse(sum)}
		switch kind {
		case rights.Measure:
			e.Meter = "tickets"
		case rights.Charge:
			e.Account = "loan"
		default:
			e.Pot = "all"
		}
		return e
	}
	result, err := rights.Run(rights.Deal{
		Currency: "EUR", Accounts: accounts, Pots: plan("1/7"), Meters: []string{"tickets"},
		Events: []rights.Event{
			event("r1", "2026-03-01", rights.Receipt, "2000.01"), event("m1", "2026-04-01", rights.Measure, "150.00"),
			event("c1", "2026-05-01", rights.Charge, "33.33"), event("r2", "2027-02-01", rights.Receipt, "4444.44"),
			event("a1", "2027-03-01", rights.Credit, "100.01"), event("r3", "2027-08-01", rights.Receipt, "7777.77"),
		},
		Amendments: []rights.Amendment{{From: day("2027-06-01"), Plan: rights.Plan{Accounts: accounts, Pots: plan("1/6"), Meters: []string{"tickets"}}}},
		Closes:     []civil.Date{day("2026-12-31"), day("2027-12-31")},
	})
	require.NoError(t, err)
	return result
}
