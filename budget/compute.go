package budget

import (
	"errors"
	"fmt"
	"math/big"

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
// rate of the currency, rounded; Fringes is the sum of FringeLines.
type LineTotal struct {
	Code        string       `json:"code"`
	Description string       `json:"description,omitempty"`
	Quantity    string       `json:"quantity"`
	Multiplier  string       `json:"multiplier"`
	Price       string       `json:"price"`
	Rate        string       `json:"rate"`
	Amount      money.Amount `json:"amount"`
	Fringes     money.Amount `json:"fringes"`
	FringeLines []FringeLine `json:"fringeLines"`
}

// FringeLine is one fringe of a line: Amount is Base × Rate, rounded. A flat fringe has no
// rate, and its amount as its base.
type FringeLine struct {
	Code   string        `json:"code"`
	Base   money.Amount  `json:"base"`
	Rate   money.Decimal `json:"rate"`
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
// Complexity linear in the number of lines and fringes.
func Compute(b Budget) (Topsheet, error) { return b.compute() }

// computation is a topsheet in the making. Faults are collected on the way.
type computation struct {
	budget  Budget
	faults  valid.Faults
	index   index
	globals map[string]*global
	totals  map[string]money.Amount // by code of account or charge
}

// global is the value of a global, or where its evaluation stands.
type global struct {
	position int
	formula  Formula
	value    *big.Rat
	err      error
	onTheWay bool
}

func (b Budget) compute() (Topsheet, error) {
	c := &computation{budget: b, globals: map[string]*global{}, totals: map[string]money.Amount{}}
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
		return Topsheet{}, err
	}
	return sheet, nil
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
func (c *computation) global(name string) (*big.Rat, error) {
	g, ok := c.globals[name]
	switch {
	case !ok:
		return nil, fmt.Errorf("%w: %s", ErrUnknownName, name)
	case g.onTheWay:
		return nil, fmt.Errorf("%w: %s", ErrCircle, name)
	case g.value == nil && g.err == nil:
		g.onTheWay = true
		g.value, g.err = g.formula.evaluate(c.global)
		g.onTheWay = false
		if errors.Is(g.err, ErrCircle) {
			g.err = fmt.Errorf("%w, through %s", g.err, name)
		}
	}
	return g.value, g.err
}

// value evaluates a field of the line in hand.
func (c *computation) value(field string, formula Formula) *big.Rat {
	value, err := formula.evaluate(c.global)
	if err != nil {
		c.faults.Add(field, nil, err)
		return new(big.Rat)
	}
	return value
}

func (c *computation) accounts(accounts []Account) []AccountTotal {
	totals := []AccountTotal{}
	for i, a := range accounts {
		c.faults.Index(i)
		totals = append(totals, c.account(a))
		c.faults.Leave()
	}
	return totals
}

func (c *computation) account(a Account) AccountTotal {
	t := AccountTotal{Code: a.Code, Name: a.Name, Lines: []LineTotal{}}
	var direct, fringes, total money.Total
	c.faults.Enter("accounts")
	t.Accounts = c.accounts(a.Accounts)
	c.faults.Leave()
	for _, below := range t.Accounts {
		direct.Add(below.Direct)
		fringes.Add(below.Fringes)
	}
	c.faults.Enter("lines")
	for i, l := range a.Lines {
		c.faults.Index(i)
		line := c.line(l)
		c.faults.Leave()
		direct.Add(line.Amount)
		fringes.Add(line.Fringes)
		t.Lines = append(t.Lines, line)
	}
	c.faults.Leave()
	t.Direct, t.Fringes = c.posted("", direct), c.posted("", fringes)
	total.Add(t.Direct)
	total.Add(t.Fringes)
	t.Total = c.posted("", total)
	c.totals[a.Code] = t.Total
	return t
}

func (c *computation) line(l Line) LineTotal {
	t := LineTotal{Code: l.Code, Description: l.Description, FringeLines: []FringeLine{}}
	if l.Code == "" {
		c.faults.Add("code", nil, valid.ErrMissing)
	}
	quantity, multiplier, price := c.value("quantity", l.Quantity), big.NewRat(1, 1), c.value("price", l.Price)
	if l.Multiplier != "" {
		multiplier = c.value("multiplier", l.Multiplier)
	}
	rate := c.rate(l.Currency)
	exact := new(big.Rat).Mul(quantity, multiplier)
	exact.Mul(exact, price).Mul(exact, rate.Rat())
	amount, err := money.RoundRat(exact)
	if err != nil {
		c.faults.Add("", nil, err)
	}
	t.Quantity, t.Multiplier, t.Price = decimalText(quantity), decimalText(multiplier), decimalText(price)
	t.Rate, t.Amount = rate.String(), amount
	c.fringes(l, &t)
	return t
}

// decimalText writes a rational as a plain decimal where it is one, else as a fraction.
func decimalText(r *big.Rat) string {
	if places, exact := r.FloatPrec(); exact {
		return r.FloatString(places)
	}
	return r.RatString()
}

func (c *computation) rate(currency string) money.Decimal {
	if currency == "" {
		currency = c.budget.Currency
	}
	rate, ok := c.index.rates[currency]
	if !ok {
		c.faults.Addf("currency", currency, valid.ErrReference, "it has no rate")
	}
	return rate
}

func (c *computation) fringes(l Line, t *LineTotal) {
	var sum money.Total
	c.faults.Enter("fringes")
	for i, code := range l.Fringes {
		fringe, ok := c.index.fringes[code]
		c.faults.Index(i)
		if ok {
			line := c.fringe(fringe, t.Amount)
			sum.Add(line.Amount)
			t.FringeLines = append(t.FringeLines, line)
		} else {
			c.faults.Add("", code, valid.ErrReference)
		}
		c.faults.Leave()
	}
	c.faults.Leave()
	t.Fringes = c.posted("", sum)
}

func (c *computation) fringe(fringe *Fringe, amount money.Amount) FringeLine {
	if fringe.Kind == Flat {
		return FringeLine{Code: fringe.Code, Base: fringe.Amount, Amount: fringe.Amount}
	}
	base := amount
	if fringe.Ceiling != nil {
		base = money.Min(base, *fringe.Ceiling)
	}
	due, err := money.Mul(base, fringe.Rate)
	if err != nil {
		c.faults.Add("", nil, err)
	}
	return FringeLine{Code: fringe.Code, Base: base, Rate: fringe.Rate, Amount: due}
}
