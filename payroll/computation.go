package payroll

import (
	"fmt"
	"slices"

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
	year  YearToDate // before this payslip
	// the contract before this payslip, and with it
	before, contract ContractToDate
	slip             Payslip
	// lines and steps of the payslip; on the stack, so that the payslip allocates as many
	// as there are
	lines          [mostLines]Line
	steps          [mostSteps]Step
	nLines, nSteps int
	uses           uses
	scale          *datedScale // of neutral rates, where one is used
	err            error
	// employer contributions to provident schemes, on which CSG and the social levy bear
	provident money.Total
}

// monthHours are the paid hours of a full month: 35 × 52 / 12.
var monthHours = money.MustDecimal("151.6667")

// dayHours are the hours of so many paid days, 8 a day.
var dayHours = multiplesOf(8)

func (e Engagement) paidHours() money.Decimal {
	switch {
	case e.Hours != nil:
		return *e.Hours
	case e.FullMonth:
		return monthHours
	}
	return dayHours[e.Days]
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

// percent returns base × figure / 100, rounded; times returns base × figure, rounded.
func (c *computation) percent(base money.Amount, f *figure) money.Amount {
	return c.posted(money.Percent(base, f.value))
}

func (c *computation) times(base money.Amount, f *figure) money.Amount {
	return c.posted(money.Mul(base, f.value))
}

// euros returns a parameter that is a sum of money.
func (c *computation) euros(key string) money.Amount {
	return c.figure(key).euros
}

// reaches reports whether the headcount of the employer is at or over a threshold.
func (c *computation) reaches(key string) bool {
	return int64(c.Headcount) >= c.figure(key).whole
}

// minimum is the minimum wage for the hours paid.
func (c *computation) minimum() money.Amount {
	return c.posted(money.Mul(c.euros("smic"), c.hours))
}

// plus and minus are for amounts that come from a bounded gross, which cannot overflow.
func plus(a, b money.Amount) money.Amount { return money.FromCents(a.Cents() + b.Cents()) }

func minus(a, b money.Amount) money.Amount { return money.FromCents(a.Cents() - b.Cents()) }

// step notes an amount that is no contribution.
func (c *computation) step(s Step) {
	c.steps[c.nSteps] = s
	c.nSteps++
}

// line adds a contribution at the rates of a variant. Without a base it does not apply. A figure that the
// base or the case rests on is cited where the caller set it.
func (c *computation) line(variant string, base money.Amount, from ...*figure) {
	if base.IsZero() {
		return
	}
	v, ok := c.rules.contributions[variant]
	if !ok {
		c.fail(&law.NoValueError{Key: variant, Date: c.Date, First: firstDate})
		return
	}
	c.uses.add(v.uses)
	c.add(Line{
		Code: v.name.Code, LabelFr: v.name.LabelFr, LabelEn: v.name.LabelEn, Base: base,
		EmployeeRate: v.employee, EmployerRate: v.employer, Refs: citing(v.refs, from),
	})
}

// citing joins the references of the figures that the caller set.
func citing(refs law.Refs, from []*figure) law.Refs {
	for _, f := range from {
		if f.changed {
			refs = refs.Join(f.refs)
		}
	}
	return refs
}

// given adds a contribution of the employer at a rate that the caller gave.
func (c *computation) given(code string, base money.Amount, rate money.Decimal, refs law.Refs) {
	if base.IsZero() || rate.IsZero() {
		return
	}
	name := codeNamed(code)
	c.add(Line{Code: code, LabelFr: name.LabelFr, LabelEn: name.LabelEn, Base: base, EmployerRate: rate, Refs: refs})
}

func (c *computation) add(l Line) {
	l.EmployeeAmount = c.posted(money.Percent(l.Base, l.EmployeeRate))
	l.EmployerAmount = c.posted(money.Percent(l.Base, l.EmployerRate))
	c.lines[c.nLines] = l
	c.nLines++
}

// compute adds the lines and the reduction.
func (c *computation) compute() {
	c.bases()
	c.contributions()
	c.slip.Reduction = c.reduction()
}

// totals are sums of rounded lines, and what follows from them before income tax.
type totals struct{ employee, employer, net, taxable, cost money.Amount }

func (c *computation) totals() totals {
	var employee, employer, notDeductible int64
	for i := range c.lines[:c.nLines] {
		l := &c.lines[i]
		employee += l.EmployeeAmount.Cents()
		employer += l.EmployerAmount.Cents()
		if l.Code == "csg-non-deductible" || l.Code == "crds" {
			notDeductible += l.EmployeeAmount.Cents()
		}
	}
	net := c.Gross.Cents() - employee
	return totals{
		employee: money.FromCents(employee),
		employer: money.FromCents(employer),
		net:      money.FromCents(net),
		taxable:  money.FromCents(net + notDeductible),
		cost:     money.FromCents(c.Gross.Cents() + employer - c.slip.Reduction.Cents()),
	}
}

// close fills in the totals of the payslip, its lines, steps and notices.
func (c *computation) close() {
	slip, t := &c.slip, c.totals()
	slip.Lines = slices.Clone(c.lines[:c.nLines])
	slip.EmployeeContributions, slip.EmployerContributions = t.employee, t.employer
	slip.NetBeforeTax, slip.NetTaxable, slip.EmployerCost = t.net, t.taxable, t.cost
	// CSS R844-1 II: the gross less the contributions that the law imposes on the
	// employee, which all lines of an intermittent are.
	slip.NetSocial = slip.NetBeforeTax
	slip.IncomeTax = c.incomeTax(slip.NetBeforeTax, slip.NetTaxable)
	slip.NetPaid = minus(slip.NetBeforeTax, slip.IncomeTax)
	slip.Steps = slices.Clone(c.steps[:c.nSteps])
	slip.Notices = c.notices()
}

// CodeBelowMinimum marks pay under the minimum wage for the hours paid.
const CodeBelowMinimum = "below-minimum"

// CodeNegativeNet marks a payslip whose contributions, regularised over the year, exceed its pay.
const CodeNegativeNet = "negative-net"

// CodeNotCovered marks a contribution that the text of the agreement leaves open, so that no
// line stands for it.
const CodeNotCovered = "not-covered"

// notices returns what the reader of the payslip has to know: that the figures are stale,
// pay under the minimum, what is not covered, and one notice for each figure used that is not
// verified, in the order of the table.
func (c *computation) notices() []law.Notice {
	var about []law.Notice
	if least := c.minimum(); c.Gross.Compare(least) < 0 {
		about = append(about, law.Notice{
			Code: CodeBelowMinimum, Key: "smic", Refs: c.figure("smic").refs,
			Message: fmt.Sprintf("%v gross for %v hours is under the minimum wage, %v", c.Gross, c.hours, least),
		})
	}
	if c.slip.NetBeforeTax.Sign() < 0 {
		about = append(about, law.Notice{
			Code: CodeNegativeNet, Key: "net", Message: fmt.Sprintf("contributions exceed the pay: the net before tax is %v", c.slip.NetBeforeTax),
		})
	}
	if c.Agreement == PublicStage && c.reaches("headcount/fnas") {
		about = append(about, law.Notice{
			Code: CodeNotCovered, Key: "fnas/public", Refs: c.figure("fnas/public").refs,
			Message: "from this headcount the share of the FNAS depends on the works council: no line stands for it",
		})
	}
	return c.doubts(about...)
}

// doubts returns that the figures are stale, what else the reader has to know, and one notice for
// each figure used that is not verified.
func (c *computation) doubts(about ...law.Notice) []law.Notice {
	doubtful := uses{c.uses[0] & c.rules.doubtful[0], c.uses[1] & c.rules.doubtful[1]}
	notices := make([]law.Notice, 0, doubtful.len()+len(about)+2)
	if c.rules.stale.Code != "" {
		notices = append(notices, c.rules.stale)
	}
	notices = append(notices, about...)
	for i := range doubtful.all() {
		notices = append(notices, c.rules.notices[i])
	}
	if c.scale != nil && c.scale.notice.Code != "" {
		notices = append(notices, c.scale.notice)
	}
	return notices
}
