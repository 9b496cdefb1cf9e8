package schedule

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
)

var weekdaysOnly = TaskCalendar{ID: "week", DaysOff: []int{0, 6}}

func netOf(start string, tasks ...Task) TaskNetwork {
	for i := range tasks {
		if tasks[i].Calendar == "" {
			tasks[i].Calendar = "week"
		}
	}
	return TaskNetwork{Start: civil.MustParseDate(start), Calendars: []TaskCalendar{weekdaysOnly, {ID: "every"}}, Tasks: tasks}
}

func after(task string, kind LinkKind, lag int) []TaskLink {
	return []TaskLink{{Task: task, Kind: kind, Lag: lag}}
}

func datesOf(p TaskPlan) []string {
	var list []string
	for _, t := range p.Tasks {
		list = append(list, fmt.Sprintf("%s %s..%s %s..%s %d/%d", t.Task, t.Start.String()[5:], t.Finish.String()[5:], t.LateStart.String()[5:], t.LateFinish.String()[5:], t.TotalFloat, t.FreeFloat))
	}
	return list
}

// Worked out by hand on the calendar of June 2026, where the 1st is a Monday: early dates, late dates, total
// and free float.
func TestPlanTasks(t *testing.T) {
	for _, c := range []struct {
		name     string
		net      TaskNetwork
		want     []string
		path     string
		critical string
	}{
		{
			"a week runs over a weekend", netOf("2026-06-04", Task{ID: "a", Days: 3}, Task{ID: "b", Days: 2, After: after("a", FinishStart, 0)}),
			[]string{"a 06-04..06-08 06-04..06-08 0/0", "b 06-09..06-10 06-09..06-10 0/0"}, "a b", "ab",
		},
		{
			"the shorter way has float", netOf("2026-06-01", Task{ID: "a", Days: 5}, Task{ID: "b", Days: 2}, Task{ID: "c", Days: 1, After: append(after("a", FinishStart, 0), after("b", FinishStart, 0)...)}),
			[]string{"a 06-01..06-05 06-01..06-05 0/0", "b 06-01..06-02 06-04..06-05 3/3", "c 06-08..06-08 06-08..06-08 0/0"}, "a c", "ac",
		},
		{
			"total float of a chain, free float of its end", netOf("2026-06-01", Task{ID: "a", Days: 10}, Task{ID: "b", Days: 1}, Task{ID: "c", Days: 1, After: after("b", FinishStart, 0)}),
			[]string{"a 06-01..06-12 06-01..06-12 0/0", "b 06-01..06-01 06-11..06-11 8/0", "c 06-02..06-02 06-12..06-12 8/8"}, "a", "a",
		},
		{
			"start to start with a lag", netOf("2026-06-01", Task{ID: "a", Days: 5}, Task{ID: "b", Days: 5, After: after("a", StartStart, 2)}),
			[]string{"a 06-01..06-05 06-01..06-05 0/0", "b 06-03..06-09 06-03..06-09 0/0"}, "a b", "ab",
		},
		{
			"finish to finish", netOf("2026-06-01", Task{ID: "a", Days: 5}, Task{ID: "b", Days: 2, After: after("a", FinishFinish, 1)}),
			[]string{"a 06-01..06-05 06-01..06-05 0/0", "b 06-05..06-08 06-05..06-08 0/0"}, "a b", "ab",
		},
		{
			// SF+2: b ends two working days after a begins or later, Tuesday evening being that.
			"start to finish", netOf("2026-06-01", Task{ID: "a", Days: 5}, Task{ID: "b", Days: 1, After: after("a", StartFinish, 2)}),
			[]string{"a 06-01..06-05 06-01..06-05 0/0", "b 06-02..06-02 06-05..06-05 3/3"}, "a", "a",
		},
		{
			"a lead", netOf("2026-06-01", Task{ID: "a", Days: 5}, Task{ID: "b", Days: 2, After: after("a", FinishStart, -2)}),
			[]string{"a 06-01..06-05 06-01..06-05 0/0", "b 06-04..06-05 06-04..06-05 0/0"}, "a b", "ab",
		},
		{
			// Two working days after Thursday are Friday and Monday; two calendar days are Friday and Saturday.
			"lags in working and in calendar days", netOf("2026-06-04", Task{ID: "a", Days: 1}, Task{ID: "b", Days: 1, After: after("a", FinishStart, 2)}, Task{ID: "c", Days: 1, After: []TaskLink{{Task: "a", Kind: FinishStart, Lag: 2, Elapsed: true}}}),
			[]string{"a 06-04..06-04 06-04..06-04 0/0", "b 06-09..06-09 06-09..06-09 0/0", "c 06-08..06-08 06-09..06-09 1/1"}, "a b", "ab",
		},
		{
			// A task of all days that ends on Friday may end on Sunday without harm to Monday.
			"float over a weekend that another calendar does not see", netOf("2026-06-01", Task{ID: "a", Days: 5, Calendar: "every"}, Task{ID: "b", Days: 1, After: after("a", FinishStart, 0)}),
			[]string{"a 06-01..06-05 06-03..06-07 2/2", "b 06-08..06-08 06-08..06-08 0/0"}, "a b", "b",
		},
		{
			"milestones at the end of a day and at the beginning of one", netOf("2026-06-04", Task{ID: "a", Days: 2}, Task{ID: "lock", Milestone: MilestoneFinish, After: after("a", FinishStart, 0)}, Task{ID: "mix", Milestone: MilestoneStart, After: after("lock", FinishStart, 0)}, Task{ID: "b", Days: 1, After: after("mix", FinishStart, 0)}),
			[]string{"a 06-04..06-05 06-04..06-05 0/0", "lock 06-05..06-05 06-05..06-05 0/0", "mix 06-08..06-08 06-08..06-08 0/0", "b 06-08..06-08 06-08..06-08 0/0"}, "a lock mix b", "almb",
		},
		{
			"milestones without anything before them", netOf("2026-06-06", Task{ID: "a", Milestone: MilestoneStart}, Task{ID: "b", Milestone: MilestoneFinish}, Task{ID: "c", Milestone: MilestoneFinish, NotBefore: civil.MustParseDate("2026-06-10")}),
			[]string{"a 06-08..06-08 06-10..06-10 2/2", "b 06-08..06-08 06-10..06-10 2/2", "c 06-10..06-10 06-10..06-10 0/0"}, "c", "c",
		},
		{
			"not before", netOf("2026-06-01", Task{ID: "a", Days: 1, NotBefore: civil.MustParseDate("2026-06-06")}),
			[]string{"a 06-08..06-08 06-08..06-08 0/0"}, "a", "a",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			plan, err := PlanTasks(c.net)
			require.NoError(t, err)
			assert.Equal(t, c.want, datesOf(plan))
			assert.Equal(t, c.path, strings.Join(plan.CriticalPath, " "))
			critical := ""
			for _, task := range plan.Tasks {
				if task.Critical {
					critical += task.Task[:1]
				}
			}
			assert.Equal(t, c.critical, critical)
		})
	}
}

