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
	movesLeft   = 84
	movesTop    = 30
	movesLine   = 16
	movesBetwen = 120
)

func (w *writer) moves() moved {
	r := w.page.Replan
	dates := movedDates(r, w.page.Schedule.Days)
	high := 10 + movesLine*max(mostScenes(w.page.Schedule.Days), mostScenes(r.Days))
	lower := movesTop + high + movesBetwen
	m := moved{Width: pictureWidth, Height: lower + high + 4, RowBefore: movesTop + high/2 + 4, RowAfter: lower + high/2 + 4}
	column := func(i int) int { return movesLeft + (pictureWidth-movesLeft)*i/max(1, len(dates)) }
	at := map[string]int{}
	for i, d := range dates {
		at[d.String()] = i
		m.Dates = append(m.Dates, mark{X: (column(i) + column(i+1)) / 2, Y: 14, Text: fmt.Sprint(d.Day())})
		if d == r.Lost {
			m.Lost = box{X: column(i), Y: movesTop - 4, W: column(i+1) - column(i), H: lower + high + 4 - (movesTop - 4)}
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
		top, middle := movesTop+high, movesTop+high+movesBetwen/2
		m.Lines = append(m.Lines, fmt.Sprintf("M%d %dC%d %d %d %d %d %d", a, top, a, middle, b, middle, b, lower))
	}
	draw := func(days []chain.ShootingDay, y int) []movedDay {
		var boxes []movedDay
		for _, d := range days {
			i, known := at[d.Date.String()]
			if !known {
				continue
			}
			b := movedDay{box: box{X: column(i) + 2, Y: y, W: column(i+1) - column(i) - 4, H: high}}
			names := make([]string, len(d.Scenes))
			for j, id := range d.Scenes {
				number, rest := strings.CutSuffix(id, schedule.RestSuffix)
				names[j], number = w.scene(id), w.scene(number)
				if rest {
					number, m.Rests = number+"*", true
				}
				b.Scenes = append(b.Scenes, mark{X: b.Middle(), Y: y + 17 + j*movesLine, Text: number})
			}
			b.Tip = w.day(d.Date) + " · " + d.Location + " · " + w.list(names)
			if d.Date == r.Lost || slices.ContainsFunc(d.Scenes, func(id string) bool { return movedScenes[id] }) {
				b.Class = "moved"
			}
			boxes = append(boxes, b)
		}
		return boxes
	}
	m.Before, m.After = draw(w.page.Schedule.Days, movesTop), draw(r.Days, lower)
	return m
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
		return v.Rule == schedule.RuleMissing && strings.HasSuffix(v.Scene, schedule.RestSuffix)
	})
}
