package law

import "testing"

func BenchmarkAt(b *testing.B) {
	b.ReportAllocs()
	table, err := Load[string]([]byte(sound))
	if err != nil {
		b.Fatal(err)
	}
	on := date("2026-06-01")
	for b.Loop() {
		_, _ = table.At("old-age", on)
	}
}
