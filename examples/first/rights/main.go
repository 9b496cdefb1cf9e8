// Rights is the program of the README that shares two receipts.
package main

import (
	"fmt"
	"github.com/bobine-film/bobine/rights"
	"strings"
)

const deal = `{"currency": "EUR", "accounts": [{"id": "MG", "opening": "150000.00"}], "pots": [{"id": "cinemas", "steps": [
	{"kind": "percent", "name": "commission", "rate": "25/100", "payee": "distributor"},
	{"kind": "recoup", "name": "guarantee", "account": "MG", "shares": [{"payee": "distributor", "share": "1"}]},
	{"kind": "split", "name": "profits", "shares": [{"payee": "SOFICA", "share": "1/5"}, {"payee": "producer", "share": "4/5"}]}]}],
	"events": [{"id": "2027", "date": "2027-12-31", "kind": "receipt", "pot": "cinemas", "amount": "180000.00"},
		{"id": "2028", "date": "2028-12-31", "kind": "receipt", "pot": "cinemas", "amount": "61240.50"}]}`

func main() {
	plan, err := rights.DecodeDeal(strings.NewReader(deal))
	result, failed := rights.Run(plan)
	for _, payee := range result.Payees {
		fmt.Println(payee.Payee, payee.Paid)
	}
	fmt.Println("in", result.TotalIn, "out", result.TotalOut, err, failed)
}
