package door

import (
	"encoding"
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
	if words, ok := reflect.Zero(t).Interface().(interface{ OneOf() []string }); ok {
		return object{"type": "string", "enum": words.OneOf()}
	}
	if reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) {
		return object{"type": "string"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return s.of(t.Elem())
	case reflect.Slice:
		return object{"type": "array", "items": s.of(t.Elem())}
	case reflect.Map:
		return object{"type": "object", "additionalProperties": s.of(t.Elem())}
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
		properties[name] = s.of(f.Type)
		if f.Tag.Get("strict") == "required" {
			required = append(required, name)
		}
	}
	s.definitions[t.Name()] = object{
		"type": "object", "properties": properties, "required": required, "additionalProperties": false,
	}
	return ref
}
