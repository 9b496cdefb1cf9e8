package payroll

import (
	"cmp"
	"io"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// ActivityKind is what an activity counts as for the affiliation of an intermittent.
type ActivityKind string

// Kinds of activities.
const (
	// HoursWorked is work paid by the hour, of a technician or an artist, as an employer's monthly
	// attestation (AEM) or a DUS of the Guso tells it.
	HoursWorked ActivityKind = "hours"
	// Cachets is an artist's work paid by the performance, each 12 hours whether isolated or grouped.
	Cachets ActivityKind = "cachets"
	// WorkAbroad is an artist's work in the European Economic Area, Switzerland or the United
	// Kingdom that an U1 attests, 6 hours a day.
	WorkAbroad ActivityKind = "abroad"
	// CareerTransition is a paid training of a projet de transition professionnelle, hour for hour.
	CareerTransition ActivityKind = "transition"
	// Suspension is a suspension of a contract, such as sick leave during it, 5 hours a day.
	Suspension ActivityKind = "suspension"
	// Maternity is leave for maternity or adoption outside a contract, 5 hours a day.
	Maternity ActivityKind = "maternity"
	// WorkAccident is leave after an accident at work, after the contract, 5 hours a day.
	WorkAccident ActivityKind = "accident"
	// LongIllness is leave for a long illness (affection de longue durée) outside a contract, 5 hours a
	// day for those who were admitted before.
	LongIllness ActivityKind = "long-illness"
	// SickLeave is indemnified sick or paternity leave between contracts: it counts for nothing and
	// makes the period longer.
	SickLeave ActivityKind = "sick-leave"
	// Training is training that unemployment insurance does not pay.
	Training ActivityKind = "training"
	// Teaching is teaching of one's craft under contract in an approved school.
	Teaching ActivityKind = "teaching"
	// OtherWork is any other work: only its pay matters, for the wage franchise.
	OtherWork ActivityKind = "other"
)

var activityKinds = []ActivityKind{
	HoursWorked, Cachets, WorkAbroad, CareerTransition, Suspension, Maternity, WorkAccident, LongIllness, SickLeave, Training, Teaching, OtherWork,
}

// OneOf returns the words that are an ActivityKind.
func (ActivityKind) OneOf() []string { return valid.Texts(activityKinds) }

// Activity is work, or what is counted like it, over a period of days.
type Activity struct {
	Kind ActivityKind `json:"kind" strict:"required"`
	// From and To are its first and last day. Work of annexes 8 and 10 stays within a month, as
	// attestations do.
	From civil.Date `json:"from" strict:"required"`
	To   civil.Date `json:"to" strict:"required"`
	// Category is the annex, of hours worked and of a career transition; the others have it from
	// their kind.
	Category Category `json:"category,omitempty"`
	// Employer tells employers apart, because the monthly limit of a technician is greater with
	// several.
	Employer string `json:"employer,omitempty"`
	// Hours are those of hours worked, of a career transition, of training and of teaching.
	Hours money.Decimal `json:"hours,omitzero"`
	// Cachets is their number.
	Cachets int `json:"cachets,omitempty"`
	// Days is the number of days worked: those of the attestation, for the leave franchise, or
	// those of the work abroad.
	Days int `json:"days,omitempty"`
	// Gross is the gross pay, before any deduction for expenses.
	Gross money.Amount `json:"gross,omitzero"`
}

// shape tells which fields an activity of a kind has.
type shape struct {
	work, category, hours, cachets, days, gross bool
	// assimilated counts calendar days, each so many hours; adjusts says that those days are left out of
	// the period that the reference pay is earned in.
	assimilated, adjusts bool
}

var shapes = map[ActivityKind]shape{
	HoursWorked:      {work: true, category: true, hours: true, days: true, gross: true},
	Cachets:          {work: true, cachets: true, days: true, gross: true},
	WorkAbroad:       {work: true, days: true, gross: true},
	CareerTransition: {work: true, category: true, hours: true, gross: true},
	Suspension:       {assimilated: true},
	Maternity:        {assimilated: true, adjusts: true},
	WorkAccident:     {assimilated: true},
	LongIllness:      {assimilated: true, adjusts: true},
	SickLeave:        {},
	Training:         {hours: true},
	Teaching:         {hours: true, gross: true},
	OtherWork:        {gross: true},
}

// category is the annex of work.
func (a Activity) category() Category {
	if shapes[a.Kind].category {
		return a.Category
	}
	return Artist
}

func (a Activity) period() civil.Period { return civil.Period{From: a.From, To: a.To} }

// Claim is what a right to unemployment benefits (allocation d'aide au retour à l'emploi, ARE) under
// annexes 8 and 10 is looked for in.
type Claim struct {
	// End is the end of contract that the right is looked for from (fin de contrat de travail, FCT).
	// An activity of annexes 8 or 10 ends on it.
	End civil.Date `json:"end" strict:"required"`
	// Activities are in any order. Those outside the period do not count.
	Activities []Activity `json:"activities" strict:"required,max=2000"`
	// Previous is the end of contract of the right before, if there was one: hours up to it were used.
	Previous civil.Date `json:"previous,omitzero"`
	// Extend allows a longer period where 365 days do not suffice, after the end of the right before.
	Extend bool `json:"extend,omitempty"`
	// Birth matters for the limit of teaching and the age limit; without it the claimant is an adult
	// under 50.
	Birth civil.Date `json:"birth,omitzero"`
	// Derogation says that the labour authority (DREETS) raised the monthly limit of technicians.
	Derogation bool `json:"derogation,omitempty"`
}

// MaxActivities is the greatest number of activities of a claim: more than one each second day of ten
// years.
const MaxActivities = 2_000

// DecodeClaim reads a claim from JSON and checks it, as [Decode] does for engagements.
func DecodeClaim(r io.Reader) (Claim, error) {
	return strictjson.DecodeChecked(r, MaxActivities, func(c *Claim, f *valid.Faults) { c.check(f) })
}

// Validate reports every fault of the claim, each a [*FieldError], or nil.
func (c Claim) Validate() error {
	var f valid.Faults
	c.check(&f)
	return f.Err()
}

// maxYears bounds how long before the end of contract the claimant's past begins to matter.
const maxYears = 10

func (c Claim) check(f *valid.Faults) {
	checkDate(f, "end", c.End)
	if len(c.Activities) > MaxActivities {
		f.Addf("activities", len(c.Activities), valid.ErrOutOfRange, "at most %d", MaxActivities)
		return
	}
	f.Enter("activities")
	for i, a := range c.Activities {
		f.Index(i)
		a.check(f)
		f.Leave()
	}
	c.checkOverlaps(f)
	f.Leave()
	if c.End.IsZero() {
		return
	}
	ends := func(a Activity) bool { return shapes[a.Kind].work && a.To == c.End }
	if !slices.ContainsFunc(c.Activities, ends) {
		f.Addf("end", c.End, valid.ErrReference, "no work of annexes 8 or 10 ends on it")
	}
	oldest, err := c.End.AddYears(-maxYears)
	if err != nil {
		f.Addf("end", c.End, valid.ErrOutOfRange, "later than %d", civil.MinYear+maxYears)
		return
	}
	if !c.Previous.IsZero() && (c.Previous.Before(oldest) || !c.Previous.Before(c.End)) {
		f.Addf("previous", c.Previous, valid.ErrOutOfRange, "%v to the day before the end", oldest)
	}
	if c.Extend && c.Previous.IsZero() {
		f.Addf("extend", c.Extend, valid.ErrOutOfRange, "only where there was a right before")
	}
	if !c.Birth.IsZero() && !c.Birth.Before(oldest) {
		f.Addf("birth", c.Birth, valid.ErrOutOfRange, "before %v", oldest)
	}
}

func (a Activity) check(f *valid.Faults) {
	valid.OneOf(f, "kind", a.Kind, activityKinds)
	checkDate(f, "from", a.From)
	checkDate(f, "to", a.To)
	s, known := shapes[a.Kind]
	if !known || a.From.IsZero() || a.To.IsZero() {
		return
	}
	if a.To.Before(a.From) {
		f.Addf("to", a.To, valid.ErrOutOfRange, "not before %v", a.From)
		return
	}
	if s.work && a.From.Month() != a.To.Month() {
		f.Addf("to", a.To, valid.ErrOutOfRange, "within the month of %v: give one activity a month, as attestations do", a.From)
	}
	a.checkFields(f, s)
}

// checkFields tells the faults of what the kind needs and of what it does not have.
func (a Activity) checkFields(f *valid.Faults, s shape) {
	span := a.period().Days()
	none := func(field string, has, given bool) bool {
		if !has && given {
			f.Addf(field, nil, valid.ErrUnknownField, "an activity of kind %s has none", a.Kind)
		}
		return !has
	}
	if !none("category", s.category, a.Category != "") {
		valid.OneOf(f, "category", a.Category, categories)
	}
	none("employer", s.work, a.Employer != "")
	if !none("hours", s.hours, !a.Hours.IsZero()) {
		most := money.DecimalFromInt(24 * int64(span))
		if _, exact := a.Hours.Scaled(2); !exact || a.Hours.Sign() <= 0 || a.Hours.Compare(most) > 0 {
			f.Addf("hours", a.Hours, valid.ErrOutOfRange, "more than 0, at most %v, two decimals", most)
		}
	}
	if !none("cachets", s.cachets, a.Cachets != 0) {
		checkInt(f, "cachets", a.Cachets, 1, 3*span)
	}
	if !none("days", s.days, a.Days != 0) {
		checkInt(f, "days", a.Days, 1, span)
	}
	if !none("gross", s.gross, !a.Gross.IsZero()) {
		checkAmount(f, "gross", a.Gross)
	}
}

// checkOverlaps tells the faults of leaves that share days, which would count twice.
func (c Claim) checkOverlaps(f *valid.Faults) {
	var leaves []int
	for i, a := range c.Activities {
		if (shapes[a.Kind].assimilated || a.Kind == SickLeave) && a.period().IsValid() {
			leaves = append(leaves, i)
		}
	}
	slices.SortStableFunc(leaves, func(i, j int) int {
		return cmp.Or(c.Activities[i].From.Compare(c.Activities[j].From), cmp.Compare(i, j))
	})
	var last civil.Date
	for _, i := range leaves {
		a := c.Activities[i]
		if !a.From.After(last) {
			f.Index(i)
			f.Addf("from", a.From, valid.ErrDuplicate, "another leave covers the day")
			f.Leave()
		}
		if a.To.After(last) {
			last = a.To
		}
	}
}
