package rights

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

func treaty() law.Ref {
	return law.Ref{Key: "treaty art. 12", Title: "a treaty of the test, article 12", URL: "https://example.org/treaty"}
}

// One payee over four periods: a threshold of 100.00 and 15 % withheld. Reckoned by hand: 60 waits, 60 + 55.55 =
// 115.55 is paid of which 17.33 (17.3325) is withheld, 40 waits, the last run pays 40 + 0.10 with 6.02 (6.015)
// withheld.
func TestPayablesOfAPayee(t *testing.T) {
	terms := PaymentTerms{Payees: []PayeeTerms{{Payee: "author", Withholding: quota("3/20"), Ref: treaty(), Minimum: euros("100.00")}}}
	var before []Payable
	for _, c := range []struct {
		name, due                                string
		final                                    bool
		carriedIn, gross, withheld, paid, onward string
	}{
		{"below", "60.00", false, "0.00", "0.00", "0.00", "0.00", "60.00"},
		{"reached with what was carried", "55.55", false, "60.00", "115.55", "17.33", "98.22", "0.00"},
		{"below again", "40.00", false, "0.00", "0.00", "0.00", "0.00", "40.00"},
		{"final", "0.10", true, "40.00", "40.10", "6.02", "34.08", "0.00"},
	} {
		terms.Final = c.final
		list, err := Payables([]Payment{{"author", euros(c.due)}}, before, terms)
		require.NoError(t, err)
		require.Len(t, list, 1)
		p := list[0]
		assert.Equal(t, []string{c.carriedIn, c.due, c.gross, c.withheld, c.paid, c.onward},
			[]string{p.CarriedIn.String(), p.Due.String(), p.Gross.String(), p.Withheld.String(), p.Paid.String(), p.CarriedOut.String()}, c.name)
		assert.Equal(t, money.MustFraction("3/20"), p.Rate)
		assert.Equal(t, []string{"treaty art. 12"}, p.Refs.Keys())
		before = list
	}
}

func TestPayables(t *testing.T) {
	for _, c := range []struct {
		name   string
		due    []Payment
		before []Payable
		terms  PaymentTerms
		want   []Payable
	}{
		{"nothing", nil, nil, PaymentTerms{}, []Payable{}},
		{
			"no terms", []Payment{{"a", euros("5.00")}}, nil, PaymentTerms{},
			[]Payable{{Payee: "a", Due: euros("5.00"), Gross: euros("5.00"), Paid: euros("5.00")}},
		},
		{
			"exactly the minimum", []Payment{{"a", euros("5.00")}}, nil, PaymentTerms{Payees: []PayeeTerms{{Payee: "a", Minimum: euros("5.00")}}},
			[]Payable{{Payee: "a", Due: euros("5.00"), Minimum: euros("5.00"), Gross: euros("5.00"), Paid: euros("5.00")}},
		},
		{
			"who owes is not asked, even at the end", []Payment{{"a", euros("-5.00")}}, []Payable{{Payee: "a", CarriedOut: euros("2.00")}}, PaymentTerms{Final: true},
			[]Payable{{Payee: "a", CarriedIn: euros("2.00"), Due: euros("-5.00"), CarriedOut: euros("-3.00")}},
		},
		{
			"what was owed is set off", []Payment{{"a", euros("10.00")}}, []Payable{{Payee: "a", CarriedOut: euros("-3.00")}}, PaymentTerms{},
			[]Payable{{Payee: "a", CarriedIn: euros("-3.00"), Due: euros("10.00"), Gross: euros("7.00"), Paid: euros("7.00")}},
		},
		{
			"one who has nothing new is paid at the end", nil, []Payable{{Payee: "b"}, {Payee: "a", CarriedOut: euros("2.00")}},
			PaymentTerms{Payees: []PayeeTerms{{Payee: "a", Minimum: euros("50.00")}}, Final: true},
			[]Payable{{Payee: "a", CarriedIn: euros("2.00"), Minimum: euros("50.00"), Gross: euros("2.00"), Paid: euros("2.00")}},
		},
	} {
		list, err := Payables(c.due, c.before, c.terms)
		require.NoError(t, err, c.name)
		assert.Equal(t, c.want, list, c.name)
	}
}

