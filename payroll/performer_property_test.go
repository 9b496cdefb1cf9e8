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
	"github.com/bobine-film/bobine/worktime"
)

// randomPerformer returns a valid engagement of any grid.
func randomPerformer(r *rand.Rand) PerformerEngagement {
	e := PerformerEngagement{ID: "r", Grid: pick(r, performerGrids...), Term: pick(r, ByTheDay, ByTheDay, ByTheWeek)}
	e.Function = pick(r, PerformerFunctions(e.Grid)...)
	first, _ := civil.MustParseDate(pick(r, "2022-10-01", "2022-12-01", "2024-03-01", "2026-04-15")).AddDays(r.IntN(200))
	if e.Term == ByTheWeek {
		e.Weeks, e.WeekDays = 2+r.IntN(3), 5+r.IntN(2)
		if e.Grid == Television {
			e.WeekDays = 5
		}
	}
	if e.Grid.isFilm() {
		e.Paris, e.Studio = r.IntN(2) == 0, r.IntN(4) == 0
		e.Territory = pick(r, civil.Metropole, civil.Metropole, civil.AlsaceMoselle, civil.Reunion)
		if r.IntN(3) == 0 {
			e.RehearsalPay = new(money.FromCents(1_00 + r.Int64N(300_00)))
		}
	}
	e.SeveralVersions = e.Grid == FeatureFilm && r.IntN(5) == 0
	if r.IntN(2) == 0 {
		e.Pay = new(money.FromCents(50_00 + r.Int64N(pick[int64](r, 500_00, 3_000_00, 12_000_00))))
	}
	used := map[civil.Date]int{}
	date, lastWrap, cachets := first, -1, 0
	for range 1 + r.IntN(pick(r, 4, 15)) {
		d := PerformerDay{Date: date}
		works := slices.Clone(worksOf[e.Grid])
		d.Work = CastShoot
		if r.IntN(5) == 0 {
			d.Work = pick(r, works...)
		}
		if !e.has(d.Work) || d.Work == CastRetake && e.Term == ByTheWeek {
			d.Work = CastShoot
		}
		if e.isDay(&d) && (used[date.Monday()] == 6 || e.Grid == ShortFilm && e.Term == ByTheDay && cachets == 4 ||
			e.Term == ByTheWeek && date.DaysSince(first) >= 7*e.Weeks) {
			break
		}
		fillPerformerDay(r, &e, &d, date.DaysSince(first), &lastWrap)
		if e.isDay(&d) {
			used[date.Monday()]++
			cachets++
		}
		e.Days = append(e.Days, d)
		date, _ = date.AddDays(1 + r.IntN(5)/4*r.IntN(3))
	}
	return e
}

// fillPerformerDay draws what happened on a day.
func fillPerformerDay(r *rand.Rand, e *PerformerEngagement, d *PerformerDay, day int, lastWrap *int) {
	switch {
	case d.Work == CastTravel:
		d.Travel = 1 + r.IntN(600)
	case d.Work == CastPostSync || d.Work == CastRehearsal && !e.isDay(d):
		d.Parts = r.IntN(3)
	}
	if e.isDay(d) {
		d.Live = e.Grid == Television && r.IntN(6) == 0
		d.PayingPublic = e.Grid == Television && r.IntN(6) == 0
		d.Isolated = e.Grid == Television && e.Term == ByTheDay && r.IntN(6) == 0
		d.Overrun = e.Grid == Television && e.Term == ByTheDay && r.IntN(6) == 0
		d.Unrecovered = e.Grid == FilmExtra && r.IntN(3) == 0
		if e.Grid == Television {
			d.Transport = r.IntN(2) * r.IntN(200)
		}
		call := r.IntN(24 * 60)
		if start := day*24*60 + call; r.IntN(5) > 0 && start >= *lastWrap {
			length := 30 + r.IntN(15*60)
			d.Call = new(worktime.Clock(call))
			d.Wrap = new(worktime.Clock((call + length) % 1440))
			d.Meal = r.IntN(min(length, 90))
			if e.Grid == FeatureFilm || e.Grid == FilmExtra {
				d.MakeUp = r.IntN(2) * r.IntN(min(length-d.Meal+1, 150))
			}
			if at := call + r.IntN(length-d.Meal+1); r.IntN(2) == 0 {
				d.MealAt = new(worktime.Clock(at % 1440))
			}
			if r.IntN(4) == 0 {
				d.RestBefore = new(r.IntN(1_000))
			}
			*lastWrap = day*24*60 + call + length
		}
	}
	for _, code := range castSupplements[e.Grid] {
		if code == codeCastingCall && e.Function[0] != 'D' || (code == codeCostumeSpecial || code == codeCostumeVerySpecial) && e.Function != "Figurant" {
			continue
		}
		if r.IntN(12) == 0 || d.Work == CastCall && code == codeFitting {
			d.Supplements = append(d.Supplements, CastSupplement{performerCodes[code].Code, r.IntN(4)})
		}
	}
}

