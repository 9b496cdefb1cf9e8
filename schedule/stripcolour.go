package schedule

// StripColour is the colour of a strip (couleur de bande): by convention white for inside by day,
// yellow for outside by day, blue for inside by night, green for outside by night. The convention has
// none for dawn, dusk, and scenes both inside and outside: there a board has rules of its own, or the
// strip has no colour.
type StripColour string

// Colours of the convention.
const (
	StripWhite  StripColour = "white"
	StripYellow StripColour = "yellow"
	StripBlue   StripColour = "blue"
	StripGreen  StripColour = "green"
)

// ColourRule gives strips a colour. An empty Place or Light fits all.
type ColourRule struct {
	Place  Place       `json:"place,omitempty"`
	Light  Light       `json:"light,omitempty"`
	Colour StripColour `json:"colour" strict:"required"`
}

// stripConvention is how boards are coloured (docs of Movie Magic Scheduling, mms-docs.ep.com, and of the
// other programs of the trade, which all begin with these four).
var stripConvention = []ColourRule{
	{Interior, Daylight, StripWhite}, {Exterior, Daylight, StripYellow},
	{Interior, Nighttime, StripBlue}, {Exterior, Nighttime, StripGreen},
}

// colour returns the colour of a scene's strip, empty where neither the board nor the convention has one.
func (b *Board) colour(s *Scene) StripColour {
	for _, rules := range [][]ColourRule{b.Colours, stripConvention} {
		for _, r := range rules {
			if (r.Place == "" || r.Place == s.Place) && (r.Light == "" || r.Light == s.Light) {
				return r.Colour
			}
		}
	}
	return ""
}
