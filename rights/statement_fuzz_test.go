package rights

import (
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/bobine-film/bobine/civil"
)

// Whatever deal is read, its statements recompute, follow one another and are written without a fault.
func FuzzStatements(f *testing.F) {
	f.Add(soundDeal)
	p := richPlan("1/4")
	d := Deal{Currency: "EUR", Accounts: p.Accounts, Pots: p.Pots, Meters: p.Meters, Clawback: p.Clawback, Exchange: p.Exchange, Events: richEvents(rand.New(rand.NewPCG(11, 11)), 10)}
	d.Closes = []civil.Date{day(9), day(10), day(40)}
	d.Amendments = []Amendment{{day(10), richPlan("2/9")}, {day(20), richPlan("1/3")}}
	for _, deal := range []Deal{d, filmDeal()} {
		document, err := json.Marshal(deal)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(document))
	}
	f.Add(`{"currency":"USD","pots":[{"id":"p","steps":[]}],"events":[{"id":"1","date":"1900-01-01","kind":"receipt","pot":"p","amount":"1.00"}],"closes":["1900-01-01"],"amendments":[{"from":"1900-01-01","plan":{"accounts":[],"pots":[{"id":"p","steps":[]}]}}]}`)
	f.Fuzz(func(t *testing.T, document string) {
		d, err := DecodeDeal(strings.NewReader(document))
		if err != nil || len(d.Closes) > 50 {
			return
		}
		before := int64(0)
		for s, err := range Statements(d) {
			if err != nil {
				if !errors.Is(err, ErrEvent) && !strings.Contains(err.Error(), "range") {
					t.Fatalf("a sound deal is not stated: %v", err)
				}
				return
			}
			if s.Received().Opening.Cents() != before {
				t.Fatalf("%s opens with %s", s.To, s.Received().Opening)
			}
			before = s.Received().Closing.Cents()
			checkLines(t, s)
			if err := s.WriteText(io.Discard, FrenchLabels); err != nil {
				t.Fatal(err)
			}
		}
	})
}
