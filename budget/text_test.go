package budget

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// The figures are those of TestCompute, by hand; above the line are 2174.06 of account 21.
func TestTextInEnglish(t *testing.T) {
	sheet, err := Compute(decode(t, soundBudget))
	require.NoError(t, err)
	assert.Equal(t, `Short (EUR)

Account    Description         Amount  Fringes    Total
---------  -----------------  -------  -------  -------
2          Crew               1538.83   668.56  2207.39
  21       Camera             1505.50   668.56  2174.06
    21-1   Operator           1505.50   668.56  2174.06
  2-1                           33.33     0.00    33.33
7          Equipment           350.96     0.00   350.96
  7-1                          350.96     0.00   350.96
---------  -----------------  -------  -------  -------
           Above the line     1505.50   668.56  2174.06
           Below the line      384.29     0.00   384.29
           Total of accounts  1889.79   668.56  2558.35
total-fee  Fee                                    25.85
overheads  Overheads                              26.90
bond       Bond                                  100.00
rebate     Rebate                                -50.00
           TOTAL                                2661.10
`, sheet.Text(TextOptions{Title: "Short", Currency: "EUR", Levels: 3, Lines: true, AboveTheLine: []string{"21"}}))
}

func TestTextInFrench(t *testing.T) {
	sheet, err := Compute(Budget{Title: "Court", Currency: "EUR", Accounts: []Account{
		{Code: "2", Name: "Équipe", Lines: []Line{{Code: "l", Quantity: "1", Price: "1234567.5"}}}, {Code: "3", Name: "Rôles"},
	}})
	require.NoError(t, err)
	want := `Compte  Intitulé         Montant  Charges           Total
------  --------  --------------  -------  --------------
2       Équipe    1 234 567,50 €   0,00 €  1 234 567,50 €
3       Rôles             0,00 €   0,00 €          0,00 €
------  --------  --------------  -------  --------------
        TOTAL                              1 234 567,50 €
`
	spaces := strings.NewReplacer("\u202f", " ", "\u00a0", " ")
	assert.Equal(t, want, spaces.Replace(sheet.Text(TextOptions{Language: InFrench})))
	assert.NotContains(t, sheet.Text(TextOptions{Language: InFrench, Currency: "CHF"}), "€")
	assert.Equal(t, sheet.Text(TextOptions{}), sheet.Text(TextOptions{Language: 9}))
}

func TestTextWithoutZero(t *testing.T) {
	chart := chartOf(t, CNCCinema)
	accounts, err := chart.NewAccounts()
	require.NoError(t, err)
	accounts[1].Accounts[0].Lines = []Line{{Code: "a", Quantity: "0", Price: "1"}, {Code: "b", Quantity: "1", Price: "1"}}
	sheet, err := Compute(Budget{Title: "t", Currency: "EUR", Accounts: accounts})
	require.NoError(t, err)
	text := sheet.Text(TextOptions{Levels: 2, Lines: true, WithoutZero: true})
	assert.Equal(t, 2+9+2+2, strings.Count(text, "\n"), "nine postes, one account and one line that cost something")
	assert.Equal(t, 2+9+62+2+2, strings.Count(sheet.Text(TextOptions{Levels: 2, Lines: true}), "\n"))
}

// A name cannot break a line, nor make the page wider than its bound.
func TestTextOfHostileNames(t *testing.T) {
	sheet := Topsheet{Accounts: []AccountTotal{{Code: "1\x1b[31m", Name: "a\nb\u202ec" + strings.Repeat("x", 1_000)}}}
	text := sheet.Text(TextOptions{Title: "two\nlines"})
	assert.Equal(t, 7, strings.Count(text, "\n"))
	assert.NotContains(t, text, "\x1b")
	assert.NotContains(t, text, "\u202e")
	for line := range strings.Lines(text) {
		assert.Less(t, utf8.RuneCountInString(line), 120)
	}
}

// Above and below the line add up to the accounts, and every line of figures is as wide.
func TestTextAddsUp(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 13))
	for range 200 {
		b := marked(r)
		sheet, err := Compute(b)
		require.NoError(t, err)
		codes := CodesAboveTheLine(b.Accounts)
		view, err := ViewBy(b, ByLevel)
		require.NoError(t, err)
		want := money.Amount{}
		for _, row := range view.Rows {
			if row.Key == AboveTheLine {
				want = row.Total
			}
		}
		require.Equal(t, want, sumAbove(sheet.Accounts, codes).total)
		width := 0
		for line := range strings.Lines(sheet.Text(TextOptions{Levels: 3, AboveTheLine: codes, Language: InFrench})) {
			if width > 0 {
				require.Equal(t, width, utf8.RuneCountInString(line))
			}
			width = utf8.RuneCountInString(line)
		}
	}
}
