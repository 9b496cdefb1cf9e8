package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"strings"

	"github.com/bobine-film/bobine/budget"
)

// signs are the arithmetic signs of a typeset formula.
var signs = strings.NewReplacer("−", "-", "×", "*", "÷", "/")

// translate writes a formula of a budget as a spreadsheet has it, with the cell of each global in the place of
// its name. Precedence is the same in both.
func translate(f budget.Formula, globals map[string]string) (string, error) {
	expr, err := parser.ParseExpr(signs.Replace(string(f)))
	if err != nil {
		return "", fmt.Errorf("%w: %q", budget.ErrFormula, string(f))
	}
	return translateNode(expr, globals)
}

func translateNode(expr ast.Expr, globals map[string]string) (string, error) {
	switch node := expr.(type) {
	case *ast.BasicLit:
		_, err := exact(node.Value)
		return node.Value, err
	case *ast.Ident:
		cell, known := globals[node.Name]
		if !known {
			return "", fmt.Errorf("%w: %s", budget.ErrUnknownName, node.Name)
		}
		return cell, nil
	case *ast.ParenExpr:
		inner, err := translateNode(node.X, globals)
		return "(" + inner + ")", err
	case *ast.UnaryExpr:
		x, err := translateNode(node.X, globals)
		return node.Op.String() + x, err
	case *ast.BinaryExpr:
		x, err := translateNode(node.X, globals)
		if err != nil {
			return "", err
		}
		y, err := translateNode(node.Y, globals)
		return x + node.Op.String() + y, err
	case *ast.CallExpr:
		return translateCall(node, globals)
	}
	return "", budget.ErrFormula
}

// translateCall writes min, max and round, which spreadsheets have under the same names: their ROUND goes half
// away from zero too.
func translateCall(call *ast.CallExpr, globals map[string]string) (string, error) {
	name, ok := call.Fun.(*ast.Ident)
	if !ok {
		return "", budget.ErrFormula
	}
	args := make([]string, len(call.Args))
	for i, arg := range call.Args {
		var err error
		if args[i], err = translateNode(arg, globals); err != nil {
			return "", err
		}
	}
	return strings.ToUpper(name.Name) + "(" + strings.Join(args, ",") + ")", nil
}

// toCent is the formula of a product rounded to the cent, half away from zero as the library does. It rounds whole
// cents, because at two decimals some programs lose the half of a cent of a big figure.
func toCent(product string) string { return "ROUND(" + product + "*100,0)/100" }
