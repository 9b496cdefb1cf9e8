package payroll

import (
	"fmt"
	"iter"
	"math/bits"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// firstDate is the first day of pay that the table covers.
var firstDate = civil.MustParseDate("2025-01-01")

// Rules are the parameters in force on one day, ready for any number of payslips of that
// day. They are immutable and may be shared.
type Rules struct {
	date          civil.Date
	figures       map[string]*figure
	contributions map[string]*contribution
	small, large  *scheme      // of the general reduction, by headcount
	notices       []law.Notice // by number of the parameter; those without a code are none
	doubtful      uses         // the parameters that have one
	scales        map[string]*datedScale
	stale         law.Notice // with a code when the day is later than the verification
}

// figure is a parameter on a day.
type figure struct {
	value money.Decimal
	whole int64        // the value where it is a whole number
	euros money.Amount // the value where it is a sum of money
	// changed says that the caller set it, for lines to show it
	changed bool
	refs    law.Refs
	uses    uses
}

// contribution is a variant of a contribution, with the rates of both sides; a side that
// bears nothing has none.
type contribution struct {
	name               *Code
	employee, employer money.Decimal
	refs               law.Refs
	uses               uses
}

// uses is a set of parameters, by number.
type uses [2]uint64

func (u *uses) add(v uses) {
	u[0] |= v[0]
	u[1] |= v[1]
}

func (u uses) len() int { return bits.OnesCount64(u[0]) + bits.OnesCount64(u[1]) }

// all yields the numbers in the set, in order.
func (u uses) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for w, word := range u {
			for ; word != 0; word &= word - 1 {
				if !yield(64*w + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

// At returns the rules of a day. A day before 2025-01-01 is a [law.ErrNoValue].
//
// Complexity O(n log m) in the number of parameters and of values of each.
func (p Parameters) At(date civil.Date) (*Rules, error) {
	table, err := p.table()
	if err != nil {
		return nil, err
	}
	if date.Before(firstDate) {
		return nil, &law.NoValueError{Key: table.Name(), Date: date, First: firstDate}
	}
	keys := table.Keys()
	r := &Rules{
		date: date, figures: make(map[string]*figure, len(keys)), notices: make([]law.Notice, len(keys)),
		contributions: make(map[string]*contribution, len(variants)),
	}
	r.stale, _ = table.Stale(date)
	for i, key := range keys {
		v, err := table.At(key, date)
		if err != nil {
			continue // not in force on that day
		}
		f := &figure{value: v.Value, refs: v.Refs}
		f.uses[i/64] |= 1 << (i % 64)
		f.changed = v.Status == law.SetByCaller
		if f.euros, err = checked(v); err != nil {
			return nil, err
		}
		if v.Value.Decimal().IsInteger() {
			f.whole = v.Value.Decimal().BigInt().Int64()
		}
		if n, doubtful := v.Notice(); doubtful {
			r.notices[i] = n
			r.doubtful.add(f.uses)
		}
		r.figures[key] = f
	}
	if r.scales, err = p.scalesAt(date); err != nil {
		return nil, err
	}
	for _, v := range variants {
		if err := r.resolve(v); err != nil {
			return nil, fmt.Errorf("%s: %w", v.name, err)
		}
	}
	if r.small, err = r.scheme("small"); err != nil {
		return nil, err
	}
	if r.large, err = r.scheme("large"); err != nil {
		return nil, err
	}
	return r, nil
}

// checked refuses figures that no rule could be computed with: negative ones, sums of money out of range,
// counts that are no whole number, days that no month has. It returns a sum of money.
func checked(v law.Value[money.Decimal]) (money.Amount, error) {
	whole := v.Value.Decimal().IsInteger()
	switch v.Unit {
	case "day":
		if !whole || v.Value.Sign() <= 0 || v.Value.Compare(money.DecimalFromInt(maxDays)) > 0 {
			return money.Amount{}, outOfRange(v.Key, "a whole number of days, 1 to 31")
		}
	case "employees", "days":
		if !whole {
			return money.Amount{}, outOfRange(v.Key, "a whole number")
		}
	case "EUR":
		amount, err := v.Value.Round()
		if err != nil || amount.Sign() < 0 || amount.Compare(maxGross) > 0 {
			return money.Amount{}, outOfRange(v.Key, "0.00 to "+maxGross.String())
		}
		return amount, nil
	}
	if v.Value.Sign() < 0 {
		return money.Amount{}, outOfRange(v.Key, "0 or more")
	}
	return money.Amount{}, nil
}

// resolve adds a variant of a contribution, unless one of its rates is not in force.
func (r *Rules) resolve(v variant) error {
	code, _, _ := strings.Cut(v.name, "/")
	c := &contribution{name: codeNamed(code)}
	for _, side := range []struct {
		terms []term
		rate  *money.Decimal
	}{{v.employee, &c.employee}, {v.employer, &c.employer}} {
		for _, t := range side.terms {
			f, ok := r.figures[t.key]
			if !ok {
				return nil
			}
			if t.artist {
				var err error
				if f, err = r.artistPart(f); err != nil {
					return err
				}
			}
			add := f.value.Decimal()
			if t.subtraction {
				add = add.Neg()
			}
			sum, err := money.NewDecimal(side.rate.Decimal().Add(add))
			if err != nil {
				return err
			}
			*side.rate = sum
			c.refs = c.refs.Join(f.refs)
			c.uses.add(f.uses)
		}
	}
	r.contributions[v.name] = c
	return nil
}

// artistPart returns the part of a social security rate that artists bear: 70 %, rounded
// half away from zero to two decimals (arrêté du 24 janvier 1975).
func (r *Rules) artistPart(f *figure) (*figure, error) {
	factor := r.figures["artists/rate-factor"]
	value, err := money.NewDecimal(f.value.Decimal().Mul(factor.value.Decimal()).Round(2))
	if err != nil {
		return nil, err
	}
	part := &figure{value: value, refs: f.refs.Join(factor.refs), uses: f.uses}
	part.uses.add(factor.uses)
	return part, nil
}
