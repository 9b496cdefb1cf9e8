package money

import (
	"cmp"
	"errors"
	"math"
	"math/big"
	"math/bits"
	"slices"
)

// ErrWeights reports shares that cannot split anything: none at all, all of them
// zero, or without a common denominator an int64 can hold.
var ErrWeights = errors.New("unusable shares")

// Weights are shares brought to a common denominator, ready to split amounts. The zero
// value splits nothing. Weights are immutable and may be shared.
type Weights struct {
	parts []int64 // non-negative, their sum positive and within an int64
	sum   int64
	one   int64 // the common denominator: what the parts of a whole add up to
	equal bool  // all parts are the same
}

// NewWeights prepares shares for [Apportion] and [Webster]. Shares need not add up
// to one: 2, 3 and 5 split like 1/5, 3/10 and 1/2. It fails with [ErrWeights].
func NewWeights(shares ...Fraction) (Weights, error) {
	one, ok := commonDenominator(shares)
	if !ok {
		return Weights{}, ErrWeights
	}
	w := Weights{parts: make([]int64, len(shares)), one: one}
	for i, s := range shares {
		hi, part := bits.Mul64(uint64(s.num), uint64(one/s.Den()))
		if hi != 0 || part > math.MaxInt64-uint64(w.sum) {
			return Weights{}, ErrWeights
		}
		w.parts[i] = int64(part)
		w.sum += w.parts[i]
	}
	if w.sum == 0 {
		return Weights{}, ErrWeights
	}
	w.equal = !slices.ContainsFunc(w.parts, func(part int64) bool { return part != w.parts[0] })
	return w, nil
}

func commonDenominator(shares []Fraction) (int64, bool) {
	lcm := int64(1)
	for _, s := range shares {
		factor := s.Den() / gcd(s.Den(), lcm)
		if factor > maxFraction/lcm {
			return 0, false
		}
		lcm *= factor
	}
	return lcm, true
}

// Len returns the number of shares.
func (w Weights) Len() int { return len(w.parts) }

// AreWhole reports whether the shares add up to exactly one.
func (w Weights) AreWhole() bool { return w.sum > 0 && w.sum == w.one }

// Share returns share i, counted from 0, as a new exact rational.
func (w Weights) Share(i int) *big.Rat { return big.NewRat(w.parts[i], max(1, w.one)) }

// Total returns the sum of the shares as an exact rational.
func (w Weights) Total() *big.Rat { return big.NewRat(w.sum, max(1, w.one)) }

// Apportion splits total once, in proportion to w, by the largest remainder: each part
// is its exact share or a cent less or more, and the parts add up to total. Ties go to
// the first named, a share of 0 gets 0.00, a negative total splits as its opposite
// does. Weights of no shares are an [ErrWeights].
//
// For a total that grows use [Webster]: of shares 47, 2, 31 and 3, largest remainder
// gives the second party 1 cent of 20 and none of 21.
//
// Complexity O(n log n). The method is that of Hamilton (1792).
func Apportion(total Amount, w Weights) ([]Amount, error) {
	if w.sum == 0 {
		return nil, ErrWeights
	}
	cents := magnitude(total.cents)
	parts := make([]Amount, len(w.parts))
	rests := make([]uint64, len(w.parts))
	left := cents
	for i, part := range w.parts {
		hi, lo := bits.Mul64(cents, uint64(part))
		quotient, rest := bits.Div64(hi, lo, uint64(w.sum))
		parts[i].cents, rests[i] = int64(quotient), rest
		left -= quotient
	}
	order := make([]int, len(parts))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(rests[j], rests[i]), cmp.Compare(i, j))
	})
	for _, i := range order[:left] {
		parts[i].cents++
	}
	giveSign(parts, total)
	return parts, nil
}

// Webster splits a total to date, in proportion to w, so that no part ever falls while
// the total grows: pay the difference of two splits. The parts add up to total, and
// each is within a few cents of its exact share, nearly always within one. Ties go to
// the first named, a share of 0 gets 0.00, a negative total splits as its opposite
// does. Weights of no shares are an [ErrWeights].
//
// Complexity O(n²) at worst, O(n) when few shares round the same way. The method is the
// divisor method of Webster (1832) and Sainte-Laguë (1910): each cent goes to the
// greatest share/(2k+1), k being the cents a party has (Balinski and Young, Fair
// Representation, 1982, prove that no other unbiased method is monotone).
func Webster(total Amount, w Weights) ([]Amount, error) {
	parts := make([]Amount, len(w.parts))
	if err := WebsterInto(parts, total, w); err != nil {
		return nil, err
	}
	return parts, nil
}

// WebsterInto is [Webster] into parts, which has one element a share. It allocates
// nothing. A slice of another length is an [ErrWeights].
func WebsterInto(parts []Amount, total Amount, w Weights) error {
	if w.sum == 0 || len(parts) != len(w.parts) {
		return ErrWeights
	}
	cents := magnitude(total.cents)
	if w.equal {
		inTurn(parts, cents)
		giveSign(parts, total)
		return nil
	}
	left := int64(cents)
	for i, part := range w.parts {
		parts[i].cents = roundedShare(cents, part, w.sum)
		left -= parts[i].cents
	}
	for ; left > 0; left-- {
		parts[w.next(parts)].cents++
	}
	for ; left < 0; left++ {
		parts[w.last(parts)].cents--
	}
	giveSign(parts, total)
	return nil
}

// giveSign gives parts the sign of their total.
func giveSign(parts []Amount, total Amount) {
	if total.cents < 0 {
		for i := range parts {
			parts[i].cents = -parts[i].cents
		}
	}
}

// inTurn gives one cent after the other to equal parties, which is where rounding would be wrong by up
// to half a cent each, and correcting it costs the square of their number.
func inTurn(parts []Amount, cents uint64) {
	n := uint64(len(parts))
	each, rest := cents/n, cents%n
	for i := range parts {
		parts[i].cents = int64(each)
		if uint64(i) < rest {
			parts[i].cents++
		}
	}
}

// roundedShare returns cents × part / sum rounded half up: the number of cents whose
// priority part/(2k+1) is at least the same threshold for every party, so that giving
// the next or taking the last ones ends in the split that one cent at a time gives.
func roundedShare(cents uint64, part, sum int64) int64 {
	hi, lo := bits.Mul64(cents, uint64(part))
	quotient, rest := bits.Div64(hi, lo, uint64(sum))
	if rest >= uint64(sum)-rest {
		quotient++
	}
	return int64(quotient)
}

// next returns the party that the next cent goes to: the greatest part/(2k+1), the
// first of several.
func (w Weights) next(has []Amount) int {
	best := 0
	for i := 1; i < len(has); i++ {
		if w.less(best, 2*uint64(has[best].cents)+1, i, 2*uint64(has[i].cents)+1) {
			best = i
		}
	}
	return best
}

// last returns the party that got the last cent: the least part/(2k−1) among those
// that have one, the last of several.
func (w Weights) last(has []Amount) int {
	worst := -1
	for i := range has {
		if has[i].cents == 0 {
			continue
		}
		if worst < 0 || !w.less(worst, 2*uint64(has[worst].cents)-1, i, 2*uint64(has[i].cents)-1) {
			worst = i
		}
	}
	return worst
}

// less reports whether parts[i]/di < parts[j]/dj.
func (w Weights) less(i int, di uint64, j int, dj uint64) bool {
	ih, il := bits.Mul64(uint64(w.parts[i]), dj)
	jh, jl := bits.Mul64(uint64(w.parts[j]), di)
	return ih < jh || ih == jh && il < jl
}
