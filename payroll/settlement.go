package payroll

import (
	"math/big"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Settlement is what is added to and taken off the net pay of a worker before it is paid: it
// changes neither contributions nor tax.
type Settlement struct {
	// Date is the day of payment, which picks the dated thresholds.
	Date civil.Date `json:"date" strict:"required"`
	// Net is the sum of the net paid of the payslips of the month.
	Net money.Amount `json:"net" strict:"required"`
	// Expenses are reimbursed expenses (défraiements), which are not pay.
	Expenses money.Amount `json:"expenses,omitzero"`
	// Interim is what was already paid of the month's own pay (acompte). It is taken whole.
	Interim money.Amount `json:"interim,omitzero"`
	// Advances are what is still owed of sums lent on pay to come (avances). At most a tenth of
	// the net repays them (CT L3251-3).
	Advances money.Amount `json:"advances,omitzero"`
	// Maintenance is what a family creditor claims by direct payment (pension alimentaire). It
	// is taken from what others may not seize, then from what they may, down to what nobody
	// may take (CT L3252-5).
	Maintenance money.Amount `json:"maintenance,omitzero"`
	// Garnishment is what other creditors claim (saisie). At most the part that may be seized
	// is taken (CT R3252-2).
	Garnishment money.Amount `json:"garnishment,omitzero"`
	// Dependants raise the thresholds of garnishment (CT R3252-3).
	Dependants int `json:"dependants,omitempty"`
}

// Settled is a settlement as it is paid.
type Settled struct {
	// Steps are the part that may be seized, then what is taken and added, each its own amount.
	// Bound names the limit that held: a-tenth, seizable, kept or net.
	Steps []Step `json:"steps"`
	// Paid is what the worker receives.
	Paid    money.Amount `json:"paid"`
	Notices []law.Notice `json:"notices"`
}

// maxDependants bounds the number of dependants.
const maxDependants = 50

// Validate reports every fault of the settlement, each a [*FieldError], or nil.
func (s Settlement) Validate() error {
	var f valid.Faults
	s.check(&f)
	return f.Err()
}

func (s Settlement) check(f *valid.Faults) {
	if s.Date.IsZero() {
		f.Add("date", nil, valid.ErrMissing)
	}
	for _, a := range []struct {
		field  string
		amount money.Amount
	}{
		{"net", s.Net}, {"expenses", s.Expenses}, {"interim", s.Interim}, {"advances", s.Advances},
		{"maintenance", s.Maintenance}, {"garnishment", s.Garnishment},
	} {
		if a.amount.Sign() < 0 || a.amount.Compare(maxGross) > 0 {
			f.Addf(a.field, a.amount, valid.ErrOutOfRange, "0.00 to %v", maxGross)
		}
	}
	checkInt(f, "dependants", s.Dependants, 0, maxDependants)
}

// Settle returns what a worker is paid of the net pay of a month. What may be seized is computed on
// the net after contributions and income tax (CT L3252-3), twelve times the month against
// the yearly thresholds, rounded once. Maintenance comes before other creditors, creditors
// before the employer's advances. Interim pay over what the others leave is refused.
func Settle(s Settlement, p Parameters) (Settled, error) {
	var f valid.Faults
	s.check(&f)
	rules := rulesOn(&f, s.Date, p)
	if err := f.Err(); err != nil {
		return Settled{}, err
	}
	c := settling{Settlement: s, computation: computation{rules: rules}}
	c.Engagement.Date = s.Date
	return c.settle()
}

// settling is a settlement in the making.
type settling struct {
	Settlement
	computation
	out []Step
}

func (c *settling) settle() (Settled, error) {
	seizable := c.seizable()
	var kept money.Amount
	if c.hasCreditors() {
		kept = money.Min(c.euros("garnishment/kept"), c.Net)
	}
	maintenance := money.Min(c.Maintenance, minus(c.Net, kept))
	c.take("maintenance", c.Maintenance, maintenance, "kept", c.rules.figures["garnishment/kept"].refs)
	// what of the maintenance the part that others may not seize could not bear
	fromSeizable := money.Max(minus(maintenance, money.Max(minus(minus(c.Net, seizable), kept), money.Amount{})), money.Amount{})
	open := money.Min(minus(seizable, fromSeizable), minus(minus(c.Net, maintenance), kept))
	garnishment := money.Min(c.Garnishment, money.Max(open, money.Amount{}))
	c.take("garnishment", c.Garnishment, garnishment, "seizable", c.rules.scales["garnishment/shares"].refs)
	left := minus(minus(c.Net, maintenance), garnishment)

	var advances money.Amount
	if !c.Advances.IsZero() {
		tenth := c.figure("advance/share")
		advances = money.Min(c.Advances, money.Min(c.times(c.Net, tenth), left))
		c.take("advances", c.Advances, advances, "a-tenth", tenth.refs)
	}
	left = minus(left, advances)
	if c.Interim.Compare(left) > 0 {
		return Settled{}, &FieldError{Path: "interim", Value: c.Interim, Err: valid.ErrOutOfRange}
	}
	c.take("interim", c.Interim, c.Interim, "", interimPay)
	if !c.Expenses.IsZero() {
		c.out = append(c.out, Step{Code: "expenses", Base: c.Expenses, Rate: wholeDays[1], Over: 1, Amount: c.Expenses, Refs: reimbursement})
	}
	settled := Settled{Steps: c.out, Paid: plus(minus(left, c.Interim), c.Expenses), Notices: c.doubts()}
	return settled, c.err
}

func (c *settling) hasCreditors() bool { return !c.Garnishment.IsZero() || !c.Maintenance.IsZero() }

// take notes an amount taken of what was claimed.
func (c *settling) take(code string, claimed, taken money.Amount, bound string, refs law.Refs) {
	if claimed.IsZero() {
		return
	}
	step := Step{Code: code, Base: claimed, Rate: wholeDays[1], Over: 1, Amount: taken, Refs: refs}
	if taken != claimed {
		step.Bound = bound
	}
	c.out = append(c.out, step)
}

// seizable is the part of the net that creditors may seize in the month.
func (c *settling) seizable() money.Amount {
	if !c.hasCreditors() {
		return money.Amount{}
	}
	c.scale = c.rules.scales["garnishment/shares"]
	if c.scale == nil {
		c.fail(&law.NoValueError{Key: "garnishment/shares", Date: c.Settlement.Date, First: firstDate})
		return money.Amount{}
	}
	raise := money.Amount{}
	if c.Dependants > 0 {
		raise = c.times(c.euros("garnishment/dependant"), &figure{value: money.DecimalFromInt(int64(c.Dependants))})
	}
	months := big.NewRat(12, 1)
	year := c.scale.scale.marginal(new(big.Rat).Mul(euros(c.Net), months), raise)
	amount := c.posted(money.RoundRat(year.Quo(year, months)))
	if !c.Garnishment.IsZero() {
		c.out = append(c.out, Step{Code: "seizable", Base: c.Net, Rate: wholeDays[1], Over: 1, Amount: amount, Bound: "brackets", Refs: c.scale.refs})
	}
	return amount
}
