package rights

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/bobine-film/bobine/civil"
)

// A document is refused or run; what is run shares all that came in, whatever it says.
func FuzzDecodeDeal(f *testing.F) {
	f.Add(soundDeal)
	f.Add(wholeDeal)
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

// Events of any amounts and dates, on a random plan: each is taken or refused with everything left as it
// was, and every cent is somebody's. Amounts are spread over the whole range.
func FuzzRun(f *testing.F) {
	f.Add(uint64(1), []byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
	f.Add(uint64(2), bytes.Repeat([]byte{0, 63, 1, 63}, 9))
	f.Fuzz(func(t *testing.T, seed uint64, moves []byte) {
		r := rand.New(rand.NewPCG(seed, 1))
		p, engine := kit{}.compiled(r)
		fold, date := engine.Fold(), day(0)
		for i := 0; i+1 < len(moves) && i < 60; i += 2 {
			before := fold.State()
			if moves[i]%16 == 15 {
				p = amended(r, p)
				next, err := Compile(p)
				if err != nil {
					t.Fatal(err)
				}
				if state, err := next.Amend(before, engine, date); err == nil {
					engine, fold = next, next.FoldFrom(state)
				}
			}
			m := news{r: r, received: map[string]int64{}}
			e := m.event(p)
			e.ID, e.Kind, e.Foreign = string(rune('a'+i)), eventKinds[int(moves[i])%len(eventKinds)], nil
			e.Pot, e.Account, e.Meter = "", "", ""
			switch e.Kind {
			case Receipt, Credit:
				e.Pot = p.Pots[int(moves[i])%len(p.Pots)].ID
			case Charge, Accrue:
				e.Account = p.Accounts[int(moves[i])%len(p.Accounts)].ID
			case Measure:
				e.Meter = "admissions"
			}
			e.Amount = amount(r.Int64() >> (moves[i+1] % 64))
			if e.Date = date; moves[i+1] > 200 {
				e.Date, _ = date.AddMonths(int(moves[i+1]))
			}
			if e.Date == (civil.Date{}) {
				return
			}
			before = fold.State()
			if _, err := fold.Apply(e); err != nil {
				same(t, before, fold.State())
				continue
			}
			date = e.Date
			out := int64(0)
			for _, cents := range entitlements(engine, fold.State()) {
				out += cents
			}
			if out != fold.State().in {
				t.Fatalf("%d came in, %d went out: %s", fold.State().in, out, written([]Plan{p}, []Event{e}))
			}
		}
	})
}

func same(t *testing.T, a, b State) {
	t.Helper()
	if a.in != b.in || a.rest != b.rest || a.date != b.date || a.events != b.events || a.seen.used != b.seen.used {
		t.Fatalf("a refused event leaves %+v, and not %+v", b, a)
	}
	for i := range a.accounts {
		if a.accounts[i] != b.accounts[i] {
			t.Fatalf("a refused event leaves %+v, and not %+v", b.accounts[i], a.accounts[i])
		}
	}
	for i := range a.steps {
		if a.steps[i] != b.steps[i] {
			t.Fatalf("a refused event leaves %+v, and not %+v", b.steps[i], a.steps[i])
		}
	}
}

// FuzzPlan reads documents as plans: one that is refused says where, one that is taken survives its own text.
func FuzzPlan(f *testing.F) {
	deal, err := DecodeDeal(strings.NewReader(wholeDeal))
	if err != nil {
		f.Fatal(err)
	}
	text, err := json.Marshal(deal.Plan())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(text))
	f.Fuzz(func(t *testing.T, document string) {
		var p Plan
		if json.Unmarshal([]byte(document), &p) != nil {
			return
		}
		engine, err := Compile(p)
		if err != nil {
			var fault *FieldError
			if !errors.As(err, &fault) {
				t.Fatalf("%v has no path", err)
			}
			return
		}
		_ = p.Warnings()
		for _, pot := range p.Pots {
			for _, cents := range []int64{1, 1 << 40, 1<<63 - 1} {
				state, _, err := engine.Apply(engine.Start(), Event{ID: "1", Date: day(0), Kind: Receipt, Pot: pot.ID, Amount: amount(cents)})
				if err != nil {
					continue
				}
				if _, _, err := engine.Apply(state, Event{ID: "2", Date: day(400), Kind: Credit, Pot: pot.ID, Amount: amount(cents)}); err != nil && !errors.Is(err, ErrEvent) {
					t.Fatal(err)
				}
			}
		}
	})
}
