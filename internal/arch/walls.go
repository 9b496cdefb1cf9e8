package arch

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

const (
	module  = "github.com/bobine-film/bobine"
	decimal = "github.com/shopspring/decimal"
	testify = "github.com/stretchr/testify"
)

// room is what a top-level folder may import, beside the standard library and itself.
type room struct {
	imports []string // paths, or prefixes that end in a slash
	pure    bool     // no input or output, no clock, no init
}

var (
	leaves = []string{module + "/money", module + "/civil", module + "/law", module + "/worktime"}
	domain = room{imports: append([]string{decimal, module + "/internal/"}, leaves...), pure: true}
)

// rooms of the house, by folder; "" is the top.
var rooms = map[string]room{
	"":          {pure: true},
	"budget":    domain,
	"financing": domain,
	"payroll":   domain,
	"rights":    domain,
	"schedule":  domain,
	"money":     {imports: []string{decimal}, pure: true},
	"civil":     {pure: true},
	"law":       {imports: []string{module + "/civil"}, pure: true},
	"worktime":  {imports: []string{module + "/civil", module + "/law"}, pure: true},
	"internal":  {imports: append([]string{decimal, module + "/internal/"}, leaves...)},
	"examples":  {imports: []string{decimal, module + "/"}},
}

// impure are the packages that reach outside a pure function.
var impure = []string{"os", "os/exec", "log", "log/slog", "net", "net/http", "math/rand", "syscall", "unsafe"}

// vague are names of files and folders that say nothing of what is inside.
var vague = []string{"util", "utils", "common", "helpers", "helper", "misc", "types"}

// broken returns what in the tree of a checkout breaks the walls, sorted.
func broken(tree fs.FS) ([]string, error) {
	var faults []string
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if name != "." && (isHidden(name) || entry.Name() == "testdata" || isNestedModule(tree, name)) {
				return fs.SkipDir
			}
			return nil
		}
		base := strings.TrimSuffix(strings.TrimSuffix(path.Base(name), ".go"), "_test")
		if path.Ext(name) != ".go" {
			return nil
		}
		if slices.Contains(vague, base) || slices.Contains(vague, path.Base(path.Dir(name))) {
			faults = append(faults, name+": the name says nothing of what is inside")
		}
		inFile, err := brokenIn(tree, name)
		faults = append(faults, inFile...)
		return err
	})
	slices.Sort(faults)
	return faults, err
}

func isHidden(name string) bool { return strings.HasPrefix(path.Base(name), ".") }

func isNestedModule(tree fs.FS, dir string) bool {
	_, err := fs.Stat(tree, path.Join(dir, "go.mod"))
	return !errors.Is(err, fs.ErrNotExist)
}

// brokenIn returns what in one file breaks the walls.
func brokenIn(tree fs.FS, name string) (faults []string, err error) {
	source, err := fs.ReadFile(tree, name)
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	folder, _, inside := strings.Cut(name, "/")
	if !inside {
		folder = ""
	}
	here, known := rooms[folder]
	if !known {
		return []string{name + ": there is no such room"}, nil
	}
	isTest := strings.HasSuffix(name, "_test.go")
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		if !here.admits(folder, imported) && !(isTest && strings.HasPrefix(imported, testify+"/")) {
			faults = append(faults, fmt.Sprintf("%s: %s may not import %s", name, cmp.Or(folder, "the top"), imported))
		}
		if here.pure && !isTest && slices.Contains(impure, imported) {
			faults = append(faults, fmt.Sprintf("%s: %s may not reach outside through %s", name, folder, imported))
		}
	}
	if here.pure && !isTest {
		faults = append(faults, impurities(name, file)...)
	}
	return faults, nil
}

// admits reports whether a file of a folder may import a package.
func (r room) admits(folder, imported string) bool {
	if first, _, _ := strings.Cut(imported, "/"); !strings.Contains(first, ".") {
		return true // the standard library
	}
	own := module + "/" + folder
	if imported == own || strings.HasPrefix(imported, own+"/") {
		return true
	}
	return slices.ContainsFunc(r.imports, func(allowed string) bool {
		return imported == allowed || strings.HasSuffix(allowed, "/") && strings.HasPrefix(imported, allowed)
	})
}

// impurities returns the uses of the clock and the init functions of a file.
func impurities(name string, file *ast.File) (faults []string) {
	ast.Inspect(file, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.SelectorExpr:
			pkg, ok := node.X.(*ast.Ident)
			if ok && pkg.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "Local", "After", "Sleep"}, node.Sel.Name) {
				faults = append(faults, fmt.Sprintf("%s: a pure package has no time.%s", name, node.Sel.Name))
			}
		case *ast.FuncDecl:
			if node.Name.Name == "init" && node.Recv == nil {
				faults = append(faults, name+": a pure package has no init")
			}
		}
		return true
	})
	return faults
}
