package payroll

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// technician is a cinema technician of a small employer.
func technician(id, date, gross string, days int) Engagement {
	return Engagement{
		ID: id, Date: civil.MustParseDate(date), Category: Technician, Agreement: Cinema, Gross: money.MustParse(gross),
		Days: days, Headcount: 5, AccidentRate: new(money.MustDecimal("1.6")),
	}
}

func baseOf(t *testing.T, slip Payslip, code string) string {
	t.Helper()
	total := money.Amount{}
	for _, l := range slip.Lines {
		if l.Code == code {
			total = plus(total, l.Base)
		}
	}
	return total.String()
}

// Every figure is worked by hand from the ceilings of 2026: 4,005 a month, 133.50 a thirtieth.
func TestYearRegularisesTheCeilings(t *testing.T) {
	year, err := ComputeYear([]Engagement{
		technician("a", "2026-03-10", "2000.00", 5),  // ceiling 667.50
		technician("b", "2026-03-31", "1000.00", 10), // 1,335.00: room for 335 that a had too much
		technician("c", "2026-04-30", "300.00", 5),   // 667.50: room for 367.50 more
		technician("d", "2026-04-30", "4000.00", 28), // 3,337.50 are left of the month
	}, Parameters{})
	require.NoError(t, err)
	for i, want := range []struct{ ceiling, capped, k, t1, t2, cet string }{
		{"667.50", "667.50", "4005.00", "2000.00", "0.00", "0.00"},
		{"1335.00", "1335.00", "0.00", "1000.00", "0.00", "0.00"},
		{"667.50", "667.50", "4005.00", "300.00", "0.00", "0.00"},
		{"3337.50", "3337.50", "0.00", "4000.00", "0.00", "0.00"},
	} {
		slip := year.Payslips[i]
		assert.Equal(t, want.ceiling, slip.Ceiling.String(), slip.ID)
		assert.Equal(t, want.capped, baseOf(t, slip, "vieillesse-plafonnee"), slip.ID)
		assert.Equal(t, want.k, slip.Bases.RetirementCeiling.String(), slip.ID)
		assert.Equal(t, want.t1, baseOf(t, slip, "agirc-arrco-t1"), slip.ID)
		assert.Equal(t, want.t2, baseOf(t, slip, "agirc-arrco-t2"), slip.ID)
		assert.Equal(t, want.cet, baseOf(t, slip, "cet"), slip.ID)
	}
	assert.Equal(t, "6007.50", year.ToDate.SocialSecurity.Capped.String(), "of 7,300 within 6,007.50")
}

// Pay over the ceiling in one month is within it once another month leaves room: tranche 2 and
// the balance contribution are given back.
func TestYearGivesBackTranche2(t *testing.T) {
	year, err := ComputeYear([]Engagement{
		technician("january", "2026-01-31", "5005.00", 20),
		technician("february", "2026-02-28", "2005.00", 20),
	}, Parameters{})
	require.NoError(t, err)
	first, second := year.Payslips[0], year.Payslips[1]
	assert.Equal(t, "1000.00", baseOf(t, first, "agirc-arrco-t2"))
	assert.Equal(t, "5005.00", baseOf(t, first, "cet"))
	assert.Equal(t, "3005.00", baseOf(t, second, "agirc-arrco-t1"), "2,005 and the 1,000 of January")
	assert.Equal(t, "-1000.00", baseOf(t, second, "agirc-arrco-t2"))
	assert.Equal(t, "-5005.00", baseOf(t, second, "cet"))
}

// The engagements of an artist for fewer than five days have a ceiling a day of 12 × 30 €, which
// is not shared (arrêté du 24 janvier 1975, art. 3).
func TestYearOfAnArtist(t *testing.T) {
	artist := func(id, date, gross string, days int) Engagement {
		e := technician(id, date, gross, days)
		e.Category, e.AccidentRate = Artist, new(money.MustDecimal("1.12"))
		return e
	}
	year, err := ComputeYear([]Engagement{
		artist("two days", "2026-03-10", "1000.00", 2), // 720.00
		artist("three days", "2026-03-20", "300.00", 3),
		artist("ten days", "2026-03-31", "2000.00", 10), // 1,335.00
	}, Parameters{})
	require.NoError(t, err)
	assert.Equal(t, "720.00", year.Payslips[0].Bases.Capped.String())
	assert.Equal(t, "300.00", year.Payslips[1].Bases.Capped.String())
	assert.Equal(t, "1335.00", year.Payslips[2].Bases.Capped.String())
	assert.Equal(t, "3300.00", year.ToDate.Retirement.Tranche1.String(), "which one month of Agirc-Arrco covers")
}

