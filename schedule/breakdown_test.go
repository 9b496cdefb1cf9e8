package schedule

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
)

// A school with twelve pupils, a horse, and a coach who comes by car.
func school() (Script, Catalogue) {
	s := Script{Scenes: []Scene{
		{
			ID: "1", Number: "1", Place: Interior, Set: "CLASSE", Light: Daylight, Eighths: 12, Minutes: 300, Synopsis: "La leçon.",
			Characters: []string{"LÉA", "MAÎTRE"}, Speaking: []string{"MAÎTRE", "RADIO"},
			Elements: []Element{{Background, "Élèves", 12, false}, {Props, "Craie", 2, false}, {Props, "Cahier", 1, true}},
		},
		{ID: "2", Number: "2", Omitted: true, Elements: []Element{{Props, "Rien", 1, false}}},
		{
			ID: "3", Number: "3", Place: Exterior, Set: "COUR", Light: Daylight, Eighths: 3, Minutes: 60, Synopsis: "Le cheval.",
			Characters: []string{"MAÎTRE"}, Elements: []Element{{Animals, "Cheval", 2, false}, {Props, "craie", 1, false}, {"drone", "Drone", 1, false}},
		},
	}}
	c := Catalogue{
		Items: []Item{
			{Category: Cast, Name: "LÉA", BoardID: "1", Minor: true}, {Category: Cast, Name: "MAÎTRE", BoardID: "2", MaxMinutes: 480},
			{Category: Background, Name: "Élèves", Minor: true}, {Category: Vehicles, Name: "Bus", BoardID: "v1"},
		},
		Links: []ElementLink{
			{Key: "voiture-du-coach", Category: AdditionalLabor, Name: "Coach", Adds: []Element{{Vehicles, "Voiture du coach", 1, false}}, Per: 4},
			{Key: "mineurs", Minors: true, Adds: []Element{{AdditionalLabor, "Coach", 1, false}}, Per: 10, MaxMinutes: 240},
			{Key: "chevaux", Category: Animals, Adds: []Element{{AnimalHandlers, "Dresseur", 1, false}}},
		},
	}
	return s, c
}

// Worked out by hand: 13 minors at one coach for ten are two coaches, who come in one car.
func TestBreakDown(t *testing.T) {
	s, c := school()
	b, err := BreakDown(s, c)
	require.NoError(t, err)
	line := func(n Need) string {
		return fmt.Sprintf("%s %s %s %d %s", n.Number, n.Category, n.Name, n.Quantity, strings.Join(n.From, "+"))
	}
	var needs []string
	for _, n := range b.Needs {
		needs = append(needs, line(n))
	}
	assert.Equal(t, []string{
		"1 cast LÉA 1 script", "1 cast MAÎTRE 1 script", "1 background Élèves 12 hand", "1 vehicles Voiture du coach 1 voiture-du-coach",
		"1 props Cahier 1 script", "1 props Craie 2 hand", "1 additional-labor Coach 2 mineurs", "1 voices RADIO 1 script",
		"3 cast MAÎTRE 1 script", "3 props craie 1 hand", "3 animals Cheval 2 hand", "3 animal-handlers Dresseur 1 chevaux", "3 drone Drone 1 hand",
	}, needs)
	assert.Equal(t, b.Needs[8:], b.Sheet("3"))
	assert.Empty(t, b.Sheet("2"))

	assert.Contains(t, b.Uses, ElementUse{Category: Cast, Name: "MAÎTRE", BoardID: "2", Scenes: []string{"1", "3"}, Most: 1, Total: 2, Eighths: 15, Minutes: 360})
	assert.Contains(t, b.Uses, ElementUse{Category: Background, Name: "Élèves", Minor: true, Scenes: []string{"1"}, Most: 12, Total: 12, Eighths: 12, Minutes: 300})
	assert.Equal(t, []SceneLimit{
		{Scene: "1", Number: "1", MaxMinutes: 240, Category: Cast, Name: "LÉA", Link: "mineurs"},
		{Scene: "3", Number: "3", MaxMinutes: 480, Category: Cast, Name: "MAÎTRE"},
	}, b.Limits)
	assert.Equal(t, []Gap{
		{Code: GapTooLong, Scene: "1", Number: "1", Message: "the scene takes 300 minutes, LÉA may work 240 on a day"},
		{Code: GapAlike, Category: Props, Name: "craie", Message: "Craie is written nearly alike"},
		{Code: GapUnused, Category: Vehicles, Name: "Bus", Message: "no scene needs it"},
	}, b.Gaps)
}

