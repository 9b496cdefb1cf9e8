package dossier

import (
	"fmt"
	"regexp"
	"strings"
)

// outline are the tags that say what a detail holds: rows of the bodies of tables, items and terms of lists.
var outline = regexp.MustCompile(`<details\b|</details>|<summary>|<tbody>|</tbody>|<tr\b|<li\b|<dt>`)

// held writes on the summary of each detail how many lines it holds, those of the details inside it too. Paper
// shows it where the detail is closed.
func (l Language) held(page string) string {
	type detail struct{ summary, lines int }
	var texts []string
	var open []detail
	body, from := false, 0
	for _, at := range outline.FindAllStringIndex(page, -1) {
		last := len(open) - 1
		switch tag := page[at[0]:at[1]]; {
		case tag == "<details":
			open = append(open, detail{})
		case last < 0:
		case tag == "<summary>":
			texts = append(texts, page[from:at[0]], tag)
			from, open[last].summary = at[1], len(texts)-1
		case tag == "</details>":
			if n := open[last].lines; n > 0 {
				texts[open[last].summary] = fmt.Sprintf(`<summary data-held="%s">`, l.count(n, "line"))
			}
			if last > 0 {
				open[last-1].lines += open[last].lines
			}
			open = open[:last]
		case strings.HasSuffix(tag, "tbody>"):
			body = tag == "<tbody>"
		case tag != "<tr" || body:
			open[last].lines++
		}
	}
	return strings.Join(append(texts, page[from:]), "")
}
