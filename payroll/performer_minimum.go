package payroll

import (
	"errors"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Functions that rules single out.
const (
	filmActor      = "Artiste-interprète"
	dramaticArtist = "Artiste dramatique"
	varietyArtist  = "Artiste de variétés"
	danceSoloist   = "Soliste chorégraphique"
	corpsDeBallet  = "Artiste du corps de ballet"
)

// ErrPaidByTheHour reports the function of a technician in an engagement of a performer: it is paid
// by the hour, with [ComputeWage], and has no cachets.
var ErrPaidByTheHour = errors.New("is a technician's function, paid by the hour and not by cachets")

// minimumPrefix begins the keys of the grids.
const minimumPrefix = "minimum/"

var performerIndexOnce lazy.Value[map[PerformerGrid][]string]

// performerIndex finds the functions of a grid, in the order of the table.
func performerIndex() map[PerformerGrid][]string {
	index, _ := performerIndexOnce.Get(func() (map[PerformerGrid][]string, error) {
		table, _ := builtInPerformers() // it is sound, a test says so
		index := map[PerformerGrid][]string{}
		for _, key := range table.Keys() {
			name, found := strings.CutPrefix(key, minimumPrefix)
			if !found {
				continue
			}
			grid, function, _ := strings.Cut(name, "/")
			function, _, _ = strings.Cut(function, "/")
			if g := PerformerGrid(grid); !slices.Contains(index[g], function) {
				index[g] = append(index[g], function)
			}
		}
		return index, nil
	})
	return index
}

// PerformerFunctions returns the functions of a grid, none of a word that is no grid.
func PerformerFunctions(grid PerformerGrid) []string { return slices.Clone(performerIndex()[grid]) }

// usualNames are words of the trade for functions whose name in the grid they do not resemble. A
// double is simple when it has one type alone: light, framing, image or text (annexe III.2.A, 4).
var usualNames = map[PerformerGrid]map[string]string{
	FeatureFilm: {
		"acteur": "Artiste-interprète", "actrice": "Artiste-interprète", "comedien": "Artiste-interprète",
		"comedienne": "Artiste-interprète", "danseur": "Artiste chorégraphique", "danseuse": "Artiste chorégraphique",
		"chanteur": "Artiste lyrique", "chanteuse": "Artiste lyrique",
	},
	ShortFilm: {
		"acteur": "Artiste-interprète", "actrice": "Artiste-interprète", "comedien": "Artiste-interprète",
		"comedienne": "Artiste-interprète",
	},
	FilmExtra: {
		"doublure lumiere": "Doublure simple", "doublure cadrage": "Doublure simple", "doublure image": "Doublure simple",
		"doublure texte": "Doublure simple", "acteur de complement": "Figurant",
	},
	Television: {
		"acteur": dramaticArtist, "actrice": dramaticArtist, "comedien": dramaticArtist, "comedienne": dramaticArtist,
		"danseur": corpsDeBallet, "danseuse": corpsDeBallet, "choriste": "Artiste des chœurs",
		"chansonnier": varietyArtist,
	},
}

// checkFunction returns the fault of a function that the grid does not have, or nil.
func (g PerformerGrid) checkFunction(function string) error {
	functions := performerIndex()[g]
	if slices.Contains(functions, function) {
		return nil
	}
	if isTechnician(function) {
		return ErrPaidByTheHour
	}
	fault := &UnknownFunctionError{Name: function}
	if len(function) > longestNear*4 {
		return fault
	}
	if usual := usualNames[g][foldName(function)]; usual != "" {
		fault.Near = []string{usual}
		return fault
	}
	rows := make(map[string][]*gridRow, len(functions))
	for _, name := range functions {
		rows[name] = nil
	}
	fault.Near = (&grids{rows: map[Agreement]map[string][]*gridRow{"": rows}}).near("", function)
	return fault
}

// isTechnician reports whether a function is in a grid of technicians.
func isTechnician(function string) bool {
	technicians, err := builtInGrids()
	return err == nil && len(technicians.rows[Cinema][function])+len(technicians.rows[Audiovisual][function]) > 0
}

// PerformerMinimum is one minimum of a function: of a day, a week, a rehearsal.
type PerformerMinimum struct {
	// Unit is day, single-day, week5, week6, rehearsal (one service, or up to 4 hours), rehearsal2
	// (two services on a day, or more hours) or session; hour and make-up are prices of an hour
	// (feature films), day-base the part of the day that pays its 8 hours (short films).
	Unit string `json:"unit"`
	// Amount is in euros; that of an hour has three decimals.
	Amount money.Decimal `json:"amount"`
	// From and To are the first and last day; To is the zero Date when no end is known.
	From   civil.Date `json:"from"`
	To     civil.Date `json:"to,omitzero"`
	Status law.Status `json:"status"`
	Refs   law.Refs   `json:"refs"`
	// Notice is what has to be known of a minimum that is not verified or has lapsed; its code is
	// empty for another.
	Notice law.Notice `json:"notice,omitzero"`
}

// Minima returns the minima of a function of a grid on a day, in the order of the grid. A function
// that the grid does not have is a [*FieldError] with an [*UnknownFunctionError], which names those
// that resemble it, or an [ErrPaidByTheHour]; a day before the grid is one with a
// [*law.NoValueError].
func (p PerformerParameters) Minima(grid PerformerGrid, function string, on civil.Date) ([]PerformerMinimum, error) {
	table, err := p.table()
	if err != nil {
		return nil, err
	}
	var f valid.Faults
	valid.OneOf(&f, "grid", grid, performerGrids)
	if f.Any() {
		return nil, f.Err()
	}
	if err := grid.checkFunction(function); err != nil {
		return nil, &FieldError{Path: "function", Value: function, Err: err}
	}
	var minima []PerformerMinimum
	prefix := minimumPrefix + string(grid) + "/" + function + "/"
	for _, key := range table.Keys() {
		unit, found := strings.CutPrefix(key, prefix)
		if !found {
			continue
		}
		v, err := table.At(key, on)
		if err != nil {
			return nil, &FieldError{Path: "on", Value: on, Err: err}
		}
		m := PerformerMinimum{Unit: unit, Amount: v.Value, From: v.From, To: v.To, Status: v.Status, Refs: v.Refs}
		m.Notice, _ = v.Notice()
		minima = append(minima, m)
	}
	return minima, nil
}

// minimumKey is the key of a minimum of the engagement's function.
func (e *PerformerEngagement) minimumKey(unit string) string {
	return minimumPrefix + string(e.Grid) + "/" + e.Function + "/" + unit
}
