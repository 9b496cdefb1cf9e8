// Package strictjson reads JSON documents of strangers into Go values: bounded, exact, and
// with every fault told by its path.
//
// Beyond what encoding/json refuses, it refuses keys that are unknown, given twice or
// written in another case, null, numbers with an exponent or an overlong run of digits,
// half a surrogate pair, more of anything than a real document has ([MaxBytes] and the limits
// beside it), and data after the document. All that is seen in one walk over the bytes, before
// anything is built of them. A field whose tag says strict:"required" has to be there, one
// that says strict:"max=100" is a list of at most 100 items; strict:"required,max=100" says
// both.
//
// It reads into structs (fields named by their json tag), slices, maps of texts, pointers,
// texts, booleans, whole numbers, and types that implement encoding.TextUnmarshaler. An
// empty interface takes a text, a boolean or a number (as json.Number). A text type with a method
// OneOf() []string takes one of those words, as a key of a map too.
package strictjson

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/bobine-film/bobine/internal/valid"
)

// Decode reads one document from r into the value that into points to. When the document is a
// list, it has at most maxItems elements. All faults are told at once, as joined
// [valid.FieldError]; what could be read is in place even so, for further checks, unless
// the document is not JSON at all, which is an [ErrDocument].
func Decode(r io.Reader, into any, maxItems int) error {
	data, err := read(r)
	if err != nil {
		return err
	}
	if !utf8.Valid(data) {
		return refuse("it is not UTF-8")
	}
	if err := check(data); err != nil {
		return err
	}
	d := decoder{data: data, types: map[reflect.Type]*typeInfo{}}
	if err := d.value(reflect.ValueOf(into).Elem(), maxItems); err != nil {
		return err
	}
	return d.faults.Err()
}

// DecodeValid reads one document from r and checks it with its method Validate. All faults of both are
// told at once; with any of them it returns the zero value.
func DecodeValid[T interface{ Validate() error }](r io.Reader) (T, error) {
	var document T
	reading := Decode(r, &document, 0)
	if err := valid.Merge(reading, document.Validate()); err != nil {
		var none T
		return none, err
	}
	return document, nil
}

// DecodeChecked reads one document from r, a list of at most maxItems where that is not 0, and checks it. All faults
// of both are told at once, as [DecodeValid] does; the check can ask of them what was read.
func DecodeChecked[T any](r io.Reader, maxItems int, check func(*T, *valid.Faults)) (T, error) {
	var document T
	reading := Decode(r, &document, maxItems)
	var f valid.Faults
	f.Unread(reading)
	check(&document, &f)
	if err := valid.Merge(reading, f.Err()); err != nil {
		var none T
		return none, err
	}
	return document, nil
}

// DecodeList is [DecodeChecked] for a list whose items are checked one by one.
func DecodeList[T any](r io.Reader, maxItems int, check func(*T, *valid.Faults)) ([]T, error) {
	return DecodeChecked(r, maxItems, func(list *[]T, f *valid.Faults) {
		for i := range *list {
			f.Index(i)
			check(&(*list)[i], f)
			f.Leave()
		}
	})
}

// decoder walks the document. Its methods return an error only when the rest cannot be
// read; every other fault is collected.
type decoder struct {
	data   []byte
	pos    int
	depth  int
	values int // that were skipped
	faults valid.Faults
	types  map[reflect.Type]*typeInfo
}

// typeInfo is what the decoder has to know of a type.
type typeInfo struct {
	isText bool // implements encoding.TextUnmarshaler
	oneOf  []string
	fields []field
}

type field struct {
	name     string
	index    int
	required bool
	most     int // items of a list
}

// newField reads the tags of a field. A tag that says something else is a mistake in the
// program, and panics.
func newField(name string, index int, tag string) field {
	f := field{name: name, index: index, most: math.MaxInt}
	for option := range strings.SplitSeq(tag, ",") {
		digits, isMost := strings.CutPrefix(option, "max=")
		most, err := strconv.Atoi(digits)
		switch {
		case option == "required":
			f.required = true
		case isMost && err == nil:
			f.most = most
		case option != "":
			panic(fmt.Sprintf("strictjson: the tag of %s says %q", name, tag))
		}
	}
	return f
}

var textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()

func (d *decoder) info(t reflect.Type) *typeInfo {
	if info, ok := d.types[t]; ok {
		return info
	}
	info := &typeInfo{isText: reflect.PointerTo(t).Implements(textUnmarshaler)}
	d.types[t] = info
	if t.Kind() == reflect.Pointer {
		return info // null: the methods of what it points to cannot be called
	}
	if words, ok := reflect.Zero(t).Interface().(interface{ OneOf() []string }); ok {
		info.oneOf = words.OneOf()
	}
	if t.Kind() != reflect.Struct || info.isText {
		return info
	}
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" || name == "" {
			continue
		}
		info.fields = append(info.fields, newField(name, i, f.Tag.Get("strict")))
	}
	return info
}

