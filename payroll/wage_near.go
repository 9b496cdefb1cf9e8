package payroll

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrUnknownFunction reports the name of a function that the grid does not have.
var ErrUnknownFunction = errors.New("is no function of the grid")

// UnknownFunctionError is the [ErrUnknownFunction] of a name, with the functions that resemble it.
type UnknownFunctionError struct {
	Name string
	// Near are up to three names of the grid, the nearest first.
	Near []string
}

// Error names the functions that resemble the name.
func (e *UnknownFunctionError) Error() string {
	if len(e.Near) == 0 {
		return ErrUnknownFunction.Error()
	}
	return fmt.Sprintf("%v: is it %s?", ErrUnknownFunction, strings.Join(e.Near, ", or "))
}

// Is reports whether target is [ErrUnknownFunction].
func (e *UnknownFunctionError) Is(target error) bool { return target == ErrUnknownFunction }

const (
	// mostNear is how many resembling names are told.
	mostNear = 3
	// longestNear is the longest name, in letters, that is compared with the grid.
	longestNear = 80
)

// near returns the names of the grid that resemble one: those at an edit distance of a third of
// its length at most, or that contain it, nearest first, then shortest.
//
// Complexity O(n m²) in the number of names of the grid and the length of a name, which is bounded.
func (g *grids) near(a Agreement, job string) []string {
	sought := []rune(foldName(job))
	if len(sought) == 0 || len(sought) > longestNear {
		return nil
	}
	type candidate struct {
		name     string
		distance int
	}
	var candidates []candidate
	for name := range g.rows[a] {
		folded := foldName(name)
		c := candidate{name, editDistance(sought, []rune(folded))}
		if len(sought) >= 4 && strings.Contains(folded, string(sought)) {
			c.distance = min(c.distance, 1)
		}
		if c.distance <= max(2, len(sought)/3) {
			candidates = append(candidates, c)
		}
	}
	slices.SortFunc(candidates, func(a, b candidate) int {
		return cmp.Or(a.distance-b.distance, len(a.name)-len(b.name), strings.Compare(a.name, b.name))
	})
	var names []string
	for _, c := range candidates[:min(mostNear, len(candidates))] {
		names = append(names, c.name)
	}
	return names
}

// foldName writes a name in small letters without accents.
func foldName(name string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case 'à', 'â', 'ä':
			return 'a'
		case 'é', 'è', 'ê', 'ë':
			return 'e'
		case 'î', 'ï':
			return 'i'
		case 'ô', 'ö':
			return 'o'
		case 'û', 'ù', 'ü':
			return 'u'
		case 'ç':
			return 'c'
		case '’':
			return '\''
		}
		return r
	}, strings.ToLower(name))
}

// editDistance is the number of letters to insert, delete or replace (Levenshtein, 1965).
func editDistance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := 1
			if x == y {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(diagonal+cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
