package rights

import (
	_ "embed"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/law"
)

//go:embed tables/windows.json
var windowsJSON []byte

var builtInWindowsOnce lazy.Value[law.Table[WindowRule]]

func builtInWindows() (law.Table[WindowRule], error) {
	return builtInWindowsOnce.Get(func() (law.Table[WindowRule], error) { return law.Load[WindowRule](windowsJSON) })
}

// AdmissionMeasure is which admissions a shorter delay depends on.
type AdmissionMeasure string

// Measures.
const (
	// FourWeeks are the first four weeks of exploitation together (2018 and later).
	FourWeeks AdmissionMeasure = "four-weeks"
	// FourthWeek is the fourth week alone (décret n° 2010-397).
	FourthWeek AdmissionMeasure = "fourth-week"
)

// WindowRule is the delay of a case under an agreement on the chronologie des médias.
type WindowRule struct {
	// Agreement is the date of the agreement.
	Agreement string `json:"agreement"`
	// Months is the delay after the release in cinemas.
	Months int `json:"months"`
	// ShortMonths is the delay of a film with at most Most admissions by Measure; 0 where there is none.
	ShortMonths int              `json:"shortMonths,omitempty"`
	Measure     AdmissionMeasure `json:"measure,omitempty"`
	Most        int              `json:"most,omitempty"`
}

// WindowRules are the dated, cited delays of the agreements of 2009, 2018, 2022 and 2025, by the day of
// release. The zero value holds the built-in table. They are immutable and may be shared.
//
// An agreement binds from the publication of the order that extends it: the first of each here is the day
// after that publication as its sources give or imply it (of 2025, 9 February; one source has the 13th).
type WindowRules struct {
	changed *law.Table[WindowRule]
}

func (r WindowRules) table() (law.Table[WindowRule], error) {
	if r.changed != nil {
		return *r.changed, nil
	}
	return builtInWindows()
}

// With returns rules in which the given delays replace those of the table. An unknown key is a
// [law.ErrUnknownKey].
func (r WindowRules) With(overrides ...law.Override[WindowRule]) (WindowRules, error) {
	table, err := r.table()
	if err != nil {
		return WindowRules{}, err
	}
	if table, err = table.With(overrides...); err != nil {
		return WindowRules{}, err
	}
	return WindowRules{&table}, nil
}

// List returns every rule with its value, status and references on a day of release.
func (r WindowRules) List(on civil.Date) []law.Entry {
	table, _ := r.table() // the built-in table is sound, a test says so
	return table.List(on)
}
