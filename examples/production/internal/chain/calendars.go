package chain

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/schedule"
)

// checkCalendars tells calendars of locations, sets and players that are empty, or that are years away from the shoot.
func (f *film) checkCalendars() error {
	var shoot, cast valid.Faults
	for i, p := range f.shoot.Locations {
		f.checkAvailable(&shoot, fmt.Sprintf("document.locations[%d].available", i), p.Available)
	}
	for i, c := range f.shoot.Sets {
		step := fmt.Sprintf("document.sets[%d]", i)
		if slices.ContainsFunc(f.shoot.Sets[:i], func(other setCalendar) bool { return other.Name == c.Name }) {
			shoot.Add(step+".name", c.Name, valid.ErrDuplicate)
		}
		if c.Available.Windows == nil && c.Available.Off == nil {
			shoot.Addf(step+".available", nil, valid.ErrMissing, "windows or days off")
		}
		f.checkAvailable(&shoot, step+".available", c.Available)
	}
	for i, p := range f.cast.Players {
		f.checkAvailable(&cast, fmt.Sprintf("document.players[%d].available", i), p.Available)
	}
	return joined(inFile("shoot.json", shoot.Err()), inFile("cast.json", cast.Err()))
}

func (f *film) checkAvailable(faults *valid.Faults, path string, a schedule.Availability) {
	notEmpty(faults, path+".windows", a.Windows)
	notEmpty(faults, path+".off", a.Off)
	for i, w := range a.Windows {
		plausible(faults, fmt.Sprintf("%s.windows[%d].from", path, i), w.From, f.shoot.Period)
		plausible(faults, fmt.Sprintf("%s.windows[%d].to", path, i), w.To, f.shoot.Period)
	}
	for i, day := range a.Off {
		plausible(faults, fmt.Sprintf("%s.off[%d]", path, i), day, f.shoot.Period)
	}
}

// checkEquipment tells equipment that is hired for nothing, or that no scene has.
func (f *film) checkEquipment() error {
	var faults valid.Faults
	notEmpty(&faults, "document.equipment", f.shoot.Equipment)
	for i, e := range f.shoot.Equipment {
		step := fmt.Sprintf("document.equipment[%d]", i)
		positive(&faults, step+".day", e.Day)
		if !slices.ContainsFunc(f.breakdown.Scenes, func(s sheet) bool { return s.has(e.Name) }) {
			faults.Addf(step+".name", e.Name, valid.ErrReference, "breakdown.json has no scene with it")
		}
	}
	return inFile("shoot.json", faults.Err())
}

func (s sheet) has(element string) bool {
	return slices.ContainsFunc(s.Elements, func(e schedule.Element) bool { return e.Name == element })
}
