package rights

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// oneMandate is a film with a single mandate.
func oneMandate(m Mandate) FrenchFilm {
	m.Pot, m.Operator = "mandat", "opérateur"
	return FrenchFilm{
		Currency: "EUR", Signed: on("2026-01-01"), Mandates: []Mandate{m},
		Producers: []Coproducer{{Payee: "producteur", Share: new(fr("1"))}},
	}
}

// The ceilings of the protocol of 16 December 2010, art. 3.2 (reference/finance-rights-2026.md B.1): what may be
// held against the authors of 1,000.00, at a contract rate of 40 % and of 5 %.
func TestOpposableCommissions(t *testing.T) {
	for _, c := range []struct {
		name      string
		mandate   Mandate
		high, low string
	}{
		{"theatres", Mandate{Mode: Theatrical}, "250.00", "50.00"},
		{"theatres with guarantee", Mandate{Mode: Theatrical, Guarantee: euros("1.00")}, "350.00", "50.00"},
		{"theatres with guarantee, no agent", Mandate{Mode: Theatrical, Guarantee: euros("1.00"), By: ProducerItself}, "0.00", "0.00"},
		{"theatres, no agent", Mandate{Mode: Theatrical, By: ProducerItself}, "250.00", "50.00"},
		{"non-commercial", Mandate{Mode: NonCommercial}, "300.00", "50.00"},
		{"non-commercial, no agent", Mandate{Mode: NonCommercial, By: ProducerItself}, "0.00", "0.00"},
		{"video", Mandate{Mode: Video}, "150.00", "50.00"},
		{"video of the group", Mandate{Mode: Video, By: ProducerGroup}, "0.00", "0.00"},
		{"VoD", Mandate{Mode: VoD}, "300.00", "50.00"},
		{"VoD of the group", Mandate{Mode: VoD, By: ProducerGroup}, "0.00", "0.00"},
		{"SVoD", Mandate{Mode: SVoD}, "300.00", "50.00"},
		{"television", Mandate{Mode: Television}, "100.00", "50.00"},
		{"television, small sales", Mandate{Mode: TelevisionSmall}, "150.00", "50.00"},
		{"abroad", Mandate{Mode: Abroad}, "250.00", "50.00"},
		{"abroad, no agent", Mandate{Mode: Abroad, By: ProducerItself}, "250.00", "50.00"},
		{"music", Mandate{Mode: Music}, "200.00", "50.00"},
		{"other", Mandate{Mode: OtherMode}, "200.00", "50.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for contract, want := range map[string]string{"0.40": c.high, "0.05": c.low} {
				c.mandate.Commission = new(fr(contract))
				built, err := oneMandate(c.mandate).AuthorsPlan(FrenchTerms{})
				require.NoError(t, err)
				requireSound(t, built.Plan)
				r := receive(t, built.Plan, Event{Pot: "mandat", Amount: euros("1000.00")})
				assert.Equal(t, want, paidTo(r, OpposableCommission), contract)
			}
		})
	}
}

// The golden figures of B.1: the commission falls by about 20,000 at 300,001, and the base rises by it.
func TestVoDScale(t *testing.T) {
	built, err := oneMandate(Mandate{Mode: VoD, Commission: new(fr("0.30"))}).AuthorsPlan(FrenchTerms{})
	require.NoError(t, err)
	for receipts, want := range map[string]string{
		"80000.00": "24000.00", "150000.00": "40000.00", "250000.00": "57500.00", "300000.00": "65000.00",
		"300001.00": "45000.15", "400000.00": "60000.00",
	} {
		r := receive(t, built.Plan, Event{Pot: "mandat", Amount: euros(receipts)})
		assert.Equal(t, want, paidTo(r, OpposableCommission), receipts)
	}
	require.Len(t, built.Figures, 7)
	assert.Equal(t, "vod/1/rate", built.Figures[0].Key)
	assert.Equal(t, []string{"Protocole 16-12-2010 art. 3"}, built.Figures[0].Refs.Keys())
	require.Len(t, built.Notices, 2, "the text leaves two stretches undefined")
	for _, n := range built.Notices {
		assert.Equal(t, law.CodeUnverified, n.Code)
	}

	e := mustCompile(t, built.Plan)
	state, _, err := e.Apply(e.Start(), receiptOf("a", "2026-01-01", "mandat", "300000.00"))
	require.NoError(t, err)
	assert.Equal(t, "235000.00", e.Entitled(state, NetReceipts).String())
	state, _, err = e.Apply(state, receiptOf("b", "2026-01-02", "mandat", "1.00"))
	require.NoError(t, err)
	assert.Equal(t, "255000.85", e.Entitled(state, NetReceipts).String())
}

