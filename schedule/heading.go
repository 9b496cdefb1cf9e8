package schedule

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bobine-film/bobine/internal/valid"
)

// Place says whether a scene plays inside or outside (intérieur, extérieur), "" where that is not
// known.
type Place string

// Places.
const (
	Interior         Place = "int"
	Exterior         Place = "ext"
	InteriorExterior Place = "int/ext"
)

var places = []Place{Interior, Exterior, InteriorExterior}

// OneOf returns the words that are a Place.
func (Place) OneOf() []string { return valid.Texts(places) }

// Light is the light that a scene plays in (effet), "" where that is not known.
type Light string

// Lights.
const (
	Daylight  Light = "day"
	Nighttime Light = "night"
	Dawn      Light = "dawn"
	Dusk      Light = "dusk"
)

var lights = []Light{Daylight, Nighttime, Dawn, Dusk}

// OneOf returns the words that are a Light.
func (Light) OneOf() []string { return valid.Texts(lights) }

// Heading is the heading of a scene (intitulé de séquence) in its parts.
type Heading struct {
	// Number is the scene number, "12A", as it stands in the heading: "12A. INT. BAR - NUIT" or
	// "INT. BAR - NUIT #12A#".
	Number string `json:"number,omitempty"`
	// Text is the heading without the number.
	Text  string `json:"text"`
	Place Place  `json:"place,omitempty"`
	// Set is what stands between place and time (décor), as written.
	Set string `json:"set,omitempty"`
	// Time is the time of day as written: "NUIT", "PLUS TARD".
	Time string `json:"time,omitempty"`
	// Light follows from the words of Time: morning is day, evening night.
	Light Light `json:"light,omitempty"`
	// Continued says that Time is relative to the scene before: "CONTINUOUS", "SUITE".
	Continued bool `json:"continued,omitempty"`
	// Omitted says that the heading stands for a scene that is no longer there: "OMITTED", "OMISE".
	Omitted bool `json:"omitted,omitempty"`
}

// ParseHeading takes a heading apart, in English or French: INT., EXT., INT./EXT., I/E, EST. (which
// is outside), INTÉRIEUR and so on; the set; and, behind a dash or a comma, in brackets, or in front
// of the set, the time of day. The place may stand behind the set: CUISINE - INT. JOUR. What is not
// found is empty. Of a text that is no heading, all is the set.
//
// The light is told by words such as JOUR, NUIT, AUBE, CRÉPUSCULE, SOIR, DAY, DUSK alone, of which
// all of the time has to consist beside words such as "fin de": BOÎTE DE NUIT is a set.
func ParseHeading(text string) Heading {
	var h Heading
	if strings.ContainsAny(text, "\u00a0\u202f") { // spaces that do not break, as French typography has them
		text = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text)
	}
	text = trimEmphasis(text)
	text, h.Number = cutClosingNumber(text)
	if rest, number := cutLeadingNumber(text); number != "" && (h.Number == "" || h.Number == number) {
		if _, place, _ := cutPlace(rest); place != "" || isOmission(rest) {
			text, h.Number = strings.TrimSuffix(strings.TrimRight(rest, " \t"), " "+number), number
		}
	}
	h.Text = strings.TrimSpace(text)
	rest, place, timed := cutPlace(h.Text)
	h.Place = place
	h.Set, h.Time = cutTime(strings.Trim(rest, " \t.-–—:"), timed)
	if place == "" {
		h.closingPlace()
	}
	h.Light, h.Continued, _ = lightOf(h.Time)
	h.Omitted = isOmission(h.Set) && place == ""
	return h
}

// closingPlace finds a place that stands behind the set: CUISINE - INT. JOUR, CUISINE - INT. - JOUR.
func (h *Heading) closingPlace() {
	at, width := lastDash(h.Set)
	if at < 0 {
		return
	}
	rest, place, _ := cutPlace(strings.TrimSpace(h.Set[at+width:]) + " ") // its point was taken off
	rest = strings.Trim(rest, " \t.-–—,")
	if place == "" || rest != "" && (h.Time != "" || !isTime(rest)) {
		return
	}
	h.Place, h.Set, h.Time = place, trimDash(h.Set[:at]), firstOf(h.Time, rest)
}

// trimEmphasis takes off spaces and the marks of bold, italics and underlining around a text.
func trimEmphasis(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || !strings.ContainsRune("*_", rune(s[0])) {
		return s
	}
	return strings.TrimSpace(strings.Trim(s, "*_"))
}

