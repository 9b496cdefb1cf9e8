package payroll

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// YearToDate is what one employer has paid one worker in a calendar year, as far as later
// payslips depend on it: contributions within a ceiling are computed on all pay since the first
// of January within the sum of the ceilings, less what was computed before
// (régularisation progressive, CSS R242-2 II), whether contracts follow one another or not.
// The zero value is a year without pay. It is a plain value to keep between payslips.
type YearToDate struct {
	// Year is that of the payslips, 0 before the first.
	Year int `json:"year"`
	// SocialSecurity is the pay that shares the social security ceiling. Artists' engagements
	// of fewer than five days are not part of it, because each of their days has a
	// ceiling of its own (arrêté du 24 janvier 1975, art. 3).
	SocialSecurity SocialSecurityMass `json:"socialSecurity"`
	// Retirement is the pay that shares the ceilings of Agirc-Arrco.
	Retirement RetirementMass `json:"retirement"`
	// Executive is the pay as an executive, for the Apec.
	Executive ExecutiveMass `json:"executive"`
	// Deduction is the flat deduction taken.
	Deduction money.Amount `json:"deduction"`
	// Months are the ceilings used in each month from January, of which none is used twice.
	Months [12]MonthCeilings `json:"months"`
	// Contracts are those with an identifier, in its order.
	Contracts []ContractToDate `json:"contracts"`
}

// SocialSecurityMass is pay measured against the social security ceiling.
type SocialSecurityMass struct {
	Gross      money.Amount `json:"gross"`
	SocialBase money.Amount `json:"socialBase"`
	Ceiling    money.Amount `json:"ceiling"`
	Capped     money.Amount `json:"capped"`
	CsgWithin  money.Amount `json:"csgWithin"`
}

// RetirementMass is pay measured against the ceiling of Agirc-Arrco.
type RetirementMass struct {
	SocialBase money.Amount `json:"socialBase"`
	Ceiling    money.Amount `json:"ceiling"`
	Tranche1   money.Amount `json:"tranche1"`
	Tranche2   money.Amount `json:"tranche2"`
	Balance    money.Amount `json:"balance"`
}

// ExecutiveMass is pay measured against the ceilings of the Apec.
type ExecutiveMass struct {
	SocialBase money.Amount `json:"socialBase"`
	Ceiling    money.Amount `json:"ceiling"`
	Apec       money.Amount `json:"apec"`
}

// MonthCeilings are the ceilings used in a month.
type MonthCeilings struct {
	SocialSecurity money.Amount `json:"socialSecurity"`
	Retirement     money.Amount `json:"retirement"`
}

// Apply returns the payslip of an engagement that follows those of y with the same employer,
// and the year with it. y is not changed. An engagement of another year, one with
// deductionToDate, which y holds, and every other fault is a [*FieldError].
//
// A contract of several payslips carries its identifier in [Engagement].Contract.
func (y YearToDate) Apply(e Engagement, p Parameters) (YearToDate, Payslip, error) {
	next := y
	next.Contracts = slices.Clone(y.Contracts)
	var f valid.Faults
	rules := rulesByDate{p: p}
	next.check(&e, &rules, &f)
	if err := f.Err(); err != nil {
		return y, Payslip{}, err
	}
	slip, err := rules.of[e.Date].payslip(e, &next)
	if err != nil {
		return y, Payslip{}, err
	}
	return next, slip, nil
}

// Reverse returns the payslip that takes back one of the year, every amount negative, and the
// year without it. y is not changed. Payslips after it keep what they were computed with: where it
// took of a limit that they share, such as the ceiling of the month or the deduction of the year,
// they have to be computed again, which [Correct] does.
//
// e and slip are what [YearToDate.Apply] took and returned; another payslip than that of
// the engagement, and a year that does not hold it, is a [*FieldError].
func (y YearToDate) Reverse(e Engagement, slip Payslip, p Parameters) (YearToDate, Payslip, error) {
	var f valid.Faults
	e.check(&f)
	rules := rulesOn(&f, e.Date, p)
	if err := f.Err(); err != nil {
		return y, Payslip{}, err
	}
	slip.checkIs(e, &f)
	if e.Date.Year() != y.Year {
		f.Addf("date", e.Date, valid.ErrOutOfRange, "the year to date is %d", y.Year)
	}
	next := y
	next.record(e.Date, &slip.Bases, -1)
	if next.isNegative() {
		f.Addf("id", e.ID, valid.ErrOutOfRange, "the year does not hold this payslip")
	}
	next.Contracts = slices.Clone(y.Contracts)
	if _, known := y.find(e.Contract); e.Contract != "" && !known {
		f.Addf("contract", e.Contract, valid.ErrReference, "the year does not hold this contract")
	}
	if err := f.Err(); err != nil {
		return y, Payslip{}, err
	}
	if e.Contract != "" {
		if err := next.takeBack(&slip, rules); err != nil {
			return y, Payslip{}, err
		}
	}
	return next, slip.negative(), nil
}

