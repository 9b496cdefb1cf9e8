package schedule

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
)

// plainNet dates a network day by day: no formula, no working time as a function.
type plainNet struct {
	t     *testing.T
	net   TaskNetwork
	index map[string]int
	early map[int][2]int
}

// works asks the description of the calendars whether a task can be done on a day.
func (p *plainNet) works(i, day int) bool {
	task := p.net.Tasks[i]
	ids := []string{task.Calendar}
	for _, u := range task.Uses {
		for _, r := range p.net.Resources {
			if r.ID == u.Resource {
				ids = append(ids, r.Calendar)
			}
		}
	}
	for _, c := range p.net.Calendars {
		if slices.Contains(ids, c.ID) && !p.isOpen(c, day) {
			return false
		}
	}
	return true
}

func (p *plainNet) isOpen(c TaskCalendar, day int) bool {
	d, err := civil.MustParseDate("1900-01-01").AddDays(day)
	require.NoError(p.t, err)
	if slices.Contains(c.Worked, d) {
		return true
	}
	if c.Holidays {
		if _, is := civil.HolidayOn(d, c.Territory); is {
			return false
		}
	}
	for _, off := range c.Off {
		if off.Contains(d) {
			return false
		}
	}
	return !slices.Contains(c.DaysOff, int(d.Weekday()))
}

// end returns the instant at which a task that begins at one ends, and whether it may begin there.
func (p *plainNet) end(i, s int) (int, bool) {
	task := p.net.Tasks[i]
	switch task.Milestone {
	case MilestoneStart:
		return s, p.works(i, s)
	case MilestoneFinish:
		return s, p.works(i, s-1)
	}
	if !p.works(i, s) {
		return 0, false
	}
	day := s
	for left := task.Days; ; day++ {
		if p.works(i, day) {
			left--
		}
		if left == 0 {
			return day + 1, true
		}
	}
}

func (p *plainNet) shift(i, instant int, l TaskLink) int {
	if l.Elapsed {
		return instant + l.Lag
	}
	for lag := l.Lag; lag > 0; instant++ {
		if p.works(i, instant) {
			lag--
		}
	}
	for lag := l.Lag; lag < 0; {
		instant--
		if p.works(i, instant) {
			lag++
		}
	}
	return instant
}

// keeps reports whether a link holds between a task from s to f and the one that waits, from s2 to f2.
func (p *plainNet) keeps(l TaskLink, next, s, f, s2, f2 int) bool {
	switch l.Kind {
	case FinishStart:
		return p.shift(next, f, l) <= s2
	case StartStart:
		return p.shift(next, s, l) <= s2
	case FinishFinish:
		return p.shift(next, f, l) <= f2
	}
	return p.shift(next, s, l) <= f2
}

func (p *plainNet) earliest(i int) (int, int) {
	if at, ok := p.early[i]; ok {
		return at[0], at[1]
	}
	task := p.net.Tasks[i]
	for s := p.from(task); ; s++ {
		f, ok := p.end(i, s)
		for _, l := range task.After {
			if ok {
				s0, f0 := p.earliest(p.index[l.Task])
				ok = p.keeps(l, i, s0, f0, s, f)
			}
		}
		if ok {
			p.early[i] = [2]int{s, f}
			return s, f
		}
	}
}

func (p *plainNet) from(task Task) int {
	from := dayNumber(p.net.Start)
	if !task.NotBefore.IsZero() {
		from = max(from, dayNumber(task.NotBefore))
	}
	if task.Milestone == MilestoneFinish {
		from++
	}
	return from
}

// lastDay is the instant at which the last day of a task is over.
func (p *plainNet) lastDay(i, f int) int {
	if p.net.Tasks[i].Milestone == MilestoneStart {
		return f + 1
	}
	return f
}

// latest returns the latest place of a task, where places hands out those of the tasks that wait for it.
func (p *plainNet) latest(i, end int, deadlines bool, places func(int) (int, int)) (int, int) {
	task := p.net.Tasks[i]
	if deadlines && !task.Deadline.IsZero() {
		end = min(end, dayNumber(task.Deadline)+1)
	}
	for s := end + 1; ; s-- {
		f, ok := p.end(i, s)
		ok = ok && p.lastDay(i, f) <= end
		for j, next := range p.net.Tasks {
			for _, l := range next.After {
				if ok && l.Task == task.ID {
					s2, f2 := places(j)
					ok = p.keeps(l, j, s, f, s2, f2)
				}
			}
		}
		if ok {
			return s, f
		}
	}
}

