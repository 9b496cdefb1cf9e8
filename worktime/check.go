package worktime

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

// Rule is the name of what a breach is of.
type Rule string

// Rules. The limit of each is at most, but for those of which [Rule.AtLeast] says otherwise.
const (
	// DailyHours is the work of a day (durée quotidienne), on its date.
	DailyHours Rule = "daily-hours"
	// DailySpan is the time from call to wrap (amplitude), with the journeys of the date in 3097.
	DailySpan Rule = "daily-span"
	// WorkBreak is the work without a pause: until the first one of an adult, any of a minor.
	WorkBreak Rule = "break"
	// DailyRest is the rest before a shift (repos quotidien), on its date.
	DailyRest Rule = "daily-rest"
	// ShortRests are the reduced daily rests of a civil week, on its Monday.
	ShortRests Rule = "short-rests"
	// WeeklyHours is the work of a civil week, on its Monday.
	WeeklyHours Rule = "weekly-hours"
	// AverageHours is the work of twelve civil weeks in a row, in all, on the Monday of the last.
	AverageHours Rule = "average-hours"
	// AuthorisedWeeks are weeks in a row above the weekly hours by derogation, on the Monday of
	// each week too many.
	AuthorisedWeeks Rule = "authorised-weeks"
	// WeeklyDays are the days of work of a civil week, on its Monday.
	WeeklyDays Rule = "weekly-days"
	// ConsecutiveDays are days of work in a row, in all, on the first day too many.
	ConsecutiveDays Rule = "consecutive-days"
	// WeeklyRest is the longest rest (repos hebdomadaire) of which 24 hours lie in a civil week, on
	// its Monday; for a rest that the caller gives, on the date of the shift after it.
	WeeklyRest Rule = "weekly-rest"
	// SixDayWeeks are weeks of six days in a row, in all, on the Monday of the first too many.
	SixDayWeeks Rule = "six-day-weeks"
	// SixDayWeeksAYear are weeks of six days in a calendar year, in all, on the Monday of the first
	// too many.
	SixDayWeeksAYear Rule = "six-day-weeks-a-year"
	// SixthDayRecovery is the day off that a sixth day in the Paris region is owed, on that day.
	SixthDayRecovery Rule = "sixth-day-recovery"
	// SundayRecovery is the day off that a Sunday is owed, on that Sunday.
	SundayRecovery Rule = "sunday-recovery"
	// SundaysAYear are Sundays with work in a calendar year, in all, on the first too many.
	SundaysAYear Rule = "sundays"
	// StudioSunday is work in a studio on a Sunday.
	StudioSunday Rule = "studio-sunday"
	// StudioHoliday is work in a studio on a public holiday.
	StudioHoliday Rule = "studio-holiday"
	// TravelRest is the time from the end of a journey to the call of the same day.
	TravelRest Rule = "travel-rest"
	// MinorNight is the work of a minor in the hours of night, on the date of the shift.
	MinorNight Rule = "minor-night"
	// MinorHoliday is the work of a minor on a public holiday.
	MinorHoliday Rule = "minor-holiday"
	// MinorSunday is the work of a child model on a Sunday of school term.
	MinorSunday Rule = "minor-sunday"
	// MinorRestDays are the days off in a row of a minor in a civil week, on its Monday.
	MinorRestDays Rule = "minor-rest-days"
	// ChildPermit is the authorisation that a child needs, on the date of the first shift.
	ChildPermit Rule = "child-permit"
)

// Rules returns every rule, in alphabetical order.
func Rules() []Rule {
	return []Rule{AuthorisedWeeks, AverageHours, WorkBreak, ChildPermit, ConsecutiveDays, DailyHours, DailyRest, DailySpan,
		MinorHoliday, MinorNight, MinorRestDays, MinorSunday, ShortRests, SixDayWeeks, SixDayWeeksAYear, SixthDayRecovery,
		StudioHoliday, StudioSunday, SundayRecovery, SundaysAYear, TravelRest, WeeklyDays, WeeklyHours, WeeklyRest}
}

