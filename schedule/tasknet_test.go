package schedule

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
)

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
