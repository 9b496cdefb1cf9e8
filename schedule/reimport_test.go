package schedule

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	textA = "MARIE ouvre la lettre et la lit deux fois sans bouger. Le four ronfle derrière elle."
	textB = "PAUL attend sous le réverbère, son chapeau à la main, jusqu'au passage du facteur."
	textC = "La camionnette démarre dans un nuage de fumée et manque le chien du voisin."
	textD = "Dans la cave, il n'y a plus que des caisses vides et une lampe qui grésille."
)

func newScene(id, number, heading string, lines ...string) Scene {
	h := ParseHeading(heading)
	return Scene{ID: id, Number: number, Heading: h.Text, Place: h.Place, Set: h.Set, Time: h.Time, Light: h.Light, Eighths: 2, Text: lines}
}

// worked is a script on which work was done by hand.
func worked() Script {
	s := Script{Scenes: []Scene{
		newScene("a", "1", "INT. FOURNIL - NUIT", textA), newScene("b", "2", "EXT. RUE - AUBE", textB),
		newScene("c", "3", "EXT. RUE - JOUR", textC), newScene("d", "4", "INT. CAVE - NUIT", textD),
	}}
	for i := range s.Scenes {
		s.Scenes[i].Minutes = 30 * (i + 1)
		s.Scenes[i].ScriptDay, s.Scenes[i].Location, s.Scenes[i].Comments = "J1", "Studio "+s.Scenes[i].ID, "note "+s.Scenes[i].ID
		s.Scenes[i].Elements = []Element{{Props, "Objet " + s.Scenes[i].ID, 3, false}, {Vehicles, "Camion", 2, true}}
	}
	return s
}

// again is what a parser makes of the same scenes, with other identifiers and nothing done by hand.
func again(scenes ...Scene) Script {
	s := Script{Scenes: []Scene{}}
	for i, scene := range scenes {
		scene = scene.clone()
		scene.ID = fmt.Sprintf("p%d", i)
		scene.Minutes, scene.ScriptDay, scene.Location, scene.Comments = 0, "", "", ""
		scene.Elements = []Element{{Vehicles, "Camion", 1, true}}
		s.Scenes = append(s.Scenes, scene)
	}
	return s
}

func changed(s Scene, change func(*Scene)) Scene {
	s = s.clone()
	change(&s)
	return s
}

// kinds writes changes as "moved b", "split p2 of b".
func kinds(changes []SceneChange) []string {
	all := []string{}
	for _, c := range changes {
		text := string(c.Kind) + " " + c.Scene
		if c.With != "" {
			text += " " + c.With
		}
		if len(c.Fields) > 0 {
			text += " " + strings.Join(c.Fields, ",")
		}
		all = append(all, text)
	}
	return all
}

