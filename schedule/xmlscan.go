package schedule

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits of an XML document, so that one of tiny elements costs no more than a real one: Final Draft
// nests about ten deep, and writes about one element in 90 bytes.
const (
	maxXMLDepth    = 100
	maxXMLElements = 400_000
	maxXMLText     = 1 << 20 // bytes between two tags
)

// xmlHandler is told what an XML document has, in its order. Texts are parts of the document where
// they can be; attributes hold until the call returns.
type xmlHandler interface {
	start(name string, attributes xmlAttributes) error
	text(s string) error
	end(name string) error
}

// xmlAttributes are the attributes of an element, as written.
type xmlAttributes []struct{ name, raw string }

// value returns the value of an attribute, "" where there is none.
func (a xmlAttributes) value(name string) string {
	for i := range a {
		if a[i].name == name {
			value, _ := plainXML(a[i].raw) // checked before
			return value
		}
	}
	return ""
}

var (
	errXML      = errors.New("it is not well-formed XML")
	errXMLTyped = errors.New("a document type is not read")
	errXMLDeep  = fmt.Errorf("it is nested more than %d deep", maxXMLDepth)
	errXMLText  = fmt.Errorf("it has more than %d bytes between two tags", maxXMLText)
	errXMLMany  = fmt.Errorf("it has more than %d elements", maxXMLElements)
)

// scanXML walks over an XML document in UTF-8. It reads no document type, so that there are no
// entities to expand beyond the five of XML and numbers of characters.
//
// encoding/xml took 0.65 s and 200 MB to refuse 12 MiB of small elements, where a hostile document may
// cost 50 ms; this took 0.06 s and kept nothing. What it accepts, encoding/xml accepts and reads alike,
// which a test and a fuzz target hold. Complexity linear in the text.
func scanXML(text string, h xmlHandler) error {
	x := xmlScanner{rest: text, length: len(text), handler: h}
	for x.rest != "" {
		if err := x.one(); err != nil {
			return fmt.Errorf("byte %d: %w", x.length-len(x.rest), err)
		}
	}
	if len(x.open) > 0 {
		return fmt.Errorf("%w: %s is not closed", errXML, x.open[len(x.open)-1])
	}
	return nil
}

type xmlScanner struct {
	rest       string
	length     int
	handler    xmlHandler
	open       []string
	elements   int
	attributes xmlAttributes
}

// one reads a tag, or the text before the next.
func (x *xmlScanner) one() error {
	switch {
	case x.rest[0] != '<':
		return x.characters()
	case strings.HasPrefix(x.rest, "</"):
		return x.endTag()
	case strings.HasPrefix(x.rest, "<?"):
		return x.instruction()
	case strings.HasPrefix(x.rest, "<!--"):
		return x.comment()
	case strings.HasPrefix(x.rest, "<![CDATA["):
		return x.verbatim()
	case strings.HasPrefix(x.rest, "<!"):
		return errXMLTyped
	}
	return x.startTag()
}

func (x *xmlScanner) characters() error {
	end := strings.IndexByte(x.rest, '<')
	if end < 0 {
		end = len(x.rest)
	}
	raw := x.rest[:end]
	switch {
	case len(raw) > maxXMLText:
		return errXMLText
	case strings.Contains(raw, "]]>"):
		return errXML
	}
	s, err := plainXML(raw)
	if err != nil {
		return err
	}
	if len(x.open) == 0 && strings.Trim(s, " \t\n") != "" {
		return errXML
	}
	x.rest = x.rest[end:]
	return x.handler.text(s)
}

// upTo skips to behind a mark that has to come, and returns what is before it.
func (x *xmlScanner) upTo(begin, mark string) (string, error) {
	inside, rest, ok := strings.Cut(x.rest[len(begin):], mark)
	if !ok {
		return "", errXML
	}
	x.rest = rest
	return inside, nil
}

// instruction skips a processing instruction, such as the declaration of XML.
func (x *xmlScanner) instruction() error {
	name := xmlName(x.rest[2:])
	inside, err := x.upTo("<?", "?>")
	if err != nil || name == "" || len(name) > len(inside) || name == "xml" && !strings.Contains(inside, `version="1.0"`) {
		return errXML
	}
	return nil
}

func (x *xmlScanner) comment() error {
	inside, err := x.upTo("<!--", "-->")
	if err != nil || strings.Contains(inside, "--") || strings.HasSuffix(inside, "-") {
		return errXML
	}
	return nil
}

// verbatim reads a text in which nothing is escaped.
func (x *xmlScanner) verbatim() error {
	inside, err := x.upTo("<![CDATA[", "]]>")
	if err != nil || len(x.open) == 0 {
		return errXML
	}
	s, err := plainLines(inside)
	if err != nil {
		return err
	}
	return x.handler.text(s)
}

func (x *xmlScanner) endTag() error {
	name := xmlName(x.rest[2:])
	rest := skipXMLSpace(x.rest[2+len(name):])
	if len(x.open) == 0 || x.open[len(x.open)-1] != name || !strings.HasPrefix(rest, ">") {
		return errXML
	}
	x.open = x.open[:len(x.open)-1]
	x.rest = rest[1:]
	return x.handler.end(name)
}

