package schedule_test

import (
	"fmt"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/schedule"
)

const fountain = `Title: La lettre

INT. CUISINE - NUIT #1#

ANNE (12) trouve une lettre.

ANNE
Maman ?

EXT. JARDIN - SUITE #2#

ANNE court.
`

func ExampleParseFountain() {
	script, err := schedule.ParseFountain(strings.NewReader(fountain), schedule.PageLayout{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range script.Scenes {
		fmt.Println(s.Number, s.Place, s.Set, s.Light, s.Eighths, s.Characters)
	}
	_, err = schedule.ParseFountain(strings.NewReader("INT. CAF\xc9 - JOUR"), schedule.PageLayout{})
	fmt.Println(err)
	// Output:
	// 1 int CUISINE night 2/8 [ANNE]
	// 2 ext JARDIN night 1/8 [ANNE]
	// is not UTF-8: byte 8, in line 1, is 0xC9; save the file as UTF-8
}

func ExampleParseFDX() {
	const document = `<FinalDraft><Content>
		<Paragraph Type="Scene Heading" Number="4"><SceneProperties Length="1 3/8"/><Text>EXT. PO</Text><Text>RT - AUBE</Text></Paragraph>
		<Paragraph Type="Action"><Text TagNumber="1">Un chalutier</Text><Text> rentre.</Text></Paragraph>
	</Content><TagData>
		<TagCategories><TagCategory Id="v" Name="Vehicles"/></TagCategories>
		<TagDefinitions><TagDefinition Id="d" CatId="v" Label="Chalutier"/></TagDefinitions>
		<Tags><Tag Number="1"><DefId>d</DefId></Tag></Tags>
	</TagData></FinalDraft>`
	script, err := schedule.ParseFDX(strings.NewReader(document), schedule.PageLayout{})
	if err != nil {
		fmt.Println(err)
		return
	}
	s := script.Scenes[0]
	fmt.Println(s.Number, s.Heading, s.Eighths, s.Elements[0].Category, s.Elements[0].Name)
	// Output: 4 EXT. PORT - AUBE 1 3/8 vehicles Chalutier
}

func ExampleParseHeading() {
	h := schedule.ParseHeading("12A. INT./EXT. VOITURE - AUTOROUTE - FIN DE JOURNÉE")
	fmt.Println(h.Number, h.Place, "|", h.Set, "|", h.Time, "|", h.Light)
	fmt.Println(schedule.ParseHeading("INT. BOÎTE DE NUIT").Set)
	// Output:
	// 12A int/ext | VOITURE - AUTOROUTE | FIN DE JOURNÉE | day
	// BOÎTE DE NUIT
}

func ExampleParseEighths() {
	length, err := schedule.ParseEighths("1 3/8")
	fmt.Println(int(length), length+2, err)
	_, err = schedule.ParseEighths("1.5")
	fmt.Println(err)
	// Output:
	// 11 1 5/8 <nil>
	// not a length in eighths of a page
}

func ExampleReimport() {
	old, err := schedule.ParseFountain(strings.NewReader(fountain), schedule.PageLayout{})
	if err != nil {
		fmt.Println(err)
		return
	}
	old.Scenes[1].Minutes, old.Scenes[1].Location = 45, "Parc de Sceaux"

	// The writers put a scene in front and numbered all of them again.
	text := strings.NewReplacer("INT. CUISINE - NUIT #1#", "EXT. RUE - JOUR #1#\n\nUn facteur passe.\n\nINT. CUISINE - NUIT #2#", "#2#", "#3#").Replace(fountain)
	next, err := schedule.ParseFountain(strings.NewReader(text), schedule.PageLayout{})
	if err != nil {
		fmt.Println(err)
		return
	}
	revision, err := schedule.Reimport(old, next)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range revision.Changes {
		fmt.Println(c.Kind, c.Number, "at", c.Position, "was at", c.WasPosition)
	}
	garden := revision.Script.Scenes[2]
	fmt.Println(garden.ID, garden.Number, garden.Minutes, garden.Location)
	// Output:
	// added 1 at 1 was at 0
	// renumbered 2 at 2 was at 1
	// renumbered 3 at 3 was at 2
	// 2 3 45 Parc de Sceaux
}

func ExampleBreakDown() {
	script, err := schedule.ParseFountain(strings.NewReader(fountain), schedule.PageLayout{})
	if err != nil {
		fmt.Println(err)
		return
	}
	script.Scenes[0].Minutes = 200
	script.Scenes[0].Elements = []schedule.Element{{Category: schedule.Props, Name: "Lettre", Quantity: 2}}
	// The hours are those that the authority allowed this child: the library has no figure of its own.
	breakdown, err := schedule.BreakDown(script, schedule.Catalogue{
		Items: []schedule.Item{{Category: schedule.Cast, Name: "ANNE", BoardID: "1", Minor: true}},
		Links: []schedule.ElementLink{{
			Key: "mineurs", Minors: true, MaxMinutes: 180,
			Adds: []schedule.Element{{Category: schedule.AdditionalLabor, Name: "Coach", Quantity: 1}},
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, n := range breakdown.Sheet("1") {
		fmt.Println(n.Category, n.Name, n.Quantity, n.From)
	}
	for _, g := range breakdown.Gaps {
		if g.Code == schedule.GapTooLong {
			fmt.Println(g.Message)
		}
	}
	// Output:
	// cast ANNE 1 [script]
	// props Lettre 2 [hand]
	// additional-labor Coach 1 [mineurs]
	// the scene takes 200 minutes, ANNE may work 180 on a day
}

func ExampleReadUSS() {
	const document = `{"universalScheduleStandard": {"name": "Plan 1",
		"categories": [{"id": "c0", "ucid": 0, "name": "Set"}, {"id": "c104", "ucid": 104, "name": "Objets"}],
		"elements": [{"id": "e1", "category": "c0", "name": "CUISINE"}, {"id": "e2", "category": "c104", "name": "Lettre"}],
		"breakdowns": [{"id": "b1", "type": "strip", "scene": "1", "pages": 1.375, "duration": 5400000, "elements": ["e1", "e2"]}],
		"stripboards": [{"id": "s", "boards": [{"id": "b", "breakdownArrays": [["b1"]]}]}]}}`
	u, err := schedule.ReadUSS(strings.NewReader(document))
	if err != nil {
		fmt.Println(err)
		return
	}
	script, err := u.Script()
	if err != nil {
		fmt.Println(err)
		return
	}
	s := script.Scenes[0]
	fmt.Println(s.Number, s.Set, s.Eighths, s.Minutes, s.Elements[0].Category, s.Elements[0].Name)
	fmt.Println(len(u.Stripboards[0].Boards[0].Groups), "day")
	// Output:
	// 1 CUISINE 1 3/8 90 props Lettre
	// 1 day
}

func ExampleNewUSS() {
	script, err := schedule.ParseFountain(strings.NewReader(fountain), schedule.PageLayout{})
	if err != nil {
		fmt.Println(err)
		return
	}
	u, err := schedule.NewUSS(script, schedule.Catalogue{}, "Plan 1", civil.MustParseDate("2026-11-25"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range u.Elements {
		fmt.Println(e.ID, e.Category, e.Name)
	}
	// Output:
	// element/1 category/0 CUISINE
	// element/2 category/1 INT
	// element/3 category/2 NUIT
	// element/4 category/100 ANNE
	// element/5 category/0 JARDIN
	// element/6 category/1 EXT
	// element/7 category/2 SUITE
}

func ExampleWriteUSS() {
	var file strings.Builder
	err := schedule.WriteUSS(&file, schedule.USS{ID: "1", Name: "Plan 1", Breakdowns: []schedule.USSBreakdown{{ID: "b1", Scene: "1", Pages: 11}}})
	fmt.Println(strings.Contains(file.String(), `"pages": 1.375`), err)
	// Output: true <nil>
}

func ExampleWriteSceneCSV() {
	script := schedule.Script{Scenes: []schedule.Scene{{ID: "1", Number: "1", Set: "CUISINE", Eighths: 11, Synopsis: "=SOMME(A1)"}}}
	var table strings.Builder
	if err := schedule.WriteSceneCSV(&table, script, schedule.CommaCSV); err != nil {
		fmt.Println(err)
		return
	}
	_, rows, _ := strings.Cut(table.String(), "\r\n")
	fmt.Println(rows)
	// Output: 1,1,,,CUISINE,,,11,,,'=SOMME(A1),,,,,,,,,,,
}

func ExampleReadSceneCSV() {
	script, err := schedule.ReadSceneCSV(strings.NewReader("number;heading;eighths\n1;INT. CUISINE - NUIT;11\n"), schedule.SemicolonCSV)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(script.Scenes[0].Set, script.Scenes[0].Light, script.Scenes[0].Eighths)
	_, err = schedule.ReadSceneCSV(strings.NewReader("number;eighths\n1;3/8\n"), schedule.SemicolonCSV)
	fmt.Println(err)
	// Output:
	// CUISINE night 1 3/8
	// row 2.eighths: not a whole number: "3/8"
}

func ExampleParseCategory() {
	c, _ := schedule.ParseCategory("Véhicules")
	own, _ := schedule.ParseCategory("Pluie artificielle")
	fmt.Println(c, own)
	// Output: vehicles pluie-artificielle
}

func ExampleDecodeScript() {
	_, err := schedule.DecodeScript(strings.NewReader(`{"scenes": [{"id": "1", "light": "noon", "eighths": -1}]}`))
	fmt.Println(err)
	// Output:
	// scenes[0].light: is not one of the words allowed: day, night, dawn, dusk: "noon"
	// scenes[0].eighths: is out of range: 0 to 80000: "-1"
}

func ExampleDecodeCatalogue() {
	_, err := schedule.DecodeCatalogue(strings.NewReader(`{"links": [{"key": "coach", "adds": [{"category": "additional-labor", "name": "Coach", "quantity": 1}]}]}`))
	fmt.Println(err)
	// Output: links[0].category: is missing: a link applies to a category, a name or minors
}
