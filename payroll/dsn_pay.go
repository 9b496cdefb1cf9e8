package payroll

import (
	"fmt"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/money"
)

// dsnSpan is the pay of one period of a contract in a payment.
type dsnSpan struct {
	contract int
	period   civil.Period
	month    civil.Month
	entries  []dsnEntry
}

// spansOf groups payslips by contract and period, in the order of the contracts.
func spansOf(entries []dsnEntry) (list []dsnSpan) {
	for _, e := range entries {
		i := slices.IndexFunc(list, func(s dsnSpan) bool { return s.contract == e.contract && s.period == e.period && s.month == e.month })
		if i < 0 {
			i = len(list)
			list = append(list, dsnSpan{contract: e.contract, period: e.period, month: e.month})
		}
		list[i].entries = append(list[i].entries, e)
	}
	slices.SortStableFunc(list, func(a, b dsnSpan) int {
		if a.contract != b.contract {
			return a.contract - b.contract
		}
		return a.period.From.Compare(b.period.From)
	})
	return list
}

// sum adds up an amount of the payslips of a span.
func (s *dsnSpan) sum(of func(*Payslip) money.Amount) (total money.Amount) {
	for i := range s.entries {
		total = plus(total, s.entries[i].signed(of(&s.entries[i].paid.Payslip)))
	}
	return total
}

func (s *dsnSpan) path() string { return s.entries[0].path }

// remunerations writes the four of a period: the gross, that for unemployment rights with the activity, the
// re-established and the base pay.
func (w *dsnWriting) remunerations(payment *writingBlock, d *DSNIndividual, s dsnSpan) {
	gross := s.sum(func(p *Payslip) money.Amount { return p.Bases.Gross })
	work := w.workOf(&s)
	for _, kind := range []string{"001", "002", "003", "010"} {
		b := w.block("S21.G00.51")
		b.period("001", "002", s.path()+".period", s.period)
		b.put("010", s.path(), d.Contracts[s.contract].Contract.ID)
		b.put("011", s.path(), kind)
		if kind == "010" && s.isByHour() {
			b.decimal("012", s.path()+".engagement.hours", work.Hours)
		}
		b.amount("013", s.path()+".engagement.gross", gross)
		if kind == "002" {
			w.activity(b, &s, work)
		}
		b.within(payment)
	}
}

// isByHour reports whether some of the work is paid by the hour.
func (s *dsnSpan) isByHour() bool {
	return slices.ContainsFunc(s.entries, func(e dsnEntry) bool { return e.paid.Engagement.Cachets == 0 })
}

// workOf returns the work of a span, as the attestation states it.
func (w *dsnWriting) workOf(s *dsnSpan) WorkPaid {
	var paid [2][]Paid
	for i := range s.entries {
		e := &s.entries[i]
		side := 0
		if e.sign < 0 {
			side = 1
		}
		paid[side] = append(paid[side], Paid{e.paid.Engagement, e.paid.Payslip})
	}
	var work [2]WorkPaid
	for side := range work {
		all := make([]int, len(paid[side]))
		for i := range all {
			all[i] = i
		}
		var err error
		work[side], err = w.paper.work(paid[side], all)
		w.fail(err)
	}
	difference, err := work[0].less(work[1])
	w.fail(err)
	return difference
}

// Units of activity, S21.G00.53.003.
const (
	unitIntermittentHours = "35"
	unitGroupedCachets    = "36"
	unitIsolatedCachets   = "37"
	unitWorkedDays        = "12"
	unitCeilingDays       = "40"
)

