package rights

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// cama is EN-1 of reference/rights.md §3 in the words of the trade.
func cama() Collection {
	return Collection{
		Currency: "EUR", Pot: "CAMA",
		Agent:     &Cut{"CAM", fr("0.01")},
		Residuals: &Cut{"guilds", fr("0.062")},
		Sales:     &Cut{"sales agent", fr("0.15")},
		Expenses:  &Account{ID: "expenses", Opening: euros("150000.00")},
		Loans: []Loan{
			{ID: "loan", Payee: "bank", Amount: euros("1200000.00")},
			{ID: "gap", Payee: "gap lender", Amount: euros("400000.00"), Premium: new(fr("0.12"))},
		},
		Deferments: []Contribution{{Payee: "director deferment", Amount: euros("60000.00")}, {Payee: "cast deferment", Amount: euros("40000.00")}},
		Equity: []Contribution{
			{Payee: "investor A", Amount: euros("600000.00"), Profits: "pool A"},
			{Payee: "investor B", Amount: euros("250000.00"), Profits: "pool B"},
			{Payee: "investor C", Amount: euros("150000.00"), Profits: "pool C"},
		},
		Premium: new(fr("0.2")),
		Net:     NetProfits{Pool: fr("0.5"), Producer: "producer", Participants: []Participant{{Payee: "director", Share: fr("0.05")}}},
	}
}

func TestCollectionReproducesEN1(t *testing.T) {
	plan, err := cama().Plan()
	require.NoError(t, err)
	requireGolden(t, "EN-1-cama", plan)
}

// reference/rights.md G4: development money of 400,000 at 200 %, then equity of 1,000,000 at 120 %.
func TestCollectionReproducesG4(t *testing.T) {
	plan, err := Collection{
		Pot: "g", Loans: []Loan{
			{ID: "A", Payee: "A", Amount: euros("400000.00"), Premium: new(fr("1"))},
			{ID: "B", Payee: "B", Amount: euros("1000000.00"), Premium: new(fr("0.2"))},
		},
		Net: NetProfits{Producer: "tail"},
	}.Plan()
	require.NoError(t, err)
	requireGolden(t, "G4-movielaw", plan)
}

// 5 % of 100 % is not 5 % of 50 % (reference/rights.md §2.1, tier 11): of 1,000 of net profits 50 and 25.
func TestPointsOfTheWholeAndOfTheProducer(t *testing.T) {
	for _, c := range []struct {
		name               string
		ofProducer         bool
		director, producer string
	}{{"of 100 %", false, "50.00", "450.00"}, {"of the producer's 50 %", true, "25.00", "475.00"}} {
		t.Run(c.name, func(t *testing.T) {
			plan, err := Collection{
				Pot: "p", Equity: []Contribution{{Payee: "investor", Amount: euros("100.00")}},
				Net: NetProfits{Pool: fr("1/2"), Producer: "producer", Participants: []Participant{{"director", fr("0.05"), c.ofProducer}}},
			}.Plan()
			require.NoError(t, err)
			requireSound(t, plan)
			r := receive(t, plan, Event{Pot: "p", Amount: euros("1100.00")})
			assert.Equal(t, "600.00", paidTo(r, "investor"))
			assert.Equal(t, c.director, paidTo(r, "director"))
			assert.Equal(t, c.producer, paidTo(r, "producer"))
		})
	}
}

// First-dollar gross comes after the agent and the off-the-tops, adjusted gross after the sales agent;
// deferments may come after equity. Worked out by hand of 1,000: agent 10, off 90, star 90 of 900, sales 162
// of 810, expenses 48, adjusted 60 of 600, equity 500, deferment 40 of 40.
func TestPlacesInACollection(t *testing.T) {
	plan, err := Collection{
		Pot: "p", Agent: &Cut{"CAM", fr("0.01")},
		OffTheTops:    []Deduction{{Name: "taxes", Payee: "state", Account: &Account{ID: "taxes", Opening: euros("90.00")}}},
		FirstDollar:   []Deduction{{Name: "star", Payee: "star", Rate: new(fr("0.1"))}},
		Sales:         &Cut{"sales", fr("0.2")},
		Expenses:      &Account{ID: "expenses", Opening: euros("48.00")},
		AdjustedGross: []Deduction{{Name: "director", Payee: "director", Rate: new(fr("0.1"))}},
		Deferments:    []Contribution{{Payee: "writer", Amount: euros("70.00")}}, DefermentsAfter: true,
		Equity: []Contribution{{Payee: "investor", Amount: euros("500.00")}},
		Net:    NetProfits{Pool: fr("1/2"), Producer: "producer"},
	}.Plan()
	require.NoError(t, err)
	requireSound(t, plan)
	r := receive(t, plan, Event{Pot: "p", Amount: euros("1000.00")})
	assert.Equal(t, "10.00", paidTo(r, "CAM"))
	assert.Equal(t, "90.00", paidTo(r, "star"))
	assert.Equal(t, "210.00", paidTo(r, "sales"))
	assert.Equal(t, "60.00", paidTo(r, "director"))
	assert.Equal(t, "500.00", paidTo(r, "investor"))
	assert.Equal(t, "40.00", paidTo(r, "writer"))
}

