package rights

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// The published examples of reference/rights.md §3, written in the words of their deals.
func TestReleasesReproduceThePublishedExamples(t *testing.T) {
	account := func(id, opening string) *Account { return &Account{ID: id, Opening: euros(opening)} }
	rate := func(s string) *money.Fraction { f := fr(s); return &f }
	for id, distributions := range map[string][]Distribution{
		// 125 % of P&A: a premium of 25 % on 1,000,000.
		"G1a-newgrowth-200": {
			{Pot: "bo", Deductions: []Deduction{
				{Name: "exhibitor", Payee: "exhibitor", Rate: rate("0.5")},
				{Name: "P&A", Payee: "distributor", Account: &Account{ID: "pa", Opening: euros("1000000.00"), Premium: rate("0.25")}},
			}, Into: "pool"},
			{Pot: "anc", Into: "pool"},
			{
				Pot: "pool", Deductions: []Deduction{{Name: "marketing", Payee: "marketing", Account: account("mk", "100000.00")}},
				Rest: []Share{{Payee: "distributor", Share: fr("0.25")}, {Payee: "LLC", Share: fr("0.75")}},
			},
		},
		"G2a-filmspecific": {{Pot: "bo", Deductions: []Deduction{
			{Name: "tax", Payee: "tax", Rate: rate("0.1")},
			{Name: "theatre", Payee: "theatre", Rate: rate("0.5")},
			{Name: "MG and P&A", Payee: "distributor", Account: account("adv", "4000000.00")},
			{Name: "fee", Payee: "distributor", Rate: rate("0.25")},
		}, Rest: allTo("producer")}},
		"G5-breakeven": {{Pot: "film", Deductions: []Deduction{
			{Name: "fee", Payee: "distributor", Rate: rate("0.2")},
			{Name: "expenses", Payee: "distributor", Account: account("expenses", "120.00")},
			{Name: "cost", Payee: "studio", Account: account("cost", "80.00")},
		}, Rest: allTo("participants")}},
		"G6-first-dollar": {{Pot: "g", Deductions: []Deduction{
			{Name: "off-the-tops", Payee: "off", Account: account("o", "5000000.00")},
			{Name: "first dollar", Payee: "star", Rate: rate("0.1")},
		}, Rest: allTo("studio")}},
		// A locked box: three corridors of 12.5 % out of what BFI recoups.
		"G10-bfi-locked-box": {{Pot: "bfi", Rest: []Share{
			{Payee: "writer", Share: fr("0.125"), Of: "BFI"}, {Payee: "director", Share: fr("0.125"), Of: "BFI"},
			{Payee: "producer", Share: fr("0.125"), Of: "BFI"}, {Payee: "BFI", Share: fr("1")},
		}}},
		"G11-scam-rnpp": {{Pot: "vente", Deductions: []Deduction{
			{Name: "frais", Payee: "producteur", Account: account("frais", "30.00")},
			{Name: "auteur", Payee: "auteur", Rate: rate("0.02")},
		}, Rest: allTo("producteur")}},
	} {
		t.Run(id, func(t *testing.T) {
			plan, err := BuildDistributions("EUR", distributions...)
			require.NoError(t, err)
			requireGolden(t, id, plan)
		})
	}
}

// An escalator from 5 % to 7.5 % at 10,000 and a bonus of 500 there, worked out by hand: of 16,000, ahead
// 500 + 450, of everything 1,200; the bonus 500 of what is left.
func TestEscalators(t *testing.T) {
	levels := func(retroactive bool) []Level {
		return []Level{{From: euros("0.00"), Rate: new(fr("0.05"))}, {From: euros("10000.00"), Rate: new(fr("0.075")), Retroactive: retroactive}}
	}
	for _, c := range []struct {
		name        string
		retroactive bool
		star, rest  string
	}{{"prospective", false, "1450.00", "14550.00"}, {"retroactive", true, "1700.00", "14300.00"}} {
		t.Run(c.name, func(t *testing.T) {
			plan, err := BuildDistributions("EUR", Distribution{Pot: "gross", Deductions: []Deduction{
				{Name: "escalator", Payee: "star", Levels: levels(c.retroactive)},
				{Name: "bonus", Payee: "star", Bonuses: []Level{{From: euros("10000.00"), Amount: new(euros("500.00"))}}},
			}, Rest: allTo("studio")})
			require.NoError(t, err)
			requireSound(t, plan)
			r := receive(t, plan, Event{Pot: "gross", Amount: euros("16000.00")})
			assert.Equal(t, c.star, paidTo(r, "star"))
			assert.Equal(t, c.rest, paidTo(r, "studio"))
		})
	}
}

