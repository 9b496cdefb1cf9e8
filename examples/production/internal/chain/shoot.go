package chain

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
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

// ScriptOrder is what shooting in the order of the script costs, whether it could be done or not.
type ScriptOrder struct {
	Days int          `json:"days"`
	Cost money.Amount `json:"cost"`
	// Causes are what the cost is for.
	Causes []schedule.CauseTotal `json:"causes"`
	// Broken is how many rules of the shoot the order breaks.
	Broken int `json:"broken"`
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

// shoot is shoot.json: when and where is shot, by which rules and at what cost.
type shoot struct {
	// Period holds every day that may be shot on.
	Period        civil.Period        `json:"period" strict:"required"`
	RestDays      []schedule.Weekday  `json:"restDays" strict:"max=7"`
	Off           []civil.Date        `json:"off" strict:"max=1000"`
	Agreement     worktime.Agreement  `json:"agreement" strict:"required"`
	CastAgreement worktime.Agreement  `json:"castAgreement" strict:"required"`
	Rules         schedule.ShootRules `json:"rules" strict:"required"`
	// Blackout says that interiors by night may be shot by day, behind black cloth (borniols).
	Blackout  bool                      `json:"blackout"`
	Costs     schedule.ShootCosts       `json:"costs" strict:"required"`
	UnitDay   money.Amount              `json:"unitDay" strict:"required"`
	Locations []place                   `json:"locations" strict:"required,max=1000"`
	Sets      []setCalendar             `json:"sets" strict:"max=1000"`
	Equipment []schedule.ShootEquipment `json:"equipment" strict:"max=1000"`
	Before    []schedule.ScenePair      `json:"before" strict:"max=5000"`
	Together  []schedule.SceneGroup     `json:"together" strict:"max=1000"`
	Apart     []schedule.SceneGroup     `json:"apart" strict:"max=1000"`
	// AsOf is the stated day up to which it was shot as planned, Lost the day lost after it.
	AsOf civil.Date `json:"asOf" strict:"required"`
	Lost lostDay    `json:"lost" strict:"required"`
	// Nodes bounds the search, so that it gives the same plan everywhere.
	Nodes int64 `json:"nodes" strict:"required"`
}

// place is a location with the region and country whose money it counts for.
type place struct {
	Name      string                `json:"name" strict:"required"`
	Region    string                `json:"region" strict:"required"`
	Country   string                `json:"country" strict:"required"`
	Paris     bool                  `json:"paris"`
	Studio    bool                  `json:"studio"`
	Day       money.Amount          `json:"day"`
	Open      money.Amount          `json:"open"`
	Reopen    money.Amount          `json:"reopen"`
	Available schedule.Availability `json:"available"`
}

// setCalendar is when a set of the screenplay may be used.
type setCalendar struct {
	Name      string                `json:"name" strict:"required"`
	Available schedule.Availability `json:"available" strict:"required"`
}

// mostProlonged is by how many days a shoot may be prolonged.
const mostProlonged = 100

// lostDay is a day on which nothing was shot, and until when the shoot may be prolonged for it.
type lostDay struct {
	Date  civil.Date `json:"date" strict:"required"`
	Why   string     `json:"why" strict:"required"`
	Until civil.Date `json:"until" strict:"required"`
}

// mostDays are more than any shoot takes, with its breaks.
const mostDays = 366

// mostNodes bounds a search to some seconds.
const mostNodes = 3_000_000

func (s *shoot) check() error {
	var f valid.Faults
	places := map[string]bool{}
	f.Enter("locations")
	for i, p := range s.Locations {
		f.Index(i)
		needed(&f, "name", p.Name)
		if p.Name != "" && places[p.Name] {
			f.Add("name", p.Name, valid.ErrDuplicate)
		}
		places[p.Name] = true
		needed(&f, "region", p.Region)
		isCountry(&f, "country", p.Country)
		f.Leave()
	}
	f.Leave()
	s.checkCalendars(&f)
	some(&f, "locations", len(s.Locations))
	needed(&f, "lost.why", s.Lost.Why)
	needed(&f, "rules.dayCall", clock(s.Rules.DayCall))
	needed(&f, "rules.nightCall", clock(s.Rules.NightCall))
	some(&f, "restDays", len(s.RestDays)) // one at least (Code du travail, art. L3132-1)
	if s.Nodes < 1 || s.Nodes > mostNodes {
		f.Addf("nodes", s.Nodes, valid.ErrOutOfRange, "1 to %d", mostNodes)
	}
	if !s.Period.IsValid() {
		f.Addf("period", s.Period, valid.ErrOutOfRange, "from a day to the same or a later one")
		return f.Err()
	}
	if days := s.Period.Days(); days > mostDays {
		f.Addf("period", s.Period, valid.ErrOutOfRange, "at most %d days", mostDays)
	}
	if !s.Period.Contains(s.AsOf) {
		f.Addf("asOf", s.AsOf, valid.ErrOutOfRange, "a day of %v", s.Period)
	}
	if !s.AsOf.Before(s.Lost.Date) || !s.Period.Contains(s.Lost.Date) {
		f.Addf("lost.date", s.Lost.Date, valid.ErrOutOfRange, "a day of %v after %v", s.Period, s.AsOf)
	}
	if s.Lost.Until.Before(s.Period.To) || s.Lost.Until.DaysSince(s.Period.To) > mostProlonged {
		f.Addf("lost.until", s.Lost.Until, valid.ErrOutOfRange, "%v or at most %d days later", s.Period.To, mostProlonged)
	}
	return f.Err()
}

// clock is a call as a text, empty for midnight, which is that of nobody.
func clock(call worktime.Clock) string {
	if call == 0 {
		return ""
	}
	return call.String()
}

// checkCalendars tells windows of sets that are no periods.
func (s *shoot) checkCalendars(f *valid.Faults) {
	f.Enter("sets")
	for i, c := range s.Sets {
		f.Index(i)
		f.Enter("available")
		f.Enter("windows")
		for j, w := range c.Available.Windows {
			if !w.IsValid() {
				f.Index(j)
				f.Addf("", w, valid.ErrOutOfRange, "from a day to the same or a later one")
				f.Leave()
			}
		}
		f.Leave()
		f.Leave()
		f.Leave()
	}
	f.Leave()
}

// place returns a location by its name, which checkScenes has found to be there.
func (s *shoot) place(name string) place {
	return s.Locations[slices.IndexFunc(s.Locations, func(p place) bool { return p.Name == name })]
}

// calendarOf is when a set may be used, always where nothing is said of it.
func (s *shoot) calendarOf(set string) schedule.Availability {
	for _, c := range s.Sets {
		if c.Name == set {
			return c.Available
		}
	}
	return schedule.Availability{}
}

// hires reports whether an element of a scene is equipment that is hired by the day.
func (s *shoot) hires(name string) bool {
	return slices.ContainsFunc(s.Equipment, func(e schedule.ShootEquipment) bool { return e.Name == name })
}

// mainUnit is the only crew.
const mainUnit = "équipe"

// light is that by which a scene is shot, none where it may be any.
func (s *shoot) light(sc schedule.Scene) schedule.Light {
	if s.Blackout && sc.Place == schedule.Interior && sc.Light == schedule.Nighttime {
		return ""
	}
	return sc.Light
}

// problem is the shoot as the planner takes it.
func (f *film) problem(script schedule.Script) schedule.Shoot {
	s := schedule.Shoot{
		Name: f.budget.Title, Period: f.shoot.Period, RestDays: f.shoot.RestDays, Off: f.shoot.Off, Agreement: f.shoot.Agreement,
		CastAgreement: f.shoot.CastAgreement, Rules: f.shoot.Rules, Costs: f.shoot.Costs,
		Units: []schedule.ShootUnit{{Name: mainUnit, Day: f.shoot.UnitDay}}, Equipment: f.shoot.Equipment,
		Before: f.shoot.Before, Together: f.shoot.Together, Apart: f.shoot.Apart,
	}
	for _, p := range f.shoot.Locations {
		s.Locations = append(s.Locations, schedule.ShootLocation{
			Name: p.Name, Studio: p.Studio, Day: p.Day, Open: p.Open, Reopen: p.Reopen, Available: p.Available,
		})
	}
	for _, p := range f.cast.Players {
		s.Cast = append(s.Cast, p.terms())
	}
	sets := map[string]bool{}
	for _, sc := range script.Scenes {
		if sc.Omitted {
			continue
		}
		set := sc.Set + ", " + sc.Location
		if !sets[set] {
			s.Sets = append(s.Sets, schedule.ShootSet{Name: set, Location: sc.Location, Available: f.shoot.calendarOf(sc.Set)})
		}
		sets[set] = true
		scene := schedule.ShootScene{
			ID: sc.ID, Set: set, Eighths: sc.Eighths, Minutes: sc.Minutes, Light: f.shoot.light(sc), Cast: sc.Characters,
		}
		for _, e := range sc.Elements {
			if f.shoot.hires(e.Name) {
				scene.Equipment = append(scene.Equipment, e.Name)
			}
		}
		s.Scenes = append(s.Scenes, scene)
	}
	return s
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
	scenes, sets := map[string]schedule.ShootScene{}, map[string]string{}
	for _, sc := range s.Scenes {
		scenes[sc.ID] = sc
	}
	for _, set := range s.Sets {
		sets[set.Name] = set.Location
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
			for _, role := range scene(id).Cast {
				if !slices.Contains(day.Cast, role) {
					day.Cast = append(day.Cast, role)
				}
			}
		}
		days = append(days, day)
	}
	return days
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
		for _, row := range out.Rows {
			if row.Name != p.Role {
				continue
			}
			for i, code := range row.Cells {
				switch {
				case code == string(schedule.CodeHold):
					one.Held = append(one.Held, out.Days[i].Date)
				case code != "" && code != string(schedule.CodeHoliday):
					one.Worked = append(one.Worked, out.Days[i].Date)
				}
			}
		}
		all = append(all, one)
	}
	return all
}

