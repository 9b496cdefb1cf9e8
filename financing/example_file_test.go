package financing_test

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/money"
)

func ExampleComputeEligibleSpend() {
	on := civil.MustParseDate("2026-06-01")
	minimum := money.MustParse("2000.00")
	spend, err := financing.ComputeEligibleSpend(financing.Spend{
		Credit: financing.CinemaSpend, Genre: financing.Fiction, Requested: civil.MustParseDate("2026-05-01"),
		Lines: []financing.SpendLine{
			{ID: "lead", Category: financing.PerformerPay, Date: on, Amount: money.MustParse("5000.00"), Minimum: &minimum, EligiblePerson: true},
			{
				ID: "hotel", Category: financing.NightSpend, Date: on, Place: "92", Quantity: money.MustDecimal("10"),
				UnitPrice: money.MustDecimal("300"), Amount: money.MustParse("3000.00"),
			},
			{ID: "sets", Category: financing.SetSpend, Date: on, Place: "93", Amount: money.MustParse("40000.00")},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range spend.Lines {
		fmt.Print(line.ID, " ", line.Kept, " of ", line.Amount)
		for _, cut := range line.Cuts {
			fmt.Print(", ", cut.Amount, " cut: ", cut.Reason)
		}
		fmt.Println()
	}
	fmt.Println("eligible", spend.Kept)
	// Output:
	// lead 2000.00 of 5000.00, 3000.00 cut: over the minimum of the agreement
	// hotel 2700.00 of 3000.00, 300.00 cut: 10 × 270.00
	// sets 40000.00 of 40000.00
	// eligible 44700.00
}

func ExampleComputePoints() {
	points, err := financing.ComputePoints(financing.PointsClaim{
		Test: "european-fiction-cinema", Date: civil.MustParseDate("2026-06-01"),
		Answers: []financing.PointsAnswer{
			{Group: "authors", Criterion: "director", Option: "yes"},
			{Group: "authors", Criterion: "script", Option: "yes"},
			{Group: "performers", Criterion: "first-role", Option: "yes"},
			{Group: "technique", Criterion: "image", Option: "yes"},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, g := range points.Groups {
		fmt.Println(g.Group, g.Points, "of", g.Most)
	}
	fmt.Println(points.Passes, points.Reasons)
	// Output:
	// authors 5 of 6
	// performers 3 of 6
	// technique 1 of 6
	// false [9 points, at least 14 are asked]
}

func ExampleCheckFile() {
	amount := func(s string) []financing.StatedAmount {
		return []financing.StatedAmount{{Name: "budget", Amount: money.MustParse(s)}}
	}
	on := civil.MustParseDate("2026-06-01")
	check, err := financing.CheckFile(financing.ApplicationFile{
		Application: "cic-provisional", On: on, Title: "Le Film",
		Dates: []financing.MilestoneDate{{Milestone: "shoot-start", Date: civil.MustParseDate("2026-06-15")}},
		Documents: []financing.FileDocument{
			{ID: "devis.pdf", Code: "budget", Date: on, Title: "Le Film", Amounts: amount("3600000.00")},
			{ID: "plan.pdf", Code: "financing-plan", Date: on, Title: "Le Film", Amounts: amount("3650000.00")},
			{ID: "equipe.pdf", Code: "staff-list", Date: on},
			{ID: "attestation.pdf", Code: "sworn-statement", Date: on},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("complete", check.Complete, "due", check.Deadlines[0].Due)
	for _, f := range check.Findings {
		fmt.Printf("%s %s: %s\n", f.Code, f.About, f.Message)
	}
	// Output:
	// complete 1/5 due 2026-06-14
	// inconsistent budget: documents differ: devis.pdf 3600000.00, plan.pdf 3650000.00
	// missing technical-industries: List of technical industries is missing
	// unsigned attestation.pdf: it lacks the signature of: producer
}

func ExampleComputeFileCalendar() {
	calendar, err := financing.ComputeFileCalendar([]financing.MilestoneDate{
		{Milestone: "visa", Date: civil.MustParseDate("2026-12-15")},
		{Milestone: "release", Date: civil.MustParseDate("2027-01-13")},
	}, nil, civil.MustParseDate("2026-06-01"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range calendar.Deadlines {
		if !d.Due.IsZero() {
			fmt.Println(d.Due, d.Application, d.Label)
		}
	}
	// Output:
	// 2027-04-15 agrement-production Four months after the visa
	// 2027-05-13 cost-closing Four months after release
	// 2027-08-15 cic-definitive Eight months after the visa
	// 2027-08-15 production-account Eight months after the visa
}
