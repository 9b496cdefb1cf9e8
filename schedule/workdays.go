package schedule

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
)

var territories = civil.Territories()

// dayZero is the first day of a Date. Days are counted from it, and an instant is the beginning of a day:
// work from day a to day b begins at a and ends at b+1. It was a Monday.
var dayZero = civil.MustParseDate("1900-01-01")

func dayNumber(d civil.Date) int { return d.DaysSince(dayZero) }

func dateOfDay(n int) civil.Date {
	d, _ := dayZero.AddDays(n) // inside the horizon, which is inside the calendar
	return d
}

// workdays counts the days on which a calendar, or several at once, work: count is the cumulative function
// of worked days, nth its inverse. Both are O(log n) in the exceptions to the week.
type workdays struct {
	works     [7]bool // from Monday
	before    [8]int  // working days of a week before a day of it
	offset    []int   // of the working days of a week
	days      []int   // exceptions in order
	worked    []bool  // whether each is worked
	sum       []int   // what the first so many change in the count
	counts    []int   // count at each exception
	low, high int     // the horizon
}

// exception is a day that is not as the week says.
type exception struct {
	day    int
	worked bool
}

func newWorkdays(works [7]bool, exceptions []exception, low, high int) *workdays {
	w := &workdays{works: works, low: low, high: high}
	for i, is := range works {
		w.before[i+1] = w.before[i]
		if is {
			w.before[i+1]++
			w.offset = append(w.offset, i)
		}
	}
	w.sum = append(w.sum, 0)
	for _, e := range exceptions {
		if works[e.day%7] == e.worked {
			continue
		}
		change := -1
		if e.worked {
			change = 1
		}
		w.counts = append(w.counts, w.weekly(e.day)+w.sum[len(w.days)])
		w.days, w.worked = append(w.days, e.day), append(w.worked, e.worked)
		w.sum = append(w.sum, w.sum[len(w.sum)-1]+change)
	}
	return w
}

// weekly counts the working days before an instant as if there were no exceptions.
func (w *workdays) weekly(t int) int { return t/7*w.before[7] + w.before[t%7] }

// count returns the working days before an instant.
func (w *workdays) count(t int) int {
	t = min(max(t, 0), w.high+2)
	at, _ := slices.BinarySearch(w.days, t)
	return w.weekly(t) + w.sum[at]
}

// nth returns the working day with so many before it, and whether it is inside the horizon.
func (w *workdays) nth(k int) (int, bool) {
	if k < 0 {
		return 0, false
	}
	at, _ := slices.BinarySearch(w.counts, k+1) // the first exception with more than k before it
	if at == 0 {
		return w.inside(w.week(k))
	}
	at--
	e, left := w.days[at], k-w.counts[at]
	if w.worked[at] {
		if left == 0 {
			return w.inside(e)
		}
		left--
	}
	return w.inside(w.week(w.weekly(e+1) + left))
}

// week returns the n-th working day as if there were no exceptions.
func (w *workdays) week(n int) int { return n/len(w.offset)*7 + w.offset[n%len(w.offset)] }

func (w *workdays) inside(day int) (int, bool) { return day, day >= w.low && day <= w.high }

// shift returns the instant so many working days after another, or before it: after, as soon as the last of
// them is over; before, as late as the first of them begins.
func (w *workdays) shift(t, n int) (int, bool) {
	switch {
	case n > 0:
		day, ok := w.nth(w.count(t) + n - 1)
		return day + 1, ok
	case n < 0:
		return w.nth(w.count(t) + n)
	}
	return t, true
}

// unshift returns the latest instant that shift does not take beyond another.
func (w *workdays) unshift(t, n int) (int, bool) {
	switch {
	case n > 0:
		return w.nth(w.count(t) - n)
	case n < 0:
		return w.nth(w.count(t+1) - 1 - n)
	}
	return t, true
}

// horizon is how far a plan may reach before and after its start, in days.
const (
	horizonBefore = 3_660
	horizonAfter  = 14_610
)

// calendars makes the calendars of a network.
type calendars struct {
	net       *TaskNetwork
	low, high int
	at        map[string]int
	resources map[string]string // their calendars
	holidays  map[civil.Territory][]exception
	made      map[string]*workdays
	single    map[int]*workdays
}

