package budget

import (
	"errors"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// OutlayKind is what an outlay is of.
type OutlayKind string

// Kinds of outlays.
const (
	OfLine   OutlayKind = "line"
	OfFringe OutlayKind = "fringe"
	OfCharge OutlayKind = "charge"
	OfCredit OutlayKind = "credit"
)

// SpendingItem is what an outlay is of.
type SpendingItem struct {
	Kind OutlayKind `json:"kind"`
	// Account and Line are the codes of a line and its account, also of a fringe.
	Account string `json:"account,omitempty"`
	Line    string `json:"line,omitempty"`
	// Code is that of a fringe, a charge or a credit.
	Code string `json:"code,omitempty"`
}

// Outlay is an amount due on a day: Base × Share, to the cent, such that the outlays of one item add
// up to its Base. Credits are negative.
type Outlay struct {
	Date civil.Date `json:"date"`
	SpendingItem
	Phase  string         `json:"phase"`
	Base   money.Amount   `json:"base"`
	Share  money.Fraction `json:"share"`
	Amount money.Amount   `json:"amount"`
}

// Spending is the échéancier of a budget: what falls due when. The outlays add up to Total, which is
// that of the topsheet.
type Spending struct {
	// Outlays are by date, those of a date in the order of the budget; none is 0.00.
	Outlays []Outlay     `json:"outlays"`
	Total   money.Amount `json:"total"`
}

// Spread returns when a budget is spent (échéancier): each line and each of its fringes over the phase
// that the line names, charges and credits over theirs, by payment terms. An amount is split once over
// all its due dates, by largest remainder: each outlay is its exact share or a cent less or more, ties
// to the first instalment, and together they are the amount. Lines that are off cost nothing.
//
// A faulty budget, an unknown phase, a phase that is no period, shares that do not add up to exactly
// one, a code that is unknown or has terms twice and a date outside the calendar are each a
// [*FieldError], all told at once.
//
// Complexity linear in the budget and in the outlays, n log n in the due dates of an amount.
func Spread(b Budget, plan PhasePlan) (Spending, error) {
	s := newSpreading(b, plan)
	sheet, err := Compute(b)
	if err != nil {
		return Spending{}, errors.Join(append(valid.List(err), valid.List(s.err())...)...)
	}
	s.faults.Enter("accounts")
	s.accounts(b.Accounts, sheet.Accounts, byDefault)
	s.faults.Leave()
	s.chargesAndCredits(sheet)
	if err := s.err(); err != nil {
		return Spending{}, err
	}
	return Spending{Outlays: s.inOrder(), Total: sheet.Total}, nil
}

// accounts spreads the lines of accounts; above are the terms of the account above.
func (s *spreading) accounts(accounts []Account, totals []AccountTotal, above int) {
	for i := range accounts {
		a, t := &accounts[i], &totals[i]
		s.faults.Index(i)
		terms := termsOf(s.terms.accounts, a.Code, above)
		s.faults.Enter("accounts")
		s.accounts(a.Accounts, t.Accounts, terms)
		s.faults.Leave()
		s.faults.Enter("lines")
		for j := range a.Lines {
			s.faults.Index(j)
			s.line(a.Code, &a.Lines[j], &t.Lines[j], terms)
			s.faults.Leave()
		}
		s.faults.Leave()
		s.faults.Leave()
	}
}

func (s *spreading) line(account string, l *Line, t *LineTotal, terms int) {
	phase, ok := s.phase(l.Phase)
	if !ok {
		return
	}
	terms = termsOf(s.terms.lines, l.Code, terms)
	item := SpendingItem{Kind: OfLine, Account: account, Line: l.Code}
	s.spread(item, phase, terms, t.Amount)
	item.Kind = OfFringe
	for _, fringe := range t.FringeLines {
		item.Code = fringe.Code
		s.spread(item, phase, termsOf(s.terms.fringes, fringe.Code, terms), fringe.Amount)
	}
}

// termsOf returns the position of the terms for a code, or others where it has none.
func termsOf(terms map[string]int, code string, others int) int {
	if own, ok := terms[code]; ok {
		return own
	}
	return others
}

func (s *spreading) chargesAndCredits(sheet Topsheet) {
	s.faults.Enter("charges")
	for i, c := range sheet.Charges {
		s.faults.Index(i)
		if phase, ok := s.phase(s.chargePhases[c.Code]); ok {
			s.spread(SpendingItem{Kind: OfCharge, Code: c.Code}, phase, termsOf(s.terms.charges, c.Code, byDefault), c.Amount)
		}
		s.faults.Leave()
	}
	s.faults.Leave()
	s.faults.Enter("credits")
	for i, c := range sheet.Credits {
		s.faults.Index(i)
		if phase, ok := s.phase(s.creditPhases[c.Code]); ok {
			s.spread(SpendingItem{Kind: OfCredit, Code: c.Code}, phase, termsOf(s.terms.credits, c.Code, byDefault), difference(money.Amount{}, c.Amount))
		}
		s.faults.Leave()
	}
	s.faults.Leave()
}

// spread splits an amount over the due dates of its terms.
func (s *spreading) spread(item SpendingItem, phase string, terms int, amount money.Amount) {
	due := s.due(phase, terms)
	if amount.IsZero() || s.faults.Any() || s.late.Any() {
		return
	}
	parts, err := money.Apportion(amount, due.weights)
	if err != nil {
		s.faults.Add("", nil, err)
		return
	}
	for i, part := range parts {
		if !part.IsZero() {
			s.slips = append(s.slips, slip{len(s.whole), i, part})
		}
	}
	s.whole = append(s.whole, spreadItem{item, phase, amount, due})
}

// spreadItem is an amount that slips are parts of.
type spreadItem struct {
	SpendingItem
	phase  string
	amount money.Amount
	due    *due
}

// slip is an outlay in short: of an item, at a position among its due dates.
type slip struct {
	item, at int
	amount   money.Amount
}

// inOrder returns the outlays by date, those of a date in the order of the budget: a counting sort.
func (s *spreading) inOrder() []Outlay {
	sorted := make([]Outlay, len(s.slips))
	if len(s.slips) == 0 {
		return sorted
	}
	first, last := s.date(s.slips[0]), s.date(s.slips[0])
	for _, slip := range s.slips {
		if date := s.date(slip); date.Before(first) {
			first = date
		} else if date.After(last) {
			last = date
		}
	}
	next := make([]int, last.DaysSince(first)+2)
	for _, slip := range s.slips {
		next[s.date(slip).DaysSince(first)+1]++
	}
	for day := 1; day < len(next); day++ {
		next[day] += next[day-1]
	}
	for _, slip := range s.slips {
		at, of := &next[s.date(slip).DaysSince(first)], &s.whole[slip.item]
		sorted[*at] = Outlay{s.date(slip), of.SpendingItem, of.phase, of.amount, of.due.shares[slip.at], slip.amount}
		*at++
	}
	return sorted
}

func (s *spreading) date(of slip) civil.Date { return s.whole[of.item].due.dates[of.at] }
