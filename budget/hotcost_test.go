package budget

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestHotCost(t *testing.T) {
	l := ledgerOf(t, smallPlan())
	plan := []DayCost{
		{day("2026-02-02"), "21", "labour", euros("1000.00")}, {day("2026-02-03"), "21", "labour", euros("1000.00")},
		{day("2026-02-03"), "7", "", euros("300.00")}, {day("2026-02-04"), "7", "", euros("300.00")},
	}
	actual := []DayCost{
		{day("2026-02-02"), "21", "labour", euros("900.00")}, {day("2026-02-03"), "21", "labour", euros("1000.00")},
		{day("2026-02-03"), "21", "overtime", euros("250.00")}, {day("2026-02-03"), "7", "", euros("280.00")},
	}
	got, err := l.HotCost(plan, actual, day("2026-02-03"))
	require.NoError(t, err)
	assert.Equal(t, []HotCostRow{
		{"21", "Camera", "labour", euros("1000.00"), euros("1000.00"), euros("0.00"), euros("2000.00"), euros("1900.00"), euros("100.00")},
		{"7", "Equipment", "", euros("300.00"), euros("280.00"), euros("20.00"), euros("300.00"), euros("280.00"), euros("20.00")},
		{"21", "Camera", "overtime", euros("0.00"), euros("250.00"), euros("-250.00"), euros("0.00"), euros("250.00"), euros("-250.00")},
	}, got.Rows)
	assert.Equal(t, HotCostRow{
		Planned: euros("1300.00"), Actual: euros("1530.00"), Variance: euros("-230.00"),
		PlannedToDate: euros("2300.00"), ActualToDate: euros("2430.00"), VarianceToDate: euros("-130.00"),
	}, got.Total)

	_, err = l.HotCost([]DayCost{{Account: "9"}}, []DayCost{{day("2026-02-02"), "7", "", euros("-1.00")}}, day("2026-02-02"))
	assert.Equal(t, []string{"plan[0].date", "plan[0].account", "actual[0].amount"}, paths(err))
}
