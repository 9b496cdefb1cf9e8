package law

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/bobine-film/bobine/civil"
)

// Errors of look-ups, for errors.Is.
var (
	// ErrUnknownKey reports a parameter that the table does not have.
	ErrUnknownKey = errors.New("unknown parameter")
	// ErrNoValue reports a date on which a parameter has no value.
	ErrNoValue = errors.New("no value at this date")
	// ErrNoAlternative reports an alternative that a parameter does not have.
	ErrNoAlternative = errors.New("unknown alternative")
	// ErrRef reports a reference without a key, a title or an https address.
	ErrRef = errors.New("unsound reference")
	// ErrPeriod reports an override that ends before it begins.
	ErrPeriod = errors.New("the end is before the beginning")
)

// NoValueError is the [ErrNoValue] of a parameter at a date.
type NoValueError struct {
	// Key is the parameter.
	Key string
	// Date is the day that was asked for.
	Date civil.Date
	// First and Last are the first and the last day with a value; Last is the zero
	// Date when the last value has no end.
	First, Last civil.Date
}

// Error names the parameter, the date and the days that have a value.
func (e *NoValueError) Error() string {
	if e.Last.IsZero() {
		return fmt.Sprintf("%s: %v on %v, first on %v", e.Key, ErrNoValue, e.Date, e.First)
	}
	return fmt.Sprintf("%s: %v on %v, only from %v to %v", e.Key, ErrNoValue, e.Date, e.First, e.Last)
}

// Is reports whether target is [ErrNoValue].
func (e *NoValueError) Is(target error) bool { return target == ErrNoValue }

// Value is what a parameter is worth over a period.
type Value[T any] struct {
	// Key is the name of the parameter, Unit what it counts in.
	Key, Unit string
	// From and To are the first and last day of the value; To is the zero Date when no
	// end is known.
	From, To civil.Date
	// Value is the figure. A T with pointers, slices or maps is that of the table itself:
	// it is there to be read, never to be changed.
	Value T
	// Status says how sure the figure is.
	Status Status
	// Refs are where it was read, at least one.
	Refs Refs
	// Note says what a reader of the figure should know, in a sentence. It may be empty.
	Note string
}

// Notice returns the notice that comes with using the value, and whether there is one.
func (v Value[T]) Notice() (Notice, bool) {
	if !v.Status.needsNotice() {
		return Notice{}, false
	}
	message := fmt.Sprintf("%s: %s %s since %v is %v", v.Key, text(v.Value), v.Unit, v.From, v.Status)
	if v.Note != "" {
		message += ": " + v.Note
	}
	return Notice{CodeUnverified, v.Key, message, v.Refs}, true
}

// covers reports whether the value holds on a day.
func (v Value[T]) covers(on civil.Date) bool {
	return !on.Before(v.From) && (v.To.IsZero() || !on.After(v.To))
}

// parameter is all the values of one key, by date, without overlap.
type parameter[T any] struct {
	key, unit, label string
	values           []Value[T]
	alternatives     map[string][]Value[T]
}

// Table holds dated, cited parameters of one type. The zero value is an empty table.
// Tables are immutable and may be shared, as long as nobody writes through the pointers, slices
// or maps of a T: copies of a table and all its look-ups hold the same ones.
type Table[T any] struct {
	name       string
	verifiedOn civil.Date
	references []Ref
	parameters []parameter[T]
	index      map[string]int
}

// Name returns the name of the table.
func (t Table[T]) Name() string { return t.name }

// VerifiedOn returns the day on which the table was last verified as a whole.
func (t Table[T]) VerifiedOn() civil.Date { return t.verifiedOn }

// References returns every reference of the table, in its order.
func (t Table[T]) References() []Ref { return slices.Clone(t.references) }

// Has reports whether the table has a parameter of that key, with a value on any day.
func (t Table[T]) Has(key string) bool {
	_, ok := t.index[key]
	return ok
}

