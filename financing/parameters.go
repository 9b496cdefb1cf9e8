package financing

import (
	_ "embed"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

//go:embed tables/parameters.json
var parametersJSON []byte

var builtInOnce lazy.Value[law.Table[money.Decimal]]

// builtIn reads the table once, when it is first needed.
func builtIn() (law.Table[money.Decimal], error) {
	return builtInOnce.Get(func() (law.Table[money.Decimal], error) { return law.Load[money.Decimal](parametersJSON) })
}

// Parameters are the dated, cited figures of schemes and ceilings. The zero value holds the
// built-in table, as verified on [Parameters.VerifiedOn]. Parameters are immutable and may be
// shared.
type Parameters struct {
	changed *law.Table[money.Decimal]
}

func (p Parameters) table() (law.Table[money.Decimal], error) {
	if p.changed != nil {
		return *p.changed, nil
	}
	return builtIn()
}

// With returns parameters in which the given figures replace those of the table. Lines
// computed from them cite the references of the override. An unknown key is a
// [law.ErrUnknownKey].
func (p Parameters) With(overrides ...law.Override[money.Decimal]) (Parameters, error) {
	table, err := p.table()
	if err != nil {
		return Parameters{}, err
	}
	if table, err = table.With(overrides...); err != nil {
		return Parameters{}, err
	}
	return Parameters{&table}, nil
}

// List returns every parameter with its unit, and its value, status and references on a
// day.
func (p Parameters) List(on civil.Date) []law.Entry {
	table, _ := p.table() // the built-in tables are sound, a test says so
	scales, _ := builtInScales()
	return append(table.List(on), scales.List(on)...)
}

// Notices returns what is stale or not verified on a day.
func (p Parameters) Notices(on civil.Date) []law.Notice {
	table, _ := p.table()
	scales, _ := builtInScales()
	return append(table.Notices(on), scales.Notices(on)...)
}

// References returns every reference that a result may cite, with title and address.
func (p Parameters) References() []law.Ref {
	table, _ := p.table()
	scales, _ := builtInScales()
	refs := table.References()
	more := scales.References()
	if p.changed != nil {
		more = append(more, law.CallerRef())
	}
	for _, ref := range more {
		if !slices.ContainsFunc(refs, func(known law.Ref) bool { return known.Key == ref.Key }) {
			refs = append(refs, ref)
		}
	}
	return refs
}

// VerifiedOn returns the day on which the figures were last verified.
func (p Parameters) VerifiedOn() civil.Date {
	table, _ := p.table()
	return table.VerifiedOn()
}
