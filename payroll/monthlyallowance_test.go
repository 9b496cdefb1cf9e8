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

func claimed(c Category, month, daily, hours, pay string) UnemploymentMonth {
	m, err := civil.ParseMonth(month)
	if err != nil {
		panic(err)
	}
	return UnemploymentMonth{
		Period: m.Period(), Category: c, Daily: money.MustParse(daily), Hours: money.MustDecimal(hours), Pay: money.MustParse(pay),
	}
}

// Guide example 12: April 2024, annex 8, 140 € a day, 80 hours for 4,000 €.
func TestMonthOfTheGuide(t *testing.T) {
	m, err := ComputeMonthlyAllowance(claimed(Technician, "2024-04", "140.00", "80", "4000.00"), Franchises{}, UnemploymentParameters{})
	require.NoError(t, err)
	assert.Equal(t, 14, m.Unpaid)
	assert.True(t, m.Capped)
	assert.Equal(t, 4, m.Payable)
	assert.Equal(t, 4, m.Paid)
	assert.Equal(t, "559.52", m.Amount.String())
	values := map[string]string{}
	for _, l := range m.Lines {
		values[l.Code] = l.Value.String()
	}
	assert.Equal(t, map[string]string{
		"unpaid": "14", "payable": "16", "allowance": "2240", "ceiling": "4559.52", "allowance-within": "559.52", "payable-within": "4", "paid": "559.52",
	}, values)
	recomputes(t, m.Lines)
}

func TestMonthlyAllowance(t *testing.T) {
	for _, c := range []struct {
		name         string
		m            UnemploymentMonth
		unpaid, paid int
		amount       string
	}{
		{"no work: every day of the month (guide p. 16)", claimed(Artist, "2026-02", "50.00", "0", "0.00"), 0, 28, "1400.00"},
		{"six cachets are 9.36 days, cut (reference pay-rules §5.7)", UnemploymentMonth{
			Period: civil.Period{From: day("2026-07-01"), To: day("2026-07-31")}, Category: Artist, Daily: money.MustParse("50.00"), Cachets: 6, Pay: money.MustParse("900.00"),
		}, 9, 22, "1100.00"},
		{"24 hours of a technician are 4 days", claimed(Technician, "2026-07", "50.00", "24", "500.00"), 4, 27, "1350.00"},
		{"an hour under 26 days of work", claimed(Technician, "2026-07", "50.00", "207", "2000.00"), 36, 0, "0.00"},
		{"26 days of work", claimed(Technician, "2026-07", "50.00", "208", "2000.00"), 31, 0, "0.00"},
		{"27 days of work of an artist", claimed(Artist, "2026-07", "50.00", "270", "2000.00"), 31, 0, "0.00"},
		{"income without hours: 1,231 € / 12.31 are 100 hours, 13 days", UnemploymentMonth{
			Period: civil.Period{From: day("2026-07-01"), To: day("2026-07-31")}, Category: Artist, Daily: money.MustParse("50.00"), Unmeasured: money.MustParse("1231.00"),
		}, 13, 18, "900.00"},
		{"days of sick leave", UnemploymentMonth{
			Period: civil.Period{From: day("2026-07-01"), To: day("2026-07-31")}, Category: Artist, Daily: money.MustParse("50.00"), Absent: 10,
		}, 0, 21, "1050.00"},
		{"sick all month and at work", UnemploymentMonth{
			Period: civil.Period{From: day("2026-07-01"), To: day("2026-07-31")}, Category: Artist, Daily: money.MustParse("50.00"), Absent: 31, Cachets: 1,
		}, 1, 0, "0.00"},
		// 118 % of 4,005 is 4,725.90: with 31 × 100
		{"pay up to the limit", claimed(Artist, "2026-07", "100.00", "0", "1625.90"), 0, 31, "3100.00"},
		{"a cent more", claimed(Artist, "2026-07", "100.00", "0", "1625.91"), 0, 31, "3099.99"},
		{"pay alone over it", claimed(Artist, "2026-07", "100.00", "0", "4725.90"), 0, 0, "0.00"},
		{"118 % of 3,925 in 2025", claimed(Artist, "2025-07", "100.00", "0", "4631.00"), 0, 1, "0.50"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := ComputeMonthlyAllowance(c.m, Franchises{}, UnemploymentParameters{})
			require.NoError(t, err)
			assert.Equal(t, []int{c.unpaid, c.paid}, []int{m.Unpaid, m.Paid})
			assert.Equal(t, c.amount, m.Amount.String())
			assert.Equal(t, Franchises{}, m.After)
			recomputes(t, m.Lines)
		})
	}
}

