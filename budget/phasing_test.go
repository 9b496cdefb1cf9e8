package budget

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// phasedBudget is 1,000.00 of crew and half of it in contributions, 100.00 of sets, 200.01 of post,
// 70.00 of overheads, less 40.00: 1,830.01.
func phasedBudget() Budget {
	return Budget{
		Title: "phases", Currency: "EUR",
		Fringes: []Fringe{{Code: "social", Kind: Percentage, Rate: new(money.MustDecimal("0.5"))}},
		Accounts: []Account{
			{Code: "2", Accounts: []Account{{Code: "26", Lines: []Line{{Code: "26-1", Quantity: "10", Price: "100", Phase: "shoot", Fringes: []string{"social"}}}}}},
			{Code: "5", Lines: []Line{{Code: "5-1", Quantity: "1", Price: "100", Phase: "preparation"}}},
			{Code: "8", Lines: []Line{{Code: "8-1", Quantity: "1", Price: "200.01"}}},
		},
		Charges: []Charge{{Code: "overheads", Amount: new(money.MustParse("70.00"))}},
		Credits: []Credit{{Code: "rebate", Amount: money.MustParse("40.00")}},
	}
}

// The shoot is from a Monday to the Friday of the next week.
func phasedPlan() PhasePlan {
	return PhasePlan{
		Phases: []Phase{
			{"preparation", period("2026-05-04", "2026-05-29")},
			{"shoot", period("2026-06-01", "2026-06-12")},
			{"post", period("2026-06-15", "2026-07-31")},
		},
		DefaultPhase: "post",
		ChargePhases: []ItemPhase{{"overheads", "shoot"}},
		Default:      []Instalment{instalment("1", AtEnd, 0)},
		Terms: []PaymentTerms{
			{Accounts: []string{"2"}, Instalments: []Instalment{instalment("1", EachWeek, 0)}},
			{Fringes: []string{"social"}, Instalments: []Instalment{instalment("1", EachMonth, 15)}},
			{Accounts: []string{"5"}, Instalments: []Instalment{instalment("0.3", AtStart, -10), instalment("0.7", AtEnd, 30)}},
			{Lines: []string{"8-1"}, Instalments: []Instalment{instalment("1/2", AtStart, 0), instalment("1/2", AtEnd, 0)}},
			{Credits: []string{"rebate"}, Instalments: []Instalment{instalment("1", AtEnd, 90)}},
		},
	}
}

func outlayRows(s Spending) []string {
	var rows []string
	for _, o := range s.Outlays {
		rows = append(rows, fmt.Sprintf("%s %s %s/%s/%s %s × %s = %s", o.Date, o.Phase, o.Account, o.Line, o.Code, o.Base, o.Share, o.Amount))
	}
	return rows
}

// By hand: 7 and 5 of 12 days of crew, 7/12 of 1,000.00 being 583.333…; contributions 15 days after
// the end of June as far as the shoot goes; of the two halves of 200.01 the first has the odd cent;
// 90 days after 31 July is 29 October.
func TestSpread(t *testing.T) {
	s, err := Spread(phasedBudget(), phasedPlan())
	require.NoError(t, err)
	assert.Equal(t, []string{
		"2026-04-24 preparation 5/5-1/ 100.00 × 3/10 = 30.00",
		"2026-06-07 shoot 26/26-1/ 1000.00 × 7/12 = 583.33",
		"2026-06-12 shoot 26/26-1/ 1000.00 × 5/12 = 416.67",
		"2026-06-12 shoot //overheads 70.00 × 1 = 70.00",
		"2026-06-15 post 8/8-1/ 200.01 × 1/2 = 100.01",
		"2026-06-27 shoot 26/26-1/social 500.00 × 1 = 500.00",
		"2026-06-28 preparation 5/5-1/ 100.00 × 7/10 = 70.00",
		"2026-07-31 post 8/8-1/ 200.01 × 1/2 = 100.00",
		"2026-10-29 post //rebate -40.00 × 1 = -40.00",
	}, outlayRows(s))
	assert.Equal(t, "1830.01", s.Total.String())
	text, err := json.Marshal(s.Outlays[5])
	require.NoError(t, err)
	assert.JSONEq(t, `{"date":"2026-06-27","kind":"fringe","account":"26","line":"26-1","code":"social","phase":"shoot","base":"500.00","share":"1","amount":"500.00"}`, string(text))
}

