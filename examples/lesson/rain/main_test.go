package main

import (
	"os"
	"regexp"
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

// Ana needs three days and Bob one, on the 18th or the 19th, when the river cannot be shot without Ana.
// So Ana has Tuesday to Thursday and Bob Friday: any other plan pays for waiting or for the river again.
func TestThePlan(t *testing.T) {
	before, after, found := strings.Cut(printed(t), "5 days for ")
	require.True(t, found)
	// Crew 4 × 9,000; house 2 × 1,000 and river 2 × 400; Ana 3 × 900, Bob 600, Chloé 2 × 700: 43,500. It is the least
	// that eight scenes of four hours in days of eight can cost: four days, and nobody works a day too many.
	assert.True(t, strings.HasPrefix(before, "4 days for 43500.00, proved cheapest: true\n"))
	for _, scenes := range []string{"06-16 Tuesday    1 kitchen, 2 kitchen\n", "06-17 Wednesday  3 ferry, 4 ferry\n",
		"06-18 Thursday   7 ferry, 8 ferry\n", "06-19 Friday     5 kitchen, 6 kitchen\n"} {
		assert.Contains(t, before, scenes)
		assert.Contains(t, after, scenes, "what was called stays")
	}
	// Bob is there until Friday, so the river waits until Monday.
	assert.Contains(t, after, "06-22 Monday     7 ferry rest, 8 ferry rest\n")
}

// All that is paid, counted by hand from the days:
//
//	crew     five days                                      45,000
//	house    Tuesday, Friday                                 2,000
//	river    Wednesday, Thursday, Monday                     1,200, and opened again 1,500
//	Ana      Tuesday to Thursday, Monday at 900              3,600, and waits on Friday for 450
//	Bob      Friday                                            600
//	Chloé    Thursday, Friday, Monday at 700                 2,100
//
// which is 56,450, or 12,950 more than the plan.
func TestTheCostOfRain(t *testing.T) {
	rows := regexp.MustCompile(`(?m)^  (\S+) +(\d+\.\d\d) +(\d+\.\d\d) +(\d+\.\d\d)$`).FindAllStringSubmatch(printed(t), -1)
	got := map[string][]string{}
	for _, r := range rows {
		got[r[1]] = r[2:]
	}
	assert.Equal(t, map[string][]string{
		"cast-work":     {"4700.00", "6300.00", "1600.00"}, // 3,600 + 600 + 2,100, and Ana and Chloé once more
		"cast-hold":     {"0.00", "450.00", "450.00"},
		"shooting-days": {"36000.00", "45000.00", "9000.00"},
		"locations":     {"2800.00", "3200.00", "400.00"},
		"re-openings":   {"0.00", "1500.00", "1500.00"},
		"together":      {"43500.00", "56450.00", "12950.00"},
	}, got)
	assert.Contains(t, printed(t), "5 days for 56450.00, proved cheapest: true\n")
}

func TestShape(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(printed(t), "\n"), "\n")
	// Plans of four and five days under a line each, and six rows under one.
	assert.Len(t, lines, 5+6+7)
	for _, l := range lines {
		assert.LessOrEqual(t, utf8.RuneCountInString(l), 100, l)
	}
	assert.Equal(t, printed(t), printed(t), "the same every time")
	unwritable, err := os.Open("main.go")
	require.NoError(t, err)
	defer unwritable.Close()
	assert.Error(t, lesson(unwritable))
}
