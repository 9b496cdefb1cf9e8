package budget

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/big"
	"strings"

	"github.com/bobine-film/bobine/money"
)

// Formula is a plain decimal number such as "12.5", or an expression over the globals of a
// budget: + − × ÷ (also written - * /), parentheses, min(a, b, …), max(a, b, …) and
// round(x, digits), which rounds half away from zero. It is evaluated in exact rationals.
type Formula string

// Errors of formulas, for errors.Is.
var (
	// ErrFormula reports a text that is not a formula, or beyond its bounds: 1,000
	// characters, figures of 40 digits, results of 2,000 bits.
	ErrFormula = errors.New("not a formula")
	// ErrUnknownName reports a name that is no global.
	ErrUnknownName = errors.New("unknown name")
	// ErrDivisionByZero reports a division by zero.
	ErrDivisionByZero = errors.New("division by zero")
)

const (
	maxFormula = 1_000 // characters
	maxBits    = 2_000 // of a numerator or denominator
	maxDigits  = 20    // of round
)

// signs are the arithmetic signs of a typeset formula.
var signs = strings.NewReplacer("−", "-", "×", "*", "÷", "/")

// parse returns the expression of a formula.
func (f Formula) parse() (ast.Expr, error) {
	if len(f) > maxFormula {
		return nil, fmt.Errorf("%w: longer than %d characters", ErrFormula, maxFormula)
	}
	expr, err := parser.ParseExpr(signs.Replace(string(f)))
	if err != nil {
		return nil, fmt.Errorf("%w: %q", ErrFormula, string(f))
	}
	return expr, nil
}

// evaluate returns the exact value of a formula, given the values of names.
func (f Formula) evaluate(names func(string) (*big.Rat, error)) (*big.Rat, error) {
	if d, err := money.ParseDecimal(string(f)); err == nil {
		return d.Rat(), nil
	}
	expr, err := f.parse()
	if err != nil {
		return nil, err
	}
	return evaluate(expr, names)
}

func evaluate(expr ast.Expr, names func(string) (*big.Rat, error)) (*big.Rat, error) {
	value, err := evaluateNode(expr, names)
	if err != nil {
		return nil, err
	}
	if value.Num().BitLen() > maxBits || value.Denom().BitLen() > maxBits {
		return nil, fmt.Errorf("%w: a value of absurd size", ErrFormula)
	}
	return value, nil
}

func evaluateNode(expr ast.Expr, names func(string) (*big.Rat, error)) (*big.Rat, error) {
	switch node := expr.(type) {
	case *ast.BasicLit:
		d, err := money.ParseDecimal(node.Value)
		if err != nil {
			return nil, fmt.Errorf("%w: %q is no plain number", ErrFormula, node.Value)
		}
		return d.Rat(), nil
	case *ast.Ident:
		return names(node.Name)
	case *ast.ParenExpr:
		return evaluate(node.X, names)
	case *ast.UnaryExpr:
		x, err := evaluate(node.X, names)
		if err != nil || node.Op == token.ADD {
			return x, err
		}
		if node.Op != token.SUB {
			return nil, fmt.Errorf("%w: there is no %s", ErrFormula, node.Op)
		}
		return new(big.Rat).Neg(x), nil
	case *ast.BinaryExpr:
		return evaluateBinary(node, names)
	case *ast.CallExpr:
		return evaluateCall(node, names)
	}
	return nil, fmt.Errorf("%w: only numbers, names, + − × ÷ and min, max, round", ErrFormula)
}

func evaluateBinary(node *ast.BinaryExpr, names func(string) (*big.Rat, error)) (*big.Rat, error) {
	x, err := evaluate(node.X, names)
	if err != nil {
		return nil, err
	}
	y, err := evaluate(node.Y, names)
	if err != nil {
		return nil, err
	}
	result := new(big.Rat)
	switch node.Op {
	case token.ADD:
		return result.Add(x, y), nil
	case token.SUB:
		return result.Sub(x, y), nil
	case token.MUL:
		return result.Mul(x, y), nil
	case token.QUO:
		if y.Sign() == 0 {
			return nil, ErrDivisionByZero
		}
		return result.Quo(x, y), nil
	}
	return nil, fmt.Errorf("%w: there is no %s", ErrFormula, node.Op)
}

func evaluateCall(node *ast.CallExpr, names func(string) (*big.Rat, error)) (*big.Rat, error) {
	function, ok := node.Fun.(*ast.Ident)
	if !ok || node.Ellipsis.IsValid() || len(node.Args) == 0 {
		return nil, fmt.Errorf("%w: a call of no function", ErrFormula)
	}
	args := make([]*big.Rat, len(node.Args))
	for i, arg := range node.Args {
		var err error
		if args[i], err = evaluate(arg, names); err != nil {
			return nil, err
		}
	}
	switch function.Name {
	case "min", "max":
		return extreme(args, function.Name == "min"), nil
	case "round":
		return round(args)
	}
	return nil, fmt.Errorf("%w: there is no function %s", ErrFormula, function.Name)
}

func extreme(args []*big.Rat, least bool) *big.Rat {
	best := args[0]
	for _, x := range args[1:] {
		if (x.Cmp(best) < 0) == least && x.Cmp(best) != 0 {
			best = x
		}
	}
	return best
}

// round returns its first argument rounded half away from zero to as many digits as the
// second says, or to a whole number.
func round(args []*big.Rat) (*big.Rat, error) {
	digits := new(big.Rat)
	if len(args) == 2 {
		digits = args[1]
	}
	if len(args) > 2 || !digits.IsInt() || digits.Sign() < 0 || digits.Cmp(big.NewRat(maxDigits, 1)) > 0 {
		return nil, fmt.Errorf("%w: round takes a value and 0 to %d digits", ErrFormula, maxDigits)
	}
	scale := new(big.Int).Exp(big.NewInt(10), digits.Num(), nil)
	scaled := new(big.Rat).Mul(args[0], new(big.Rat).SetInt(scale))
	doubled := new(big.Int).Mul(scaled.Num(), big.NewInt(2))
	doubled.Abs(doubled).Add(doubled, scaled.Denom()) // 2|n| + d, over 2d, floored
	whole := doubled.Quo(doubled, new(big.Int).Mul(scaled.Denom(), big.NewInt(2)))
	if scaled.Sign() < 0 {
		whole.Neg(whole)
	}
	return new(big.Rat).SetFrac(whole, scale), nil
}

// isName reports whether a text can be the name of a global.
func isName(name string) bool {
	return token.IsIdentifier(name) && name != "min" && name != "max" && name != "round" && name != "_"
}
