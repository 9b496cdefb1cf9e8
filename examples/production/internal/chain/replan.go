package chain

import (
	"context"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/schedule"
)

// Replan is the plan after a day was lost, and what the day costs.
type Replan struct {
	Lost   civil.Date            `json:"lost"`
	Why    string                `json:"why"`
	Result schedule.ReplanResult `json:"result"`
	Days   []ShootingDay         `json:"days"`
}

// computeReplan plans the rest again as it stands on the evening before the lost day.
func (f *film) computeReplan(p *Production) error {
	eve, err := f.shoot.Lost.Date.AddDays(-1)
	if err != nil {
		return inFile("shoot.json", at("document.lost.date", f.shoot.Lost.Date, err))
	}
	done := schedule.ShootDone{Through: eve, Days: []schedule.ShootDay{}}
	for _, d := range p.Schedule.Result.Plan.Days {
		if !d.Date.After(eve) {
			done.Days = append(done.Days, d)
		}
	}
	result, err := schedule.Replan(context.Background(), schedule.ReplanInput{
		Shoot: p.Schedule.Shoot, Plan: p.Schedule.Result.Plan, Done: done,
		Changes: []schedule.ShootChange{{Kind: schedule.DaysLost, Period: &civil.Period{From: f.shoot.Lost.Date, To: f.shoot.Lost.Date}}},
		Weight:  f.shoot.Costs.Move,
	}, schedule.ShootOptions{Nodes: f.shoot.Nodes})
	if err != nil {
		return inFile("shoot.json", at("document.lost", nil, err))
	}
	p.Replan = Replan{Lost: f.shoot.Lost.Date, Why: f.shoot.Lost.Why, Result: result, Days: f.days(p.Schedule.Shoot, result.Result.Plan)}
	return nil
}

func (r Replan) notices() []law.Notice { return slices.Clone(r.Result.Result.Notices) }