// Statements of France Travail for an annex 10 right opened on 18 January 2026, 7 waiting days and a
// leave franchise of 5, as a public application reports them: 93 hours in January take off 12 days,
// then 19 in February; February bears 5 days of waiting and 4 of leave, March 1; 0, 17, 18 and 29 days
// are paid from February to May.
func TestMonthsOfStatements(t *testing.T) {
	opening := claimed(Artist, "2026-01", "55.02", "93", "0.00")
	opening.Period.From = day("2026-01-18")
	months := []UnemploymentMonth{
		opening,
		claimed(Artist, "2026-02", "55.02", "150", "0.00"), // 19.5 days
		claimed(Artist, "2026-03", "55.02", "100", "0.00"), // 13
		claimed(Artist, "2026-04", "55.02", "96", "0.00"),  // 12.48
		claimed(Artist, "2026-05", "55.02", "20", "0.00"),  // 2.6
	}
	paid, err := ComputeMonthlyAllowances(months, Franchises{Waiting: 7, Leave: Franchise{Left: 5, Monthly: 2}}, UnemploymentParameters{})
	require.NoError(t, err)
	type row struct{ unpaid, waiting, leave, paid int }
	var got []row
	for _, m := range paid {
		got = append(got, row{m.Unpaid, m.Waiting, m.Leave, m.Paid})
		recomputes(t, m.Lines)
	}
	assert.Equal(t, []row{{12, 2, 0, 0}, {19, 5, 4, 0}, {13, 0, 1, 17}, {12, 0, 0, 18}, {2, 0, 0, 29}}, got)
	assert.Equal(t, 2, paid[0].After.Leave.Backlog, "what January could not bear")
}

// The order of the guide (p. 17), with days for some of it only.
func TestOrderOfFranchises(t *testing.T) {
	before := Franchises{
		Waiting: 2, Leave: Franchise{Left: 10, Backlog: 3, Monthly: 2}, Wages: Franchise{Left: 20, Backlog: 4, Monthly: 5},
	}
	for _, c := range []struct {
		name                   string
		days                   int
		waiting, leave, wages  int
		leaveAfter, wagesAfter Franchise
		paid                   int
	}{
		{"one day: waiting", 1, 1, 0, 0, Franchise{10, 5, 2}, Franchise{20, 9, 5}, 0},
		{"then leave of the month", 3, 2, 1, 0, Franchise{9, 4, 2}, Franchise{20, 9, 5}, 0},
		{"then wages of the month", 6, 2, 2, 2, Franchise{8, 3, 2}, Franchise{18, 7, 5}, 0},
		{"then the backlog of leave", 11, 2, 4, 5, Franchise{6, 1, 2}, Franchise{15, 4, 5}, 0},
		{"then that of wages", 13, 2, 5, 6, Franchise{5, 0, 2}, Franchise{14, 3, 5}, 0},
		{"then days are paid", 20, 2, 5, 9, Franchise{5, 0, 2}, Franchise{11, 0, 5}, 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := claimed(Artist, "2026-07", "50.00", "0", "0.00")
			m.Absent = 31 - c.days
			got, err := ComputeMonthlyAllowance(m, before, UnemploymentParameters{})
			require.NoError(t, err)
			assert.Equal(t, []int{c.waiting, c.leave, c.wages, c.paid}, []int{got.Waiting, got.Leave, got.Wages, got.Paid})
			assert.Equal(t, c.leaveAfter, got.After.Leave)
			assert.Equal(t, c.wagesAfter, got.After.Wages)
		})
	}
}