// activity writes hours or cachets, days worked, and the days that the ceiling counts.
func (w *dsnWriting) activity(remuneration *writingBlock, s *dsnSpan, work WorkPaid) {
	var ceiling int64
	for i := range s.entries {
		ceiling += s.entries[i].sign * ceilingDays(&s.entries[i].paid.Engagement)
	}
	measure := func(unit string, quantity money.Decimal) {
		b := w.block("S21.G00.53")
		b.put("001", s.path(), "01")
		b.decimal("002", s.path()+".engagement", quantity)
		b.put("003", s.path(), unit)
		b.within(remuneration)
	}
	if s.isByHour() {
		measure(unitIntermittentHours, work.Hours)
	}
	if work.GroupedCachets != 0 {
		measure(unitGroupedCachets, money.DecimalFromInt(int64(work.GroupedCachets)))
	}
	if work.IsolatedCachets != 0 {
		measure(unitIsolatedCachets, money.DecimalFromInt(int64(work.IsolatedCachets)))
	}
	measure(unitWorkedDays, money.DecimalFromInt(int64(work.Days)))
	measure(unitCeilingDays, money.DecimalFromInt(ceiling))
}

// ceilingDays are the days that the ceiling of an engagement counts: those of the month, of the contract in
// it, or those paid.
func ceilingDays(e *Engagement) int64 {
	switch {
	case e.FullMonth:
		return int64(e.Date.Month().Days())
	case e.CeilingMethod == Calendar:
		return int64(e.CalendarDays)
	}
	return int64(e.Days)
}

// deduction writes the flat deduction of a period.
func (w *dsnWriting) deduction(payment *writingBlock, d *DSNIndividual, s dsnSpan) {
	amount := s.sum(func(p *Payslip) money.Amount { return p.Bases.Deduction })
	if amount.IsZero() {
		return
	}
	b := w.block("S21.G00.54")
	b.put("001", s.path(), "10")
	b.amount("002", s.path(), amount)
	b.period("003", "004", s.path()+".period", s.period)
	b.put("005", s.path(), d.Contracts[s.contract].Contract.ID)
	b.within(payment)
}

// netSocial writes the net social amount of the month, and what it differs in months before.
func (w *dsnWriting) netSocial(payment *writingBlock, path string, entries []dsnEntry) {
	for _, month := range payMonths(entries) {
		var total money.Amount
		for i := range entries {
			if entries[i].month == month {
				total = plus(total, entries[i].signed(entries[i].paid.Payslip.NetSocial))
			}
		}
		b := w.block("S21.G00.58")
		b.period("001", "002", path, month.Period())
		b.put("003", path, "03")
		b.amount("004", path, total)
		b.within(payment)
	}
}

func payMonths(entries []dsnEntry) (months []civil.Month) {
	for i := range entries {
		if !slices.Contains(months, entries[i].month) {
			months = append(months, entries[i].month)
		}
	}
	slices.SortFunc(months, civil.Month.Compare)
	return months
}

// taxCorrections writes what income tax was declared wrongly, a month at a time (régularisation du
// prélèvement à la source): the differences, and what was declared.
func (w *dsnWriting) taxCorrections(payment *writingBlock, p *dsnPayment) {
	for _, month := range payMonths(p.corrects) {
		var wrong []dsnEntry
		var all []dsnEntry
		for _, e := range p.corrects {
			if e.month == month {
				all = append(all, e)
				if e.sign < 0 {
					e.sign = 1 // as it was declared
					wrong = append(wrong, e)
				}
			}
		}
		before, difference := sumTax(wrong), sumTax(all)
		if difference == (taxSums{}) {
			continue
		}
		kind, rate := w.rateOf(&wrong[0])
		b := w.block("S21.G00.56")
		b.put("001", p.path, fmt.Sprintf("%02d%04d", int(month.Month()), month.Year()))
		b.put("002", p.path, "01")
		b.amount("003", p.path, difference.taxable)
		b.amount("004", p.path, before.taxable)
		b.put("006", p.path, rate)
		b.amount("007", p.path, difference.tax)
		if !difference.allowance.IsZero() {
			b.amount("009", p.path, difference.allowance)
		}
		b.amount("010", p.path, difference.base)
		b.amount("015", p.path, before.base)
		b.within(payment)
		w.paper.note(law.Notice{
			Code: CodeUnchecked, Key: "dsn/tax-correction",
			Message: fmt.Sprintf("the correction of income tax of %v (rate of type %s) is by the labels of S21.G00.56; its conditions were not transcribed", month, kind),
		})
	}
}
