package payroll

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
)

// check tells what a declaration cannot be written from. What does not fit a rubric is told while it
// is written.
func (d *DSNDeclaration) check(f *valid.Faults) {
	valid.OneOf(f, "kind", d.Kind, dsnKinds)
	checkInt(f, "number", d.Number, 1, 999_999)
	if named := d.Replaces != ""; named != d.Kind.namesAnother() {
		f.Addf("replaces", d.Replaces, valid.ErrOutOfRange, "a replacing or cancelling declaration names the one it is about, no other does")
	}
	if d.Month.IsZero() {
		f.Add("month", nil, valid.ErrMissing)
	}
	if d.FiledOn.IsZero() {
		f.Add("filedOn", nil, valid.ErrMissing)
	}
	checkInt(f, "headcount", d.Headcount, 0, maxHeadcount)
	for i, word := range d.Without {
		valid.OneOf(f, fmt.Sprintf("without[%d]", i), word, dsnWithouts)
	}
	if d.Kind.isNil() && len(d.NilBodies) == 0 {
		f.Addf("nilBodies", nil, valid.ErrMissing, "a nil declaration is for some bodies")
	}
	if !d.Kind.isNil() && len(d.NilBodies) > 0 {
		f.Addf("nilBodies", nil, valid.ErrOutOfRange, "only a nil declaration has them")
	}
	d.checkParties(f)
	d.checkAdhesions(f)
	d.checkIndividuals(f)
}

func (d *DSNDeclaration) checkParties(f *valid.Faults) {
	for _, n := range []struct {
		field string
		siret SIRET
	}{{"sender.siret", d.Sender.SIRET}, {"firm.siret", d.Firm.SIRET}, {"establishment.siret", d.Establishment.SIRET}} {
		if n.siret == "" {
			f.Add(n.field, nil, valid.ErrMissing)
		}
		checkNumber(f, n.field, n.siret)
	}
	checkNumber(f, "firm.naf", d.Firm.NAF)
	checkNumber(f, "establishment.naf", d.Establishment.NAF)
	valid.OneOf(f, "firm.agreement", d.Firm.Agreement, agreements)
	valid.OneOf(f, "establishment.agreement", d.Establishment.Agreement, agreements)
	valid.OneOf(f, "sender.sex", d.Sender.Sex, sexes)
	if a, b := d.Firm.SIRET, d.Establishment.SIRET; a.fault() == nil && b.fault() == nil && a.SIREN() != b.SIREN() {
		f.Addf("establishment.siret", string(b), valid.ErrReference, "the firm is %s", a.SIREN())
	}
	for i, t := range d.Transfers {
		checkPeriod(f, fmt.Sprintf("transfers[%d].period", i), t.Period)
		checkNumber(f, fmt.Sprintf("transfers[%d].payer", i), t.Payer)
	}
	for i, c := range d.Contributions {
		checkPeriod(f, fmt.Sprintf("contributions[%d].period", i), c.Period)
	}
}

func checkPeriod(f *valid.Faults, field string, p civil.Period) {
	if !p.IsValid() {
		f.Addf(field, nil, valid.ErrOutOfRange, "a first day and a last one, not before it")
	}
}

func (d *DSNDeclaration) checkAdhesions(f *valid.Faults) {
	seen := map[string]bool{}
	for i, a := range d.Adhesions {
		if seen[a.ID] {
			f.Add(fmt.Sprintf("adhesions[%d].id", i), a.ID, valid.ErrDuplicate)
		}
		seen[a.ID] = true
	}
}

func (d *DSNDeclaration) checkIndividuals(f *valid.Faults) {
	if n := len(d.Individuals); n > MaxEngagements {
		f.Addf("individuals", n, valid.ErrOutOfRange, "at most %d", MaxEngagements)
		return
	}
	switch empty := len(d.Individuals) == 0; {
	case empty && !d.Kind.isEmpty():
		f.Addf("individuals", nil, valid.ErrMissing, "a declaration of nobody is a nil one")
	case !empty && d.Kind.isEmpty():
		f.Addf("individuals", len(d.Individuals), valid.ErrOutOfRange, "a declaration of this kind has none")
	}
	numbers := map[string]bool{}
	f.Enter("individuals")
	defer f.Leave()
	for i := range d.Individuals {
		f.Index(i)
		d.Individuals[i].check(f, d, numbers)
		f.Leave()
		if f.Full() {
			return
		}
	}
}