// A month where the limit of pay and a franchise both hold pays the days left.
func TestCeilingAndFranchise(t *testing.T) {
	m := claimed(Technician, "2024-04", "140.00", "80", "4000.00")
	for waiting, want := range []string{"559.52", "420.00", "280.00", "140.00", "0.00"} {
		got, err := ComputeMonthlyAllowance(m, Franchises{Waiting: waiting}, UnemploymentParameters{})
		require.NoError(t, err)
		assert.Equal(t, want, got.Amount.String())
		reading := slices.ContainsFunc(got.Notices, func(n law.Notice) bool { return n.Code == CodeReading })
		assert.Equal(t, waiting > 0, reading)
	}
}

// plainMonth is a month counted in whole numbers, days one by one: the days paid and the amount in
// cents. Hours are whole; owed are waiting, leave and wages of the month, then their backlogs.
func plainMonth(c Category, days, hours int, daily, pay, ceiling int64, owed [5]int) (paid int, amount int64) {
	perDay, factor, limit := 8, 14, 26
	if c == Artist {
		perDay, factor, limit = 10, 13, 27
	}
	if hours >= limit*perDay {
		return 0, 0
	}
	open := max(0, days-hours*factor/(10*perDay))
	amount = int64(open) * daily
	if pay+amount > ceiling {
		amount = max(0, ceiling-pay)
		open = 0
		for int64(open)*daily < amount {
			open++
		}
	}
	paid = open
	for _, n := range owed {
		for ; n > 0 && paid > 0; n-- {
			paid--
		}
	}
	if paid < open {
		amount = min(amount, int64(paid)*daily)
	}
	return paid, amount
}

func TestMonthsAgreeWithAPlainOne(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 12))
	n := 2_000
	if testing.Short() {
		n = 300
	}
	for range n {
		c, hours := pick(r, categories...), r.IntN(300)
		m := claimed(c, "2026-07", "50.00", "0", "0.00")
		m.Daily, m.Pay = money.FromCents(3_800+r.Int64N(14_000)), money.FromCents(r.Int64N(500_000))
		m.Hours = money.DecimalFromInt(int64(hours))
		m.Period.From, _ = m.Period.From.AddDays(r.IntN(31))
		f := Franchises{Waiting: r.IntN(8), Leave: Franchise{Left: r.IntN(31), Monthly: 2 + r.IntN(2)}, Wages: Franchise{Left: r.IntN(60), Monthly: 1 + r.IntN(8)}}
		f.Leave.Backlog, f.Wages.Backlog = r.IntN(f.Leave.Left+1), r.IntN(f.Wages.Left+1)
		got, err := ComputeMonthlyAllowance(m, f, UnemploymentParameters{})
		require.NoError(t, err)
		owed := [5]int{
			f.Waiting, min(f.Leave.Monthly, f.Leave.Left-f.Leave.Backlog), min(f.Wages.Monthly, f.Wages.Left-f.Wages.Backlog), f.Leave.Backlog, f.Wages.Backlog,
		}
		paid, amount := plainMonth(c, m.Period.Days(), hours, m.Daily.Cents(), m.Pay.Cents(), 472_590, owed)
		require.Equal(t, []int64{int64(paid), amount}, []int64{int64(got.Paid), got.Amount.Cents()}, "%+v %+v", m, f)
		require.LessOrEqual(t, m.Pay.Cents()+got.Amount.Cents(), max(int64(472_590), m.Pay.Cents()))
		require.GreaterOrEqual(t, got.Paid, 0)
		require.GreaterOrEqual(t, got.Payable, 0)
		require.Equal(t, got.Payable, got.Waiting+got.Leave+got.Wages+got.Paid)
		recomputes(t, got.Lines)
	}
}