// A contract above the ceiling costs the producer, not the authors: of 1,000.00 at 40 % with costs of 100.00 the
// cash leaves 500.00, the base is 650.00, and 10 % of it are due.
func TestACommissionAboveTheCeilingIsTheProducers(t *testing.T) {
	film := oneMandate(Mandate{Mode: Theatrical, Commission: new(fr("0.40")), Costs: euros("100.00")})
	film.Authors = []Author{{Payee: "auteur", Rate: fr("0.1")}}
	deal, err := film.Deal(FrenchEvents{Events: []Event{receiptOf("r", "2026-02-01", "mandat", "1000.00")}}, FrenchTerms{})
	require.NoError(t, err)
	r, err := Run(deal.Deal)
	require.NoError(t, err)
	assert.Equal(t, "650.00", deal.Base[0].Authors.String()) // 75 % less 100.00
	assert.Equal(t, "65.00", paidTo(r, "auteur"))
	assert.Equal(t, "435.00", paidTo(r, "producteur"))
}

// Pre-sales count at once and are owed before any cash; modes that a society manages count in the amortisation
// and not in the authors' part (reference/rights.md §1.3).
func TestModesOfASocietyAreLeftOut(t *testing.T) {
	film := oneMandate(Mandate{Mode: Theatrical})
	film.Mandates = append(film.Mandates, Mandate{Pot: "télévision", Mode: Television, Operator: "mandataire", ManagedBy: "SACD"})
	film.Authors = []Author{{Payee: "auteur", Rate: fr("0.1"), Extra: new(fr("0.05"))}}
	film.Performers = "ADAMI"
	deal, err := film.Deal(FrenchEvents{
		Presales:    []Presale{{ID: "Canal+", Date: on("2026-01-01"), Amount: euros("1000.00"), ManagedBy: "SACD"}, {ID: "vidéo", Date: on("2026-01-01"), Amount: euros("500.00")}},
		AmortisedAt: []AmortisedAt{{From: on("2026-01-01"), Reaches: euros("2200.00")}},
		Events: []Event{
			receiptOf("salle", "2026-02-01", "mandat", "600.00"),
			receiptOf("reprise", "2026-03-01", "mandat", "400.00"),
			receiptOf("télé", "2026-04-01", "télévision", "100.00"),
		},
	}, FrenchTerms{})
	require.NoError(t, err)
	requireSound(t, deal.Deal.Plan())
	// 1,500 by pre-sales, 2,100 with theatres; the revival brings 2,500, of which 300 after amortisation.
	want := []AuthorsBaseLine{
		{"Canal+", on("2026-01-01"), euros("1000.00"), euros("0.00"), euros("0.00"), euros("0.00")},
		{"vidéo", on("2026-01-01"), euros("1500.00"), euros("500.00"), euros("0.00"), euros("0.00")},
		{"salle", on("2026-02-01"), euros("2100.00"), euros("1100.00"), euros("0.00"), euros("0.00")},
		{"reprise", on("2026-03-01"), euros("2500.00"), euros("1500.00"), euros("300.00"), euros("300.00")},
		{"télé", on("2026-04-01"), euros("2600.00"), euros("1500.00"), euros("400.00"), euros("300.00")},
	}
	assert.Equal(t, want, deal.Base)
	r, err := Run(deal.Deal)
	require.NoError(t, err)
	assert.Equal(t, "165.00", paidTo(r, "auteur")) // 10 % of 1,500 and 5 % of 300
	assert.Equal(t, "8.00", paidTo(r, "ADAMI"))    // 2 % of 400, accord of 7 June 1990
	assert.Equal(t, "927.00", paidTo(r, "producteur"))
}

// Support that brings the amortisation about by itself makes nothing of what came in before a base (art. 2, "within
// the limit of amortisation"): what comes in from then on is after it.
func TestSupportIsNeverABase(t *testing.T) {
	film := oneMandate(Mandate{Mode: Theatrical})
	film.Authors = []Author{{Payee: "auteur", Extra: new(fr("0.1"))}}
	deal, err := film.Deal(FrenchEvents{
		AmortisedAt: []AmortisedAt{{on("2026-01-01"), euros("1000.00")}, {on("2026-03-01"), euros("300.00")}, {on("2026-05-01"), euros("250.00")}, {on("2026-07-01"), euros("700.00")}},
		Events: []Event{
			receiptOf("a", "2026-02-01", "mandat", "400.00"),
			receiptOf("b", "2026-04-01", "mandat", "100.00"),
			receiptOf("c", "2026-06-01", "mandat", "100.00"),
			receiptOf("d", "2026-08-01", "mandat", "200.00"),
		},
	}, FrenchTerms{})
	require.NoError(t, err)
	var after []string
	for _, line := range deal.Base {
		after = append(after, line.AuthorsAfter.String())
	}
	// In July later costs raise what is to be reached to 700.00: of the last 200.00 the half.
	assert.Equal(t, []string{"0.00", "100.00", "200.00", "300.00"}, after)
}

