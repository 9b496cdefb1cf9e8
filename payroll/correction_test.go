package payroll

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// What was paid, the reversals and the corrected payslips are the year as it would have been, whatever
// limit the wrong payslip took of those after it.
func TestCorrectedYearsAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 11))
	for range shorter(150) {
		engagements := randomYear(r, 2+r.IntN(6))
		at := r.IntN(len(engagements))
		right := engagements[at]
		right.Gross, right.Days, right.FullMonth = money.FromCents(1+r.Int64N(900_000)), 1+r.IntN(20), false
		right.Hours = nil
		paid, err := ComputeYear(engagements, Parameters{})
		require.NoError(t, err)
		list, year, err := Correct(engagements, at, right, Parameters{})
		require.NoError(t, err)
		slips := paid.Payslips
		for _, c := range list {
			slips = append(slips, c.Reversed, c.Corrected)
		}
		sum, err := Sum(slips...)
		require.NoError(t, err)
		require.Equal(t, year.Totals.NetBeforeTax, sum.NetBeforeTax)
		require.Equal(t, year.Totals.EmployerCost, sum.EmployerCost)
		require.Equal(t, year.Totals.Deduction, sum.Deduction)
		require.Equal(t, year.Totals.IncomeTax, sum.IncomeTax)
	}
	_, _, err := Correct(nil, 0, Engagement{}, Parameters{})
	require.ErrorContains(t, err, "index: ")
}

// A full month took all of the ceiling of July; corrected to five days it leaves the second payslip
// its own, so that both are replaced.
func TestACorrectionGoesOnToLaterPayslips(t *testing.T) {
	a, b := fullMonth("2026-07-10"), fullMonth("2026-07-31")
	a.ID, a.Gross = "a", money.MustParse("6000.00")
	b.ID, b.Gross, b.FullMonth, b.Days = "b", money.MustParse("2000.00"), false, 5
	right := a
	right.Gross, right.FullMonth, right.Days = money.MustParse("2000.00"), false, 5
	list, _, err := Correct([]Engagement{a, b}, 0, right, Parameters{})
	require.NoError(t, err)
	require.Len(t, list, 2)
	assert.Equal(t, "0.00", list[1].Reversed.Ceiling.String())
	assert.Equal(t, "667.50", list[1].Corrected.Ceiling.String(), "4,005 × 5/30")
}

