package rights

import (
	"fmt"
	"io"
	"strings"
	"unicode"
)

// WriteMermaid writes the picture as a flowchart of Mermaid, the same for the same plan and amounts. Names
// are any text: every sign of theirs that is no letter, digit or harmless punctuation is written by its
// number, so that none is taken for the language of the chart or for HTML. A failure of w is returned.
func (p Picture) WriteMermaid(w io.Writer) error {
	var b strings.Builder
	b.WriteString("flowchart TD\n")
	pot := -1
	for _, n := range p.nodes {
		if n.pot != pot && pot >= 0 {
			b.WriteString("  end\n")
		}
		if n.pot != pot && n.pot >= 0 {
			fmt.Fprintf(&b, "  subgraph g%d[\"%s\"]\n", n.pot, mermaidText(n.lines[:1]))
		}
		pot = n.pot
		shape := map[nodeShape][2]string{potNode: {"([", "])"}, stepNode: {"[", "]"}, payeeNode: {"[/", "/]"}}[n.shape]
		fmt.Fprintf(&b, "    %s%s\"%s\"%s\n", n.id, shape[0], mermaidText(n.lines), shape[1])
	}
	if pot >= 0 {
		b.WriteString("  end\n")
	}
	for _, e := range p.edges {
		switch {
		case e.onward:
			fmt.Fprintf(&b, "  %s -.-> %s\n", e.from, e.to)
		case len(e.label) == 0:
			fmt.Fprintf(&b, "  %s --> %s\n", e.from, e.to)
		default:
			fmt.Fprintf(&b, "  %s -->|\"%s\"| %s\n", e.from, mermaidText(e.label), e.to)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// mermaidText writes texts for a quoted label, one under the other. Mermaid reads #60; as the sign of that
// number. Signs that end a line or a label are spaces.
func mermaidText(lines []string) string {
	var b strings.Builder
	for i, line := range lines {
		if i > 0 {
			b.WriteString("<br/>")
		}
		before := ' ' // spaces that begin a line, or follow one another, are code in Markdown
		for at, r := range line {
			if endsLine(r) {
				r = ' '
			}
			if !isPlain(r) && !(r == ' ' && before != ' ') && !(r == '.' && beginsWithDigit(line[at+1:])) {
				fmt.Fprintf(&b, "#%d;", r)
			} else {
				b.WriteRune(r)
			}
			before = r
		}
	}
	return b.String()
}

// isPlain reports whether a sign means nothing to Mermaid, Markdown or HTML: "1. " begins a list.
func isPlain(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || strings.ContainsRune(",/()←’€", r)
}

func beginsWithDigit(s string) bool { return s != "" && '0' <= s[0] && s[0] <= '9' }

// endsLine reports whether a sign may not stand in a label.
func endsLine(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)
}

// WriteDOT writes the picture in the language of Graphviz, the same for the same plan and amounts. Names
// are any text: they stand in quotes with what ends or changes a text escaped. A failure of w is returned.
func (p Picture) WriteDOT(w io.Writer) error {
	var b strings.Builder
	b.WriteString("digraph plan {\n  node [shape=box, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n")
	pot := -1
	for _, n := range p.nodes {
		if n.pot != pot && pot >= 0 {
			b.WriteString("  }\n")
		}
		if n.pot != pot && n.pot >= 0 {
			fmt.Fprintf(&b, "  subgraph cluster_%d {\n    label=\"%s\";\n", n.pot, dotText(n.lines[:1]))
		}
		pot = n.pot
		style := map[nodeShape]string{potNode: ", shape=oval", payeeNode: ", shape=house"}[n.shape]
		fmt.Fprintf(&b, "    %s [label=\"%s\"%s];\n", n.id, dotText(n.lines), style)
	}
	if pot >= 0 {
		b.WriteString("  }\n")
	}
	for _, e := range p.edges {
		style := ""
		if e.onward {
			style = " [style=dotted]"
		}
		if len(e.label) > 0 {
			style = fmt.Sprintf(" [label=\"%s\"]", dotText(e.label))
		}
		fmt.Fprintf(&b, "  %s -> %s%s;\n", e.from, e.to, style)
	}
	b.WriteString("}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// dotText writes texts for a quoted label, one under the other. Graphviz reads \ and & in them.
func dotText(lines []string) string {
	var b strings.Builder
	for i, line := range lines {
		if i > 0 {
			b.WriteString(`\n`)
		}
		for _, r := range line {
			switch {
			case r == '"' || r == '\\':
				b.WriteByte('\\')
				b.WriteRune(r)
			case r == '&':
				b.WriteString("&amp;")
			case endsLine(r):
				b.WriteByte(' ')
			default:
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}
