package arch

import (
	"fmt"
	"go/ast"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// pureStandard are the packages of the standard library that a pure package may import: they
// compute, and reach neither files, network, clock nor machine unless asked to by one of
// impureNames.
var pureStandard = []string{
	"bufio", "bytes", "cmp", "compress/flate", "compress/gzip", "compress/zlib", "container/heap", "container/list",
	"container/ring", "context", "crypto/sha256", "embed", "encoding", "encoding/base64", "encoding/binary", "encoding/csv",
	"encoding/hex", "encoding/json", "encoding/xml", "errors", "fmt", "go/ast", "go/parser", "go/token", "hash", "hash/crc32",
	"hash/fnv", "html", "io", "io/fs", "iter", "maps", "math", "math/big", "math/bits", "math/cmplx", "math/rand/v2", "net/url",
	"path", "reflect", "regexp", "slices", "sort", "strconv", "strings", "sync", "sync/atomic", "text/tabwriter", "time",
	"unicode", "unicode/utf16", "unicode/utf8", "unique",
}

// impureNames are what a pure package may not use of the packages that it may import: the
// clock, the standard streams, chance without a seed, the settings of decimal, which belong to
// whoever embeds the library, and decimals made from binary fractions.
var impureNames = map[string][]string{
	"time": {"Now", "Since", "Until", "Local", "LoadLocation", "After", "AfterFunc", "Sleep", "Tick", "NewTimer", "NewTicker"},
	"fmt":  {"Print", "Printf", "Println", "Scan", "Scanf", "Scanln"},
	"math/rand/v2": {
		"ExpFloat64", "Float32", "Float64", "Int", "Int32", "Int32N", "Int64", "Int64N", "IntN", "N", "NormFloat64", "Perm",
		"Shuffle", "Uint", "Uint32", "Uint32N", "Uint64", "Uint64N", "UintN",
	},
	decimal: {
		"DivisionPrecision", "PowPrecisionNegativeExponent", "MarshalJSONWithoutQuotes", "TrimTrailingZeros",
		"UseScientificNotation", "ExpMaxIterations", "MaxDecodeExponent", "Zero",
		"NewFromFloat", "NewFromFloat32", "NewFromFloatWithExponent",
	},
}

// inexact are the methods of a decimal that depend on its settings, lose digits silently or
// take for ever.
var inexact = []string{"Div", "Pow", "PowWithPrecision", "Ln", "ExpHullAbrham", "ExpTaylor", "Float64", "InexactFloat64", "IntPart"}

// impurities returns what in a file of a pure package is not pure.
func impurities(name string, file *ast.File) (faults []string) {
	imports, faults := localNames(name, file)
	fault := func(format string, args ...any) {
		faults = append(faults, name+": a pure package has no "+fmt.Sprintf(format, args...))
	}
	importsDecimal := slices.Contains(slices.Collect(maps.Values(imports)), decimal)
	ast.Inspect(file, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.SelectorExpr:
			used := node.Sel.Name
			if pkg, ok := node.X.(*ast.Ident); ok && imports[pkg.Name] != "" {
				if slices.Contains(impureNames[imports[pkg.Name]], used) {
					fault("%s.%s", baseName(imports[pkg.Name]), used)
				}
				return true
			}
			if slices.Contains(inexact, used) && mayBeDecimal(node.X, imports, importsDecimal) {
				fault("%s of a decimal", used)
			}
		case *ast.FuncDecl:
			if node.Name.Name == "init" && node.Recv == nil {
				fault("init")
			}
		}
		return true
	})
	return faults
}

// localNames returns the import paths of a file by the names that the file uses for them. A dot
// import is a fault: it hides where a name comes from.
func localNames(name string, file *ast.File) (imports map[string]string, faults []string) {
	imports = map[string]string{}
	for _, spec := range file.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		local := baseName(imported)
		if spec.Name != nil {
			local = spec.Name.Name
		}
		if local == "." {
			faults = append(faults, fmt.Sprintf("%s: a pure package has no dot import of %s", name, imported))
		}
		imports[local] = imported
	}
	return imports, faults
}

// baseName returns the name of the package that an import path leads to.
func baseName(imported string) string { return path.Base(strings.TrimSuffix(imported, "/v2")) }

// mayBeDecimal reports whether a value is taken for a decimal. Types are not known here: it
// is one when a method Decimal made it, or when its file imports decimal, unless
// the expression begins with a number of math/big.
func mayBeDecimal(value ast.Expr, imports map[string]string, importsDecimal bool) bool {
	for {
		switch part := value.(type) {
		case *ast.CallExpr:
			if len(part.Args) == 1 && isBig(part.Args[0], imports) {
				return false // new(big.Int)
			}
			value = part.Fun
		case *ast.SelectorExpr:
			if part.Sel.Name == "Decimal" {
				return true
			}
			if isBig(part, imports) {
				return false // big.NewInt
			}
			value = part.X
		default:
			return importsDecimal
		}
	}
}

// isBig reports whether an expression is a name of math/big.
func isBig(expr ast.Expr, imports map[string]string) bool {
	selector, ok := expr.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	pkg, ok := selector.X.(*ast.Ident)
	return ok && imports[pkg.Name] == "math/big"
}
