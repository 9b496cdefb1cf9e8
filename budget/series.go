package budget

import (
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Step is how long each part of a series is.
type Step string

// Steps.
const (
	ByDay Step = "day"
	// ByWeek is from Monday to Sunday.
	ByWeek  Step = "week"
	ByMonth Step = "month"
)

var steps = []Step{ByDay, ByWeek, ByMonth}

// OneOf returns the words that are a Step.
func (Step) OneOf() []string { return valid.Texts(steps) }

// SpendingPart is what falls due in a day, a week or a month.
type SpendingPart struct {
	Period civil.Period `json:"period"`
	Amount money.Amount `json:"amount"`
	// ToDate is the amount of this part and of all before it.
	ToDate money.Amount `json:"toDate"`
	// Items add up to the amount, in the order in which they first fall due.
	Items []ItemAmount `json:"items"`
}

// ItemAmount is what falls due of one item.
type ItemAmount struct {
	SpendingItem
	Amount money.Amount `json:"amount"`
}

// Series returns the spending by day, week or month (plan de trésorerie, the outgoing side), as a
// treasury reads it: dates, amounts, and what they are of. Parts in which nothing falls due are left
// out; the last ToDate is the total. A word that is no step is a [*FieldError].
//
// Complexity linear in the outlays.
func (s Spending) Series(by Step) ([]SpendingPart, error) {
	var f valid.Faults
	valid.OneOf(&f, "by", by, steps)
	if err := f.Err(); err != nil {
		return nil, err
	}
	parts := []SpendingPart{}
	toDate := money.Amount{}
	for rest := s.Outlays; len(rest) > 0; {
		period := by.around(rest[0].Date)
		n := slices.IndexFunc(rest, func(o Outlay) bool { return o.Date.After(period.To) })
		if n < 0 {
			n = len(rest)
		}
		part := spendingPart(rest[:n])
		toDate = plus(toDate, part.Amount)
		part.Period, part.ToDate = period, toDate
		parts, rest = append(parts, part), rest[n:]
	}
	return parts, nil
}

// around returns the day, week or month that a day is in, the last week as far as the calendar goes.
func (s Step) around(d civil.Date) civil.Period {
	switch s {
	case ByWeek:
		monday := d.Monday()
		return civil.Period{From: monday, To: lastOfWeek(d)}
	case ByMonth:
		return d.Month().Period()
	}
	return civil.Period{From: d, To: d}
}

// spendingPart adds up outlays by item.
func spendingPart(outlays []Outlay) SpendingPart {
	var part SpendingPart
	at := make(map[SpendingItem]int, len(outlays))
	for i := range outlays {
		o := &outlays[i]
		j, known := at[o.SpendingItem]
		if !known {
			j = len(part.Items)
			at[o.SpendingItem] = j
			part.Items = append(part.Items, ItemAmount{SpendingItem: o.SpendingItem})
		}
		part.Items[j].Amount = plus(part.Items[j].Amount, o.Amount)
		part.Amount = plus(part.Amount, o.Amount)
	}
	return part
}