// A plainer second reckoning, one after the other in whole cents: commissions half up of what is left, then every
// account until nothing is left. It agrees over random agreements.
func TestCollectionAgreesWithAPlainerReckoning(t *testing.T) {
	rng := rand.New(rand.NewPCG(10, 6))
	for range 300 {
		agent, sales := rng.Int64N(30), rng.Int64N(40)
		expenses, senior, gap, deferred, equity := rng.Int64N(50_000), rng.Int64N(90_000), rng.Int64N(50_000), 1+rng.Int64N(9_000), 1+rng.Int64N(90_000)
		after := rng.IntN(2) == 0
		plan, err := Collection{
			Pot: "p", Agent: &Cut{"agent", fr(fmt.Sprintf("%d/100", agent))}, Sales: &Cut{"sales", fr(fmt.Sprintf("%d/100", sales))},
			Expenses:   &Account{ID: "expenses", Opening: money.FromCents(expenses)},
			Loans:      []Loan{{ID: "senior", Payee: "bank", Amount: money.FromCents(senior)}, {ID: "gap", Payee: "gap", Amount: money.FromCents(gap), Premium: new(fr("1/8"))}},
			Deferments: []Contribution{{Payee: "writer", Amount: money.FromCents(deferred)}}, DefermentsAfter: after,
			Equity: []Contribution{{Payee: "investor", Amount: money.FromCents(equity)}}, Premium: new(fr("1/5")),
			Net: NetProfits{Producer: "producer"},
		}.Plan()
		require.NoError(t, err)
		requireSound(t, plan)
		gross := rng.Int64N(400_000)
		r := receive(t, plan, Event{Pot: "p", Amount: money.FromCents(gross)})

		left, want := gross, map[string]int64{}
		take := func(payee string, amount int64) {
			amount = min(amount, left)
			want[payee] += amount
			left -= amount
		}
		take("agent", (left*agent+50)/100)
		take("sales", (left*sales+50)/100)
		take("sales", expenses)
		take("bank", senior)
		take("gap", gap+(gap+4)/8)
		if after {
			take("investor", equity+(2*equity+5)/10)
		}
		take("writer", deferred)
		if !after {
			take("investor", equity+(2*equity+5)/10)
		}
		take("producer", left)
		for payee, cents := range want {
			require.Equal(t, cents, euros(paidTo(r, payee)).Cents(), payee)
		}
	}
}

func TestCollectionTellsEveryFault(t *testing.T) {
	_, err := Collection{
		Agent: &Cut{Rate: fr("3/2")}, Expenses: &Account{ID: "e"},
		FirstDollar: []Deduction{{}},
		Loans:       []Loan{{ID: "senior"}, {}},
		Deferments:  []Contribution{{Payee: "x", Amount: euros("-1.00")}},
		Net:         NetProfits{Pool: fr("2")},
	}.Plan()
	assert.Equal(t, []string{
		"pot", "agent.payee", "agent.rate", "firstDollar[0].name", "firstDollar[0]", "firstDollar[0].payee",
		"expenses", "loans[0].payee", "loans[1].payee", "loans[1].id", "deferments[0].amount",
		"net.producer", "net.pool", "net.pool",
	}, faultsOf(t, err))
}

// Accounts of one name are never taken for one.
func TestAccountsOfACollectionAreApart(t *testing.T) {
	c := cama()
	c.Loans[1] = c.Loans[0]
	_, err := c.Plan()
	assert.Equal(t, []string{"plan.accounts[2].id"}, faultsOf(t, err))
	c = cama()
	c.Loans[1].ID = EquityAccount
	_, err = c.Plan()
	assert.Equal(t, []string{"plan.accounts[4].id"}, faultsOf(t, err))
}
