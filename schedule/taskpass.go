package schedule

import (
	"strconv"

	"github.com/bobine-film/bobine/internal/valid"
)

// taskPass is a network with its tasks on its days. The place of a task is k, the number of working days
// of its own calendar before it begins: bounds on its beginning and its end both become bounds on k, and
// floats are differences of k.
type taskPass struct {
	net         *TaskNetwork
	order       []int // each task after those it waits for
	tasks       []placedTask
	after       [][]placedLink // what a task waits for
	before      [][]placedLink // what waits for it
	calendars   *calendars
	hasDeadline bool
	free        []int
}

// placedTask is a task with its place.
type placedTask struct {
	cal    *workdays
	kind   MilestoneKind
	days   int // those left, of a task that has begun
	k      int
	s, f   int // the instants of its beginning and its end
	begin  int // where what is left of it begins
	driver int // the task because of which it is not earlier, -1 for none
	delay  int
	run    bool // has begun
	done   bool
}

type placedLink struct {
	other   int32
	kind    LinkKind
	lag     int
	elapsed bool
}

func newTaskPass(n *TaskNetwork) (*taskPass, error) {
	order, err := n.order()
	if err != nil {
		return nil, err
	}
	w := &taskPass{
		net: n, order: order, tasks: make([]placedTask, len(n.Tasks)), after: make([][]placedLink, len(n.Tasks)), before: make([][]placedLink, len(n.Tasks)),
		calendars: newCalendars(n), free: make([]int, len(n.Tasks)),
	}
	at := make(map[string]int, len(n.Tasks))
	for i := range n.Tasks {
		at[n.Tasks[i].ID] = i
	}
	var f valid.Faults
	for i := range n.Tasks {
		t := &n.Tasks[i]
		cal, err := w.calendars.of(t)
		if err != nil {
			f.Add(taskPath(i)+".calendar", t.Calendar, err)
			continue
		}
		w.tasks[i] = placedTask{cal: cal, kind: t.Milestone, days: t.Days, driver: -1, run: !t.Started.IsZero(), done: !t.Finished.IsZero()}
		w.hasDeadline = w.hasDeadline || !t.Deadline.IsZero()
	}
	w.link(at)
	return w, f.Err()
}

// link notes what waits for what, from both ends, in one run of memory each.
func (w *taskPass) link(at map[string]int) {
	tasks := w.net.Tasks
	counts := make([]int, len(tasks))
	links := 0
	for i := range tasks {
		links += len(tasks[i].After)
		for j := range tasks[i].After {
			counts[at[tasks[i].After[j].Task]]++
		}
	}
	after, before := make([]placedLink, links), make([]placedLink, links)
	for i, count := range counts {
		w.before[i], before = before[:0:count], before[count:]
	}
	for i := range tasks {
		n := len(tasks[i].After)
		w.after[i], after = after[:n:n], after[n:]
		for j, l := range tasks[i].After {
			p := at[l.Task]
			w.after[i][j] = placedLink{int32(p), l.Kind, l.Lag, l.Elapsed}
			w.before[p] = append(w.before[p], placedLink{int32(i), l.Kind, l.Lag, l.Elapsed})
		}
	}
}

func taskPath(i int) string { return "tasks[" + strconv.Itoa(i) + "]" }

func (w *taskPass) beyond(i int) error {
	return &FieldError{Path: taskPath(i), Value: w.net.Tasks[i].ID, Err: ErrHorizon}
}

// at returns the instants of a task at a place; the horizon was checked.
func (p *placedTask) at(k int) (s, f int) {
	day, _ := p.cal.nth(k)
	switch {
	case p.kind == MilestoneStart:
		return day, day
	case p.kind == MilestoneFinish:
		return day + 1, day + 1
	}
	last, _ := p.cal.nth(k + p.days - 1)
	return day, last + 1
}

// startAt returns the first place that begins at an instant or later.
func (p *placedTask) startAt(t int) int {
	if p.kind == MilestoneFinish {
		t--
	}
	return p.cal.count(t)
}

// endAt returns the first place that ends at an instant or later.
func (p *placedTask) endAt(t int) int {
	if p.kind != "" {
		return p.startAt(t)
	}
	return p.cal.count(t-1) - p.days + 1
}

// startBy returns the last place that begins at an instant or earlier.
func (p *placedTask) startBy(t int) int {
	if p.kind == MilestoneFinish {
		return p.cal.count(t) - 1
	}
	return p.cal.count(t+1) - 1
}

// endBy returns the last place that ends at an instant or earlier.
func (p *placedTask) endBy(t int) int {
	if p.kind != "" {
		return p.startBy(t)
	}
	return p.cal.count(t) - p.days
}

// toStart reports whether a link binds the beginning of the task that waits.
func (k LinkKind) toStart() bool { return k == FinishStart || k == StartStart }

// fromStart reports whether a link is from the beginning of the task that is waited for.
func (k LinkKind) fromStart() bool { return k == StartStart || k == StartFinish }

// forward gives every task its earliest place.
func (w *taskPass) forward() error {
	for _, i := range w.order {
		if err := w.early(i); err != nil {
			return err
		}
	}
	return nil
}

// early gives a task its earliest place.
func (w *taskPass) early(i int) error {
	p := &w.tasks[i]
	t := &w.net.Tasks[i]
	if p.done {
		w.finished(t, p)
		return nil
	}
	k, err := w.earliest(i)
	if err != nil {
		return err
	}
	return w.place(i, k)
}

// finished puts a task where it was.
func (w *taskPass) finished(t *Task, p *placedTask) {
	p.s, p.f = dayNumber(t.Finished), dayNumber(t.Finished)+1
	switch t.Milestone {
	case MilestoneStart:
		p.f = p.s
	case MilestoneFinish:
		p.s = p.f
	default:
		p.s = dayNumber(t.Started)
	}
	p.begin, p.k = p.s, p.cal.count(p.s)
}

