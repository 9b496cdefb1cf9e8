// Package budget computes the estimate of a production (devis): lines in a tree of
// accounts, the fringes on them, charges over them, credits, and the total; and what follows it
// until the audited final cost.
//
//	sheet, err := budget.Compute(budget.Budget{
//		Title: "Short", Currency: "EUR",
//		Fringes: []budget.Fringe{{Code: "social", Kind: budget.Percentage, Rate: new(money.MustDecimal("0.65"))}},
//		Accounts: []budget.Account{{Code: "2", Name: "Crew", Lines: []budget.Line{
//			{Code: "2-1", Description: "Gaffer", Quantity: "4", Unit: "day", Price: "310", Fringes: []string{"social"}},
//		}}},
//		Charges: []budget.Charge{{Code: "overheads", Rate: new(money.MustDecimal("0.07")), Base: []string{"*"}}},
//	})
//	// sheet.Total is 2189.22
//
// A quantity, a multiplier and a price are plain decimals or a [Formula] over the globals of
// the budget, evaluated in exact rationals.
//
// # What there is
//
//   - [Charts] are templates of accounts, [Mapping] prints one budget under two of them;
//     [WriteCSV] and [ReadCSV] exchange lines with spreadsheets, [Topsheet.Text] prints totals.
//   - [ViewBy] divides a budget by bearer, territory, funder, tag, phase, group or level;
//     [Compare] tells two versions apart, [CompareScenarios] sets scenarios side by side;
//     [CheckRules] holds charges against the ceilings of funders.
//   - [Propose] turns a breakdown into lines; [Tender.Rank] compares quotes.
//   - A [Ledger] holds orders, invoices, payments, pay, petty cash, transfers and closes against the
//     budget: [Ledger.Commit] refuses or warns when an account or the cash is short,
//     [Ledger.CostReport] has the estimated final cost, [Alerts] what runs over, [Ledger.FinalCost]
//     the coût définitif, [Reconcile] the bank, [AppendFEC] the French file of entries.
//   - [Spread] dates what is spent, for a treasury; [Emissions] counts carbon beside euros.
//
// # Rounding
//
// A line is quantity × multiplier × price, times the rate of its currency, rounded once to the
// cent, half away from zero. A fringe is rounded once a line, a charge once. Totals are sums
// of rounded figures, so that they can be added up again by hand.
//
// # Terms
//
// An account (poste) holds accounts and lines; a fringe (charges sociales) comes on top of a
// line; a charge (frais généraux, imprévus) is a rate over accounts and other charges; a credit
// is taken off the total.
//
// # Not modelled
//
// In the ledger: entries in a foreign currency, floats of petty cash, deposits paid before an invoice, overages
// that are approved without a transfer. In a budget: hours and overtime of a line, which package payroll reckons.
//
// All functions are pure and safe for concurrent use.
package budget
