package schedule

import (
	"io"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
)

// Board is a plan de travail on its dates: the scenes in the order in which they are shot, day by day.
// It is plain data. The papers of a production are made of it: [LayOut], [DaysOut], [CallTheDay],
// [ReportTheDay], [BoardEvents], [CheckConditions].
type Board struct {
	Title string `json:"title,omitempty"`
	// Scenes are those of the script, with their breakdown. One that is on no day is in the boneyard.
	Scenes []Scene `json:"scenes" strict:"required,max=10000"`
	// Catalogue says who has which number on the board, who is a minor, what brings what.
	Catalogue Catalogue `json:"catalogue,omitzero"`
	// Days are in order of date; two units may have the same date.
	Days []BoardDay `json:"days" strict:"required,max=4000"`
	// Colours are rules of the production's own for the strips; the first that fits holds. Where none
	// does, the convention of the trade does, see [StripColour].
	Colours []ColourRule `json:"colours,omitempty" strict:"max=100"`
}

// DayKind is what a day of a board is for. The empty word is a day of shooting.
type DayKind string

// Kinds of days. A date that is on no day of the board is off.
const (
	// DayOff is a day on which the company does not work (repos).
	DayOff DayKind = "off"
	// DayHoliday is a holiday of the company (jour férié chômé).
	DayHoliday DayKind = "holiday"
	// DayMove is a day on which the company travels from one place to another (déplacement).
	DayMove DayKind = "move"
)

var dayKinds = []DayKind{"", DayOff, DayHoliday, DayMove}

// OneOf returns the words that are a DayKind.
func (DayKind) OneOf() []string { return valid.Texts(dayKinds) }

// BoardDay is a day of a unit, between two day breaks.
type BoardDay struct {
	Date civil.Date `json:"date" strict:"required"`
	// Unit is empty for the main unit.
	Unit string  `json:"unit,omitempty"`
	Kind DayKind `json:"kind,omitempty"`
	// Name is what the day is called, "Toussaint".
	Name string `json:"name,omitempty"`
	// Strips are in the order of the day. Only a day of shooting has scenes.
	Strips []Strip `json:"strips,omitempty" strict:"max=500"`
}

// Strip is a line of a board (bande): a scene, or a banner such as a meal or a change of set.
type Strip struct {
	// Scene is the ID of a scene, empty for a banner.
	Scene string `json:"scene,omitempty"`
	// Eighths is how much of the scene the strip is, 0 for all of it. A scene on several strips has it
	// on each.
	Eighths Eighths `json:"eighths,omitempty"`
	// Minutes is how long the strip takes; 0 is the estimate of the scene where the strip is all of it,
	// and not known where it is not. A banner without minutes takes no time.
	Minutes int    `json:"minutes,omitempty"`
	Banner  string `json:"banner,omitempty"`
	// Break says that a banner is a meal or a pause for all: no work.
	Break bool `json:"break,omitempty"`
}

const (
	maxBoardDays = 4_000
	maxStrips    = 500 // of a day
	maxColours   = 100
)

// DecodeBoard reads a board from JSON and checks it. Beside malformed JSON it refuses unknown, duplicate
// or wrongly-cased fields, data after the document, more than 12 MiB, 10,000 scenes, 4,000 days and 500
// strips a day. All faults are told at once, each a [*FieldError].
func DecodeBoard(r io.Reader) (Board, error) {
	return strictjson.DecodeValid[Board](r)
}

// Validate reports every fault of the board, each a [*FieldError], or nil: those of its scenes and its
// catalogue, days out of order or given twice for a unit, strips that are of no scene or of one that is
// omitted, scenes that are shot twice or longer than they are, and scenes on a day off.
func (b Board) Validate() error {
	var f valid.Faults
	joinFaults(&f, Script{Scenes: b.Scenes}.Validate())
	addFaults(&f, "catalogue", b.Catalogue.Validate())
	if len(b.Days) > maxBoardDays {
		f.Addf("days", nil, valid.ErrOutOfRange, "the list has more than %d items", maxBoardDays)
		return f.Err()
	}
	b.checkDays(&f)
	b.checkColours(&f)
	return f.Err()
}

// joinFaults tells the faults of a part whose paths begin where the whole does.
func joinFaults(f *valid.Faults, err error) {
	for _, e := range valid.List(err) {
		if fault, ok := e.(*FieldError); ok {
			f.Add(fault.Path, fault.Value, fault.Err)
		}
	}
}