// The flat deduction ends at 7,600 € a year, whatever the number of payslips: 18 % of 20,000 €
// are 3,600 €.
func TestYearLimitsTheDeduction(t *testing.T) {
	var engagements []Engagement
	for _, month := range []string{"01", "02", "03"} {
		e := technician(month, "2026-"+month+"-28", "20000.00", 20)
		e.Category, e.Deduction, e.AccidentRate = Artist, Performer, new(money.MustDecimal("1.12"))
		engagements = append(engagements, e)
	}
	year, err := ComputeYear(engagements, Parameters{})
	require.NoError(t, err)
	for i, want := range []string{"3600.00", "3600.00", "400.00"} {
		assert.Equal(t, want, year.Payslips[i].Deduction.String())
	}
	assert.Equal(t, "7600.00", year.ToDate.Deduction.String())
}

// A contract over two months has one coefficient of the general reduction for all its pay (CSS
// D241-7 V), with the minimum wage of each month: June raises it from 12.02 to 12.31.
func TestContractOverTwoMonths(t *testing.T) {
	days := func(from string, n int, gross string) (list []WorkedDay) {
		d := civil.MustParseDate(from)
		for range n {
			list = append(list, WorkedDay{Date: d, Hours: money.MustDecimal("8"), Gross: money.MustParse(gross)})
			d, _ = d.AddDays(1)
		}
		return list
	}
	worked := append(days("2026-05-28", 4, "150.00"), days("2026-06-01", 6, "250.00")...)
	parts, err := Split(technician("gaffer", "2026-06-05", "1.00", 1), worked)
	require.NoError(t, err)
	require.Len(t, parts, 2)
	may, june := parts[0], parts[1]
	assert.Equal(t, "gaffer 2026-05", may.ID)
	assert.Equal(t, []any{"2026-05-31", 4, "600.00", "32", 4, false, "gaffer"},
		[]any{may.Date.String(), may.Days, may.Gross.String(), may.Hours.String(), may.CalendarDays, may.FullMonth, may.Contract})
	assert.Equal(t, []any{"2026-06-06", 6, "1500.00", "48", 6},
		[]any{june.Date.String(), june.Days, june.Gross.String(), june.Hours.String(), june.CalendarDays})

	year, err := ComputeYear(parts, Parameters{})
	require.NoError(t, err)
	// 32 × 12.02 + 48 × 12.31 = 975.52; x = ½ (3 × 975.52 / 2100 − 1) = 0.1968;
	// (0.02 + 0.3703 × x^1.75) / 0.9 = 0.046147… → 0.0461 × 2,100 = 96.81
	assert.Equal(t, "975.52", year.ToDate.Contracts[0].MinimumWage.String())
	assert.Equal(t, "96.81", year.ToDate.Contracts[0].Reduction.String())
	assert.Equal(t, "96.81", plus(year.Payslips[0].Reduction, year.Payslips[1].Reduction).String())

	split, err := ComputeYear([]Engagement{withContract(may, ""), withContract(june, "")}, Parameters{})
	require.NoError(t, err)
	assert.NotEqual(t, year.Payslips[1].Reduction, split.Payslips[1].Reduction, "two contracts have two coefficients")
	assert.Empty(t, split.ToDate.Contracts)
}

func withContract(e Engagement, id string) Engagement {
	e.Contract = id
	return e
}

