package rights

import "testing"

func BenchmarkFrenchFilmPlan(b *testing.B) {
	film := fr1()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := film.Plan(FrenchTerms{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFrenchFilmDeal(b *testing.B) {
	film, happened := fr1(), FrenchEvents{Events: fr1Events()}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := film.Deal(happened, FrenchTerms{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCollectionPlan(b *testing.B) {
	c := cama()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Plan(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBreakeven(b *testing.B) {
	plan, err := cama().Plan()
	if err != nil {
		b.Fatal(err)
	}
	e, err := Compile(plan)
	if err != nil {
		b.Fatal(err)
	}
	q := Breakeven{Date: on("2026-01-01"), Mix: []MixShare{{"CAMA", fr("1")}}, Goals: []Goal{{"producer", euros("100000.00")}}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := e.Breakeven(e.Start(), q); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkExploitationAccounts(b *testing.B) {
	film, deal := fr1Closed(b)
	s := lastStatement(b, deal.Deal)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := film.ExploitationAccounts(s); err != nil {
			b.Fatal(err)
		}
	}
}