func TestReimport(t *testing.T) {
	old := worked()
	a, b, c, d := old.Scenes[0], old.Scenes[1], old.Scenes[2], old.Scenes[3]
	renumbered := func(s Scene, number string) Scene { return changed(s, func(s *Scene) { s.Number = number }) }
	added := newScene("", "9", "EXT. PONT - JOUR", "Une barque passe lentement sous le pont de pierre, personne ne la regarde vraiment.")
	half := strings.Fields(textB)
	for _, test := range []struct {
		name    string
		revised Script
		ids     []string
		want    []string
	}{
		{"nothing changed", again(a, b, c, d), []string{"a", "b", "c", "d"}, []string{}},
		{"a scene added in front, all renumbered", again(renumbered(added, "1"), renumbered(a, "2"), renumbered(b, "3"), renumbered(c, "4"), renumbered(d, "5")),
			[]string{"1", "a", "b", "c", "d"}, []string{"added 1", "renumbered a", "renumbered b", "renumbered c", "renumbered d"}},
		{"a scene cut", again(a, c, d), []string{"a", "c", "d"}, []string{"cut b"}},
		{"a scene moved", again(a, c, d, b), []string{"a", "c", "d", "b"}, []string{"moved b"}},
		{"a word rewritten", again(a, changed(b, func(s *Scene) { s.Text = []string{strings.Replace(textB, "chapeau", "casquette", 1)} }), c, d),
			[]string{"a", "b", "c", "d"}, []string{"rewritten b text"}},
		{"all rewritten, the number kept", again(a, changed(newScene("", "2", "INT. GARE - JOUR", "Rien de commun avec ce qui précédait, quelqu'un court sur le quai désert."), func(*Scene) {}), c, d),
			[]string{"a", "b", "c", "d"}, []string{"rewritten b heading,place,set,time,light,text"}},
		{"another heading, the text kept", again(a, changed(b, func(s *Scene) { s.Heading, s.Light = "EXT. RUE - NUIT", Nighttime }), c, d),
			[]string{"a", "b", "c", "d"}, []string{"rewritten b heading,light"}},
		{"a split", again(a, renumbered(changed(b, func(s *Scene) { s.Text = []string{strings.Join(half[:8], " ")} }), "2A"), renumbered(changed(b, func(s *Scene) { s.Text = []string{strings.Join(half[8:], " ")} }), "2B"), c, d),
			[]string{"a", "b", "2B", "c", "d"}, []string{"renumbered b", "rewritten b text", "split 2B b"}},
		{"two joined", again(a, renumbered(changed(b, func(s *Scene) { s.Text = []string{textB, textC} }), "2-3"), d),
			[]string{"a", "b", "d"}, []string{"renumbered b", "rewritten b text", "joined c b"}},
		{"omitted", again(a, b, changed(c, func(s *Scene) { s.Omitted, s.Heading, s.Text, s.Eighths = true, "OMISE", nil, 0 }), d), []string{"a", "b", "c", "d"}, []string{"omitted c"}},
		{"the same number twice", again(a, b, c, d, renumbered(added, "2")), []string{"a", "b", "c", "d", "2"}, []string{"added 2"}},
		{"all cut", again(), nil, []string{"cut a", "cut b", "cut c", "cut d"}},
		{"numbers taken away", again(renumbered(a, ""), renumbered(b, ""), renumbered(c, ""), renumbered(d, "")), []string{"a", "b", "c", "d"}, []string{"renumbered a", "renumbered b", "renumbered c", "renumbered d"}},
		{"a tag more", again(a, b, c, changed(d, func(*Scene) {})), []string{"a", "b", "c", "d"}, []string{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Reimport(old, test.revised)
			require.NoError(t, err)
			require.NoError(t, got.Script.Validate())
			assert.Equal(t, test.ids, ids(got.Script))
			assert.Equal(t, test.want, kinds(got.Changes))
			assert.Equal(t, worked(), old, "the old version is as it was")
		})
	}
}

func TestReimportKeepsWork(t *testing.T) {
	old := worked()
	b, c := old.Scenes[1], old.Scenes[2]
	revised := again(c, b)
	revised.Scenes[1].Elements = append(revised.Scenes[1].Elements, Element{Props, "Chapeau", 1, true})
	got, err := Reimport(old, revised)
	require.NoError(t, err)
	kept := got.Script.Scenes[1]
	assert.Equal(t, 60, kept.Minutes)
	assert.Equal(t, "J1", kept.ScriptDay)
	assert.Equal(t, "Studio b", kept.Location)
	assert.Equal(t, "note b", kept.Comments)
	assert.Equal(t, []Element{{Vehicles, "Camion", 2, true}, {Props, "Chapeau", 1, true}, {Props, "Objet b", 3, false}}, kept.Elements)
	assert.Equal(t, []string{"a", "d"}, []string{got.Cut[0].ID, got.Cut[1].ID})
	assert.Equal(t, 30, got.Cut[0].Minutes, "what was known of a cut scene is not lost")
	assert.Contains(t, got.Changes, SceneChange{Kind: SceneMoved, Scene: "c", Number: "3", WasNumber: "3", Position: 1, WasPosition: 3}, "one of the two has moved")

	// An element that is no longer tagged goes with the tag.
	revised.Scenes[0].Elements = nil
	got, err = Reimport(old, revised)
	require.NoError(t, err)
	assert.Equal(t, []Element{{Props, "Objet c", 3, false}}, got.Script.Scenes[0].Elements)
	assert.Contains(t, kinds(got.Changes), "rewritten c elements")
}

func TestReimportOfSplitsAndJoins(t *testing.T) {
	old := worked()
	b := old.Scenes[1]
	joined, err := Reimport(old, again(old.Scenes[0], changed(b, func(s *Scene) { s.Text = []string{textB, textC} }), old.Scenes[3]))
	require.NoError(t, err)
	assert.Equal(t, 60+90, joined.Script.Scenes[1].Minutes)
	assert.Equal(t, []Element{{Vehicles, "Camion", 2, true}, {Props, "Objet b", 3, false}, {Props, "Objet c", 3, false}}, joined.Script.Scenes[1].Elements)

	// Without texts, as in a scene list, the number says it.
	list := func(s Script) Script {
		for i := range s.Scenes {
			s.Scenes[i].Text = nil
		}
		return s
	}
	split, err := Reimport(list(worked()), list(again(b, changed(b, func(s *Scene) { s.Number = "2B" }))))
	require.NoError(t, err)
	assert.Equal(t, []string{"split 2B b", "cut a", "cut c", "cut d"}, kinds(split.Changes))
	assert.Equal(t, "Studio b", split.Script.Scenes[1].Location)
	assert.Zero(t, split.Script.Scenes[1].Minutes)
}

