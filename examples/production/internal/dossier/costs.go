package dossier

import (
	"slices"

	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/schedule"
)

// costLine is a cost of a plan with how many there are of what its rate is the price of.
type costLine struct {
	schedule.ShootCost
	Counted string
}

// costTable are the costs of a plan and their sum.
type costTable struct {
	Name  string
	Lines []costLine
	Total money.Amount
}

// costs are those that somebody is paid. What the search counts for a scene that moves is no cost of the production.
func (w *writer) costs(name string, list []schedule.ShootCost) costTable {
	table := costTable{Name: name}
	for i, c := range list {
		if c.Cause == schedule.CauseDistance {
			continue
		}
		table.Lines = append(table.Lines, costLine{c, w.count(c.Quantity, w.countedBy(list, i))})
		table.Total = Plus(table.Total, c.Amount)
	}
	return table
}

// countedBy is the label of what the quantity of a cost counts. The days of a place come before its opening, which has
// their cause.
func (w *writer) countedBy(list []schedule.ShootCost, i int) string {
	shoot, c := w.page.Schedule.Shoot, list[i]
	switch c.Cause {
	case schedule.CauseOvertime:
		return "minute"
	case schedule.CauseMove:
		return "move"
	case schedule.CauseReopen:
		return "reopening"
	case schedule.CauseWork:
		return contractUnit(shoot.Cast, c.Name)
	case schedule.CauseLocation:
		free := slices.ContainsFunc(shoot.Locations, func(l schedule.ShootLocation) bool { return l.Name == c.Name && l.Day.IsZero() })
		if free || i > 0 && list[i-1].Cause == c.Cause && list[i-1].Name == c.Name {
			return "opening"
		}
	case schedule.CauseEquipment:
		if slices.ContainsFunc(shoot.Equipment, func(e schedule.ShootEquipment) bool { return e.Name == c.Name && e.Day != c.Rate }) {
			return "week"
		}
	}
	return "day"
}

// contractUnit is the label of what a role is paid by.
func contractUnit(cast []schedule.ShootCast, role string) string {
	i := slices.IndexFunc(cast, func(c schedule.ShootCast) bool { return c.Name == role })
	if i < 0 {
		return "day"
	}
	switch cast[i].Contract {
	case schedule.ByWeek:
		return "week"
	case schedule.Flat:
		return "fee"
	}
	return "day"
}
