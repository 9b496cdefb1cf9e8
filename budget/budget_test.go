package budget

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/bobine-film/bobine/internal/valid"
)

const soundBudget = `{"title": "Short", "currency": "EUR",
 "rates": [{"currency": "GBP", "rate": "1.17"}],
 "globals": [{"name": "days", "value": "weeks * 5"}, {"name": "weeks", "value": "2"}],
 "fringes": [{"code": "social", "name": "Social", "kind": "percent", "rate": "0.65", "ceiling": "1000.00"},
             {"code": "meal", "name": "Meals", "kind": "flat", "amount": "18.56"}],
 "accounts": [
   {"code": "2", "name": "Crew", "accounts": [
     {"code": "21", "name": "Camera", "lines": [
       {"code": "21-1", "description": "Operator", "quantity": "days", "unit": "day", "price": "150.55", "fringes": ["social", "meal"]}]}],
     "lines": [{"code": "2-1", "quantity": "1", "multiplier": "1/3", "price": "100"}]},
   {"code": "7", "name": "Equipment", "lines": [
     {"code": "7-1", "quantity": "3", "price": "99.99", "currency": "GBP"}]}],
 "charges": [{"code": "total-fee", "name": "Fee", "rate": "0.01", "base": ["*", "overheads"]},
             {"code": "overheads", "name": "Overheads", "rate": "0.07", "base": ["*"], "exclude": ["21"]},
             {"code": "bond", "name": "Bond", "rate": "0.5", "base": ["7"], "cap": "100.00"}],
 "credits": [{"code": "rebate", "name": "Rebate", "amount": "50.00"}]}`

func decode(t *testing.T, text string) Budget {
	t.Helper()
	b, err := Decode(strings.NewReader(text))
	require.NoError(t, err)
	return b
}

