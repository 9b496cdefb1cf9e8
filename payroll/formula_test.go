package payroll

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/money"
)

// evaluator computes the text of a formula as a reader would, by recursive descent. It shares nothing
// with the code that wrote it.
type evaluator struct {
	t    *testing.T
	rest string
}

func evaluate(t *testing.T, text string) *big.Rat {
	t.Helper()
	e := evaluator{t, strings.ReplaceAll(text, " ", "")}
	v := e.sum()
	require.Empty(t, e.rest, "left over of %q", text)
	return v
}

func (e *evaluator) take(token string) bool {
	rest, found := strings.CutPrefix(e.rest, token)
	e.rest = rest
	return found
}

func (e *evaluator) sum() *big.Rat {
	v := e.product()
	for {
		switch {
		case e.take("+"):
			v = new(big.Rat).Add(v, e.product())
		case e.take("−"):
			v = new(big.Rat).Sub(v, e.product())
		default:
			return v
		}
	}
}

func (e *evaluator) product() *big.Rat {
	v := e.atom()
	for {
		switch {
		case e.take("×"):
			v = new(big.Rat).Mul(v, e.atom())
		case e.take("/"):
			v = new(big.Rat).Quo(v, e.atom())
		default:
			return v
		}
	}
}

func (e *evaluator) atom() *big.Rat {
	for _, name := range []string{"min(", "max(", "ceil(", "truncate(", "round(", "("} {
		if !e.take(name) {
			continue
		}
		args := []*big.Rat{e.sum()}
		for e.take(",") {
			args = append(args, e.sum())
		}
		require.True(e.t, e.take(")"), "a closing parenthesis before %q", e.rest)
		return applied(name, args)
	}
	end := strings.IndexFunc(e.rest, func(r rune) bool { return !strings.ContainsRune("0123456789.-", r) })
	if end < 0 {
		end = len(e.rest)
	}
	v, ok := new(big.Rat).SetString(e.rest[:end])
	require.True(e.t, ok, "a number at %q", e.rest)
	e.rest = e.rest[end:]
	return v
}

func applied(name string, args []*big.Rat) *big.Rat {
	switch name {
	case "min(":
		if args[0].Cmp(args[1]) > 0 {
			return args[1]
		}
	case "max(":
		if args[0].Cmp(args[1]) < 0 {
			return args[1]
		}
	case "ceil(":
		return new(big.Rat).Neg(floorOf(new(big.Rat).Neg(args[0])))
	case "truncate(", "round(":
		scale := big.NewRat(1, 1)
		for range args[1].Num().Int64() {
			scale.Mul(scale, big.NewRat(10, 1))
		}
		v := new(big.Rat).Mul(args[0], scale)
		sign := v.Sign()
		v.Abs(v)
		if name == "round(" {
			v.Add(v, big.NewRat(1, 2))
		}
		v = floorOf(v)
		v.Quo(v, scale)
		if sign < 0 {
			v.Neg(v)
		}
		return v
	}
	return args[0]
}

func floorOf(v *big.Rat) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Div(v.Num(), v.Denom()))
}

// recomputes asserts that every line is worth what its formula says, and that its code is described.
func recomputes(t *testing.T, lines []UnemploymentLine) {
	t.Helper()
	for _, l := range lines {
		require.Zero(t, evaluate(t, l.Formula).Cmp(l.Value.Rat()), "%s %s: %s = %v", l.Code, l.Subject, l.Formula, l.Value)
		require.Contains(t, []string{unitEuros, unitHours, unitDays}, l.Unit)
		described := slices.ContainsFunc(unemploymentCodes, func(c UnemploymentCode) bool { return c.Code == l.Code })
		require.True(t, described, l.Code)
	}
}

func TestFormulas(t *testing.T) {
	n := func(s string) formula { return decimalFormula(money.MustDecimal(s)) }
	for _, c := range []struct {
		name, text, want string
		f                formula
	}{
		{"a sum in a product", "31.96 × (0.42 × 14400 + 0.05 × 3600) / 5000", "39.809376", n("31.96").times(n("0.42").times(n("14400")).plus(n("0.05").times(n("3600")))).over(n("5000"))},
		{"a product that divides", "18000 / (800 / 8)", "180", n("18000").over(n("800").over(n("8")))},
		{"a sum that is taken off", "7 − (2 + 1)", "4", n("7").minus(n("2").plus(n("1")))},
		{"truncation towards zero", "truncate(-2.79, 1)", "-2.7", n("-2.79").truncated(1)},
		{"rounding half away from zero", "round(-2.75, 1)", "-2.8", n("-2.75").rounded(1)},
		{"rounding half up", "round(0.125, 2)", "0.13", n("0.125").rounded(2)},
		{"the next whole number", "ceil(32 / 6)", "6", n("32").over(n("6")).ceiling()},
		{"a whole number is its own ceiling", "ceil(4)", "4", n("4").ceiling()},
		{"a negative ceiling", "ceil(-0.5)", "0", n("-0.5").ceiling()},
		{"a limit that does not hold is not written", "3", "3", n("3").capped(n("4"))},
		{"a limit that holds is", "min(5, 4)", "4", n("5").capped(n("4"))},
		{"not negative", "max(3 − 5, 0)", "0", n("3").minus(n("5")).notNegative()},
	} {
		t.Run(c.name, func(t *testing.T) {
			want, _ := new(big.Rat).SetString(c.want)
			assert.Equal(t, c.text, c.f.text)
			assert.Zero(t, want.Cmp(c.f.value), "%v", c.f.value)
			assert.Zero(t, want.Cmp(evaluate(t, c.f.text)))
		})
	}
}
