package schedule

import (
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
)

// taskCheck checks a network.
type taskCheck struct {
	*valid.Faults
	net       *TaskNetwork
	calendars map[string]bool
	capacity  map[string]int
	at        map[string]int // of the tasks
	load      int64
}

func (c *taskCheck) calendar(cal *TaskCalendar) {
	checkDaysOff(c.Faults, cal.DaysOff)
	off := slices.Clone(cal.DaysOff)
	slices.Sort(off)
	if len(slices.Compact(off)) > 6 {
		c.Addf("daysOff", nil, valid.ErrOutOfRange, "a calendar has a day of the week that is worked")
	}
	if int(cal.Territory) >= len(territories) {
		c.Add("territory", int(cal.Territory), valid.ErrOneOf)
	}
	if len(cal.Off) > 1_000 || len(cal.Worked) > 1_000 {
		c.Addf("off", nil, valid.ErrOutOfRange, "a list has more than 1000 items")
		return
	}
	c.Enter("off")
	for i, p := range cal.Off {
		c.Index(i)
		if !p.IsValid() {
			c.Addf("to", p.To, valid.ErrOutOfRange, "a period has both ends in order")
		}
		c.Leave()
	}
	c.Leave()
	c.Enter("worked")
	for i, d := range cal.Worked {
		c.Index(i)
		if d.IsZero() {
			c.Add("", nil, valid.ErrMissing)
		}
		c.Leave()
	}
	c.Leave()
}

func (c *taskCheck) calendarRef(id string) {
	if !c.calendars[id] {
		c.Add("calendar", id, valid.ErrReference)
	}
}

func (c *taskCheck) tasks() {
	ids := make(map[string]bool, len(c.net.Tasks))
	c.at = make(map[string]int, len(c.net.Tasks))
	for i := range c.net.Tasks {
		c.at[c.net.Tasks[i].ID] = i
	}
	eachOf(c.Faults, "tasks", c.net.Tasks, func(t *Task) {
		checkID(c.Faults, t.ID, ids)
		c.calendarRef(t.Calendar)
		c.length(t)
		c.progress(t)
		c.uses(t)
		c.links(t)
		c.load += int64(t.Days) * int64(len(t.Uses))
	})
	if c.load > maxTaskLoad {
		c.Addf("tasks", c.load, valid.ErrOutOfRange, "the days of the tasks times their resources are at most %d", maxTaskLoad)
	}
}

func (c *taskCheck) length(t *Task) {
	if t.Days < 0 || t.Days > maxTaskDays {
		c.Addf("days", t.Days, valid.ErrOutOfRange, "0 to %d", maxTaskDays)
	}
	switch {
	case t.Days == 0:
		valid.OneOf(c.Faults, "milestone", t.Milestone, milestoneKinds)
	case t.Milestone != "":
		c.Addf("milestone", string(t.Milestone), valid.ErrOneOf, "a milestone takes no days")
	}
	if t.Priority < -maxQuantity || t.Priority > maxQuantity {
		c.Addf("priority", t.Priority, valid.ErrOutOfRange, "%d to %d", -maxQuantity, maxQuantity)
	}
}

func (c *taskCheck) progress(t *Task) {
	begun := !t.Started.IsZero() || !t.Finished.IsZero()
	if t.DaysLeft < 0 || t.DaysLeft > maxTaskDays {
		c.Addf("daysLeft", t.DaysLeft, valid.ErrOutOfRange, "0 to %d", maxTaskDays)
	}
	switch {
	case t.DaysLeft != 0 && (t.Started.IsZero() || !t.Finished.IsZero()):
		c.Addf("daysLeft", t.DaysLeft, valid.ErrOutOfRange, "only of a task that has started and not finished")
	case !begun:
		return
	case c.net.AsOf.IsZero():
		c.Addf("started", t.Started, valid.ErrMissing, "a network with progress says as of which day: asOf")
		return
	case t.Days == 0 && !t.Started.IsZero():
		c.Addf("started", t.Started, valid.ErrOneOf, "a milestone has the day on which it was reached in finished")
	case t.Days > 0 && t.Started.IsZero():
		c.Addf("started", nil, valid.ErrMissing, "what is finished has started")
	}
	if !t.Started.IsZero() && !t.Started.Before(c.net.AsOf) {
		c.Addf("started", t.Started, valid.ErrOutOfRange, "it is before asOf")
	}
	if t.Finished.IsZero() {
		return
	}
	if t.Finished.Before(t.Started) || !t.Finished.Before(c.net.AsOf) {
		c.Addf("finished", t.Finished, valid.ErrOutOfRange, "it is between started and asOf")
	}
}

