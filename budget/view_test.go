package budget

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// marked is a random budget whose lines say who, where and for whom.
func marked(r *rand.Rand) Budget {
	b := randomBudget(r)
	b.Groups = []Group{{Code: "g1"}, {Code: "g2", Off: true}}
	words := []string{"", "a", "b", "c"}
	var mark func([]Account)
	mark = func(accounts []Account) {
		for i := range accounts {
			accounts[i].AboveTheLine = r.IntN(4) == 0
			mark(accounts[i].Accounts)
			for j := range accounts[i].Lines {
				l := &accounts[i].Lines[j]
				l.BorneBy, l.SpentIn, l.FundedBy = words[r.IntN(4)], words[r.IntN(4)], words[r.IntN(4)]
				l.Phase, l.Group = words[r.IntN(4)], []string{"", "g1", "g2"}[r.IntN(3)]
				l.Tags = words[1:][:r.IntN(4)]
			}
		}
	}
	mark(b.Accounts)
	return b
}

func TestViewsAddUpToTheTotal(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 200 {
		b := marked(r)
		sheet, err := Compute(b)
		require.NoError(t, err)
		for _, d := range dimensions {
			v, err := ViewBy(b, d)
			require.NoError(t, err)
			total := v.Charges.Cents() - v.Credits.Cents()
			for _, row := range v.Rows {
				require.Equal(t, row.Direct.Cents()+row.Fringes.Cents(), row.Total.Cents())
				total += row.Total.Cents()
			}
			require.Equal(t, sheet.Total.Cents(), total, d)
			require.Equal(t, sheet.Total, v.Total)
		}
	}
	_, err := ViewBy(marked(r), "colour")
	require.ErrorContains(t, err, "dimension: is not one of")
}

// By hand: 1505.50 + 668.56 of camera, 33.33, and 350.96 of equipment.
func TestViewByHand(t *testing.T) {
	b := decode(t, soundBudget)
	b.Accounts[0].AboveTheLine = true
	b.Accounts[0].Accounts[0].Lines[0].Tags = []string{"night", "crew"}
	b.Accounts[1].Lines[0].Tags = []string{"crew"}
	v, err := ViewBy(b, ByTag)
	require.NoError(t, err)
	rows := map[string]string{}
	for _, row := range v.Rows {
		rows[row.Key] = row.Total.String()
	}
	assert.Equal(t, map[string]string{"": "33.33", "crew": "350.96", "crew+night": "2174.06"}, rows)
	v, err = ViewBy(b, ByLevel)
	require.NoError(t, err)
	assert.Equal(t, []ViewRow{
		{AboveTheLine, 2, money.MustParse("1538.83"), money.MustParse("668.56"), money.MustParse("2207.39")},
		{BelowTheLine, 1, money.MustParse("350.96"), money.Amount{}, money.MustParse("350.96")},
	}, v.Rows)
}

func TestRatios(t *testing.T) {
	got, err := RatiosOf(money.MustParse("1000000.00"), 30, money.MustDecimal("92.5"))
	require.NoError(t, err)
	assert.Equal(t, "33333.33", got.ByDay.String())
	assert.Equal(t, "10810.81", got.ByMinute.String())
	_, err = RatiosOf(money.Amount{}, 0, money.Decimal{})
	require.ErrorContains(t, err, "days: ")
	require.ErrorContains(t, err, "minutes: ")
}

func TestComparisonsAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for range 300 {
		before, after := marked(r), marked(r)
		if r.IntN(2) == 0 {
			after = before
			after.Globals = []Global{{"x", "2"}}
		}
		c, err := Compare(before, after)
		require.NoError(t, err)
		sum := int64(0)
		for _, l := range c.Lines {
			require.Equal(t, l.Difference.Difference.Cents(), l.Direct.Cents()+l.Fringes.Cents())
			sum += l.Difference.Difference.Cents()
		}
		for _, d := range append(c.Charges, c.Credits...) {
			sum += d.Difference.Cents()
		}
		require.Equal(t, c.Difference.Cents(), sum)
		require.Equal(t, c.After.Cents()-c.Before.Cents(), sum)
		back, err := Compare(after, before)
		require.NoError(t, err)
		require.Equal(t, -sum, back.Difference.Cents())
	}
}

