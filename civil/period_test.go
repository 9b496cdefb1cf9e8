package civil

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func period(t *testing.T, from, to string) Period {
	t.Helper()
	p, err := NewPeriod(MustParseDate(from), MustParseDate(to))
	require.NoError(t, err)
	return p
}

func TestPeriod(t *testing.T) {
	p := period(t, "2026-01-30", "2026-03-02")
	assert.Equal(t, 32, p.Days())
	assert.True(t, p.Contains(p.From))
	assert.True(t, p.Contains(p.To))
	assert.False(t, p.Contains(MustParseDate("2026-03-03")))
	assert.False(t, p.Contains(MustParseDate("2026-01-29")))
	assert.Equal(t, "2026-01-30 to 2026-03-02", p.String())

	var parts []string
	for part := range p.ByMonth() {
		parts = append(parts, part.String())
	}
	assert.Equal(t, []string{
		"2026-01-30 to 2026-01-31", "2026-02-01 to 2026-02-28", "2026-03-01 to 2026-03-02",
	}, parts)

	shared, ok := p.Intersect(period(t, "2026-02-10", "2026-12-31"))
	assert.True(t, ok)
	assert.Equal(t, "2026-02-10 to 2026-03-02", shared.String())
	_, ok = p.Intersect(period(t, "2026-03-03", "2026-03-04"))
	assert.False(t, ok)
}

func TestPeriodRefuses(t *testing.T) {
	a, b := MustParseDate("2026-01-01"), MustParseDate("2026-01-02")
	for _, p := range []Period{{b, a}, {Date{}, a}, {a, Date{}}, {}} {
		_, err := NewPeriod(p.From, p.To)
		require.ErrorIs(t, err, ErrPeriod)
		assert.Zero(t, p.Days())
		assert.False(t, p.Contains(a))
		for range p.All() {
			t.Fatal("an invalid period has no days")
		}
		for range p.ByMonth() {
			t.Fatal("an invalid period has no months")
		}
		_, ok := p.Intersect(Period{a, b})
		assert.False(t, ok)
	}
}

func TestPeriodDaysAreThoseOfItsMonths(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 500 {
		from := Date{1 + r.Int32N(last)}
		p := Period{from, Date{min(last, from.n+r.Int32N(900))}}
		var days, inMonths int
		for d := range p.All() {
			require.True(t, p.Contains(d))
			days++
		}
		for part := range p.ByMonth() {
			require.Equal(t, part.From.Month(), part.To.Month())
			inMonths += part.Days()
		}
		require.Equal(t, p.Days(), days)
		require.Equal(t, p.Days(), inMonths)
	}
}
