package budget

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
)

func frenchBooks(accounts ...string) Books {
	b := Books{
		RecoveredVAT: BookAccount{"445660", "TVA déductible"}, Suppliers: BookAccount{"401000", "Fournisseurs"},
		Wages: BookAccount{"421000", "Personnel"}, Till: BookAccount{"531000", "Caisse"}, Bank: BookAccount{"512000", "Banque"},
		Purchases: Journal{"AC", "Achats"}, PayrollJournal: Journal{"PA", "Paie"}, PettyJournal: Journal{"CA", "Caisse"},
		PaymentsJournal: Journal{"BQ", "Banque"}, General: Journal{"OD", "Opérations diverses"},
	}
	for _, code := range accounts {
		b.Expenses = append(b.Expenses, ExpenseAccount{code, BookAccount{"604000", "Études et prestations"}})
	}
	return b
}

func TestFEC(t *testing.T) {
	f := ledgerOf(t, smallPlan()).Fold()
	i := invoice("i", "2026-02-03", "7", "1234.50", "o")
	i.Lines[0].VAT, i.Document, i.DocumentDate, i.Label = "normal", "F-12", day("2026-01-31"), "Caméra à l’essai"
	apply(t, f,
		order("o", "2026-02-02", "7", "2000.00"),
		Entry{ID: "w", Kind: Payroll, Date: day("2026-02-27"), Party: "Crew", Lines: []EntryLine{line("21", "10.00")}},
		i,
		Entry{ID: "p", Kind: Payment, Date: day("2026-02-28"), Of: "i", Amount: euros("1481.40")},
		Entry{ID: "c", Kind: Close, Scope: AccountingPeriod, Date: day("2026-02-28")},
		Entry{ID: "x", Kind: Correction, Of: "w", Date: day("2026-03-01"), Lines: []EntryLine{line("21", "-10.00")}},
	)
	lines, err := f.ledger.FEC(f.state, frenchBooks("2", "7", "8"), february())
	require.NoError(t, err)
	_, err = AppendFEC(nil, lines)
	assert.Equal(t, []string{"lines[0].EcritureLib", "lines[1].EcritureLib", "lines[2].EcritureLib"}, paths(err), "’ is not in ISO 8859-15")
	for j := range lines {
		lines[j].EcritureLib = strings.ReplaceAll(lines[j].EcritureLib, "’", "'")
	}
	text, err := AppendFEC(nil, lines)
	require.NoError(t, err)
	assert.Equal(t, strings.Join([]string{
		"JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise",
		"AC|Achats|1|20260203|604000|\xc9tudes et prestations|||F-12|20260131|Cam\xe9ra \xe0 l'essai|1234,50|0,00|||20260228||",
		"AC|Achats|1|20260203|445660|TVA d\xe9ductible|||F-12|20260131|Cam\xe9ra \xe0 l'essai|246,90|0,00|||20260228||",
		"AC|Achats|1|20260203|401000|Fournisseurs|Rental|Rental|F-12|20260131|Cam\xe9ra \xe0 l'essai|0,00|1481,40|||20260228||",
		"PA|Paie|2|20260227|604000|\xc9tudes et prestations|||w|20260227|w|10,00|0,00|||20260228||",
		"PA|Paie|2|20260227|421000|Personnel|Crew|Crew|w|20260227|w|0,00|10,00|||20260228||",
		"BQ|Banque|3|20260228|401000|Fournisseurs|Rental|Rental|p|20260228|p|1481,40|0,00|||20260228||",
		"BQ|Banque|3|20260228|512000|Banque|||p|20260228|p|0,00|1481,40|||20260228||",
		"",
	}, "\r\n"), strings.ReplaceAll(string(text), "\t", "|"))
}

func TestFECRefuses(t *testing.T) {
	f := ledgerOf(t, smallPlan()).Fold()
	bare := invoice("i", "2026-02-03", "7", "1.00", "")
	bare.Document = ""
	apply(t, f, bare)
	_, err := f.ledger.FEC(f.state, Books{Expenses: []ExpenseAccount{{Account: "9"}}}, february())
	require.ErrorIs(t, err, ErrNotClosed)
	assert.Contains(t, paths(err), "books.expenses[0].account")
	assert.Contains(t, paths(err), "books.bank.number")
	assert.Contains(t, paths(err), "books.general.code")
	apply(t, f, Entry{ID: "c", Kind: Close, Scope: AccountingPeriod, Date: day("2026-02-28")})
	_, err = f.ledger.FEC(f.state, frenchBooks("2"), february())
	assert.Equal(t, []string{"entries[0].document", "entries[0].account"}, paths(err))

	kept := []byte("kept")
	got, err := AppendFEC(kept, []FECLine{{EcritureLib: "a\tb"}, {PieceRef: "¤"}, {CompteLib: "Œuvre à 5 €"}})
	assert.Equal(t, []string{"lines[0].EcritureLib", "lines[1].PieceRef"}, paths(err))
	assert.Equal(t, kept, got)

	name, err := FECName("123456789", day("2026-12-31"))
	require.NoError(t, err)
	assert.Equal(t, "123456789FEC20261231.txt", name)
	_, err = FECName("12345678X", civil.Date{})
	assert.Equal(t, []string{"siren", "end"}, paths(err))
	assert.ErrorIs(t, err, valid.ErrOutOfRange)
}

// Debits equal credits in every entry, numbers have no gap, days of validation do not go back, the
// accounts give the totals of the state, and what is closed stays.
func TestFECOfRandomLedgers(t *testing.T) {
	for seed := range uint64(seeds) {
		f, _ := randomLedger(t, seed, 150, untouched)
		end := day("2199-01-01")
		apply(t, f, Entry{ID: "end", Kind: Close, Scope: AccountingPeriod, Date: end})
		var codes []string
		for _, a := range f.ledger.accounts {
			codes = append(codes, a.code)
		}
		for i := range f.state.entries {
			if p := &f.state.entries[i]; p.kind.isDocument() && p.document == "" {
				p.document = "d"
			}
		}
		lines, err := f.ledger.FEC(f.state, frenchBooks(codes...), civil.Period{From: day("2026-01-01"), To: end})
		require.NoError(t, err)
		sums, accounts := map[string]int64{}, map[string]int64{}
		number, last := 0, civil.Date{}
		for _, l := range lines {
			signed := l.Debit.Cents() - l.Credit.Cents()
			sums[l.EcritureNum] += signed
			accounts[l.CompteNum] += signed
			if len(sums) > number {
				number++
				assert.Equal(t, number, len(sums))
			}
			assert.False(t, l.ValidDate.Before(last))
			assert.False(t, l.ValidDate.Before(l.EcritureDate))
			assert.True(t, l.Debit.IsZero() != l.Credit.IsZero())
			last = l.ValidDate
		}
		for n, sum := range sums {
			assert.Zero(t, sum, "entry %s", n)
		}
		var actual int64
		for _, b := range f.state.balances {
			actual += b.actual
		}
		assert.Equal(t, actual, accounts["604000"])
		assert.Equal(t, -f.state.owed, accounts["401000"]+accounts["421000"])
	}
}
