package dossier

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
)

// gantt is post-production on its dates: a bar a task, how much later it may be done, and what is critical.
type gantt struct {
	Width, Height int
	Months        []mark
	Rows          []ganttRow
	// Deadline is where the day of delivery ends, 0 where there is none.
	Deadline int
}

// ganttRow is a task: its bar, the float behind it up to Late, or the corners of a milestone.
type ganttRow struct {
	Name    mark
	Bar     box
	Late    int
	Diamond string
}

const (
	ganttLeft = 250
	ganttTop  = 26
	ganttGap  = 22
)

func (w *writer) gantt() gantt {
	tasks, deadline := w.page.Delivery.Plan.Tasks, w.page.Delivery.Plan.Delivery
	g := gantt{Width: pictureWidth, Height: ganttTop + len(tasks)*ganttGap + 6}
	if len(tasks) == 0 {
		return g
	}
	first, last := tasks[0].Start, deadline
	for _, t := range tasks {
		if t.Start.Before(first) {
			first = t.Start
		}
		for _, d := range []civil.Date{t.Finish, t.LateFinish} {
			if d.After(last) {
				last = d
			}
		}
	}
	span := int64(last.DaysSince(first) + 1)
	x := func(d civil.Date, plus int) int {
		return ganttLeft + fit(int64(d.DaysSince(first)+plus), span, pictureWidth-ganttLeft-10)
	}
	if !deadline.IsZero() {
		g.Deadline = x(deadline, 1)
	}
	for i, t := range tasks {
		y := ganttTop + i*ganttGap
		name, class := w.task(t.Task), "task"
		if t.Critical {
			class = "critical"
		}
		from := x(t.Start, 0)
		row := ganttRow{
			Name: mark{X: ganttLeft - 12, Y: y + 12, Text: short(name, ganttLeft-12)}, Late: max(from, x(t.LateFinish, 1)),
			Bar: box{X: from, Y: y, W: max(2, x(t.Finish, 1)-from), H: ganttGap - 8, Class: class, Tip: name + " · " + w.Date(t.Start) + " – " + w.Date(t.Finish)},
		}
		if t.Milestone != "" {
			at, middle := row.Bar.X, y+7
			row.Diamond = fmt.Sprintf("%d,%d %d,%d %d,%d %d,%d", at-6, middle, at, middle-6, at+6, middle, at, middle+6)
		}
		g.Rows = append(g.Rows, row)
	}
	g.Months = w.monthMarks(first, last, func(d civil.Date) int { return x(d, 0) }, 70)
	return g
}
