package schedule

import (
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
)

// ErrScript reports a text that is not a screenplay, or beyond the limits of its form.
var ErrScript = errors.New("unreadable screenplay")

// Script is a screenplay (scénario) as a production reads it: its scenes, each with its breakdown.
// [ParseFountain], [ParseFDX], [ReadSceneCSV] and [USS.Script] make one of a file, [Reimport] brings
// one up to date with a new version of the file.
type Script struct {
	// Title are the lines of the title page, in order.
	Title []TitleLine `json:"title,omitempty"`
	// Before is what stands before the first heading: FADE IN.
	Before []string `json:"before,omitempty"`
	Scenes []Scene  `json:"scenes" strict:"required,max=10000"`
}

// TitleLine is a line of the title page. Lines of a value are separated by ends of line.
type TitleLine struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// Scene is a scene of a screenplay (séquence) and its breakdown sheet (fiche de dépouillement).
type Scene struct {
	// ID names the scene as long as it lives, whatever becomes of its number: boards, days and
	// budgets refer to it. Parsers make it of the number.
	ID string `json:"id" strict:"required"`
	// Number is the scene number, "12A", empty where the script has none.
	Number string `json:"number,omitempty"`
	// Heading is the heading without the number, as written.
	Heading string `json:"heading,omitempty"`
	Place   Place  `json:"place,omitempty"`
	// Set is the set of the story (décor); Location below is where it is shot.
	Set string `json:"set,omitempty"`
	// Time is the time of day as written, Light what it means. A scene that continues the one before
	// has its light.
	Time  string `json:"time,omitempty"`
	Light Light  `json:"light,omitempty"`
	// Eighths is the length, 0 where it is not known and for an omitted scene.
	Eighths Eighths `json:"eighths"`
	// Page is the page of the script that the scene begins on.
	Page string `json:"page,omitempty"`
	// Sections are the headings of acts and sequences that the scene is under, outermost first.
	Sections []string `json:"sections,omitempty"`
	Synopsis string   `json:"synopsis,omitempty"`
	// Characters are who is in the scene (rôles présents), in the order in which they come.
	Characters []string `json:"characters,omitempty"`
	// Speaking are the roles with lines (rôles parlants). One who is not among Characters too is
	// heard and not seen (voix off).
	Speaking []string `json:"speaking,omitempty"`
	// Notes are those of the writers.
	Notes []string `json:"notes,omitempty"`
	// Text are the lines of the scene, by which [Reimport] knows it again.
	Text []string `json:"text,omitempty"`
	// Omitted says that the script keeps the number of a scene that it no longer has.
	Omitted bool `json:"omitted,omitempty"`
	// Elements are what the scene needs beside its characters.
	Elements []Element `json:"elements,omitempty"`

	// The rest is entered by hand. Reimport keeps it, and the elements that were entered by hand.

	// Minutes is the estimated time to shoot, 0 where there is no estimate.
	Minutes int `json:"minutes,omitempty"`
	// ScriptDay is the day of the story (jour de narration).
	ScriptDay string `json:"scriptDay,omitempty"`
	Unit      string `json:"unit,omitempty"`
	// Location is the place where the scene is shot (lieu de tournage).
	Location string `json:"location,omitempty"`
	Sequence string `json:"sequence,omitempty"`
	Comments string `json:"comments,omitempty"`
}

// Element is what a scene needs: a prop, a vehicle, extras, an effect. The same category and name in
// several scenes are the same thing.
type Element struct {
	Category Category `json:"category" strict:"required"`
	Name     string   `json:"name" strict:"required"`
	// Quantity is how many, 1 to 1,000,000.
	Quantity int `json:"quantity" strict:"required"`
	// FromScript says that the script was tagged with it. Reimport takes these from the new version.
	FromScript bool `json:"fromScript,omitempty"`
}

// MaxScriptScenes is the greatest number of scenes of a script.
const MaxScriptScenes = 10_000

// Limits of a script.
const (
	maxName     = 100 // bytes of a scene number or a category
	maxText     = 64 << 10
	maxQuantity = 1_000_000
	maxMinutes  = 100_000
)

