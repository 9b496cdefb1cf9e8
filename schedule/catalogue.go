package schedule

import (
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

// ErrLinks reports links that bring one another in a circle.
var ErrLinks = errors.New("brings what brings it")

// Catalogue is what a production knows of its elements beside the scenes that they are in
// (nomenclature des éléments): who is who on the board, who is a minor, what brings what.
type Catalogue struct {
	Items []Item        `json:"items,omitempty" strict:"max=20000"`
	Links []ElementLink `json:"links,omitempty" strict:"max=2000"`
}

// Item is an element, known by category and name.
type Item struct {
	Category Category `json:"category" strict:"required"`
	Name     string   `json:"name" strict:"required"`
	// BoardID is its number on the board, usually of a role.
	BoardID string `json:"boardId,omitempty"`
	// Minor says that it is a role played by somebody under age, to whom links of minors apply.
	Minor bool `json:"minor,omitempty"`
	// MaxMinutes is how long it may work on a day, 0 where there is no limit.
	MaxMinutes int `json:"maxMinutes,omitempty"`
}

// ElementLink says what an element brings to a scene (lien): a minor a coach and shorter hours, a horse its
// handler. What it says of hours is the caller's figure, for a place and a date; Refs cite it.
type ElementLink struct {
	// Key names the link in results.
	Key string `json:"key" strict:"required"`
	// Category, Name and Minors say to which elements it applies: those of the category, of the name,
	// and where Minors is true those that the catalogue says are minors. What is empty fits all; one
	// of the three is given.
	Category Category `json:"category,omitempty"`
	Name     string   `json:"name,omitempty"`
	Minors   bool     `json:"minors,omitempty"`
	// Adds are the elements that it brings to each scene that one of them is in.
	Adds []Element `json:"adds,omitempty" strict:"max=100"`
	// Per is for how many of them one set of Adds is enough, rounded up: one teacher for 10 minors. 0
	// is one set, however many.
	Per int `json:"per,omitempty"`
	// MaxMinutes is how long they may work on a day, 0 where the link sets no limit.
	MaxMinutes int       `json:"maxMinutes,omitempty"`
	Refs       []law.Ref `json:"refs,omitempty" strict:"max=100"`
}

const (
	maxItems = 20_000
	maxLinks = 2_000
)

// DecodeCatalogue reads a catalogue from JSON and checks it. Beside malformed JSON it refuses unknown,
// duplicate or wrongly-cased fields, data after the document, more than 12 MiB, 20,000 items and 2,000
// links. All faults are told at once, each a [*FieldError].
func DecodeCatalogue(r io.Reader) (Catalogue, error) {
	return strictjson.DecodeValid[Catalogue](r)
}

// Validate reports every fault of the catalogue, each a [*FieldError], or nil: items and keys that are
// given twice, links that apply to nothing or say nothing, and links in a circle ([ErrLinks]).
func (c Catalogue) Validate() error {
	var f valid.Faults
	if len(c.Items) > maxItems {
		f.Addf("items", nil, valid.ErrOutOfRange, "the list has more than %d items", maxItems)
	}
	seen := map[thing]bool{}
	f.Enter("items")
	for i, item := range c.Items {
		f.Index(i)
		Element{item.Category, item.Name, 1, false}.check(&f)
		checkMinutes(&f, item.MaxMinutes)
		if seen[item.thing()] {
			f.Add("name", item.Name, valid.ErrDuplicate)
		}
		seen[item.thing()] = true
		f.Leave()
	}
	f.Leave()
	c.checkLinks(&f)
	if !f.Any() {
		c.checkCircles(&f)
	}
	return f.Err()
}

func (i Item) thing() thing { return thing{i.Category, i.Name} }

func (c Catalogue) checkLinks(f *valid.Faults) {
	if len(c.Links) > maxLinks {
		f.Addf("links", nil, valid.ErrOutOfRange, "the list has more than %d items", maxLinks)
	}
	keys := map[string]bool{}
	f.Enter("links")
	for i, l := range c.Links {
		f.Index(i)
		switch {
		case l.Key == "":
			f.Add("key", nil, valid.ErrMissing)
		case keys[l.Key]:
			f.Add("key", l.Key, valid.ErrDuplicate)
		}
		keys[l.Key] = true
		l.check(f)
		f.Leave()
	}
	f.Leave()
}

func (l ElementLink) check(f *valid.Faults) {
	if l.Category == "" && strings.TrimSpace(l.Name) == "" && !l.Minors {
		f.Addf("category", nil, valid.ErrMissing, "a link applies to a category, a name or minors")
	}
	if l.Category != "" && !l.Category.isSound() {
		f.Addf("category", string(l.Category), valid.ErrOneOf, "a category is written in small letters, digits and hyphens")
	}
	if len(l.Adds) == 0 && l.MaxMinutes == 0 {
		f.Addf("adds", nil, valid.ErrMissing, "a link brings elements or limits hours")
	}
	if l.Per < 0 || l.Per > maxQuantity {
		f.Addf("per", l.Per, valid.ErrOutOfRange, "0 to %d", maxQuantity)
	}
	checkMinutes(f, l.MaxMinutes)
	checkElements(f, "adds", l.Adds)
}

// checkMinutes tells a limit of a day that is none.
func checkMinutes(f *valid.Faults, minutes int) {
	const day = 24 * 60
	if minutes < 0 || minutes > day {
		f.Addf("maxMinutes", minutes, valid.ErrOutOfRange, "0 to %d", day)
	}
}

// items returns the items by what they are.
func (c Catalogue) items() map[thing]Item {
	items := make(map[thing]Item, len(c.Items))
	for _, i := range c.Items {
		items[i.thing()] = i
	}
	return items
}

// fits reports whether a link applies to an element.
func (l *ElementLink) fits(t thing, items map[thing]Item) bool {
	return (l.Category == "" || l.Category == t.category) && (l.Name == "" || l.Name == t.name) && (!l.Minors || items[t].Minor)
}

// linkOrder returns the links so that each comes after those that bring what it applies to, and the
// first that is part of a circle, or -1.
//
// Complexity: the elements that links add, times the links that do not name one element.
func (c Catalogue) linkOrder() (order []int, circle int) {
	const (
		fresh = iota
		begun
		done
	)
	index := newLinkIndex(c)
	state := make([]int, len(c.Links))
	circle = -1
	var visit func(int)
	visit = func(i int) {
		state[i] = begun
		for _, e := range c.Links[i].Adds {
			for j := range index.of(e.thing()) {
				switch state[j] {
				case fresh:
					visit(j)
				case begun:
					circle = j
				}
			}
		}
		state[i] = done
		order = append(order, i)
	}
	for i := range c.Links {
		if state[i] == fresh {
			visit(i)
		}
	}
	slices.Reverse(order)
	return order, circle
}

// linkIndex finds the links that apply to an element.
type linkIndex struct {
	links []ElementLink
	items map[thing]Item
	named map[thing][]int // links of one element
	broad []int           // all others
}

func newLinkIndex(c Catalogue) *linkIndex {
	x := &linkIndex{links: c.Links, items: c.items(), named: map[thing][]int{}}
	for i := range c.Links {
		if l := &c.Links[i]; l.Category != "" && l.Name != "" {
			t := thing{l.Category, l.Name}
			x.named[t] = append(x.named[t], i)
			continue
		}
		x.broad = append(x.broad, i)
	}
	return x
}

// of hands out the positions of the links that apply to an element.
func (x *linkIndex) of(t thing) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for _, list := range [][]int{x.named[t], x.broad} {
			for _, i := range list {
				if x.links[i].fits(t, x.items) && !yield(i) {
					return
				}
			}
		}
	}
}

func (c Catalogue) checkCircles(f *valid.Faults) {
	if _, circle := c.linkOrder(); circle >= 0 {
		f.Enter("links")
		f.Index(circle)
		f.Add("adds", c.Links[circle].Key, ErrLinks)
		f.Leave()
		f.Leave()
	}
}
