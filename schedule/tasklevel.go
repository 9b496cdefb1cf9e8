package schedule

import (
	"cmp"
	"container/heap"
	"slices"

	"github.com/bobine-film/bobine/civil"
)

// LevelTasks dates a network as [PlanTasks] does, and moves tasks later where they would need more of a
// resource than there is (nivellement): in the serial generation scheme (Kelley 1963) tasks are taken one
// by one, each after those it waits for, and put where they first fit. Among those that may be next come
// first what has begun, the greater Priority, the earlier latest start, the smaller total float, the order of
// the network. That gives a good plan, not the shortest: the problem is NP-hard (Blazewicz, Lenstra and
// Rinnooy Kan 1983). Tasks are not interrupted.
//
// Floats are those of the network between what waits for what; a resource may leave less. Errors are those
// of PlanTasks. Complexity that of PlanTasks, and for each task the days until it fits.
func LevelTasks(n TaskNetwork) (TaskPlan, error) {
	w, err := newTaskPass(&n)
	if err != nil {
		return TaskPlan{}, err
	}
	if err := w.forward(); err != nil {
		return TaskPlan{}, err
	}
	if len(n.Tasks) > 0 {
		if err := w.level(); err != nil {
			return TaskPlan{}, err
		}
	}
	out, err := w.plan()
	if err != nil {
		return TaskPlan{}, err
	}
	out.Levelled = true
	return out, nil
}

// level puts the tasks where their resources let them.
func (w *taskPass) level() error {
	_, last := w.ends()
	late, err := w.backward(last, false)
	if err != nil {
		return err
	}
	use := newUsage(w)
	next := &taskQueue{pass: w, late: make([]int, len(w.tasks)), float: make([]int, len(w.tasks))}
	waits := make([]int, len(w.tasks))
	early := make([]int, len(w.tasks))
	for i := range w.tasks {
		early[i], next.float[i] = w.tasks[i].k, late[i]-w.tasks[i].k
		next.late[i], _ = w.tasks[i].at(late[i])
		if waits[i] = len(w.after[i]); waits[i] == 0 {
			next.list = append(next.list, i)
		}
	}
	heap.Init(next)
	for next.Len() > 0 {
		i := heap.Pop(next).(int)
		if err := w.fit(i, use); err != nil {
			return err
		}
		w.tasks[i].delay = w.tasks[i].k - early[i]
		for _, l := range w.before[i] {
			if waits[l.other]--; waits[l.other] == 0 {
				heap.Push(next, int(l.other))
			}
		}
	}
	return nil
}

// fit puts a task at the first place where its resources are free.
func (w *taskPass) fit(i int, use *usage) error {
	p := &w.tasks[i]
	if p.done {
		return nil
	}
	k, err := w.earliest(i)
	if err != nil {
		return err
	}
	uses := use.of(i)
	least := k
	if p.days > 0 {
		k = max(k, p.cal.count(use.firstOpen(uses)))
	}
	for {
		full := -1
		for d := range p.days {
			day, ok := p.cal.nth(k + d)
			if !ok {
				return w.beyond(i)
			}
			if use.isFull(uses, day) {
				full = d
				break
			}
		}
		if full < 0 {
			break
		}
		k += full + 1
	}
	if k > least {
		p.driver = -1
	}
	if err := w.place(i, k); err != nil {
		return err
	}
	use.take(i, p)
	return nil
}

// usage is how much of each resource is taken on each day.
type usage struct {
	pass     *taskPass
	at       map[string]int
	taken    [][]int64 // by resource, then by day from the start of the network
	start    int
	capacity []int
	// open are the first days on which so many units of a resource are left: what is taken only grows.
	open map[resourceUse]int
}

type resourceUse struct{ resource, units int }

func newUsage(w *taskPass) *usage {
	u := &usage{pass: w, start: dayNumber(w.net.Start), open: map[resourceUse]int{}, at: make(map[string]int, len(w.net.Resources)), taken: make([][]int64, len(w.net.Resources))}
	for i := range w.net.Resources {
		u.at[w.net.Resources[i].ID] = i
		u.capacity = append(u.capacity, w.net.Resources[i].Capacity)
	}
	return u
}

func (u *usage) of(i int) []resourceUse {
	var uses []resourceUse
	for _, use := range u.pass.net.Tasks[i].Uses {
		uses = append(uses, resourceUse{u.at[use.Resource], use.Units})
	}
	return uses
}

// firstOpen returns the first day before which some of the resources are full on every day.
func (u *usage) firstOpen(uses []resourceUse) int {
	first := 0
	for _, use := range uses {
		day := u.open[use]
		for taken := u.taken[use.resource]; day < len(taken) && taken[day]+int64(use.units) > int64(u.capacity[use.resource]); {
			day++
		}
		u.open[use] = day
		first = max(first, day)
	}
	return first + u.start
}

func (u *usage) isFull(uses []resourceUse, day int) bool {
	day -= u.start
	for _, use := range uses {
		if taken := u.taken[use.resource]; day < len(taken) && taken[day]+int64(use.units) > int64(u.capacity[use.resource]) {
			return true
		}
	}
	return false
}

// take notes the days of a task, or of what is left of it.
func (u *usage) take(i int, p *placedTask) {
	uses := u.of(i)
	if len(uses) == 0 || p.done {
		return
	}
	for d := range p.days {
		day, _ := p.cal.nth(p.k + d)
		day -= u.start
		for _, use := range uses {
			taken := u.taken[use.resource]
			if day >= len(taken) {
				taken = append(taken, make([]int64, day+1-len(taken))...)
				u.taken[use.resource] = taken
			}
			taken[day] += int64(use.units)
		}
	}
}

// overloads returns where resources are short.
func (w *taskPass) overloads() []Overload {
	use := newUsage(w)
	for i := range w.tasks {
		use.take(i, &w.tasks[i])
	}
	var list []Overload
	for r := range use.taken {
		capacity := use.capacity[r]
		open := false
		for day, taken := range use.taken[r] {
			if taken <= int64(capacity) {
				open = false
				continue
			}
			date := dateOfDay(day + use.start)
			if !open {
				open = true
				list = append(list, Overload{Resource: w.net.Resources[r].ID, Period: civil.Period{From: date, To: date}, Capacity: capacity})
			}
			last := &list[len(list)-1]
			last.Period.To, last.Most = date, max(last.Most, taken)
		}
	}
	return list
}

// taskQueue has the tasks that may be next, as a heap.
type taskQueue struct {
	pass        *taskPass
	list        []int
	late, float []int
}

func (q *taskQueue) Len() int      { return len(q.list) }
func (q *taskQueue) Swap(a, b int) { q.list[a], q.list[b] = q.list[b], q.list[a] }
func (q *taskQueue) Push(x any)    { q.list = append(q.list, x.(int)) }

// Pop is that of a heap: heap.Pop has put the first task last.
func (q *taskQueue) Pop() any {
	last := q.list[len(q.list)-1]
	q.list = slices.Delete(q.list, len(q.list)-1, len(q.list))
	return last
}

func (q *taskQueue) Less(a, b int) bool {
	i, j := q.list[a], q.list[b]
	rank := func(i int) int {
		if q.pass.tasks[i].run || q.pass.tasks[i].done {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(rank(i), rank(j)), cmp.Compare(q.pass.net.Tasks[j].Priority, q.pass.net.Tasks[i].Priority),
		cmp.Compare(q.late[i], q.late[j]), cmp.Compare(q.float[i], q.float[j]), cmp.Compare(i, j)) < 0
}