// checkIs tells whether the payslip is another than that of an engagement.
func (s *Payslip) checkIs(e Engagement, f *valid.Faults) {
	if s.ID != e.ID || s.Date != e.Date || s.Bases.Gross != e.Gross || s.Contract != e.Contract || !s.Hours.Equal(e.paidHours()) {
		f.Addf("id", e.ID, valid.ErrOutOfRange, "the payslip %q of %v is not that of the engagement", s.ID, s.Date)
	}
}

// isNegative reports whether more was taken off the year than it held.
func (y *YearToDate) isNegative() bool {
	s, r, e := &y.SocialSecurity, &y.Retirement, &y.Executive
	least := money.Min(s.Gross, s.SocialBase, s.Ceiling, r.SocialBase, r.Ceiling, e.SocialBase, e.Ceiling, y.Deduction)
	for _, m := range y.Months {
		least = money.Min(least, m.SocialSecurity, m.Retirement)
	}
	return least.Sign() < 0
}

// takeBack takes a payslip off what was paid under its contract, and forgets a contract without pay.
func (y *YearToDate) takeBack(slip *Payslip, rules *Rules) error {
	c := y.contract(slip.Contract)
	c.SocialBase = minus(c.SocialBase, slip.SocialBase)
	c.Reduction = minus(c.Reduction, slip.Reduction)
	c.ReducedHealth = minus(c.ReducedHealth, slip.Bases.ReducedHealth)
	c.ReducedFamily = minus(c.ReducedFamily, slip.Bases.ReducedFamily)
	ofSlip := rules.figures["smic"].value.Decimal().Mul(slip.Hours.Decimal())
	var err error
	if c.MinimumWage, err = money.NewDecimal(c.MinimumWage.Decimal().Sub(ofSlip)); err != nil {
		return err
	}
	if c.MinimumWage.Sign() < 0 || c.SocialBase.Sign() < 0 {
		return &FieldError{Path: "contract", Value: slip.Contract, Err: fmt.Errorf("%w: it does not hold this payslip", valid.ErrOutOfRange)}
	}
	if c.MinimumWage.IsZero() {
		i, _ := y.find(c.ID)
		y.Contracts = slices.Delete(y.Contracts, i, i+1)
		return nil
	}
	y.put(c)
	return nil
}

// Replacement is a payslip of a year that a correction changes: the negative one that takes it back,
// and the one in its place.
type Replacement struct {
	Index     int     `json:"index"`
	Reversed  Payslip `json:"reversed"`
	Corrected Payslip `json:"corrected"`
}

// Correct returns what replaces the payslips of a year when the engagement at an index was wrong: that
// one, and each after it whose limits it shared. What was paid, the reversals and the corrected
// payslips add up to the year as it would have been. A faulty engagement is refused as
// [ComputeYear] does, an index outside the list as a [*FieldError].
//
// Complexity that of two computations of the year.
func Correct(engagements []Engagement, index int, right Engagement, p Parameters) ([]Replacement, Year, error) {
	if index < 0 || index >= len(engagements) {
		return nil, Year{}, &FieldError{Path: "index", Value: index, Err: valid.ErrOutOfRange}
	}
	paid, err := ComputeYear(engagements, p)
	if err != nil {
		return nil, Year{}, err
	}
	corrected := slices.Clone(engagements)
	corrected[index] = right
	year, err := ComputeYear(corrected, p)
	if err != nil {
		return nil, Year{}, err
	}
	var list []Replacement
	for i := index; i < len(engagements); i++ {
		if i == index || !reflect.DeepEqual(paid.Payslips[i], year.Payslips[i]) {
			list = append(list, Replacement{i, paid.Payslips[i].negative(), year.Payslips[i]})
		}
	}
	return list, year, nil
}