// cutClosingNumber cuts off a number between hashes at the end (Fountain, Scene Numbers). Beside
// letters, digits, dashes and points, a slash and a space may be part of it ("12/13").
func cutClosingNumber(s string) (rest, number string) {
	s = strings.TrimRight(s, " \t")
	if !strings.HasSuffix(s, "#") {
		return s, ""
	}
	at := strings.LastIndexByte(s[:len(s)-1], '#')
	if at < 0 {
		return s, ""
	}
	number = strings.TrimSpace(s[at+1 : len(s)-1])
	if number == "" || len(number) > maxName || strings.IndexFunc(number, isNoNumber) >= 0 {
		return s, ""
	}
	return strings.TrimRight(s[:at], " \t"), number
}

func isNoNumber(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-./ ", r)
}

// cutLeadingNumber cuts off a number in front of a heading, as French scripts and page layouts have
// it: "12. INT.", "12A - INT.", "SÉQ. 12 INT.". There is none without a digit.
func cutLeadingNumber(s string) (rest, number string) {
	word, rest, _ := strings.Cut(s, " ")
	if len(word) > len("séquence.") {
		return s, ""
	}
	if slices.Contains([]string{"seq", "sequence", "scene", "sc"}, wordOf(word)) {
		word, rest, _ = strings.Cut(strings.TrimLeft(rest, " \t"), " ")
	}
	number = strings.TrimRight(word, ".-–—:)")
	if number == "" || number[0] < '0' || number[0] > '9' || len(number) > 8 || strings.IndexFunc(number, isNoNumber) >= 0 {
		return s, ""
	}
	return strings.TrimLeft(rest, " \t-–—.:"), number
}

// placeWords are what headings begin with. Without a point they count in capitals alone, and EST not
// at all: "Int " and "Est " begin sentences, the latter often in French.
var placeWords = []struct {
	word  string
	place Place
}{
	{"INTÉRIEUR", Interior}, {"INTERIEUR", Interior}, {"INTERIOR", Interior},
	{"EXTÉRIEUR", Exterior}, {"EXTERIEUR", Exterior}, {"EXTERIOR", Exterior},
	{"INT", Interior}, {"EXT", Exterior}, {"EST", Exterior}, {"I", Interior}, {"E", Exterior},
}

// cutPlace cuts off the place at the beginning of a heading, and reports whether a time of day
// follows right behind a slash: INT/JOUR CUISINE.
func cutPlace(s string) (rest string, place Place, timed bool) {
	rest, first := cutPlaceWord(s)
	if first == "" {
		return s, "", false
	}
	isLetter := len(s)-len(rest) == 1 // I or E, which only a second place makes one
	after := strings.TrimLeft(strings.TrimPrefix(rest, "."), " \t")
	if joint, ok := cutJoint(after); ok {
		end, second := cutPlaceWord(joint)
		end = strings.TrimPrefix(end, ".")
		if second != "" && second != first {
			if end == "" || isBreak(end) {
				return end, InteriorExterior, false
			}
			if light, ok := cutJoint(end); ok && lightFirst(light) {
				return light, InteriorExterior, true
			}
		}
		if !isLetter && lightFirst(joint) {
			return joint, first, true
		}
	}
	if isLetter {
		return s, "", false
	}
	if dotted, ok := strings.CutPrefix(rest, "."); ok {
		return dotted, first, false
	}
	if !isBreak(rest) || s[:3] != strings.ToUpper(s[:3]) || strings.HasPrefix(s, "EST") {
		return s, "", false
	}
	return rest, first, false
}

// cutPlaceWord cuts off one word of a place, in any case.
func cutPlaceWord(s string) (rest string, place Place) {
	for _, w := range placeWords {
		if len(s) >= len(w.word) && strings.EqualFold(s[:len(w.word)], w.word) {
			return s[len(w.word):], w.place
		}
	}
	return s, ""
}

// cutJoint cuts off the slash or the dash between two places.
func cutJoint(s string) (rest string, ok bool) {
	for _, joint := range []string{"/", "-", "–"} {
		if rest, ok := strings.CutPrefix(s, joint); ok {
			return strings.TrimLeft(rest, " \t"), true
		}
	}
	return s, false
}

// isBreak reports whether a text begins with what may follow a place.
func isBreak(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r == ' ' || r == '\t' || r == '.' || r == '-' || r == '–' || r == '—' || r == ':' || r == ','
}

// lightFirst reports whether the first word of a text is a light: INT/JOUR CUISINE.
func lightFirst(s string) bool {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(s)
	}
	light, continued, ok := lightOf(s[:end])
	return ok && (light != "" || continued)
}

