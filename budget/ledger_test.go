package budget

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

func cents(n int64) money.Amount { return money.FromCents(n) }
func euros(s string) money.Amount {
	return money.MustParse(s)
}
func day(s string) civil.Date { return civil.MustParseDate(s) }

// smallPlan has a crew of two accounts, an account of equipment, and rent.
func smallPlan() ControlPlan {
	return ControlPlan{
		Currency: "EUR", Territory: "FR", Start: day("2026-01-01"),
		Accounts: []ControlAccount{
			{Code: "2", Name: "Crew", Head: 3, Accounts: []ControlAccount{
				{Code: "21", Name: "Camera", Budget: euros("10000.00")},
				{Code: "22", Name: "Sound", Budget: euros("5000.00")},
			}},
			{Code: "7", Name: "Equipment", Budget: euros("8000.00"), Head: 2},
			{Code: "8", Name: "Insurance", Budget: euros("1000.00"), Rule: NothingMore, Head: 8},
		},
		VAT: []VATRate{
			{Code: "normal", Rate: money.MustDecimal("0.196"), Recovered: money.DecimalFromInt(1)},
			{Code: "normal", From: day("2014-01-01"), Rate: money.MustDecimal("0.2"), Recovered: money.DecimalFromInt(1)},
			{Code: "half", Rate: money.MustDecimal("0.2"), Recovered: money.MustDecimal("0.5")},
			{Code: "lost", Rate: money.MustDecimal("0.1"), Recovered: money.Decimal{}},
		},
	}
}

func ledgerOf(t testing.TB, p ControlPlan) *Ledger {
	t.Helper()
	l, err := NewLedger(p)
	require.NoError(t, err)
	return l
}

func line(account, amount string) EntryLine {
	return EntryLine{Account: account, Amount: euros(amount)}
}

func order(id, on, account, amount string) Entry {
	return Entry{ID: id, Kind: PurchaseOrder, Date: day(on), Party: "Rental", Lines: []EntryLine{line(account, amount)}}
}

func invoice(id, on, account, amount, of string) Entry {
	return Entry{
		ID: id, Kind: Invoice, Date: day(on), Party: "Rental", Document: id, Order: of, Lines: []EntryLine{line(account, amount)},
	}
}

func apply(t testing.TB, f *LedgerFold, entries ...Entry) {
	t.Helper()
	for _, e := range entries {
		_, err := f.Apply(e)
		require.NoError(t, err, e.ID)
	}
}

// paths returns the path of each fault.
func paths(err error) []string {
	var all []string
	for _, one := range valid.List(err) {
		path, _, _ := strings.Cut(one.Error(), ":")
		all = append(all, path)
	}
	return all
}

func TestNewLedgerTellsEveryFault(t *testing.T) {
	_, err := NewLedger(ControlPlan{
		Currency: "euro",
		Accounts: []ControlAccount{
			{Code: "1", Budget: cents(1), Head: 14, Accounts: []ControlAccount{{Code: "1"}, {Code: "11", Rule: "guess"}}},
			{Code: "2", Budget: cents(maxEntryCents + 1)},
		},
		VAT:          []VATRate{{Code: "a", Rate: money.MustDecimal("1.2")}, {Code: "a", Recovered: money.MustDecimal("-1")}},
		Approvals:    []ApprovalRule{{Accounts: []string{"9"}, Above: cents(-1), Kinds: []EntryKind{Payment}}},
		Shortage:     Shortage{Account: "maybe"},
		TaxTolerance: cents(-1),
	})
	assert.ElementsMatch(t, []string{
		"currency", "territory", "start", "taxTolerance", "accounts[0].head", "accounts[0].budget", "accounts[0].accounts[0].code",
		"accounts[0].accounts[1].rule", "accounts[1].budget", "vat[0].rate", "vat[1].code", "vat[1].recovered",
		"approvals[0].above", "approvals[0].roles", "approvals[0].accounts[0]", "approvals[0].kinds[0]", "shortage.account",
	}, paths(err))
	assert.ErrorIs(t, err, ErrParent)
}