// strips counts what is shot of a scene.
type strips struct {
	scene   *Scene
	count   int
	whole   bool // on a strip that does not say how much of it
	eighths Eighths
}

func (b Board) checkDays(f *valid.Faults) {
	scenes := make(map[string]*strips, len(b.Scenes))
	for i := range b.Scenes {
		scenes[b.Scenes[i].ID] = &strips{scene: &b.Scenes[i]}
	}
	type key struct {
		date civil.Date
		unit string
	}
	seen := make(map[key]bool, len(b.Days))
	var last civil.Date
	f.Enter("days")
	for i := range b.Days {
		d := &b.Days[i]
		f.Index(i)
		switch k := (key{d.Date, d.Unit}); {
		case d.Date.IsZero():
			f.Add("date", nil, valid.ErrMissing)
		case seen[k]:
			f.Add("date", d.Date, valid.ErrDuplicate)
		case d.Date.Before(last):
			f.Addf("date", d.Date, valid.ErrOutOfRange, "it is before the day above it")
		default:
			seen[k], last = true, d.Date
		}
		valid.OneOf(f, "kind", d.Kind, dayKinds)
		d.checkStrips(f, scenes)
		f.Leave()
	}
	f.Leave()
}

func (d *BoardDay) checkStrips(f *valid.Faults, scenes map[string]*strips) {
	if len(d.Strips) > maxStrips {
		f.Addf("strips", nil, valid.ErrOutOfRange, "the list has more than %d items", maxStrips)
		return
	}
	f.Enter("strips")
	for i := range d.Strips {
		f.Index(i)
		d.Strips[i].check(f, d.Kind, scenes)
		f.Leave()
	}
	f.Leave()
}

func (s *Strip) check(f *valid.Faults, kind DayKind, scenes map[string]*strips) {
	if s.Minutes < 0 || s.Minutes > maxMinutes {
		f.Addf("minutes", s.Minutes, valid.ErrOutOfRange, "0 to %d", maxMinutes)
	}
	if s.Scene == "" {
		if strings.TrimSpace(s.Banner) == "" {
			f.Addf("scene", nil, valid.ErrMissing, "a strip is a scene or a banner")
		}
		if s.Eighths != 0 {
			f.Addf("eighths", int(s.Eighths), valid.ErrOutOfRange, "a banner has no length in pages")
		}
		return
	}
	on, known := scenes[s.Scene]
	switch {
	case !known:
		f.Add("scene", s.Scene, valid.ErrReference)
		return
	case on.scene.Omitted:
		f.Addf("scene", s.Scene, valid.ErrReference, "the scene is omitted")
	case s.Banner != "":
		f.Addf("banner", s.Banner, valid.ErrOneOf, "a strip is a scene or a banner, not both")
	case s.Break:
		f.Addf("break", nil, valid.ErrOneOf, "a scene is no break")
	case kind != "":
		f.Addf("scene", s.Scene, valid.ErrOneOf, "nothing is shot on a day of the kind %s", string(kind))
	}
	if s.Eighths < 0 || s.Eighths > MaxEighths {
		f.Addf("eighths", int(s.Eighths), valid.ErrOutOfRange, "0 to %d", int(MaxEighths))
		return
	}
	on.add(f, s)
}

// add tells a strip that shoots what other strips shoot already.
func (on *strips) add(f *valid.Faults, s *Strip) {
	switch {
	case on.count > 0 && (s.Eighths == 0 || on.whole):
		f.Addf("scene", s.Scene, valid.ErrDuplicate, "a scene on several strips says on each how many eighths")
	case on.scene.Eighths > 0 && on.eighths+s.Eighths > on.scene.Eighths:
		f.Addf("eighths", int(s.Eighths), valid.ErrOutOfRange, "the scene has %v in all", on.scene.Eighths)
	}
	on.count++
	on.whole = on.whole || s.Eighths == 0
	on.eighths += s.Eighths
}

func (b Board) checkColours(f *valid.Faults) {
	if len(b.Colours) > maxColours {
		f.Addf("colours", nil, valid.ErrOutOfRange, "the list has more than %d items", maxColours)
		return
	}
	eachOf(f, "colours", b.Colours, func(r *ColourRule) {
		if r.Place != "" {
			valid.OneOf(f, "place", r.Place, places)
		}
		if r.Light != "" {
			valid.OneOf(f, "light", r.Light, lights)
		}
		if strings.TrimSpace(string(r.Colour)) == "" {
			f.Add("colour", nil, valid.ErrMissing)
		}
	})
}
