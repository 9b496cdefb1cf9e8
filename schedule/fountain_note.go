package schedule

import "strings"

// noteReader hands out the lines of a text without notes and boneyard. A note may go over several
// lines, but not over a blank one; the boneyard goes up to its end. A line that had nothing else is
// passed over, so that it is no blank line between what stands above and below it.
type noteReader struct {
	lines  lineReader
	notes  []string
	inNote bool
	inYard bool
	note   strings.Builder
}

const (
	noteBegin, noteEnd = "[[", "]]"
	yardBegin, yardEnd = "/*", "*/"
)

// take returns the notes that ended since it was last called.
func (n *noteReader) take() []string {
	notes := n.notes
	n.notes = nil
	return notes
}

func (n *noteReader) next() (string, bool) {
	for {
		line, ok := n.lines.next()
		if !ok {
			n.endNote()
			return "", false
		}
		if len(line) > maxText {
			return line, true // which is refused
		}
		if !n.inNote && !n.inYard && !strings.Contains(line, noteBegin) && !strings.Contains(line, yardBegin) {
			return line, true
		}
		if n.inNote && len(line) < 2 && strings.TrimSpace(line) == "" {
			n.endNote() // the writer forgot to close it
			return line, true
		}
		if rest := n.without(line); strings.TrimSpace(rest) != "" {
			return rest, true
		}
	}
}

// without returns a line without what is in notes and boneyard.
func (n *noteReader) without(line string) string {
	var kept strings.Builder
	if n.inNote {
		n.note.WriteByte('\n')
	}
	for line != "" {
		switch {
		case n.inYard:
			_, line, _ = cutAround(line, yardEnd, &n.inYard, false)
		case n.inNote:
			var inside string
			inside, line, _ = cutAround(line, noteEnd, &n.inNote, false)
			n.note.WriteString(inside)
			if !n.inNote {
				n.endNote()
			}
		default:
			var text string
			text, line = n.upToNext(line)
			kept.WriteString(text)
		}
	}
	return strings.TrimRight(kept.String(), " \t")
}

// upToNext returns what stands before the next note or boneyard, and goes into it.
func (n *noteReader) upToNext(line string) (text, rest string) {
	for i := 0; i+1 < len(line); i++ {
		switch line[i : i+2] {
		case noteBegin:
			n.inNote = true
		case yardBegin:
			n.inYard = true
		default:
			continue
		}
		return line[:i], line[i+2:]
	}
	return line, ""
}

// cutAround cuts a line at a mark, and says in state whether there was one.
func cutAround(line, mark string, inside *bool, after bool) (before, rest string, found bool) {
	before, rest, found = strings.Cut(line, mark)
	if found {
		*inside = after
	}
	return before, rest, found
}

func (n *noteReader) endNote() {
	if note := strings.TrimSpace(n.note.String()); note != "" {
		n.notes = append(n.notes, note)
	}
	n.note.Reset()
	n.inNote = false
}
