package schedule

import (
	"slices"
	"strings"

	"github.com/bobine-film/bobine/internal/valid"
)

// Catalogue returns what a schedule says of its elements (nomenclature des éléments): numbers on the
// board, and a link for each element with others linked to it. A link to something that the document
// does not have is left out, and so is one that would close a circle, the last in the order of the
// document. A faulty document, and one with more than 20,000 elements or 2,000 links, is a
// [*FieldError].
func (u USS) Catalogue() (Catalogue, error) {
	if err := u.Validate(); err != nil {
		return Catalogue{}, err
	}
	r := u.lookup()
	c := Catalogue{}
	things := map[string]thing{}
	seen := map[thing]bool{}
	for i := range u.Elements {
		t, ok := r.thing(&u.Elements[i])
		if !ok {
			continue
		}
		things[u.Elements[i].ID] = t
		if !seen[t] {
			seen[t] = true
			c.Items = append(c.Items, Item{Category: t.category, Name: t.name, BoardID: u.Elements[i].BoardID})
		}
	}
	reach := linkGraph{}
	for i := range u.Elements {
		e := &u.Elements[i]
		t, ok := things[e.ID]
		if !ok {
			continue
		}
		link := ElementLink{Key: "uss:" + e.ID, Category: t.category, Name: t.name}
		for _, id := range e.Linked {
			if other, ok := things[id]; ok && !slices.Contains(reach[t], other) && !reach.leads(other, t) {
				reach[t] = append(reach[t], other)
				link.Adds = append(link.Adds, Element{Category: other.category, Name: other.name, Quantity: 1})
			}
		}
		if len(link.Adds) > 0 {
			c.Links = append(c.Links, link)
		}
	}
	var f valid.Faults
	addFaults(&f, "catalogue", c.Validate())
	return c, f.Err()
}

// thing returns what an element of the action is.
func (r ussLookup) thing(e *USSElement) (thing, bool) {
	category := r.categories[e.Category]
	if category.UCID < ucidFirstElement || strings.TrimSpace(e.Name) == "" {
		return thing{}, false
	}
	kind, ok := categoryOfUCID(category.UCID, category.Name)
	return thing{kind, e.Name}, ok
}

// linkGraph has what each thing brings.
type linkGraph map[thing][]thing

// leads reports whether a thing brings another, directly or not, or is it.
func (g linkGraph) leads(from, to thing) bool {
	seen := map[thing]bool{}
	next := []thing{from}
	for len(next) > 0 {
		t := next[len(next)-1]
		next = next[:len(next)-1]
		if t == to {
			return true
		}
		if !seen[t] {
			seen[t] = true
			next = append(next, g[t]...)
		}
	}
	return false
}