// Keys returns the key of every parameter, in the order of the table.
func (t Table[T]) Keys() []string {
	keys := make([]string, len(t.parameters))
	for i, p := range t.parameters {
		keys[i] = p.key
	}
	return keys
}

// At returns the value of a parameter on a day. It fails with [ErrUnknownKey], or with a
// [NoValueError] before the first value, after the last, or on the zero Date.
//
// Complexity O(log n) in the number of values of the parameter.
func (t Table[T]) At(key string, on civil.Date) (Value[T], error) {
	i, ok := t.index[key]
	if !ok {
		return Value[T]{}, fmt.Errorf("%w: %+q", ErrUnknownKey, key)
	}
	p := &t.parameters[i]
	next, found := slices.BinarySearchFunc(p.values, on, func(v Value[T], on civil.Date) int {
		return v.From.Compare(on)
	})
	if !found {
		next--
	}
	if next < 0 || !p.values[next].covers(on) {
		return Value[T]{}, &NoValueError{
			Key: key, Date: on, First: p.values[0].From, Last: p.values[len(p.values)-1].To,
		}
	}
	return p.values[next], nil
}

// Stale returns the notice that a day is later than the day on which the table was
// verified, and whether it is.
func (t Table[T]) Stale(on civil.Date) (Notice, bool) {
	if !on.After(t.verifiedOn) {
		return Notice{}, false
	}
	return Notice{
		Code:    CodeStale,
		Key:     t.name,
		Message: fmt.Sprintf("the figures of %s were verified on %v, before %v", t.name, t.verifiedOn, on),
	}, true
}

// Override is a figure of the caller's own in place of a parameter's.
type Override[T any] struct {
	// Key is the parameter, one that the table has.
	Key string
	// Value is the figure, in the unit of the parameter. The table keeps it as it is, with what
	// it points to.
	Value T
	// From and To are the first and the last day it holds; zero dates leave it open.
	From, To civil.Date
	// Refs say where it comes from, each with a key, a title and an https address; without
	// any, results cite [CallerRef].
	Refs []Ref
}

// CallerRef is what results cite for an override that has no reference of its own. It has
// no address.
func CallerRef() Ref {
	return Ref{Key: "caller", Title: "Figure set by the caller in place of the table's"}
}

// With returns a copy of the table in which the given figures replace its own, later ones
// before earlier ones. Their status is [SetByCaller]. It fails with [ErrUnknownKey], with
// [ErrPeriod] for an end before the beginning, or with [ErrRef].
func (t Table[T]) With(overrides ...Override[T]) (Table[T], error) {
	copied := t
	copied.parameters = slices.Clone(t.parameters)
	for _, o := range overrides {
		i, ok := t.index[o.Key]
		if !ok {
			return Table[T]{}, fmt.Errorf("%w: %+q", ErrUnknownKey, o.Key)
		}
		if !o.To.IsZero() && o.To.Before(o.From) {
			return Table[T]{}, fmt.Errorf("%s: %w: %v to %v", o.Key, ErrPeriod, o.From, o.To)
		}
		for _, ref := range o.Refs {
			if err := ref.Check(); err != nil {
				return Table[T]{}, fmt.Errorf("%s: %w", o.Key, err)
			}
		}
		p := &copied.parameters[i]
		p.values = replaced(p.values, o.value(p.unit))
	}
	return copied, nil
}

func (o Override[T]) value(unit string) Value[T] {
	refs := NewRefs(o.Refs...)
	if len(o.Refs) == 0 {
		refs = NewRefs(CallerRef())
	}
	from := o.From
	if from.IsZero() {
		from = civil.MustParseDate("1900-01-01")
	}
	return Value[T]{Key: o.Key, Unit: unit, From: from, To: o.To, Value: o.Value, Status: SetByCaller, Refs: refs}
}

