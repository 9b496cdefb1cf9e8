package schedule

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A short document with what Final Draft puts into one, written for these tests.
const frenchFDX = `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5">
  <Content>
    <Paragraph Type="New Act"><Text>ACTE UN</Text></Paragraph>
    <Paragraph Number="1" Type="Scene Heading">
      <SceneProperties Length="1 3/8" Page="1" Title="">
        <Summary><Paragraph><Text>Marie lit </Text><Text>la lettre.</Text></Paragraph></Summary>
        <SceneArcBeats><CharacterArcBeat Name="LE CHIEN"><Paragraph><Text>il dort</Text></Paragraph></CharacterArcBeat></SceneArcBeats>
      </SceneProperties>
      <Text>INT. FOUR</Text><Text Style="Bold+AllCaps">nil - n</Text><Text>UIT</Text>
    </Paragraph>
    <Paragraph Type="Action">
      <ScriptNote><Paragraph><Text>à vérifier</Text></Paragraph></ScriptNote>
      <Text>MARIE ouvre une </Text><Text TagNumber="1">lettre</Text><Text>, puis la </Text><Text TagNumber="2">lettre</Text><Text>. PAUL n&apos;est pas là &amp; le </Text><Text TagNumber="3">camion</Text><Text> non plus.</Text>
    </Paragraph>
    <Paragraph Type="Character"><Text>Marie</Text></Paragraph>
    <Paragraph Type="Parenthetical"><Text>(bas)</Text></Paragraph>
    <Paragraph Type="Dialogue"><Text>Il est </Text><Text Style="Italic">revenu.</Text></Paragraph>
    <Paragraph Type="Character"><Text>PAUL (V.O.)</Text></Paragraph>
    <Paragraph Type="Dialogue"><Text>Oui.</Text></Paragraph>
    <Paragraph Number="2" Type="Scene Heading">
      <Text>OMITTED</Text>
      <OmittedScene>
        <Paragraph Type="Scene Heading"><SceneProperties Length="2/8"/><Text>EXT. COUR - JOUR</Text></Paragraph>
        <Paragraph Type="Action"><Text>Rien.</Text></Paragraph>
      </OmittedScene>
    </Paragraph>
    <Paragraph Type="Scene Heading"><SceneProperties Number="2A" Length="" Page="2"/><Text>EXT. COUR - CONTINUOUS</Text></Paragraph>
    <Paragraph>
      <DualDialogue>
        <Paragraph Type="Character"><Text>MARIE</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Un.</Text></Paragraph>
        <Paragraph Type="Character"><Text>PAUL</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Deux.</Text></Paragraph>
      </DualDialogue>
    </Paragraph>
    <Paragraph Type="Action"><Text TagNumber="4">Un figurant</Text><Text TagNumber="9"> passe.</Text></Paragraph>
  </Content>
  <TitlePage><Content><Paragraph><Text>Le Pain du matin</Text></Paragraph><Paragraph><Text/></Paragraph><Paragraph><Text>Anne Roux</Text></Paragraph></Content></TitlePage>
  <TagData>
    <TagCategories>
      <TagCategory Id="c1" Name="Props" Number="6"/><TagCategory Id="c2" Name="Vehicles" Number="5"/>
      <TagCategory Id="c3" Name="Cast Members" Number="2"/><TagCategory Id="c4" Name="Script Day" Number="25"/>
    </TagCategories>
    <TagDefinitions>
      <TagDefinition CatId="c1" Id="d1" Label="Lettre de Paul" Number="1"/><TagDefinition CatId="c2" Id="d2" Label="Camion" Number="2"/>
      <TagDefinition CatId="c3" Id="d3" Label="Figurant" Number="3"/>
    </TagDefinitions>
    <Tags>
      <Tag Number="1"><DefId>d1</DefId></Tag><Tag Number="2"><DefId>d1</DefId></Tag><Tag Number="3"><DefId>d2</DefId></Tag>
      <Tag Number="4"><DefId>d3</DefId></Tag>
    </Tags>
  </TagData>
</FinalDraft>`

func parseFDX(t *testing.T, text string) Script {
	t.Helper()
	script, err := ParseFDX(strings.NewReader(text), PageLayout{})
	require.NoError(t, err)
	require.NoError(t, script.Validate())
	return script
}

