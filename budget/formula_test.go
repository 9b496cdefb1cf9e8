package budget

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// days and price are the globals of the tests.
func names(name string) (Number, error) {
	switch name {
	case "days":
		return whole(30), nil
	case "price":
		return ratio(25, 2), nil
	}
	return Number{}, fmt.Errorf("%w: %s", ErrUnknownName, name)
}

func TestFormula(t *testing.T) {
	for _, c := range []struct {
		formula Formula
		want    string
	}{
		{"12.5", "25/2"},
		{"-3", "-3"},
		{"days", "30"},
		{"days * price", "375"},
		{"days × price ÷ 2 − 1", "373/2"},
		{"1/3 + 1/3 + 1/3", "1"},
		{"2 + 3 * 4", "14"},
		{"(2 + 3) * 4", "20"},
		{"-(2 - 5)", "3"},
		{"+days", "30"},
		{"min(days, 12, 40)", "12"},
		{"max(days, 12, 40)", "40"},
		{"min(days)", "30"},
		{"max(5, 5)", "5"},
		{"round(10/3)", "3"},
		{"round(10/3, 2)", "333/100"},
		{"round(2.5, 0)", "3"},
		{"round(-2.5, 0)", "-3"},
		{"round(2.345, 2)", "47/20"},
		{"round(-1/3, 1)", "-3/10"},
		{"round(5, 20)", "5"},
	} {
		value, err := c.formula.evaluate(names)
		require.NoError(t, err, c.formula)
		assert.Equal(t, c.want, value.Rat().RatString(), c.formula)
	}
}

func TestFormulaRefuses(t *testing.T) {
	for formula, want := range map[string]error{
		"":                        ErrFormula,
		"1 +":                     ErrFormula,
		"1 2":                     ErrFormula,
		"weeks":                   ErrUnknownName,
		"days / 0":                ErrDivisionByZero,
		"1 / (days - 30)":         ErrDivisionByZero,
		"010":                     ErrFormula,
		"0x10":                    ErrFormula,
		"1_000":                   ErrFormula,
		"1e5":                     ErrFormula,
		"1 + 1e5":                 ErrFormula,
		"1.":                      ErrFormula,
		`"3"`:                     ErrFormula,
		"'a'":                     ErrFormula,
		"days > 3":                ErrFormula,
		"days % 7":                ErrFormula,
		"!days":                   ErrFormula,
		"days[0]":                 ErrFormula,
		"days.x":                  ErrFormula,
		"func() {}":               ErrFormula,
		"sum(1, 2)":               ErrFormula,
		"min()":                   ErrFormula,
		"min(days...)":            ErrFormula,
		"(min)(1)":                ErrFormula,
		"round()":                 ErrFormula,
		"round(1, 2, 3)":          ErrFormula,
		"round(1, 1.5)":           ErrFormula,
		"round(1, -1)":            ErrFormula,
		"round(1, 21)":            ErrFormula,
		"min":                     ErrUnknownName,
		strings.Repeat("(", 600):  ErrFormula,
		strings.Repeat("1+", 600): ErrFormula,
		strings.Repeat("9", 41):   ErrFormula,
		"1" + strings.Repeat("*"+strings.Repeat("9", 40), 24): ErrFormula,
	} {
		_, err := Formula(formula).evaluate(names)
		require.ErrorIs(t, err, want, "%.40q", formula)
		assert.Less(t, len(err.Error()), 1_500)
	}
}

func TestNames(t *testing.T) {
	for name, want := range map[string]bool{
		"days": true, "shootDays": true, "d2": true, "": false, "2d": false, "min": false, "max": false,
		"round": false, "range": false, "a b": false, "_": false,
	} {
		assert.Equal(t, want, isName(name), name)
	}
}