func TestPlanTasksBackFromTheDelivery(t *testing.T) {
	net := netOf("2026-06-01", Task{ID: "a", Days: 3}, Task{ID: "b", Days: 2, After: after("a", FinishStart, 0), Deadline: civil.MustParseDate("2026-06-08")})
	net.Delivery = civil.MustParseDate("2026-06-12")
	plan, err := PlanTasks(net)
	require.NoError(t, err)
	assert.Equal(t, []string{"a 06-01..06-03 06-02..06-04 1/0", "b 06-04..06-05 06-05..06-08 1/0"}, datesOf(plan), "the deadline of Monday comes before the delivery of Friday")
	assert.Equal(t, 7, plan.Margin)
	assert.True(t, plan.Tasks[0].Critical, "a day more and the end is a day later")

	net.Delivery = civil.MustParseDate("2026-06-03")
	plan, err = PlanTasks(net)
	require.NoError(t, err)
	assert.Equal(t, []string{"a 06-01..06-03 05-28..06-01 -2/0", "b 06-04..06-05 06-02..06-03 -2/0"}, datesOf(plan), "two days late is no error")
	assert.Equal(t, -2, plan.Margin)

	net.Tasks[1].Deadline = civil.MustParseDate("2026-06-02")
	plan, err = PlanTasks(net)
	require.NoError(t, err)
	assert.Equal(t, 3, plan.Tasks[1].PastDeadline)
}

