package payroll

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// StartBasis is what decides when unemployment benefits begin.
type StartBasis struct {
	Right AllowanceBasis `json:"right" strict:"required"`
	// From is the first day that may be paid: the day after the end of contract, or after the
	// anniversary of the right before.
	From civil.Date `json:"from" strict:"required"`
	// Registered is the day of registration as a job seeker; without it the claimant already is.
	Registered civil.Date `json:"registered,omitzero"`
	// Until is the anniversary, the last day of the right.
	Until civil.Date `json:"until" strict:"required"`
	// Indemnity is what of an indemnity of termination exceeds the law.
	Indemnity money.Amount `json:"indemnity,omitzero"`
	// Days are the days of work of the period of reference, AllPay all gross pay of it, of any
	// scheme.
	Days   int          `json:"days,omitempty"`
	AllPay money.Amount `json:"allPay,omitzero"`
	// Waited is the number of waiting days already served in the last twelve months.
	Waited int `json:"waited,omitempty"`
}

// Start is when unemployment benefits begin, and the days to be taken off first.
type Start struct {
	// Deferral is the specific deferral (différé spécifique), in days.
	Deferral int `json:"deferral"`
	// Opens is the first day that may count, after the deferral and once registered. The franchises are
	// taken off days that would be paid from then on.
	Opens      civil.Date         `json:"opens"`
	Franchises Franchises         `json:"franchises"`
	Lines      []UnemploymentLine `json:"lines"`
	Notices    []law.Notice       `json:"notices"`
}

// Franchises are days that would be paid and are not, as they stand before a month: the waiting days
// (délai d'attente), the leave franchise (franchise congés payés) and the wage franchise (franchise
// salaires).
type Franchises struct {
	Waiting int       `json:"waiting"`
	Leave   Franchise `json:"leave"`
	Wages   Franchise `json:"wages"`
}

// Franchise is a number of days that are taken off month by month.
type Franchise struct {
	// Left is what is still to be taken off, Backlog what of it earlier months could not bear.
	Left    int `json:"left"`
	Backlog int `json:"backlog"`
	// Monthly is the share of a month.
	Monthly int `json:"monthly"`
}

// maxFranchise bounds franchises, in days.
const maxFranchise = 1_000_000

// Validate reports every fault of the basis, each a [*FieldError], or nil.
func (b StartBasis) Validate() error {
	var f valid.Faults
	f.Enter("right")
	b.Right.check(&f)
	f.Leave()
	checkDate(&f, "from", b.From)
	checkDate(&f, "until", b.Until)
	if !b.Until.IsZero() && b.Until.Before(b.From) {
		f.Addf("until", b.Until, valid.ErrOutOfRange, "not before %v", b.From)
	}
	checkAmount(&f, "indemnity", b.Indemnity)
	checkAmount(&f, "allPay", b.AllPay)
	checkInt(&f, "days", b.Days, 0, 366*maxYears)
	checkInt(&f, "waited", b.Waited, 0, 366)
	return f.Err()
}

// ComputeStart returns the days that stand before the first payment: the specific deferral, supra-legal
// indemnity over average daily pay, at most 75 days; seven waiting days in twelve months; the leave
// franchise, days of work × 2.5 / 24, at most 30; and the wage franchise, pay over the monthly minimum
// wage × average daily pay over three daily minimum wages − 27. Each is cut to whole days. The
// minimum wage is that of the end of contract.
//
// The leave franchise is taken off by 2 days a month, 3 where it exceeds 24; the wage franchise by its
// share of the calendar months from the first day that counts to the anniversary, at most 8, to the
// next day. What is left at the end of a right is claimed back.
//
// Faults are told at once, each a [*FieldError].
func ComputeStart(b StartBasis, p UnemploymentParameters) (Start, error) {
	if err := b.Validate(); err != nil {
		return Start{}, err
	}
	r, err := newReckoning("right.date", b.Right.Date, p)
	if err != nil {
		return Start{}, err
	}
	var s Start
	s.Deferral = r.deferral(b)
	if s.Opens, err = b.From.AddDays(s.Deferral); err != nil {
		return Start{}, &FieldError{Path: "from", Value: b.From, Err: err}
	}
	if s.Opens.Before(b.Registered) {
		s.Opens = b.Registered
	}
	s.Franchises.Waiting = r.days(r.line("waiting", "", unitDays, r.figure("start/waiting").minus(countFormula(b.Waited)).notNegative()))
	s.Franchises.Leave = r.leaveFranchise(b)
	s.Franchises.Wages = r.wageFranchise(b, monthsOf(civil.Period{From: s.Opens, To: b.Until}))
	s.Lines, s.Notices = r.lines, r.notices
	if r.err != nil {
		return Start{}, r.err
	}
	return s, nil
}

