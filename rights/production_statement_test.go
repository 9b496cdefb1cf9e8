package rights

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

func productionStatement() ProductionStatement {
	return ProductionStatement{
		Work: "Le film", Kind: CinemaFilm, Currency: "EUR", From: on("2026-03-31"),
		Costs: []StageCost{
			{Shoot, "personnel", euros("600.00")}, {Preparation, "repérages", euros("100.00")},
			{Shoot, "moyens techniques", euros("200.00")}, {PostProduction, "montage", euros("100.00")},
		},
		Means: []Means{{SOFICAMeans, "SOFICA", euros("300.00")}, {ProducerMeans, "producteur", euros("650.00")}},
	}
}

// Sums by hand; due eight months after the visa (C. cinéma, art. L. 213-24), the end of the month kept inside it.
func TestProductionStatement(t *testing.T) {
	r, err := productionStatement().Compute(StatementDuties{})
	require.NoError(t, err)
	assert.Equal(t, []StageTotal{{Preparation, euros("100.00")}, {Shoot, euros("800.00")}, {PostProduction, euros("100.00")}}, r.Stages)
	assert.Equal(t, []MeansTotal{{ProducerMeans, euros("650.00")}, {SOFICAMeans, euros("300.00")}}, r.Kinds)
	assert.Equal(t, "1000.00", r.Cost.String())
	assert.Equal(t, "-50.00", r.Balance.String())
	assert.Equal(t, on("2026-11-30"), r.Due)
	require.Len(t, r.Notices, 1, "the term is of a single source")

	var b bytes.Buffer
	require.NoError(t, r.WriteText(&b, EnglishLabels))
	assert.Equal(t, `PRODUCTION ACCOUNT  Le film  EUR

Cost
  preparation: 100.00
    repérages: 100.00
  shoot: 800.00
    personnel: 600.00
    moyens techniques: 200.00
  post-production: 100.00
    montage: 100.00
  Total: 1000.00

Financing
  producers: 650.00
    producteur: 650.00
  SOFICA: 300.00
    SOFICA: 300.00
  Total: 950.00

  Financing less cost: -50.00
  To be sent by: 2026-11-30
`, b.String())
	b.Reset()
	require.NoError(t, r.WriteText(&b, FrenchLabels))
	assert.Contains(t, b.String(), "À transmettre au plus tard le\u00a0: 30/11/2026")
	assert.Error(t, r.WriteText(&b, ""))
	for _, labels := range []Labels{FrenchLabels, EnglishLabels} {
		for _, kind := range meansKinds {
			assert.NotEmpty(t, labels.production().kinds[kind], kind)
		}
	}
}

func TestProductionStatementTellsEveryFault(t *testing.T) {
	_, err := ProductionStatement{Costs: []StageCost{{Amount: euros("-1.00")}}, Means: []Means{{Amount: euros("-1.00")}}}.Compute(StatementDuties{})
	assert.Equal(t, []string{
		"work", "kind", "currency", "from", "costs[0].stage", "costs[0].name", "costs[0].amount", "means[0].kind", "means[0].name", "means[0].amount",
	}, faultsOf(t, err))
	p := productionStatement()
	p.From = on("2010-01-01")
	_, err = p.Compute(StatementDuties{})
	assert.ErrorIs(t, err, law.ErrNoValue)
	p = productionStatement()
	p.Costs = []StageCost{{Shoot, "a", money.FromCents(1<<63 - 1)}, {Preparation, "b", money.FromCents(1)}}
	_, err = p.Compute(StatementDuties{})
	assert.Equal(t, []string{"costs"}, faultsOf(t, err))
}