// next skips white space and returns the next byte, 0 at the end.
func (d *decoder) next() byte {
	for ; d.pos < len(d.data); d.pos++ {
		switch c := d.data[d.pos]; c {
		case ' ', '\t', '\r', '\n':
		default:
			return c
		}
	}
	return 0
}

// syntax reports that the document is not JSON from here on.
func (d *decoder) syntax(what string) error {
	if d.pos >= len(d.data) {
		what = "the document ends too early"
	}
	return d.refuse(what)
}

// refuse reports what is wrong at this place.
func (d *decoder) refuse(what string) error {
	read := d.data[:min(d.pos, len(d.data))]
	line := 1 + bytes.Count(read, []byte("\n"))
	column := len(read) - bytes.LastIndexByte(read, '\n')
	return refuse("line %d, column %d: %s", line, column, what)
}

// value reads a value into v, of which a list has at most so many items.
func (d *decoder) value(v reflect.Value, most int) error {
	c := d.next()
	if v.Kind() == reflect.Pointer && c != 'n' {
		v.Set(reflect.New(v.Type().Elem()))
		return d.value(v.Elem(), most)
	}
	info := d.info(v.Type())
	switch {
	case info.isText:
		return d.textValue(v, c)
	case v.Kind() == reflect.String && c == '"':
		return d.stringValue(v, info)
	case v.Kind() == reflect.Struct && c == '{':
		return d.object(v, info)
	case v.Kind() == reflect.Map && c == '{':
		return d.mapping(v)
	case v.Kind() == reflect.Slice && c == '[':
		return d.list(v, most)
	case v.Kind() == reflect.Bool && (c == 't' || c == 'f'):
		return d.boolean(v)
	case v.CanInt() && isNumberStart(c):
		return d.integer(v)
	case v.Kind() == reflect.Interface && (c == '"' || c == 't' || c == 'f' || isNumberStart(c)):
		return d.scalar(v)
	}
	d.faults.Addf("", nil, valid.ErrType, "%s is wanted", d.wanted(v.Type()))
	return d.skip()
}

func isNumberStart(c byte) bool { return c == '-' || '0' <= c && c <= '9' }

// wanted names what a type is written as.
func (d *decoder) wanted(t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch kind := t.Kind(); {
	case d.info(t).isText || kind == reflect.String:
		return "a text"
	case kind == reflect.Struct || kind == reflect.Map:
		return "an object"
	case kind == reflect.Slice:
		return "a list"
	case kind == reflect.Bool:
		return "true or false"
	case kind == reflect.Interface:
		return "a text, a number, true or false"
	}
	return "a whole number"
}

func (d *decoder) textValue(v reflect.Value, c byte) error {
	if c != '"' {
		d.faults.Addf("", nil, valid.ErrType, "a text is wanted")
		return d.skip()
	}
	s, err := d.text()
	if err != nil {
		return err
	}
	if err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s)); err != nil {
		d.faults.Add("", nil, err)
	}
	return nil
}

func (d *decoder) stringValue(v reflect.Value, info *typeInfo) error {
	s, err := d.text()
	if err != nil {
		return err
	}
	if info.oneOf != nil && !slices.Contains(info.oneOf, s) {
		d.faults.Addf("", s, valid.ErrOneOf, "%s", strings.Join(info.oneOf, ", "))
		return nil
	}
	v.SetString(s)
	return nil
}

func (d *decoder) object(v reflect.Value, info *typeInfo) error {
	seen := make([]bool, len(info.fields))
	err := d.members(func(key string) error {
		i := slices.IndexFunc(info.fields, func(f field) bool { return f.name == key })
		if i < 0 {
			d.unknown(key, info)
			return d.skip()
		}
		d.faults.Enter(key)
		defer d.faults.Leave()
		if seen[i] {
			d.faults.Add("", nil, valid.ErrDuplicate)
			return d.skip()
		}
		seen[i] = true
		return d.value(v.Field(info.fields[i].index), info.fields[i].most)
	})
	if err != nil {
		return err
	}
	for i, f := range info.fields {
		if f.required && !seen[i] {
			d.faults.Add(f.name, nil, valid.ErrMissing)
		}
	}
	return nil
}

// unknown tells a key that no field has, and how it is written when only the case differs.
func (d *decoder) unknown(key string, info *typeInfo) {
	for _, f := range info.fields {
		if strings.EqualFold(f.name, key) {
			d.faults.Addf(plain(key), nil, valid.ErrUnknownField, "it is written %q", f.name)
			return
		}
	}
	d.faults.Add(plain(key), nil, valid.ErrUnknownField)
}

