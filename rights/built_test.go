package rights

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

var fr = money.MustFraction

// golden returns a published or constructed deal of testdata, with what it pays.
func golden(t testing.TB, id string) (goldenDeal, Deal) {
	t.Helper()
	for _, file := range []string{"deals.json", "golden.json"} {
		data, err := os.ReadFile("testdata/" + file)
		require.NoError(t, err)
		var list []goldenDeal
		require.NoError(t, json.Unmarshal(data, &list))
		for _, g := range list {
			if g.ID == id {
				var d Deal
				require.NoError(t, json.Unmarshal(g.Deal, &d))
				return g, d
			}
		}
	}
	require.Fail(t, "no such deal", id)
	return goldenDeal{}, Deal{}
}

// requireSound requires that the static check has nothing to say of a plan.
func requireSound(t testing.TB, p Plan) {
	t.Helper()
	require.NoError(t, p.Validate())
	require.Empty(t, p.Warnings())
}

// dealOf is a plan with events.
func dealOf(p Plan, events []Event) Deal {
	return Deal{Currency: "EUR", Accounts: p.Accounts, Pots: p.Pots, Meters: p.Meters, Clawback: p.Clawback, Events: events}
}

// requireGolden requires that a built plan pays what the deal of testdata does, after each of its events.
func requireGolden(t *testing.T, id string, plan Plan) {
	t.Helper()
	requireSound(t, plan)
	g, deal := golden(t, id)
	result, err := Run(dealOf(plan, deal.Events))
	require.NoError(t, err)
	for i, want := range g.Expect {
		got := map[string]money.Amount{}
		for _, p := range result.Events[i].Payees {
			got[p.Payee] = p.Paid
		}
		assert.Equal(t, want.Payees, got, want.ID)
		for _, b := range result.Events[i].Accounts {
			assert.Equal(t, want.Accounts[b.ID], b.Balance, "%s: %s", want.ID, b.ID)
		}
	}
}

// receive runs a plan on receipts of a day each, in the order of the list.
func receive(t testing.TB, p Plan, receipts ...Event) Result {
	t.Helper()
	for i := range receipts {
		receipts[i].Kind, receipts[i].Date = Receipt, on("2026-01-01")
		receipts[i].ID = string(rune('a' + i))
	}
	result, err := Run(dealOf(p, receipts))
	require.NoError(t, err)
	return result
}

func paidTo(r Result, payee string) string {
	for _, p := range r.Payees {
		if p.Payee == payee {
			return p.Paid.String()
		}
	}
	return "0.00"
}

// faultsOf returns the paths of the faults of an error.
func faultsOf(t testing.TB, err error) []string {
	t.Helper()
	require.Error(t, err)
	var paths []string
	for _, e := range joined(err) {
		var fault *FieldError
		require.ErrorAs(t, e, &fault)
		paths = append(paths, fault.Path)
	}
	return paths
}

func joined(err error) []error {
	if list, ok := err.(interface{ Unwrap() []error }); ok {
		return list.Unwrap()
	}
	return []error{err}
}