// negative returns the payslip with every amount negative.
func (s Payslip) negative() Payslip {
	s.Lines, s.Steps, s.Notices = slices.Clone(s.Lines), slices.Clone(s.Steps), slices.Clone(s.Notices)
	turn := func(amounts ...*money.Amount) {
		for _, a := range amounts {
			*a = minus(money.Amount{}, *a)
		}
	}
	for i := range s.Lines {
		turn(&s.Lines[i].Base, &s.Lines[i].EmployeeAmount, &s.Lines[i].EmployerAmount)
	}
	for i := range s.Steps {
		turn(&s.Steps[i].Base, &s.Steps[i].Plus, &s.Steps[i].Amount)
	}
	b := &s.Bases
	turn(&b.Gross, &b.Deduction, &b.SocialBase, &b.Ceiling, &b.Capped, &b.RetirementCeiling, &b.Tranche1, &b.Tranche2,
		&b.Balance, &b.Apec, &b.Insured, &b.CsgWithin, &b.ReducedHealth, &b.ReducedFamily)
	turn(&s.SocialBase, &s.Deduction, &s.Ceiling, &s.EmployeeContributions, &s.EmployerContributions, &s.Reduction,
		&s.NetBeforeTax, &s.NetTaxable, &s.NetSocial, &s.IncomeTax, &s.NetPaid, &s.EmployerCost)
	return s
}

// check tells the faults of an engagement in the year.
func (y *YearToDate) check(e *Engagement, rules *rulesByDate, f *valid.Faults) {
	rules.check(*e, f)
	if y.Year != 0 && !e.Date.IsZero() && e.Date.Year() != y.Year {
		f.Addf("date", e.Date, valid.ErrOutOfRange, "the year to date is %d", y.Year)
	}
	if !e.DeductionToDate.IsZero() {
		f.Addf("deductionToDate", e.DeductionToDate, valid.ErrOutOfRange, "the year to date holds it")
	}
}

// Year is what one employer pays one worker in a calendar year.
type Year struct {
	Payslips []Payslip  `json:"payslips"`
	Totals   Totals     `json:"totals"`
	ToDate   YearToDate `json:"toDate"`
}

// ComputeYear returns the payslips of engagements of one worker at one employer in one calendar
// year, in their order, each as [YearToDate.Apply] computes it, and their totals. One faulty
// engagement refuses them all.
//
// Complexity O(n × c) in the number of engagements and of contracts with an identifier.
func ComputeYear(engagements []Engagement, p Parameters) (Year, error) {
	var f valid.Faults
	rules := rulesByDate{p: p}
	year := Year{Payslips: make([]Payslip, len(engagements))}
	for i := range engagements {
		e := &engagements[i]
		f.Index(i)
		year.ToDate.check(e, &rules, &f)
		f.Leave()
		if year.ToDate.Year == 0 && !e.Date.IsZero() {
			year.ToDate.Year = e.Date.Year()
		}
	}
	if err := f.Err(); err != nil {
		return Year{}, err
	}
	for i := range engagements {
		var err error
		e := &engagements[i]
		if year.Payslips[i], err = rules.of[e.Date].payslip(*e, &year.ToDate); err != nil {
			return Year{}, fmt.Errorf("[%d]: %w", i, err)
		}
	}
	var err error
	if year.Totals, err = Sum(year.Payslips...); err != nil {
		return Year{}, err
	}
	return year, nil
}

// record adds the bases of a payslip to the year, or with sign −1 takes them off.
func (y *YearToDate) record(paid civil.Date, b *Bases, sign int64) {
	y.Year = paid.Year()
	month := &y.Months[paid.Month().Month()-1]
	add := func(to *money.Amount, a money.Amount) { *to = money.FromCents(to.Cents() + sign*a.Cents()) }
	if !b.DailyCeiling {
		add(&y.SocialSecurity.Gross, b.Gross)
		add(&y.SocialSecurity.SocialBase, b.SocialBase)
		add(&y.SocialSecurity.Ceiling, b.Ceiling)
		add(&y.SocialSecurity.Capped, b.Capped)
		add(&y.SocialSecurity.CsgWithin, b.CsgWithin)
		add(&month.SocialSecurity, b.Ceiling)
	}
	add(&y.Retirement.SocialBase, b.SocialBase)
	add(&y.Retirement.Ceiling, b.RetirementCeiling)
	add(&y.Retirement.Tranche1, b.Tranche1)
	add(&y.Retirement.Tranche2, b.Tranche2)
	add(&y.Retirement.Balance, b.Balance)
	add(&month.Retirement, b.RetirementCeiling)
	if b.Executive {
		add(&y.Executive.SocialBase, b.SocialBase)
		add(&y.Executive.Ceiling, b.RetirementCeiling)
		add(&y.Executive.Apec, b.Apec)
	}
	add(&y.Deduction, b.Deduction)
}
