package schedule

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
)

// A short screenplay in French, written for these tests.
const frenchFountain = `Titre: Le Pain du matin
Auteur:
	Anne Roux
	Paul Lenoir
Draft date: 2026-11-01

FADE IN:

# Acte I
## Le fournil
= Marie découvre la lettre.

INT. FOURNIL - NUIT #1#

MARIE (40), farine jusqu'aux coudes, ouvre une LETTRE. [[accessoire : la lettre, en double]]
LE VIEIL HOMME dort sur un sac.

MARIE
(à voix basse)
Il est revenu.

PAUL (V.O.)
Je suis revenu, Marie.

EXT. RUE DU FOUR - AUBE #2#

= Paul attend.

PAUL attend sous un réverbère. Un chien passe.

LE VIEIL HOMME
Toi ici !

PAUL ^
Moi ici.

INT./EXT. CAMIONNETTE - SUITE #2A#

Paul démarre. Derrière lui, l'enseigne de MARIE.

OMITTED #3#
`

func parse(t *testing.T, text string) Script {
	t.Helper()
	script, err := ParseFountain(strings.NewReader(text), PageLayout{})
	require.NoError(t, err)
	require.NoError(t, script.Validate())
	return script
}

func TestParseFountain(t *testing.T) {
	script := parse(t, frenchFountain)
	assert.Equal(t, []TitleLine{{"Titre", "Le Pain du matin"}, {"Auteur", "Anne Roux\nPaul Lenoir"}, {"Draft date", "2026-11-01"}}, script.Title)
	assert.Equal(t, []string{"FADE IN:"}, script.Before)
	require.Len(t, script.Scenes, 4)

	assert.Equal(t, Scene{
		ID: "1", Number: "1", Heading: "INT. FOURNIL - NUIT", Place: Interior, Set: "FOURNIL", Time: "NUIT", Light: Nighttime,
		// Heading and two blank lines 3; a blank line and two of action 3; a blank line, cue, bracket and
		// speech 4; a blank line, cue and speech 3: 13 lines of 55 are 1.9 eighths.
		Eighths: 2, Page: "1",
		Sections: []string{"Acte I", "Le fournil"}, Synopsis: "Marie découvre la lettre.",
		Characters: []string{"MARIE", "LE VIEIL HOMME"}, Speaking: []string{"MARIE", "PAUL"},
		Notes: []string{"accessoire : la lettre, en double"},
		Text: []string{
			"MARIE (40), farine jusqu'aux coudes, ouvre une LETTRE.", "LE VIEIL HOMME dort sur un sac.", "MARIE", "(à voix basse)",
			"Il est revenu.", "PAUL (V.O.)", "Je suis revenu, Marie.",
		},
	}, script.Scenes[0])

	second := script.Scenes[1]
	assert.Equal(t, Dawn, second.Light)
	assert.Equal(t, "Paul attend.", second.Synopsis)
	assert.Equal(t, []string{"LE VIEIL HOMME", "PAUL"}, second.Speaking)
	assert.ElementsMatch(t, []string{"LE VIEIL HOMME", "PAUL"}, second.Characters)

	third := script.Scenes[2]
	assert.Equal(t, "2A", third.Number)
	assert.Equal(t, InteriorExterior, third.Place)
	assert.Equal(t, Dawn, third.Light, "SUITE has the light of the scene before")
	assert.Equal(t, []string{"MARIE"}, third.Characters, "Paul is not in capitals")
	assert.Empty(t, third.Speaking)

	omitted := script.Scenes[3]
	assert.True(t, omitted.Omitted)
	assert.Equal(t, "3", omitted.Number)
	assert.Zero(t, omitted.Eighths)
}