// inScriptOrder shoots scene after scene as written, each day as full as it may be, and a new day where the
// place changes or night falls.
func (f *film) inScriptOrder(s schedule.Shoot) (ScriptOrder, error) {
	calendar, err := civil.FrenchCalendar(s.Territory, s.Period, f.shoot.weekend()...)
	if err != nil {
		return ScriptOrder{}, err
	}
	sets := map[string]string{}
	for _, set := range s.Sets {
		sets[set.Name] = set.Location
	}
	var plan schedule.ShootPlan
	var where string
	var night bool
	minutes := 0
	date := s.Period.From
	for i, sc := range s.Scenes {
		byNight := sc.Light == schedule.Nighttime
		if i == 0 || minutes+sc.Minutes > s.Rules.DayMinutes || sets[sc.Set] != where || byNight != night {
			if date, err = calendar.Add(date, min(i, 1)); err != nil {
				return ScriptOrder{}, err
			}
			where, night, minutes = sets[sc.Set], byNight, 0
			plan.Days = append(plan.Days, schedule.ShootDay{Date: date, Unit: mainUnit, Call: callOf(s.Rules, night)})
		}
		minutes += sc.Minutes
		today := &plan.Days[len(plan.Days)-1]
		today.Scenes = append(today.Scenes, sc.ID)
		today.Wrap = today.Call + worktime.Clock(minutes)
		if minutes > s.Rules.MealAfter {
			today.Wrap += worktime.Clock(s.Rules.MealMinutes)
		}
	}
	report, err := schedule.CheckShoot(s, plan, worktime.Limits{})
	return ScriptOrder{Days: len(plan.Days), Cost: report.Cost, Causes: report.Causes, Broken: len(report.Violations)}, err
}

