package rights

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// fr1 is FR-1 of reference/rights.md §3 in the words of the trade.
func fr1() FrenchFilm {
	return FrenchFilm{
		Currency: "EUR", Signed: on("2026-01-01"),
		Mandates: []Mandate{
			{
				Pot: "salle", Mode: Theatrical, Operator: "distributeur",
				Commission: new(fr("0.30")), Costs: euros("250000.00"), Guarantee: euros("200000.00"),
			},
			{
				Pot: "export", Mode: Abroad, Operator: "vendeur",
				Commission: new(fr("0.20")), Costs: euros("40000.00"), Guarantee: euros("150000.00"),
			},
		},
		Producers: []Coproducer{
			{Payee: "producteur delegue", Share: new(fr("0.7"))},
			{Payee: "coproducteur", Share: new(fr("0.3"))},
		},
		Corridors: []Corridor{{Payee: "SOFICA", Rate: fr("0.20"), Until: new(euros("120000.00")), Then: new(fr("0.08"))}},
		Authors:   []Author{{Payee: "auteurs", Rate: fr("0.04"), Guarantee: euros("40000.00")}},
	}
}

func receiptOf(id, date, pot, amount string) Event {
	return Event{ID: id, Date: on(date), Kind: Receipt, Pot: pot, Amount: euros(amount)}
}

func fr1Events() []Event {
	return []Event{
		receiptOf("S1", "2026-01-28", "salle", "600000.00"),
		receiptOf("S2 salle", "2026-02-28", "salle", "300000.00"),
		receiptOf("S2 export", "2026-03-28", "export", "400000.00"),
		receiptOf("S3", "2026-04-28", "export", "800000.00"),
	}
}

func TestFrenchFilmReproducesFR1(t *testing.T) {
	film := fr1()
	deal, err := film.Deal(FrenchEvents{Events: fr1Events()}, FrenchTerms{})
	require.NoError(t, err)
	requireSound(t, deal.Deal.Plan())
	requireSound(t, deal.Authors.Plan())
	assert.Empty(t, deal.Notices, "its commissions are of verified figures")

	g, _ := golden(t, "FR-1-authors")
	result, err := Run(deal.Deal)
	require.NoError(t, err)
	after := map[string]EventResult{}
	for _, e := range result.Events {
		after[e.ID] = e
	}
	for _, want := range g.Expect[1:] {
		got := map[string]money.Amount{}
		for _, p := range after[want.ID].Payees {
			got[p.Payee] = p.Paid
		}
		assert.Equal(t, want.Payees, got, want.ID)
	}
	for i, balance := range map[int]string{1: "40000.00", 3: "13600.00", 4: "0.00"} { // of the authors' guarantee
		accounts := after[g.Expect[i].ID].Accounts
		assert.Equal(t, balance, accounts[len(accounts)-1].Balance.String())
	}

	// The shadow base of the reference: 350,000 at once, 660,000 at S2, 1,300,000 at S3.
	var base []string
	for _, line := range deal.Base {
		base = append(base, line.Event+" "+line.Authors.String())
	}
	assert.Equal(t, []string{
		"salle, MG 200000.00", "export, MG 350000.00", "S2 salle 530000.00", "S2 export 660000.00", "S3 1300000.00",
	}, base)
}

// FR-1 without its authors is the deal of deals.json.
func TestFrenchFilmWithoutAuthors(t *testing.T) {
	film := fr1()
	film.Authors = nil
	film.Producers[0].Payee = "prod delegue"
	built, err := film.Plan(FrenchTerms{})
	require.NoError(t, err)
	requireSound(t, built.Plan)
	g, deal := golden(t, "FR1-salles-export-sofica")
	result, err := Run(dealOf(built.Plan, deal.Events))
	require.NoError(t, err)
	for i, want := range g.Expect {
		for payee, paid := range want.Payees {
			got := Result{Payees: result.Events[i].Payees}
			assert.Equal(t, paid.String(), paidTo(got, payee), "%s: %s", want.ID, payee)
		}
	}
}

