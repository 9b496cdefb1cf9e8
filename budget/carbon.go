package budget

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// ErrEmission reports an emission beyond what is counted: a thousand million tonnes.
var ErrEmission = errors.New("an emission of absurd size")

// Footprint is the bilan carbone of a budget beside its euros. Emissions are in kilograms of CO2
// equivalent, to the gram. Charges and credits emit nothing; Cost is the total of the topsheet.
type Footprint struct {
	Accounts  []AccountEmission `json:"accounts"`
	Emissions money.Decimal     `json:"emissions"`
	Cost      money.Amount      `json:"cost"`
	// Known is what the lines with a factor cost, with fringes; of so much the emissions tell.
	Known money.Amount `json:"known"`
	// Unknown are the lines without a factor, in the order of the budget, and UnknownCost is what
	// they cost, with fringes.
	Unknown     []UnknownEmission `json:"unknown"`
	UnknownCost money.Amount      `json:"unknownCost"`
}

// AccountEmission is what an account emits and costs, with those below it. Unknown counts the lines
// without a factor.
type AccountEmission struct {
	Code      string            `json:"code"`
	Name      string            `json:"name"`
	Emissions money.Decimal     `json:"emissions"`
	Cost      money.Amount      `json:"cost"`
	Unknown   int               `json:"unknown"`
	Accounts  []AccountEmission `json:"accounts"`
	Lines     []LineEmission    `json:"lines"`
}

// LineEmission is a line with what it emits: Emissions is Quantity × Factor, rounded. Quantity is the
// quantity of the line times its multiplier.
type LineEmission struct {
	Code        string        `json:"code"`
	Description string        `json:"description,omitempty"`
	Quantity    Number        `json:"quantity"`
	Unit        string        `json:"unit,omitempty"`
	Factor      money.Decimal `json:"factor"`
	Source      string        `json:"source"`
	Emissions   money.Decimal `json:"emissions"`
	Cost        money.Amount  `json:"cost"`
}

// UnknownEmission is a line that says nothing of what it emits.
type UnknownEmission struct {
	Account     string       `json:"account"`
	Line        string       `json:"line"`
	Description string       `json:"description,omitempty"`
	Cost        money.Amount `json:"cost"`
}

// Emissions returns what a budget emits by account and line (bilan carbone), by the factors that its
// lines give. There is no other factor: a line without one is told as unknown and counts as nothing.
// Lines that are off emit and cost nothing, and are neither.
//
// A line is its quantity × multiplier × factor, exact and rounded once to the gram, half away from
// zero; totals are sums of rounded lines, so that they can be added up again by hand. A faulty budget,
// a factor without a source and an emission of absurd size are each a [*FieldError].
//
// Complexity linear in the lines.
func Emissions(b Budget) (Footprint, error) {
	sheet, err := Compute(b)
	if err != nil {
		return Footprint{}, err
	}
	c := carbon{unknown: []UnknownEmission{}}
	c.faults.Enter("accounts")
	accounts, total := c.accounts(b.Accounts, sheet.Accounts)
	c.faults.Leave()
	if err := c.faults.Err(); err != nil {
		return Footprint{}, err
	}
	return Footprint{
		Accounts: accounts, Emissions: total.kilograms(), Cost: sheet.Total,
		Known: c.knownCost, Unknown: c.unknown, UnknownCost: c.unknownCost,
	}, nil
}

// grams is an emission in grams of CO2 equivalent.
type grams int64

// maxGrams bounds an emission, of a line as of all.
const maxGrams = 1_000_000_000_000_000

// kilograms writes grams as a decimal of kilograms.
func (g grams) kilograms() money.Decimal { return money.DecimalFromScaled(int64(g), 3) }

// carbon is a footprint in the making.
type carbon struct {
	faults                 valid.Faults
	knownCost, unknownCost money.Amount
	unknown                []UnknownEmission
}

// plus adds emissions, or tells that the sum is absurd.
func (c *carbon) plus(a, b grams) grams {
	sum := a + b
	if sum > maxGrams || sum < -maxGrams {
		c.faults.Add("", nil, ErrEmission)
		return 0
	}
	return sum
}

func (c *carbon) accounts(accounts []Account, totals []AccountTotal) ([]AccountEmission, grams) {
	emissions := make([]AccountEmission, len(accounts))
	sum := grams(0)
	for i := range accounts {
		c.faults.Index(i)
		var of grams
		emissions[i], of = c.account(&accounts[i], &totals[i])
		sum = c.plus(sum, of)
		c.faults.Leave()
	}
	return emissions, sum
}

