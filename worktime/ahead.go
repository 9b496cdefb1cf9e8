package worktime

import (
	"errors"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
)

// ErrNoShift reports a record without the shift after which a call is asked for.
var ErrNoShift = errors.New("no shift to call after")

// Call is the earliest hour at which somebody may be called.
type Call struct {
	Date civil.Date `json:"date"`
	Call Clock      `json:"call"`
	// Rest is the rest in minutes before it, never less than Limit allows, more where a minor may
	// not begin before the morning.
	Rest  int   `json:"rest"`
	Limit Limit `json:"limit"`
}

// EarliestCall returns the earliest call after the last shift of a record that keeps the daily
// rest: the shortest one that its agreement, what was cut before in the week and the age of the
// person leave. It looks at no weekly limit: [Check] tells of those.
//
// A record at fault is a [*FieldError], one without shifts an [ErrNoShift].
func (l Limits) EarliestCall(r Record) (Call, error) {
	if err := r.Validate(); err != nil {
		return Call{}, err
	}
	if len(r.Shifts) == 0 {
		return Call{}, ErrNoShift
	}
	last := &r.Shifts[len(r.Shifts)-1]
	r.Shifts, r.Travels = recent(r.Shifts), nil
	wrap := minute(last.Date, last.Wrap)
	a, err := l.ahead()
	if err != nil {
		return Call{}, err
	}
	// The right rest depends on the call itself: of its day, its week, the morning. It is one
	// of the rests that the limits know, or one that ends where the next night, week or age
	// begins.
	for _, call := range a.candidates(r, wrap) {
		limit, ok, err := a.mayCall(r, call)
		if err != nil {
			return Call{}, err
		}
		if ok {
			return Call{dateOf(call / minutesOfDay), Clock(call % minutesOfDay), call - wrap, limit}, nil
		}
	}
	return Call{}, fmt.Errorf("%w: no call after %v", civil.ErrRange, last.Date)
}

// recent returns the last shifts, those of the last two weeks: daily rests look no further back.
func recent(shifts []Shift) []Shift {
	last := shifts[len(shifts)-1].Date
	from := len(shifts) - 1
	for from > 0 && last.DaysSince(shifts[from-1].Date) < 2*daysOfWeek {
		from--
	}
	return shifts[from:]
}

// candidates returns the minutes at which a call may first be allowed, in order: after each rest
// that a limit knows, at the end of a minor's night, and at midnight and noon, where the day, the
// week, the age or the morning changes.
func (a *ahead) candidates(r Record, wrap int) []int {
	var calls []int
	day := wrap / minutesOfDay
	for ; day <= (wrap/minutesOfDay)+3; day++ {
		calls = append(calls, day*minutesOfDay, day*minutesOfDay+minutesOfDay/2)
		on := dateOf(day)
		c := checker{rec: &r}
		if b, err := a.shelf.at(r.Agreement, r.Fiction, c.isUnder(majority, on), on); err == nil {
			for _, n := range []name{dailyRest, dailyRestReduced, dailyRestLongDay, dailyRestAfterNight,
				minorDailyRest, minorDailyRestChild, minorDailyRestNight} {
				if b.has[n] {
					calls = append(calls, wrap+b.values[n].Value)
				}
			}
			if b.has[minorNightTo] {
				calls = append(calls, day*minutesOfDay+b.values[minorNightTo].Value)
			}
		}
	}
	calls = slices.DeleteFunc(calls, func(call int) bool { return call < wrap })
	slices.Sort(calls)
	return slices.Compact(calls)
}

// mayCall reports whether a call keeps the daily rests, and the limit of that rest.
func (a *ahead) mayCall(r Record, call int) (Limit, bool, error) {
	last := r.Shifts[len(r.Shifts)-1]
	next := Shift{Date: dateOf(call / minutesOfDay), Call: Clock(call % minutesOfDay), Wrap: Clock(call%minutesOfDay + 1),
		Setting: last.Setting, Place: last.Place}
	if next.Date == last.Date || next.Date.IsZero() {
		return Limit{}, false, nil // a day has one shift
	}
	r.Shifts = append(slices.Clip(r.Shifts), next)
	c, err := a.checker(&r)
	if err != nil {
		return Limit{}, false, err
	}
	i := len(c.cal.days) - 1
	w := &c.cal.days[i]
	v, ok := c.restLimit(c.before(i), w)
	rest, _ := c.restBefore(i)
	if ok && rest < v.Value {
		return Limit{}, false, nil
	}
	if most, has := c.limit(shortRests); has {
		week := c.cal.weeks[len(c.cal.weeks)-1]
		if c.shortRestsIn(len(c.cal.days)-len(week.days), len(c.cal.days)) > most.Value {
			return Limit{}, false, nil
		}
		if usual, _ := c.limit(dailyRest); rest >= usual.Value {
			v = usual
		}
	}
	if c.book.minor && c.minorNightMinutes(w) > 0 {
		return Limit{}, false, nil
	}
	return c.withStale(v, w.Date), true, nil
}

