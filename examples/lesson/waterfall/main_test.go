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

// blocks are the receipts printed, each as its lines in words.
func blocks(t *testing.T) [][]string {
	var out strings.Builder
	require.NoError(t, lesson(&out))
	var list [][]string
	for _, block := range strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n\n")[1:] {
		var lines []string
		for l := range strings.Lines(block) {
			lines = append(lines, strings.Join(strings.Fields(l), " "))
		}
		list = append(list, lines)
	}
	require.Len(t, list, 4)
	return list
}

// At 1,400,000, by hand: commission 25 % = 350,000; costs 250,000; guarantee (MG) 200,000; 600,000 are left, the RNPP.
// SOFICA has 20 % until 100,000, that is of 500,000, then 8 % of 100,000: 108,000. Of 492,000 the producer has two
// thirds, 328,000, the partner 164,000. The base of the author does not lose the guarantee, which was paid at once:
// 1,400,000 − 350,000 − 250,000 = 800,000, of which 4 % are 32,000; 10,000 were paid in advance and go back to the
// producer, who so has 328,000 − 32,000 + 10,000 = 306,000, and the author 22,000.
func TestWhoIsPaidAt1400000(t *testing.T) {
	third := blocks(t)[2]
	assert.Equal(t, []string{
		"paid to date 800000.00 distributor", "paid to date 108000.00 SOFICA", "paid to date 164000.00 partner",
		"paid to date 306000.00 producer", "paid to date 22000.00 Lou",
	}, third[len(third)-5:])
	assert.Equal(t, []string{
		"receipts of 2028, 600000.00",
		"cinemas commission 1400000.00 350000.00 150000.00 distributor", // 25 % of 600,000
		"rnpp couloir SOFICA 600000.00 108000.00 78000.00 SOFICA",       // 108,000 less 20 % of the 150,000 of 2027
		"rnpp producteurs 492000.00 492000.00 248000.00 → part du délégué",
		"rnpp producteurs 492000.00 492000.00 124000.00 partner",              // 450,000 − 78,000 = 372,000 in thirds
		"part du délégué auteur Lou 328000.00 32000.00 18000.00 → auteur Lou", // 4 % of 600,000 × 0.75
		"auteur Lou solde 22000.00 22000.00 18000.00 Lou",
		"part du délégué délégué 296000.00 296000.00 230000.00 producer", // 248,000 − 18,000
	}, third[:8])
}

// The next euro: commission 0.25; of 0.75 SOFICA 8 % = 0.06; of 0.69 the partner 0.23 and the producer 0.46, who
// gives 4 % of 0.75 = 0.03 to the author.
func TestTheNextEuro(t *testing.T) {
	paid := map[string]string{}
	for _, l := range blocks(t)[3][1:] {
		words := strings.Fields(l)
		if payee := words[len(words)-1]; !strings.HasPrefix(l, "paid to date") && !strings.Contains(l, "→") {
			paid[payee] = words[len(words)-2]
		}
	}
	assert.Equal(t, map[string]string{
		"distributor": "0.25", "SOFICA": "0.06", "partner": "0.23", "producer": "0.43", "Lou": "0.03",
	}, paid)
}

// What comes in goes out: all that is paid to date is what was received to date.
func TestNothingIsLost(t *testing.T) {
	for i, received := range []string{"300000.00", "800000.00", "1400000.00", "1400001.00"} {
		var sum money.Total
		for _, l := range blocks(t)[i] {
			if rest, ok := strings.CutPrefix(l, "paid to date "); ok {
				sum.Add(money.MustParse(strings.Fields(rest)[0]))
			}
		}
		got, err := sum.Amount()
		require.NoError(t, err)
		assert.Equal(t, received, got.String())
	}
}

func TestShape(t *testing.T) {
	var out strings.Builder
	require.NoError(t, lesson(&out))
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	// A head, and for each receipt an empty line, its name, its steps and its payees.
	assert.Len(t, lines, 1+(2+2+1)+(2+10+5)+(2+7+5)+(2+7+5))
	for _, l := range lines {
		assert.LessOrEqual(t, utf8.RuneCountInString(l), 100, l)
	}
	unwritable, err := os.Open("main.go")
	require.NoError(t, err)
	defer unwritable.Close()
	assert.Error(t, lesson(unwritable))
}
