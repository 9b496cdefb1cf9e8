package rights

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Variation multiplies what is expected of a window, of a territory, or of everything where neither is named.
type Variation struct {
	Window    string `json:"window,omitempty"`
	Territory string `json:"territory,omitempty"`
	// Factors are by how much: 1/2, 1, 3/2.
	Factors []money.Fraction `json:"factors" strict:"required"`
}

// SensitivityRow is what a scenario pays when part of it comes in differently.
type SensitivityRow struct {
	Window    string         `json:"window,omitempty"`
	Territory string         `json:"territory,omitempty"`
	Factor    money.Fraction `json:"factor"`
	Received  money.Amount   `json:"received"`
	Payees    []Paid         `json:"payees"`
}

// Of returns what a payee has in the row, 0.00 of one who has nothing.
func (r SensitivityRow) Of(payee string) money.Amount {
	for _, p := range r.Payees {
		if p.Payee == payee {
			return p.Paid
		}
	}
	return money.Amount{}
}

// Sensitivity returns the table of what a scenario pays under variations (table de sensibilité): a row for
// each factor, in their order. Every forecast that a variation is of is multiplied and rounded to the cent.
// Faults are told all at once, each a [*FieldError].
//
// Complexity that of [Run] for each factor.
func (p Projection) Sensitivity(scenario string, variations []Variation) ([]SensitivityRow, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	n := slices.IndexFunc(p.Scenarios, func(s Scenario) bool { return s.Name == scenario })
	var f valid.Faults
	if n < 0 {
		f.Add("scenario", scenario, valid.ErrReference)
		return nil, f.Err()
	}
	if p.checkVariations(&f, p.Scenarios[n], variations); f.Any() {
		return nil, f.Err()
	}
	rows := []SensitivityRow{}
	for i, v := range variations {
		for k, factor := range v.Factors {
			varied, err := v.of(p.Scenarios[n], factor)
			if err == nil {
				var projected Projected
				projected, err = p.project(varied)
				rows = append(rows, SensitivityRow{v.Window, v.Territory, factor, projected.Received, projected.Payees})
			}
			if err != nil {
				return nil, &FieldError{Path: fmt.Sprintf("variations[%d].factors[%d]", i, k), Value: factor, Err: err}
			}
		}
	}
	return rows, nil
}

func (p Projection) checkVariations(f *valid.Faults, s Scenario, variations []Variation) {
	n := 0
	f.Enter("variations")
	for i, v := range variations {
		f.Index(i)
		n += len(v.Factors)
		if len(v.Factors) == 0 {
			f.Add("factors", nil, valid.ErrMissing)
		}
		if !slices.ContainsFunc(s.Forecasts, v.has) {
			f.Addf("window", v.Window+", "+v.Territory, valid.ErrReference, "the scenario expects nothing of it")
		}
		f.Leave()
	}
	checkTerms(f, "", n)
	f.Leave()
}

// has tells whether a variation is of a forecast.
func (v Variation) has(o Forecast) bool {
	return (v.Window == "" || v.Window == o.Window) && (v.Territory == "" || v.Territory == o.Territory)
}

// of returns a scenario under the variation.
func (v Variation) of(s Scenario, factor money.Fraction) (Scenario, error) {
	s.Forecasts = slices.Clone(s.Forecasts)
	for i, o := range s.Forecasts {
		if !v.has(o) {
			continue
		}
		var err error
		if s.Forecasts[i].Amount, err = factor.Of(o.Amount); err != nil {
			return s, err
		}
	}
	return s, nil
}
