package chain

import (
	"errors"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/schedule"
)

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
	for _, sc := range kept(script) {
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
