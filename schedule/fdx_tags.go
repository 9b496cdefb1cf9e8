package schedule

import "strings"

// fdxTags are the tags of a Final Draft document. Words of the script carry numbers of tags; a tag
// names a definition, which has a label and a category. They are defined behind the script.
type fdxTags struct {
	categories  map[string]string // name by Id
	definitions map[string]fdxDefinition
	byNumber    map[string]string // definition by number of the tag
	used        []fdxUse
	number      string // of the tag in hand
	inDefID     bool
	defID       strings.Builder
}

type fdxDefinition struct{ category, label string }

// fdxUse is a tagged word in a scene.
type fdxUse struct {
	scene int
	tag   string
}

// start reads the definitions.
func (t *fdxTags) start(name string, attributes xmlAttributes) {
	switch name {
	case "TagCategory":
		file(&t.categories, attributes.value("Id"), attributes.value("Name"))
	case "TagDefinition":
		file(&t.definitions, attributes.value("Id"), fdxDefinition{attributes.value("CatId"), strings.TrimSpace(attributes.value("Label"))})
	case "Tag":
		t.number = attributes.value("Number")
	case "DefId":
		t.inDefID = true
		t.defID.Reset()
	}
}

func file[V any](m *map[string]V, key string, value V) {
	if *m == nil {
		*m = map[string]V{}
	}
	(*m)[key] = value
}

func (t *fdxTags) text(s string) {
	if t.inDefID && t.defID.Len() < maxName {
		t.defID.WriteString(s)
	}
}

func (t *fdxTags) endDefID() {
	t.inDefID = false
	file(&t.byNumber, t.number, strings.TrimSpace(t.defID.String()))
}

// use keeps the tags of a paragraph of a scene.
func (t *fdxTags) use(scene int, tags []string) {
	for _, tag := range tags {
		t.used = append(t.used, fdxUse{scene, tag})
	}
}

// apply gives what was tagged to the scenes. A tag without definition or label says nothing.
func (t *fdxTags) apply(scenes []Scene) {
	type tagged struct {
		scene      int
		definition string
	}
	done := map[tagged]bool{}
	for _, u := range t.used {
		id := t.byNumber[u.tag]
		definition, ok := t.definitions[id]
		if !ok || definition.label == "" || done[tagged{u.scene, id}] {
			continue
		}
		done[tagged{u.scene, id}] = true
		applyTag(&scenes[u.scene], t.categories[definition.category], definition.label)
	}
	for i := range scenes {
		dropDuplicates(&scenes[i])
	}
}

func applyTag(s *Scene, category, label string) {
	switch wordOf(category) {
	case "synopsis":
		s.Synopsis = firstOf(s.Synopsis, label)
	case "notes", "comments":
		s.Notes = append(s.Notes, label)
	case "script-day":
		s.ScriptDay = firstOf(s.ScriptDay, label)
	case "unit":
		s.Unit = firstOf(s.Unit, label)
	case "sequence":
		s.Sequence = firstOf(s.Sequence, label)
	case "location":
		s.Location = firstOf(s.Location, label)
	default:
		applyElement(s, category, label)
	}
}

// applyElement gives a tagged element, or a tagged role, to a scene.
func applyElement(s *Scene, category, label string) {
	c, ok := ParseCategory(category)
	switch {
	case !ok:
		c = OtherCategory
	case c == Cast:
		s.Characters = append(s.Characters, strings.ToUpper(label))
		return
	}
	s.Elements = append(s.Elements, Element{Category: c, Name: label, Quantity: 1, FromScript: true})
}

// dropDuplicates leaves each role and each element once: two definitions may have one label.
func dropDuplicates(s *Scene) {
	names := make(map[string]bool, len(s.Characters))
	characters := s.Characters[:0]
	for _, name := range s.Characters {
		if !names[name] {
			names[name] = true
			characters = append(characters, name)
		}
	}
	s.Characters = characters
	things := make(map[thing]bool, len(s.Elements))
	elements := s.Elements[:0]
	for _, e := range s.Elements {
		if !things[e.thing()] {
			things[e.thing()] = true
			elements = append(elements, e)
		}
	}
	s.Elements = elements
}
