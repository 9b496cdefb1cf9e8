package money

// Style is a way of writing an amount for a reader.
type Style uint8

const (
	// Plain is the form of a data file, "-1234567.50".
	Plain Style = iota
	// French is the form of a French document, "-1 234 567,50 €": a narrow
	// no-break space (U+202F) between groups of three digits, a comma, and a
	// no-break space (U+00A0) before the sign of the euro.
	French
)

// Format writes a in the given style. A style that does not exist is Plain.
func (a Amount) Format(s Style) string {
	if s != French {
		return a.String()
	}
	var buf [48]byte
	return string(append(a.appendGrouped(buf[:0], "\u202f", ","), "\u00a0€"...))
}
