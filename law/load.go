package law

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"

	"github.com/bobine-film/bobine/civil"
)

// ErrTable reports a document that is not a sound table.
var ErrTable = errors.New("unsound table")

// document is the JSON form of a table.
type document[T any] struct {
	Name       string           `json:"name"`
	VerifiedOn civil.Date       `json:"verifiedOn"`
	References []Ref            `json:"references"`
	Parameters []parameterOf[T] `json:"parameters"`
}

type parameterOf[T any] struct {
	Key          string             `json:"key"`
	Label        string             `json:"label"`
	Unit         string             `json:"unit"`
	Values       []valueOf[T]       `json:"values"`
	Alternatives []alternativeOf[T] `json:"alternatives"`
}

type alternativeOf[T any] struct {
	Name   string       `json:"name"`
	Values []valueOf[T] `json:"values"`
}

type valueOf[T any] struct {
	From   civil.Date `json:"from"`
	To     civil.Date `json:"to"`
	Value  *T         `json:"value"`
	Refs   []string   `json:"refs"`
	Status *Status    `json:"status"`
	Note   string     `json:"note"`
}

// Load reads a table from its JSON document, written by this project, not by strangers.
// It refuses, with every fault at once: unknown fields, fields given twice or written in
// another case, a key or a reference given twice, a value without date, reference or status, a
// reference without a title or an https address or that nothing cites, values out of order, overlapping, or with a gap between them. A value
// without an end holds until the next one begins. All its errors are an [ErrTable].
func Load[T any](data []byte) (Table[T], error) {
	var doc document[T]
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&doc); err != nil {
		return Table[T]{}, fmt.Errorf("%w: %w", ErrTable, err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return Table[T]{}, fmt.Errorf("%w: data after the document", ErrTable)
	}
	l := loader{refs: map[string]Ref{}, cited: map[string]bool{}}
	l.checkKeys(data, reflect.TypeFor[document[T]]())
	t := Table[T]{name: doc.Name, verifiedOn: doc.VerifiedOn, references: doc.References, index: map[string]int{}}
	l.references(doc.References)
	if doc.Name == "" || doc.VerifiedOn.IsZero() || len(doc.Parameters) == 0 {
		l.fault("a table needs a name, a date of verification and parameters")
	}
	for i, p := range doc.Parameters {
		if _, twice := t.index[p.Key]; twice || p.Key == "" || p.Unit == "" {
			l.fault("parameters[%d]: %+q needs a key of its own and a unit", i, p.Key)
		}
		t.index[p.Key] = i
		t.parameters = append(t.parameters, loadParameter(&l, p))
	}
	for _, ref := range doc.References {
		if !l.cited[ref.Key] {
			l.fault("reference %+q is cited by nothing", ref.Key)
		}
	}
	if err := errors.Join(l.faults...); err != nil {
		return Table[T]{}, err
	}
	return t, nil
}

// loader collects what is wrong with a document.
type loader struct {
	refs   map[string]Ref
	cited  map[string]bool
	faults []error
}

func (l *loader) fault(format string, args ...any) {
	l.faults = append(l.faults, fmt.Errorf("%w: %w", ErrTable, fmt.Errorf(format, args...)))
}

func (l *loader) references(refs []Ref) {
	for i, ref := range refs {
		if _, twice := l.refs[ref.Key]; twice {
			l.fault("references[%d]: %+q needs a key of its own", i, ref.Key)
		}
		if err := ref.Check(); err != nil {
			l.fault("references[%d]: %w", i, err)
		}
		l.refs[ref.Key] = ref
	}
}

func loadParameter[T any](l *loader, p parameterOf[T]) parameter[T] {
	loaded := parameter[T]{key: p.Key, unit: p.Unit, label: p.Label, values: loadValues(l, p.Key, p.Unit, p.Values)}
	for i, a := range p.Alternatives {
		if _, twice := loaded.alternatives[a.Name]; twice || a.Name == "" {
			l.fault("%s: alternatives[%d] needs a name of its own", p.Key, i)
		}
		if loaded.alternatives == nil {
			loaded.alternatives = map[string][]Value[T]{}
		}
		loaded.alternatives[a.Name] = loadValues(l, p.Key+" ("+a.Name+")", p.Unit, a.Values)
		for i := range loaded.alternatives[a.Name] {
			loaded.alternatives[a.Name][i].Key = p.Key
		}
	}
	return loaded
}

func loadValues[T any](l *loader, key, unit string, values []valueOf[T]) []Value[T] {
	if len(values) == 0 {
		l.fault("%s: no values", key)
	}
	loaded := make([]Value[T], 0, len(values))
	for i, v := range values {
		if v.From.IsZero() || v.Value == nil || v.Status == nil || len(v.Refs) == 0 {
			l.fault("%s: values[%d] needs from, value, status and refs", key, i)
			continue
		}
		if !v.To.IsZero() && v.To.Before(v.From) {
			l.fault("%s: values[%d] ends on %v, before it begins on %v", key, i, v.To, v.From)
		}
		value := Value[T]{Key: key, Unit: unit, From: v.From, To: v.To, Value: *v.Value, Status: *v.Status, Note: v.Note}
		if value.Status == SetByCaller {
			l.fault("%s: values[%d]: only a caller sets a figure", key, i)
		}
		var refs []Ref
		for _, k := range v.Refs {
			ref, ok := l.refs[k]
			if !ok {
				l.fault("%s: values[%d] cites the unknown reference %+q", key, i, k)
			}
			l.cited[k] = true
			refs = append(refs, ref)
		}
		value.Refs = refsOf(refs)
		if n := len(loaded); n > 0 {
			l.follow(key, i, &loaded[n-1].To, loaded[n-1].From, v.From)
		}
		loaded = append(loaded, value)
	}
	return loaded
}

// follow checks that the value of index i begins the day after the one before it ends,
// and sets that end where the document leaves it open.
func (l *loader) follow(key string, i int, end *civil.Date, begun, from civil.Date) {
	if !from.After(begun) {
		l.fault("%s: values[%d] from %v is out of order", key, i, from)
		return
	}
	eve, err := from.AddDays(-1)
	if err != nil {
		l.fault("%s: values[%d]: %v", key, i, err)
		return
	}
	switch {
	case end.IsZero():
		*end = eve
	case end.Before(eve):
		l.fault("%s: there is a gap from %v to values[%d] from %v", key, *end, i, from)
	case end.After(eve):
		l.fault("%s: values[%d] from %v overlaps the one before it, to %v", key, i, from, *end)
	}
}
