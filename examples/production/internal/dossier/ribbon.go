package dossier

import (
	"slices"

	"github.com/bobine-film/bobine/schedule"
)

// ribbon is the script from its first scene to its last, each as wide as it is long, with who is in it below.
type ribbon struct {
	Width, Height int
	Scenes        []box
	Rows          []ribbonRow
}

type ribbonRow struct {
	Name mark
	Line int
	On   []box
}

const (
	pictureWidth = 960
	ribbonLeft   = 132
	ribbonTop    = 40
	ribbonRowGap = 20
)

func (w *writer) ribbon() ribbon {
	scenes := w.page.Breakdown.Scenes
	r := ribbon{Width: pictureWidth}
	var whole, sum int64
	for _, s := range scenes {
		whole += int64(s.Eighths)
	}
	for _, s := range scenes {
		from := fit(sum, whole, pictureWidth-ribbonLeft)
		sum += int64(s.Eighths)
		b := box{X: ribbonLeft + from, W: fit(sum, whole, pictureWidth-ribbonLeft) - from, H: ribbonTop, Class: colourOf(s.Place, s.Light)}
		b.Tip = s.Number + " · " + w.Word("place", string(s.Place)) + " · " + s.Set + " · " + w.Word("light", string(s.Light)) + " · " + s.Eighths.String()
		if b.W > textWidth(s.Number) {
			b.Text = s.Number
		}
		r.Scenes = append(r.Scenes, b)
	}
	for i, use := range w.cast() {
		top := ribbonTop + 10 + i*ribbonRowGap
		row := ribbonRow{Name: mark{X: ribbonLeft - 10, Y: top + 12, Text: short(use.Name, ribbonLeft-10)}, Line: top + ribbonRowGap - 2}
		for j, s := range scenes {
			if slices.Contains(s.Cast, use.Name) {
				row.On = append(row.On, box{X: r.Scenes[j].X, Y: top, W: max(1, r.Scenes[j].W-1), H: ribbonRowGap - 4, Tip: use.Name + " · " + s.Number})
			}
		}
		r.Rows = append(r.Rows, row)
	}
	r.Height = ribbonTop + 12 + len(r.Rows)*ribbonRowGap
	return r
}

// cast are the players of the breakdown in the order of the list of the elements, those with the most scenes first.
func (w *writer) cast() []schedule.ElementUse {
	var all []schedule.ElementUse
	for _, use := range w.page.Breakdown.Uses {
		if use.Category == schedule.Cast {
			all = append(all, use)
		}
	}
	slices.SortStableFunc(all, func(a, b schedule.ElementUse) int { return len(b.Scenes) - len(a.Scenes) })
	return all
}

// colourOf is the colour of a scene by the convention of the trade, "other" where it has none: at dawn, at dusk,
// both inside and outside.
func colourOf(p schedule.Place, l schedule.Light) string {
	switch {
	case p == schedule.Interior && l == schedule.Daylight:
		return string(schedule.StripWhite)
	case p == schedule.Exterior && l == schedule.Daylight:
		return string(schedule.StripYellow)
	case p == schedule.Interior && l == schedule.Nighttime:
		return string(schedule.StripBlue)
	case p == schedule.Exterior && l == schedule.Nighttime:
		return string(schedule.StripGreen)
	}
	return "other"
}
