package rights

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// publishedDeal is a deal of testdata/deals.json; its source and status say what of it was
// published.
type publishedDeal struct {
	ID     string `json:"id"`
	Source string `json:"source"`
	Deal   Deal   `json:"deal"`
	Expect []struct {
		ID       string                  `json:"id"`
		Payees   map[string]money.Amount `json:"payees"`
		Accounts map[string]money.Amount `json:"accounts"`
	} `json:"expect"`
}

func TestPublishedDeals(t *testing.T) {
	data, err := os.ReadFile("testdata/deals.json")
	require.NoError(t, err)
	var deals []publishedDeal
	require.NoError(t, json.Unmarshal(data, &deals))
	require.Len(t, deals, 6)
	for _, d := range deals {
		t.Run(d.ID, func(t *testing.T) {
			result, err := Run(d.Deal)
			require.NoError(t, err)
			require.Len(t, result.Events, len(d.Expect))
			for i, want := range d.Expect {
				got := result.Events[i]
				require.Equal(t, want.ID, got.ID)
				payees, accounts := map[string]money.Amount{}, map[string]money.Amount{}
				for _, p := range got.Payees {
					payees[p.Payee] = p.Paid
				}
				for _, a := range got.Accounts {
					accounts[a.ID] = a.Balance
				}
				assert.Equal(t, want.Payees, payees, want.ID)
				assert.Equal(t, want.Accounts, accounts, want.ID)
			}
			assert.Equal(t, result.TotalIn, result.TotalOut)
		})
	}
}

// The corridor of the reference closes at ⌈cap/share⌉: one fifth until 120,000.00 is
// 600,000.00 of inflow, one third until 100.00 is 300.00, three sevenths until 0.01 is 0.03.
func TestWhereATierEnds(t *testing.T) {
	for _, c := range []struct{ share, rest, amount, want string }{
		{"1/5", "4/5", "120000.00", "600000.00"},
		{"1/3", "2/3", "100.00", "300.00"},
		{"3/7", "4/7", "0.01", "0.03"},
		{"2/3", "1/3", "0.01", "0.02"},
		{"1", "", "5.00", "5.00"},
	} {
		s := Step{Kind: Tier, Until: &Until{Payee: "A", Amount: new(money.MustParse(c.amount))}}
		s.Shares = []Share{{Payee: "A", Share: money.MustFraction(c.share)}}
		if c.rest != "" {
			s.Shares = append(s.Shares, Share{Payee: "B", Share: money.MustFraction(c.rest)})
		}
		assert.Equal(t, c.want, endOf(s).String())
	}
	endless := Step{
		Kind: Tier, Until: &Until{Payee: "A", Amount: new(amount(math.MaxInt64))},
		Shares: []Share{{Payee: "A", Share: money.MustFraction("1/2")}, {Payee: "B", Share: money.MustFraction("1/2")}},
	}
	assert.Equal(t, int64(math.MaxInt64), endOf(endless).Cents(), "it never closes")
	_, err := Compile(Plan{Pots: []Pot{{"p", []Step{endless}}}})
	require.NoError(t, err)
}

// endOf is where a tier of its own pot ends.
func endOf(s Step) money.Amount {
	e, err := Compile(Plan{Pots: []Pot{{"p", []Step{s}}}})
	if err != nil {
		panic(err)
	}
	return money.FromCents(e.steps[0].end)
}

func amount(cents int64) money.Amount { return money.FromCents(cents) }

var firstDay = civil.MustParseDate("2026-01-01")

func day(n int) civil.Date {
	d, err := firstDay.AddDays(n)
	if err != nil {
		panic(err)
	}
	return d
}

// randomShares returns shares of one to four payees that add up to 1.
func randomShares(r *rand.Rand) []Share {
	n := 1 + r.IntN(4)
	parts := make([]int64, n)
	sum := int64(0)
	for i := range parts {
		parts[i] = r.Int64N(20)
		sum += parts[i]
	}
	parts[0]++
	sum++
	payees := r.Perm(8)
	var shares []Share
	for i, p := range parts {
		f, err := money.NewFraction(p, sum)
		if err != nil {
			panic(err)
		}
		shares = append(shares, Share{Payee: fmt.Sprintf("payee %d", payees[i]), Share: f})
	}
	return shares
}

