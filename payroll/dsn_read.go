package payroll

import (
	"errors"
	"io"
	"iter"

	"github.com/bobine-film/bobine/internal/valid"
)

// ReadDSN reads a file into a tree, by the built-in tree of the norm. Lines that the platform adds to a
// returned file, and other blocks that the norm does not know, stay where they stand. [DSNFile.Bytes] gives
// the same bytes again. It says nothing of rubrics, values and the order of blocks in their parent, which
// [CheckDSN] does.
//
// All faults of syntax, and all blocks whose parent is not open, are told at once, up to a bound, each a [*DSNFault]. A file of
// more than [MaxDSNLines] lines is an [ErrDSNSize].
func ReadDSN(r io.Reader) (DSNFile, error) {
	rules, err := builtInRules()
	if err != nil {
		return DSNFile{}, err
	}
	var faults []error
	tell := func(f DSNFault) {
		if !f.order && len(faults) < maxDSNFaults {
			faults = append(faults, &f)
		}
	}
	tree := newDSNTree(rules, tell)
	if err := readLines(newDSNScanner(r), tree.add, tell); err != nil {
		return DSNFile{}, errors.Join(append(faults, err)...)
	}
	if len(faults) == 0 && len(tree.root.Blocks) == 0 {
		return DSNFile{}, &DSNFault{Check: 1, Reason: "the file is empty", err: ErrDSNSyntax}
	}
	if err := errors.Join(faults...); err != nil {
		return DSNFile{}, err
	}
	return DSNFile{Blocks: tree.root.Blocks}, nil
}

// readLines passes on each line, and tells those that are none.
func readLines(s *dsnScanner, add func(DSNLine) error, tell func(DSNFault)) error {
	for {
		err := s.next()
		var fault *DSNFault
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &fault) && s.number <= MaxDSNLines:
			tell(*fault)
		case err != nil:
			return err
		default:
			if err := add(s.line()); err != nil {
				return err
			}
		}
	}
}

// errStopped ends a reading that nobody wants to go on.
var errStopped = errors.New("stopped")

// DSNIndividuals reads the individuals of a file one by one, in memory that one of them bounds. A fault of
// syntax, or a block whose parent is not open, is a [*DSNFault] and ends the reading.
func DSNIndividuals(r io.Reader) iter.Seq2[DSNBlock, error] {
	return func(yield func(DSNBlock, error) bool) {
		rules, err := builtInRules()
		if err != nil {
			yield(DSNBlock{}, err)
			return
		}
		var fault error
		tree := newDSNTree(rules, func(f DSNFault) {
			if fault == nil && !f.order {
				fault = &f
			}
		})
		tree.done = func(b *DSNBlock) error {
			if fault == nil && b.Code == individualBlock && !yield(*b, nil) {
				return errStopped
			}
			return fault
		}
		add := func(l DSNLine) error { return errors.Join(tree.add(l), fault) }
		err = readLines(newDSNScanner(r), add, func(f DSNFault) { fault = &f })
		if err == nil {
			err = tree.closeTo(0)
		}
		if err = errors.Join(err, fault); err != nil && !errors.Is(err, errStopped) {
			yield(DSNBlock{}, valid.List(err)[0])
		}
	}
}

// maxDSNFaults is how many faults are told of one file.
const maxDSNFaults = 1_000
