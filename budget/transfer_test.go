package budget

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestATransferLeavesTheOriginal(t *testing.T) {
	f := ledgerOf(t, smallPlan()).Fold()
	apply(t, f,
		Entry{ID: "t", Kind: Transfer, Date: day("2026-02-02"), Lines: []EntryLine{line("7", "-500.00"), line("21", "300.00"), line("22", "200.00")}},
		Entry{ID: "c", Kind: Correction, Of: "t", Date: day("2026-02-03"), Lines: []EntryLine{line("7", "100.00"), line("22", "-100.00")}},
	)
	equipment, crew := row(t, f, "7"), row(t, f, "2")
	assert.Equal(t, []string{"8000.00", "-400.00", "7600.00"},
		[]string{equipment.Original.String(), equipment.Transfers.String(), equipment.Budget.String()})
	assert.Equal(t, []string{"15000.00", "400.00", "15400.00"},
		[]string{crew.Original.String(), crew.Transfers.String(), crew.Budget.String()})
}
