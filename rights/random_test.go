package rights

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// kit says what random plans are made of.
type kit struct {
	simple bool // steps look at nothing but what reaches them, accounts belong to one step each
	rising bool // nothing is ever taken back: no retroactive level
}

// randomPlan returns a sound plan of some pots, each of which may flow into later ones, with steps of all
// kinds and accounts that several steps share.
func randomPlan(r *rand.Rand) Plan {
	p, _ := kit{}.compiled(r)
	return p
}

// compiled returns a sound plan with its engine: of those that are made up, the first that reads nothing that
// comes after it.
func (k kit) compiled(r *rand.Rand) (Plan, *Engine) {
	for {
		p := k.attempt(r)
		if e, err := Compile(p); err == nil {
			return p, e
		}
	}
}

const payees = 7

func randomPayee(r *rand.Rand) string { return fmt.Sprintf("payee %d", r.IntN(payees)) }

func fraction(num, den int64) money.Fraction {
	f, err := money.NewFraction(num, den)
	if err != nil {
		panic(err)
	}
	return f
}

// whole is 1 as shares are written in tests.
func whole(payee string) []Share { return []Share{{Payee: payee, Share: one}} }

func (k kit) attempt(r *rand.Rand) Plan {
	p := Plan{Meters: []string{"admissions"}, Exchange: "bank"}
	pots := 1 + r.IntN(4)
	for i := range pots {
		p.Pots = append(p.Pots, Pot{ID: fmt.Sprintf("pot %d", i)})
	}
	for i := range p.Pots {
		p.Pots[i].Steps = k.steps(r, &p, i)
	}
	for len(p.Accounts) == 0 {
		k.account(r, &p)
	}
	paid := p.payees()
	for i := range p.Accounts {
		if !k.simple && r.IntN(5) == 0 && len(paid) > 1 {
			p.Accounts[i].Payee = paid[r.IntN(len(paid))]
		}
	}
	if !k.rising {
		for _, name := range paid {
			if r.IntN(3) == 0 {
				p.Clawback = append(p.Clawback, name)
			}
		}
		p.backwards(r)
	}
	return p
}

// backwards makes some levels of those who give back retroactive.
func (p *Plan) backwards(r *rand.Rand) {
	for _, pot := range p.Pots {
		for _, s := range pot.Steps {
			for i := range s.Levels {
				s.Levels[i].Retroactive = s.Kind == Bracket && r.IntN(3) == 0 && contains(p.Clawback, s.Payee)
			}
		}
	}
}

func contains(list []string, name string) bool {
	for _, l := range list {
		if l == name {
			return true
		}
	}
	return false
}

func (k kit) steps(r *rand.Rand, p *Plan, i int) []Step {
	var steps []Step
	for j := range r.IntN(6) {
		steps = append(steps, k.step(r, p, i, j))
	}
	later := len(p.Pots) - 1 - i
	switch last := r.IntN(3); {
	case last == 0 && later > 0:
		steps = append(steps, Step{Kind: To, Name: "on", Pot: p.Pots[i+1+r.IntN(later)].ID})
	case last == 1:
		steps = append(steps, Step{Kind: Split, Name: "rest", Shares: k.shares(r, p, i)})
	}
	return steps
}

func (k kit) step(r *rand.Rand, p *Plan, i, j int) Step {
	s := Step{Name: fmt.Sprintf("step %d", j)}
	kinds := []Kind{Percent, Percent, Recoup, Recoup, Tier, Tier, Tier, Bracket, Bonus, Count}
	s.Kind = kinds[r.IntN(len(kinds))]
	if s.Kind == Bonus && k.simple {
		s.Kind = Tier
	}
	if s.Kind == Count {
		s.Meter = fmt.Sprintf("meter %d", r.IntN(3))
		return s
	}
	switch s.Kind {
	case Percent:
		rate := fraction(r.Int64N(11), 10+r.Int64N(3))
		s.Rate = &rate
		k.reckoned(r, p, i, &s)
	case Bracket, Bonus:
		s.Levels = randomLevels(r, s.Kind)
		k.reckoned(r, p, i, &s)
	case Recoup:
		s.Account = k.account(r, p)
		k.sharing(r, p, i, &s)
	case Tier:
		k.sharing(r, p, i, &s)
		u := k.until(r, p, s, i, 0)
		s.Until = &u
	}
	if r.IntN(3) == 0 {
		s.Counts = fmt.Sprintf("meter %d", r.IntN(3))
	}
	return s
}

