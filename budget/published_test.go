package budget

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// The lines of real US budgets that a public collection has, read where they lie because they may not
// be copied: quantity × x × rate, a quantity of % being hundredths, is the published total. Its
// publishers print whole dollars, so that the posted cents are rounded once more here, half away from
// zero: 10 × 12.5 × 34.1 is 4262.50 and printed 4263.
func TestPublishedLines(t *testing.T) {
	data, err := os.ReadFile("../../shared/data/budget/us_detail_lines.tsv")
	if err != nil {
		t.Skip("the published lines are not at hand: ", err)
	}
	rows := strings.Split(strings.TrimSpace(string(data)), "\n")[1:]
	require.Len(t, rows, 56)
	b := Budget{Title: "published", Currency: "USD"}
	published := map[string]string{}
	for i, row := range rows {
		cells := strings.Split(row, "\t")
		require.Len(t, cells, 7, row)
		code := fmt.Sprint(i+2, " ", cells[0], " ", cells[1])
		quantity := Formula(cells[2])
		if cells[3] == "%" {
			quantity += " / 100"
		}
		b.Accounts = append(b.Accounts, Account{Code: code, Lines: []Line{{
			Code: code, Quantity: quantity, Unit: cells[3], Multiplier: Formula(cells[4]), Price: Formula(cells[5]),
		}}})
		published[code] = cells[6]
	}
	sheet, err := Compute(b)
	require.NoError(t, err)
	for _, a := range sheet.Accounts {
		t.Run(a.Code, func(t *testing.T) {
			got := money.FromCents((a.Total.Cents() + 50) / 100 * 100).String()
			want := strings.TrimSuffix(published[a.Code], ".0") + ".00"
			if strings.Contains(a.Code, " 2003 ") {
				// 2 × 836 is 1672, printed 1673: the rate was printed without its cents, and is 836.25
				// to 836.74.
				assert.Equal(t, []string{"1672.00", "1673.00"}, []string{got, want})
				return
			}
			assert.Equal(t, want, got)
		})
	}
}
