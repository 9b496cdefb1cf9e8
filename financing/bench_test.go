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
