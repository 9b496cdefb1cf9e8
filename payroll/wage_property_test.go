package payroll

import (
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
)

// someWeeks calls a function with random weeks and their wages.
func someWeeks(t *testing.T, seed uint64, do func(r *rand.Rand, w WorkingWeek, wage Wage)) {
	count := 400
	if testing.Short() {
		count = 50
	}
	r := rand.New(rand.NewPCG(8, seed))
	for range count {
		document, err := json.Marshal([]plainWeek{randomWeek(r)})
		require.NoError(t, err)
		weeks, err := decodeWeeks(string(document))
		require.NoError(t, err)
		wage, err := ComputeWage(weeks[0], WageParameters{})
		require.NoError(t, err)
		do(r, weeks[0], wage)
		if t.Failed() {
			t.Logf("%s", document)
			return
		}
	}
}

// paidHours is what a wage pays in base hours, exactly, with and without the cap.
func paidHours(w Wage) (paid, cap *big.Rat) {
	paid, cap = new(big.Rat), new(big.Rat)
	for _, l := range w.Lines {
		part := new(big.Rat).Mul(l.Hours.Rat(), l.Rate.Rat())
		paid.Add(paid, part)
		if l.Code == "cap" {
			cap.Sub(cap, part)
		}
	}
	return paid, cap
}

// Anyone recomputes a wage from its lines.
func TestAWageRecomputes(t *testing.T) {
	someWeeks(t, 1, func(_ *rand.Rand, w WorkingWeek, wage Wage) {
		var gross, allowances money.Total
		base := new(big.Rat).Quo(new(big.Rat).Quo(big.NewRat(wage.WeeklyPay.Cents(), 100), wage.BaseHours.Rat()), big.NewRat(1, 1))
		require.Equal(t, base, wage.BaseHour.Rat())
		for _, l := range wage.Lines {
			exact := new(big.Rat)
			switch {
			case l.Count > 0:
				exact.Mul(l.Price.Rat(), big.NewRat(int64(l.Count), 1))
			case l.Price.IsZero():
				exact.Mul(new(big.Rat).Mul(l.Hours.Rat(), l.Rate.Rat()), base)
			default:
				exact.Mul(l.Hours.Rat(), l.Price.Rat())
			}
			amount, err := money.RoundRat(exact)
			require.NoError(t, err)
			assert.Equal(t, amount, l.Amount, l.Code)
			assert.NotZero(t, l.Refs.Len(), l.Code)
			if l.Code == "meal" || l.Code == "snack" {
				allowances.Add(amount)
			} else {
				gross.Add(amount)
			}
		}
		sum, err := gross.Amount()
		require.NoError(t, err)
		assert.Equal(t, sum, wage.Gross)
		sum, err = allowances.Amount()
		require.NoError(t, err)
		assert.Equal(t, sum, wage.Allowances)
		if w.WeeklyPay == nil {
			assert.Equal(t, wage.Gross, wage.Minimum)
		}
	})
}

// Presence is work, meals and unpaid transport; what a week pays at the base hour is work less
// equivalence, rounded up.
func TestNoMinuteIsLost(t *testing.T) {
	someWeeks(t, 2, func(_ *rand.Rand, w WorkingWeek, wage Wage) {
		c := wage.Time
		assert.Equal(t, c.Presence.n, c.Worked.n+c.Meals.n+c.Unpaid.n)
		assert.Equal(t, wage.Hours.n, c.Worked.n-c.Equivalence.n+c.Rounding.n)
		assert.True(t, c.Rounding.n >= 0 && c.Rounding.n < 30*perMinute)
		presence := 0
		for _, d := range w.Days {
			if d.hasCall() {
				call, wrap := d.span(0)
				presence += wrap - call
			}
		}
		assert.Equal(t, Minutes(presence), c.Presence)
	})
}

