package schedule

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
)

// A schedule of two scenes and a banner, as the standard says.
const standardUSS = `{
  "universalScheduleStandard": {
    "id": "s1", "author": null, "company": "Les Films du Four", "created": "2026-11-01T00:00:00.000Z", "description": null, "episode": null,
    "episodeName": null, "name": "Plan 1", "project": "Le Pain du matin", "schedColor": null, "schedDate": null, "scriptColor": "Rose",
    "scriptDate": null, "season": null, "source": "Essai", "ussVersion": "1.0.0", "_own": {"x": [1, 2]},
    "breakdowns": [
      {"id": "b1", "bannerText": "Semaine 1", "comments": null, "created": "2026-11-01T00:00:00.000Z", "description": null, "elements": [],
       "pages": null, "scene": null, "scriptPage": null, "duration": null, "type": "banner"},
      {"id": "b2", "bannerText": null, "comments": "de nuit", "created": "2026-11-01T00:00:00.000Z", "description": "Marie lit.",
       "elements": ["e1", "e2", "e3", "e4", "e5", "e6"], "pages": 1.375, "scene": "12A", "scriptPage": "14", "duration": 5700001, "type": "scene"},
      {"id": "b3", "bannerText": null, "comments": null, "created": "2026-11-01T00:00:00.000Z", "description": null,
       "elements": ["e2", "e7"], "pages": 0.25, "scene": "13", "scriptPage": null, "duration": null, "type": "scene"}
    ],
    "categories": [
      {"id": "c0", "ucid": 0, "created": "x", "name": "Set"}, {"id": "c1", "ucid": 1, "created": "x", "name": "INT/EXT"},
      {"id": "c2", "ucid": 2, "created": "x", "name": "Day/Night"}, {"id": "c100", "ucid": 100, "created": "x", "name": "Comédiens"},
      {"id": "c104", "ucid": 104, "created": "x", "name": "Objets"}, {"id": "c500", "ucid": 500, "created": "x", "name": "Drone"}
    ],
    "elements": [
      {"id": "e1", "category": "c0", "created": "x", "daysOff": [], "dropDayCount": 0, "elementId": null, "events": [], "isDood": true, "isDrop": true, "isHold": true, "isIdLock": false, "linkedElements": [], "name": "FOURNIL"},
      {"id": "e2", "category": "c1", "created": "x", "daysOff": [], "dropDayCount": 0, "elementId": null, "events": [], "isDood": true, "isDrop": true, "isHold": true, "isIdLock": false, "linkedElements": [], "name": "INT"},
      {"id": "e3", "category": "c2", "created": "x", "daysOff": [], "dropDayCount": 0, "elementId": null, "events": [], "isDood": true, "isDrop": true, "isHold": true, "isIdLock": false, "linkedElements": [], "name": "NUIT"},
      {"id": "e4", "category": "c100", "created": "x", "daysOff": [0, 6], "dropDayCount": 10, "elementId": "1", "isDood": true, "isDrop": false, "isHold": true, "isIdLock": true, "linkedElements": ["e5"], "name": "MARIE",
       "events": [{"id": "v1", "date": "2026-12-01T08:00:00.000Z", "type": "event", "name": "fitting"}]},
      {"id": "e5", "category": "c104", "created": "x", "daysOff": [], "dropDayCount": 0, "elementId": null, "events": [], "isDood": true, "isDrop": true, "isHold": true, "isIdLock": false, "linkedElements": [], "name": "Lettre"},
      {"id": "e6", "category": "c500", "created": "x", "daysOff": [], "dropDayCount": 0, "elementId": null, "events": [], "isDood": true, "isDrop": true, "isHold": true, "isIdLock": false, "linkedElements": [], "name": "Survol"},
      {"id": "e7", "category": "c2", "created": "x", "daysOff": [], "dropDayCount": 0, "elementId": null, "events": [], "isDood": true, "isDrop": true, "isHold": true, "isIdLock": false, "linkedElements": [], "name": "SUITE"}
    ],
    "stripboards": [
      {"id": "sb1", "name": "Premier", "calendar": "k1", "boards": [
        {"id": "bo1", "name": "stripboard", "breakdownIds": ["b1", ["b3"], [], ["b2"]]}, {"id": "bo2", "name": "boneyard", "breakdownIds": []}]}
    ],
    "calendars": [{"id": "k1", "name": "Hiver", "daysOff": [0, 6], "events": [{"id": "v2", "date": "2026-12-07T08:00:00.000Z", "type": "start", "name": null}]}]
  }
}`