// replaced returns values with v in the place of whatever they hold on its days.
func replaced[T any](values []Value[T], v Value[T]) []Value[T] {
	var out []Value[T]
	for _, old := range values {
		if old.From.Before(v.From) {
			before := old
			if eve, err := v.From.AddDays(-1); old.covers(v.From) && err == nil {
				before.To = eve
			}
			out = append(out, before)
		}
	}
	out = append(out, v)
	morrow, err := v.To.AddDays(1)
	if err != nil {
		return out // v has no end, or that of the calendar
	}
	for _, old := range values {
		if old.To.IsZero() || old.To.After(v.To) {
			after := old
			if old.covers(v.To) {
				after.From = morrow
			}
			out = append(out, after)
		}
	}
	return out
}

// Choose returns a copy of the table in which a parameter takes the values of one of its
// alternatives, also in place of what an earlier [Table.With] set on that key: choose first,
// then override. It fails with [ErrUnknownKey] or [ErrNoAlternative].
func (t Table[T]) Choose(key, alternative string) (Table[T], error) {
	i, ok := t.index[key]
	if !ok {
		return Table[T]{}, fmt.Errorf("%w: %+q", ErrUnknownKey, key)
	}
	values, ok := t.parameters[i].alternatives[alternative]
	if !ok {
		return Table[T]{}, fmt.Errorf("%s: %w: %+q", key, ErrNoAlternative, alternative)
	}
	copied := t
	copied.parameters = slices.Clone(t.parameters)
	copied.parameters[i].values = values
	return copied, nil
}

// Entry is a parameter as a list shows it on a day. A parameter without a value on that day
// has its key, label, unit and alternatives alone.
type Entry struct {
	// Key is the name of the parameter.
	Key string `json:"key"`
	// Label says in words what it is.
	Label string `json:"label"`
	// Unit is what its values count in.
	Unit string `json:"unit"`
	// Value is the text of the value.
	Value string `json:"value,omitempty"`
	// From and To are its first and last day; To is the zero Date when no end is known.
	From civil.Date `json:"from,omitzero"`
	To   civil.Date `json:"to,omitzero"`
	// Status says how sure the value is; nil when there is none on that day.
	Status *Status `json:"status,omitempty"`
	// Refs are where the value was read.
	Refs Refs `json:"refs,omitzero"`
	// Note says what a reader of the value should know. It may be empty.
	Note string `json:"note,omitempty"`
	// Alternatives are the names that [Table.Choose] takes, sorted.
	Alternatives []string `json:"alternatives,omitempty"`
}

// List returns every parameter with what it is worth on a day, in the order of the table. One
// that has no value on that day is listed without.
func (t Table[T]) List(on civil.Date) []Entry {
	entries := make([]Entry, len(t.parameters))
	for i, p := range t.parameters {
		entries[i] = Entry{
			Key: p.key, Label: p.label, Unit: p.unit,
			Alternatives: slices.Sorted(maps.Keys(p.alternatives)),
		}
		v, err := t.At(p.key, on)
		if err != nil {
			continue
		}
		e := &entries[i]
		e.Value, e.From, e.To, e.Status, e.Refs, e.Note = text(v.Value), v.From, v.To, &v.Status, v.Refs, v.Note
	}
	return entries
}

// Notices returns what has to be known before the table is used on a day: that it is
// stale, and every value that is not verified. A parameter without a value on that day gives
// none.
func (t Table[T]) Notices(on civil.Date) []Notice {
	var notices []Notice
	if n, stale := t.Stale(on); stale {
		notices = append(notices, n)
	}
	for _, p := range t.parameters {
		v, err := t.At(p.key, on)
		if err != nil {
			continue
		}
		if n, ok := v.Notice(); ok {
			notices = append(notices, n)
		}
	}
	return notices
}

// text writes a value as its JSON, without quotes around a text.
func text(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	var s string
	if json.Unmarshal(data, &s) == nil {
		return s
	}
	return string(data)
}