// Every line recomputes, and over all periods what was due is what was paid and withheld, but for what the
// last carries.
func TestPayablesRecompute(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range turns(500) {
		rate, err := money.NewFraction(r.Int64N(8), 7)
		require.NoError(t, err)
		terms := PaymentTerms{Payees: []PayeeTerms{{Payee: "a", Minimum: amount(r.Int64N(500))}, {Payee: "b", Withholding: &rate, Ref: treaty()}}}
		var before []Payable
		open := map[string]int64{}
		for i := range 12 {
			terms.Final = i == 11
			var due []Payment
			for _, name := range []string{"a", "b", "c"} {
				if r.IntN(3) > 0 {
					due = append(due, Payment{name, amount(r.Int64N(600) - 200)})
				}
			}
			list, err := Payables(due, before, terms)
			require.NoError(t, err)
			for _, p := range due {
				open[p.Payee] += p.Amount.Cents()
			}
			for _, p := range list {
				require.Equal(t, must(p.CarriedIn.Add(p.Due)), must(p.Gross.Add(p.CarriedOut)))
				require.Equal(t, p.Gross, must(p.Withheld.Add(p.Paid)))
				require.Equal(t, must(p.Rate.Of(p.Gross)), p.Withheld)
				require.GreaterOrEqual(t, p.Paid.Cents(), int64(0))
				require.True(t, p.Gross.IsZero() || terms.Final || p.Gross.Compare(p.Minimum) >= 0)
				open[p.Payee] -= p.Gross.Cents()
				require.Equal(t, open[p.Payee], p.CarriedOut.Cents())
				if terms.Final {
					require.LessOrEqual(t, p.CarriedOut.Cents(), int64(0))
				}
			}
			before = list
		}
	}
}

func TestPayablesRefuses(t *testing.T) {
	due := []Payment{{"a", euros("1.00")}, {"a", euros("1.00")}, {"", euros("1.00")}}
	before := []Payable{{Payee: "b"}, {Payee: "b"}}
	terms := PaymentTerms{Payees: []PayeeTerms{
		{Payee: "a", Minimum: euros("-1.00")}, {Payee: "a", Withholding: quota("3/2"), Ref: treaty()}, {Payee: "c", Withholding: quota("1/2")},
		{Payee: "d", Withholding: quota("1/2"), Ref: law.Ref{Key: "k", Title: "t", URL: "http://example.org"}},
	}}
	_, err := Payables(due, before, terms)
	var paths []string
	for _, fault := range valid.List(err) {
		require.ErrorIs(t, fault, ErrPayment)
		var field *FieldError
		require.ErrorAs(t, fault, &field)
		paths = append(paths, field.Path)
	}
	assert.Equal(t, []string{
		"due[1].payee", "due[2].payee", "before[1].payee", "terms.payees[0].minimum", "terms.payees[1].payee", "terms.payees[1].withholding",
		"terms.payees[2].ref", "terms.payees[3].ref",
	}, paths)
	_, err = Payables([]Payment{{"a", amount(math.MaxInt64)}}, []Payable{{Payee: "a", CarriedOut: amount(1)}}, PaymentTerms{})
	require.ErrorIs(t, err, ErrPayment)
	require.ErrorIs(t, err, money.ErrOverflow)
}

// What the plan entitles to is the same, whatever is withheld or waits.
func TestPaymentsOfAStatement(t *testing.T) {
	s := statementsOf(t, filmDeal())[1]
	list, err := Payables(s.Payments(), nil, PaymentTerms{Payees: []PayeeTerms{{Payee: "SOFICA", Minimum: euros("100000.00")}}})
	require.NoError(t, err)
	require.Len(t, list, 5)
	assert.Equal(t, euros("62000.00"), list[2].CarriedOut)
	sofica, _ := s.Payee("SOFICA")
	assert.Equal(t, euros("62000.00"), sofica.Paid.Closing, "the ledger of the plan does not change")
}
