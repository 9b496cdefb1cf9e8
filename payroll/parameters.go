package payroll

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

//go:embed tables/parameters.json
var parametersJSON []byte

//go:embed tables/scales.json
var scalesJSON []byte

var builtInOnce lazy.Value[law.Table[money.Decimal]]

// builtIn reads the table once, when it is first needed.
func builtIn() (law.Table[money.Decimal], error) {
	return builtInOnce.Get(func() (law.Table[money.Decimal], error) {
		return law.Load[money.Decimal](parametersJSON)
	})
}

var scalesOnce lazy.Value[law.Table[Scale]]

// builtInScales reads the table once, when it is first needed.
func builtInScales() (law.Table[Scale], error) {
	return scalesOnce.Get(func() (law.Table[Scale], error) {
		return law.Load[Scale](scalesJSON)
	})
}

// Parameters are the dated, cited figures that pay is computed with. The zero value holds
// the built-in table, as verified on [Parameters.VerifiedOn]. Parameters are immutable and
// may be shared.
type Parameters struct {
	changed       *law.Table[money.Decimal]
	changedScales *law.Table[Scale]
}

func (p Parameters) scales() (law.Table[Scale], error) {
	if p.changedScales != nil {
		return *p.changedScales, nil
	}
	return builtInScales()
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
	p.changed = &table
	return p, nil
}

// WithScale returns parameters in which the given scales replace those of the table, as
// [Parameters.With] does for figures. A scale whose first bracket does not begin at 0.00 or
// whose brackets do not rise is an error.
func (p Parameters) WithScale(overrides ...law.Override[Scale]) (Parameters, error) {
	for _, o := range overrides {
		if err := o.Value.check(); err != nil {
			return Parameters{}, fmt.Errorf("%s: %w", o.Key, err)
		}
	}
	table, err := p.scales()
	if err != nil {
		return Parameters{}, err
	}
	if table, err = table.With(overrides...); err != nil {
		return Parameters{}, err
	}
	p.changedScales = &table
	return p, nil
}

// Choose returns parameters in which one takes the values of one of its alternatives, which
// [Parameters.List] names. It fails with [law.ErrUnknownKey] or [law.ErrNoAlternative].
func (p Parameters) Choose(key, alternative string) (Parameters, error) {
	table, err := p.table()
	if err != nil {
		return Parameters{}, err
	}
	if table, err = table.Choose(key, alternative); err != nil {
		return Parameters{}, err
	}
	p.changed = &table
	return p, nil
}

// List returns every parameter with its unit, and its value, status and references on a
// day, figures before scales.
func (p Parameters) List(on civil.Date) []law.Entry {
	table, _ := p.table() // the built-in tables are sound, a test says so
	scales, _ := p.scales()
	return append(table.List(on), scales.List(on)...)
}

// Notices returns what is stale or not verified on a day, figures before scales.
func (p Parameters) Notices(on civil.Date) []law.Notice {
	table, _ := p.table()
	scales, _ := p.scales()
	return append(table.Notices(on), scales.Notices(on)...)
}

// References returns every reference that a result may cite, with title and address.
func (p Parameters) References() []law.Ref {
	table, _ := p.table()
	scales, _ := p.scales()
	refs := table.References()
	more := append(scales.References(), citations...)
	if p.changed != nil || p.changedScales != nil {
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