func TestCompareSaysWhy(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Budget)
		line   string
		kind   Change
		why    []string
		amount string
	}{
		{"price", func(b *Budget) { b.Accounts[0].Accounts[0].Lines[0].Price = "160.55" }, "21-1", Changed, []string{"price"}, "100.00"},
		{"quantity, by a global", func(b *Budget) { b.Globals[1].Value = "1" }, "21-1", Changed, []string{"quantity"}, "-913.46"},
		{"multiplier", func(b *Budget) { b.Accounts[0].Lines[0].Multiplier = "2/3" }, "2-1", Changed, []string{"multiplier"}, "33.34"},
		{"exchange rate", func(b *Budget) { b.Rates[0].Rate = money.MustDecimal("1.2") }, "7-1", Changed, []string{"rate"}, "9.00"},
		{"fringe rate", func(b *Budget) { b.Fringes[0].Rate = new(money.MustDecimal("0.70")) }, "21-1", Changed, []string{"fringe"}, "50.00"},
		{"fringe ceiling", func(b *Budget) { b.Fringes[0].Ceiling = new(money.MustParse("500.00")) }, "21-1", Changed, []string{"fringe"}, "-325.00"},
		{"removed", func(b *Budget) { b.Accounts[1].Lines = nil }, "7-1", Removed, nil, "-350.96"},
		{"added", func(b *Budget) {
			b.Accounts[1].Lines = append(b.Accounts[1].Lines, Line{Code: "7-2", Quantity: "2", Price: "5"})
		}, "7-2", Added, nil, "10.00"},
		{"switched off", func(b *Budget) {
			b.Groups = []Group{{Code: "g", Off: true}}
			b.Accounts[1].Lines[0].Group = "g"
		}, "7-1", Changed, []string{"group"}, "-350.96"},
	} {
		t.Run(c.name, func(t *testing.T) {
			after := decode(t, soundBudget)
			c.change(&after)
			got, err := Compare(decode(t, soundBudget), after)
			require.NoError(t, err)
			require.Len(t, got.Lines, 1)
			l := got.Lines[0]
			assert.Equal(t, c.line, l.Code)
			assert.Equal(t, c.kind, l.Change)
			assert.Equal(t, c.why, l.Why)
			assert.Equal(t, c.amount, l.Difference.Difference.String())
		})
	}
	dollars := decode(t, soundBudget)
	dollars.Currency = "USD"
	_, err := Compare(decode(t, soundBudget), dollars)
	require.ErrorIs(t, err, ErrCurrency)
}

func TestScenarios(t *testing.T) {
	b := decode(t, soundBudget)
	b.Groups = []Group{{Code: "second unit"}}
	b.Accounts[1].Lines[0].Group = "second unit"
	table, err := CompareScenarios(b, []Scenario{
		{Name: "all"},
		{Name: "one unit", Off: []string{"second unit"}},
		{Name: "one week", Globals: []Global{{"weeks", "1"}}},
	})
	require.NoError(t, err)
	assert.Equal(t, []string{"all", "one unit", "one week"}, table.Scenarios)
	assert.Equal(t, "2661.10", table.Totals[0].String(), "as TestCompute has it")
	assert.Equal(t, "0.00", table.Rows[1].Amounts[1].String(), "account 7 without its only line")
	for i, total := range table.Totals {
		sum := int64(0)
		for _, row := range table.Rows {
			sum += row.Amounts[i].Cents()
		}
		assert.Equal(t, total.Cents(), sum, table.Scenarios[i])
	}
	assert.False(t, b.Groups[0].Off, "the budget is not changed")

	_, err = CompareScenarios(b, []Scenario{{Name: "odd", Off: []string{"third unit"}, Globals: []Global{{"months", "1"}}}})
	require.ErrorContains(t, err, "off[0]: names nothing")
	require.ErrorContains(t, err, "globals[0].name: names nothing")
}

// Recomputing after a global changed is computing: the result is that of the changed budget.
func TestAChangedGlobalIsAWholeComputation(t *testing.T) {
	b := decode(t, soundBudget)
	in, err := b.In(Scenario{Globals: []Global{{"weeks", "3"}}})
	require.NoError(t, err)
	got, err := Compute(in)
	require.NoError(t, err)
	b.Globals[1].Value = "3"
	want, err := Compute(b)
	require.NoError(t, err)
	assert.Equal(t, want, got)
}

// Lines of one person share a ceiling: of 1,000.00 the first line takes 700.00, the second the 300.00
// that are left, the third nothing.
func TestCeilingOfAPerson(t *testing.T) {
	line := func(code, person, price string) Line {
		return Line{Code: code, Person: person, Quantity: "1", Price: Formula(price), Fringes: []string{"f"}}
	}
	b := Budget{
		Title: "ceilings", Currency: "EUR",
		Fringes: []Fringe{{Code: "f", Kind: Percentage, Rate: new(money.MustDecimal("0.1")), Ceiling: new(money.MustParse("1000.00")), PerPerson: true}},
		Accounts: []Account{{Code: "1", Lines: []Line{
			line("a", "Ann", "700"), line("b", "Bob", "900"), line("c", "Ann", "700"), line("d", "Ann", "700"), line("e", "", "700"), line("f", "", "700"),
		}}},
	}
	sheet, err := Compute(b)
	require.NoError(t, err)
	var fringes []string
	for _, l := range sheet.Accounts[0].Lines {
		fringes = append(fringes, l.Fringes.String())
	}
	assert.Equal(t, []string{"70.00", "90.00", "30.00", "0.00", "70.00", "70.00"}, fringes)
}

