package payroll

import (
	"encoding/json"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// everyPaper makes every paper of one contract and returns them as JSON.
func everyPaper(t testing.TB, c Contract, paid []Paid, days []LeaveDay) string {
	attestations, err := Attest(c, paid, PaperParameters{})
	require.NoError(t, err)
	certificates, err := CertifyLeave(c, days, money.MustParse("830.74"), PaperParameters{})
	require.NoError(t, err)
	hiring, err := DeclareHiring(Hiring{Contract: c, Hour: "08:00"}, PaperParameters{})
	require.NoError(t, err)
	check, err := CheckContract(c, PaperParameters{})
	require.NoError(t, err)
	var slips []JournalPayslip
	books := Books{Headcount: 5}
	for _, p := range paid {
		slips = append(slips, JournalPayslip{c.Worker.FullName(), p.Payslip})
		books.Payslips = append(books.Payslips, AccountedPayslip{p.Payslip, []CostShare{{"21", "41", money.MustFraction("1/3")}, {"22", "42", money.MustFraction("2/3")}}})
	}
	journal, err := KeepJournal(yearsOf("2026-01-01", "2026-12-31"), slips, PaperParameters{})
	require.NoError(t, err)
	accounting, err := ComputeAccounting(books, Parameters{}, PaperParameters{})
	require.NoError(t, err)
	data, err := json.Marshal([]any{attestations, certificates, hiring, check, journal, accounting})
	require.NoError(t, err)
	return string(data)
}

// Papers are the same bytes each time, from many goroutines, leave their input as it was, and share nothing
// with it or with each other that could be changed.
func TestPapersAreIndependent(t *testing.T) {
	c := filmContract()
	c.Facts = []ContractFact{HasTrial}
	paid := paidWeeks(t, c, "2026-03-31", "2026-04-30", "2026-05-15")
	days := leaveDays(t, "280.00", "2026-03-30", "2026-04-02")
	input := func() string {
		data, err := json.Marshal([]any{c, paid, days})
		require.NoError(t, err)
		return string(data)
	}
	before, want := input(), everyPaper(t, c, paid, days)
	assert.Equal(t, before, input())
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 5 {
				assert.Equal(t, want, everyPaper(t, c, paid, days))
			}
		})
	}
	group.Wait()

	list, err := Attest(c, paid, PaperParameters{})
	require.NoError(t, err)
	sent, right := list[0], list[0]
	sent.Number, right.Work.Days = "1", 11
	change, err := Amend(sent, right, PaperParameters{})
	require.NoError(t, err)
	change.Payslips[0], change.Notices[0].Key = "changed", "changed"
	assert.Equal(t, "2026-0142/1", list[0].Payslips[0])
	assert.NotEqual(t, "changed", list[0].Notices[0].Key)
	check, err := CheckContract(Contract{ID: "k", Category: Artist, Agreement: Cinema, Start: civil.MustParseDate("2026-03-16")}, PaperParameters{})
	require.NoError(t, err)
	check.Missing[0].Articles[0] = "changed"
	assert.Equal(t, want, everyPaper(t, c, paid, days))
}
