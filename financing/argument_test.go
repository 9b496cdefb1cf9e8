package financing

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
)

func soundPitch() Pitch {
	flows := flowsOf("2026-01-01 -100.00", "2027-01-01 130.00", "2026-01-01 -100.00", "2027-01-01 60.00")
	flows[0].Scenario, flows[1].Scenario, flows[2].Scenario, flows[3].Scenario = "central", "central", "low", "low"
	other := flowsOf("2027-01-01 10.00")
	other[0].Party = "sales"
	return Pitch{
		Title: "x", Investor: "fund", Sought: eur("100.00"),
		Facts:   []PositioningFact{{Label: "presale", Text: "signed by a channel", Source: "contract of 3 March"}},
		Risks:   []Risk{{"weather", 2, 3, "cover set"}, {"delay", 3, 4, "completion bond"}, {"currency", 3, 2, "hedge"}},
		Returns: Returns{On: day("2026-01-01"), Rate: rate("0.1"), Flows: append(other, flows...)},
	}
}

func TestArgument(t *testing.T) {
	a, err := ComputeArgument(soundPitch())
	require.NoError(t, err)
	assert.Equal(t, []string{"delay", "weather", "currency"}, []string{a.Risks[0].Name, a.Risks[1].Name, a.Risks[2].Name})
	assert.Equal(t, 12, a.Risks[0].Score)
	require.Len(t, a.Returns, 2, "not those of the seller")
	assert.Equal(t, "0.3", texts(a.Returns[0].Rates))
	assert.Equal(t, "18.18", a.Returns[0].NPV.String(), "130 / 1.1 − 100")
	assert.Equal(t, "-40.00", a.Worst.String())
	assert.Equal(t, "30.00", a.Best.String())
	assert.Empty(t, a.Notices)
}

func TestArgumentObjects(t *testing.T) {
	p := soundPitch()
	p.Risks, p.Sought = nil, eur("120.00")
	p.Returns.Flows = p.Returns.Flows[:2]
	p.Returns.Flows[1].Amount = eur("5.00")
	a, err := ComputeArgument(p)
	require.NoError(t, err)
	var codes []string
	for _, n := range a.Notices {
		codes = append(codes, n.Code)
	}
	assert.Equal(t, []string{"no-loss", "no-risk", "other-sum", "no-return-rate"}, codes)
}

func TestArgumentRefusesEveryFaultAtOnce(t *testing.T) {
	_, err := ComputeArgument(Pitch{
		Sought: eur("-1.00"), Facts: make([]PositioningFact, 9), Risks: []Risk{{Likelihood: 6}},
		Returns: Returns{On: day("2026-01-01"), Rate: rate("-1")},
	})
	var paths []string
	for _, e := range valid.List(err) {
		var fault *FieldError
		require.ErrorAs(t, e, &fault)
		paths = append(paths, fault.Path)
	}
	assert.Len(t, paths, 4+9*3+4+2)
	assert.Equal(t, []string{"risks[0].name", "risks[0].answer", "risks[0].likelihood", "risks[0].impact", "returns.rate", "returns.flows"}, paths[31:])
	p := soundPitch()
	for i := range 6 {
		flow := p.Returns.Flows[1]
		flow.Scenario = string(rune('a' + i))
		p.Returns.Flows = append(p.Returns.Flows, flow)
	}
	_, err = ComputeArgument(p)
	require.ErrorIs(t, err, valid.ErrOutOfRange)
}
