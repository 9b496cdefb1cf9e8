package payroll

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
)

func workedWeeks(tb testing.TB) (weeks []WorkingWeek) {
	data, err := os.ReadFile("testdata/wages.json")
	require.NoError(tb, err)
	var cases []struct {
		Case WorkingWeek `json:"case"`
	}
	require.NoError(tb, json.Unmarshal(data, &cases))
	for _, c := range cases {
		weeks = append(weeks, c.Case)
	}
	return weeks
}

// One week, the figures of its days at hand: the worked weeks of cinema in 2026 in turn.
func BenchmarkWage(b *testing.B) {
	var weeks []WorkingWeek
	for _, w := range workedWeeks(b) {
		if w.Agreement == Cinema && w.Date.Year() == 2026 {
			weeks = append(weeks, w)
		}
	}
	rules, err := WageParameters{}.At(weeks[0].Date)
	require.NoError(b, err)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := rules.Wage(weeks[i%len(weeks)]); err != nil {
			b.Fatal(err)
		}
	}
}

// Forty people for twelve weeks, and ten times as many, for the slope.
func BenchmarkSeason(b *testing.B) {
	worked := workedWeeks(b)
	for name, people := range map[string]int{"40": 40, "400": 400} {
		var season []WorkingWeek
		for range people * 12 / len(worked) {
			season = append(season, worked...)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ComputeWages(season, WageParameters{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// The figures of a day.
func BenchmarkWageRules(b *testing.B) {
	on := civil.MustParseDate("2026-09-07")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (WageParameters{}).At(on); err != nil {
			b.Fatal(err)
		}
	}
}

// The minimum of a function, and the suggestions for a name that is none.
func BenchmarkMinimumOf(b *testing.B) {
	on := civil.MustParseDate("2026-09-07")
	for _, job := range []string{"Scripte cinéma", "Scripte cinema"} {
		b.Run(job, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, err := WageParameters{}.MinimumOf(Function{Agreement: Cinema, Job: job}, "", on)
				if (err == nil) != (job == "Scripte cinéma") {
					b.Fatal(err)
				}
			}
		})
	}
}
