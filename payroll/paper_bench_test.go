package payroll

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

func benchPaper(b *testing.B, run func() error) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		if err := run(); err != nil {
			b.Fatal(err)
		}
	}
}

// The attestations of a contract of three months.
func BenchmarkAttest(b *testing.B) {
	c := filmContract()
	paid := paidWeeks(b, c, "2026-03-31", "2026-04-30", "2026-05-15")
	benchPaper(b, func() error { _, err := Attest(c, paid, PaperParameters{}); return err })
}

// The certificates of sixty days over 31 March.
func BenchmarkCertifyLeave(b *testing.B) {
	c := filmContract()
	c.End = civil.Date{}
	var days []LeaveDay
	for i := range 60 {
		date, err := c.Start.AddDays(i)
		require.NoError(b, err)
		days = append(days, LeaveDay{Date: date, Hours: money.MustDecimal("8"), Gross: money.MustParse("280.00")})
	}
	benchPaper(b, func() error {
		_, err := CertifyLeave(c, days, money.MustParse("830.74"), PaperParameters{})
		return err
	})
}

func BenchmarkDeclareHiring(b *testing.B) {
	h := Hiring{Contract: filmContract(), Hour: "08:00"}
	benchPaper(b, func() error { _, err := DeclareHiring(h, PaperParameters{}); return err })
}

func BenchmarkCheckContract(b *testing.B) {
	for name, c := range contractsOfAllKinds() {
		b.Run(name, func(b *testing.B) {
			benchPaper(b, func() error { _, err := CheckContract(c, PaperParameters{}); return err })
		})
	}
}

// manyPayslips are those of a crew over a year.
func manyPayslips(b *testing.B, n int) []JournalPayslip {
	r := rand.New(rand.NewPCG(85, 1))
	list := make([]JournalPayslip, n)
	for i := range list {
		list[i] = JournalPayslip{fmt.Sprint("worker ", i), paidOf(b, randomEngagement(r)).Payslip}
	}
	return list
}

// The journal of 1,000 payslips.
func BenchmarkKeepJournal(b *testing.B) {
	slips := manyPayslips(b, 1_000)
	benchPaper(b, func() error {
		_, err := KeepJournal(yearsOf("2025-01-01", "2026-12-31"), slips, PaperParameters{})
		return err
	})
}

// The entries of 1,000 payslips, of which half are shared by two accounts: paid on the last day of each month
// of two years, and on any day of them, which has figures of its own.
func BenchmarkComputeAccounting(b *testing.B) {
	for name, monthly := range map[string]bool{"by month": true, "by day": false} {
		b.Run(name, func(b *testing.B) {
			books := booksOf(b, monthly)
			benchPaper(b, func() error { _, err := ComputeAccounting(books, Parameters{}, PaperParameters{}); return err })
		})
	}
}

func booksOf(b *testing.B, monthly bool) Books {
	books := Books{Headcount: 5}
	for i, slip := range manyPayslips(b, 1_000) {
		a := AccountedPayslip{Payslip: slip.Payslip}
		if monthly {
			a.Payslip.Date = a.Payslip.Date.Month().Last()
		}
		if i%2 == 0 {
			a.Shares = []CostShare{{"21", "41", money.MustFraction("1/3")}, {"22", "41", money.MustFraction("2/3")}}
		}
		books.Payslips = append(books.Payslips, a)
	}
	return books
}
