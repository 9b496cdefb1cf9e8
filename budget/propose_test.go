package budget

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

func element(scene, category, name, quantity string) SceneElement {
	return SceneElement{scene, category, name, money.MustDecimal(quantity)}
}

func shootDay(date string, scenes ...string) ShootDay {
	return ShootDay{civil.MustParseDate(date), scenes}
}

// Scenes 1 and 2 play on Monday, 2 goes on and 3 begins on Tuesday, 9 has no day.
func marketBreakdown() Breakdown {
	return Breakdown{
		Elements: []SceneElement{
			element("1", "extras", "Market crowd", "20"),
			element("1", "props", "Knife", "2"),
			element("2", "extras", "Market crowd", "12"),
			element("2", "vehicles", "Van", "1"),
			element("3", "props", "Knife", "3"),
			element("3", "vehicles", "Police car", "2"),
			element("3", "animals", "Horse", "1"),
			element("9", "extras", "Market crowd", "50"),
			element("9", "extras", "Monks", "6"),
		},
		Days: []ShootDay{shootDay("2026-06-01", "1", "2"), shootDay("2026-06-02", "2", "3")},
	}
}

func marketRules() []ElementRule {
	return []ElementRule{
		{Name: "Police car", Account: "55", Basis: PerDay, Unit: "day", Price: "400"},
		{Category: "vehicles", Account: "63", Basis: Once, Unit: "flat", Price: "van", Phase: "shoot"},
		{Category: "extras", Account: "35", Basis: PerDay, Unit: "day", Price: "110", Fringes: []string{"social"}, Tags: []string{"crowd"}},
		{Category: "props", Account: "54", Basis: PerScene, Price: "15.50", Description: "Prop"},
	}
}

// By hand. Crowd: 20 on Monday, the most of scenes 1 and 2, and 12 on Tuesday. Knives: 2 in scene 1
// and 3 in scene 3, or 3 once.
func TestPropose(t *testing.T) {
	p, err := Propose(marketBreakdown(), marketRules())
	require.NoError(t, err)
	monday, tuesday := civil.MustParseDate("2026-06-01"), civil.MustParseDate("2026-06-02")
	assert.Equal(t, []ProposedLine{
		{"55", Line{Code: "55/vehicles/Police car", Description: "Police car", Quantity: "2", Unit: "day", Price: "400", From: []string{"3"}}, 0, []civil.Date{tuesday}},
		{"63", Line{Code: "63/vehicles/Van", Description: "Van", Quantity: "1", Unit: "flat", Price: "van", Phase: "shoot", From: []string{"2"}}, 1, nil},
		{"35", Line{Code: "35/extras/Market crowd", Description: "Market crowd", Quantity: "32", Unit: "day", Price: "110", Fringes: []string{"social"}, Tags: []string{"crowd"}, From: []string{"1", "2"}}, 2, []civil.Date{monday, tuesday}},
		{"54", Line{Code: "54/props/Knife", Description: "Prop", Quantity: "5", Price: "15.50", From: []string{"1", "3"}}, 3, nil},
	}, p.Lines)
	assert.Equal(t, []SceneElement{element("3", "animals", "Horse", "1")}, p.Unmatched)
	assert.Equal(t, []SceneElement{element("9", "extras", "Market crowd", "50"), element("9", "extras", "Monks", "6")}, p.Unscheduled)
}

func TestProposedQuantities(t *testing.T) {
	twice := []SceneElement{element("1", "props", "Chair", "2"), element("1", "props", "Chair", "1.5"), element("2", "props", "Chair", "3")}
	for _, c := range []struct {
		name  string
		basis QuantityBasis
		days  []ShootDay
		want  Formula
	}{
		{"per scene: 3.5 + 3", PerScene, nil, "6.5"},
		{"once: the most", Once, nil, "3.5"},
		{"one day of both", PerDay, []ShootDay{shootDay("2026-06-01", "2", "1")}, "3.5"},
		{"a day each", PerDay, []ShootDay{shootDay("2026-06-01", "2"), shootDay("2026-06-02", "1")}, "6.5"},
		{"two units of one date", PerDay, []ShootDay{shootDay("2026-06-01", "2"), shootDay("2026-06-01", "1")}, "6.5"},
		{"a scene of two days", PerDay, []ShootDay{shootDay("2026-06-01", "2"), shootDay("2026-06-02", "2")}, "6"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := Propose(Breakdown{twice, c.days}, []ElementRule{{Category: "props", Account: "54", Basis: c.basis, Price: "1"}})
			require.NoError(t, err)
			require.Len(t, p.Lines, 1)
			assert.Equal(t, c.want, p.Lines[0].Line.Quantity)
		})
	}
}

// A proposal shares no memory with the table of rules.
func TestProposalsAreTheirOwn(t *testing.T) {
	rules := []ElementRule{{Category: "vehicles", Account: "63", Basis: Once, Price: "90", Tags: []string{"green"}, Emission: emission("12")}}
	p, err := Propose(marketBreakdown(), rules)
	require.NoError(t, err)
	line := p.Lines[0].Line
	assert.Equal(t, emission("12"), line.Emission)
	rules[0].Tags[0], rules[0].Emission.Source = "red", "changed"
	assert.Equal(t, []string{"green"}, line.Tags)
	assert.Equal(t, emission("12"), line.Emission)
}

