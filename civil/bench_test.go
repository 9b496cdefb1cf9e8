package civil

import "testing"

func BenchmarkParseDate(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_, _ = ParseDate("2026-11-22")
	}
}

func BenchmarkAddMonths(b *testing.B) {
	b.ReportAllocs()
	d := MustParseDate("2026-01-31")
	for b.Loop() {
		_, _ = d.AddMonths(1)
	}
}

func BenchmarkHolidays(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_, _ = Holidays(2026, AlsaceMoselle)
	}
}
