package civil

import (
	"errors"
	"fmt"
	"iter"
)

// ErrPeriod reports a period that ends before it begins, or without one of its ends.
var ErrPeriod = errors.New("not a period")

// Period is a run of days, both ends included. The zero value is no period.
type Period struct {
	// From is the first day.
	From Date `json:"from"`
	// To is the last day, not before From.
	To Date `json:"to"`
}

// NewPeriod returns the days from one date to another. An end before the beginning, or
// an end that is no date, is an [ErrPeriod].
func NewPeriod(from, to Date) (Period, error) {
	p := Period{from, to}
	if !p.IsValid() {
		return Period{}, fmt.Errorf("%w: %v to %v", ErrPeriod, from, to)
	}
	return p, nil
}

// IsValid reports whether p has both ends, in order.
func (p Period) IsValid() bool { return !p.From.IsZero() && !p.To.Before(p.From) }

// Days returns the number of days of p, 0 when it is not valid.
func (p Period) Days() int {
	if !p.IsValid() {
		return 0
	}
	return p.To.DaysSince(p.From) + 1
}

// Contains reports whether d is one of the days of p.
func (p Period) Contains(d Date) bool {
	return p.IsValid() && !d.Before(p.From) && !d.After(p.To)
}

// Intersect returns the days that p and q share, and whether there are any.
func (p Period) Intersect(q Period) (Period, bool) {
	if !p.IsValid() || !q.IsValid() {
		return Period{}, false
	}
	shared := Period{Date{max(p.From.n, q.From.n)}, Date{min(p.To.n, q.To.n)}}
	if !shared.IsValid() {
		return Period{}, false
	}
	return shared, true
}

// All returns the days of p in order.
func (p Period) All() iter.Seq[Date] {
	return func(yield func(Date) bool) {
		if !p.IsValid() {
			return
		}
		for n := p.From.n; n <= p.To.n; n++ {
			if !yield(Date{n}) {
				return
			}
		}
	}
}

// ByMonth returns the parts of p month by month, in order.
func (p Period) ByMonth() iter.Seq[Period] {
	return func(yield func(Period) bool) {
		if !p.IsValid() {
			return
		}
		for from := p.From; !from.After(p.To); {
			to := Date{min(from.Month().Last().n, p.To.n)}
			if !yield(Period{from, to}) {
				return
			}
			from = Date{to.n + 1}
		}
	}
}

// String returns "2026-11-01 to 2026-11-30".
func (p Period) String() string { return p.From.String() + " to " + p.To.String() }
