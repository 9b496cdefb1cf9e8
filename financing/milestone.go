package financing

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// MilestoneDate is when a milestone is reached or expected: signature, first day of shoot,
// delivery.
type MilestoneDate struct {
	Milestone string     `json:"milestone" strict:"required"`
	Date      civil.Date `json:"date" strict:"required"`
}

// PaymentTerm is an instalment of a contract (échéance): a share that is paid so many days
// after a milestone.
type PaymentTerm struct {
	Milestone string         `json:"milestone" strict:"required"`
	Share     money.Fraction `json:"share" strict:"required"`
	// Delay is in calendar days, at most [MaxTreasuryDays].
	Delay int `json:"delay,omitempty"`
}

// DateInflows splits an inflow into its instalments (échéancier): each has the amount of its
// share and the date of its milestone with the delay, and is otherwise as the inflow is. The
// amounts add up to the inflow's, by largest remainder.
//
// Shares that do not add up to 1, a milestone without date or with two, and a negative amount
// are refused, with every fault at once, each a [*FieldError].
func DateInflows(in Inflow, terms []PaymentTerm, dates []MilestoneDate) ([]Inflow, error) {
	var f valid.Faults
	checkFlow(&f, "amount", in.Amount)
	known := map[string]civil.Date{}
	for i, m := range dates {
		if _, twice := known[m.Milestone]; twice {
			f.Add(fmt.Sprintf("dates[%d].milestone", i), m.Milestone, valid.ErrDuplicate)
		}
		known[m.Milestone] = m.Date
	}
	inflows := make([]Inflow, len(terms))
	shares := make([]money.Fraction, len(terms))
	for i, term := range terms {
		inflows[i], shares[i] = in, term.Share
		f.Enter("terms")
		f.Index(i)
		inflows[i].Date = term.date(&f, known)
		f.Leave()
		f.Leave()
	}
	weights, err := money.NewWeights(shares...)
	if err != nil {
		f.Add("terms", nil, err)
	} else if !weights.AreWhole() {
		f.Addf("terms", nil, valid.ErrOutOfRange, "the shares add up to %v", weights.Total().RatString())
	}
	if f.Any() {
		return nil, f.Err()
	}
	amounts, err := money.Apportion(in.Amount, weights)
	if err != nil {
		return nil, err
	}
	for i := range inflows {
		inflows[i].Amount = amounts[i]
	}
	return inflows, nil
}

func (t PaymentTerm) date(f *valid.Faults, known map[string]civil.Date) civil.Date {
	checkRange(f, "delay", t.Delay, MaxTreasuryDays)
	date := known[t.Milestone]
	if date.IsZero() {
		f.Addf("milestone", t.Milestone, valid.ErrReference, "no date")
		return date
	}
	later, err := date.AddDays(t.Delay)
	if err != nil {
		f.Add("delay", t.Delay, err)
	}
	return later
}
