package financing

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// The French-Belgian co-production that Cineuropa published, 1,467,000 + 571,000 = 2,038,000
// (the columns add up; the page's text does not): 71.982336 % and 28.017664 %.
const soundPlan = `{"title": "x", "currency": "EUR", "budget": "2038000.00", "sources": [
  {"id": "tv", "kind": "presale", "party": "Channel", "broughtBy": "Paris Films", "country": "FR", "amount": "600000.00", "status": "acquired"},
  {"id": "credit", "kind": "tax credit", "party": "State", "broughtBy": "Paris Films", "country": "FR", "amount": "300000.00", "status": "requested", "publicAid": true},
  {"id": "fund", "kind": "selective aid", "party": "Fund", "broughtBy": "Bruxelles Films", "country": "BE", "amount": "571000.00", "status": "acquired", "publicAid": true},
  {"id": "lost", "kind": "presale", "party": "Platform", "broughtBy": "Paris Films", "country": "FR", "amount": "900000.00", "status": "refused"},
  {"id": "own", "kind": "own funds", "party": "Paris Films", "broughtBy": "Paris Films", "country": "FR", "status": "acquired", "balancing": true}]}`

func TestCompute(t *testing.T) {
	plan, err := Decode(strings.NewReader(soundPlan))
	require.NoError(t, err)
	b, err := Compute(plan)
	require.NoError(t, err)
	assert.Equal(t, "567000.00", b.Sources[4].Amount.String())
	assert.Equal(t, "2038000.00", b.Total.String())
	assert.Equal(t, "0.00", b.Gap.String())
	assert.Equal(t, "1738000.00", b.Acquired.String())
	assert.Equal(t, "871000.00", b.PublicAid.String())
	require.Len(t, b.Coproducers, 2)
	assert.Equal(t, Coproducer{"Paris Films", "FR", money.MustParse("1467000.00"), money.MustFraction("1467/2038")}, b.Coproducers[0])
	assert.Equal(t, "71.982336", new(big.Rat).Mul(b.Coproducers[0].Share.Rat(), big.NewRat(100, 1)).FloatString(6))
	assert.Equal(t, "28.017664", new(big.Rat).Mul(b.Coproducers[1].Share.Rat(), big.NewRat(100, 1)).FloatString(6))
	assert.True(t, plan.Sources[4].Amount.IsZero(), "the plan is as it was")
}

func TestAPlanThatDoesNotBalance(t *testing.T) {
	plan, err := Decode(strings.NewReader(strings.Replace(soundPlan, `, "balancing": true`, `, "amount": "500000.00"`, 1)))
	require.NoError(t, err)
	b, err := Compute(plan)
	require.NoError(t, err)
	assert.Equal(t, "67000.00", b.Gap.String())

	plan.Sources[4].Amount = money.MustParse("600000.00")
	b, err = Compute(plan)
	require.NoError(t, err)
	assert.Equal(t, "-33000.00", b.Gap.String())

	plan.Sources = nil
	b, err = Compute(plan)
	require.NoError(t, err)
	assert.Equal(t, plan.Budget, b.Gap)
	assert.Empty(t, b.Coproducers)
}

func TestDecodeRefuses(t *testing.T) {
	for _, c := range []struct{ name, old, replacement, want string }{
		{"not JSON", `{"title"`, `{title`, "unreadable document"},
		{"no budget", `"budget": "2038000.00", `, ``, "budget: is missing"},
		{"budget of nothing", `"2038000.00"`, `"0.00"`, "budget: is out of range: more than 0.00"},
		{"currency", `"EUR"`, `"euro"`, "currency: is out of range"},
		{"negative source", `"600000.00"`, `"-600000.00"`, `sources[0].amount: is negative: "-600000.00"`},
		{"unknown status", `"requested"`, `"asked"`, "sources[1].status: is not one of the words allowed"},
		{"source twice", `"id": "fund"`, `"id": "tv"`, `sources[2].id: is given twice: "tv"`},
		{"source without a name", `"id": "fund"`, `"id": ""`, `sources[2].id: is missing`},
		{"brought by nobody", `"broughtBy": "Bruxelles Films"`, `"broughtBy": ""`, `sources[2].broughtBy: is missing`},
		{"two balancing", `"status": "requested"`, `"status": "requested", "balancing": true`, "sources[4].balancing: is given twice"},
		{"balancing with an amount", `"balancing": true`, `"balancing": true, "amount": "1.00"`, "sources[4].amount: unknown field"},
		{"balancing and refused", `"status": "acquired", "balancing"`, `"status": "refused", "balancing"`, "sources[4].status: is out of range"},
		{"unknown field", `"kind": "presale"`, `"type": "presale"`, "sources[0].type: unknown field"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Contains(t, soundPlan, c.old)
			_, err := Decode(strings.NewReader(strings.Replace(soundPlan, c.old, c.replacement, 1)))
			require.ErrorContains(t, err, c.want)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
}

func TestPlansAreBounded(t *testing.T) {
	source := `{"id":"s","party":"p","broughtBy":"b","status":"acquired","amount":"1.00"},`
	_, err := Decode(strings.NewReader(`{"title":"t","currency":"EUR","budget":"1.00","sources":[` +
		strings.Repeat(source, MaxSources) + source[:len(source)-1] + `]}`))
	require.ErrorIs(t, err, valid.ErrOutOfRange)
	require.ErrorContains(t, err, "sources: is out of range: the list has more than 10000 items")
	plan, err := Decode(strings.NewReader(soundPlan))
	require.NoError(t, err)
	plan.Sources = append(plan.Sources, make([]Source, MaxSources)...)
	require.ErrorContains(t, plan.Validate(), "sources: is out of range: at most 10000")
}

func TestComputeRefuses(t *testing.T) {
	plan, err := Decode(strings.NewReader(soundPlan))
	require.NoError(t, err)
	plan.Budget = money.MustParse("1000000.00")
	_, err = Compute(plan)
	require.ErrorContains(t, err, `sources[4].amount: is negative: the other sources exceed the budget: "-471000.00"`)
	plan.Budget = money.Amount{}
	_, err = Compute(plan)
	require.Error(t, err)
	plan.Budget = money.FromCents(math.MaxInt64)
	plan.Sources[0].Amount, plan.Sources[2].Amount = plan.Budget, plan.Budget
	plan.Sources[4].Balancing = false
	_, err = Compute(plan)
	require.ErrorIs(t, err, money.ErrOverflow)
}

func TestSharesAddUpToOne(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 500 {
		p := Plan{Title: "random", Currency: "EUR", Budget: money.FromCents(1 + r.Int64N(1e12))}
		for i := range 1 + r.IntN(12) {
			p.Sources = append(p.Sources, Source{
				ID: fmt.Sprint(i), BroughtBy: fmt.Sprint(r.IntN(4)), Amount: money.FromCents(r.Int64N(1e10)),
				Status: statuses[r.IntN(len(statuses))],
			})
		}
		b, err := Compute(p)
		require.NoError(t, err)
		sum, amounts := new(big.Rat), int64(0)
		for _, c := range b.Coproducers {
			sum.Add(sum, c.Share.Rat())
			amounts += c.Amount.Cents()
		}
		require.Equal(t, b.Total.Cents(), amounts)
		if !b.Total.IsZero() {
			require.Equal(t, "1", sum.RatString())
		}
		require.Equal(t, p.Budget.Cents(), b.Total.Cents()+b.Gap.Cents())
	}
}
