package chain

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/schedule"
)

// Breakdown is the script with what each scene needs.
type Breakdown struct {
	// Pages is the length of the script. It is a number of eighths of a page, in the JSON too: 502 is 62 6/8 pages.
	Pages  schedule.Eighths `json:"pages"`
	Scenes []Scene          `json:"scenes"`
	schedule.Breakdown
}

// Scene is a line of the list of scenes (liste des séquences).
type Scene struct {
	Number   string           `json:"number"`
	Place    schedule.Place   `json:"place"`
	Set      string           `json:"set"`
	Light    schedule.Light   `json:"light"`
	Time     string           `json:"time"`
	Eighths  schedule.Eighths `json:"eighths"`
	Minutes  int              `json:"minutes"`
	Location string           `json:"location"`
	Cast     []string         `json:"cast"`
}

// breakdownSheets is breakdown.json: what the first assistant director notes beside the screenplay.
type breakdownSheets struct {
	Catalogue schedule.Catalogue `json:"catalogue" strict:"required"`
	Scenes    []sheet            `json:"scenes" strict:"required,max=2000"`
}

// sheet is the breakdown of a scene (fiche de dépouillement).
type sheet struct {
	Scene string `json:"scene" strict:"required"`
	// Location is a place of shoot.json, Minutes the time to shoot with setting up.
	Location  string             `json:"location" strict:"required"`
	Minutes   int                `json:"minutes" strict:"required"`
	ScriptDay string             `json:"scriptDay"`
	Unit      string             `json:"unit"`
	Elements  []schedule.Element `json:"elements" strict:"max=1000"`
}

// screenplay is the file of the script, in Fountain.
const screenplay = "scenario.fountain"

func readScreenplay(folder fs.FS, into *schedule.Script) error {
	stream, err := openFile(folder, screenplay)
	if err != nil {
		return err
	}
	defer stream.Close()
	*into, err = schedule.ParseFountain(stream, schedule.PageLayout{})
	return inFile(screenplay, err)
}

func (b *breakdownSheets) check() error {
	var f valid.Faults
	some(&f, "scenes", len(b.Scenes))
	f.Enter("scenes")
	for i, s := range b.Scenes {
		f.Index(i)
		if s.Minutes < 1 || s.Minutes > 24*60 {
			f.Addf("minutes", s.Minutes, valid.ErrOutOfRange, "1 to 1,440")
		}
		f.Leave()
	}
	f.Leave()
	return joined(under("catalogue", b.Catalogue.Validate()), f.Err(), b.checkElements())
}

// checkElements tells faulty elements by their sheet, since later they are those of a scene of the screenplay.
func (b *breakdownSheets) checkElements() error {
	var script schedule.Script
	for i, s := range b.Scenes {
		script.Scenes = append(script.Scenes, schedule.Scene{ID: fmt.Sprint(i), Elements: s.Elements})
	}
	return script.Validate()
}

// checkScenes tells sheets, places, sets and roles that no other file has.
func (f *film) checkScenes() error {
	return joined(f.checkNumbers(), f.checkLocations(), f.checkSets(), f.checkRoles(), f.checkCalendars(), f.checkEquipment())
}

// checkNumbers tells sheets of no scene, and scenes without a sheet. Where sheets are left over too, the number of
// either may be wrong, and the scene is told of the screenplay.
func (f *film) checkNumbers() error {
	var faults, script valid.Faults
	scenes, sheets, leftOver := map[string]bool{}, map[string]bool{}, false
	for _, s := range f.script.Scenes {
		scenes[s.ID] = true
	}
	faults.Enter("document")
	faults.Enter("scenes")
	for i, s := range f.breakdown.Scenes {
		faults.Index(i)
		switch {
		case !scenes[s.Scene]:
			leftOver = true
			faults.Addf("scene", s.Scene, valid.ErrReference, "the screenplay has no such scene")
		case sheets[s.Scene]:
			faults.Add("scene", s.Scene, valid.ErrDuplicate)
		}
		sheets[s.Scene] = true
		faults.Leave()
	}
	for _, s := range f.script.Scenes {
		switch {
		case s.Omitted || sheets[s.ID]:
		case leftOver:
			script.Addf("scene "+valid.Quote(s.ID), s.Heading, valid.ErrReference, "breakdown.json has no such scene")
		default:
			faults.Addf("", s.ID, valid.ErrMissing, "the scene of the screenplay has no sheet")
		}
	}
	return joined(inFile("breakdown.json", faults.Err()), inFile(screenplay, script.Err()))
}