// earliest returns the earliest place of a task, and notes because of what it is not earlier.
func (w *taskPass) earliest(i int) (int, error) {
	p := &w.tasks[i]
	t := &w.net.Tasks[i]
	from := dayNumber(w.net.Start)
	if !w.net.AsOf.IsZero() {
		from = max(from, dayNumber(w.net.AsOf))
	}
	if !t.NotBefore.IsZero() {
		from = max(from, dayNumber(t.NotBefore))
	}
	if p.run {
		p.days = t.DaysLeft
		if p.days == 0 {
			p.days = max(1, t.Days-(p.cal.count(dayNumber(w.net.AsOf))-p.cal.count(dayNumber(t.Started))))
		}
	}
	if p.kind == MilestoneFinish {
		from++ // the end of that day
	}
	k := p.startAt(from)
	p.driver = -1
	for _, l := range w.after[i] {
		base := w.tasks[l.other].f
		if l.kind.fromStart() {
			base = w.tasks[l.other].s
		}
		x, ok := base+l.lag, true
		if !l.elapsed {
			x, ok = p.cal.shift(base, l.lag)
		}
		if !ok && l.lag > 0 {
			return 0, w.beyond(i)
		}
		if !ok { // before anything may begin
			continue
		}
		bound := p.endAt(x)
		if l.kind.toStart() {
			bound = p.startAt(x)
		}
		if bound > k || bound == k && p.driver < 0 {
			k, p.driver = max(k, bound), int(l.other)
		}
	}
	return k, nil
}

// place puts a task, or what is left of it, at a place.
func (w *taskPass) place(i, k int) error {
	p := &w.tasks[i]
	if _, ok := p.cal.nth(k); !ok {
		return w.beyond(i)
	}
	if _, ok := p.cal.nth(k + max(p.days, 1) - 1); !ok {
		return w.beyond(i)
	}
	p.k = k
	p.s, p.f = p.at(k)
	p.begin = p.s
	if p.run {
		p.s = dayNumber(w.net.Tasks[i].Started)
	}
	return nil
}

// ends returns the instants of the first beginning and of the last end.
func (w *taskPass) ends() (first, last int) {
	for i := range w.tasks {
		p := &w.tasks[i]
		s, f := p.s, p.f
		switch p.kind {
		case MilestoneStart:
			f++ // its day is part of the plan
		case MilestoneFinish:
			s--
		}
		if i == 0 {
			first, last = s, f
		}
		first, last = min(first, s), max(last, f)
	}
	return first, last
}

// backward returns the latest place of every task that lets all end by an instant, and each by its
// deadline where those hold.
func (w *taskPass) backward(end int, deadlines bool) ([]int, error) {
	late := make([]int, len(w.tasks))
	s, f := make([]int, len(w.tasks)), make([]int, len(w.tasks))
	for at := len(w.order) - 1; at >= 0; at-- {
		i := w.order[at]
		p := &w.tasks[i]
		late[i], s[i], f[i] = p.k, p.begin, p.f
		if p.done {
			continue
		}
		by := end
		if t := &w.net.Tasks[i]; deadlines && !t.Deadline.IsZero() {
			by = min(by, dayNumber(t.Deadline)+1)
		}
		k, ok := w.latest(i, by, s, f)
		if !ok {
			return nil, w.beyond(i)
		}
		if _, ok = p.cal.nth(k); !ok {
			return nil, w.beyond(i)
		}
		late[i] = k
		s[i], f[i] = p.at(k)
	}
	return late, nil
}

// latest returns the latest place of a task that ends by an instant and lets what waits for it begin and
// end at the given ones.
func (w *taskPass) latest(i, by int, s, f []int) (int, bool) {
	p := &w.tasks[i]
	if p.kind == MilestoneStart {
		by-- // its day is part of the plan
	}
	k := p.endBy(by)
	for _, l := range w.before[i] {
		next := &w.tasks[l.other]
		if next.done {
			continue
		}
		to := f[l.other]
		if l.kind.toStart() {
			to = s[l.other]
		}
		x, ok := to-l.lag, true
		if !l.elapsed {
			x, ok = next.cal.unshift(to, l.lag)
		}
		if !ok {
			return 0, false
		}
		if !l.kind.fromStart() {
			k = min(k, p.endBy(x))
		} else if !p.run { // one that has begun cannot begin later
			k = min(k, p.startBy(x))
		}
	}
	return k, true
}

// floats returns the latest places that keep the end, and notes the free floats: how much later each may be
// while what waits for it stays where it is.
func (w *taskPass) floats(end int) ([]int, error) {
	s, f := make([]int, len(w.tasks)), make([]int, len(w.tasks))
	for i := range w.tasks {
		s[i], f[i] = w.tasks[i].begin, w.tasks[i].f
	}
	for i := range w.tasks {
		if w.tasks[i].done {
			continue
		}
		k, ok := w.latest(i, end, s, f)
		if !ok {
			return nil, w.beyond(i)
		}
		w.free[i] = k - w.tasks[i].k
	}
	return w.backward(end, false)
}

// path follows what drives what, from the task that ends last, of several the one that waits for the others.
func (w *taskPass) path() []string {
	last := -1
	for _, i := range w.order {
		if last < 0 || w.tasks[i].f >= w.tasks[last].f {
			last = i
		}
	}
	var path []string
	for i := last; i >= 0; i = w.tasks[i].driver {
		path = append(path, w.net.Tasks[i].ID)
	}
	for a, b := 0, len(path)-1; a < b; a, b = a+1, b-1 {
		path[a], path[b] = path[b], path[a]
	}
	return path
}