func TestReimportRefuses(t *testing.T) {
	_, err := Reimport(Script{Scenes: []Scene{{}}}, Script{Scenes: []Scene{{ID: "x", Eighths: -1}}})
	require.ErrorContains(t, err, "old.scenes[0].id: is missing\nrevised.scenes[0].eighths: is out of range")
}

// Whatever a writer does, every scene of both versions is accounted for once, identifiers are
// unique, work stays with its identifier, and the moved scenes are as few as can be.
func TestReimportAccountsForEveryScene(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	count := 400
	if testing.Short() {
		count = 60
	}
	words := strings.Fields(textA + " " + textB + " " + textC + " " + textD)
	for range count {
		old := Script{Scenes: []Scene{}}
		for i := range random.IntN(12) {
			s := newScene(fmt.Sprint("s", i), "", fmt.Sprintf("INT. DÉCOR %d - JOUR", random.IntN(4)))
			if random.IntN(3) > 0 {
				s.Number = fmt.Sprint(i + 1)
			}
			for range random.IntN(4) {
				line := make([]string, 6)
				for w := range line {
					line[w] = words[random.IntN(len(words))]
				}
				s.Text = append(s.Text, strings.Join(line, " "))
			}
			s.Comments = s.ID
			old.Scenes = append(old.Scenes, s)
		}
		revised := again(old.Scenes...)
		random.Shuffle(len(revised.Scenes), func(i, j int) {
			if random.IntN(3) == 0 {
				revised.Scenes[i], revised.Scenes[j] = revised.Scenes[j], revised.Scenes[i]
			}
		})
		revised.Scenes = slices.DeleteFunc(revised.Scenes, func(Scene) bool { return random.IntN(6) == 0 })
		for i := range revised.Scenes {
			if s := &revised.Scenes[i]; random.IntN(3) == 0 && len(s.Text) > 0 {
				s.Text[0] = words[random.IntN(len(words))]
			}
		}
		got, err := Reimport(old, revised)
		require.NoError(t, err)
		require.NoError(t, got.Script.Validate())
		require.Len(t, got.Script.Scenes, len(revised.Scenes))
		fate := map[ChangeKind]int{}
		for _, c := range got.Changes {
			fate[c.Kind]++
		}
		keptIDs := 0
		var positions []int
		for _, s := range got.Script.Scenes {
			if at := slices.IndexFunc(old.Scenes, func(o Scene) bool { return o.ID == s.ID }); at >= 0 {
				keptIDs++
				positions = append(positions, at)
				require.Equal(t, s.ID, s.Comments)
			}
		}
		require.Len(t, got.Cut, len(old.Scenes)-keptIDs)
		require.Equal(t, len(got.Cut), fate[SceneCut]+fate[SceneJoined])
		require.Equal(t, len(revised.Scenes)-keptIDs, fate[SceneAdded]+fate[SceneSplit])
		require.Equal(t, len(positions)-longestIncreasing(positions), fate[SceneMoved])
		same, err := Reimport(old, revised)
		require.NoError(t, err)
		require.Equal(t, got, same)
		settled, err := Reimport(got.Script, got.Script)
		require.NoError(t, err)
		require.Empty(t, settled.Changes)
	}
}

// longestIncreasing is the length of the longest increasing run, in quadratic time.
func longestIncreasing(list []int) int {
	best := 0
	lengths := make([]int, len(list))
	for i := range list {
		lengths[i] = 1
		for j := range i {
			if list[j] < list[i] {
				lengths[i] = max(lengths[i], lengths[j]+1)
			}
		}
		best = max(best, lengths[i])
	}
	return best
}

func TestReimportOfFiveThousandScenes(t *testing.T) {
	old := parse(t, longFountain(5_000))
	revised := old
	revised.Scenes = slices.Clone(old.Scenes[1:])
	got, err := Reimport(old, revised)
	require.NoError(t, err)
	assert.Equal(t, []string{"cut 1"}, kinds(got.Changes))
}

func BenchmarkReimport(b *testing.B) {
	for _, scenes := range []int{135, 1_350} {
		old, err := ParseFountain(strings.NewReader(longFountain(scenes)), PageLayout{})
		if err != nil {
			b.Fatal(err)
		}
		revised := Script{Scenes: slices.Clone(old.Scenes)}
		for i := range revised.Scenes {
			revised.Scenes[i].Text = append(slices.Clone(revised.Scenes[i].Text[1:]), "Une ligne de plus.")
		}
		b.Run(fmt.Sprintf("%d scenes", scenes), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Reimport(old, revised); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
