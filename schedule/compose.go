package schedule

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// composer puts together the scenes of a script while it is read, whatever the form of the file.
// It counts lines as a page is set: a blank line before each block, two before a heading.
type composer struct {
	perPage int
	script  Script
	// lines is how many the script has so far, blank ones too; sceneLines is that of the scene.
	lines, sceneLines int
	light             Light // of the scene before
	// names are the roles of the whole script, in capitals, with the first way they were written.
	names map[string]string
	// actions are the lines of action of each scene, in which roles may be named.
	actions [][]string
	// present and speaking are the Characters and the Speaking of the scene in hand.
	present, speaking map[string]bool
	ids               identifiers
}

func newComposer(perPage int) *composer {
	return &composer{
		perPage: perPage, names: map[string]string{}, present: map[string]bool{}, speaking: map[string]bool{}, ids: identifiers{},
	}
}

// scene returns the scene in hand, nil before the first.
func (c *composer) scene() *Scene {
	if len(c.script.Scenes) == 0 {
		return nil
	}
	return &c.script.Scenes[len(c.script.Scenes)-1]
}

// begin ends the scene in hand and begins another. False is returned where there are too many.
func (c *composer) begin(h Heading) bool {
	c.end()
	if len(c.script.Scenes) == MaxScriptScenes {
		return false
	}
	if h.Continued && h.Light == "" {
		h.Light = c.light
	}
	if !h.Omitted {
		c.light = h.Light
	}
	c.count(2)
	c.script.Scenes = append(c.script.Scenes, Scene{
		ID: c.ids.take(h.Number, len(c.script.Scenes)+1), Number: h.Number, Heading: h.Text, Place: h.Place, Set: h.Set, Time: h.Time, Light: h.Light,
		Omitted: h.Omitted, Page: strconv.Itoa(1 + c.lines/c.perPage),
	})
	c.actions = append(c.actions, nil)
	c.count(wrapped(h.Text, actionWidth))
	return true
}

// identifiers are those that are taken, each with the last number that was put behind it.
type identifiers map[string]int

// take makes an identifier of a number: "12A", or "12A~2" where there is one already, or "~7" for the
// seventh scene, which has no number.
func (t identifiers) take(number string, position int) string {
	base := number
	if base == "" {
		base = "~" + strconv.Itoa(position)
	}
	id := base
	for t[id] > 0 {
		t[base]++
		id = base + "~" + strconv.Itoa(t[base])
	}
	t[id] = 1
	return id
}

func (c *composer) count(lines int) {
	c.lines += lines
	c.sceneLines += lines
}

// breakPage goes on at the top of the next page.
func (c *composer) breakPage() {
	c.lines = (c.lines + c.perPage - 1) / c.perPage * c.perPage
}

// text adds a line of the script to the scene.
func (c *composer) text(line string) {
	if s := c.scene(); s != nil {
		s.Text = append(s.Text, line)
		return
	}
	c.script.Before = append(c.script.Before, line)
}

// action adds a line of action. The first of a paragraph has a blank line before it.
func (c *composer) action(line string, first bool) {
	c.count(wrapped(line, actionWidth))
	if first {
		c.count(1)
	}
	c.text(line)
	if at := len(c.actions) - 1; at >= 0 {
		c.actions[at] = append(c.actions[at], line)
	}
}

// cue adds the name of who speaks, and returns the role.
func (c *composer) cue(text string) {
	c.text(text)
	name, voice := roleOf(text)
	if name == "" {
		return
	}
	role := c.role(name)
	s := c.scene()
	if s == nil {
		return
	}
	if !c.speaking[role] {
		c.speaking[role] = true
		s.Speaking = append(s.Speaking, role)
	}
	if !voice {
		c.appears(role)
	}
}

// role returns a name as it was first written.
func (c *composer) role(name string) string {
	key := strings.ToUpper(name)
	if known, ok := c.names[key]; ok {
		return known
	}
	c.names[key] = name
	return name
}

// appears puts a role among the characters of the scene in hand.
func (c *composer) appears(role string) {
	if s := c.scene(); s != nil && !c.present[role] {
		c.present[role] = true
		s.Characters = append(s.Characters, role)
	}
}

// end ends the scene in hand: its length is known.
func (c *composer) end() {
	s := c.scene()
	if s != nil && !s.Omitted && s.Eighths == 0 {
		s.Eighths = max(1, eighthsOf(c.sceneLines, c.perPage))
	}
	c.sceneLines = 0
	clear(c.present)
	clear(c.speaking)
}

