package schedule

import (
	"errors"
	"strconv"
	"strings"
)

// Eighths is a length of script in eighths of a page (huitièmes de page), the unit in which scenes
// are measured: 8 are a page, and a scene has at least 1. In JSON it is a whole number.
type Eighths int

// MaxEighths is the greatest length of a scene: 10,000 pages.
const MaxEighths Eighths = 80_000

// ErrEighths reports a text that is no length in eighths, or one beyond [MaxEighths].
var ErrEighths = errors.New("not a length in eighths of a page")

const perPage = 8

// String returns pages and eighths as they are said on a set: "3/8", "2", "1 3/8", "0". A negative
// length, which no scene has, begins with a minus.
func (e Eighths) String() string {
	if e < 0 {
		return "-" + (-e).String()
	}
	pages, rest := int(e)/perPage, int(e)%perPage
	switch {
	case rest == 0:
		return strconv.Itoa(pages)
	case pages == 0:
		return strconv.Itoa(rest) + "/8"
	}
	return strconv.Itoa(pages) + " " + strconv.Itoa(rest) + "/8"
}

// ParseEighths reads what [Eighths.String] writes, and eighths beyond a page: "8/8", "11/8". Anything
// else, a decimal fraction too, is an [ErrEighths].
func ParseEighths(s string) (Eighths, error) {
	fields := strings.Fields(s)
	var total int
	for i, field := range fields {
		digits, isFraction := strings.CutSuffix(field, "/8")
		n, ok := parseCount(digits)
		if !ok || i > 1 || i == 1 && !isFraction || i == 0 && isFraction && len(fields) > 1 {
			return 0, ErrEighths
		}
		if !isFraction {
			n *= perPage
		}
		total += n
	}
	if len(fields) == 0 || total > int(MaxEighths) {
		return 0, ErrEighths
	}
	return Eighths(total), nil
}

// parseCount reads at most six digits.
func parseCount(s string) (int, bool) {
	if s == "" || len(s) > 6 || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// eighthsOf returns the length of a number of lines, rounded up to an eighth.
func eighthsOf(lines, linesPerPage int) Eighths {
	return min(MaxEighths, Eighths((lines*perPage+linesPerPage-1)/linesPerPage))
}