// Art. 36: no hour of cinema is paid above twice the base hour, 1 May apart. What no minute of work
// fills is outside: the rounding of the week, at most at a supplement of 0.75, and the floor of a day.
func TestTheCapHolds(t *testing.T) {
	someWeeks(t, 3, func(_ *rand.Rand, w WorkingWeek, wage Wage) {
		if w.Agreement != Cinema {
			for _, l := range wage.Lines {
				assert.NotEqual(t, "cap", l.Code, "supplements of television add up without limit")
			}
			return
		}
		paid, _ := paidHours(wage)
		limit := new(big.Rat).Mul(wage.Time.Worked.Rat(), big.NewRat(2, 1))
		limit.Sub(limit, wage.Time.Equivalence.Rat())
		limit.Add(limit, new(big.Rat).Mul(wage.Time.Rounding.Rat(), big.NewRat(7, 4)))
		for _, l := range wage.Lines {
			switch l.Code {
			case "holiday-off", "recovery", "guarantee":
				limit.Add(limit, l.Hours.Rat())
			case "holiday":
				if w.hasFirstOfMay() {
					limit.Add(limit, l.Hours.Rat())
				}
			}
		}
		for _, d := range w.Days {
			if w.Term == ByTheDay && d.hasCall() { // what lacks to 7 hours, at 1.25
				s := d.shift(0, &w, mustRules(t, w.Date))
				limit.Add(limit, new(big.Rat).Mul(hoursOf(max(420-s.worked(), 0)), big.NewRat(5, 4)))
			}
		}
		assert.LessOrEqual(t, paid.Cmp(limit), 0, "%v of %v", paid.FloatString(4), limit.FloatString(4))
	})
}

func (w *WorkingWeek) hasFirstOfMay() bool {
	for _, code := range holidaysOf(w.Date, w.Territory) {
		if code == civil.LabourDay {
			return true
		}
	}
	return false
}

// A week pays no less when a day is an hour longer. The one exception of the contract's rules: while
// the guarantee is running, an hour is worth nothing by itself (the guarantee falls as it is paid) and
// may push hours of a Sunday, a holiday or a night into overtime, which the cap then takes. So in
// cinema, with a guarantee, it is the pay before the cap that never falls.
func TestAnHourMoreIsNeverPaidLess(t *testing.T) {
	someWeeks(t, 4, func(r *rand.Rand, w WorkingWeek, wage Wage) {
		if len(w.Days) == 0 {
			return
		}
		i := r.IntN(len(w.Days))
		d := w.Days[i]
		if !d.hasCall() {
			return
		}
		longer := w
		longer.Days = append([]WorkingDay{}, w.Days...)
		day := &longer.Days[i]
		if day.MealAt == nil && day.Meal > 0 { // the meal stays where it is
			s := d.shift(0, &w, mustRules(t, w.Date))
			day.MealAt = clockOf(s.mealAt)
		}
		call, wrap := d.span(0)
		if wrap-call > minutesOfDay-60 {
			return
		}
		day.Wrap = clockOf(wrap + 60)
		more, err := ComputeWage(longer, WageParameters{})
		if err != nil {
			return // it runs into the next day, or the meal into the transport back
		}
		before, capBefore := paidHours(wage)
		after, capAfter := paidHours(more)
		if w.Agreement == Cinema && hasLine(wage, "guarantee") {
			before.Add(before, capBefore)
			after.Add(after, capAfter)
		}
		assert.GreaterOrEqual(t, after.Cmp(before), 0, "%v, then %v", before.FloatString(4), after.FloatString(4))
	})
}

// The exception, by hand: 20 hours of Sunday at the end of a week of 37 hours and of one of 38.
func TestAnHourMoreIsPaidLessUnderTheGuarantee(t *testing.T) {
	w := cinemaWeek("2024-06-03", "Photographe de plateau cinéma")
	w.Setting = worktime.Prep
	w = weekOf(w, "09:00", "17:00", 0, "2024-06-04", "2024-06-05", "2024-06-06")
	w = weekOf(w, "09:00", "14:00", 0, "2024-06-07")
	w = weekOf(w, "08:00", "16:00", 0, "2024-06-09")
	wage, err := ComputeWage(w, WageParameters{})
	require.NoError(t, err)
	w.Days[3].Wrap = clockAt("15:00")
	more, err := ComputeWage(w, WageParameters{})
	require.NoError(t, err)
	assert.Equal(t, []string{"base 37×1 1177.30", "overtime-25 2×0.25 15.91", "sunday 8×1 254.55", "cap 0.5×-1 -15.91", "guarantee 2.5×1 79.55"}, linesOf(wage))
	assert.Equal(t, []string{"base 38×1 1209.12", "overtime-25 3×0.25 23.86", "sunday 8×1 254.55", "cap 0.75×-1 -23.86", "guarantee 1.25×1 39.77"}, linesOf(more))
	assert.Equal(t, int64(-7_96), more.Gross.Cents()-wage.Gross.Cents(), "a quarter of the base hour, 31.819, less")
}

