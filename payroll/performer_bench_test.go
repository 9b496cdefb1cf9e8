package payroll

import (
	"strings"
	"testing"
)

func FuzzDecodePerformers(f *testing.F) {
	f.Add(`[{"id":"a","grid":"feature","function":"Artiste-interprète","engagement":"daily","days":[{"date":"2022-06-01","call":"20:00","wrap":"05:00","meal":60,"makeUp":30}]}]`)
	f.Add(`[{"id":"x","grid":"extra","function":"Figurant","engagement":"weekly","weeks":1,"weekDays":6,"paris":true,"pay":"700.00","days":[{"date":"2026-06-01","supplements":[{"code":"nude","count":2}]},{"date":"2026-06-02","work":"travel","travel":400}]}]`)
	f.Add(`[{"id":"t","grid":"television","function":"Artiste dramatique","engagement":"weekly","weeks":53,"weekDays":5,"days":[{"date":"2023-06-01","call":"00:00","wrap":"00:00"},{"date":"2023-06-02","work":"fitting"}]}]`)
	f.Add(`[{"id":"s","grid":"short","function":"Artiste-interprète","engagement":"daily","pay":"1000000000.00","days":[{"date":"2199-12-31","call":"12:00","wrap":"11:59"}]}]`)
	f.Fuzz(func(t *testing.T, document string) {
		list, err := DecodePerformers(strings.NewReader(document), PerformerParameters{})
		if err != nil {
			return
		}
		pays, err := ComputePerformers(list, PerformerParameters{})
		if err != nil {
			t.Fatalf("%v of a valid document %s", err, document)
		}
		for _, pay := range pays {
			var total int64
			for _, l := range pay.Lines {
				total += l.Amount.Cents()
			}
			if total != pay.Gross.Cents()+pay.Allowances.Cents() || pay.Gross.Sign() < 0 {
				t.Fatalf("%+v", pay)
			}
		}
	})
}

func BenchmarkComputePerformer(b *testing.B) {
	for _, c := range []struct {
		name string
		e    PerformerEngagement
	}{
		{"feature", PerformerEngagement{
			ID: "a", Grid: FeatureFilm, Function: "Artiste-interprète", Term: ByTheDay,
			Days: castDays("2026-06-01 09:00-19:00/60", "2026-06-02 15:00-01:00/60", "2026-06-03"),
		}},
		{"extra", PerformerEngagement{
			ID: "x", Grid: FilmExtra, Function: "Figurant", Term: ByTheDay, Days: castDays("2026-06-01 09:00-20:00/60"),
		}},
		{"television", PerformerEngagement{
			ID: "t", Grid: Television, Function: "Artiste dramatique", Term: ByTheWeek, Weeks: 2, WeekDays: 5,
			Days: castDays("2026-06-01 09:00-19:00/60", "2026-06-02 15:00-01:00/60", "2026-06-03"),
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ComputePerformer(c.e, PerformerParameters{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A day of 300 extras.
func BenchmarkComputePerformers(b *testing.B) {
	list := make([]PerformerEngagement, 300)
	for i := range list {
		list[i] = PerformerEngagement{
			ID: "x", Grid: FilmExtra, Function: "Figurant", Term: ByTheDay, Days: castDays("2026-06-01 09:00-20:00/60"),
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ComputePerformers(list, PerformerParameters{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnknownFunction(b *testing.B) {
	name := strings.Repeat("artiste ", 9)
	b.ReportAllocs()
	for b.Loop() {
		if FeatureFilm.checkFunction(name) == nil {
			b.Fatal("a function of the grid")
		}
	}
}
