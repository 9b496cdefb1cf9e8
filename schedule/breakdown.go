package schedule

import (
	"cmp"
	"slices"
	"strings"
)

// Breakdown is the dépouillement of a script: what each scene needs, the same by element, and what is
// still missing. It is plain data: a budget takes a [Need] as an element of a scene, with the ID of the
// scene, category, name and quantity.
type Breakdown struct {
	// Needs are by scene in the order of the script, then by category, then by name.
	Needs []Need `json:"needs"`
	// Uses are the elements with the scenes that they are in, by category, then by name.
	Uses []ElementUse `json:"uses"`
	// Limits are the scenes with somebody whose hours are limited, in the order of the script.
	Limits []SceneLimit `json:"limits"`
	// Gaps are what is not known yet, by scene in the order of the script, then by element.
	Gaps []Gap `json:"gaps"`
}

// Need is what a scene needs of an element.
type Need struct {
	// Scene is the ID, Number the number.
	Scene    string   `json:"scene"`
	Number   string   `json:"number,omitempty"`
	Category Category `json:"category"`
	Name     string   `json:"name"`
	Quantity int      `json:"quantity"`
	// From says why: [FromScript], [FromHand], or the keys of links.
	From []string `json:"from"`
}

// Reasons of a need.
const (
	FromScript = "script"
	FromHand   = "hand"
)

// ElementUse is an element with the scenes that need it (liste par élément).
type ElementUse struct {
	Category Category `json:"category"`
	Name     string   `json:"name"`
	BoardID  string   `json:"boardId,omitempty"`
	Minor    bool     `json:"minor,omitempty"`
	// Scenes are IDs in the order of the script.
	Scenes []string `json:"scenes"`
	// Most is the most that one scene needs, Total what all need together.
	Most  int   `json:"most"`
	Total int64 `json:"total"`
	// Eighths and Minutes are those of its scenes.
	Eighths Eighths `json:"eighths"`
	Minutes int     `json:"minutes"`
}

// SceneLimit is how long a scene may take on a day because of somebody in it.
type SceneLimit struct {
	Scene      string `json:"scene"`
	Number     string `json:"number,omitempty"`
	MaxMinutes int    `json:"maxMinutes"`
	// Category and Name are whose hours are the shortest, Link the key of the link that says so, empty
	// where the catalogue says it of the element.
	Category Category `json:"category"`
	Name     string   `json:"name"`
	Link     string   `json:"link,omitempty"`
}

// BreakDown lists what a script needs (dépouillement). Characters are cast, roles that are only heard
// voices; elements are as entered. Links of the catalogue then bring what they bring: a set of elements
// for all that they apply to in a scene, or for each so many of them. Two links that bring the same to
// a scene bring it once, in the greater quantity; so does an element that is there already. Omitted
// scenes need nothing.
//
// A faulty script or catalogue is a [*FieldError]. Complexity: the scenes times the links, and the
// elements of all scenes times the links that do not name one element.
func BreakDown(s Script, c Catalogue) (Breakdown, error) {
	if err := checkBreakdown(s, c); err != nil {
		return Breakdown{}, err
	}
	order, _ := c.linkOrder()
	w := breaking{catalogue: c, index: newLinkIndex(c), order: order, uses: map[thing]*ElementUse{}}
	w.items = w.index.items
	out := Breakdown{Needs: []Need{}, Uses: []ElementUse{}, Limits: []SceneLimit{}, Gaps: []Gap{}}
	for i := range s.Scenes {
		if scene := &s.Scenes[i]; !scene.Omitted {
			needs := w.scene(scene)
			out.Needs = append(out.Needs, needs...)
			if limit, ok := w.limit(scene, needs); ok {
				out.Limits = append(out.Limits, limit)
			}
		}
	}
	for _, u := range w.uses {
		out.Uses = append(out.Uses, *u)
	}
	slices.SortFunc(out.Uses, func(a, b ElementUse) int { return compareThings(thing{a.Category, a.Name}, thing{b.Category, b.Name}) })
	out.Gaps = w.gaps(s, out)
	return out, nil
}

// Sheet returns what one scene needs (fiche de dépouillement), by its ID.
func (b Breakdown) Sheet(scene string) []Need {
	needs := []Need{}
	for _, n := range b.Needs {
		if n.Scene == scene {
			n.From = slices.Clone(n.From)
			needs = append(needs, n)
		}
	}
	return needs
}

// breaking is a breakdown in the making.
type breaking struct {
	catalogue Catalogue
	items     map[thing]Item
	index     *linkIndex
	order     []int // of the links
	uses      map[thing]*ElementUse
}

// sceneNeeds are the needs of a scene while they are put together.
type sceneNeeds struct {
	scene *Scene
	at    map[thing]int
	list  []Need
}

