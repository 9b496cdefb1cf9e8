// Package valid collects what is wrong with a document, each fault with the path of the
// field it is in.
package valid

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Causes of faults that every package shares, for errors.Is.
var (
	ErrMissing      = errors.New("is missing")
	ErrUnknownField = errors.New("unknown field")
	ErrDuplicate    = errors.New("is given twice")
	ErrType         = errors.New("wrong type")
	ErrOneOf        = errors.New("is not one of the words allowed")
	ErrNegative     = errors.New("is negative")
	ErrOutOfRange   = errors.New("is out of range")
	ErrReference    = errors.New("names nothing in the document")
)

// FieldError is a fault of one field.
type FieldError struct {
	// Path leads to the field from the top of the document, "[3].lines[0].rate".
	Path string
	// Value is what the field holds, nil where that says nothing.
	Value any
	// Err says what is wrong.
	Err error
}

// Error returns the fault on one line, "path: what is wrong".
func (e *FieldError) Error() string {
	line := fmt.Sprintf("%s: %v", e.Path, e.Err)
	if e.Path == "" {
		line = e.Err.Error()
	}
	if e.Value != nil {
		line += ": " + Quote(fmt.Sprint(e.Value))
	}
	return strings.ReplaceAll(line, "\n", " ")
}

// Unwrap returns what is wrong.
func (e *FieldError) Unwrap() error { return e.Err }

// Quote shows the beginning of a text that may be long or hostile.
func Quote(s string) string {
	const most = 40
	if len(s) > most {
		return strconv.QuoteToASCII(s[:most]) + "…"
	}
	return strconv.QuoteToASCII(s)
}

// maxFaults bounds how many faults are told, so that a hostile document cannot make a
// long answer.
const maxFaults = 100

// Faults collects faults while a document is walked. The zero value is ready to use. The
// path of the place in hand is kept as steps, and becomes a text only for a fault.
type Faults struct {
	steps  []step
	list   []error
	more   int
	unread []string
}

type step struct {
	name  string
	index int // when name is empty
}

// Enter goes into a field of the object in hand.
func (f *Faults) Enter(name string) { f.steps = append(f.steps, step{name: name}) }

// Index goes into an element of the list in hand.
func (f *Faults) Index(i int) { f.steps = append(f.steps, step{index: i}) }

// Leave goes back out of what Enter or Index went into.
func (f *Faults) Leave() { f.steps = f.steps[:len(f.steps)-1] }

// Add tells a fault of a field of the object in hand, or of what is in hand when field is
// empty. The value may be nil.
func (f *Faults) Add(field string, value any, err error) {
	if len(f.list) == maxFaults {
		f.more++
		return
	}
	if field != "" {
		f.Enter(field)
		defer f.Leave()
	}
	f.list = append(f.list, &FieldError{Path: f.path(), Value: value, Err: err})
}

// Addf tells a fault as Add does, of a cause and what is particular about it.
func (f *Faults) Addf(field string, value any, cause error, format string, args ...any) {
	f.Add(field, value, fmt.Errorf("%w: %s", cause, fmt.Sprintf(format, args...)))
}

// Full reports whether as many faults have been told as ever are.
func (f *Faults) Full() bool { return len(f.list) == maxFaults }

// Unread tells f the faults of reading the document, so that [Faults.Read] can answer.
func (f *Faults) Unread(reading error) { f.unread = unread(List(reading)) }

// Read reports whether all of these fields of the object in hand were read, or are absent. Nothing
// can be said of other fields from one that was not.
func (f *Faults) Read(fields ...string) bool {
	if len(f.unread) == 0 {
		return true
	}
	for _, field := range fields {
		f.Enter(field)
		path := f.path()
		f.Leave()
		if slices.Contains(f.unread, path) {
			return false
		}
	}
	return true
}

// unread returns the paths of what faults of reading leave unread.
func unread(reading []error) (paths []string) {
	for _, err := range reading {
		var fault *FieldError
		if errors.As(err, &fault) && !errors.Is(err, ErrUnknownField) { // which leaves nothing unread
			paths = append(paths, fault.Path)
		}
	}
	return paths
}

// Any reports whether there is a fault.
func (f *Faults) Any() bool { return len(f.list) > 0 }

func (f *Faults) path() string {
	var b strings.Builder
	for _, s := range f.steps {
		switch {
		case s.name == "":
			fmt.Fprintf(&b, "[%d]", s.index)
		case b.Len() > 0:
			b.WriteString("." + s.name)
		default:
			b.WriteString(s.name)
		}
	}
	return b.String()
}

// Err returns all faults joined, nil when there are none.
func (f *Faults) Err() error {
	if f.more > 0 {
		return errors.Join(append(slices.Clip(f.list), fmt.Errorf("and %d more faults", f.more))...)
	}
	return errors.Join(f.list...)
}

// List returns the errors joined in err, err alone when it joins none, nothing for nil.
func List(err error) []error {
	if err == nil {
		return nil
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return []error{err}
}

// Merge returns the faults of reading a document followed by those of checking what was
// read, without the latter where the former explain them: where a field could not be read,
// what is said of its absence, or of what is in it, says nothing. Where the document as a
// whole could not be read, that alone is told.
func Merge(reading, checking error) error {
	all := List(reading)
	for _, err := range all {
		var fault *FieldError
		if !errors.As(err, &fault) || fault.Path == "" {
			return reading
		}
	}
	unread := unread(all)
	for _, err := range List(checking) {
		var fault *FieldError
		if errors.As(err, &fault) && slices.ContainsFunc(unread, func(path string) bool { return isWithin(fault.Path, path) }) {
			continue
		}
		all = append(all, err)
	}
	return errors.Join(all...)
}

// isWithin reports whether a path is outer or leads into it.
func isWithin(path, outer string) bool {
	rest, found := strings.CutPrefix(path, outer)
	return found && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// IsCurrency reports whether a text has the form of an ISO 4217 code: three capital letters.
func IsCurrency(code string) bool {
	return len(code) == 3 && !slices.ContainsFunc([]byte(code), func(c byte) bool { return c < 'A' || c > 'Z' })
}

// Texts returns the words of an enumeration as plain texts.
func Texts[T ~string](words []T) []string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = string(w)
	}
	return texts
}

// OneOf tells a fault when a word is not one of those allowed.
func OneOf[T ~string](f *Faults, field string, word T, allowed []T) {
	if !slices.Contains(allowed, word) {
		f.Addf(field, string(word), ErrOneOf, "%s", strings.Join(Texts(allowed), ", "))
	}
}
