package payroll

import (
	"math/big"
	"strings"

	"github.com/bobine-film/bobine/money"
)

// formula is an exact number together with the text that computes it. Both grow by the same
// operations, so that what a line says and what it is worth cannot drift apart.
//
// Its text has numbers, + − × /, parentheses, and the functions min, max, ceil and truncate(x,
// places).
type formula struct {
	text  string
	value *big.Rat
	binds binding
}

// binding tells how tightly the last operation of a formula holds its operands.
type binding uint8

const (
	sumBinds binding = iota
	productBinds
	atomBinds
)

func decimalFormula(d money.Decimal) formula { return formula{d.String(), d.Rat(), atomBinds} }

func amountFormula(a money.Amount) formula {
	text := strings.TrimSuffix(a.String(), ".00")
	return formula{text, euros(a), atomBinds}
}

func countFormula(n int) formula { return decimalFormula(money.DecimalFromInt(int64(n))) }

// within returns the text of f, in parentheses where it binds less than is asked.
func (f formula) within(least binding) string {
	if f.binds < least {
		return "(" + f.text + ")"
	}
	return f.text
}

func (f formula) plus(g formula) formula {
	return formula{f.text + " + " + g.text, new(big.Rat).Add(f.value, g.value), sumBinds}
}

func (f formula) minus(g formula) formula {
	return formula{f.text + " − " + g.within(productBinds), new(big.Rat).Sub(f.value, g.value), sumBinds}
}

func (f formula) times(g formula) formula {
	return formula{f.within(productBinds) + " × " + g.within(productBinds), new(big.Rat).Mul(f.value, g.value), productBinds}
}

// over divides by g, which callers know is not zero.
func (f formula) over(g formula) formula {
	return formula{f.within(productBinds) + " / " + g.within(atomBinds), new(big.Rat).Quo(f.value, g.value), productBinds}
}

func (f formula) percent() formula { return f.over(countFormula(100)) }

func (f formula) atMost(g formula) formula {
	return formula{"min(" + f.text + ", " + g.text + ")", least(f.value, g.value), atomBinds}
}

func (f formula) atLeast(g formula) formula {
	value := f.value
	if g.value.Cmp(value) > 0 {
		value = g.value
	}
	return formula{"max(" + f.text + ", " + g.text + ")", value, atomBinds}
}

// truncated drops what is beyond so many decimals, towards zero.
func (f formula) truncated(places int) formula {
	scale := tenTo(places)
	whole := new(big.Int).Mul(f.value.Num(), scale)
	whole.Quo(whole, f.value.Denom())
	return formula{"truncate(" + f.text + ", " + countFormula(places).text + ")", new(big.Rat).SetFrac(whole, scale), atomBinds}
}

// rounded is half away from zero.
func (f formula) rounded(places int) formula {
	half := big.NewRat(1, 2)
	half.Quo(half, new(big.Rat).SetInt(tenTo(places)))
	if f.value.Sign() < 0 {
		half.Neg(half)
	}
	up := formula{f.text, new(big.Rat).Add(f.value, half), f.binds}.truncated(places)
	return formula{"round(" + f.text + ", " + countFormula(places).text + ")", up.value, atomBinds}
}

// ceiling is the next whole number.
func (f formula) ceiling() formula {
	// the floor of the negated number, because Euclidean division by a denominator is a floor
	whole := new(big.Int).Neg(f.value.Num())
	whole.Div(whole, f.value.Denom())
	return formula{"ceil(" + f.text + ")", new(big.Rat).SetInt(whole.Neg(whole)), atomBinds}
}

// capped is f at most g, written only where that changes it.
func (f formula) capped(g formula) formula {
	if f.value.Cmp(g.value) <= 0 {
		return f
	}
	return f.atMost(g)
}

// notNegative is f at least 0, written only where that changes it.
func (f formula) notNegative() formula {
	if f.value.Sign() >= 0 {
		return f
	}
	return f.atLeast(countFormula(0))
}

func (f formula) isUnder(g formula) bool { return f.value.Cmp(g.value) < 0 }

func tenTo(places int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)
}
