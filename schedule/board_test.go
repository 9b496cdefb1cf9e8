package schedule

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
)

// kitchen is a board of two days with a banner, a scene in two parts and one that is on no day.
func kitchen() Board {
	return Board{
		Title: "La lettre",
		Scenes: []Scene{
			{ID: "s1", Number: "1", Place: Interior, Set: "CUISINE", Light: Nighttime, Eighths: 11, Minutes: 120, Synopsis: "La lettre.", Location: "Villa", Characters: []string{"ANNE", "PAUL"}, Elements: []Element{{Props, "Lettre", 2, true}}},
			{ID: "s2", Number: "2", Place: Exterior, Set: "JARDIN", Light: Daylight, Eighths: 4, Minutes: 90, Location: "Villa", Characters: []string{"ANNE"}},
			{ID: "s3", Number: "3", Place: InteriorExterior, Set: "VOITURE", Light: Dusk, Eighths: 6, Characters: []string{"PAUL"}},
			{ID: "s4", Number: "4", Omitted: true},
			{ID: "s5", Number: "5", Place: Exterior, Set: "RUE", Light: Nighttime, Eighths: 2},
		},
		Catalogue: Catalogue{Items: []Item{{Category: Cast, Name: "ANNE", BoardID: "2"}, {Category: Cast, Name: "PAUL", BoardID: "10"}}},
		Days: []BoardDay{
			{Date: civil.MustParseDate("2026-06-01"), Strips: []Strip{{Scene: "s2"}, {Banner: "Repas", Minutes: 60, Break: true}, {Scene: "s1", Eighths: 5, Minutes: 100}}},
			{Date: civil.MustParseDate("2026-06-02"), Kind: DayHoliday, Name: "Fête"},
			{Date: civil.MustParseDate("2026-06-03"), Strips: []Strip{{Scene: "s1", Eighths: 5}, {Scene: "s3"}}},
			{Date: civil.MustParseDate("2026-06-03"), Unit: "B", Strips: []Strip{{Banner: "Plans de coupe"}}},
		},
		Colours: []ColourRule{{Place: InteriorExterior, Colour: "pink"}},
	}
}

func TestLayOut(t *testing.T) {
	board, err := LayOut(kitchen())
	require.NoError(t, err)
	first := board.Days[0]
	assert.Equal(t, StripTotals{Scenes: 1, Eighths: 9, Minutes: 250}, first.Totals, "90 + 60 + 100 minutes; scene 1 is not finished")
	assert.Equal(t, []string{"2", "10"}, first.Lines[2].Cast, "numbers as numbers")
	assert.True(t, first.Lines[2].Part)
	assert.Equal(t, Eighths(5), first.Lines[2].Eighths)
	assert.Equal(t, 0, board.Days[1].Number)
	third := board.Days[2]
	assert.Equal(t, 2, third.Number)
	assert.Equal(t, 1, board.Days[3].Number, "each unit counts its days")
	assert.Equal(t, StripTotals{Scenes: 2, Eighths: 11, Untimed: 2}, third.Totals, "neither the rest of 1 nor 3 has a time")
	assert.Equal(t, StripTotals{Scenes: 3, Eighths: 20, Minutes: 250, Untimed: 2}, third.ToDate)
	var yard []string
	for _, l := range board.Boneyard {
		yard = append(yard, l.Number+" "+l.Eighths.String())
	}
	assert.Equal(t, []string{"1 1/8", "5 2/8"}, yard, "11 eighths less twice 5, and the scene on no day")
	colours := []StripColour{board.Days[0].Lines[0].Colour, board.Days[0].Lines[2].Colour, third.Lines[1].Colour, board.Boneyard[1].Colour}
	assert.Equal(t, []StripColour{StripYellow, StripBlue, "pink", StripGreen}, colours)
}

func TestStripColours(t *testing.T) {
	for _, c := range []struct {
		place Place
		light Light
		want  StripColour
	}{
		{Interior, Daylight, StripWhite}, {Exterior, Daylight, StripYellow}, {Interior, Nighttime, StripBlue}, {Exterior, Nighttime, StripGreen},
		{Exterior, Dusk, ""}, {InteriorExterior, Daylight, ""}, {"", "", ""},
	} {
		assert.Equal(t, c.want, new(Board).colour(&Scene{Place: c.place, Light: c.light}), "%s %s", c.place, c.light)
	}
}

