package civil

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Territory is a part of France with public holidays of its own. The zero value is
// metropolitan France outside Alsace and Moselle.
type Territory uint8

// Territories, by the text each reads and writes.
const (
	Metropole       Territory = iota // "metropole"
	AlsaceMoselle                    // "alsace-moselle"
	Guadeloupe                       // "guadeloupe"
	Martinique                       // "martinique"
	Guyane                           // "guyane"
	Reunion                          // "reunion"
	Mayotte                          // "mayotte"
	SaintBarthelemy                  // "saint-barthelemy"
	SaintMartin                      // "saint-martin"
	numTerritories  = iota
)

var territoryNames = [numTerritories]string{
	"metropole", "alsace-moselle", "guadeloupe", "martinique", "guyane", "reunion", "mayotte",
	"saint-barthelemy", "saint-martin",
}

// ErrTerritory reports a name that is no territory.
var ErrTerritory = errors.New("unknown territory")

// Territories returns every territory, in the order of their constants.
func Territories() []Territory {
	all := make([]Territory, numTerritories)
	for i := range all {
		all[i] = Territory(i)
	}
	return all
}

// String returns the name of t.
func (t Territory) String() string {
	if int(t) >= len(territoryNames) {
		return fmt.Sprintf("Territory(%d)", t)
	}
	return territoryNames[t]
}

// MarshalText returns the name of t. A territory that does not exist is an
// [ErrTerritory].
func (t Territory) MarshalText() ([]byte, error) {
	if int(t) >= len(territoryNames) {
		return nil, ErrTerritory
	}
	return []byte(territoryNames[t]), nil
}

// UnmarshalText reads the name of a territory. Another is an [ErrTerritory].
func (t *Territory) UnmarshalText(text []byte) error {
	i := slices.Index(territoryNames[:], string(text))
	if i < 0 {
		return fmt.Errorf("%w: one of %v", ErrTerritory, territoryNames)
	}
	*t = Territory(i)
	return nil
}

// Holiday is a public holiday (jour férié) on its date.
type Holiday struct {
	// Date is the day it falls on.
	Date Date `json:"date"`
	// Code names the holiday, "lundi-de-paques". It never changes.
	Code string `json:"code"`
}

// Codes of the public holidays.
const (
	NewYear      = "jour-de-l-an"
	GoodFriday   = "vendredi-saint"
	EasterMonday = "lundi-de-paques"
	LabourDay    = "fete-du-travail"
	VictoryDay   = "victoire-1945"
	Ascension    = "ascension"
	WhitMonday   = "lundi-de-pentecote"
	BastilleDay  = "fete-nationale"
	Assumption   = "assomption"
	AllSaints    = "toussaint"
	Armistice    = "armistice-1918"
	Christmas    = "noel"
	SaintStephen = "saint-etienne"
	AbolitionDay = "abolition-de-l-esclavage"
)

// Holidays returns the public holidays of a year in a territory, by date: the eleven of
// the labour code (art. L3133-1), with Good Friday and 26 December in Alsace and Moselle
// (art. L3134-13; the code keeps Good Friday to communes with a Protestant or mixed
// church), and the abolition of slavery overseas (art. L3422-2). Where two fall on one day,
// as 1 May and the Ascension in 2008, both are listed, the one of a fixed date first.
//
// They are today's holidays for any year from 1900 to 2199, also for years before the
// law named them. Another year is an [ErrRange], a territory that does not exist an
// [ErrTerritory].
func Holidays(year int, t Territory) ([]Holiday, error) {
	if year < MinYear || year > MaxYear {
		return nil, fmt.Errorf("%w: year %d", ErrRange, year)
	}
	if t >= numTerritories {
		return nil, ErrTerritory
	}
	easter := easterSunday(year)
	fixed := func(code string, month time.Month, day int) Holiday {
		return Holiday{fromCivil(year, month, day), code}
	}
	movable := func(code string, days int32) Holiday {
		return Holiday{Date{easter.n + days}, code}
	}
	holidays := []Holiday{
		fixed(NewYear, time.January, 1),
		fixed(LabourDay, time.May, 1),
		fixed(VictoryDay, time.May, 8),
		fixed(BastilleDay, time.July, 14),
		fixed(Assumption, time.August, 15),
		fixed(AllSaints, time.November, 1),
		fixed(Armistice, time.November, 11),
		fixed(Christmas, time.December, 25),
	}
	if t == AlsaceMoselle {
		holidays = append(holidays, fixed(SaintStephen, time.December, 26), movable(GoodFriday, -2))
	}
	if day, ok := abolitionDays[t]; ok {
		holidays = append(holidays, fixed(AbolitionDay, day.month, day.day))
	}
	holidays = append(holidays,
		movable(EasterMonday, 1),
		movable(Ascension, 39),
		movable(WhitMonday, 50),
	)
	slices.SortStableFunc(holidays, func(a, b Holiday) int { return a.Date.Compare(b.Date) })
	return holidays, nil
}

// abolitionDays are the days of L3422-2 of the labour code, as in force since 2018. For
// Saint-Martin the article says 27 May, while the practice of its prefecture is 28 May; the
// article is what this package follows.
var abolitionDays = map[Territory]struct {
	month time.Month
	day   int
}{
	Mayotte:         {time.April, 27},
	Martinique:      {time.May, 22},
	Guadeloupe:      {time.May, 27},
	SaintMartin:     {time.May, 27},
	Guyane:          {time.June, 10},
	SaintBarthelemy: {time.October, 9},
	Reunion:         {time.December, 20},
}

// HolidayOn returns the public holiday that d is in a territory, the one of a fixed date
// where two coincide, and whether it is one.
func HolidayOn(d Date, t Territory) (Holiday, bool) {
	holidays, err := Holidays(d.Year(), t)
	if err != nil {
		return Holiday{}, false
	}
	i := slices.IndexFunc(holidays, func(h Holiday) bool { return h.Date == d })
	if i < 0 {
		return Holiday{}, false
	}
	return holidays[i], true
}

// easterSunday is the algorithm of Gauss as corrected by Meeus (Astronomical
// Algorithms, 2nd ed., chapter 8), exact in the Gregorian calendar.
func easterSunday(year int) Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (b - (b+8)/25 + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return fromCivil(year, time.Month(n/31), n%31+1)
}
