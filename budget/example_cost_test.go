package budget_test

import (
	"fmt"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// exampleLedger has an order of equipment and its first invoice.
func exampleLedger() (*budget.Ledger, budget.State) {
	ledger, err := budget.NewLedger(budget.ControlPlan{
		Currency: "EUR", Territory: "FR", Start: civil.MustParseDate("2026-01-01"),
		Accounts: []budget.ControlAccount{
			{Code: "2", Name: "Crew", Budget: money.MustParse("60000.00"), Head: 3},
			{Code: "7", Name: "Equipment", Budget: money.MustParse("20000.00"), Head: 2},
		},
		VAT: []budget.VATRate{{Code: "20", Rate: money.MustDecimal("0.2"), Recovered: money.MustDecimal("1")}},
	})
	if err != nil {
		panic(err)
	}
	state, err := ledger.Replay([]budget.Entry{
		{
			ID: "PO-1", Kind: budget.PurchaseOrder, Date: civil.MustParseDate("2026-02-02"), Party: "Camera rental",
			Lines: []budget.EntryLine{{Account: "7", Amount: money.MustParse("12000.00"), VAT: "20"}},
		},
		{
			ID: "I-1", Kind: budget.Invoice, Date: civil.MustParseDate("2026-02-05"), Party: "Camera rental", Document: "F-88", Order: "PO-1",
			Lines: []budget.EntryLine{{Account: "7", Amount: money.MustParse("5000.00"), VAT: "20"}},
		},
	})
	if err != nil {
		panic(err)
	}
	return ledger, state
}

func february() civil.Period {
	return civil.Period{From: civil.MustParseDate("2026-02-01"), To: civil.MustParseDate("2026-02-28")}
}

func ExampleLedger_CostReport() {
	ledger, state := exampleLedger()
	report, err := ledger.CostReport(state, february())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range report.Rows {
		fmt.Println(r.Name, "to date", r.ToDate, "committed", r.Committed, "to complete", r.ToComplete, "final", r.FinalCost, "variance", r.Variance)
	}
	// Output:
	// Crew to date 0.00 committed 0.00 to complete 60000.00 final 60000.00 variance 0.00
	// Equipment to date 5000.00 committed 7000.00 to complete 8000.00 final 20000.00 variance 0.00
}

func ExampleLedger_Commit() {
	ledger, state := exampleLedger()
	_, _, err := ledger.Commit(state, budget.Entry{
		ID: "PO-2", Date: civil.MustParseDate("2026-02-06"), Lines: []budget.EntryLine{{Account: "7", Amount: money.MustParse("8000.01")}},
	}, money.MustParse("50000.00"))
	fmt.Println(err)
	// Output:
	// lines[0].amount: is more than the account has left: "7", 8000.00: "8000.01"
}

func ExampleLedger_Apply() {
	ledger, state := exampleLedger()
	_, posting, err := ledger.Apply(state, budget.Entry{
		ID: "I-2", Kind: budget.Invoice, Date: civil.MustParseDate("2026-02-09"), Party: "Camera rental", Document: "F-93", Order: "PO-1", Final: true,
		Lines: []budget.EntryLine{{Account: "7", Amount: money.MustParse("6500.00"), VAT: "20"}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range posting.Lines {
		fmt.Println(l.Account, "actual", l.Actual, "VAT", l.VAT, "committed", l.Committed)
	}
	// Output:
	// 7 actual 6500.00 VAT 1300.00 committed 0.00
	// 7 actual 0.00 VAT 0.00 committed -6500.00
	// 7 actual 0.00 VAT 0.00 committed -500.00
}

func ExampleLedger_FinalCost() {
	ledger, state := exampleLedger()
	statement, err := ledger.FinalCost(state, civil.MustParseDate("2026-02-28"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(statement.Total.Total, "of which abroad", statement.Total.Abroad)
	fmt.Println("complete:", statement.IsComplete(), "committed", statement.Committed, "owed", statement.Owed)
	// Output:
	// 5000.00 of which abroad 0.00
	// complete: false committed 7000.00 owed 6000.00
}

func ExampleLedger_OpposableCost() {
	ledger, state := exampleLedger()
	cost, err := ledger.OpposableCost(state, budget.OpposableFacts{
		Release: civil.MustParseDate("2026-10-07"), Euribor: money.MustDecimal("0.021"),
	}, budget.CostParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(cost.Total, "closed on", cost.Closing)
	fmt.Println(cost.Heads[10].Name, "at most", cost.Heads[10].Allowed, cost.Heads[10].Refs)
	// Output:
	// 5000.00 closed on 2027-02-07
	// producer fee at most 250.00 Protocole 2010 art. 2
}

func ExampleReconcile() {
	ledger, state := exampleLedger()
	state, _, err := ledger.Apply(state, budget.Entry{
		ID: "P-1", Kind: budget.Payment, Date: civil.MustParseDate("2026-02-20"), Of: "I-1", Amount: money.MustParse("6000.00"),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	got, err := budget.Reconcile(budget.BankStatement{
		Period: february(), Opening: money.MustParse("9000.00"), Closing: money.MustParse("2988.00"),
		Lines: []budget.BankLine{
			{ID: "1", Date: civil.MustParseDate("2026-02-21"), Amount: money.MustParse("-6000.00")},
			{ID: "2", Date: civil.MustParseDate("2026-02-28"), Amount: money.MustParse("-12.00"), Reference: "bank fees"},
		},
	}, ledger.BankMovements(state, february().To), money.MustParse("9000.00"), 5)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(got.Matches[0].Bank, "is", got.Matches[0].Books)
	fmt.Println("only the bank has", got.UnmatchedBank[0].Reference, "difference", got.Difference)
	// Output:
	// 1 is [P-1]
	// only the bank has bank fees difference 0.00
}