// Each pitfall of reference/scheduling.md 4.5 and 4.7, and some of French files.
func TestFountainPitfalls(t *testing.T) {
	for _, c := range []struct {
		name, text string
		check      func(t *testing.T, s Script)
	}{
		{"scene numbers are not part of the heading", "INT. BAR - NUIT #12A#\n\nRien.\n", func(t *testing.T, s Script) {
			assert.Equal(t, "INT. BAR - NUIT", s.Scenes[0].Heading)
			assert.Equal(t, "12A", s.Scenes[0].Number)
		}},
		{"a section right above a heading", "# Acte II\nINT. BAR - NUIT\n\nRien.\n\n## Fuite\n= On court.\nEXT. RUE - NUIT\nIls courent.\n", func(t *testing.T, s Script) {
			require.Len(t, s.Scenes, 2)
			assert.Equal(t, []string{"Acte II"}, s.Scenes[0].Sections)
			assert.Equal(t, []string{"Acte II", "Fuite"}, s.Scenes[1].Sections)
			assert.Equal(t, "On court.", s.Scenes[1].Synopsis)
		}},
		{"scenes without number", "INT. BAR - NUIT\n\nRien.\n\nEXT. RUE - NUIT\n\nRien.\n", func(t *testing.T, s Script) {
			assert.Equal(t, []string{"", ""}, numbers(s))
			assert.Equal(t, []string{"~1", "~2"}, ids(s))
		}},
		{"more than three scenes, of one number", strings.Repeat("INT. BAR - NUIT #5#\n\nRien.\n\n", 5), func(t *testing.T, s Script) {
			assert.Equal(t, []string{"5", "5~2", "5~3", "5~4", "5~5"}, ids(s))
		}},
		{"a note after the number", "INT. BAR - NUIT #12# [[voir repérage #4#]]\n\nRien.\n", func(t *testing.T, s Script) {
			assert.Equal(t, "12", s.Scenes[0].Number)
			assert.Equal(t, []string{"voir repérage #4#"}, s.Scenes[0].Notes)
		}},
		{"a note before the number", "INT. BAR - NUIT [[#4#]] #12#\n\nRien.\n", func(t *testing.T, s Script) {
			assert.Equal(t, "12", s.Scenes[0].Number)
			assert.Equal(t, "INT. BAR - NUIT", s.Scenes[0].Heading)
		}},
		{"notes belong to the scene around them", "[[avant]]\nINT. A - JOUR\n[[dedans]]\nRien.\n\n[[fin]]\n\n[[tête]]\nINT. B - JOUR [[titre]]\n\nRien.", func(t *testing.T, s Script) {
			assert.Equal(t, []string{"avant", "dedans", "fin"}, s.Scenes[0].Notes)
			assert.Equal(t, []string{"tête", "titre"}, s.Scenes[1].Notes)
		}},
		{"a note over lines, one that is never closed, boneyard", "INT. A - JOUR\n\nUn [[deux\ntrois]] quatre.\n/* INT. X - JOUR\n\nrien */\n[[ouverte\n\nCinq.\n", func(t *testing.T, s Script) {
			assert.Equal(t, []string{"Un", "quatre.", "Cinq."}, trimmed(s.Scenes[0].Text))
			assert.Equal(t, []string{"deux\ntrois", "ouverte"}, s.Scenes[0].Notes)
		}},
		{"forced heading, not an ellipsis", ".PLAN DU TIREUR\n\n...suite\n\n.É. VUE\n\nx", func(t *testing.T, s Script) {
			assert.Equal(t, []string{"PLAN DU TIREUR", "É. VUE"}, headings(s))
			assert.Equal(t, []string{"...suite"}, s.Scenes[0].Text)
		}},
		{"forced action and character, lyrics, transition, centre", "INT. A - JOUR\n\n!BANG\nbang\n\n@McCoy (O.S.)\nSalut.\n~la la\n\n> COUPE :\n\n>FIN<\n", func(t *testing.T, s Script) {
			assert.Equal(t, []string{"BANG", "bang", "McCoy (O.S.)", "Salut.", "la la", "COUPE :", "FIN"}, s.Scenes[0].Text)
			assert.Equal(t, []string{"McCoy"}, s.Scenes[0].Speaking)
			assert.Equal(t, []string{"McCoy"}, s.Scenes[0].Characters)
		}},
		{"a voice is heard and not seen", "INT. A - JOUR\n\nANNE (VOIX OFF)\nOui.\n\nBOB (OFF)\nNon.\n\nANNE (CONT'D) (V.O.)\nOui.\n", func(t *testing.T, s Script) {
			assert.Equal(t, []string{"ANNE", "BOB"}, s.Scenes[0].Speaking)
			assert.Equal(t, []string{"BOB"}, s.Scenes[0].Characters)
		}},
		{"a French sentence that begins with est", "INT. A - JOUR\n\nEst parti. Est là.\n\nEST ICI.\n\nEn attendant, rien.\n\nInt endre.\n", func(t *testing.T, s Script) {
			require.Len(t, s.Scenes, 1)
			assert.Len(t, s.Scenes[0].Text, 4)
		}},
		{"a heading inside a paragraph is action", "INT. A - JOUR\n\nIl lit :\nINT. B - NUIT\n", func(t *testing.T, s Script) {
			require.Len(t, s.Scenes, 1)
		}},
		{"an age in brackets makes no cue", "INT. A - JOUR\n\nANNE (40), lasse,\nentre.\n\nANNE (40)\nOui.\n", func(t *testing.T, s Script) {
			assert.Equal(t, []string{"ANNE"}, s.Scenes[0].Speaking)
			assert.Equal(t, []string{"ANNE (40), lasse,", "entre.", "ANNE (40)", "Oui."}, s.Scenes[0].Text)
		}},
		{"a transition is no character", "INT. A - JOUR\n\nCUT TO:\nEt puis.\n", func(t *testing.T, s Script) {
			assert.Empty(t, s.Scenes[0].Speaking)
		}},
		{"dialogue with a kept blank line", "INT. A - JOUR\n\nANNE\nUn.\n  \nDeux.\n\nAction.\n", func(t *testing.T, s Script) {
			assert.Equal(t, []string{"ANNE", "Un.", "Deux.", "Action."}, s.Scenes[0].Text)
		}},
		{"no title page", "FADE IN:\n\nINT. A - JOUR\n\nx", func(t *testing.T, s Script) {
			assert.Empty(t, s.Title)
			assert.Equal(t, []string{"FADE IN:"}, s.Before)
		}},
		{"no title page before a heading with a colon", "INT. BAR : NUIT\n\nx", func(t *testing.T, s Script) {
			assert.Empty(t, s.Title)
			assert.Len(t, s.Scenes, 1)
		}},
		{"numbers in front, as in print", "1. INT. A - JOUR 1.\n\nx\n\n2 EXT. B - NUIT\n\nx", func(t *testing.T, s Script) {
			assert.Equal(t, []string{"1", "2"}, numbers(s))
		}},
		{"page break", "INT. A - JOUR\n\nx\n\n===\n\nINT. B - JOUR\n\nx", func(t *testing.T, s Script) {
			assert.Equal(t, "1", s.Scenes[0].Page)
			assert.Equal(t, "2", s.Scenes[1].Page)
		}},
		{"Windows, a byte order mark", "\ufeffTitle: X\r\n\r\nINT. A - JOUR\r\n\r\nANNE\r\nOui.\r\n\r\nRien.\r\n", func(t *testing.T, s Script) {
			assert.Equal(t, []TitleLine{{"Title", "X"}}, s.Title)
			assert.Equal(t, []string{"ANNE", "Oui.", "Rien."}, s.Scenes[0].Text)
		}},
		{"an old Macintosh", "INT. A - JOUR\r\rANNE\rOui.\r\rRien.", func(t *testing.T, s Script) {
			assert.Equal(t, []string{"ANNE", "Oui.", "Rien."}, s.Scenes[0].Text)
		}},
		{"roles in the action: elided, in brackets, the longest name", "INT. A - JOUR\n\nANNE\nx\n\nHOMME\nx\n\nHOMME AU CHAPEAU\nx\n\nINT. B - JOUR\n\nIl part sans l'HOMME AU CHAPEAU. (ANNE) suit d'ANNE.\n\nINT. C - JOUR\n\nL'HOMME, seul, ANNEAU au doigt.", func(t *testing.T, s Script) {
			assert.Equal(t, []string{"HOMME AU CHAPEAU", "ANNE"}, s.Scenes[1].Characters)
			assert.Equal(t, []string{"HOMME"}, s.Scenes[2].Characters)
		}},
		{"a split scene and a merged number", "INT. A - JOUR #12A#\n\nx\n\nINT. A - JOUR #12B#\n\nx\n\nINT. C - JOUR #13/14#\n\nx", func(t *testing.T, s Script) {
			assert.Equal(t, []string{"12A", "12B", "13/14"}, numbers(s))
		}},
	} {
		t.Run(c.name, func(t *testing.T) { c.check(t, parse(t, c.text)) })
	}
}

