package door

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/money"
)

// object is a JSON object with its keys sorted when it is written.
type object = map[string]any

// Schema returns the JSON Schema (2020-12) of the documents that are read into a T, from the
// same tags of its fields that the reading follows.
func Schema[T any]() any {
	s := schemas{definitions: object{}}
	root := s.of(reflect.TypeFor[T]())
	document := object{"$schema": "https://json-schema.org/draft/2020-12/schema"}
	for key, value := range root {
		document[key] = value
	}
	if len(s.definitions) > 0 {
		document["$defs"] = s.definitions
	}
	return document
}

// texts are the types that are written as texts of a certain form.
var texts = map[reflect.Type]object{
	reflect.TypeFor[money.Amount]():   {"type": "string", "pattern": `^-?(0|[1-9][0-9]*)\.[0-9]{2}$`},
	reflect.TypeFor[money.Decimal]():  {"type": "string", "pattern": `^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`},
	reflect.TypeFor[money.Fraction](): {"type": "string", "pattern": `^(0|[1-9][0-9]*)(/[1-9][0-9]*|\.[0-9]+)?$`},
	reflect.TypeFor[civil.Date]():     {"type": "string", "format": "date"},
}

type schemas struct{ definitions object }

func (s schemas) of(t reflect.Type) object {
	if text, ok := texts[t]; ok {
		return text
	}
	if t.Kind() == reflect.Pointer {
		return s.of(t.Elem())
	}
	if words := oneOf(t); words != nil {
		return object{"type": "string", "enum": words}
	}
	if reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) {
		return object{"type": "string"}
	}
	switch t.Kind() {
	case reflect.Slice:
		return object{"type": "array", "items": s.of(t.Elem())}
	case reflect.Map:
		schema := object{"type": "object", "additionalProperties": s.of(t.Elem())}
		if words := oneOf(t.Key()); words != nil {
			schema["propertyNames"] = object{"enum": words}
		}
		return schema
	case reflect.Struct:
		return s.reference(t)
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.String:
		return object{"type": "string"}
	case reflect.Interface:
		return object{"type": []string{"string", "number", "boolean"}}
	}
	return object{"type": "integer"}
}

// oneOf returns the words of an enumeration, nil of another type.
func oneOf(t reflect.Type) []string {
	if words, ok := reflect.Zero(t).Interface().(interface{ OneOf() []string }); ok {
		return words.OneOf()
	}
	return nil
}

// reference defines a struct once, so that one may contain itself, and refers to it.
func (s schemas) reference(t reflect.Type) object {
	ref := object{"$ref": "#/$defs/" + t.Name()}
	if _, known := s.definitions[t.Name()]; known {
		return ref
	}
	properties := object{}
	required := []string{}
	s.definitions[t.Name()] = nil // begun
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		property := s.of(f.Type)
		for option := range strings.SplitSeq(f.Tag.Get("strict"), ",") {
			if option == "required" {
				required = append(required, name)
			}
			if most, found := strings.CutPrefix(option, "max="); found {
				property["maxItems"] = json.Number(most)
			}
		}
		properties[name] = property
	}
	s.definitions[t.Name()] = object{
		"type": "object", "properties": properties, "required": required, "additionalProperties": false,
	}
	return ref
}
