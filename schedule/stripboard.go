package schedule

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/bobine-film/bobine/civil"
)

// Stripboard is a plan de travail as it is printed: the strips of each day with what each needs, the
// lengths of each day and so far, and what is not on any day yet. Its texts are the board
// ([Stripboard.Text]), the one-line schedule ([Stripboard.OneLine]) and the shooting schedule with all
// elements ([Stripboard.Detailed]).
type Stripboard struct {
	Title string     `json:"title,omitempty"`
	Days  []StripDay `json:"days"`
	// Boneyard are the scenes that are on no day, and what is left of those that are in part, in the
	// order of the script.
	Boneyard []StripLine `json:"boneyard"`
	Totals   StripTotals `json:"totals"`
}

// StripDay is a day of a stripboard.
type StripDay struct {
	// Number counts the days of shooting of the unit from 1; 0 for another day.
	Number int         `json:"number,omitempty"`
	Date   civil.Date  `json:"date"`
	Unit   string      `json:"unit,omitempty"`
	Kind   DayKind     `json:"kind,omitempty"`
	Name   string      `json:"name,omitempty"`
	Lines  []StripLine `json:"lines"`
	// Totals are those of the day, ToDate those of all units up to its end.
	Totals StripTotals `json:"totals"`
	ToDate StripTotals `json:"toDate"`
}

// StripTotals add up scenes. A scene that is shot in parts counts with its last strip.
type StripTotals struct {
	Scenes  int     `json:"scenes"`
	Eighths Eighths `json:"eighths"`
	Minutes int     `json:"minutes"`
	// Untimed are the strips of scenes whose time is not known.
	Untimed int `json:"untimed,omitempty"`
}

func (t *StripTotals) add(u StripTotals) {
	t.Scenes, t.Eighths, t.Minutes, t.Untimed = t.Scenes+u.Scenes, t.Eighths+u.Eighths, t.Minutes+u.Minutes, t.Untimed+u.Untimed
}

// StripLine is a strip with what it says of its scene.
type StripLine struct {
	Banner string `json:"banner,omitempty"`
	// Break says that the banner is a meal or a pause.
	Break bool `json:"break,omitempty"`
	// Scene is the ID, Part that it is not all of the scene.
	Scene     string      `json:"scene,omitempty"`
	Number    string      `json:"number,omitempty"`
	Part      bool        `json:"part,omitempty"`
	Place     Place       `json:"place,omitempty"`
	Set       string      `json:"set,omitempty"`
	Light     Light       `json:"light,omitempty"`
	Location  string      `json:"location,omitempty"`
	ScriptDay string      `json:"scriptDay,omitempty"`
	Synopsis  string      `json:"synopsis,omitempty"`
	Eighths   Eighths     `json:"eighths"`
	Minutes   int         `json:"minutes,omitempty"`
	Colour    StripColour `json:"colour,omitempty"`
	// Cast are the numbers on the board, or the names of roles without one.
	Cast []string `json:"cast,omitempty"`
	// Needs are what the scene needs, see [BreakDown].
	Needs []Need `json:"needs,omitempty"`
}

// laid is a board that was found sound, with its scenes and their needs at hand.
type laid struct {
	board  *Board
	scenes map[string]*Scene
	needs  map[string][]Need
	items  map[thing]Item
}

func layDown(b *Board) (*laid, error) {
	if err := b.Validate(); err != nil {
		return nil, err
	}
	breakdown, err := BreakDown(Script{Scenes: b.Scenes}, b.Catalogue)
	if err != nil {
		return nil, err
	}
	l := &laid{board: b, scenes: make(map[string]*Scene, len(b.Scenes)), needs: make(map[string][]Need, len(b.Scenes)), items: b.Catalogue.items()}
	for i := range b.Scenes {
		l.scenes[b.Scenes[i].ID] = &b.Scenes[i]
	}
	for from := 0; from < len(breakdown.Needs); { // they are by scene
		to, id := from, breakdown.Needs[from].Scene
		for to < len(breakdown.Needs) && breakdown.Needs[to].Scene == id {
			to++
		}
		l.needs[id] = breakdown.Needs[from:to:to]
		from = to
	}
	return l, nil
}

