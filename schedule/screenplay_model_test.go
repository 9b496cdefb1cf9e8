package schedule

import (
	"encoding/xml"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A screenplay of which everything is known, to be written in both forms.
type modelScene struct {
	number, set string
	place       Place
	light       Light
	blocks      []modelBlock
}

type modelBlock struct {
	cue  string // of dialogue, empty for action
	text string
}

var (
	modelPlaces = map[Place][]string{Interior: {"INT.", "INT", "INTÉRIEUR"}, Exterior: {"EXT.", "EXT"}, InteriorExterior: {"INT./EXT.", "I/E", "EXT./INT."}}
	modelLights = map[Light][]string{Daylight: {"JOUR", "DAY", "MATIN"}, Nighttime: {"NUIT", "NIGHT"}, Dawn: {"AUBE"}, Dusk: {"CRÉPUSCULE", "DUSK"}}
	modelRoles  = []string{"ANNE", "BOB", "LE VIEIL HOMME", "L'INFIRMIÈRE", "HOMME 1"}
	modelWords  = strings.Fields("la porte claque et un chien passe sous la table où dort le chat gris de la voisine")
)

func pick[T any](random *rand.Rand, list []T) T { return list[random.IntN(len(list))] }

func randomModel(random *rand.Rand) []modelScene {
	var scenes []modelScene
	for i := range 1 + random.IntN(8) {
		s := modelScene{set: fmt.Sprintf("DÉCOR %d", random.IntN(5)), place: pick(random, places), light: pick(random, lights)}
		if random.IntN(3) > 0 {
			s.number = fmt.Sprintf("%d%s", i+1, pick(random, []string{"", "A", ""}))
		}
		for range random.IntN(6) {
			var words []string
			for range 1 + random.IntN(40) {
				words = append(words, pick(random, modelWords))
			}
			b := modelBlock{text: strings.Join(words, " ") + "."}
			switch random.IntN(3) {
			case 0:
				b.cue = pick(random, modelRoles)
			case 1:
				b.text = "Voici " + pick(random, modelRoles) + ". " + b.text
			}
			s.blocks = append(s.blocks, b)
		}
		scenes = append(scenes, s)
	}
	return scenes
}

// lines counts as a page is set, plainly.
func (s modelScene) lines() int {
	lines := 3 // two blank ones and the heading, which is short
	for _, b := range s.blocks {
		if b.cue != "" {
			lines += 2 + plainWrapped(b.text, dialogueWidth)
			continue
		}
		lines += 1 + plainWrapped(b.text, actionWidth)
	}
	return lines
}

func (s modelScene) speaking() []string {
	var roles []string
	for _, b := range s.blocks {
		if b.cue != "" && !slices.Contains(roles, b.cue) {
			roles = append(roles, b.cue)
		}
	}
	return roles
}

// characters are those who speak, then those who are named and speak somewhere in the script.
func (s modelScene) characters(scenes []modelScene) []string {
	roles := s.speaking()
	for _, b := range s.blocks {
		if b.cue != "" {
			continue
		}
		for _, role := range modelRoles {
			speaks := slices.ContainsFunc(scenes, func(other modelScene) bool { return slices.Contains(other.speaking(), role) })
			if speaks && strings.HasPrefix(b.text, "Voici "+role+".") && !slices.Contains(roles, role) {
				roles = append(roles, role)
			}
		}
	}
	return roles
}

func (s modelScene) heading(random *rand.Rand) string {
	return pick(random, modelPlaces[s.place]) + " " + s.set + " " + pick(random, []string{"-", "–", "—"}) + " " + pick(random, modelLights[s.light])
}

func fountainOf(random *rand.Rand, scenes []modelScene) string {
	noise := func() string {
		return pick(random, []string{"", "", "", "\n", "[[note\nsur deux lignes]]\n\n", "/* coupé\n\nINT. X - JOUR\n*/\n\n", "= synopsis\n\n"})
	}
	var b strings.Builder
	for _, s := range scenes {
		h := s.heading(random)
		if s.number != "" {
			h = pick(random, []string{h + " #" + s.number + "#", s.number + ". " + h, "**" + h + "** #" + s.number + "#"})
		}
		b.WriteString(pick(random, []string{"", "# Acte\n", "[[note]]\n"}) + h + "\n\n")
		for _, block := range s.blocks {
			b.WriteString(noise())
			if block.cue != "" {
				b.WriteString(pick(random, []string{"", "@"}) + block.cue + pick(random, []string{"", " (CONT'D)", " (OFF)"}) + "\n")
			}
			b.WriteString(block.text + "\n\n")
		}
	}
	return strings.ReplaceAll(b.String(), "\n", pick(random, []string{"\n", "\r\n", "\r"}))
}

func fdxOf(random *rand.Rand, scenes []modelScene) string {
	var b strings.Builder
	runs := func(s string) { // cut anywhere, between runes
		letters := []rune(s)
		for len(letters) > 0 {
			n := 1 + random.IntN(len(letters))
			b.WriteString("<Text>")
			_ = xml.EscapeText(&b, []byte(string(letters[:n])))
			b.WriteString("</Text>\n")
			letters = letters[n:]
		}
	}
	b.WriteString(`<?xml version="1.0"?><FinalDraft><Content>`)
	for _, s := range scenes {
		fmt.Fprintf(&b, `<Paragraph Type="Scene Heading" Number="%s">`, s.number)
		runs(s.heading(random))
		b.WriteString("</Paragraph>\n")
		for _, block := range s.blocks {
			kind := "Action"
			if block.cue != "" {
				b.WriteString(`<Paragraph Type="Character">`)
				runs(block.cue)
				b.WriteString("</Paragraph>")
				kind = "Dialogue"
			}
			b.WriteString(`<Paragraph Type="` + kind + `">`)
			runs(block.text)
			b.WriteString("</Paragraph>\n")
		}
	}
	b.WriteString(`</Content></FinalDraft>`)
	return b.String()
}

// Whatever form a screenplay is written in, what is known of it comes out.
func TestScreenplaysAreReadAsTheyWereMeant(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 11))
	count := 600
	if testing.Short() {
		count = 100
	}
	for range count {
		model := randomModel(random)
		fountain, fdx := fountainOf(random, model), fdxOf(random, model)
		for text, script := range map[string]Script{fountain: parse(t, fountain), fdx: parseFDX(t, fdx)} {
			require.Len(t, script.Scenes, len(model), text)
			for i, want := range model {
				got := script.Scenes[i]
				require.Equal(t, []any{want.number, want.place, want.set, want.light}, []any{got.Number, got.Place, got.Set, got.Light}, text)
				require.Equal(t, want.speaking(), got.Speaking, text)
				require.Equal(t, want.characters(model), got.Characters, text)
				eighths := 1
				for eighths*LinesPerPage < want.lines()*perPage {
					eighths++
				}
				require.Equal(t, Eighths(eighths), got.Eighths, text)
			}
		}
	}
}
