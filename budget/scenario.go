package budget

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Scenario is a version of a budget: which groups are off, and other values of globals.
type Scenario struct {
	Name string `json:"name" strict:"required"`
	// Off lists the codes of the groups that are off; every other group is on.
	Off []string `json:"off,omitempty"`
	// Globals replace those of the budget of the same name.
	Globals []Global `json:"globals,omitempty"`
}

// SideBySide is a budget in several scenarios.
type SideBySide struct {
	Scenarios []string `json:"scenarios"`
	// Accounts are the top accounts, then charges and credits, each with an amount a scenario;
	// credits are negative. They add up to the totals.
	Rows   []ScenarioRow  `json:"rows"`
	Totals []money.Amount `json:"totals"`
}

// ScenarioRow is an item in each scenario.
type ScenarioRow struct {
	Code    string         `json:"code"`
	Name    string         `json:"name"`
	Amounts []money.Amount `json:"amounts"`
}

// In returns the budget as a scenario has it. A group or a global that the budget does not have is
// a [*FieldError]. The budget is not changed.
func (b Budget) In(s Scenario) (Budget, error) {
	var f valid.Faults
	b.Groups, b.Globals = slices.Clone(b.Groups), slices.Clone(b.Globals)
	for i := range b.Groups {
		b.Groups[i].Off = slices.Contains(s.Off, b.Groups[i].Code)
	}
	f.Enter("off")
	for i, code := range s.Off {
		if !slices.ContainsFunc(b.Groups, func(g Group) bool { return g.Code == code }) {
			f.Index(i)
			f.Add("", code, valid.ErrReference)
			f.Leave()
		}
	}
	f.Leave()
	f.Enter("globals")
	for i, g := range s.Globals {
		at := slices.IndexFunc(b.Globals, func(old Global) bool { return old.Name == g.Name })
		if at < 0 {
			f.Index(i)
			f.Add("name", g.Name, valid.ErrReference)
			f.Leave()
			continue
		}
		b.Globals[at].Value = g.Value
	}
	f.Leave()
	return b, f.Err()
}

// CompareScenarios returns a budget in several scenarios side by side. A faulty scenario is refused
// with its name before its faults.
//
// Complexity: a computation of the budget a scenario.
func CompareScenarios(b Budget, scenarios []Scenario) (SideBySide, error) {
	table := SideBySide{Rows: []ScenarioRow{}, Scenarios: make([]string, len(scenarios)), Totals: make([]money.Amount, len(scenarios))}
	for i, s := range scenarios {
		in, err := b.In(s)
		if err != nil {
			return SideBySide{}, fmt.Errorf("%s: %w", s.Name, err)
		}
		sheet, err := Compute(in)
		if err != nil {
			return SideBySide{}, fmt.Errorf("%s: %w", s.Name, err)
		}
		table.Scenarios[i], table.Totals[i] = s.Name, sheet.Total
		row := 0
		put := func(code, name string, amount money.Amount) {
			if i == 0 {
				table.Rows = append(table.Rows, ScenarioRow{code, name, make([]money.Amount, len(scenarios))})
			}
			table.Rows[row].Amounts[i] = amount
			row++
		}
		for _, a := range sheet.Accounts {
			put(a.Code, a.Name, a.Total)
		}
		for _, c := range sheet.Charges {
			put(c.Code, c.Name, c.Amount)
		}
		for _, c := range sheet.Credits {
			put(c.Code, c.Name, difference(money.Amount{}, c.Amount))
		}
	}
	return table, nil
}
