package tabular

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/bobine-film/bobine/internal/valid"
)

// ErrTable reports a text that is not a table, or beyond its limits.
var ErrTable = errors.New("unreadable table")

// Limits of a table.
type Limits struct {
	// Bytes of it, its rows, cells of a row and bytes of a cell, at most.
	Bytes, Rows, Cells, CellBytes int
}

// Scanner splits a table into rows of cells while it is read.
type Scanner struct {
	in        *bufio.Reader
	delimiter byte
	ends      string // of a cell without quotes, and the quote that it may not have
	limits    Limits
	bytes     int
	row       int
	cells     []string
	cell      []byte
}

// NewScanner returns a scanner of a text.
func NewScanner(r io.Reader, delimiter byte, limits Limits) *Scanner {
	return &Scanner{in: bufio.NewReader(r), delimiter: delimiter, ends: string(rune(delimiter)) + "\r\n\"", limits: limits}
}

// Row returns the number of the row that Next returned last, from 1, as a spreadsheet counts.
func (s *Scanner) Row() int { return s.row }

// Next returns the cells of the next row, as they are between the delimiters, or io.EOF. They hold until
// the next call. After an error, an [ErrTable], the rest is not read.
func (s *Scanner) Next() ([]string, error) {
	if _, err := s.in.Peek(1); err == io.EOF {
		return nil, err
	}
	if s.row++; s.row > s.limits.Rows {
		return nil, fmt.Errorf("%w: more than %d rows", ErrTable, s.limits.Rows)
	}
	s.cells = s.cells[:0]
	for {
		last, err := s.scanCell()
		if err != nil {
			return nil, err
		}
		if len(s.cells) == s.limits.Cells {
			return nil, fmt.Errorf("%w: more than %d cells", ErrTable, s.limits.Cells)
		}
		s.cells = append(s.cells, string(s.cell))
		if last {
			return s.cells, nil
		}
	}
}

// scanCell reads a cell and what ends it, and reports whether the row ends there.
func (s *Scanner) scanCell() (last bool, err error) {
	s.cell = s.cell[:0]
	quoted, _ := s.in.Peek(1)
	if string(quoted) == `"` {
		err = s.scanQuoted()
	} else {
		err = s.take(s.ends)
	}
	if err != nil {
		return false, err
	}
	switch c, err := s.readByte(); {
	case err == io.EOF || err == nil && c == '\n':
		return true, nil
	case err != nil:
		return false, err
	case c == s.delimiter:
		return false, nil
	case c == '\r':
		return true, s.endOfWindows()
	case string(quoted) == `"`:
		return false, fmt.Errorf("%w: text after a quote", ErrTable)
	}
	return false, fmt.Errorf("%w: a quote inside a cell without quotes", ErrTable)
}

// endOfWindows reads the line feed after a carriage return, or the end of the table.
func (s *Scanner) endOfWindows() error {
	c, err := s.readByte()
	if err == io.EOF || err == nil && c == '\n' {
		return nil
	}
	if err != nil {
		return err
	}
	return fmt.Errorf("%w: half an end of line", ErrTable)
}

// scanQuoted reads a quoted cell with its quotes.
func (s *Scanner) scanQuoted() error {
	if _, err := s.readByte(); err != nil {
		return err
	}
	for {
		if err := s.take(`"`); err != nil {
			return err
		}
		if _, err := s.readByte(); err == io.EOF {
			return fmt.Errorf("%w: a quote without its end", ErrTable)
		} else if err != nil {
			return err
		}
		if following, _ := s.in.Peek(1); string(following) != `"` {
			return nil
		}
		if _, err := s.readByte(); err != nil {
			return err
		}
		if err := s.put([]byte{'"'}); err != nil {
			return err
		}
	}
}

// take reads into the cell what comes before any of the given signs, or the end.
func (s *Scanner) take(signs string) error {
	for {
		ahead, _ := s.in.Peek(max(1, s.in.Buffered())) // a failure comes again with the next byte
		n := bytes.IndexAny(ahead, signs)
		found := n >= 0
		if !found {
			n = len(ahead)
		}
		if s.bytes += n; s.bytes > s.limits.Bytes {
			return fmt.Errorf("%w: longer than %d bytes", ErrTable, s.limits.Bytes)
		}
		if err := s.put(ahead[:n]); err != nil {
			return err
		}
		_, _ = s.in.Discard(n)
		if found || n == 0 {
			return nil
		}
	}
}

func (s *Scanner) put(text []byte) error {
	s.cell = append(s.cell, text...)
	if len(s.cell) > s.limits.CellBytes {
		return fmt.Errorf("%w: more than %d bytes in a cell: %s", ErrTable, s.limits.CellBytes, valid.Quote(string(s.cell)))
	}
	return nil
}

// readByte returns the next byte.
func (s *Scanner) readByte() (byte, error) {
	c, err := s.in.ReadByte()
	if err != nil && err != io.EOF {
		return 0, fmt.Errorf("%w: %w", ErrTable, err)
	}
	if s.bytes++; s.bytes > s.limits.Bytes && err == nil {
		return 0, fmt.Errorf("%w: longer than %d bytes", ErrTable, s.limits.Bytes)
	}
	return c, err
}