// AtLeast reports whether what the rule allows is a least and not a most.
func (r Rule) AtLeast() bool {
	switch r {
	case DailyRest, WeeklyRest, TravelRest, SixthDayRecovery, SundayRecovery, MinorRestDays, ChildPermit:
		return true
	}
	return false
}

// Breach is a limit that a record does not keep (dépassement).
type Breach struct {
	Rule Rule       `json:"rule"`
	Date civil.Date `json:"date"`
	// Measured is what the record has, in the unit of the limit.
	Measured int `json:"measured"`
	// Allowed is the most, or where [Rule.AtLeast] says so the least. For [AverageHours] it is that
	// of all the weeks of the average together.
	Allowed int `json:"allowed"`
	// Unit is what both count: minutes, days, weeks, rests, sundays or permits.
	Unit string `json:"unit"`
	// Limit is the key of the limit in the table, Refs where it was read.
	Limit string   `json:"limit"`
	Refs  law.Refs `json:"refs,omitzero"`
	// Notices say that the limit is not verified.
	Notices []law.Notice `json:"notices,omitempty"`
}

// String returns the breach in one line, "2025-05-20 daily-span: 13:30, at most 13:00 (CCN 3097
// art. 27)".
func (b Breach) String() string {
	bound := "at most"
	if b.Rule.AtLeast() {
		bound = "at least"
	}
	return fmt.Sprintf("%v %s: %s, %s %s (%v)", b.Date, b.Rule, b.quantity(b.Measured), bound, b.quantity(b.Allowed), b.Refs)
}

func (b Breach) quantity(n int) string {
	if b.Unit == "minutes" {
		return hours(n)
	}
	return fmt.Sprintf("%d %s", n, b.Unit)
}

// Report is what was found in a record.
type Report struct {
	// ID is that of the record.
	ID string `json:"id"`
	// Breaches are by date, then by rule. None is an empty list.
	Breaches []Breach `json:"breaches"`
	// Notices say which of the limits that were used are not verified, or stale.
	Notices []law.Notice `json:"notices,omitempty"`
}

// Check compares the working time of one person with the limits of the agreement and of the
// labour code (contrôle de la durée du travail). A record at fault is a [*FieldError] for each
// fault; a date before a limit is known is a [law.ErrNoValue].
//
// Complexity O(n log n) in the shifts; 250 shifts, a year of one person, take about 0.2 ms.
func Check(r Record, l Limits) (Report, error) {
	reports, err := checkAll([]Record{r}, l, false)
	if err != nil {
		return Report{}, err
	}
	return reports[0], nil
}

// CheckAll checks the records of a crew as [Check] does each, in their order. The paths of
// faults begin with the index of the record.
func CheckAll(records []Record, l Limits) ([]Report, error) { return checkAll(records, l, true) }

