package main

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func printed(t *testing.T) string {
	var out strings.Builder
	require.NoError(t, lesson(&out))
	return out.String()
}

// The base is 80 % of the budget at most, the credit 30 % of it, all aid 50 % of the budget at most (CGI art. 220
// sexies; the Cinema Communication of 2013 has the same 50 %). By hand, with 3.2 M of spend and 0.9 M of other aid:
func TestWhichLimitBinds(t *testing.T) {
	films := strings.Split(printed(t), "\nbudget ")[1:]
	require.Len(t, films, 5)
	for i, want := range []struct{ budget, limit, base, credit, ceiling, all, beyond, granted, bound string }{
		// 0.8 × 4.2 = 3.36 > 3.2; 0.3 × 3.2 = 0.96; 0.96 + 0.9 = 1.86 < 2.1.
		{"4200000.00", "3360000.00", "3200000.00", "960000.00", "2100000.00", "1860000.00", "0.00", "960000.00", "the eligible spend"},
		// 0.8 × 3.8 = 3.04 < 3.2; 0.3 × 3.04 = 0.912; 1.812 < 1.9.
		{"3800000.00", "3040000.00", "3040000.00", "912000.00", "1900000.00", "1812000.00", "0.00", "912000.00", "the base is at most: 3040000.00"},
		// 0.8 × 3.6 = 2.88; 0.3 × 2.88 = 0.864; 1.764 < 1.8.
		{"3600000.00", "2880000.00", "2880000.00", "864000.00", "1800000.00", "1764000.00", "0.00", "864000.00", "the base is at most: 2880000.00"},
		// 0.8 × 3.4 = 2.72; 0.3 × 2.72 = 0.816; 1.716 − 1.7 = 0.016; 1.7 − 0.9 = 0.8.
		{"3400000.00", "2720000.00", "2720000.00", "816000.00", "1700000.00", "1716000.00", "16000.00", "800000.00",
			"public aid as a whole is at most 1700000.00, which leaves: 800000.00"},
		// 0.8 × 3.3 = 2.64; 0.3 × 2.64 = 0.792; 1.692 − 1.65 = 0.042; 1.65 − 0.9 = 0.75.
		{"3300000.00", "2640000.00", "2640000.00", "792000.00", "1650000.00", "1692000.00", "42000.00", "750000.00",
			"public aid as a whole is at most 1650000.00, which leaves: 750000.00"},
	} {
		words := strings.Join(strings.Fields(films[i]), " ")
		assert.Equal(t, want.budget+
			" base-limit "+want.budget+" × 0.8 = "+want.limit+" CGI 220 sexies"+
			" credit "+want.base+" × 0.3 = "+want.credit+" CGI 220 sexies, LF 2016"+
			" aid-ceiling "+want.budget+" × 0.5 = "+want.ceiling+" CGI 220 sexies"+
			" all aid "+want.all+", beyond its ceiling by "+want.beyond+
			" granted "+want.granted+" bound by: "+want.bound, words)
	}
}

func TestShape(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(printed(t), "\n"), "\n")
	// A line, and five films of eight lines with the empty one.
	assert.Len(t, lines, 1+5*8)
	column := strings.Index(lines[3], "= ")
	for _, l := range lines {
		assert.LessOrEqual(t, utf8.RuneCountInString(l), 100, l)
		if at := strings.Index(l, "= "); at >= 0 {
			assert.Equal(t, column, at, "columns are aligned: %s", l)
		}
	}
	unwritable, err := os.Open("main.go")
	require.NoError(t, err)
	defer unwritable.Close()
	assert.Error(t, lesson(unwritable))
}
