package payroll

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Errors of nominative declarations, for errors.Is.
var (
	// ErrDSNSyntax reports a line that is not a rubric and a value as the norm writes them.
	ErrDSNSyntax = errors.New("not a line of a declaration")
	// ErrDSNTree reports a block or a rubric out of its place.
	ErrDSNTree = errors.New("out of its place in the tree")
	// ErrDSNSize reports a file beyond what is read.
	ErrDSNSize = errors.New("larger than is read")
	// ErrDSNCharacter reports a character that ISO-8859-1 does not have, or that no value may hold.
	ErrDSNCharacter = errors.New("a character that the file cannot hold")
	// ErrDSNUnknown reports what neither the library nor the caller knows and the declaration needs.
	ErrDSNUnknown = errors.New("is not known and has to be given")
)

// DSNFile is a file of nominative declarations (déclaration sociale nominative, DSN) as a tree of blocks.
// Written again it is the same bytes.
type DSNFile struct {
	Blocks []DSNBlock `json:"blocks"`
}

// DSNBlock is a block (bloc) of a declaration: its rubrics in order, and the blocks within it.
type DSNBlock struct {
	// Code is that of the block, "S21.G00.40".
	Code   string     `json:"code"`
	Lines  []DSNLine  `json:"lines"`
	Blocks []DSNBlock `json:"blocks,omitempty"`
}

// DSNLine is one rubric (rubrique) with its value.
type DSNLine struct {
	// Rubric is the full number, "S21.G00.40.009".
	Rubric string `json:"rubric"`
	Value  string `json:"value"`
	// End is how the line ends in the file, Number its place from 1, 0 in a tree that was not read.
	End    DSNLineEnd `json:"end,omitempty"`
	Number int        `json:"number,omitempty"`
}

// DSNLineEnd is how a line ends. Files are written with CRLF; returned ones have been seen with LF.
type DSNLineEnd uint8

// Ends of lines.
const (
	EndCRLF DSNLineEnd = iota
	EndLF
	// EndNone is the last line of a file that ends without one.
	EndNone
)

var dsnLineEnds = [...]string{"\r\n", "\n", ""}

// Bytes returns the file as it is sent: one rubric a line, ISO-8859-1. A value with a character that this
// encoding lacks is an [ErrDSNCharacter], an end of line that does not exist an [ErrDSNSyntax].
func (f DSNFile) Bytes() ([]byte, error) {
	var b bytes.Buffer
	if err := writeBlocks(&b, f.Blocks); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// WriteTo writes the file as [DSNFile.Bytes] returns it.
func (f DSNFile) WriteTo(w io.Writer) (int64, error) {
	data, err := f.Bytes()
	if err != nil {
		return 0, err
	}
	n, err := w.Write(data)
	return int64(n), err
}

// Lines returns the number of rubrics of the file.
func (f DSNFile) Lines() int { return countLines(f.Blocks) }

func countLines(blocks []DSNBlock) (n int) {
	for i := range blocks {
		n += len(blocks[i].Lines) + countLines(blocks[i].Blocks)
	}
	return n
}

func writeBlocks(b *bytes.Buffer, blocks []DSNBlock) error {
	for i := range blocks {
		for j := range blocks[i].Lines {
			if err := blocks[i].Lines[j].write(b); err != nil {
				return err
			}
		}
		if err := writeBlocks(b, blocks[i].Blocks); err != nil {
			return err
		}
	}
	return nil
}

func (l *DSNLine) write(b *bytes.Buffer) error {
	if int(l.End) >= len(dsnLineEnds) {
		return fmt.Errorf("%s: %w: an end of line numbered %d", l.Rubric, ErrDSNSyntax, l.End)
	}
	b.WriteString(l.Rubric)
	b.WriteString(",'")
	for _, r := range l.Value {
		if r > 0xff || r == '\n' || r == '\r' {
			return fmt.Errorf("%s: %w: %q", l.Rubric, ErrDSNCharacter, r)
		}
		b.WriteByte(byte(r))
	}
	b.WriteString("'")
	b.WriteString(dsnLineEnds[l.End])
	return nil
}

// Value returns the value of a rubric of the block by its last three digits, "" where the block lacks it.
func (b *DSNBlock) Value(number string) string {
	if l := b.line(number); l != nil {
		return l.Value
	}
	return ""
}

// line returns a rubric of the block, nil where it is absent.
func (b *DSNBlock) line(number string) *DSNLine {
	for i := range b.Lines {
		if strings.HasSuffix(b.Lines[i].Rubric, number) {
			return &b.Lines[i]
		}
	}
	return nil
}

// first returns the number of the first line of the block.
func (b *DSNBlock) first() int {
	if len(b.Lines) == 0 {
		return 0
	}
	return b.Lines[0].Number
}

// Each calls a function on the blocks of a code within b, in order.
func (b *DSNBlock) Each(code string, each func(*DSNBlock)) {
	for i := range b.Blocks {
		if b.Blocks[i].Code == code {
			each(&b.Blocks[i])
		}
	}
}

// DSNFault is something in a file that the norm does not allow.
type DSNFault struct {
	// Line counts from 1; 0 is the file as a whole.
	Line   int    `json:"line"`
	Rubric string `json:"rubric,omitempty"`
	// Check is which of the checks of [CheckDSN] found it.
	Check int `json:"check"`
	// Doubt says that it may be right, for a reason that the file does not tell.
	Doubt  bool   `json:"doubt,omitempty"`
	Reason string `json:"reason"`
	err    error
	order  bool // the tree holds the block even so
}

// Error returns the fault on one line.
func (f *DSNFault) Error() string {
	where := fmt.Sprintf("line %d", f.Line)
	if f.Rubric != "" {
		where += ", " + f.Rubric
	}
	return where + ": " + f.Reason
}

// Unwrap returns the kind of the fault: [ErrDSNSyntax], [ErrDSNTree], [ErrDSNSize], or nil.
func (f *DSNFault) Unwrap() error { return f.err }
