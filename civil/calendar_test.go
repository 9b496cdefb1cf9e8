package civil

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFrenchCalendar(t *testing.T) {
	year := period(t, "2026-01-01", "2026-12-31")
	open, err := FrenchCalendar(Metropole, year, time.Saturday, time.Sunday)
	require.NoError(t, err)
	// 365 days, 104 of Saturdays and Sundays, 9 holidays on the others (15 August and
	// 1 November are at the weekend).
	assert.Equal(t, 252, open.Count(year))
	assert.False(t, open.IsWorking(MustParseDate("2026-04-06")), "Easter Monday")
	assert.True(t, open.IsWorking(MustParseDate("2026-04-03")), "Good Friday outside Alsace and Moselle")
	assert.False(t, open.IsWorking(Date{}))

	next, err := open.Add(MustParseDate("2026-04-02"), 2)
	require.NoError(t, err)
	assert.Equal(t, "2026-04-07", next.String(), "Friday, then the Tuesday after Easter")
	back, err := open.Add(next, -1)
	require.NoError(t, err)
	assert.Equal(t, "2026-04-03", back.String())
	same, err := open.Add(MustParseDate("2026-04-04"), 0)
	require.NoError(t, err)
	assert.Equal(t, "2026-04-07", same.String(), "the first working day from a Saturday on")
}

func TestCalendarAgainstDayByDay(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 300 {
		var weekend []time.Weekday
		for day := time.Sunday; day < time.Saturday; day++ {
			if r.IntN(4) == 0 {
				weekend = append(weekend, day)
			}
		}
		from := Date{1 + r.Int32N(last-400)}
		var off []Date
		for range r.IntN(30) {
			off = append(off, Date{from.n + r.Int32N(300)})
		}
		c, err := NewCalendar(weekend, off)
		require.NoError(t, err)
		p := Period{from, Date{from.n + r.Int32N(400)}}

		count := 0
		for d := range p.All() {
			if c.IsWorking(d) {
				count++
				nth, err := c.Add(Date{from.n - 1}, count)
				if from.n > 1 {
					require.NoError(t, err)
					require.Equal(t, d, nth)
				}
			}
		}
		require.Equal(t, count, c.Count(p))
	}
}

func TestNewCalendarRefuses(t *testing.T) {
	all := []time.Weekday{0, 1, 2, 3, 4, 5, 6}
	_, err := NewCalendar(all, nil)
	require.ErrorIs(t, err, ErrDate)
	_, err = NewCalendar([]time.Weekday{7}, nil)
	require.ErrorIs(t, err, ErrDate)
	_, err = NewCalendar(nil, []Date{MustParseDate("2026-12-25"), {}})
	require.ErrorIs(t, err, ErrDate, "a day off without a date is no day off to pass over")
	_, err = FrenchCalendar(Metropole, Period{})
	require.ErrorIs(t, err, ErrPeriod)
	assert.Zero(t, Calendar{}.Count(Period{}))
	assert.True(t, Calendar{}.IsWorking(MustParseDate("2026-12-25")), "the zero calendar works every day")
}
