package payroll

import (
	"fmt"
	"math/big"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Scale is a scale of brackets by amount (barème), the lowest first.
type Scale []Bracket

// Bracket is a step of a scale: the share that holds from an amount, included, to the next
// bracket.
type Bracket struct {
	From  money.Amount   `json:"from"`
	Share money.Fraction `json:"share"`
}

func (s Scale) check() error {
	for i, b := range s {
		if i == 0 && !b.From.IsZero() || i > 0 && b.From.Compare(s[i-1].From) <= 0 {
			return fmt.Errorf("%w: bracket %d begins at %v", valid.ErrOutOfRange, i+1, b.From)
		}
	}
	if len(s) == 0 {
		return fmt.Errorf("%w: a scale has brackets", valid.ErrMissing)
	}
	return nil
}

// at returns the bracket that an amount is in. Below 0.00 it is the first.
func (s Scale) at(a money.Amount) int {
	i := len(s) - 1
	for i > 0 && a.Compare(s[i].From) < 0 {
		i--
	}
	return i
}

// marginal returns the sum of the shares of the parts of an amount that are in each bracket, the
// brackets raised by an amount, exact in euros.
func (s Scale) marginal(a *big.Rat, raise money.Amount) *big.Rat {
	total := new(big.Rat)
	for i, b := range s {
		from, to := new(big.Rat), new(big.Rat).Set(a)
		if i > 0 {
			from = euros(plus(b.From, raise))
		}
		if i+1 < len(s) {
			to = least(to, euros(plus(s[i+1].From, raise)))
		}
		if to.Cmp(from) > 0 {
			part := to.Sub(to, from)
			total.Add(total, part.Mul(part, b.Share.Rat()))
		}
	}
	return total
}

func euros(a money.Amount) *big.Rat { return big.NewRat(a.Cents(), 100) }

func least(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) <= 0 {
		return a
	}
	return b
}

// datedScale is a scale on a day.
type datedScale struct {
	scale  Scale
	refs   law.Refs
	notice law.Notice // without a code where the scale is verified
}

// scalesAt returns the scales in force on a day.
func (p Parameters) scalesAt(date civil.Date) (map[string]*datedScale, error) {
	table, err := p.scales()
	if err != nil {
		return nil, err
	}
	scales := make(map[string]*datedScale, len(table.Keys()))
	for _, key := range table.Keys() {
		v, err := table.At(key, date)
		if err != nil {
			continue // not in force on that day
		}
		s := &datedScale{scale: v.Value, refs: v.Refs}
		s.notice, _ = v.Notice()
		scales[key] = s
	}
	return scales, nil
}
