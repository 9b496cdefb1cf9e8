package rights

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/bobine-film/bobine/money"
)

// scale is the levels of a bracket or a bonus, ready to reckon with.
type scale struct {
	from    []int64
	rates   []uint64 // of a bracket, over one denominator
	one     uint64   // the denominator, 0 of a bonus
	whole   []bool   // levels whose rate applies to everything
	amounts []int64  // of a bonus
}

func newScale(levels []Level) (scale, error) {
	s := scale{one: 1}
	for _, l := range levels {
		s.from = append(s.from, l.From.Cents())
		s.whole = append(s.whole, l.Retroactive)
		switch {
		case l.Rate != nil:
			den := uint64(l.Rate.Den())
			hi, one := bits.Mul64(s.one, den/gcd(s.one, den))
			if hi != 0 || one > math.MaxInt64 {
				return scale{}, money.ErrOverflow
			}
			s.one = one
		case l.Amount != nil:
			s.amounts = append(s.amounts, l.Amount.Cents())
		}
	}
	if len(s.amounts) > 0 {
		return s, s.checkAmounts()
	}
	for _, l := range levels {
		if l.Rate != nil {
			s.rates = append(s.rates, uint64(l.Rate.Num())*(s.one/uint64(l.Rate.Den())))
		}
	}
	return s, nil
}

func (s scale) checkAmounts() error {
	sum := new(big.Int)
	for _, a := range s.amounts {
		sum.Add(sum, big.NewInt(a))
	}
	if !sum.IsInt64() {
		return money.ErrOverflow
	}
	return nil
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// due returns what is due of a base, to the cent, half away from zero: of a bonus the amounts of all
// levels reached, of a bracket the sum of what lies in each level at its rate, from the last retroactive
// level that is reached everything at that level's rate. Below zero there is nothing due.
func (s scale) due(base int64) int64 {
	if base <= 0 && (base < 0 || len(s.amounts) == 0) {
		return 0
	}
	if len(s.amounts) > 0 {
		return s.bonus(base)
	}
	var hi, lo uint64
	add := func(part int64, rate uint64) {
		h, l := bits.Mul64(uint64(part), rate)
		var carry uint64
		lo, carry = bits.Add64(lo, l, 0)
		hi, _ = bits.Add64(hi, h, carry)
	}
	for i, from := range s.from {
		if base < from {
			break
		}
		end := base
		if i+1 < len(s.from) {
			end = min(end, s.from[i+1])
		}
		if s.whole[i] {
			hi, lo = bits.Mul64(uint64(from), s.rates[i])
		}
		add(end-from, s.rates[i])
	}
	quotient, rest := bits.Div64(hi, lo, s.one)
	if rest >= s.one-rest {
		quotient++
	}
	return int64(quotient)
}

func (s scale) bonus(base int64) int64 {
	sum := int64(0)
	for i, from := range s.from {
		if base >= from {
			sum += s.amounts[i]
		}
	}
	return sum
}
