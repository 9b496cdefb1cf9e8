package schedule

import (
	"errors"
	"io"
	"strings"
)

// ParseFDX reads a screenplay (scénario) of Final Draft, an XML file whose name ends in .fdx. Only
// Content is needed. The runs that Final Draft splits a paragraph into are joined as they are; runs in
// its style AllCaps are in capitals.
//
// A scene takes its number, length and page from the properties that Final Draft keeps of it; without
// a length it is counted by the layout, as [ParseFountain] does. Who speaks, who is tagged as a cast
// member, who has a beat in the scene and who is named in capitals is in it. Tagged words become
// elements, under the label of the tag: twice in a scene is once. Tags of the script day, the unit,
// the sequence, the location and the synopsis fill those fields. Scenes that are kept as omitted are
// there, marked, without length. New acts are sections, script notes are notes.
//
// It refuses a text that is not UTF-8 ([EncodingError], with the byte offset), what is not XML, a
// document type or an entity of its own, nesting over 100, more than 12 MiB, 10,000 scenes or 64 KiB
// in a paragraph, a length that is none, and a document without headings ([ErrScript]), each as a
// [*FieldError]. Complexity linear in the text.
func ParseFDX(r io.Reader, layout PageLayout) (Script, error) {
	perPage, err := layout.linesPerPage()
	if err != nil {
		return Script{}, err
	}
	text, err := readText(r, ErrScript)
	if err != nil {
		return Script{}, err
	}
	f := fdx{composer: newComposer(perPage)}
	if err := scanXML(text, &f); err != nil {
		return Script{}, refusal(ErrScript, "%w", err)
	}
	if !f.hasContent {
		return Script{}, refusal(ErrScript, "it is not a document of Final Draft")
	}
	if f.faults.Any() {
		return Script{}, f.faults.Err()
	}
	script := f.composer.finish()
	if len(script.Scenes) == 0 {
		return Script{}, refusal(ErrScript, "it has no scene heading")
	}
	f.tags.apply(script.Scenes)
	return script, nil
}

var (
	errScenes    = errors.New("it has more than 10000 scenes")
	errParagraph = errors.New("a paragraph has more than 65536 bytes")
)

// fdxZone is a part of the document, in which paragraphs belong to something of their own.
type fdxZone uint8

const (
	fdxElsewhere fdxZone = iota
	fdxContent
	fdxTitlePage
	fdxSummary
	fdxNote
	fdxBeat
	fdxOmitted
)

// zone returns the part of the document that an element begins, or that it is in.
func (f *fdx) zone(name string) fdxZone {
	outer := fdxElsewhere
	if len(f.zones) > 0 {
		outer = f.zones[len(f.zones)-1]
	}
	switch {
	case outer == fdxElsewhere && name == "Content" && len(f.path) == 1 && f.path[0] == "FinalDraft":
		f.hasContent = true
		return fdxContent
	case outer == fdxElsewhere && name == "TitlePage":
		return fdxTitlePage
	case outer != fdxContent:
		return outer
	case name == "Summary":
		return fdxSummary
	case name == "ScriptNote":
		return fdxNote
	case name == "CharacterArcBeat":
		return fdxBeat
	case name == "OmittedScene":
		return fdxOmitted
	}
	return outer
}

// start is called by scanXML for the beginning of an element.
func (f *fdx) start(name string, attributes xmlAttributes) error {
	f.zones = append(f.zones, f.zone(name))
	f.path = append(f.path, name)
	p := f.paragraph()
	switch name {
	case "Paragraph":
		f.push(attributes)
	case "Text":
		if f.inText = p != nil && len(f.path) > 1 && f.path[len(f.path)-2] == "Paragraph"; f.inText {
			f.capitals = strings.Contains(attributes.value("Style"), "AllCaps")
			p.tags = appendText(p.tags, attributes.value("TagNumber"))
		}
	case "SceneProperties":
		if p != nil {
			p.number = firstOf(p.number, strings.TrimSpace(attributes.value("Number")))
			p.length, p.page = strings.TrimSpace(attributes.value("Length")), strings.TrimSpace(attributes.value("Page"))
		}
	case "CharacterArcBeat":
		if p != nil {
			p.beats = append(p.beats, attributes.value("Name"))
		}
	case "DualDialogue":
		f.dual, f.speech = true, f.speech[:0]
	default:
		f.tags.start(name, attributes)
	}
	return nil
}

// text is called for character data.
func (f *fdx) text(s string) error {
	if !f.inText {
		f.tags.text(s)
		return nil
	}
	if f.capitals {
		s = strings.ToUpper(s)
	}
	p := f.paragraph()
	if p.text = append(p.text, s...); len(p.text) > maxText {
		return errParagraph
	}
	return nil
}

// end is called for the end of an element.
func (f *fdx) end(name string) error {
	zone := f.zones[len(f.zones)-1]
	f.zones, f.path = f.zones[:len(f.zones)-1], f.path[:len(f.path)-1]
	switch name {
	case "Text":
		f.inText = false
	case "DualDialogue":
		f.endDual()
	case "Paragraph":
		p := f.paragraph()
		f.paragraphs = f.paragraphs[:len(f.paragraphs)-1]
		return f.endParagraph(p, zone)
	case "DefId":
		f.tags.endDefID()
	}
	return nil
}

// push takes the paragraph that begins in hand. Those that ended before are used again.
func (f *fdx) push(attributes xmlAttributes) {
	n := len(f.paragraphs)
	if n == cap(f.paragraphs) {
		f.paragraphs = append(f.paragraphs, &fdxParagraph{})
	} else if f.paragraphs = f.paragraphs[:n+1]; f.paragraphs[n] == nil {
		f.paragraphs[n] = &fdxParagraph{}
	}
	p := f.paragraphs[n]
	*p = fdxParagraph{
		kind: attributes.value("Type"), number: strings.TrimSpace(attributes.value("Number")), newPage: attributes.value("StartsNewPage") == "Yes",
		text: p.text[:0], tags: p.tags[:0], beats: p.beats[:0], synopsis: p.synopsis[:0], notes: p.notes[:0], omittedText: p.omittedText[:0],
	}
}

// paragraph returns the one in hand, the innermost, or nil.
func (f *fdx) paragraph() *fdxParagraph {
	if len(f.paragraphs) == 0 {
		return nil
	}
	return f.paragraphs[len(f.paragraphs)-1]
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
