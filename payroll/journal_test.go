package payroll

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

func yearsOf(from, to string) civil.Period {
	return civil.Period{From: civil.MustParseDate(from), To: civil.MustParseDate(to)}
}

// The totals of the journal, of its months and of its lines are the sums of the payslips, added up apart in
// cents.
func TestJournalAddsUp(t *testing.T) {
	r := rand.New(rand.NewPCG(83, 1))
	rounds := 40
	if testing.Short() {
		rounds = 10
	}
	for range rounds {
		var slips []JournalPayslip
		sums := [5]int64{} // gross, employee, employer, net paid, cost
		byCode := map[string][2]int64{}
		for i := range r.IntN(40) {
			slip := paidOf(t, randomEngagement(r)).Payslip
			if r.IntN(8) == 0 {
				slip = slip.negative()
			}
			slips = append(slips, JournalPayslip{fmt.Sprint("worker ", i), slip})
			for j, a := range []money.Amount{slip.Bases.Gross, slip.EmployeeContributions, slip.EmployerContributions, slip.NetPaid, slip.EmployerCost} {
				sums[j] += a.Cents()
			}
			for _, l := range slip.Lines {
				s := byCode[l.Code]
				byCode[l.Code] = [2]int64{s[0] + l.EmployeeAmount.Cents(), s[1] + l.EmployerAmount.Cents()}
			}
		}
		j, err := KeepJournal(yearsOf("2025-01-01", "2026-12-31"), slips, PaperParameters{})
		require.NoError(t, err)
		require.Equal(t, sums, sumsOf(&j.Totals))
		for _, l := range j.Totals.Lines {
			require.Equal(t, byCode[l.Code], [2]int64{l.EmployeeAmount.Cents(), l.EmployerAmount.Cents()})
		}
		lines, months := [5]int64{}, [5]int64{}
		for i, l := range j.Lines {
			require.Equal(t, i+1, l.Number)
			require.True(t, i == 0 || !l.Date.Before(j.Lines[i-1].Date), "by date")
			for k, a := range []money.Amount{l.Gross, l.EmployeeContributions, l.EmployerContributions, l.NetPaid, l.EmployerCost} {
				lines[k] += a.Cents()
			}
		}
		next := 1
		for _, m := range j.Months {
			require.Equal(t, next, m.First)
			for n := m.First; n <= m.Last; n++ {
				require.Equal(t, m.Month, j.Lines[n-1].Date.Month())
			}
			next = m.Last + 1
			for k, cents := range sumsOf(&m.Totals) {
				months[k] += cents
			}
		}
		require.Equal(t, len(slips)+1, next)
		require.Equal(t, sums, lines)
		require.Equal(t, sums, months)
	}
}

func sumsOf(t *Totals) [5]int64 {
	return [5]int64{t.Gross.Cents(), t.EmployeeContributions.Cents(), t.EmployerContributions.Cents(), t.NetPaid.Cents(), t.EmployerCost.Cents()}
}

// Payslips of one day stay in the order given; the duplicates are kept for five years (CT L3243-4).
func TestJournal(t *testing.T) {
	var slips []JournalPayslip
	for _, x := range []struct{ id, date string }{{"b", "2026-04-30"}, {"c", "2026-03-31"}, {"a", "2026-04-30"}} {
		e := wagesOf(x.date)
		e.ID = x.id
		slips = append(slips, JournalPayslip{"Paule " + x.id, paidOf(t, e).Payslip})
	}
	j, err := KeepJournal(yearsOf("2026-01-01", "2026-12-31"), slips, PaperParameters{})
	require.NoError(t, err)
	var order []string
	for _, l := range j.Lines {
		order = append(order, l.Payslip)
	}
	assert.Equal(t, []string{"c", "b", "a"}, order)
	require.Len(t, j.Months, 2)
	assert.Equal(t, "2031-12-31", j.KeepUntil.String())
	assert.Equal(t, "CT L3243-4", j.Refs.String())
	assert.Equal(t, "b", slips[0].Payslip.ID, "the list of the caller stays as it was")
	checkTexts(t, j.Text, "1 2026-03-31 Paule c, c", "Total of 2026-04", "BY CONTRIBUTION", "Health, maternity, disability and death insurance", "kept until: 2031-12-31")

	empty, err := KeepJournal(yearsOf("2026-01-01", "2026-12-31"), nil, PaperParameters{})
	require.NoError(t, err)
	assert.Empty(t, empty.Lines)
	checkTexts(t, empty.Text, "TOTAL")
	_, err = PayrollJournal{Totals: Totals{Lines: []TotalLine{{Code: "?"}}}}.Text(French)
	require.NoError(t, err, "a code that is none is shown as it is")
}

func TestKeepJournalRefuses(t *testing.T) {
	sound := JournalPayslip{"Paule", paidOf(t, wagesOf("2026-04-30")).Payslip}
	for _, x := range []struct {
		name   string
		period civil.Period
		change func(*JournalPayslip)
		want   []string
	}{
		{"no period", civil.Period{}, func(*JournalPayslip) {}, []string{"period"}},
		{"another period", yearsOf("2026-05-01", "2026-05-31"), func(*JournalPayslip) {}, []string{"payslips[0].payslip.date"}},
		{"nobody's", yearsOf("2026-01-01", "2026-12-31"), func(p *JournalPayslip) { p.Worker, p.Payslip.ID = " ", "" }, []string{"payslips[0].worker", "payslips[0].payslip.id"}},
		{"unknown codes", yearsOf("2026-01-01", "2026-12-31"), func(p *JournalPayslip) { p.Payslip.Lines = []Line{{Code: "x"}} }, []string{"payslips[0].payslip.lines[0].code"}},
		{"before the table", yearsOf("2000-01-01", "2000-12-31"), func(p *JournalPayslip) { p.Payslip.Date = civil.MustParseDate("2000-06-30") }, []string{"period"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			slip := sound
			x.change(&slip)
			_, err := KeepJournal(x.period, []JournalPayslip{slip}, PaperParameters{})
			assert.Equal(t, x.want, causes(err))
		})
	}
	_, err := KeepJournal(yearsOf("2026-01-01", "2026-12-31"), make([]JournalPayslip, MaxEngagements+1), PaperParameters{})
	assert.Equal(t, []string{"payslips"}, causes(err))
}