// finish ends the script: the roles that are named in the action of a scene are in it.
func (c *composer) finish() Script {
	c.end()
	for i := range c.script.Scenes {
		s := &c.script.Scenes[i]
		present := make(map[string]bool, len(s.Characters))
		for _, name := range s.Characters {
			present[name] = true
		}
		for _, line := range c.actions[i] {
			for role := range c.named(line) {
				if !present[role] {
					present[role] = true
					s.Characters = append(s.Characters, role)
				}
			}
		}
	}
	if c.script.Scenes == nil {
		c.script.Scenes = []Scene{}
	}
	return c.script
}

// maxNameWords is how many words of a role are looked for in the action.
const maxNameWords = 5

// named returns the roles that a line of action names in capitals, as scripts do where somebody is
// seen. The longest name counts: LE VIEIL HOMME before LE VIEIL.
//
// Complexity: the words of the line times maxNameWords.
func (c *composer) named(line string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		if !hasCapitals(line) {
			return
		}
		words := strings.Fields(line)
		for i := 0; i < len(words); {
			role, n := c.nameAt(words[i:])
			if n == 0 {
				i++
				continue
			}
			if !yield(role) {
				return
			}
			i += n
		}
	}
}

// nameAt returns the longest role that a list of words begins with, and its number of words. What is
// elided before it is no part of it, unless the role is written with it: l'HOMME, L'INFIRMIÈRE.
func (c *composer) nameAt(words []string) (role string, n int) {
	first := strings.TrimLeft(words[0], "(«\"“'‘[*_-–—")
	if role, n = c.nameFrom(first, words); n > 0 {
		return role, n
	}
	at := strings.IndexAny(first, "'’")
	if at <= 0 || at > len("qu") {
		return "", 0
	}
	_, size := utf8.DecodeRuneInString(first[at:])
	return c.nameFrom(first[at+size:], words)
}

// nameFrom looks for a role that begins with a word, the first of a list as it stands without signs.
func (c *composer) nameFrom(first string, words []string) (role string, n int) {
	if !isCapitals(first) || utf8.RuneCountInString(first) < 2 {
		return "", 0
	}
	name := first
	for k := 1; ; k++ {
		if role, ok := c.names[strings.TrimRight(name, closingSigns)]; ok {
			return c.longer(role, k, name, words)
		}
		if k == len(words) || k == maxNameWords || !isCapitals(words[k]) {
			return "", 0
		}
		name += " " + words[k]
	}
}

// closingSigns may stand behind a name.
const closingSigns = ".,;:!?)»\"”'’]*_-–—…"

// longer looks for a role of more words that begins with one that was found.
func (c *composer) longer(role string, n int, name string, words []string) (string, int) {
	for k := n; k < len(words) && k < maxNameWords && isCapitals(words[k]); k++ {
		name += " " + words[k]
		if known, ok := c.names[strings.TrimRight(name, closingSigns)]; ok {
			role, n = known, k+1
		}
	}
	return role, n
}

// hasCapitals reports whether two capitals or more follow one another in a text; a letter beyond
// ASCII may be one.
func hasCapitals(s string) bool {
	run := 0
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			if run++; run == 2 {
				return true
			}
			continue
		}
		run = 0
	}
	return false
}

// isCapitals reports whether a text has a letter or a digit and no small letter.
func isCapitals(s string) bool {
	found := false
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z' || r >= utf8.RuneSelf && unicode.IsLower(r):
			return false
		case 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r >= utf8.RuneSelf && unicode.IsLetter(r):
			found = true
		}
	}
	return found
}

// roleOf returns the role of a cue without what stands in brackets, and whether that says that it is
// heard and not seen: MARIE (V.O.), PAUL (voix off). OFF and O.S. are said by somebody on the set.
func roleOf(cue string) (name string, voice bool) {
	name = cue
	if at := strings.IndexByte(cue, '('); at >= 0 {
		name = cue[:at]
		for _, part := range strings.Split(cue[at+1:], "(") {
			part, _, _ = strings.Cut(part, ")")
			switch wordOf(part) {
			case "v-o", "vo", "voix-off", "voice-over", "voix", "v-off":
				voice = true
			}
		}
	}
	return trimEmphasis(name), voice
}
