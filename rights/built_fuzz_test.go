package rights

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

func textOfTerms(t testing.TB, terms any) string {
	t.Helper()
	document, err := json.Marshal(terms)
	require.NoError(t, err)
	return string(document)
}

// What is written is read again, the same.
func TestDealsGoThroughJSON(t *testing.T) {
	film, err := DecodeFrenchFilm(strings.NewReader(textOfTerms(t, fr1())))
	require.NoError(t, err)
	assert.Equal(t, fr1(), film)
	collection, err := DecodeCollection(strings.NewReader(textOfTerms(t, cama())))
	require.NoError(t, err)
	assert.Equal(t, cama(), collection)
	account, err := DecodeProductionStatement(strings.NewReader(textOfTerms(t, productionStatement())))
	require.NoError(t, err)
	assert.Equal(t, productionStatement(), account)
	p := fr1Projection(t)
	p.Deal.Events = []Event{}
	projection, err := DecodeProjection(strings.NewReader(textOfTerms(t, p)))
	require.NoError(t, err)
	want, err := Project(p)
	require.NoError(t, err)
	got, err := Project(projection)
	require.NoError(t, err)
	assert.Equal(t, want, got)

	_, err = DecodeFrenchFilm(strings.NewReader(`{"signed":"2026-01-01","mandats":[]}`))
	assert.Equal(t, []string{"mandats", "mandates", "producers"}, faultsOf(t, err))
	_, err = DecodeCollection(strings.NewReader(`[]`))
	require.Error(t, err)
}

// Whatever film is read, what it builds is sound, or is refused by a fault with a path.
func FuzzFrenchFilm(f *testing.F) {
	f.Add(textOfTerms(f, fr1()))
	vod := oneMandate(Mandate{Mode: VoD, Commission: new(fr("0.3"))})
	vod.Aids = []Aid{{"a", "CNC", FromSupport}, {"b", "région", FromProducer}, {"c", "Eurimages", FromReceipts}}
	vod.Performers = "ADAMI"
	f.Add(textOfTerms(f, vod))
	f.Fuzz(func(t *testing.T, document string) {
		film, err := DecodeFrenchFilm(strings.NewReader(document))
		if err != nil {
			return
		}
		for _, build := range []func(FrenchTerms) (BuiltPlan, error){film.Plan, film.AuthorsPlan} {
			built, err := build(FrenchTerms{})
			requireBuilt(t, built.Plan, err)
		}
	})
}

func FuzzCollection(f *testing.F) {
	f.Add(textOfTerms(f, cama()))
	f.Add(`{"pot":"p","premium":"1/5","equity":[{"payee":"x","amount":"0.01"}],"net":{"pool":"1/3","producer":"x","participants":[{"payee":"y","share":"1/2","ofProducer":true}]}}`)
	f.Fuzz(func(t *testing.T, document string) {
		if c, err := DecodeCollection(strings.NewReader(document)); err == nil {
			plan, err := c.Plan()
			requireBuilt(t, plan, err)
		}
	})
}

// Whatever scenarios are read, what they pay adds up to what everybody has.
func FuzzProjection(f *testing.F) {
	p := fr1Projection(f)
	p.Deal.Events = []Event{}
	f.Add(textOfTerms(f, p))
	f.Fuzz(func(t *testing.T, document string) {
		p, err := DecodeProjection(strings.NewReader(document))
		if err != nil || len(p.Scenarios) > 5 {
			return
		}
		list, err := Project(p)
		if err != nil {
			return // beyond the range of an amount
		}
		for _, s := range list {
			var flows, paid money.Total
			for _, flow := range s.Flows {
				flows.Add(flow.Amount)
			}
			for _, p := range s.Payees {
				paid.Add(p.Paid)
			}
			if a, _ := flows.Amount(); a != sumOf(paid) {
				t.Fatalf("flows of %s, %s paid", a, sumOf(paid))
			}
		}
	})
}

func sumOf(t money.Total) money.Amount {
	a, _ := t.Amount()
	return a
}

// Whatever production account is read, its sums add up.
func FuzzProductionStatement(f *testing.F) {
	f.Add(textOfTerms(f, productionStatement()))
	f.Fuzz(func(t *testing.T, document string) {
		p, err := DecodeProductionStatement(strings.NewReader(document))
		if err != nil {
			return
		}
		r, err := p.Compute(StatementDuties{})
		if err != nil {
			return // a day before the law, or beyond the range of an amount
		}
		var stages money.Total
		for _, s := range r.Stages {
			stages.Add(s.Total)
		}
		if sumOf(stages) != r.Cost || r.Means.Cents()-r.Cost.Cents() != r.Balance.Cents() {
			t.Fatalf("cost %s of %v, balance %s", r.Cost, r.Stages, r.Balance)
		}
		if err := r.WriteText(io.Discard, FrenchLabels); err != nil {
			t.Fatal(err)
		}
	})
}

// requireBuilt requires a sound plan that loses no cent, or faults with paths.
func requireBuilt(t *testing.T, plan Plan, err error) {
	t.Helper()
	if err != nil {
		for _, e := range joined(err) {
			var fault *FieldError
			if !errors.As(e, &fault) && !strings.Contains(err.Error(), "no value") {
				t.Fatalf("no fault with a path: %v", e)
			}
		}
		return
	}
	if err := plan.Validate(); err != nil {
		t.Fatal(err)
	}
	d := dealOf(plan, nil)
	for _, pot := range plan.Pots[:min(5, len(plan.Pots))] {
		d.Events = append(d.Events, Event{ID: pot.ID, Date: on("2199-01-01"), Kind: Receipt, Pot: pot.ID, Amount: money.FromCents(123_456_789)})
	}
	if r, err := Run(d); err == nil && r.TotalIn != r.TotalOut {
		t.Fatalf("%s in, %s out", r.TotalIn, r.TotalOut)
	}
}

// Hostile sizes and shares are refused, fast.
func TestHostileDealsAreRefused(t *testing.T) {
	film := fr1()
	film.Corridors = make([]Corridor, 1_000_000)
	film.Authors = make([]Author, 1_000_000)
	film.Mandates = make([]Mandate, 1_000_000)
	film.Producers = make([]Coproducer, 1_000_000)
	_, err := film.Plan(FrenchTerms{})
	require.Error(t, err)

	c := cama()
	c.Equity = make([]Contribution, 1_000_000)
	c.Loans = make([]Loan, 1_000_000)
	_, err = c.Plan()
	require.Error(t, err)

	// Contributions whose shares have no common denominator that fits.
	c = cama()
	c.Net.Pool = fr("999999999999999989/999999999999999999")
	_, err = c.Plan()
	require.Error(t, err)
}
