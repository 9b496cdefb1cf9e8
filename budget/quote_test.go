package budget

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

func scored(criterion, value string) Score { return Score{criterion, money.MustFraction(value), ""} }

// A camera package: half by price, three tenths by availability, two by sustainability.
func cameraTender() Tender {
	return Tender{
		Line: "71-1",
		Criteria: []Criterion{
			{"price", "", money.MustFraction("1/2")}, {"availability", "", money.MustFraction("0.3")}, {"green", "", money.MustFraction("1/5")},
		},
		Quotes: []Quote{
			{"Zoom", new(money.MustParse("9000.00")), []Score{scored("availability", "1/3"), scored("green", "0.5")}},
			{"Alpha", new(money.MustParse("12000.00")), []Score{scored("availability", "1"), {"green", money.MustFraction("1"), "electric vans"}}},
			{"Beta", new(money.MustParse("10000.00")), []Score{scored("availability", "1")}},
			{"Gamma", nil, []Score{scored("availability", "1"), scored("green", "1")}},
		},
	}
}

// By hand, of a lowest price of 9,000: Alpha 1/2 × 3/4 + 3/10 + 1/5 = 7/8; Beta 1/2 × 9/10 + 3/10 =
// 3/4; Zoom 1/2 + 1/10 + 1/10 = 7/10; Gamma 3/10 + 1/5 = 1/2.
func TestRank(t *testing.T) {
	ranking, err := cameraTender().Rank()
	require.NoError(t, err)
	var rows []string
	for _, q := range ranking.Quotes {
		row := fmt.Sprint(q.Rank, " ", q.Name, " ", q.Score, " behind ", q.Behind, ":")
		for _, p := range q.Parts {
			row += fmt.Sprint(" ", p.Points, "(", p.Behind, ")")
		}
		rows = append(rows, fmt.Sprint(row, " ", q.Missing))
	}
	assert.Equal(t, []string{
		"1 Alpha 0.875 behind 0: 0.375(0) 0.3(0) 0.2(0) []",
		"2 Beta 0.75 behind 0.125: 0.45(-0.075) 0.3(0) 0(0.2) [green]",
		"3 Zoom 0.7 behind 0.175: 0.5(-0.125) 0.1(0.2) 0.1(0.1) []",
		"4 Gamma 0.5 behind 0.375: 0(0.375) 0.3(0) 0.2(0) [price]",
	}, rows)
	assert.Equal(t, "9000.00", ranking.BestPrice.String())
	assert.Equal(t, "9000.00 / 12000.00", ranking.Quotes[0].Parts[0].Why)
	assert.Equal(t, "electric vans", ranking.Quotes[0].Parts[2].Why)
	text, err := json.Marshal(ranking.Quotes[2].Parts[1])
	require.NoError(t, err)
	assert.JSONEq(t, `{"criterion":"availability","weight":"3/10","score":"1/3","points":"0.1","behind":"0.2"}`, string(text))
}

func TestRankAtTheEdges(t *testing.T) {
	price := []Criterion{{"price", "", money.MustFraction("1")}}
	quote := func(name, amount string) Quote { return Quote{Name: name, Price: new(money.MustParse(amount))} }
	for _, c := range []struct {
		name   string
		tender Tender
		want   []string
	}{
		{"ties by name share a rank", Tender{"l", price, []Quote{quote("c", "2.00"), quote("b", "1.00"), quote("a", "1.00")}}, []string{"1 a 1", "1 b 1", "3 c 0.5"}},
		{"a gift", Tender{"l", price, []Quote{quote("a", "5.00"), quote("b", "0.00")}}, []string{"1 b 1", "2 a 0"}},
		{"one third is one third", Tender{"l", price, []Quote{quote("a", "3.00"), quote("b", "1.00")}}, []string{"1 b 1", "2 a 1/3"}},
		{"no price at all", Tender{"l", price, []Quote{{Name: "b"}, {Name: "a"}}}, []string{"1 a 0", "1 b 0"}},
		{"price is no criterion", Tender{"l", []Criterion{{"green", "", money.MustFraction("1")}}, []Quote{quote("a", "1.00"), {Name: "b", Scores: []Score{scored("green", "0.2")}}}}, []string{"1 b 0.2", "2 a 0"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			ranking, err := c.tender.Rank()
			require.NoError(t, err)
			var got []string
			for _, q := range ranking.Quotes {
				got = append(got, fmt.Sprint(q.Rank, " ", q.Name, " ", q.Score))
			}
			assert.Equal(t, c.want, got)
		})
	}
}

func TestRankRefuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Tender)
		want   string
	}{
		{"weights below one", func(x *Tender) { x.Criteria[0].Weight = money.MustFraction("0.4999999999") }, `criteria: is out of range: the weights add up to exactly 1: "0.9999999999"`},
		{"weights above one", func(x *Tender) { x.Criteria[0].Weight = money.MustFraction("2/3") }, `criteria: is out of range: the weights add up to exactly 1: "7/6"`},
		{"no line", func(x *Tender) { x.Line = "" }, "line: is missing"},
		{"no quotes", func(x *Tender) { x.Quotes = nil }, "quotes: is missing"},
		{"no criteria", func(x *Tender) { x.Criteria = nil }, "criteria: is out of range"},
		{"criterion twice", func(x *Tender) { x.Criteria[2].Code = "price" }, "criteria[2].code: is given twice"},
		{"criterion without code", func(x *Tender) { x.Criteria[2].Code = "" }, "criteria[2].code: is missing"},
		{"quote twice", func(x *Tender) { x.Quotes[1].Name = "Zoom" }, "quotes[1].name: is given twice"},
		{"quote without name", func(x *Tender) { x.Quotes[1].Name = "" }, "quotes[1].name: is missing"},
		{"negative price", func(x *Tender) { x.Quotes[1].Price = new(money.MustParse("-1.00")) }, "quotes[1].price: is negative"},
		{"score above one", func(x *Tender) { x.Quotes[0].Scores[1].Value = money.MustFraction("1.01") }, "quotes[0].scores[1].value: is out of range: 0 to 1"},
		{"score of price", func(x *Tender) { x.Quotes[0].Scores[1].Criterion = "price" }, "quotes[0].scores[1].criterion: is out of range: it follows"},
		{"score of nothing", func(x *Tender) { x.Quotes[0].Scores[1].Criterion = "charm" }, "quotes[0].scores[1].criterion: names nothing"},
		{"score twice", func(x *Tender) { x.Quotes[0].Scores[1].Criterion = "availability" }, "quotes[0].scores[1].criterion: is given twice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tender := cameraTender()
			c.change(&tender)
			_, err := tender.Rank()
			require.ErrorContains(t, err, c.want)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
	_, err := Tender{Quotes: []Quote{{}}}.Rank()
	assert.Len(t, valid.List(err), 3, "line, weights, name")
}

// Random tenders: scores are 0 to 1 and the sums of their points, a better price never ranks a quote
// lower, and the order of the quotes changes nothing.
func TestRankings(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for range 300 {
		parts := []int64{1 + r.Int64N(9), 1 + r.Int64N(9), 1 + r.Int64N(9)}
		tender := Tender{Line: "l"}
		for i, code := range []string{"price", "a", "b"} {
			weight, err := money.NewFraction(parts[i], parts[0]+parts[1]+parts[2])
			require.NoError(t, err)
			tender.Criteria = append(tender.Criteria, Criterion{code, "", weight})
		}
		for i := range 1 + r.IntN(6) {
			q := Quote{Name: fmt.Sprint("q", i), Price: new(money.FromCents(r.Int64N(1000)))}
			for _, code := range []string{"a", "b"}[:r.IntN(3)] {
				q.Scores = append(q.Scores, scored(code, fmt.Sprint("0.", r.IntN(10))))
			}
			tender.Quotes = append(tender.Quotes, q)
		}
		want, err := tender.Rank()
		require.NoError(t, err)
		for _, q := range want.Quotes {
			sum, behind := new(big.Rat), new(big.Rat)
			for _, p := range q.Parts {
				sum.Add(sum, new(big.Rat).Mul(p.Weight.Rat(), p.Score.Rat()))
				behind.Add(behind, p.Behind.Rat())
			}
			require.Zero(t, sum.Cmp(q.Score.Rat()))
			require.Zero(t, behind.Cmp(q.Behind.Rat()))
			require.True(t, sum.Sign() >= 0 && sum.Cmp(big.NewRat(1, 1)) <= 0)
		}
		shuffled := tender
		shuffled.Quotes = slices.Clone(tender.Quotes)
		slices.Reverse(shuffled.Quotes)
		got, err := shuffled.Rank()
		require.NoError(t, err)
		require.Equal(t, want, got)

		name := tender.Quotes[0].Name
		cheaper := shuffled
		cheaper.Quotes = slices.Clone(tender.Quotes)
		cheaper.Quotes[0].Price = new(money.Min(*tender.Quotes[0].Price, money.FromCents(r.Int64N(500))))
		got, err = cheaper.Rank()
		require.NoError(t, err)
		require.LessOrEqual(t, rankOf(got, name), rankOf(want, name))
	}
}

func rankOf(r Ranking, name string) int {
	return r.Quotes[slices.IndexFunc(r.Quotes, func(q RankedQuote) bool { return q.Name == name })].Rank
}