// ahead holds the limits for what is asked of days to come.
type ahead struct {
	shelf shelf
	ages  law.Table[Ages]
}

func (l Limits) ahead() (*ahead, error) {
	table, err := l.table()
	if err != nil {
		return nil, err
	}
	ages, err := l.ages()
	return &ahead{shelf{table: table}, ages}, err
}

// checker returns a checker with the limits of the last shift in hand.
func (a *ahead) checker(r *Record) (*checker, error) {
	c := &checker{rec: r, shelf: &a.shelf, ages: a.ages}
	if err := c.prepare(); err != nil {
		return nil, err
	}
	c.turnTo(r.Shifts[len(r.Shifts)-1].Date)
	return c, c.err
}

func (c *checker) withStale(v law.Value[int], on civil.Date) Limit {
	limit := limitOf(v)
	if notice, stale := c.shelf.table.Stale(on); stale {
		limit.Notices = append(limit.Notices, notice)
	}
	return limit
}

// Day is how long somebody may work on a day.
type Day struct {
	// Work is the most work, Span the most time from call to wrap, nil where nothing limits it.
	Work Limit  `json:"work"`
	Span *Limit `json:"span,omitempty"`
	// Continuous is the most work without a break.
	Continuous Limit `json:"continuous"`
	// NotBefore and NotAfter are the hours within which a minor may work; 00:00 and 24:00 for
	// an adult.
	NotBefore Clock `json:"notBefore"`
	NotAfter  Clock `json:"notAfter"`
	// Closed says why the day may not be worked at all, by the rules it would breach.
	Closed []Rule `json:"closed,omitempty"`
	// Notices say which of the limits are not verified, or stale.
	Notices []law.Notice `json:"notices,omitempty"`
}

// Day returns how long the person of a record may work on a day (durée maximale du jour), of
// which the shift gives the date, the setting, the place and what is exceptional; its hours are
// not looked at, nor are the shifts of the record. It is what a schedule asks of a child.
//
// A record or a setting at fault is a [*FieldError].
func (l Limits) Day(r Record, s Shift) (Day, error) {
	a, err := l.ahead()
	if err != nil {
		return Day{}, err
	}
	return a.day(r, s)
}

// Days returns what [Limits.Day] does for each of some shifts, reading the limits once: those of a schedule.
func (l Limits) Days(r Record, shifts []Shift) ([]Day, error) {
	a, err := l.ahead()
	if err != nil {
		return nil, err
	}
	days := make([]Day, 0, len(shifts))
	for _, s := range shifts {
		day, err := a.day(r, s)
		if err != nil {
			return nil, err
		}
		days = append(days, day)
	}
	return days, nil
}

// day answers [Limits.Day].
func (a *ahead) day(r Record, s Shift) (Day, error) {
	s.Call, s.Wrap, s.Breaks, s.Transport, s.Rest = minutesOfDay/2, minutesOfDay/2+1, nil, 0, nil
	r.Shifts, r.Travels = []Shift{s}, nil
	if err := r.Validate(); err != nil {
		return Day{}, err
	}
	c, err := a.checker(&r)
	if err != nil {
		return Day{}, err
	}
	w := &c.cal.days[0]
	work, _ := c.dailyLimit(w, false)
	continuous, _ := c.limit(workBeforeBreak)
	day := Day{Work: limitOf(work), NotAfter: minutesOfDay}
	if v, ok := c.spanLimit(w); ok {
		limit := limitOf(v)
		day.Span = &limit
	}
	if c.book.minor {
		continuous, _ = c.limit(minorWorkBeforeBreak)
		if model, ok := c.modelLimit("model/work-before-break", s.Date); ok {
			continuous = model
		}
		from, to := c.minorNight(s.Date)
		day.NotBefore, day.NotAfter = Clock(to), Clock(from)
	}
	day.Continuous = limitOf(continuous)
	day.Closed = c.closed()
	if c.err != nil {
		return Day{}, c.err
	}
	day.Notices = c.withStale(law.Value[int]{Status: law.Verified}, s.Date).Notices
	day.Notices = append(c.out.Notices, day.Notices...)
	return day, nil
}

// closed returns the rules that any work on the date of the only shift would breach.
func (c *checker) closed() []Rule {
	if c.cal.days[0].Setting == Studio {
		c.closedStudio(0)
	}
	if c.book.minor {
		c.minorDay(0)
	}
	var rules []Rule
	for _, b := range c.out.Breaches {
		rules = append(rules, b.Rule)
	}
	slices.Sort(rules)
	return rules
}
