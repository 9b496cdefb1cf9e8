package financing

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

func amountOf(s string) *money.Amount { a := money.MustParse(s); return &a }

func shareOf(s string) *money.Fraction { f := money.MustFraction(s); return &f }

// spending is a spend of lines of a day on which the list is verified.
func spending(lines ...SpendLine) Spend {
	for i := range lines {
		if lines[i].ID == "" {
			lines[i].ID = strconv.Itoa(i + 1)
		}
		if lines[i].Date.IsZero() {
			lines[i].Date = day("2026-06-01")
		}
	}
	return Spend{Credit: AudiovisualSpend, Genre: Documentary, Requested: day("2020-01-01"), Lines: lines}
}

func units(category SpendCategory, place, quantity, price, amount string) SpendLine {
	return SpendLine{
		Category: category, Place: place, Quantity: money.MustDecimal(quantity), UnitPrice: money.MustDecimal(price), Amount: money.MustParse(amount),
	}
}

// The limits of budget-financing.md §5.1 (CGI annexe III art. 46 quater-0 YL), a cent below, at and above.
func TestSpendLimits(t *testing.T) {
	foreign := units(TravelSpend, "BE", "1", "500.01", "500.01")
	foreign.Script = true
	pay := func(amount, minimum string) SpendLine {
		return SpendLine{Category: PerformerPay, Amount: money.MustParse(amount), Minimum: amountOf(minimum), EligiblePerson: true}
	}
	for _, c := range []struct {
		name string
		line SpendLine
		kept string
	}{
		{"trip below", units(TravelSpend, "33", "1", "199.99", "199.99"), "199.99"},
		{"trip at", units(TravelSpend, "33", "1", "200", "200.00"), "200.00"},
		{"trip above", units(TravelSpend, "33", "1", "200.01", "200.01"), "200.00"},
		{"Corsica is metropolitan", units(TravelSpend, "2A", "1", "200.01", "200.01"), "200.00"},
		{"overseas trip below", units(TravelSpend, "974", "1", "499.99", "499.99"), "499.99"},
		{"overseas trip at", units(TravelSpend, "974", "1", "500", "500.00"), "500.00"},
		{"overseas trip above", units(TravelSpend, "974", "1", "500.01", "500.01"), "500.00"},
		{"foreign leg of the script, above", foreign, "500.00"},
		{"foreign leg without", units(TravelSpend, "BE", "1", "100", "100.00"), "0.00"},
		{"meal below", units(MealSpend, "33", "1", "29.99", "29.99"), "29.99"},
		{"meal at", units(MealSpend, "33", "1", "30", "30.00"), "30.00"},
		{"meal above", units(MealSpend, "33", "1", "30.01", "30.01"), "30.00"},
		{"12 meals of 35", units(MealSpend, "75", "12", "35", "420.00"), "360.00"},
		{"meal abroad", units(MealSpend, "BE", "1", "20", "20.00"), "0.00"},
		{"night in Paris below", units(NightSpend, "75", "1", "269.99", "269.99"), "269.99"},
		{"night in Paris at", units(NightSpend, "75", "1", "270", "270.00"), "270.00"},
		{"night in Paris above", units(NightSpend, "75", "1", "270.01", "270.01"), "270.00"},
		{"night in 92", units(NightSpend, "92", "1", "300", "300.00"), "270.00"},
		{"night in 93", units(NightSpend, "93", "1", "300", "300.00"), "270.00"},
		{"night in 94", units(NightSpend, "94", "1", "300", "300.00"), "270.00"},
		{"night in 91", units(NightSpend, "91", "1", "300", "300.00"), "200.00"},
		{"night elsewhere below", units(NightSpend, "95", "1", "199.99", "199.99"), "199.99"},
		{"night elsewhere at", units(NightSpend, "95", "1", "200", "200.00"), "200.00"},
		{"night elsewhere above", units(NightSpend, "95", "1", "200.01", "200.01"), "200.00"},
		{"night overseas", units(NightSpend, "971", "2", "250", "500.00"), "400.00"},
		{"performer below the minimum", pay("999.99", "1000.00"), "999.99"},
		{"performer at the minimum", pay("1000.00", "1000.00"), "1000.00"},
		{"performer above the minimum", pay("1000.01", "1000.00"), "1000.00"},
		{"staff hired for the work", SpendLine{Category: StaffPay, Amount: money.MustParse("3000.00"), Charges: money.MustParse("1500.00"), EligiblePerson: true}, "4500.00"},
		{"permanent staff, a third of the time", SpendLine{Category: StaffPay, Amount: money.MustParse("3000.00"), Charges: money.MustParse("1500.01"), Assigned: shareOf("1/3"), EligiblePerson: true}, "1500.00"},
		{"permanent staff not assigned", SpendLine{Category: StaffPay, Amount: money.MustParse("3000.00"), Assigned: shareOf("0"), EligiblePerson: true}, "0.00"},
		{"who is not eligible", SpendLine{Category: StaffPay, Amount: money.MustParse("3000.00")}, "0.00"},
		{"author", SpendLine{Category: AuthorPay, Amount: money.MustParse("3000.00"), EligiblePerson: true}, "3000.00"},
		{"payroll tax", SpendLine{Category: PayrollTax, Place: "75", Amount: money.MustParse("100.00")}, "0.00"},
		{"set", SpendLine{Category: SetSpend, Place: "75", Amount: money.MustParse("100.00")}, "100.00"},
		{"set of a foreign supplier", SpendLine{Category: SetSpend, Place: "DE", Amount: money.MustParse("100.00")}, "0.00"},
		{"dwelling", SpendLine{Category: DwellingHire, Place: "75", Amount: money.MustParse("100.00")}, "0.00"},
		{"own equipment, 20 of 220 days", SpendLine{Category: OwnEquipment, Place: "75", Amount: money.MustParse("1000.00"), Use: shareOf("20/220")}, "90.91"},
		{"archives of 3 years", SpendLine{Category: ArchiveSpend, Place: "75", Amount: money.MustParse("100.00"), Years: 3, Unrelated: true}, "0.00"},
		{"archives of 4 years", SpendLine{Category: ArchiveSpend, Place: "75", Amount: money.MustParse("100.00"), Years: 4, Unrelated: true}, "100.00"},
		{"archives of an affiliate", SpendLine{Category: ArchiveSpend, Place: "75", Amount: money.MustParse("100.00"), Years: 4}, "0.00"},
		{"insurance", SpendLine{Category: OtherSpend, Place: "75", Amount: money.MustParse("100.00")}, "0.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := ComputeEligibleSpend(spending(c.line))
			require.NoError(t, err)
			assert.Equal(t, c.kept, got.Kept.String())
			assert.Equal(t, got.Cut.IsZero(), len(got.Lines[0].Cuts) == 0)
			assert.NotZero(t, got.Lines[0].Refs.Len())
		})
	}
}

