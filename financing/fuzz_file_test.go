package financing

import (
	"strings"
	"testing"
)

func FuzzDecodeSpend(f *testing.F) {
	f.Add(`{"credit": "cinema", "genre": "fiction", "requested": "2026-01-01", "lines": [
		{"id": "a", "category": "performer-pay", "date": "2026-06-01", "amount": "70.00", "charges": "30.01", "minimum": "50.00", "eligiblePerson": true}]}`)
	f.Fuzz(func(t *testing.T, document string) {
		s, err := DecodeSpend(strings.NewReader(document))
		if err != nil {
			return
		}
		got, err := ComputeEligibleSpend(s)
		if err == nil && (got.Kept.Sign() < 0 || got.Kept.Cents()+got.Cut.Cents() != got.Amount.Cents()) {
			t.Fatalf("%v and %v are not %v", got.Kept, got.Cut, got.Amount)
		}
	})
}

func FuzzDecodePoints(f *testing.F) {
	f.Add(`{"test": "c2i-animation", "date": "2026-06-01", "answers": [{"group": "infrastructure", "criterion": "animation", "share": "999999999999999999/1000000000000000000"}]}`)
	f.Add(`{"date": "2026-06-01", "own": {"total": "1", "pass": "1", "groups": [{"code": "a", "most": "1", "open": true}]}, "open": [{"group": "a", "points": "1"}]}`)
	f.Fuzz(func(t *testing.T, document string) {
		c, err := DecodePoints(strings.NewReader(document))
		if err != nil {
			return
		}
		got, err := ComputePoints(c)
		if err == nil && (got.Total.Compare(got.Most) > 0 || got.Passes != (len(got.Reasons) == 0)) {
			t.Fatalf("%v of %v, %v", got.Total, got.Most, got.Reasons)
		}
	})
}

func FuzzDecodeFile(f *testing.F) {
	f.Add(`{"application": "eurimages", "on": "2026-06-01", "title": "x", "documents": [{"id": "a", "code": "financing-letter", "date": "2026-05-01"}]}`)
	f.Fuzz(func(t *testing.T, document string) {
		a, err := DecodeFile(strings.NewReader(document))
		if err != nil {
			return
		}
		got, err := CheckFile(a)
		if err == nil && (got.Sound > got.Required || got.Required != len(got.Items)) {
			t.Fatalf("%d of %d, %d items", got.Sound, got.Required, len(got.Items))
		}
	})
}