func (r *reckoning) deferral(b StartBasis) int {
	days := countFormula(0)
	switch {
	case b.Indemnity.IsZero():
	case b.Right.ReferencePay.IsZero():
		days = r.figure("start/deferral-limit") // no pay to divide by: as long as it gets
	default:
		days = amountFormula(b.Indemnity).over(r.averagePay(b.Right)).truncated(0).capped(r.figure("start/deferral-limit"))
	}
	return r.days(r.line("deferral", "", unitDays, days))
}

func (r *reckoning) leaveFranchise(b StartBasis) Franchise {
	exact := countFormula(b.Days).times(r.figure("start/leave-days")).over(r.divisor("start/leave-run"))
	total := r.line("leave", "", unitDays, exact.truncated(0).capped(r.figure("start/leave-limit")))
	monthly := r.figure("start/leave-month")
	if r.figure("start/leave-step").isUnder(total) {
		monthly = r.figure("start/leave-month-large")
	}
	return Franchise{Left: r.days(total), Monthly: r.days(r.line("leave-month", "", unitDays, monthly))}
}

func (r *reckoning) wageFranchise(b StartBasis, months int) Franchise {
	day := r.divisor("smic").times(r.divisor("smic/day-hours"))
	average := r.averagePay(b.Right).over(r.divisor("start/wages-multiple").times(day))
	exact := amountFormula(b.AllPay).over(r.divisor("smic/month")).times(average).minus(r.figure("start/wages-off"))
	total := r.line("wages", "", unitDays, exact.notNegative().truncated(0))
	return Franchise{Left: r.days(total), Monthly: r.wagesMonthly(total, months)}
}

// wagesMonthly is the share of a month of the wage franchise.
func (r *reckoning) wagesMonthly(total formula, months int) int {
	spread := countFormula(max(months, 1)).capped(r.divisor("start/wages-months"))
	return r.days(r.line("wages-month", "", unitDays, total.over(spread).ceiling()))
}

// monthsOf is the number of calendar months that a period touches.
func monthsOf(p civil.Period) (months int) {
	for range p.ByMonth() {
		months++
	}
	return months
}

// WageFranchisePlan returns what a wage franchise of so many days takes off each month of a right that
// is paid over so many calendar months, where every month can bear its share: 32 days over 9 months
// are 8 times 4, over 6 months 5 times 6 and 2. An unusable number is a [*FieldError].
func WageFranchisePlan(days, months int, on civil.Date, p UnemploymentParameters) ([]int, error) {
	var f valid.Faults
	checkInt(&f, "days", days, 0, maxFranchise)
	checkInt(&f, "months", months, 1, 12*maxYears)
	checkDate(&f, "date", on)
	if err := f.Err(); err != nil {
		return nil, err
	}
	r, err := newReckoning("date", on, p)
	if err != nil {
		return nil, err
	}
	share := r.wagesMonthly(countFormula(days), months)
	if r.err != nil {
		return nil, r.err
	}
	var plan []int
	for left := days; left > 0; left -= share {
		plan = append(plan, min(left, share))
	}
	return plan, nil
}

// due is what a month owes of a franchise beside the backlog.
func (f Franchise) due() int { return min(f.Monthly, f.Left-f.Backlog) }