func TestStripboardTexts(t *testing.T) {
	board, err := LayOut(kitchen())
	require.NoError(t, err)
	text, err := board.Text(PaperFrench)
	require.NoError(t, err)
	assert.Equal(t, `PLAN DE TRAVAIL  La lettre

yellow  2   EXT JARDIN - JOUR   4/8  1h30  2
            — Repas —                1h00
blue    1*  INT CUISINE - NUIT  5/8  1h40  2, 10
==  FIN DU JOUR 1  lun. 2026-06-01  1 séq.  1 1/8 p.  4h10

==  FÉRIÉ  mar. 2026-06-02  Fête

blue  1*  INT CUISINE - NUIT            5/8    2, 10
pink  3   INT/EXT VOITURE - CRÉPUSCULE  6/8    10
==  FIN DU JOUR 2  mer. 2026-06-03  2 séq.  1 3/8 p.

    — Plans de coupe —
==  FIN DU JOUR 1  mer. 2026-06-03  B  0 séq.  0 p.

HORS PLAN
blue   1*  INT CUISINE - NUIT  1/8    2, 10
green  5   EXT RUE - NUIT      2/8
`, text)
	text, err = board.OneLine(PaperEnglish)
	require.NoError(t, err)
	assert.Contains(t, text, "DAY 1  Mon 2026-06-01\n2   EXT JARDIN - DAY                 4/8  2      Villa\n    — Repas —\n1*  INT CUISINE - NIGHT  La lettre.  5/8  2, 10  Villa\n")
	text, err = board.Detailed(PaperFrench)
	require.NoError(t, err)
	assert.Contains(t, text, "    Rôles:        ANNE, PAUL\n    Accessoires:  Lettre (2)\n")
	for _, paper := range []func(PaperLanguage) (string, error){board.Text, board.OneLine, board.Detailed} {
		_, err = paper("")
		require.ErrorIs(t, err, valid.ErrOneOf)
	}
}

func TestPapersKeepALineALine(t *testing.T) {
	b := kitchen()
	b.Scenes[0].Set = "CUI\nSINE\u202e\x1b[31m"
	board, err := LayOut(b)
	require.NoError(t, err)
	text, err := board.Text(PaperFrench)
	require.NoError(t, err)
	assert.NotContains(t, text, "\x1b")
	assert.NotContains(t, text, "\u202e")
	assert.NotContains(t, text, "CUI\n")
}