func TestParseFDX(t *testing.T) {
	script := parseFDX(t, frenchFDX)
	assert.Equal(t, []TitleLine{{"Title", "Le Pain du matin"}, {"", "Anne Roux"}}, script.Title)
	require.Len(t, script.Scenes, 3)
	assert.Equal(t, Scene{
		ID: "1", Number: "1", Heading: "INT. FOURNIL - NUIT", Place: Interior, Set: "FOURNIL", Time: "NUIT", Light: Nighttime,
		Eighths: 11, Page: "1", Sections: []string{"ACTE UN"}, Synopsis: "Marie lit la lettre.",
		Characters: []string{"LE CHIEN", "MARIE", "PAUL"}, Speaking: []string{"MARIE", "PAUL"}, Notes: []string{"à vérifier"},
		Text: []string{
			"MARIE ouvre une lettre, puis la lettre. PAUL n'est pas là & le camion non plus.", "MARIE", "(bas)", "Il est revenu.", "PAUL (V.O.)", "Oui.",
		},
		Elements: []Element{{Props, "Lettre de Paul", 1, true}, {Vehicles, "Camion", 1, true}},
	}, script.Scenes[0])

	omitted := script.Scenes[1]
	assert.True(t, omitted.Omitted)
	assert.Equal(t, "2", omitted.Number, "it stands on the card")
	assert.Equal(t, "EXT. COUR - JOUR", omitted.Heading, "the heading that it had")
	assert.Zero(t, omitted.Eighths)
	assert.Equal(t, []string{"Rien."}, omitted.Text)

	last := script.Scenes[2]
	assert.Equal(t, "2A", last.Number)
	assert.Equal(t, Nighttime, last.Light, "that of scene 1, as scene 2 is not played")
	assert.Equal(t, []string{"MARIE", "PAUL", "FIGURANT"}, last.Characters)
	// Heading and blank lines 3, two speeches at once 2 and a blank line, action 2: 8 lines of 55 are 1.2 eighths.
	assert.Equal(t, Eighths(2), last.Eighths)
}

// Categories of Final Draft that are about the scene, and labels that stand twice.
func TestFDXTags(t *testing.T) {
	text := `<FinalDraft><Content><Paragraph Type="Scene Heading"><Text>INT. A</Text></Paragraph><Paragraph Type="Action">`
	tags := ""
	for i, category := range []string{"Synopsis", "Notes", "Script Day", "Unit", "Sequence", "Location", "Cast Members", "Cast Members", "Props", "Drone", ""} {
		text += fmt.Sprintf(`<Text TagNumber="%d">x</Text>`, i)
		label := category
		if i == 7 {
			label = "cast members" // the same role in small letters
		}
		tags += fmt.Sprintf(`<TagCategory Id="c%d" Name="%s"/><TagDefinition Id="d%d" CatId="c%d" Label="%s!"/><Tag Number="%d"><DefId>d%d</DefId></Tag>`, i, category, i, i, label, i, i)
	}
	script := parseFDX(t, text+`</Paragraph><ScriptNote><Paragraph><Text>hors texte</Text></Paragraph></ScriptNote></Content><TagData>`+tags+`</TagData></FinalDraft>`)
	s := script.Scenes[0]
	assert.Equal(t, []string{"Synopsis!", "Script Day!", "Unit!", "Sequence!", "Location!"}, []string{s.Synopsis, s.ScriptDay, s.Unit, s.Sequence, s.Location})
	assert.Equal(t, []string{"hors texte", "Notes!"}, s.Notes)
	assert.Equal(t, []string{"CAST MEMBERS!"}, s.Characters)
	assert.Equal(t, []Element{{Props, "Props!", 1, true}, {"drone", "Drone!", 1, true}, {OtherCategory, "!", 1, true}}, s.Elements)
}

// Runs are joined without anything between them (scripttool, issue 3).
func TestFDXJoinsRuns(t *testing.T) {
	script := parseFDX(t, `<FinalDraft><Content><Paragraph Type="Scene Heading"><Text>IN</Text><Text>T. A</Text>
	<Text> - JOUR</Text></Paragraph><Paragraph Type="Action"><Text>fen</Text><Text>être</Text></Paragraph></Content></FinalDraft>`)
	assert.Equal(t, "INT. A - JOUR", script.Scenes[0].Heading)
	assert.Equal(t, []string{"fenêtre"}, script.Scenes[0].Text)
}