func hasLine(w Wage, code string) bool {
	for _, l := range w.Lines {
		if l.Code == code {
			return true
		}
	}
	return false
}

func clockOf(minutes int) *worktime.Clock { return new(worktime.Clock(minutes % minutesOfDay)) }

func mustRules(t *testing.T, on civil.Date) *WageRules {
	r, err := WageParameters{}.At(on)
	require.NoError(t, err)
	return r
}

// In a daily engagement no rule looks beyond the day but that of rest: its days, each with its
// rest, add up to it, hour by hour.
func TestDaysAddUp(t *testing.T) {
	someWeeks(t, 5, func(_ *rand.Rand, w WorkingWeek, wage Wage) {
		if w.Term != ByTheDay {
			return
		}
		whole, cap := paidHours(wage)
		last := -1
		for _, d := range w.Days {
			part := w
			if d.hasCall() {
				call, wrap := d.span(d.Date.DaysSince(w.Date))
				if d.RestBefore == nil && last >= 0 {
					d.RestBefore = new(call - last)
				}
				last = wrap
			}
			part.Days = []WorkingDay{d}
			alone, err := ComputeWage(part, WageParameters{})
			require.NoError(t, err)
			paid, capped := paidHours(alone)
			whole.Sub(whole, paid)
			cap.Sub(cap, capped)
		}
		assert.Zero(t, whole.Sign())
		assert.Zero(t, cap.Sign())
	})
}

// The pay of a week is in proportion to the agreed pay: twice as much pays twice as much, to a cent
// a line, journeys apart.
func TestPayIsInProportion(t *testing.T) {
	someWeeks(t, 6, func(_ *rand.Rand, w WorkingWeek, wage Wage) {
		w.WeeklyPay = new(money.FromCents(2 * wage.WeeklyPay.Cents()))
		double, err := ComputeWage(w, WageParameters{})
		require.NoError(t, err)
		require.Len(t, double.Lines, len(wage.Lines))
		for i, l := range wage.Lines {
			if l.Price.IsZero() {
				assert.InDelta(t, 2*l.Amount.Cents(), double.Lines[i].Amount.Cents(), 1)
			}
		}
		assert.Equal(t, wage.Minimum, double.Minimum)
	})
}

// A week is neither changed nor kept, and the same week gives the same bytes.
func TestAWageIsAPureFunction(t *testing.T) {
	someWeeks(t, 7, func(_ *rand.Rand, w WorkingWeek, wage Wage) {
		before, err := json.Marshal(w)
		require.NoError(t, err)
		again, err := ComputeWage(w, WageParameters{})
		require.NoError(t, err)
		after, err := json.Marshal(w)
		require.NoError(t, err)
		assert.Equal(t, string(before), string(after))
		a, err := json.Marshal(wage)
		require.NoError(t, err)
		b, err := json.Marshal(again)
		require.NoError(t, err)
		assert.Equal(t, string(a), string(b))
	})
}

