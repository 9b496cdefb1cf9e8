package budget

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPaymentRun(t *testing.T) {
	f := ledgerOf(t, smallPlan()).Fold()
	due := func(e Entry, on string) Entry { e.Due = day(on); return e }
	apply(t, f, due(invoice("late", "2026-02-02", "7", "100.00", ""), "2026-02-20"), due(invoice("soon", "2026-02-02", "7", "50.00", ""), "2026-02-10"),
		due(invoice("next", "2026-02-02", "7", "1.00", ""), "2026-02-21"), invoice("paid", "2026-02-02", "7", "9.00", ""),
		Entry{ID: "p", Kind: Payment, Date: day("2026-02-03"), Of: "paid", Amount: euros("9.00")},
		Entry{ID: "q", Kind: Payment, Date: day("2026-02-03"), Of: "late", Amount: euros("30.00")},
	)
	// The example of an IBAN of France in the registry of ISO 13616.
	payees := []Payee{{Party: "Rental", IBAN: "FR1420041010050500013M02606"}}
	got, err := f.ledger.PaymentRun(f.state, day("2026-02-20"), payees)
	require.NoError(t, err)
	assert.Equal(t, PaymentRun{
		On: day("2026-02-20"), Currency: "EUR", Count: 2, Total: euros("120.00"),
		Instructions: []PaymentInstruction{
			{"soon", "Rental", "Rental", "FR1420041010050500013M02606", "", euros("50.00"), day("2026-02-10"), "soon"},
			{"late", "Rental", "Rental", "FR1420041010050500013M02606", "", euros("70.00"), day("2026-02-20"), "late"},
		},
	}, got)
	_, err = f.ledger.PaymentRun(f.state, day("2026-02-10"), []Payee{{Party: "Other", IBAN: "FR1420041010050500013M02607"}, {Party: "Other"}})
	assert.Equal(t, []string{"payees[0].iban", "payees[1].party", "payees[1].iban", "entries[1].party"}, paths(err))
}

// The examples of the registry of ISO 13616, and texts that differ from one.
func TestIsIBAN(t *testing.T) {
	for _, s := range []string{"FR1420041010050500013M02606", "BE68539007547034", "GB29NWBK60161331926819", "NO9386011117947"} {
		assert.True(t, isIBAN(s), s)
	}
	for _, s := range []string{"", "FR", "fr1420041010050500013M02606", "FR14 20041010050500013M02606", "BE68539007547043", "1468539007547034", strings.Repeat("A", 40)} {
		assert.False(t, isIBAN(s), s)
	}
}
