package tabular

import (
	"strings"
	"unicode/utf8"
)

// AppendRow appends a row, guarded, its cells in quotes where they need any, with the end of line of
// RFC 4180.
func AppendRow(b []byte, delimiter byte, cells ...string) []byte {
	for i, cell := range cells {
		if i > 0 {
			b = append(b, delimiter)
		}
		cell = Guard(cell)
		if !needsQuotes(cell, delimiter) {
			b = append(b, cell...)
			continue
		}
		b = appendQuoted(b, cell)
	}
	return append(b, '\r', '\n')
}

// needsQuotes reports whether a cell would not be read back without quotes, or by some without its
// spaces.
func needsQuotes(cell string, delimiter byte) bool {
	return strings.IndexByte(cell, delimiter) >= 0 || strings.ContainsAny(cell, "\"\r\n") || strings.TrimSpace(cell) != cell
}

// AppendText appends a cell that is a text and never a number: a negative number is guarded too. It is in
// quotes unless it is ASCII without signs that anyone might read otherwise. A text that is not UTF-8 is not
// appended.
func AppendText(b []byte, delimiter byte, text string) (_ []byte, isUTF8 bool) {
	switch {
	case isPlain(text, delimiter):
		return append(b, text...), true
	case !utf8.ValidString(text):
		return b, false
	case isFormula(text):
		text = "'" + text
	}
	return appendQuoted(b, text), true
}

// isPlain reports whether a text begins with a letter or a digit and needs neither a guard nor quotes.
func isPlain(text string, delimiter byte) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c == delimiter || c == '"' || c < ' ' || c >= utf8.RuneSelf {
			return false
		}
	}
	return text == "" || isAlphanumeric(text[0]) && text[len(text)-1] != ' '
}

func appendQuoted(b []byte, cell string) []byte {
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(cell, `"`, `""`)...)
	return append(b, '"')
}
