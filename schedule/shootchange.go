package schedule

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
)

// ShootChangeKind is what changes in a shoot.
type ShootChangeKind string

// Kinds of changes.
const (
	// CastAway is a player who is not free over Period: an illness.
	CastAway ShootChangeKind = "cast-away"
	// LocationAway, SetAway and EquipmentAway are the same of a place or a thing.
	LocationAway  ShootChangeKind = "location-away"
	SetAway       ShootChangeKind = "set-away"
	EquipmentAway ShootChangeKind = "equipment-away"
	// SceneAway is a scene that cannot be shot over Period: rain.
	SceneAway ShootChangeKind = "scene-away"
	// DaysLost are the days of Period, on which nobody works.
	DaysLost ShootChangeKind = "days-lost"
	// SetMoved is a set that is at another Location.
	SetMoved ShootChangeKind = "set-moved"
	// SceneLight is a scene by another Light, empty for either.
	SceneLight ShootChangeKind = "scene-light"
	// SceneMinutes is a scene that takes another time, Minutes.
	SceneMinutes ShootChangeKind = "scene-minutes"
	// SceneFixed is a scene that is shot within Period.
	SceneFixed ShootChangeKind = "scene-fixed"
)

var shootChanges = []ShootChangeKind{CastAway, LocationAway, SetAway, EquipmentAway, SceneAway, DaysLost, SetMoved, SceneLight, SceneMinutes, SceneFixed}

// OneOf returns the words that are a ShootChangeKind.
func (ShootChangeKind) OneOf() []string { return valid.Texts(shootChanges) }

// ShootChange is a thing that is otherwise than a shoot says (aléa, or a choice that is asked about).
type ShootChange struct {
	Kind ShootChangeKind `json:"kind" strict:"required"`
	// Name is who or what it is about: a player, a location, a set, equipment, or the ID of a scene.
	Name string `json:"name,omitempty"`
	// Period, Location, Light and Minutes are what the kind asks for.
	Period   *civil.Period `json:"period,omitempty"`
	Location string        `json:"location,omitempty"`
	Light    Light         `json:"light,omitempty"`
	Minutes  int           `json:"minutes,omitempty"`
}

// String returns the change in words.
func (c ShootChange) String() string {
	over := ""
	if c.Period != nil {
		over = " " + c.Period.String()
	}
	switch c.Kind {
	case SetMoved:
		return fmt.Sprintf("%s at %s", c.Name, c.Location)
	case SceneLight:
		if c.Light == "" {
			return fmt.Sprintf("scene %s by day or night", c.Name)
		}
		return fmt.Sprintf("scene %s by %s", c.Name, c.Light)
	case SceneMinutes:
		return fmt.Sprintf("scene %s in %d minutes", c.Name, c.Minutes)
	case SceneFixed:
		return fmt.Sprintf("scene %s within%s", c.Name, over)
	case DaysLost:
		return "no shooting" + over
	}
	return fmt.Sprintf("%s away%s", c.Name, over)
}

// changed returns the shoot with changes, in a copy of what they touch. The path of a fault begins with field.
func (s *Shoot) changed(field string, changes []ShootChange) (Shoot, error) {
	var f valid.Faults
	x := s.index(&f)
	out := *s
	out.Off = slices.Clone(s.Off)
	out.Cast, out.Locations, out.Sets = slices.Clone(s.Cast), slices.Clone(s.Locations), slices.Clone(s.Sets)
	out.Equipment, out.Scenes = slices.Clone(s.Equipment), slices.Clone(s.Scenes)
	checkLength(&f, field, len(changes), maxShootDays)
	f.Enter(field)
	for i := range changes {
		if f.Full() {
			break
		}
		f.Index(i)
		out.change(&f, &x, &changes[i])
		f.Leave()
	}
	f.Leave()
	return out, f.Err()
}

// change makes one change, or tells what is wrong with it.
func (s *Shoot) change(f *valid.Faults, x *shootIndex, c *ShootChange) {
	checkWord(f, "kind", c.Kind)
	var known map[string]int
	switch c.Kind {
	case CastAway:
		known = x.cast
	case LocationAway:
		known = x.locations
	case SetAway, SetMoved:
		known = x.sets
	case EquipmentAway:
		known = x.equipment
	case SceneAway, SceneLight, SceneMinutes, SceneFixed:
		known = x.scenes
	}
	i, ok := known[c.Name]
	if known != nil && !ok {
		f.Add("name", c.Name, valid.ErrReference)
		return
	}
	switch c.Kind {
	case SetMoved:
		if _, ok := x.locations[c.Location]; !ok {
			f.Add("location", c.Location, valid.ErrReference)
		}
		s.Sets[i].Location = c.Location
		return
	case SceneLight:
		if c.Light != "" {
			checkWord(f, "light", c.Light)
		}
		s.Scenes[i].Light = c.Light
		return
	case SceneMinutes:
		checkCount(f, "minutes", c.Minutes, 1, minutesADay)
		s.Scenes[i].Minutes = c.Minutes
		return
	}
	if c.Period == nil {
		f.Add("period", nil, valid.ErrMissing)
		return
	}
	within, meets := c.Period.Intersect(s.Period)
	if !c.Period.IsValid() || !meets {
		f.Add("period", c.Period.String(), civil.ErrPeriod)
		return
	}
	switch c.Kind {
	case CastAway:
		s.Cast[i].Available = s.Cast[i].Available.without(within)
	case LocationAway:
		s.Locations[i].Available = s.Locations[i].Available.without(within)
	case SetAway:
		s.Sets[i].Available = s.Sets[i].Available.without(within)
	case EquipmentAway:
		s.Equipment[i].Available = s.Equipment[i].Available.without(within)
	case SceneAway:
		s.Scenes[i].Available = s.Scenes[i].Available.without(within)
	case SceneFixed:
		s.Scenes[i].Available = Availability{Windows: []civil.Period{within}, Off: s.Scenes[i].Available.Off}
	case DaysLost:
		s.Off = slices.AppendSeq(s.Off, within.All())
	}
}

// without returns the availability less the days of a period.
func (a Availability) without(p civil.Period) Availability {
	off := slices.AppendSeq(slices.Clone(a.Off), p.All())
	slices.SortFunc(off, civil.Date.Compare)
	return Availability{Windows: a.Windows, Off: slices.Compact(off)}
}
