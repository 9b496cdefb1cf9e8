package schedule

import (
	"github.com/bobine-film/bobine/civil"
)

// TaskPlan is a network on its dates.
type TaskPlan struct {
	Title string `json:"title,omitempty"`
	// Start and Finish are the first and the last day of work.
	Start  civil.Date `json:"start,omitzero"`
	Finish civil.Date `json:"finish,omitzero"`
	// Delivery is that of the network, Margin the calendar days from Finish to it, less than 0 when late.
	Delivery civil.Date `json:"delivery,omitzero"`
	Margin   int        `json:"margin,omitempty"`
	// Levelled says that no resource is needed more than there is of it.
	Levelled bool `json:"levelled,omitempty"`
	// Tasks are in the order of the network.
	Tasks []TaskDates `json:"tasks"`
	// CriticalPath are the IDs of tasks that begin when they do because of the one before, to the one that
	// ends last (chemin critique).
	CriticalPath []string `json:"criticalPath"`
	// Overloads are the days on which a resource is needed more than there is of it.
	Overloads []Overload `json:"overloads"`
}

// TaskDates are the dates of a task. All counts of days are of its own calendar.
type TaskDates struct {
	Task string `json:"task"`
	Name string `json:"name,omitempty"`
	Days int    `json:"days"`
	// Milestone is the kind of a milestone, whose Start and Finish are the same day.
	Milestone MilestoneKind `json:"milestone,omitempty"`
	// Start and Finish are the first and the last day of the task: as early as can be, or real where it
	// has begun.
	Start  civil.Date `json:"start"`
	Finish civil.Date `json:"finish"`
	// LateStart and LateFinish are the latest that keep the delivery and every deadline; earlier than Start
	// and Finish where that cannot be.
	LateStart  civil.Date `json:"lateStart"`
	LateFinish civil.Date `json:"lateFinish"`
	// TotalFloat (marge totale) is how many days later it may be done without harm to the delivery or a
	// deadline, less than 0 when it is late; FreeFloat (marge libre) without moving any other.
	TotalFloat int `json:"totalFloat"`
	FreeFloat  int `json:"freeFloat"`
	// Critical says that the last task ends later when this one does by a day.
	Critical bool `json:"critical,omitempty"`
	// DrivenBy is the task because of which it is not earlier, empty where its own dates or a resource are.
	DrivenBy string `json:"drivenBy,omitempty"`
	// PastDeadline is by how many calendar days it misses its deadline.
	PastDeadline int `json:"pastDeadline,omitempty"`
	// Delay is how many days later it begins because a resource is short.
	Delay    int  `json:"delay,omitempty"`
	Started  bool `json:"started,omitempty"`
	Finished bool `json:"finished,omitempty"`
}

// Overload is a run of days on which a resource is short.
type Overload struct {
	Resource string       `json:"resource"`
	Period   civil.Period `json:"period"`
	// Most is the most units needed on one of them.
	Most     int64 `json:"most"`
	Capacity int   `json:"capacity"`
}

// TaskMilestone is when something is reached. A plan of financing takes it as the date of a milestone of
// the same name.
type TaskMilestone struct {
	Milestone string     `json:"milestone"`
	Date      civil.Date `json:"date"`
}

// Milestones returns the milestones of the plan (jalons) by their IDs, in the order of the network.
func (p TaskPlan) Milestones() []TaskMilestone {
	list := []TaskMilestone{}
	for i := range p.Tasks {
		if t := &p.Tasks[i]; t.Milestone != "" {
			list = append(list, TaskMilestone{t.Task, t.Finish})
		}
	}
	return list
}

// PlanTasks dates a network (méthode du chemin critique): each task as early as what it waits for, its
// calendar and its own dates let it, and as late as the delivery and the deadlines do. Resources give
// calendars and are otherwise only watched: [Overload].
//
// The end that late dates are counted from is the delivery, or without one the end of the last task. A
// task that has begun keeps its dates; what is left of it begins on AsOf or after what it waits for
// ("retained logic"). What is finished has no float.
//
// A faulty network, tasks that wait for one another ([TaskCycleError]), one for which no day of the week
// is left, and dates beyond [ErrHorizon] are each a [*FieldError]. Complexity O((n + links) log e) for e
// days that are not as the week says (Kelley and Walker 1959, with working time as a function and its
// inverse).
func PlanTasks(n TaskNetwork) (TaskPlan, error) {
	w, err := newTaskPass(&n)
	if err != nil {
		return TaskPlan{}, err
	}
	if err := w.forward(); err != nil {
		return TaskPlan{}, err
	}
	return w.plan()
}

// plan makes the result of early dates.
func (w *taskPass) plan() (TaskPlan, error) {
	n := w.net
	out := TaskPlan{Title: n.Title, Delivery: n.Delivery, Tasks: make([]TaskDates, len(n.Tasks)), CriticalPath: []string{}, Overloads: []Overload{}}
	if len(n.Tasks) == 0 {
		return out, nil
	}
	first, last := w.ends()
	out.Start, out.Finish = dateOfDay(first), dateOfDay(last-1)
	ends, err := w.floats(last)
	if err != nil {
		return TaskPlan{}, err
	}
	late := ends
	if !n.Delivery.IsZero() || w.hasDeadline {
		end := last
		if !n.Delivery.IsZero() {
			end = dayNumber(n.Delivery) + 1
			out.Margin = n.Delivery.DaysSince(out.Finish)
		}
		if late, err = w.backward(end, true); err != nil {
			return TaskPlan{}, err
		}
	}
	for i := range n.Tasks {
		out.Tasks[i] = w.dates(i, late[i])
		d := &out.Tasks[i]
		d.FreeFloat = w.free[i]
		d.Critical = !d.Finished && ends[i] <= w.tasks[i].k
	}
	out.CriticalPath = append(out.CriticalPath, w.path()...)
	out.Overloads = append(out.Overloads, w.overloads()...)
	return out, nil
}

// dates returns the dates of a task, whose latest beginning has so many working days before it.
func (w *taskPass) dates(i, late int) TaskDates {
	t, p := &w.net.Tasks[i], &w.tasks[i]
	d := TaskDates{
		Task: t.ID, Name: t.Name, Days: t.Days, Milestone: t.Milestone, Started: !t.Started.IsZero() || !t.Finished.IsZero(), Finished: !t.Finished.IsZero(),
		TotalFloat: late - p.k, Delay: p.delay,
	}
	d.Start, d.Finish = w.between(t, p.s, p.f)
	d.LateStart, d.LateFinish = d.Start, d.Finish
	if !d.Finished {
		s, f := p.at(late)
		d.LateStart, d.LateFinish = w.between(t, s, f)
		if d.Started { // what is late is what is left of it
			d.LateStart = d.Start
		}
		if p.driver >= 0 {
			d.DrivenBy = w.net.Tasks[p.driver].ID
		}
	}
	if !t.Deadline.IsZero() {
		d.PastDeadline = max(0, d.Finish.DaysSince(t.Deadline))
	}
	return d
}

// between returns the first and the last day from one instant to another.
func (w *taskPass) between(t *Task, s, f int) (first, last civil.Date) {
	switch t.Milestone {
	case MilestoneStart:
		return dateOfDay(s), dateOfDay(s)
	case MilestoneFinish:
		return dateOfDay(f - 1), dateOfDay(f - 1)
	}
	return dateOfDay(s), dateOfDay(f - 1)
}