func newCalendars(n *TaskNetwork) *calendars {
	start := dayNumber(n.Start)
	c := &calendars{
		net: n, low: max(0, start-horizonBefore), high: min(dayNumber(civil.MustParseDate("2199-12-30")), start+horizonAfter),
		at: make(map[string]int, len(n.Calendars)), resources: make(map[string]string, len(n.Resources)), holidays: map[civil.Territory][]exception{}, made: map[string]*workdays{}, single: map[int]*workdays{},
	}
	for i := range n.Calendars {
		c.at[n.Calendars[i].ID] = i
	}
	for i := range n.Resources {
		c.resources[n.Resources[i].ID] = n.Resources[i].Calendar
	}
	return c
}

// of returns the days on which a task can be done: those of its calendar and of those of its resources.
func (c *calendars) of(t *Task) (*workdays, error) {
	var few [8]int
	which := few[:0]
	add := func(id string) {
		if id == "" {
			return
		}
		if at := c.at[id]; !slices.Contains(which, at) {
			which = append(which, at)
		}
	}
	add(t.Calendar)
	for _, u := range t.Uses {
		add(c.resources[u.Resource])
	}
	slices.Sort(which)
	var bytes [32]byte
	key := bytes[:0]
	for _, at := range which {
		key = binary.AppendUvarint(key, uint64(at))
	}
	if w, ok := c.made[string(key)]; ok {
		return w, nil
	}
	w, err := c.together(which)
	if err == nil {
		c.made[string(key)] = w
	}
	return w, err
}

// together returns the days on which all of some calendars work.
func (c *calendars) together(which []int) (*workdays, error) {
	works := [7]bool{true, true, true, true, true, true, true}
	var parts []*workdays
	for _, at := range which {
		w, err := c.one(at)
		if err != nil {
			return nil, err
		}
		parts = append(parts, w)
		for i := range works {
			works[i] = works[i] && w.works[i]
		}
	}
	if works == ([7]bool{}) {
		return nil, fmt.Errorf("%w: there is no day of the week on which it and its resources work", civil.ErrDate)
	}
	if len(parts) == 1 {
		return parts[0], nil
	}
	var exceptions []exception
	for _, w := range parts {
		for _, day := range w.days {
			all := true
			for _, other := range parts {
				all = all && other.count(day+1) > other.count(day)
			}
			exceptions = append(exceptions, exception{day, all})
		}
	}
	return newWorkdays(works, sortExceptions(exceptions), c.low, c.high), nil
}

// one returns the days of a calendar. Days beyond the horizon are nobody's concern.
func (c *calendars) one(at int) (*workdays, error) {
	if w, ok := c.single[at]; ok {
		return w, nil
	}
	cal := &c.net.Calendars[at]
	works := [7]bool{true, true, true, true, true, true, true}
	for _, day := range cal.DaysOff {
		works[(day+6)%7] = false
	}
	var exceptions []exception
	for _, d := range cal.Worked { // first, so that they go before the others
		exceptions = append(exceptions, exception{dayNumber(d), true})
	}
	off := slices.Clone(cal.Off)
	slices.SortFunc(off, func(p, q civil.Period) int { return p.From.Compare(q.From) })
	next := c.low // so that periods over one another are walked once
	for _, p := range off {
		for next = max(next, dayNumber(p.From)); next <= min(dayNumber(p.To), c.high); next++ {
			exceptions = append(exceptions, exception{next, false})
		}
	}
	if cal.Holidays {
		holidays, err := c.holidaysOf(cal.Territory)
		if err != nil {
			return nil, err
		}
		exceptions = append(exceptions, holidays...)
	}
	w := newWorkdays(works, sortExceptions(exceptions), c.low, c.high)
	c.single[at] = w
	return w, nil
}

func (c *calendars) holidaysOf(t civil.Territory) ([]exception, error) {
	if list, ok := c.holidays[t]; ok {
		return list, nil
	}
	var list []exception
	for year := dateOfDay(c.low).Year(); year <= dateOfDay(c.high).Year(); year++ {
		holidays, err := civil.Holidays(year, t)
		if err != nil {
			return nil, err
		}
		for _, h := range holidays {
			list = append(list, exception{dayNumber(h.Date), false})
		}
	}
	c.holidays[t] = list
	return list, nil
}

// sortExceptions orders days; of one given twice the first counts.
func sortExceptions(list []exception) []exception {
	slices.SortStableFunc(list, func(a, b exception) int { return a.day - b.day })
	return slices.CompactFunc(list, func(a, b exception) bool { return a.day == b.day })
}
