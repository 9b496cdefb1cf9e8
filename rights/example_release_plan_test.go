package rights_test

import (
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/rights"
)

func ExampleDecodeReleasePlan() {
	plan, err := rights.DecodeReleasePlan(strings.NewReader(`{"currency": "EUR", "channels": [
 {"id": "cinemas", "costs": [{"name": "prints and advertising", "amount": "250000.00"}], "admissions": 120000, "perAdmission": "2.25"},
 {"id": "rental", "costs": [{"name": "encoding", "amount": "4000.00"}], "admissions": 2000, "perAdmission": "1.90", "costPerAdmission": "0.10"}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	compared, err := plan.Compare()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range append(compared.Channels, compared.Whole) {
		fmt.Println(c.Channel, "pays back at", c.PayBack, "margin", c.Margin, "result", c.Result)
	}
	// Output:
	// rental pays back at 2223 margin -223 result -400.00
	// cinemas pays back at 111112 margin 8888 result 20000.00
	//  pays back at 113261 margin 8739 result 19600.00
}
