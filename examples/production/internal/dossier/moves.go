package dossier

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/examples/production/internal/chain"
)

// moved is the plan before a lost day over the plan after it, with a line from the day of each scene that moved
// to its new one.
type moved struct {
	Width, Height int
	Dates         []mark
	Before, After []box
	Lines         []string
	Lost          box
}

const (
	movesLeft   = 84
	movesTop    = 30
	movesBox    = 46
	movesBetwen = 120
)

func (w *writer) moves() moved {
	r := w.page.Replan
	dates := movedDates(r, w.page.Schedule.Days)
	m := moved{Width: pictureWidth, Height: movesTop + 2*movesBox + movesBetwen + 4}
	column := func(i int) int { return movesLeft + (pictureWidth-movesLeft)*i/max(1, len(dates)) }
	at := map[string]int{}
	for i, d := range dates {
		at[d.String()] = i
		m.Dates = append(m.Dates, mark{X: (column(i) + column(i+1)) / 2, Y: 14, Text: fmt.Sprint(d.Day())})
		if d == r.Lost {
			m.Lost = box{X: column(i), Y: movesTop - 4, W: column(i+1) - column(i), H: 2*movesBox + movesBetwen + 8}
		}
	}
	movedScenes := map[string]bool{}
	for _, move := range r.Result.Moves {
		movedScenes[move.Scene] = true
		if move.From.IsZero() { // what the lost day leaves of a scene
			move.From = r.Lost
		}
		from, known := at[move.From.String()]
		to, placed := at[move.To.String()]
		if !known || !placed {
			continue
		}
		a, b := (column(from)+column(from+1))/2, (column(to)+column(to+1))/2
		top, bottom := movesTop+movesBox, movesTop+movesBox+movesBetwen
		m.Lines = append(m.Lines, fmt.Sprintf("M%d %dC%d %d %d %d %d %d", a, top, a, top+movesBetwen/2, b, bottom-movesBetwen/2, b, bottom))
	}
	draw := func(days []chain.ShootingDay, y int) []box {
		var boxes []box
		for _, d := range days {
			i, known := at[d.Date.String()]
			if !known {
				continue
			}
			b := box{X: column(i) + 2, Y: y, W: column(i+1) - column(i) - 4, H: movesBox, Tip: w.day(d.Date) + " · " + d.Location + " · " + strings.Join(d.Scenes, ", ")}
			b.Text = short(strings.Join(d.Scenes, " "), b.W+8)
			if d.Date == r.Lost || slices.ContainsFunc(d.Scenes, func(id string) bool { return movedScenes[id] }) {
				b.Class = "moved"
			}
			boxes = append(boxes, b)
		}
		return boxes
	}
	m.Before, m.After = draw(w.page.Schedule.Days, movesTop), draw(r.Days, movesTop+movesBox+movesBetwen)
	return m
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
