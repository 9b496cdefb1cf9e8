package tabular

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// ErrTable reports a text that is not a table, or beyond its limits.
var ErrTable = errors.New("unreadable table")

// Limits of a table.
type Limits struct {
	// Rows, cells of a row and bytes of a cell, at most.
	Rows, Cells, CellBytes int
}

// Scanner splits a table into rows of cells.
type Scanner struct {
	rest      string
	delimiter byte
	ends      string // of a cell without quotes, and the quote that it may not have
	limits    Limits
	row       int
	cells     []string
}

// NewScanner returns a scanner of a text.
func NewScanner(text string, delimiter byte, limits Limits) *Scanner {
	return &Scanner{rest: text, delimiter: delimiter, ends: string(rune(delimiter)) + "\r\n\"", limits: limits}
}

// Row returns the number of the row that Next returned last, from 1, as a spreadsheet counts.
func (s *Scanner) Row() int { return s.row }

// Next returns the cells of the next row, as they are between the delimiters, or io.EOF. They hold until
// the next call. After an error, an [ErrTable], the rest is not read.
func (s *Scanner) Next() ([]string, error) {
	if s.rest == "" {
		return nil, io.EOF
	}
	if s.row++; s.row > s.limits.Rows {
		return nil, fmt.Errorf("%w: more than %d rows", ErrTable, s.limits.Rows)
	}
	s.cells = s.cells[:0]
	for {
		cell, last, err := s.cell()
		switch {
		case err != nil:
			return nil, err
		case len(s.cells) == s.limits.Cells:
			return nil, fmt.Errorf("%w: more than %d cells", ErrTable, s.limits.Cells)
		case len(cell) > s.limits.CellBytes:
			return nil, fmt.Errorf("%w: more than %d bytes in a cell", ErrTable, s.limits.CellBytes)
		}
		s.cells = append(s.cells, cell)
		if last {
			return s.cells, nil
		}
	}
}

// cell reads a cell and what ends it, and reports whether the row ends there.
func (s *Scanner) cell() (cell string, last bool, err error) {
	quoted := strings.HasPrefix(s.rest, `"`)
	if quoted {
		if cell, err = s.quoted(); err != nil {
			return "", false, err
		}
	} else {
		end := strings.IndexAny(s.rest, s.ends)
		if end < 0 {
			end = len(s.rest)
		}
		cell, s.rest = s.rest[:end], s.rest[end:]
	}
	if s.rest == "" {
		return cell, true, nil
	}
	c := s.rest[0]
	s.rest = s.rest[1:]
	switch {
	case c == s.delimiter:
		return cell, false, nil
	case c == '\n':
		return cell, true, nil
	case c == '\r':
		rest, ok := strings.CutPrefix(s.rest, "\n")
		if !ok && s.rest != "" {
			return "", false, fmt.Errorf("%w: half an end of line", ErrTable)
		}
		s.rest = rest
		return cell, true, nil
	case quoted:
		return "", false, fmt.Errorf("%w: text after a quote", ErrTable)
	}
	return "", false, fmt.Errorf("%w: a quote inside a cell without quotes", ErrTable)
}

// quoted reads a cell in quotes, in which two quotes are one.
func (s *Scanner) quoted() (string, error) {
	from := 1
	for {
		at := strings.IndexByte(s.rest[from:], '"')
		if at < 0 {
			return "", fmt.Errorf("%w: a quote without its end", ErrTable)
		}
		from += at + 1
		if from < len(s.rest) && s.rest[from] == '"' {
			from++
			continue
		}
		cell := s.rest[1 : from-1]
		s.rest = s.rest[from:]
		return strings.ReplaceAll(cell, `""`, `"`), nil
	}
}
