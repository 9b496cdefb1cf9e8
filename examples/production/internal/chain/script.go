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
	f.Enter("scenes")
	for i, s := range b.Scenes {
		f.Index(i)
		if s.Minutes < 1 || s.Minutes > 24*60 {
			f.Addf("minutes", s.Minutes, valid.ErrOutOfRange, "1 to 1,440")
		}
		f.Leave()
	}
	f.Leave()
	return joined(under("catalogue", b.Catalogue.Validate()), f.Err())
}

// checkScenes tells sheets of no scene, scenes without a sheet, and places and roles that no other file has.
func (f *film) checkScenes() error {
	var faults valid.Faults
	sheets, places := map[string]bool{}, map[string]bool{}
	for _, p := range f.shoot.Locations {
		places[p.Name] = true
	}
	scenes := map[string]bool{}
	for _, s := range f.script.Scenes {
		scenes[s.ID] = true
	}
	faults.Enter("document")
	faults.Enter("scenes")
	for i, s := range f.breakdown.Scenes {
		faults.Index(i)
		switch {
		case !scenes[s.Scene]:
			faults.Addf("scene", s.Scene, valid.ErrReference, "the screenplay has no such scene")
		case sheets[s.Scene]:
			faults.Add("scene", s.Scene, valid.ErrDuplicate)
		}
		sheets[s.Scene] = true
		if !places[s.Location] {
			faults.Addf("location", s.Location, valid.ErrReference, "shoot.json has no such location")
		}
		faults.Leave()
	}
	for _, s := range f.script.Scenes {
		if !s.Omitted && !sheets[s.ID] {
			faults.Addf("", s.ID, valid.ErrMissing, "the scene of the screenplay has no sheet")
		}
	}
	return joined(inFile("breakdown.json", faults.Err()), f.checkSets(), f.checkRoles())
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

// checkRoles tells roles of the screenplay that nobody plays, and players without a scene.
func (f *film) checkRoles() error {
	played := map[string]bool{}
	for _, p := range f.cast.Players {
		played[p.Role] = true
	}
	var errs []error
	seen := map[string]bool{}
	for _, s := range f.script.Scenes {
		for _, role := range s.Characters {
			if !played[role] && !seen[role] {
				errs = append(errs, fmt.Errorf("%s: scene %s: %w: cast.json has no such role: %q", screenplay, s.ID, valid.ErrReference, role))
			}
			seen[role] = true
		}
	}
	for i, p := range f.cast.Players {
		if !seen[p.Role] {
			errs = append(errs, inFile("cast.json", &valid.FieldError{
				Path: fmt.Sprintf("document.players[%d].role", i), Value: p.Role,
				Err: fmt.Errorf("%w: the role is in no scene of the screenplay", valid.ErrReference),
			}))
		}
	}
	return joined(errs...)
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
	for _, s := range script.Scenes {
		if s.Omitted {
			continue
		}
		p.Breakdown.Scenes = append(p.Breakdown.Scenes, Scene{
			Number: s.Number, Place: s.Place, Set: s.Set, Light: s.Light, Time: s.Time, Eighths: s.Eighths,
			Minutes: s.Minutes, Location: s.Location, Cast: s.Characters,
		})
	}
	return nil
}
