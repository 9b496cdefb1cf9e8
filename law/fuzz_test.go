package law

import "testing"

func FuzzLoad(f *testing.F) {
	f.Add([]byte(sound))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := Load[string](data)
		if err != nil {
			return
		}
		for _, e := range table.List(date("2026-06-01")) {
			if _, err := table.At(e.Key, date("2026-06-01")); (err == nil) != !e.From.IsZero() {
				t.Fatalf("%q: %v", e.Key, err)
			}
		}
	})
}