// G14 of reference/rights.md §1.6: each producer has its own country, the rest of the world pro rata.
func TestCoproductionByTerritoryAndProRata(t *testing.T) {
	film := FrenchFilm{
		Signed:   on("2026-01-01"),
		Mandates: []Mandate{{Pot: "reste du monde", Mode: Abroad, Operator: "vendeur"}},
		Producers: []Coproducer{
			{Payee: "France", Contribution: euros("1467000.00"), Reserved: []string{"territoire FR"}},
			{Payee: "Belgique", Contribution: euros("571000.00"), Reserved: []string{"territoire BE"}},
		},
	}
	built, err := film.Plan(FrenchTerms{})
	require.NoError(t, err)
	requireSound(t, built.Plan)
	r := receive(t, built.Plan, Event{Pot: "reste du monde", Amount: euros("100000.00")})
	assert.Equal(t, "71982.34", paidTo(r, "France"))
	assert.Equal(t, "28017.66", paidTo(r, "Belgique"))
	r = receive(t, built.Plan, Event{Pot: "territoire BE", Amount: euros("50000.00")})
	assert.Equal(t, "50000.00", paidTo(r, "Belgique"))
}

// Each corridor has its amount to the cent, whatever its rate, and does not depend on the others. By hand: at
// 2,000.00 shared, 30 % until 300.00 has had 300.00 + 5 % of the 1,000.00 beyond 1,000.00; 7 % until 33.33
// stops there; 10 % goes on.
func TestCorridors(t *testing.T) {
	film := FrenchFilm{
		Signed:    on("2026-01-01"),
		Mandates:  []Mandate{{Pot: "salle", Mode: Theatrical, Operator: "distributeur"}},
		Producers: []Coproducer{{Payee: "producteur", Share: new(fr("1"))}},
		Corridors: []Corridor{
			{Payee: "A", Rate: fr("0.3"), Until: new(euros("300.00")), Then: new(fr("0.05"))},
			{Payee: "B", Rate: fr("0.07"), Until: new(euros("33.33"))},
			{Payee: "C", Rate: fr("0.1")},
		},
	}
	built, err := film.Plan(FrenchTerms{})
	require.NoError(t, err)
	requireSound(t, built.Plan)
	r := receive(t, built.Plan, Event{Pot: "salle", Amount: euros("2000.00")})
	for payee, want := range map[string]string{"A": "350.00", "B": "33.33", "C": "200.00", "producteur": "1416.67"} {
		assert.Equal(t, want, paidTo(r, payee), payee)
	}
}

// FR-1 with its SOFICA bought back after S2, when it has had 62,000.00: of S3 the corridor gives the buyer what it
// would have given the SOFICA, 86,000.00, and nothing of before again.
func TestABoughtCorridorGoesOn(t *testing.T) {
	film := fr1()
	film.Authors, film.Corridors[0].ID = nil, "couloir SOFICA"
	before, err := film.Plan(FrenchTerms{})
	require.NoError(t, err)
	film.Corridors[0].Payee = "acheteur"
	after, err := film.Plan(FrenchTerms{})
	require.NoError(t, err)
	d := dealOf(before.Plan, fr1Events())
	d.Amendments = []Amendment{{on("2026-04-01"), after.Plan}}
	r, err := Run(d)
	require.NoError(t, err)
	assert.Equal(t, "62000.00", paidTo(r, "SOFICA"))
	assert.Equal(t, "86000.00", paidTo(r, "acheteur"))
	assert.Equal(t, "561400.00", paidTo(r, "producteur delegue"))
}