func TestReleasesTellEveryFault(t *testing.T) {
	_, err := BuildDistributions("EUR", Distribution{Deductions: []Deduction{
		{Name: "", Payee: "x", Rate: new(fr("2"))},
		{Name: "none", Payee: "x"},
		{Name: "two", Payee: "x", Rate: new(fr("0.1")), Account: &Account{ID: "a"}},
		{Name: "shared rate", Shares: allTo("x"), Rate: new(fr("0.1"))},
		{Name: "metered account", Account: &Account{ID: "a"}, Meter: "m"},
	}, Rest: allTo("y"), Into: "z"})
	assert.Equal(t, []string{
		"[0].pot", "[0].rest", "[0].deductions[0].name", "[0].deductions[1]", "[0].deductions[2]",
		"[0].deductions[3].shares", "[0].deductions[4].payee", "[0].deductions[4].meter",
	}, faultsOf(t, err))

	_, err = BuildDistributions("EUR", Distribution{Pot: "a", Deductions: []Deduction{{Name: "fee", Payee: "x", Rate: new(fr("2"))}}, Into: "b"})
	assert.Equal(t, []string{"plan.pots[0].steps[0].rate", "plan.pots[0].steps[1].pot"}, faultsOf(t, err))

	_, err = BuildDistributions("EUR")
	assert.Equal(t, []string{""}, faultsOf(t, err))
	_, err = BuildDistributions("EUR", make([]Distribution, 1_000_000)...)
	require.Error(t, err)
}

// A plan shares no memory with the deal it is built from.
func TestAPlanIsTheCallers(t *testing.T) {
	deal := Distribution{Pot: "p", Deductions: []Deduction{{Name: "fee", Payee: "x", Rate: new(fr("0.1"))}}, Rest: allTo("y")}
	plan, err := BuildDistributions("EUR", deal)
	require.NoError(t, err)
	*plan.Pots[0].Steps[0].Rate = fr("1")
	plan.Pots[0].Steps[1].Shares[0].Payee = "z"
	assert.Equal(t, fr("0.1"), *deal.Deductions[0].Rate)
	assert.Equal(t, "y", deal.Rest[0].Payee)
}

// Two territories that recoup one guarantee (cross-collateralisation) say the same of it. Of 60.00 and 70.00 the
// guarantee of 100.00 leaves 30.00.
func TestReleasesMayShareAnAccount(t *testing.T) {
	distribution := func(pot, opening string) Distribution {
		return Distribution{Pot: pot, Deductions: []Deduction{{Name: "MG", Payee: "distributor", Account: &Account{ID: "MG", Opening: euros(opening), Premium: new(fr("0"))}}}, Rest: allTo("producer")}
	}
	plan, err := BuildDistributions("EUR", distribution("DE", "100.00"), distribution("AT", "100.00"))
	require.NoError(t, err)
	requireSound(t, plan)
	r := receive(t, plan, Event{Pot: "DE", Amount: euros("60.00")}, Event{Pot: "AT", Amount: euros("70.00")})
	assert.Equal(t, "100.00", paidTo(r, "distributor"))
	assert.Equal(t, "30.00", paidTo(r, "producer"))

	_, err = BuildDistributions("EUR", distribution("DE", "100.00"), distribution("AT", "50.00"))
	assert.Equal(t, []string{"plan.accounts[1].id"}, faultsOf(t, err))
}