func TestSplitRefuses(t *testing.T) {
	day := func(date, hours, gross string) WorkedDay {
		return WorkedDay{civil.MustParseDate(date), money.MustDecimal(hours), money.MustParse(gross)}
	}
	for _, c := range []struct {
		name string
		days []WorkedDay
		want string
	}{
		{"no days", nil, "days: is missing"},
		{"order", []WorkedDay{day("2026-05-02", "8", "1.00"), day("2026-05-02", "8", "1.00")}, "days[1].date: is out of range: later than 2026-05-02"},
		{"hours", []WorkedDay{day("2026-05-02", "24.5", "1.00")}, "days[0].hours: is out of range"},
		{"negative pay", []WorkedDay{day("2026-05-02", "8", "-1.00")}, "days[0].gross: is out of range"},
		{"no date", []WorkedDay{{Hours: money.MustDecimal("8")}}, "days[0].date: is missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Split(technician("x", "2026-05-01", "1.00", 1), c.days)
			require.ErrorContains(t, err, c.want)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
}

// Every dated figure begins on the first of a month, which is why Split divides by months.
func TestFiguresBeginWithAMonth(t *testing.T) {
	table, err := builtIn()
	require.NoError(t, err)
	for _, key := range table.Keys() {
		for day := civil.MustParseDate("2025-01-02"); day.Before(civil.MustParseDate("2027-01-01")); day, _ = day.AddDays(1) {
			if day.Day() == 1 {
				continue
			}
			before, _ := day.AddDays(-1)
			v, errOf := table.At(key, day)
			w, errBefore := table.At(key, before)
			require.Equal(t, errBefore == nil, errOf == nil, "%s on %v", key, day)
			require.Equal(t, w.Value, v.Value, "%s on %v", key, day)
		}
	}
}

// randomYear returns engagements of one worker at one employer in a year.
func randomYear(r *rand.Rand, n int) []Engagement {
	year := 2025 + r.IntN(2)
	executive := r.IntN(4) == 0
	first, list := civil.MustParseDate(fmt.Sprintf("%d-01-01", year)), []Engagement{}
	date := first
	for i := range n {
		e := randomEngagement(r)
		e.ID, e.DeductionToDate, e.Headcount, e.Agreement = fmt.Sprint(i), money.Amount{}, 5, Cinema
		e.Executive = executive // whose ceilings are counted in days
		e.Date = date
		e.Contract = pick(r, "", "", "a", "b", fmt.Sprint("single ", i))
		next, err := date.AddDays(r.IntN(2 * 365 / n))
		if err == nil && next.Year() == year {
			date = next
		}
		list = append(list, e)
	}
	return list
}

// What a year has come to, computed from the engagements at once and with no payslip: the pay
// within the sum of the ceilings.
func TestYearAddsUp(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 11))
	for range shorter(300) {
		engagements := randomYear(r, 1+r.IntN(30))
		year, err := ComputeYear(engagements, Parameters{})
		require.NoError(t, err)
		var pooled, ceilings, capped, all, k, t1, t2, gross, within, daily, cet int64
		byMonth := map[civil.Month]int64{}
		for i, slip := range year.Payslips {
			b := slip.Bases
			all += b.SocialBase.Cents()
			k += b.RetirementCeiling.Cents()
			t1 += b.Tranche1.Cents()
			t2 += b.Tranche2.Cents()
			cet += b.Balance.Cents()
			if b.DailyCeiling {
				daily++
				require.Equal(t, min(b.SocialBase.Cents(), b.Ceiling.Cents()), b.Capped.Cents())
				continue
			}
			gross += b.Gross.Cents()
			pooled += b.SocialBase.Cents()
			ceilings += b.Ceiling.Cents()
			capped += b.Capped.Cents()
			within += b.CsgWithin.Cents()
			byMonth[engagements[i].Date.Month()] += b.Ceiling.Cents()
		}
		require.Equal(t, min(pooled, ceilings), capped)
		require.Equal(t, min(gross, 4*ceilings), within)
		require.Equal(t, min(all, k), t1)
		require.Equal(t, min(all, 8*k)-min(all, k), t2)
		if all > k {
			require.Equal(t, min(all, 8*k), cet)
		} else {
			require.Zero(t, cet)
		}
		for month, sum := range byMonth {
			require.LessOrEqual(t, sum, int64(400_500), month)
		}
		totals, err := Sum(year.Payslips...)
		require.NoError(t, err)
		require.Equal(t, totals, year.Totals)
		require.Equal(t, totals.Gross.Cents()-totals.EmployeeContributions.Cents(), totals.NetBeforeTax.Cents())
		for _, slip := range year.Payslips {
			for _, l := range slip.Lines {
				require.Equal(t, product(l.Base, l.EmployeeRate), l.EmployeeAmount.String(), l.Code)
				require.Equal(t, product(l.Base, l.EmployerRate), l.EmployerAmount.String(), l.Code)
			}
			for _, s := range slip.Steps {
				if s.Bound == "" {
					require.Equal(t, recomputed(s), s.Amount.Cents(), s.Code)
				}
			}
		}
	}
}

