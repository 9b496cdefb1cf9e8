package worktime

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestClock(t *testing.T) {
	for text, minutes := range map[string]Clock{"00:00": 0, "07:05": 425, "23:59": 1439, "24:00": 1440, "26:30": 1590, "47:59": 2879} {
		c, err := ParseClock(text)
		require.NoError(t, err)
		assert.Equal(t, minutes, c)
		assert.Equal(t, text, c.String())
	}
	for _, text := range []string{"", "7:05", "07:60", "48:00", "07h05", "07:05 ", "+7:05", "0７:05", "-1:00", "07:5a"} {
		_, err := ParseClock(text)
		assert.ErrorIs(t, err, ErrClock, text)
	}
	assert.Equal(t, "-01:30", hours(-90))
	assert.Panics(t, func() { MustParseClock("noon") })
}

func TestClockInJSON(t *testing.T) {
	text, err := json.Marshal(Break{At: 1590, Minutes: 5})
	require.NoError(t, err)
	assert.JSONEq(t, `{"at": "26:30", "minutes": 5}`, string(text))
	for _, c := range []Clock{-1, maxClock + 1} {
		_, err = c.MarshalText()
		assert.ErrorIs(t, err, ErrClock)
	}
	c := Clock(7)
	assert.ErrorIs(t, c.UnmarshalText([]byte("x")), ErrClock)
	assert.Equal(t, Clock(7), c, "as it was")
}
