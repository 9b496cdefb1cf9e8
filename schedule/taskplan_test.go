package schedule

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
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