// randomPlan returns a sound plan of some pots, each of which may flow into later ones, with
// accounts that several steps share.
func randomPlan(r *rand.Rand) Plan {
	p := Plan{}
	for i := range 1 + r.IntN(3) {
		p.Accounts = append(p.Accounts, Account{ID: fmt.Sprintf("account %d", i), Opening: amount(r.Int64N(3000))})
	}
	pots := 1 + r.IntN(4)
	for i := range pots {
		pot := Pot{ID: fmt.Sprintf("pot %d", i)}
		for j := range r.IntN(5) {
			pot.Steps = append(pot.Steps, randomStep(r, j, p))
		}
		switch last := r.IntN(3); {
		case last == 0 && i+1 < pots:
			pot.Steps = append(pot.Steps, Step{Kind: To, Pot: fmt.Sprintf("pot %d", i+1+r.IntN(pots-i-1))})
		case last == 1:
			pot.Steps = append(pot.Steps, Step{Kind: Split, Shares: randomShares(r)})
		}
		p.Pots = append(p.Pots, pot)
	}
	return p
}

func randomStep(r *rand.Rand, j int, p Plan) Step {
	s := Step{Name: fmt.Sprintf("step %d", j)}
	switch r.IntN(3) {
	case 0:
		s.Kind, s.Payee = Percent, fmt.Sprintf("payee %d", r.IntN(8))
		rate, _ := money.NewFraction(r.Int64N(11), 10+r.Int64N(3))
		s.Rate = &rate
	case 1:
		s.Kind, s.Shares, s.Account = Recoup, randomShares(r), p.Accounts[r.IntN(len(p.Accounts))].ID
	case 2:
		s.Kind, s.Shares = Tier, randomShares(r)
		s.Until = &Until{Total: new(amount(1 + r.Int64N(2000)))}
		if r.IntN(2) == 0 {
			s.Until = &Until{Payee: s.Shares[0].Payee, Amount: new(amount(1 + r.Int64N(1000)))}
		}
	}
	return s
}

func randomEvents(r *rand.Rand, p Plan, n int) []Event {
	var events []Event
	for i := range n {
		e := Event{ID: fmt.Sprint(i), Date: day(i), Kind: Receipt, Amount: amount(r.Int64N(1500))}
		if r.IntN(5) == 0 {
			e.Kind, e.Account = Accrue, p.Accounts[r.IntN(len(p.Accounts))].ID
		} else {
			e.Pot = p.Pots[r.IntN(len(p.Pots))].ID
		}
		events = append(events, e)
	}
	return events
}

// plain is a second implementation: exact rationals, one cent at a time for shares, every
// step recomputed from its whole history.
type plain struct {
	plan     Plan
	in       map[*Step]*big.Rat
	taken    map[*Step]int64
	balances map[string]int64
	rest     int64
}

func newPlain(p Plan) *plain {
	pl := &plain{plan: p, in: map[*Step]*big.Rat{}, taken: map[*Step]int64{}, balances: map[string]int64{}}
	for _, a := range p.Accounts {
		pl.balances[a.ID] = a.Opening.Cents()
	}
	return pl
}

func (pl *plain) receive(pot string, cents int64) {
	for i := range pl.plan.Pots {
		if pl.plan.Pots[i].ID != pot {
			continue
		}
		for j := range pl.plan.Pots[i].Steps {
			s := &pl.plan.Pots[i].Steps[j]
			if s.Kind == To {
				pl.receive(s.Pot, cents)
				return
			}
			if pl.in[s] == nil {
				pl.in[s] = new(big.Rat)
			}
			pl.in[s].Add(pl.in[s], new(big.Rat).SetInt64(cents))
			cents -= pl.take(s, cents)
		}
		pl.rest += cents
	}
}