// Over a right the franchises take off their totals, no more, and all of them where months are idle.
func TestFranchisesAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 13))
	for range 300 {
		start := Franchises{Waiting: r.IntN(8), Leave: Franchise{Left: r.IntN(31), Monthly: 3}, Wages: Franchise{Left: r.IntN(80)}}
		start.Wages.Monthly = max(1, (start.Wages.Left+7)/8)
		idle := r.IntN(2) == 0
		month, _ := civil.ParseMonth("2025-12")
		var months []UnemploymentMonth
		for range 12 {
			m := claimed(Artist, month.String(), "50.00", "0", "0.00")
			if !idle {
				m.Hours = money.DecimalFromInt(r.Int64N(300))
			}
			months = append(months, m)
			month, _ = month.Add(1)
		}
		paid, err := ComputeMonthlyAllowances(months, start, UnemploymentParameters{})
		require.NoError(t, err)
		waiting, leave, wages := 0, 0, 0
		for _, m := range paid {
			waiting, leave, wages = waiting+m.Waiting, leave+m.Leave, wages+m.Wages
		}
		after := paid[11].After
		require.Equal(t, start.Waiting, waiting+after.Waiting)
		require.Equal(t, start.Leave.Left, leave+after.Leave.Left)
		require.Equal(t, start.Wages.Left, wages+after.Wages.Left)
		require.LessOrEqual(t, after.Leave.Backlog, after.Leave.Left)
		if idle {
			require.Zero(t, after.Waiting+after.Leave.Left+after.Wages.Left, "%+v", start)
		}
	}
}

// More hours never raise what is paid for a month.
func TestMoreHoursNeverPayMore(t *testing.T) {
	for _, c := range categories {
		last := money.FromCents(1 << 40)
		for hours := range int64(300) {
			m := claimed(c, "2026-07", "60.00", "0", "0.00")
			m.Hours, m.Pay = money.DecimalFromInt(hours), money.FromCents(hours*1_500)
			got, err := ComputeMonthlyAllowance(m, Franchises{Waiting: 3}, UnemploymentParameters{})
			require.NoError(t, err)
			require.LessOrEqual(t, got.Amount.Cents(), last.Cents())
			last = got.Amount
		}
	}
}

func TestMonthRefuses(t *testing.T) {
	m := UnemploymentMonth{
		Period: civil.Period{From: day("2026-07-31"), To: day("2026-08-01")}, Hours: money.MustDecimal("745"), Cachets: -1,
		Unmeasured: money.FromCents(-1), Pay: money.FromCents(-1), Absent: 32,
	}
	f := Franchises{Waiting: -1, Leave: Franchise{Left: 1, Backlog: 2, Monthly: 1}, Wages: Franchise{Left: 4}}
	_, err := ComputeMonthlyAllowance(m, f, UnemploymentParameters{})
	for _, want := range []string{
		"period: is out of range: within a month", "category: ", "daily: ", "hours: ", "cachets: ", "unmeasured: ", "pay: ", "absent: ",
		"franchises.waiting: ", "franchises.leave.backlog: ", "franchises.wages.monthly: is out of range: 1 to",
	} {
		require.ErrorContains(t, err, want)
	}
	require.ErrorContains(t, UnemploymentMonth{}.Validate(), "period: is out of range: a first day")
	_, err = ComputeMonthlyAllowance(claimed(Artist, "2023-12", "50.00", "0", "0.00"), Franchises{}, UnemploymentParameters{})
	require.ErrorIs(t, err, law.ErrNoValue)
	require.ErrorContains(t, err, "period: ")
	july := claimed(Artist, "2026-07", "50.00", "0", "0.00")
	_, err = ComputeMonthlyAllowances([]UnemploymentMonth{july, july, {}}, Franchises{}, UnemploymentParameters{})
	require.ErrorContains(t, err, "[1].period: is out of range: after")
	require.ErrorContains(t, err, "[2].category: ")
}