// The 14th of July 2026 is a Tuesday, the calendars are those of an editor and of a room.
func TestPlanTasksOnCalendars(t *testing.T) {
	net := TaskNetwork{
		Start: civil.MustParseDate("2026-07-13"),
		Calendars: []TaskCalendar{
			{ID: "fr", DaysOff: []int{0, 6}, Holidays: true, Worked: []civil.Date{civil.MustParseDate("2026-07-18")}},
			{ID: "room", Off: []civil.Period{{From: civil.MustParseDate("2026-07-16"), To: civil.MustParseDate("2026-07-17")}, {From: civil.MustParseDate("2026-07-16"), To: civil.MustParseDate("2026-07-16")}}},
		},
		Resources: []TaskResource{{ID: "r", Capacity: 1, Calendar: "room"}},
		Tasks: []Task{
			{ID: "a", Days: 5, Calendar: "fr"},
			{ID: "b", Days: 3, Calendar: "fr", Uses: []TaskUse{{"r", 1}}},
			{ID: "c", Days: 2, Calendar: "fr", Uses: []TaskUse{{"r", 1}}},
		},
	}
	plan, err := PlanTasks(net)
	require.NoError(t, err)
	assert.Equal(t, []string{"07-13..07-18", "07-13..07-18", "07-13..07-15"}, []string{
		spanOf(plan.Tasks[0]), spanOf(plan.Tasks[1]), spanOf(plan.Tasks[2]),
	}, "a: 13, 15, 16, 17, and Saturday 18; with the room shut on the 16th and 17th b: 13, 15, 18; c: 13, 15")
	assert.Equal(t, []Overload{{"r", civil.Period{From: civil.MustParseDate("2026-07-13"), To: civil.MustParseDate("2026-07-13")}, 2, 1}, {"r", civil.Period{From: civil.MustParseDate("2026-07-15"), To: civil.MustParseDate("2026-07-15")}, 2, 1}}, plan.Overloads)

	plan, err = LevelTasks(net)
	require.NoError(t, err)
	assert.Equal(t, []string{"07-13..07-18", "07-20..07-21"}, []string{spanOf(plan.Tasks[1]), spanOf(plan.Tasks[2])}, "b is the longer and has to begin earlier")
	assert.Equal(t, 3, plan.Tasks[2].Delay)
	assert.Empty(t, plan.Overloads)
	net.Tasks[2].Priority = 1
	plan, err = LevelTasks(net)
	require.NoError(t, err)
	assert.Equal(t, []string{"07-18..07-21", "07-13..07-15"}, []string{spanOf(plan.Tasks[1]), spanOf(plan.Tasks[2])})
}

func spanOf(d TaskDates) string { return d.Start.String()[5:] + ".." + d.Finish.String()[5:] }

func TestPlanTasksWithProgress(t *testing.T) {
	net := netOf("2026-06-01",
		Task{ID: "a", Days: 3, Started: civil.MustParseDate("2026-06-01"), Finished: civil.MustParseDate("2026-06-04")},
		Task{ID: "lock", Milestone: MilestoneFinish, After: after("a", FinishStart, 0), Finished: civil.MustParseDate("2026-06-05")},
		Task{ID: "b", Days: 5, After: after("lock", FinishStart, 0), Started: civil.MustParseDate("2026-06-08")},
		Task{ID: "c", Days: 5, After: after("lock", FinishStart, 0), Started: civil.MustParseDate("2026-06-08"), DaysLeft: 4},
		Task{ID: "d", Days: 2},
	)
	net.AsOf = civil.MustParseDate("2026-06-10")
	plan, err := PlanTasks(net)
	require.NoError(t, err)
	assert.Equal(t, []string{
		"a 06-01..06-04 06-01..06-04 0/0", "lock 06-05..06-05 06-05..06-05 0/0", "b 06-08..06-12 06-08..06-15 1/1",
		"c 06-08..06-15 06-08..06-15 0/0", "d 06-10..06-11 06-12..06-15 2/2",
	}, datesOf(plan), "b has done two days of five and needs three more, c says four, d begins on the day")
	assert.True(t, plan.Tasks[0].Finished)
	assert.Equal(t, []string{"c"}, plan.CriticalPath)
	assert.False(t, plan.Tasks[0].Critical, "what is done cannot be done later")
}

