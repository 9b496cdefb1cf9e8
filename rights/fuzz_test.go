package rights

import (
	"errors"
	"strings"
	"testing"
)

func FuzzDecodeDeal(f *testing.F) {
	f.Add(soundDeal)
	f.Add(`{"currency":"USD","pots":[{"id":"p","steps":[]}],"events":[{"id":"1","date":"2026-01-01","kind":"receipt","pot":"p","amount":"1.00"}]}`)
	f.Fuzz(func(t *testing.T, document string) {
		deal, err := DecodeDeal(strings.NewReader(document))
		if err != nil {
			return
		}
		result, err := Run(deal)
		if err != nil {
			if !errors.Is(err, ErrEvent) && !strings.Contains(err.Error(), "range") {
				t.Fatalf("a sound deal is refused: %v", err)
			}
			return
		}
		if result.TotalIn != result.TotalOut {
			t.Fatalf("%v came in, %v went out", result.TotalIn, result.TotalOut)
		}
	})
}
