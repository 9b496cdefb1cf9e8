package payroll

import (
	"fmt"

	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// computation is a payslip in the making. Amounts stay far inside their range, because the
// gross is bounded; the first error, which could only come from an override of absurd
// size, is kept and the rest is in vain.
type computation struct {
	Engagement
	rules *Rules
	hours money.Decimal
	slip  Payslip
	uses  uses
	err   error

	base    money.Amount    // A: gross less the flat deduction
	capped  money.Amount    // P: the base within the social security ceiling
	tranche [3]money.Amount // T1 and T2 of Agirc-Arrco, by number
	insured money.Amount    // gross within the ceilings of unemployment insurance
	// employer contributions to provident schemes, on which CSG and the social levy bear
	provident money.Total
}

func newComputation(e Engagement, r *Rules) *computation {
	c := &computation{Engagement: e, rules: r}
	c.slip.ID = e.ID
	c.slip.Lines = make([]Line, 0, 36)
	c.slip.Steps = make([]Step, 0, 6)
	c.hours = paidHours(e)
	return c
}

// monthHours are the paid hours of a full month: 35 × 52 / 12.
var monthHours = money.MustDecimal("151.6667")

// dayHoursPaid are the hours of a paid day by default.
const dayHoursPaid = 8

func paidHours(e Engagement) money.Decimal {
	switch {
	case e.Hours != nil:
		return *e.Hours
	case e.FullMonth:
		return monthHours
	}
	return money.DecimalFromInt(dayHoursPaid * int64(e.Days))
}

func (c *computation) isArtist() bool { return c.Category == Artist }

// fail keeps the first error.
func (c *computation) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// posted returns an amount that could not be computed as 0.00, and keeps the error.
func (c *computation) posted(a money.Amount, err error) money.Amount {
	if err != nil {
		c.fail(err)
	}
	return a
}

// figure returns a parameter on the day of payment and notes that it is used.
func (c *computation) figure(key string) *figure {
	f, ok := c.rules.figures[key]
	if !ok {
		c.fail(&law.NoValueError{Key: key, Date: c.Date, First: firstDate})
		return &figure{}
	}
	c.uses.add(f.uses)
	return f
}

// inForce reports whether a parameter has a value on the day of payment.
func (c *computation) inForce(key string) bool {
	_, ok := c.rules.figures[key]
	return ok
}

// times returns base × figure, rounded.
func (c *computation) times(base money.Amount, f *figure) money.Amount {
	return c.posted(money.Mul(base, f.part))
}

// euros returns a parameter that is a sum of money.
func (c *computation) euros(key string) money.Amount {
	return c.posted(c.figure(key).value.Round())
}

// minus returns a − b.
func (c *computation) minus(a, b money.Amount) money.Amount { return c.posted(a.Sub(b)) }

// product returns the exact product of decimals, rounded to the cent.
func (c *computation) product(a, b money.Decimal) money.Amount {
	return c.posted(money.Round(a.Decimal().Mul(b.Decimal())))
}

// step notes an amount that is no contribution.
func (c *computation) step(s Step) {
	c.slip.Steps = append(c.slip.Steps, s)
}

// callerRefs are what a rate that the caller gave cites.
var callerRefs = law.NewRefs(law.CallerRef())

// line adds a contribution; a nil figure is a side that bears nothing. A line without base
// or without any rate does not apply and is left out.
func (c *computation) line(code string, base money.Amount, employee, employer *figure) {
	l := Line{Code: code, LabelFr: labels[code].fr, LabelEn: labels[code].en, Base: base}
	if employee != nil {
		l.EmployeeRate, l.EmployeeAmount, l.Refs = employee.value, c.times(base, employee), employee.refs
	}
	if employer != nil {
		l.EmployerRate, l.EmployerAmount = employer.value, c.times(base, employer)
		l.Refs = l.Refs.Join(employer.refs)
	}
	if base.Sign() <= 0 || l.EmployeeRate.IsZero() && l.EmployerRate.IsZero() {
		return
	}
	c.slip.Lines = append(c.slip.Lines, l)
}

// result closes the payslip: totals of rounded lines, then what follows from them.
func (c *computation) result() Payslip {
	slip := &c.slip
	var employee, employer money.Total
	var notDeductible money.Total
	for _, l := range slip.Lines {
		employee.Add(l.EmployeeAmount)
		employer.Add(l.EmployerAmount)
		if l.Code == "csg-non-deductible" || l.Code == "crds" {
			notDeductible.Add(l.EmployeeAmount)
		}
	}
	slip.SocialBase = c.base
	slip.EmployeeContributions = c.posted(employee.Amount())
	slip.EmployerContributions = c.posted(employer.Amount())
	slip.Reduction = c.reduction()
	slip.NetBeforeTax = c.minus(c.Gross, slip.EmployeeContributions)
	notDeductible.Add(slip.NetBeforeTax)
	slip.NetTaxable = c.posted(notDeductible.Amount())
	// CSS R844-1 II: the gross less the contributions that the law imposes on the
	// employee, which all lines of an intermittent are.
	slip.NetSocial = slip.NetBeforeTax
	slip.IncomeTax = c.incomeTax(slip.NetTaxable)
	slip.NetPaid = c.minus(slip.NetBeforeTax, slip.IncomeTax)
	slip.EmployerCost = c.minus(c.posted(money.Sum(c.Gross, slip.EmployerContributions)), slip.Reduction)
	slip.Notices = c.notices()
	return *slip
}

// incomeTax withholds at the rate of the tax office.
func (c *computation) incomeTax(taxable money.Amount) money.Amount {
	if c.WithholdingRate.IsZero() {
		return money.Amount{}
	}
	rate, err := money.NewDecimal(c.WithholdingRate.Decimal().Shift(-2))
	if err != nil {
		c.fail(err)
		return money.Amount{}
	}
	tax := c.posted(money.Mul(taxable, rate))
	c.step(Step{Code: "income-tax", Base: taxable, Rate: rate, Over: 1, Amount: tax, Refs: callerRefs})
	return tax
}

// CodeBelowMinimum marks pay under the minimum wage for the hours paid.
const CodeBelowMinimum = "below-minimum"

// CodeNotCovered marks a contribution that the page of the agreement leaves open, so that no
// line stands for it.
const CodeNotCovered = "not-covered"

// notices returns what the reader of the payslip has to know: that the figures are stale,
// pay under the minimum, what is not covered, and one notice for each figure used that is not
// verified, in the order of the table.
func (c *computation) notices() []law.Notice {
	notices := []law.Notice{}
	if c.rules.stale.Code != "" {
		notices = append(notices, c.rules.stale)
	}
	smic := c.figure("smic")
	if least := c.product(smic.value, c.hours); c.Gross.Compare(least) < 0 {
		notices = append(notices, law.Notice{
			Code: CodeBelowMinimum, Key: "smic", Refs: smic.refs,
			Message: fmt.Sprintf("%v gross for %v hours is under the minimum wage, %v", c.Gross, c.hours, least),
		})
	}
	if c.Agreement == PublicStage && c.reaches("headcount/fnas") {
		notices = append(notices, law.Notice{
			Code: CodeNotCovered, Key: "fnas/public", Refs: c.figure("fnas/public").refs,
			Message: "from this headcount the share of the FNAS depends on the works council: no line stands for it",
		})
	}
	for i, n := range c.rules.notices {
		if n.Code != "" && c.uses.has(i) {
			notices = append(notices, n)
		}
	}
	return notices
}

// reaches reports whether the headcount of the employer is at or over a threshold.
func (c *computation) reaches(key string) bool {
	return money.DecimalFromInt(int64(c.Headcount)).Compare(c.figure(key).value) >= 0
}
