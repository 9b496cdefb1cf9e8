package budget

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func matrix() ControlPlan {
	p := smallPlan()
	p.Approvals = []ApprovalRule{
		{Roles: []string{"production-manager"}},
		{Accounts: []string{"2"}, Above: euros("1000.00"), Roles: []string{"line-producer"}},
		{Above: euros("5000.00"), Kinds: []EntryKind{PurchaseOrder, Invoice, Transfer}, Roles: []string{"line-producer", "producer"}},
	}
	return p
}

func TestMissingApprovals(t *testing.T) {
	taxed := order("x", "2026-02-02", "7", "4166.67")
	taxed.Lines[0].VAT = "normal"
	transfer := Entry{ID: "x", Kind: Transfer, Date: day("2026-02-02"), Lines: []EntryLine{line("7", "-5000.01"), line("21", "5000.01")}}
	for name, tt := range map[string]struct {
		entry Entry
		roles []string
	}{
		"a small order":                {order("x", "2026-02-02", "7", "1.00"), []string{"production-manager"}},
		"at the threshold of crew":     {order("x", "2026-02-02", "21", "1000.00"), []string{"production-manager"}},
		"above it":                     {order("x", "2026-02-02", "21", "1000.01"), []string{"production-manager", "line-producer"}},
		"another account":              {order("x", "2026-02-02", "7", "1000.01"), []string{"production-manager"}},
		"5000.00 and no more":          {order("x", "2026-02-02", "7", "5000.00"), []string{"production-manager"}},
		"5000.004 with VAT is no more": {taxed, []string{"production-manager"}},
		"more":                         {order("x", "2026-02-02", "7", "5000.01"), []string{"production-manager", "line-producer", "producer"}},
		"an invoice without an order":  {invoice("x", "2026-02-02", "7", "5000.01", ""), []string{"line-producer", "producer"}},
		"a transfer":                   {transfer, []string{"line-producer", "producer"}},
	} {
		t.Run(name, func(t *testing.T) {
			missing, err := ledgerOf(t, matrix()).MissingApprovals(tt.entry)
			require.NoError(t, err)
			var roles []string
			for _, m := range missing {
				roles = append(roles, m.Role)
			}
			assert.Equal(t, tt.roles, roles)
		})
	}
	_, err := ledgerOf(t, matrix()).MissingApprovals(order("x", "2026-02-02", "9", "1.00"))
	assert.Equal(t, []string{"lines[0].account"}, paths(err))
}

func TestApprovalsAreAskedFor(t *testing.T) {
	f := ledgerOf(t, matrix()).Fold()
	o := order("o", "2026-02-02", "7", "4000.00")
	_, err := f.Apply(o)
	assert.Equal(t, []string{"approvals"}, paths(err))
	assert.ErrorIs(t, err, ErrApproval)
	o.Approvals = []Approval{{Role: "production-manager"}}
	_, err = f.Apply(o)
	require.ErrorIs(t, err, ErrApproval, "by nobody")
	o.Approvals[0].By = "Ana"
	apply(t, f, o)

	apply(t, f, invoice("within", "2026-02-03", "7", "1000.00", "o"))
	_, err = f.Apply(invoice("beyond", "2026-02-03", "7", "5500.00", "o"))
	assert.Len(t, paths(err), 2, "the order was approved for less")

	more := Entry{ID: "c", Kind: Correction, Of: "o", Date: day("2026-02-04"), Lines: []EntryLine{line("7", "1000.01")}, Approvals: o.Approvals}
	_, err = f.Apply(more)
	assert.Len(t, paths(err), 2, "5000.01 in all")
	less := more
	less.Lines, less.Approvals = []EntryLine{line("7", "-10.00")}, nil
	apply(t, f, less)
}