func TestFDXRefuses(t *testing.T) {
	const begin, end = `<FinalDraft><Content><Paragraph Type="Scene Heading"><Text>INT. A - JOUR</Text></Paragraph>`, `</Content></FinalDraft>`
	for _, c := range []struct {
		name, text, want string
		is               error
	}{
		{"nothing", "", "it is not a document of Final Draft", ErrScript},
		{"another document", "<html><Content/></html>", "it is not a document of Final Draft", ErrScript},
		{"no headings", "<FinalDraft><Content/></FinalDraft>", "it has no scene heading", ErrScript},
		{"not XML", "<FinalDraft><Content>", "it is not well-formed XML: Content is not closed", ErrScript},
		{"Fountain", "INT. A - JOUR\n", "it is not well-formed XML", ErrScript},
		{"an entity", `<!DOCTYPE x [<!ENTITY a "b">]>` + begin + end, "byte 0: a document type is not read", ErrScript},
		{"depth", strings.Repeat("<a>", 200), "it is nested more than 100 deep", ErrScript},
		{"Latin-1", begin + "<Paragraph><Text>caf\xe9</Text></Paragraph>" + end, "is 0xE9", ErrEncoding},
		{"a long paragraph", begin + "<Paragraph><Text>" + strings.Repeat("x", maxText+1) + "</Text></Paragraph>" + end, "a paragraph has more than 65536 bytes", ErrScript},
		{"much text", begin + strings.Repeat(" ", maxXMLText+1) + end, "it has more than 1048576 bytes between two tags", ErrScript},
		{"too many scenes", begin + strings.Repeat(`<Paragraph Type="Scene Heading"><Text>INT. A</Text></Paragraph>`, MaxScriptScenes) + end, "it has more than 10000 scenes", ErrScript},
		{"much", strings.Repeat(" ", MaxFileBytes+1), "it is longer than", ErrScript},
		{"a length that is none", `<FinalDraft><Content><Paragraph Type="Scene Heading"><SceneProperties Length="1.5"/><Text>INT. A</Text></Paragraph>` + end, `scenes[0].eighths: not a length in eighths of a page: "1.5"`, ErrEighths},
	} {
		t.Run(c.name, func(t *testing.T) {
			script, err := ParseFDX(strings.NewReader(c.text), PageLayout{})
			assert.Empty(t, script)
			require.ErrorContains(t, err, c.want)
			require.ErrorIs(t, err, c.is)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
	_, err := ParseFDX(strings.NewReader(begin+end), PageLayout{Lines: 1})
	require.Error(t, err)
}

// longFDX has the blocks of longFountain.
func longFDX(scenes int) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><FinalDraft><Content>`)
	for i := range scenes {
		fmt.Fprintf(&b, `<Paragraph Number="%d" Type="Scene Heading"><SceneProperties Length="7/8" Page="%d" Title=""/><Text>INT. DÉCOR %d - JOUR</Text></Paragraph>`, i+1, i+1, i%40)
		for range 3 {
			b.WriteString(`
    <Paragraph Type="Action">
      <Text AdornmentStyle="0" Background="#FFFFFFFFFFFF" Color="#000000000000" Font="Courier Final Draft" RevisionID="0" Size="12" Style="">La porte s&apos;ouvre sur une cour vide où MARIE attend depuis longtemps une lettre que PAUL </Text>
      <Text TagNumber="1">n'a jamais</Text><Text> écrite.</Text>
    </Paragraph>
    <Paragraph Type="Character"><Text>MARIE</Text></Paragraph>
    <Paragraph Type="Dialogue"><Text>Il est revenu hier soir, et je ne sais pas pourquoi.</Text></Paragraph>`)
		}
	}
	b.WriteString(`</Content></FinalDraft>`)
	return b.String()
}

func TestFDXOfFiveThousandScenes(t *testing.T) {
	script := parseFDX(t, longFDX(5_000))
	assert.Len(t, script.Scenes, 5_000)
	assert.Equal(t, Eighths(5_000*7), script.Eighths())
}

func FuzzParseFDX(f *testing.F) {
	f.Add(frenchFDX)
	f.Add(`<FinalDraft><Content><Paragraph Type="Scene Heading"><Text>INT. A - JOUR</Text></Paragraph></Content></FinalDraft>`)
	f.Add(`<FinalDraft><Content><Paragraph Type="Scene Heading"><OmittedScene><Paragraph/></OmittedScene></Paragraph><DualDialogue><Paragraph Type="Dialogue"><Text>x</Text></Paragraph></DualDialogue></Content></FinalDraft>`)
	f.Fuzz(func(t *testing.T, text string) {
		script, err := ParseFDX(strings.NewReader(text), PageLayout{})
		if err != nil {
			return
		}
		if err := script.Validate(); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkParseFDX(b *testing.B) {
	for _, scenes := range []int{135, 1_350} { // about 120 pages, and ten times as much
		text := longFDX(scenes)
		b.Run(fmt.Sprintf("%d scenes", scenes), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := ParseFDX(strings.NewReader(text), PageLayout{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// What it costs to refuse documents that no program wrote.
func BenchmarkParseFDXRefuses(b *testing.B) {
	const begin = `<FinalDraft><Content>`
	for _, c := range []struct{ name, text string }{
		{"elements", begin + strings.Repeat("<a x='1' y='2'/>", MaxFileBytes/16-10)},
		{"paragraphs", begin + strings.Repeat("<Paragraph/>", MaxFileBytes/12-10)},
		{"references", begin + strings.Repeat("&#233;", MaxFileBytes/6-10)},
		{"open tags", begin + strings.Repeat("<a ", MaxFileBytes/3-10)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ParseFDX(strings.NewReader(c.text), PageLayout{}); err == nil {
					b.Fatal("it is read")
				}
			}
		})
	}
}