func numbers(s Script) []string {
	return eachScene(s, func(s Scene) string { return s.Number })
}
func ids(s Script) []string      { return eachScene(s, func(s Scene) string { return s.ID }) }
func headings(s Script) []string { return eachScene(s, func(s Scene) string { return s.Heading }) }

func eachScene(s Script, field func(Scene) string) []string {
	var all []string
	for _, scene := range s.Scenes {
		all = append(all, field(scene))
	}
	return all
}

func trimmed(lines []string) []string {
	var all []string
	for _, l := range lines {
		all = append(all, strings.TrimSpace(l))
	}
	return all
}

// Lines are counted by hand.
func TestFountainLengths(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("douze lettres ", 20)) // 20 × 14: four to a line of 60
	for _, c := range []struct {
		name, text string
		lines      int
	}{
		{"heading alone", "", 3},
		{"a paragraph of three lines", "Un.\nDeux.\nTrois.\n", 3 + 4},
		{"two paragraphs", "Un.\n\nDeux.\n", 3 + 4},
		{"a long line", long + "\n", 3 + 1 + 5},
		{"dialogue", "ANNE\n(bas)\n" + strings.Repeat("mot ", 20) + "\n", 3 + 1 + 1 + 1 + 3}, // nine words of four to 35
		{"two at once", "ANNE\nUn.\nDeux.\nTrois.\n\nBOB ^\nUn.\n", 3 + 1 + 4},
		{"the second longer", "ANNE\nUn.\n\nBOB ^\nUn.\nDeux.\nTrois.\n", 3 + 1 + 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, perPage := range []int{10, 55} {
				script, err := ParseFountain(strings.NewReader("INT. A - JOUR\n\n"+c.text), PageLayout{Lines: perPage})
				require.NoError(t, err)
				want := 1
				for want*perPage < c.lines*8 { // the smallest number of eighths that holds the lines
					want++
				}
				assert.Equal(t, Eighths(want), script.Scenes[0].Eighths)
			}
		})
	}
}

