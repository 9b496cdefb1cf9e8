package schedule

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
)

// ShootProgress is how a shoot stands against its plan (avancement) at the end of a day.
type ShootProgress struct {
	AsOf civil.Date `json:"asOf"`
	// Planned is what the plan has until then, Shot what was shot, Total what there is to shoot.
	Planned Footage `json:"planned"`
	Shot    Footage `json:"shot"`
	Total   Footage `json:"total"`
	// WorkPlanned and WorkDone are the minutes of work of the days until then, meals not counted.
	WorkPlanned int `json:"workPlanned"`
	WorkDone    int `json:"workDone"`
	// DaysShot are the dates with shooting, DaysLeft those that what is left takes at the same pace, rounded
	// up. With nothing shot there is no pace and HasPace is false.
	DaysShot int  `json:"daysShot"`
	DaysLeft int  `json:"daysLeft"`
	HasPace  bool `json:"hasPace"`
	// PlannedEnd is the last day of the plan, ProjectedEnd the last of DaysLeft worked days after AsOf, Delay
	// the worked days from one to the other, negative when it is earlier.
	PlannedEnd   civil.Date `json:"plannedEnd"`
	ProjectedEnd civil.Date `json:"projectedEnd,omitzero"`
	Delay        int        `json:"delay"`
	// DayCost is the mean cost of a date of the plan, rounded to the cent, DelayCost that of the days of
	// delay; a delay below 0 saves nothing and costs 0. What a delay costs in truth [Replan] tells.
	DayCost   money.Amount `json:"dayCost"`
	DelayCost money.Amount `json:"delayCost"`
}

// Footage is an amount of scenes.
type Footage struct {
	Scenes  int     `json:"scenes"`
	Eighths Eighths `json:"eighths"`
	Minutes int     `json:"minutes"`
}

// Progress compares what was shot with the plan, in scenes, eighths and hours, and projects the end at the pace of
// eighths a day so far. A scene that was begun counts for what is not left of it, and as a scene when nothing is.
// Faults of the shoot, the plan and the past are a [*FieldError] each.
func Progress(s Shoot, plan ShootPlan, done ShootDone, left []SceneRest) (ShootProgress, error) {
	in := ReplanInput{Shoot: s, Plan: plan, Done: done, Left: left}
	shoot, err := in.shoot()
	if err != nil {
		return ShootProgress{}, err
	}
	s.Near, s.Done = nil, nil
	report, err := CheckShoot(s, plan, worktime.Limits{})
	if err != nil {
		return ShootProgress{}, err
	}
	var f valid.Faults
	x := s.index(&f)
	p := ShootProgress{AsOf: done.Through}
	dates := map[civil.Date]bool{}
	for _, d := range plan.Days {
		dates[d.Date] = true
		if d.Date.After(p.PlannedEnd) {
			p.PlannedEnd = d.Date
		}
		if !d.Date.After(done.Through) {
			p.Planned.add(&s, x, d.Scenes)
			p.WorkPlanned += s.Rules.worked(int(d.Wrap) - int(d.Call))
		}
	}
	shot := map[civil.Date]bool{}
	for _, d := range shoot.Done.Days {
		shot[d.Date] = true
		p.Shot.add(&s, x, d.Scenes)
		p.WorkDone += s.Rules.worked(int(d.Wrap) - int(d.Call))
	}
	p.DaysShot = len(shot)
	for i := range s.Scenes {
		p.Total.add(&s, x, []string{s.Scenes[i].ID})
	}
	for _, l := range left {
		p.Shot.Scenes--
		p.Shot.Eighths -= l.Eighths
		p.Shot.Minutes -= l.Minutes
	}
	if len(dates) > 0 {
		mean, err := money.NewFraction(1, int64(len(dates)))
		if err != nil {
			return ShootProgress{}, err
		}
		if p.DayCost, err = mean.Of(report.Cost); err != nil {
			return ShootProgress{}, err
		}
	}
	return p, p.project(&s)
}

func (f *Footage) add(s *Shoot, x shootIndex, scenes []string) {
	for _, id := range scenes {
		i, ok := x.scenes[id]
		if !ok {
			continue // the rest of a scene, which the scene counts
		}
		f.Scenes++
		f.Eighths += s.Scenes[i].Eighths
		f.Minutes += s.Scenes[i].Minutes
	}
}

// project computes the end at the pace so far.
func (p *ShootProgress) project(s *Shoot) error {
	if p.HasPace = p.Shot.Eighths > 0 && p.DaysShot > 0; !p.HasPace {
		return nil
	}
	leftEighths := max(0, int64(p.Total.Eighths-p.Shot.Eighths))
	pace := int64(p.Shot.Eighths)
	p.DaysLeft = int((leftEighths*int64(p.DaysShot) + pace - 1) / pace)
	calendar, err := s.calendar()
	if err != nil {
		return err
	}
	if p.ProjectedEnd = p.AsOf; p.DaysLeft > 0 {
		if p.ProjectedEnd, err = calendar.Add(p.AsOf, p.DaysLeft); err != nil {
			return err
		}
	}
	if p.PlannedEnd.IsZero() {
		return nil
	}
	p.Delay = workedBetween(calendar, p.PlannedEnd, p.ProjectedEnd)
	p.DelayCost = money.FromCents(int64(max(0, p.Delay)) * p.DayCost.Cents())
	return nil
}

// workedBetween counts the worked days after one date until another, negative when that is earlier.
func workedBetween(c civil.Calendar, from, to civil.Date) int {
	if to.Before(from) {
		return -workedBetween(c, to, from)
	}
	next, err := from.AddDays(1)
	if err != nil || to.Before(next) {
		return 0
	}
	return c.Count(civil.Period{From: next, To: to})
}