func (w *DSNIndividual) check(f *valid.Faults, d *DSNDeclaration, numbers map[string]bool) {
	if len(w.Contracts) == 0 {
		f.Add("contracts", nil, valid.ErrMissing)
		return
	}
	f.Enter("contracts")
	affiliations := map[string]bool{}
	for i := range w.Contracts {
		f.Index(i)
		c := &w.Contracts[i]
		if c.Contract.Worker != w.Contracts[0].Contract.Worker {
			f.Addf("contract.worker", c.Contract.Worker.Name, valid.ErrReference, "the contracts of an individual have one worker")
		}
		if numbers[c.Contract.ID] {
			f.Add("contract.id", c.Contract.ID, valid.ErrDuplicate)
		}
		numbers[c.Contract.ID] = true
		c.check(f, d, affiliations)
		f.Leave()
	}
	f.Leave()
	if w.Contracts[0].Contract.Worker.NIR == "" && w.TemporaryNumber == "" {
		f.Addf("temporaryNumber", nil, valid.ErrMissing, "a worker has a social security number or a temporary one")
	}
}

func (c *DSNContract) check(f *valid.Faults, d *DSNDeclaration, affiliations map[string]bool) {
	f.Enter("contract")
	c.Contract.check(f)
	c.Contract.require(f, "employer.siret", "worker.name", "worker.firstNames", "worker.sex", "worker.birthDate", "worker.birthPlace", "job", "objectNumber")
	if s := c.Contract.Employer.SIRET; s != "" && s != d.Establishment.SIRET {
		f.Addf("employer.siret", string(s), valid.ErrReference, "the establishment is %s", string(d.Establishment.SIRET))
	}
	if !c.Contract.Start.IsZero() && !d.Month.IsZero() && c.Contract.Start.After(d.Month.Last()) {
		f.Addf("start", c.Contract.Start, valid.ErrOutOfRange, "the month is %v", d.Month)
	}
	f.Leave()
	c.checkTerms(f, d, affiliations)
	c.checkPaidIn(f, d.Month)
	for i := range c.Corrections {
		f.Enter("corrections")
		f.Index(i)
		c.checkCorrection(f, &c.Corrections[i], d.Month)
		f.Leave()
		f.Leave()
	}
}

func (c *DSNContract) checkTerms(f *valid.Faults, d *DSNDeclaration, affiliations map[string]bool) {
	t := &c.Terms
	f.Enter("terms")
	defer f.Leave()
	if t.Risk == "" && c.Contract.Category == Technician {
		f.Addf("risk", nil, valid.ErrMissing, "the employer was told the code of the risk of technicians")
	}
	if t.LeaveFundCode == "" && !slices.Contains(d.Without, WithoutLeaveFundCode) {
		f.Addf("leaveFundCode", nil, ErrDSNUnknown, "the paid leave fund gives it")
	}
	if t.AllocationCode == "" && !slices.Contains(d.Without, WithoutAllocationCode) {
		f.Addf("allocationCode", nil, ErrDSNUnknown, "France Travail gives it")
	}
	if !t.EndedOn.IsZero() && t.EndedOn.Before(c.Contract.Start) {
		f.Addf("endedOn", t.EndedOn, valid.ErrOutOfRange, "from %v", c.Contract.Start)
	}
	for i, a := range t.Affiliations {
		f.Enter("affiliations")
		f.Index(i)
		if affiliations[a.ID] {
			f.Add("id", a.ID, valid.ErrDuplicate)
		}
		affiliations[a.ID] = true
		if !slices.ContainsFunc(d.Adhesions, func(known DSNAdhesion) bool { return known.ID == a.Adhesion }) {
			f.Add("adhesion", a.Adhesion, valid.ErrReference)
		}
		if a.Line != "prevoyance" && a.Line != "fonds-sante" {
			f.Addf("line", a.Line, valid.ErrOneOf, "prevoyance, fonds-sante")
		}
		f.Leave()
		f.Leave()
	}
}

// checkPaidIn tells payslips that are not of the contract or of the month, and two of one period.
func (c *DSNContract) checkPaidIn(f *valid.Faults, month civil.Month) {
	if len(c.Paid) == 0 {
		return
	}
	paid := make([]Paid, len(c.Paid))
	for i, p := range c.Paid {
		paid[i] = Paid{p.Engagement, p.Payslip}
	}
	c.Contract.checkPaid(f, paid)
	f.Enter("paid")
	defer f.Leave()
	if len(c.Paid) > MaxEngagements {
		return
	}
	seen := map[civil.Period]bool{}
	for i := range c.Paid {
		p := &c.Paid[i]
		f.Index(i)
		if date := p.Engagement.Date; !date.IsZero() && !month.IsZero() && date.Month() != month {
			f.Addf("engagement.date", date, valid.ErrOutOfRange, "in %v", month)
		}
		if p.Engagement.ResidentAbroad {
			f.Addf("engagement.residentAbroad", nil, ErrNotCovered, "the declaration of tax withheld by CGI art. 182 A bis")
		}
		p.Payslip.checkBounds(f)
		c.checkPayPeriod(f, p)
		period := c.periodOf(p)
		if seen[period] {
			f.Addf("period", period, valid.ErrDuplicate, "payslips of a contract have periods of their own")
		}
		seen[period] = true
		f.Leave()
	}
}