func TestDecodeRefuses(t *testing.T) {
	for _, c := range []struct{ name, old, replacement, want string }{
		{"not JSON", `{"title"`, `{title`, "unreadable document"},
		{"no title", `"title": "Short", `, ``, "title: is missing"},
		{"currency", `"EUR"`, `"€"`, "currency: is out of range: three capital letters"},
		{"rate of its own currency", `"currency": "GBP", "rate"`, `"currency": "EUR", "rate"`, "rates[0].currency: is given twice"},
		{"rate of nothing", `"1.17"`, `"0"`, `rates[0].rate: is out of range: more than 0: "0"`},
		{"currency without a rate", `"currency": "GBP"}`, `"currency": "USD"}`, `accounts[1].lines[0].currency: names nothing in the document: it has no rate: "USD"`},
		{"circle of globals", `"value": "2"`, `"value": "days / 5"`, "globals[0].value: rests on itself: days, through weeks, through days"},
		{"global of itself", `"value": "2"`, `"value": "weeks"`, "globals[1].value: rests on itself: weeks"},
		{"unknown global", `"quantity": "days"`, `"quantity": "nights"`, "accounts[0].accounts[0].lines[0].quantity: unknown name: nights"},
		{"division by zero", `"1/3"`, `"1/(weeks-2)"`, "accounts[0].lines[0].multiplier: division by zero"},
		{"not a formula", `"price": "100"`, `"price": "100 €"`, "accounts[0].lines[0].price: not a formula"},
		{"no price", `, "price": "100"`, ``, "accounts[0].lines[0].price: is missing"},
		{"number for a price", `"price": "100"`, `"price": 100`, "accounts[0].lines[0].price: wrong type: a text is wanted"},
		{"name of a function", `"name": "weeks"`, `"name": "min"`, "globals[1].name: not a formula"},
		{"global twice", `"name": "weeks"`, `"name": "days"`, "globals[1].name: is given twice"},
		{"unknown fringe", `["social", "meal"]`, `["social", "meals"]`, `accounts[0].accounts[0].lines[0].fringes[1]: names nothing in the document: "meals"`},
		{"fringe twice", `"code": "meal"`, `"code": "social"`, "fringes[1].code: is given twice"},
		{"negative fringe", `"0.65"`, `"-0.65"`, "fringes[0].rate: is negative"},
		{"negative ceiling", `"1000.00"`, `"-1000.00"`, "fringes[0].ceiling: is negative"},
		{"rate of a flat fringe", `"amount": "18.56"`, `"amount": "18.56", "rate": "1"`, "fringes[1].rate: unknown field"},
		{"ceiling of a flat fringe", `"amount": "18.56"`, `"amount": "18.56", "ceiling": "1.00"`, "fringes[1].ceiling: unknown field"},
		{"amount of a percentage", `"rate": "0.65"`, `"rate": "0.65", "amount": "1.00"`, "fringes[0].amount: unknown field"},
		{"unknown kind", `"percent"`, `"percentage"`, "fringes[0].kind: is not one of the words allowed: percent, flat, hourly"},
		{"account twice", `"code": "7", "name"`, `"code": "21", "name"`, `accounts[1].code: is given twice: "21"`},
		{"account without code", `"code": "7", "name"`, `"code": "", "name"`, `accounts[1].code: is missing`},
		{"account of all accounts", `"code": "7", "name"`, `"code": "*", "name"`, `accounts[1].code: is out of range: it stands for all accounts`},
		{"line without code", `"code": "7-1"`, `"code": ""`, `accounts[1].lines[0].code: is missing`},
		{"charge of an account's code", `"code": "bond"`, `"code": "21"`, `charges[2].code: is given twice`},
		{"charge of neither", `"rate": "0.5", `, ``, `charges[2].rate: is missing`},
		{"charge of both", `"rate": "0.5", `, `"rate": "0.5", "amount": "1.00", `, `charges[2].amount: is given twice`},
		{"charge without base", `"base": ["7"], `, ``, `charges[2].base: is missing`},
		{"negative charge", `"0.07"`, `"-0.07"`, `charges[1].rate: is negative`},
		{"negative cap", `"100.00"`, `"-100.00"`, `charges[2].cap: is negative`},
		{"unknown base", `["7"]`, `["8"]`, `charges[2].base[0]: names nothing in the document: "8"`},
		{"account twice in a base", `["7"]`, `["7", "7"]`, `charges[2].base[1]: is given twice`},
		{"account and its parent", `["7"]`, `["2", "21"]`, `charges[2].base[1]: is given twice: alone or inside another: "21"`},
		{"account and all", `["7"]`, `["*", "7"]`, `charges[2].base[1]: is given twice`},
		{"exclude what is not there", `"exclude": ["21"]`, `"exclude": ["22"]`, `charges[1].exclude[0]: names nothing`},
		{"exclude what is not in the base", `"base": ["7"], `, `"base": ["7"], "exclude": ["21"], `, `charges[2].exclude[0]: is out of range: it is not in the base: "21"`},
		{"exclude twice", `"exclude": ["21"]`, `"exclude": ["21", "2"]`, `charges[1].exclude[0]: is given twice`},
		{"circle of charges", `"base": ["*"], "exclude": ["21"]`, `"base": ["total-fee"]`, `charges[1].base: rests on itself: overheads through total-fee`},
		{"credit twice", `"credits": [`, `"credits": [{"code": "rebate", "amount": "1.00"}, `, `credits[1].code: is given twice`},
		{"negative credit", `"50.00"`, `"-50.00"`, `credits[0].amount: is negative`},
		{"unknown field", `"unit": "day"`, `"units": "day"`, `accounts[0].accounts[0].lines[0].units: unknown field`},
		{"too much", `"price": "100"`, `"price": "100 * 99999999999999999999"`, `accounts[0].lines[0]: out of the range of an amount`},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Contains(t, soundBudget, c.old)
			_, err := Decode(strings.NewReader(strings.Replace(soundBudget, c.old, c.replacement, 1)))
			require.ErrorContains(t, err, c.want)
			var fault *FieldError
			require.ErrorAs(t, err, &fault)
		})
	}
}

func TestEveryFaultIsTold(t *testing.T) {
	broken := strings.NewReplacer(
		`"1.17"`, `"-1"`, `"1/3"`, `"1/0"`, `["7"]`, `["8"]`, `"50.00"`, `"-50.00"`,
		`"base": ["*"], "exclude": ["21"]`, `"base": ["total-fee"]`,
	).Replace(soundBudget)
	_, err := Decode(strings.NewReader(broken))
	assert.Len(t, valid.List(err), 5, "%v", err)
	require.ErrorIs(t, err, ErrDivisionByZero)
	require.ErrorIs(t, err, ErrCircle)
	require.ErrorIs(t, decode(t, soundBudget).Validate(), nil)
}