// reckoned gives a step who has what it takes, and what it is reckoned on.
func (k kit) reckoned(r *rand.Rand, p *Plan, i int, s *Step) {
	s.Payee = randomPayee(r)
	if later := len(p.Pots) - 1 - i; later > 0 && r.IntN(6) == 0 {
		s.Payee, s.Pot = "", p.Pots[i+1+r.IntN(later)].ID
	}
	if !k.simple && r.IntN(2) == 0 {
		s.Meter = randomMeter(r, p)
	}
}

func randomMeter(r *rand.Rand, p *Plan) string {
	switch r.IntN(3) {
	case 0:
		return "admissions"
	case 1:
		return p.Pots[r.IntN(len(p.Pots))].ID
	}
	return fmt.Sprintf("meter %d", r.IntN(3))
}

func randomLevels(r *rand.Rand, kind Kind) []Level {
	var levels []Level
	from := r.Int64N(3) * r.Int64N(100)
	for range 1 + r.IntN(3) {
		l := Level{From: amount(from)}
		if kind == Bracket {
			rate := fraction(r.Int64N(9), 8+r.Int64N(4))
			l.Rate = &rate
		} else {
			l.Amount = new(amount(r.Int64N(80)))
		}
		levels = append(levels, l)
		from += 1 + r.Int64N(300)
	}
	return levels
}

// account returns one that there is, or another.
func (k kit) account(r *rand.Rand, p *Plan) string {
	if !k.simple && len(p.Accounts) > 0 && r.IntN(2) == 0 {
		return p.Accounts[r.IntN(len(p.Accounts))].ID
	}
	a := Account{ID: fmt.Sprintf("account %d", len(p.Accounts)), Opening: amount(r.Int64N(500))}
	if r.IntN(3) == 0 {
		a.Premium = new(fraction(r.Int64N(8), 1+r.Int64N(5)))
	}
	if r.IntN(3) == 0 {
		a.Cap = new(amount(a.Opening.Cents() + r.Int64N(200)))
	}
	if r.IntN(3) == 0 {
		a.Interest = randomInterest(r)
	}
	p.Accounts = append(p.Accounts, a)
	return a.ID
}

func randomInterest(r *rand.Rand) *Interest {
	i := &Interest{
		Rate: fraction(r.Int64N(300), 100), From: day(r.IntN(40)), Method: Simple,
		Basis: dayCounts[r.IntN(len(dayCounts))],
	}
	if r.IntN(2) == 0 {
		i.First = repaidFirst[r.IntN(len(repaidFirst))]
	}
	if r.IntN(2) == 0 {
		i.Method = Compound
		if r.IntN(3) > 0 {
			i.Capitalise = frequencies[r.IntN(len(frequencies))]
		}
	}
	return i
}

// sharing gives a step shares or ranks.
func (k kit) sharing(r *rand.Rand, p *Plan, i int, s *Step) {
	if r.IntN(4) > 0 {
		s.Shares = k.shares(r, p, i)
		return
	}
	n := 1 + r.IntN(3)
	for rank := range n {
		s.Ranks = append(s.Ranks, Rank{Shares: k.shares(r, p, i)})
		if rank < n-1 {
			s.Ranks[rank].Amount = new(amount(1 + r.Int64N(200)))
		}
	}
}

// randomShares returns shares of one to four payees that add up to 1.
func randomShares(r *rand.Rand) []Share { return kit{}.shares(r, &Plan{}, 0) }

// shares returns shares that add up to 1, of payees and sometimes of a later pot, with parts of them and
// parts borne by them.
func (k kit) shares(r *rand.Rand, p *Plan, i int) []Share {
	n := 1 + r.IntN(4)
	parts := make([]int64, n)
	sum := int64(0)
	for j := range parts {
		parts[j] = r.Int64N(20)
		sum += parts[j]
	}
	parts[0]++
	sum++
	var shares []Share
	for j, part := range parts {
		s := Share{Payee: randomPayee(r), Share: fraction(part, sum)}
		if later := len(p.Pots) - 1 - i; j > 0 && later > 0 && r.IntN(5) == 0 {
			s.Payee, s.Pot = "", p.Pots[i+1+r.IntN(later)].ID
		}
		shares = append(shares, s)
	}
	switch bearer := shares[0].Payee; r.IntN(6) {
	case 0:
		shares = append(shares, Share{Payee: randomPayee(r), Share: fraction(r.Int64N(5), 4), Of: bearer})
	case 1:
		shares = append(shares, Share{Payee: randomPayee(r), Share: fraction(parts[0], 3*sum), BorneBy: bearer})
	}
	return shares
}