// 4 days × 2 people × 12 hours × 1.50 (the hours of a day of Movie Magic Budgeting).
func TestHourlyFringe(t *testing.T) {
	b := Budget{
		Title: "hours", Currency: "EUR", Units: []Unit{{"day", money.MustDecimal("12")}},
		Fringes:  []Fringe{{Code: "pension", Kind: Hourly, Amount: new(money.MustParse("1.50"))}},
		Accounts: []Account{{Code: "1", Lines: []Line{{Code: "l", Quantity: "4", Multiplier: "2", Unit: "day", Price: "100", Fringes: []string{"pension"}}}}},
	}
	sheet, err := Compute(b)
	require.NoError(t, err)
	fringe := sheet.Accounts[0].Lines[0].FringeLines[0]
	assert.Equal(t, "144.00", fringe.Amount.String())
	assert.Equal(t, "96", fringe.Hours.String())
	b.Units = nil
	_, err = Compute(b)
	require.ErrorContains(t, err, `accounts[0].lines[0].fringes[0]: names nothing in the document: the unit "day" has no hours`)
}

func TestDatedRates(t *testing.T) {
	b := decode(t, soundBudget)
	b.Rates = append(b.Rates, ExchangeRate{Currency: "GBP", Rate: money.MustDecimal("1.2"), From: civil.MustParseDate("2026-07-01"), Source: "ECB"})
	for day, want := range map[string]string{"": "1.2", "2026-06-30": "1.17", "2026-07-01": "1.2"} {
		b.RatesOn = civil.Date{}
		if day != "" {
			b.RatesOn = civil.MustParseDate(day)
		}
		sheet, err := Compute(b)
		require.NoError(t, err)
		assert.Equal(t, want, sheet.Accounts[1].Lines[0].Rate.String(), "on %q", day)
	}
	b.Rates = b.Rates[1:]
	b.RatesOn = civil.MustParseDate("2026-06-30")
	_, err := Compute(b)
	require.ErrorContains(t, err, "accounts[1].lines[0].currency: names nothing in the document: it has no rate")
}

// Overheads are 26.90; all accounts are 2558.35, of which 7 % are 179.08.
func TestFunderRules(t *testing.T) {
	b, on := decode(t, soundBudget), civil.MustParseDate("2026-07-15")
	checks, err := CheckRules(b, []FunderRule{
		{Ceiling: "p10/overheads", Charges: []string{"overheads"}, Base: []string{"*"}},
		{Ceiling: "fr-de/overheads", Charges: []string{"overheads"}, Base: []string{"7"}},
	}, on, Ceilings{})
	require.NoError(t, err)
	assert.Equal(t, "179.08", checks[0].Allowed.String())
	assert.Equal(t, "0.00", checks[0].Over.String())
	assert.Empty(t, checks[0].Notices)
	assert.Equal(t, "Protocole 2010", checks[0].Refs.String())
	assert.Equal(t, "26.32", checks[1].Allowed.String(), "7.5 % of 350.96")
	assert.Equal(t, "0.58", checks[1].Over.String())
	assert.Len(t, checks[1].Notices, 1, "one source")

	strict, err := Ceilings{}.With(law.Override[money.Decimal]{Key: "p10/overheads", Value: money.MustDecimal("0.01")})
	require.NoError(t, err)
	checks, err = CheckRules(b, []FunderRule{{Ceiling: "p10/overheads", Charges: []string{"overheads"}, Base: []string{"*"}}}, on, strict)
	require.NoError(t, err)
	assert.Equal(t, "1.32", checks[0].Over.String(), "26.90 − 25.58")

	_, err = CheckRules(b, []FunderRule{{Ceiling: "none", Charges: []string{"tea"}, Base: []string{"99"}}}, on, Ceilings{})
	for _, path := range []string{"[0].ceiling: ", "[0].charges[0]: ", "[0].base[0]: "} {
		require.ErrorContains(t, err, path)
	}
	assert.Len(t, Ceilings{}.List(on), 7)
}

func TestAFaultIsToldOnce(t *testing.T) {
	b := decode(t, soundBudget)
	b.Globals = append(b.Globals, Global{"broken", "1/0"})
	b.Accounts[1].Lines = append(b.Accounts[1].Lines, Line{Code: "x", Quantity: "broken", Price: "2 * broken"})
	_, err := Compute(b)
	require.EqualError(t, err, "globals[2].value: division by zero")
	b = decode(t, soundBudget)
	b.Accounts[0].Accounts[0].Lines[0].Fringes = []string{"meal", "meal"}
	_, err = Compute(b)
	require.EqualError(t, err, `accounts[0].accounts[0].lines[0].fringes[1]: is given twice: "meal"`)
}
