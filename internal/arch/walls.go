package arch

import (
	"cmp"
	"errors"
	"fmt"
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
	pure    bool     // standard packages of the list alone, no clock, no output, no init
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
	"worktime":  {imports: []string{module + "/civil", module + "/law", module + "/internal/"}, pure: true},
	"internal":  {imports: append([]string{decimal, module + "/internal/"}, leaves...)},
	"examples":  {imports: []string{decimal, module + "/"}},
}

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
			if name != "." && (isHidden(name) || entry.Name() == "testdata" || isNestedExample(tree, name)) {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		if isVague(name) {
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

// isVague reports whether a file, or a folder that it is in, says nothing of what is inside.
func isVague(name string) bool {
	elements := strings.Split(strings.TrimSuffix(strings.TrimSuffix(name, ".go"), "_test"), "/")
	return slices.ContainsFunc(elements, func(e string) bool { return slices.Contains(vague, e) })
}

// isNestedExample reports whether a folder is a module of its own among the examples, the
// only place where one may be.
func isNestedExample(tree fs.FS, dir string) bool {
	if !strings.HasPrefix(dir, "examples/") {
		return false
	}
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
		if here.pure && !isTest && isStandard(imported) && !slices.Contains(pureStandard, imported) {
			faults = append(faults, fmt.Sprintf("%s: %s may not reach outside through %s", name, cmp.Or(folder, "the top"), imported))
		}
	}
	if here.pure && !isTest {
		faults = append(faults, impurities(name, file)...)
	}
	return faults, nil
}

func isStandard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".")
}

// admits reports whether a file of a folder may import a package.
func (r room) admits(folder, imported string) bool {
	if isStandard(imported) {
		return true
	}
	own := module + "/" + folder
	if imported == own || strings.HasPrefix(imported, own+"/") {
		return true
	}
	return slices.ContainsFunc(r.imports, func(allowed string) bool {
		return imported == allowed || strings.HasSuffix(allowed, "/") && strings.HasPrefix(imported, allowed)
	})
}
