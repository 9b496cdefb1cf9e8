package schedule

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
)

func writeScenes(t *testing.T, s Script, d CSVDialect) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, WriteSceneCSV(&b, s, d))
	return b.String()
}

func readScenes(t *testing.T, text string, d CSVDialect) Script {
	t.Helper()
	s, err := ReadSceneCSV(strings.NewReader(text), d)
	require.NoError(t, err)
	return s
}

// listed is what a table keeps of a script.
func listed(s Script) Script {
	out := Script{Scenes: []Scene{}}
	for _, scene := range s.Scenes {
		scene = scene.clone()
		scene.Text = nil
		for _, list := range []*[]string{&scene.Sections, &scene.Characters, &scene.Speaking, &scene.Notes} {
			if len(*list) == 0 {
				*list = nil
			}
		}
		if len(scene.Elements) == 0 {
			scene.Elements = nil
		}
		out.Scenes = append(out.Scenes, scene)
	}
	return out
}

func TestWriteSceneCSV(t *testing.T) {
	s := Script{Scenes: []Scene{{
		ID: "12A", Number: "12A", Heading: "INT. BAR, AU FOND - NUIT", Place: Interior, Set: "BAR, AU FOND", Time: "NUIT", Light: Nighttime, Eighths: 11, Page: "14",
		Sections: []string{"Acte I", "A|B"}, Synopsis: "=1+1", Characters: []string{"ANNE"}, Speaking: []string{"ANNE", "BOB"}, Notes: []string{"dit \"oui\"\nbas"},
		Elements: []Element{{Props, "Verre: 2", 3, false}, {Vehicles, "Moto", 1, true}}, Minutes: 90, Location: "Studio",
	}, {ID: "13", Omitted: true}}}
	const header = "id,number,heading,place,set,time,light,eighths,page,sections,synopsis,characters,speaking,elements,notes,omitted,minutes,scriptDay,unit,location,sequence,comments\r\n"
	text := writeScenes(t, s, CommaCSV)
	assert.Equal(t, header+
		`12A,12A,"INT. BAR, AU FOND - NUIT",int,"BAR, AU FOND",NUIT,night,11,14,Acte I|A\|B,'=1+1,ANNE,ANNE|BOB,props:3:Verre: 2|vehicles:1*:Moto,"dit ""oui""`+"\nbas\""+
		",,90,,,Studio,,\r\n"+"13,,,,,,,,,,,,,,,yes,,,,,,\r\n", text)
	assert.Equal(t, s, readScenes(t, text, CommaCSV))
	french := writeScenes(t, s, SemicolonCSV)
	assert.True(t, strings.HasPrefix(french, "\ufeffid;number;heading"))
	assert.Equal(t, s, readScenes(t, french, SemicolonCSV))
}

// Lists made by hand, and what a spreadsheet saves.
func TestReadSceneCSVOfSpreadsheets(t *testing.T) {
	s := readScenes(t, "\ufeffheading;minutes\nINT. BAR - NUIT;30\n;\nEXT. RUE - SUITE;\n1. INT. BAR - JOUR;5\n", SemicolonCSV)
	assert.Equal(t, Script{Scenes: []Scene{
		{ID: "~1", Heading: "INT. BAR - NUIT", Place: Interior, Set: "BAR", Time: "NUIT", Light: Nighttime, Minutes: 30},
		{ID: "~2", Heading: "EXT. RUE - SUITE", Place: Exterior, Set: "RUE", Time: "SUITE", Light: Nighttime},
		{ID: "1", Number: "1", Heading: "1. INT. BAR - JOUR", Place: Interior, Set: "BAR", Time: "JOUR", Light: Daylight, Minutes: 5},
	}}, s)
	s = readScenes(t, "number,place,set,light\r\n7,int,CAVE,night\r\n7,ext,COUR,", CommaCSV)
	assert.Equal(t, []string{"7", "7~2"}, ids(s))
	assert.Empty(t, readScenes(t, "id,number\n", CommaCSV).Scenes)
}

func TestReadSceneCSVRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", "unreadable table: it is empty"},
		{"another column", "id,colour\n", `row 1[1]: unknown field: "colour"`},
		{"a column twice", "id,id\n", `row 1[1]: is given twice: "id"`},
		{"nothing to tell scenes by", "set,place\n", "row 1.number: is missing"},
		{"the other dialect", "id;number\n", "row 1[0]: unknown field"},
		{"an empty scene", "id,set\n,BAR\n", "row 2.number: is missing"},
		{"too few cells", "id,number\n1\n", "row 2: unreadable table: the first row has 2 cells"},
		{"a length in eighths", "id,eighths\n1,3/8\n", `row 2.eighths: not a whole number: "3/8"`},
		{"a negative time", "id,minutes\n1,-5\n", "row 2.minutes: not a whole number"},
		{"neither yes nor nothing", "id,omitted\n1,oui\n", "row 2.omitted: is neither yes nor empty"},
		{"an element without its parts", "id,elements\n1,Verre\n", "row 2.elements: an element is category:quantity:name"},
		{"an element of no quantity", "id,elements\n1,props:x:Verre\n", "row 2.elements: an element is category:quantity:name"},
		{"a category that is none", "id,elements\n1,Props:1:Verre\n", "scenes[0].elements[0].category: is not one of the words allowed"},
		{"a light that is none", "id,light\n1,nuit\n", "scenes[0].light: is not one of the words allowed: day, night, dawn, dusk"},
		{"an id twice", "id\n1\n1\n", "scenes[1].id: is given twice"},
		{"a quote", "id\n\"1\n", "row 2: unreadable table: a quote without its end"},
		{"not UTF-8", "id\ncaf\xe9\n", "is not UTF-8: byte 6, in line 2, is 0xE9"},
		{"many scenes", "id\n" + strings.Repeat("1\n", MaxScriptScenes+1), "more than 10000 scenes"},
		{"many rows", "id\n" + strings.Repeat("\n", csvLimits.Rows), "more than 100000 rows"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := ReadSceneCSV(strings.NewReader(c.text), CommaCSV)
			assert.Empty(t, s)
			require.ErrorContains(t, err, c.want)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
	_, err := ReadSceneCSV(strings.NewReader("id\n"), "tabs")
	require.ErrorIs(t, err, valid.ErrOneOf)
	_, err = ReadSceneCSV(iotest.ErrReader(io.ErrClosedPipe), CommaCSV)
	require.ErrorIs(t, err, io.ErrClosedPipe)

	var b strings.Builder
	require.ErrorIs(t, WriteSceneCSV(&b, Script{}, "tabs"), valid.ErrOneOf)
	require.ErrorIs(t, WriteSceneCSV(&b, Script{Scenes: []Scene{{}}}, CommaCSV), valid.ErrMissing)
	require.ErrorIs(t, WriteSceneCSV(&b, Script{Scenes: []Scene{{ID: "\xff"}}}, CommaCSV), ErrEncoding)
	require.ErrorIs(t, WriteSceneCSV(&b, Script{Scenes: []Scene{{ID: "a", Comments: strings.Repeat("x", maxText)}}}, CommaCSV), ErrCSV)
	assert.Empty(t, b.String())
}

// Every script that a parser makes goes out and comes back, and is then the same to Reimport.
func TestSceneCSVRoundTrip(t *testing.T) {
	for _, script := range []Script{parse(t, frenchFountain), parseFDX(t, frenchFDX), worked(), parse(t, longFountain(200))} {
		for _, d := range csvDialects {
			got := readScenes(t, writeScenes(t, script, d), d)
			require.Equal(t, listed(script), got)
			revision, err := Reimport(script, got)
			require.NoError(t, err)
			require.Empty(t, revision.Changes)
			require.Equal(t, script.Scenes[0].Text, revision.Script.Scenes[0].Text, "a list leaves texts as they are")
		}
	}
}

func TestSceneCSVOfRandomScenes(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	texts := []string{"", "a", "=x", "'=x", "a|b", `\`, `\0`, "\r\n", " \"q\" ", "-1", "é;,", "@", "\t"}
	anyText := func() string { return texts[random.IntN(len(texts))] + texts[random.IntN(len(texts))] }
	list := func() []string {
		var all []string
		for range random.IntN(3) {
			all = append(all, anyText())
		}
		return all
	}
	for range 300 {
		s := Script{Scenes: []Scene{}}
		for i := range random.IntN(4) {
			scene := Scene{
				ID: fmt.Sprint("x", i), Number: anyText(), Heading: anyText(), Set: anyText(), Time: anyText(), Synopsis: anyText(), Comments: anyText(),
				Notes: list(), Sections: list(), Eighths: Eighths(random.IntN(99)), Minutes: random.IntN(99), Omitted: random.IntN(2) == 0,
			}
			if random.IntN(2) == 0 {
				scene.Elements = []Element{{Props, "n" + anyText(), 1 + random.IntN(maxQuantity), random.IntN(2) == 0}}
			}
			s.Scenes = append(s.Scenes, scene)
		}
		for _, d := range csvDialects {
			require.Equal(t, s, readScenes(t, writeScenes(t, s, d), d))
		}
	}
}

func FuzzReadSceneCSV(f *testing.F) {
	f.Add("id,number,heading,elements,notes\r\n1,1,INT. BAR - NUIT,props:2*:Verre|cast:1:ANNE,\"a|b\nc\"\r\n")
	f.Add("heading\nINT/JOUR BAR\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ReadSceneCSV(strings.NewReader(text), CommaCSV)
		if err != nil {
			return
		}
		var b strings.Builder
		if err := WriteSceneCSV(&b, s, CommaCSV); err != nil {
			return // longer with the guards than the limits allow
		}
		again, err := ReadSceneCSV(strings.NewReader(b.String()), CommaCSV)
		if err != nil || fmt.Sprintf("%+v", again) != fmt.Sprintf("%+v", s) {
			t.Fatalf("%v\n%+v\n%+v", err, s, again)
		}
	})
}

func BenchmarkSceneCSV(b *testing.B) {
	script, err := ParseFountain(strings.NewReader(longFountain(1_000)), PageLayout{})
	if err != nil {
		b.Fatal(err)
	}
	var text strings.Builder
	if err := WriteSceneCSV(&text, script, SemicolonCSV); err != nil {
		b.Fatal(err)
	}
	b.Run("write", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := WriteSceneCSV(io.Discard, script, SemicolonCSV); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := ReadSceneCSV(strings.NewReader(text.String()), SemicolonCSV); err != nil {
				b.Fatal(err)
			}
		}
	})
}