// need adds an element for a reason, in the greater quantity where it is there.
func (n *sceneNeeds) need(t thing, quantity int, from string) {
	at, ok := n.at[t]
	if !ok {
		at = len(n.list)
		n.at[t] = at
		n.list = append(n.list, Need{Scene: n.scene.ID, Number: n.scene.Number, Category: t.category, Name: t.name})
	}
	need := &n.list[at]
	need.Quantity = max(need.Quantity, quantity)
	if !slices.Contains(need.From, from) {
		need.From = append(need.From, from)
	}
}

func (w *breaking) scene(s *Scene) []Need {
	n := sceneNeeds{scene: s, at: map[thing]int{}}
	seen := make(map[string]bool, len(s.Characters))
	for _, name := range s.Characters {
		seen[name] = true
		n.need(thing{Cast, name}, 1, FromScript)
	}
	for _, name := range s.Speaking {
		if !seen[name] {
			n.need(thing{Voices, name}, 1, FromScript)
		}
	}
	for _, e := range s.Elements {
		from := FromHand
		if e.FromScript {
			from = FromScript
		}
		n.need(e.thing(), e.Quantity, from)
	}
	for _, i := range w.order {
		w.apply(&w.catalogue.Links[i], &n)
	}
	slices.SortFunc(n.list, func(a, b Need) int { return compareThings(thing{a.Category, a.Name}, thing{b.Category, b.Name}) })
	for i := range n.list {
		w.use(s, &n.list[i])
	}
	return n.list
}

// apply brings what a link brings to a scene.
func (w *breaking) apply(l *ElementLink, n *sceneNeeds) {
	count := w.count(l, n)
	if count == 0 {
		return
	}
	sets := int64(1)
	if per := int64(l.Per); per > 0 {
		sets = min(maxQuantity, (count+per-1)/per)
	}
	for _, e := range l.Adds {
		n.need(e.thing(), int(min(maxQuantity, int64(e.Quantity)*sets)), l.Key)
	}
}

// count returns how many elements of a scene a link applies to.
func (w *breaking) count(l *ElementLink, n *sceneNeeds) int64 {
	if l.Category != "" && l.Name != "" {
		t := thing{l.Category, l.Name}
		if at, ok := n.at[t]; ok && l.fits(t, w.items) {
			return int64(n.list[at].Quantity)
		}
		return 0
	}
	count := int64(0)
	for i := range n.list {
		if l.fits(thing{n.list[i].Category, n.list[i].Name}, w.items) {
			count += int64(n.list[i].Quantity)
		}
	}
	return count
}

func (w *breaking) use(s *Scene, n *Need) {
	t := thing{n.Category, n.Name}
	u := w.uses[t]
	if u == nil {
		item := w.items[t]
		u = &ElementUse{Category: t.category, Name: t.name, BoardID: item.BoardID, Minor: item.Minor}
		w.uses[t] = u
	}
	u.Scenes = append(u.Scenes, s.ID)
	u.Most, u.Total = max(u.Most, n.Quantity), u.Total+int64(n.Quantity)
	u.Eighths, u.Minutes = u.Eighths+s.Eighths, u.Minutes+s.Minutes
}

// limit returns the shortest hours that a scene has to keep to. Of equal ones the first counts, the
// element itself before its links.
func (w *breaking) limit(s *Scene, needs []Need) (SceneLimit, bool) {
	limit := SceneLimit{Scene: s.ID, Number: s.Number}
	shorten := func(minutes int, t thing, link string) {
		if minutes > 0 && (limit.MaxMinutes == 0 || minutes < limit.MaxMinutes) {
			limit.MaxMinutes, limit.Category, limit.Name, limit.Link = minutes, t.category, t.name, link
		}
	}
	for i := range needs {
		t := thing{needs[i].Category, needs[i].Name}
		shorten(w.items[t].MaxMinutes, t, "")
		for j := range w.index.of(t) {
			shorten(w.catalogue.Links[j].MaxMinutes, t, w.catalogue.Links[j].Key)
		}
	}
	return limit, limit.MaxMinutes > 0
}

// compareThings orders by category, those of the standard first and in its order, then by name.
func compareThings(a, b thing) int {
	return cmp.Or(cmp.Compare(rankOf(a.category), rankOf(b.category)), cmp.Compare(a.category, b.category), strings.Compare(a.name, b.name))
}

// rankOf returns the place of a category in the order of the standard.
func rankOf(c Category) int {
	if at, ok := categoryRanks[c]; ok {
		return at
	}
	return len(categories)
}

var categoryRanks = func() map[Category]int {
	ranks := make(map[Category]int, len(categories))
	for i, c := range categories {
		ranks[c.Category] = i
	}
	return ranks
}()