func TestProposeRefuses(t *testing.T) {
	_, err := Propose(Breakdown{
		Elements: []SceneElement{{}, element("1", "a", "b", "0.00001"), element("1", "a", "b", "1000000.0001")},
		Days:     []ShootDay{{}, shootDay("2026-06-01", "1", "1", "")},
	}, []ElementRule{
		{Basis: "week"},
		{Category: "props", Account: "54", Basis: Once, Price: "1"},
		{Category: "props", Name: "Knife", Account: "54", Basis: Once, Price: "1"},
	})
	for _, want := range []string{
		"elements[0].scene: is missing", "elements[0].category: is missing", "elements[0].name: is missing",
		"elements[0].quantity: is out of range", "elements[1].quantity: is out of range", "elements[2].quantity: is out of range",
		"days[0].date: is missing", "days[1].scenes[1]: is given twice", "days[1].scenes[2]: is missing",
		"rules[0].account: is missing", "rules[0].price: is missing", "rules[0].basis: is not one of", "rules[0].category: is missing",
		"rules[2]: is given twice: rule 1 before it fits all that it does",
	} {
		require.ErrorContains(t, err, want)
	}
	assert.Len(t, valid.List(err), 14)
	var fault *FieldError
	require.ErrorAs(t, err, &fault)
}

// The order of the elements changes the order of the scenes a line came from, and nothing else; the
// order of days changes nothing. Every element is in a line or told.
func TestProposalsHaveOneOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	categories := []string{"extras", "props", "vehicles", "animals"}
	for range 200 {
		b := Breakdown{}
		for range r.IntN(40) {
			b.Elements = append(b.Elements, element(fmt.Sprint(r.IntN(12)), categories[r.IntN(4)], fmt.Sprint("n", r.IntN(4)), fmt.Sprint(1+r.IntN(9))))
		}
		for d := range r.IntN(5) {
			day := shootDay(fmt.Sprintf("2026-06-%02d", d+1))
			for scene := range 12 {
				if r.IntN(4) == 0 {
					day.Scenes = append(day.Scenes, fmt.Sprint(scene))
				}
			}
			b.Days = append(b.Days, day)
		}
		want, err := Propose(b, marketRules())
		require.NoError(t, err)
		again, err := Propose(b, marketRules())
		require.NoError(t, err)
		require.Equal(t, want, again)

		told := map[string]bool{}
		for _, e := range append(want.Unmatched, want.Unscheduled...) {
			told[e.Category+"/"+e.Name+"/"+e.Scene] = true
		}
		for _, l := range want.Lines {
			for _, scene := range l.Line.From {
				told[l.Line.Code[len(l.Account)+1:]+"/"+scene] = true
			}
		}
		for _, e := range b.Elements {
			require.True(t, told[e.Category+"/"+e.Name+"/"+e.Scene], "%v", e)
		}

		shuffled := Breakdown{slices.Clone(b.Elements), slices.Clone(b.Days)}
		r.Shuffle(len(shuffled.Elements), func(i, j int) {
			shuffled.Elements[i], shuffled.Elements[j] = shuffled.Elements[j], shuffled.Elements[i]
		})
		slices.Reverse(shuffled.Days)
		got, err := Propose(shuffled, marketRules())
		require.NoError(t, err)
		for _, lines := range [][]ProposedLine{want.Lines, got.Lines} {
			for i := range lines {
				slices.Sort(lines[i].Line.From)
			}
		}
		require.Equal(t, want.Lines, got.Lines)
	}
}

func TestWithLines(t *testing.T) {
	p, err := Propose(marketBreakdown(), marketRules())
	require.NoError(t, err)
	b := Budget{
		Title: "market", Currency: "EUR", Globals: []Global{{"van", "90"}},
		Fringes:  []Fringe{{Code: "social", Kind: Percentage, Rate: new(money.MustDecimal("0.5"))}},
		Accounts: []Account{{Code: "3", Accounts: []Account{{Code: "35"}}}, {Code: "5", Accounts: []Account{{Code: "54"}, {Code: "55"}}}, {Code: "63"}},
	}
	full, err := b.WithProposed(p.Lines)
	require.NoError(t, err)
	sheet, err := Compute(full)
	require.NoError(t, err)
	// 32 × 110 and half of it; 5 × 15.50; 2 × 400; 90.
	assert.Equal(t, "6247.50", sheet.Total.String())
	assert.Empty(t, b.Accounts[0].Accounts[0].Lines, "the budget is not changed")

	_, err = full.WithProposed(append(p.Lines[:1:1], ProposedLine{Account: "99"}))
	require.ErrorContains(t, err, "[0].line.code: is given twice")
	require.ErrorContains(t, err, "[1].account: names nothing")
}
