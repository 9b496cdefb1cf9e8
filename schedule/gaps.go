package schedule

import (
	"fmt"

	"github.com/bobine-film/bobine/internal/valid"
)

// GapCode is what a breakdown lacks.
type GapCode string

// Codes of gaps.
const (
	// GapNumber is a scene without a number, GapNumberTwice one whose number another has.
	GapNumber      GapCode = "no-number"
	GapNumberTwice GapCode = "number-twice"
	GapPlace       GapCode = "no-place"
	GapSet         GapCode = "no-set"
	GapLight       GapCode = "no-light"
	GapLength      GapCode = "no-length"
	// GapMinutes is a scene without an estimate of its time.
	GapMinutes  GapCode = "no-minutes"
	GapSynopsis GapCode = "no-synopsis"
	// GapNothing is a scene that needs nobody and nothing.
	GapNothing GapCode = "needs-nothing"
	// GapTooLong is a scene that takes longer than somebody in it may work on a day.
	GapTooLong GapCode = "too-long"
	// GapRole is a role that the catalogue does not have, where it has any.
	GapRole GapCode = "unknown-role"
	// GapUnused is an item of the catalogue that no scene needs.
	GapUnused GapCode = "unused"
	// GapMinor is a minor to whom no link applies: no coach, no shorter hours.
	GapMinor GapCode = "minor-alone"
	// GapAlike is a name that differs from another of its category in case, accents or signs alone.
	GapAlike GapCode = "alike"
)

// Gap is something that a breakdown lacks before a board can be made of it (contrôle du
// dépouillement).
type Gap struct {
	Code GapCode `json:"code"`
	// Scene is an ID, with the number; empty for a gap of an element.
	Scene  string `json:"scene,omitempty"`
	Number string `json:"number,omitempty"`
	// Category and Name are of a gap of an element.
	Category Category `json:"category,omitempty"`
	Name     string   `json:"name,omitempty"`
	// Message says it in a sentence.
	Message string `json:"message"`
}

func checkBreakdown(s Script, c Catalogue) error {
	var f valid.Faults
	addFaults(&f, "script", s.Validate())
	addFaults(&f, "catalogue", c.Validate())
	return f.Err()
}

// gaps returns what the scenes and the elements lack.
func (w *breaking) gaps(s Script, b Breakdown) []Gap {
	gaps := []Gap{}
	first := map[string]string{}
	needed := map[string]bool{}
	for _, n := range b.Needs {
		needed[n.Scene] = true
	}
	limits := map[string]SceneLimit{}
	for _, l := range b.Limits {
		limits[l.Scene] = l
	}
	for i := range s.Scenes {
		scene := &s.Scenes[i]
		if scene.Omitted {
			continue
		}
		add := func(code GapCode, format string, args ...any) {
			gaps = append(gaps, Gap{Code: code, Scene: scene.ID, Number: scene.Number, Message: fmt.Sprintf(format, args...)})
		}
		switch other, taken := first[scene.Number]; {
		case scene.Number == "":
			add(GapNumber, "the scene has no number")
		case taken:
			add(GapNumberTwice, "scene %s has the same number", other)
		default:
			first[scene.Number] = scene.ID
		}
		sceneGaps(scene, needed[scene.ID], add)
		if l, ok := limits[scene.ID]; ok && scene.Minutes > l.MaxMinutes {
			add(GapTooLong, "the scene takes %d minutes, %s may work %d on a day", scene.Minutes, l.Name, l.MaxMinutes)
		}
	}
	return append(gaps, w.elementGaps(b.Uses)...)
}

// sceneGaps tells what a scene says too little of.
func sceneGaps(s *Scene, needed bool, add func(code GapCode, format string, args ...any)) {
	for _, g := range []struct {
		missing bool
		code    GapCode
		message string
	}{
		{s.Place == "", GapPlace, "it is not said whether the scene is inside or outside"},
		{s.Set == "", GapSet, "the scene has no set"},
		{s.Light == "", GapLight, "it is not said whether the scene is by day or by night"},
		{s.Eighths == 0, GapLength, "the scene has no length"},
		{s.Minutes == 0, GapMinutes, "there is no estimate of how long the scene takes"},
		{s.Synopsis == "", GapSynopsis, "the scene has no synopsis"},
		{!needed, GapNothing, "the scene needs nobody and nothing"},
	} {
		if g.missing {
			add(g.code, "%s", g.message)
		}
	}
}

// elementGaps tells what the elements lack, those that are used first.
func (w *breaking) elementGaps(uses []ElementUse) []Gap {
	var gaps []Gap
	add := func(code GapCode, t thing, format string, args ...any) {
		gaps = append(gaps, Gap{Code: code, Category: t.category, Name: t.name, Message: fmt.Sprintf(format, args...)})
	}
	hasRoles := false
	for _, item := range w.catalogue.Items {
		hasRoles = hasRoles || item.Category == Cast
	}
	used := map[thing]bool{}
	spelled := map[thing]string{}
	for _, u := range uses {
		t := thing{u.Category, u.Name}
		used[t] = true
		if _, known := w.items[t]; hasRoles && !known && t.category == Cast {
			add(GapRole, t, "the catalogue does not have the role")
		}
		if u.Minor && !w.isLinked(t) {
			add(GapMinor, t, "no link says what the minor brings")
		}
		plain := thing{t.category, wordOf(t.name)}
		if other, taken := spelled[plain]; taken {
			add(GapAlike, t, "%s is written nearly alike", other)
			continue
		}
		spelled[plain] = t.name
	}
	for _, item := range w.catalogue.Items {
		if !used[item.thing()] {
			add(GapUnused, item.thing(), "no scene needs it")
		}
	}
	return gaps
}

// isLinked reports whether a link of minors, or one of its own, applies to an element.
func (w *breaking) isLinked(t thing) bool {
	for i := range w.index.of(t) {
		if l := &w.catalogue.Links[i]; l.Minors || l.Name != "" {
			return true
		}
	}
	return false
}
