package rights

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
)

func textOf(t testing.TB, s Statement, l Labels) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, s.WriteText(&b, l))
	return b.String()
}

// The figures are those of FR-1 (reference/rights.md §3) in its second period.
func TestWriteText(t *testing.T) {
	s := statementsOf(t, filmDeal())[1]
	french, english := textOf(t, s, FrenchLabels), textOf(t, s, EnglishLabels)
	for _, want := range []string{
		"RELEVÉ DE COMPTES du 01/07/2026 au 31/12/2026  EUR\n",
		"Ordre des événements\u00a0: date, puis ordre de saisie\n",
		"  30/09/2026  s2-salle  encaissement  salle  300\u202f000,00\n",
		"    couloir → SOFICA\u00a0: 20 % de 310\u202f000,00; ",
		"reste avant terme 290\u202f000,00; ouverture 0,00, période 62\u202f000,00, cumul 62\u202f000,00\n",
		"    commission → distributeur\u00a0: 30 % de 900\u202f000,00 (période 300\u202f000,00); ",
		"  mg-salle\u00a0: ouverture 30\u202f000,00 + frais 0,00 + prime 0,00 + intérêts 0,00 − remboursé 30\u202f000,00 = clôture 0,00\n",
	} {
		assert.Contains(t, french, want)
	}
	for _, want := range []string{
		"STATEMENT OF ACCOUNTS from 2026-07-01 to 2026-12-31  EUR\n",
		"Order of events: date, then order of entry\n",
		"  2026-09-30  s2-salle  receipt  salle  300000.00\n",
		"    couloir → SOFICA: 20 % of 310000.00; inflow 310000.00 (period 310000.00); left before its end 290000.00; opening 0.00, period 62000.00, to date 62000.00\n",
	} {
		assert.Contains(t, english, want)
	}
	assert.Equal(t, strings.Count(french, "\n"), strings.Count(english, "\n"))
	first := textOf(t, statementsOf(t, filmDeal())[0], FrenchLabels)
	assert.Contains(t, first, "RELEVÉ DE COMPTES du début au 30/06/2026")
	assert.Equal(t, first, textOf(t, statementsOf(t, filmDeal())[0], FrenchLabels), "a closed period reads the same every time")

	s.Events = nil
	assert.Contains(t, textOf(t, s, EnglishLabels), "  2 in the period, not listed\n")
	require.ErrorContains(t, s.WriteText(&strings.Builder{}, "de"), "labels: ")
	require.ErrorIs(t, s.WriteText(failing{}, FrenchLabels), errFull)
}

// An amended deal of every kind of step and event: each part says which plan was in force, and what came
// before it under other terms.
func TestWriteTextOfAnAmendedDeal(t *testing.T) {
	p := richPlan("1/4")
	d := Deal{Currency: "EUR", Accounts: p.Accounts, Pots: p.Pots, Meters: p.Meters, Clawback: p.Clawback, Exchange: p.Exchange, Events: richEvents(rand.New(rand.NewPCG(9, 9)), 40)}
	second := richPlan("2/9")
	second.Pots[0].Steps[1].Name = "fee of the agent"
	d.Amendments = []Amendment{{day(60), second}}
	d.Closes = []civil.Date{day(50), day(130)}
	text := textOf(t, statementsOf(t, d)[1], EnglishLabels)
	for _, want := range []string{
		"\nPlan in force from 2026-02-21 to 2026-03-01\n", "\nPlan in force from 2026-03-02 to 2026-05-11\n", "Order of events: date, then sequence, then id\n",
		"\nInterest\n", " on earlier terms; ", "former plans → ", "differences of exchange → bank", "by levels of ", "credit note", " USD × 0.93, bank)", "  admissions: opening ",
	} {
		assert.Contains(t, text, want)
	}
}

func TestOneLine(t *testing.T) {
	for text, want := range map[string]string{
		"plain é": "plain é", "two\nlines": `two\u000alines`, "\u202eturned": `\u202eturned`, "\u2028": `\u2028`, "\xff": `\ufffd`, "": "", "\x1b[2J": `\u001b[2J`,
	} {
		got := oneLine(text)
		assert.Equal(t, want, got)
		assert.True(t, utf8.ValidString(got))
	}
}