// plain makes a key of a stranger fit for a path.
func plain(key string) string {
	const most = 40
	if key == "" || len(key) > most || strconv.QuoteToASCII(key) != `"`+key+`"` {
		return valid.Quote(key)
	}
	return key
}

func (d *decoder) mapping(v reflect.Value) error {
	v.Set(reflect.MakeMap(v.Type()))
	oneOf := d.info(v.Type().Key()).oneOf
	return d.members(func(key string) error {
		d.faults.Enter(plain(key))
		defer d.faults.Leave()
		if oneOf != nil && !slices.Contains(oneOf, key) {
			d.faults.Addf("", nil, valid.ErrOneOf, "%s", strings.Join(oneOf, ", "))
			return d.skip()
		}
		at := reflect.ValueOf(key).Convert(v.Type().Key())
		if v.MapIndex(at).IsValid() {
			d.faults.Add("", nil, valid.ErrDuplicate)
			return d.skip()
		}
		elem := reflect.New(v.Type().Elem()).Elem()
		if err := d.value(elem, math.MaxInt); err != nil {
			return err
		}
		v.SetMapIndex(at, elem)
		return nil
	})
}

// members reads an object and calls member with the reader before each value.
func (d *decoder) members(member func(key string) error) error {
	return d.sequence('}', func(int) error {
		if d.next() != '"' {
			return d.syntax("a key is wanted")
		}
		key, err := d.text()
		if err != nil {
			return err
		}
		if err := d.colon(); err != nil {
			return err
		}
		return member(key)
	})
}

func (d *decoder) colon() error {
	if d.next() != ':' {
		return d.syntax("a colon is wanted")
	}
	d.pos++
	return nil
}

func (d *decoder) list(v reflect.Value, most int) error {
	v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	return d.sequence(']', func(i int) error {
		if i >= most {
			return d.tooLong(i, most)
		}
		v.Grow(1)
		v.SetLen(i + 1)
		v.Index(i).SetZero()
		d.faults.Index(i)
		defer d.faults.Leave()
		return d.value(v.Index(i), math.MaxInt)
	})
}

// tooLong reads over the items of a list that are too many, and tells the first. A document
// that is itself too long a list is refused.
func (d *decoder) tooLong(i, most int) error {
	if d.depth == 1 {
		return refuse("the list has more than %d items", most)
	}
	if i == most {
		d.faults.Addf("", nil, valid.ErrOutOfRange, "the list has more than %d items", most)
	}
	return d.skip()
}

// sequence reads what stands between brackets and commas, calling element with the reader
// before each.
func (d *decoder) sequence(end byte, element func(i int) error) error {
	d.pos++
	if d.depth++; d.depth > MaxDepth {
		return d.refuse(fmt.Sprintf("it is nested more than %d deep", MaxDepth))
	}
	defer func() { d.depth-- }()
	if d.next() == end {
		d.pos++
		return nil
	}
	for i := 0; ; i++ {
		if err := element(i); err != nil {
			return err
		}
		if d.faults.Full() {
			return d.faults.Err()
		}
		switch d.next() {
		case ',':
			d.pos++
		case end:
			d.pos++
			return nil
		default:
			return d.syntax(fmt.Sprintf("a comma or %q is wanted", end))
		}
	}
}

func (d *decoder) boolean(v reflect.Value) error {
	word := "true"
	if d.data[d.pos] == 'f' {
		word = "false"
	}
	if err := d.word(word); err != nil {
		return err
	}
	v.Set(reflect.ValueOf(word == "true").Convert(v.Type()))
	return nil
}

func (d *decoder) word(word string) error {
	if !strings.HasPrefix(string(d.data[d.pos:min(len(d.data), d.pos+len(word))]), word) {
		return d.syntax("this is no JSON value")
	}
	d.pos += len(word)
	return nil
}

func (d *decoder) integer(v reflect.Value) error {
	number, err := d.number()
	if err != nil {
		return err
	}
	n, err := strconv.ParseInt(string(number), 10, v.Type().Bits())
	if err != nil {
		d.faults.Addf("", string(number), valid.ErrType, "a whole number of at most %d bits is wanted", v.Type().Bits())
		return nil
	}
	v.SetInt(n)
	return nil
}

// scalar reads a text, a boolean or a number into an empty interface.
func (d *decoder) scalar(v reflect.Value) error {
	switch c := d.data[d.pos]; {
	case c == '"':
		s, err := d.text()
		v.Set(reflect.ValueOf(s))
		return err
	case isNumberStart(c):
		number, err := d.number()
		v.Set(reflect.ValueOf(json.Number(number)))
		return err
	}
	var b bool
	err := d.boolean(reflect.ValueOf(&b).Elem())
	v.Set(reflect.ValueOf(b))
	return err
}