func (x *xmlScanner) startTag() error {
	name := xmlName(x.rest[1:])
	if name == "" {
		return errXML
	}
	if len(x.open) == maxXMLDepth {
		return errXMLDeep
	}
	if x.elements++; x.elements > maxXMLElements {
		return errXMLMany
	}
	rest, err := x.readAttributes(x.rest[1+len(name):])
	if err != nil {
		return err
	}
	closed := strings.HasPrefix(rest, "/>")
	if !closed && !strings.HasPrefix(rest, ">") {
		return errXML
	}
	if x.rest = rest[1:]; closed {
		x.rest = rest[2:]
	}
	if err := x.handler.start(name, x.attributes); err != nil {
		return err
	}
	if closed {
		return x.handler.end(name)
	}
	x.open = append(x.open, name)
	return nil
}

// readAttributes reads the attributes of a tag and returns what follows.
func (x *xmlScanner) readAttributes(rest string) (string, error) {
	x.attributes = x.attributes[:0]
	for {
		rest = skipXMLSpace(rest)
		name := xmlName(rest)
		if name == "" {
			return rest, nil
		}
		rest = skipXMLSpace(rest[len(name):])
		value, ok := strings.CutPrefix(rest, "=")
		value = skipXMLSpace(value)
		if !ok || value == "" || value[0] != '"' && value[0] != '\'' {
			return "", errXML
		}
		end := strings.IndexByte(value[1:], value[0])
		if end < 0 || strings.IndexByte(value[1:1+end], '<') >= 0 {
			return "", errXML
		}
		raw := value[1 : 1+end]
		if _, err := plainXML(raw); err != nil {
			return "", err
		}
		x.attributes = append(x.attributes, struct{ name, raw string }{name, raw})
		rest = value[end+2:]
	}
}

func skipXMLSpace(s string) string {
	for i := range len(s) {
		if c := s[i]; c != ' ' && c != '\t' && c != '\n' && c != '\r' {
			return s[i:]
		}
	}
	return ""
}

// xmlName returns the name that a text begins with: ASCII, as all names of the formats read here.
func xmlName(s string) string {
	colons := 0
	for i := range len(s) {
		c := s[i]
		isLetter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_'
		switch {
		case c == ':' && i > 0 && colons == 0:
			colons++
		case isLetter, i > 0 && ('0' <= c && c <= '9' || c == '-' || c == '.'):
		case c >= utf8.RuneSelf || c == ':':
			return ""
		default:
			return s[:i]
		}
	}
	return s
}

// plainXML returns what a text of an XML document stands for.
func plainXML(raw string) (string, error) {
	if strings.IndexByte(raw, '&') < 0 {
		return plainLines(raw)
	}
	var b strings.Builder
	b.Grow(len(raw))
	for {
		text, rest, found := strings.Cut(raw, "&")
		text, err := plainLines(text)
		if err != nil {
			return "", err
		}
		b.WriteString(text)
		if !found {
			return b.String(), nil
		}
		const most = 12 // of a reference, with its semicolon
		end := strings.IndexByte(rest[:min(len(rest), most)], ';')
		if end < 0 {
			return "", errXML
		}
		r, ok := xmlReference(rest[:end])
		if !ok {
			return "", errXML
		}
		b.WriteRune(r)
		raw = rest[end+1:]
	}
}

// xmlReference returns the character of a reference: amp, #233, #xE9.
func xmlReference(name string) (rune, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "apos":
		return '\'', true
	case "quot":
		return '"', true
	}
	digits, ok := strings.CutPrefix(name, "#")
	base := rune(10)
	if hex, isHex := strings.CutPrefix(digits, "x"); isHex {
		digits, base = hex, 16
	}
	if !ok || digits == "" {
		return 0, false
	}
	var r rune
	for i := range len(digits) { // at most nine: no overflow before the check
		digit := digitOf(digits[i])
		if digit >= base {
			return 0, false
		}
		if r = r*base + digit; r > utf8.MaxRune {
			return 0, false
		}
	}
	return r, utf8.ValidRune(r) && isXML(r)
}

// digitOf returns the value of a digit, 99 of what is none.
func digitOf(c byte) rune {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0')
	case 'a' <= c && c <= 'f':
		return rune(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return rune(c-'A') + 10
	}
	return 99
}

// isXML reports whether XML has a character.
func isXML(r rune) bool {
	return r >= ' ' && r != 0xFFFE && r != 0xFFFF || r == '\t' || r == '\n' || r == '\r'
}

// plainLines ends the lines of a text with line feeds, as XML says, and refuses what it does not have.
func plainLines(s string) (string, error) {
	hasReturn := false
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\r':
			hasReturn = true
		case c < ' ' && c != '\t' && c != '\n', c == 0xEF && slices.Contains([]string{"\uFFFE", "\uFFFF"}, s[i:min(len(s), i+3)]):
			return "", errXML
		}
	}
	if hasReturn {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return s, nil
}
