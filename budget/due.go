package budget

import (
	"errors"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Moment is when an instalment is due, within the phase of what is paid.
type Moment string

// Moments.
const (
	// AtStart is the first day of the phase: an advance (acompte).
	AtStart Moment = "start"
	// AtEnd is the last day of the phase: on delivery (solde).
	AtEnd Moment = "end"
	// EachDay is every day of the phase, in equal parts.
	EachDay Moment = "day"
	// EachWeek is the last day of the phase in each week, Monday to Sunday, in proportion to the
	// days of the phase in the week.
	EachWeek Moment = "week"
	// EachMonth is the last day of the phase in each month, in proportion to its days in the month.
	EachMonth Moment = "month"
)

var moments = []Moment{AtStart, AtEnd, EachDay, EachWeek, EachMonth}

// OneOf returns the words that are a Moment.
func (Moment) OneOf() []string { return valid.Texts(moments) }

// parts returns the parts of a phase at whose last day, or first for an advance, a share is due.
func (m Moment) parts(p civil.Period) []civil.Period {
	switch m {
	case EachDay:
		return split(p, func(d civil.Date) civil.Date { return d })
	case EachWeek:
		return split(p, lastOfWeek)
	case EachMonth:
		return slices.Collect(p.ByMonth())
	}
	return []civil.Period{p}
}

// split cuts a period after each day that ends one, as end tells of any day before it.
func split(p civil.Period, end func(civil.Date) civil.Date) []civil.Period {
	var parts []civil.Period
	for from := p.From; ; {
		to := end(from)
		if !to.Before(p.To) {
			return append(parts, civil.Period{From: from, To: p.To})
		}
		parts = append(parts, civil.Period{From: from, To: to})
		from, _ = to.AddDays(1) // at most p.To
	}
}

// lastOfWeek returns the Sunday of the week of a day, or where it is beyond it, the last day of the
// calendar.
func lastOfWeek(d civil.Date) civil.Date {
	if sunday, err := d.AddDays((7 - int(d.Weekday())) % 7); err == nil {
		return sunday
	}
	month, _ := civil.NewMonth(civil.MaxYear, 12)
	return month.Last()
}

// due are the dates on which instalments over a phase are paid, with their shares of the whole.
type due struct {
	dates   []civil.Date
	shares  []money.Fraction
	weights money.Weights
}

// maxDue bounds how many parts an amount is split into.
const maxDue = 20_000

// dueOver returns the dates and shares of instalments over a period, in the order of the instalments.
// A date outside the calendar is told, and so are shares too fine to be weighed. A period without days
// has no dates, nor have instalments that are none or too many.
func dueOver(f *valid.Faults, instalments []Instalment, p civil.Period) due {
	var d due
	if !p.IsValid() || len(instalments) == 0 || len(instalments) > maxInstalments {
		return d // told already
	}
	for i, instalment := range instalments {
		f.Index(i)
		d.add(f, instalment, p)
		f.Leave()
	}
	if len(d.dates) > maxDue {
		f.Addf("", len(d.dates), valid.ErrOutOfRange, "at most %d due dates", maxDue)
	}
	if f.Any() {
		return d
	}
	weights, err := money.NewWeights(d.shares...)
	if err != nil {
		f.Add("", nil, err)
	}
	d.weights = weights
	return d
}

// add adds the dates and shares of an instalment over a phase.
func (d *due) add(f *valid.Faults, instalment Instalment, phase civil.Period) {
	if len(d.dates) > maxDue {
		return
	}
	for _, part := range instalment.When.parts(phase) {
		moment := part.To
		if instalment.When == AtStart {
			moment = part.From
		}
		date, err := moment.AddDays(instalment.Days)
		if err != nil {
			f.Add("days", instalment.Days, err)
			return
		}
		of := ratio(int64(part.Days()), int64(phase.Days()))
		share, err := fractionOf(fractionNumber(instalment.Share).mul(of))
		if err != nil {
			f.Add("share", instalment.Share, err)
			return
		}
		d.dates, d.shares = append(d.dates, date), append(d.shares, share)
	}
}

// errFine reports a share whose terms are beyond those of a fraction.
var errFine = errors.New("too fine a share")

func fractionOf(n Number) (money.Fraction, error) {
	r := n.rat()
	if !r.Num().IsInt64() || !r.Denom().IsInt64() {
		return money.Fraction{}, errFine
	}
	return money.NewFraction(r.Num().Int64(), r.Denom().Int64())
}
