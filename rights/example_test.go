package rights_test

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/rights"
)

// A distributor keeps 30 %, recoups a guarantee, and sends the rest to the producer.
func deal() rights.Deal {
	return rights.Deal{
		Currency: "EUR",
		Accounts: []rights.Account{{ID: "MG", Opening: money.MustParse("200000.00")}},
		Pots: []rights.Pot{{ID: "theatres", Steps: []rights.Step{
			{Kind: rights.Percent, Name: "commission", Rate: new(money.MustFraction("3/10")), Payee: "distributor"},
			{Kind: rights.Recoup, Name: "guarantee", Account: "MG", Shares: []rights.Share{{Payee: "distributor", Share: money.MustFraction("1")}}},
			{Kind: rights.Split, Name: "net", Shares: []rights.Share{{Payee: "producer", Share: money.MustFraction("1")}}},
		}}},
		Events: []rights.Event{
			{ID: "first year", Date: civil.MustParseDate("2026-12-31"), Kind: rights.Receipt, Pot: "theatres", Amount: money.MustParse("250000.00")},
			{ID: "second year", Date: civil.MustParseDate("2027-12-31"), Kind: rights.Receipt, Pot: "theatres", Amount: money.MustParse("100000.00")},
		},
	}
}

func ExampleRun() {
	result, err := rights.Run(deal())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, event := range result.Events {
		for _, p := range event.Payees {
			fmt.Println(event.ID, "paid", p.Payee, p.Paid)
		}
		fmt.Println(event.ID, "left", event.Accounts[0].ID, event.Accounts[0].Balance)
	}
	fmt.Println("in", result.TotalIn, "out", result.TotalOut)
	// Output:
	// first year paid distributor 250000.00
	// first year left MG 25000.00
	// second year paid distributor 305000.00
	// second year paid producer 45000.00
	// second year left MG 0.00
	// in 350000.00 out 350000.00
}

func ExampleEngine_Apply() {
	engine, err := rights.Compile(deal().Plan())
	if err != nil {
		fmt.Println(err)
		return
	}
	state := engine.Start()
	for _, event := range deal().Events {
		next, posting, err := engine.Apply(state, event)
		if err != nil {
			fmt.Println(err)
			return
		}
		for line := range posting.Lines() {
			fmt.Println(posting.Event, line.Step, line.Payee, line.Amount)
		}
		state = next
	}
	// Output:
	// first year commission distributor 75000.00
	// first year guarantee distributor 175000.00
	// second year commission distributor 30000.00
	// second year guarantee distributor 25000.00
	// second year net producer 45000.00
}

func ExamplePlan_Validate() {
	plan := deal().Plan()
	plan.Pots[0].Steps[2].Shares[0].Share = money.MustFraction("0.99")
	fmt.Println(plan.Validate())
	// Output: pots[0].steps[2].shares: shares have to add up to exactly 1: they add up to 99/100
}
