package rights

import (
	_ "embed"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

//go:embed tables/french.json
var frenchJSON []byte

var builtInFrenchOnce lazy.Value[law.Table[money.Decimal]]

func builtInFrench() (law.Table[money.Decimal], error) {
	return builtInFrenchOnce.Get(func() (law.Table[money.Decimal], error) { return law.Load[money.Decimal](frenchJSON) })
}

// FrenchTerms are the dated, cited figures of French receipts (plafonds opposables): commissions, cost and
// support of the protocol of 16 December 2010, performers, taxes on tickets. The zero value holds the
// built-in table. They are immutable and may be shared.
type FrenchTerms struct {
	changed *law.Table[money.Decimal]
}

func (t FrenchTerms) table() (law.Table[money.Decimal], error) {
	if t.changed != nil {
		return *t.changed, nil
	}
	return builtInFrench()
}

// With returns terms in which the given figures replace those of the table. An unknown key is a
// [law.ErrUnknownKey].
func (t FrenchTerms) With(overrides ...law.Override[money.Decimal]) (FrenchTerms, error) {
	table, err := t.table()
	if err != nil {
		return FrenchTerms{}, err
	}
	if table, err = table.With(overrides...); err != nil {
		return FrenchTerms{}, err
	}
	return FrenchTerms{&table}, nil
}

// List returns every figure with its status and references on a day.
func (t FrenchTerms) List(on civil.Date) []law.Entry {
	table, _ := t.table() // the built-in table is sound, a test says so
	return table.List(on)
}

// LegalFigure is a figure that a plan rests on, with where it was read.
type LegalFigure struct {
	Key   string        `json:"key"`
	Value money.Decimal `json:"value"`
	Refs  law.Refs      `json:"refs"`
}

// frenchFigures looks figures up on a day, and gathers what has to be known of them. The first failure stays.
type frenchFigures struct {
	table   law.Table[money.Decimal]
	on      civil.Date
	notices []law.Notice
	used    []LegalFigure // each once
	refs    law.Refs      // of the last look-up
	err     error
}

func (t FrenchTerms) on(day civil.Date) *frenchFigures {
	table, err := t.table()
	f := &frenchFigures{table: table, on: day, err: err}
	if notice, stale := table.Stale(day); stale && err == nil {
		f.notices = append(f.notices, notice)
	}
	return f
}

// figure returns a figure; 0 after a failure.
func (f *frenchFigures) figure(key string) money.Decimal {
	if f.err != nil {
		return money.Decimal{}
	}
	v, err := f.table.At(key, f.on)
	if err != nil {
		f.err = err
		return money.Decimal{}
	}
	if notice, has := v.Notice(); has && !slices.ContainsFunc(f.notices, func(n law.Notice) bool { return n.Key == notice.Key }) {
		f.notices = append(f.notices, notice)
	}
	if !slices.ContainsFunc(f.used, func(u LegalFigure) bool { return u.Key == key }) {
		f.used = append(f.used, LegalFigure{key, v.Value, v.Refs})
	}
	f.refs = v.Refs
	return v.Value
}

// ratio returns a figure that is a part of something. A caller's that is none fails.
func (f *frenchFigures) ratio(key string) money.Fraction {
	fraction, err := money.FractionOf(f.figure(key))
	if err == nil && fraction.Compare(one) > 0 {
		err = money.ErrOverflow
	}
	f.fail(key, err)
	return fraction
}

// amount returns a figure that is a sum.
func (f *frenchFigures) amount(key string) money.Amount {
	a, err := f.figure(key).Round()
	f.fail(key, err)
	return a
}

// months returns a figure that counts months.
func (f *frenchFigures) months(key string) int {
	n, whole := f.figure(key).Scaled(0)
	if !whole || n < 0 || n > maxDue {
		f.fail(key, money.ErrOverflow)
		return 0
	}
	return int(n)
}

func (f *frenchFigures) fail(key string, err error) {
	if err != nil && f.err == nil {
		f.err = &FieldError{Path: key, Err: err}
	}
}
