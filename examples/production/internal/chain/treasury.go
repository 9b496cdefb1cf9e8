package chain

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bobine-film/bobine/budget"
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/financing"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// Treasury is the cash of the production, without a bank and with the discounting of its contracts.
type Treasury struct {
	// Spending is when the budget falls due by its phases, Input what comes in and goes out with the facilities:
	// wages and contributions as the payroll pays them, all on days that banks work.
	Spending budget.Spending    `json:"spending"`
	Input    financing.Treasury `json:"input"`
	// Plain is the cash without facilities, Discounted with them; Months are those of Discounted.
	Plain      financing.Cash       `json:"plain"`
	Discounted financing.Cash       `json:"discounted"`
	PlainBy    []financing.CashSpan `json:"plainMonths"`
	Months     []financing.CashSpan `json:"months"`
	Stress     []financing.Stressed `json:"stress"`
	// Phases are when what is spent.
	Phases []budget.Phase `json:"phases"`
	// PlainSum and DiscountedSum add the two up.
	PlainSum      CashSum `json:"plainSum"`
	DiscountedSum CashSum `json:"discountedSum"`
}

// CashSum adds a treasury up: Opening + Plan − Budget + Bank + Drawn − Repaid − Costs is Closing, once all value
// added tax is settled.
type CashSum struct {
	Opening money.Amount `json:"opening"`
	// Plan is what the sources pay, Budget what is spent of it. Bank is what the budget holds for banks, which
	// does not go out: what the facilities cost takes its place.
	Plan    money.Amount `json:"plan"`
	Budget  money.Amount `json:"budget"`
	Bank    money.Amount `json:"bank"`
	Drawn   money.Amount `json:"drawn"`
	Repaid  money.Amount `json:"repaid"`
	Costs   money.Amount `json:"costs"`
	Closing money.Amount `json:"closing"`
}

// bankTag is the tag of the lines of the budget that pay for the bank.
const bankTag = "bank"

func (f *film) computeTreasury(p *Production) error {
	days := dated(p.Financing.Milestones)
	plan, err := f.treasury.phasePlan(days)
	if err != nil {
		return inFile("treasury.json", under("document", err))
	}
	made := Treasury{Phases: plan.Phases}
	if made.Spending, err = budget.Spread(f.treasury.phased(p.Budget.Document), plan); err != nil {
		return ofSpending(err)
	}
	if err := f.cash(p, &made); err != nil {
		return inFile("treasury.json", under("document", err))
	}
	p.Treasury = made
	return nil
}

// ofSpending tells faults of a spending by their file: those of the budget have the paths of its accounts.
func ofSpending(err error) error {
	var errs []error
	for _, e := range valid.List(err) {
		var fault *valid.FieldError
		name, step := "treasury.json", "document"
		if errors.As(e, &fault) && strings.HasPrefix(fault.Path, "accounts[") {
			name, step = "budget.json", "document.devis"
		}
		if fault != nil && strings.HasPrefix(fault.Path, "phases[") { // a phase of the file is from one moment to another
			e = &valid.FieldError{Path: strings.TrimSuffix(fault.Path, ".period"), Value: fault.Value, Err: fault.Err}
		}
		errs = append(errs, inFile(name, under(step, e)))
	}
	return joined(errs...)
}

// cash runs the account with and without the facilities.
func (f *film) cash(p *Production, made *Treasury) error {
	bank, err := f.flows(p, made)
	if err != nil {
		return err
	}
	plain := made.Input
	plain.Facilities = nil
	if made.Plain, err = financing.ComputeTreasury(plain, financing.TreasuryParameters{}); err != nil {
		return err
	}
	if made.Discounted, err = financing.ComputeTreasury(made.Input, financing.TreasuryParameters{}); err != nil {
		return err
	}
	made.PlainBy, made.Months = made.Plain.Months(), made.Discounted.Months()
	cases := financing.EachSource(made.Input, f.treasury.StressWeeks...)
	if made.Stress, err = financing.Stress(made.Input, cases, financing.TreasuryParameters{}); err != nil {
		return err
	}
	sum := CashSum{Opening: made.Input.Opening, Plan: p.Financing.Plan.Cash, Budget: made.Spending.Total, Bank: bank}
	made.PlainSum, made.DiscountedSum = sum.of(made.PlainBy), sum.of(made.Months)
	return nil
}

// of adds up the months of a treasury, whose bounds keep the sums in range.
func (s CashSum) of(months []financing.CashSpan) CashSum {
	for _, m := range months {
		s.Drawn = money.FromCents(s.Drawn.Cents() + m.Drawn.Cents())
		s.Repaid = money.FromCents(s.Repaid.Cents() + m.Repaid.Cents())
		s.Costs = money.FromCents(s.Costs.Cents() + m.Costs.Cents())
		s.Closing = m.Closing
	}
	return s
}

