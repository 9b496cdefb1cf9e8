package financing

import "testing"

func BenchmarkCinemaCredit(b *testing.B) {
	in := claim("3600000")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ComputeCinemaCredit(in, Parameters{}); err != nil {
			b.Fatal(err)
		}
	}
}

// One evaluation of a scheme: the automatic support of distributors, nine tranches.
func BenchmarkScheme(b *testing.B) {
	claim := claimOf(b, "fr-distributor-support", "2026-06-01", `"receipts": "36900000.00"`)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ComputeAid(claim, Parameters{}); err != nil {
			b.Fatal(err)
		}
	}
}
