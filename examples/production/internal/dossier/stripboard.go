package dossier

import (
	"fmt"

	"github.com/bobine-film/bobine/schedule"
)

// stripboard is the plan of the shoot as a picture: a column a day, each strip as high as it takes time, and a
// row for each location below.
type stripboard struct {
	Width, Height int
	Days          []mark
	Strips        []box
	// Base is where the strips stand, Rests are the breaks between weeks.
	Base  int
	Rests []int
	Rows  []ribbonRow
}

const (
	boardLeft   = 200
	boardTop    = 34
	boardHeight = 190
	boardRowGap = 20
)

func (w *writer) board() stripboard {
	days := w.page.Schedule.Board.Days
	b := stripboard{Width: pictureWidth, Base: boardTop + boardHeight}
	longest := 1
	for _, d := range days {
		longest = max(longest, d.Totals.Minutes)
	}
	column := func(i int) int { return columnAt(boardLeft, i, len(days)) }
	for i, d := range days {
		x, next := column(i), column(i+1)
		b.Days = append(b.Days, mark{X: (x + next) / 2, Y: 12, Text: fmt.Sprint(d.Date.Day())})
		if i > 0 && d.Date.Monday() != days[i-1].Date.Monday() {
			b.Rests = append(b.Rests, x)
		}
		y := b.Base
		for _, l := range d.Lines {
			if l.Scene == "" {
				continue
			}
			h := fit(int64(l.Minutes), int64(longest), boardHeight)
			y -= h
			b.Strips = append(b.Strips, box{
				X: x + 2, Y: y, W: next - x - 4, H: max(1, h-2), Class: stripClass(l.Colour), Text: fitting(l.Number, h, 14),
				Tip: w.day(d.Date) + " · " + l.Number + " · " + l.Set + " · " + w.hours(l.Minutes),
			})
		}
	}
	b.Rows = w.locations(column, b.Base+12)
	b.Height = b.Base + 14 + len(b.Rows)*boardRowGap
	return b
}

// locations are a row for each location in the order of the plan, with the days of shooting there.
func (w *writer) locations(column func(int) int, top int) []ribbonRow {
	var rows []ribbonRow
	place := map[string]int{}
	for i, d := range w.page.Schedule.Days {
		at, known := place[d.Location]
		if !known {
			at = len(rows)
			place[d.Location] = at
			y := top + at*boardRowGap
			rows = append(rows, ribbonRow{Name: mark{X: boardLeft - 10, Y: y + 12, Text: short(d.Location, boardLeft-10)}, Line: y + boardRowGap - 2})
		}
		row := &rows[at]
		row.On = append(row.On, box{
			X: column(i) + 2, Y: top + at*boardRowGap, W: column(i+1) - column(i) - 4, H: boardRowGap - 4, Tip: w.day(d.Date) + " · " + d.Location,
		})
	}
	return rows
}

// fitting is a text where there is room for it.
func fitting(text string, room, wanted int) string {
	if room < wanted {
		return ""
	}
	return text
}

// stripClass is how a strip is painted: by the convention, or as one that it has no colour for.
func stripClass(c schedule.StripColour) string {
	switch c {
	case schedule.StripWhite, schedule.StripYellow, schedule.StripBlue, schedule.StripGreen:
		return string(c)
	}
	return "other"
}