// flows makes the input of the treasury, over days in which all falls due, and returns what the budget holds
// for the bank.
func (f *film) flows(p *Production, made *Treasury) (money.Amount, error) {
	t := financing.Treasury{Opening: f.treasury.Opening, VATDelay: f.treasury.VATDelay, Inflows: f.inflows(p)}
	outflows, bank, err := f.outflows(p, made.Spending)
	if err != nil {
		return bank, err
	}
	t.Outflows = outflows
	first, last := p.Financing.Milestones[0].Date, p.Financing.Milestones[0].Date
	reach := func(on civil.Date) {
		if on.Before(first) {
			first = on
		}
		if on.After(last) {
			last = on
		}
	}
	for _, in := range t.Inflows {
		reach(in.Date)
	}
	for _, out := range t.Outflows {
		reach(out.Date)
	}
	// The tax of the last flow is settled so many months later, and interest paid on the first of the next.
	settled, err := last.Month().Add(max(1, t.VATDelay.Refund, t.VATDelay.Payment))
	if err != nil {
		return bank, at("vatDelay", last, err)
	}
	reach(settled.Last())
	for i, facility := range f.treasury.Facilities {
		if facility.To, err = f.ends(facility, t.Inflows); err != nil {
			return bank, at(fmt.Sprintf("facilities[%d]", i), facility.ID, err)
		}
		if !facility.To.IsZero() {
			reach(facility.To)
		}
		t.Facilities = append(t.Facilities, facility)
	}
	t.From, t.To = first.Month().First(), last.Month().Last()
	made.Input = t
	return bank, nil
}

// inflows are the payments of the sources. What is signed is a receivable from the day of its document.
func (f *film) inflows(p *Production) []financing.Inflow {
	proved := map[string]civil.Date{}
	for _, s := range p.Financing.Plan.Sources {
		if s.Evidence != nil {
			proved[s.ID] = s.Evidence.Date
		}
	}
	list := []financing.Inflow{}
	for _, paid := range p.Financing.Payments {
		in := financing.Inflow{
			Source: paid.Source, Date: paid.On, Amount: paid.Amount, VATRate: f.treasury.sourceRate(paid.Source),
			Receivable: paid.Status == financing.Acquired,
		}
		in.Discountable = in.Receivable && paid.Discountable
		if since := proved[paid.Source]; !since.After(paid.On) {
			in.Since = since
		}
		list = append(list, in)
	}
	return list
}

// outflows are the outlays of the budget by day, head of the devis and rate of tax, without what it holds for
// the bank, which is returned. What the payroll brought goes out as the payroll pays it: the budget has the same
// amounts to the cent, spread over its phases.
func (f *film) outflows(p *Production, s budget.Spending) ([]financing.Outflow, money.Amount, error) {
	lines := map[[2]string]budget.Line{}
	for _, l := range budgetLines(p.Budget) {
		lines[[2]string{l.account, l.line.Code}] = l.line
	}
	calendar, err := f.calendar(p)
	if err != nil {
		return nil, money.Amount{}, err
	}
	all := outflowList{calendar: calendar, list: []financing.Outflow{}, at: map[outflowKey]int{}}
	paid := p.Budget.ofPayroll()
	var bank money.Total
	for _, o := range s.Outlays {
		key := [2]string{o.Account, o.Line}
		if paid[key] {
			continue
		}
		if slices.Contains(lines[key].Tags, bankTag) {
			bank.Add(o.Amount)
			continue
		}
		head, rate := o.Code, money.Decimal{}
		if o.Account != "" {
			head, rate = o.Account[:1], f.treasury.lineRate(o, lines[key])
		}
		if err := all.add(o.Date, head, rate, o.Amount); err != nil {
			return nil, money.Amount{}, err
		}
	}
	if err := all.addPayroll(p.Payroll); err != nil {
		return nil, money.Amount{}, err
	}
	held, err := bank.Amount()
	return all.list, held, err
}

// ends is the day on which all that a facility lent is due: weeks after the last claim that it advances pays.
func (f *film) ends(c financing.Facility, inflows []financing.Inflow) (civil.Date, error) {
	var last civil.Date
	for _, in := range inflows {
		if slices.Contains(c.Sources, in.Source) && in.Date.After(last) {
			last = in.Date
		}
	}
	if last.IsZero() {
		return last, nil
	}
	return last.AddDays(weekLength * f.treasury.GraceWeeks)
}

func (t Treasury) notices() []law.Notice { return slices.Concat(t.Plain.Notices, t.Discounted.Notices) }
