package main

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

func printed(t *testing.T) []string {
	var out strings.Builder
	require.NoError(t, lesson(&out))
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

// months are the rows: month, in, out, balance, drawn, repaid, costs, balance with the bank.
func months(t *testing.T) [][]string {
	var rows [][]string
	for _, l := range printed(t)[1:12] {
		rows = append(rows, strings.Fields(l))
		require.Len(t, rows[len(rows)-1], 8)
	}
	return rows
}

// In and out of each month, and the balance that begins at 50,000. Crew is paid at the end of the month, technical
// means 30 days later: June's 60,000 on 30 July, the post-production's 45,000 each of July and August on 30 August
// and 30 September. The plan is in balance: 50,000 + 450,000 − 500,000 = 0.
func TestWithoutTheBank(t *testing.T) {
	for i, want := range []string{
		"2026-05 75000.00 80000.00 45000.00",    // 40,000 + 35,000; script 40,000 and preparation 20 × 2,000
		"2026-06 60000.00 270000.00 -165000.00", // shoot 30 × 9,000
		"2026-07 0.00 60000.00 -225000.00",
		"2026-08 0.00 45000.00 -270000.00",
		"2026-09 0.00 45000.00 -315000.00",
		"2026-10 215000.00 0.00 -100000.00", // 100,000 + 80,000 + 35,000
		"2026-11 0.00 0.00 -100000.00", "2026-12 0.00 0.00 -100000.00", "2027-01 0.00 0.00 -100000.00", "2027-02 0.00 0.00 -100000.00",
		"2027-03 100000.00 0.00 0.00", // tax credit
	} {
		assert.Equal(t, want, strings.Join(months(t)[i][:4], " "))
	}
	assert.Contains(t, printed(t)[12], " -315000.00 on 2026-09-30,")
}

// The bank advances 80 % of 280,000 = 224,000: 165,000 on 30 June, 18.33 on 1 July, the rest on 30 July. It has
// 80 % of 180,000 = 144,000 back on 15 October and 80,000 on 31 March. Interest is what was drawn at the close of
// each day × 4 % / 360, paid on the first of the next month:
//
//	June      1 × 165,000.00                              18.33
//	July     29 × 165,018.33 + 2 × 224,000.00            581.50
//	August   31 × 224,000.00                             771.56
//	Sept.    30 × 224,000.00                             746.67
//	October  14 × 224,000.00 + 17 × 80,000.00            499.56
//	Nov.     30 × 80,000.00                              266.67
//	Dec.     31 × 80,000.00, and January again           275.56
//	Feb.     28 × 80,000.00                              248.89
//	March    30 × 80,000.00, not yet paid                266.67
//
// together 3,950.97.
func TestWithTheBank(t *testing.T) {
	for i, want := range []string{
		"0.00 0.00 0.00", "165000.00 0.00 0.00", "59000.00 0.00 18.33", "0.00 0.00 581.50", "0.00 0.00 771.56", "0.00 144000.00 746.67",
		"0.00 0.00 499.56", "0.00 0.00 266.67", "0.00 0.00 275.56", "0.00 0.00 275.56", "0.00 80000.00 248.89",
	} {
		assert.Equal(t, want, strings.Join(months(t)[i][4:7], " "))
	}
	// On 1 October: 315,000 − 224,000 + 18.33 + 581.50 + 771.56 + 746.67 = 93,118.06.
	assert.Contains(t, printed(t)[12], ", with the bank -93118.06 on 2026-10-01")
	assert.Equal(t, "the bank lends 224000.00 and costs 3950.97 (266.67 not paid yet); 93118.06 are still missing", printed(t)[13])
}

// Opening + in − out + drawn − repaid − costs is the balance, month after month.
func TestEveryMonthAddsUp(t *testing.T) {
	opening := money.MustParse("50000.00")
	for _, m := range months(t) {
		var sum money.Total
		sum.Add(opening)
		for i, sign := range []int{1: 1, 2: -1, 4: 1, 5: -1, 6: -1} {
			switch sign {
			case 1:
				sum.Add(money.MustParse(m[i]))
			case -1:
				sum.Sub(money.MustParse(m[i]))
			}
		}
		closing, err := sum.Amount()
		require.NoError(t, err)
		assert.Equal(t, m[7], closing.String(), m[0])
		opening = closing
	}
}

func TestShape(t *testing.T) {
	lines := printed(t)
	// A head, eleven months, the low points, the bank.
	assert.Len(t, lines, 14)
	for _, l := range lines {
		assert.LessOrEqual(t, utf8.RuneCountInString(l), 100, l)
	}
	unwritable, err := os.Open("main.go")
	require.NoError(t, err)
	defer unwritable.Close()
	assert.Error(t, lesson(unwritable))
}