// Apply one by one is ComputeYear, and its state survives being kept as JSON.
func TestApplyIsComputeYear(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 12))
	for range 50 {
		engagements := randomYear(r, 1+r.IntN(12))
		year, err := ComputeYear(engagements, Parameters{})
		require.NoError(t, err)
		var state YearToDate
		for i, e := range engagements {
			before, err := json.Marshal(state)
			require.NoError(t, err)
			next, slip, err := state.Apply(e, Parameters{})
			require.NoError(t, err)
			require.Equal(t, year.Payslips[i], slip)
			after, err := json.Marshal(state)
			require.NoError(t, err)
			require.Equal(t, string(before), string(after), "the state before is not changed")
			kept, err := json.Marshal(next)
			require.NoError(t, err)
			state = YearToDate{}
			require.NoError(t, json.Unmarshal(kept, &state))
		}
		want, err := json.Marshal(year.ToDate)
		require.NoError(t, err)
		got, err := json.Marshal(state)
		require.NoError(t, err)
		require.Equal(t, string(want), string(got))
	}
}

// The first engagement of a year alone is the payslip of ComputePayslip.
func TestAYearOfOnePayslip(t *testing.T) {
	for _, c := range workedCases(t) {
		c.Case.DeductionToDate = money.Amount{}
		slip, err := ComputePayslip(c.Case, Parameters{})
		require.NoError(t, err)
		_, first, err := YearToDate{}.Apply(c.Case, Parameters{})
		require.NoError(t, err)
		require.Equal(t, slip, first)
	}
}

// A month in two contracts has the capped bases of one contract (CSS R242-2 II), and the
// contributions but for the rounding of each line.
func TestTwoContractsInAMonth(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 13))
	for range 300 {
		first := technician("first", "2026-03-12", money.FromCents(1+r.Int64N(600_000)).String(), 1+r.IntN(14))
		second := technician("second", "2026-03-28", money.FromCents(1+r.Int64N(600_000)).String(), 1+r.IntN(14))
		one := technician("one", "2026-03-28", plus(first.Gross, second.Gross).String(), first.Days+second.Days)
		year, err := ComputeYear([]Engagement{first, second}, Parameters{})
		require.NoError(t, err)
		slip, err := ComputePayslip(one, Parameters{})
		require.NoError(t, err)
		// each thirtieth is rounded
		require.InDelta(t, slip.Bases.Capped.Cents(), year.ToDate.SocialSecurity.Capped.Cents(), 1)
		require.Equal(t, slip.Bases.Tranche1, year.ToDate.Retirement.Tranche1)
		require.Equal(t, slip.Bases.Tranche2, year.ToDate.Retirement.Tranche2)
		for _, l := range slip.Lines {
			if l.Code == "chomage" || l.Code == "ags" {
				continue // within four ceilings of each payslip
			}
			i := slices.IndexFunc(year.Totals.Lines, func(t TotalLine) bool { return t.Code == l.Code })
			require.GreaterOrEqual(t, i, 0, l.Code)
			require.InDelta(t, l.EmployeeAmount.Cents(), year.Totals.Lines[i].EmployeeAmount.Cents(), 2, l.Code)
			require.InDelta(t, l.EmployerAmount.Cents(), year.Totals.Lines[i].EmployerAmount.Cents(), 2, l.Code)
		}
	}
}

