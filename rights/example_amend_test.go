package rights_test

import (
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/rights"
)

func ExampleDecodeDeal() {
	_, err := rights.DecodeDeal(strings.NewReader(`{"currency": "EUR", "accounts": [],
 "pots": [{"id": "salle", "steps": [{"kind": "percent", "name": "commission", "rate": "3/10", "payee": "distributeur"}]}],
 "events": [{"id": "e1", "date": "2026-03-31", "kind": "receipt", "pot": "sale", "amount": "100.00"}]}`))
	fmt.Println(err)
	// Output: events[0].pot: names nothing in the document: "sale"
}

// A loan of 100,000.00 at 6 % bears 1,500.00 in a quarter of 90 days of 360.
func ExampleEngine_Close() {
	engine, err := rights.Compile(rights.Plan{
		Accounts: []rights.Account{{ID: "loan", Opening: money.MustParse("100000.00"), Interest: &rights.Interest{
			Rate: money.MustFraction("0.06"), From: civil.MustParseDate("2026-01-01"), Method: rights.Simple, Basis: rights.ThirtyE360,
		}}},
		Pots: []rights.Pot{{ID: "film", Steps: []rights.Step{
			{Kind: rights.Recoup, Name: "loan", Account: "loan", Shares: []rights.Share{{Payee: "bank", Share: money.MustFraction("1")}}},
		}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	state, posting, err := engine.Close(engine.Start(), civil.MustParseDate("2026-03-31"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range posting.Interest {
		fmt.Println(line.Principal, line.Rate, line.Days, "days", line.Amount)
	}
	_, _, err = engine.Apply(state, rights.Event{
		ID: "late", Date: civil.MustParseDate("2026-03-30"), Kind: rights.Receipt, Pot: "film", Amount: money.MustParse("1.00"),
	})
	fmt.Println(err)
	// Output:
	// 100000.00 3/50 90 days 1500.00
	// date: this event cannot be applied: the period is closed up to 2026-03-31: "2026-03-30"
}

// From the second year on the commission is 25 % in place of 30 %.
func ExampleEngine_Amend() {
	d := deal()
	old, err := rights.Compile(d.Plan())
	if err != nil {
		fmt.Println(err)
		return
	}
	state, _, err := old.Apply(old.Start(), d.Events[0])
	if err != nil {
		fmt.Println(err)
		return
	}
	plan := deal().Plan()
	plan.Pots[0].Steps[0].Rate = new(money.MustFraction("1/4"))
	engine, err := rights.Compile(plan)
	if err != nil {
		fmt.Println(err)
		return
	}
	state, err = engine.Amend(state, old, civil.MustParseDate("2027-01-01"))
	if err != nil {
		fmt.Println(err)
		return
	}
	_, posting, err := engine.Apply(state, d.Events[1])
	if err != nil {
		fmt.Println(err)
		return
	}
	for line := range posting.Lines() {
		fmt.Println(line.Step, line.Payee, line.Amount)
	}
	// Output:
	// commission distributor 25000.00
	// guarantee distributor 25000.00
	// net producer 50000.00
}

func ExamplePlan_Warnings() {
	plan := deal().Plan()
	plan.Pots[0].Steps = plan.Pots[0].Steps[:2]
	for _, w := range plan.Warnings() {
		fmt.Println(w.Path, w.Text)
	}
	// Output: pots[0].steps[1] what it leaves goes to nobody: no step comes after it
}
