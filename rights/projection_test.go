package rights

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// fr1Projection is FR-1 of reference/rights.md §3 as a scenario, one receipt a month.
func fr1Projection(t testing.TB) Projection {
	t.Helper()
	_, deal := golden(t, "FR1-salles-export-sofica")
	deal.Events = nil
	at := func(window, territory, date, amount string) Forecast {
		return Forecast{window, territory, on(date), euros(amount)}
	}
	return Projection{
		Deal:    deal,
		Outlets: []Outlet{{"theatres", "FR", "salle"}, {"all media", "world", "export"}},
		Scenarios: []Scenario{
			{"likely", []Forecast{
				at("theatres", "FR", "2026-01-28", "600000.00"), at("theatres", "FR", "2026-02-28", "300000.00"),
				at("all media", "world", "2026-02-28", "400000.00"), at("all media", "world", "2026-04-28", "800000.00"),
			}},
			{"low", []Forecast{at("theatres", "FR", "2026-01-28", "600000.00")}},
		},
	}
}

// The figures of FR-1 (reference/rights.md §3) come back as flows by day: S1, S2 and S3 with what each adds.
func TestProjectFR1(t *testing.T) {
	list, err := Project(fr1Projection(t))
	require.NoError(t, err)
	require.Len(t, list, 2)
	flow := func(scenario, party, date, amount string) Flow { return Flow{scenario, party, on(date), euros(amount)} }
	assert.Equal(t, []Flow{
		flow("likely", "distributeur", "2026-01-28", "600000.00"),
		flow("likely", "distributeur", "2026-02-28", "120000.00"),
		flow("likely", "vendeur", "2026-02-28", "270000.00"),
		flow("likely", "SOFICA", "2026-02-28", "62000.00"),
		flow("likely", "prod delegue", "2026-02-28", "173600.00"),
		flow("likely", "coproducteur", "2026-02-28", "74400.00"),
		flow("likely", "vendeur", "2026-04-28", "160000.00"),
		flow("likely", "SOFICA", "2026-04-28", "86000.00"),
		flow("likely", "prod delegue", "2026-04-28", "387800.00"),
		flow("likely", "coproducteur", "2026-04-28", "166200.00"),
	}, list[0].Flows)
	assert.Equal(t, "2100000.00", list[0].Received.String())
	assert.Equal(t, []Flow{flow("low", "distributeur", "2026-01-28", "600000.00")}, list[1].Flows)
}

// Half of the export of FR-1, by hand: 600,000 less 20 % and 190,000 leave 290,000 beside the 180,000 of the
// theatres: 470,000, of which SOFICA 20 %. As much again as likely changes nothing.
func TestSensitivityFR1(t *testing.T) {
	rows, err := fr1Projection(t).Sensitivity("likely", []Variation{
		{Window: "all media", Territory: "world", Factors: []money.Fraction{fr("1/2"), fr("1")}}, {Factors: []money.Fraction{fr("0")}},
	})
	require.NoError(t, err)
	require.Len(t, rows, 3)
	assert.Equal(t, "1500000.00", rows[0].Received.String())
	assert.Equal(t, "94000.00", rows[0].Of("SOFICA").String())
	assert.Equal(t, "720000.00", rows[0].Of("distributeur").String())
	assert.Equal(t, "148000.00", rows[1].Of("SOFICA").String())
	assert.Equal(t, "0.00", rows[2].Of("SOFICA").String())
	assert.Equal(t, "0.00", rows[2].Received.String())
}

// What has happened stays as it is, with its sequence; flows add up to what everybody is paid.
func TestProjectionAfterEvents(t *testing.T) {
	p := fr1Projection(t)
	p.Deal.Events = []Event{{ID: "paid", Sequence: 7, Kind: Receipt, Date: on("2025-12-31"), Pot: "salle", Amount: euros("123456.78")}}
	list, err := Project(p)
	require.NoError(t, err)
	for _, s := range list {
		sums := map[string]money.Amount{}
		for _, f := range s.Flows {
			sum, err := sums[f.Party].Add(f.Amount)
			require.NoError(t, err)
			sums[f.Party] = sum
		}
		for _, paid := range s.Payees {
			assert.Equal(t, paid.Paid, sums[paid.Payee], paid.Payee)
		}
		assert.Equal(t, on("2025-12-31"), s.Flows[0].Date)
	}
}

func TestProjectionTellsEveryFault(t *testing.T) {
	p := fr1Projection(t)
	p.Outlets = append(p.Outlets, p.Outlets[0], Outlet{Window: "tv", Pot: "nowhere"})
	p.Scenarios = append(p.Scenarios, Scenario{Name: "low", Forecasts: []Forecast{{Window: "x", Amount: euros("-1.00")}}})
	_, err := Project(p)
	assert.Equal(t, []string{
		"outlets[2].window", "outlets[3].territory", "outlets[3].pot", "scenarios[2].name",
		"scenarios[2].forecasts[0].window", "scenarios[2].forecasts[0].date", "scenarios[2].forecasts[0].amount",
	}, faultsOf(t, err))

	_, err = fr1Projection(t).Sensitivity("none", nil)
	assert.Equal(t, []string{"scenario"}, faultsOf(t, err))
	_, err = fr1Projection(t).Sensitivity("low", []Variation{{Window: "all media"}})
	assert.Equal(t, []string{"variations[0].factors", "variations[0].window"}, faultsOf(t, err))
	_, err = fr1Projection(t).Sensitivity("low", []Variation{{Factors: []money.Fraction{fr("1000000000000000000")}}})
	assert.Equal(t, []string{"variations[0].factors[0]"}, faultsOf(t, err))
}
