package law

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// Ref is the reference of a figure or a rule: an article, a published scale, a page.
type Ref struct {
	// Key is the short name under which results cite the reference, "CSS D242-3".
	Key string `json:"key"`
	// Title is the reference in full.
	Title string `json:"title"`
	// URL is an https address where it can be read.
	URL string `json:"url"`
}

// Check returns an [ErrRef] unless r can be cited: it has a key, a title and an https address.
func (r Ref) Check() error {
	if strings.TrimSpace(r.Key) == "" || strings.TrimSpace(r.Title) == "" {
		return fmt.Errorf("%w: %+q needs a key and a title", ErrRef, r.Key)
	}
	if !isHTTPS(r.URL) {
		return fmt.Errorf("%w: %+q is not an https address: %+q", ErrRef, r.Key, r.URL)
	}
	return nil
}

// Refs is a list of references that cannot be changed, so that results may share it with
// the table it comes from. The zero value is an empty list. In JSON it is the list of
// keys.
type Refs struct{ list *[]Ref } // one word, because every line of a result has one

func refsOf(list []Ref) Refs {
	if len(list) == 0 {
		return Refs{}
	}
	return Refs{&list}
}

func (r Refs) refs() []Ref {
	if r.list == nil {
		return nil
	}
	return *r.list
}

// NewRefs returns a list of references.
func NewRefs(refs ...Ref) Refs { return refsOf(slices.Clone(refs)) }

// Len returns the number of references.
func (r Refs) Len() int { return len(r.refs()) }

// All returns the references in order.
func (r Refs) All() iter.Seq[Ref] { return slices.Values(r.refs()) }

// Keys returns the keys in order.
func (r Refs) Keys() []string {
	keys := make([]string, r.Len())
	for i, ref := range r.refs() {
		keys[i] = ref.Key
	}
	return keys
}

// Join returns r followed by those references of s that r lacks.
func (r Refs) Join(s Refs) Refs {
	switch {
	case r.Len() == 0:
		return s
	case s.Len() == 0:
		return r
	}
	joined := slices.Clone(r.refs())
	for _, ref := range s.refs() {
		if !slices.Contains(joined, ref) {
			joined = append(joined, ref)
		}
	}
	return refsOf(joined)
}

// String returns the keys, separated by commas.
func (r Refs) String() string { return strings.Join(r.Keys(), ", ") }

// MarshalJSON returns the list of keys. It never fails.
func (r Refs) MarshalJSON() ([]byte, error) { return json.Marshal(r.Keys()) }

// UnmarshalJSON reads a list of keys; titles and addresses stay in the table. Anything else
// is an error of encoding/json, and r stays as it was.
func (r *Refs) UnmarshalJSON(data []byte) error {
	var keys []string
	if err := json.Unmarshal(data, &keys); err != nil {
		return err
	}
	list := make([]Ref, len(keys))
	for i, key := range keys {
		list[i].Key = key
	}
	*r = refsOf(list)
	return nil
}