func TestTermsThatPrevail(t *testing.T) {
	day := func(days int) []Instalment { return []Instalment{instalment("1", AtEnd, days)} }
	for _, c := range []struct {
		name         string
		terms        []PaymentTerms
		line, fringe string
	}{
		{"default", nil, "2026-06-12", "2026-06-12"},
		{"account above", []PaymentTerms{{Accounts: []string{"2"}, Instalments: day(1)}}, "2026-06-13", "2026-06-13"},
		{"account", []PaymentTerms{{Accounts: []string{"2"}, Instalments: day(1)}, {Accounts: []string{"26"}, Instalments: day(2)}}, "2026-06-14", "2026-06-14"},
		{"line", []PaymentTerms{{Lines: []string{"26-1"}, Instalments: day(3)}, {Accounts: []string{"26", "2"}, Instalments: day(1)}}, "2026-06-15", "2026-06-15"},
		{"fringe", []PaymentTerms{{Fringes: []string{"social"}, Instalments: day(4)}, {Lines: []string{"26-1"}, Instalments: day(3)}}, "2026-06-15", "2026-06-16"},
	} {
		t.Run(c.name, func(t *testing.T) {
			plan := phasedPlan()
			plan.Terms = c.terms
			s, err := Spread(phasedBudget(), plan)
			require.NoError(t, err)
			dates := map[string]string{}
			for _, o := range s.Outlays {
				if o.Line == "26-1" {
					dates[o.Code] = o.Date.String()
				}
			}
			assert.Equal(t, map[string]string{"": c.line, "social": c.fringe}, dates)
		})
	}
}

func TestSpreadOfNothing(t *testing.T) {
	s, err := Spread(Budget{Title: "nothing", Currency: "EUR"}, PhasePlan{Default: []Instalment{instalment("1", AtEnd, 0)}})
	require.NoError(t, err)
	assert.Empty(t, s.Outlays)
	assert.Equal(t, "0.00", s.Total.String())
	_, err = Spread(Budget{}, phasedPlan())
	require.ErrorContains(t, err, "currency: is out of range")
}

// A line that is off costs nothing, and a cent over twelve days is a cent.
func TestSpreadOfLittle(t *testing.T) {
	b, plan := phasedBudget(), phasedPlan()
	b.Groups = []Group{{Code: "off", Off: true}}
	b.Accounts[1].Lines[0].Group = "off"
	b.Accounts[0].Accounts[0].Lines[0].Price = "0.001"
	b.Accounts[0].Accounts[0].Lines[0].Fringes = nil
	plan.Terms = nil
	plan.Default = []Instalment{instalment("1", EachDay, 0)}
	s, err := Spread(b, plan)
	require.NoError(t, err)
	for _, o := range s.Outlays {
		require.NotEqual(t, "5", o.Account)
		require.False(t, o.Amount.IsZero())
	}
	assert.Equal(t, "26 2026-06-01 0.01", fmt.Sprint(s.Outlays[0].Account, " ", s.Outlays[0].Date, " ", s.Outlays[0].Amount))
}

