package schedule

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/bobine-film/bobine/internal/tabular"
	"github.com/bobine-film/bobine/internal/valid"
)

// CSVDialect is a form of tables in text.
type CSVDialect string

// Dialects.
const (
	// CommaCSV has commas between cells, as RFC 4180 and English spreadsheets.
	CommaCSV CSVDialect = "comma"
	// SemicolonCSV has semicolons between cells, after a byte order mark, as the French Excel opens.
	SemicolonCSV CSVDialect = "semicolon"
)

var csvDialects = []CSVDialect{CommaCSV, SemicolonCSV}

// OneOf returns the words that are a CSVDialect.
func (CSVDialect) OneOf() []string { return valid.Texts(csvDialects) }

// ErrCSV reports a text that is not a table, or beyond the limits of [ReadSceneCSV].
var ErrCSV = tabular.ErrTable

var csvLimits = tabular.Limits{Bytes: MaxFileBytes, Rows: 100_000, Cells: 64, CellBytes: maxText}

// sceneColumn is a field of a scene in a table.
type sceneColumn struct {
	name  string
	write func(s *Scene) string
	// read sets the field from a cell that is not empty.
	read func(s *Scene, cell string) error
}

var (
	errCount    = errors.New("not a whole number")
	errYes      = errors.New("is neither yes nor empty")
	errElements = errors.New("an element is category:quantity:name")
)

// sceneColumns are in the order in which they are written.
func sceneColumns() []sceneColumn {
	return []sceneColumn{
		sceneText("id", func(s *Scene) *string { return &s.ID }),
		sceneText("number", func(s *Scene) *string { return &s.Number }),
		sceneText("heading", func(s *Scene) *string { return &s.Heading }),
		sceneWord("place", func(s *Scene) *Place { return &s.Place }),
		sceneText("set", func(s *Scene) *string { return &s.Set }),
		sceneText("time", func(s *Scene) *string { return &s.Time }),
		sceneWord("light", func(s *Scene) *Light { return &s.Light }),
		sceneCount("eighths", func(s *Scene) *Eighths { return &s.Eighths }),
		sceneText("page", func(s *Scene) *string { return &s.Page }),
		sceneList("sections", func(s *Scene) *[]string { return &s.Sections }),
		sceneText("synopsis", func(s *Scene) *string { return &s.Synopsis }),
		sceneList("characters", func(s *Scene) *[]string { return &s.Characters }),
		sceneList("speaking", func(s *Scene) *[]string { return &s.Speaking }),
		{"elements", func(s *Scene) string { return tabular.Join(elementTexts(s.Elements)) }, readElements},
		sceneList("notes", func(s *Scene) *[]string { return &s.Notes }),
		{"omitted", writeOmitted, readOmitted},
		sceneCount("minutes", func(s *Scene) *int { return &s.Minutes }),
		sceneText("scriptDay", func(s *Scene) *string { return &s.ScriptDay }),
		sceneText("unit", func(s *Scene) *string { return &s.Unit }),
		sceneText("location", func(s *Scene) *string { return &s.Location }),
		sceneText("sequence", func(s *Scene) *string { return &s.Sequence }),
		sceneText("comments", func(s *Scene) *string { return &s.Comments }),
	}
}

func sceneText(name string, field func(*Scene) *string) sceneColumn {
	return sceneWord(name, field)
}

func sceneWord[T ~string](name string, field func(*Scene) *T) sceneColumn {
	return sceneColumn{
		name,
		func(s *Scene) string { return string(*field(s)) },
		func(s *Scene, cell string) error {
			*field(s) = T(cell)
			return nil
		},
	}
}

func sceneCount[T ~int](name string, field func(*Scene) *T) sceneColumn {
	return sceneColumn{
		name,
		func(s *Scene) string {
			if *field(s) == 0 {
				return ""
			}
			return strconv.Itoa(int(*field(s)))
		},
		func(s *Scene, cell string) error {
			n, ok := parseCount(cell)
			if !ok {
				return errCount
			}
			*field(s) = T(n)
			return nil
		},
	}
}