// callOf is the call of a day or of a night.
func callOf(r schedule.ShootRules, night bool) worktime.Clock {
	if night {
		return r.NightCall
	}
	return r.DayCall
}

// weekend are the days of rest as the calendar has them.
func (s *shoot) weekend() []time.Weekday {
	var days []time.Weekday
	for d := time.Sunday; d <= time.Saturday; d++ {
		if slices.Contains(s.RestDays, schedule.Weekday(strings.ToLower(d.String()))) {
			days = append(days, d)
		}
	}
	return days
}

// inShoot gives a fault of the problem the file that the field came from.
func inShoot(err error) error {
	var errs []error
	for _, e := range valid.List(err) {
		name, step := "shoot.json", "document"
		var fault *valid.FieldError
		if e = conflicting(e); errors.As(e, &fault) {
			if rest, found := strings.CutPrefix(fault.Path, "cast["); found {
				name, e = "cast.json", &valid.FieldError{Path: "players[" + rest, Value: fault.Value, Err: fault.Err}
			} else if strings.HasPrefix(fault.Path, "scenes[") {
				name = "breakdown.json"
			}
		}
		errs = append(errs, inFile(name, under(step, e)))
	}
	return errors.Join(errs...)
}

// conflicting gives a shoot without a plan the path of one of the rules that leave none: that of a player, or one of
// shoot.json, whose scenes, sets and crew are not those of the problem.
func conflicting(err error) error {
	var none *schedule.InfeasibleError
	if !errors.As(err, &none) {
		return err
	}
	for _, steps := range [][]string{{"cast["}, {"rules.", "locations[", "equipment[", "before[", "together[", "apart[", "restDays"}} {
		for _, c := range none.Conflicts {
			if slices.ContainsFunc(steps, func(step string) bool { return strings.HasPrefix(c.Path, step) }) {
				return &valid.FieldError{Path: c.Path, Err: err}
			}
		}
	}
	return err
}
