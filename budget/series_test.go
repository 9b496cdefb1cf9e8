package budget

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// The outlays of TestSpread, added up by hand.
func TestSeries(t *testing.T) {
	s, err := Spread(phasedBudget(), phasedPlan())
	require.NoError(t, err)
	for _, c := range []struct {
		by   Step
		want []string
	}{
		{ByDay, []string{
			"2026-04-24 to 2026-04-24 30.00 30.00", "2026-06-07 to 2026-06-07 583.33 613.33", "2026-06-12 to 2026-06-12 486.67 1100.00",
			"2026-06-15 to 2026-06-15 100.01 1200.01", "2026-06-27 to 2026-06-27 500.00 1700.01", "2026-06-28 to 2026-06-28 70.00 1770.01",
			"2026-07-31 to 2026-07-31 100.00 1870.01", "2026-10-29 to 2026-10-29 -40.00 1830.01",
		}},
		{ByWeek, []string{
			"2026-04-20 to 2026-04-26 30.00 30.00", "2026-06-01 to 2026-06-07 583.33 613.33", "2026-06-08 to 2026-06-14 486.67 1100.00",
			"2026-06-15 to 2026-06-21 100.01 1200.01", "2026-06-22 to 2026-06-28 570.00 1770.01",
			"2026-07-27 to 2026-08-02 100.00 1870.01", "2026-10-26 to 2026-11-01 -40.00 1830.01",
		}},
		{ByMonth, []string{
			"2026-04-01 to 2026-04-30 30.00 30.00", "2026-06-01 to 2026-06-30 1740.01 1770.01",
			"2026-07-01 to 2026-07-31 100.00 1870.01", "2026-10-01 to 2026-10-31 -40.00 1830.01",
		}},
	} {
		t.Run(string(c.by), func(t *testing.T) {
			parts, err := s.Series(c.by)
			require.NoError(t, err)
			var got []string
			for _, p := range parts {
				got = append(got, fmt.Sprint(p.Period, " ", p.Amount, " ", p.ToDate))
			}
			assert.Equal(t, c.want, got)
		})
	}
	months, err := s.Series(ByMonth)
	require.NoError(t, err)
	assert.Equal(t, []ItemAmount{
		{SpendingItem{OfLine, "26", "26-1", ""}, money.MustParse("1000.00")},
		{SpendingItem{OfCharge, "", "", "overheads"}, money.MustParse("70.00")},
		{SpendingItem{OfLine, "8", "8-1", ""}, money.MustParse("100.01")},
		{SpendingItem{OfFringe, "26", "26-1", "social"}, money.MustParse("500.00")},
		{SpendingItem{OfLine, "5", "5-1", ""}, money.MustParse("70.00")},
	}, months[1].Items)
	_, err = s.Series("year")
	require.ErrorContains(t, err, "by: is not one of the words allowed: day, week, month")
}

func TestStepsAtTheEndsOfTheCalendar(t *testing.T) {
	assert.Equal(t, period("1900-01-01", "1900-01-07"), ByWeek.around(civil.MustParseDate("1900-01-01")))
	assert.Equal(t, period("2199-12-30", "2199-12-31"), ByWeek.around(civil.MustParseDate("2199-12-31")))
	assert.Equal(t, period("2026-06-01", "2026-06-07"), ByWeek.around(civil.MustParseDate("2026-06-07")), "a Sunday")
}
