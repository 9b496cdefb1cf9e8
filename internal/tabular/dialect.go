package tabular

import "github.com/bobine-film/bobine/internal/valid"

// Mark is the byte order mark, without which the French Excel takes a text for Windows-1252.
const Mark = "\ufeff"

// Dialect returns what stands between the cells of a table, and before all, in a dialect: comma, as
// RFC 4180, or semicolon, after a [Mark], as the French Excel opens. Another is a fault of "dialect".
func Dialect[D ~string](d D) (delimiter byte, mark string, err error) {
	if d == "semicolon" {
		return ';', Mark, nil
	}
	var f valid.Faults
	valid.OneOf(&f, "dialect", d, []D{"comma", "semicolon"})
	return ',', "", f.Err()
}
