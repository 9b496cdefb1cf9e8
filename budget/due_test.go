package budget

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

func period(from, to string) civil.Period {
	return civil.Period{From: civil.MustParseDate(from), To: civil.MustParseDate(to)}
}

func instalment(share string, when Moment, days int) Instalment {
	return Instalment{money.MustFraction(share), when, days}
}

// 28 May 2026 is a Thursday.
func TestDueDates(t *testing.T) {
	for _, c := range []struct {
		name        string
		instalments []Instalment
		period      civil.Period
		want        []string
	}{
		{"an advance", []Instalment{instalment("1", AtStart, 0)}, period("2026-05-28", "2026-06-09"), []string{"2026-05-28 1"}},
		{"an advance a month before", []Instalment{instalment("1", AtStart, -30)}, period("2026-05-28", "2026-06-09"), []string{"2026-04-28 1"}},
		{"a third down, the rest 30 days after delivery", []Instalment{instalment("1/3", AtStart, 0), instalment("2/3", AtEnd, 30)}, period("2026-05-28", "2026-06-09"), []string{"2026-05-28 1/3", "2026-07-09 2/3"}},
		{"each day", []Instalment{instalment("1", EachDay, 0)}, period("2026-05-28", "2026-05-30"), []string{"2026-05-28 1/3", "2026-05-29 1/3", "2026-05-30 1/3"}},
		{"each week, 4 days, 7 and 2", []Instalment{instalment("1", EachWeek, 0)}, period("2026-05-28", "2026-06-09"), []string{"2026-05-31 4/13", "2026-06-07 7/13", "2026-06-09 2/13"}},
		{"each month 15 days later, 4 days and 9", []Instalment{instalment("1", EachMonth, 15)}, period("2026-05-28", "2026-06-09"), []string{"2026-06-15 4/13", "2026-06-24 9/13"}},
		{"one day", []Instalment{instalment("0.5", EachWeek, 0), instalment("0.5", EachMonth, 1)}, period("2026-05-31", "2026-05-31"), []string{"2026-05-31 1/2", "2026-06-01 1/2"}},
		{"the last week of the calendar", []Instalment{instalment("1", EachWeek, 0)}, period("2199-12-29", "2199-12-31"), []string{"2199-12-29 1/3", "2199-12-31 2/3"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var f valid.Faults
			d := dueOver(&f, c.instalments, c.period)
			require.NoError(t, f.Err())
			var got []string
			for i, date := range d.dates {
				got = append(got, fmt.Sprint(date, " ", d.shares[i]))
			}
			assert.Equal(t, c.want, got)
			assert.True(t, d.weights.AreWhole())
		})
	}
}

func TestDueDatesRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		of   Instalment
		want string
	}{
		{"beyond the calendar", instalment("1", AtEnd, 1<<30), `[0].days: outside the years 1900 to 2199`},
		{"before the calendar", instalment("1", AtStart, -1<<30), `[0].days: outside the years 1900 to 2199`},
		{"too fine", instalment("0.000000000000000001", EachDay, 0), `[0].share: `},
	} {
		t.Run(c.name, func(t *testing.T) {
			var f valid.Faults
			dueOver(&f, []Instalment{c.of}, period("2026-05-28", "2026-06-09"))
			require.ErrorContains(t, f.Err(), c.want)
		})
	}
	var f valid.Faults
	daily := instalment("1/3", EachDay, 0)
	dueOver(&f, []Instalment{daily, daily, daily}, period("2000-01-01", "2027-01-01"))
	require.ErrorContains(t, f.Err(), "at most 20000 due dates")
	f = valid.Faults{}
	primes := []Instalment{instalment("1/1000000007", AtEnd, 0), instalment("1/1000000009", AtEnd, 0), instalment("1/998244353", AtEnd, 0)}
	dueOver(&f, primes, period("2026-05-28", "2026-06-09"))
	require.ErrorIs(t, f.Err(), money.ErrWeights, "no common denominator")
	assert.Empty(t, dueOver(&valid.Faults{}, []Instalment{instalment("1", EachDay, 0)}, civil.Period{}).dates)
}

// The parts of a phase are its days, once each.
func TestPartsOfAPhase(t *testing.T) {
	for days := range 80 {
		from := civil.MustParseDate("2026-01-30")
		to, err := from.AddDays(days)
		require.NoError(t, err)
		for _, m := range moments {
			next := from
			for _, part := range m.parts(civil.Period{From: from, To: to}) {
				require.Equal(t, next, part.From)
				require.True(t, part.IsValid())
				next, err = part.To.AddDays(1)
				require.NoError(t, err)
			}
			require.Equal(t, days+1, next.DaysSince(from), "%s", m)
		}
	}
}
