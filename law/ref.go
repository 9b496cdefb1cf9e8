package law

import (
	"encoding/json"
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

// Refs is a list of references that cannot be changed, so that results may share it with
// the table it comes from. The zero value is an empty list. In JSON it is the list of
// keys.
type Refs struct{ list []Ref }

// NewRefs returns a list of references.
func NewRefs(refs ...Ref) Refs { return Refs{slices.Clone(refs)} }

// Len returns the number of references.
func (r Refs) Len() int { return len(r.list) }

// All returns the references in order.
func (r Refs) All() iter.Seq[Ref] { return slices.Values(r.list) }

// Keys returns the keys in order.
func (r Refs) Keys() []string {
	keys := make([]string, len(r.list))
	for i, ref := range r.list {
		keys[i] = ref.Key
	}
	return keys
}

// Join returns r followed by those references of s that r lacks.
func (r Refs) Join(s Refs) Refs {
	if len(s.list) == 0 || len(r.list) == 0 {
		return Refs{append(r.list[:len(r.list):len(r.list)], s.list...)}
	}
	joined := r.list[:len(r.list):len(r.list)]
	for _, ref := range s.list {
		if !slices.Contains(r.list, ref) {
			joined = append(joined, ref)
		}
	}
	return Refs{joined}
}

// String returns the keys, separated by commas.
func (r Refs) String() string { return strings.Join(r.Keys(), ", ") }

// MarshalJSON returns the list of keys. It never fails.
func (r Refs) MarshalJSON() ([]byte, error) { return json.Marshal(r.Keys()) }

// UnmarshalJSON reads a list of keys; titles and addresses stay in the table.
func (r *Refs) UnmarshalJSON(data []byte) error {
	var keys []string
	if err := json.Unmarshal(data, &keys); err != nil {
		return err
	}
	r.list = make([]Ref, len(keys))
	for i, key := range keys {
		r.list[i].Key = key
	}
	return nil
}
