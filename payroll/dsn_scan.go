package payroll

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// Bounds of a file that is read.
const (
	// MaxDSNLines is the greatest number of lines of a file.
	MaxDSNLines = 1_000_000
	// maxDSNLine is the longest line in bytes; no rubric of the norm has more than 120 characters.
	maxDSNLine = 1 << 10
	// maxDSNIndividual is the greatest number of lines kept at once: those of an individual, or those of
	// a declaration outside individuals.
	maxDSNIndividual = 100_000
)

// dsnScanner reads the lines of a file one by one.
type dsnScanner struct {
	r      *bufio.Reader
	number int
	rubric []byte
	value  []byte
	end    DSNLineEnd
	// names keeps the numbers of rubrics, so that each is one string.
	names map[string]string
}

func newDSNScanner(r io.Reader) *dsnScanner {
	return &dsnScanner{r: bufio.NewReaderSize(r, 1<<16), names: map[string]string{}}
}

// next reads a line. It returns io.EOF at the end, and a *DSNFault for a line that is none: the next one can
// be read even so. What it read is good until the next call.
func (s *dsnScanner) next() error {
	raw, err := s.r.ReadSlice('\n')
	if len(raw) == 0 && err != nil {
		return err
	}
	s.number++
	if s.number > MaxDSNLines {
		return s.fault(ErrDSNSize, "more than %d lines", MaxDSNLines)
	}
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return err
	}
	if len(raw) > maxDSNLine {
		for errors.Is(err, bufio.ErrBufferFull) {
			_, err = s.r.ReadSlice('\n')
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		return s.fault(ErrDSNSize, "a line longer than %d bytes", maxDSNLine)
	}
	line := raw
	s.end = EndNone
	if n := len(line) - 1; line[n] == '\n' {
		line, s.end = line[:n], EndLF
		if n > 0 && line[n-1] == '\r' {
			line, s.end = line[:n-1], EndCRLF
		}
	}
	return s.split(line)
}

// split takes a line apart: number, comma, value between straight quotes. The value runs to the last one.
func (s *dsnScanner) split(line []byte) error {
	s.rubric, s.value = nil, nil
	n := lengthOfRubric
	if len(line) >= n && isRubric(line[:n]) {
		s.rubric = line[:n]
	}
	if s.rubric == nil || len(line) < n+3 || line[n] != ',' || line[n+1] != '\'' || line[len(line)-1] != '\'' {
		return s.fault(ErrDSNSyntax, "a line is a rubric, a comma and a value between straight quotes")
	}
	s.value = line[n+2 : len(line)-1]
	if len(s.value) == 0 {
		return s.fault(ErrDSNSyntax, "an absent value is left out, never empty")
	}
	return s.encoding()
}

// encoding tells control characters, and what is UTF-8 where ISO-8859-1 is wanted.
func (s *dsnScanner) encoding() error {
	ascii := true
	for _, c := range s.value {
		switch {
		case c < ' ', c >= 0x7f && c < 0xa0:
			if !ascii && utf8.Valid(s.value) {
				return s.fault(ErrDSNSyntax, "the file is in UTF-8, ISO-8859-1 is wanted")
			}
			return s.fault(ErrDSNSyntax, "the control character 0x%02x", c)
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	if !ascii && utf8.Valid(s.value) {
		return s.fault(ErrDSNSyntax, "the file is in UTF-8, ISO-8859-1 is wanted")
	}
	return nil
}

func (s *dsnScanner) fault(kind error, format string, args ...any) *DSNFault {
	return &DSNFault{Line: s.number, Rubric: string(s.rubric), Check: 1, Reason: fmt.Sprintf(format, args...), err: kind}
}

// line returns what was read, as strings of its own.
func (s *dsnScanner) line() DSNLine {
	name, known := s.names[string(s.rubric)]
	if !known {
		name = string(s.rubric)
		if len(s.names) < maxNormRubrics {
			s.names[name] = name
		}
	}
	return DSNLine{Rubric: name, Value: fromLatin1(s.value), End: s.end, Number: s.number}
}

// fromLatin1 returns ISO-8859-1 as text: its bytes are the first 256 characters.
func fromLatin1(b []byte) string {
	if i := bytes.IndexFunc(b, func(r rune) bool { return r >= utf8.RuneSelf }); i < 0 {
		return string(b)
	}
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}
