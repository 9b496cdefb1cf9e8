package strictjson

import (
	"errors"
	"fmt"
	"io"

	"github.com/bobine-film/bobine/internal/valid"
)

// Limits of every document, checked while it is read and before anything is built of it.
const (
	// MaxBytes is the greatest size of a document. Refusing a longer one costs as much
	// memory.
	MaxBytes = 12 << 20
	// MaxDepth is how deep objects and lists may be nested.
	MaxDepth = 100
	// MaxDigits is the longest run of digits, in numbers and in texts.
	MaxDigits = 40
)

// ErrDocument reports a document that is not JSON, or beyond the limits of this package.
var ErrDocument = errors.New("unreadable document")

// read returns the whole document, or the first reason to refuse it. The buffer grows in
// three steps, so that the longest document costs little more than its length.
func read(r io.Reader) ([]byte, error) {
	var g guard
	var data []byte
	for _, size := range []int{64 << 10, 1 << 20, MaxBytes + 1} {
		data = append(make([]byte, 0, size), data...)
		for len(data) < size {
			n, err := r.Read(data[len(data):min(size, len(data)+64<<10)])
			if refused := g.scan(data[len(data) : len(data)+n]); refused != nil {
				return nil, refused
			}
			data = data[:len(data)+n]
			if err == io.EOF && len(data) <= MaxBytes {
				return data, nil
			}
			if err != nil && err != io.EOF {
				return nil, fmt.Errorf("%w: %w", ErrDocument, err)
			}
		}
	}
	return nil, refuse("it is longer than %d bytes", MaxBytes)
}

func refuse(format string, args ...any) error {
	return &valid.FieldError{Err: fmt.Errorf("%w: %s", ErrDocument, fmt.Sprintf(format, args...))}
}

// guard watches for what makes a document costly, byte by byte, without building anything.
type guard struct {
	inText, escaped bool
	depth, digits   int
}

func (g *guard) scan(chunk []byte) error {
	inText, escaped, digits := g.inText, g.escaped, g.digits // in registers: half the time
	for _, c := range chunk {
		switch {
		case c-'0' <= 9:
			escaped = false
			if digits++; digits > MaxDigits {
				return refuse("a number has more than %d digits in a row", MaxDigits)
			}
			continue
		case inText:
			inText = c != '"' || escaped
			escaped = c == '\\' && !escaped
		case c == '"':
			inText = true
		case (c == 'e' || c == 'E') && digits > 0:
			return refuse("a number has an exponent")
		case c == '{' || c == '[':
			if g.depth++; g.depth > MaxDepth {
				return refuse("it is nested more than %d deep", MaxDepth)
			}
		case c == '}' || c == ']':
			g.depth--
		}
		digits = 0
	}
	g.inText, g.escaped, g.digits = inText, escaped, digits
	return nil
}
