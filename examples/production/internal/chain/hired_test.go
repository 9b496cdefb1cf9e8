package chain

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
)

// Whom the payroll does not have has earned by the stated day: additional labour at 260.00, doubles at 580.00 and who
// settles the stunts at 650.00, on each day that needs them, premiums of 180.00 by scene, extras abroad at 107.00, all
// with 55 %; the director the working days so far of the engagements.
func TestTheOthersHaveEarnedTheirDays(t *testing.T) {
	f, p := openedFilm(t), bundledFilm(t)
	people := map[string]bool{p.Payroll.Extras.Function: true}
	for _, w := range p.Payroll.People {
		people[w.Who] = true
	}
	got := map[string]int64{}
	for _, e := range p.Control.Earned {
		if !people[e.Who] {
			got[e.Who] += e.Amount.Cents()
		}
	}
	want := map[string]int64{}
	for _, d := range p.Schedule.Days {
		if d.Date.After(p.AsOf) {
			continue
		}
		most := map[string]int{}
		for _, n := range p.Breakdown.Needs {
			if slices.Contains(d.Scenes, n.Scene) {
				most[string(n.Category)+"/"+n.Name] = max(most[string(n.Category)+"/"+n.Name], n.Quantity)
			}
		}
		for key, n := range most {
			category, name, _ := strings.Cut(key, "/")
			price := map[string]int64{"additional-labor": 260_00, "stunts": 580_00}[category]
			switch {
			case name == "Régleur de cascades":
				price = 650_00
			case name == "Chute dans l’eau" || name == "Sauts à quai":
				price = 180_00 // in one scene a day
			case category == "background" && d.Country != "FR":
				price = 107_00
			}
			if price > 0 {
				want[name] += int64(n) * price * 155 / 100
			}
		}
	}
	require.NotEmpty(t, want)
	// The line of the director, over the working days of its phase.
	calendar, err := f.calendar(&p)
	require.NoError(t, err)
	director := slices.IndexFunc(budgetLines(p.Budget), func(l budgetLine) bool { return l.line.Code == "24-1" })
	part, err := budgetLines(p.Budget)[director].part()
	require.NoError(t, err)
	phase := p.Treasury.Phases[slices.IndexFunc(p.Treasury.Phases, func(p budget.Phase) bool { return p.Name == "engagements" })].Period
	soFar := civil.Period{From: phase.From, To: p.AsOf}
	exact := float64(part.Amount.Cents()) * float64(calendar.Count(soFar)) / float64(calendar.Count(phase))
	assert.InDelta(t, exact, float64(got["Réalisateur, salaire"]), float64(calendar.Count(soFar)), "to the cent a day")
	delete(got, "Réalisateur, salaire")
	for who, amount := range got {
		if amount == 0 {
			delete(got, who) // earned later in the month
		}
	}
	assert.Equal(t, want, got)
	// The costs of the accounts in the report have them.
	row, found := p.Control.Report.Row("34")
	require.True(t, found)
	assert.Positive(t, row.ToDate.Sign(), "doubles")
}
