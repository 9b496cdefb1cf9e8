package schedule

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bobine-film/bobine/internal/valid"
)

// ParseFountain reads a screenplay (scénario) in Fountain, the plain text form of fountain.io/syntax:
// title page, headings, forced elements (. @ ! > ~), scene numbers between hashes, notes, boneyard,
// sections, synopses, dual dialogue, page breaks. Headings may be English or French, see
// [ParseHeading].
//
// Lengths are counted as a page is set, by the layout: action 60 characters wide, dialogue 35, what is
// said about it 25, words kept whole, a blank line between blocks and two before a heading; two
// dialogues at once are as long as the longer. A scene is rounded up to the eighth, so that the sum of
// all is more than the pages of the script. The page of a scene follows from the same count.
//
// In a scene is who speaks there, unless as a voice (V.O., voix off), and who is named in capitals in its
// action and speaks anywhere in the script. A note belongs to the scene of its line, or of the line
// below where it has a line of its own.
//
// Where files of the trade differ from the syntax they are read all the same: a heading needs no blank
// line after it, may stand right under a section, a synopsis or a note, be bold, and have its number
// in front. EST without a point is no heading, because French sentences begin with it. A synopsis
// between a section and a heading is that of the scene that follows.
//
// It refuses a text that is not UTF-8 ([EncodingError], with the byte offset), more than 12 MiB, lines
// over 64 KiB, more than 10,000 scenes, and a text without any heading ([ErrScript]), each as a
// [*FieldError]. Complexity linear in the text.
func ParseFountain(r io.Reader, layout PageLayout) (Script, error) {
	perPage, err := layout.linesPerPage()
	if err != nil {
		return Script{}, err
	}
	text, err := readText(r, ErrScript)
	if err != nil {
		return Script{}, err
	}
	p := fountain{lines: noteReader{lines: lineReader{rest: text}}, composer: newComposer(perPage)}
	if err := p.read(); err != nil {
		return Script{}, err
	}
	script := p.composer.finish()
	if len(script.Scenes) == 0 {
		return Script{}, refusal(ErrScript, "it has no scene heading")
	}
	return script, nil
}

// fountain reads a text line by line, one line ahead.
type fountain struct {
	lines    noteReader
	composer *composer
	// line is in hand, ahead the next, each with the notes in it and on lines of their own above it; a
	// line without text is blank.
	line, ahead     string
	notes, upcoming []string
	hasLine         bool
	hasAhead        bool
	afterBlank      bool // a block may begin
	inParagraph     bool // of action
	pendingSynopsis []string
	pendingNotes    []string
	sections        []string
	// speech has the lines of a dialogue, dual that of the one before it, which may be said at once.
	speech, before int
}

// maxBefore is how many lines may stand before the first heading.
const maxBefore = 10_000

func (p *fountain) read() error {
	p.advance()
	p.advance()
	p.title()
	p.afterBlank = true
	for ; p.hasLine; p.advance() {
		if len(p.line) > maxText {
			return refusal(ErrScript, "a line has more than %d bytes: %s", maxText, valid.Quote(p.line))
		}
		if len(p.composer.script.Before) > maxBefore {
			return refusal(ErrScript, "it has no scene heading in its first %d lines", maxBefore)
		}
		if !p.one() {
			return refusal(ErrScript, "it has more than %d scenes", MaxScriptScenes)
		}
	}
	return nil
}

// advance takes the next line. The notes of the one in hand go to its scene, which is that of the
// heading if it is one, or to the first scene.
func (p *fountain) advance() {
	if s := p.composer.scene(); s != nil {
		s.Notes = append(append(s.Notes, p.pendingNotes...), p.notes...)
		p.pendingNotes = nil
	} else {
		p.pendingNotes = append(p.pendingNotes, p.notes...)
	}
	p.line, p.notes, p.hasLine = p.ahead, p.upcoming, p.hasAhead
	p.ahead, p.hasAhead = p.lines.next()
	p.upcoming = p.lines.take()
}

// one reads the line in hand, and what belongs to it. It is false where there are too many scenes.
func (p *fountain) one() bool {
	line := strings.TrimSpace(p.line)
	if line == "" {
		p.afterBlank, p.inParagraph = true, false
		return true
	}
	if p.mark(line) {
		p.afterBlank, p.inParagraph = true, false
		p.before = 0
		return true
	}
	if p.afterBlank {
		if heading, ok := p.heading(line); ok {
			return p.begin(heading)
		}
		if cue, ok := p.cue(line); ok {
			p.dialogue(cue)
			p.afterBlank = true
			return true
		}
	}
	p.action(line)
	return true
}

// mark reads sections, synopses and page breaks, which are no part of the script.
func (p *fountain) mark(line string) bool {
	switch {
	case strings.HasPrefix(line, "#"):
		name := strings.TrimLeft(line, "#")
		p.section(len(line)-len(name), strings.TrimSpace(name))
	case strings.HasPrefix(line, "===") && strings.Trim(line, "=") == "":
		p.composer.breakPage()
	case strings.HasPrefix(line, "="):
		p.synopsis(strings.TrimSpace(line[1:]))
	default:
		return false
	}
	return true
}