// A wrong payslip taken back and the right one applied leave the year as if only the right one
// had been.
func TestCorrections(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 14))
	for range 200 {
		engagements := randomYear(r, 2+r.IntN(8))
		var state YearToDate
		var slips []Payslip
		for _, e := range engagements {
			next, slip, err := state.Apply(e, Parameters{})
			require.NoError(t, err)
			state, slips = next, append(slips, slip)
		}
		wrong := r.IntN(len(engagements))
		right := engagements[wrong]
		right.Gross = money.FromCents(1 + r.Int64N(700_000))
		right.Deduction = "" // what a later payslip took of the year's limit is not given back
		reversed, negative, err := state.Reverse(engagements[wrong], slips[wrong], Parameters{})
		require.NoError(t, err)
		require.Equal(t, -slips[wrong].EmployerCost.Cents(), negative.EmployerCost.Cents())
		corrected, positive, err := reversed.Apply(right, Parameters{})
		require.NoError(t, err)

		as := slices.Clone(engagements)
		as[wrong] = right
		year, err := ComputeYear(as, Parameters{})
		require.NoError(t, err)
		totals, err := Sum(append(slices.Clone(slips), negative, positive)...)
		require.NoError(t, err)
		require.Equal(t, year.Totals.Gross, totals.Gross)
		if year.ToDate.Deduction == corrected.Deduction && year.ToDate.Retirement.Ceiling == corrected.Retirement.Ceiling {
			require.Equal(t, year.ToDate.Retirement.Tranche1, corrected.Retirement.Tranche1)
			require.Equal(t, year.ToDate.Retirement.Balance, corrected.Retirement.Balance)
		}
		if year.ToDate.Deduction == corrected.Deduction && year.ToDate.SocialSecurity.Ceiling == corrected.SocialSecurity.Ceiling {
			require.Equal(t, year.ToDate.SocialSecurity, corrected.SocialSecurity)
		}
		for _, l := range negative.Lines {
			require.Equal(t, product(l.Base, l.EmployerRate), l.EmployerAmount.String(), l.Code)
		}
	}
}

// Health insurance was 7 % in 2025 up to 2.25 minimum wages over the contract, 13 % above. 40
// hours at 11.88 are 475.20, 2.25 times 1,069.20.
func TestReducedRatesOfAContract(t *testing.T) {
	of := func(id, gross string) Engagement {
		e := technician(id, "2025-03-31", gross, 5)
		e.Contract = "one"
		return e
	}
	year, err := ComputeYear([]Engagement{of("low", "1000.00"), of("high", "1500.00"), of("low again", "500.00")}, Parameters{})
	require.NoError(t, err)
	health := func(i int) (amounts []string) {
		for _, l := range year.Payslips[i].Lines {
			if l.Code == "maladie" {
				amounts = append(amounts, fmt.Sprint(l.Base, " ", l.EmployerRate, " ", l.EmployerAmount))
			}
		}
		return amounts
	}
	assert.Equal(t, []string{"1000.00 7 70.00"}, health(0))
	assert.Equal(t, []string{"1500.00 13 195.00", "-1000.00 -6 60.00"}, health(1), "2,500 is over 2,138.40, and the first 1,000 owe 6 %")
	assert.Equal(t, []string{"500.00 7 35.00", "2500.00 -6 -150.00"}, health(2), "3,000 is under 3,207.60 again")
}

func TestYearRefuses(t *testing.T) {
	next := technician("b", "2027-01-05", "100.00", 1)
	_, err := ComputeYear([]Engagement{technician("a", "2026-12-31", "100.00", 1), next}, Parameters{})
	require.ErrorContains(t, err, `[1].date: is out of range: the year to date is 2026: "2027-01-05"`)
	state, slip, err := YearToDate{}.Apply(technician("a", "2026-12-31", "100.00", 1), Parameters{})
	require.NoError(t, err)
	_, _, err = state.Apply(next, Parameters{})
	require.ErrorIs(t, err, valid.ErrOutOfRange)
	again := technician("c", "2026-12-31", "100.00", 1)
	again.DeductionToDate = money.MustParse("5.00")
	_, _, err = state.Apply(again, Parameters{})
	require.ErrorContains(t, err, "deductionToDate: is out of range: the year to date holds it")
	_, _, err = state.Reverse(technician("b", "2026-12-31", "100.00", 1), slip, Parameters{})
	require.ErrorContains(t, err, "is not that of the engagement")
	_, _, err = YearToDate{Year: 2025}.Reverse(technician("a", "2026-12-31", "100.00", 1), slip, Parameters{})
	require.ErrorContains(t, err, "the year to date is 2025")
}
