package financing

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

func TestPointsFaults(t *testing.T) {
	for _, c := range []struct {
		name  string
		claim PointsClaim
		paths []string
	}{
		{"nothing", PointsClaim{}, []string{"date: is missing", "test: is missing"}},
		{"no such test", PointsClaim{Test: "x", Date: day("2026-06-01")}, []string{"test: "}},
		{"the day before the test", PointsClaim{Test: "c2i-fiction", Date: day("2014-07-11")}, []string{"date: "}},
		{"both", PointsClaim{Test: "c2i-fiction", Own: &PointsTest{}, Date: day("2026-06-01")}, []string{"test: "}},
		{"answers", PointsClaim{Test: "c2i-animation", Date: day("2026-06-01"), Answers: []PointsAnswer{
			{Group: "x"}, {Group: "content", Criterion: "x"}, {Group: "content", Criterion: "society", Option: "x"},
			{Group: "content", Criterion: "society", Option: "yes", Share: money.MustFraction("1/2")},
			{Group: "infrastructure", Criterion: "animation", Option: "yes", Share: money.MustFraction("11/10")},
		}}, []string{
			"answers[0].group: ", "answers[1].criterion: ", "answers[2].option: ", "answers[3].criterion: is given twice", "answers[3].share: ",
			"answers[4].option: ", "answers[4].share: ",
		}},
		{"open", PointsClaim{Test: "convention-1992", Date: day("2026-06-01"), Open: []OpenPoints{
			{"elements", money.MustDecimal("19.01")}, {"elements", money.MustDecimal("-1")}, {"x", money.Decimal{}},
		}}, []string{"open[0].points: ", "open[1].group: is given twice", "open[1].points: ", "open[2].group: "}},
		{"own", PointsClaim{Date: day("2026-06-01"), Own: &PointsTest{
			Total: money.MustDecimal("5"), Pass: money.MustDecimal("6"), Groups: []PointsGroup{
				{Code: "a", Most: money.MustDecimal("-1"), LeastSubgroups: 1, Criteria: []Criterion{{Code: "q"}, {Code: "q", PerTenth: money.MustDecimal("-1")}}},
				{Code: "a", Open: true, Criteria: []Criterion{{}}, Least: money.MustDecimal("1")},
			},
		}}, []string{
			"own.pass: ", "own.total: ", "own.groups[0].most: ", "own.groups[0].leastSubgroups: ", "own.groups[0].criteria[0].options: ",
			"own.groups[0].criteria[1].code: ", "own.groups[0].criteria[1].perTenth: ", "own.groups[1].code: ", "own.groups[1].criteria: ", "own.groups[1].least: ",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ComputePoints(c.claim)
			for _, path := range c.paths {
				require.ErrorContains(t, err, path)
			}
		})
	}
}
