package dossier

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// colours are the variables of a block of the style.
func colours(t *testing.T, block string) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, m := range regexp.MustCompile(`--([a-z-]+):(#[0-9a-f]{3,6})\b`).FindAllStringSubmatch(block, -1) {
		found[m[1]] = m[2]
	}
	require.NotEmpty(t, found)
	return found
}

// luminance is the relative luminance of a colour, WCAG 2.2.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	digits := strings.TrimPrefix(hex, "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(digits[2*i:2*i+2], 16, 8)
		require.NoError(t, err)
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// Every text has a contrast of 4.5 at least to what it stands on, by day and by night (WCAG 2.2, 1.4.3).
func TestContrast(t *testing.T) {
	text, err := files.ReadFile("templates/style.css")
	require.NoError(t, err)
	style := string(text)
	light, rest, found := strings.Cut(style, "@media (prefers-color-scheme:dark)")
	require.True(t, found)
	dark, rest, found := strings.Cut(rest, "*{box-sizing")
	require.True(t, found)
	_, print, found := strings.Cut(rest, "@media print")
	require.True(t, found)
	for scheme, block := range map[string]string{"light": light, "dark": dark, "print": print} {
		with := colours(t, light)
		for name, value := range colours(t, block) {
			with[name] = value
		}
		for _, pair := range []string{
			"ink paper", "quiet paper", "accent paper", "good paper", "bad paper", "ink wash", "quiet wash", "accent wash", "ink accent-soft", "ink warn-soft",
			"ink good-soft", "good good-soft", "warn warn-soft", "bad bad-soft", "ink bad-soft", "on a", "on b", "on c", "on d", "on good", "on warn", "on bad",
			"strip-ink white", "strip-ink yellow", "strip-ink blue", "strip-ink green", "strip-ink other",
		} {
			front, back, _ := strings.Cut(pair, " ")
			require.Contains(t, with, front)
			require.Contains(t, with, back)
			a, b := luminance(t, with[front]), luminance(t, with[back])
			assert.GreaterOrEqual(t, (max(a, b)+0.05)/(min(a, b)+0.05), 4.5, "%s: %s", scheme, pair)
		}
	}
}
