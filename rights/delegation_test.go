package rights

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// shared is a plan of two payees in halves, with receipts of 100.00 a month.
func sharedDeal(months int) Deal {
	d := Deal{Currency: "EUR", Accounts: []Account{}, Pots: []Pot{{"film", []Step{
		splits("halves", []Share{{Payee: "producteur", Share: fr("1/2")}, {Payee: "autre", Share: fr("1/2")}}),
	}}}}
	for i := range months {
		d.Events = append(d.Events, receiptOf(fmt.Sprint("r", i), fmt.Sprintf("2026-%02d-15", i+1), "film", "100.00"))
	}
	return d
}

// First registered, first served (C. cinéma, register of the RCA): of 50.00 a month the bank has 75.00 from
// February, then IFCIC 30.00, then the producer. By hand.
func TestTheFirstRegisteredActIsServedFirst(t *testing.T) {
	d := sharedDeal(6)
	act := func(number, date, beneficiary, amount string, rank int) RegisteredAct {
		return RegisteredAct{
			Number: number, Kind: DelegationOfReceipts, Registered: on(date), Rank: rank,
			Payee: "producteur", Beneficiary: beneficiary, Amount: new(euros(amount)),
		}
	}
	// The pledge is listed first but ranks second; the third is registered in April.
	second := act("2", "2026-02-01", "IFCIC", "30.00", 2)
	second.Kind = Pledge
	delegated, notices, err := Delegate(d, []RegisteredAct{second, act("1", "2026-02-01", "banque", "75.00", 1), act("3", "2026-04-20", "SOFICA", "20.00", 1)})
	require.NoError(t, err)
	assert.Empty(t, notices)
	for _, a := range delegated.Amendments {
		requireSound(t, a.Plan)
	}
	r, err := Run(delegated)
	require.NoError(t, err)
	want := []map[string]string{
		{"producteur": "50.00"},
		{"producteur": "50.00", "banque": "50.00"},
		{"producteur": "50.00", "banque": "75.00", "IFCIC": "25.00"},
		{"producteur": "95.00", "banque": "75.00", "IFCIC": "30.00"},
		{"producteur": "125.00", "banque": "75.00", "IFCIC": "30.00", "SOFICA": "20.00"},
		{"producteur": "175.00", "banque": "75.00", "IFCIC": "30.00", "SOFICA": "20.00"},
	}
	for i, payees := range want {
		for payee, paid := range payees {
			assert.Equal(t, paid, paidTo(Result{Payees: r.Events[i].Payees}, payee), "month %d: %s", i+1, payee)
		}
	}
	assert.Empty(t, d.Amendments, "the deal stays as it was")
	assert.Equal(t, "producteur", d.Pots[0].Steps[0].Shares[0].Payee)
}

// An act without an amount gives everything; one registered after it has nothing, and is told.
func TestAnActAfterAFullDelegation(t *testing.T) {
	all := RegisteredAct{Number: "1", Kind: DelegationOfReceipts, Registered: on("2026-02-01"), Payee: "producteur", Beneficiary: "banque"}
	late := all
	late.Number, late.Registered, late.Beneficiary = "2", on("2026-03-01"), "tard"
	d := sharedDeal(3)
	delegated, notices, err := Delegate(d, []RegisteredAct{late, all})
	require.NoError(t, err)
	require.Len(t, notices, 1)
	assert.Equal(t, CodeActWithoutEffect, notices[0].Code)
	assert.Equal(t, "2", notices[0].Key)
	requireSound(t, delegated.Amendments[1].Plan)
	r, err := Run(delegated)
	require.NoError(t, err)
	assert.Equal(t, []string{"50.00", "100.00", "0.00"}, []string{paidTo(r, "producteur"), paidTo(r, "banque"), paidTo(r, "tard")})
}

// Over random plans of agreements: whatever is delegated, everybody else has what it had, and the payee and its
// beneficiaries together what the payee had.
func TestDelegationMovesThePayeesReceiptsAlone(t *testing.T) {
	rng := rand.New(rand.NewPCG(10, 3))
	n := 200
	if testing.Short() {
		n = 40
	}
	for range n {
		end := money.FromCents(1 + rng.Int64N(40_000))
		share := fr(fmt.Sprintf("%d/97", 1+rng.IntN(90)))
		left, err := restOf(share)
		require.NoError(t, err)
		d := Deal{Currency: "EUR", Accounts: []Account{{ID: "costs", Opening: money.FromCents(rng.Int64N(20_000))}}, Pots: []Pot{{"film", []Step{
			percent("fee", "producteur", fr(fmt.Sprintf("%d/100", rng.IntN(50))), ""),
			{Kind: Recoup, Name: "costs", Account: "costs", Shares: allTo("producteur")},
			{Kind: Tier, Name: "tier", Shares: []Share{{Payee: "producteur", Share: share}, {Payee: "x", Share: left}}, Until: &Until{Payee: "producteur", Amount: &end}},
			splits("net", []Share{
				{Payee: "producteur", Share: fr("2/3")}, {Payee: "y", Share: fr("1/3")},
				{Payee: "star", Share: fr("1/10"), BorneBy: "producteur"}, {Payee: "writer", Share: fr("1/20"), Of: "producteur"},
			}),
		}}}}
		for i := range 8 {
			e := receiptOf(fmt.Sprint(i), fmt.Sprintf("2026-%02d-15", i+1), "film", "0.00")
			e.Amount = money.FromCents(rng.Int64N(60_000))
			d.Events = append(d.Events, e)
		}
		before, err := Run(d)
		require.NoError(t, err)
		amount := money.FromCents(1 + rng.Int64N(100_000))
		// Registered before the first receipt: from the middle of the year on, cents of a share fall
		// to others than they would have.
		delegated, _, err := Delegate(d, []RegisteredAct{{Number: "7", Kind: Pledge, Registered: on("2026-01-01"), Payee: "producteur", Beneficiary: "banque", Amount: &amount}})
		require.NoError(t, err)
		requireSound(t, delegated.Amendments[0].Plan)
		after, err := Run(delegated)
		require.NoError(t, err)
		for _, payee := range []string{"x", "y", "star", "writer"} {
			require.Equal(t, paidTo(before, payee), paidTo(after, payee), payee)
		}
		had := euros(paidTo(before, "producteur"))
		require.Equal(t, money.Min(had, amount).String(), paidTo(after, "banque"))
	}
}