func TestTaskNetworkRefuses(t *testing.T) {
	day := civil.MustParseDate
	for _, c := range []struct {
		name string
		net  TaskNetwork
		want string
		is   error
	}{
		{"no start", TaskNetwork{}, "start: is missing", valid.ErrMissing},
		{"an unknown calendar", TaskNetwork{Start: day("2026-06-01"), Tasks: []Task{{ID: "a", Days: 1, Calendar: "x"}}}, "tasks[0].calendar", valid.ErrReference},
		{"no day of the week", TaskNetwork{Start: day("2026-06-01"), Calendars: []TaskCalendar{{ID: "x", DaysOff: []int{0, 1, 2, 3, 4, 5, 6}}}}, "calendars[0].daysOff", valid.ErrOutOfRange},
		{"a calendar twice", TaskNetwork{Start: day("2026-06-01"), Calendars: []TaskCalendar{{ID: "x"}, {ID: "x"}}}, "calendars[1].id: is given twice", valid.ErrDuplicate},
		{"a period backwards", TaskNetwork{Start: day("2026-06-01"), Calendars: []TaskCalendar{{ID: "x", Off: []civil.Period{{From: day("2026-06-02"), To: day("2026-06-01")}}}}}, "calendars[0].off[0].to", valid.ErrOutOfRange},
		{"a worked day without date", TaskNetwork{Start: day("2026-06-01"), Calendars: []TaskCalendar{{ID: "x", Worked: make([]civil.Date, 1)}}}, "calendars[0].worked[0]: is missing", valid.ErrMissing},
		{"a territory that is none", TaskNetwork{Start: day("2026-06-01"), Calendars: []TaskCalendar{{ID: "x", Territory: 99}}}, "calendars[0].territory", valid.ErrOneOf},
		{"no capacity", TaskNetwork{Start: day("2026-06-01"), Resources: []TaskResource{{ID: "r"}}}, "resources[0].capacity", valid.ErrOutOfRange},
		{"more than the capacity", TaskNetwork{Start: day("2026-06-01"), Resources: []TaskResource{{ID: "r", Capacity: 2}}, Tasks: []Task{{ID: "a", Days: 1, Uses: []TaskUse{{"r", 3}}}}}, "tasks[0].uses[0].units: is out of range: 1 to the capacity, 2", valid.ErrOutOfRange},
		{"an unknown resource", netOf("2026-06-01", Task{ID: "a", Days: 1, Uses: []TaskUse{{"r", 1}}}), "tasks[0].uses[0].resource", valid.ErrReference},
		{"a resource twice", TaskNetwork{Start: day("2026-06-01"), Resources: []TaskResource{{ID: "r", Capacity: 2}}, Tasks: []Task{{ID: "a", Days: 1, Uses: []TaskUse{{"r", 1}, {"r", 1}}}}}, "tasks[0].uses[1].resource", valid.ErrDuplicate},
		{"a task twice", netOf("2026-06-01", Task{ID: "a", Days: 1}, Task{ID: "a", Days: 1}), "tasks[1].id: is given twice", valid.ErrDuplicate},
		{"days less than none", netOf("2026-06-01", Task{ID: "a", Days: -1}), "tasks[0].days", valid.ErrOutOfRange},
		{"no days and no milestone", netOf("2026-06-01", Task{ID: "a"}), "tasks[0].milestone", valid.ErrOneOf},
		{"a milestone with days", netOf("2026-06-01", Task{ID: "a", Days: 1, Milestone: MilestoneStart}), "tasks[0].milestone", valid.ErrOneOf},
		{"a link to nothing", netOf("2026-06-01", Task{ID: "a", Days: 1, After: after("z", FinishStart, 0)}), "tasks[0].after[0].task", valid.ErrReference},
		{"a link of no kind", netOf("2026-06-01", Task{ID: "a", Days: 1}, Task{ID: "b", Days: 1, After: after("a", "", 0)}), "tasks[1].after[0].kind", valid.ErrOneOf},
		{"a lag of decades", netOf("2026-06-01", Task{ID: "a", Days: 1}, Task{ID: "b", Days: 1, After: after("a", FinishStart, 10_001)}), "tasks[1].after[0].lag", valid.ErrOutOfRange},
		{"progress as of no day", netOf("2026-06-01", Task{ID: "a", Days: 1, Started: day("2026-06-01")}), "tasks[0].started: is missing", valid.ErrMissing},
		{"days left of nothing begun", netOf("2026-06-01", Task{ID: "a", Days: 1, DaysLeft: 1}), "tasks[0].daysLeft", valid.ErrOutOfRange},
		{"a load of centuries", TaskNetwork{Start: day("2026-06-01"), Resources: []TaskResource{{ID: "r", Capacity: 2}}, Tasks: func() []Task {
			tasks := make([]Task, 201)
			for i := range tasks {
				tasks[i] = Task{ID: fmt.Sprint(i), Days: 10_000, Uses: []TaskUse{{"r", 1}}}
			}
			return tasks
		}()}, "tasks: is out of range: the days of the tasks", valid.ErrOutOfRange},
		{"beyond the horizon", netOf("2026-06-01", Task{ID: "a", Days: 10_000}, Task{ID: "b", Days: 10_000, After: after("a", FinishStart, 0)}), `tasks[1]: beyond ten years before the start and forty years after it: "b"`, ErrHorizon},
		{"calendars without a day in common", TaskNetwork{
			Start: day("2026-06-01"), Calendars: []TaskCalendar{{ID: "x", DaysOff: []int{0, 6}}, {ID: "y", DaysOff: []int{1, 2, 3, 4, 5}}}, Resources: []TaskResource{{ID: "r", Capacity: 1, Calendar: "y"}},
			Tasks: []Task{{ID: "a", Days: 1, Calendar: "x", Uses: []TaskUse{{"r", 1}}}},
		}, "tasks[0].calendar: not a date: there is no day of the week", civil.ErrDate},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, plan := range []func(TaskNetwork) (TaskPlan, error){PlanTasks, LevelTasks} {
				_, err := plan(c.net)
				require.ErrorContains(t, err, c.want)
				require.ErrorIs(t, err, c.is)
				var fault *FieldError
				require.ErrorAs(t, err, &fault)
			}
		})
	}
	progress := netOf("2026-06-01", Task{ID: "a", Days: 1, Started: day("2026-06-10")}, Task{ID: "b", Days: 1, Finished: day("2026-06-02")}, Task{ID: "c", Milestone: MilestoneStart, Started: day("2026-06-02")}, Task{ID: "d", Days: 2, Started: day("2026-06-03"), Finished: day("2026-06-02")})
	progress.AsOf = day("2026-06-10")
	err := progress.Validate()
	for _, want := range []string{"tasks[0].started: is out of range", "tasks[1].started: is missing", "tasks[2].started", "tasks[3].finished: is out of range"} {
		require.ErrorContains(t, err, want, "all at once")
	}
	many := TaskNetwork{Start: day("2026-06-01"), Tasks: make([]Task, MaxTasks+1)}
	require.ErrorContains(t, many.Validate(), "tasks: is out of range: the list has more than 20000 items")
}

