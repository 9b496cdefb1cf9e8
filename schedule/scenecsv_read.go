package schedule

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/bobine-film/bobine/internal/tabular"
	"github.com/bobine-film/bobine/internal/valid"
)

// ReadSceneCSV reads scenes from a table (liste des séquences) with the names of the columns in its
// first row, in any order, as [WriteSceneCSV] has them; number, heading or id has to be there. It reads
// what WriteSceneCSV writes, what a spreadsheet makes of it, and lists made by hand: a byte order mark or
// none, either end of line. An apostrophe before what would be a formula is taken off; rows without any
// text are passed over. Without the column place, set, time or light these are read from the heading, or
// the light from the time; without the column id, or where it is empty, IDs are made of the numbers.
//
// It refuses text that is not UTF-8, quotes out of place ([ErrCSV]), rows longer or shorter than the
// first, unknown columns, numbers that are none, more than 12 MiB, 100,000 rows or 64 KiB in a cell, and
// what [Script.Validate] refuses. All faults are told at once, each a [*FieldError] with a path such as
// "row 12.eighths", as a spreadsheet counts rows, or "scenes[10].light".
func ReadSceneCSV(r io.Reader, d CSVDialect) (Script, error) {
	delimiter, _, err := tabular.Dialect(d)
	if err != nil {
		return Script{}, err
	}
	text, err := readText(r, ErrCSV)
	if err != nil {
		return Script{}, err
	}
	in := sceneReader{scanner: tabular.NewScanner(strings.NewReader(text), delimiter, csvLimits), script: Script{Scenes: []Scene{}}}
	in.read()
	if err := in.faults.Err(); err != nil {
		return Script{}, err
	}
	in.identify()
	if err := in.script.Validate(); err != nil {
		return Script{}, err
	}
	return in.script, nil
}

// sceneReader makes scenes of rows.
type sceneReader struct {
	scanner *tabular.Scanner
	columns []sceneColumn // in the order of the table
	has     map[string]bool
	script  Script
	light   Light // of the scene before
	faults  valid.Faults
}

func (r *sceneReader) read() {
	for !r.faults.Full() {
		cells, err := r.scanner.Next()
		if err == io.EOF {
			break
		}
		r.faults.Enter("row " + strconv.Itoa(r.scanner.Row()))
		switch {
		case err != nil:
			r.faults.Add("", nil, err)
		case r.columns == nil:
			r.header(cells)
		case slices.ContainsFunc(cells, func(c string) bool { return c != "" }):
			r.row(cells)
		}
		r.faults.Leave()
		if err != nil || r.columns == nil {
			return
		}
	}
	if r.columns == nil {
		r.faults.Addf("", nil, ErrCSV, "it is empty")
	}
}

// header finds the columns. They stay nil when one is unknown, missing or given twice.
func (r *sceneReader) header(cells []string) {
	var found []sceneColumn
	all := sceneColumns()
	r.has = map[string]bool{}
	sound := true
	for i, name := range cells {
		at := slices.IndexFunc(all, func(c sceneColumn) bool { return c.name == name })
		r.faults.Index(i)
		switch {
		case at < 0:
			r.faults.Add("", name, valid.ErrUnknownField)
			sound = false
		case r.has[name]:
			r.faults.Add("", name, valid.ErrDuplicate)
			sound = false
		default:
			found = append(found, all[at])
			r.has[name] = true
		}
		r.faults.Leave()
	}
	if sound && !r.has["id"] && !r.has["number"] && !r.has["heading"] {
		r.faults.Add("number", nil, valid.ErrMissing)
		sound = false
	}
	if sound {
		r.columns = found
	}
}

func (r *sceneReader) row(cells []string) {
	if len(cells) != len(r.columns) {
		r.faults.Addf("", len(cells), ErrCSV, "the first row has %d cells", len(r.columns))
		return
	}
	if len(r.script.Scenes) == MaxScriptScenes {
		r.faults.Addf("", nil, ErrCSV, "more than %d scenes", MaxScriptScenes)
		return
	}
	var s Scene
	for i, c := range r.columns {
		cell := tabular.Unguard(cells[i])
		if cell == "" {
			continue
		}
		if err := c.read(&s, cell); err != nil {
			r.faults.Add(c.name, cell, err)
		}
	}
	if s.ID == "" && s.Number == "" && s.Heading == "" {
		r.faults.Add("number", nil, valid.ErrMissing)
	}
	r.complete(&s)
	r.script.Scenes = append(r.script.Scenes, s)
}

// complete reads from the heading, and from the time, what the table has no column for.
func (r *sceneReader) complete(s *Scene) {
	h := ParseHeading(s.Heading)
	if !r.has["number"] {
		s.Number = h.Number
	}
	if !r.has["place"] {
		s.Place = h.Place
	}
	if !r.has["set"] {
		s.Set = h.Set
	}
	if !r.has["time"] {
		s.Time = h.Time
	}
	if !r.has["light"] {
		light, continued, _ := lightOf(s.Time)
		if continued && light == "" {
			light = r.light
		}
		s.Light = light
	}
	r.light = s.Light
}

// identify gives IDs to the scenes that have none.
func (r *sceneReader) identify() {
	taken := identifiers{}
	for _, s := range r.script.Scenes {
		if s.ID != "" {
			taken[s.ID] = 1
		}
	}
	for i := range r.script.Scenes {
		if s := &r.script.Scenes[i]; s.ID == "" {
			s.ID = taken.take(s.Number, i+1)
		}
	}
}
