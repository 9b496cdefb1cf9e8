package payroll

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Minimum is the minimum pay of a function (salaire minimum garanti) in a grid.
type Minimum struct {
	// Weekly is the pay of 39 hours in cinema, of 35 in audiovisual production.
	Weekly money.Amount `json:"weekly"`
	// Equivalence is that of a shoot (cinema, annexe II); nil where there is none.
	Equivalence *Equivalence `json:"equivalence,omitempty"`
	// Level is the niveau, and Specialised whether it is the specialised function (audiovisual).
	Level       string `json:"level,omitempty"`
	Specialised bool   `json:"specialised,omitempty"`
	// HeavyPost says that overtime and night are those of VI.8.3 and VI.10 for heavy posts
	// (audiovisual).
	HeavyPost bool `json:"heavyPost,omitempty"`
	// NotForHeavyFiction says that fiction of large budget (fiction lourde) may not use the
	// function, note 24 of the grid (audiovisual).
	NotForHeavyFiction bool `json:"notForHeavyFiction,omitempty"`
}

// Equivalence is how many hours of presence a shooting week has and how many of them are
// paid (durée d'équivalence, art. 30 and annexe II), for weeks of five and of six days.
type Equivalence struct {
	Presence5 int `json:"presence5"`
	Paid5     int `json:"paid5"`
	Presence6 int `json:"presence6"`
	Paid6     int `json:"paid6"`
}

// of returns the hours of a week of five or six days.
func (e *Equivalence) of(days int) (presence, paid int) {
	if days == mostDays {
		return e.Presence6, e.Paid6
	}
	return e.Presence5, e.Paid5
}

func (m Minimum) check() error {
	if m.Weekly.Sign() <= 0 || m.Weekly.Compare(maxGross) > 0 {
		return fmt.Errorf("%w: the weekly minimum is more than 0.00, at most %v", valid.ErrOutOfRange, maxGross)
	}
	if m.Equivalence == nil {
		return nil
	}
	for _, days := range []int{mostDays - 1, mostDays} {
		if presence, paid := m.Equivalence.of(days); paid < 0 || presence < paid || presence > daysOfWeek*24 {
			return fmt.Errorf("%w: an equivalence of %d hours paid of %d", valid.ErrOutOfRange, paid, presence)
		}
	}
	return nil
}

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

// gridRow is where the tables have a function.
type gridRow struct {
	branch string
	key    string
	// fictionFlux is the key of its minimum in fiction and flux since July 2024.
	fictionFlux string
}

// gridIndex finds the rows of a name, one a filière.
type gridIndex map[Agreement]map[string][]gridRow

// builtInIndex is the index of the grids, whose functions no caller changes.
var builtInIndex = sync.OnceValue(func() gridIndex {
	table, _ := builtInMinima() // it is sound, a test says so
	index := gridIndex{Cinema: {}, Audiovisual: {}}
	for _, key := range table.Keys() {
		f, ok := functionOf(key)
		if !ok {
			continue
		}
		row := gridRow{branch: f.Branch, key: key}
		if f.Agreement == Audiovisual {
			row.fictionFlux = "2642-fiction-flux" + strings.TrimPrefix(key, string(Audiovisual))
		}
		index[f.Agreement][f.Job] = append(index[f.Agreement][f.Job], row)
	}
	return index
})

// functionOf returns the function of a key of the grids: "3097/Scripte cinéma", "2642/M/Scripte". It
// returns false for those that fiction and flux have of their own.
func functionOf(key string) (Function, bool) {
	grid, name, _ := strings.Cut(key, "/")
	switch Agreement(grid) {
	case Cinema:
		return Function{Cinema, name, ""}, true
	case Audiovisual:
		branch, name, _ := strings.Cut(name, "/")
		return Function{Audiovisual, name, branch}, true
	}
	return Function{}, false
}

// named returns the row of a function, of those of its name the one of the filière.
func (x gridIndex) named(a Agreement, job, branch string) (gridRow, bool) {
	rows := x[a][job]
	if len(rows) == 1 {
		return rows[0], true
	}
	i := slices.IndexFunc(rows, func(r gridRow) bool { return r.branch == branch })
	if i < 0 {
		return gridRow{}, false
	}
	return rows[i], true
}

// checkJob tells a function that the grid does not have, or has otherwise.
func (r *WageRules) checkJob(w *WorkingWeek, f *valid.Faults) {
	if !slices.Contains(wageAgreements, w.Agreement) || w.Job == "" {
		if w.Job == "" {
			f.Add("job", nil, valid.ErrMissing)
		}
		return
	}
	index := builtInIndex()
	rows := index[w.Agreement][w.Job]
	if len(rows) == 0 {
		fault := &UnknownFunctionError{Name: w.Job}
		if !f.Full() {
			fault.Near = index.near(w.Agreement, w.Job)
		}
		f.Add("job", w.Job, fault)
		return
	}
	if w.Agreement == Audiovisual {
		checkBranch(f, rows, w.Branch)
	}
	row, found := index.named(w.Agreement, w.Job, w.Branch)
	if !found {
		return
	}
	m, err := r.minimum(row, w.Genre, w.Date)
	if err != nil {
		f.Add("date", nil, err) // before the first grid
		return
	}
	if w.Agreement == Audiovisual && m.Value.Specialised != w.Specialised {
		f.Addf("specialised", w.Specialised, valid.ErrOutOfRange, "%v in the row of the grid", m.Value.Specialised)
	}
}

func checkBranch(f *valid.Faults, rows []gridRow, branch string) {
	branches := make([]string, len(rows))
	for i, row := range rows {
		branches[i] = row.branch
	}
	switch {
	case len(rows) == 1 && branch != "":
		f.Addf("branch", branch, valid.ErrOutOfRange, "one filière alone has the function")
	case len(rows) > 1 && branch == "":
		f.Addf("branch", nil, valid.ErrMissing, "the function is in %s", strings.Join(branches, " and "))
	case len(rows) > 1:
		valid.OneOf(f, "branch", branch, branches)
	}
}

// minimum returns the minimum of a row on a day. Fiction and flux have their own since July 2024.
func (r *WageRules) minimum(row gridRow, genre Genre, on civil.Date) (law.Value[Minimum], error) {
	if genre == Fiction || genre == Flux {
		if v, err := r.minima.At(row.fictionFlux, on); err == nil {
			return v, nil
		}
	}
	return r.minima.At(row.key, on)
}

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
func (x gridIndex) near(a Agreement, job string) []string {
	sought := []rune(foldName(job))
	if len(sought) == 0 || len(sought) > longestNear {
		return nil
	}
	type candidate struct {
		name     string
		distance int
	}
	var candidates []candidate
	for name := range x[a] {
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
