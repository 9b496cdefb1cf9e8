package schedule

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
)

// CheckKind is what a line of a check list is about.
type CheckKind string

// Kinds of lines.
const (
	CheckPeople    CheckKind = "people"
	CheckEquipment CheckKind = "equipment"
	CheckLogistics CheckKind = "logistics"
)

var checkKinds = []CheckKind{CheckPeople, CheckEquipment, CheckLogistics}

// OneOf returns the words that are a CheckKind.
func (CheckKind) OneOf() []string { return valid.Texts(checkKinds) }

// CheckItem is somebody or something that is expected on a day, or is there.
type CheckItem struct {
	Kind     CheckKind `json:"kind" strict:"required"`
	Category Category  `json:"category,omitempty"`
	Name     string    `json:"name" strict:"required"`
	// Quantity is 0 to 1,000,000: what was looked for and is not there has 0.
	Quantity int `json:"quantity"`
}

// CheckList is the pointage of a day: people, equipment and logistics planned against present.
type CheckList struct {
	Title string      `json:"title,omitempty"`
	Date  civil.Date  `json:"date"`
	Unit  string      `json:"unit,omitempty"`
	Lines []CheckLine `json:"lines"`
	// Missing and Surplus are how many lines have too little and too much, Open how many nobody looked
	// for yet.
	Missing int `json:"missing"`
	Surplus int `json:"surplus"`
	Open    int `json:"open"`
}

// CheckLine is a line of a check list.
type CheckLine struct {
	Kind     CheckKind `json:"kind"`
	Category Category  `json:"category,omitempty"`
	Name     string    `json:"name"`
	Planned  int       `json:"planned"`
	Present  int       `json:"present"`
	// Checked says that somebody looked.
	Checked bool `json:"checked,omitempty"`
	// Scenes are the IDs of the scenes of the day that need it.
	Scenes []string `json:"scenes,omitempty"`
}

// peopleCategories are those whose elements are people.
var peopleCategories = []Category{Cast, Background, Stunts, AnimalHandlers, Security, AdditionalLabor}

const maxCheckItems = 20_000

type checkKey struct {
	kind CheckKind
	thing
}

// CheckTheDay makes the check list of a day of a unit. Planned is what its scenes need, each element in the
// greatest quantity that one of them needs, each location, and what the caller adds: the crew, vehicles,
// meals. Present is what was found, nil for a list to fill in. Voices are not expected on the set.
//
// A faulty board, a day on which the unit shoots nothing, an item given twice and quantities out of range are
// each a [*FieldError].
func CheckTheDay(b Board, date civil.Date, unit string, added, present []CheckItem) (CheckList, error) {
	l, err := layDown(&b)
	var f valid.Faults
	addFaults(&f, "board", err)
	checkItems(&f, "added", added)
	checkItems(&f, "present", present)
	at := slices.IndexFunc(b.Days, func(d BoardDay) bool { return d.Date == date && d.Unit == unit && d.Kind == "" })
	if at < 0 {
		f.Addf("date", date, valid.ErrReference, "the unit shoots nothing on this day")
	}
	if f.Any() {
		return CheckList{}, f.Err()
	}
	w := checking{lines: map[checkKey]*CheckLine{}}
	for _, s := range b.Days[at].Strips {
		if scene := l.scenes[s.Scene]; scene != nil {
			w.scene(scene, l.needs[scene.ID])
		}
	}
	for _, item := range added {
		w.line(item.key()).Planned += item.Quantity
	}
	for _, item := range present {
		line := w.line(item.key())
		line.Present, line.Checked = item.Quantity, true
	}
	return w.list(b.Title, date, unit), nil
}

// DecodeCheckItems reads a list of items from JSON and checks it. Beside malformed JSON it refuses unknown,
// duplicate or wrongly-cased fields, data after the list, more than 20,000 items and 12 MiB. All faults are
// told at once, each a [*FieldError].
func DecodeCheckItems(r io.Reader) ([]CheckItem, error) {
	return strictjson.DecodeChecked(r, maxCheckItems, func(items *[]CheckItem, f *valid.Faults) { checkItemList(f, *items) })
}

func checkItems(f *valid.Faults, field string, items []CheckItem) {
	if len(items) > maxCheckItems {
		f.Addf(field, nil, valid.ErrOutOfRange, "the list has more than %d items", maxCheckItems)
		return
	}
	f.Enter(field)
	checkItemList(f, items)
	f.Leave()
}