// maxSections is how deep sections may be; deeper ones count as that deep.
const maxSections = 6

func (p *fountain) section(depth int, name string) {
	depth = min(depth, maxSections)
	sections := make([]string, 0, depth)
	sections = append(sections, p.sections[:min(len(p.sections), depth-1)]...)
	if name != "" {
		sections = append(sections, name)
	}
	p.sections = sections
	p.pendingSynopsis = []string{}
}

// synopsis keeps a synopsis for the scene in hand, or for the next after a section.
func (p *fountain) synopsis(text string) {
	s := p.composer.scene()
	if s == nil || p.pendingSynopsis != nil {
		p.pendingSynopsis = append(p.pendingSynopsis, text)
		return
	}
	s.Synopsis = joinLines(s.Synopsis, text)
}

func joinLines(a, b string) string {
	if a == "" {
		return b
	}
	return a + "\n" + b
}

// heading reports whether the line in hand is a heading.
func (p *fountain) heading(line string) (Heading, bool) {
	if forced, ok := strings.CutPrefix(line, "."); ok {
		if r, _ := utf8.DecodeRuneInString(forced); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return Heading{}, false
		}
		h := ParseHeading(forced)
		return h, h.Text != ""
	}
	if !mayBeHeading(line) {
		return Heading{}, false
	}
	h := ParseHeading(line)
	return h, h.Place != "" && h.Text != "" || h.Omitted && h.Number != ""
}

// mayBeHeading tells most lines that are none by how they begin and end.
func mayBeHeading(line string) bool {
	line = trimEmphasis(line)
	if line == "" || strings.HasSuffix(line, "#") {
		return line != ""
	}
	switch line[0] {
	case 'I', 'i', 'E', 'e':
		_, place, _ := cutPlace(line)
		return place != ""
	case 'S', 's', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		_, number := cutLeadingNumber(line)
		return number != ""
	}
	return false
}

func (p *fountain) begin(h Heading) bool {
	if !p.composer.begin(h) {
		return false
	}
	s := p.composer.scene()
	s.Sections = append([]string(nil), p.sections...)
	s.Synopsis = strings.Join(p.pendingSynopsis, "\n")
	p.pendingSynopsis, p.before = nil, 0
	p.afterBlank, p.inParagraph = false, false
	return true
}

// cue reports whether the line in hand names who speaks: capitals, a text right below, or an at
// sign before it.
func (p *fountain) cue(line string) (string, bool) {
	if strings.TrimSpace(p.ahead) == "" {
		return "", false
	}
	if forced, ok := strings.CutPrefix(line, "@"); ok {
		return strings.TrimSpace(forced), true
	}
	if strings.ContainsRune("!>~", rune(line[0])) {
		return "", false
	}
	name, rest, _ := strings.Cut(line, "(")
	if !isCapitals(name) || strings.HasSuffix(line, "TO:") || !strings.ContainsFunc(name, unicode.IsLetter) || !isExtension(rest) {
		return "", false
	}
	return line, true
}

// isExtension reports whether what follows the first bracket of a line ends a cue: "V.O.) (CONT'D) ^"
// does, "40), tired, comes in." does not.
func isExtension(rest string) bool {
	for rest != "" {
		_, after, closed := strings.Cut(rest, ")")
		between, next, _ := strings.Cut(after, "(")
		if strings.Trim(between, " \t^*_") != "" {
			return false
		}
		rest = next
		if !closed {
			return true
		}
	}
	return true
}

// dialogue reads the lines below a cue, up to a blank one; one of two spaces is not blank.
func (p *fountain) dialogue(cue string) {
	cue, dual := strings.CutSuffix(trimEmphasis(cue), "^")
	p.composer.cue(strings.TrimSpace(cue))
	p.speech = 1
	for p.hasAhead && (strings.TrimSpace(p.ahead) != "" || len(p.ahead) >= 2) && len(p.ahead) <= maxText {
		p.advance()
		line := strings.TrimSpace(p.line)
		switch {
		case strings.HasPrefix(line, "(") && strings.HasSuffix(line, ")"):
			p.speech += wrapped(line, parentheticalWidth)
		default:
			p.speech += wrapped(line, dialogueWidth)
		}
		if line != "" {
			p.composer.text(strings.TrimPrefix(line, "~"))
		}
	}
	if dual && p.before > 0 {
		p.composer.count(max(0, p.speech-p.before))
		p.before = 0
		return
	}
	p.composer.count(1 + p.speech)
	p.before = p.speech
}

// action reads the line in hand as action, a transition or a centred text.
func (p *fountain) action(line string) {
	switch line[0] {
	case '!', '~':
		line = line[1:]
	case '>':
		line = strings.TrimSpace(strings.TrimSuffix(line[1:], "<"))
	}
	p.before = 0
	p.composer.action(line, !p.inParagraph)
	p.afterBlank, p.inParagraph = false, true
}
