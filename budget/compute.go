package budget

import (
	"errors"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// Topsheet is a computed budget. Total is the sum of the top accounts and the charges less
// the credits.
type Topsheet struct {
	Accounts []AccountTotal `json:"accounts"`
	Charges  []ChargeTotal  `json:"charges"`
	Credits  []CreditTotal  `json:"credits"`
	Total    money.Amount   `json:"total"`
}

// AccountTotal is an account with what it costs. Direct and Fringes include those of the
// accounts below; Total is their sum.
type AccountTotal struct {
	Code     string         `json:"code"`
	Name     string         `json:"name"`
	Direct   money.Amount   `json:"direct"`
	Fringes  money.Amount   `json:"fringes"`
	Total    money.Amount   `json:"total"`
	Accounts []AccountTotal `json:"accounts"`
	Lines    []LineTotal    `json:"lines"`
}

// LineTotal is a line with what it costs: Amount is Quantity × Multiplier × Price, times the
// rate of the currency, rounded; Fringes is the sum of FringeLines. A line that is Off, because
// its group is, costs nothing.
type LineTotal struct {
	Code        string       `json:"code"`
	Description string       `json:"description,omitempty"`
	Quantity    Number       `json:"quantity"`
	Multiplier  Number       `json:"multiplier"`
	Price       Number       `json:"price"`
	Rate        Number       `json:"rate"`
	Amount      money.Amount `json:"amount"`
	Fringes     money.Amount `json:"fringes"`
	FringeLines []FringeLine `json:"fringeLines"`
	Off         bool         `json:"off,omitempty"`
}

// FringeLine is one fringe of a line: Amount is Base × Rate, rounded. A flat fringe has no
// rate, and its amount as its base; an hourly one has Base × Hours.
type FringeLine struct {
	Code   string        `json:"code"`
	Base   money.Amount  `json:"base"`
	Rate   money.Decimal `json:"rate"`
	Hours  *Number       `json:"hours,omitempty"`
	Amount money.Amount  `json:"amount"`
}

// ChargeTotal is a charge: Base × Rate, rounded, at most its cap, or its fixed amount.
type ChargeTotal struct {
	Code   string        `json:"code"`
	Name   string        `json:"name"`
	Base   money.Amount  `json:"base"`
	Rate   money.Decimal `json:"rate"`
	Capped bool          `json:"capped"`
	Amount money.Amount  `json:"amount"`
}

// CreditTotal is a credit.
type CreditTotal struct {
	Code   string       `json:"code"`
	Name   string       `json:"name"`
	Amount money.Amount `json:"amount"`
}

// Compute returns the totals of a budget. A faulty budget is refused with every fault at
// once, each a [*FieldError], as [Budget.Validate] tells them; so is an amount out of range.
//
// Complexity linear in the number of lines and fringes. A formula that stands in several lines is
// evaluated once.
func Compute(b Budget) (Topsheet, error) {
	_, sheet, err := b.computed()
	return sheet, err
}

// computation is a topsheet in the making. Faults are collected on the way.
type computation struct {
	budget  Budget
	faults  valid.Faults
	index   index
	globals map[string]*global
	values  map[Formula]evaluated   // of formulas that are no plain number
	totals  map[string]money.Amount // by code of account or charge
	used    map[ofPerson]money.Total
	fringes []FringeLine // room for those of every line
}

// evaluated is the value of a formula.
type evaluated struct {
	value Number
	err   error
}

// ofPerson is a fringe of a person, whose ceiling several lines share.
type ofPerson struct{ fringe, person string }

// global is the value of a global, or where its evaluation stands.
type global struct {
	position int
	formula  Formula
	evaluated
	done, onTheWay bool
}

// computed returns the topsheet with the computation that led to it.
func (b Budget) computed() (*computation, Topsheet, error) {
	c := &computation{
		budget: b, globals: map[string]*global{}, values: map[Formula]evaluated{},
		totals: map[string]money.Amount{}, used: map[ofPerson]money.Total{},
		fringes: make([]FringeLine, 0, countFringes(b.Accounts)),
	}
	c.index = b.index(&c.faults)
	c.evaluateGlobals()
	c.faults.Enter("accounts")
	sheet := Topsheet{Accounts: c.accounts(b.Accounts)}
	c.faults.Leave()
	sheet.Charges = c.charges()
	sheet.Credits = []CreditTotal{}
	var total money.Total
	for _, a := range sheet.Accounts {
		total.Add(a.Total)
	}
	for _, charge := range sheet.Charges {
		total.Add(charge.Amount)
	}
	for _, credit := range b.Credits {
		total.Sub(credit.Amount)
		sheet.Credits = append(sheet.Credits, CreditTotal(credit))
	}
	sheet.Total = c.posted("", total)
	if err := c.faults.Err(); err != nil {
		return nil, Topsheet{}, err
	}
	return c, sheet, nil
}

// countFringes counts the fringes of the lines of accounts and of those below them.
func countFringes(accounts []Account) (n int) {
	for _, a := range accounts {
		n += countFringes(a.Accounts)
		for i := range a.Lines {
			n += len(a.Lines[i].Fringes)
		}
	}
	return n
}

// posted returns a total, or tells that it is out of range.
func (c *computation) posted(field string, t money.Total) money.Amount {
	amount, err := t.Amount()
	if err != nil {
		c.faults.Add(field, nil, err)
	}
	return amount
}

func (c *computation) evaluateGlobals() {
	f := &c.faults
	f.Enter("globals")
	for i, g := range c.budget.Globals {
		f.Index(i)
		_, twice := c.globals[g.Name]
		switch {
		case !isName(g.Name):
			f.Addf("name", g.Name, ErrFormula, "a name is letters and digits")
		case twice:
			f.Add("name", g.Name, valid.ErrDuplicate)
		default:
			c.globals[g.Name] = &global{position: i, formula: g.Value}
		}
		f.Leave()
	}
	for i, g := range c.budget.Globals {
		f.Index(i)
		if known, ok := c.globals[g.Name]; ok && known.position == i {
			if _, err := c.global(g.Name); err != nil {
				f.Add("value", nil, err)
			}
		}
		f.Leave()
	}
	f.Leave()
}

// global returns the value of a global, evaluating it and those it uses once. A circle is
// told with the names that lead around it.
func (c *computation) global(name string) (Number, error) {
	g, ok := c.globals[name]
	switch {
	case !ok:
		return Number{}, fmt.Errorf("%w: %s", ErrUnknownName, name)
	case g.onTheWay:
		return Number{}, fmt.Errorf("%w: %s", ErrCircle, name)
	case !g.done:
		g.onTheWay = true
		g.value, g.err = g.formula.evaluate(c.global)
		g.onTheWay, g.done = false, true
		if errors.Is(g.err, ErrCircle) {
			g.err = fmt.Errorf("%w, through %s", g.err, name)
		}
	}
	return g.value, g.err
}

// errTold is the error of a formula that uses a global whose fault is told already.
var errTold = errors.New("a global that cannot be evaluated")

// told returns the value of a global to a line: its fault is that of the global alone.
func (c *computation) told(name string) (Number, error) {
	if g, ok := c.globals[name]; ok && g.err != nil {
		return Number{}, errTold
	}
	return c.global(name)
}

// value evaluates a field of the line in hand.
func (c *computation) value(field string, formula Formula) Number {
	if n, plain := plainNumber(string(formula)); plain {
		return n
	}
	v, known := c.values[formula]
	if !known {
		v.value, v.err = formula.evaluate(c.told)
		c.values[formula] = v
	}
	if v.err != nil && !errors.Is(v.err, errTold) {
		c.faults.Add(field, nil, v.err)
	}
	return v.value
}

func (c *computation) accounts(accounts []Account) []AccountTotal {
	totals := make([]AccountTotal, len(accounts))
	for i := range accounts {
		c.faults.Index(i)
		totals[i] = c.account(&accounts[i])
		c.faults.Leave()
	}
	return totals
}

func (c *computation) account(a *Account) AccountTotal {
	t := AccountTotal{Code: a.Code, Name: a.Name, Lines: make([]LineTotal, len(a.Lines))}
	var direct, fringes, total money.Total
	c.faults.Enter("accounts")
	t.Accounts = c.accounts(a.Accounts)
	c.faults.Leave()
	for i := range t.Accounts {
		direct.Add(t.Accounts[i].Direct)
		fringes.Add(t.Accounts[i].Fringes)
	}
	c.faults.Enter("lines")
	for i := range a.Lines {
		c.faults.Index(i)
		line := &t.Lines[i]
		c.line(&a.Lines[i], line)
		c.faults.Leave()
		direct.Add(line.Amount)
		fringes.Add(line.Fringes)
	}
	c.faults.Leave()
	t.Direct, t.Fringes = c.posted("", direct), c.posted("", fringes)
	total.Add(t.Direct)
	total.Add(t.Fringes)
	t.Total = c.posted("", total)
	c.totals[a.Code] = t.Total
	return t
}

func (c *computation) line(l *Line, t *LineTotal) {
	t.Code, t.Description, t.FringeLines = l.Code, l.Description, []FringeLine{}
	if l.Code == "" {
		c.faults.Add("code", nil, valid.ErrMissing)
	}
	t.Quantity, t.Multiplier, t.Price = c.value("quantity", l.Quantity), whole(1), c.value("price", l.Price)
	if l.Multiplier != "" {
		t.Multiplier = c.value("multiplier", l.Multiplier)
	}
	t.Rate = c.rate(l.Currency)
	amount, err := t.Quantity.mul(t.Multiplier).mul(t.Price).mul(t.Rate).round()
	if err != nil {
		c.faults.Add("", nil, err)
	}
	t.Amount = amount
	if l.Emission != nil && l.Emission.Factor.Sign() < 0 {
		c.faults.Add("emission.factor", l.Emission.Factor, valid.ErrNegative)
	}
	if l.Group != "" {
		off, known := c.index.groups[l.Group]
		if !known {
			c.faults.Add("group", l.Group, valid.ErrReference)
		}
		t.Off = off
	}
	if t.Off {
		t.Amount = money.Amount{}
	}
	if len(l.Fringes) > 0 {
		c.lineFringes(l, t)
	}
}

func (c *computation) rate(currency string) Number {
	if currency == "" {
		return whole(1)
	}
	rate, ok := c.index.rates[currency]
	if !ok {
		c.faults.Addf("currency", currency, valid.ErrReference, "it has no rate")
	}
	return rate
}

func (c *computation) lineFringes(l *Line, t *LineTotal) {
	var sum money.Total
	begin := len(c.fringes)
	c.faults.Enter("fringes")
	for i, code := range l.Fringes {
		fringe, ok := c.index.fringes[code]
		c.faults.Index(i)
		switch {
		case !ok:
			c.faults.Add("", code, valid.ErrReference)
		case slices.Index(l.Fringes, code) < i:
			c.faults.Add("", code, valid.ErrDuplicate)
		case !t.Off:
			line := c.fringe(fringe, l, t)
			sum.Add(line.Amount)
			c.fringes = append(c.fringes, line)
		}
		c.faults.Leave()
	}
	c.faults.Leave()
	t.FringeLines = c.fringes[begin:len(c.fringes):len(c.fringes)]
	t.Fringes = c.posted("", sum)
}

func (c *computation) fringe(fringe *Fringe, l *Line, t *LineTotal) FringeLine {
	f := FringeLine{Code: fringe.Code}
	var err error
	switch {
	case fringe.Kind == Percentage && fringe.Rate != nil:
		f.Base, f.Rate = c.fringeBase(fringe, l, t.Amount), *fringe.Rate
		f.Amount, err = money.Mul(f.Base, f.Rate)
	case fringe.Amount == nil: // told already
	case fringe.Kind == Flat:
		f.Base, f.Amount = *fringe.Amount, *fringe.Amount
	case fringe.Kind == Hourly:
		f.Base = *fringe.Amount
		f.Hours = c.hours(fringe, l, t)
		f.Amount, err = f.Hours.mul(ratio(f.Base.Cents(), 100)).round()
	}
	if err != nil {
		c.faults.Add("", nil, err)
	}
	return f
}

// hours are those of a line: quantity × multiplier × the hours of its unit.
func (c *computation) hours(fringe *Fringe, l *Line, t *LineTotal) *Number {
	hours, known := c.index.hours[l.Unit]
	if !known {
		c.faults.Addf("", fringe.Code, valid.ErrReference, "the unit %q has no hours", l.Unit)
	}
	hours = hours.mul(t.Quantity).mul(t.Multiplier)
	return &hours
}

// fringeBase is the part of a line within the ceiling of a fringe, or where the ceiling is that of a
// person, within what their lines before left of it.
func (c *computation) fringeBase(fringe *Fringe, l *Line, amount money.Amount) money.Amount {
	if fringe.Ceiling == nil {
		return amount
	}
	if !fringe.PerPerson || l.Person == "" {
		return money.Min(amount, *fringe.Ceiling)
	}
	key := ofPerson{fringe.Code, l.Person}
	before := c.used[key]
	both := before
	both.Add(amount)
	c.used[key] = both
	within := func(t money.Total) money.Total {
		if sum, err := t.Amount(); err == nil && sum.Compare(*fringe.Ceiling) <= 0 {
			return t
		}
		var ceiling money.Total
		ceiling.Add(*fringe.Ceiling)
		return ceiling
	}
	base := within(both)
	base.Sub(c.posted("", within(before)))
	return c.posted("", base)
}
