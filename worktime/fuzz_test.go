package worktime

import (
	"strings"
	"testing"
)

func FuzzDecode(f *testing.F) {
	f.Add(sound)
	f.Add(`[{"id":"x","agreement":"2642","shifts":[{"date":"2199-12-31","call":"23:59","wrap":"47:59","setting":"shoot"}]}]`)
	f.Add(`[{"id":"x","agreement":"1734","birthDate":"2199-12-30","activity":"model","shifts":[{"date":"2199-12-31","call":"00:00","wrap":"24:00","setting":"studio","transport":1440}]}]`)
	f.Fuzz(func(t *testing.T, document string) {
		records, err := Decode(strings.NewReader(document))
		if err != nil {
			return
		}
		for _, r := range records {
			report, err := Check(r, Limits{})
			if err != nil {
				continue // a date before the tables
			}
			for _, b := range report.Breaches {
				if b.Measured == b.Allowed || (b.Measured < b.Allowed) != b.Rule.AtLeast() {
					t.Fatalf("%v is no breach", b)
				}
			}
			if _, err := (Limits{}).EarliestCall(r); err == nil && len(r.Shifts) == 0 {
				t.Fatal("a call after nothing")
			}
		}
	})
}

func FuzzParseClock(f *testing.F) {
	f.Add("26:30")
	f.Add("7:05")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := ParseClock(text)
		if err == nil && c.String() != text {
			t.Fatalf("%q is read as %v", text, c)
		}
	})
}