// LayOut makes the stripboard of a board, with what each strip needs. A faulty board is a [*FieldError].
// Complexity that of [BreakDown] and linear in the strips.
func LayOut(b Board) (Stripboard, error) {
	l, err := layDown(&b)
	if err != nil {
		return Stripboard{}, err
	}
	out := Stripboard{Title: b.Title, Days: make([]StripDay, len(b.Days)), Boneyard: []StripLine{}}
	left := l.counts()
	numbers := map[string]int{}
	for i := range b.Days {
		d := l.day(&b.Days[i], left)
		if d.Kind == "" {
			numbers[d.Unit]++
			d.Number = numbers[d.Unit]
		}
		out.Totals.add(d.Totals)
		d.ToDate = out.Totals
		out.Days[i] = d
	}
	out.Boneyard = append(out.Boneyard, l.boneyard()...)
	return out, nil
}

// counts returns on how many strips each scene is.
func (l *laid) counts() map[string]int {
	counts := make(map[string]int, len(l.scenes))
	for i := range l.board.Days {
		for _, s := range l.board.Days[i].Strips {
			if s.Scene != "" {
				counts[s.Scene]++
			}
		}
	}
	return counts
}

// day lays out a day; left are the strips that each scene has from this day on.
func (l *laid) day(d *BoardDay, left map[string]int) StripDay {
	day := StripDay{Date: d.Date, Unit: d.Unit, Kind: d.Kind, Name: d.Name, Lines: make([]StripLine, len(d.Strips))}
	for i := range d.Strips {
		line := l.line(&d.Strips[i])
		day.Lines[i] = line
		day.Totals.Minutes += line.Minutes
		if line.Scene == "" {
			continue
		}
		if left[line.Scene]--; left[line.Scene] == 0 {
			day.Totals.Scenes++
		}
		day.Totals.Eighths += line.Eighths
		if line.Minutes == 0 {
			day.Totals.Untimed++
		}
	}
	return day
}

func (l *laid) line(s *Strip) StripLine {
	if s.Scene == "" {
		return StripLine{Banner: s.Banner, Break: s.Break, Minutes: s.Minutes}
	}
	scene := l.scenes[s.Scene]
	line := l.sceneLine(scene)
	if s.Eighths > 0 && s.Eighths != scene.Eighths {
		line.Part, line.Eighths, line.Minutes = true, s.Eighths, 0
	}
	if s.Minutes > 0 {
		line.Minutes = s.Minutes
	}
	return line
}

func (l *laid) sceneLine(scene *Scene) StripLine {
	line := StripLine{
		Scene: scene.ID, Number: scene.Number, Place: scene.Place, Set: scene.Set, Light: scene.Light, Location: scene.Location,
		ScriptDay: scene.ScriptDay, Synopsis: scene.Synopsis, Eighths: scene.Eighths, Minutes: scene.Minutes, Colour: l.board.colour(scene),
	}
	for _, n := range l.needs[scene.ID] {
		n.From = slices.Clone(n.From)
		line.Needs = append(line.Needs, n)
		if n.Category == Cast {
			line.Cast = append(line.Cast, l.boardName(n.Category, n.Name))
		}
	}
	slices.SortStableFunc(line.Cast, compareBoardNames)
	return line
}

// boardName returns the number of an element on the board, or its name.
func (l *laid) boardName(c Category, name string) string {
	if id := l.items[thing{c, name}].BoardID; id != "" {
		return id
	}
	return name
}

// compareBoardNames orders numbers as numbers, before names.
func compareBoardNames(a, b string) int {
	m, errA := strconv.Atoi(a)
	n, errB := strconv.Atoi(b)
	switch {
	case errA == nil && errB == nil:
		return cmp.Compare(m, n)
	case errA == nil:
		return -1
	case errB == nil:
		return 1
	}
	return strings.Compare(a, b)
}

// boneyard returns what is on no day.
func (l *laid) boneyard() []StripLine {
	on := map[string]*strips{}
	for i := range l.board.Days {
		for _, s := range l.board.Days[i].Strips {
			if s.Scene == "" {
				continue
			}
			if on[s.Scene] == nil {
				on[s.Scene] = &strips{}
			}
			on[s.Scene].whole = on[s.Scene].whole || s.Eighths == 0
			on[s.Scene].eighths += s.Eighths
		}
	}
	var rest []StripLine
	for i := range l.board.Scenes {
		scene := &l.board.Scenes[i]
		if scene.Omitted {
			continue
		}
		shot := on[scene.ID]
		switch {
		case shot == nil:
			rest = append(rest, l.sceneLine(scene))
		case !shot.whole && shot.eighths < scene.Eighths:
			line := l.sceneLine(scene)
			line.Part, line.Eighths, line.Minutes = true, scene.Eighths-shot.eighths, 0
			rest = append(rest, line)
		}
	}
	return rest
}