// checkLocations tells scenes in no location, and then the locations that are left over, since the name of either may
// be wrong.
func (f *film) checkLocations() error {
	var faults, shoot valid.Faults
	places, used := map[string]bool{}, map[string]bool{}
	for _, p := range f.shoot.Locations {
		places[p.Name] = true
	}
	for i, s := range f.breakdown.Scenes {
		used[s.Location] = true
		if !places[s.Location] {
			faults.Addf(fmt.Sprintf("document.scenes[%d].location", i), s.Location, valid.ErrReference, "shoot.json has no such location")
		}
	}
	for i, p := range f.shoot.Locations {
		if faults.Any() && !used[p.Name] {
			shoot.Addf(fmt.Sprintf("document.locations[%d].name", i), p.Name, valid.ErrReference, "breakdown.json has no scene there")
		}
	}
	return joined(inFile("breakdown.json", faults.Err()), inFile("shoot.json", shoot.Err()))
}

// checkSets tells calendars of sets that the screenplay does not have.
func (f *film) checkSets() error {
	var faults valid.Faults
	faults.Enter("document")
	faults.Enter("sets")
	for i, c := range f.shoot.Sets {
		faults.Index(i)
		if !slices.ContainsFunc(f.script.Scenes, func(s schedule.Scene) bool { return s.Set == c.Name }) {
			faults.Addf("name", c.Name, valid.ErrReference, "the screenplay has no such set")
		}
		faults.Leave()
	}
	return inFile("shoot.json", faults.Err())
}

// kept are the scenes that are shot, without those of which a script keeps the number alone.
func kept(script schedule.Script) []schedule.Scene {
	return slices.DeleteFunc(slices.Clone(script.Scenes), func(s schedule.Scene) bool { return s.Omitted })
}

// checkRoles tells players without a scene, and roles of the screenplay that nobody plays. Where players are left over
// too, the name of either may be wrong, and the role is told of the screenplay.
func (f *film) checkRoles() error {
	var cast, script valid.Faults
	seen, played := map[string]bool{}, map[string]bool{}
	scenes := kept(f.script)
	for _, s := range scenes {
		for _, role := range s.Characters {
			seen[role] = true
		}
	}
	for i, p := range f.cast.Players {
		played[p.Role] = true
		if !seen[p.Role] {
			cast.Addf(fmt.Sprintf("document.players[%d].role", i), p.Role, valid.ErrReference, "the role is in no scene of the screenplay")
		}
	}
	leftOver := cast.Any()
	for _, s := range scenes {
		for _, role := range s.Characters {
			switch {
			case played[role]:
			case leftOver:
				script.Addf("scene "+valid.Quote(s.ID), role, valid.ErrReference, "cast.json has no such role")
			default:
				cast.Addf("document.players", role, valid.ErrMissing, "the role is in scene %s of the screenplay", s.ID)
			}
			played[role] = true // told
		}
	}
	return joined(inFile(screenplay, script.Err()), inFile("cast.json", cast.Err()))
}

// brokenDown is the script with the sheets in it.
func (f *film) brokenDown() schedule.Script {
	sheets := map[string]sheet{}
	for _, s := range f.breakdown.Scenes {
		sheets[s.Scene] = s
	}
	script := f.script
	script.Scenes = nil
	for _, s := range f.script.Scenes {
		if with, found := sheets[s.ID]; found {
			s.Location, s.Minutes, s.ScriptDay, s.Unit = with.Location, with.Minutes, with.ScriptDay, with.Unit
			s.Elements = append(s.Elements[:len(s.Elements):len(s.Elements)], with.Elements...)
		}
		script.Scenes = append(script.Scenes, s)
	}
	return script
}

func (f *film) computeBreakdown(p *Production) error {
	script := f.brokenDown()
	needs, err := schedule.BreakDown(script, f.breakdown.Catalogue)
	if err != nil {
		return inFile("breakdown.json", under("document", err))
	}
	p.Breakdown = Breakdown{Pages: script.Eighths(), Breakdown: needs}
	for _, s := range kept(script) {
		p.Breakdown.Scenes = append(p.Breakdown.Scenes, Scene{
			Number: s.Number, Place: s.Place, Set: s.Set, Light: s.Light, Time: s.Time, Eighths: s.Eighths,
			Minutes: s.Minutes, Location: s.Location, Cast: s.Characters,
		})
	}
	return nil
}
