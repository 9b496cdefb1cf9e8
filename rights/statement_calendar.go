package rights

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
)

// Cadence is how often statements are made for a time.
type Cadence struct {
	Frequency Frequency `json:"frequency" strict:"required"`
	// Months is how long it lasts, a multiple of the frequency; the last cadence has none and goes on.
	Months int `json:"months,omitempty"`
}

// StatementCalendar tells when a contract has statements made (échéancier des décomptes).
type StatementCalendar struct {
	// First is the first day of the first period.
	First civil.Date `json:"first" strict:"required"`
	// Cadences follow one another: monthly for a quarter, quarterly for the rest of the first year, then
	// half-yearly.
	Cadences []Cadence `json:"cadences" strict:"required,max=100"`
	// DueMonths and DueDays are when a statement is due after the end of its period: the months first,
	// the end of a month kept inside it, then the days.
	DueMonths int `json:"dueMonths,omitempty"`
	DueDays   int `json:"dueDays,omitempty"`
	// Work tells which law of accounts applies; empty of a contract under none.
	Work WorkKind `json:"work,omitempty"`
}

// StatementPeriod is a period that a statement is made of.
type StatementPeriod struct {
	// Number counts from 1.
	Number int `json:"number"`
	civil.Period
	Frequency Frequency `json:"frequency"`
	// Due is the last day for the statement.
	Due civil.Date `json:"due"`
}

// StatementSchedule is the periods of a contract, with what the law asks for.
type StatementSchedule struct {
	Periods []StatementPeriod `json:"periods"`
	// MostMonths is how far apart statements may be by law, with its Refs; 0 of a contract under none.
	MostMonths int          `json:"mostMonths,omitempty"`
	Refs       law.Refs     `json:"refs,omitzero"`
	Notices    []law.Notice `json:"notices,omitempty"`
}

// maxDue bounds how long after its period a statement is due, in months or days.
const maxDue = 1200

// Schedule returns the periods that begin on a day or before, each with the day its statement is due. Every
// period begins so many months after the first day of the first, so that one that begins on the 31st does
// not drift. A frequency rarer than the law of the work allows is a notice.
//
// Faults of the calendar, and days beyond the years of a [civil.Date], are told each as a [*FieldError];
// a first day before the law is a [law.NoValueError].
func (c StatementCalendar) Schedule(until civil.Date, duties StatementDuties) (StatementSchedule, error) {
	if err := c.Validate(); err != nil {
		return StatementSchedule{}, err
	}
	schedule := StatementSchedule{Periods: []StatementPeriod{}}
	if err := c.legal(&schedule, duties); err != nil {
		return StatementSchedule{}, err
	}
	months := 0
	for _, cadence := range c.Cadences {
		for end := months + cadence.Months; cadence.Months == 0 || months < end; months += cadence.Frequency.months() {
			p, err := c.period(months, cadence.Frequency)
			if err != nil {
				return StatementSchedule{}, &FieldError{Path: "until", Value: until, Err: err}
			}
			if p.From.After(until) {
				return schedule, nil
			}
			p.Number = len(schedule.Periods) + 1
			schedule.Periods = append(schedule.Periods, p)
		}
	}
	return schedule, nil // not reached: the last cadence goes on
}

// period returns the period that begins some months after the first day.
func (c StatementCalendar) period(months int, f Frequency) (StatementPeriod, error) {
	from, err := c.First.AddMonths(months)
	if err != nil {
		return StatementPeriod{}, err
	}
	next, err := c.First.AddMonths(months + f.months())
	if err != nil {
		return StatementPeriod{}, err
	}
	end, err := next.AddDays(-1)
	if err != nil {
		return StatementPeriod{}, err
	}
	due, err := end.AddMonths(c.DueMonths)
	if err != nil {
		return StatementPeriod{}, err
	}
	if due, err = due.AddDays(c.DueDays); err != nil {
		return StatementPeriod{}, err
	}
	return StatementPeriod{Period: civil.Period{From: from, To: end}, Frequency: f, Due: due}, nil
}

// legal tells what the law asks for.
func (c StatementCalendar) legal(s *StatementSchedule, duties StatementDuties) error {
	if c.Work == "" {
		return nil
	}
	most, notices, err := duties.term(string(c.Work)+"/exploitation-account-months", c.First)
	if err != nil {
		return err
	}
	s.MostMonths, s.Refs, s.Notices = most.Value, most.Refs, notices
	for _, cadence := range c.Cadences {
		if cadence.Frequency.months() > most.Value {
			s.Notices = append(s.Notices, tooRare(cadence.Frequency, most))
		}
	}
	return nil
}

// Validate reports every fault of the calendar, each a [*FieldError], or nil.
func (c StatementCalendar) Validate() error {
	var f valid.Faults
	if c.First.IsZero() {
		f.Add("first", nil, valid.ErrMissing)
	}
	if len(c.Cadences) == 0 {
		f.Add("cadences", nil, valid.ErrMissing)
	}
	f.Enter("cadences")
	for i, cadence := range c.Cadences {
		f.Index(i)
		cadence.check(&f, i == len(c.Cadences)-1)
		f.Leave()
	}
	f.Leave()
	for _, d := range []struct {
		field string
		n     int
	}{{"dueMonths", c.DueMonths}, {"dueDays", c.DueDays}} {
		if d.n < 0 || d.n > maxDue {
			f.Addf(d.field, d.n, valid.ErrOutOfRange, "0 to %d", maxDue)
		}
	}
	if c.Work != "" {
		valid.OneOf(&f, "work", c.Work, workKinds)
	}
	return f.Err()
}

func (c Cadence) check(f *valid.Faults, last bool) {
	valid.OneOf(f, "frequency", c.Frequency, frequencies)
	switch n := c.Frequency.months(); {
	case last && c.Months != 0:
		f.Addf("months", c.Months, valid.ErrUnknownField, "the last cadence goes on")
	case !last && (c.Months <= 0 || c.Months > maxDue || c.Months%n != 0):
		f.Addf("months", c.Months, valid.ErrOutOfRange, "a multiple of %d, at most %d", n, maxDue)
	}
}
