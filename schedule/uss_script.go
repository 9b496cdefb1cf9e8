package schedule

import "strings"

// Script returns the scenes of a schedule with their breakdown (dépouillement), in the order of the
// document; banners are left out. Place, set, time of day, script day, unit, sequence and location
// are elements in the standard, and notes too; cast members become characters, the rest elements. The
// heading is put together from its parts. Time to shoot is rounded up to the minute. Texts and who
// speaks are not in the standard. A faulty document is a [*FieldError].
func (u USS) Script() (Script, error) {
	if err := u.Validate(); err != nil {
		return Script{}, err
	}
	r := u.lookup()
	out := Script{Scenes: []Scene{}}
	if u.Project != "" {
		out.Title = []TitleLine{{"Title", u.Project}}
	}
	light := Light("")
	for i := range u.Breakdowns {
		b := &u.Breakdowns[i]
		if b.Banner {
			continue
		}
		s := Scene{
			ID: b.ID, Number: b.Scene, Synopsis: b.Description, Page: b.ScriptPage, Eighths: b.Pages, Minutes: int((b.Duration + 59_999) / 60_000),
			Comments: b.Comments, Omitted: b.Omitted,
		}
		for _, id := range b.Elements {
			r.fill(&s, r.elements[id], max(1, b.Quantities[id]))
		}
		dropDuplicates(&s)
		var continued bool
		if s.Light, continued, _ = lightOf(s.Time); continued && s.Light == "" {
			s.Light = light
		}
		light = s.Light
		s.Heading = headingOf(&s)
		out.Scenes = append(out.Scenes, s)
	}
	if err := out.Validate(); err != nil {
		return Script{}, err
	}
	return out, nil
}

// ussLookup finds elements and categories by their ID.
type ussLookup struct {
	elements   map[string]*USSElement
	categories map[string]*USSCategory
}

func (u *USS) lookup() ussLookup {
	r := ussLookup{map[string]*USSElement{}, map[string]*USSCategory{}}
	for i := range u.Elements {
		r.elements[u.Elements[i].ID] = &u.Elements[i]
	}
	for i := range u.Categories {
		r.categories[u.Categories[i].ID] = &u.Categories[i]
	}
	return r
}

// fill gives an element to what it is of a scene.
func (r ussLookup) fill(s *Scene, e *USSElement, quantity int) {
	category := r.categories[e.Category]
	switch category.UCID {
	case ucidSet:
		s.Set = joinNames(s.Set, e.Name)
	case ucidPlace:
		s.Place = placeOf(e.Name)
	case ucidTime:
		s.Time = firstOf(s.Time, e.Name)
	case ucidScriptDay:
		s.ScriptDay = firstOf(s.ScriptDay, e.Name)
	case ucidUnit:
		s.Unit = firstOf(s.Unit, e.Name)
	case ucidSequence:
		s.Sequence = firstOf(s.Sequence, e.Name)
	case ucidLocation:
		s.Location = joinNames(s.Location, e.Name)
	default:
		r.need(s, category, e.Name, quantity)
	}
}

// need gives an element of the action to a scene.
func (r ussLookup) need(s *Scene, category *USSCategory, name string, quantity int) {
	if word := wordOf(category.Name); word == "notes" || word == "comments" || category.UCID == ucidNotes && word == "" {
		s.Notes = append(s.Notes, name)
		return
	}
	c, ok := categoryOfUCID(category.UCID, category.Name)
	switch {
	case !ok:
		c = OtherCategory
	case c == Cast:
		s.Characters = append(s.Characters, name)
		return
	case c == Voices:
		s.Speaking = append(s.Speaking, name)
		return
	}
	s.Elements = append(s.Elements, Element{Category: c, Name: name, Quantity: quantity})
}

func joinNames(a, b string) string {
	if a == "" {
		return b
	}
	return a + " / " + b
}

// placeOf reads a place as programs write it: INT, EXT., I/E.
func placeOf(name string) Place {
	switch strings.ReplaceAll(wordOf(name), "-", "/") {
	case "int", "interior", "interieur":
		return Interior
	case "ext", "exterior", "exterieur", "est":
		return Exterior
	case "int/ext", "ext/int", "i/e", "e/i":
		return InteriorExterior
	}
	return ""
}

// placeHeadings are how headings write places.
var placeHeadings = map[Place]string{Interior: "INT.", Exterior: "EXT.", InteriorExterior: "INT./EXT."}

// headingOf puts a heading together from its parts.
func headingOf(s *Scene) string {
	heading := strings.TrimSpace(placeHeadings[s.Place] + " " + s.Set)
	if s.Time == "" {
		return heading
	}
	return strings.TrimPrefix(heading+" - "+s.Time, " - ")
}