// isOmission reports whether a text says that there was a scene.
func isOmission(s string) bool {
	return slices.Contains([]string{
		"omitted", "omit", "scene-omitted", "omis", "omise", "sequence-omise", "scene-omise", "supprime", "supprimee",
		"sequence-supprimee", "scene-supprimee", "scene-deleted", "deleted", "coupee", "sequence-coupee",
	}, wordOf(s))
}

// cutTime finds the time of day in what follows the place. Where it is known to come first, its
// words are those that make a time.
func cutTime(s string, timed bool) (set, time string) {
	if inside, ok := strings.CutSuffix(s, ")"); ok {
		if at := strings.LastIndexByte(inside, '('); at >= 0 && isTime(inside[at+1:]) {
			return trimDash(s[:at]), strings.TrimSpace(inside[at+1:])
		}
	}
	last, width := lastDash(s)
	if last >= 0 && isTime(s[last+width:]) {
		return trimDash(s[:last]), strings.TrimSpace(s[last+width:])
	}
	if first, width := firstDash(s); first >= 0 && isTime(s[:first]) {
		return trimDash(s[first+width:]), strings.TrimSpace(s[:first])
	}
	if comma := strings.LastIndexByte(s, ','); comma >= 0 && isTime(s[comma+1:]) {
		return trimDash(s[:comma]), strings.TrimSpace(s[comma+1:])
	}
	if isTime(s) {
		return "", strings.TrimSpace(s)
	}
	if word, rest, ok := strings.Cut(s, " "); ok && timed && isTime(word) {
		return trimDash(rest), word
	}
	return strings.TrimSpace(s), ""
}

func trimDash(s string) string { return strings.Trim(s, " \t-–—,.") }

// lastDash returns where the last dash between two parts is, and how long: one with spaces around,
// or a long one.
func lastDash(s string) (at, width int) {
	at = -1
	for _, dash := range []string{" - ", "–", "—", " -", "- "} {
		if i := strings.LastIndex(s, dash); i > at {
			at, width = i, len(dash)
		}
	}
	return at, width
}

func firstDash(s string) (at, width int) {
	at = -1
	for _, dash := range []string{" - ", "–", "—"} {
		if i := strings.Index(s, dash); i >= 0 && (at < 0 || i < at) {
			at, width = i, len(dash)
		}
	}
	return at, width
}

func isTime(s string) bool {
	_, _, ok := lightOf(s)
	return ok
}

// maxTime is how long a time of day may be, in bytes.
const maxTime = 60

// timeWords are the words that a time of day is made of, without accents: with the light, with
// "continued", or with "" where they say neither. One of the first two has to be among them, or a
// word that is a time without a light.
var timeWords = map[string]string{
	"jour": "day", "journee": "day", "matin": "day", "matinee": "day", "midi": "day", "apres": "", "day": "day", "morning": "day",
	"noon": "day", "midday": "day", "afternoon": "day", "daytime": "day",
	"nuit": "night", "soir": "night", "soiree": "night", "minuit": "night", "night": "night", "evening": "night", "midnight": "night", "nighttime": "night",
	"aube": "dawn", "aurore": "dawn", "dawn": "dawn", "sunrise": "dawn", "daybreak": "dawn",
	"crepuscule": "dusk", "dusk": "dusk", "sunset": "dusk", "twilight": "dusk",
	"continuous": "continued", "continued": "continued", "cont": "continued", "suite": "continued", "continu": "continued", "continue": "continued",
	"later": "continued", "same": "continued", "moments": "continued", "tard": "continued", "meme": "continued", "instants": "continued",
	"fin": "", "debut": "", "de": "", "d": "", "du": "", "la": "", "le": "", "l": "", "petit": "", "tot": "", "plus": "", "dans": "", "en": "",
	"temps": "", "moment": "", "time": "", "the": "", "next": "", "that": "", "early": "", "late": "", "before": "", "after": "",
	"lendemain": "", "quelques": "", "pm": "", "am": "", "mid": "", "a": "",
}

// lightOf tells the light of a time of day, and whether the text is one at all. Numbers may stand
// in it: JOUR 2. What stands in brackets is passed over: NUIT (FLASHBACK).
func lightOf(s string) (light Light, continued, ok bool) {
	if s == "" || len(s) > maxTime {
		return "", false, false
	}
	if at := strings.IndexByte(s, '('); at > 0 {
		s = s[:at]
	}
	for word := range strings.SplitSeq(wordOf(s), "-") {
		meaning, known := timeWords[word]
		switch {
		case !known && strings.Trim(word, "0123456789h") != "":
			return "", false, false
		case meaning == "continued":
			continued = true
		case meaning != "" && light == "":
			light = Light(meaning)
		}
	}
	if light != "" {
		continued = false
	}
	return light, continued, light != "" || continued
}