func TestTaskCycles(t *testing.T) {
	net := netOf("2026-06-01", Task{ID: "x", Days: 1, After: after("b", FinishStart, 0)}, Task{ID: "a", Days: 1, After: after("c", FinishFinish, 3)},
		Task{ID: "b", Days: 1, After: after("a", FinishStart, 0)}, Task{ID: "ok", Days: 1}, Task{ID: "c", Days: 1, After: append(after("ok", FinishStart, 0), after("b", StartStart, 0)...)})
	_, err := PlanTasks(net)
	var fault *FieldError
	require.ErrorAs(t, err, &fault)
	var cycle *TaskCycleError
	require.ErrorAs(t, err, &cycle)
	require.ErrorIs(t, err, ErrTaskCycle)
	assert.Len(t, cycle.Tasks, 4)
	assert.Equal(t, cycle.Tasks[0], cycle.Tasks[3])
	waits := map[string]string{"a": "c", "b": "a", "c": "b"}
	for i := 1; i < len(cycle.Tasks); i++ {
		assert.Equal(t, cycle.Tasks[i-1], waits[cycle.Tasks[i]], "each waits for the one before it")
	}
	assert.Regexp(t, `^tasks\[\d\]\.after\[\d\]\.task: waits for what waits for it: \w → \w → \w → \w$`, err.Error())
	net = netOf("2026-06-01", Task{ID: "a", Days: 1, After: after("a", StartStart, 0)})
	require.EqualError(t, net.Validate(), "tasks[0].after[0].task: waits for what waits for it: a → a")
}

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

