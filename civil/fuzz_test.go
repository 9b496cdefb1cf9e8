package civil

import (
	"testing"
	"time"
)

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-11-22", "1900-02-29", "2199-12-31", "", "0000-00-00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if want, wantErr := time.Parse(time.DateOnly, s); wantErr == nil && want.Year() >= MinYear && want.Year() <= MaxYear {
			if err != nil {
				t.Fatalf("%q is refused: %v", s, err)
			}
		} else if err == nil {
			t.Fatalf("%q is read as %v", s, d)
		}
		if err == nil && d.String() != s {
			t.Fatalf("%q is written %q", s, d)
		}
	})
}