func checkItemList(f *valid.Faults, items []CheckItem) {
	seen := make(map[checkKey]bool, len(items))
	for i := range items {
		c := &items[i]
		f.Index(i)
		valid.OneOf(f, "kind", c.Kind, checkKinds)
		if c.Category != "" && !c.Category.isSound() {
			f.Addf("category", string(c.Category), valid.ErrOneOf, "a category is written in small letters, digits and hyphens")
		}
		switch {
		case strings.TrimSpace(c.Name) == "":
			f.Add("name", nil, valid.ErrMissing)
		case seen[c.key()]:
			f.Add("name", c.Name, valid.ErrDuplicate)
		}
		seen[c.key()] = true
		if c.Quantity < 0 || c.Quantity > maxQuantity {
			f.Addf("quantity", c.Quantity, valid.ErrOutOfRange, "0 to %d", maxQuantity)
		}
		f.Leave()
	}
}

func (c *CheckItem) key() checkKey { return checkKey{c.Kind, thing{c.Category, c.Name}} }

// checking is a check list in the making.
type checking struct {
	lines map[checkKey]*CheckLine
}

func (w *checking) line(k checkKey) *CheckLine {
	line := w.lines[k]
	if line == nil {
		line = &CheckLine{Kind: k.kind, Category: k.category, Name: k.name}
		w.lines[k] = line
	}
	return line
}

func (w *checking) scene(s *Scene, needs []Need) {
	expect := func(k checkKey, quantity int) {
		line := w.line(k)
		line.Planned = max(line.Planned, quantity)
		if !slices.Contains(line.Scenes, s.ID) {
			line.Scenes = append(line.Scenes, s.ID)
		}
	}
	for _, n := range needs {
		kind := CheckEquipment
		switch {
		case n.Category == Voices:
			continue
		case slices.Contains(peopleCategories, n.Category):
			kind = CheckPeople
		}
		expect(checkKey{kind, thing{n.Category, n.Name}}, n.Quantity)
	}
	if s.Location != "" {
		expect(checkKey{CheckLogistics, thing{LocationRows, s.Location}}, 1)
	}
}

func (w *checking) list(title string, date civil.Date, unit string) CheckList {
	out := CheckList{Title: title, Date: date, Unit: unit, Lines: []CheckLine{}}
	for _, line := range w.lines {
		out.Lines = append(out.Lines, *line)
		switch {
		case !line.Checked:
			out.Open++
		case line.Present < line.Planned:
			out.Missing++
		case line.Present > line.Planned:
			out.Surplus++
		}
	}
	slices.SortFunc(out.Lines, func(a, b CheckLine) int {
		return cmp.Or(cmp.Compare(slices.Index(checkKinds, a.Kind), slices.Index(checkKinds, b.Kind)), compareThings(thing{a.Category, a.Name}, thing{b.Category, b.Name}))
	})
	return out
}

// Text returns the check list as a table of text, with a box for what nobody looked for yet. A word that is
// no language is a [*FieldError].
func (c CheckList) Text(l PaperLanguage) (string, error) {
	p, err := newPaper(l)
	if err != nil {
		return "", err
	}
	p.line(p.word(phrase{"POINTAGE", "CHECK LIST"}), c.Title, p.date(StripDay{Date: c.Date}), c.Unit)
	names := map[CheckKind]phrase{CheckPeople: {"Personnes", "People"}, CheckEquipment: {"Matériel", "Equipment"}, CheckLogistics: {"Logistique", "Logistics"}}
	for i := range c.Lines {
		line := &c.Lines[i]
		if i == 0 || c.Lines[i-1].Kind != line.Kind {
			p.line(p.word(names[line.Kind]))
		}
		state := "[ ]"
		switch {
		case line.Checked && line.Present < line.Planned:
			state = "-" + strconv.Itoa(line.Planned-line.Present)
		case line.Checked && line.Present > line.Planned:
			state = "+" + strconv.Itoa(line.Present-line.Planned)
		case line.Checked:
			state = "ok"
		}
		p.row("", state, strconv.Itoa(line.Planned), line.Name, string(line.Category))
	}
	return p.text(), nil
}
