package schedule

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
)

// NewUSS makes a schedule of a script and what is known of its elements: one stripboard in the order
// of the script, without days, omitted scenes on its boneyard. IDs of scenes stay. The name of the
// schedule and the day it was made come from the caller. Texts, sections, who speaks among the
// characters, and which elements the script was tagged with are not in the standard; limits of hours
// neither. A link is written where it brings something to one element by name.
//
// A faulty script or catalogue, no name and no day are each a [*FieldError].
func NewUSS(s Script, c Catalogue, name string, created civil.Date) (USS, error) {
	if err := checkNewUSS(s, c, name, created); err != nil {
		return USS{}, err
	}
	day := created.String() + "T00:00:00.000Z"
	n := newUSS{
		u: USS{
			ID: "schedule", Created: day, Name: name, Source: "bobine", Version: "1.0.0",
			Breakdowns: []USSBreakdown{}, Categories: []USSCategory{}, Elements: []USSElement{}, Calendars: []USSCalendar{},
		},
		items: c.items(), ids: map[ussKey]string{}, categories: map[int]string{}, custom: map[Category]int{},
	}
	for _, line := range s.Title {
		if word := wordOf(line.Key); word == "title" || word == "titre" {
			n.u.Project = line.Value
		}
	}
	main, boneyard := USSGroup{Breakdowns: []string{}}, USSGroup{Breakdowns: []string{}}
	for i := range s.Scenes {
		scene := &s.Scenes[i]
		n.u.Breakdowns = append(n.u.Breakdowns, n.breakdown(scene))
		if scene.Omitted {
			boneyard.Breakdowns = append(boneyard.Breakdowns, scene.ID)
			continue
		}
		main.Breakdowns = append(main.Breakdowns, scene.ID)
	}
	n.links(c)
	n.u.Stripboards = []USSStripboard{{ID: "stripboard/1", Name: "Script order", Boards: []USSBoard{
		{ID: "board/1", Name: "stripboard", Groups: groupsOf(main)}, {ID: "board/2", Name: "boneyard", Groups: groupsOf(boneyard)},
	}}}
	for i := range n.u.Elements {
		n.u.Elements[i].Created = day
	}
	for i := range n.u.Categories {
		n.u.Categories[i].Created = day
	}
	for i := range n.u.Breakdowns {
		n.u.Breakdowns[i].Created = day
	}
	slices.SortFunc(n.u.Categories, func(a, b USSCategory) int { return cmp.Compare(a.UCID, b.UCID) })
	return n.u, nil
}

func checkNewUSS(s Script, c Catalogue, name string, created civil.Date) error {
	var f valid.Faults
	addFaults(&f, "script", s.Validate())
	addFaults(&f, "catalogue", c.Validate())
	if strings.TrimSpace(name) == "" {
		f.Add("name", nil, valid.ErrMissing)
	}
	if created.IsZero() {
		f.Add("created", nil, valid.ErrMissing)
	}
	return f.Err()
}

func groupsOf(g USSGroup) []USSGroup {
	if len(g.Breakdowns) == 0 {
		return []USSGroup{}
	}
	return []USSGroup{g}
}

// newUSS is a schedule in the making.
type newUSS struct {
	u          USS
	items      map[thing]Item
	ids        map[ussKey]string
	categories map[int]string // ID by number
	custom     map[Category]int
}

type ussKey struct {
	ucid int
	name string
}

func (n *newUSS) breakdown(s *Scene) USSBreakdown {
	b := USSBreakdown{
		ID: s.ID, Comments: s.Comments, Description: s.Synopsis, Elements: []string{}, Omitted: s.Omitted, Pages: s.Eighths,
		Scene: s.Number, ScriptPage: s.Page, Duration: int64(s.Minutes) * 60_000,
	}
	time := s.Time
	if time == "" {
		time = strings.ToUpper(string(s.Light))
	}
	for _, part := range []struct {
		ucid           int
		category, name string
	}{
		{ucidSet, "Set", s.Set}, {ucidPlace, "INT/EXT", strings.ToUpper(string(s.Place))}, {ucidTime, "Day/Night", time},
		{ucidScriptDay, "Script Day", s.ScriptDay}, {ucidUnit, "Unit", s.Unit}, {ucidSequence, "Sequence", s.Sequence}, {ucidLocation, "Location", s.Location},
	} {
		if part.name != "" {
			b.Elements = append(b.Elements, n.element(part.ucid, part.category, part.name, thing{}))
		}
	}
	for _, note := range s.Notes {
		if note != "" {
			b.Elements = appendNew(b.Elements, n.element(ucidNotes, "Notes", note, thing{}))
		}
	}
	present := map[string]bool{}
	for _, name := range s.Characters {
		present[name] = true
		n.add(&b, Element{Cast, name, 1, true})
	}
	for _, name := range s.Speaking {
		if !present[name] {
			n.add(&b, Element{Voices, name, 1, true})
		}
	}
	for _, e := range s.Elements {
		if e.Category != Cast || !present[e.Name] {
			n.add(&b, e)
		}
	}
	return b
}

func (n *newUSS) add(b *USSBreakdown, e Element) {
	id := n.thing(e.thing())
	b.Elements = append(b.Elements, id)
	if e.Quantity > 1 {
		if b.Quantities == nil {
			b.Quantities = map[string]int{}
		}
		b.Quantities[id] = e.Quantity
	}
}

// thing returns the ID of an element of the action.
func (n *newUSS) thing(t thing) string {
	if rank := rankOf(t.category); rank < len(categories) {
		return n.element(categories[rank].UCID, categories[rank].En, t.name, t)
	}
	ucid, ok := n.custom[t.category]
	if !ok {
		ucid = ucidFirstCustom + 1 + len(n.custom)
		n.custom[t.category] = ucid
	}
	return n.element(ucid, string(t.category), t.name, t)
}

// element returns the ID of an element, which it makes when it is new.
func (n *newUSS) element(ucid int, category, name string, t thing) string {
	k := ussKey{ucid, name}
	if id, ok := n.ids[k]; ok {
		return id
	}
	categoryID, ok := n.categories[ucid]
	if !ok {
		categoryID = "category/" + strconv.Itoa(ucid)
		n.categories[ucid] = categoryID
		n.u.Categories = append(n.u.Categories, USSCategory{ID: categoryID, UCID: ucid, Name: category})
	}
	id := "element/" + strconv.Itoa(len(n.u.Elements)+1)
	n.ids[k] = id
	n.u.Elements = append(n.u.Elements, USSElement{
		ID: id, Category: categoryID, Name: name, BoardID: n.items[t].BoardID, DaysOff: []int{}, Dood: true, Drop: true, Hold: true,
		Linked: []string{}, Events: []USSEvent{},
	})
	return id
}

// links writes the links of single elements.
func (n *newUSS) links(c Catalogue) {
	for _, l := range c.Links {
		if l.Category == "" || l.Name == "" || len(l.Adds) == 0 {
			continue
		}
		from := n.thing(thing{l.Category, l.Name})
		for _, e := range l.Adds {
			to := n.thing(e.thing())
			for i := range n.u.Elements {
				if e := &n.u.Elements[i]; e.ID == from {
					e.Linked = appendNew(e.Linked, to)
				}
			}
		}
	}
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
