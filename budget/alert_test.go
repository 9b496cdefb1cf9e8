package budget

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

func TestAlerts(t *testing.T) {
	f := ledgerOf(t, smallPlan()).Fold()
	var reports []CostReport
	for i, amount := range []string{"1.00", "8099.99", "50.00", "50.00"} {
		on := civil.Period{From: day("2026-02-01"), To: day([]string{"2026-02-07", "2026-02-14", "2026-02-21", "2026-02-28"}[i])}
		apply(t, f, invoice("i"+amount+on.To.String(), on.To.String(), "7", amount, ""))
		report, err := f.ledger.CostReport(f.state, on)
		require.NoError(t, err)
		reports = append(reports, report)
	}
	rules := AlertRules{
		Spent: []money.Decimal{money.MustDecimal("0.9"), money.MustDecimal("1"), money.MustDecimal("1.1")}, Over: new(euros("200.99")), Rising: 3,
	}
	alerts, err := Alerts(reports, rules)
	require.NoError(t, err)
	var kinds []AlertKind
	for _, a := range alerts {
		assert.Equal(t, "7", a.Account)
		kinds = append(kinds, a.Kind)
	}
	// 8200.99 of 8000.00: it reaches 100 %, is 200.99 over, and has risen from 8000.00 in three reports.
	assert.Equal(t, []AlertKind{SpentAlert, RisingAlert}, kinds, "200.99 is not beyond 200.99")
	assert.Equal(t, "1", alerts[0].Share.String())
	assert.Equal(t, "200.99", alerts[1].Value.String())

	rules.Over, rules.Rising = new(euros("200.98")), 4
	alerts, err = Alerts(reports, rules)
	require.NoError(t, err)
	assert.Equal(t, OverAlert, alerts[1].Kind)
	assert.Len(t, alerts, 2)

	_, err = Alerts([]CostReport{reports[1], reports[0]}, AlertRules{Spent: []money.Decimal{{}}, Over: new(cents(-1)), Rising: -1})
	assert.Equal(t, []string{"rules.spent[0]", "rules.over", "rules.rising", "reports[1].period"}, paths(err))
	_, err = Alerts(nil, AlertRules{})
	assert.Equal(t, []string{"reports"}, paths(err))
}
