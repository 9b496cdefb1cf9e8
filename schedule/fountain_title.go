package schedule

import (
	"slices"
	"strings"
)

// titleKeys are the keys that title pages have; one of them may stand without a value.
var titleKeys = []string{
	"title", "credit", "author", "authors", "source", "notes", "draft-date", "date", "contact", "copyright", "revision", "version",
	"titre", "auteur", "auteurs", "scenario", "realisation", "episode",
}

// title reads the title page at the top: keys with values, which may go on on indented lines, up to
// a blank line.
func (p *fountain) title() {
	if _, _, ok := p.titleLine(); !ok {
		return
	}
	title := &p.composer.script.Title
	for ; p.hasLine && strings.TrimSpace(p.line) != "" && len(p.line) <= maxText; p.advance() {
		key, value, ok := p.titleLine()
		if !ok || isIndented(p.line) {
			last := &(*title)[len(*title)-1]
			last.Value = joinLines(last.Value, strings.TrimSpace(p.line))
			continue
		}
		*title = append(*title, TitleLine{key, value})
	}
}

// titleLine takes the line in hand for a key and a value. A heading or a transition with a colon, as
// in FADE IN:, is neither: a key without a value is one that is known, or has it on the next line.
func (p *fountain) titleLine() (key, value string, ok bool) {
	key, value, ok = strings.Cut(p.line, ":")
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	if !ok || key == "" || len(key) > maxName || len(p.line) > maxText || isIndented(p.line) {
		return "", "", false
	}
	if slices.Contains(titleKeys, wordOf(key)) {
		return key, value, true
	}
	if h := ParseHeading(p.line); h.Place != "" || isForced(key) {
		return "", "", false
	}
	return key, value, value != "" && !isCapitals(key) || value == "" && isIndented(p.ahead) && strings.TrimSpace(p.ahead) != ""
}

func isIndented(line string) bool {
	return strings.HasPrefix(line, "\t") || strings.HasPrefix(line, "   ")
}

func isForced(s string) bool { return strings.ContainsRune(".@!>~#=[/", rune(s[0])) }
