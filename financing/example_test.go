package financing_test

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/money"
)

func ExampleCompute() {
	balance, err := financing.Compute(financing.Plan{
		Title: "Short", Currency: "EUR", Budget: money.MustParse("100000.00"),
		Sources: []financing.Source{
			{ID: "tv", Party: "Channel", BroughtBy: "Paris Films", Amount: money.MustParse("45000.00"), Status: financing.Acquired},
			{ID: "fund", Party: "Fund", BroughtBy: "Bruxelles Films", Amount: money.MustParse("30000.00"), Status: financing.Requested, PublicAid: true},
			{ID: "own", Party: "Paris Films", BroughtBy: "Paris Films", Balancing: true, Status: financing.Acquired},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("balancing source", balance.Sources[2].Amount)
	for _, c := range balance.Coproducers {
		fmt.Println(c.Name, c.Amount, c.Share)
	}
	// Output:
	// balancing source 25000.00
	// Paris Films 70000.00 7/10
	// Bruxelles Films 30000.00 3/10
}

func ExampleComputeCinemaCredit() {
	aid, err := financing.ComputeCinemaCredit(financing.CinemaCredit{
		Date: civil.MustParseDate("2025-06-01"), Budget: money.MustParse("5000000.00"),
		Eligible: money.MustParse("4500000.00"), FrenchLanguage: true,
	}, financing.Parameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range aid.Lines {
		fmt.Println(line.Code, line.Base, line.Rate, line.Amount, line.Refs)
	}
	fmt.Println(aid.Amount, aid.Reasons)
	// Output:
	// base-limit 5000000.00 0.8 4000000.00 CGI 220 sexies
	// credit 4000000.00 0.3 1200000.00 CGI 220 sexies, LF 2016
	// aid-ceiling 5000000.00 0.5 2500000.00 CGI 220 sexies
	// 1200000.00 [the base is at most: 4000000.00]
}

func ExampleComputeIntensity() {
	excess, err := financing.ComputeIntensity(financing.Intensity{
		Date: civil.MustParseDate("2026-06-01"), Budget: money.MustParse("5000000.00"), PublicAid: money.MustParse("2700000.00"),
	}, financing.Parameters{})
	fmt.Println(excess.Amount, err)
	// Output: 200000.00 <nil>
}
