package financing

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Shock is what happens to a source in a stress case.
type Shock struct {
	Source string `json:"source" strict:"required"`
	// Weeks is how late each of its inflows is, at most [MaxStressWeeks].
	Weeks int `json:"weeks,omitempty"`
	// Lost says that it never pays; then it is not late.
	Lost bool `json:"lost,omitempty"`
}

// StressCase is a set of shocks that come together (scénario de crise).
type StressCase struct {
	// ID is any text; it comes back with the result.
	ID     string  `json:"id" strict:"required"`
	Shocks []Shock `json:"shocks" strict:"required"`
}

// Bounds of stress cases.
const (
	// MaxStressWeeks is the longest delay, ten years.
	MaxStressWeeks = 520
	// MaxStressCases is the greatest number of cases.
	MaxStressCases = 10_000
)

// Stressed is the treasury in a stress case.
type Stressed struct {
	ID       string       `json:"id"`
	Lowest   money.Amount `json:"lowest"`
	LowestOn civil.Date   `json:"lowestOn"`
	// Need is the cash that is missing beside the facilities; More is how much of it the shocks
	// caused.
	Need money.Amount `json:"need"`
	More money.Amount `json:"more"`
	// Lost is what the lost sources would have paid, without tax.
	Lost money.Amount `json:"lost"`
	// Beyond is what falls due after the last day.
	Beyond money.Amount `json:"beyond"`
	// Cost is that of the facilities, Closing the balance of the last day.
	Cost    money.Amount `json:"cost"`
	Closing money.Amount `json:"closing"`
}

// Stress runs the treasury under each case (tests de résistance), in their order. A lost source
// is taken as lost from the first day, so that nothing is advanced on it; of a late one the
// advance stays out until it pays. A case without shocks, or with delays of zero, is the
// treasury as [ComputeTreasury] computes it. A faulty treasury or case is refused with every
// fault at once, each a [*FieldError].
//
// Complexity linear in the cases times what a treasury takes.
func Stress(t Treasury, cases []StressCase, p TreasuryParameters) ([]Stressed, error) {
	if err := valid.Merge(t.Validate(), checkCases(t, cases)); err != nil {
		return nil, err
	}
	b, err := newBook(t, p)
	if err != nil {
		return nil, err
	}
	base := b.stress(StressCase{})
	results := make([]Stressed, len(cases))
	for i, c := range cases {
		results[i] = b.stress(c)
		results[i].More = money.FromCents(results[i].Need.Cents() - base.Need.Cents())
	}
	return results, nil
}

func checkCases(t Treasury, cases []StressCase) error {
	var f valid.Faults
	if len(cases) > MaxStressCases {
		f.Addf("cases", len(cases), valid.ErrOutOfRange, "at most %d", MaxStressCases)
		return f.Err()
	}
	known := map[string]bool{}
	for _, in := range t.Inflows {
		known[in.Source] = true
	}
	f.Enter("cases")
	for i, c := range cases {
		f.Index(i)
		f.Enter("shocks")
		for j, s := range c.Shocks {
			f.Index(j)
			s.check(&f, known)
			if slices.ContainsFunc(c.Shocks[:j], func(other Shock) bool { return other.Source == s.Source }) {
				f.Add("source", s.Source, valid.ErrDuplicate)
			}
			f.Leave()
		}
		f.Leave()
		f.Leave()
	}
	return f.Err()
}

func (s Shock) check(f *valid.Faults, known map[string]bool) {
	if !known[s.Source] {
		f.Add("source", s.Source, valid.ErrReference)
	}
	checkRange(f, "weeks", s.Weeks, MaxStressWeeks)
	if s.Lost && s.Weeks != 0 {
		f.Addf("weeks", s.Weeks, valid.ErrOutOfRange, "what is lost is not late")
	}
}

// stress runs the book under a case.
func (b *book) stress(c StressCase) Stressed {
	delays := make([]int, len(b.sources))
	for _, s := range c.Shocks {
		delays[b.sources[s.Source]] = s.Weeks * 7
		if s.Lost {
			delays[b.sources[s.Source]] = lost
		}
	}
	b.enter(delays)
	point := b.run(nil)
	result := Stressed{
		ID: c.ID, Lowest: money.FromCents(point.lowest), LowestOn: b.date(point.day), Need: money.FromCents(max(-point.lowest, 0)),
		Beyond: money.FromCents(b.beyond), Closing: money.FromCents(point.closing),
	}
	var missing, cost int64
	for _, e := range b.entries {
		if e.source >= 0 && delays[e.source] == lost {
			missing += e.net
		}
	}
	for i := range b.credits {
		cost += b.credits[i].cost().Cost.Cents()
	}
	result.Lost, result.Cost = money.FromCents(missing), money.FromCents(cost)
	return result
}

// EachSource returns the cases in which one source is late by each of the given weeks, and one
// in which it is lost, source by source in the order of the inflows. Their names are "tv +4"
// and "tv lost".
func EachSource(t Treasury, weeks ...int) []StressCase {
	var cases []StressCase
	seen := map[string]bool{}
	for _, in := range t.Inflows {
		if seen[in.Source] {
			continue
		}
		seen[in.Source] = true
		for _, n := range weeks {
			cases = append(cases, StressCase{fmt.Sprintf("%s +%d", in.Source, n), []Shock{{Source: in.Source, Weeks: n}}})
		}
		cases = append(cases, StressCase{in.Source + " lost", []Shock{{Source: in.Source, Lost: true}}})
	}
	return cases
}