func TestFountainRefuses(t *testing.T) {
	_, err := ParseFountain(strings.NewReader("INT. A - JOUR\n\nUn caf\xe9.\n"), PageLayout{})
	require.ErrorIs(t, err, ErrEncoding)
	var encoding *EncodingError
	require.ErrorAs(t, err, &encoding)
	assert.Equal(t, EncodingError{Offset: 21, Line: 3, Byte: 0xE9}, *encoding) // 13 + 2 + "Un caf"
	assert.EqualError(t, err, "is not UTF-8: byte 21, in line 3, is 0xE9; save the file as UTF-8")

	for _, c := range []struct {
		name, text, want string
		is               error
	}{
		{"UTF-16", "\xff\xfeI\x00N\x00T\x00", "byte 0, in line 1, is 0xFF", ErrEncoding},
		{"nothing", "", "it has no scene heading", ErrScript},
		{"prose", "Il était une fois.\n\nFin.\n", "it has no scene heading", ErrScript},
		{"a title page alone", "Title: X\nAuthor: Y\n", "it has no scene heading", ErrScript},
		{"a long line", "INT. A - JOUR\n\n" + strings.Repeat("x", maxText+1), "a line has more than 65536 bytes", ErrScript},
		{"a long line of notes", "INT. A - JOUR\n\n" + strings.Repeat("[[]]", maxText), "a line has more than 65536 bytes", ErrScript},
		{"too many scenes", strings.Repeat("INT. A - JOUR\n\n", MaxScriptScenes+1), "it has more than 10000 scenes", ErrScript},
		{"much", strings.Repeat("INT. A - JOUR\n\n", MaxFileBytes/15+1), "it is longer than 12582912 bytes", ErrScript},
	} {
		t.Run(c.name, func(t *testing.T) {
			script, err := ParseFountain(strings.NewReader(c.text), PageLayout{})
			assert.Empty(t, script)
			require.ErrorContains(t, err, c.want)
			require.ErrorIs(t, err, c.is)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
	_, err = ParseFountain(io.MultiReader(strings.NewReader("INT. A"), iotest.ErrReader(io.ErrClosedPipe)), PageLayout{})
	require.ErrorIs(t, err, io.ErrClosedPipe)
	_, err = ParseFountain(strings.NewReader("INT. A - JOUR"), PageLayout{Lines: 3})
	require.ErrorIs(t, err, valid.ErrOutOfRange)
	require.ErrorContains(t, err, `layout.lines: is out of range: 10 to 200: "3"`)
}

// A film of so many scenes, by a small generator: every scene has the same kinds of blocks.
func longFountain(scenes int) string {
	random := rand.New(rand.NewPCG(7, 7))
	words := strings.Fields("la porte s'ouvre lentement sur une cour vide où MARIE attend depuis longtemps une lettre que PAUL n'a jamais écrite")
	sentence := func(b *strings.Builder, n int) {
		for range n {
			b.WriteString(words[random.IntN(len(words))] + " ")
		}
		b.WriteString(".\n")
	}
	var b strings.Builder
	b.WriteString("Title: Long\nAuthor: Test\n\n")
	for i := range scenes {
		fmt.Fprintf(&b, "%s DÉCOR %d - %s #%d#\n\n", []string{"INT.", "EXT.", "INT./EXT."}[i%3], i%40, []string{"JOUR", "NUIT"}[i%2], i+1)
		for range 3 {
			sentence(&b, 25)
			b.WriteString("\n")
			fmt.Fprintf(&b, "%s\n", []string{"MARIE", "PAUL", "LE VIEIL HOMME", "FILLE " + fmt.Sprint(random.IntN(9))}[random.IntN(4)])
			sentence(&b, 12)
			b.WriteString("\n")
		}
	}
	return b.String()
}

func TestFiveThousandScenesAndTenMegabytes(t *testing.T) {
	script := parse(t, longFountain(5_000))
	assert.Len(t, script.Scenes, 5_000)
	assert.Equal(t, "5000", script.Scenes[4_999].Number)
	if testing.Short() {
		return
	}
	text := longFountain(9_000)
	text += "INT. FIN - JOUR\n\n" + strings.Repeat("Une ligne de plus.\n\n", (10<<20-len(text))/20)
	require.Greater(t, len(text), 10_000_000)
	assert.Len(t, parse(t, text).Scenes, 9_001)
}

// Whatever is added to a scene, it does not become shorter; what is read is sound.
func TestFountainIsMonotone(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	blocks := []string{"Une action.\n\n", "ANNE\nOui.\n\n", "BOB ^\nNon.\n\n", "[[note]]\n", "= synopsis\n", "\n", "/* x */\n", strings.Repeat("mot ", 40) + "\n\n"}
	count := 300
	if testing.Short() {
		count = 50
	}
	for range count {
		text, before := "INT. A - JOUR\n\n", Eighths(0)
		for range 12 {
			text += blocks[random.IntN(len(blocks))]
			length := parse(t, text).Scenes[0].Eighths
			require.GreaterOrEqual(t, length, before, "%q", text)
			before = length
		}
	}
}

// The lines that noteReader hands out against a plain rule for texts without notes.
func TestLinesWhateverEndsThem(t *testing.T) {
	for _, end := range []string{"\n", "\r\n", "\r"} {
		l := lineReader{rest: strings.Join([]string{"a", "", "b ", "c"}, end)}
		var lines []string
		for line, ok := l.next(); ok; line, ok = l.next() {
			lines = append(lines, line)
		}
		assert.Equal(t, []string{"a", "", "b ", "c"}, lines)
	}
}

// A plain wrapper that splits into words first.
func plainWrapped(text string, width int) int {
	lines, used := 1, 0
	for _, word := range strings.Split(text, " ") {
		n := utf8.RuneCountInString(word)
		if used > 0 && used+n > width {
			lines++
			used = 0
		}
		for used+n > width {
			lines++
			n -= width
		}
		used += n + 1
	}
	return lines
}

func TestWrapped(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	for range 2_000 {
		var b strings.Builder
		for range random.IntN(30) {
			b.WriteString(strings.Repeat("é", random.IntN(12)) + " ")
		}
		width, text := 5+random.IntN(60), strings.TrimSpace(b.String())
		require.Equal(t, plainWrapped(text, width), wrapped(text, width), "%q at %d", text, width)
	}
}

func FuzzParseFountain(f *testing.F) {
	for _, seed := range []string{
		frenchFountain, "INT. A - JOUR #1#\n\nANNE (V.O.)\nOui.\n", ".A\n\n@b\nc\n\n>d<\n", "[[a\n/* b ]] */ c", "#\n##\n=\n===\nI/E. X\n",
		"Title:\n\tX\n\nEXT. - \r\r\r\n", "\ufeffINT. ((JOUR)\x00\n\n'’ é\n", "1. OMISE\n\nSC. 2 INT/JOUR X",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		script, err := ParseFountain(strings.NewReader(text), PageLayout{})
		if err != nil {
			return
		}
		if err := script.Validate(); err != nil {
			t.Fatal(err)
		}
		for _, s := range script.Scenes {
			if s.Eighths < 1 && !s.Omitted {
				t.Fatalf("%+v has no length", s)
			}
		}
	})
}

func BenchmarkParseFountain(b *testing.B) {
	for _, scenes := range []int{231, 2_310} { // 120 pages, and ten times as many
		text := longFountain(scenes)
		script, err := ParseFountain(strings.NewReader(text), PageLayout{})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("%s pages", script.Scenes[scenes-1].Page), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := ParseFountain(strings.NewReader(text), PageLayout{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// What it costs to refuse, or to read, texts that nobody wrote by hand.
func BenchmarkParseFountainHostile(b *testing.B) {
	const most = MaxFileBytes
	for _, c := range []struct{ name, text string }{
		{"Latin-1 at the end", strings.Repeat("x\n", most/2-1) + "\xe9"},
		{"cues", "INT. A - JOUR\n\n" + strings.Repeat("AB\nx\n\n", most/7)},
		{"one number", strings.Repeat("INT. A - JOUR #1#\n\n", MaxScriptScenes)},
		{"notes", "INT. A - JOUR\n\n" + strings.Repeat(strings.Repeat("[[]]", maxText/4-1)+"\n", most/maxText)},
		{"no heading", strings.Repeat("\n\nI\n", most/4)},
		{"almost headings", strings.Repeat("\nI/E/I/E - JOUR JOUR JOUR JOUR JOUR JOUR\n", most/42)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = ParseFountain(strings.NewReader(c.text), PageLayout{})
			}
		})
	}
}