// Registered half-way through a tier that ends with the payee's 100.00, the act leaves its end where it was: two
// months of 50.00, then a fifth of 100.00.
func TestDelegationLeavesATierWhereItWas(t *testing.T) {
	d := sharedDeal(3)
	tier := d.Pots[0].Steps[0]
	tier.Kind, tier.Name, tier.Until = Tier, "tier", &Until{Payee: "producteur", Amount: new(euros("100.00"))}
	d.Pots[0].Steps = []Step{tier, splits("after", []Share{{Payee: "producteur", Share: fr("1/5")}, {Payee: "autre", Share: fr("4/5")}})}
	delegated, _, err := Delegate(d, []RegisteredAct{{Number: "1", Kind: Pledge, Registered: on("2026-02-01"), Payee: "producteur", Beneficiary: "banque"}})
	require.NoError(t, err)
	r, err := Run(delegated)
	require.NoError(t, err)
	assert.Equal(t, []string{"50.00", "70.00", "180.00"}, []string{paidTo(r, "producteur"), paidTo(r, "banque"), paidTo(r, "autre")})
}

// Acts registered between amendments of the deal hold in each of them.
func TestDelegationGoesThroughAmendments(t *testing.T) {
	d := sharedDeal(4)
	plan := d.Plan().clone()
	plan.Pots[0].Steps[0].Shares[0].Share, plan.Pots[0].Steps[0].Shares[1].Share = fr("1/4"), fr("3/4")
	d.Amendments = []Amendment{{on("2026-03-01"), plan}}
	delegated, _, err := Delegate(d, []RegisteredAct{{Number: "1", Kind: Pledge, Registered: on("2026-02-01"), Payee: "producteur", Beneficiary: "banque"}})
	require.NoError(t, err)
	require.Len(t, delegated.Amendments, 2)
	r, err := Run(delegated)
	require.NoError(t, err)
	assert.Equal(t, "50.00", paidTo(r, "producteur"))
	assert.Equal(t, "100.00", paidTo(r, "banque")) // 50.00 and twice 25.00
	assert.Equal(t, "250.00", paidTo(r, "autre"))
}

func TestDelegationTellsEveryFault(t *testing.T) {
	_, _, err := Delegate(sharedDeal(1), []RegisteredAct{
		{}, {Number: "1", Kind: Pledge, Registered: on("2026-01-01"), Payee: "a", Beneficiary: "a", Amount: new(euros("0.00"))}, {Number: "1", Kind: "x", Registered: on("2026-01-01"), Payee: "a", Beneficiary: "b"},
	})
	assert.Equal(t, []string{
		"acts[0].number", "acts[0].kind", "acts[0].registered", "acts[0].payee", "acts[0].beneficiary",
		"acts[1].beneficiary", "acts[1].amount", "acts[2].number", "acts[2].kind",
	}, faultsOf(t, err))
	_, _, err = Delegate(Deal{}, nil)
	require.Error(t, err)

	act := RegisteredAct{Number: "1", Kind: Pledge, Registered: on("2026-01-01"), Payee: "producteur", Beneficiary: "banque"}
	for name, change := range map[string]func(*Deal){
		"whom nobody pays": func(d *Deal) { d.Pots[0].Steps[0].Shares[0].Payee = "personne" },
		"of a hurdle": func(d *Deal) {
			d.Accounts = []Account{{ID: "hurdle", Opening: euros("10.00"), Payee: "producteur"}}
		},
		"who gives back": func(d *Deal) {
			d.Clawback = []string{"producteur"}
			d.Pots[0].Steps = append([]Step{{Kind: Bracket, Payee: "producteur", Levels: []Level{{Rate: new(fr("1/2"))}, {From: euros("1.00"), Rate: new(fr("1/3")), Retroactive: true}}}}, d.Pots[0].Steps...)
		},
		"in ranks": func(d *Deal) {
			d.Pots[0].Steps = append([]Step{{
				Kind: Tier, Until: &Until{Any: []Until{{Payee: "producteur", Amount: new(euros("1.00"))}}},
				Ranks: []Rank{{Amount: new(euros("1.00")), Shares: allTo("autre")}, {Shares: allTo("producteur")}},
			}}, d.Pots[0].Steps...)
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := sharedDeal(1)
			change(&d)
			_, _, err := Delegate(d, []RegisteredAct{act})
			assert.Equal(t, []string{"acts[0].payee"}, faultsOf(t, err))
		})
	}
}
