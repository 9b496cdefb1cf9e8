package schedule

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/bobine-film/bobine/internal/valid"
)

// ErrEncoding reports a text that is not UTF-8; see [EncodingError].
var ErrEncoding = errors.New("is not UTF-8")

// EncodingError is a text in another encoding than UTF-8, most often a file of an old program in
// Latin-1 or Windows-1252, or one in UTF-16. It is an [ErrEncoding].
type EncodingError struct {
	// Offset is the position of the first byte that is not UTF-8, from 0.
	Offset int
	// Line is the line that it is in, from 1.
	Line int
	// Byte is what stands there: 0xE9 is é in Latin-1.
	Byte byte
}

// Error names the place and the byte.
func (e *EncodingError) Error() string {
	return fmt.Sprintf("is not UTF-8: byte %d, in line %d, is 0x%02X; save the file as UTF-8", e.Offset, e.Line, e.Byte)
}

// Is reports whether target is ErrEncoding.
func (e *EncodingError) Is(target error) bool { return target == ErrEncoding }

// MaxFileBytes is the greatest size of a screenplay, a scene list or a stripboard file: 12 MiB.
const MaxFileBytes = 12 << 20

const byteOrderMark = "\ufeff"

// readText returns the text of a file without its byte order mark. The faults are of the given kind.
func readText(r io.Reader, kind error) (string, error) {
	text, err := readAll(io.LimitReader(r, MaxFileBytes+1))
	if err != nil {
		return "", refusal(kind, "%w", err)
	}
	if len(text) > MaxFileBytes {
		return "", refusal(kind, "it is longer than %d bytes", MaxFileBytes)
	}
	if !utf8.ValidString(text) {
		return "", &FieldError{Err: wrongEncoding(text)}
	}
	return strings.TrimPrefix(text, byteOrderMark), nil
}

// readAll grows in three steps, so that the longest file costs little more than its length.
func readAll(r io.Reader) (string, error) {
	var text strings.Builder
	for _, size := range []int{128 << 10, 2 << 20, MaxFileBytes + 1} {
		read := text.String()
		text = strings.Builder{}
		text.Grow(size)
		text.WriteString(read)
		n, err := io.CopyN(&text, r, int64(size-len(read)))
		if err == io.EOF {
			return text.String(), nil
		}
		if err != nil {
			return "", fmt.Errorf("after %d bytes: %w", len(read)+int(n), err)
		}
	}
	return text.String(), nil
}

// refusal is a fault of a file as a whole.
func refusal(kind error, format string, args ...any) error {
	return &FieldError{Err: fmt.Errorf("%w: %w", kind, fmt.Errorf(format, args...))}
}

// wrongEncoding finds the first byte that is not UTF-8.
func wrongEncoding(text string) *EncodingError {
	for at, r := range text {
		if r != utf8.RuneError {
			continue
		}
		if _, size := utf8.DecodeRuneInString(text[at:]); size == 1 {
			return &EncodingError{Offset: at, Line: 1 + strings.Count(text[:at], "\n"), Byte: text[at]}
		}
	}
	return nil
}

// lineReader hands out the lines of a text, whatever ends them: LF, CR LF or, in files of old
// machines, CR.
type lineReader struct {
	rest string
	line int // in hand, from 1
}

// next returns the next line without its end, false after the last.
func (l *lineReader) next() (string, bool) {
	if l.rest == "" {
		return "", false
	}
	l.line++
	end := strings.IndexByte(l.rest, '\n')
	if end < 0 {
		end = len(l.rest)
	}
	if cr := strings.IndexByte(l.rest[:end], '\r'); cr >= 0 {
		line := l.rest[:cr]
		l.rest = strings.TrimPrefix(l.rest[cr+1:], "\n")
		return line, true
	}
	line := l.rest[:end]
	l.rest = l.rest[min(len(l.rest), end+1):]
	return line, true
}

// PageLayout says how a page of the script is set. The zero value is the usual one.
type PageLayout struct {
	// Lines is how many lines a page has, 10 to 200; 0 is [LinesPerPage].
	Lines int `json:"lines,omitempty"`
}

// LinesPerPage is the usual number of lines of a page: Courier of 12 points, six lines an inch, on
// nine inches and a bit of A4 or US Letter.
const LinesPerPage = 55

// Widths of a page of Courier of 12 points, in characters of a tenth of an inch: six inches of action,
// three and a half of dialogue, two and a half of what is said about it.
const (
	actionWidth        = 60
	dialogueWidth      = 35
	parentheticalWidth = 25
)

func (p PageLayout) linesPerPage() (int, error) {
	if p.Lines == 0 {
		return LinesPerPage, nil
	}
	var f valid.Faults
	if p.Lines < 10 || p.Lines > 200 {
		f.Addf("layout.lines", p.Lines, valid.ErrOutOfRange, "10 to 200")
	}
	return p.Lines, f.Err()
}

// wrapped returns how many lines a text takes at a width, words kept whole where they fit. An empty
// text takes one.
func wrapped(text string, width int) int {
	if len(text) <= width {
		return 1
	}
	lines, used := 1, 0
	for len(text) > 0 {
		end := strings.IndexByte(text, ' ')
		if end < 0 {
			end = len(text)
		}
		word := utf8.RuneCountInString(text[:end])
		if used > 0 && used+word > width {
			lines, used = lines+1, 0
		}
		for used+word > width { // a word longer than a line
			lines, word = lines+1, word-width
		}
		used += word + 1
		text = text[min(len(text), end+1):]
	}
	return lines
}
