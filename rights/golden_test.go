package rights

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// goldenDeal is a deal with what it pays after every event. Its source and status say what of it was
// published.
type goldenDeal struct {
	ID     string          `json:"id"`
	Source string          `json:"source"`
	Status string          `json:"status"`
	Deal   json.RawMessage `json:"deal"`
	Expect []struct {
		ID       string                  `json:"id"`
		Payees   map[string]money.Amount `json:"payees"`
		Accounts map[string]money.Amount `json:"accounts"`
	} `json:"expect"`
}

// deals.json has the published cash cases G1a, G2a, G4, G6, G10 and the salles, export and SOFICA of FR-1;
// golden.json the other worked examples of reference/rights.md §3 that are deals: G5, G11, G14, G17 in three
// orders, EN-1, FR-1 with its authors, and the scale of VoD of reference/finance-rights-2026.md B.1.
func TestGoldenDeals(t *testing.T) {
	for file, n := range map[string]int{"deals.json": 6, "golden.json": 9} {
		data, err := os.ReadFile("testdata/" + file)
		require.NoError(t, err)
		var deals []goldenDeal
		require.NoError(t, json.Unmarshal(data, &deals))
		require.Len(t, deals, n, file)
		for _, d := range deals {
			require.NotEmpty(t, d.Source)
			require.NotEmpty(t, d.Status)
			t.Run(d.ID, func(t *testing.T) { d.run(t) })
		}
	}
}

func (d goldenDeal) run(t *testing.T) {
	deal, err := DecodeDeal(bytes.NewReader(d.Deal))
	require.NoError(t, err)
	result, err := Run(deal)
	require.NoError(t, err)
	require.Len(t, result.Events, len(d.Expect))
	for i, want := range d.Expect {
		got := result.Events[i]
		require.Equal(t, want.ID, got.ID)
		payees, accounts := map[string]money.Amount{}, map[string]money.Amount{}
		for _, p := range got.Payees {
			payees[p.Payee] = p.Paid
		}
		for _, a := range got.Accounts {
			accounts[a.ID] = a.Balance
		}
		assert.Equal(t, want.Payees, payees, want.ID)
		assert.Equal(t, want.Accounts, accounts, want.ID)
	}
	assert.Equal(t, result.TotalIn, result.TotalOut)
}
