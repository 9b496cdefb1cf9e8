package payroll

import (
	_ "embed"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/worktime"
)

//go:embed tables/wages.json
var wagesJSON []byte

var wagesOnce lazy.Value[law.Table[money.Decimal]]

// builtInWages reads the table once, when it is first needed.
func builtInWages() (law.Table[money.Decimal], error) {
	return wagesOnce.Get(func() (law.Table[money.Decimal], error) { return law.Load[money.Decimal](wagesJSON) })
}

// WageParameters are the dated, cited figures of the collective agreements of technicians: the
// rules of hours and the grids of minimum pay, and the limits of working time of package worktime, to
// which the rests, the nights and the unpaid transport belong. The zero value holds the built-in tables.
// They are immutable and may be shared.
type WageParameters struct {
	changed *law.Table[money.Decimal]
	minima  []MinimumOverride
	limits  worktime.Limits
}

func (p WageParameters) table() (law.Table[money.Decimal], error) {
	if p.changed != nil {
		return *p.changed, nil
	}
	return builtInWages()
}

// With returns parameters in which the given figures of the rules replace those of the table. An
// unknown key is a [law.ErrUnknownKey].
func (p WageParameters) With(overrides ...law.Override[money.Decimal]) (WageParameters, error) {
	table, err := p.table()
	if err != nil {
		return WageParameters{}, err
	}
	if table, err = table.With(overrides...); err != nil {
		return WageParameters{}, err
	}
	p.changed = &table
	return p, nil
}

// WithLimits returns parameters with the given limits of working time.
func (p WageParameters) WithLimits(limits worktime.Limits) WageParameters {
	p.limits = limits
	return p
}

// Choose returns parameters in which a rule takes the values of one of its alternatives, which
// [WageParameters.List] names: the literal reading of the supplement of a short contract
// ("3097/short-contract/overtime-rate", "literal"), the dates of annexe III for employers
// outside the signing organisations ("3097/annexe3/floor" and "…/share", "non-members"), the grid of fiction
// and flux with other classes ("2642/grid/fiction-flux", "class-of-july-2024"). It fails with [law.ErrUnknownKey] or [law.ErrNoAlternative].
func (p WageParameters) Choose(key, alternative string) (WageParameters, error) {
	table, err := p.table()
	if err != nil {
		return WageParameters{}, err
	}
	if table, err = table.Choose(key, alternative); err != nil {
		return WageParameters{}, err
	}
	p.changed = &table
	return p, nil
}

// List returns every figure of the rules, the editions of the grids among them, with its value, status
// and references on a day. Those of working time are in [worktime.Limits.List].
func (p WageParameters) List(on civil.Date) []law.Entry {
	table, _ := p.table() // the built-in tables are sound, a test says so
	return table.List(on)
}

// Notices returns what is stale or not verified on a day.
func (p WageParameters) Notices(on civil.Date) []law.Notice {
	table, _ := p.table()
	return table.Notices(on)
}

// VerifiedOn returns the day on which the figures were last verified.
func (p WageParameters) VerifiedOn() civil.Date {
	table, _ := p.table()
	return table.VerifiedOn()
}

// References returns every reference that a wage may cite, with title and address, those of all limits
// of working time among them.
func (p WageParameters) References() []law.Ref {
	table, _ := p.table()
	refs := slices.Clone(table.References())
	add := func(ref law.Ref) {
		if !slices.ContainsFunc(refs, func(known law.Ref) bool { return known.Key == ref.Key }) {
			refs = append(refs, ref)
		}
	}
	for _, ref := range p.limits.References() {
		add(ref)
	}
	if p.changed != nil {
		add(law.CallerRef())
	}
	for i := range p.minima {
		for ref := range p.minima[i].refs().All() {
			add(ref)
		}
	}
	return refs
}

// wageFigure is a figure of the rules: minutes, a supplement in ten-thousandths, or cents.
type wageFigure struct {
	n      int64
	refs   law.Refs
	notice law.Notice // with a code when the figure is not verified
}

func (f *wageFigure) minutes() int { return int(f.n) }

// wageBand is a supplement on the time above a limit, with the code of its line.
type wageBand struct {
	from *wageFigure // minutes
	rate *wageFigure
	code wageCode
}

// readWageFigure reads a figure as the whole number that the arithmetic takes. What is out of
// bounds or finer than a minute or a thousandth is an error.
func readWageFigure(v law.Value[money.Decimal]) (*wageFigure, error) {
	f := &wageFigure{refs: v.Refs}
	f.notice, _ = v.Notice()
	read := wageUnits[v.Unit]
	n, exact := v.Value.Scaled(read.decimals)
	if !exact || n < read.least || n > read.most || n*read.times%read.over != 0 {
		return nil, outOfRange(v.Key, "a figure that hours are reckoned with: "+v.Unit)
	}
	f.n = n * read.times / read.over
	return f, nil
}

// wageUnits say how a figure of each unit becomes a whole number: its decimals, what that
// number may be, and by how much it is multiplied.
var wageUnits = map[string]struct {
	decimals    int
	least, most int64
	times, over int64
}{
	"hours":           {2, 0, 10_000_00, 60, 100}, // to minutes
	"hour of the day": {2, 0, 24_00, 60, 100},     // to minutes
	"month-day":       {0, 1_01, 12_31, 1, 1},     // of the seasons of performers
	"days":            {0, 0, daysOfWeek, 1, 1},
	"EUR":             {2, 0, maxGross.Cents(), 1, 1}, // to cents
	// Three decimals, so that a fifth of a minute's supplement is still a whole number.
	"share of the base hour": {3, 0, 10_000, perMinute / 1_000, 1},
	"share":                  {3, 0, 10_000, perMinute / 1_000, 1},
}
