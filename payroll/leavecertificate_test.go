package payroll

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// leaveDays are paid days of 8 hours.
func leaveDays(t testing.TB, gross string, dates ...string) []LeaveDay {
	t.Helper()
	list := make([]LeaveDay, len(dates))
	for i, d := range dates {
		list[i] = LeaveDay{Date: civil.MustParseDate(d), Hours: money.MustDecimal("8"), Gross: money.MustParse(gross)}
	}
	return list
}

// The reference year is 1 April to 31 March (CCN 3097 titre Ier art. 16); the last and the first day are on
// either side. The cap is that of a director of photography, 1,654.87 € a day (pay-rules.md §1.6).
func TestLeaveCertificateSplitsAt31March(t *testing.T) {
	c := filmContract()
	days := leaveDays(t, "1800.00", "2026-03-30", "2026-03-31", "2026-04-01", "2026-05-15")
	list, err := CertifyLeave(c, days, money.MustParse("1654.87"), PaperParameters{})
	require.NoError(t, err)
	require.Len(t, list, 2)
	for i, want := range []struct {
		year, period            string
		days                    int
		hours, gross, countable string
	}{
		{"2025-04-01 to 2026-03-31", "2026-03-16 to 2026-03-31", 2, "16", "3600.00", "3309.74"},
		{"2026-04-01 to 2027-03-31", "2026-04-01 to 2026-05-15", 2, "16", "3600.00", "3309.74"},
	} {
		got := list[i]
		assert.Equal(t, want.year, got.Year.From.String()+" to "+got.Year.To.String())
		assert.Equal(t, want.period, got.Period.From.String()+" to "+got.Period.To.String())
		assert.Equal(t, want.days, got.Days)
		assert.Equal(t, want.hours, got.Hours.String())
		assert.Equal(t, want.gross, got.Gross.String())
		assert.Equal(t, want.countable, got.Counted.String())
		assert.Equal(t, i+1, got.Part)
		assert.Equal(t, 2, got.Parts)
		assert.Contains(t, got.Refs.Keys(), "CT D7121-32")
	}
	checkTexts(t, list[0].Text, "Certificate: 1/2", "Pay that counts: 3309.74", "Paid leave fund: Caisse des Congés Spectacles, Vanves", "Reference year: 2025-04-01 to 2026-03-31")
	french, err := list[0].Text(French)
	require.NoError(t, err)
	assert.Contains(t, french, "Exercice: 2025-04-01 au 2026-03-31\n")
	assert.Contains(t, french, "Salaire pris en compte: 3\u202f309,74\n")
}

func TestLeaveCertificates(t *testing.T) {
	for _, x := range []struct {
		name    string
		change  func(*Contract)
		dates   []string
		periods []string
	}{
		{"within a year", func(*Contract) {}, []string{"2026-04-01", "2026-05-15"}, []string{"2026-04-01 2026-05-15"}},
		{"three years", func(c *Contract) {
			c.Start, c.End = civil.MustParseDate("2025-03-31"), civil.MustParseDate("2026-04-01")
		},
			[]string{"2025-03-31", "2025-04-01", "2026-03-31", "2026-04-01"}, []string{"2025-03-31 2025-03-31", "2025-04-01 2026-03-31", "2026-04-01 2026-04-01"}},
		{"without a term, up to the last paid day", func(c *Contract) { c.End, c.MinimumDays = civil.Date{}, 10 },
			[]string{"2026-03-20", "2026-04-02"}, []string{"2026-03-16 2026-03-31", "2026-04-01 2026-04-02"}},
		{"no day in a year", func(*Contract) {}, []string{"2026-03-20"}, []string{"2026-03-16 2026-03-31"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := filmContract()
			x.change(&c)
			list, err := CertifyLeave(c, leaveDays(t, "100.00", x.dates...), money.Amount{}, PaperParameters{})
			require.NoError(t, err)
			var periods []string
			for _, l := range list {
				periods = append(periods, l.Period.From.String()+" "+l.Period.To.String())
				assert.Equal(t, l.Gross, l.Counted, "no cap")
				assert.True(t, slices.ContainsFunc(l.Notices, func(n law.Notice) bool { return n.Key == "dailyCap" }), "which is told")
			}
			assert.Equal(t, x.periods, periods)
		})
	}
}

