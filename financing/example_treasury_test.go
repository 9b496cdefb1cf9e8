package financing_test

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/money"
)

// cashPlan is a presale that is paid after the shoot, and a bank that advances 80 % of it. The
// figures of the examples were computed a second time, by a plain program in another language.
func cashPlan() financing.Treasury {
	return financing.Treasury{
		From: civil.MustParseDate("2026-07-01"), To: civil.MustParseDate("2026-12-31"), Opening: money.MustParse("20000.00"),
		Inflows: []financing.Inflow{{
			Source: "tv", Date: civil.MustParseDate("2026-10-01"), Amount: money.MustParse("500000.00"), Receivable: true, Discountable: true,
		}},
		Outflows: []financing.Outflow{{ID: "shoot", Date: civil.MustParseDate("2026-07-01"), Amount: money.MustParse("400000.00")}},
		Facilities: []financing.Facility{{
			ID: "dailly", Kind: financing.Discounting, Limit: money.MustParse("400000.00"),
			Sources: []string{"tv"}, Advance: money.MustFraction("4/5"),
			Index: []financing.IndexRate{{Rate: money.MustDecimal("0.02")}}, Margin: money.MustDecimal("0.02"),
			GuaranteeShare: money.MustDecimal("0.5"),
		}},
	}
}

func ExampleComputeTreasury() {
	cash, err := financing.ComputeTreasury(cashPlan(), financing.TreasuryParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range cash.Months() {
		fmt.Println(m.From.Month(), m.In, m.Out, m.Drawn, m.Repaid, m.Costs, m.Closing)
	}
	fmt.Println("need", cash.Need, "cost", cash.Facilities[0].Cost)
	// Output:
	// 2026-07 0.00 400000.00 380000.00 0.00 0.00 0.00
	// 2026-08 0.00 0.00 1471.39 0.00 1471.39 0.00
	// 2026-09 0.00 0.00 1476.77 0.00 1476.77 0.00
	// 2026-10 500000.00 0.00 0.00 382948.16 1439.60 115612.24
	// 2026-11 0.00 0.00 0.00 0.00 83.33 115528.91
	// 2026-12 0.00 0.00 0.00 0.00 83.33 115445.58
	// need 0.00 cost 4637.75
}

func ExampleCanBear() {
	s, err := financing.CanBear(cashPlan(), money.MustParse("30000.00"), civil.MustParseDate("2026-08-15"), financing.TreasuryParameters{})
	fmt.Println(s.Enough, s.Missing, s.FirstOn, s.Most, err)
	// Output: false 12987.02 2026-08-15 17016.16 <nil>
}

func ExampleStress() {
	plan := cashPlan()
	results, err := financing.Stress(plan, financing.EachSource(plan, 0, 8), financing.TreasuryParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range results {
		fmt.Println(r.ID, r.Lowest, r.LowestOn, r.Need, r.Cost)
	}
	// Output:
	// tv +0 0.00 2026-07-01 0.00 4637.75
	// tv +8 0.00 2026-07-01 0.00 7113.71
	// tv lost -380416.65 2026-12-01 380416.65 499.98
}

func ExampleDateInflows() {
	presale := financing.Inflow{Source: "tv", Amount: money.MustParse("100000.00"), Receivable: true, Discountable: true}
	inflows, err := financing.DateInflows(presale, []financing.PaymentTerm{
		{Milestone: "signature", Share: money.MustFraction("1/5"), Delay: 30},
		{Milestone: "delivery", Share: money.MustFraction("4/5"), Delay: 45},
	}, []financing.MilestoneDate{
		{Milestone: "signature", Date: civil.MustParseDate("2026-01-15")},
		{Milestone: "delivery", Date: civil.MustParseDate("2026-11-30")},
	})
	for _, in := range inflows {
		fmt.Println(in.Date, in.Amount)
	}
	fmt.Println(err)
	// Output:
	// 2026-02-14 20000.00
	// 2027-01-14 80000.00
	// <nil>
}

func ExampleInterest() {
	fmt.Println(financing.Interest(money.MustParse("400000.00"), money.MustDecimal("0.04"), 92))
	// Output: 4088.89 <nil>
}

func ExampleComputeGuarantee() {
	g, err := financing.ComputeGuarantee(money.MustParse("600000.00"), money.MustParse("400000.00"),
		money.MustDecimal("0.5"), civil.MustParseDate("2026-06-30"), financing.TreasuryParameters{})
	fmt.Println(g.Amount, g.Refs, err)
	// Output: 333.33 IFCIC garantie, IFCIC taux <nil>
}

func ExampleComputeReturns() {
	on := civil.MustParseDate("2026-01-01")
	flow := func(date, amount string) financing.ReturnFlow {
		return financing.ReturnFlow{Scenario: "central", Party: "fund", Date: civil.MustParseDate(date), Amount: money.MustParse(amount)}
	}
	returns, err := financing.ComputeReturns(financing.Returns{
		On: on, Rate: money.MustDecimal("0.05"),
		Flows: []financing.ReturnFlow{flow("2026-01-01", "-1000.00"), flow("2028-01-01", "1210.00")},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	r := returns[0]
	fmt.Println(r.Multiple, r.NPV, r.IRR, r.Rates, r.Payback)
	// Output: 121/100 97.51 one-rate [0.1] 2028-01-01
}

func ExampleComputeArgument() {
	argument, err := financing.ComputeArgument(financing.Pitch{
		Title: "Nuit blanche", Investor: "fund", Sought: money.MustParse("1000.00"),
		Facts: []financing.PositioningFact{{Label: "presale", Text: "half of the budget is signed", Source: "plan of 1 June"}},
		Risks: []financing.Risk{
			{Name: "weather", Likelihood: 2, Impact: 2, Answer: "cover set"},
			{Name: "overrun", Likelihood: 3, Impact: 4, Answer: "completion bond"},
		},
		Returns: financing.Returns{On: civil.MustParseDate("2026-01-01"), Rate: money.MustDecimal("0.05"), Flows: []financing.ReturnFlow{
			{Scenario: "low", Party: "fund", Date: civil.MustParseDate("2026-01-01"), Amount: money.MustParse("-1000.00")},
			{Scenario: "low", Party: "fund", Date: civil.MustParseDate("2028-01-01"), Amount: money.MustParse("640.00")},
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(argument.Risks[0].Name, argument.Risks[0].Score, argument.Worst, argument.Returns[0].Rates)
	// Output: overrun 12 -360.00 [-0.2]
}