func (c *carbon) account(a *Account, t *AccountTotal) (AccountEmission, grams) {
	e := AccountEmission{Code: a.Code, Name: a.Name, Cost: t.Total, Lines: []LineEmission{}}
	before := len(c.unknown)
	c.faults.Enter("accounts")
	below, sum := c.accounts(a.Accounts, t.Accounts)
	c.faults.Leave()
	e.Accounts = below
	c.faults.Enter("lines")
	for i := range a.Lines {
		c.faults.Index(i)
		if line, of, known := c.line(a.Code, &a.Lines[i], &t.Lines[i]); known {
			e.Lines = append(e.Lines, line)
			sum = c.plus(sum, of)
		}
		c.faults.Leave()
	}
	c.faults.Leave()
	e.Unknown, e.Emissions = len(c.unknown)-before, sum.kilograms()
	return e, sum
}

// line returns what a line emits, and whether that is known.
func (c *carbon) line(account string, l *Line, t *LineTotal) (LineEmission, grams, bool) {
	if t.Off {
		return LineEmission{}, 0, false
	}
	cost := plus(t.Amount, t.Fringes)
	if l.Emission == nil {
		c.unknown = append(c.unknown, UnknownEmission{account, l.Code, l.Description, cost})
		c.unknownCost = plus(c.unknownCost, cost)
		return LineEmission{}, 0, false
	}
	c.knownCost = plus(c.knownCost, cost)
	wanted(&c.faults, "emission.source", l.Emission.Source)
	quantity := t.Quantity.mul(t.Multiplier)
	of, err := gramsOf(quantity.mul(decimalNumber(l.Emission.Factor)))
	if err != nil {
		c.faults.Add("emission", nil, err)
	}
	return LineEmission{
		l.Code, l.Description, quantity, l.Unit, l.Emission.Factor, l.Emission.Source, of.kilograms(), cost,
	}, of, true
}

// gramsOf rounds kilograms to the gram, half away from zero.
func gramsOf(kilograms Number) (grams, error) {
	exact := kilograms.mul(whole(1000))
	if bound := whole(maxGrams); exact.cmp(bound) > 0 || exact.cmp(bound.neg()) < 0 {
		return 0, ErrEmission
	}
	if exact.big == nil {
		return grams(halfAway(exact.num, exact.den())), nil
	}
	doubled := new(big.Int).Lsh(exact.big.Num(), 1) // 2|n| + d, over 2d, floored
	doubled.Abs(doubled).Add(doubled, exact.big.Denom())
	whole := doubled.Quo(doubled, new(big.Int).Lsh(exact.big.Denom(), 1)).Int64()
	return grams(int64(exact.sign()) * whole), nil
}

// EmissionsSideBySide is what a budget emits and costs in several scenarios.
type EmissionsSideBySide struct {
	Scenarios []string `json:"scenarios"`
	// Rows are the top accounts; their emissions add up to Emissions.
	Rows      []EmissionsRow  `json:"rows"`
	Emissions []money.Decimal `json:"emissions"`
	// Costs are the totals of the topsheets, with charges and credits.
	Costs []money.Amount `json:"costs"`
	// Unknown counts the lines without a factor in each scenario.
	Unknown []int `json:"unknown"`
}

// EmissionsRow is what an account emits and costs in each scenario.
type EmissionsRow struct {
	Code      string          `json:"code"`
	Name      string          `json:"name"`
	Emissions []money.Decimal `json:"emissions"`
	Costs     []money.Amount  `json:"costs"`
}

// CompareEmissions returns what a budget emits in several scenarios side by side, beside the euros. A
// faulty scenario is refused with its name before its faults.
//
// Complexity: a computation of the budget a scenario.
func CompareEmissions(b Budget, scenarios []Scenario) (EmissionsSideBySide, error) {
	table := EmissionsSideBySide{
		Scenarios: make([]string, len(scenarios)), Rows: []EmissionsRow{},
		Emissions: make([]money.Decimal, len(scenarios)), Costs: make([]money.Amount, len(scenarios)), Unknown: make([]int, len(scenarios)),
	}
	for i, s := range scenarios {
		in, err := b.In(s)
		if err != nil {
			return EmissionsSideBySide{}, fmt.Errorf("%s: %w", s.Name, err)
		}
		footprint, err := Emissions(in)
		if err != nil {
			return EmissionsSideBySide{}, fmt.Errorf("%s: %w", s.Name, err)
		}
		table.Scenarios[i], table.Emissions[i] = s.Name, footprint.Emissions
		table.Costs[i], table.Unknown[i] = footprint.Cost, len(footprint.Unknown)
		for row, a := range footprint.Accounts {
			if i == 0 {
				table.Rows = append(table.Rows, EmissionsRow{a.Code, a.Name, make([]money.Decimal, len(scenarios)), make([]money.Amount, len(scenarios))})
			}
			table.Rows[row].Emissions[i], table.Rows[row].Costs[i] = a.Emissions, a.Cost
		}
	}
	return table, nil
}