// Any film of sound terms builds plans that the static check has nothing to say of, and that lose no cent.
func TestBuiltFilmsAreSound(t *testing.T) {
	rng := rand.New(rand.NewPCG(10, 5))
	n := 200
	if testing.Short() {
		n = 40
	}
	for range n {
		film := randomFilm(rng)
		happened := FrenchEvents{AmortisedAt: []AmortisedAt{{on("2026-01-01"), money.FromCents(rng.Int64N(2_000_000))}}}
		for i := range 6 {
			m := film.Mandates[rng.IntN(len(film.Mandates))]
			happened.Events = append(happened.Events, Event{
				ID: fmt.Sprint(i), Kind: Receipt, Date: on("2026-02-01"), Pot: m.Pot, Amount: money.FromCents(rng.Int64N(2_000_000)),
			})
		}
		deal, err := film.Deal(happened, FrenchTerms{})
		require.NoError(t, err)
		requireSound(t, deal.Deal.Plan())
		requireSound(t, deal.Authors.Plan())
		reaches := happened.AmortisedAt[0].Reaches.Cents()
		for _, line := range deal.Base {
			require.Equal(t, max(0, line.Net.Cents()-reaches), line.After.Cents())
			require.LessOrEqual(t, line.AuthorsAfter.Cents(), line.Authors.Cents())
			require.LessOrEqual(t, line.Authors.Cents(), line.Net.Cents())
		}
		for _, d := range []Deal{deal.Deal, deal.Authors} {
			if len(d.Events) == 0 {
				continue
			}
			r, err := Run(d)
			require.NoError(t, err)
			require.Equal(t, r.TotalIn, r.TotalOut)
			require.Equal(t, "0.00", paidTo(r, Unallocated))
		}
	}
}

// randomFilm is a film of any terms that are sound.
func randomFilm(rng *rand.Rand) FrenchFilm {
	rate := func(most int) money.Fraction { return fr(fmt.Sprintf("%d/1000", rng.IntN(most*10))) }
	film := FrenchFilm{Currency: "EUR", Signed: on("2026-01-01")}
	for i := range 1 + rng.IntN(4) {
		m := Mandate{Pot: fmt.Sprint("m", i), Operator: fmt.Sprint("o", rng.IntN(2)), Mode: modes[rng.IntN(len(modes))], By: operators[rng.IntN(3)]}
		if rng.IntN(4) > 0 {
			m.Commission = new(rate(50))
		}
		m.Costs = money.FromCents(rng.Int64N(500_000))
		if rng.IntN(2) == 0 {
			m.Guarantee = money.FromCents(rng.Int64N(500_000))
		}
		if rng.IntN(4) == 0 {
			m.ManagedBy = "SACD"
		}
		film.Mandates = append(film.Mandates, m)
	}
	for i := range 1 + rng.IntN(3) {
		film.Producers = append(film.Producers, Coproducer{Payee: fmt.Sprint("p", i), Contribution: money.FromCents(1 + rng.Int64N(1_000_000))})
	}
	for i := range rng.IntN(3) {
		c := Corridor{Payee: fmt.Sprint("c", i), Rate: rate(30)}
		if rng.IntN(2) == 0 && !c.Rate.IsZero() {
			c.Until, c.Then = new(money.FromCents(1+rng.Int64N(100_000))), new(rate(10))
		}
		film.Corridors = append(film.Corridors, c)
	}
	for i := range rng.IntN(3) {
		a := Author{Payee: fmt.Sprint("a", i), Rate: rate(5), Guarantee: money.FromCents(rng.Int64N(20_000))}
		if rng.IntN(2) == 0 {
			a.Extra = new(rate(5))
		}
		film.Authors = append(film.Authors, a)
	}
	for i := range rng.IntN(3) {
		film.Aids = append(film.Aids, Aid{fmt.Sprint("aid", i), "CNC", aidSources[rng.IntN(3)]})
	}
	if rng.IntN(2) == 0 {
		film.Performers = "ADAMI"
	}
	return film
}