func readUSS(t *testing.T, text string) USS {
	t.Helper()
	u, err := ReadUSS(strings.NewReader(text))
	require.NoError(t, err)
	return u
}

func writeUSS(t *testing.T, u USS) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, WriteUSS(&b, u))
	return b.String()
}

func TestReadUSS(t *testing.T) {
	u := readUSS(t, standardUSS)
	assert.Empty(t, u.Notices)
	assert.Equal(t, "Les Films du Four", u.Company)
	assert.Equal(t, "1.0.0", u.Version)
	require.Len(t, u.Breakdowns, 3)
	assert.True(t, u.Breakdowns[0].Banner)
	assert.Equal(t, "Semaine 1", u.Breakdowns[0].BannerText)
	assert.Equal(t, Eighths(11), u.Breakdowns[1].Pages, "1.375 pages are 1 3/8")
	assert.Equal(t, Eighths(2), u.Breakdowns[2].Pages)
	assert.Equal(t, []USSGroup{{false, []string{"b1"}}, {true, []string{"b3"}}, {true, []string{}}, {true, []string{"b2"}}}, u.Stripboards[0].Boards[0].Groups)
	assert.Equal(t, "start", u.Calendars[0].Events[0].Type)

	script, err := u.Script()
	require.NoError(t, err)
	assert.Equal(t, Script{Title: []TitleLine{{"Title", "Le Pain du matin"}}, Scenes: []Scene{
		{
			ID: "b2", Number: "12A", Heading: "INT. FOURNIL - NUIT", Place: Interior, Set: "FOURNIL", Time: "NUIT", Light: Nighttime, Eighths: 11, Page: "14",
			Synopsis: "Marie lit.", Characters: []string{"MARIE"}, Elements: []Element{{Props, "Lettre", 1, false}, {"drone", "Survol", 1, false}},
			Minutes: 96, Comments: "de nuit", // 95 minutes and a millisecond
		},
		{ID: "b3", Number: "13", Heading: "INT. - SUITE", Place: Interior, Time: "SUITE", Light: Nighttime, Eighths: 2},
	}}, script)

	c, err := u.Catalogue()
	require.NoError(t, err)
	assert.Contains(t, c.Items, Item{Category: Cast, Name: "MARIE", BoardID: "1"})
	assert.Equal(t, []ElementLink{{Key: "uss:e4", Category: Cast, Name: "MARIE", Adds: []Element{{Props, "Lettre", 1, false}}}}, c.Links)
}

// What is written has every key of the standard, and is what was read.
func TestUSSIsExportedAsImported(t *testing.T) {
	u := readUSS(t, standardUSS)
	written := writeUSS(t, u)
	assert.Equal(t, u, readUSS(t, written))
	var want, got any
	require.NoError(t, json.Unmarshal([]byte(strings.Replace(standardUSS, ` "_own": {"x": [1, 2]},`, "", 1)), &want))
	require.NoError(t, json.Unmarshal([]byte(written), &got))
	assert.Equal(t, want, got, "but for keys of a program's own")
}

