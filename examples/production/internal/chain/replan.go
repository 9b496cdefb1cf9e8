package chain

import (
	"context"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/schedule"
)

// Replan is the plan after a day was lost, and what the day costs.
type Replan struct {
	Lost   civil.Date            `json:"lost"`
	Why    string                `json:"why"`
	Result schedule.ReplanResult `json:"result"`
	// Cost is what the day costs: the difference by cause is in Result.Changes.
	Cost money.Amount  `json:"cost"`
	Days []ShootingDay `json:"days"`
}

// computeReplan plans the rest again on the evening of the lost day: everybody was called and is paid for it,
// and all its scenes are left to shoot, by the day until which the shoot may be prolonged.
func (f *film) computeReplan(p *Production) error {
	lost := f.shoot.Lost.Date
	plan := p.Schedule.Result.Plan
	i := slices.IndexFunc(plan.Days, func(d schedule.ShootDay) bool { return d.Date == lost })
	if i < 0 {
		return inFile("shoot.json", &valid.FieldError{
			Path: "document.lost.date", Value: lost, Err: fmt.Errorf("%w: the plan has no shooting day on it", valid.ErrReference),
		})
	}
	var left []schedule.SceneRest
	for _, s := range p.Schedule.Shoot.Scenes {
		if slices.Contains(plan.Days[i].Scenes, s.ID) {
			left = append(left, schedule.SceneRest{Scene: s.ID, Eighths: s.Eighths, Minutes: s.Minutes})
		}
	}
	shoot := p.Schedule.Shoot
	shoot.Period.To = f.shoot.Lost.Until
	result, err := schedule.Replan(context.Background(), schedule.ReplanInput{
		Shoot: shoot, Plan: plan, Done: schedule.ShootDone{Through: lost, Days: plan.Days[:i+1]}, Left: left,
		Weight: f.shoot.Costs.Move,
	}, schedule.ShootOptions{Nodes: f.shoot.Nodes})
	if err != nil {
		return inFile("shoot.json", at("document.lost", nil, err))
	}
	p.Replan = Replan{Lost: lost, Why: f.shoot.Lost.Why, Result: result, Days: f.days(p.Schedule.Shoot, result.Result.Plan)}
	p.Replan.Cost, err = result.After.Sub(result.Before)
	return inFile("shoot.json", at("document.lost", nil, err))
}
