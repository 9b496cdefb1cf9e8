// Financing is the program of the README that claims a tax credit.
package main

import (
	"fmt"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/money"
)

func main() {
	aid, err := financing.ComputeCinemaCredit(financing.CinemaCredit{Date: civil.MustParseDate("2026-08-01"), FrenchLanguage: true,
		Budget: money.MustParse("2038000.00"), Eligible: money.MustParse("1400000.00"), OtherPublicAid: money.MustParse("790000.00")}, financing.Parameters{})
	for _, step := range aid.Lines {
		fmt.Println(step.Code, step.Base, "×", step.Rate, "=", step.Amount, step.Refs)
	}
	fmt.Println("granted", aid.Amount, aid.Reasons, err)
}