func TestBreakDownOfAnElementForTwoReasons(t *testing.T) {
	s := Script{Scenes: []Scene{{ID: "a", Characters: []string{"LÉA"}, Elements: []Element{
		{Cast, "LÉA", 1, false}, {AdditionalLabor, "Coach", 3, false},
	}}}}
	c := Catalogue{Links: []ElementLink{
		{Key: "x", Category: Cast, Adds: []Element{{AdditionalLabor, "Coach", 2, false}}},
		{Key: "y", Name: "LÉA", Adds: []Element{{AdditionalLabor, "Coach", 4, false}}, Per: 1},
	}}
	b, err := BreakDown(s, c)
	require.NoError(t, err)
	assert.Equal(t, []Need{
		{Scene: "a", Category: Cast, Name: "LÉA", Quantity: 1, From: []string{"script", "hand"}},
		{Scene: "a", Category: AdditionalLabor, Name: "Coach", Quantity: 4, From: []string{"hand", "y", "x"}},
	}, b.Needs, "links that do not depend on one another, in no matter which order")
}

func TestGaps(t *testing.T) {
	s := Script{Scenes: []Scene{{ID: "a"}, {ID: "b", Number: "7", Heading: "x", Characters: []string{"ANA", "BOB"}}, {ID: "c", Number: "7", Omitted: true}, {ID: "d", Number: "7"}}}
	b, err := BreakDown(s, Catalogue{Items: []Item{{Category: Cast, Name: "ANA", Minor: true}}})
	require.NoError(t, err)
	codes := map[string][]GapCode{}
	for _, g := range b.Gaps {
		codes[g.Scene+g.Name] = append(codes[g.Scene+g.Name], g.Code)
	}
	nothing := []GapCode{GapPlace, GapSet, GapLight, GapLength, GapMinutes, GapSynopsis}
	assert.Equal(t, map[string][]GapCode{
		"a": append(append([]GapCode{GapNumber}, nothing...), GapNothing), "b": nothing, "d": append(append([]GapCode{GapNumberTwice}, nothing...), GapNothing),
		"ANA": {GapMinor}, "BOB": {GapRole},
	}, codes)

	complete := Script{Scenes: []Scene{{ID: "a", Number: "1", Place: Interior, Set: "X", Light: Dusk, Eighths: 1, Minutes: 5, Synopsis: "y", Characters: []string{"ANA"}}}}
	b, err = BreakDown(complete, Catalogue{})
	require.NoError(t, err)
	assert.Equal(t, []Gap{}, b.Gaps)
}