// A credit note lowers the base, not what has been counted: it is told, and set off against what comes next.
func TestACreditNoteIsSetOff(t *testing.T) {
	film := oneMandate(Mandate{Mode: Theatrical})
	film.Authors = []Author{{Payee: "auteur", Rate: fr("0.1")}}
	credit := receiptOf("avoir", "2026-03-01", "mandat", "400.00")
	credit.Kind = Credit
	events := []Event{receiptOf("a", "2026-02-01", "mandat", "1000.00"), credit}
	deal, err := film.Deal(FrenchEvents{Events: events}, FrenchTerms{})
	require.NoError(t, err)
	assert.Equal(t, "400.00", deal.Fallen.String())
	deal, err = film.Deal(FrenchEvents{Events: append(events, receiptOf("b", "2026-04-01", "mandat", "500.00"))}, FrenchTerms{})
	require.NoError(t, err)
	assert.Equal(t, "0.00", deal.Fallen.String())
	r, err := Run(deal.Deal)
	require.NoError(t, err)
	assert.Equal(t, "110.00", paidTo(r, "auteur"))
}

// The shared territory of a co-production counts by its French part (art. 3.2, II.B: 30/70).
func TestASharedTerritoryCountsByItsFrenchPart(t *testing.T) {
	built, err := oneMandate(Mandate{Mode: Abroad, Counts: new(fr("0.3"))}).AuthorsPlan(FrenchTerms{})
	require.NoError(t, err)
	requireSound(t, built.Plan)
	r := receive(t, built.Plan, Event{Pot: "mandat", Amount: euros("1000.00")})
	assert.Equal(t, "300.00", paidTo(r, NetReceipts))
	assert.Equal(t, "700.00", paidTo(r, NotCounted))
}

// A plainer second reckoning of the accounting base, one mandate: the guarantee, and what of the receipts is
// left above it after the commission and the costs. It agrees over random deals.
func TestTheBaseAgreesWithAPlainerReckoning(t *testing.T) {
	rng := rand.New(rand.NewPCG(10, 2))
	for range 300 {
		contract := rng.Int64N(60)
		costs, guarantee := rng.Int64N(100_000), 1+rng.Int64N(100_000)
		film := oneMandate(Mandate{
			Mode: Theatrical, Commission: new(fr(fmt.Sprintf("%d/100", contract))),
			Costs: money.FromCents(costs), Guarantee: money.FromCents(guarantee),
		})
		film.Authors = []Author{{Payee: "auteur", Rate: fr("0.1")}}
		var events []Event
		for i := range 1 + rng.IntN(6) {
			events = append(events, Event{ID: fmt.Sprint(i), Kind: Receipt, Date: on("2026-02-01"), Pot: "mandat", Amount: money.FromCents(rng.Int64N(200_000))})
		}
		deal, err := film.Deal(FrenchEvents{Events: events}, FrenchTerms{})
		require.NoError(t, err)
		var gross int64
		for _, e := range events {
			gross += e.Amount.Cents()
		}
		commission := (gross*min(contract, 35) + 50) / 100 // half up
		want := guarantee + max(0, gross-commission-costs-guarantee)
		assert.Equal(t, want, deal.Base[len(deal.Base)-1].Authors.Cents())

		r, err := Run(deal.Deal)
		require.NoError(t, err)
		assert.Equal(t, r.TotalIn, r.TotalOut)
		assert.LessOrEqual(t, euros(paidTo(r, "auteur")).Cents(), (want+5)/10)
	}
}

func TestFrenchTermsAreSound(t *testing.T) {
	list := FrenchTerms{}.List(on("2026-11-26"))
	require.NotEmpty(t, list)
	for _, entry := range list {
		assert.NotEmpty(t, entry.Value, entry.Key)
	}
	terms, err := FrenchTerms{}.With(law.Override[money.Decimal]{Key: "commission/video", Value: money.MustDecimal("0.20")})
	require.NoError(t, err)
	built, err := oneMandate(Mandate{Mode: Video, Commission: new(fr("0.5"))}).AuthorsPlan(terms)
	require.NoError(t, err)
	r := receive(t, built.Plan, Event{Pot: "mandat", Amount: euros("1000.00")})
	assert.Equal(t, "200.00", paidTo(r, OpposableCommission))

	_, err = FrenchTerms{}.With(law.Override[money.Decimal]{Key: "none"})
	require.ErrorIs(t, err, law.ErrUnknownKey)
	for key, value := range map[string]string{"commission/video": "1.5", "vod/2/from": "1000000000000000000000"} {
		terms, err = FrenchTerms{}.With(law.Override[money.Decimal]{Key: key, Value: money.MustDecimal(value)})
		require.NoError(t, err)
		mode := Video
		if key != "commission/video" {
			mode = VoD
		}
		_, err = oneMandate(Mandate{Mode: mode, Commission: new(fr("0.5"))}).AuthorsPlan(terms)
		assert.Equal(t, []string{key}, faultsOf(t, err))
	}
}
