package dossier

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/schedule"
)

// presence is the day out of days as a picture: a row a player, a column each day on which somebody is there.
type presence struct {
	Width, Height int
	Days          []mark
	// Weeks are where days were left out between two columns.
	Weeks []int
	Rows  []presenceRow
}

type presenceRow struct {
	Name mark
	// From and To are where the span from the first day to the last begins and ends, Line its height.
	From, To, Line int
	Cells          []box
}

const (
	presenceLeft = 150
	presenceTop  = 24
	presenceGap  = 26
)

func (w *writer) presence() presence {
	columns, rows := w.columns(), w.page.Schedule.DaysOut.Rows
	p := presence{Width: pictureWidth, Height: presenceTop + len(rows)*presenceGap}
	x := func(i int) int { return columnAt(presenceLeft, i, len(columns)) }
	for i, c := range columns {
		p.Days = append(p.Days, mark{X: (x(i) + x(i+1)) / 2, Y: 12, Text: fmt.Sprint(c.Date.Day())})
		if c.Gap {
			p.Weeks = append(p.Weeks, x(i))
		}
	}
	for i, r := range rows {
		y := presenceTop + i*presenceGap
		row := presenceRow{Name: mark{X: presenceLeft - 10, Y: y + 15, Text: short(r.Name, presenceLeft-10)}, Line: y + presenceGap/2 - 2}
		for j, c := range columns {
			code := r.Cells[c.Index]
			if code == "" {
				continue
			}
			b := box{X: x(j) + 1, Y: y, W: x(j+1) - x(j) - 2, H: presenceGap - 4, Class: cellClass(code), Text: code, Tip: r.Name + " · " + w.day(c.Date) + " · " + code}
			if len(row.Cells) == 0 {
				row.From = b.X
			}
			row.To = b.X + b.W
			row.Cells = append(row.Cells, b)
		}
		p.Rows = append(p.Rows, row)
	}
	return p
}

// column is a day of the day out of days on which somebody works or waits; Gap says that days before it were left out.
type column struct {
	Index int
	Date  civil.Date
	Gap   bool
}

// columns are the days on which somebody is there.
func (w *writer) columns() []column {
	out := w.page.Schedule.DaysOut
	var all []column
	for i, d := range out.Days {
		if someoneIsThere(out.Rows, i) {
			all = append(all, column{Index: i, Date: d.Date, Gap: len(all) > 0 && all[len(all)-1].Index != i-1})
		}
	}
	return all
}

func someoneIsThere(rows []schedule.DayOutRow, day int) bool {
	for _, r := range rows {
		if r.Cells[day] != "" {
			return true
		}
	}
	return false
}

// cellClass is the colour of a day: of the first, of the last, of waiting, of another.
func cellClass(code string) string {
	switch {
	case code == "":
		return ""
	case code == string(schedule.CodeHold):
		return "h"
	case len(code) > 1 && code[0] == 'S':
		return "s"
	case len(code) > 1 && code[len(code)-1] == 'F':
		return "f"
	}
	return "w"
}
