package dossier

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/examples/production/internal/chain"
	"github.com/bobine-film/bobine/schedule"
)

// moved is the plan before a lost day over the plan after it, with a line from the day of each scene that moved
// to its new one.
type moved struct {
	Width, Height int
	Dates         []mark
	Before, After []movedDay
	Lines         []string
	Lost          box
	// RowBefore and RowAfter are where the names of the two rows stand, Rests says that a part of a scene is drawn.
	RowBefore, RowAfter int
	Rests               bool
}

// movedDay is a day of shooting with the numbers of its scenes under one another.
type movedDay struct {
	box
	Scenes []mark
}

const (
	movesLeft    = 84
	movesTop     = 30
	movesLine    = 16
	movesBetween = 120
)

// moveColumns are the days of both plans from the lost one on, each with its place among them.
type moveColumns struct {
	dates []civil.Date
	at    map[civil.Date]int
	// high is how high a day is drawn, touched are the scenes that moved.
	high    int
	touched map[string]bool
}

// left is where a column begins.
func (c moveColumns) left(i int) int { return columnAt(movesLeft, i, len(c.dates)) }

func (c moveColumns) middle(i int) int { return (c.left(i) + c.left(i+1)) / 2 }

func (w *writer) moves() moved {
	r, before := w.page.Replan, w.page.Schedule.Days
	c := moveColumns{dates: movedDates(r, before), at: map[civil.Date]int{}, touched: map[string]bool{}}
	c.high = 10 + movesLine*max(mostScenes(before), mostScenes(r.Days))
	lower := movesTop + c.high + movesBetween
	m := moved{Width: pictureWidth, Height: lower + c.high + 4, RowBefore: movesTop + c.high/2 + 4, RowAfter: lower + c.high/2 + 4}
	for i, d := range c.dates {
		c.at[d] = i
		m.Dates = append(m.Dates, mark{X: c.middle(i), Y: 14, Text: fmt.Sprint(d.Day())})
		if d == r.Lost {
			m.Lost = box{X: c.left(i), Y: movesTop - 4, W: c.left(i+1) - c.left(i), H: m.Height - (movesTop - 4)}
		}
	}
	for _, move := range r.Result.Moves {
		c.touched[move.Scene] = true
		if move.From.IsZero() { // what the lost day leaves of a scene
			move.From = r.Lost
		}
		from, known := c.at[move.From]
		to, placed := c.at[move.To]
		if known && placed {
			a, b, top := c.middle(from), c.middle(to), movesTop+c.high
			halfway := top + movesBetween/2
			m.Lines = append(m.Lines, fmt.Sprintf("M%d %dC%d %d %d %d %d %d", a, top, a, halfway, b, halfway, b, lower))
		}
	}
	m.Before, m.After = w.movedDays(before, c, movesTop), w.movedDays(r.Days, c, lower)
	m.Rests = slices.ContainsFunc(r.Days, func(d chain.ShootingDay) bool { return slices.ContainsFunc(d.Scenes, isRest) })
	return m
}

// isRest reports whether a scene is what a lost day left of one.
func isRest(scene string) bool { return strings.HasSuffix(scene, schedule.RestSuffix) }

// movedDays are the days of a plan in their columns.
func (w *writer) movedDays(days []chain.ShootingDay, c moveColumns, y int) []movedDay {
	var boxes []movedDay
	for _, d := range days {
		i, known := c.at[d.Date]
		if !known {
			continue
		}
		b := movedDay{box: box{X: c.left(i) + 2, Y: y, W: c.left(i+1) - c.left(i) - 4, H: c.high}}
		names := make([]string, len(d.Scenes))
		for j, id := range d.Scenes {
			names[j] = w.scene(id)
			number := w.scene(strings.TrimSuffix(id, schedule.RestSuffix))
			if isRest(id) {
				number += "*"
			}
			b.Scenes = append(b.Scenes, mark{X: b.Middle(), Y: y + 17 + j*movesLine, Text: number})
		}
		b.Tip = w.day(d.Date) + " · " + d.Location + " · " + w.list(names)
		if d.Date == w.page.Replan.Lost || slices.ContainsFunc(d.Scenes, func(id string) bool { return c.touched[id] }) {
			b.Class = "moved"
		}
		boxes = append(boxes, b)
	}
	return boxes
}

// mostScenes is how many scenes are shot on a day at most.
func mostScenes(days []chain.ShootingDay) int {
	most := 0
	for _, d := range days {
		most = max(most, len(d.Scenes))
	}
	return most
}

// movedDates are the days of shooting of both plans from the lost day on, in order.
func movedDates(r chain.Replan, before []chain.ShootingDay) []civil.Date {
	dates := []civil.Date{r.Lost}
	for _, d := range slices.Concat(before, r.Days) {
		if !d.Date.Before(r.Lost) {
			dates = append(dates, d.Date)
		}
	}
	slices.SortFunc(dates, civil.Date.Compare)
	return slices.Compact(dates)
}

// changed is how many scenes the lost day left to shoot, and how many of other days it moved.
type changed struct{ Left, Moved int }

func (w *writer) changed() changed {
	var c changed
	for _, m := range w.page.Replan.Result.Moves {
		if m.From.IsZero() {
			c.Left++
			continue
		}
		c.Moved++
	}
	return c
}

// broken are the rules that the old plan would break. That it has no day for what the lost one left is the loss itself.
func (w *writer) broken() []schedule.Violation {
	return slices.DeleteFunc(slices.Clone(w.page.Replan.Result.Broken), func(v schedule.Violation) bool {
		return v.Rule == schedule.RuleMissing && isRest(v.Scene)
	})
}
