package schedule

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// What a heading says is read off by hand.
func TestParseHeading(t *testing.T) {
	for _, c := range []struct {
		text string
		want Heading
	}{
		{"INT. CUISINE - JOUR", Heading{Place: Interior, Set: "CUISINE", Time: "JOUR", Light: Daylight}},
		{"EXT. BRIDGE - NIGHT", Heading{Place: Exterior, Set: "BRIDGE", Time: "NIGHT", Light: Nighttime}},
		{"int. kitchen - day", Heading{Place: Interior, Set: "kitchen", Time: "day", Light: Daylight}},
		{"INT CUISINE - JOUR", Heading{Place: Interior, Set: "CUISINE", Time: "JOUR", Light: Daylight}},
		{"INT./EXT. VOITURE - CRÉPUSCULE", Heading{Place: InteriorExterior, Set: "VOITURE", Time: "CRÉPUSCULE", Light: Dusk}},
		{"EXT./INT. VOITURE – AUBE", Heading{Place: InteriorExterior, Set: "VOITURE", Time: "AUBE", Light: Dawn}},
		{"INT/EXT VOITURE - SOIR", Heading{Place: InteriorExterior, Set: "VOITURE", Time: "SOIR", Light: Nighttime}},
		{"I/E. CAR - DUSK", Heading{Place: InteriorExterior, Set: "CAR", Time: "DUSK", Light: Dusk}},
		{"I/E CAR - DAWN", Heading{Place: InteriorExterior, Set: "CAR", Time: "DAWN", Light: Dawn}},
		{"EST. MAIRIE - MATIN", Heading{Place: Exterior, Set: "MAIRIE", Time: "MATIN", Light: Daylight}},
		{"EXTÉRIEUR. PORT - NUIT", Heading{Place: Exterior, Set: "PORT", Time: "NUIT", Light: Nighttime}},
		{"INTÉRIEUR GARE – JOUR", Heading{Place: Interior, Set: "GARE", Time: "JOUR", Light: Daylight}},
		{"INT. VOITURE - AUTOROUTE - NUIT", Heading{Place: Interior, Set: "VOITURE - AUTOROUTE", Time: "NUIT", Light: Nighttime}},
		{"INT. JOUR - CUISINE", Heading{Place: Interior, Set: "CUISINE", Time: "JOUR", Light: Daylight}},
		{"INT/JOUR CUISINE", Heading{Place: Interior, Set: "CUISINE", Time: "JOUR", Light: Daylight}},
		{"INT./NUIT - CAVE", Heading{Place: Interior, Set: "CAVE", Time: "NUIT", Light: Nighttime}},
		{"EXT. RUE, NUIT", Heading{Place: Exterior, Set: "RUE", Time: "NUIT", Light: Nighttime}},
		{"EXT. RUE (NUIT)", Heading{Place: Exterior, Set: "RUE", Time: "NUIT", Light: Nighttime}},
		{"INT. SALON - NUIT (FLASHBACK)", Heading{Place: Interior, Set: "SALON", Time: "NUIT (FLASHBACK)", Light: Nighttime}},
		{"INT. SALON - JOUR 2", Heading{Place: Interior, Set: "SALON", Time: "JOUR 2", Light: Daylight}},
		{"EXT. PRÉ - FIN D'APRÈS-MIDI", Heading{Place: Exterior, Set: "PRÉ", Time: "FIN D'APRÈS-MIDI", Light: Daylight}},
		{"INT. BUREAU - LE LENDEMAIN MATIN", Heading{Place: Interior, Set: "BUREAU", Time: "LE LENDEMAIN MATIN", Light: Daylight}},
		{"INT. HALL - CONTINUOUS", Heading{Place: Interior, Set: "HALL", Time: "CONTINUOUS", Continued: true}},
		{"INT. HALL - MOMENTS LATER", Heading{Place: Interior, Set: "HALL", Time: "MOMENTS LATER", Continued: true}},
		{"INT. HALL - PLUS TARD DANS LA NUIT", Heading{Place: Interior, Set: "HALL", Time: "PLUS TARD DANS LA NUIT", Light: Nighttime}},
		{"EXT. COUR - SUITE", Heading{Place: Exterior, Set: "COUR", Time: "SUITE", Continued: true}},
		{"INT. / EXT. VOITURE - JOUR", Heading{Place: InteriorExterior, Set: "VOITURE", Time: "JOUR", Light: Daylight}},
		{"INT/EXT/NUIT VOITURE", Heading{Place: InteriorExterior, Set: "VOITURE", Time: "NUIT", Light: Nighttime}},
		{"CUISINE - INT. JOUR", Heading{Place: Interior, Set: "CUISINE", Time: "JOUR", Light: Daylight}},
		{"CUISINE – INT/JOUR", Heading{Place: Interior, Set: "CUISINE", Time: "JOUR", Light: Daylight}},
		{"PONT - NORD - EXT. - NUIT", Heading{Place: Exterior, Set: "PONT - NORD", Time: "NUIT", Light: Nighttime}},
		{"VUE - INT. DU TRAIN", Heading{Set: "VUE - INT. DU TRAIN"}},
		{"INT. BOÎTE DE NUIT", Heading{Place: Interior, Set: "BOÎTE DE NUIT"}},
		{"INT. PARIS - BOÎTE DE NUIT", Heading{Place: Interior, Set: "PARIS - BOÎTE DE NUIT"}},
		{"INT. MAISON DU LOUP - NUIT", Heading{Place: Interior, Set: "MAISON DU LOUP", Time: "NUIT", Light: Nighttime}},
		{"EXT. SAINT-DENIS", Heading{Place: Exterior, Set: "SAINT-DENIS"}},
		{"**INT. CAVE - NUIT**", Heading{Text: "INT. CAVE - NUIT", Place: Interior, Set: "CAVE", Time: "NUIT", Light: Nighttime}},
		{"INT.\u00a0CAVE\u00a0– NUIT", Heading{Text: "INT. CAVE – NUIT", Place: Interior, Set: "CAVE", Time: "NUIT", Light: Nighttime}},
		{"INT. BAR - NUIT #12A#", Heading{Number: "12A", Text: "INT. BAR - NUIT", Place: Interior, Set: "BAR", Time: "NUIT", Light: Nighttime}},
		{"INT. BAR - NUIT #12-13#", Heading{Number: "12-13", Text: "INT. BAR - NUIT", Place: Interior, Set: "BAR", Time: "NUIT", Light: Nighttime}},
		{"INT. BAR #3 - NUIT", Heading{Place: Interior, Set: "BAR #3", Time: "NUIT", Light: Nighttime}},
		{"INT. BAR #3#x#", Heading{Number: "x", Text: "INT. BAR #3", Place: Interior, Set: "BAR #3"}},
		{"12. INT. BAR - NUIT", Heading{Number: "12", Text: "INT. BAR - NUIT", Place: Interior, Set: "BAR", Time: "NUIT", Light: Nighttime}},
		{"12A - INT. BAR - NUIT 12A", Heading{Number: "12A", Text: "INT. BAR - NUIT", Place: Interior, Set: "BAR", Time: "NUIT", Light: Nighttime}},
		{"SÉQ. 7 - EXT. PONT - JOUR", Heading{Number: "7", Text: "EXT. PONT - JOUR", Place: Exterior, Set: "PONT", Time: "JOUR", Light: Daylight}},
		{"OMITTED #14#", Heading{Number: "14", Text: "OMITTED", Set: "OMITTED", Omitted: true}},
		{"14. SÉQUENCE SUPPRIMÉE", Heading{Number: "14", Text: "SÉQUENCE SUPPRIMÉE", Set: "SÉQUENCE SUPPRIMÉE", Omitted: true}},
		{"SNIPER SCOPE POV", Heading{Set: "SNIPER SCOPE POV"}},
		{"Est-ce que tu viens - jour", Heading{Set: "Est-ce que tu viens", Time: "jour", Light: Daylight}},
		{"INTENSE LUMIÈRE", Heading{Set: "INTENSE LUMIÈRE"}},
		{"E-MAIL", Heading{Set: "E-MAIL"}},
		{"I - EXTRAIT", Heading{Set: "I - EXTRAIT"}},
		{"INT.", Heading{Place: Interior}},
		{"", Heading{}},
	} {
		t.Run(c.text, func(t *testing.T) {
			if c.want.Text == "" {
				c.want.Text = c.text
			}
			assert.Equal(t, c.want, ParseHeading(c.text))
		})
	}
}