// What levelling has to keep: what waits waits, no resource is short, and no task could be a day earlier.
func TestLevelTasksKeepsEverything(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 6))
	count := 150
	if testing.Short() {
		count = 30
	}
	for range count {
		n := randomNet(random, 2+random.IntN(14))
		plan, err := LevelTasks(n)
		require.NoError(t, err)
		free, err := PlanTasks(n)
		require.NoError(t, err)
		p := plainOf(t, n)
		places := map[int][2]int{}
		load := map[string]int{}
		for i, d := range plan.Tasks {
			s := dayNumber(d.Start)
			if d.Milestone == MilestoneFinish {
				s++
			}
			f, ok := p.end(i, s)
			require.True(t, ok)
			require.Equal(t, p.day(i, f, false), d.Finish)
			require.False(t, d.Start.Before(free.Tasks[i].Start))
			places[i] = [2]int{s, f}
			p.book(load, i, s, f, 1)
		}
		require.Empty(t, plan.Overloads)
		for i := range n.Tasks {
			require.True(t, p.fits(places, load, i), "%+v", n)
			s := places[i][0] - 1
			p.book(load, i, places[i][0], places[i][1], -1)
			for f, ok := p.end(i, s); s >= p.from(n.Tasks[i]); s-- {
				if f, ok = p.end(i, s); !ok {
					continue
				}
				earlier := map[int][2]int{}
				for j, at := range places {
					earlier[j] = at
				}
				earlier[i] = [2]int{s, f}
				p.book(load, i, s, f, 1)
				fits := p.fits(earlier, load, i)
				p.book(load, i, s, f, -1)
				require.False(t, fits, "task %s could begin on %v", n.Tasks[i].ID, dateOfDay(s))
			}
			p.book(load, i, places[i][0], places[i][1], 1)
		}
	}
}

func (p *plainNet) book(load map[string]int, i, s, f, sign int) {
	for day := s; day < f; day++ {
		for _, u := range p.net.Tasks[i].Uses {
			if p.works(i, day) {
				load[fmt.Sprint(u.Resource, day)] += sign * u.Units
			}
		}
	}
}

// fits reports whether a task waits for what it has to and finds its resources.
func (p *plainNet) fits(places map[int][2]int, load map[string]int, i int) bool {
	at := places[i]
	for _, l := range p.net.Tasks[i].After {
		other := places[p.index[l.Task]]
		if !p.keeps(l, i, other[0], other[1], at[0], at[1]) {
			return false
		}
	}
	for _, u := range p.net.Tasks[i].Uses {
		for _, r := range p.net.Resources {
			for day := at[0]; r.ID == u.Resource && day < at[1]; day++ {
				if load[fmt.Sprint(r.ID, day)] > r.Capacity {
					return false
				}
			}
		}
	}
	return true
}