// checkPayPeriod tells a period that is not within the contract.
func (c *DSNContract) checkPayPeriod(f *valid.Faults, p *DSNPaid) {
	if p.Period == (civil.Period{}) {
		return
	}
	switch {
	case !p.Period.IsValid():
		checkPeriod(f, "period", p.Period)
	case p.Period.From.Before(c.Contract.Start), !c.lastDay().IsZero() && p.Period.To.After(c.lastDay()):
		f.Addf("period", p.Period, valid.ErrOutOfRange, "the contract is from %v to %v", c.Contract.Start, c.lastDay())
	}
}

// lastDay is the day on which the contract ended, or else is to end.
func (c *DSNContract) lastDay() civil.Date {
	if !c.Terms.EndedOn.IsZero() {
		return c.Terms.EndedOn
	}
	return c.Contract.End
}

// periodOf returns the days that a payslip pays: the part of the contract in the month of payment, or for one
// that is paid later the whole contract, as far as it is known.
func (c *DSNContract) periodOf(p *DSNPaid) civil.Period {
	if p.Period != (civil.Period{}) {
		return p.Period
	}
	month := p.Engagement.Date.Month().Period()
	end := c.lastDay()
	if end.IsZero() {
		end = month.To
	}
	whole := civil.Period{From: c.Contract.Start, To: end}
	if part, some := whole.Intersect(month); some {
		return part
	}
	return whole
}

func (c *DSNContract) checkCorrection(f *valid.Faults, k *DSNCorrection, month civil.Month) {
	if k.On.IsZero() || k.On.Month() != month {
		f.Addf("on", k.On, valid.ErrOutOfRange, "in %v", month)
	}
	for _, side := range []struct {
		field string
		paid  *DSNPaid
	}{{"wrong", &k.Wrong}, {"right", &k.Right}} {
		e := &side.paid.Engagement
		f.Enter(side.field)
		f.Enter("engagement")
		e.check(f)
		if of := cmp.Or(e.Contract, e.ID); of != c.Contract.ID {
			f.Addf("contract", of, valid.ErrReference, "the contract is %s", valid.Quote(c.Contract.ID))
		}
		if e.Category != c.Contract.Category {
			f.Addf("category", string(e.Category), valid.ErrOutOfRange, "that of the contract is %s", c.Contract.Category)
		}
		if !e.Date.IsZero() && e.Date.Month().Compare(month) >= 0 {
			f.Addf("date", e.Date, valid.ErrOutOfRange, "before %v", month)
		}
		if e.ResidentAbroad {
			f.Addf("residentAbroad", nil, ErrNotCovered, "the declaration of tax withheld by CGI art. 182 A bis")
		}
		f.Leave()
		f.Enter("payslip")
		if e.Days >= 1 && e.Days <= maxDays {
			side.paid.Payslip.checkIs(*e, f)
		}
		f.Leave()
		side.paid.Payslip.checkBounds(f)
		c.checkPayPeriod(f, side.paid)
		f.Leave()
	}
	if k.Wrong.Engagement.Date != k.Right.Engagement.Date {
		f.Addf("right.engagement.date", k.Right.Engagement.Date, valid.ErrOutOfRange, "the one that is wrong is of %v", k.Wrong.Engagement.Date)
	}
}

// Bounds of a payslip that a caller gives: far above any that is computed, far below what sums could not hold.
var maxOfPayslip = money.MustParse("1000000000.00")

const maxLinesOfPayslip = 100

// checkBounds tells a payslip that no engagement gives.
func (s *Payslip) checkBounds(f *valid.Faults) {
	if len(s.Lines) > maxLinesOfPayslip || len(s.Steps) > maxLinesOfPayslip {
		f.Addf("payslip", len(s.Lines), valid.ErrOutOfRange, "at most %d lines and steps", maxLinesOfPayslip)
		return
	}
	b := &s.Bases
	amounts := []money.Amount{
		b.Deduction, b.SocialBase, b.Ceiling, b.Capped, b.Insured, s.Reduction, s.NetBeforeTax, s.NetTaxable, s.NetSocial, s.IncomeTax,
	}
	for i := range s.Lines {
		amounts = append(amounts, s.Lines[i].Base, s.Lines[i].EmployeeAmount, s.Lines[i].EmployerAmount)
	}
	for i := range s.Steps {
		amounts = append(amounts, s.Steps[i].Plus, s.Steps[i].Amount)
	}
	for _, a := range amounts {
		if cents := a.Cents(); cents > maxOfPayslip.Cents() || cents < -maxOfPayslip.Cents() {
			f.Addf("payslip", a, valid.ErrOutOfRange, "at most %v either way", maxOfPayslip)
			return
		}
	}
}
