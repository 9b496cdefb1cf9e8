package payroll

import (
	"fmt"
	"math/big"
	"math/bits"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// scheme is the general reduction of employer contributions (CSS L241-13) in force on a
// day, for employers of one size. The social base is multiplied by a coefficient of four
// decimals,
//
//	(least + slope × x^power) / divisor, x = (limit × SMIC / base − 1) / (limit − 1)
//
// rounded, and at most least + slope. It falls to zero where the base reaches the limit:
//
//   - since 2026 the réduction générale dégressive unique (CSS D241-7, D241-10): least Tmin,
//     slope Tdelta, power 1.75, limit 3;
//   - in 2025 the réduction générale des cotisations (CSS D241-7 as then in force): nothing,
//     slope T, power 1, limit 1.6.
//
// The divisor 0.9 is for employers whose paid leave is in a fund.
type scheme struct {
	limit, least, slope, divisor *big.Rat
	root, power                  int   // x^(power/root)
	most                         int64 // ten-thousandths
	fixed                        fixedScheme
	refs                         law.Refs
	uses                         uses
	limitUses                    uses // those that decide whether there is a reduction at all
}

// scheme returns the reduction for a size of employer, small or large. Tdelta is lowered by
// what the employer's Agirc-Arrco rate falls short of the common one (CSS D241-7 III, third
// paragraph). Overrides that leave no formula are an error.
func (r *Rules) scheme(size string) (*scheme, error) {
	s := &scheme{least: new(big.Rat), root: 1, power: 1}
	keys := []string{"smic"}
	rat := func(key string) *big.Rat {
		keys = append(keys, key)
		f := r.figures[key]
		s.uses.add(f.uses)
		return f.value.Rat()
	}
	s.limit, s.divisor = rat("reduction/limit"), rat("reduction/leave-fund")
	first := "reduction/t-" + size
	if _, degressive := r.figures["reduction/t-min"]; degressive {
		first = "reduction/t-min"
		s.root, s.power = 4, 7
		s.least, s.slope = rat(first), rat("reduction/t-delta-"+size)
		short := rat("reduction/common-t1")
		short.Sub(short, rat("agirc-arrco-t1/employer")).Quo(short, big.NewRat(100, 1))
		s.slope.Sub(s.slope, short)
	} else {
		s.slope = rat(first)
	}
	switch {
	case s.limit.Cmp(big.NewRat(1, 1)) <= 0:
		return nil, outOfRange("reduction/limit", "more than 1")
	case s.divisor.Sign() <= 0:
		return nil, outOfRange("reduction/leave-fund", "more than 0")
	case s.least.Sign() < 0:
		return nil, outOfRange("reduction/t-min", "0 or more")
	case s.slope.Sign() <= 0:
		return nil, outOfRange("reduction/t-delta-"+size, "more than 0, after what it is lowered by")
	}
	s.refs = r.figures[first].refs.Join(r.figures["reduction/leave-fund"].refs)
	for _, key := range keys {
		if f := r.figures[key]; f.changed {
			s.refs = s.refs.Join(f.refs)
		}
	}
	s.most = floor(scaled(new(big.Rat).Add(s.least, s.slope)))
	s.fixed = s.inFixedPoint(r.figures["smic"].value.Rat())
	s.uses.add(r.figures["smic"].uses)
	s.limitUses.add(r.figures["smic"].uses)
	s.limitUses.add(r.figures["reduction/limit"].uses)
	return s, nil
}

// outOfRange is the error of an override that no rule could be computed with.
func outOfRange(key, allowed string) error {
	return fmt.Errorf("%s: %w: %s", key, valid.ErrOutOfRange, allowed)
}

// tenThousand is the scale of coefficients, which have four decimals.
const tenThousand = 10_000

func scaled(r *big.Rat) *big.Rat { return new(big.Rat).Mul(r, big.NewRat(tenThousand, 1)) }

func floor(r *big.Rat) int64 { return new(big.Int).Div(r.Num(), r.Denom()).Int64() }

// reduction is that of a technician; artists, whose rates are reduced already, have none. It
// is computed on what was paid under the contract so far, less what was granted before
// (CSS D241-7 V, D241-9).
func (c *computation) reduction() money.Amount {
	if c.isArtist() {
		return money.Amount{}
	}
	s := c.rules.small
	if c.reaches("headcount/housing") {
		s = c.rules.large
	}
	c.uses.add(s.limitUses)
	n := c.coefficient(s)
	granted := c.before.Reduction
	if n == 0 && granted.IsZero() {
		return money.Amount{}
	}
	c.uses.add(s.uses)
	coefficient := money.DecimalFromScaled(n, 4)
	step := Step{Code: "reduction", Base: c.contract.SocialBase, Rate: coefficient, Over: 1, Refs: s.refs}
	step.Plus = minus(money.Amount{}, granted)
	step.Amount = plus(c.posted(money.Mul(step.Base, coefficient)), step.Plus)
	c.step(step)
	return step.Amount
}

// coefficient returns that of the contract so far, in ten-thousandths.
func (c *computation) coefficient(s *scheme) int64 {
	if c.Contract == "" {
		if n, ok := s.fixed.coefficient(c.contract.SocialBase, c.hours); ok {
			return n
		}
	}
	return s.coefficient(c.contract.SocialBase, c.minimumOfContract().Rat())
}

// coefficient returns that of a social base in ten-thousandths, computed in rationals.
func (s *scheme) coefficient(base money.Amount, minimumWage *big.Rat) int64 {
	limit := new(big.Rat).Mul(s.limit, minimumWage)
	pay := big.NewRat(base.Cents(), 100)
	if pay.Sign() <= 0 || pay.Cmp(limit) >= 0 {
		return 0
	}
	x := limit.Quo(limit, pay)
	x.Sub(x, big.NewRat(1, 1)).Quo(x, new(big.Rat).Sub(s.limit, big.NewRat(1, 1)))
	return min(s.rounded(x), s.most)
}

// rounded returns (least + slope × x^(power/root)) / divisor in ten-thousandths, rounded half
// up, or most if that is less. It is decided exactly: n is not too great when (n − ½)/10,000
// is at most the value, and that is a comparison of rationals once both sides are raised
// to the root.
func (s *scheme) rounded(x *big.Rat) int64 {
	target := raised(x, s.power)
	reaches := func(n int64) bool {
		v := big.NewRat(2*n-1, 2*tenThousand)
		v.Mul(v, s.divisor).Sub(v, s.least).Quo(v, s.slope)
		return v.Sign() <= 0 || raised(v, s.root).Cmp(target) <= 0
	}
	low, high := int64(0), s.most+1 // low is reached
	for high-low > 1 {
		if mid := (low + high) / 2; reaches(mid) {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

func raised(x *big.Rat, power int) *big.Rat {
	product := big.NewRat(1, 1)
	for range power {
		product.Mul(product, x)
	}
	return product
}

// fixedScheme is a scheme in whole numbers, which decides a coefficient in a small part of the
// time. It brackets x^power between two numbers that differ in the last binary places;
// where their coefficients differ, as happens about once in 100,000 bases, or where
// a number does not fit, the rationals decide.
type fixedScheme struct {
	fits                  bool
	wage                  uint64 // limit × SMIC, in ten-thousandths
	span                  uint64 // limit − 1, in ten-thousandths
	least, slope, divisor uint64 // in ten-thousandths
	most                  int64
	fractional            bool // the power is 7/4, otherwise 1
}

// places are the binary places of x and its power, chosen so that no product overflows.
const places = 31

func (s *scheme) inFixedPoint(smic *big.Rat) fixedScheme {
	f := fixedScheme{fits: true, most: s.most, fractional: s.root == 4}
	units := func(r *big.Rat, bits int) uint64 {
		r = scaled(r)
		if !r.IsInt() || r.Sign() < 0 || r.Num().BitLen() > bits {
			f.fits = false
			return 0
		}
		return r.Num().Uint64()
	}
	f.wage = units(new(big.Rat).Mul(s.limit, smic), 24)
	f.span = units(new(big.Rat).Sub(s.limit, big.NewRat(1, 1)), 16)
	f.least, f.slope, f.divisor = units(s.least, 16), units(s.slope, 16), units(s.divisor, 14)
	// x ≥ 1 stands for most, which is so as long as the divisor is at most 1
	f.fits = f.fits && f.span > 0 && f.slope > 0 && f.divisor > 0 && f.divisor <= tenThousand
	return f
}

// coefficient returns that of a social base, unless it needs the rationals.
func (f *fixedScheme) coefficient(base money.Amount, hours money.Decimal) (n int64, ok bool) {
	h, exact := hours.Scaled(4)
	if !f.fits || !exact || h >= 1<<24 || base.Sign() <= 0 {
		return 0, false
	}
	// in hundred-millionths of a euro
	limit, pay := f.wage*uint64(h), uint64(base.Cents())*1_000_000
	if pay >= limit {
		return 0, true
	}
	num, den := (limit-pay)*tenThousand, pay*f.span
	if num >= den {
		return f.most, true
	}
	x, _ := bits.Div64(num>>(64-places), num<<places, den)
	low, high := x, x+1
	if f.fractional {
		low, _ = sevenFourths(x)
		_, high = sevenFourths(x + 1)
	}
	n = f.rounded(low)
	return n, n == f.rounded(high)
}

// rounded returns (least + slope × power) / divisor in ten-thousandths, rounded half up, at most
// most.
func (f *fixedScheme) rounded(power uint64) int64 {
	value, divisor := (f.least<<places+f.slope*power)*tenThousand, f.divisor<<places
	return min(int64((2*value+divisor)/(2*divisor)), f.most)
}

// sevenFourths brackets x^(7/4), for x of at most 1.
func sevenFourths(x uint64) (low, high uint64) {
	const one = 1 << places
	root := squareRoot(x << places)
	low = x * root >> places * squareRoot(root<<places) >> places
	root = min(root+1, one)
	fourth := min(squareRoot(root<<places)+1, one)
	high = (x*root>>places+1)*fourth>>places + 1
	return low, high
}

// squareRoot returns ⌊√n⌋, by Newton's method from above.
func squareRoot(n uint64) uint64 {
	if n == 0 {
		return 0
	}
	root := uint64(1) << ((bits.Len64(n) + 1) / 2)
	for {
		next := (root + n/root) / 2
		if next >= root {
			return root
		}
		root = next
	}
}
