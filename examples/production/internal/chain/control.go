package chain

import (
	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/schedule"
)

// Control is where costs stand at the stated day.
type Control struct {
	Plan   budget.ControlPlan `json:"plan"`
	Report budget.CostReport  `json:"report"`
	Alerts []budget.Alert     `json:"alerts"`
	// Hot is the stated day against what it was to cost.
	Hot      budget.HotCost         `json:"hot"`
	Progress schedule.ShootProgress `json:"progress"`
}

func (f *film) computeControl(p *Production) error { return nil }
