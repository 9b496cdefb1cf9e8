package budget

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
)

func february() civil.Period { return civil.Period{From: day("2026-02-01"), To: day("2026-02-28")} }

func row(t testing.TB, f *LedgerFold, code string) CostRow {
	t.Helper()
	report, err := f.ledger.CostReport(f.state, february())
	require.NoError(t, err)
	r, known := report.Row(code)
	require.True(t, known)
	return r
}

// PO relief of the cost report (reference §2.3): the order falls, the actual rises, the total cost stays.
func TestAnInvoiceRelievesItsOrder(t *testing.T) {
	f := ledgerOf(t, smallPlan()).Fold()
	apply(t, f, order("o", "2026-02-02", "7", "1000.00"))
	for _, step := range []struct {
		entry                    Entry
		actual, committed, total string
	}{
		{invoice("a", "2026-02-03", "7", "400.00", "o"), "400.00", "600.00", "1000.00"},
		{invoice("b", "2026-02-04", "7", "550.00", "o"), "950.00", "50.00", "1000.00"},
		{invoice("c", "2026-02-05", "7", "70.00", "o"), "1020.00", "0.00", "1020.00"},
		{Entry{ID: "d", Kind: Correction, Of: "b", Date: day("2026-02-06"), Lines: []EntryLine{line("7", "-100.00")}}, "920.00", "80.00", "1000.00"},
		{Entry{ID: "e", Kind: Correction, Of: "o", Date: day("2026-02-07"), Lines: []EntryLine{line("7", "200.00")}}, "920.00", "280.00", "1200.00"},
		{Entry{ID: "f", Kind: CreditNote, Of: "a", Date: day("2026-02-08"), Lines: []EntryLine{line("7", "40.00")}}, "880.00", "280.00", "1160.00"},
		{Entry{ID: "g", Kind: Release, Of: "o", Date: day("2026-02-09")}, "880.00", "0.00", "880.00"},
	} {
		apply(t, f, step.entry)
		r := row(t, f, "7")
		assert.Equal(t, []string{step.actual, step.committed, step.total},
			[]string{r.ToDate.String(), r.Committed.String(), r.TotalCost.String()}, step.entry.ID)
	}
	open, known := f.state.Open("o")
	assert.True(t, known)
	assert.True(t, open.IsZero())
	owed, known := f.state.Owed("b")
	assert.True(t, known)
	assert.Equal(t, "450.00", owed.String())
	_, known = f.state.Owed("o")
	assert.False(t, known)
}

func TestAFinalInvoiceReleasesTheRest(t *testing.T) {
	f := ledgerOf(t, smallPlan()).Fold()
	two := order("o", "2026-02-02", "7", "1000.00")
	two.Lines = append(two.Lines, line("21", "300.00"))
	last := invoice("i", "2026-02-03", "7", "900.00", "o")
	last.Final = true
	apply(t, f, two)
	posting, err := f.Apply(last)
	require.NoError(t, err)
	assert.Len(t, posting.Lines, 4, "the cost, what it relieves, and what is released of each account")
	assert.True(t, row(t, f, "7").Committed.IsZero())
	assert.True(t, row(t, f, "21").Committed.IsZero())
}

func TestACostMayRelieveAnotherAccount(t *testing.T) {
	f := ledgerOf(t, smallPlan()).Fold()
	i := invoice("i", "2026-02-03", "21", "900.00", "o")
	i.Lines[0].Relieves = "7"
	apply(t, f, order("o", "2026-02-02", "7", "1000.00"), i)
	assert.Equal(t, "100.00", row(t, f, "7").Committed.String())
	assert.Equal(t, "900.00", row(t, f, "21").ToDate.String())
}

func TestCommit(t *testing.T) {
	plan := func(account, cash ShortagePolicy) ControlPlan {
		p := smallPlan()
		p.Shortage = Shortage{account, cash}
		return p
	}
	taxed := order("x", "2026-02-10", "7", "6000.00")
	taxed.Lines[0].VAT = "normal"
	for name, tt := range map[string]struct {
		plan    ControlPlan
		order   Entry
		cash    string
		err     error
		notices []string
	}{
		// 8000.00 of budget less 1000.00 ordered and 500.00 invoiced of other orders.
		"all the account has":     {plan("", ""), order("x", "2026-02-10", "7", "6500.00"), "99999.00", nil, nil},
		"a cent more":             {plan("", ""), order("x", "2026-02-10", "7", "6500.01"), "99999.00", ErrAccountShort, nil},
		"a cent more, warned":     {plan(Warn, ""), order("x", "2026-02-10", "7", "6500.01"), "99999.00", nil, []string{CodeAccountShort, CodeOverBudget}},
		"a cent more, allowed":    {plan(Allow, ""), order("x", "2026-02-10", "7", "6500.01"), "99999.00", nil, []string{CodeOverBudget}},
		"cash for all":            {plan("", ""), taxed, "8700.00", nil, nil}, // 7200.00 with VAT, 1000.00 committed, 500.00 owed
		"a cent of cash short":    {plan("", ""), taxed, "8699.99", ErrCashShort, nil},
		"cash is short, warned":   {plan("", Warn), taxed, "8699.99", nil, []string{CodeCashShort}},
		"cash is short, allowed":  {plan("", Allow), taxed, "0.00", nil, nil},
		"refused for the account": {plan(Refuse, Warn), order("x", "2026-02-10", "7", "9000.00"), "0.00", ErrAccountShort, nil},
	} {
		t.Run(name, func(t *testing.T) {
			l := ledgerOf(t, tt.plan)
			s, err := l.Replay([]Entry{order("o", "2026-02-02", "7", "1000.00"), invoice("i", "2026-02-03", "7", "500.00", "")})
			require.NoError(t, err)
			after, posting, err := l.Commit(s, tt.order, euros(tt.cash))
			require.ErrorIs(t, err, tt.err)
			var codes []string
			for _, n := range posting.Notices {
				codes = append(codes, n.Code)
			}
			assert.Equal(t, tt.notices, codes)
			if err != nil {
				assert.Equal(t, s, after)
			}
		})
	}
	_, err := ledgerOf(t, smallPlan()).Fold().Commit(invoice("i", "2026-02-03", "7", "1.00", ""), cents(1))
	assert.Equal(t, []string{"kind"}, paths(err))
}

func TestCommitAddsTheLinesOfAnAccount(t *testing.T) {
	two := order("x", "2026-02-10", "7", "4000.00")
	two.Lines = append(two.Lines, line("7", "4000.01"))
	_, err := ledgerOf(t, smallPlan()).Fold().Commit(two, euros("99999.00"))
	assert.Equal(t, []string{"lines[1].amount"}, paths(err))
}

func TestACostBeyondItsOrderIsTold(t *testing.T) {
	f := ledgerOf(t, smallPlan()).Fold()
	apply(t, f, order("o", "2026-02-02", "7", "100.00"))
	posting, err := f.Apply(invoice("i", "2026-02-03", "7", "100.01", "o"))
	require.NoError(t, err)
	require.Len(t, posting.Notices, 1)
	assert.Equal(t, CodeOverOrder, posting.Notices[0].Code)
	assert.Contains(t, posting.Notices[0].Message, "0.01")
}
