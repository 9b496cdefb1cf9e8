package money_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/bobine-film/bobine/money"
)

func ExampleRound() {
	amount, err := money.Round(decimal.RequireFromString("4.015"))
	fmt.Println(amount, err)
	// Output: 4.02 <nil>
}

func ExampleMul() {
	pay := money.MustParse("2500.00")
	contribution, err := money.Mul(pay, money.MustDecimal("0.069"))
	fmt.Println(contribution, err)
	// Output: 172.50 <nil>
}

func ExampleSum() {
	total, err := money.Sum(money.MustParse("19.90"), money.MustParse("0.10"))
	fmt.Println(total, err)
	// Output: 20.00 <nil>
}

func ExampleAmount_Format() {
	fmt.Println(money.MustParse("1467000.00").Format(money.French))
	// Output: 1 467 000,00 €
}

func ExampleApportion() {
	weights, err := money.NewWeights(money.MustFraction("1467/2038"), money.MustFraction("571/2038"))
	if err != nil {
		fmt.Println(err)
		return
	}
	parts, err := money.Apportion(money.MustParse("100000.00"), weights)
	fmt.Println(parts, err)
	// Output: [71982.34 28017.66] <nil>
}

// Receipts come in twice; each time the partners are paid the difference of two splits of
// the total to date.
func ExampleWebster() {
	weights, err := money.NewWeights(money.MustFraction("1/3"), money.MustFraction("2/3"))
	if err != nil {
		fmt.Println(err)
		return
	}
	first, _ := money.Webster(money.MustParse("0.05"), weights)
	second, _ := money.Webster(money.MustParse("0.10"), weights)
	fmt.Println(first, second)
	// Output: [0.02 0.03] [0.03 0.07]
}
