package budget

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
)

// By hand, with the algebra of the reference (§2.3).
func TestCostReport(t *testing.T) {
	f := ledgerOf(t, smallPlan()).Fold()
	apply(t, f,
		invoice("old", "2026-01-20", "7", "1500.00", ""),
		order("o", "2026-02-02", "7", "2000.00"),
		invoice("i", "2026-02-03", "7", "500.00", "o"),
		Entry{ID: "w", Kind: Payroll, Date: day("2026-02-06"), Lines: []EntryLine{line("21", "11000.00"), line("22", "4000.00")}},
		Entry{ID: "p", Kind: PettyCash, Date: day("2026-02-06"), Lines: []EntryLine{line("8", "30.00")}},
		invoice("later", "2026-03-01", "7", "77.00", ""),
	)
	got := func(code string) []string {
		c := row(t, f, code).CostColumns
		return []string{
			c.ThisPeriod.String(), c.ToDate.String(), c.Committed.String(), c.TotalCost.String(),
			c.ToComplete.String(), c.FinalCost.String(), c.Budget.String(), c.Variance.String(),
		}
	}
	assert.Equal(t, []string{"500.00", "2000.00", "1500.00", "3500.00", "4500.00", "8000.00", "8000.00", "0.00"}, got("7"))
	assert.Equal(t, []string{"11000.00", "11000.00", "0.00", "11000.00", "0.00", "11000.00", "10000.00", "-1000.00"}, got("21"), "an overspend shows at once")
	assert.Equal(t, []string{"15000.00", "15000.00", "0.00", "15000.00", "1000.00", "16000.00", "15000.00", "-1000.00"}, got("2"))
	assert.Equal(t, []string{"30.00", "30.00", "0.00", "30.00", "0.00", "30.00", "1000.00", "970.00"}, got("8"), "nothing more")
}

func TestEstimatesByHand(t *testing.T) {
	estimate := func(id, on, amount string, mode EstimateMode) Entry {
		return Entry{ID: id, Kind: Estimate, Date: day(on), Lines: []EntryLine{{Account: "7", Amount: euros(amount), Mode: mode}}}
	}
	for name, tt := range map[string]struct {
		entries              []Entry
		etc, final, variance string
	}{
		"to complete":              {[]Entry{estimate("e", "2026-02-10", "100.00", ToComplete)}, "100.00", "1100.00", "6900.00"},
		"final cost":               {[]Entry{estimate("e", "2026-02-10", "9000.00", FinalCostMode)}, "8000.00", "9000.00", "-1000.00"},
		"final cost already spent": {[]Entry{estimate("e", "2026-02-10", "900.00", FinalCostMode)}, "0.00", "1000.00", "7000.00"},
		"variance":                 {[]Entry{estimate("e", "2026-02-10", "-250.00", VarianceMode)}, "7250.00", "8250.00", "-250.00"},
		"the last one holds": {
			[]Entry{estimate("e", "2026-02-10", "1.00", ToComplete), estimate("g", "2026-02-10", "2.00", ToComplete)}, "2.00", "1002.00", "6998.00",
		},
		"back to the rule": {
			[]Entry{estimate("e", "2026-02-10", "1.00", ToComplete), estimate("g", "2026-02-11", "0.00", ByRule)}, "7000.00", "8000.00", "0.00",
		},
		"one of a later day":      {[]Entry{estimate("e", "2026-03-01", "1.00", ToComplete)}, "7000.00", "8000.00", "0.00"},
		"one of an earlier day":   {[]Entry{estimate("e", "2026-02-10", "1.00", ToComplete), estimate("g", "2026-02-09", "2.00", ToComplete)}, "1.00", "1001.00", "6999.00"},
		"it holds as costs go on": {[]Entry{estimate("e", "2026-02-10", "9000.00", FinalCostMode), invoice("j", "2026-02-12", "7", "500.00", "")}, "7500.00", "9000.00", "-1000.00"},
	} {
		t.Run(name, func(t *testing.T) {
			f := ledgerOf(t, smallPlan()).Fold()
			apply(t, f, invoice("i", "2026-02-03", "7", "1000.00", ""))
			apply(t, f, tt.entries...)
			r := row(t, f, "7")
			assert.Equal(t, []string{tt.etc, tt.final, tt.variance},
				[]string{r.ToComplete.String(), r.FinalCost.String(), r.Variance.String()})
		})
	}
}

func TestCostReportRefuses(t *testing.T) {
	l := ledgerOf(t, smallPlan())
	_, err := l.CostReport(l.Start(), civil.Period{})
	require.ErrorIs(t, err, civil.ErrPeriod)
	_, err = l.CostReport(State{}, february())
	assert.Equal(t, []string{"state"}, paths(err))
}