func TestBoardRefuses(t *testing.T) {
	day := func(strips ...Strip) []BoardDay {
		return []BoardDay{{Date: civil.MustParseDate("2026-06-01"), Strips: strips}}
	}
	scenes := []Scene{{ID: "a", Eighths: 8}, {ID: "b", Omitted: true}}
	for _, c := range []struct {
		name  string
		board Board
		want  string
		is    error
	}{
		{"no date", Board{Days: []BoardDay{{}}}, "days[0].date: is missing", valid.ErrMissing},
		{"a date twice", Board{Days: append(day(), day()...)}, "days[1].date: is given twice", valid.ErrDuplicate},
		{"out of order", Board{Days: append(day(), BoardDay{Date: civil.MustParseDate("2026-05-01")})}, "days[1].date: is out of range", valid.ErrOutOfRange},
		{"a kind that is none", Board{Days: []BoardDay{{Date: civil.MustParseDate("2026-06-01"), Kind: "feast"}}}, "days[0].kind", valid.ErrOneOf},
		{"an empty strip", Board{Days: day(Strip{})}, "days[0].strips[0].scene: is missing", valid.ErrMissing},
		{"an unknown scene", Board{Scenes: scenes, Days: day(Strip{Scene: "z"})}, "days[0].strips[0].scene: names nothing", valid.ErrReference},
		{"an omitted scene", Board{Scenes: scenes, Days: day(Strip{Scene: "b"})}, "days[0].strips[0].scene: names nothing", valid.ErrReference},
		{"a scene twice", Board{Scenes: scenes, Days: day(Strip{Scene: "a"}, Strip{Scene: "a", Eighths: 1})}, "days[0].strips[1].scene: is given twice", valid.ErrDuplicate},
		{"more than the scene", Board{Scenes: scenes, Days: day(Strip{Scene: "a", Eighths: 5}, Strip{Scene: "a", Eighths: 4})}, "days[0].strips[1].eighths: is out of range: the scene has 1 in all", valid.ErrOutOfRange},
		{"a scene that is a banner", Board{Scenes: scenes, Days: day(Strip{Scene: "a", Banner: "x"})}, "days[0].strips[0].banner", valid.ErrOneOf},
		{"a scene that is a break", Board{Scenes: scenes, Days: day(Strip{Scene: "a", Break: true})}, "days[0].strips[0].break", valid.ErrOneOf},
		{"a banner with pages", Board{Days: day(Strip{Banner: "x", Eighths: 1})}, "days[0].strips[0].eighths", valid.ErrOutOfRange},
		{"minutes less than none", Board{Days: day(Strip{Banner: "x", Minutes: -1})}, "days[0].strips[0].minutes", valid.ErrOutOfRange},
		{"a scene on a day off", Board{Scenes: scenes, Days: []BoardDay{{Date: civil.MustParseDate("2026-06-01"), Kind: DayOff, Strips: []Strip{{Scene: "a"}}}}}, "days[0].strips[0].scene", valid.ErrOneOf},
		{"many days", Board{Days: make([]BoardDay, maxBoardDays+1)}, "days: is out of range", valid.ErrOutOfRange},
		{"many strips", Board{Days: day(make([]Strip, maxStrips+1)...)}, "days[0].strips: is out of range", valid.ErrOutOfRange},
		{"a faulty scene", Board{Scenes: []Scene{{}}}, "scenes[0].id: is missing", valid.ErrMissing},
		{"a faulty catalogue", Board{Catalogue: Catalogue{Items: []Item{{Category: Cast}}}}, "catalogue.items[0].name: is missing", valid.ErrMissing},
		{"a colour of nothing", Board{Colours: []ColourRule{{Place: "up"}}}, "colours[0].place", valid.ErrOneOf},
		{"no colour", Board{Colours: []ColourRule{{}}}, "colours[0].colour: is missing", valid.ErrMissing},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := LayOut(c.board)
			require.ErrorContains(t, err, c.want)
			require.ErrorIs(t, err, c.is)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
}

func TestLayOutKeepsTheBoard(t *testing.T) {
	b, same := kitchen(), kitchen()
	board, err := LayOut(b)
	require.NoError(t, err)
	board.Days[0].Lines[2].Needs[0].Name = "changed"
	board.Days[0].Lines[2].Cast[0] = "changed"
	assert.Equal(t, same, b)
}

func FuzzDecodeBoard(f *testing.F) {
	f.Add(`{"scenes":[{"id":"a","eighths":3,"characters":["ANA"]}],"days":[{"date":"2026-06-01","strips":[{"scene":"a"},{"banner":"x","minutes":3}]}]}`)
	f.Add(`{"scenes":[{"id":"a","eighths":3}],"catalogue":{"items":[{"category":"cast","name":"A"}]},"days":[{"date":"2026-06-01","kind":"off"}],"colours":[{"place":"int","colour":"x"}]}`)
	f.Fuzz(func(t *testing.T, document string) {
		b, err := DecodeBoard(strings.NewReader(document))
		if err != nil {
			return
		}
		board, err := LayOut(b)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := board.Detailed(PaperEnglish); err != nil {
			t.Fatal(err)
		}
		var shot, whole Eighths
		for _, d := range board.Days {
			shot += d.Totals.Eighths
		}
		for _, l := range board.Boneyard {
			shot += l.Eighths
		}
		for _, s := range b.Scenes {
			if !s.Omitted {
				whole += s.Eighths
			}
		}
		if shot < whole { // more where a scene without length is shot in parts
			t.Fatalf("%v on the board and in the boneyard, %v in the script", shot, whole)
		}
	})
}

// bigBoard is a feature: days of ten scenes with five roles each.
func bigBoard(days int) Board {
	b := Board{Title: "Big"}
	for d := range days {
		date, _ := civil.MustParseDate("2026-01-05").AddDays(d)
		day := BoardDay{Date: date}
		for range 10 {
			id := fmt.Sprint("s", len(b.Scenes))
			s := Scene{ID: id, Number: id, Place: Interior, Light: Daylight, Set: fmt.Sprint("SET ", d), Eighths: 3, Minutes: 40}
			for k := range 5 {
				s.Characters = append(s.Characters, fmt.Sprint("R", (len(b.Scenes)*7+k*13)%60))
			}
			if len(s.Characters) != len(uniq(s.Characters)) {
				s.Characters = uniq(s.Characters)
			}
			b.Scenes = append(b.Scenes, s)
			day.Strips = append(day.Strips, Strip{Scene: id})
		}
		b.Days = append(b.Days, day)
	}
	return b
}

func uniq(names []string) (some []string) {
	seen := map[string]bool{}
	for _, n := range names {
		if !seen[n] {
			some = append(some, n)
		}
		seen[n] = true
	}
	return some
}

func BenchmarkLayOut60Days(b *testing.B) {
	board := bigBoard(60)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := LayOut(board); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDaysOut60Days(b *testing.B) {
	board := bigBoard(60)
	request := DayOutRequest{Rules: []HoldRule{{Category: Cast, Hold: true, Drop: true, DropDays: 10}}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DaysOut(board, request); err != nil {
			b.Fatal(err)
		}
	}
}
