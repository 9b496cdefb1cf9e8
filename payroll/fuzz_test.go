package payroll

import (
	"strings"
	"testing"
)

func FuzzDecode(f *testing.F) {
	f.Add("[" + sound + "]")
	f.Add("[" + with(`"days": 1`, `"days": 1, "hours": "7.5", "ceilingMethod": "calendar", "calendarDays": 3, "deduction": "performer"`) + "]")
	f.Add(`[{"id":"", "date":"2199-12-31"}]`)
	f.Fuzz(func(t *testing.T, document string) {
		list, err := Decode(strings.NewReader(document))
		if err != nil {
			return
		}
		slips, err := ComputePayslips(list, Parameters{})
		if err != nil {
			return // a date before the tables
		}
		for i, slip := range slips {
			if net := slip.NetBeforeTax.Cents() + slip.EmployeeContributions.Cents(); net != list[i].Gross.Cents() {
				t.Fatalf("%+v loses %d cents", list[i], list[i].Gross.Cents()-net)
			}
		}
	})
}
