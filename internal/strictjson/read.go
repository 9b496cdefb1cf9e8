package strictjson

import (
	"errors"
	"fmt"
	"io"

	"github.com/bobine-film/bobine/internal/valid"
)

// Limits of every document, checked before anything is built of it.
const (
	// MaxBytes is the greatest size of a document. Refusing a longer one costs as much
	// memory.
	MaxBytes = 12 << 20
	// MaxDepth is how deep objects and lists may be nested.
	MaxDepth = 100
	// MaxDigits is the longest run of digits, in numbers and in texts.
	MaxDigits = 40
	// MaxText is the greatest length of a text, in bytes as they are written.
	MaxText = 64 << 10
	// MaxKey is the greatest length of a key, in bytes as they are written.
	MaxKey = 256
	// MaxKeys is the greatest number of keys of one object.
	MaxKeys = 10_000
	// MaxValues is the greatest number of values of all kinds, those in others included: eight
	// times 10,000 engagements of 25 fields, three times a budget of 100,000 lines.
	MaxValues = 2_000_000
)

// tooManyDigits says that [MaxDigits] is exceeded.
var tooManyDigits = fmt.Sprintf("there are more than %d digits in a row", MaxDigits)

// ErrDocument reports a document that is not JSON, or beyond the limits of this package.
var ErrDocument = errors.New("unreadable document")

// maxEmptyReads is how often in a row a reader may return nothing, and no error.
const maxEmptyReads = 100

// read returns the whole document, or an error when it is too long or the reader fails. The
// buffer grows in three steps, so that the longest document costs little more than its
// length.
func read(r io.Reader) ([]byte, error) {
	var data []byte
	empty := 0
	for _, size := range []int{64 << 10, 1 << 20, MaxBytes + 1} {
		data = append(make([]byte, 0, size), data...)
		for len(data) < size {
			n, err := r.Read(data[len(data):min(size, len(data)+64<<10)])
			data = data[:len(data)+n]
			if err == io.EOF && len(data) <= MaxBytes {
				return data, nil
			}
			if empty++; n > 0 {
				empty = 0
			}
			if err == nil && empty == maxEmptyReads {
				err = io.ErrNoProgress
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
