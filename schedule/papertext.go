package schedule

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bobine-film/bobine/internal/valid"
)

// PaperLanguage is that of the text of a paper.
type PaperLanguage string

// Languages.
const (
	PaperFrench  PaperLanguage = "fr"
	PaperEnglish PaperLanguage = "en"
)

var paperLanguages = []PaperLanguage{PaperFrench, PaperEnglish}

// OneOf returns the words that are a PaperLanguage.
func (PaperLanguage) OneOf() []string { return valid.Texts(paperLanguages) }

// phrase are a label in both languages.
type phrase struct{ fr, en string }

func (w phrase) in(l PaperLanguage) string {
	if l == PaperFrench {
		return w.fr
	}
	return w.en
}

// paper is a text in the making: lines, and tables whose columns are as wide as what stands in them.
type paper struct {
	strings.Builder
	language PaperLanguage
	table    [][]string
}

func newPaper(l PaperLanguage) (*paper, error) {
	var f valid.Faults
	valid.OneOf(&f, "language", l, paperLanguages)
	return &paper{language: l}, f.Err()
}

// line writes a line of parts that are not empty, with two spaces between.
func (p *paper) line(parts ...string) {
	p.flush()
	wrote := false
	for _, part := range parts {
		if part = oneLine(part); part == "" {
			continue
		}
		if wrote {
			p.WriteString("  ")
		}
		wrote = true
		p.WriteString(part)
	}
	p.WriteByte('\n')
}

// under writes a line that belongs to the one above.
func (p *paper) under(s string) {
	p.flush()
	p.WriteString("    " + oneLine(s) + "\n")
}

func (p *paper) word(w phrase) string { return w.in(p.language) }

// row adds a row to the table in hand.
func (p *paper) row(cells ...string) {
	for i := range cells {
		cells[i] = oneLine(cells[i])
	}
	p.table = append(p.table, cells)
}

// flush writes the table in hand.
func (p *paper) flush() {
	var widths []int
	for _, row := range p.table {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range p.table {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(cell)
			line.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
		}
		p.WriteString(strings.TrimRight(line.String(), " "))
		p.WriteByte('\n')
	}
	p.table = nil
}

// text ends the paper.
func (p *paper) text() string {
	p.flush()
	return p.String()
}

// oneLine writes what may be of strangers on one line, without signs that move the print.
func oneLine(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError || r == '\u2028' || r == '\u2029' || (r >= '\u202a' && r <= '\u202e') || (r >= '\u2066' && r <= '\u2069') {
			return ' '
		}
		return r
	}, s))
}

// paperHours writes minutes as "1h05", nothing for none.
func paperHours(minutes int) string {
	if minutes == 0 {
		return ""
	}
	text := strconv.Itoa(minutes % 60)
	if len(text) == 1 {
		text = "0" + text
	}
	return strconv.Itoa(minutes/60) + "h" + text
}

// paperPlaces and paperLights are how headings say them.
var (
	paperPlaces = map[Place]phrase{Interior: {"INT", "INT"}, Exterior: {"EXT", "EXT"}, InteriorExterior: {"INT/EXT", "INT/EXT"}}
	paperLights = map[Light]phrase{Daylight: {"JOUR", "DAY"}, Nighttime: {"NUIT", "NIGHT"}, Dawn: {"AUBE", "DAWN"}, Dusk: {"CRÉPUSCULE", "DUSK"}}
	paperDays   = map[DayKind]phrase{DayOff: {"REPOS", "OFF"}, DayHoliday: {"FÉRIÉ", "HOLIDAY"}, DayMove: {"DÉPLACEMENT", "COMPANY MOVE"}}
	paperWeek   = [7]phrase{{"dim.", "Sun"}, {"lun.", "Mon"}, {"mar.", "Tue"}, {"mer.", "Wed"}, {"jeu.", "Thu"}, {"ven.", "Fri"}, {"sam.", "Sat"}}
)