func TestWorkdaysAgainstWalking(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 9))
	for range 40 {
		works := [7]bool{}
		works[random.IntN(7)] = true
		for i := range works {
			works[i] = works[i] || random.IntN(2) == 0
		}
		var exceptions []exception
		for day := range 60 {
			if random.IntN(4) == 0 {
				exceptions = append(exceptions, exception{day, random.IntN(2) == 0})
			}
		}
		w := newWorkdays(works, exceptions, 0, 200)
		open := func(day int) bool {
			for _, e := range exceptions {
				if e.day == day {
					return e.worked
				}
			}
			return works[day%7]
		}
		count := 0
		for day := range 120 {
			require.Equal(t, count, w.count(day))
			if open(day) {
				nth, ok := w.nth(count)
				require.True(t, ok)
				require.Equal(t, day, nth)
				count++
			}
		}
		for range 50 { // unshift is the last instant that shift keeps before another
			to, lag := 40+random.IntN(60), random.IntN(9)-4
			latest, ok := w.unshift(to, lag)
			require.True(t, ok)
			x, _ := w.shift(latest, lag)
			y, _ := w.shift(latest+1, lag)
			require.True(t, x <= to && y > to, "%d %d", to, lag)
		}
	}
}

// bigNet is 2,000 tasks on four calendars with three links each, over some three years.
func bigNet(tasks int) TaskNetwork {
	random := rand.New(rand.NewPCG(20, 26))
	n := TaskNetwork{
		Start: civil.MustParseDate("2026-01-05"), Delivery: civil.MustParseDate("2032-06-30"),
		Calendars: []TaskCalendar{{ID: "fr", DaysOff: []int{0, 6}, Holidays: true}, {ID: "six", DaysOff: []int{0}, Holidays: true, Territory: civil.Reunion}, {ID: "room", Off: []civil.Period{{From: civil.MustParseDate("2026-08-01"), To: civil.MustParseDate("2026-08-21")}}}},
	}
	for i := range 20 {
		n.Resources = append(n.Resources, TaskResource{ID: fmt.Sprint("r", i), Capacity: 2, Calendar: []string{"", "room", "six"}[i%3]})
	}
	for i := range tasks {
		t := Task{ID: fmt.Sprint("task", i), Days: 1 + random.IntN(8), Calendar: []string{"fr", "six"}[i%2], Uses: []TaskUse{{fmt.Sprint("r", random.IntN(20)), 1}}}
		for range min(i, 3) {
			t.After = append(t.After, TaskLink{Task: fmt.Sprint("task", max(0, i-1-random.IntN(60))), Kind: linkKinds[random.IntN(3)], Lag: random.IntN(4) - 1})
		}
		n.Tasks = append(n.Tasks, t)
	}
	return n
}

func BenchmarkPlan2000Tasks(b *testing.B) {
	net := bigNet(2_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := PlanTasks(net); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLevel2000Tasks(b *testing.B) {
	net := bigNet(2_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := LevelTasks(net); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzDecodeTaskNetwork(f *testing.F) {
	f.Add(`{"start":"2026-06-01","calendars":[{"id":"w","daysOff":[0,6],"holidays":true,"worked":["2026-06-06"]}],"resources":[{"id":"r","capacity":1}],"tasks":[{"id":"a","days":3,"calendar":"w","uses":[{"resource":"r","units":1}]},{"id":"b","days":0,"milestone":"finish","after":[{"task":"a","kind":"FF","lag":-2}]}]}`)
	f.Add(`{"start":"1900-01-01","delivery":"1900-01-01","tasks":[{"id":"a","days":9,"deadline":"1900-01-01"}]}`)
	f.Add(`{"start":"2199-12-31","asOf":"2199-12-31","tasks":[{"id":"a","days":1,"started":"2199-12-30"}]}`)
	f.Fuzz(func(t *testing.T, document string) {
		n, err := DecodeTaskNetwork(strings.NewReader(document))
		if err != nil || len(n.Tasks) > 50 {
			return
		}
		plan, err := PlanTasks(n)
		if err != nil {
			return
		}
		for i := range plan.Tasks {
			if d := &plan.Tasks[i]; d.FreeFloat < 0 || d.Finish.Before(d.Start) {
				t.Fatalf("%+v", d)
			}
		}
		if levelled, err := LevelTasks(n); err == nil && len(levelled.Overloads) > 0 {
			t.Fatalf("%+v", levelled.Overloads)
		}
	})
}