func (pl *plain) take(s *Step, cents int64) int64 {
	before := pl.taken[s]
	switch s.Kind {
	case Percent:
		exact := new(big.Rat).Mul(pl.in[s], s.Rate.Rat())
		exact.Add(exact, big.NewRat(1, 2))
		pl.taken[s] = new(big.Int).Quo(exact.Num(), exact.Denom()).Int64()
	case Recoup:
		repaid := min(cents, pl.balances[s.Account])
		pl.balances[s.Account] -= repaid
		pl.taken[s] += repaid
	case Split:
		pl.taken[s] += cents
	case Tier:
		// one cent at a time, until the exact share of what was taken reaches the amount
		for range cents {
			if s.Until.Payee == "" && pl.taken[s] >= s.Until.Total.Cents() {
				break
			}
			had := new(big.Rat).Mul(big.NewRat(pl.taken[s], 1), s.shareOf(s.Until.Payee))
			if s.Until.Payee != "" && had.Cmp(big.NewRat(s.Until.Amount.Cents(), 1)) >= 0 {
				break
			}
			pl.taken[s]++
		}
	}
	return pl.taken[s] - before
}

func (pl *plain) payees() map[string]int64 {
	paid := map[string]int64{}
	for i := range pl.plan.Pots {
		for j := range pl.plan.Pots[i].Steps {
			s := &pl.plan.Pots[i].Steps[j]
			if s.Kind == Percent {
				paid[s.Payee] += pl.taken[s]
			}
			has := make([]int64, len(s.Shares))
			for range pl.taken[s] {
				best, top := -1, new(big.Rat)
				for k, share := range s.Shares {
					if p := new(big.Rat).Quo(share.Share.Rat(), big.NewRat(2*has[k]+1, 1)); p.Cmp(top) > 0 {
						best, top = k, p
					}
				}
				if s.Kind == Percent || s.Kind == To {
					break
				}
				has[best]++
			}
			for k, share := range s.Shares {
				paid[share.Payee] += has[k]
			}
		}
	}
	if pl.rest > 0 {
		paid[Unallocated] = pl.rest
	}
	return paid
}

func TestAgainstThePlainImplementation(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for n := range 300 {
		p := randomPlan(r)
		require.NoError(t, p.Validate())
		engine, err := Compile(p)
		require.NoError(t, err)
		fold, reference := engine.Fold(), newPlain(p)
		for _, e := range randomEvents(r, p, 8) {
			_, err := fold.Apply(e)
			require.NoError(t, err)
			if e.Kind == Receipt {
				reference.receive(e.Pot, e.Amount.Cents())
			} else {
				reference.balances[e.Account] += e.Amount.Cents()
			}
		}
		got := map[string]int64{}
		for _, paid := range engine.Payees(fold.State()) {
			got[paid.Payee] = paid.Paid.Cents()
		}
		want := reference.payees()
		for payee, cents := range want {
			if cents == 0 {
				delete(want, payee)
			}
		}
		require.Equal(t, want, got, "plan %d: %+v", n, p)
		for _, b := range engine.Balances(fold.State()) {
			require.Equal(t, reference.balances[b.ID], b.Balance.Cents())
		}
	}
}

func TestProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 2_000 {
		p := randomPlan(r)
		engine, err := Compile(p)
		require.NoError(t, err)
		state, fold := engine.Start(), engine.Fold()
		received := int64(0)
		for _, e := range randomEvents(r, p, 10) {
			untouched := state.clone()
			next, posting, err := engine.Apply(state, e)
			require.NoError(t, err)
			require.Equal(t, untouched, state, "Apply leaves its state as it was")

			inPlace, err := fold.Apply(e)
			require.NoError(t, err)
			require.Equal(t, next, fold.State(), "a fold does what Apply does")
			require.Equal(t, slices.Collect(posting.Lines()), slices.Collect(inPlace.Lines()))

			paid := int64(0)
			for line := range posting.Lines() {
				require.Positive(t, line.Amount.Cents(), "no cent comes back")
				require.LessOrEqual(t, line.Taken.Cents(), line.Inflow.Cents())
				paid += line.Amount.Cents()
			}
			if e.Kind == Receipt {
				received += e.Amount.Cents()
				require.Equal(t, e.Amount.Cents(), paid, "an event pays what it brings")

				one, two := money.FromCents(e.Amount.Cents()/3), money.FromCents(e.Amount.Cents()-e.Amount.Cents()/3)
				first, second := e, e
				first.Amount, second.Amount, second.ID = one, two, e.ID+" again"
				half, _, err := engine.Apply(state, first)
				require.NoError(t, err)
				both, _, err := engine.Apply(half, second)
				require.NoError(t, err)
				require.Equal(t, engine.Payees(next), engine.Payees(both), "two receipts pay what one of their sum pays")
				require.Equal(t, next.steps, both.steps)
			}
			state = next
		}
		out := int64(0)
		for _, paid := range engine.Payees(state) {
			out += paid.Paid.Cents()
		}
		require.Equal(t, received, out, "what came in went out")
		for _, b := range engine.Balances(state) {
			require.GreaterOrEqual(t, b.Balance.Cents(), int64(0))
		}
	}
}

