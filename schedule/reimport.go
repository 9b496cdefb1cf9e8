package schedule

import (
	"errors"
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
)

// ChangeKind is what became of a scene from one version of a script to the next.
type ChangeKind string

// Kinds of changes.
const (
	SceneAdded     ChangeKind = "added"
	SceneCut       ChangeKind = "cut"
	SceneMoved     ChangeKind = "moved"
	SceneRewritten ChangeKind = "rewritten"
	// SceneRenumbered is another number on the same scene.
	SceneRenumbered ChangeKind = "renumbered"
	// SceneOmitted is a scene of which the script keeps the number alone.
	SceneOmitted ChangeKind = "omitted"
	// SceneSplit is a scene that was part of another one.
	SceneSplit ChangeKind = "split"
	// SceneJoined is a scene that became part of another one.
	SceneJoined ChangeKind = "joined"
)

// SceneChange is one thing that happened to a scene. A scene may have several.
type SceneChange struct {
	Kind ChangeKind `json:"kind"`
	// Scene is its ID.
	Scene string `json:"scene"`
	// Number and Position are those in the new version, WasNumber and WasPosition in the old;
	// positions count from 1, 0 where the scene is not there.
	Number      string `json:"number,omitempty"`
	WasNumber   string `json:"wasNumber,omitempty"`
	Position    int    `json:"position,omitempty"`
	WasPosition int    `json:"wasPosition,omitempty"`
	// Fields are what differs in a rewritten scene, by the JSON names of [Scene].
	Fields []string `json:"fields,omitempty"`
	// With is the ID of the scene that this one was split from, or joined to.
	With string `json:"with,omitempty"`
}

// Revision is a script brought up to date.
type Revision struct {
	Script  Script        `json:"script"`
	Changes []SceneChange `json:"changes"`
	// Cut are the scenes of the old version that the new one does not have, with all that was known
	// of them.
	Cut []Scene `json:"cut,omitempty"`
}

// Reimport brings a script that work was done on (dépouillement, plan de travail) up to date with a
// new version of the screenplay. A scene that is found again keeps its ID, to which boards and budgets
// refer, its minutes, script day, unit, location, sequence and comments, and the elements that were
// entered by hand; quantities of tagged elements stay too. The rest is that of the new version.
//
// Scenes are matched in rounds, each among those that are left: the same number, heading and text; the
// same heading and text; texts with half of their runs of three words in common, or a fifth where the
// number or the heading is the same, the most alike first; the same number and heading; the same
// number; the same heading, where one of the two has no number. So a script whose scenes were all
// renumbered is known by its texts, and a scene whose text is all new by its number.
//
// Where the new version has no texts at all, as a scene list, it leaves those of the old as they are, and
// scenes of the same ID are the same before all else.
//
// A new scene half of which was in an old one is a split: it takes over the elements, script day,
// unit, location and sequence of the old one. An old scene half of which is in a new one is joined: its
// elements and minutes are added there. A faulty script is a [*FieldError].
//
// The changes are in the order of the new version, those of scenes that are gone behind, in the order
// of the old. Complexity linear in the texts beside sorting.
func Reimport(old, revised Script) (Revision, error) {
	var f valid.Faults
	addFaults(&f, "old", old.Validate())
	addFaults(&f, "revised", revised.Validate())
	if err := f.Err(); err != nil {
		return Revision{}, err
	}
	m := newMatching(old.Scenes, revised.Scenes)
	m.match()
	return m.revision(revised), nil
}

// addFaults tells the faults of a document inside another.
func addFaults(f *valid.Faults, field string, err error) {
	f.Enter(field)
	for _, e := range valid.List(err) {
		var fault *FieldError
		if errors.As(e, &fault) {
			f.Add(fault.Path, fault.Value, fault.Err)
		}
	}
	f.Leave()
}

// revision puts the new version together.
func (m *matching) revision(revised Script) Revision {
	taken := identifiers{}
	for i := range m.old {
		taken[m.old[i].ID] = 1
	}
	out := Revision{Script: Script{
		Title: slices.Clone(revised.Title), Before: slices.Clone(revised.Before), Scenes: make([]Scene, len(m.revised)),
	}, Changes: []SceneChange{}}
	for n := range m.revised {
		scene := m.revised[n].clone()
		if o := m.oldOf[n]; o >= 0 {
			scene.keep(m.old[o])
			if m.isList {
				scene.Text = slices.Clone(m.old[o].Text)
			}
		} else {
			scene.ID = taken.take(scene.Number, n+1)
		}
		out.Script.Scenes[n] = scene
	}
	joined := m.takeOver(out.Script.Scenes)
	for n := range m.revised {
		out.Changes = append(out.Changes, m.changes(n, &out.Script.Scenes[n])...)
	}
	for o := range m.old {
		if m.newOf[o] >= 0 {
			continue
		}
		gone := SceneChange{Kind: SceneCut, Scene: m.old[o].ID, WasNumber: m.old[o].Number, WasPosition: o + 1}
		if n, ok := joined[o]; ok {
			gone.Kind, gone.With = SceneJoined, out.Script.Scenes[n].ID
		}
		out.Changes = append(out.Changes, gone)
		out.Cut = append(out.Cut, m.old[o].clone())
	}
	return out
}