func (p *plainNet) lates(end int, deadlines bool) map[int][2]int {
	known := map[int][2]int{}
	var place func(i int) (int, int)
	place = func(i int) (int, int) {
		if at, ok := known[i]; ok {
			return at[0], at[1]
		}
		s, f := p.latest(i, end, deadlines, place)
		known[i] = [2]int{s, f}
		return s, f
	}
	for i := range p.net.Tasks {
		place(i)
	}
	return known
}

// float counts the days of a task from one instant to another.
func (p *plainNet) float(i, from, to int) int {
	sign := 1
	if to < from {
		sign, from, to = -1, to, from
	}
	count := 0
	if p.net.Tasks[i].Milestone == MilestoneFinish {
		from, to = from-1, to-1
	}
	for day := from; day < to; day++ {
		if p.works(i, day) {
			count++
		}
	}
	return sign * count
}

// randomNet makes a network with every kind of link, lags both ways, milestones and five calendars.
func randomNet(random *rand.Rand, tasks int) TaskNetwork {
	start, _ := civil.MustParseDate("2026-04-20").AddDays(random.IntN(60))
	later := func(days int) civil.Date {
		d, _ := start.AddDays(random.IntN(days))
		return d
	}
	n := TaskNetwork{
		Start: start,
		Calendars: []TaskCalendar{
			{ID: "fr", DaysOff: []int{0, 6}, Holidays: true, Territory: civil.AlsaceMoselle}, {ID: "six", DaysOff: []int{0}, Worked: []civil.Date{later(40), later(40)}},
			{ID: "shut", DaysOff: []int{1}, Off: []civil.Period{{From: later(1), To: later(10)}, {From: start, To: later(3)}}}, {ID: "odd", DaysOff: []int{0, 2, 4, 6}},
		},
		Resources: []TaskResource{{ID: "r", Capacity: 2, Calendar: "six"}, {ID: "q", Capacity: 1}, {ID: "s", Capacity: 3, Calendar: "shut"}},
	}
	if n.Calendars[2].Off[0].To.Before(n.Calendars[2].Off[0].From) {
		n.Calendars[2].Off[0].To = n.Calendars[2].Off[0].From
	}
	if random.IntN(2) == 0 {
		n.Delivery = later(90)
	}
	for i := range tasks {
		t := Task{ID: fmt.Sprint(i), Days: random.IntN(6), Calendar: []string{"", "fr", "six", "shut", "odd"}[random.IntN(5)], Priority: random.IntN(2)}
		if t.Days == 0 {
			t.Milestone = milestoneKinds[random.IntN(2)]
		}
		for _, r := range n.Resources {
			if random.IntN(4) == 0 {
				t.Uses = append(t.Uses, TaskUse{r.ID, 1 + random.IntN(r.Capacity)})
			}
		}
		if random.IntN(6) == 0 {
			t.NotBefore = later(30)
		}
		if random.IntN(6) == 0 {
			t.Deadline = later(60)
		}
		for range min(i, random.IntN(4)) {
			t.After = append(t.After, TaskLink{Task: fmt.Sprint(random.IntN(i)), Kind: linkKinds[random.IntN(4)], Lag: random.IntN(9) - 4, Elapsed: random.IntN(4) == 0})
		}
		n.Tasks = append(n.Tasks, t)
	}
	random.Shuffle(len(n.Tasks), func(i, j int) { n.Tasks[i], n.Tasks[j] = n.Tasks[j], n.Tasks[i] })
	return n
}

func plainOf(t *testing.T, n TaskNetwork) *plainNet {
	t.Helper()
	p := &plainNet{t: t, net: n, index: map[string]int{}, early: map[int][2]int{}}
	for i, task := range n.Tasks {
		p.index[task.ID] = i
	}
	return p
}

