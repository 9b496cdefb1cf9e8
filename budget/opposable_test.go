package budget

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// headPlan has an account a head, each of its number, and one that has none.
func headPlan() ControlPlan {
	p := smallPlan()
	p.Shortage = Shortage{Allow, Allow}
	p.Accounts = []ControlAccount{{Code: "none"}}
	for head := 1; head <= numHeads; head++ {
		p.Accounts = append(p.Accounts, ControlAccount{Code: headNames[head], Head: head})
	}
	return p
}

func cost(id, on string, head int, amount, vat string) Entry {
	return Entry{ID: id, Kind: Payroll, Date: day(on), Lines: []EntryLine{{Account: headNames[head], Amount: euros(amount), VAT: vat}}}
}

// The figures are those of the reference on finance and rights (B.2): a cost of 5 000 000 gives a fee of
// 250 000, overheads of 350 000 and finance charges of 279 720.00 with a Euribor of 0.33 %, or 280 000 with
// 2 %, so 5 880 000 in all.
func TestOpposableCost(t *testing.T) {
	facts := func(euribor string) OpposableFacts {
		return OpposableFacts{Release: day("2026-02-28"), Euribor: money.MustDecimal(euribor)}
	}
	large := []Entry{
		cost("d", "2026-02-01", 3, "5000000.00", ""), cost("fee", "2026-02-01", 11, "250000.01", ""),
		cost("fg", "2026-02-01", 12, "400000.00", ""), cost("ff", "2026-02-01", 13, "1.00", ""),
	}
	for name, tt := range map[string]struct {
		entries             []Entry
		euribor             string
		fee, overheads, fin string
		total               string
		real                bool
	}{
		"below the ceiling of finance": {large, "0.0033", "250000.00", "350000.00", "279720.00", "5879720.00", false},
		"at the ceiling":               {large, "0.02", "250000.00", "350000.00", "280000.00", "5880000.00", false},
		"a negative rate":              {large, "-0.005", "250000.00", "350000.00", "210000.00", "5810000.00", false},
		"less than the ceilings": {
			[]Entry{cost("d", "2026-02-01", 3, "5000000.00", ""), cost("fee", "2026-02-01", 11, "1.00", "")},
			"0.02", "1.00", "0.00", "250000.05", "5250001.05", false, // 5 % of 5 000 001 is 250 000.05
		},
		"a cent below three million": {
			[]Entry{cost("d", "2026-02-01", 3, "2999999.99", ""), cost("ff", "2026-02-01", 13, "300000.00", "")},
			"0.02", "0.00", "0.00", "300000.00", "3299999.99", true,
		},
		"three million": {
			[]Entry{cost("d", "2026-02-01", 3, "3000000.00", ""), cost("ff", "2026-02-01", 13, "300000.00", "")},
			"0.02", "0.00", "0.00", "150000.00", "3150000.00", false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := ledgerOf(t, headPlan())
			s, err := l.Replay(tt.entries)
			require.NoError(t, err)
			got, err := l.OpposableCost(s, facts(tt.euribor), CostParameters{})
			require.NoError(t, err)
			assert.Equal(t, []string{tt.fee, tt.overheads, tt.fin, tt.total}, []string{
				got.Heads[10].Amount.String(), got.Heads[11].Amount.String(), got.Heads[12].Amount.String(), got.Total.String(),
			})
			assert.Equal(t, tt.real, got.RealFinance)
			assert.Equal(t, day("2026-06-28"), got.Closing)
			var sum money.Amount
			for i, h := range got.Heads {
				assert.Equal(t, i+1, h.Head)
				sum = plus(sum, h.Amount)
			}
			assert.Equal(t, got.Total, sum)
		})
	}
}

// Article 2: 7° has the VAT that is not recovered, 8° insurance with its taxes, and what is posted after the
// closing does not count.
func TestOpposableHeads(t *testing.T) {
	l := ledgerOf(t, headPlan())
	s, err := l.Replay([]Entry{
		cost("a", "2026-02-01", 2, "100.00", "lost"), cost("b", "2026-02-01", 8, "100.00", "lost"), cost("c", "2026-02-01", 2, "100.00", "normal"),
		cost("last", "2026-06-28", 2, "1.00", ""), cost("late", "2026-06-29", 2, "7.00", ""),
		{ID: "x", Kind: PettyCash, Date: day("2026-02-01"), Lines: []EntryLine{line("none", "3.00")}},
	})
	require.NoError(t, err)
	got, err := l.OpposableCost(s, OpposableFacts{Release: day("2026-02-28")}, CostParameters{})
	require.NoError(t, err)
	assert.Equal(t, []string{"201.00", "10.00", "110.00", "3.00", "7.00", "321.00"}, []string{
		got.Heads[1].Amount.String(), got.Heads[6].Amount.String(), got.Heads[7].Amount.String(),
		got.Outside.String(), got.After.String(), got.Total.String(),
	})
	require.Len(t, got.Notices, 1)
	assert.Equal(t, "opposable/real-finance-below", got.Notices[0].Key)

	_, err = l.OpposableCost(s, OpposableFacts{Release: day("2010-12-31")}, CostParameters{})
	require.ErrorIs(t, err, law.ErrNoValue)
	_, err = l.OpposableCost(State{}, OpposableFacts{Release: day("2026-02-28"), Euribor: money.MustDecimal("2")}, CostParameters{})
	assert.Equal(t, []string{"euribor", "state"}, paths(err))
	p, err := CostParameters{}.With(law.Override[money.Decimal]{Key: "opposable/closing-months", Value: money.DecimalFromInt(5)})
	require.NoError(t, err)
	got, err = l.OpposableCost(s, OpposableFacts{Release: day("2026-02-28")}, p)
	require.NoError(t, err)
	assert.True(t, got.After.IsZero())
}

// The ceilings stand in the table of funders too, for budgets.
func TestTheTablesAgree(t *testing.T) {
	table, err := costTable()
	require.NoError(t, err)
	funders, err := funders()
	require.NoError(t, err)
	for ours, theirs := range map[string]string{
		"opposable/producer-fee": "p10/producer-fee", "opposable/overheads": "p10/overheads", "opposable/finance": "p10/finance",
	} {
		for _, on := range []string{"2011-01-01", "2026-11-22"} {
			a, err := table.At(ours, day(on))
			require.NoError(t, err)
			b, err := funders.At(theirs, day(on))
			require.NoError(t, err)
			assert.True(t, a.Value.Equal(b.Value))
		}
	}
	assert.Len(t, CostParameters{}.List(day("2026-01-01")), 7)
}
