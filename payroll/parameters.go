package payroll

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

//go:embed tables/parameters.json
var parametersJSON []byte

// builtIn reads the table once, when it is first needed.
var builtIn = sync.OnceValues(func() (law.Table[money.Decimal], error) {
	return law.Load[money.Decimal](parametersJSON)
})

// Parameters are the dated, cited figures that pay is computed with. The zero value holds
// the built-in table, as verified on [Parameters.VerifiedOn]. Parameters are immutable and
// may be shared.
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
	return Parameters{&table}, nil
}

// List returns every parameter with its unit, and its value, status and references on a
// day.
func (p Parameters) List(on civil.Date) []law.Entry {
	table, _ := p.table() // the built-in table is sound, a test says so
	return table.List(on)
}

// Notices returns what is stale or not verified on a day.
func (p Parameters) Notices(on civil.Date) []law.Notice {
	table, _ := p.table()
	return table.Notices(on)
}

// References returns every reference that a result may cite, with title and address.
func (p Parameters) References() []law.Ref {
	table, _ := p.table()
	return append(table.References(), law.CallerRef())
}

// VerifiedOn returns the day on which the figures were last verified.
func (p Parameters) VerifiedOn() civil.Date {
	table, _ := p.table()
	return table.VerifiedOn()
}

// firstDate is the first day of pay that the table covers.
var firstDate = civil.MustParseDate("2025-01-01")

// Rules are the parameters in force on one day, ready for any number of payslips of that
// day. They are immutable and may be shared.
type Rules struct {
	date    civil.Date
	figures map[string]*figure
	notices []law.Notice // by number of the parameter; those without a code are none
	stale   law.Notice   // with a code when the day is later than the verification
}

// figure is a parameter on a day, or a rate derived from some.
type figure struct {
	value money.Decimal // as lines write it
	part  money.Decimal // of the base: a hundredth of the value when it is a percentage
	refs  law.Refs
	uses  uses
}

// uses is the set of parameters that something rests on, by number.
type uses [2]uint64

func (u *uses) add(v uses) {
	u[0] |= v[0]
	u[1] |= v[1]
}

func (u uses) has(i int) bool { return u[i/64]>>(i%64)&1 == 1 }

// At returns the rules of a day. A day before 2025-01-01 is a [law.ErrNoValue].
//
// Complexity O(n log m) in the number of parameters and of values of each; about 30 µs.
func (p Parameters) At(date civil.Date) (*Rules, error) {
	table, err := p.table()
	if err != nil {
		return nil, err
	}
	if date.Before(firstDate) {
		return nil, &law.NoValueError{Key: table.Name(), Date: date, First: firstDate}
	}
	entries := table.Keys()
	r := &Rules{date: date, figures: make(map[string]*figure, 2*len(entries)), notices: make([]law.Notice, len(entries))}
	r.stale, _ = table.Stale(date)
	for i, key := range entries {
		v, err := table.At(key, date)
		if err != nil {
			continue // not in force on that day
		}
		r.notices[i], _ = v.Notice()
		f := &figure{value: v.Value, part: v.Value, refs: v.Refs}
		if v.Unit == "percent" {
			if f, err = percentage(v.Value, v.Refs, f.uses); err != nil {
				return nil, fmt.Errorf("%s: %w", key, err)
			}
		}
		f.uses[i/64] |= 1 << (i % 64)
		r.figures[key] = f
	}
	return r, r.derive()
}

// artistRates are the social security rates that artists bear in part (arrêté du 24
// janvier 1975), by the key under which their part is kept.
var artistRates = map[string]string{
	"maladie/artist":                         "maladie/employer",
	"maladie/artist-reduced":                 "maladie/employer-reduced",
	"vieillesse-plafonnee/artist-employer":   "vieillesse-plafonnee/employer",
	"vieillesse-plafonnee/artist-employee":   "vieillesse-plafonnee/employee",
	"vieillesse-deplafonnee/artist-employer": "vieillesse-deplafonnee/employer",
	"vieillesse-deplafonnee/artist-employee": "vieillesse-deplafonnee/employee",
	"allocations-familiales/artist":          "allocations-familiales/employer",
	"allocations-familiales/artist-reduced":  "allocations-familiales/employer-reduced",
	"fnal/artist-small":                      "fnal/employer-small",
	"fnal/artist-large":                      "fnal/employer-large",
}

// summedRates are the rates that one line adds up, by the key under which their sum is
// kept.
var summedRates = map[string][]string{
	"chomage/employer":       {"chomage/common-employer", "chomage/annexes-employer"},
	"chomage/employer-short": {"chomage/common-employer", "chomage/annexes-employer", "chomage/short-contract"},
	"formation/employer":     {"formation/legal", "formation/conventional"},
}

// derive adds the rates of artists and the sums of rates to the figures of the table.
func (r *Rules) derive() error {
	factor := r.figures["artists/rate-factor"]
	for key, general := range artistRates {
		f, ok := r.figures[general]
		if !ok {
			continue
		}
		reduced, err := f.reducedBy(factor)
		if err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		r.figures[key] = reduced
	}
	for key, terms := range summedRates {
		sum := &figure{}
		for _, term := range terms {
			f := r.figures[term]
			if err := sum.plus(f); err != nil {
				return fmt.Errorf("%s: %w", key, err)
			}
		}
		r.figures[key] = sum
	}
	return nil
}

// reducedBy returns a rate times a factor, rounded half away from zero to two decimals of a
// percentage.
func (f *figure) reducedBy(factor *figure) (*figure, error) {
	value, err := money.NewDecimal(f.value.Decimal().Mul(factor.value.Decimal()).Round(2))
	if err != nil {
		return nil, err
	}
	return percentage(value, f.refs.Join(factor.refs), f.uses.with(factor.uses))
}

func (u uses) with(v uses) uses {
	u.add(v)
	return u
}

// plus adds another rate to f.
func (f *figure) plus(g *figure) error {
	value, err := money.NewDecimal(f.value.Decimal().Add(g.value.Decimal()))
	if err != nil {
		return err
	}
	sum, err := percentage(value, f.refs.Join(g.refs), f.uses.with(g.uses))
	if err != nil {
		return err
	}
	*f = *sum
	return nil
}

// percentage returns the figure of a rate in percent.
func percentage(value money.Decimal, refs law.Refs, u uses) (*figure, error) {
	part, err := money.NewDecimal(value.Decimal().Shift(-2))
	if err != nil {
		return nil, err
	}
	return &figure{value: value, part: part, refs: refs, uses: u}, nil
}
