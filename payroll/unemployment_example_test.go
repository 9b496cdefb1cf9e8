package payroll_test

import (
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/payroll"
)

// Example 6 of the guide of France Travail.
func ExampleComputeAllowance() {
	allowance, err := payroll.ComputeAllowance(payroll.AllowanceBasis{
		Date: civil.MustParseDate("2026-07-15"), Category: payroll.Technician,
		ReferencePay: money.MustParse("18000.00"), Hours: money.MustDecimal("800"),
	}, payroll.UnemploymentParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range allowance.Lines {
		fmt.Println(line.Code, line.Value, "=", line.Formula)
	}
	fmt.Println(allowance.Daily, "a day;", allowance.Notices[0].Key, "is", "in doubt")
	// Output:
	// pay-part 39.8 = truncate(31.96 × (0.42 × min(18000, 14400) + 0.05 × (18000 − 14400)) / 5000, 2)
	// hours-part 12.2 = truncate(31.96 × (0.26 × min(800, 720) + 0.08 × (800 − 720)) / 507, 2)
	// fixed-part 12.78 = truncate(31.96 × 0.4, 2)
	// daily 64.78 = 39.8 + 12.2 + 12.78
	// average-pay 180 = round(18000 / (800 / 8), 2)
	// 64.78 a day; allowance/ceiling is in doubt
}

// The simulator of France Travail rounds the three parts that its guide cuts.
func ExampleUnemploymentParameters_Choose() {
	rounded, err := payroll.UnemploymentParameters{}.Choose("allowance/rounding", "simulator")
	if err != nil {
		fmt.Println(err)
		return
	}
	allowance, err := payroll.ComputeAllowance(payroll.AllowanceBasis{
		Date: civil.MustParseDate("2026-07-15"), Category: payroll.Technician,
		ReferencePay: money.MustParse("18000.00"), Hours: money.MustDecimal("800"),
	}, rounded)
	fmt.Println(allowance.PayPart, allowance.HoursPart, allowance.FixedPart, allowance.Daily, err)
	// Output: 39.81 12.20 12.78 64.79 <nil>
}

// An actor's year, from the attestations to what a day pays.
func ExampleComputeAffiliation() {
	claim, err := payroll.DecodeClaim(strings.NewReader(`{"end": "2026-06-30", "activities": [
		{"kind": "cachets", "from": "2025-10-01", "to": "2025-10-31", "cachets": 20, "days": 20, "gross": "4600.00"},
		{"kind": "cachets", "from": "2026-03-02", "to": "2026-03-31", "cachets": 17, "days": 17, "gross": "3910.00"},
		{"kind": "cachets", "from": "2026-06-29", "to": "2026-06-30", "cachets": 2, "days": 2, "gross": "460.00"},
		{"kind": "teaching", "from": "2025-09-01", "to": "2026-06-15", "hours": "90", "gross": "2700.00"}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	found, err := payroll.ComputeAffiliation(claim, payroll.UnemploymentParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(found.Period, "eligible", found.Eligible)
	for _, line := range found.Lines {
		fmt.Println(line.Code, line.Subject, line.Value, line.Unit)
	}
	allowance, err := payroll.ComputeAllowance(found.Basis(), payroll.UnemploymentParameters{})
	fmt.Println(allowance.Daily, err)
	// Output:
	// 2025-07-01 to 2026-06-30 eligible true
	// required  507 hours
	// period  365 days
	// month 2025-10 artist 240 hours
	// month 2026-03 artist 204 hours
	// month 2026-06 artist 24 hours
	// worked  468 hours
	// teaching  70 hours
	// hours  538 hours
	// reference-pay  8970 EUR
	// 50.68 <nil>
}

func ExampleComputeNetAllowance() {
	right := payroll.AllowanceBasis{
		Date: civil.MustParseDate("2026-07-15"), Category: payroll.Artist,
		ReferencePay: money.MustParse("50000.00"), Hours: money.MustDecimal("710"),
	}
	net, err := payroll.ComputeNetAllowance(payroll.NetBasis{
		Date: civil.MustParseDate("2026-08-31"), Daily: money.MustParse("76.91"), Right: right,
	}, payroll.UnemploymentParameters{})
	fmt.Println(net.Pension, net.CSG, net.Net, err)
	// Output: 6.55 4.63 65.73 <nil>
}

func ExampleComputeStart() {
	start, err := payroll.ComputeStart(payroll.StartBasis{
		Right: payroll.AllowanceBasis{
			Date: civil.MustParseDate("2026-06-30"), Category: payroll.Technician,
			ReferencePay: money.MustParse("60000.00"), Hours: money.MustDecimal("1000"),
		},
		From: civil.MustParseDate("2026-07-01"), Until: civil.MustParseDate("2027-06-30"),
		Days: 125, AllPay: money.MustParse("60000.00"),
	}, payroll.UnemploymentParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("opens", start.Opens, "waiting", start.Franchises.Waiting)
	fmt.Printf("leave %+v\nwages %+v\n", start.Franchises.Leave, start.Franchises.Wages)
	// Output:
	// opens 2026-07-01 waiting 7
	// leave {Left:13 Backlog:0 Monthly:2}
	// wages {Left:32 Backlog:0 Monthly:4}
}

func ExampleWageFranchisePlan() {
	plan, err := payroll.WageFranchisePlan(32, 6, civil.MustParseDate("2026-07-15"), payroll.UnemploymentParameters{})
	fmt.Println(plan, err)
	// Output: [6 6 6 6 6 2] <nil>
}

// Example 12 of the guide of France Travail: the limit of pay and allowance.
func ExampleComputeMonthlyAllowance() {
	april, _ := civil.ParseMonth("2024-04")
	month, err := payroll.ComputeMonthlyAllowance(payroll.UnemploymentMonth{
		Period: april.Period(), Category: payroll.Technician, Daily: money.MustParse("140.00"),
		Hours: money.MustDecimal("80"), Pay: money.MustParse("4000.00"),
	}, payroll.Franchises{}, payroll.UnemploymentParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range month.Lines {
		fmt.Println(line.Code, line.Value, line.Unit, "=", line.Formula)
	}
	// Output:
	// unpaid 14 days = truncate(80 / 8 × 1.4, 0)
	// payable 16 days = 30 − 14
	// allowance 2240 EUR = 16 × 140
	// ceiling 4559.52 EUR = round(3864 × 118 / 100, 2)
	// allowance-within 559.52 EUR = 4559.52 − 4000
	// payable-within 4 days = ceil(559.52 / 140)
	// paid 559.52 EUR = 559.52
}

func ExampleComputeMonthlyAllowances() {
	var months []payroll.UnemploymentMonth
	for _, name := range []string{"2026-07", "2026-08", "2026-09"} {
		month, _ := civil.ParseMonth(name)
		months = append(months, payroll.UnemploymentMonth{
			Period: month.Period(), Category: payroll.Artist, Daily: money.MustParse("50.66"), Cachets: 6, Pay: money.MustParse("1380.00"),
		})
	}
	paid, err := payroll.ComputeMonthlyAllowances(months, payroll.Franchises{
		Waiting: 7, Leave: payroll.Franchise{Left: 4, Monthly: 2},
	}, payroll.UnemploymentParameters{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range paid {
		fmt.Println(m.Month, m.Payable, "days", m.Waiting, "waiting", m.Leave, "leave", m.Paid, "paid", m.Amount)
	}
	// Output:
	// 2026-07 22 days 7 waiting 2 leave 13 paid 658.58
	// 2026-08 22 days 0 waiting 2 leave 20 paid 1013.20
	// 2026-09 21 days 0 waiting 0 leave 21 paid 1063.86
}
