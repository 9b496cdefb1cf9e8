package payroll

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// The grids hold the amounts of each function, a column an edition: IDCC 3097 annexes I and II for 39
// hours, IDCC 2642 category B for 35. Which edition holds on a day, where it was read and how sure it is
// stands in tables/wages.json.
//
//go:embed tables/grid_3097.csv
var cinemaGridCSV []byte

//go:embed tables/grid_2642.csv
var audiovisualGridCSV []byte

// grids are the functions of both agreements with their minima.
type grids struct {
	list []*gridRow // in the order of the files
	// rows has the rows of a name, one a filière.
	rows map[Agreement]map[string][]*gridRow
	// columns are the editions of each agreement.
	columns map[Agreement][]int64
}

// gridRow is a function of a grid.
type gridRow struct {
	function                       Function
	level                          string
	specialised, heavy, restricted bool
	equivalence                    *Equivalence
	weekly                         map[int64]money.Amount // by edition
	published                      []int64                // the editions in which the amount itself was read
}

// key names the minimum of a row.
func (r *gridRow) key() string {
	if r.function.Agreement == Audiovisual {
		return string(Audiovisual) + "/" + r.function.Branch + "/" + r.function.Job
	}
	return string(r.function.Agreement) + "/" + r.function.Job
}

// minimum returns what a row has in every edition.
func (r *gridRow) minimum() Minimum {
	return Minimum{
		Equivalence: r.equivalence, Level: r.level, Specialised: r.specialised, HeavyPost: r.heavy, NotForHeavyFiction: r.restricted,
	}
}

var gridsOnce lazy.Value[*grids]

// builtInGrids reads the grids once, when they are first needed.
func builtInGrids() (*grids, error) {
	return gridsOnce.Get(func() (*grids, error) {
		g := &grids{
			rows:    map[Agreement]map[string][]*gridRow{Cinema: {}, Audiovisual: {}},
			columns: map[Agreement][]int64{},
		}
		return g, errors.Join(g.read(Cinema, cinemaGridCSV), g.read(Audiovisual, audiovisualGridCSV))
	})
}

// read adds the grid of an agreement.
func (g *grids) read(a Agreement, data []byte) error {
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return err
	}
	header := records[0]
	for _, name := range header {
		if edition, err := strconv.ParseInt(name, 10, 64); err == nil {
			g.columns[a] = append(g.columns[a], edition)
		}
	}
	for _, record := range records[1:] {
		row := &gridRow{function: Function{Agreement: a}, weekly: map[int64]money.Amount{}}
		for i, text := range record {
			if err := row.set(header[i], text); err != nil {
				return fmt.Errorf("%s of %s: %w", header[i], row.function.Job, err)
			}
		}
		g.list = append(g.list, row)
		g.rows[a][row.function.Job] = append(g.rows[a][row.function.Job], row)
	}
	return nil
}

// set reads a field of a row by the name of its column.
func (r *gridRow) set(column, text string) (err error) {
	switch column {
	case "function":
		r.function.Job = text
	case "branch":
		r.function.Branch = text
	case "level":
		r.level = text
	case "specialised":
		r.specialised, err = strconv.ParseBool(text)
	case "heavyPost":
		r.heavy, err = strconv.ParseBool(text)
	case "notForHeavyFiction":
		r.restricted, err = strconv.ParseBool(text)
	case "published":
		if text != "" {
			var edition int64
			edition, err = strconv.ParseInt(text, 10, 64)
			r.published = append(r.published, edition)
		}
	case "presence5", "paid5", "presence6", "paid6":
		err = r.setEquivalence(column, text)
	default:
		var edition int64
		if edition, err = strconv.ParseInt(column, 10, 64); err == nil {
			r.weekly[edition], err = money.Parse(text)
		}
	}
	return err
}

func (r *gridRow) setEquivalence(column, text string) error {
	if text == "" {
		return nil
	}
	if r.equivalence == nil {
		r.equivalence = &Equivalence{}
	}
	hours, err := strconv.Atoi(text)
	*map[string]*int{
		"presence5": &r.equivalence.Presence5, "paid5": &r.equivalence.Paid5,
		"presence6": &r.equivalence.Presence6, "paid6": &r.equivalence.Paid6,
	}[column] = hours
	return err
}

// gridEdition is the edition of a grid that holds on a day; from is the zero Date before the first.
type gridEdition struct {
	column          int64
	from, to, first civil.Date
	status          law.Status
	refs            law.Refs
	note            string
	notice          law.Notice // with a code when the edition is not verified
}

// edition returns the edition of a grid on the day of a loader. Before the first there is none, until
// the day that it begins.
func (l *wageLoader) edition(key string, columns []int64) gridEdition {
	v, err := l.table.At(key, l.date)
	var none *law.NoValueError
	switch {
	case errors.As(err, &none) && l.date.Before(none.First):
		if eve, err := none.First.AddDays(-1); err == nil && eve.Before(l.held.To) {
			l.held.To = eve
		}
		return gridEdition{first: none.First}
	case err != nil:
		l.fail(err)
		return gridEdition{}
	}
	l.hold(v.From, v.To)
	column, exact := v.Value.Scaled(0)
	if !exact || !slices.Contains(columns, column) {
		l.fail(outOfRange(key, "an edition of the grid"))
	}
	e := gridEdition{column: column, from: v.From, to: v.To, first: v.From, status: v.Status, refs: v.Refs, note: v.Note}
	e.notice, _ = v.Notice()
	return e
}

// MinimumOverride is a minimum of the caller's own in place of a grid's, in all genres.
type MinimumOverride struct {
	Function
	// Weekly is the pay of 39 hours in cinema, of 35 in audiovisual production.
	Weekly money.Amount
	// Equivalence is that of a shoot in cinema; nil is none.
	Equivalence *Equivalence
	// From and To are the first and the last day it holds; zero dates leave it open.
	From, To civil.Date
	// Refs say where it comes from; without any, results cite [law.CallerRef].
	Refs []law.Ref
}

func (o *MinimumOverride) holds(on civil.Date) bool {
	return !on.Before(o.From) && (o.To.IsZero() || !on.After(o.To))
}

func (o *MinimumOverride) refs() law.Refs {
	if len(o.Refs) == 0 {
		return law.NewRefs(law.CallerRef())
	}
	return law.NewRefs(o.Refs...)
}

// WithMinimum returns parameters in which the given minima replace those of the grids, later ones before
// earlier ones. A function that no grid has is an [ErrUnknownFunction]; a minimum that is not above
// 0.00, an equivalence of more hours paid than present and an end before the beginning are errors.
func (p WageParameters) WithMinimum(overrides ...MinimumOverride) (WageParameters, error) {
	g, err := builtInGrids()
	if err != nil {
		return WageParameters{}, err
	}
	for _, o := range overrides {
		row, found := g.named(o.Function)
		if !found {
			return WageParameters{}, &UnknownFunctionError{Name: o.Job, Near: g.near(o.Agreement, o.Job)}
		}
		if err := (Minimum{Weekly: o.Weekly, Equivalence: o.Equivalence}).check(); err != nil {
			return WageParameters{}, fmt.Errorf("%s: %w", row.key(), err)
		}
		if !o.To.IsZero() && o.To.Before(o.From) {
			return WageParameters{}, fmt.Errorf("%s: %w", row.key(), law.ErrPeriod)
		}
		o.Function = row.function
		o.Refs = slices.Clone(o.Refs)
		if o.Equivalence != nil {
			o.Equivalence = new(*o.Equivalence)
		}
		p.minima = append(slices.Clip(p.minima), o)
	}
	return p, nil
}
