package schedule

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
)

// ErrTaskCycle reports tasks that wait for one another; see [TaskCycleError].
var ErrTaskCycle = errors.New("waits for what waits for it")

// ErrHorizon reports a plan that would reach beyond ten years before its start or forty years after it.
var ErrHorizon = errors.New("beyond ten years before the start and forty years after it")

// TaskCycleError is a circle of tasks that wait for one another. It is an [ErrTaskCycle].
type TaskCycleError struct {
	// Tasks are the IDs along the circle, each waiting for the one before it; the first is the last again.
	Tasks []string
}

// Error names the tasks along the circle.
func (e *TaskCycleError) Error() string {
	names := make([]string, len(e.Tasks))
	for i, t := range e.Tasks {
		names[i] = oneLine(t)
	}
	const most = 10
	if len(names) > most {
		names = append(names[:most-1:most-1], fmt.Sprintf("… %d more", len(names)-most), names[len(names)-1])
	}
	return fmt.Sprintf("%v: %s", ErrTaskCycle, strings.Join(names, " → "))
}

// Is reports whether target is ErrTaskCycle.
func (e *TaskCycleError) Is(target error) bool { return target == ErrTaskCycle }

// TaskNetwork is the work of post-production and delivery (rétroplanning de postproduction): tasks of whole
// days that wait for one another, on the calendars of those who do them. [PlanTasks] dates it,
// [LevelTasks] so that nobody is needed twice, [FeaturePost] and [EpisodePost] make one to begin with.
type TaskNetwork struct {
	Title string `json:"title,omitempty"`
	// Start is the day before which nothing begins.
	Start civil.Date `json:"start" strict:"required"`
	// Delivery is the day on which all is done at the latest; none is as early as can be.
	Delivery civil.Date `json:"delivery,omitzero"`
	// AsOf is the first day that is not over, where some tasks have begun: what is left is done from
	// then on.
	AsOf      civil.Date     `json:"asOf,omitzero"`
	Calendars []TaskCalendar `json:"calendars,omitempty" strict:"max=200"`
	Resources []TaskResource `json:"resources,omitempty" strict:"max=500"`
	Tasks     []Task         `json:"tasks" strict:"required,max=20000"`
}

// TaskCalendar has the days on which somebody works.
type TaskCalendar struct {
	ID string `json:"id" strict:"required"`
	// DaysOff are days of the week, 0 Sunday to 6 Saturday, at most six.
	DaysOff []int `json:"daysOff,omitempty" strict:"max=6"`
	// Holidays says that the public holidays of the territory are off.
	Holidays  bool            `json:"holidays,omitempty"`
	Territory civil.Territory `json:"territory,omitzero"`
	// Off are other days off, Worked days that are worked whatever else is said of them.
	Off    []civil.Period `json:"off,omitempty" strict:"max=1000"`
	Worked []civil.Date   `json:"worked,omitempty" strict:"max=1000"`
}

// TaskResource is somebody or something that tasks need: an editing room, a mixer.
type TaskResource struct {
	ID   string `json:"id" strict:"required"`
	Name string `json:"name,omitempty"`
	// Capacity is how many units there are on a day, 1 to 1,000,000.
	Capacity int `json:"capacity" strict:"required"`
	// Calendar is the ID of one, empty for every day.
	Calendar string `json:"calendar,omitempty"`
}

// Task is a piece of work, or a milestone (jalon) of no days.
type Task struct {
	ID   string `json:"id" strict:"required"`
	Name string `json:"name,omitempty"`
	// Days is how many days it takes, days on which its calendar and those of all its resources work, 0
	// for a milestone, at most 10,000.
	Days int `json:"days"`
	// Milestone says of a task of no days whether it is a beginning or an end.
	Milestone MilestoneKind `json:"milestone,omitempty"`
	// Calendar is the ID of one, empty for every day.
	Calendar string     `json:"calendar,omitempty"`
	Uses     []TaskUse  `json:"uses,omitempty" strict:"max=50"`
	After    []TaskLink `json:"after,omitempty" strict:"max=2000"`
	// NotBefore is the earliest day it may begin; a milestone may be.
	NotBefore civil.Date `json:"notBefore,omitzero"`
	// Deadline is the day on which it is done at the latest.
	Deadline civil.Date `json:"deadline,omitzero"`
	// Priority goes before everything else where a resource is short: the greater is done first.
	Priority int `json:"priority,omitempty"`
	// Started and Finished are the days on which it really began and ended. A milestone has Finished.
	Started  civil.Date `json:"started,omitzero"`
	Finished civil.Date `json:"finished,omitzero"`
	// DaysLeft is what is left of a task that has begun, at least 1; 0 is what its days so far leave of
	// Days, at least 1.
	DaysLeft int `json:"daysLeft,omitempty"`
}

