package civil

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMonth(t *testing.T) {
	m, err := ParseMonth("2028-02")
	require.NoError(t, err)
	assert.Equal(t, 2028, m.Year())
	assert.Equal(t, time.February, m.Month())
	assert.Equal(t, 29, m.Days())
	assert.Equal(t, "2028-02-01", m.First().String())
	assert.Equal(t, "2028-02-29", m.Last().String())
	assert.Equal(t, 29, m.Period().Days())
	before, err := m.Add(-14)
	require.NoError(t, err)
	assert.Equal(t, "2026-12", before.String())
	assert.Equal(t, 1, m.Compare(before))
	assert.Equal(t, 0, m.Compare(m))
	assert.True(t, Month{}.First().IsZero())
	assert.True(t, Month{}.Last().IsZero())
}

func TestMonthRefuses(t *testing.T) {
	for text, want := range map[string]error{
		"": ErrDate, "2026": ErrDate, "2026-13": ErrDate, "2026-00": ErrDate, "2026-1": ErrDate, "20a6-01": ErrDate,
		"1899-12": ErrRange, "2200-01": ErrRange,
	} {
		_, err := ParseMonth(text)
		assert.ErrorIs(t, err, want, text)
	}
	end, err := NewMonth(MaxYear, time.December)
	require.NoError(t, err)
	_, err = end.Add(1)
	require.ErrorIs(t, err, ErrRange)
}