func checkAll(records []Record, l Limits, list bool) ([]Report, error) {
	table, err := l.table()
	if err != nil {
		return nil, err
	}
	ages, err := l.ages()
	if err != nil {
		return nil, err
	}
	var f valid.Faults
	reports := make([]Report, len(records))
	shelf := shelf{table: table}
	for i := range records {
		if list {
			f.Index(i)
		}
		c := checker{rec: &records[i], shelf: &shelf, ages: ages}
		if reports[i], err = c.check(&f); err != nil {
			f.Add("", records[i].ID, err)
		}
		if list {
			f.Leave()
		}
		if f.Full() {
			break
		}
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	return reports, nil
}

// shelf keeps the books that were read, so that a crew reads each once.
type shelf struct {
	table law.Table[int]
	books []shelved
}

type shelved struct {
	agreement Agreement
	fiction   bool
	*book
}

// at returns the limits of an agreement on a day.
func (s *shelf) at(a Agreement, fiction, minor bool, on civil.Date) (*book, error) {
	for _, b := range s.books {
		if b.agreement == a && b.fiction == fiction && b.minor == minor && b.covers(on) {
			return b.book, nil
		}
	}
	b, err := readBook(s.table, a, fiction, minor, on)
	if err != nil {
		return nil, err
	}
	s.books = append(s.books, shelved{a, fiction, b})
	return b, nil
}

// checker checks one record.
type checker struct {
	rec   *Record
	shelf *shelf
	ages  law.Table[Ages]
	cal   calendar
	book  *book // of the date in hand
	noted [numNames]bool
	out   Report
	err   error
}

// rules are all rules, each a function that tells its breaches.
var rules = []func(*checker){
	(*checker).days, (*checker).dailyRests, (*checker).shortRests, (*checker).weeklyRests, (*checker).weekTotals,
	(*checker).averages, (*checker).authorisedWeeks, (*checker).consecutiveDays, (*checker).sixDayWeeks,
	(*checker).sixDayWeeksAYear, (*checker).recoveries, (*checker).sundays, (*checker).travels, (*checker).minorWeeks,
	(*checker).childPermit,
}

func (c *checker) check(f *valid.Faults) (Report, error) {
	var own valid.Faults
	c.rec.check(&own)
	if own.Any() {
		c.rec.check(f)
		return Report{}, nil
	}
	c.out = Report{ID: c.rec.ID, Breaches: []Breach{}}
	if err := c.prepare(); err != nil {
		return Report{}, err
	}
	for _, rule := range rules {
		if rule(c); c.err != nil {
			return Report{}, c.err
		}
	}
	slices.SortStableFunc(c.out.Breaches, func(a, b Breach) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Rule, b.Rule))
	})
	if n := len(c.cal.days); n > 0 {
		if notice, stale := c.shelf.table.Stale(c.cal.days[n-1].Date); stale {
			c.note(notice)
		}
	}
	return c.out, nil
}

func (c *checker) prepare() (err error) {
	c.cal, err = prepare(c.rec, func(on civil.Date) (int, error) {
		if !c.turnTo(on) {
			return 0, c.err
		}
		free, _ := c.limit(freeTransport)
		return free.Value, nil
	})
	return err
}

// turnTo makes the limits of a date those in hand, and reports whether there are any.
func (c *checker) turnTo(on civil.Date) bool {
	minor := c.isUnder(majority, on)
	if c.book != nil && c.book.minor == minor && c.book.covers(on) {
		return true
	}
	c.book, c.err = c.shelf.at(c.rec.Agreement, c.rec.Fiction, minor, on)
	c.noted = [numNames]bool{}
	return c.err == nil
}

// limit returns a limit of the date in hand, and whether there is one. What is not verified about
// it goes into the report.
func (c *checker) limit(n name) (law.Value[int], bool) {
	if !c.book.has[n] {
		return law.Value[int]{}, false
	}
	v := c.book.values[n]
	if !c.noted[n] {
		c.noted[n] = true
		if notice, ok := v.Notice(); ok {
			c.note(notice)
		}
	}
	return v, true
}

func (c *checker) note(notice law.Notice) {
	if !slices.ContainsFunc(c.out.Notices, func(n law.Notice) bool {
		return n.Code == notice.Code && n.Key == notice.Key && n.Message == notice.Message
	}) {
		c.out.Notices = append(c.out.Notices, notice)
	}
}

// breach tells that what was measured is beyond a limit.
func (c *checker) breach(rule Rule, day, measured int, v law.Value[int]) {
	c.breachOf(rule, day, measured, v.Value, v)
}

// against tells a breach when what was measured is beyond the limit of a rule.
func (c *checker) against(rule Rule, day, measured int, v law.Value[int]) {
	if rule.isBeyond(measured, v.Value) {
		c.breach(rule, day, measured, v)
	}
}

func (c *checker) breachOf(rule Rule, day, measured, allowed int, v law.Value[int]) {
	limit := limitOf(v)
	c.out.Breaches = append(c.out.Breaches, Breach{
		Rule: rule, Date: dateOf(day), Measured: measured, Allowed: allowed, Unit: v.Unit, Limit: v.Key, Refs: v.Refs,
		Notices: limit.Notices,
	})
}

// holds reports whether the employer holds a derogation on a day.
func (c *checker) holds(kind Derogation, on civil.Date) bool {
	for i := range c.rec.Leaves {
		if c.rec.Leaves[i].Kind == kind && c.rec.Leaves[i].Period.Contains(on) {
			return true
		}
	}
	return false
}