// G15 of reference/rights.md §1.6: of support of 88,504.38 a quarter repays the advance, 22,126.10, as
// financing reckons it; the rest is the producers'. Eurimages comes first out of receipts, a region out of the
// délégué's part.
func TestAidsAreRepaidInTheirPlace(t *testing.T) {
	film := FrenchFilm{
		Signed:   on("2026-01-01"),
		Mandates: []Mandate{{Pot: "salle", Mode: Theatrical, Operator: "distributeur"}},
		Producers: []Coproducer{
			{Payee: "délégué", Share: new(fr("0.6"))}, {Payee: "coproducteur", Share: new(fr("0.4"))},
		},
		Aids: []Aid{
			{ID: "avance", Payee: "CNC", From: FromSupport},
			{ID: "Eurimages", Payee: "Eurimages", From: FromReceipts},
			{ID: "région", Payee: "région", From: FromProducer},
		},
	}
	built, err := film.Plan(FrenchTerms{})
	require.NoError(t, err)
	requireSound(t, built.Plan)
	due := []AidDue{
		{ID: "avance", On: on("2026-01-01"), Amount: euros("22126.10")},
		{ID: "Eurimages", On: on("2026-01-01"), Amount: euros("100.00")},
		{ID: "région", On: on("2026-01-01"), Amount: euros("50.00")},
	}
	var events []Event
	for _, a := range film.Aids {
		events = append(events, a.Events(due)...)
	}
	require.Len(t, events, 3)
	events = append(events, receiptOf("soutien", "2026-01-02", PotSupport, "88504.38"), receiptOf("salle", "2026-01-02", "salle", "1100.00"))
	r, err := Run(dealOf(built.Plan, events))
	require.NoError(t, err)
	// Support left 66,378.28, of which 39,826.97 and 26,551.31; receipts 1,000.00 after Eurimages, of which 600.00
	// less the region's 50.00, and 400.00.
	for payee, want := range map[string]string{
		"CNC": "22126.10", "Eurimages": "100.00", "région": "50.00", "délégué": "40376.97", "coproducteur": "26951.31",
	} {
		assert.Equal(t, want, paidTo(r, payee), payee)
	}
}

func TestFrenchFilmTellsEveryFault(t *testing.T) {
	_, err := FrenchFilm{
		Mandates:  []Mandate{{Mode: "x", By: "x", Commission: new(fr("2")), Counts: new(fr("2")), Costs: euros("-1.00"), Guarantee: euros("-1.00"), CostsCap: new(euros("-2.00"))}},
		Producers: []Coproducer{{}, {Payee: "p", Share: new(fr("1/2"))}},
		Corridors: []Corridor{{Rate: fr("0"), Until: new(euros("1.00"))}, {Payee: "c", Rate: fr("2"), Then: new(fr("3"))}},
		Aids:      []Aid{{}},
		Authors:   []Author{{Rate: fr("2"), Extra: new(fr("2")), Guarantee: euros("-1.00")}},
	}.Plan(FrenchTerms{})
	assert.Equal(t, []string{
		"signed",
		"mandates[0].pot", "mandates[0].operator", "mandates[0].mode", "mandates[0].by", "mandates[0].commission",
		"mandates[0].counts", "mandates[0].costs", "mandates[0].guarantee", "mandates[0].costsCap",
		"producers[0].payee", "producers[0].share",
		"corridors[0].payee", "corridors[0].until", "corridors[1].rate", "corridors[1].then", "corridors[1].then",
		"aids[0].id", "aids[0].payee", "aids[0].from",
		"authors[0].payee", "authors[0].rate", "authors[0].extra", "authors[0].guarantee",
		"producers[1].share",
	}, faultsOf(t, err))

	film := fr1()
	film.Producers[1].Share = new(fr("0.4"))
	film.Corridors = append(film.Corridors, Corridor{Payee: "x", Rate: fr("0.9")})
	_, err = film.Plan(FrenchTerms{})
	assert.Equal(t, []string{"corridors"}, faultsOf(t, err))
	film.Corridors = nil
	_, err = film.Plan(FrenchTerms{})
	assert.Equal(t, []string{"plan.pots[2].steps[0].shares"}, faultsOf(t, err))

	film = fr1()
	_, err = film.Deal(FrenchEvents{Events: []Event{{Sequence: 1}}, Presales: []Presale{{Amount: euros("-1.00")}}, AmortisedAt: []AmortisedAt{{Reaches: euros("-1.00")}}}, FrenchTerms{})
	assert.Equal(t, []string{"events[0].date", "events[0].sequence", "presales[0].id", "presales[0].date", "presales[0].amount", "amortisedAt[0].from", "amortisedAt[0].reaches"}, faultsOf(t, err))

	film.Signed = civil.MustParseDate("2010-12-31") // the protocol is in force from 2011
	_, err = film.AuthorsPlan(FrenchTerms{})
	assert.ErrorContains(t, err, "commission/theatrical-with-guarantee")
}
