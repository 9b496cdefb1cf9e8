package budget

import (
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// The factors of these tests are made up: the library has none.
func emission(factor string) *Emission {
	return &Emission{money.MustDecimal(factor), "a made-up factor"}
}

func carbonBudget() Budget {
	return Budget{
		Title: "carbon", Currency: "EUR", Globals: []Global{{"km", "120"}},
		Groups:  []Group{{Code: "drone"}, {Code: "helicopter", Off: true}},
		Fringes: []Fringe{{Code: "social", Kind: Percentage, Rate: new(money.MustDecimal("0.5"))}},
		Accounts: []Account{
			{Code: "6", Name: "Transport", Accounts: []Account{{Code: "63", Name: "Vehicles", Lines: []Line{
				{Code: "63-1", Description: "Vans", Quantity: "km", Multiplier: "2", Unit: "km", Price: "0.40", Emission: emission("0.2535")},
				{Code: "63-2", Description: "Drivers", Quantity: "2", Price: "200", Fringes: []string{"social"}},
			}}}, Lines: []Line{{Code: "6-1", Quantity: "1/3", Price: "90", Emission: emission("1")}}},
			{Code: "7", Name: "Equipment", Lines: []Line{
				{Code: "7-1", Description: "Drone", Quantity: "3", Price: "500", Group: "drone", Emission: emission("0.0005")},
				{Code: "7-2", Description: "Helicopter", Quantity: "3", Price: "5000", Group: "helicopter", Emission: emission("900")},
				{Code: "7-3", Quantity: "1", Price: "9", Group: "helicopter"},
			}},
		},
		Charges: []Charge{{Code: "overheads", Rate: new(money.MustDecimal("0.1")), Base: []string{"*"}}},
	}
}

// By hand: 120 × 2 × 0.2535 = 60.84 kg; a third of a kilogram is 333 g; 3 × 0.5 g = 1.5 g, rounded to
// 2 g. The euros: 96.00, 600.00 with fringes, 30.00 and 1,500.00, and a tenth of it all.
func TestEmissions(t *testing.T) {
	got, err := Emissions(carbonBudget())
	require.NoError(t, err)
	transport, equipment := got.Accounts[0], got.Accounts[1]
	assert.Equal(t, "60.84", transport.Accounts[0].Lines[0].Emissions.String())
	assert.Equal(t, "240", transport.Accounts[0].Lines[0].Quantity.String())
	assert.Equal(t, "96.00", transport.Accounts[0].Lines[0].Cost.String())
	assert.Equal(t, "60.84", transport.Accounts[0].Emissions.String())
	assert.Equal(t, "0.333", transport.Lines[0].Emissions.String())
	assert.Equal(t, "61.173", transport.Emissions.String())
	assert.Equal(t, 1, transport.Unknown)
	assert.Equal(t, "726.00", transport.Cost.String())
	assert.Len(t, equipment.Lines, 1, "the helicopter is off")
	assert.Equal(t, "0.002", equipment.Emissions.String())
	assert.Equal(t, 0, equipment.Unknown)
	assert.Equal(t, "61.175", got.Emissions.String())
	assert.Equal(t, "2448.60", got.Cost.String())
	assert.Equal(t, "1626.00", got.Known.String())
	assert.Equal(t, "600.00", got.UnknownCost.String())
	assert.Equal(t, []UnknownEmission{{"63", "63-2", "Drivers", money.MustParse("600.00")}}, got.Unknown)
	text, err := json.Marshal(equipment.Lines[0])
	require.NoError(t, err)
	assert.JSONEq(t, `{"code":"7-1","description":"Drone","quantity":"3","factor":"0.0005","source":"a made-up factor","emissions":"0.002","cost":"1500.00"}`, string(text))
}

// The helicopter is 3 × 900 kg and 3 × 5,000.00; 7-3 is 9.00; overheads a tenth.
func TestCompareEmissions(t *testing.T) {
	table, err := CompareEmissions(carbonBudget(), []Scenario{
		{Name: "drone", Off: []string{"helicopter"}},
		{Name: "helicopter", Off: []string{"drone"}},
		{Name: "nearby", Off: []string{"helicopter", "drone"}, Globals: []Global{{"km", "10"}}},
	})
	require.NoError(t, err)
	texts := func(list []money.Decimal) (texts []string) {
		for _, d := range list {
			texts = append(texts, d.String())
		}
		return texts
	}
	assert.Equal(t, []string{"61.175", "2761.173", "5.403"}, texts(table.Emissions))
	assert.Equal(t, []string{"0.002", "2700", "0"}, texts(table.Rows[1].Emissions))
	assert.Equal(t, []money.Amount{money.MustParse("2448.60"), money.MustParse("17308.50"), money.MustParse("701.80")}, table.Costs)
	assert.Equal(t, []int{1, 2, 1}, table.Unknown)
	_, err = CompareEmissions(carbonBudget(), []Scenario{{Name: "odd", Off: []string{"plane"}}})
	require.ErrorContains(t, err, "odd: off[0]: names nothing")
}

func TestEmissionsRefused(t *testing.T) {
	b := carbonBudget()
	b.Accounts[0].Accounts[0].Lines[0].Emission.Source = ""
	b.Accounts[0].Lines[0].Emission = emission("9999999999999999")
	b.Accounts[1].Lines[0].Emission = emission("99999999999999999999999999")
	_, err := Emissions(b)
	require.ErrorContains(t, err, "accounts[0].accounts[0].lines[0].emission.source: is missing")
	require.ErrorContains(t, err, "accounts[0].lines[0].emission: an emission of absurd size")
	require.ErrorContains(t, err, "accounts[1].lines[0].emission: an emission of absurd size")
	assert.Len(t, valid.List(err), 3)
	require.ErrorIs(t, err, ErrEmission)

	b = carbonBudget()
	b.Accounts[0].Lines[0].Emission, b.Accounts[1].Lines[0].Emission = emission("2900000000000"), emission("300000000000")
	_, err = Emissions(b)
	require.ErrorContains(t, err, "accounts[1]: an emission of absurd size", "the sum is")
	b.Accounts[1].Lines[0].Emission = emission("-1")
	_, err = Emissions(b)
	require.ErrorContains(t, err, "accounts[1].lines[0].emission.factor: is negative")
}

func TestGrams(t *testing.T) {
	for _, c := range []struct{ name, kilograms, want string }{
		{"half up", "0.0005", "0.001"}, {"half away from zero", "-0.0005", "-0.001"}, {"below half", "0.00049999", "0"},
		{"a third", "1/3", "0.333"}, {"two thirds", "-2/3", "-0.667"}, {"beyond words", "0.0005000000000000000000000001", "0.001"},
		{"beyond words below half", "-0.0004999999999999999999999999", "0"}, {"the most", "1000000000000", "1000000000000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			n, err := Formula(c.kilograms).evaluate(nil)
			require.NoError(t, err)
			got, err := gramsOf(n)
			require.NoError(t, err)
			assert.Equal(t, c.want, got.kilograms().String())
		})
	}
}