func TestPerformersAgainstThePlainImplementation(t *testing.T) {
	n := 300
	if testing.Short() {
		n = 60
	}
	table, err := builtInPerformers()
	require.NoError(t, err)
	r := rand.New(rand.NewPCG(8, 5))
	for range n {
		e := randomPerformer(r)
		pay, err := ComputePerformer(e, PerformerParameters{})
		require.NoError(t, err, "%+v", e)
		gross, allowances := plainCastPay(e, table)
		require.Equal(t, gross, pay.Gross.Cents(), "%+v\n%v", e, castLines(pay))
		require.Equal(t, allowances, pay.Allowances.Cents(), "%+v", e)
		e.Pay, e.RehearsalPay = nil, nil
		gross, _ = plainCastPay(e, table)
		require.Equal(t, gross, pay.Minimum.Cents(), "%+v", e)
	}
}

// The lines recompute, add up to the totals, and each has a rule.
func TestPerformerLinesRecompute(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 97))
	for range 150 {
		e := randomPerformer(r)
		pay, err := ComputePerformer(e, PerformerParameters{})
		require.NoError(t, err)
		var total int64
		for _, l := range pay.Lines {
			quantity := l.Hours.Rat()
			if l.Count > 0 {
				require.True(t, l.Hours.IsZero())
				quantity = castInt(l.Count)
			}
			amount, err := money.RoundRat(castTimes(castTimes(quantity, l.Rate.Rat()), l.Price.Rat()))
			require.NoError(t, err)
			assert.Equal(t, amount, l.Amount, "%+v", l)
			assert.NotZero(t, l.Refs.Len())
			total += l.Amount.Cents()
		}
		assert.Equal(t, total, pay.Gross.Cents()+pay.Allowances.Cents())
	}
}

// A day or a supplement more never lowers the gross, nor an agreed pay above the minimum.
func TestMoreWorkIsNeverPaidLess(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 6))
	gross := func(e PerformerEngagement) int64 {
		pay, err := ComputePerformer(e, PerformerParameters{})
		require.NoError(t, err, "%+v", e)
		return pay.Gross.Cents()
	}
	for range 150 {
		e := randomPerformer(r)
		before := gross(e)
		last := e.Days[len(e.Days)-1]
		date, err := last.Date.AddDays(3)
		require.NoError(t, err)
		more := e
		more.Days = append(slices.Clone(e.Days), PerformerDay{Date: date})
		if more.Validate(PerformerParameters{}) == nil {
			assert.GreaterOrEqual(t, gross(more), before, "%+v", e)
		}
		if e.Grid == FilmExtra && len(e.Days[0].Supplements) == 0 {
			with := e
			with.Days = slices.Clone(e.Days)
			with.Days[0].Supplements = []CastSupplement{{Code: "hard-scene"}}
			assert.Equal(t, before+2000, gross(with), "20 € (annexe III.2.B.2)")
		}
	}
}

// No figure of the table is there for nothing.
func TestEveryFigureOfPerformersIsUsed(t *testing.T) {
	table, err := builtInPerformers()
	require.NoError(t, err)
	used := map[string]bool{"smic": true} // looked up where the hour may be under it
	for _, grid := range performerGrids {
		for _, rule := range []string{"weeks", "days"} { // looked up where an engagement is checked
			used[string(grid)+"/"+rule] = true
		}
	}
	r := rand.New(rand.NewPCG(4, 4))
	isMissing := func(key string) bool { return !used[key] }
	for range 5_000 {
		if !slices.ContainsFunc(table.Keys(), isMissing) {
			break
		}
		e := randomPerformer(r)
		book := performerBook{table, map[civil.Date]performerFigures{}}
		_, err := book.pay(&e)
		require.NoError(t, err)
		for key := range book.at(e.Days[0].Date) {
			used[key] = true
		}
	}
	for _, key := range table.Keys() {
		assert.True(t, used[key], key)
	}
}

// A figure of the caller's own, whatever it is, gives a pay or an error.
func TestPerformersUnderAbsurdFigures(t *testing.T) {
	table, err := builtInPerformers()
	require.NoError(t, err)
	r := rand.New(rand.NewPCG(7, 1))
	engagements := map[PerformerGrid][]PerformerEngagement{}
	for len(engagements[FeatureFilm]) < 12 || len(engagements[ShortFilm]) < 12 || len(engagements[FilmExtra]) < 12 || len(engagements[Television]) < 12 {
		e := randomPerformer(r)
		engagements[e.Grid] = append(engagements[e.Grid], e)
	}
	values := []string{"0", "9999", "100000000.00", "10", "-1", "0.0001"}
	if testing.Short() {
		values = values[:2]
	}
	for _, key := range table.Keys() {
		for _, value := range values {
			p, err := PerformerParameters{}.With(law.Override[money.Decimal]{Key: key, Value: money.MustDecimal(value)})
			require.NoError(t, err)
			for _, grid := range performerGrids {
				for range 3 {
					pay, err := ComputePerformer(pick(r, engagements[grid]...), p)
					if err == nil {
						assert.GreaterOrEqual(t, pay.Allowances.Cents(), int64(0), "%s %s", key, value)
					}
				}
			}
		}
	}
}
