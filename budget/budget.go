package budget

import (
	"errors"
	"io"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/strictjson"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// FieldError is a fault of one field of an input, with the path that leads to it.
type FieldError = valid.FieldError

// ErrCurrency reports two currencies where one is expected.
var ErrCurrency = errors.New("another currency")

// ErrCircle reports globals or charges that rest on one another in a circle.
var ErrCircle = errors.New("rests on itself")

// Budget is the estimate of a production, in one currency.
type Budget struct {
	Title string `json:"title" strict:"required"`
	// Currency is the ISO 4217 code that all totals are in.
	Currency string `json:"currency" strict:"required"`
	// Rates are those of the other currencies; RatesOn is the day that picks among several of
	// one currency.
	Rates   []ExchangeRate `json:"rates,omitempty"`
	RatesOn civil.Date     `json:"ratesOn,omitzero"`
	// Units are those whose hours are known, for hourly fringes.
	Units []Unit `json:"units,omitempty"`
	// Groups can be switched off, which leaves their lines out.
	Groups   []Group   `json:"groups,omitempty"`
	Globals  []Global  `json:"globals,omitempty"`
	Fringes  []Fringe  `json:"fringes,omitempty"`
	Accounts []Account `json:"accounts" strict:"required"`
	Charges  []Charge  `json:"charges,omitempty"`
	Credits  []Credit  `json:"credits,omitempty"`
}

// ExchangeRate is what one unit of a currency is worth in that of the budget, from a day on.
type ExchangeRate struct {
	Currency string        `json:"currency" strict:"required"`
	Rate     money.Decimal `json:"rate" strict:"required"`
	// From is the first day of the rate; without one it holds before every other.
	From civil.Date `json:"from,omitzero"`
	// Source says where the rate was read.
	Source string `json:"source,omitempty"`
}

// Unit is a unit of quantities with the hours that one of it has: 12 a day, 60 a week.
type Unit struct {
	Name  string        `json:"name" strict:"required"`
	Hours money.Decimal `json:"hours" strict:"required"`
}

// Group is a set of lines that can be switched off together: a stunt, a second unit, an option
// of the script.
type Group struct {
	Code string `json:"code" strict:"required"`
	Name string `json:"name,omitempty"`
	Off  bool   `json:"off,omitempty"`
}

// Global is a named value that formulas use. Its value may use other globals.
type Global struct {
	Name  string  `json:"name" strict:"required"`
	Value Formula `json:"value" strict:"required"`
}

// FringeKind is how a fringe is computed.
type FringeKind string

// Kinds of fringes.
const (
	// Percentage is a rate over the amount of a line, as far as a ceiling.
	Percentage FringeKind = "percent"
	// Flat is the same amount for every line.
	Flat FringeKind = "flat"
	// Hourly is an amount for each hour of a line: quantity × multiplier × the hours of the unit.
	Hourly FringeKind = "hourly"
)

var fringeKinds = []FringeKind{Percentage, Flat, Hourly}

// OneOf returns the words that are a FringeKind.
func (FringeKind) OneOf() []string { return valid.Texts(fringeKinds) }

// Fringe is what comes on top of a line: social contributions, leave, a daily allowance.
type Fringe struct {
	Code string     `json:"code" strict:"required"`
	Name string     `json:"name"`
	Kind FringeKind `json:"kind" strict:"required"`
	// Rate is a plain fraction, 0.65 for 65 %; of a percentage, which has no amount.
	Rate *money.Decimal `json:"rate,omitempty"`
	// Amount is that of a flat fringe, or of an hour; they have no rate.
	Amount *money.Amount `json:"amount,omitempty"`
	// Ceiling is the part of a line's amount that a percentage applies to; nil is all.
	Ceiling *money.Amount `json:"ceiling,omitempty"`
	// PerPerson says that the lines of one person share the ceiling, in the order of the
	// budget.
	PerPerson bool `json:"perPerson,omitempty"`
}

// Account is a place in the chart of accounts, with accounts below it and lines.
type Account struct {
	Code string `json:"code" strict:"required"`
	Name string `json:"name"`
	// AboveTheLine says that the account and those below it are above the line: rights, cast,
	// director, producers.
	AboveTheLine bool      `json:"aboveTheLine,omitempty"`
	Accounts     []Account `json:"accounts,omitempty"`
	Lines        []Line    `json:"lines,omitempty"`
}

// Line is one thing to pay for.
type Line struct {
	// Code is any text; lines of one account may share it, as their turn tells them apart.
	Code        string  `json:"code" strict:"required"`
	Description string  `json:"description,omitempty"`
	Quantity    Formula `json:"quantity" strict:"required"`
	Unit        string  `json:"unit,omitempty"`
	// Multiplier is 1 when empty.
	Multiplier Formula `json:"multiplier,omitempty"`
	// Price is that of a unit, in the currency of the line.
	Price Formula `json:"price" strict:"required"`
	// Currency is that of the price; empty is that of the budget.
	Currency string `json:"currency,omitempty"`
	// Fringes are the codes of those that come on top.
	Fringes []string `json:"fringes,omitempty"`
	// BorneBy is the co-producer who pays, SpentIn the territory where it is spent, FundedBy
	// the funder whose money it is meant for.
	BorneBy  string   `json:"borneBy,omitempty"`
	SpentIn  string   `json:"spentIn,omitempty"`
	FundedBy string   `json:"fundedBy,omitempty"`
	Tags     []string `json:"tags,omitempty"`
	// Group is the code of the group that switches the line on and off.
	Group string `json:"group,omitempty"`
	// Person is who is paid, where fringes have a ceiling per person.
	Person string `json:"person,omitempty"`
	// Phase is when it is spent: preparation, shoot, wrap, post, or a word of the caller's.
	Phase string `json:"phase,omitempty"`
	// From names what the line was proposed from: scenes, elements, schedule days.
	From []string `json:"from,omitempty"`
	// Emission is what a unit of the quantity emits; nil is not known.
	Emission *Emission `json:"emission,omitempty"`
}

// Emission is an emission factor that the user gives, with its source.
type Emission struct {
	// Factor is in kilograms of CO2 equivalent a unit of quantity × multiplier.
	Factor money.Decimal `json:"factor" strict:"required"`
	Source string        `json:"source" strict:"required"`
}

// Charge is a rate over accounts and other charges, such as overheads or a contingency, or a
// fixed amount.
type Charge struct {
	Code string `json:"code" strict:"required"`
	Name string `json:"name"`
	// Rate is a plain fraction over the base; nil with a fixed Amount.
	Rate   *money.Decimal `json:"rate,omitempty"`
	Amount *money.Amount  `json:"amount,omitempty"`
	// Base lists codes of accounts and charges; "*" is all accounts.
	Base []string `json:"base,omitempty"`
	// Exclude lists codes of accounts inside the base that do not count.
	Exclude []string `json:"exclude,omitempty"`
	// Cap is the greatest amount of the charge; nil is none.
	Cap *money.Amount `json:"cap,omitempty"`
}

// Credit is taken off the total: a tax credit, a rebate.
type Credit struct {
	Code   string       `json:"code" strict:"required"`
	Name   string       `json:"name"`
	Amount money.Amount `json:"amount" strict:"required"`
}

// allAccounts is the base of a charge that every account is in.
const allAccounts = "*"

// Decode reads a budget from JSON and checks it. Beside malformed JSON it refuses unknown,
// duplicate or wrongly-cased fields, data after the document and more than 12 MiB. All
// faults are told at once, each a [*FieldError].
func Decode(r io.Reader) (Budget, error) {
	return strictjson.DecodeValid[Budget](r)
}

// Validate reports every fault of the budget, each a [*FieldError], or nil: codes that are
// missing, given twice or refer to nothing, formulas that cannot be evaluated, globals and
// charges that rest on themselves, accounts that a charge names twice.
func (b Budget) Validate() error {
	_, _, err := b.computed()
	return err
}

// index is what codes refer to.
type index struct {
	rates   map[string]Number
	hours   map[string]Number // by unit
	groups  map[string]bool   // whether each is off
	fringes map[string]*Fringe
	charges map[string]int
	// parents has the code of the account above each account, "" at the top.
	parents map[string]string
}

func (b Budget) index(f *valid.Faults) index {
	x := index{
		map[string]Number{}, map[string]Number{}, map[string]bool{},
		map[string]*Fringe{}, map[string]int{}, map[string]string{},
	}
	if !valid.IsCurrency(b.Currency) {
		f.Addf("currency", b.Currency, valid.ErrOutOfRange, "three capital letters")
	}
	b.indexRates(f, x)
	b.indexUnits(f, x)
	b.indexGroups(f, x)
	b.indexFringes(f, x)
	f.Enter("accounts")
	indexAccounts(f, x, b.Accounts, "")
	f.Leave()
	b.indexCharges(f, x)
	b.checkCredits(f)
	return x
}

// indexRates keeps for each currency the rate in force on RatesOn: the one with the latest
// beginning that is not after it, of all where there is no such day.
func (b Budget) indexRates(f *valid.Faults, x index) {
	type dated struct {
		currency string
		from     civil.Date
	}
	seen, latest := map[dated]bool{}, map[string]civil.Date{}
	f.Enter("rates")
	for i, r := range b.Rates {
		f.Index(i)
		key := dated{r.Currency, r.From}
		switch {
		case !valid.IsCurrency(r.Currency):
			f.Addf("currency", r.Currency, valid.ErrOutOfRange, "three capital letters")
		case seen[key] || r.Currency == b.Currency:
			f.Add("currency", r.Currency, valid.ErrDuplicate)
		case r.Rate.Sign() <= 0:
			f.Addf("rate", r.Rate, valid.ErrOutOfRange, "more than 0")
		}
		seen[key] = true
		_, known := x.rates[r.Currency]
		inForce := b.RatesOn.IsZero() || !r.From.After(b.RatesOn)
		if inForce && (!known || r.From.After(latest[r.Currency])) {
			x.rates[r.Currency], latest[r.Currency] = decimalNumber(r.Rate), r.From
		}
		f.Leave()
	}
	f.Leave()
	x.rates[b.Currency] = whole(1)
}

func (b Budget) indexUnits(f *valid.Faults, x index) {
	f.Enter("units")
	for i, u := range b.Units {
		f.Index(i)
		_, twice := x.hours[u.Name]
		switch {
		case u.Name == "":
			f.Add("name", nil, valid.ErrMissing)
		case twice:
			f.Add("name", u.Name, valid.ErrDuplicate)
		case u.Hours.Sign() < 0:
			f.Add("hours", u.Hours, valid.ErrNegative)
		}
		x.hours[u.Name] = decimalNumber(u.Hours)
		f.Leave()
	}
	f.Leave()
}

func (b Budget) indexGroups(f *valid.Faults, x index) {
	f.Enter("groups")
	for i, g := range b.Groups {
		f.Index(i)
		_, twice := x.groups[g.Code]
		checkCode(f, g.Code, twice)
		x.groups[g.Code] = g.Off
		f.Leave()
	}
	f.Leave()
}

func (b Budget) indexFringes(f *valid.Faults, x index) {
	f.Enter("fringes")
	for i := range b.Fringes {
		fringe := &b.Fringes[i]
		f.Index(i)
		_, twice := x.fringes[fringe.Code]
		checkCode(f, fringe.Code, twice)
		x.fringes[fringe.Code] = fringe
		fringe.check(f)
		f.Leave()
	}
	f.Leave()
}

func checkCode(f *valid.Faults, code string, twice bool) {
	switch {
	case code == "":
		f.Add("code", nil, valid.ErrMissing)
	case code == allAccounts:
		f.Addf("code", code, valid.ErrOutOfRange, "it stands for all accounts")
	case twice:
		f.Add("code", code, valid.ErrDuplicate)
	}
}

func (fringe *Fringe) check(f *valid.Faults) {
	switch fringe.Kind {
	case Percentage:
		fringe.checkPercentage(f)
	case Flat, Hourly:
		fringe.checkAmount(f)
	default:
		valid.OneOf(f, "kind", fringe.Kind, fringeKinds)
	}
	if fringe.Ceiling != nil && fringe.Ceiling.Sign() < 0 {
		f.Add("ceiling", fringe.Ceiling, valid.ErrNegative)
	}
}

func (fringe *Fringe) checkPercentage(f *valid.Faults) {
	switch {
	case fringe.Rate == nil:
		f.Addf("rate", nil, valid.ErrMissing, "a percentage has one")
	case fringe.Rate.Sign() < 0:
		f.Add("rate", fringe.Rate, valid.ErrNegative)
	}
	if fringe.Amount != nil {
		f.Addf("amount", fringe.Amount, valid.ErrUnknownField, "a percentage has a rate")
	}
}

func (fringe *Fringe) checkAmount(f *valid.Faults) {
	if fringe.Amount == nil {
		f.Addf("amount", nil, valid.ErrMissing, "a %s fringe has one", fringe.Kind)
	}
	if fringe.Rate != nil {
		f.Addf("rate", fringe.Rate, valid.ErrUnknownField, "a %s fringe has an amount", fringe.Kind)
	}
	if fringe.Ceiling != nil {
		f.Addf("ceiling", fringe.Ceiling, valid.ErrUnknownField, "a %s fringe has none", fringe.Kind)
	}
}

func indexAccounts(f *valid.Faults, x index, accounts []Account, parent string) {
	for i, a := range accounts {
		f.Index(i)
		_, twice := x.parents[a.Code]
		checkCode(f, a.Code, twice)
		x.parents[a.Code] = parent
		f.Enter("accounts")
		indexAccounts(f, x, a.Accounts, a.Code)
		f.Leave()
		f.Leave()
	}
}

func (b Budget) indexCharges(f *valid.Faults, x index) {
	f.Enter("charges")
	for i, c := range b.Charges {
		f.Index(i)
		_, twice := x.charges[c.Code]
		_, isAccount := x.parents[c.Code]
		checkCode(f, c.Code, twice || isAccount)
		x.charges[c.Code] = i
		f.Leave()
	}
	for i, c := range b.Charges {
		f.Index(i)
		c.check(f, x)
		f.Leave()
	}
	f.Leave()
}

func (c Charge) check(f *valid.Faults, x index) {
	switch {
	case c.Rate == nil && c.Amount == nil:
		f.Addf("rate", nil, valid.ErrMissing, "a charge has a rate or an amount")
	case c.Rate != nil && c.Amount != nil:
		f.Addf("amount", c.Amount, valid.ErrDuplicate, "a charge has a rate or an amount")
	case c.Rate != nil && c.Rate.Sign() < 0:
		f.Add("rate", c.Rate, valid.ErrNegative)
	case c.Rate != nil && len(c.Base) == 0:
		f.Addf("base", nil, valid.ErrMissing, "a rate needs one")
	}
	if c.Cap != nil && c.Cap.Sign() < 0 {
		f.Add("cap", c.Cap, valid.ErrNegative)
	}
	c.checkBase(f, x)
	c.checkExclude(f, x)
}

func (c Charge) checkBase(f *valid.Faults, x index) {
	f.Enter("base")
	for i, code := range c.Base {
		f.Index(i)
		_, isAccount := x.parents[code]
		_, isCharge := x.charges[code]
		switch {
		case code != allAccounts && !isAccount && !isCharge:
			f.Add("", code, valid.ErrReference)
		case c.namesTwice(x, c.Base, i):
			f.Addf("", code, valid.ErrDuplicate, "alone or inside another")
		}
		f.Leave()
	}
	f.Leave()
}

// namesTwice reports whether the code at i of a list is counted by another code of it: the
// same, an account above it, or all accounts.
func (c Charge) namesTwice(x index, codes []string, i int) bool {
	_, isAccount := x.parents[codes[i]]
	return slices.Index(codes, codes[i]) < i ||
		isAccount && slices.Contains(codes, allAccounts) ||
		isAccount && x.isBelow(codes[i], codes)
}

// isBelow reports whether an account is below one of codes.
func (x index) isBelow(code string, codes []string) bool {
	for above := x.parents[code]; above != ""; above = x.parents[above] {
		if slices.Contains(codes, above) {
			return true
		}
	}
	return false
}

func (c Charge) checkExclude(f *valid.Faults, x index) {
	f.Enter("exclude")
	for i, code := range c.Exclude {
		f.Index(i)
		_, isAccount := x.parents[code]
		inBase := slices.Contains(c.Base, allAccounts) || slices.Contains(c.Base, code) || x.isBelow(code, c.Base)
		switch {
		case !isAccount:
			f.Add("", code, valid.ErrReference)
		case !inBase:
			f.Addf("", code, valid.ErrOutOfRange, "it is not in the base")
		case c.namesTwice(x, c.Exclude, i):
			f.Addf("", code, valid.ErrDuplicate, "alone or inside another")
		}
		f.Leave()
	}
	f.Leave()
}

func (b Budget) checkCredits(f *valid.Faults) {
	seen := map[string]bool{}
	f.Enter("credits")
	for i, c := range b.Credits {
		f.Index(i)
		checkCode(f, c.Code, seen[c.Code])
		seen[c.Code] = true
		if c.Amount.Sign() < 0 {
			f.Add("amount", c.Amount, valid.ErrNegative)
		}
		f.Leave()
	}
	f.Leave()
}
