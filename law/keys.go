package law

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
)

// checkKeys tells every key of a document that its object has already, or that is
// not written as the field of t it is read into: encoding/json takes the last of several and
// any case. The document has been read into a t before.
func (l *loader) checkKeys(data []byte, t reflect.Type) {
	w := keyWalk{loader: l, data: data, tokens: json.NewDecoder(bytes.NewReader(data))}
	w.value(t)
}

var unmarshaler = reflect.TypeFor[json.Unmarshaler]()

type keyWalk struct {
	*loader
	data   []byte
	tokens *json.Decoder
}

// value walks over one value, which is read into a t, or into anything when t is nil.
func (w keyWalk) value(t reflect.Type) {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t != nil && reflect.PointerTo(t).Implements(unmarshaler) {
		t = nil // it alone knows its fields
	}
	token, _ := w.tokens.Token()
	switch token {
	case json.Delim('{'):
		w.object(t)
	case json.Delim('['):
		for w.tokens.More() {
			w.value(elementOf(t))
		}
	default:
		return
	}
	_, _ = w.tokens.Token() // the end of the object or the list
}

func (w keyWalk) object(t reflect.Type) {
	seen := map[string]bool{}
	for w.tokens.More() {
		token, _ := w.tokens.Token()
		key, _ := token.(string)
		line := 1 + bytes.Count(w.data[:w.tokens.InputOffset()], []byte("\n"))
		if seen[key] {
			w.fault("line %d: the field %+q is given twice", line, key)
		}
		seen[key] = true
		if t == nil || t.Kind() != reflect.Struct {
			w.value(elementOf(t))
			continue
		}
		field, ok := fieldOf(t, key)
		if !ok {
			w.fault("line %d: the field %+q is written in another case", line, key)
		}
		w.value(field)
	}
}

// fieldOf returns the type of the field of a struct that a key names exactly.
func fieldOf(t reflect.Type, key string) (field reflect.Type, ok bool) {
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == key || name == "" && f.Name == key {
			return f.Type, true
		}
	}
	return nil, false
}

// elementOf returns the type of the elements of a list or a map, nil where that is unknown.
func elementOf(t reflect.Type) reflect.Type {
	if t == nil || t.Kind() != reflect.Slice && t.Kind() != reflect.Array && t.Kind() != reflect.Map {
		return nil
	}
	return t.Elem()
}