func TestReverseRefuses(t *testing.T) {
	e := fullMonth("2026-07-31")
	e.Gross, e.Contract = money.MustParse("3000.00"), "k"
	year, slip, err := YearToDate{}.Apply(e, Parameters{})
	require.NoError(t, err)
	back, _, err := year.Reverse(e, slip, Parameters{})
	require.NoError(t, err)
	assert.Empty(t, back.Contracts, "a contract without pay is forgotten")
	for name, c := range map[string]struct {
		year   YearToDate
		change func(*Engagement)
		want   string
	}{
		"twice":              {back, func(*Engagement) {}, "id: "},
		"another contract":   {year, func(e *Engagement) { e.Contract = "other" }, "id: "},
		"other hours":        {year, func(e *Engagement) { e.Hours = new(money.MustDecimal("10")) }, "id: "},
		"another gross":      {year, func(e *Engagement) { e.Gross = money.MustParse("1.00") }, "id: "},
		"days of no month":   {year, func(e *Engagement) { e.Days = 100 }, "days: "},
		"a year before":      {year, func(e *Engagement) { e.Date = civil.MustParseDate("2025-07-31") }, "date: "},
		"before the figures": {year, func(e *Engagement) { e.Date = civil.MustParseDate("2024-07-31") }, "date: "},
	} {
		t.Run(name, func(t *testing.T) {
			other := e
			c.change(&other)
			_, _, err := c.year.Reverse(other, slip, Parameters{})
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestTextRefusesAndKeepsInputs(t *testing.T) {
	e := fullMonth("2026-07-31")
	e.Gross = money.MustParse("3000.00")
	slip, err := ComputePayslip(e, Parameters{})
	require.NoError(t, err)
	mentions := make([]Mention, 1, 10)
	mentions[0] = Mention{"Employer", "Films\x1b[31m"}
	out, err := slip.Text(e, English, mentions...)
	require.NoError(t, err)
	assert.NotContains(t, out, "\x1b")
	assert.Equal(t, Mention{}, mentions[:2][1], "the caller's memory")
	other := e
	other.Days = 100
	_, err = slip.Text(other, English)
	require.ErrorContains(t, err, "days: ")
	other = e
	other.ID = "another"
	_, err = slip.Text(other, English)
	require.ErrorContains(t, err, "id: ")
	slip.Lines[0].Code = "unheard-of"
	_, err = slip.Text(e, English)
	require.ErrorContains(t, err, "lines[0].code: ")
	_, err = Sum(slip)
	require.ErrorContains(t, err, "[0].lines[0].code: ")
	_, err = Remit(e.Date.Month(), []Payslip{slip}, 5, Parameters{})
	require.ErrorContains(t, err, "lines[0].code: ")
}

// Each figure that the caller sets is cited where it counts.
func TestOverridesAreShown(t *testing.T) {
	e := fullMonth("2026-07-31")
	e.Gross, e.Headcount, e.MobilityRate = money.MustParse("3000.00"), 60, money.MustDecimal("2")
	e.Agreement = Cinema
	for key, value := range map[string]string{
		"reduction/common-t1": "4.5", "reduction/t-delta-large": "0.35", "reduction/limit": "2.9", "smic": "12.5", "leave-fund/factor": "1.2",
		"leave-fund/apprenticeship-factor": "1.2", "chomage/ceilings": "3", "csg/ceilings": "3", "headcount/housing": "40", "headcount/mobility": "10",
		"pmss": "4000", "conges-spectacles/employer": "15",
	} {
		p, err := Parameters{}.With(law.Override[money.Decimal]{Key: key, Value: money.MustDecimal(value)})
		require.NoError(t, err)
		slip, err := ComputePayslip(e, p)
		require.NoError(t, err)
		cited := ""
		for _, l := range slip.Lines {
			cited += l.Refs.String() + " "
		}
		for _, s := range slip.Steps {
			cited += s.Refs.String() + " "
		}
		assert.Contains(t, cited, "caller", key)
	}
}

func TestAbsurdOverridesAreRefused(t *testing.T) {
	e := fullMonth("2026-07-31")
	e.Gross = money.MustParse("3000.00")
	for key, value := range map[string]string{
		"pmss": "99999999999999999999999999", "headcount/mobility": "10.5", "artists/short-engagement-days": "4.5", "remittance/small": "0",
		"smic": "-1", "chomage/ceilings": "-4", "remittance/large": "15.5",
	} {
		p, err := Parameters{}.With(law.Override[money.Decimal]{Key: key, Value: money.MustDecimal(value)})
		require.NoError(t, err)
		_, err = ComputePayslip(e, p)
		require.ErrorContains(t, err, key, value)
	}
}

// A notice is for a figure that was used.
func TestNoNoticeForWhatIsNotUsed(t *testing.T) {
	keys := func(notices []law.Notice) map[string]bool {
		m := map[string]bool{}
		for _, n := range notices {
			m[n.Key] = true
		}
		return m
	}
	e := fullMonth("2026-07-31")
	e.Gross = money.MustParse("5601.06")
	slip, err := ComputePayslip(e, Parameters{})
	require.NoError(t, err)
	assert.False(t, keys(slip.Notices)["reduction/common-t1"], "there is no reduction")
	e.Gross = money.MustParse("3000.00")
	slip, err = ComputePayslip(e, Parameters{})
	require.NoError(t, err)
	assert.True(t, keys(slip.Notices)["reduction/common-t1"])

	s := Settlement{Date: e.Date, Net: money.MustParse("1000.00")}
	settled, err := Settle(s, Parameters{})
	require.NoError(t, err)
	assert.Empty(t, settled.Notices)
	s.Advances = money.MustParse("10.00")
	settled, err = Settle(s, Parameters{})
	require.NoError(t, err)
	assert.Equal(t, map[string]bool{"advance/share": true}, keys(settled.Notices))
}

// Ten consecutive days of an artist from 29 January are no engagement of fewer than five, in neither
// month; 150 days are no short contract.
func TestSplitKeepsWhatTheContractIs(t *testing.T) {
	days := func(from string, n int) (list []WorkedDay) {
		date := civil.MustParseDate(from)
		for range n {
			list = append(list, WorkedDay{date, money.MustDecimal("8"), money.MustParse("300.00")})
			date, _ = date.AddDays(1)
		}
		return list
	}
	artist := Engagement{ID: "tour", Category: Artist, Agreement: Audiovisual, Headcount: 5, NeutralRate: Metropole}
	parts, err := Split(artist, days("2026-01-29", 10))
	require.NoError(t, err)
	require.Len(t, parts, 2)
	for _, part := range parts {
		slip, err := ComputePayslip(part, Parameters{})
		require.NoError(t, err)
		assert.False(t, slip.Bases.DailyCeiling)
		assert.True(t, *part.ShortContract)
		assert.True(t, part.ShortTerm)
	}
	slip, err := ComputePayslip(parts[0], Parameters{})
	require.NoError(t, err)
	assert.Equal(t, "400.50", slip.Ceiling.String(), "4,005 × 3/30")
	parts, err = Split(artist, days("2026-01-15", 60))
	require.NoError(t, err)
	assert.False(t, parts[0].ShortTerm, "15 January to 15 March, pay-rules.md §6")
	parts, err = Split(artist, days("2026-01-15", 59))
	require.NoError(t, err)
	assert.True(t, parts[0].ShortTerm, "15 January to 14 March")
	parts, err = Split(artist, days("2026-01-01", 150))
	require.NoError(t, err)
	assert.False(t, *parts[0].ShortContract, fmt.Sprint(len(parts)))
}