func TestApplyTellsEveryFaultAndPostsNothing(t *testing.T) {
	f := ledgerOf(t, smallPlan()).Fold()
	apply(t, f, order("o", "2026-02-02", "7", "100.00"), Entry{ID: "c", Kind: Close, Scope: Week, Date: day("2026-02-08")})
	before := f.State()
	_, err := f.Apply(Entry{
		ID: "o", Kind: Invoice, Date: day("2026-02-08"), Amount: cents(5), Of: "o", Order: "p", Final: true, Scope: Week,
		Lines: []EntryLine{
			{Account: "9", Amount: cents(1)}, {Account: "2", Amount: cents(1)}, {Account: "21", Amount: cents(-1)},
			{Account: "21", Amount: cents(1), VAT: "none"}, {Account: "21", Amount: cents(maxEntryCents + 1), Mode: ToComplete},
			{Account: "21", Amount: cents(1), Tax: new(cents(1))},
		},
	})
	assert.ElementsMatch(t, []string{
		"id", "date", "amount", "of", "scope", "order", "lines[0].account", "lines[1].account", "lines[2].amount",
		"lines[3].vat", "lines[4].amount", "lines[4].mode", "lines[5].tax",
	}, paths(err))
	for _, want := range []error{valid.ErrDuplicate, ErrClosed, valid.ErrReference, ErrParent, valid.ErrNegative, valid.ErrUnknownField} {
		assert.ErrorIs(t, err, want)
	}
	assert.Equal(t, before, f.State())
}

func TestApplyRefuses(t *testing.T) {
	base := []Entry{
		order("o", "2026-02-02", "7", "1000.00"),
		invoice("i", "2026-02-03", "7", "400.00", "o"),
		{ID: "pay", Kind: Payment, Date: day("2026-02-04"), Of: "i", Amount: euros("100.00")},
		order("gone", "2026-02-02", "21", "10.00"),
		{ID: "r", Kind: Release, Date: day("2026-02-04"), Of: "gone"},
	}
	change := func(e Entry, with func(*Entry)) Entry { with(&e); return e }
	late := day("2026-02-10")
	for name, tt := range map[string]struct {
		entry Entry
		path  string
		err   error
	}{
		"an unknown kind":                    {Entry{ID: "x", Kind: "gift", Date: late}, "kind", valid.ErrOneOf},
		"no id":                              {order("", "2026-02-10", "7", "1.00"), "id", valid.ErrMissing},
		"no date":                            {Entry{ID: "x", Kind: Release, Of: "o"}, "date", valid.ErrMissing},
		"before the ledger":                  {order("x", "2025-12-31", "7", "1.00"), "date", valid.ErrOutOfRange},
		"no lines":                           {Entry{ID: "x", Kind: PurchaseOrder, Date: late}, "lines", valid.ErrMissing},
		"a document that came before":        {change(invoice("x", "2026-02-10", "7", "1.00", ""), func(e *Entry) { e.Document = "i" }), "document", valid.ErrDuplicate},
		"an order that is an invoice":        {invoice("x", "2026-02-10", "7", "1.00", "i"), "order", valid.ErrReference},
		"an order without the account":       {invoice("x", "2026-02-10", "21", "1.00", "o"), "lines[0].account", valid.ErrReference},
		"a released order":                   {invoice("x", "2026-02-10", "21", "1.00", "gone"), "order", ErrReleased},
		"an order that had a later entry":    {invoice("x", "2026-02-02", "7", "1.00", "o"), "date", valid.ErrOutOfRange},
		"a payment of an order":              {Entry{ID: "x", Kind: Payment, Date: late, Of: "o", Amount: cents(1)}, "of", valid.ErrReference},
		"a payment of more than is owed":     {Entry{ID: "x", Kind: Payment, Date: late, Of: "i", Amount: euros("300.01")}, "amount", valid.ErrOutOfRange},
		"a negative payment":                 {Entry{ID: "x", Kind: Payment, Date: late, Of: "i", Amount: cents(-1)}, "amount", valid.ErrNegative},
		"a payment of nothing":               {Entry{ID: "x", Kind: Payment, Date: late, Of: "i"}, "amount", valid.ErrMissing},
		"a payment before its invoice":       {Entry{ID: "x", Kind: Payment, Date: day("2026-02-02"), Of: "i", Amount: cents(1)}, "date", valid.ErrOutOfRange},
		"a credit beyond its invoice":        {Entry{ID: "x", Kind: CreditNote, Date: late, Of: "i", Lines: []EntryLine{line("7", "400.01")}}, "lines", valid.ErrNegative},
		"a release twice":                    {Entry{ID: "x", Kind: Release, Date: late, Of: "gone"}, "of", ErrReleased},
		"a transfer that does not balance":   {Entry{ID: "x", Kind: Transfer, Date: late, Lines: []EntryLine{line("7", "-1.00"), line("21", "1.01")}}, "lines", ErrUnbalanced},
		"a transfer beyond the budget":       {Entry{ID: "x", Kind: Transfer, Date: late, Lines: []EntryLine{line("7", "-8000.01"), line("21", "8000.01")}}, "lines[0].amount", valid.ErrNegative},
		"an estimate without a mode":         {Entry{ID: "x", Kind: Estimate, Date: late, Lines: []EntryLine{line("7", "1.00")}}, "lines[0].mode", valid.ErrOneOf},
		"a correction of a release":          {Entry{ID: "x", Kind: Correction, Date: late, Of: "r", Lines: []EntryLine{line("7", "1.00")}}, "of", valid.ErrReference},
		"a correction of a payment by lines": {Entry{ID: "x", Kind: Correction, Date: late, Of: "pay", Amount: cents(1), Lines: []EntryLine{line("7", "1.00")}}, "lines", valid.ErrUnknownField},
		"a correction of more than a payment": {
			Entry{ID: "x", Kind: Correction, Date: late, Of: "pay", Amount: euros("-100.01")}, "amount", valid.ErrNegative,
		},
		"a correction of an order below nothing": {
			Entry{ID: "x", Kind: Correction, Date: late, Of: "o", Lines: []EntryLine{line("7", "-1000.01")}}, "lines[0].amount", valid.ErrNegative,
		},
		"a correction of an invoice below nothing": {
			Entry{ID: "x", Kind: Correction, Date: late, Of: "i", Lines: []EntryLine{line("7", "-400.01")}}, "lines", valid.ErrNegative,
		},
		"evidence of what has it":   {Entry{ID: "x", Kind: Evidence, Date: late, Of: "i", Document: "d"}, "of", valid.ErrReference},
		"evidence without a name":   {Entry{ID: "x", Kind: Evidence, Date: late, Of: "pay"}, "document", valid.ErrMissing},
		"a close without its scope": {Entry{ID: "x", Kind: Close, Date: late}, "scope", valid.ErrOneOf},
	} {
		t.Run(name, func(t *testing.T) {
			f := ledgerOf(t, smallPlan()).Fold()
			apply(t, f, base...)
			before := f.State()
			_, err := f.Apply(tt.entry)
			assert.Equal(t, []string{tt.path}, paths(err), "%v", err)
			assert.ErrorIs(t, err, tt.err)
			assert.Equal(t, before, f.State())
		})
	}
}