// The certificates add up to the contract, whatever the days, and each day is in the certificate of its
// reference year: added up apart, a day at a time.
func TestLeaveCertificatesAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(82, 1))
	rounds := 300
	if testing.Short() {
		rounds = 60
	}
	for range rounds {
		c := filmContract()
		c.Category = Artist
		c.Start, c.End = civil.MustParseDate("2025-02-01"), civil.Date{}
		dailyCap := money.FromCents(r.Int64N(60_000))
		var days []LeaveDay
		byYear := map[int]*[5]int64{} // days, minutes, cachets, gross, counted
		date := c.Start
		for range 1 + r.IntN(60) {
			var err error
			date, err = date.AddDays(1 + r.IntN(25))
			require.NoError(t, err)
			quarters := r.Int64N(50)
			d := LeaveDay{Date: date, Hours: money.DecimalFromScaled(25*quarters, 2), Gross: money.FromCents(r.Int64N(90_000)), Cachets: r.IntN(3)}
			days = append(days, d)
			year := date.Year()
			if date.Month().Month() < 4 {
				year--
			}
			if byYear[year] == nil {
				byYear[year] = new([5]int64)
			}
			counted := d.Gross.Cents()
			if !dailyCap.IsZero() {
				counted = min(counted, dailyCap.Cents())
			}
			for i, n := range [5]int64{1, 15 * quarters, int64(d.Cachets), d.Gross.Cents(), counted} {
				byYear[year][i] += n
			}
		}
		list, err := CertifyLeave(c, days, dailyCap, PaperParameters{})
		require.NoError(t, err)
		require.Len(t, list, len(byYear))
		for _, l := range list {
			want := byYear[l.Year.From.Year()]
			require.NotNil(t, want)
			hours, exact := l.Hours.Scaled(2)
			require.True(t, exact)
			require.Equal(t, *want, [5]int64{int64(l.Days), hours * 60 / 100, int64(l.Cachets), l.Gross.Cents(), l.Counted.Cents()})
			require.Equal(t, "04-01", l.Year.From.String()[5:])
			require.Equal(t, "03-31", l.Year.To.String()[5:])
		}
	}
}

func TestCertifyLeaveRefuses(t *testing.T) {
	for _, x := range []struct {
		name   string
		change func(*Contract, *[]LeaveDay)
		cap    string
		want   []string
	}{
		{"no day", func(_ *Contract, d *[]LeaveDay) { *d = nil }, "0.00", []string{"days"}},
		{"no fund, SIRET and worker", func(c *Contract, _ *[]LeaveDay) { c.Employer.LeaveFund, c.Employer.SIRET, c.Worker = "", "", Worker{} }, "0.00",
			[]string{"employer.siret", "employer.leaveFund", "worker.name"}},
		{"out of order", func(_ *Contract, d *[]LeaveDay) { (*d)[1].Date = (*d)[0].Date }, "0.00", []string{"days[1].date"}},
		{"outside the contract", func(_ *Contract, d *[]LeaveDay) { (*d)[1].Date = civil.MustParseDate("2026-05-16") }, "0.00", []string{"days[1].date"}},
		{"no date", func(_ *Contract, d *[]LeaveDay) { (*d)[0].Date = civil.Date{} }, "0.00", []string{"days[0].date"}},
		{"figures out of range", func(_ *Contract, d *[]LeaveDay) {
			(*d)[0].Hours, (*d)[0].Gross, (*d)[1].Hours = money.MustDecimal("24.01"), money.MustParse("-0.01"), money.MustDecimal("-1")
		}, "0.00", []string{"days[0].hours", "days[0].gross", "days[1].hours"}},
		{"cachets of a technician", func(_ *Contract, d *[]LeaveDay) { (*d)[0].Cachets = 1 }, "0.00", []string{"days[0].cachets"}},
		{"a negative cap", func(*Contract, *[]LeaveDay) {}, "-0.01", []string{"dailyCap"}},
		{"too many", func(_ *Contract, d *[]LeaveDay) { *d = make([]LeaveDay, MaxEngagements+1) }, "0.00", []string{"days"}},
		{"before the table", func(c *Contract, d *[]LeaveDay) {
			c.Start = civil.MustParseDate("2024-12-01")
			(*d)[0].Date = civil.MustParseDate("2024-12-31")
		}, "0.00", []string{"days[0].date"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			c, days := filmContract(), leaveDays(t, "100.00", "2026-03-20", "2026-04-02")
			x.change(&c, &days)
			_, err := CertifyLeave(c, days, money.MustParse(x.cap), PaperParameters{})
			assert.Equal(t, x.want, causes(err))
		})
	}
}
