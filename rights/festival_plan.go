package rights

import (
	"errors"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// IneligibleReason is why a film cannot be submitted.
type IneligibleReason string

// Reasons, in the order they are told in.
const (
	DeadlineGone     IneligibleReason = "deadline"  // the last deadline is over
	PremiereLost     IneligibleReason = "premiere"  // shown before, where it may not have been
	NotFinished      IneligibleReason = "completed" // finished after the festival begins, or before what it accepts
	LengthOutside    IneligibleReason = "length"
	CountriesOutside IneligibleReason = "country"
)

// FestivalEntry is what to do about a festival.
type FestivalEntry struct {
	Festival string       `json:"festival"`
	Kind     FestivalKind `json:"kind"`
	Dates    civil.Period `json:"dates"`
	Eligible bool         `json:"eligible"`
	// Reasons are all those why it is not.
	Reasons []IneligibleReason `json:"reasons,omitempty"`
	// SubmitBy is the next deadline, with its fee; Days are those left, the day itself not counted.
	SubmitBy civil.Date   `json:"submitBy,omitzero"`
	Deadline string       `json:"deadline,omitempty"`
	Days     int          `json:"days,omitempty"`
	Fee      money.Amount `json:"fee,omitzero"`
	Currency string       `json:"currency,omitempty"`
	// Loses are the eligible festivals that begin later and that a showing at this one would rule out, by
	// their first day. Markets show to buyers alone and rule out none.
	Loses []string `json:"loses,omitempty"`
}

// Submissions returns what to submit when: the festivals the film is eligible for by their next deadline,
// then the others in the order of the calendar with their reasons. A showing counts against
// the festivals that begin after it alone. Faults of the calendar and of the film are told each as a
// [*FieldError], the latter under "film".
//
// Complexity O(festivals² + festivals × showings).
func (c FestivalCalendar) Submissions(film FestivalFilm, asOf civil.Date) ([]FestivalEntry, error) {
	if err := c.checkFilm(film, asOf); err != nil {
		return nil, err
	}
	entries := make([]FestivalEntry, len(c.Festivals))
	for i := range c.Festivals {
		entries[i] = c.Festivals[i].entry(film, asOf)
	}
	eligible, others := []FestivalEntry{}, []FestivalEntry{}
	for i := range entries {
		if !entries[i].Eligible {
			others = append(others, entries[i])
			continue
		}
		entries[i].Loses = c.loses(i, entries, film)
		eligible = append(eligible, entries[i])
	}
	slices.SortStableFunc(eligible, func(a, b FestivalEntry) int { return a.SubmitBy.Compare(b.SubmitBy) })
	return append(eligible, others...), nil
}

func (c FestivalCalendar) checkFilm(film FestivalFilm, asOf civil.Date) error {
	var f valid.Faults
	if asOf.IsZero() {
		f.Add("asOf", nil, valid.ErrMissing)
	}
	faults := append(valid.List(c.Validate()), valid.List(f.Err())...)
	for _, err := range valid.List(film.Validate()) {
		if fault := (*FieldError)(nil); errors.As(err, &fault) {
			err = &FieldError{Path: "film." + fault.Path, Value: fault.Value, Err: fault.Err}
		}
		faults = append(faults, err)
	}
	return errors.Join(faults...)
}

// entry compares a film with the rules of a festival.
func (e *Festival) entry(film FestivalFilm, asOf civil.Date) FestivalEntry {
	entry := FestivalEntry{Festival: e.ID, Kind: e.Kind, Dates: e.Dates}
	next := slices.IndexFunc(e.Deadlines, func(d FestivalDeadline) bool { return !d.On.Before(asOf) })
	tell := func(is bool, reason IneligibleReason) {
		if is {
			entry.Reasons = append(entry.Reasons, reason)
		}
	}
	tell(next < 0, DeadlineGone)
	tell(slices.ContainsFunc(film.Shown, func(s PublicShowing) bool {
		return s.On.Before(e.Dates.From) && e.rulesOut(film, s.Country)
	}), PremiereLost)
	tell(film.Completed.After(e.Dates.From) || film.Completed.Before(e.CompletedFrom), NotFinished)
	tell(film.Minutes < e.LeastMinutes || (e.MostMinutes > 0 && film.Minutes > e.MostMinutes), LengthOutside)
	tell(len(e.Countries) > 0 && !slices.ContainsFunc(film.Countries, func(country string) bool {
		return slices.Contains(e.Countries, country)
	}), CountriesOutside)
	entry.Eligible = len(entry.Reasons) == 0
	if next >= 0 {
		d := e.Deadlines[next]
		entry.SubmitBy, entry.Deadline, entry.Fee, entry.Currency = d.On, d.Name, d.Fee, d.Currency
		entry.Days = d.On.DaysSince(asOf)
	}
	return entry
}

// rulesOut reports whether a showing in a country takes from a film the premiere that the festival asks for.
func (e *Festival) rulesOut(film FestivalFilm, country string) bool {
	switch e.Premiere {
	case WorldPremiere:
		return true
	case InternationalPremiere:
		return !slices.Contains(film.Countries, country)
	case NationalPremiere:
		return country == e.Country
	case RegionalPremiere:
		return slices.Contains(e.PremiereIn, country)
	}
	return false
}

// loses returns the festivals that a showing at one of them rules out.
func (c FestivalCalendar) loses(i int, entries []FestivalEntry, film FestivalFilm) []string {
	shown := &c.Festivals[i]
	if shown.Kind == FilmMarket {
		return nil
	}
	var lost []int
	for j := range c.Festivals {
		e := &c.Festivals[j]
		if entries[j].Eligible && e.Dates.From.After(shown.Dates.From) && e.rulesOut(film, shown.Country) {
			lost = append(lost, j)
		}
	}
	slices.SortStableFunc(lost, func(a, b int) int { return entries[a].Dates.From.Compare(entries[b].Dates.From) })
	var names []string
	for _, j := range lost {
		names = append(names, entries[j].Festival)
	}
	return names
}
