package budget

import (
	"io"

	"github.com/bobine-film/bobine/internal/tabular"
)

// What the tests of tables call the parts of them.
const byteOrderMark = tabular.Mark

func guard(cell string) string { return tabular.Guard(cell) }

func unguard(cell string) string { return tabular.Unguard(cell) }

func (d CSVDialect) delimiter() byte {
	delimiter, _, _ := tabular.Dialect(d)
	return delimiter
}

type csvScanner struct{ *tabular.Scanner }

func newScanner(r io.Reader, d CSVDialect) csvScanner {
	return csvScanner{tabular.NewScanner(r, d.delimiter(), csvLimits)}
}

func (s csvScanner) next() ([]string, error) { return s.Next() }
