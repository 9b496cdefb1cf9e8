package chain

import (
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/rights"
	"github.com/bobine-film/bobine/schedule"
)

// Delivery is post-production to the delivery of the film, and where its deliverables stand.
type Delivery struct {
	Plan schedule.TaskPlan `json:"plan"`
	// Network is what was planned.
	Network schedule.TaskNetwork  `json:"network"`
	Items   rights.DeliveryReport `json:"items"`
	Notices []law.Notice          `json:"notices"`
}

// computeDelivery plans post-production from the first day after the shoot.
func (f *film) computeDelivery(p *Production) error { return nil }

func (d Delivery) notices() []law.Notice { return d.Notices }