// Each deviation of reference/scheduling.md 2.1, of the samples of the standard and of its drafts.
func TestReadUSSOfOtherPrograms(t *testing.T) {
	plain := readUSS(t, standardUSS)
	for _, c := range []struct {
		name, old, replacement string
		check                  func(t *testing.T, u USS)
	}{
		{"breakdownArrays", `"breakdownIds": ["b1"`, `"breakdownArrays": ["b1"`, nil},
		{"type strip", `"type": "scene"`, `"type": "strip"`, nil},
		{"doodDayCount", `"dropDayCount": 10`, `"doodDayCount": 10`, nil},
		{"version", `"ussVersion"`, `"version"`, nil},
		{"time", `"duration": 5700001`, `"time": 5700001`, nil},
		{"lengths as texts", `"pages": 1.375`, `"pages": "1 3/8"`, nil},
		{"lengths as decimal texts", `"pages": 1.375`, `"pages": "1.375"`, nil},
		{"numbers as numbers", `"scene": "13"`, `"scene": 13`, nil},
		{"defaults of the standard", `"isDood": true, "isDrop": true, "isHold": true, "isIdLock": false, `, ``, nil},
		{"keys missing", `"author": null, `, ``, nil},
		{"a byte order mark", `{
  "universal`, "\ufeff{\r\n  \"universal", nil},
		{"null for lists", `"linkedElements": [], "name": "FOURNIL"`, `"linkedElements": null, "name": "FOURNIL"`, nil},
		{"day breaks among strips", `"breakdownIds": ["b1", ["b3"], [], ["b2"]]`, `"breakdownIds": ["b1", "b3", "d1", "d2", "b2"]`, func(t *testing.T, u USS) {
			assert.Equal(t, []USSGroup{{true, []string{"b1", "b3"}}, {true, []string{}}, {false, []string{"b2"}}}, u.Stripboards[0].Boards[0].Groups)
		}},
		{"linked to nothing", `"linkedElements": ["e5"]`, `"linkedElements": ["e5", "gone"]`, func(t *testing.T, u USS) {
			require.Len(t, u.Notices, 1)
			assert.Equal(t, CodeUSSLink, u.Notices[0].Code)
			assert.Equal(t, []string{"e5", "gone"}, u.Elements[3].Linked)
			_, err := u.Catalogue()
			require.NoError(t, err)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Contains(t, standardUSS, c.old)
			text := strings.ReplaceAll(standardUSS, c.old, c.replacement)
			if c.check == nil {
				assert.Equal(t, plain, readUSS(t, text))
				return
			}
			text = strings.Replace(text, `"breakdowns": [`, `"breakdowns": [{"id": "d1", "type": "day"}, {"id": "d2", "type": "day"},`, 1)
			c.check(t, readUSS(t, text))
		})
	}
	draft := strings.ReplaceAll(standardUSS, `"category": "c0", `, ``)
	draft = strings.Replace(draft, `"ucid": 0,`, `"ucid": 0, "elements": ["e1"],`, 1)
	assert.Equal(t, plain, readUSS(t, draft), "categories that list their elements")
}

// Lengths that are whole numbers throughout.
func TestUSSLengths(t *testing.T) {
	document := func(lengths ...string) string {
		var strips []string
		for i, l := range lengths {
			strips = append(strips, fmt.Sprintf(`{"id":"b%d","type":"scene","pages":%s}`, i, l))
		}
		return `{"universalScheduleStandard":{"breakdowns":[` + strings.Join(strips, ",") + `]}}`
	}
	for _, c := range []struct {
		name    string
		lengths []string
		want    []Eighths
		notice  string
	}{
		{"a fraction among them", []string{"1", "2", "3", "4", "0.125"}, []Eighths{8, 16, 24, 32, 1}, ""},
		{"eighths", []string{"3", "11", "null", "1", "8"}, []Eighths{3, 11, 0, 1, 8}, "eighths of a page"},
		{"too few to tell", []string{"3", "1", "0", "2"}, []Eighths{24, 8, 0, 16}, "taken for pages"},
		{"none", []string{"null", "0", "null"}, []Eighths{0, 0, 0}, ""},
		{"written with a point, as this library does", []string{"3.0", "11.0", "2", "1"}, []Eighths{24, 88, 16, 8}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := readUSS(t, document(c.lengths...))
			for i, want := range c.want {
				assert.Equal(t, want, u.Breakdowns[i].Pages, i)
			}
			if c.notice == "" {
				assert.Empty(t, u.Notices)
				return
			}
			require.Len(t, u.Notices, 1)
			assert.Equal(t, CodeUSSPages, u.Notices[0].Code)
			assert.Contains(t, u.Notices[0].Message, c.notice)
		})
	}
	for _, length := range []string{"0.3", "-1", `"x"`, "{}", "[]", "true", "1e3", "10001", "99999999999999999999"} {
		_, err := ReadUSS(strings.NewReader(document("0.125", length)))
		require.ErrorContains(t, err, "breakdowns[1].pages: not a length in eighths of a page", length)
	}
}

