package rights

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// The corridor of the reference closes at ⌈cap/share⌉: one fifth until 120,000.00 is
// 600,000.00 of inflow, one third until 100.00 is 300.00, three sevenths until 0.01 is 0.03.
func TestWhereATierEnds(t *testing.T) {
	for _, c := range []struct{ share, rest, amount, want string }{
		{"1/5", "4/5", "120000.00", "600000.00"},
		{"1/3", "2/3", "100.00", "300.00"},
		{"3/7", "4/7", "0.01", "0.03"},
		{"2/3", "1/3", "0.01", "0.02"},
		{"1", "", "5.00", "5.00"},
	} {
		s := Step{Kind: Tier, Until: &Until{Payee: "A", Amount: new(money.MustParse(c.amount))}}
		s.Shares = []Share{{Payee: "A", Share: money.MustFraction(c.share)}}
		if c.rest != "" {
			s.Shares = append(s.Shares, Share{Payee: "B", Share: money.MustFraction(c.rest)})
		}
		assert.Equal(t, c.want, endOf(s).String())
	}
	endless := Step{
		Kind: Tier, Until: &Until{Payee: "A", Amount: new(amount(math.MaxInt64))},
		Shares: []Share{{Payee: "A", Share: money.MustFraction("1/2")}, {Payee: "B", Share: money.MustFraction("1/2")}},
	}
	assert.Equal(t, int64(math.MaxInt64), endOf(endless).Cents(), "it never closes")
	_, err := Compile(Plan{Pots: []Pot{{"p", []Step{endless}}}})
	require.NoError(t, err)
}

// endOf is where a tier of its own pot ends.
func endOf(s Step) money.Amount {
	e, err := Compile(Plan{Pots: []Pot{{"p", []Step{s}}}})
	if err != nil {
		panic(err)
	}
	return money.FromCents(e.steps[0].end)
}

func amount(cents int64) money.Amount { return money.FromCents(cents) }

var firstDay = civil.MustParseDate("2026-01-01")

func day(n int) civil.Date {
	d, err := firstDay.AddDays(n)
	if err != nil {
		panic(err)
	}
	return d
}

func TestApplyRefuses(t *testing.T) {
	engine, err := Compile(Plan{
		Accounts: []Account{{ID: "a", Opening: amount(math.MaxInt64)}},
		Pots:     []Pot{{"p", nil}},
	})
	require.NoError(t, err)
	full, _, err := engine.Apply(engine.Start(), Event{ID: "all", Date: day(0), Kind: Receipt, Pot: "p", Amount: amount(math.MaxInt64)})
	require.NoError(t, err)
	for name, e := range map[string]Event{
		"unknown pot":           {Kind: Receipt, Pot: "q", Amount: amount(1)},
		"unknown account":       {Kind: Accrue, Account: "b", Amount: amount(1)},
		"unknown kind":          {Kind: "gift", Pot: "p", Amount: amount(1)},
		"negative amount":       {Kind: Receipt, Pot: "p", Amount: amount(-1)},
		"more than an amount":   {Kind: Receipt, Pot: "p", Amount: amount(1)},
		"more than an account":  {Kind: Accrue, Account: "a", Amount: amount(1)},
		"a receipt of no pot":   {Kind: Receipt, Amount: amount(1)},
		"an accrual of no name": {Kind: Accrue, Amount: amount(1)},
	} {
		before := full.clone()
		after, _, err := engine.Apply(full, e)
		require.ErrorIs(t, err, ErrEvent, name)
		var fault *FieldError
		require.ErrorAs(t, err, &fault, name)
		assert.Equal(t, before, after, name)
	}
}

// A fault of an event that only running the deal shows has its place in the document, not in the order of
// the dates.
func TestRunTellsWhichEvent(t *testing.T) {
	most := amount(math.MaxInt64)
	for name, c := range map[string]struct {
		event Event
		want  string
	}{
		"more than an amount":  {Event{Kind: Receipt, Pot: "p", Amount: amount(1)}, `events[0].amount: this event cannot be applied: `},
		"more than an account": {Event{Kind: Accrue, Account: "a", Amount: amount(1)}, `events[0].amount: this event cannot be applied: `},
	} {
		c.event.ID, c.event.Date = "late", day(9)
		_, err := Run(Deal{Currency: "EUR", Accounts: []Account{{ID: "a", Opening: most}}, Pots: []Pot{{"p", nil}}, Events: []Event{
			c.event, {ID: "early", Date: day(0), Kind: Receipt, Pot: "p", Amount: most},
		}})
		require.ErrorContains(t, err, c.want, name)
		require.ErrorIs(t, err, ErrEvent, name)
		require.ErrorIs(t, err, money.ErrOverflow, name)
		assert.Len(t, valid.List(err), 1, name)
	}
}

func TestEventsGoByDateThenPosition(t *testing.T) {
	deal := Deal{Currency: "EUR", Pots: []Pot{{"p", nil}}, Events: []Event{
		{ID: "late", Date: day(9), Kind: Receipt, Pot: "p", Amount: amount(1)},
		{ID: "first", Date: day(1), Kind: Receipt, Pot: "p", Amount: amount(2)},
		{ID: "second", Date: day(1), Kind: Receipt, Pot: "p", Amount: amount(4)},
	}}
	result, err := Run(deal)
	require.NoError(t, err)
	var order []string
	for _, e := range result.Events {
		order = append(order, e.ID)
	}
	assert.Equal(t, []string{"first", "second", "late"}, order)
	assert.Equal(t, "late", deal.Events[0].ID, "the deal is as it was")
	assert.Equal(t, []Paid{{Payee: Unallocated, Paid: amount(7)}}, result.Payees)
}
