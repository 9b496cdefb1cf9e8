package financing

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

func TestSpendFaults(t *testing.T) {
	_, err := ComputeEligibleSpend(Spend{Credit: "x", Genre: "x", Lines: []SpendLine{
		{Category: "x", Amount: money.MustParse("-1.00"), Place: "96"},
		{ID: "a", Category: PerformerPay, Date: day("2026-06-01"), Place: "75", Assigned: shareOf("1"), Charges: money.MustParse("1.00")},
		{ID: "a", Category: MealSpend, Date: day("2026-06-01"), Place: "FR", Minimum: amountOf("1.00"), Amount: money.MustParse("1.00")},
		{ID: "b", Category: MealSpend, Place: "75", Quantity: money.MustDecimal("2"), UnitPrice: money.MustDecimal("10"), Amount: money.MustParse("20.01")},
		{ID: "c", Category: OwnEquipment, Quantity: money.MustDecimal("2"), Years: -1, Charges: money.MustParse("1.00")},
		{ID: "d", Category: OwnEquipment, Place: "75", Use: shareOf("3/2")},
		{ID: "e", Category: NightSpend, Place: "75", Quantity: money.MustDecimal("2"), UnitPrice: money.MustDecimal("-1")},
		{ID: "f", Category: PerformerPay, Minimum: amountOf("-1.00")},
	}})
	for _, path := range []string{
		"credit: ", "genre: ", "requested: is missing",
		"lines[0].id: is missing", "lines[0].category: ", "lines[0].date: is missing", "lines[0].amount: is negative", "lines[0].place: " + ErrPlace.Error(),
		"lines[1].minimum: is missing", "lines[1].place: ", "lines[1].assigned: ", "lines[1].charges: ",
		"lines[2].id: is given twice", "lines[2].place: ", "lines[2].minimum: ", "lines[2].quantity: ",
		"lines[3].amount: ", "lines[4].use: is missing", "lines[4].place: is missing", "lines[4].quantity: ", "lines[4].years: ", "lines[4].charges: ",
		"lines[5].use: ", "lines[6].unitPrice: ", "lines[7].minimum: is negative",
	} {
		require.ErrorContains(t, err, path)
	}
	require.ErrorContains(t, Spend{Lines: make([]SpendLine, MaxSpendLines+1)}.Validate(), "lines: ")
}

func TestPlaces(t *testing.T) {
	for place, french := range map[string]bool{
		"01": true, "2A": true, "2B": true, "75": true, "95": true, "971": true, "988": true,
		"": false, "00": false, "20": false, "96": false, "970": false, "989": false, "9A": false, "7x": false, "98x": false, "BE": false, "0750": false,
	} {
		assert.Equal(t, french, isFrench(place), place)
	}
	assert.True(t, isCountry("BE"))
	assert.False(t, isCountry("be"))
}