func TestReadUSSRefuses(t *testing.T) {
	body := func(s string) string { return `{"universalScheduleStandard":{` + s + `}}` }
	for _, c := range []struct {
		name, text, want string
		is               error
	}{
		{"nothing", "", "unreadable schedule", ErrUSS},
		{"not JSON", "{", "unreadable schedule", ErrUSS},
		{"another document", "{}", "it has no universalScheduleStandard", ErrUSS},
		{"not UTF-8", body(`"name":"caf` + "\xe9" + `"`), "byte 41", ErrEncoding},
		{"deep", body(`"_x":` + strings.Repeat("[", 40) + strings.Repeat("]", 40)), "nested more than 32 deep", ErrUSS},
		{"many objects", body(`"elements":[` + strings.Repeat("{},", maxUSSObjects) + `{}]`), "more than 40000 objects", ErrUSS},
		{"many values", body(`"_x":[` + strings.Repeat("1,", maxUSSValues) + `1,1]`), "or 500000 values", ErrUSS},
		{"a text without end", `{"`, "a text has no end", ErrUSS},
		{"much", strings.Repeat(" ", MaxFileBytes+1), "it is longer than", ErrUSS},
		{"another kind", body(`"breakdowns":[{"id":"b","type":"scene","elements":[7]}]`), "breakdowns.elements: wrong type: number is not wanted", valid.ErrType},
		{"an object for a text", body(`"author":{}`), "author: wrong type: a text is wanted", valid.ErrType},
		{"no type", body(`"breakdowns":[{"id":"b"}]`), "breakdowns[0].type: is not one of the words allowed", valid.ErrOneOf},
		{"no id", body(`"breakdowns":[{"type":"scene"}]`), "breakdowns[0].id: is missing", valid.ErrMissing},
		{"an id twice", body(`"breakdowns":[{"id":"b","type":"scene"},{"id":"b","type":"scene"}]`), "breakdowns[1].id: is given twice", valid.ErrDuplicate},
		{"an unknown element", body(`"breakdowns":[{"id":"b","type":"scene","elements":["x"]}]`), "breakdowns[0].elements[0]: names nothing", valid.ErrReference},
		{"an unknown category", body(`"elements":[{"id":"e","name":"x","category":"c"}]`), "elements[0].category: names nothing", valid.ErrReference},
		{"an unknown strip", body(`"stripboards":[{"id":"s","boards":[{"breakdownIds":[["x"]]}]}]`), "stripboards[0].boards[0].breakdownIds[0]: names nothing", valid.ErrReference},
		{"an unknown calendar", body(`"stripboards":[{"id":"s","calendar":"k"}]`), "stripboards[0].calendar: names nothing", valid.ErrReference},
		{"a day that is none", body(`"calendars":[{"id":"k","daysOff":[7,1,1]}]`), "calendars[0].daysOff[0]: is out of range", valid.ErrOutOfRange},
		{"an event of no kind", body(`"calendars":[{"id":"k","events":[{"type":"x","date":"y"}]}]`), "calendars[0].events[0].type: is not one", valid.ErrOneOf},
		{"a negative time", body(`"breakdowns":[{"id":"b","type":"scene","duration":-1}]`), "breakdowns[0].duration: is out of range", valid.ErrOutOfRange},
		{"a time that is none", body(`"breakdowns":[{"id":"b","type":"scene","duration":"soon"}]`), "breakdowns[0].duration: wrong type", valid.ErrType},
		{"a quantity of nothing", body(`"breakdowns":[{"id":"b","type":"scene","_quantities":{"e":2}}]`), "breakdowns[0]._quantities: is out of range", valid.ErrOutOfRange},
	} {
		t.Run(c.name, func(t *testing.T) {
			u, err := ReadUSS(strings.NewReader(c.text))
			assert.Empty(t, u)
			require.ErrorContains(t, err, c.want)
			require.ErrorIs(t, err, c.is)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
}

// A script becomes a schedule and the same script again, but for what the standard does not have.
func TestNewUSS(t *testing.T) {
	s, c := school()
	s.Title = []TitleLine{{"Titre", "La leçon"}}
	s.Scenes[0].Time, s.Scenes[0].Unit, s.Scenes[0].Location, s.Scenes[0].ScriptDay, s.Scenes[0].Sequence = "MATIN", "2", "École", "J1", "A"
	s.Scenes[0].Notes = []string{"répéter", "répéter", ""}
	u, err := NewUSS(s, c, "Plan 1", civil.MustParseDate("2026-11-25"))
	require.NoError(t, err)
	assert.Equal(t, "La leçon", u.Project)
	assert.Equal(t, "2026-11-25T00:00:00.000Z", u.Created)
	assert.Equal(t, []USSGroup{{false, []string{"1", "3"}}}, u.Stripboards[0].Boards[0].Groups)
	assert.Equal(t, []USSGroup{{false, []string{"2"}}}, u.Stripboards[0].Boards[1].Groups)
	assert.Equal(t, u, readUSS(t, writeUSS(t, u)))

	back, err := u.Script()
	require.NoError(t, err)
	want := s.Scenes
	want[0].Heading, want[2].Heading, want[2].Time = "INT. CLASSE - MATIN", "EXT. COUR - DAY", "DAY"
	want[0].Notes = []string{"répéter"}
	want[0].Speaking = []string{"RADIO"} // the standard has no speaking parts, voices are a category
	want[0].Elements[2].FromScript = false
	assert.Equal(t, want, back.Scenes)

	catalogue, err := u.Catalogue()
	require.NoError(t, err)
	assert.Contains(t, catalogue.Items, Item{Category: Cast, Name: "LÉA", BoardID: "1"})
	assert.Equal(t, []Element{{Vehicles, "Voiture du coach", 1, false}}, catalogue.Links[0].Adds)

	_, err = NewUSS(Script{Scenes: []Scene{{}}}, Catalogue{}, "x", civil.MustParseDate("2026-11-25"))
	require.ErrorIs(t, err, valid.ErrMissing)
	_, err = NewUSS(Script{}, Catalogue{}, " ", civil.Date{})
	require.ErrorContains(t, err, "name: is missing\ncreated: is missing")
	u.Breakdowns[0].ID = ""
	require.ErrorIs(t, WriteUSS(&strings.Builder{}, u), valid.ErrMissing)
}

func TestScreenplayBecomesUSS(t *testing.T) {
	script := parse(t, frenchFountain)
	u, err := NewUSS(script, Catalogue{}, "Plan 1", civil.MustParseDate("2026-11-25"))
	require.NoError(t, err)
	back, err := readUSS(t, writeUSS(t, u)).Script()
	require.NoError(t, err)
	for i, s := range script.Scenes {
		b := back.Scenes[i]
		assert.Equal(t, []any{s.ID, s.Number, s.Place, s.Set, s.Time, s.Light, s.Eighths, s.Characters, s.Synopsis, s.Omitted, s.Page},
			[]any{b.ID, b.Number, b.Place, b.Set, b.Time, b.Light, b.Eighths, b.Characters, b.Synopsis, b.Omitted, b.Page})
	}
}

func TestUSSCatalogueHasNoCircle(t *testing.T) {
	u := USS{Categories: []USSCategory{{ID: "c", UCID: 104, Name: "Props"}}}
	for i := range 4 {
		u.Elements = append(u.Elements, USSElement{ID: fmt.Sprint(i), Name: fmt.Sprint("n", i), Category: "c", Linked: []string{fmt.Sprint((i + 1) % 4), fmt.Sprint(i), "gone"}})
	}
	c, err := u.Catalogue()
	require.NoError(t, err)
	assert.Len(t, c.Links, 3)
}

func TestPlaceOf(t *testing.T) {
	for name, want := range map[string]Place{"INT": Interior, "Ext.": Exterior, "I/E": InteriorExterior, "INT./EXT.": InteriorExterior, "Extérieur": Exterior, "studio": "", "": ""} {
		assert.Equal(t, want, placeOf(name), name)
	}
}

// Lengths written as pages are read as they were.
func TestDecimalPages(t *testing.T) {
	for e := Eighths(1); e < 200; e++ {
		in := ussReader{}
		require.Equal(t, e, in.pages(ussNumber{digits: decimalPages(e)}, false))
	}
}

func randomUSS(random *rand.Rand) USS {
	pick := func(prefix string, n int) string { return fmt.Sprint(prefix, random.IntN(n)) }
	texts := []string{"", "x", "é\n\"", "12", "null"}
	anyText := func() string { return texts[random.IntN(len(texts))] }
	u := USS{
		Name: anyText(), Author: anyText(), Breakdowns: []USSBreakdown{}, Categories: []USSCategory{{ID: "c0", UCID: 104, Name: "Props"}}, Elements: []USSElement{},
		Stripboards: []USSStripboard{}, Calendars: []USSCalendar{{ID: "k0", DaysOff: []int{}, Events: []USSEvent{{Type: "start", Date: "d", Name: anyText()}}}},
	}
	for i := range 1 + random.IntN(5) {
		u.Elements = append(u.Elements, USSElement{
			ID: fmt.Sprint("e", i), Category: "c0", Name: "n", BoardID: anyText(), DaysOff: []int{random.IntN(7)}, DropDays: random.IntN(9),
			Dood: random.IntN(2) == 0, Hold: random.IntN(2) == 0, Linked: []string{"e0"}, Events: []USSEvent{},
		})
	}
	board := USSBoard{ID: "x", Groups: []USSGroup{}}
	for i := range random.IntN(9) {
		id := fmt.Sprint("b", i)
		b := USSBreakdown{ID: id, Banner: random.IntN(4) == 0, Comments: anyText(), Elements: []string{pick("e", len(u.Elements))}, Pages: Eighths(random.IntN(40)), Duration: int64(random.IntN(1e6))}
		u.Breakdowns = append(u.Breakdowns, b)
		if n := len(board.Groups); n > 0 && random.IntN(2) == 0 {
			board.Groups[n-1].Breakdowns = append(board.Groups[n-1].Breakdowns, id)
			continue
		}
		day := len(board.Groups) == 0 || !board.Groups[len(board.Groups)-1].Day || random.IntN(2) == 0
		board.Groups = append(board.Groups, USSGroup{Day: day, Breakdowns: []string{id}})
	}
	u.Stripboards = append(u.Stripboards, USSStripboard{ID: "s", Calendar: "k0", Boards: []USSBoard{board}})
	return u
}

func TestUSSRoundTripOfRandomSchedules(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 9))
	count := 300
	if testing.Short() {
		count = 50
	}
	for range count {
		u := randomUSS(random)
		require.Equal(t, u, readUSS(t, writeUSS(t, u)))
	}
}

func FuzzReadUSS(f *testing.F) {
	f.Add(standardUSS)
	f.Add(`{"universalScheduleStandard":{"breakdowns":[{"id":"b","type":"day"},{"id":"c","type":"strip","pages":"3/8","scene":7}],"stripboards":[{"id":"s","boards":[{"breakdownArrays":[["c","b"],"c"]}]}]}}`)
	f.Fuzz(func(t *testing.T, text string) {
		u, err := ReadUSS(strings.NewReader(text))
		if err != nil {
			return
		}
		_, _ = u.Script()
		_, _ = u.Catalogue()
		var b strings.Builder
		if err := WriteUSS(&b, u); err != nil {
			t.Fatal(err)
		}
		again, err := ReadUSS(strings.NewReader(b.String()))
		if err != nil {
			t.Fatal(err)
		}
		u.Notices, again.Notices = nil, nil
		if fmt.Sprintf("%+v", u) != fmt.Sprintf("%+v", again) {
			t.Fatalf("%+v\n%+v", u, again)
		}
	})
}

func BenchmarkReadUSS(b *testing.B) {
	script, err := ParseFountain(strings.NewReader(longFountain(1_000)), PageLayout{})
	if err != nil {
		b.Fatal(err)
	}
	u, err := NewUSS(script, Catalogue{}, "x", civil.MustParseDate("2026-11-25"))
	if err != nil {
		b.Fatal(err)
	}
	var text strings.Builder
	if err := WriteUSS(&text, u); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadUSS(strings.NewReader(text.String())); err != nil {
			b.Fatal(err)
		}
	}
}

// What it costs to refuse documents that no program wrote.
func BenchmarkReadUSSRefuses(b *testing.B) {
	body := func(s string) string { return `{"universalScheduleStandard":{` + s + `}}` }
	for _, c := range []struct{ name, text string }{
		{"objects", body(`"breakdowns":[` + strings.Repeat("{},", maxUSSObjects-10) + `{}]`)},
		{"too many objects", body(`"breakdowns":[` + strings.Repeat("{},", MaxFileBytes/3-30) + `{}]`)},
		{"values", body(`"_x":[` + strings.Repeat("1,", maxUSSValues-10) + `1],"name":3`)},
		{"identifiers", body(`"breakdowns":[{"id":"b","type":"scene","elements":[` + strings.Repeat(`"x",`, maxUSSValues-10) + `"x"]}]`)},
		{"one text", body(`"name":"` + strings.Repeat("x", MaxFileBytes-100))},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ReadUSS(strings.NewReader(c.text)); err == nil {
					b.Fatal("it is read")
				}
			}
		})
	}
}
