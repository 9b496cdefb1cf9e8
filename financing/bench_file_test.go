package financing

import (
	"strconv"
	"testing"

	"github.com/bobine-film/bobine/money"
)

func BenchmarkEligibleSpend(b *testing.B) {
	var lines []SpendLine
	for i := range 500 {
		lines = append(lines, SpendLine{
			ID: strconv.Itoa(i), Category: MealSpend, Date: day("2026-06-01"), Place: "75",
			Quantity: money.MustDecimal("10"), UnitPrice: money.MustDecimal("35"), Amount: money.MustParse("350.00"),
		})
	}
	s := spending(lines...)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ComputeEligibleSpend(s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPoints(b *testing.B) {
	c := PointsClaim{Test: "c2i-fiction", Date: day("2026-06-01"), Answers: answers("content/scenes/france", "creators/heads/three")}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ComputePoints(c); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFile(b *testing.B) {
	a := ApplicationFile{Application: "fsa-preliminary", On: day("2026-06-01"), Title: "x"}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := CheckFile(a); err != nil {
			b.Fatal(err)
		}
	}
}