func sceneList(name string, field func(*Scene) *[]string) sceneColumn {
	return sceneColumn{
		name,
		func(s *Scene) string { return tabular.Join(*field(s)) },
		func(s *Scene, cell string) error {
			*field(s) = tabular.Split(cell)
			return nil
		},
	}
}

const yes = "yes"

func writeOmitted(s *Scene) string {
	if s.Omitted {
		return yes
	}
	return ""
}

func readOmitted(s *Scene, cell string) error {
	s.Omitted = cell == yes
	if !s.Omitted {
		return errYes
	}
	return nil
}

// tagSign stands behind the quantity of an element that the script was tagged with.
const tagSign = "*"

// elementTexts writes elements as "props:1:Lettre".
func elementTexts(elements []Element) []string {
	texts := make([]string, len(elements))
	for i, e := range elements {
		sign := ""
		if e.FromScript {
			sign = tagSign
		}
		texts[i] = string(e.Category) + ":" + strconv.Itoa(e.Quantity) + sign + ":" + e.Name
	}
	return texts
}

func readElements(s *Scene, cell string) error {
	for _, text := range tabular.Split(cell) {
		category, rest, _ := strings.Cut(text, ":")
		quantity, name, ok := strings.Cut(rest, ":")
		quantity, tagged := strings.CutSuffix(quantity, tagSign)
		n, isCount := parseCount(quantity)
		if quantity == strconv.Itoa(maxQuantity) {
			n, isCount = maxQuantity, true
		}
		if !ok || !isCount {
			return errElements
		}
		s.Elements = append(s.Elements, Element{Category: Category(category), Name: name, Quantity: n, FromScript: tagged})
	}
	return nil
}

// WriteSceneCSV writes the scenes of a script as a table (liste des séquences), a row each under the
// names of the columns: id, number, heading, place (int, ext, int/ext), set, time, light (day, night,
// dawn, dusk), eighths (a whole number, because spreadsheets take 3/8 for a date), page, sections,
// synopsis, characters, speaking, elements, notes, omitted (yes or nothing), minutes, scriptDay, unit,
// location, sequence, comments. Lists stand in one cell with bars between; an element is
// "props:1:Lettre", with an asterisk behind the quantity where the script was tagged with it. The text
// of the scenes and the title page are left out; [ReadSceneCSV] reads the rest back as it was.
//
// A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV
// injection). An unknown dialect, a faulty script, a text that is not UTF-8 and what is beyond the limits
// of ReadSceneCSV are each a [*FieldError], and nothing is written; a failure of w is returned.
func WriteSceneCSV(w io.Writer, s Script, d CSVDialect) error {
	delimiter, mark, err := tabular.Dialect(d)
	if err != nil {
		return err
	}
	if err := s.Validate(); err != nil {
		return err
	}
	columns := sceneColumns()
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = c.name
	}
	text := tabular.AppendRow([]byte(mark), delimiter, cells...)
	var f valid.Faults
	for i := range s.Scenes {
		f.Enter("scenes[" + strconv.Itoa(i) + "]")
		for j, c := range columns {
			cells[j] = c.write(&s.Scenes[i])
			switch {
			case !utf8.ValidString(cells[j]):
				f.Add(c.name, cells[j], ErrEncoding)
			case len(cells[j]) >= csvLimits.CellBytes:
				f.Addf(c.name, nil, ErrCSV, "more than %d bytes in a cell", csvLimits.CellBytes)
			}
		}
		f.Leave()
		text = tabular.AppendRow(text, delimiter, cells...)
	}
	if len(text) > MaxFileBytes {
		f.Addf("", nil, ErrCSV, "it is longer than %d bytes", MaxFileBytes)
	}
	if err := f.Err(); err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}
