package schedule

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A page is eight eighths; the forms are those of breakdown sheets (reference/scheduling.md 4.5).
func TestEighths(t *testing.T) {
	for text, want := range map[string]Eighths{"0": 0, "1/8": 1, "3/8": 3, "1": 8, "1 3/8": 11, "2 7/8": 23, "10000": MaxEighths} {
		got, err := ParseEighths(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
		assert.Equal(t, text, want.String())
	}
	for text, want := range map[string]Eighths{"8/8": 8, "11/8": 11, "0/8": 0, "1  8/8": 16, " 2/8 ": 2} {
		got, err := ParseEighths(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", " ", "1.5", "1,5", "-1", "3/4", "/8", "1/8 1", "1 2", "1 1/8 1/8", "x", "10001", "80001/8", "9999999", "٣"} {
		_, err := ParseEighths(text)
		require.ErrorIs(t, err, ErrEighths, text)
	}
	assert.Equal(t, "-1 1/8", Eighths(-9).String())
	for e := range 200 * perPage {
		again, err := ParseEighths(Eighths(e).String())
		require.NoError(t, err)
		require.Equal(t, Eighths(e), again)
	}
}