func TestReplayTellsTheFaultsOfEveryEntry(t *testing.T) {
	l := ledgerOf(t, smallPlan())
	s, err := l.Replay([]Entry{
		order("o", "2026-02-02", "9", "100.00"),
		invoice("i", "2026-02-03", "7", "100.00", "o"), // its order was refused
		order("p", "2026-02-02", "7", "-100.00"),
	})
	assert.Equal(t, []string{"[0].lines[0].account", "[2].lines[0].amount"}, paths(err))
	assert.Zero(t, s)
}

func TestControlAccounts(t *testing.T) {
	sheet, err := Compute(decode(t, soundBudget))
	require.NoError(t, err)
	p := ControlPlan{Currency: "EUR", Territory: "FR", Start: day("2026-01-01"), Accounts: ControlAccounts(sheet)}
	report, err := ledgerOf(t, p).CostReport(ledgerOf(t, p).Start(), civil.Period{From: day("2026-01-01"), To: day("2026-01-31")})
	require.NoError(t, err)
	credits := money.Amount{}
	for _, c := range sheet.Credits {
		credits = plus(credits, c.Amount)
	}
	assert.Equal(t, plus(sheet.Total, credits), report.Total.Original)
	row, _ := report.Row("2")
	assert.Equal(t, "2207.39", row.Original.String())
}

func TestDecodeControl(t *testing.T) {
	p, err := DecodeControlPlan(strings.NewReader(`{"currency":"EUR","territory":"FR","start":"2026-01-01",
		"accounts":[{"code":"7","budget":"100.00"}],"shortage":{"account":"warn"}}`))
	require.NoError(t, err)
	assert.Equal(t, Warn, p.Shortage.Account)
	_, err = DecodeControlPlan(strings.NewReader(`{"currency":"EUR","territory":"FR","start":"2026-01-01","accounts":[{"code":"7","budget":1}]}`))
	assert.Equal(t, []string{"accounts[0].budget"}, paths(err))
	entries, err := DecodeEntries(strings.NewReader(`[{"id":"o","kind":"order","date":"2026-02-02","lines":[{"account":"7","amount":"1.00"}]}]`))
	require.NoError(t, err)
	assert.Equal(t, PurchaseOrder, entries[0].Kind)
	_, err = DecodeEntries(strings.NewReader(`[{"id":"o","kind":"gift","date":"2026-02-02"}]`))
	assert.Equal(t, []string{"[0].kind"}, paths(err))
}
