package dossier

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/schedule"
)

// Every cost of a plan is shown, and they come to the totals that the summaries of the same plan give.
func TestTheCostsOfAPlanComeToItsTotal(t *testing.T) {
	p := film(t)
	require.Positive(t, len(p.Replan.Result.Moves))
	w := french(p)
	assert.Equal(t, p.Schedule.Result.Cost, w.costs("", p.Schedule.Result.Costs).Total)
	assert.Equal(t, p.Replan.Result.After, w.costs("", p.Replan.Result.Result.Costs).Total)
}

// What a quantity counts, by the terms of the shoot.
func TestQuantitiesOfCosts(t *testing.T) {
	amount := money.MustParse
	var p chain.Production
	p.Schedule.Shoot = schedule.Shoot{
		Cast: []schedule.ShootCast{{Name: "Nora", Contract: schedule.ByWeek}, {Name: "Irène", Contract: schedule.ByDay}, {Name: "Vogel", Contract: schedule.Flat}},
		Locations: []schedule.ShootLocation{
			{Name: "Quai", Day: amount("700.00"), Open: amount("700.00"), Reopen: amount("500.00")}, {Name: "Place", Open: amount("90.00")},
		},
		Equipment: []schedule.ShootEquipment{{Name: "Ballon", Day: amount("200.00")}},
	}
	cost := func(c schedule.Cause, name string, n int, rate string) schedule.ShootCost {
		return schedule.ShootCost{Cause: c, Name: name, Quantity: n, Rate: amount(rate), Amount: amount(rate)}
	}
	table := french(p).costs("Tout", []schedule.ShootCost{
		cost(schedule.CauseWork, "Nora", 5, "4500.00"), cost(schedule.CauseWork, "Irène", 7, "600.00"), cost(schedule.CauseWork, "Vogel", 1, "900.00"),
		cost(schedule.CauseHold, "Irène", 1, "300.00"), cost(schedule.CauseDay, "", 22, "9800.00"), cost(schedule.CauseOvertime, "", 410, "14.00"),
		cost(schedule.CauseMove, "", 2, "100.00"), cost(schedule.CauseLocation, "Quai", 1, "700.00"), cost(schedule.CauseLocation, "Quai", 1, "700.00"),
		cost(schedule.CauseLocation, "Place", 1, "90.00"), cost(schedule.CauseReopen, "Quai", 2, "500.00"), cost(schedule.CauseEquipment, "Ballon", 3, "200.00"),
		cost(schedule.CauseEquipment, "Ballon", 1, "780.00"), cost(schedule.CauseDistance, "", 5, "300.00"),
	})
	var got []string
	for _, line := range table.Lines {
		got = append(got, strings.ReplaceAll(line.Counted, noBreak, " "))
	}
	assert.Equal(t, []string{
		"5 semaines", "7 jours", "1 forfait", "1 jour", "22 jours", "410 minutes", "2 déménagements", "1 jour", "1 ouverture", "1 ouverture",
		"2 réouvertures", "3 jours", "1 semaine",
	}, got, "and nothing for scenes that moved")
}

// Scenes that the lost day left and those that it moved are counted apart, and both are in the list.
func TestScenesWithANewDay(t *testing.T) {
	p := film(t)
	w := french(p)
	c := w.changed()
	assert.Equal(t, len(p.Replan.Result.Moves), c.Left+c.Moved)
	for _, d := range p.Schedule.Days {
		if d.Date == p.Replan.Lost {
			assert.Len(t, d.Scenes, c.Left, "the film loses a whole day")
		}
	}
	kept := schedule.Violation{Rule: schedule.RuleMissing, Scene: "3"}
	w.page.Replan.Result.Broken = []schedule.Violation{{Rule: schedule.RuleMissing, Scene: "15" + schedule.RestSuffix}, kept}
	assert.Equal(t, []schedule.Violation{kept}, w.broken())
}

// What has cost an account is what is spent and what is ordered, as the library counts it for an alert.
func TestAnAlertCountsOrders(t *testing.T) {
	p := film(t)
	text := written(t, p, French)
	ordered := 0
	for _, a := range p.Control.Alerts {
		if a.Kind != "spent" {
			continue
		}
		row, found := p.Control.Report.Row(a.Account)
		require.True(t, found)
		assert.Equal(t, money.FromCents(row.ToDate.Cents()+row.Committed.Cents()), a.Value)
		assert.True(t, strings.Contains(text, "dépensé et engagé"+noBreak+": "+French.Money(a.Value)), a.Account)
		if !row.Committed.IsZero() {
			ordered++
		}
	}
	assert.Positive(t, ordered, "of some account a part is only ordered")
}

// The tax credit has the lines that its introduction says it has.
func TestTheLinesOfTheCreditAreThoseAnnounced(t *testing.T) {
	var codes []string
	for _, l := range film(t).Financing.Credit.Lines {
		codes = append(codes, l.Code)
	}
	assert.Equal(t, []string{"base-limit", "credit", "aid-ceiling"}, codes)
}