func (c *taskCheck) uses(t *Task) {
	if len(t.Uses) > maxTaskUses {
		c.Addf("uses", nil, valid.ErrOutOfRange, "the list has more than %d items", maxTaskUses)
		return
	}
	c.Enter("uses")
	for i, u := range t.Uses {
		c.Index(i)
		capacity, known := c.capacity[u.Resource]
		switch {
		case !known:
			c.Add("resource", u.Resource, valid.ErrReference)
		case slices.ContainsFunc(t.Uses[:i], func(v TaskUse) bool { return v.Resource == u.Resource }):
			c.Add("resource", u.Resource, valid.ErrDuplicate)
		case u.Units < 1 || u.Units > capacity:
			c.Addf("units", u.Units, valid.ErrOutOfRange, "1 to the capacity, %d", capacity)
		}
		c.Leave()
	}
	c.Leave()
}

func (c *taskCheck) links(t *Task) {
	if len(t.After) > maxTaskLinks {
		c.Addf("after", nil, valid.ErrOutOfRange, "the list has more than %d items", maxTaskLinks)
		return
	}
	c.Enter("after")
	for i, l := range t.After {
		c.Index(i)
		if _, known := c.at[l.Task]; !known || l.Task == "" {
			c.Add("task", l.Task, valid.ErrReference)
		}
		valid.OneOf(c.Faults, "kind", l.Kind, linkKinds)
		if l.Lag < -maxTaskDays || l.Lag > maxTaskDays {
			c.Addf("lag", l.Lag, valid.ErrOutOfRange, "%d to %d", -maxTaskDays, maxTaskDays)
		}
		c.Leave()
	}
	c.Leave()
}

// sort orders the tasks, each after those it waits for, in the order of the list where it is free (Kahn
// 1962). What is left over waits for itself.
func (c *taskCheck) sort() ([]int, error) {
	tasks := c.net.Tasks
	waits := make([]int, len(tasks))
	next := make([][]int32, len(tasks))
	for i := range tasks {
		waits[i] = len(tasks[i].After)
		for j := range tasks[i].After {
			p := c.at[tasks[i].After[j].Task]
			next[p] = append(next[p], int32(i))
		}
	}
	order := make([]int, 0, len(tasks))
	for i := range tasks {
		if waits[i] == 0 {
			order = append(order, i)
		}
	}
	for head := 0; head < len(order); head++ {
		for _, i := range next[order[head]] {
			if waits[i]--; waits[i] == 0 {
				order = append(order, int(i))
			}
		}
	}
	if len(order) < len(tasks) {
		return nil, c.circle(waits)
	}
	return order, nil
}

// circle follows waiting tasks until one comes back.
func (c *taskCheck) circle(waits []int) error {
	tasks := c.net.Tasks
	at := slices.IndexFunc(waits, func(n int) bool { return n > 0 })
	seen := map[int]int{}
	var path, links []int
	for {
		if first, again := seen[at]; again {
			path, links = path[first:], links[first:]
			break
		}
		seen[at] = len(path)
		path = append(path, at)
		link := slices.IndexFunc(tasks[at].After, func(l TaskLink) bool { return waits[c.at[l.Task]] > 0 })
		links = append(links, link)
		at = c.at[tasks[at].After[link].Task]
	}
	names := []string{tasks[path[0]].ID}
	for i := len(path) - 1; i >= 0; i-- {
		names = append(names, tasks[path[i]].ID)
	}
	c.Enter("tasks")
	c.Index(path[0])
	c.Enter("after")
	c.Index(links[0])
	c.Add("task", nil, &TaskCycleError{Tasks: names})
	return c.Err()
}
