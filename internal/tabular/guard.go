// Package tabular reads and writes tables in text as spreadsheets do (RFC 4180), with cells that no
// spreadsheet takes for formulas and lists in one cell.
//
// The standard reader of such tables is not used, because it changes the ends of lines inside quotes.
package tabular

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Guard puts an apostrophe before a cell that a spreadsheet would take for a formula, because it begins
// with = + - @, a tab, an end of line or a zero byte, after spaces or not (OWASP, CSV injection). A cell
// that has apostrophes already gets another, so that [Unguard] is its inverse for every text. Negative
// numbers stay.
func Guard(cell string) string {
	if isRisky(cell) {
		return "'" + cell
	}
	return cell
}

// Unguard takes the apostrophe of [Guard] off again.
func Unguard(cell string) string {
	if strings.HasPrefix(cell, "'") && isRisky(cell) {
		return cell[1:]
	}
	return cell
}

// isRisky reports whether what follows the apostrophes of a cell, none in most, would be a formula.
func isRisky(cell string) bool {
	return isFormula(cell) && !isNegativeNumber(strings.TrimLeft(cell, "'"))
}

// isFormula reports whether what follows the apostrophes of a cell would be a formula or a negative number.
func isFormula(cell string) bool {
	if cell == "" || isAlphanumeric(cell[0]) {
		return false
	}
	rest := strings.TrimLeft(cell, "'")
	const signs = "=+-@\t\r\n\x00＝＋－＠"
	begins := func(s string) bool {
		first, size := utf8.DecodeRuneInString(s)
		return size > 0 && strings.ContainsRune(signs, first)
	}
	return begins(rest) || begins(strings.TrimLeftFunc(rest, unicode.IsSpace))
}

func isAlphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// isNegativeNumber reports whether a cell is a minus, digits, and digits after a point or a comma.
func isNegativeNumber(s string) bool {
	digits, negative := strings.CutPrefix(s, "-")
	point := strings.IndexAny(digits, ".,")
	if point >= 0 {
		digits = digits[:point] + "0" + digits[point+1:]
	}
	return negative && digits != "" && point != 0 && point != len(digits)-1 && strings.Trim(digits, "0123456789") == ""
}

// emptyText stands for an empty text in a list.
const emptyText = `\0`

// Join writes a list in one cell: a bar between the texts, a backslash before a bar or a backslash inside
// one, \0 for an empty one. No list and an empty one are an empty cell.
func Join(list []string) string {
	texts := make([]string, len(list))
	for i, s := range list {
		switch {
		case s == "":
			s = emptyText
		case strings.ContainsAny(s, `\|`):
			s = strings.NewReplacer(`\`, `\\`, "|", `\|`).Replace(s)
		}
		texts[i] = s
	}
	return strings.Join(texts, "|")
}

// Split is the inverse of [Join]; an empty cell is no list. A backslash before anything else stands for
// itself.
func Split(cell string) []string {
	if cell == "" {
		return nil
	}
	var list []string
	var text strings.Builder
	begin := 0
	add := func(end int) {
		if cell[begin:end] == emptyText {
			text.Reset()
		}
		list = append(list, text.String())
		text.Reset()
		begin = end + 1
	}
	for i := 0; i < len(cell); i++ {
		switch c := cell[i]; {
		case c == '|':
			add(i)
		case c == '\\' && i+1 < len(cell) && (cell[i+1] == '|' || cell[i+1] == '\\'):
			i++
			text.WriteByte(cell[i])
		default:
			text.WriteByte(c)
		}
	}
	add(len(cell))
	return list
}