// Accounts add up in grams and euros, every line that is on is known or unknown, and each line is
// within half a gram of quantity × multiplier × factor.
func TestEmissionsAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 10))
	for range 200 {
		b := marked(r)
		on := 0
		var mark func([]Account)
		mark = func(accounts []Account) {
			for i := range accounts {
				mark(accounts[i].Accounts)
				for j := range accounts[i].Lines {
					l := &accounts[i].Lines[j]
					if r.IntN(2) == 0 {
						l.Emission = &Emission{decimalOf(r, 5), "random"}
					}
					if l.Group != "g2" {
						on++
					}
				}
			}
		}
		mark(b.Accounts)
		got, err := Emissions(b)
		require.NoError(t, err)
		lines, unknown := 0, 0
		sum := addUp(t, got.Accounts, &lines)
		for _, a := range got.Accounts {
			unknown += a.Unknown
		}
		require.Equal(t, got.Emissions.Rat().RatString(), sum.RatString())
		require.Len(t, got.Unknown, unknown)
		require.Equal(t, on, lines+unknown)
		sheet, err := Compute(b)
		require.NoError(t, err)
		cost := int64(0)
		for _, a := range sheet.Accounts {
			cost += a.Total.Cents()
		}
		require.Equal(t, cost, got.Known.Cents()+got.UnknownCost.Cents())
	}
}

func addUp(t *testing.T, accounts []AccountEmission, lines *int) *big.Rat {
	t.Helper()
	total := new(big.Rat)
	for _, a := range accounts {
		sum := addUp(t, a.Accounts, lines)
		for _, l := range a.Lines {
			*lines++
			sum.Add(sum, l.Emissions.Rat())
			rest := new(big.Rat).Mul(l.Quantity.Rat(), l.Factor.Rat())
			rest.Sub(rest, l.Emissions.Rat())
			require.LessOrEqual(t, rest.Abs(rest).Cmp(big.NewRat(1, 2000)), 0)
		}
		require.Equal(t, a.Emissions.Rat().RatString(), sum.RatString())
		total.Add(total, sum)
	}
	return total
}
