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
func (f Formula) evaluate(names func(string) (Number, error)) (Number, error) {
	if n, plain := plainNumber(string(f)); plain {
		return n, nil
	}
	if d, err := money.ParseDecimal(string(f)); err == nil {
		return numberOf(d.Rat()), nil
	}
	expr, err := f.parse()
	if err != nil {
		return Number{}, err
	}
	return evaluate(expr, names)
}

func evaluate(expr ast.Expr, names func(string) (Number, error)) (Number, error) {
	value, err := evaluateNode(expr, names)
	if err != nil {
		return Number{}, err
	}
	if b := value.big; b != nil && (b.Num().BitLen() > maxBits || b.Denom().BitLen() > maxBits) {
		return Number{}, fmt.Errorf("%w: a value of absurd size", ErrFormula)
	}
	return value, nil
}

func evaluateNode(expr ast.Expr, names func(string) (Number, error)) (Number, error) {
	switch node := expr.(type) {
	case *ast.BasicLit:
		if n, plain := plainNumber(node.Value); plain {
			return n, nil
		}
		d, err := money.ParseDecimal(node.Value)
		if err != nil {
			return Number{}, fmt.Errorf("%w: %q is no plain number", ErrFormula, node.Value)
		}
		return numberOf(d.Rat()), nil
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
			return Number{}, fmt.Errorf("%w: there is no %s", ErrFormula, node.Op)
		}
		return x.neg(), nil
	case *ast.BinaryExpr:
		return evaluateBinary(node, names)
	case *ast.CallExpr:
		return evaluateCall(node, names)
	}
	return Number{}, fmt.Errorf("%w: only numbers, names, + − × ÷ and min, max, round", ErrFormula)
}

func evaluateBinary(node *ast.BinaryExpr, names func(string) (Number, error)) (Number, error) {
	x, err := evaluate(node.X, names)
	if err != nil {
		return Number{}, err
	}
	y, err := evaluate(node.Y, names)
	if err != nil {
		return Number{}, err
	}
	switch node.Op {
	case token.ADD:
		return x.add(y), nil
	case token.SUB:
		return x.add(y.neg()), nil
	case token.MUL:
		return x.mul(y), nil
	case token.QUO:
		if y.sign() == 0 {
			return Number{}, ErrDivisionByZero
		}
		return x.quo(y), nil
	}
	return Number{}, fmt.Errorf("%w: there is no %s", ErrFormula, node.Op)
}

func evaluateCall(node *ast.CallExpr, names func(string) (Number, error)) (Number, error) {
	function, ok := node.Fun.(*ast.Ident)
	if !ok || node.Ellipsis.IsValid() || len(node.Args) == 0 {
		return Number{}, fmt.Errorf("%w: a call of no function", ErrFormula)
	}
	args := make([]Number, len(node.Args))
	for i, arg := range node.Args {
		var err error
		if args[i], err = evaluate(arg, names); err != nil {
			return Number{}, err
		}
	}
	switch function.Name {
	case "min", "max":
		return extreme(args, function.Name == "min"), nil
	case "round":
		return round(args)
	}
	return Number{}, fmt.Errorf("%w: there is no function %s", ErrFormula, function.Name)
}

func extreme(args []Number, least bool) Number {
	best := args[0]
	for _, x := range args[1:] {
		if order := x.cmp(best); order < 0 == least && order != 0 {
			best = x
		}
	}
	return best
}

// round returns its first argument rounded half away from zero to as many digits as the
// second says, or to a whole number.
func round(args []Number) (Number, error) {
	digits := Number{}
	if len(args) == 2 {
		digits = args[1]
	}
	if len(args) > 2 || digits.big != nil || digits.less != 0 || digits.num < 0 || digits.num > maxDigits {
		return Number{}, fmt.Errorf("%w: round takes a value and 0 to %d digits", ErrFormula, maxDigits)
	}
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(digits.num), nil)
	scaled := new(big.Rat).Mul(args[0].rat(), new(big.Rat).SetInt(scale))
	doubled := new(big.Int).Mul(scaled.Num(), big.NewInt(2))
	doubled.Abs(doubled).Add(doubled, scaled.Denom()) // 2|n| + d, over 2d, floored
	whole := doubled.Quo(doubled, new(big.Int).Mul(scaled.Denom(), big.NewInt(2)))
	if scaled.Sign() < 0 {
		whole.Neg(whole)
	}
	return numberOf(new(big.Rat).SetFrac(whole, scale)), nil
}

// isName reports whether a text can be the name of a global.
func isName(name string) bool {
	return token.IsIdentifier(name) && name != "min" && name != "max" && name != "round" && name != "_"
}
