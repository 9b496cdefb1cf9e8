package worktime

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/law"
)

//go:embed tables/limits.json
var limitsJSON []byte

//go:embed tables/children.json
var childrenJSON []byte

var builtInOnce lazy.Value[law.Table[int]]

// builtIn reads the table once, when it is first needed.
func builtIn() (law.Table[int], error) {
	return builtInOnce.Get(func() (law.Table[int], error) { return law.Load[int](limitsJSON) })
}

var agesOnce lazy.Value[law.Table[Ages]]

// builtInAges reads the table once, when it is first needed.
func builtInAges() (law.Table[Ages], error) {
	return agesOnce.Get(func() (law.Table[Ages], error) { return law.Load[Ages](childrenJSON) })
}

// Ages are a limit that rises with the age of a child, by age.
type Ages []AgeLimit

// AgeLimit is a limit from an age on.
type AgeLimit struct {
	// Months is the age in whole months from which it holds.
	Months int `json:"months"`
	// Term and Holidays are the minutes in school term and in school holidays.
	Term     int `json:"term"`
	Holidays int `json:"holidays"`
}

// Limits are the dated, cited figures that working time is checked against. The zero value holds
// the built-in tables, as verified on [Limits.VerifiedOn]. Limits are immutable and may be
// shared.
type Limits struct {
	changed     *law.Table[int]
	changedAges *law.Table[Ages]
}

func (l Limits) table() (law.Table[int], error) {
	if l.changed != nil {
		return *l.changed, nil
	}
	return builtIn()
}

func (l Limits) ages() (law.Table[Ages], error) {
	if l.changedAges != nil {
		return *l.changedAges, nil
	}
	return builtInAges()
}

// With returns limits in which the given figures, in the unit of each, replace those of the
// table. Breaches found with them cite the references of the override. An unknown key is a
// [law.ErrUnknownKey].
func (l Limits) With(overrides ...law.Override[int]) (Limits, error) {
	for _, o := range overrides {
		if o.Value < 0 {
			return Limits{}, fmt.Errorf("%s: %w: %d", o.Key, ErrLimit, o.Value)
		}
	}
	table, err := l.table()
	if err != nil {
		return Limits{}, err
	}
	if table, err = table.With(overrides...); err != nil {
		return Limits{}, err
	}
	l.changed = &table
	return l, nil
}

// WithAges returns limits in which the given figures replace those of the table of children, as
// [Limits.With] does for the others. Ages that do not begin at 0 months or do not rise are an
// [ErrLimit].
func (l Limits) WithAges(overrides ...law.Override[Ages]) (Limits, error) {
	overrides = slices.Clone(overrides)
	for i, o := range overrides {
		if err := o.Value.check(); err != nil {
			return Limits{}, fmt.Errorf("%s: %w", o.Key, err)
		}
		overrides[i].Value = slices.Clone(o.Value)
	}
	table, err := l.ages()
	if err != nil {
		return Limits{}, err
	}
	if table, err = table.With(overrides...); err != nil {
		return Limits{}, err
	}
	l.changedAges = &table
	return l, nil
}

func (a Ages) check() error {
	for i, limit := range a {
		if limit.Term < 0 || limit.Holidays < 0 || i > 0 && limit.Months <= a[i-1].Months {
			return fmt.Errorf("%w: ages rise, and no limit is negative", ErrLimit)
		}
	}
	if len(a) == 0 || a[0].Months != 0 {
		return fmt.Errorf("%w: the first age is 0 months", ErrLimit)
	}
	return nil
}

// List returns every limit with its unit, and its value, status and references on a day, those
// of children last.
func (l Limits) List(on civil.Date) []law.Entry {
	table, _ := l.table() // the built-in tables are sound, a test says so
	ages, _ := l.ages()
	return append(table.List(on), ages.List(on)...)
}

// Notices returns what is stale or not verified on a day, those of children last.
func (l Limits) Notices(on civil.Date) []law.Notice {
	table, _ := l.table()
	ages, _ := l.ages()
	return append(table.Notices(on), ages.Notices(on)...)
}

// References returns every reference that a report may cite, with title and address.
func (l Limits) References() []law.Ref {
	table, _ := l.table()
	ages, _ := l.ages()
	refs := table.References()
	more := ages.References()
	if l.changed != nil || l.changedAges != nil {
		more = append(more, law.CallerRef())
	}
	for _, ref := range more {
		if !slices.ContainsFunc(refs, func(known law.Ref) bool { return known.Key == ref.Key }) {
			refs = append(refs, ref)
		}
	}
	return refs
}

// VerifiedOn returns the day on which the limits were last verified.
func (l Limits) VerifiedOn() civil.Date {
	table, _ := l.table()
	return table.VerifiedOn()
}

// At returns one limit on a day, such as "3097/daily-span". It fails as [law.Table.At] does.
func (l Limits) At(key string, on civil.Date) (Limit, error) {
	table, err := l.table()
	if err != nil {
		return Limit{}, err
	}
	value, err := table.At(key, on)
	if err != nil {
		return Limit{}, err
	}
	limit := limitOf(value)
	if notice, stale := table.Stale(on); stale {
		limit.Notices = append(limit.Notices, notice)
	}
	return limit, nil
}