// Charges follow the pay: 1,000 of 1,500 count, and two thirds of 600.01.
func TestChargesFollowTheMinimum(t *testing.T) {
	got, err := ComputeEligibleSpend(spending(SpendLine{
		Category: PerformerPay, Amount: money.MustParse("1500.00"), Charges: money.MustParse("600.01"), Minimum: amountOf("1000.00"), EligiblePerson: true,
	}))
	require.NoError(t, err)
	assert.Equal(t, "1400.01", got.Kept.String())
	assert.Equal(t, "500.00", got.Lines[0].Cuts[0].Amount.String())
	assert.Equal(t, "200.00", got.Lines[0].Cuts[1].Amount.String())
}

// Two days of ten are worked abroad. A player paid 4,500.00 with charges of 2,000.00 has 3,600.00 and 1,600.00 of
// them in France; over a minimum of 3,296.64 (8 × 412.08) are 303.36, and of the charges 1,600.00 × 3,296.64 /
// 3,600.00 = 1,465.17 are left. Permanent staff for half of the time: half of what is worked in France.
func TestPayForWorkAbroad(t *testing.T) {
	player := SpendLine{
		Category: PerformerPay, Amount: money.MustParse("4500.00"), Charges: money.MustParse("2000.00"), InFrance: shareOf("4/5"),
		Minimum: amountOf("3296.64"), EligiblePerson: true,
	}
	staff := SpendLine{Category: StaffPay, Amount: money.MustParse("1000.00"), InFrance: shareOf("4/5"), Assigned: shareOf("1/2"), EligiblePerson: true}
	got, err := ComputeEligibleSpend(spending(player, staff))
	require.NoError(t, err)
	var cuts []string
	for _, c := range got.Lines[0].Cuts {
		cuts = append(cuts, c.Code+" "+c.Base.String()+" "+c.Amount.String())
	}
	assert.Equal(t, []string{"abroad 4500.00 900.00", "abroad 2000.00 400.00", "minimum 3600.00 303.36", "charges 1600.00 134.83"}, cuts)
	assert.Equal(t, "4761.81", got.Lines[0].Kept.String(), "3,296.64 + 1,465.17")
	assert.Equal(t, "400.00", got.Lines[1].Kept.String(), "1,000.00 × 4/5 × 1/2")

	set := SpendLine{Category: SetSpend, Place: "59", Amount: money.MustParse("1000.00"), InFrance: shareOf("4/5")}
	player.InFrance = shareOf("5/4")
	err = spending(set, player).Validate()
	assert.ErrorContains(t, err, "lines[0].inFrance")
	assert.ErrorContains(t, err, "lines[1].inFrance")
}

