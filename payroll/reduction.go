package payroll

import (
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// reduction is the general reduction of employer contributions (CSS L241-13) of a
// technician; artists, whose rates are reduced already, have none. The social base is
// multiplied by a coefficient of four decimals that falls to zero at a multiple of the
// minimum wage for the hours paid.
func (c *computation) reduction() money.Amount {
	if c.isArtist() {
		return money.Amount{}
	}
	base := big.NewRat(c.base.Cents(), 100)
	minimum := new(big.Rat).Mul(c.figure("smic").value.Rat(), c.hours.Rat())
	limit := c.figure("reduction/limit")
	if base.Cmp(new(big.Rat).Mul(limit.value.Rat(), minimum)) >= 0 {
		return money.Amount{}
	}
	var tenThousandths int64
	var refs law.Refs
	if c.inForce("reduction/t-min") {
		tenThousandths, refs = c.degressive(base, minimum)
	} else {
		tenThousandths, refs = c.linear(base, minimum, limit)
	}
	coefficient, err := money.NewDecimal(decimal.New(tenThousandths, -4))
	if err != nil {
		c.fail(err)
	}
	amount := c.posted(money.Mul(c.base, coefficient))
	c.step(Step{Code: "reduction", Base: c.base, Rate: coefficient, Over: 1, Amount: amount, Refs: refs})
	return amount
}

// size is the suffix of the values for the employer's headcount.
func (c *computation) size() string {
	if c.reaches("headcount/housing") {
		return "large"
	}
	return "small"
}

// degressive is the coefficient of the réduction générale dégressive unique, from 2026 (CSS
// D241-7, D241-10), in ten-thousandths:
//
//	(Tmin + Tdelta × [½ (3 SMIC / base − 1)]^1.75) / 0.9
//
// rounded, and at most Tmin + Tdelta. Tdelta is lowered by what the employer's Agirc-Arrco
// rate falls short of the common one (third paragraph of III).
func (c *computation) degressive(base, minimum *big.Rat) (int64, law.Refs) {
	tMin, tDelta := c.figure("reduction/t-min"), c.figure("reduction/t-delta-"+c.size())
	common, borne := c.figure("reduction/common-t1"), c.figure("agirc-arrco-t1/employer")
	short := new(big.Rat).Sub(common.part.Rat(), borne.part.Rat())
	delta := new(big.Rat).Sub(tDelta.value.Rat(), short)
	greatest := new(big.Rat).Add(tMin.value.Rat(), delta)

	limit := new(big.Rat).Mul(c.figure("reduction/limit").value.Rat(), minimum)
	x := new(big.Rat).Quo(limit, base)
	x.Sub(x, big.NewRat(1, 1)).Mul(x, big.NewRat(1, 2))
	divisor := c.figure("reduction/leave-fund")

	coefficient := roundPower(tMin.value.Rat(), delta, x, divisor.value.Rat())
	most := floorTenThousandths(greatest)
	return min(coefficient, most), tMin.refs.Join(divisor.refs)
}

// linear is the coefficient of the réduction générale des cotisations of 2025 (CSS
// D241-7 as then in force), in ten-thousandths: T / 0.6 × (1.6 SMIC / base − 1) / 0.9,
// rounded, and at most T.
func (c *computation) linear(base, minimum *big.Rat, limit *figure) (int64, law.Refs) {
	t := c.figure("reduction/t-" + c.size())
	divisor := c.figure("reduction/leave-fund")
	v := new(big.Rat).Mul(limit.value.Rat(), minimum)
	v.Quo(v, base).Sub(v, big.NewRat(1, 1))
	v.Mul(v, t.value.Rat())
	slope := new(big.Rat).Sub(limit.value.Rat(), big.NewRat(1, 1)) // 0.6
	v.Quo(v, slope).Quo(v, divisor.value.Rat())
	v.Mul(v, big.NewRat(tenThousand, 1)).Add(v, big.NewRat(1, 2))
	rounded := new(big.Int).Div(v.Num(), v.Denom())
	return min(rounded.Int64(), floorTenThousandths(t.value.Rat())), t.refs.Join(divisor.refs)
}

const tenThousand = 10_000

func floorTenThousandths(r *big.Rat) int64 {
	scaled := new(big.Rat).Mul(r, big.NewRat(tenThousand, 1))
	return new(big.Int).Div(scaled.Num(), scaled.Denom()).Int64()
}

// roundPower returns (least + delta × x^1.75) / divisor in ten-thousandths, rounded half
// up, decided exactly: n is not too great when (n − ½)/10,000 is at most the value, and that
// is a comparison of rationals once both sides of delta × x^(7/4) are raised to the
// fourth power.
func roundPower(least, delta, x, divisor *big.Rat) int64 {
	power := new(big.Rat).Set(x) // x⁷
	for range 6 {
		power.Mul(power, x)
	}
	reaches := func(n int64) bool {
		v := big.NewRat(2*n-1, 2*tenThousand)
		v.Mul(v, divisor).Sub(v, least).Quo(v, delta)
		if v.Sign() <= 0 {
			return true
		}
		v.Mul(v, v)
		v.Mul(v, v)
		return v.Cmp(power) <= 0
	}
	low, high := int64(0), int64(2*tenThousand) // low is reached, high is not
	for high-low > 1 {
		if mid := (low + high) / 2; reaches(mid) {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}