func TestApplyRefuses(t *testing.T) {
	engine, err := Compile(Plan{
		Accounts: []Account{{ID: "a", Opening: amount(math.MaxInt64)}},
		Pots:     []Pot{{"p", nil}},
	})
	require.NoError(t, err)
	full, _, err := engine.Apply(engine.Start(), Event{ID: "all", Date: day(0), Kind: Receipt, Pot: "p", Amount: amount(math.MaxInt64)})
	require.NoError(t, err)
	for name, e := range map[string]Event{
		"unknown pot":           {Kind: Receipt, Pot: "q", Amount: amount(1)},
		"unknown account":       {Kind: Accrue, Account: "b", Amount: amount(1)},
		"unknown kind":          {Kind: "gift", Pot: "p", Amount: amount(1)},
		"negative amount":       {Kind: Receipt, Pot: "p", Amount: amount(-1)},
		"more than an amount":   {Kind: Receipt, Pot: "p", Amount: amount(1)},
		"more than an account":  {Kind: Accrue, Account: "a", Amount: amount(1)},
		"a receipt of no pot":   {Kind: Receipt, Amount: amount(1)},
		"an accrual of no name": {Kind: Accrue, Amount: amount(1)},
	} {
		before := full.clone()
		after, _, err := engine.Apply(full, e)
		require.ErrorIs(t, err, ErrEvent, name)
		var fault *FieldError
		require.ErrorAs(t, err, &fault, name)
		assert.Equal(t, before, after, name)
	}
}

// A fault of an event that only running the deal shows has its place in the document, not in the order of
// the dates.
func TestRunTellsWhichEvent(t *testing.T) {
	most := amount(math.MaxInt64)
	for name, c := range map[string]struct {
		event Event
		want  string
	}{
		"more than an amount":  {Event{Kind: Receipt, Pot: "p", Amount: amount(1)}, `events[0].amount: this event cannot be applied: `},
		"more than an account": {Event{Kind: Accrue, Account: "a", Amount: amount(1)}, `events[0].amount: this event cannot be applied: `},
	} {
		c.event.ID, c.event.Date = "late", day(9)
		_, err := Run(Deal{Currency: "EUR", Accounts: []Account{{ID: "a", Opening: most}}, Pots: []Pot{{"p", nil}}, Events: []Event{
			c.event, {ID: "early", Date: day(0), Kind: Receipt, Pot: "p", Amount: most},
		}})
		require.ErrorContains(t, err, c.want, name)
		require.ErrorIs(t, err, ErrEvent, name)
		require.ErrorIs(t, err, money.ErrOverflow, name)
		assert.Len(t, valid.List(err), 1, name)
	}
}

func TestEventsGoByDateThenPosition(t *testing.T) {
	deal := Deal{Currency: "EUR", Pots: []Pot{{"p", nil}}, Events: []Event{
		{ID: "late", Date: day(9), Kind: Receipt, Pot: "p", Amount: amount(1)},
		{ID: "first", Date: day(1), Kind: Receipt, Pot: "p", Amount: amount(2)},
		{ID: "second", Date: day(1), Kind: Receipt, Pot: "p", Amount: amount(4)},
	}}
	result, err := Run(deal)
	require.NoError(t, err)
	var order []string
	for _, e := range result.Events {
		order = append(order, e.ID)
	}
	assert.Equal(t, []string{"first", "second", "late"}, order)
	assert.Equal(t, "late", deal.Events[0].ID, "the deal is as it was")
	assert.Equal(t, []Paid{{Payee: Unallocated, Paid: amount(7)}}, result.Payees)
}