// Archives count for audiovisual documentaries alone (budget-financing.md §5.1).
func TestArchivesOfAFilm(t *testing.T) {
	s := spending(SpendLine{Category: ArchiveSpend, Place: "75", Amount: money.MustParse("100.00"), Years: 9, Unrelated: true})
	s.Credit = CinemaSpend
	got, err := ComputeEligibleSpend(s)
	require.NoError(t, err)
	assert.Equal(t, "archives", got.Lines[0].Cuts[0].Code)
	s.Credit, s.Genre = AudiovisualSpend, Fiction
	got, err = ComputeEligibleSpend(s)
	require.NoError(t, err)
	assert.True(t, got.Kept.IsZero())
}

// Spend counts from the day of the request, the list from 1 January 2020, verified from 3 April 2026.
func TestSpendDates(t *testing.T) {
	s := spending(SpendLine{Category: SetSpend, Place: "75", Amount: money.MustParse("1.00")})
	s.Requested = day("2026-06-02")
	got, err := ComputeEligibleSpend(s)
	require.NoError(t, err)
	assert.Equal(t, "before-request", got.Lines[0].Cuts[0].Code)
	s.Requested = day("2026-06-01")
	got, err = ComputeEligibleSpend(s)
	require.NoError(t, err)
	assert.Equal(t, "1.00", got.Kept.String())
	for date, notices := range map[string]int{"2020-01-01": 1, "2026-04-02": 1, "2026-04-03": 0} {
		s.Lines[0].Date, s.Requested = day(date), day("2020-01-01")
		got, err = ComputeEligibleSpend(s)
		require.NoError(t, err)
		assert.Len(t, got.Notices, notices, date)
	}
	s.Lines[0].Date = day("2019-12-31")
	_, err = ComputeEligibleSpend(s)
	require.ErrorIs(t, err, law.ErrNoValue)
	require.ErrorContains(t, err, "lines[0].date: ")
}

// Any line can be recomputed from what it says, and the sums from the lines.
func TestSpendAddsUp(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	var lines []SpendLine
	for range 2_000 {
		amount := money.FromCents(1 + r.Int64N(1_000_000))
		l := SpendLine{Category: spendCategories[r.IntN(len(spendCategories))], Amount: amount, Date: day("2026-06-01"), EligiblePerson: r.IntN(4) > 0}
		share := money.MustFraction(strconv.Itoa(r.IntN(8)) + "/7")
		if share.Num() > share.Den() {
			share = money.MustFraction("1")
		}
		switch {
		case l.Category == PerformerPay:
			l.Charges, l.Minimum = money.FromCents(r.Int64N(1_000_000)), amountOf("3000.00")
		case l.Category == StaffPay:
			l.Charges, l.Assigned = money.FromCents(r.Int64N(1_000_000)), &share
		case l.Category == OwnEquipment:
			l.Use = &share
		case l.Category.byUnit():
			l.Quantity, l.UnitPrice = money.MustDecimal("1"), money.DecimalFromScaled(amount.Cents(), 2)
		}
		if !l.Category.pays() {
			l.Place = []string{"75", "13", "972", "IT"}[r.IntN(4)]
		}
		lines = append(lines, l)
	}
	got, err := ComputeEligibleSpend(spending(lines...))
	require.NoError(t, err)
	var kept, categories int64
	for _, l := range got.Lines {
		rest := l.Amount.Cents()
		for _, c := range l.Cuts {
			counts, err := c.Share.Of(c.Base)
			require.NoError(t, err)
			require.Equal(t, c.Base.Cents()-c.Limit.Cents()-counts.Cents(), c.Amount.Cents())
			rest -= c.Amount.Cents()
		}
		require.Equal(t, rest, l.Kept.Cents())
		require.GreaterOrEqual(t, rest, int64(0))
		kept += rest
	}
	for _, c := range got.Categories {
		categories += c.Kept.Cents()
	}
	assert.Equal(t, kept, got.Kept.Cents())
	assert.Equal(t, kept, categories)
	assert.Equal(t, got.Amount.Cents(), got.Kept.Cents()+got.Cut.Cents())
}

func TestDecodeSpend(t *testing.T) {
	s, err := DecodeSpend(strings.NewReader(`{"credit": "cinema", "genre": "fiction", "requested": "2026-01-01", "lines": [
		{"id": "a", "category": "meal", "date": "2026-06-01", "amount": "70.00", "quantity": "2", "unitPrice": "35", "place": "75"}]}`))
	require.NoError(t, err)
	got, err := ComputeEligibleSpend(s)
	require.NoError(t, err)
	assert.Equal(t, "60.00", got.Kept.String())
	_, err = DecodeSpend(strings.NewReader(`{"credit": "cinema", "genre": "fiction", "lines": [{"id": 4}]}`))
	for _, path := range []string{"requested: ", "lines[0].id: ", "lines[0].category: "} {
		require.ErrorContains(t, err, path)
	}
}
