package budget

import (
	"slices"
	"strings"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Dimension is what a view of a budget is divided by.
type Dimension string

// Dimensions.
const (
	// ByBearer is by the co-producer who pays.
	ByBearer Dimension = "bearer"
	// ByTerritory is by where the money is spent.
	ByTerritory Dimension = "territory"
	// ByFunder is by whose money it is meant for.
	ByFunder Dimension = "funder"
	// ByTag is by the set of tags of a line, in alphabetical order with "+" between them, so that
	// a line with two tags counts once.
	ByTag Dimension = "tag"
	// ByPhase is by when it is spent.
	ByPhase Dimension = "phase"
	// ByGroup is by the group that switches lines on and off.
	ByGroup Dimension = "group"
	// ByLevel is above or below the line.
	ByLevel Dimension = "level"
)

var dimensions = []Dimension{ByBearer, ByTerritory, ByFunder, ByTag, ByPhase, ByGroup, ByLevel}

// OneOf returns the words that are a Dimension.
func (Dimension) OneOf() []string { return valid.Texts(dimensions) }

// Keys of the rows of ByLevel.
const (
	AboveTheLine = "above"
	BelowTheLine = "below"
)

// View is a budget divided by a dimension: the rows, the charges and less the credits are the total
// of the topsheet.
type View struct {
	Dimension Dimension `json:"dimension"`
	// Rows are by key, in alphabetical order; the empty key has the lines that say nothing.
	Rows    []ViewRow    `json:"rows"`
	Charges money.Amount `json:"charges"`
	Credits money.Amount `json:"credits"`
	Total   money.Amount `json:"total"`
}

// ViewRow is what the lines of one key cost.
type ViewRow struct {
	Key     string       `json:"key"`
	Lines   int          `json:"lines"`
	Direct  money.Amount `json:"direct"`
	Fringes money.Amount `json:"fringes"`
	Total   money.Amount `json:"total"`
}

// ViewBy returns a budget divided by a dimension (ventilation). Charges and credits belong to no
// line and stand apart. A faulty budget, and a word that is no dimension, is a [*FieldError].
//
// Complexity O(n log n) in the number of keys, linear in the lines.
func ViewBy(b Budget, d Dimension) (View, error) {
	var f valid.Faults
	valid.OneOf(&f, "dimension", d, dimensions)
	if err := f.Err(); err != nil {
		return View{}, err
	}
	sheet, err := Compute(b)
	if err != nil {
		return View{}, err
	}
	return view(b, sheet, d), nil
}

func view(b Budget, sheet Topsheet, d Dimension) View {
	rows := map[string]*ViewRow{}
	places(b.Accounts, sheet.Accounts, false, func(p place) {
		key := d.keyOf(p)
		row := rows[key]
		if row == nil {
			row = &ViewRow{Key: key}
			rows[key] = row
		}
		row.Lines++
		row.Direct, row.Fringes = plus(row.Direct, p.total.Amount), plus(row.Fringes, p.total.Fringes)
		row.Total = plus(row.Direct, row.Fringes)
	})
	v := View{Dimension: d, Rows: make([]ViewRow, 0, len(rows)), Total: sheet.Total}
	for _, row := range rows {
		v.Rows = append(v.Rows, *row)
	}
	slices.SortFunc(v.Rows, func(a, b ViewRow) int { return strings.Compare(a.Key, b.Key) })
	for _, c := range sheet.Charges {
		v.Charges = plus(v.Charges, c.Amount)
	}
	for _, c := range sheet.Credits {
		v.Credits = plus(v.Credits, c.Amount)
	}
	return v
}

func (d Dimension) keyOf(p place) string {
	switch d {
	case ByBearer:
		return p.line.BorneBy
	case ByTerritory:
		return p.line.SpentIn
	case ByFunder:
		return p.line.FundedBy
	case ByPhase:
		return p.line.Phase
	case ByGroup:
		return p.line.Group
	case ByTag:
		tags := slices.Clone(p.line.Tags)
		slices.Sort(tags)
		return strings.Join(slices.Compact(tags), "+")
	}
	if p.above {
		return AboveTheLine
	}
	return BelowTheLine
}

// Ratios are what a budget costs by shooting day and by minute, rounded to the cent.
type Ratios struct {
	ByDay    money.Amount `json:"byDay"`
	ByMinute money.Amount `json:"byMinute"`
}

// maxDays bounds a shoot.
const maxDays = 10_000

// RatiosOf returns a total by shooting day and by minute of the finished work. Fewer than one day and
// no minutes are each a [*FieldError].
func RatiosOf(total money.Amount, days int, minutes money.Decimal) (Ratios, error) {
	var f valid.Faults
	if days < 1 || days > maxDays {
		f.Addf("days", days, valid.ErrOutOfRange, "1 to %d", maxDays)
	}
	if minutes.Sign() <= 0 {
		f.Addf("minutes", minutes, valid.ErrOutOfRange, "more than 0")
	}
	if err := f.Err(); err != nil {
		return Ratios{}, err
	}
	exact := ratio(total.Cents(), 100)
	byDay, err := exact.quo(whole(int64(days))).round()
	if err != nil {
		return Ratios{}, err
	}
	byMinute, err := exact.quo(decimalNumber(minutes)).round()
	return Ratios{byDay, byMinute}, err
}
