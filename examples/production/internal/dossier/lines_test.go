package dossier

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/schedule"
)

// documents is the text of all documents of the film.
func documents(t *testing.T) string {
	t.Helper()
	entries, err := os.ReadDir("../../film")
	require.NoError(t, err)
	var all strings.Builder
	for _, e := range entries {
		file, err := os.ReadFile("../../film/" + e.Name())
		require.NoError(t, err)
		all.Write(file)
	}
	return all.String()
}

// What other stages bring to the budget, and what a day of shooting costs, is called as the documents of the film
// call it; every other word is ours and has a name in both languages.
func TestEveryWordThatIsNotOfTheFilmHasAName(t *testing.T) {
	p := film(t)
	var words []string
	for _, lines := range [][]chain.FedLine{p.Budget.Fed, p.Budget.Extras, p.Budget.Planned} {
		for _, l := range lines {
			words = append(words, l.From, l.What)
		}
	}
	for _, r := range p.Control.Hot.Rows {
		words = append(words, r.Item)
	}
	for _, c := range slices.Concat(p.Control.Planned, p.Control.Actual) {
		words = append(words, c.Item)
	}
	eachLine(p.Budget.Document.Accounts, func(l budget.Line) {
		words = append(words, l.Unit)
		if _, fed, found := strings.Cut(l.Code, "-"); found && strings.Trim(fed, "0123456789") != "" {
			parts := strings.Split(l.Description, ", ")
			words = append(words, parts[len(parts)-1])
		}
	})
	text := documents(t)
	ours := 0
	for _, word := range words {
		quoted, err := json.Marshal(word)
		require.NoError(t, err)
		if word == "" || strings.Contains(text, string(quoted)) {
			continue
		}
		ours++
		_, fed := codeNames["fed."+word]
		_, cause := codeNames["cause."+word]
		assert.True(t, fed || cause, "%q has no name", word)
	}
	assert.Positive(t, ours, "words that are not of the film were found")
	// Days before the stated one may have none of these.
	assert.NotEqual(t, "hired, with contributions", French.Word("fed", "hired, with contributions"))
}

func TestLinesOfOtherStages(t *testing.T) {
	w := french(chain.Production{Budget: chain.Budget{Document: budget.Budget{Accounts: []budget.Account{{Code: "3", Accounts: []budget.Account{{Code: "35", Lines: []budget.Line{
		{Code: "35-x1", Description: "Passants, Marins, 2026-04-13, gross", Unit: "jour"}, {Code: "35-1", Description: "Figurants"}, {Code: "35-t2", Description: "Namur, confluent, réouverture", Unit: "réouverture"},
	}}}}}}}})
	const day = "lun." + noBreak + "13" + noBreak + "avr."
	assert.Equal(t, "Passants, Marins, "+day+", salaire brut", w.LineName("Passants, Marins, 2026-04-13, gross"))
	assert.Equal(t, "gross", w.LineName("gross"), "a name of one part is the film's")
	assert.Equal(t, "Namur, confluent, réouverture", w.LineName("Namur, confluent, réouverture"))
	extras := chain.FedLine{Account: "35", Line: "35-x1", From: "Figurant", What: "gross", Amount: money.MustParse("1070.00")}
	assert.Equal(t, "Passants, Marins, "+day, w.fedOf(extras))
	extras.Line = "35-1"
	assert.Empty(t, w.fedOf(extras), "not a day of extras")
	extras.Line = "35-t2"
	assert.Equal(t, "réouverture", w.fedOf(extras))
	assert.Equal(t, "Passants, Marins, "+day+", salaire brut", w.lineOf("35-x1"))
	assert.Equal(t, "24", shortCode("24/additional-labor/Pilote/Grand Est"))
	assert.Equal(t, "35-x1", shortCode("35-x1"))
	assert.Equal(t, "jour", w.unit("35-x1"))
	assert.Equal(t, "Réouvertures de lieux", w.fed("re-openings"))
	assert.Equal(t, "re-opening", English.choose(codeNames["fed.réouverture"]))
}

// Codes of the library that a rule puts into the code of a line are on no page.
func TestNoCodeOfACategoryIsShown(t *testing.T) {
	p := film(t)
	for _, l := range languages {
		page := written(t, p, l)
		for _, need := range p.Breakdown.Needs {
			code := "/" + string(need.Category) + "/"
			assert.False(t, strings.Contains(page, code), code)
		}
	}
}

// What other stages feed is on the page, line by line.
func TestTheFedLinesAreShown(t *testing.T) {
	p := film(t)
	require.NotEmpty(t, p.Budget.Extras)
	for _, l := range languages {
		page := written(t, p, l)
		for _, lines := range [][]chain.FedLine{p.Budget.Fed, p.Budget.Extras, p.Budget.Planned} {
			for _, f := range lines {
				row := `<td class="code">` + escaped(f.Line) + `</td><td class="num">` + l.Money(f.Amount) + `</td>`
				assert.True(t, strings.Contains(page, row), row)
			}
		}
	}
}

// Quantities by hand: French has the plural from 2 on, a unit of several words has it on the first.
func TestQuantitiesAndTheirUnits(t *testing.T) {
	for _, c := range []struct {
		l                Language
		n, unit, counted string
	}{
		{French, "29", "nuit", "29 nuits"}, {French, "1.5", "journée", "1,5 journée"}, {French, "2", "mois", "2 mois"}, {French, "10.2", "semaine", "10,2 semaines"},
		{French, "23/7", "jour de tournage", "3,2857 jours de tournage"}, {English, "1.5", "day", "1.5 days"}, {English, "1", "day", "1 day"}, {French, "3", "", "3 "},
	} {
		n := money.MustFraction(c.n)
		assert.Equal(t, c.counted, c.l.quantity(n)+" "+c.l.plural(c.unit, n.Rat()))
	}
}

// Equipment is counted in what its price is of.
func TestUnitsOfEquipment(t *testing.T) {
	week := money.MustParse("780.00")
	p := chain.Production{Budget: chain.Budget{Document: budget.Budget{Accounts: []budget.Account{{Code: "72", Lines: []budget.Line{
		{Code: "72-t1", Unit: "jour ou semaine", Price: "780.00"}, {Code: "72-t2", Unit: "jour ou semaine", Price: "200.00"},
	}}}}}}
	p.Schedule.Shoot.Equipment = []schedule.ShootEquipment{{Name: "Ballon", Day: money.MustParse("200.00"), Week: &week}}
	assert.Equal(t, "semaine", french(p).unit("72-t1"))
	assert.Equal(t, "jour", french(p).unit("72-t2"))
}
