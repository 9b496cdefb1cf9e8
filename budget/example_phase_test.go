package budget_test

import (
	"fmt"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

func ExamplePropose() {
	proposal, err := budget.Propose(budget.Breakdown{
		Elements: []budget.SceneElement{
			{Scene: "12", Category: "extras", Name: "Passers-by", Quantity: money.MustDecimal("20")},
			{Scene: "14", Category: "extras", Name: "Passers-by", Quantity: money.MustDecimal("8")},
			{Scene: "14", Category: "animals", Name: "Horse", Quantity: money.MustDecimal("1")},
		},
		Days: []budget.ShootDay{
			{Date: civil.MustParseDate("2026-06-01"), Scenes: []string{"12"}},
			{Date: civil.MustParseDate("2026-06-02"), Scenes: []string{"12", "14"}},
		},
	}, []budget.ElementRule{
		{Category: "extras", Account: "35", Basis: budget.PerDay, Unit: "day", Price: "110"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range proposal.Lines {
		fmt.Println(p.Account, p.Line.Description, p.Line.Quantity, p.Line.Unit, "from scenes", p.Line.From)
	}
	for _, e := range proposal.Unmatched {
		fmt.Println("no rule:", e.Name)
	}
	// Output:
	// 35 Passers-by 40 day from scenes [12 14]
	// no rule: Horse
}

func ExampleBudget_WithLines() {
	film := budget.Budget{Title: "Short", Currency: "EUR", Accounts: []budget.Account{{Code: "54", Name: "Props"}}}
	film, err := film.WithProposed([]budget.ProposedLine{
		{Account: "54", Line: budget.Line{Code: "54/props/Knife", Quantity: "3", Price: "15.50", From: []string{"7"}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	sheet, err := budget.Compute(film)
	fmt.Println(sheet.Total, err)
	// Output: 46.50 <nil>
}

func ExampleTender_Rank() {
	ranking, err := budget.Tender{
		Line: "71-1",
		Criteria: []budget.Criterion{
			{Code: "price", Weight: money.MustFraction("0.6")},
			{Code: "sustainability", Weight: money.MustFraction("0.4")},
		},
		Quotes: []budget.Quote{
			{Name: "Alpha", Price: new(money.MustParse("9000.00"))},
			{Name: "Beta", Price: new(money.MustParse("12000.00")), Scores: []budget.Score{{Criterion: "sustainability", Value: money.MustFraction("2/3")}}},
		},
	}.Rank()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, q := range ranking.Quotes {
		fmt.Println(q.Rank, q.Name, q.Score, "missing", q.Missing)
		for _, p := range q.Parts {
			fmt.Println(" ", p.Criterion, p.Weight, "×", p.Score, "=", p.Points)
		}
	}
	// Output:
	// 1 Beta 43/60 missing []
	//   price 3/5 × 0.75 = 0.45
	//   sustainability 2/5 × 2/3 = 4/15
	// 2 Alpha 0.6 missing [sustainability]
	//   price 3/5 × 1 = 0.6
	//   sustainability 2/5 × 0 = 0
}

func ExampleSpread() {
	spending, err := budget.Spread(budget.Budget{
		Title: "Short", Currency: "EUR",
		Accounts: []budget.Account{{Code: "2", Name: "Crew", Lines: []budget.Line{
			{Code: "2-1", Quantity: "10", Unit: "day", Price: "310", Phase: "shoot"},
		}}},
		Charges: []budget.Charge{{Code: "overheads", Rate: new(money.MustDecimal("0.07")), Base: []string{"*"}}},
	}, budget.PhasePlan{
		Phases:       []budget.Phase{{Name: "shoot", Period: civil.Period{From: civil.MustParseDate("2026-06-25"), To: civil.MustParseDate("2026-07-08")}}},
		DefaultPhase: "shoot",
		Default:      []budget.Instalment{{Share: money.MustFraction("1"), When: budget.EachMonth, Days: 5}},
		Terms: []budget.PaymentTerms{{
			Charges: []string{"overheads"},
			Instalments: []budget.Instalment{
				{Share: money.MustFraction("1/3"), When: budget.AtStart},
				{Share: money.MustFraction("2/3"), When: budget.AtEnd, Days: 30},
			},
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, o := range spending.Outlays {
		fmt.Println(o.Date, o.Account, o.Line, o.Code, o.Amount)
	}
	fmt.Println(spending.Total)
	// Output:
	// 2026-06-25   overheads 72.33
	// 2026-07-05 2 2-1  1328.57
	// 2026-07-13 2 2-1  1771.43
	// 2026-08-07   overheads 144.67
	// 3317.00
}

func ExampleSpending_Series() {
	spending := budget.Spending{Outlays: []budget.Outlay{
		{Date: civil.MustParseDate("2026-06-05"), SpendingItem: budget.SpendingItem{Kind: budget.OfLine, Account: "2", Line: "2-1"}, Amount: money.MustParse("100.00")},
		{Date: civil.MustParseDate("2026-06-12"), SpendingItem: budget.SpendingItem{Kind: budget.OfLine, Account: "2", Line: "2-1"}, Amount: money.MustParse("50.00")},
		{Date: civil.MustParseDate("2026-07-01"), SpendingItem: budget.SpendingItem{Kind: budget.OfCredit, Code: "rebate"}, Amount: money.MustParse("-20.00")},
	}}
	months, err := spending.Series(budget.ByMonth)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range months {
		fmt.Println(m.Period, m.Amount, m.ToDate)
	}
	// Output:
	// 2026-06-01 to 2026-06-30 150.00 150.00
	// 2026-07-01 to 2026-07-31 -20.00 130.00
}

func ExampleEmissions() {
	footprint, err := budget.Emissions(budget.Budget{
		Title: "Short", Currency: "EUR",
		Accounts: []budget.Account{{Code: "6", Name: "Transport", Lines: []budget.Line{
			{Code: "6-1", Quantity: "1200", Unit: "km", Price: "0.40", Emission: &budget.Emission{Factor: money.MustDecimal("0.2"), Source: "the user's own figure"}},
			{Code: "6-2", Quantity: "2", Unit: "night", Price: "90"},
		}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(footprint.Emissions, "kg CO2e of", footprint.Known, "of", footprint.Cost)
	fmt.Println("unknown:", footprint.Unknown[0].Line, footprint.Unknown[0].Cost)
	// Output:
	// 240 kg CO2e of 480.00 of 660.00
	// unknown: 6-2 180.00
}

func ExampleCompareEmissions() {
	film := budget.Budget{
		Title: "Short", Currency: "EUR", Groups: []budget.Group{{Code: "plane"}, {Code: "train"}},
		Accounts: []budget.Account{{Code: "6", Name: "Transport", Lines: []budget.Line{
			{Code: "6-1", Quantity: "8", Unit: "seat", Price: "80", Group: "plane", Emission: &budget.Emission{Factor: money.MustDecimal("95"), Source: "the user's own figure"}},
			{Code: "6-2", Quantity: "8", Unit: "seat", Price: "110", Group: "train", Emission: &budget.Emission{Factor: money.MustDecimal("1.8"), Source: "the user's own figure"}},
		}}},
	}
	table, err := budget.CompareEmissions(film, []budget.Scenario{{Name: "fly", Off: []string{"train"}}, {Name: "rail", Off: []string{"plane"}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, name := range table.Scenarios {
		fmt.Println(name, table.Emissions[i], "kg", table.Costs[i])
	}
	// Output:
	// fly 760 kg 640.00
	// rail 14.4 kg 880.00
}
