package payroll

import (
	_ "embed"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/lazy"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

//go:embed tables/dsn.json
var dsnJSON []byte

var builtInDSNOnce lazy.Value[law.Table[DSNCode]]

func builtInDSN() (law.Table[DSNCode], error) {
	return builtInDSNOnce.Get(func() (law.Table[DSNCode], error) {
		return law.Load[DSNCode](dsnJSON)
	})
}

// DSNCode is how a line of a payslip is declared: in a base (assiette, S21.G00.78) of the contract, with an
// individual contribution (S21.G00.81), and for what the Urssaf collects in a line of the bordereau by its
// code (code type de personnel, CTP). Without Code it is not in the declaration of the month.
type DSNCode struct {
	// Base is the code of the base, Code that of the contribution.
	Base string `json:"base,omitempty"`
	Code string `json:"code,omitempty"`
	// CTP is the code in the bordereau, Qualifier 920 for all pay and 921 for capped pay. With
	// Qualifier alone the Urssaf collects it and the code is not known: the caller sets it.
	CTP       string `json:"ctp,omitempty"`
	Qualifier string `json:"qualifier,omitempty"`
	// Own says that the base of the line is that of the contribution, Lead that it is that of the CTP: of
	// several lines that share one, one is counted.
	Own  bool `json:"own,omitempty"`
	Lead bool `json:"lead,omitempty"`
	// Rated says that the bordereau states the rate, Town that it states the town.
	Rated bool `json:"rated,omitempty"`
	Town  bool `json:"town,omitempty"`
	// Rate is that of a part taken off a line that is declared in two, in percent.
	Rate money.Decimal `json:"rate,omitzero"`
}

func (c DSNCode) check(f *valid.Faults) {
	digits := func(field, text string, length int) {
		if text != "" && (len(text) != length || !areDigits(text)) {
			f.Addf(field, text, valid.ErrOutOfRange, "%d digits", length)
		}
	}
	digits("base", c.Base, 2)
	digits("code", c.Code, 3)
	digits("ctp", c.CTP, 3)
	if (c.Base == "") != (c.Code == "") {
		f.Addf("base", c.Base, valid.ErrMissing, "a base has a contribution, and it a base")
	}
	if c.Qualifier != "" && c.Qualifier != uncapped && c.Qualifier != capped {
		f.Addf("qualifier", c.Qualifier, valid.ErrOneOf, "920, 921")
	}
	if c.CTP != "" && c.Qualifier == "" {
		f.Add("qualifier", nil, valid.ErrMissing)
	}
	if c.Rate.Sign() < 0 || c.Rate.Compare(hundred) > 0 {
		f.Addf("rate", c.Rate, valid.ErrOutOfRange, "0 to 100")
	}
}

// Qualifiers of the base of a CTP.
const (
	uncapped = "920"
	capped   = "921"
)

// DSNParameters say how the lines of payslips are declared, dated and cited. The zero value holds the
// built-in table, from January 2026. They are immutable and may be shared.
type DSNParameters struct {
	changed *law.Table[DSNCode]
}

func (p DSNParameters) table() (law.Table[DSNCode], error) {
	if p.changed != nil {
		return *p.changed, nil
	}
	return builtInDSN()
}

// With returns parameters in which the given codes replace those of the table: those that no source
// gives, such as the CTP of the artists' complement of family benefits
// ("artist/allocations-familiales/complement"). An unknown key is a [law.ErrUnknownKey], an unsound code a
// [*FieldError].
func (p DSNParameters) With(overrides ...law.Override[DSNCode]) (DSNParameters, error) {
	var f valid.Faults
	for i, o := range overrides {
		f.Index(i)
		o.Value.check(&f)
		f.Leave()
	}
	if err := f.Err(); err != nil {
		return DSNParameters{}, err
	}
	table, err := p.table()
	if err != nil {
		return DSNParameters{}, err
	}
	if table, err = table.With(overrides...); err != nil {
		return DSNParameters{}, err
	}
	p.changed = &table
	return p, nil
}

// At returns how a line is declared on a day, for a caller who changes a part of it.
func (p DSNParameters) At(key string, on civil.Date) (DSNCode, error) {
	table, err := p.table()
	if err != nil {
		return DSNCode{}, err
	}
	v, err := table.At(key, on)
	return v.Value, err
}

// List returns every code with its value, status and references on a day.
func (p DSNParameters) List(on civil.Date) []law.Entry {
	table, _ := p.table() // the built-in table is sound, a test says so
	return table.List(on)
}

// References returns every reference of the table and of the norm.
func (p DSNParameters) References() []law.Ref {
	table, _ := p.table()
	norm, _ := builtInNorm()
	refs := table.References()
	for _, ref := range norm.References() {
		if !slices.ContainsFunc(refs, func(known law.Ref) bool { return known.Key == ref.Key }) {
			refs = append(refs, ref)
		}
	}
	if p.changed != nil {
		refs = append(refs, law.CallerRef())
	}
	return refs
}

// declared is an individual contribution, as bases hold it.
type declared struct {
	artist     bool
	base, code string
}

// ctp is a line of a bordereau, as individual contributions add up to it.
type ctp struct{ code, qualifier string }

// equivalence returns the line of the bordereau of each individual contribution, for both categories.
func (p DSNParameters) equivalence(on civil.Date) (map[declared]ctp, error) {
	table, err := p.table()
	if err != nil {
		return nil, err
	}
	same := map[declared]ctp{}
	for _, key := range table.Keys() {
		v, err := table.At(key, on)
		if err != nil {
			continue // a code without a value on that day is compared with nothing
		}
		if v.Value.CTP != "" {
			artist := len(key) > len(Artist) && key[:len(Artist)] == string(Artist)
			same[declared{artist, v.Value.Base, v.Value.Code}] = ctp{v.Value.CTP, v.Value.Qualifier}
		}
	}
	return same, nil
}
