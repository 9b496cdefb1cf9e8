package payroll

import (
	_ "embed"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

//go:embed tables/performers.json
var performersJSON []byte

var performersOnce lazy.Value[law.Table[money.Decimal]]

// builtInPerformers reads the table once, when it is first needed.
func builtInPerformers() (law.Table[money.Decimal], error) {
	return performersOnce.Get(func() (law.Table[money.Decimal], error) { return law.Load[money.Decimal](performersJSON) })
}

// PerformerParameters are the dated, cited figures of the collective agreements of performers and
// extras: grids and rules, "minimum/feature/Artiste-interprète/day", "feature/night/rate". The zero
// value holds the built-in table. They are immutable and may be shared.
type PerformerParameters struct {
	changed *law.Table[money.Decimal]
}

func (p PerformerParameters) table() (law.Table[money.Decimal], error) {
	if p.changed != nil {
		return *p.changed, nil
	}
	return builtInPerformers()
}

// With returns parameters in which the given figures replace those of the table. An unknown key is
// a [law.ErrUnknownKey].
func (p PerformerParameters) With(overrides ...law.Override[money.Decimal]) (PerformerParameters, error) {
	table, err := p.table()
	if err != nil {
		return PerformerParameters{}, err
	}
	if table, err = table.With(overrides...); err != nil {
		return PerformerParameters{}, err
	}
	p.changed = &table
	return p, nil
}

// Choose returns parameters in which a figure takes the values of one of its alternatives, which
// [PerformerParameters.List] names: the dates of a grid for employers outside the signing
// organisations ("non-members"), the words of the agreement where they are read otherwise
// ("feature/post-sync/least", "article-3.4"). It fails with [law.ErrUnknownKey] or
// [law.ErrNoAlternative].
func (p PerformerParameters) Choose(key, alternative string) (PerformerParameters, error) {
	table, err := p.table()
	if err != nil {
		return PerformerParameters{}, err
	}
	if table, err = table.Choose(key, alternative); err != nil {
		return PerformerParameters{}, err
	}
	p.changed = &table
	return p, nil
}

// List returns every figure with its value, status and references on a day.
func (p PerformerParameters) List(on civil.Date) []law.Entry {
	table, _ := p.table() // the built-in table is sound, a test says so
	return table.List(on)
}

// Notices returns what is stale or not verified on a day.
func (p PerformerParameters) Notices(on civil.Date) []law.Notice {
	table, _ := p.table()
	return table.Notices(on)
}

// VerifiedOn returns the day on which the figures were last verified.
func (p PerformerParameters) VerifiedOn() civil.Date {
	table, _ := p.table()
	return table.VerifiedOn()
}

// References returns every reference that a pay may cite, with title and address.
func (p PerformerParameters) References() []law.Ref {
	table, _ := p.table()
	refs := table.References()
	if p.changed != nil {
		refs = append(refs, law.CallerRef())
	}
	return refs
}

// readPerformerFigure reads a figure as the whole number that the arithmetic takes: as
// [readWageFigure] does, thousandths of a euro for the price of an hour, and a number of weeks
// or days.
func readPerformerFigure(v law.Value[money.Decimal]) (*wageFigure, error) {
	decimals, most := 0, int64(mostCastDays)
	switch v.Unit {
	case "count":
	case "EUR an hour":
		decimals, most = hourDecimals, maxGross.Cents()
	default:
		return readWageFigure(v)
	}
	n, exact := v.Value.Scaled(decimals)
	if !exact || n < 0 || n > most {
		return nil, outOfRange(v.Key, "a figure that pay is reckoned with: "+v.Unit)
	}
	f := &wageFigure{n: n, refs: v.Refs}
	f.notice, _ = v.Notice()
	return f, nil
}

// The price of an hour has three decimals in the grid of performers, 27.948: thousandths of a euro
// for one hour are cents for ten.
const (
	hourDecimals = 3
	tenHours     = 10 * 60
)

// hourPrice returns a figure in thousandths of a euro as the price of an hour, times a multiple in
// ten-thousandths.
func hourPrice(f *wageFigure, multiple int64) UnitPrice {
	if multiple == perMinute {
		return UnitPrice{cents: f.n, minutes: tenHours}
	}
	return UnitPrice{cents: f.n * multiple, minutes: tenHours * perMinute}
}