// The stretches of a timeline are the minutes of work in order, and their supplements add up to the lines.
func TestTheTimelineExplainsTheLines(t *testing.T) {
	aside := []string{"overtime-25", "overtime-50", "overtime-75", "short-contract"} // also reckoned from rounded hours
	someWeeks(t, 8, func(_ *rand.Rand, w WorkingWeek, wage Wage) {
		stretches, err := mustRules(t, w.Date).Timeline(w)
		require.NoError(t, err)
		require.NotNil(t, stretches)
		minutes, last := 0, 0
		explained := map[string]*big.Rat{}
		for _, s := range stretches {
			begin := s.Date.DaysSince(w.Date)*minutesOfDay + int(s.From)
			assert.GreaterOrEqual(t, begin, last)
			assert.Positive(t, s.Minutes)
			last = begin + s.Minutes
			minutes += s.Minutes
			sum := new(big.Rat)
			for _, part := range s.Supplements {
				hours := new(big.Rat).Mul(hoursOf(s.Minutes), part.Rate.Rat())
				if explained[part.Code] == nil {
					explained[part.Code] = new(big.Rat)
				}
				explained[part.Code].Add(explained[part.Code], hours)
				sum.Add(sum, part.Rate.Rat())
				assert.NotZero(t, part.Refs.Len())
			}
			if w.Agreement == Cinema && !w.hasFirstOfMay() {
				assert.LessOrEqual(t, sum.Cmp(ratInt(1)), 0, "no hour above twice the base hour")
			}
		}
		assert.Equal(t, wage.Time.Worked, Minutes(minutes))
		for _, l := range wage.Lines {
			if l.Price.IsZero() && l.Rate.String() != "1" && !slices.Contains(aside, l.Code) && l.Code != "cap" {
				require.Contains(t, explained, l.Code)
			}
		}
		for code, hours := range explained {
			if slices.Contains(aside, code) || code == "overtime-100" && w.Agreement == Audiovisual {
				continue
			}
			paid := new(big.Rat)
			for _, l := range wage.Lines {
				if l.Code == code {
					paid.Add(paid, new(big.Rat).Mul(l.Hours.Rat(), l.Rate.Rat()))
				}
			}
			assert.Zero(t, paid.Cmp(hours), "%s: %v of %v", code, hours, paid)
		}
	})
}

func TestTheTimelineIsOfItsDays(t *testing.T) {
	r := mustRules(t, civil.MustParseDate("2024-06-03"))
	_, err := r.Timeline(WorkingWeek{Date: civil.MustParseDate("2026-06-01")})
	require.ErrorIs(t, err, valid.ErrOutOfRange)
	_, err = r.Timeline(WorkingWeek{Date: civil.MustParseDate("2024-06-03")})
	require.ErrorIs(t, err, valid.ErrOneOf)
}

func TestManyGoroutinesShareWageRules(t *testing.T) {
	week := weekOf(cinemaWeek("2024-06-03", "Cadreur cinéma"), "16:00", "03:00", 60, mondayTo("2024-06-03", 6)...)
	rules := mustRules(t, week.Date)
	want, err := rules.Wage(week)
	require.NoError(t, err)
	var group sync.WaitGroup
	for range 16 {
		group.Go(func() {
			for range 50 {
				got, err := rules.Wage(week)
				assert.NoError(t, err)
				assert.Equal(t, want, got)
			}
		})
	}
	group.Wait()
}

func FuzzDecodeWeeks(f *testing.F) {
	f.Add("[" + soundWeek + "," + soundTelevision + "]")
	f.Add("[" + strings.Replace(soundWeek, `"meal":60`, `"meal":60,"mealAt":"23:00","transport":121,"restBefore":3`, 1) + "]")
	f.Add(`[{"id":"","date":"2199-12-30","agreement":"3097","job":"Scripte cinéma","setting":"studio","engagement":"weekly","days":[]}]`)
	f.Fuzz(func(t *testing.T, document string) {
		weeks, err := decodeWeeks(document)
		if err != nil {
			return
		}
		wages, err := ComputeWages(weeks, WageParameters{})
		if err != nil {
			t.Fatalf("a week that passed is refused: %v", err)
		}
		for _, w := range wages {
			sum := w.Allowances.Cents() + w.Gross.Cents()
			for _, l := range w.Lines {
				sum -= l.Amount.Cents()
			}
			if sum != 0 || w.Time.Presence.n != w.Time.Worked.n+w.Time.Meals.n+w.Time.Unpaid.n {
				t.Fatalf("%+v does not add up", w)
			}
		}
	})
}
