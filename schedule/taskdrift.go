package schedule

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
)

// PlanDrift is what became of a plan (écart au planning de référence): its dates now against those of the
// baseline.
type PlanDrift struct {
	// FinishDays is how many calendar days later the whole ends, less than 0 for earlier.
	FinishDays int `json:"finishDays"`
	// Tasks are those of the plan in its order, then those that the baseline alone has, in its order.
	Tasks []TaskDrift `json:"tasks"`
}

// TaskDrift is what became of a task.
type TaskDrift struct {
	Task string `json:"task"`
	Name string `json:"name,omitempty"`
	// Status is added, removed, done, running, or waiting.
	Status     DriftStatus `json:"status"`
	WasStart   civil.Date  `json:"wasStart,omitzero"`
	WasFinish  civil.Date  `json:"wasFinish,omitzero"`
	Start      civil.Date  `json:"start,omitzero"`
	Finish     civil.Date  `json:"finish,omitzero"`
	StartDays  int         `json:"startDays"`
	FinishDays int         `json:"finishDays"`
	// FloatLost is how many days of total float are gone.
	FloatLost int `json:"floatLost"`
	// BecameCritical says that it is critical and was not.
	BecameCritical bool `json:"becameCritical,omitempty"`
}

// DriftStatus is where a task is.
type DriftStatus string

// Where a task is.
const (
	DriftAdded   DriftStatus = "added"
	DriftRemoved DriftStatus = "removed"
	DriftDone    DriftStatus = "done"
	DriftRunning DriftStatus = "running"
	DriftWaiting DriftStatus = "waiting"
)

// CompareTaskPlans compares a plan with a baseline, task by task, by their IDs. A plan with a task twice, as
// [PlanTasks] makes none, is a [*FieldError]. Complexity linear.
func CompareTaskPlans(baseline, now TaskPlan) (PlanDrift, error) {
	var f valid.Faults
	was := tasksByID(&f, "baseline", baseline.Tasks)
	is := tasksByID(&f, "now", now.Tasks)
	if f.Any() {
		return PlanDrift{}, f.Err()
	}
	out := PlanDrift{Tasks: []TaskDrift{}}
	if !baseline.Finish.IsZero() && !now.Finish.IsZero() {
		out.FinishDays = now.Finish.DaysSince(baseline.Finish)
	}
	for i := range now.Tasks {
		t := &now.Tasks[i]
		d := TaskDrift{Task: t.Task, Name: t.Name, Status: DriftWaiting, Start: t.Start, Finish: t.Finish}
		if w, known := was[t.Task]; known {
			d.WasStart, d.WasFinish = w.Start, w.Finish
			d.StartDays, d.FinishDays = t.Start.DaysSince(w.Start), t.Finish.DaysSince(w.Finish)
			d.FloatLost, d.BecameCritical = w.TotalFloat-t.TotalFloat, t.Critical && !w.Critical
		} else {
			d.Status = DriftAdded
		}
		switch {
		case d.Status == DriftAdded:
		case t.Finished:
			d.Status, d.FloatLost = DriftDone, 0
		case t.Started:
			d.Status = DriftRunning
		}
		out.Tasks = append(out.Tasks, d)
	}
	for i := range baseline.Tasks {
		if t := &baseline.Tasks[i]; is[t.Task] == nil {
			out.Tasks = append(out.Tasks, TaskDrift{Task: t.Task, Name: t.Name, Status: DriftRemoved, WasStart: t.Start, WasFinish: t.Finish})
		}
	}
	return out, nil
}

func tasksByID(f *valid.Faults, field string, tasks []TaskDates) map[string]*TaskDates {
	byID := make(map[string]*TaskDates, len(tasks))
	f.Enter(field)
	eachOf(f, "tasks", tasks, func(t *TaskDates) {
		if byID[t.Task] != nil {
			f.Add("task", t.Task, valid.ErrDuplicate)
		}
		byID[t.Task] = t
	})
	f.Leave()
	return byID
}

// Text returns the plan as a table of text: the dates of each task, its floats, and an asterisk where it is
// critical. A word that is no language is a [*FieldError].
func (p TaskPlan) Text(l PaperLanguage) (string, error) {
	page, err := newPaper(l)
	if err != nil {
		return "", err
	}
	page.line(page.word(phrase{"RÉTROPLANNING", "POST-PRODUCTION SCHEDULE"}), p.Title)
	if !p.Delivery.IsZero() {
		page.line(page.word(phrase{"Fin", "Finish"}), p.Finish.String(), page.word(phrase{"Livraison", "Delivery"}), p.Delivery.String(),
			fmt.Sprintf("%+d %s", p.Margin, page.word(phrase{"jours", "days"})))
	}
	page.row("", page.word(phrase{"Tâche", "Task"}), page.word(phrase{"Jours", "Days"}), page.word(phrase{"Début", "Start"}), page.word(phrase{"Fin", "Finish"}),
		page.word(phrase{"Au plus tard", "Latest"}), page.word(phrase{"Marge", "Float"}), page.word(phrase{"Libre", "Free"}))
	for i := range p.Tasks {
		t := &p.Tasks[i]
		mark, name := "", t.Name
		if t.Critical {
			mark = "*"
		}
		if name == "" {
			name = t.Task
		}
		page.row(mark, name, fmt.Sprint(t.Days), t.Start.String(), t.Finish.String(), t.LateFinish.String(), fmt.Sprint(t.TotalFloat), fmt.Sprint(t.FreeFloat))
	}
	return page.text(), nil
}

// TaskEvents returns the tasks of a plan as events of whole days, for [WriteICalendar]; see [BoardEvents].
func TaskEvents(p TaskPlan, domain string, l PaperLanguage) ([]CalendarEvent, error) {
	if _, err := checkEventRequest(domain, l); err != nil {
		return nil, err
	}
	events := make([]CalendarEvent, 0, len(p.Tasks))
	for i := range p.Tasks {
		t := &p.Tasks[i]
		name := t.Name
		if name == "" {
			name = t.Task
		}
		events = append(events, CalendarEvent{UID: fmt.Sprintf("task-%x@%s", t.Task, domain), From: t.Start, To: t.Finish, Summary: joinTexts(" · ", p.Title, name)})
	}
	return events, nil
}
