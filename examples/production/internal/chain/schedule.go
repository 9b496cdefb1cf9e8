package chain

import (
	"context"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/schedule"
	"github.com/bobine-film/bobine/worktime"
)

// Schedule is the plan of the shoot.
type Schedule struct {
	// Shoot is the problem, Result the plan found for it.
	Shoot  schedule.Shoot       `json:"shoot"`
	Result schedule.ShootResult `json:"result"`
	// ScriptOrder is the shoot in the order of the script, Saved what the plan saves against it.
	ScriptOrder ScriptOrder  `json:"scriptOrder"`
	Saved       money.Amount `json:"saved"`
	// Days are the days of shooting, Cast who is there on which.
	Days    []ShootingDay         `json:"days"`
	Cast    []Presence            `json:"cast"`
	Board   schedule.Stripboard   `json:"board"`
	DaysOut schedule.DayOutOfDays `json:"daysOut"`
	// Hours are what the plan breaks of the limits of working time, of the crew and of each player.
	Hours []worktime.Report `json:"hours"`
}

// ShootingDay is a day of the plan.
type ShootingDay struct {
	Number   int              `json:"number"`
	Date     civil.Date       `json:"date"`
	Call     worktime.Clock   `json:"call"`
	Wrap     worktime.Clock   `json:"wrap"`
	Location string           `json:"location"`
	Region   string           `json:"region"`
	Country  string           `json:"country"`
	Scenes   []string         `json:"scenes"`
	Cast     []string         `json:"cast"`
	Eighths  schedule.Eighths `json:"eighths"`
	Minutes  int              `json:"minutes"`
}

// Presence is the days of a player that are paid for: of work and, where the contract says so, of waiting.
type Presence struct {
	Role     string            `json:"role"`
	Contract schedule.Contract `json:"contract"`
	Worked   []civil.Date      `json:"worked"`
	Held     []civil.Date      `json:"held"`
}

func (f *film) computeSchedule(p *Production) error {
	script := f.brokenDown()
	s := Schedule{Shoot: f.problem(script)}
	var err error
	s.Result, err = schedule.SolveShoot(context.Background(), s.Shoot, schedule.ShootOptions{Nodes: f.shoot.Nodes})
	if err != nil {
		return inShoot(err)
	}
	if s.ScriptOrder, err = f.inScriptOrder(s.Shoot); err != nil {
		return inShoot(err)
	}
	if s.Saved, err = s.ScriptOrder.Cost.Sub(s.Result.Cost); err != nil {
		return inShoot(err)
	}
	s.Days = f.days(s.Shoot, s.Result.Plan)
	board := f.board(script, s.Result.Plan)
	if s.Board, err = schedule.LayOut(board); err != nil {
		return inShoot(err)
	}
	if s.DaysOut, err = schedule.DaysOut(board, f.daysOut()); err != nil {
		return inShoot(err)
	}
	s.Cast = f.presences(s.DaysOut)
	if s.Hours, err = schedule.CheckShootHours(s.Shoot, s.Result.Plan, worktime.Limits{}); err != nil {
		return inShoot(err)
	}
	p.Schedule, p.AsOf = s, f.shoot.AsOf
	return nil
}

func (s Schedule) notices() []law.Notice {
	all := slices.Clone(s.Result.Notices)
	for _, r := range s.Hours {
		all = append(all, r.Notices...)
	}
	return all
}

// days tells of each day of a plan where it is and who is there.
func (f *film) days(s schedule.Shoot, plan schedule.ShootPlan) []ShootingDay {
	scenes, sets := map[string]schedule.ShootScene{}, locationsOf(s.Sets)
	for _, sc := range s.Scenes {
		scenes[sc.ID] = sc
	}
	scene := func(id string) schedule.ShootScene { return scenes[strings.TrimSuffix(id, schedule.RestSuffix)] }
	var days []ShootingDay
	for i, d := range plan.Days {
		where := f.shoot.place(sets[scene(d.Scenes[0]).Set])
		day := ShootingDay{
			Number: i + 1, Date: d.Date, Call: d.Call, Wrap: d.Wrap, Location: where.Name, Region: where.Region,
			Country: where.Country, Scenes: d.Scenes,
		}
		for _, id := range d.Scenes {
			day.Eighths += scene(id).Eighths
			day.Minutes += scene(id).Minutes
			day.Cast = withRoles(day.Cast, scene(id).Cast)
		}
		days = append(days, day)
	}
	return days
}

// withRoles adds to roles those that are not yet among them.
func withRoles(roles, more []string) []string {
	for _, role := range more {
		if !slices.Contains(roles, role) {
			roles = append(roles, role)
		}
	}
	return roles
}

// board is a plan as the papers take it.
func (f *film) board(script schedule.Script, plan schedule.ShootPlan) schedule.Board {
	b := schedule.Board{Title: f.budget.Title, Scenes: script.Scenes, Catalogue: f.breakdown.Catalogue}
	for _, d := range plan.Days {
		day := schedule.BoardDay{Date: d.Date}
		for _, id := range d.Scenes {
			day.Strips = append(day.Strips, schedule.Strip{Scene: id})
		}
		b.Days = append(b.Days, day)
	}
	return b
}

// daysOut holds those whose days of waiting are paid.
func (f *film) daysOut() schedule.DayOutRequest {
	var r schedule.DayOutRequest
	for _, p := range f.cast.Players {
		if p.Contract != schedule.NoHold {
			r.Rules = append(r.Rules, schedule.HoldRule{Category: schedule.Cast, Name: p.Role, Hold: true})
		}
	}
	return r
}

// presences reads the days of each player off the day out of days.
func (f *film) presences(out schedule.DayOutOfDays) []Presence {
	var all []Presence
	for _, p := range f.cast.Players {
		one := Presence{Role: p.Role, Contract: p.Contract, Worked: []civil.Date{}, Held: []civil.Date{}}
		for i, code := range cellsOf(p.Role, out) {
			switch {
			case code == string(schedule.CodeHold):
				one.Held = append(one.Held, out.Days[i].Date)
			case code != "" && code != string(schedule.CodeHoliday):
				one.Worked = append(one.Worked, out.Days[i].Date)
			}
		}
		all = append(all, one)
	}
	return all
}

// cellsOf are the codes of a role, a day each.
func cellsOf(role string, out schedule.DayOutOfDays) []string {
	for _, row := range out.Rows {
		if row.Name == role {
			return row.Cells
		}
	}
	return nil
}