// DecodeScript reads a script from JSON and checks it. Beside malformed JSON it refuses unknown,
// duplicate or wrongly-cased fields, data after the document, more than 12 MiB and more than 10,000
// scenes. All faults are told at once, each a [*FieldError].
func DecodeScript(r io.Reader) (Script, error) {
	return strictjson.DecodeValid[Script](r)
}

// Validate reports every fault of the script, each a [*FieldError], or nil: an identifier that is
// missing or given twice, a word that is none of those allowed, a length or a quantity out of range.
// What a shoot would still need to know is told by [BreakDown], not here.
func (s Script) Validate() error {
	var f valid.Faults
	if len(s.Scenes) > MaxScriptScenes {
		f.Addf("scenes", nil, valid.ErrOutOfRange, "the list has more than %d items", MaxScriptScenes)
	}
	seen := make(map[string]bool, len(s.Scenes))
	f.Enter("scenes")
	for i := range s.Scenes {
		f.Index(i)
		s.Scenes[i].check(&f, seen)
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

func (s *Scene) check(f *valid.Faults, seen map[string]bool) {
	switch {
	case s.ID == "":
		f.Add("id", nil, valid.ErrMissing)
	case seen[s.ID]:
		f.Add("id", s.ID, valid.ErrDuplicate)
	}
	seen[s.ID] = true
	if s.Place != "" {
		valid.OneOf(f, "place", s.Place, places)
	}
	if s.Light != "" {
		valid.OneOf(f, "light", s.Light, lights)
	}
	if s.Eighths < 0 || s.Eighths > MaxEighths {
		f.Addf("eighths", int(s.Eighths), valid.ErrOutOfRange, "0 to %d", int(MaxEighths))
	}
	if s.Minutes < 0 || s.Minutes > maxMinutes {
		f.Addf("minutes", s.Minutes, valid.ErrOutOfRange, "0 to %d", maxMinutes)
	}
	checkNames(f, "characters", s.Characters)
	checkNames(f, "speaking", s.Speaking)
	checkElements(f, "elements", s.Elements)
}

func checkNames(f *valid.Faults, field string, names []string) {
	seen := make(map[string]bool, len(names))
	f.Enter(field)
	for i, name := range names {
		f.Index(i)
		switch {
		case strings.TrimSpace(name) == "":
			f.Add("", nil, valid.ErrMissing)
		case seen[name]:
			f.Add("", name, valid.ErrDuplicate)
		}
		seen[name] = true
		f.Leave()
	}
	f.Leave()
}

func checkElements(f *valid.Faults, field string, elements []Element) {
	seen := make(map[thing]bool, len(elements))
	f.Enter(field)
	for i, e := range elements {
		f.Index(i)
		e.check(f)
		if seen[e.thing()] {
			f.Add("name", e.Name, valid.ErrDuplicate)
		}
		seen[e.thing()] = true
		f.Leave()
	}
	f.Leave()
}

func (e Element) check(f *valid.Faults) {
	if !e.Category.isSound() {
		f.Addf("category", string(e.Category), valid.ErrOneOf, "a category is written in small letters, digits and hyphens")
	}
	if strings.TrimSpace(e.Name) == "" {
		f.Add("name", nil, valid.ErrMissing)
	}
	if e.Quantity < 1 || e.Quantity > maxQuantity {
		f.Addf("quantity", e.Quantity, valid.ErrOutOfRange, "1 to %d", maxQuantity)
	}
}

// thing is what elements of several scenes have in common.
type thing struct {
	category Category
	name     string
}

func (e Element) thing() thing { return thing{e.Category, e.Name} }

// Eighths returns the length of all scenes.
func (s Script) Eighths() Eighths {
	var total Eighths
	for i := range s.Scenes {
		total += s.Scenes[i].Eighths
	}
	return total
}

// clone returns a copy of a scene that shares nothing that can be changed.
func (s Scene) clone() Scene {
	s.Sections, s.Characters, s.Speaking = slices.Clone(s.Sections), slices.Clone(s.Characters), slices.Clone(s.Speaking)
	s.Notes, s.Text, s.Elements = slices.Clone(s.Notes), slices.Clone(s.Text), slices.Clone(s.Elements)
	return s
}