// randomPhasePlan has the phases that the lines of marked budgets name.
func randomPhasePlan(r *rand.Rand) PhasePlan {
	plan := PhasePlan{DefaultPhase: "a", Default: randomInstalments(r)}
	for _, name := range []string{"a", "b", "c"} {
		from, _ := civil.MustParseDate("2026-01-01").AddDays(r.IntN(300))
		to, _ := from.AddDays(r.IntN(90))
		plan.Phases = append(plan.Phases, Phase{name, civil.Period{From: from, To: to}})
	}
	if r.IntN(2) == 0 {
		plan.Terms = append(plan.Terms, PaymentTerms{Accounts: []string{"0"}, Fringes: []string{"f1"}, Charges: []string{"first"}, Instalments: randomInstalments(r)})
		plan.Terms = append(plan.Terms, PaymentTerms{Credits: []string{"credit"}, Instalments: randomInstalments(r)})
		plan.ChargePhases = []ItemPhase{{"second", "b"}}
	}
	return plan
}

func randomInstalments(r *rand.Rand) []Instalment {
	left, instalments := int64(60), []Instalment{}
	for left > 0 {
		share := min(left, 1+r.Int64N(60))
		left -= share
		fraction, _ := money.NewFraction(share, 60)
		instalments = append(instalments, Instalment{fraction, moments[r.IntN(len(moments))], r.IntN(90) - 30})
	}
	return instalments
}

// The outlays of an item add up to it, each is its exact share or a cent less or more, all of them
// add up to the budget, and so do the parts of every series.
func TestSpendingIsTheBudget(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for range 300 {
		b := marked(r)
		if len(b.Accounts[0].Lines) > 0 {
			b.Accounts[0].Lines[0].Price = "-12.345"
		}
		sheet, err := Compute(b)
		require.NoError(t, err)
		s, err := Spread(b, randomPhasePlan(r))
		require.NoError(t, err)
		require.Equal(t, sheet.Total, s.Total)

		sum, items := int64(0), map[SpendingItem]int64{}
		for i, o := range s.Outlays {
			sum += o.Amount.Cents()
			items[o.SpendingItem] += o.Amount.Cents()
			exact, err := o.Share.Of(o.Base)
			require.NoError(t, err)
			require.LessOrEqual(t, magnitude(exact.Cents()-o.Amount.Cents()), uint64(1))
			require.True(t, i == 0 || !o.Date.Before(s.Outlays[i-1].Date))
		}
		require.Equal(t, sheet.Total.Cents(), sum)
		for _, o := range s.Outlays {
			require.Equal(t, o.Base.Cents(), items[o.SpendingItem])
		}
		for _, step := range steps {
			requireSeries(t, s, step)
		}
	}
}

func requireSeries(t *testing.T, s Spending, step Step) {
	t.Helper()
	parts, err := s.Series(step)
	require.NoError(t, err)
	sum := int64(0)
	for i, part := range parts {
		items := int64(0)
		for _, item := range part.Items {
			items += item.Amount.Cents()
		}
		require.Equal(t, part.Amount.Cents(), items)
		sum += items
		require.Equal(t, sum, part.ToDate.Cents())
		require.True(t, part.Period.IsValid())
		require.True(t, i == 0 || part.Period.From.After(parts[i-1].Period.To))
	}
	require.Equal(t, s.Total.Cents(), sum)
}

// Three thousand items over sixty days.
func BenchmarkPhase(b *testing.B) {
	budget := Budget{Title: "bench", Currency: "EUR"}
	for i := range 2 {
		budget.Fringes = append(budget.Fringes, Fringe{Code: fmt.Sprint("f", i), Kind: Percentage, Rate: new(money.MustDecimal("0.65"))})
	}
	for i := range 50 {
		account := Account{Code: fmt.Sprint(i)}
		for j := range 20 {
			account.Lines = append(account.Lines, Line{
				Code: fmt.Sprint(i, "-", j), Quantity: "40", Price: "150.55", Phase: "shoot", Fringes: []string{"f0", "f1"},
			})
		}
		budget.Accounts = append(budget.Accounts, account)
	}
	for _, when := range []Moment{EachDay, EachMonth} {
		b.Run(string(when), func(b *testing.B) {
			plan := PhasePlan{Phases: []Phase{{"shoot", period("2026-06-01", "2026-07-30")}}, Default: []Instalment{instalment("1", when, 0)}}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Spread(budget, plan); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