func TestPlanTasksAgainstDayByDay(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 5))
	count := 150
	if testing.Short() {
		count = 30
	}
	for range count {
		n := randomNet(random, 1+random.IntN(12))
		plan, err := PlanTasks(n)
		require.NoError(t, err)
		p := plainOf(t, n)
		end := 0
		for i := range n.Tasks {
			_, f := p.earliest(i)
			end = max(end, p.lastDay(i, f))
		}
		last := end
		if !n.Delivery.IsZero() {
			last = dayNumber(n.Delivery) + 1
		}
		require.Equal(t, dateOfDay(end-1), plan.Finish)
		lates, ends := p.lates(last, true), p.lates(end, false)
		for i, got := range plan.Tasks {
			s, f := p.earliest(i)
			freeS, _ := p.latest(i, end, false, p.earliest)
			ls, lf := lates[i][0], lates[i][1]
			want := TaskDates{
				Task: got.Task, Days: got.Days, Milestone: got.Milestone, TotalFloat: p.float(i, s, ls), FreeFloat: p.float(i, s, freeS), Critical: p.float(i, s, ends[i][0]) <= 0,
				DrivenBy: got.DrivenBy, Start: p.day(i, s, true), Finish: p.day(i, f, false), LateStart: p.day(i, ls, true), LateFinish: p.day(i, lf, false),
			}
			if d := n.Tasks[i].Deadline; !d.IsZero() {
				want.PastDeadline = max(0, want.Finish.DaysSince(d))
			}
			require.Equal(t, want, got, "%+v", n)
		}
	}
}

func (p *plainNet) day(i, instant int, begins bool) civil.Date {
	kind := p.net.Tasks[i].Milestone
	if kind == MilestoneFinish || kind == "" && !begins {
		instant--
	}
	return dateOfDay(instant)
}

// With progress, what has not begun begins on AsOf or later, waits for what it has to, and could not begin a
// day earlier; what is done stays where it was; floats are never less than the links leave.
func TestPlanTasksWithProgressHolds(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 7))
	count := 200
	if testing.Short() {
		count = 40
	}
	for range count {
		n := randomNet(random, 2+random.IntN(12))
		n.AsOf, _ = n.Start.AddDays(10)
		for i := range n.Tasks {
			task := &n.Tasks[i]
			begun, _ := n.Start.AddDays(random.IntN(10))
			switch random.IntN(4) {
			case 0:
				task.Finished, _ = begun.AddDays(random.IntN(n.AsOf.DaysSince(begun)))
				if task.Days > 0 {
					task.Started = begun
				}
			case 1:
				if task.Days > 0 {
					task.Started, task.DaysLeft = begun, random.IntN(4)
				}
			}
		}
		plan, err := PlanTasks(n)
		require.NoError(t, err)
		p := plainOf(t, n)
		places := make([][2]int, len(n.Tasks))
		for i, d := range plan.Tasks {
			places[i] = [2]int{dayNumber(d.Start), dayNumber(d.Finish) + 1}
			switch d.Milestone {
			case MilestoneStart:
				places[i][1]--
			case MilestoneFinish:
				places[i][0]++
			}
			task := n.Tasks[i]
			if d.Finished {
				require.Equal(t, task.Finished, d.Finish)
				require.Zero(t, d.TotalFloat)
			}
			if !task.Started.IsZero() {
				require.Equal(t, task.Started, d.Start)
			}
			if d.Started && !d.Finished {
				require.False(t, d.Finish.Before(n.AsOf))
			}
			require.GreaterOrEqual(t, d.FreeFloat, 0)
		}
		for i, task := range n.Tasks {
			if plan.Tasks[i].Started {
				continue
			}
			holds := func(s int) bool {
				f, ok := p.end(i, s)
				for _, l := range task.After {
					other := places[p.index[l.Task]]
					ok = ok && p.keeps(l, i, other[0], other[1], s, f)
				}
				return ok
			}
			from := dayNumber(n.AsOf)
			if !task.NotBefore.IsZero() {
				from = max(from, dayNumber(task.NotBefore))
			}
			if task.Milestone == MilestoneFinish {
				from++
			}
			require.True(t, holds(places[i][0]))
			for s := from; s < places[i][0]; s++ {
				require.False(t, holds(s), "task %s could begin on %v: %+v", task.ID, dateOfDay(s), n)
			}
		}
	}
}