func TestCatalogueRefuses(t *testing.T) {
	coach := []Element{{AdditionalLabor, "Coach", 1, false}}
	for _, c := range []struct {
		name      string
		catalogue Catalogue
		want      string
		is        error
	}{
		{"an item twice", Catalogue{Items: []Item{{Category: Cast, Name: "A"}, {Category: Cast, Name: "A"}}}, "items[1].name: is given twice", valid.ErrDuplicate},
		{"an item without a name", Catalogue{Items: []Item{{Category: Cast, Name: " "}}}, "items[0].name: is missing", valid.ErrMissing},
		{"a category that is none", Catalogue{Items: []Item{{Category: "Cast", Name: "A"}}}, "items[0].category: ", valid.ErrOneOf},
		{"more than a day", Catalogue{Items: []Item{{Category: Cast, Name: "A", MaxMinutes: 1441}}}, "items[0].maxMinutes: is out of range: 0 to 1440", valid.ErrOutOfRange},
		{"no key", Catalogue{Links: []ElementLink{{Minors: true, MaxMinutes: 1}}}, "links[0].key: is missing", valid.ErrMissing},
		{"a key twice", Catalogue{Links: []ElementLink{{Key: "a", Minors: true, MaxMinutes: 1}, {Key: "a", Minors: true, MaxMinutes: 1}}}, "links[1].key: is given twice", valid.ErrDuplicate},
		{"applies to nothing", Catalogue{Links: []ElementLink{{Key: "a", Adds: coach}}}, "links[0].category: is missing", valid.ErrMissing},
		{"says nothing", Catalogue{Links: []ElementLink{{Key: "a", Minors: true}}}, "links[0].adds: is missing", valid.ErrMissing},
		{"per less than nothing", Catalogue{Links: []ElementLink{{Key: "a", Minors: true, Adds: coach, Per: -1}}}, "links[0].per: is out of range", valid.ErrOutOfRange},
		{"none of a thing", Catalogue{Links: []ElementLink{{Key: "a", Minors: true, Adds: []Element{{Props, "x", 0, false}}}}}, "links[0].adds[0].quantity: is out of range", valid.ErrOutOfRange},
		{"brings itself", Catalogue{Links: []ElementLink{{Key: "a", Category: AdditionalLabor, Adds: coach}}}, `links[0].adds: brings what brings it: "a"`, ErrLinks},
		{"a circle", Catalogue{Links: []ElementLink{
			{Key: "a", Category: AdditionalLabor, Adds: []Element{{Vehicles, "Car", 1, false}}}, {Key: "b", Name: "Car", Adds: coach},
		}}, "links[0].adds: brings what brings it", ErrLinks},
		{"many links", Catalogue{Links: make([]ElementLink, maxLinks+1)}, "links: is out of range: the list has more than 2000 items", valid.ErrOutOfRange},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := BreakDown(Script{}, c.catalogue)
			require.ErrorContains(t, err, "catalogue."+c.want)
			require.ErrorIs(t, err, c.is)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
	_, err := BreakDown(Script{Scenes: []Scene{{}}}, Catalogue{})
	require.ErrorContains(t, err, "script.scenes[0].id: is missing")
}

func TestDecodeCatalogue(t *testing.T) {
	c, err := DecodeCatalogue(strings.NewReader(`{"items":[{"category":"cast","name":"LÉA","minor":true}],
	"links":[{"key":"m","minors":true,"adds":[{"category":"additional-labor","name":"Coach","quantity":1}],"maxMinutes":240,
	"refs":[{"key":"x","title":"y","url":"https://z.example"}]}]}`))
	require.NoError(t, err)
	assert.True(t, c.Items[0].Minor)
	assert.Equal(t, "https://z.example", c.Links[0].Refs[0].URL)
	_, err = DecodeCatalogue(strings.NewReader(`{"items":[{"category":"cast"}],"lnks":[]}`))
	require.ErrorContains(t, err, "items[0].name: is missing\nlnks: unknown field")
}

// Against the plainest reading: links again and again until nothing changes.
func TestBreakDownAgainstRepetition(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 8))
	count := 300
	if testing.Short() {
		count = 50
	}
	letters := []string{"a", "b", "c", "d", "e"}
	for range count {
		var c Catalogue
		for i := range random.IntN(4) {
			from := random.IntN(len(letters) - 1)
			to := from + 1 + random.IntN(len(letters)-1-from) // upward, so that there is no circle
			l := ElementLink{Key: fmt.Sprint("k", i), Name: letters[from], Adds: []Element{{Props, letters[to], 1 + random.IntN(3), false}}, Per: random.IntN(4)}
			c.Links = append(c.Links, l)
		}
		s := Script{Scenes: []Scene{{ID: "1"}}}
		want := map[string]int{}
		for _, l := range letters {
			if random.IntN(2) == 0 {
				q := 1 + random.IntN(5)
				s.Scenes[0].Elements = append(s.Scenes[0].Elements, Element{Props, l, q, false})
				want[l] = q
			}
		}
		for range letters {
			for _, l := range c.Links {
				if want[l.Name] == 0 {
					continue
				}
				sets := 1
				if l.Per > 0 {
					sets = (want[l.Name] + l.Per - 1) / l.Per
				}
				want[l.Adds[0].Name] = max(want[l.Adds[0].Name], sets*l.Adds[0].Quantity)
			}
		}
		b, err := BreakDown(s, c)
		require.NoError(t, err)
		got := map[string]int{}
		for _, n := range b.Needs {
			got[n.Name] = n.Quantity
		}
		require.Equal(t, want, got, "%+v", c.Links)
	}
}

// What the lists by element say is what the needs say.
func TestUsesAddUpToNeeds(t *testing.T) {
	s, c := school()
	b, err := BreakDown(s, c)
	require.NoError(t, err)
	byThing, scenes := map[thing]int64{}, 0
	for _, n := range b.Needs {
		byThing[thing{n.Category, n.Name}] += int64(n.Quantity)
	}
	for _, u := range b.Uses {
		assert.Equal(t, byThing[thing{u.Category, u.Name}], u.Total, u.Name)
		scenes += len(u.Scenes)
	}
	assert.Len(t, b.Uses, len(byThing))
	assert.Equal(t, len(b.Needs), scenes)
}

func FuzzDecodeCatalogue(f *testing.F) {
	f.Add(`{"items":[{"category":"cast","name":"LÉA","minor":true}],"links":[{"key":"m","minors":true,"maxMinutes":240}]}`)
	f.Add(`{"links":[{"key":"a","category":"x","adds":[{"category":"y","name":"z","quantity":2}],"per":3}]}`)
	s, _ := school()
	f.Fuzz(func(t *testing.T, document string) {
		c, err := DecodeCatalogue(strings.NewReader(document))
		if err != nil {
			return
		}
		if _, err := BreakDown(s, c); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkBreakDown(b *testing.B) {
	script, err := ParseFountain(strings.NewReader(longFountain(1_000)), PageLayout{})
	if err != nil {
		b.Fatal(err)
	}
	_, c := school()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := BreakDown(script, c); err != nil {
			b.Fatal(err)
		}
	}
}
