package budget

import (
	"errors"
	"strings"

	"github.com/bobine-film/bobine/internal/valid"
)

// ErrAccountCode reports a text that is no code under the grammar of a chart.
var ErrAccountCode = errors.New("not a code of the chart")

// Separator stands between the parts of an account code.
type Separator string

// Separators.
const (
	NoSeparator     Separator = ""
	SpaceSeparator  Separator = " "
	HyphenSeparator Separator = "-"
)

var separators = []Separator{NoSeparator, SpaceSeparator, HyphenSeparator}

// OneOf returns the words that are a Separator.
func (Separator) OneOf() []string { return valid.Texts(separators) }

// ChartGrammar is the form of account codes (codification): how many letters and digits each part
// has, and what stands between the parts. With a category of 2 and an account of 2, "1001" is
// account 01 of category 10. A code may stop after any part.
//
// The parts and their bounds are those of Movie Magic Budgeting.
type ChartGrammar struct {
	// Widths are in letters and digits, 1 to 6; 0 says that codes have no such part, nor those
	// after it.
	Category   int `json:"category" strict:"required"`
	Account    int `json:"account,omitempty"`
	SubAccount int `json:"subAccount,omitempty"`
	Set        int `json:"set,omitempty"`
	// Separator is the same between all parts.
	Separator Separator `json:"separator,omitempty"`
}

// AccountCode is an account code in its parts. Parts after the last are empty.
type AccountCode struct {
	Category   string `json:"category"`
	Account    string `json:"account,omitempty"`
	SubAccount string `json:"subAccount,omitempty"`
	Set        string `json:"set,omitempty"`
}

const (
	maxCodePart = 6
	codeParts   = 4
)

// codePart is the name of each part in a path.
func codePart(i int) string { return [codeParts]string{"category", "account", "subAccount", "set"}[i] }

func (g ChartGrammar) widths() [codeParts]int {
	return [codeParts]int{g.Category, g.Account, g.SubAccount, g.Set}
}

func (c AccountCode) parts() [codeParts]string {
	return [codeParts]string{c.Category, c.Account, c.SubAccount, c.Set}
}

// Check reports every fault of the grammar, each a [*FieldError], or nil.
func (g ChartGrammar) Check() error {
	var f valid.Faults
	g.check(&f)
	return f.Err()
}

func (g ChartGrammar) check(f *valid.Faults) (sound bool) {
	sound = true
	widths := g.widths()
	for i, width := range widths {
		switch {
		case width < 0 || width > maxCodePart || width == 0 && i == 0:
			f.Addf(codePart(i), width, valid.ErrOutOfRange, "1 to %d letters and digits", maxCodePart)
			sound = false
		case i > 0 && width > 0 && widths[i-1] == 0:
			f.Addf(codePart(i), width, valid.ErrOutOfRange, "there is no %s above it", codePart(i-1))
			sound = false
		}
	}
	switch g.Separator {
	case NoSeparator, SpaceSeparator, HyphenSeparator:
		return sound
	}
	f.Addf("separator", string(g.Separator), valid.ErrOneOf, "none, a space, a hyphen")
	return false
}

// Parse returns the parts of a code. A code that is not of the grammar is an [ErrAccountCode],
// each fault a [*FieldError].
func (g ChartGrammar) Parse(code string) (AccountCode, error) {
	if err := g.Check(); err != nil {
		return AccountCode{}, err
	}
	var f valid.Faults
	parts, ok := g.split(code)
	if !ok {
		f.Add("", code, ErrAccountCode)
	}
	return AccountCode{parts[0], parts[1], parts[2], parts[3]}, f.Err()
}

// checkCode tells a code that is not of the grammar.
func (g ChartGrammar) checkCode(f *valid.Faults, code string) {
	if _, ok := g.split(code); !ok {
		f.Add("code", code, ErrAccountCode)
	}
}

func (g ChartGrammar) split(code string) (parts [codeParts]string, ok bool) {
	rest := code
	for i, width := range g.widths() {
		if i > 0 && rest == "" {
			return parts, true
		}
		if i > 0 {
			if rest, ok = strings.CutPrefix(rest, string(g.Separator)); !ok {
				return [codeParts]string{}, false
			}
		}
		if width == 0 || len(rest) < width || !isAlphanumeric(rest[:width]) {
			return [codeParts]string{}, false
		}
		parts[i], rest = rest[:width], rest[width:]
	}
	if rest != "" {
		return [codeParts]string{}, false
	}
	return parts, true
}

// Format writes a code from its parts, the inverse of [ChartGrammar.Parse]. Parts of another width,
// or after one that is empty, are each a [*FieldError] of [ErrAccountCode].
func (g ChartGrammar) Format(code AccountCode) (string, error) {
	if err := g.Check(); err != nil {
		return "", err
	}
	var f valid.Faults
	var text strings.Builder
	widths, parts := g.widths(), code.parts()
	for i, part := range parts {
		switch {
		case part == "" && i > 0:
			continue
		case len(part) != widths[i] || !isAlphanumeric(part):
			f.Addf(codePart(i), part, ErrAccountCode, "%d letters and digits", widths[i])
		case i > 0 && parts[i-1] == "":
			f.Addf(codePart(i), part, ErrAccountCode, "there is no %s above it", codePart(i-1))
		}
		if i > 0 {
			text.WriteString(string(g.Separator))
		}
		text.WriteString(part)
	}
	if err := f.Err(); err != nil {
		return "", err
	}
	return text.String(), nil
}

// isAlphanumeric reports whether a text has ASCII letters and digits alone.
func isAlphanumeric(s string) bool {
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}
