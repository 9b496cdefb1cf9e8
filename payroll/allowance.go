package payroll

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// AllowanceBasis is what a daily allowance is computed from. [Affiliation.Basis] gives it.
type AllowanceBasis struct {
	// Date is the end of contract that the right is opened from, which picks every dated figure.
	Date     civil.Date `json:"date" strict:"required"`
	Category Category   `json:"category" strict:"required"`
	// ReferencePay is the reference pay (salaire de référence, SR, or SAR).
	ReferencePay money.Amount `json:"referencePay" strict:"required"`
	// Hours are the hours worked (NHT), without training and teaching, two decimals at most.
	Hours money.Decimal `json:"hours" strict:"required"`
	// Required are the hours that were required (NH), when more than 507 over a longer period; 0 is
	// 507.
	Required money.Decimal `json:"required,omitzero"`
}

// maxHours are more than those of the longest period.
var maxHours = money.DecimalFromInt(24 * 366 * maxYears)

// Validate reports every fault of the basis, each a [*FieldError], or nil.
func (b AllowanceBasis) Validate() error {
	var f valid.Faults
	b.check(&f)
	return f.Err()
}

func (b AllowanceBasis) check(f *valid.Faults) {
	checkDate(f, "date", b.Date)
	valid.OneOf(f, "category", b.Category, categories)
	checkAmount(f, "referencePay", b.ReferencePay)
	if !areHours(b.Hours) || b.Hours.IsZero() {
		f.Addf("hours", b.Hours, valid.ErrOutOfRange, "more than 0, at most %v, two decimals", maxHours)
	}
	if !areHours(b.Required) {
		f.Addf("required", b.Required, valid.ErrOutOfRange, "0 to %v, two decimals", maxHours)
	}
}

func areHours(d money.Decimal) bool {
	_, exact := d.Scaled(2)
	return exact && d.Sign() >= 0 && d.Compare(maxHours) <= 0
}

// Allowance is the daily allowance (allocation journalière, AJ) of a right to unemployment benefits, before
// any deduction. It is an estimate: France Travail alone notifies it.
type Allowance struct {
	// PayPart, HoursPart and FixedPart are the parts A, B and C.
	PayPart   money.Amount `json:"payPart"`
	HoursPart money.Amount `json:"hoursPart"`
	FixedPart money.Amount `json:"fixedPart"`
	// Daily is their sum, between the floor of the annex and the ceiling; Bound names the one that
	// held, floor or ceiling.
	Daily money.Amount `json:"daily"`
	Bound string       `json:"bound,omitempty"`
	// AveragePay is the average daily pay (salaire journalier moyen, SJM), rounded to show; nothing
	// is computed from the rounded one.
	AveragePay money.Amount       `json:"averagePay"`
	Lines      []UnemploymentLine `json:"lines"`
	Notices    []law.Notice       `json:"notices"`
}

// ComputeAllowance returns the daily allowance:
//
//	A = minimum × (share × pay up to the limit + 0.05 × pay above) / 5000
//	B = minimum × (0.26 × hours up to the limit + 0.08 × hours above) / 507
//	C = minimum × share
//
// each cut to the cent, as in example 6 of the guide of France Travail; the alternative "simulator" of
// "allowance/rounding" rounds them instead, as its simulator does, at most two cents a day apart. In
// a longer period 5000 becomes the hours required × the hourly minimum wage, and 507 the hours
// required.
//
// Sources differ on the ceiling since 2025; a notice says so. Faults are told at once, each a
// [*FieldError]; a day before the table is a [law.ErrNoValue].
//
// Not modelled: pensions that are deducted, rights maintained until retirement.
func ComputeAllowance(b AllowanceBasis, p UnemploymentParameters) (Allowance, error) {
	if err := b.Validate(); err != nil {
		return Allowance{}, err
	}
	r, err := newReckoning("date", b.Date, p)
	if err != nil {
		return Allowance{}, err
	}
	var a Allowance
	pay, hours, fixed := r.payPart(b), r.hoursPart(b), r.fixedPart(b)
	a.PayPart, a.HoursPart, a.FixedPart = r.amount(pay), r.amount(hours), r.amount(fixed)
	daily := pay.plus(hours).plus(fixed)
	floor, ceiling := r.figure("allowance/"+string(b.Category)+"/floor"), r.figure("allowance/ceiling")
	switch {
	case daily.isUnder(floor):
		a.Bound, daily = "floor", daily.atLeast(floor)
	case ceiling.isUnder(daily):
		a.Bound, daily = "ceiling", daily.atMost(ceiling)
	}
	a.Daily = r.amount(r.line("daily", "", unitEuros, daily))
	a.AveragePay = r.amount(r.line("average-pay", "", unitEuros, r.averagePay(b).rounded(2)))
	a.Lines, a.Notices = r.lines, r.notices
	if r.err != nil {
		return Allowance{}, r.err
	}
	return a, nil
}

func (r *reckoning) payPart(b AllowanceBasis) formula {
	annex := "allowance/" + string(b.Category)
	part := r.inBands(amountFormula(b.ReferencePay), annex+"/pay-share", annex+"/pay-limit", "allowance/pay-above")
	divisor := r.divisor("allowance/pay-divisor")
	if required, longer := r.longer(b); longer {
		divisor = required.times(r.divisor("smic"))
	}
	return r.allowancePart("pay-part", part.over(divisor))
}

func (r *reckoning) hoursPart(b AllowanceBasis) formula {
	annex := "allowance/" + string(b.Category)
	part := r.inBands(decimalFormula(b.Hours), annex+"/hours-share", annex+"/hours-limit", "allowance/hours-above")
	divisor, _ := r.longer(b)
	return r.allowancePart("hours-part", part.over(divisor))
}

func (r *reckoning) fixedPart(b AllowanceBasis) formula {
	return r.allowancePart("fixed-part", r.figure("allowance/minimum").times(r.figure("allowance/"+string(b.Category)+"/fixed-share")))
}

// inBands is the minimum allowance times the shares of an amount up to a limit and above.
func (r *reckoning) inBands(amount formula, share, limit, above string) formula {
	most := r.figure(limit)
	sum := r.figure(share).times(amount.capped(most))
	if most.isUnder(amount) {
		sum = sum.plus(r.figure(above).times(amount.minus(most)))
	}
	return r.figure("allowance/minimum").times(sum)
}

// longer returns the hours required, and whether they are those of a longer period.
func (r *reckoning) longer(b AllowanceBasis) (required formula, longer bool) {
	usual := r.divisor("affiliation/hours")
	if required = decimalFormula(b.Required); usual.isUnder(required) {
		return required, true
	}
	return usual, false
}

// allowancePart writes down a part of the allowance, cut to the cent.
func (r *reckoning) allowancePart(code string, exact formula) formula {
	return r.line(code, "", unitEuros, r.nudged(exact, "allowance/rounding", 2))
}

// averagePay is the reference pay by day of work, exact.
func (r *reckoning) averagePay(b AllowanceBasis) formula {
	days := decimalFormula(b.Hours).over(r.divisor("day/" + string(b.Category)))
	return amountFormula(b.ReferencePay).over(days)
}