// MilestoneKind says what a milestone is.
type MilestoneKind string

const (
	// MilestoneStart is the beginning of a working day: the first day of the mix.
	MilestoneStart MilestoneKind = "start"
	// MilestoneFinish is the end of a working day: picture lock, delivery.
	MilestoneFinish MilestoneKind = "finish"
)

var milestoneKinds = []MilestoneKind{MilestoneStart, MilestoneFinish}

// OneOf returns the words that are a MilestoneKind.
func (MilestoneKind) OneOf() []string { return valid.Texts(milestoneKinds) }

// TaskUse says that a task takes units of a resource on each of its days.
type TaskUse struct {
	Resource string `json:"resource" strict:"required"`
	// Units is at least 1, and at most the capacity.
	Units int `json:"units" strict:"required"`
}

// TaskLink says what a task waits for.
type TaskLink struct {
	Task string   `json:"task" strict:"required"`
	Kind LinkKind `json:"kind" strict:"required"`
	// Lag is how many days later, less than 0 for earlier, −10,000 to 10,000: days of the calendar of the
	// task that waits, or calendar days where Elapsed is true.
	Lag     int  `json:"lag,omitempty"`
	Elapsed bool `json:"elapsed,omitempty"`
}

// LinkKind says which end of a task waits for which end of the other.
type LinkKind string

const (
	// FinishStart begins after the other has ended, the usual one.
	FinishStart LinkKind = "FS"
	// StartStart begins after the other has begun.
	StartStart LinkKind = "SS"
	// FinishFinish ends after the other has ended.
	FinishFinish LinkKind = "FF"
	// StartFinish ends after the other has begun.
	StartFinish LinkKind = "SF"
)

var linkKinds = []LinkKind{FinishStart, StartStart, FinishFinish, StartFinish}

// OneOf returns the words that are a LinkKind.
func (LinkKind) OneOf() []string { return valid.Texts(linkKinds) }

const (
	maxTaskCalendars = 200
	maxTaskResources = 500
	// MaxTasks is the greatest number of tasks of a network.
	MaxTasks     = 20_000
	maxTaskDays  = 10_000
	maxTaskLinks = 2_000
	maxTaskUses  = 50
	maxTaskLoad  = 2_000_000 // days of tasks times their resources
)

// DecodeTaskNetwork reads a network from JSON and checks it. Beside malformed JSON it refuses unknown,
// duplicate or wrongly-cased fields, data after the document, more than 12 MiB, 20,000 tasks, 500 resources
// and 200 calendars. All faults are told at once, each a [*FieldError].
func DecodeTaskNetwork(r io.Reader) (TaskNetwork, error) {
	return strictjson.DecodeValid[TaskNetwork](r)
}

// Validate reports every fault of the network, each a [*FieldError], or nil: identifiers that are missing
// or given twice, references to nothing, figures out of range, progress without AsOf, and tasks that wait
// for one another ([TaskCycleError]).
func (n TaskNetwork) Validate() error {
	_, err := n.order()
	return err
}

// order checks a network and returns the positions of its tasks, each after those it waits for.
func (n *TaskNetwork) order() ([]int, error) {
	var f valid.Faults
	if n.Start.IsZero() {
		f.Add("start", nil, valid.ErrMissing)
	}
	for _, l := range []struct {
		field      string
		have, most int
	}{{"calendars", len(n.Calendars), maxTaskCalendars}, {"resources", len(n.Resources), maxTaskResources}, {"tasks", len(n.Tasks), MaxTasks}} {
		if l.have > l.most {
			f.Addf(l.field, nil, valid.ErrOutOfRange, "the list has more than %d items", l.most)
		}
	}
	if f.Any() {
		return nil, f.Err()
	}
	c := taskCheck{Faults: &f, net: n, calendars: map[string]bool{"": true}, capacity: map[string]int{}}
	ids := map[string]bool{}
	eachOf(&f, "calendars", n.Calendars, func(cal *TaskCalendar) {
		checkID(&f, cal.ID, ids)
		c.calendars[cal.ID] = true
		c.calendar(cal)
	})
	ids = map[string]bool{}
	eachOf(&f, "resources", n.Resources, func(r *TaskResource) {
		checkID(&f, r.ID, ids)
		c.calendarRef(r.Calendar)
		if r.Capacity < 1 || r.Capacity > maxQuantity {
			f.Addf("capacity", r.Capacity, valid.ErrOutOfRange, "1 to %d", maxQuantity)
		}
		c.capacity[r.ID] = r.Capacity
	})
	c.tasks()
	if f.Any() {
		return nil, f.Err()
	}
	return c.sort()
}
