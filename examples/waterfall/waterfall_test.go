package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The published deals through the door: every name of the contract, every cent.
func TestPublishedDeals(t *testing.T) {
	data, err := os.ReadFile("../../rights/testdata/deals.json")
	require.NoError(t, err)
	var deals []struct {
		ID     string          `json:"id"`
		Deal   json.RawMessage `json:"deal"`
		Expect []struct {
			ID       string            `json:"id"`
			Payees   map[string]string `json:"payees"`
			Accounts map[string]string `json:"accounts"`
		} `json:"expect"`
	}
	require.NoError(t, json.Unmarshal(data, &deals))
	for _, d := range deals {
		var out, problems bytes.Buffer
		require.Zero(t, program().Run(nil, bytes.NewReader(d.Deal), &out, &problems), problems.String())
		var answer struct {
			Events []struct {
				ID       string
				Payees   []struct{ Payee, Paid string }
				Accounts []struct{ ID, Balance string }
			}
			Payees            []struct{ Payee, Paid string }
			Accounts          []struct{ ID, Balance string }
			TotalIn, TotalOut string
		}
		require.NoError(t, json.Unmarshal(out.Bytes(), &answer))
		require.Len(t, answer.Events, len(d.Expect))
		for i, want := range d.Expect {
			payees, accounts := map[string]string{}, map[string]string{}
			for _, p := range answer.Events[i].Payees {
				payees[p.Payee] = p.Paid
			}
			for _, a := range answer.Events[i].Accounts {
				accounts[a.ID] = a.Balance
			}
			assert.Equal(t, want.ID, answer.Events[i].ID)
			assert.Equal(t, want.Payees, payees)
			assert.Equal(t, want.Accounts, accounts)
		}
		assert.Equal(t, answer.TotalIn, answer.TotalOut)
		assert.Equal(t, answer.Events[len(answer.Events)-1].Payees, answer.Payees)
	}
}

func TestBadDeal(t *testing.T) {
	var out, problems bytes.Buffer
	status := program().Run(nil, strings.NewReader(`{"currency":"EUR","pots":[{"id":"p","steps":[{"kind":"split","shares":[{"payee":"a","share":"0.99"}]}]}],"events":[]}`), &out, &problems)
	assert.Equal(t, 2, status)
	assert.Empty(t, out.String())
	assert.Equal(t, "pots[0].steps[0].shares: shares have to add up to exactly 1: they add up to 99/100\n", problems.String())
}
