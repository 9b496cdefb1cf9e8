package rights

import (
	"fmt"
	"iter"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// ConsolidatedRow is what a payee has of one work, or of all: a row of a consolidated statement (relevé
// consolidé).
type ConsolidatedRow struct {
	// Work is the name it was given; empty in the row of the total.
	Work string `json:"work,omitempty"`
	// From and To are those of the statement, in the total the earliest and the latest.
	From     civil.Date `json:"from,omitzero"`
	To       civil.Date `json:"to"`
	Currency string     `json:"currency,omitempty"`
	PayeeStatement
	// Works is how many works the total is of, 0 in the row of a work.
	Works int `json:"works,omitempty"`
}

// Consolidate goes through what a payee has of every work of a catalogue, a row each in the order of the
// works, those left out of which it never had anything, then the total. Only the row in hand and the names
// of the works are held.
//
// What ends it is an error: a work that is given twice ([ErrStatement]), statements in several currencies,
// a total out of the range of an amount.
func Consolidate(payee string, works iter.Seq2[string, Statement]) iter.Seq2[ConsolidatedRow, error] {
	return func(yield func(ConsolidatedRow, error) bool) {
		c := consolidation{payee: payee, seen: map[string]bool{}}
		for work, s := range works {
			row, had, err := c.add(work, s)
			if err != nil {
				yield(ConsolidatedRow{}, err)
				return
			}
			if had && !yield(row, nil) {
				return
			}
		}
		total, err := c.total()
		yield(total, err)
	}
}

// consolidation adds up the rows of a payee.
type consolidation struct {
	payee    string
	seen     map[string]bool
	span     ConsolidatedRow // dates, currency and count of the total
	fromTop  bool            // one statement goes back to the beginning
	entitled movementTotal
	paid     movementTotal
	before   money.Total
	overpaid money.Total
}

// movementTotal adds up movements.
type movementTotal struct{ opening, period, closing money.Total }

func (t *movementTotal) add(m Movement) {
	t.opening.Add(m.Opening)
	t.period.Add(m.Period)
	t.closing.Add(m.Closing)
}

func (t movementTotal) movement() (Movement, error) {
	var m Movement
	for _, f := range []struct {
		to *money.Amount
		of money.Total
	}{{&m.Opening, t.opening}, {&m.Period, t.period}, {&m.Closing, t.closing}} {
		var err error
		if *f.to, err = f.of.Amount(); err != nil {
			return Movement{}, err
		}
	}
	return m, nil
}

func (c *consolidation) add(work string, s Statement) (ConsolidatedRow, bool, error) {
	if c.seen[work] {
		return ConsolidatedRow{}, false, &FieldError{Path: "works", Value: work, Err: fmt.Errorf("%w: the work %w", ErrStatement, valid.ErrDuplicate)}
	}
	c.seen[work] = true
	stands, had := s.Payee(c.payee)
	if !had {
		return ConsolidatedRow{}, false, nil
	}
	if c.span.Works > 0 && s.Currency != c.span.Currency {
		return ConsolidatedRow{}, false, unstated("works", work, "the statement is in %q, those before in %q", s.Currency, c.span.Currency)
	}
	c.span.Currency = s.Currency
	c.span.Works++
	c.fromTop = c.fromTop || s.From.IsZero()
	if c.span.From.IsZero() || s.From.Before(c.span.From) {
		c.span.From = s.From
	}
	if s.To.After(c.span.To) {
		c.span.To = s.To
	}
	c.entitled.add(stands.Entitled)
	c.paid.add(stands.Paid)
	c.before.Add(stands.OverpaidBefore)
	c.overpaid.Add(stands.Overpaid)
	return ConsolidatedRow{Work: work, From: s.From, To: s.To, Currency: s.Currency, PayeeStatement: stands}, true, nil
}

func (c *consolidation) total() (ConsolidatedRow, error) {
	row := c.span
	if c.fromTop {
		row.From = civil.Date{}
	}
	row.Payee = c.payee
	var err error
	fail := func(e error) {
		if e != nil && err == nil {
			err = &FieldError{Path: "works", Value: c.payee, Err: fmt.Errorf("%w: %w", ErrStatement, e)}
		}
	}
	var e error
	row.Entitled, e = c.entitled.movement()
	fail(e)
	row.Paid, e = c.paid.movement()
	fail(e)
	row.OverpaidBefore, e = c.before.Amount()
	fail(e)
	row.Overpaid, e = c.overpaid.Amount()
	fail(e)
	if err != nil {
		return ConsolidatedRow{}, err
	}
	return row, nil
}