func (k kit) until(r *rand.Rand, p *Plan, s Step, i, depth int) Until {
	kinds := []string{"payee", "payee", "total", "total of", "reaches", "empty", "any", "all"}
	kind := kinds[r.IntN(len(kinds))]
	if k.simple {
		kind = kinds[r.IntN(3)]
		if r.IntN(4) == 0 {
			return Until{Reaches: new(amount(1 + r.Int64N(500))), Of: []string{p.Pots[i].ID}}
		}
	}
	switch kind {
	case "payee":
		if parts, _ := gather(s.ranks()[0].Shares); parts[0].payee != "" && parts[0].part.Sign() > 0 {
			return Until{Payee: parts[0].payee, Amount: new(amount(1 + r.Int64N(200)))}
		}
	case "total of":
		return Until{Total: new(amount(1 + r.Int64N(500))), Of: []string{randomMeter(r, p)}}
	case "reaches":
		return Until{Reaches: new(amount(1 + r.Int64N(500))), Of: []string{randomMeter(r, p), randomMeter(r, p)}[:1+r.IntN(2)]}
	case "empty":
		return Until{Empty: k.account(r, p)}
	case "any", "all":
		if depth == 2 {
			break
		}
		var list []Until
		for range 1 + r.IntN(3) {
			list = append(list, k.until(r, p, s, i, depth+1))
		}
		if kind == "any" {
			return Until{Any: list}
		}
		return Until{All: list}
	}
	return Until{Total: new(amount(1 + r.Int64N(400)))}
}

// randomEvents returns events of all kinds that a plan takes, on the days after each other or on the same.
func randomEvents(r *rand.Rand, p Plan, n int) []Event {
	return news{r: r, received: map[string]int64{}}.events(p, n)
}

// news makes up events.
type news struct {
	r        *rand.Rand
	received map[string]int64 // by pot
	from     int              // the day of the first
	number   int
	only     []EventKind // nil of all kinds
}

func (m news) events(p Plan, n int) []Event {
	var events []Event
	date := m.from
	for range n {
		m.number++
		date += m.r.IntN(25)
		e := m.event(p)
		e.ID, e.Date = fmt.Sprintf("event %d", m.number), day(date)
		events = append(events, e)
	}
	return events
}

func (m news) event(p Plan) Event {
	r := m.r
	few := []EventKind{Receipt, Receipt, Receipt, Receipt, Receipt, Receipt, Credit, Credit, Charge, Accrue, Measure}
	if m.only != nil {
		few = m.only
	}
	e := Event{Kind: few[r.IntN(len(few))], Amount: amount(r.Int64N(400))}
	switch e.Kind {
	case Charge, Accrue:
		e.Account = p.Accounts[r.IntN(len(p.Accounts))].ID
		return e
	case Measure:
		e.Meter = "admissions"
		return e
	}
	e.Pot = p.Pots[r.IntN(len(p.Pots))].ID
	if e.Kind == Credit {
		e.Amount = amount(r.Int64N(m.received[e.Pot] + 1))
	}
	m.foreign(&e)
	flowing, err := e.flowing()
	if err != nil {
		panic(err)
	}
	if e.Kind == Credit {
		flowing = amount(-flowing.Cents())
	}
	if m.received[e.Pot] += flowing.Cents(); m.received[e.Pot] < 0 {
		m.received[e.Pot] -= flowing.Cents()
		return m.event(p)
	}
	return e
}

// foreign has some events reckoned in another currency.
func (m news) foreign(e *Event) {
	if m.r.IntN(12) > 0 {
		return
	}
	e.Foreign = &Foreign{Currency: "USD", Amount: amount(m.r.Int64N(e.Amount.Cents() + 1)), Rate: money.MustDecimal("0.937"), Source: "contract"}
}

// rounds is how many plans a random test makes up.
func rounds(n int) int {
	if testing.Short() {
		return n / 20
	}
	return n
}

// sent applies an event that has to be taken.
func sent(t *testing.T, f *Fold, e Event) Posting {
	t.Helper()
	posting, err := f.Apply(e)
	require.NoError(t, err, "%+v", e)
	return posting
}

// entitlements returns what everybody is entitled to in a state, of those who are to anything.
func entitlements(e *Engine, s State) map[string]int64 {
	list := map[string]int64{}
	for _, p := range e.Payees(s) {
		if cents := e.Entitled(s, p.Payee).Cents(); cents != 0 {
			list[p.Payee] = cents
		}
	}
	return list
}

// written shows plans and events as documents, so that a failure can be run again.
func written(plans []Plan, events []Event) string {
	text, err := json.Marshal(map[string]any{"plans": plans, "events": events})
	if err != nil {
		return err.Error()
	}
	return string(text)
}

func bigRat(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }
