package payroll

import (
	"fmt"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// UnemploymentMonth is a month of a right to unemployment benefits, with the work declared in it
// (actualisation).
type UnemploymentMonth struct {
	// Period is the days of the month on which the claimant is registered and in the right.
	Period   civil.Period `json:"period" strict:"required"`
	Category Category     `json:"category" strict:"required"`
	// Daily is the gross daily allowance of the right.
	Daily money.Amount `json:"daily" strict:"required"`
	// Hours and Cachets are the work of the month, of any employer, in France or abroad.
	Hours   money.Decimal `json:"hours,omitzero"`
	Cachets int           `json:"cachets,omitempty"`
	// Unmeasured is gross income of work that is not measured in hours, which the hourly minimum
	// wage turns into hours. It is not in Pay. Authors' rights are neither.
	Unmeasured money.Amount `json:"unmeasured,omitzero"`
	// Pay is the gross pay of the month, of any work measured in hours or cachets.
	Pay money.Amount `json:"pay,omitzero"`
	// Absent are days that are not paid for another reason, such as sick leave.
	Absent int `json:"absent,omitempty"`
}

// MonthlyAllowance is what unemployment benefits pay for a month, before contributions and tax.
type MonthlyAllowance struct {
	Month civil.Month `json:"month"`
	// Unpaid are the days that work takes off (jours non indemnisables), all of them where work reached the
	// limit of the month.
	Unpaid int `json:"unpaid"`
	// Payable are the days before franchises, after the limit of pay and allowance; Capped says that
	// this limit held.
	Payable int  `json:"payable"`
	Capped  bool `json:"capped"`
	// Waiting, Leave and Wages are the days that each franchise took off.
	Waiting int `json:"waiting"`
	Leave   int `json:"leave"`
	Wages   int `json:"wages"`
	// Paid are the days paid, Amount what is paid for them.
	Paid   int          `json:"paid"`
	Amount money.Amount `json:"amount"`
	// After is how the franchises stand after the month.
	After   Franchises         `json:"after"`
	Lines   []UnemploymentLine `json:"lines"`
	Notices []law.Notice       `json:"notices"`
}

// Validate reports every fault of the month, each a [*FieldError], or nil.
func (m UnemploymentMonth) Validate() error {
	var f valid.Faults
	m.check(&f)
	return f.Err()
}

func (m UnemploymentMonth) check(f *valid.Faults) {
	most := maxDays
	switch {
	case !m.Period.IsValid():
		f.Addf("period", m.Period, valid.ErrOutOfRange, "a first day and a last day not before it")
	case m.Period.From.Month() != m.Period.To.Month():
		f.Addf("period", m.Period, valid.ErrOutOfRange, "within a month")
	default:
		most = m.Period.Days()
	}
	valid.OneOf(f, "category", m.Category, categories)
	checkAmount(f, "daily", m.Daily)
	if m.Daily.IsZero() {
		f.Addf("daily", m.Daily, valid.ErrOutOfRange, "more than 0.00")
	}
	if _, exact := m.Hours.Scaled(2); !exact || m.Hours.Sign() < 0 || m.Hours.Compare(hoursOfDays[maxDays]) > 0 {
		f.Addf("hours", m.Hours, valid.ErrOutOfRange, "0 to %v, two decimals", hoursOfDays[maxDays])
	}
	checkInt(f, "cachets", m.Cachets, 0, maxCachets)
	checkAmount(f, "unmeasured", m.Unmeasured)
	checkAmount(f, "pay", m.Pay)
	checkInt(f, "absent", m.Absent, 0, most)
}

// check tells the faults of franchises that no months could have left.
func (s Franchises) check(f *valid.Faults) {
	checkInt(f, "waiting", s.Waiting, 0, maxFranchise)
	for _, part := range []struct {
		name string
		Franchise
	}{{"leave", s.Leave}, {"wages", s.Wages}} {
		f.Enter(part.name)
		checkInt(f, "left", part.Left, 0, maxFranchise)
		checkInt(f, "backlog", part.Backlog, 0, max(part.Left, 0))
		least := 0
		if part.Left > part.Backlog {
			least = 1 // or it would never be taken off
		}
		checkInt(f, "monthly", part.Monthly, least, maxFranchise)
		f.Leave()
	}
}

// ComputeMonthlyAllowance returns what is paid for a month, and how the franchises stand after it.
//
//  1. Days of work are hours / 8 (annex 8) or / 10 (annex 10), a cachet 12 hours. From 26 or 27 of
//     them nothing is paid.
//  2. Each takes off 1.4 or 1.3 days; the sum is cut to whole days, as statements of 2026 do, with a
//     notice because the guide does not say so.
//  3. Pay and allowance together stay within 118 % of the monthly ceiling of social security; the days
//     are then the allowance left over the daily one, to the next day.
//  4. The franchises take off days in this order: waiting, leave of the month, wages of the month,
//     backlog of leave, backlog of wages. What a month cannot bear goes to the backlog.
//
// Where both 3 and 4 hold, the amount is that of the days left, at most that of 3: no text read says
// so. Faults are told at once, each a [*FieldError]; a day before the table is a [law.ErrNoValue].
//
// It is an estimate: France Travail alone pays. Not modelled: the fixed franchises of the catch-up clause, repayment of what was overpaid, income
// tax, business creation aid.
func ComputeMonthlyAllowance(m UnemploymentMonth, before Franchises, p UnemploymentParameters) (MonthlyAllowance, error) {
	var f valid.Faults
	m.check(&f)
	f.Enter("franchises")
	before.check(&f)
	f.Leave()
	if err := f.Err(); err != nil {
		return MonthlyAllowance{}, err
	}
	r, err := newReckoning("period", m.Period.From, p)
	if err != nil {
		return MonthlyAllowance{}, err
	}
	month := monthReckoning{reckoning: r, UnemploymentMonth: m}
	month.result.After = before
	month.reckon()
	if r.err != nil {
		return MonthlyAllowance{}, r.err
	}
	month.result.Month = m.Period.From.Month()
	month.result.Lines, month.result.Notices = r.lines, r.notices
	return month.result, nil
}

// ComputeMonthlyAllowances returns what is paid for months that follow each other, the franchises of each
// those that the one before left. Faults have the index of the month in their path.
func ComputeMonthlyAllowances(months []UnemploymentMonth, before Franchises, p UnemploymentParameters) ([]MonthlyAllowance, error) {
	var f valid.Faults
	for i, m := range months {
		f.Index(i)
		m.check(&f)
		if i > 0 && !months[i-1].Period.To.Before(m.Period.From) {
			f.Addf("period", m.Period, valid.ErrOutOfRange, "after %v", months[i-1].Period)
		}
		f.Leave()
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	paid := make([]MonthlyAllowance, len(months))
	for i, m := range months {
		var err error
		if paid[i], err = ComputeMonthlyAllowance(m, before, p); err != nil {
			return nil, fmt.Errorf("[%d]: %w", i, err)
		}
		before = paid[i].After
	}
	return paid, nil
}

// monthReckoning is a month in the making.
type monthReckoning struct {
	*reckoning
	UnemploymentMonth
	result MonthlyAllowance
}

func (c *monthReckoning) reckon() {
	registered := c.Period.Days()
	payable := c.afterWork(registered)
	full := c.amount(c.line("allowance", "", unitEuros, countFormula(payable).times(amountFormula(c.Daily))))
	payable, full = c.afterCeiling(payable, full)
	c.result.Payable = payable
	left := c.afterFranchises(payable)
	c.result.Paid = left
	amount := amountFormula(full)
	if left < payable {
		if c.result.Capped {
			c.tell(CodeReading, "month/ceiling-share", "a franchise in a month limited by pay leaves the daily allowance of the days left, at most the limited amount; no text read says so")
		}
		amount = countFormula(left).times(amountFormula(c.Daily)).capped(amount)
	}
	c.result.Amount = c.amount(c.line("paid", "", unitEuros, amount))
}

// afterWork returns the days that may be paid once those that work takes off are.
func (c *monthReckoning) afterWork(registered int) int {
	hours := decimalFormula(c.Hours)
	if c.Cachets > 0 {
		hours = hours.plus(countFormula(c.Cachets).times(c.figure("hours/cachet")))
	}
	if !c.Unmeasured.IsZero() {
		hours = hours.plus(amountFormula(c.Unmeasured).over(c.divisor("smic")))
	}
	annex := string(c.Category)
	work := hours.over(c.divisor("day/" + annex))
	if limit := c.figure("month/limit/" + annex); !work.isUnder(limit) {
		c.line("work-limit", "", unitDays, limit)
		c.result.Unpaid = registered
		c.line("payable", "", unitDays, countFormula(0))
		return 0
	}
	unpaid := countFormula(0)
	if work.value.Sign() > 0 {
		unpaid = c.nudged(work.times(c.figure("month/factor/"+annex)), "month/rounding", 0)
	}
	unpaid = c.line("unpaid", "", unitDays, unpaid)
	c.result.Unpaid = c.days(unpaid)
	open := countFormula(registered).minus(unpaid)
	if c.Absent > 0 {
		open = open.minus(countFormula(c.Absent))
	}
	return c.days(c.line("payable", "", unitDays, open.notNegative()))
}

// afterCeiling keeps pay and allowance within their limit.
func (c *monthReckoning) afterCeiling(payable int, full money.Amount) (int, money.Amount) {
	if payable == 0 {
		return 0, money.Amount{}
	}
	limit := c.line("ceiling", "", unitEuros, c.figure("pmss").times(c.figure("month/ceiling-share")).percent().rounded(2))
	pay := amountFormula(c.Pay)
	if !c.Unmeasured.IsZero() {
		pay = pay.plus(amountFormula(c.Unmeasured))
	}
	if !limit.isUnder(pay.plus(amountFormula(full))) {
		return payable, full
	}
	c.result.Capped = true
	room := c.line("allowance-within", "", unitEuros, limit.minus(pay).notNegative())
	days := c.line("payable-within", "", unitDays, room.over(amountFormula(c.Daily)).ceiling())
	return c.days(days), c.amount(room)
}

// afterFranchises takes off the franchises, and returns the days that are left.
func (c *monthReckoning) afterFranchises(days int) int {
	s := &c.result.After
	take := func(code string, due int) int {
		if due == 0 {
			return 0
		}
		taken := c.days(c.line(code, "", unitDays, countFormula(due).atMost(countFormula(days))))
		days -= taken
		return taken
	}
	c.result.Waiting = take("waiting", s.Waiting)
	s.Waiting -= c.result.Waiting
	leaveDue, wagesDue := s.Leave.due(), s.Wages.due()
	leave, wages := take("leave", leaveDue), take("wages", wagesDue)
	leaveBehind, wagesBehind := take("leave-backlog", s.Leave.Backlog), take("wages-backlog", s.Wages.Backlog)
	s.Leave.settle(leaveDue, leave, leaveBehind)
	s.Wages.settle(wagesDue, wages, wagesBehind)
	c.result.Leave, c.result.Wages = leave+leaveBehind, wages+wagesBehind
	return days
}

// settle takes off what a month bore of its share and of the backlog, which what it could not bear is
// added to.
func (f *Franchise) settle(due, borne, behind int) {
	f.Left -= borne + behind
	f.Backlog += due - borne - behind
}
