package schedule

import (
	"strconv"
	"strings"

	"github.com/bobine-film/bobine/internal/valid"
)

// fdx makes a script of the elements of a Final Draft document.
type fdx struct {
	composer   *composer
	tags       fdxTags
	path       []string  // of the elements in hand, the outermost first
	zones      []fdxZone // that each is in
	paragraphs []*fdxParagraph
	hasContent bool
	inText     bool
	capitals   bool
	// dual says that two dialogues are at once; speech are the lines of each.
	dual     bool
	speech   []int
	sections []string
	faults   valid.Faults
}

// fdxParagraph is a paragraph while it is read. Others may be inside it: a synopsis, notes, dialogues
// that are said at once, the scene that an omitted heading stands for.
type fdxParagraph struct {
	kind, number, length, page string
	newPage                    bool
	text                       []byte
	tags                       []string
	beats                      []string // roles that have one in the scene
	synopsis                   []string
	notes                      []string
	// omitted is the heading that an omitted one keeps, omittedText what follows it.
	omitted     string
	omittedText []string
	isOmitted   bool
}

// endParagraph gives a paragraph to what it belongs to.
func (f *fdx) endParagraph(p *fdxParagraph, zone fdxZone) error {
	text := strings.TrimSpace(string(p.text))
	outer := f.paragraph()
	switch {
	case zone == fdxContent:
		return f.body(p, text)
	case zone == fdxTitlePage:
		f.title(text)
	case zone == fdxNote:
		f.note(outer, text)
	case zone == fdxSummary && outer != nil:
		outer.synopsis = appendText(outer.synopsis, text)
	case zone == fdxOmitted && outer != nil:
		outer.omit(p, text)
	}
	return nil
}

func appendText(list []string, text string) []string {
	if text == "" {
		return list
	}
	return append(list, text)
}

func (f *fdx) note(outer *fdxParagraph, text string) {
	if outer != nil {
		outer.notes = appendText(outer.notes, text)
		return
	}
	if s := f.composer.scene(); s != nil {
		s.Notes = appendText(s.Notes, text)
	}
}

// maxTitle is how many lines a title page has at most; the rest is left out of the title.
const maxTitle = 100

// title keeps the first line of the title page as the title, the others as they are.
func (f *fdx) title(text string) {
	title := &f.composer.script.Title
	if text == "" || len(*title) == maxTitle {
		return
	}
	key := "Title"
	if len(*title) > 0 {
		key = ""
	}
	*title = append(*title, TitleLine{key, text})
}

// omit keeps a paragraph of the scene that a heading stands for.
func (p *fdxParagraph) omit(kept *fdxParagraph, text string) {
	p.isOmitted = true
	if kept.kind == "Scene Heading" && p.omitted == "" {
		p.omitted, p.number = text, firstOf(p.number, kept.number)
		return
	}
	p.omittedText = appendText(p.omittedText, text)
}

// body adds a paragraph of the script.
func (f *fdx) body(p *fdxParagraph, text string) error {
	if p.newPage {
		f.composer.breakPage()
	}
	if p.kind == "Scene Heading" && (text != "" || p.isOmitted) {
		return f.heading(p, text)
	}
	if s := f.composer.scene(); s != nil {
		s.Notes = append(s.Notes, p.notes...)
		f.tags.use(len(f.composer.script.Scenes)-1, p.tags)
	}
	if text == "" {
		return nil
	}
	switch p.kind {
	case "Character":
		f.composer.cue(strings.ToUpper(text))
		if f.dual {
			f.speech = append(f.speech, 0)
		}
		f.say(2) // with the blank line before it
	case "Parenthetical":
		f.composer.text(text)
		f.say(wrapped(text, parentheticalWidth))
	case "Dialogue", "Lyrics":
		f.composer.text(text)
		f.say(wrapped(text, dialogueWidth))
	case "New Act":
		f.sections = []string{text}
	case "End of Act":
	default:
		for i, line := range strings.Split(text, "\n") {
			f.composer.action(line, i == 0)
		}
	}
	return nil
}

// say counts lines of a dialogue. Those of dialogues that are said at once are counted at their end.
func (f *fdx) say(lines int) {
	if f.dual && len(f.speech) > 0 {
		f.speech[len(f.speech)-1] += lines
		return
	}
	f.composer.count(lines)
}

// endDual counts two dialogues that are said at once as the longer.
func (f *fdx) endDual() {
	longest := 0
	for _, lines := range f.speech {
		longest = max(longest, lines)
	}
	f.composer.count(longest)
	f.dual = false
}

// heading begins a scene.
func (f *fdx) heading(p *fdxParagraph, text string) error {
	h := ParseHeading(text)
	if p.isOmitted {
		number := h.Number
		h = ParseHeading(firstOf(p.omitted, text))
		h.Number, h.Omitted = number, true
	}
	if p.number != "" {
		h.Number = p.number
	}
	if len(h.Number) > maxName {
		f.fault("number", h.Number, valid.ErrOutOfRange)
		h.Number = ""
	}
	if !f.composer.begin(h) {
		return errScenes
	}
	s := f.composer.scene()
	s.Sections = append([]string(nil), f.sections...)
	s.Synopsis = strings.Join(p.synopsis, "\n")
	s.Notes = append(s.Notes, p.notes...)
	s.Text = append(s.Text, p.omittedText...)
	s.Page = firstOf(p.page, s.Page)
	if p.length != "" && !h.Omitted {
		length, err := ParseEighths(p.length)
		if err != nil {
			f.fault("eighths", p.length, err)
		}
		s.Eighths = length
	}
	for _, name := range p.beats {
		if name, _ := roleOf(strings.ToUpper(name)); name != "" {
			f.composer.appears(f.composer.role(name))
		}
	}
	f.tags.use(len(f.composer.script.Scenes)-1, p.tags)
	return nil
}

// fault tells a fault of the scene in hand, or of the one that is about to begin.
func (f *fdx) fault(field string, value any, err error) {
	f.faults.Enter("scenes[" + strconv.Itoa(max(0, len(f.composer.script.Scenes)-1)) + "]")
	f.faults.Add(field, value, err)
	f.faults.Leave()
}