// takeOver gives the work on scenes that were split or joined to what became of them, and returns the
// new scene of each old one that was joined.
func (m *matching) takeOver(scenes []Scene) (joined map[int]int) {
	joined = map[int]int{}
	for n := range m.revised {
		if o := m.split[n]; o >= 0 {
			from := m.old[o]
			scenes[n].Elements = mergedElements(scenes[n].Elements, from.Elements)
			scenes[n].keepPlaces(from)
		}
	}
	for o := range m.old {
		if n := m.joined[o]; n >= 0 {
			joined[o] = n
			scenes[n].Elements = mergedElements(scenes[n].Elements, m.old[o].Elements)
			scenes[n].Minutes = min(maxMinutes, scenes[n].Minutes+m.old[o].Minutes)
			scenes[n].keepPlaces(m.old[o])
		}
	}
	return joined
}

// keep takes over what was done by hand on the scene in its old version.
func (s *Scene) keep(old Scene) {
	s.ID = old.ID
	if old.Minutes != 0 {
		s.Minutes = old.Minutes
	}
	if old.Comments != "" {
		s.Comments = old.Comments
	}
	s.ScriptDay, s.Unit = firstOf(old.ScriptDay, s.ScriptDay), firstOf(old.Unit, s.Unit)
	s.Location, s.Sequence = firstOf(old.Location, s.Location), firstOf(old.Sequence, s.Sequence)
	s.Elements = mergedElements(s.Elements, old.Elements)
}

// keepPlaces fills what is not known of a scene from one that it was part of.
func (s *Scene) keepPlaces(from Scene) {
	s.ScriptDay, s.Unit = firstOf(s.ScriptDay, from.ScriptDay), firstOf(s.Unit, from.Unit)
	s.Location, s.Sequence = firstOf(s.Location, from.Location), firstOf(s.Sequence, from.Sequence)
}

// mergedElements are those of the new version, with the quantities of the old, and those that were
// entered by hand in the old.
func mergedElements(revised, old []Element) []Element {
	known := make(map[thing]Element, len(old))
	for _, e := range old {
		known[e.thing()] = e
	}
	merged := slices.Clone(revised)
	has := make(map[thing]bool, len(merged))
	for i, e := range merged {
		has[e.thing()] = true
		if before, ok := known[e.thing()]; ok {
			merged[i] = before
		}
	}
	for _, e := range old {
		if !e.FromScript && !has[e.thing()] {
			merged = append(merged, e)
		}
	}
	return merged
}

// changes returns what happened to a scene of the new version.
func (m *matching) changes(n int, scene *Scene) []SceneChange {
	change := SceneChange{Scene: scene.ID, Number: scene.Number, Position: n + 1}
	o := m.oldOf[n]
	if o < 0 {
		change.Kind = SceneAdded
		if from := m.split[n]; from >= 0 {
			change.Kind, change.With = SceneSplit, m.old[from].ID
		}
		return []SceneChange{change}
	}
	old := &m.old[o]
	change.WasNumber, change.WasPosition = old.Number, o+1
	var all []SceneChange
	add := func(kind ChangeKind, fields []string) {
		c := change
		c.Kind, c.Fields = kind, fields
		all = append(all, c)
	}
	if m.moved[n] {
		add(SceneMoved, nil)
	}
	if old.Number != scene.Number {
		add(SceneRenumbered, nil)
	}
	switch fields := m.differences(old, n); {
	case scene.Omitted && !old.Omitted:
		add(SceneOmitted, nil)
	case len(fields) > 0:
		add(SceneRewritten, fields)
	}
	return all
}

// differences returns the fields in which two versions of a scene differ, of those that the
// screenplay decides. Page and sections are left out: they change wherever something else does.
func (m *matching) differences(a *Scene, n int) []string {
	var fields []string
	b := &m.revised[n]
	for _, f := range []struct {
		name string
		same bool
	}{
		{"heading", a.Heading == b.Heading},
		{"place", a.Place == b.Place},
		{"set", a.Set == b.Set},
		{"time", a.Time == b.Time},
		{"light", a.Light == b.Light},
		{"eighths", a.Eighths == b.Eighths},
		{"synopsis", a.Synopsis == b.Synopsis},
		{"characters", slices.Equal(a.Characters, b.Characters)},
		{"speaking", slices.Equal(a.Speaking, b.Speaking)},
		{"notes", slices.Equal(a.Notes, b.Notes)},
		{"text", m.isList || slices.Equal(a.Text, b.Text)},
		{"omitted", a.Omitted == b.Omitted},
		{"elements", slices.Equal(tagged(a.Elements), tagged(b.Elements))},
	} {
		if !f.same {
			fields = append(fields, f.name)
		}
	}
	return fields
}

// tagged returns the elements that come from the script.
func tagged(elements []Element) []thing {
	var things []thing
	for _, e := range elements {
		if e.FromScript {
			things = append(things, e.thing())
		}
	}
	return things
}
