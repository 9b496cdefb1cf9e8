package rights

import (
	"fmt"
	"io"
	"iter"
	"runtime"
	"testing"
)

// manyLines is how many lines a catalogue of the benchmarks has at least.
const manyLines = 1_000_000

// ofCatalogue goes through works that have a statement of nine steps and 48 payees each, made as they are
// read, until there are so many lines.
func ofCatalogue(b *testing.B, lines int) iter.Seq2[string, Statement] {
	b.Helper()
	engine := ninePlan(b)
	fold := engine.Fold()
	opening := fold.State()
	for i, event := range receipts() {
		event.Date = day(i)
		if _, err := fold.Apply(event); err != nil {
			b.Fatal(err)
		}
	}
	closing := fold.State()
	per := 0
	s, err := engine.Statement(opening, closing)
	if err != nil {
		b.Fatal(err)
	}
	for range s.Lines() {
		per++
	}
	return func(yield func(string, Statement) bool) {
		for i := 0; i*per < lines; i++ {
			s, err := engine.Statement(opening, closing)
			if err != nil || !yield(fmt.Sprint("work ", i), s) {
				return
			}
		}
	}
}

// report tells the lines of a second, and how much the heap has grown at the end of a run.
func report(b *testing.B, run func()) {
	b.Helper()
	b.ReportAllocs()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for b.Loop() {
		run()
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(b.N)*manyLines/b.Elapsed().Seconds(), "lines/s")
	b.ReportMetric(float64(int64(after.HeapAlloc)-int64(before.HeapAlloc)), "heap-growth-B")
	b.ReportMetric(float64(after.Sys-before.Sys), "sys-growth-B")
}

// A million lines read one after the other.
func BenchmarkLines(b *testing.B) {
	works := ofCatalogue(b, manyLines)
	report(b, func() {
		for _, s := range works {
			for line := range s.Lines() {
				_ = line
			}
		}
	})
}

// A million lines written as a table.
func BenchmarkWriteLinesCSV(b *testing.B) {
	works := ofCatalogue(b, manyLines)
	report(b, func() {
		if err := WriteLinesCSV(io.Discard, works, CommaCSV); err != nil {
			b.Fatal(err)
		}
	})
}

// One payee over 10,000 works.
func BenchmarkConsolidate(b *testing.B) {
	works := ofCatalogue(b, 10_000*50)
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range Consolidate("payee 20", works) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

// A deal of 200 receipts that is stated every tenth, with and without the statements.
func BenchmarkRunWithCloses(b *testing.B) {
	engine := ninePlan(b)
	d := Deal{Currency: "EUR", Accounts: engine.plan.Accounts, Pots: engine.plan.Pots}
	for i := range 200 {
		event := receipts()[i%quarter]
		event.ID, event.Date = fmt.Sprint(i), day(i)
		d.Events = append(d.Events, event)
	}
	without := d
	for i := 9; i < 200; i += 10 {
		d.Closes = append(d.Closes, day(i))
	}
	for i, deal := range []Deal{d, without} {
		b.Run([]string{"with", "without"}[i], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Run(deal); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkPicture(b *testing.B) {
	engine := ninePlan(b)
	b.ReportAllocs()
	for b.Loop() {
		p, err := engine.Picture(engine.Start())
		if err != nil {
			b.Fatal(err)
		}
		if err := p.WriteMermaid(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
